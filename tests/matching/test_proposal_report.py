"""The proposal to read: a page that asks for nothing, and a tagged PDF in which a pair takes a third of a page at most."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import NO_WORKBOOKS, ONE_FORM, SMALL, begun
from proposal_views import made_up

from mentorkit.checking.loading import load
from mentorkit.matching.proposal_report import ProposalReport, make_proposal, proposal_page, proposal_print
from mentorkit.workbooks.compose.outline import visible_text
from mentorkit.workspace.layers import Layers
from mentorkit.workspace.workspace import open_workspace

DAY = date(2026, 12, 3)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[ProposalReport, Layers]:
    project = begun(tmp_path_factory.mktemp("proposal"), SMALL + ONE_FORM + NO_WORKBOOKS)
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    found = load(workspace, workspace.choose(["acme/lead"]))
    return ProposalReport(found.toolkits[0], made_up(12), DAY), found.layers["acme"]


def said(html: str) -> str:
    return " ".join(visible_text(html).split())


def test_page_and_paper_say_the_same(made: tuple[ProposalReport, Layers]) -> None:
    report, layers = made
    on_screen, on_paper = said(proposal_page(report, layers)), said(proposal_print(report, layers).html)
    assert on_screen == on_paper
    for part in (
        "It proposes; it decides nothing. People decide on every pair: Sam Okafor.",
        "12 of 13 mentees have a mentor.",
        "In the table “pairs.xlsx”, keep a pair, refuse it, or choose another name.",
        "2 Mentee 2 – Mentor 2 proposed Why: Both asked for it.",
        "Left <Over>",
        "What would have to change",
        "If Ruth took a second mentee, there would be a pair.",
        "Lots decide among equals.",
    ):
        assert part in on_screen
    assert "Character" not in on_screen[: on_screen.index("What to do with it")]


def test_the_page_asks_for_nothing_and_runs_nothing(made: tuple[ProposalReport, Layers]) -> None:
    page = proposal_page(*made)
    css = re.search("<style>(.*?)</style>", page, re.DOTALL)
    assert css
    assert f"'sha256-{b64encode(sha256(css[1].encode()).digest()).decode()}'" in page
    assert not re.findall(r'(?:src|href)="(?!data:|#)|<script|\son\w+=|style="', page)
    assert proposal_page(*made) == page
    numbers = re.findall(r'id="pair-(\d+)"', page)
    assert numbers == [str(number) for number in range(1, 13)]
    assert [int(one) for one in re.findall(r'href="#pair-(\d+)"', page)] == [int(one) for one in numbers]


@pytest.mark.slow
def test_the_pdf_is_tagged_and_three_pairs_stand_on_a_page(made: tuple[ProposalReport, Layers], tmp_path: Path) -> None:
    report, layers = made
    html, pdf = tmp_path / "proposal.html", tmp_path / "proposal.pdf"
    make_proposal(report, layers, html, pdf)
    with pikepdf.open(pdf) as opened:
        assert opened.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in opened.Root
        assert "pdfuaid:part" in str(bytes(opened.Root.Metadata.read_bytes()))
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    first = texts[0]
    assert "No two would rather swap." in first
    steps = next(text for text in texts[:2] if "What to do with it" in text)  # with the figures, where there is room
    assert "All pairs" in steps
    pages = Counter(
        next(number for number, text in enumerate(texts) if re.search(rf"^{pair} +Mentee {pair} – Mentor {pair} proposed", text, re.MULTILINE))
        for pair in range(1, 13)
    )  # fmt: skip
    full = sorted(pages.items())[1:-1]
    assert all(some >= 3 for _, some in full), pages
