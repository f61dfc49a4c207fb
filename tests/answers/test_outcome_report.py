"""The report on outcomes: a page that asks for nothing, and a tagged PDF."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import NO_WORKBOOKS, begun
from released import PROGRAM, released

from mentorkit.answers.outcome_report import OutcomeReport, ReleasedWords, make_report, outcome_page, outcome_print
from mentorkit.checking.loading import load
from mentorkit.workbooks.compose.outline import visible_text
from mentorkit.workspace.layers import Layers
from mentorkit.workspace.workspace import open_workspace

DAY = date(2027, 12, 3)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[OutcomeReport, Layers]:
    """A report and the layers of its client."""
    project = begun(tmp_path_factory.mktemp("report"), PROGRAM + NO_WORKBOOKS)
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    found = load(workspace, workspace.choose(["acme/lead"]))
    words = (ReleasedWords("What should change?", "Looking back", ("Shorter <sessions>.",)),)
    return OutcomeReport(found.toolkits[0], released(), words, DAY, draft=True, unreleased=3), found.layers["acme"]


def said(html: str) -> str:
    return " ".join(visible_text(html).split())


def test_page_and_paper_say_the_same(made: tuple[OutcomeReport, Layers]) -> None:
    report, layers = made
    on_screen, on_paper = said(outcome_page(report, layers)), said(outcome_print(report, layers).html)
    assert on_screen == on_paper
    for part in (
        "3 goals: 1 reached, 1 not reached, 1 of which it cannot be said.",
        "At the start: 18% of 22 people · Aimed at: 80% · What came of it: 70% of 20 people",
        "4 or more: 14 of 20 people, 70% (40% to 80%)",
        "Only answers that a person has read and released are shown, in no order. 1 of 4 answers in words stands here.",
        "Shorter <sessions>.",
        "31 January 2028",
        "Figures of fewer than 5 people are hidden, and so are those of the next smallest group",
    ):
        assert part in on_screen


def test_cells_of_tables_are_cells_also_on_phones(made: tuple[OutcomeReport, Layers]) -> None:
    """A narrow screen has each in a line of its own, and browsers then forget what a table was."""
    assert re.findall(r"<(?:table|thead|tbody|tr|th|td)(?![^>]* role=)[ >]", outcome_page(*made)) == []


def test_a_draft_says_so_on_each_page_and_what_is_released_does_not(made: tuple[OutcomeReport, Layers]) -> None:
    report, layers = made
    assert "Draft Not released" in said(outcome_page(report, layers))
    assert '@top-right { content: "Draft"' in outcome_print(report, layers).css
    final = replace(report, draft=False)
    assert "Draft" not in outcome_page(final, layers) + outcome_print(final, layers).css


def test_the_page_asks_for_nothing_and_runs_nothing(made: tuple[OutcomeReport, Layers]) -> None:
    html = outcome_page(*made)
    style = "".join(re.findall(r"<style>(.*?)</style>", html, re.DOTALL))
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}';" in html
    assert not re.search(r"<script|<link|\sstyle=|@import", html)
    addresses = re.findall(r'(?:src|href)="([^"]*)|url\("([^"]*)', html)
    assert all(one.startswith(("data:", "#")) for pair in addresses for one in pair if one)
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))


@pytest.mark.slow
def test_the_pdf_is_tagged_and_each_picture_is_told(made: tuple[OutcomeReport, Layers], tmp_path: Path) -> None:
    report, layers = made
    make_report(report, layers, tmp_path / "report.html", tmp_path / "report.pdf")  # it is PDF/UA-1, or it fails
    with pikepdf.open(tmp_path / "report.pdf") as pdf:
        figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        assert len(figures) > 10
        assert all(str(one.get("/Alt", "")) for one in figures)
    document = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    try:
        assert all("Draft" in page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
