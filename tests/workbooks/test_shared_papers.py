"""Papers that the programmes of a client share: the chapter is laid out once, and each says its own programme's name."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pytest
from conftest import ROOT, Project

from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.editions import EDITIONS, Edition
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.joining.book_of_chapters import ChaptersInMemory
from mentorkit.workbooks.layout import print_engine
from mentorkit.workbooks.layout.print_engine import write_pdf
from mentorkit.workspace.layers import Layer, Layers

PROGRAM = """\
title: {title}
organisation: {organisation}
starts: 2027-02-01
ends: 2027-12-01
library: {{forms: [goal-sheet]}}
sessions:
  1: {{title: Begin, week: 2, keys: [first-conversation]}}
"""
INTER = (ROOT / "templates/assets/fonts/Inter-Regular.ttf").as_uri()
CSS = f"""\
@font-face {{ font-family: "Inter"; src: url("{INTER}") }}
@page {{ size: 110mm 100mm; margin: 15mm; @bottom-right {{ content: counter(page) " / " counter(pages) }} }}
html {{ font: 10pt Inter }} h1 {{ bookmark-level: 1 }} [data-new-page] {{ break-before: page }}
.head {{ display: flow-root; border-bottom: 1mm solid red; padding: 2mm; background: #eee }}
.head b {{ float: left }} .head p {{ margin: 0 0 0 40mm; min-height: 10mm; line-height: 5mm; text-align: end }}
"""
LAYERS = Layers((Layer("stock", ROOT),))


@pytest.fixture
def chapters(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The headings of the chapters that were laid out, or `whole` for a book that was."""
    noted, chapter, whole = list[str](), print_engine._Press.chapter, print_engine._whole

    def chapter_noted(self: print_engine._Press, root: Any) -> Any:
        noted.append(next("".join(one.itertext()) for one in root.iter() if one.tag == "h1"))
        return chapter(self, root)

    def whole_noted(press: print_engine._Press, into: Path) -> Any:
        noted.append("whole")
        return whole(press, into)

    monkeypatch.setattr(print_engine._Press, "chapter", chapter_noted)
    monkeypatch.setattr(print_engine, "_whole", whole_noted)
    return noted


def paper(words: str, text: str = "Some words. ", edition: Edition = EDITIONS["print"]) -> PrintHtml:
    """A paper under a letterhead that says these words."""
    head = f'<div class="head"><b>Acme</b><p data-head>{words}</p></div>'
    html = (
        f'<!DOCTYPE html><html lang="en"><head><title>{words}</title></head>'
        f"<body><section data-new-page>{head}<h1>Goals</h1><p>{text}</p></section></body></html>"
    )
    return PrintHtml(html, CSS, title="Paper", author="Acme", language="en", least_pages=1, heads=(0, 15), edition=edition)


def text(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout


def everything(pdf: Path) -> bytes:
    """All that a file holds, unpacked."""
    with pikepdf.open(pdf) as read:
        streams = [one.read_bytes() for one in read.objects if isinstance(one, pikepdf.Stream) and "/Width" not in one]
        return b"\n".join([*streams, *(repr(one).encode() for one in read.objects)])


def failures(pdf: Path) -> list[str]:
    """The rules of PDF/UA-1 that a file breaks."""
    return [one.rule_id for one in validator.validate_pdf(pdf, profile="pdfua-1").failures]


def picture(pdf: Path) -> list[bytes]:
    subprocess.run(["pdftoppm", "-r", "60", "-gray", pdf, pdf.with_suffix("")], check=True)
    return [path.read_bytes() for path in sorted(pdf.parent.glob(f"{pdf.stem}-*.pgm"))]


def papers(project: Project, title: str, store: ChaptersInMemory, organisation: str = "Acme") -> Iterator[Path]:
    """The form and the Key papers of a programme of this title."""
    project.write("programs/acme/lead.yml", PROGRAM.format(title=title, organisation=organisation))
    job = project.job()
    for number, book in enumerate(one for one in job.books if one.form or one.key):
        made = project.root / f"{title}-{number}.pdf"
        write_pdf(compose(job.toolkit, book, job.layers), job.layers, made, store)
        yield made


@pytest.mark.slow
def test_a_second_programme_takes_the_papers_of_the_first_and_says_nothing_of_it(
    project: Project, chapters: list[str]
) -> None:
    store, first = ChaptersInMemory(), ["First conversation", "First conversation", "Goal sheet"]
    assert len([*papers(project, "Zephyr", store)]) == len(first)
    assert sorted(chapters) == first
    for made in papers(project, "Quokka", store):
        assert "Quokka" in text(made)
        assert b"Zephyr" not in everything(made)
        assert failures(made) == []
    assert sorted(chapters) == first, "none was laid out again"
    assert all("Other" in text(made) for made in papers(project, "Zephyr", store, organisation="Other"))
    assert len(chapters) == 2 * len(first), "whose letterhead is another's"


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["print", "fillable", "archive"])
def test_a_joined_paper_looks_as_one_that_is_laid_out_whole(
    edition: str, tmp_path: Path, chapters: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = paper("<b>Open</b> Door<br>Acme", "Some words. " * 200, EDITIONS[edition])
    write_pdf(book, LAYERS, joined := tmp_path / "joined.pdf")
    assert chapters == ["Goals"]
    monkeypatch.setattr(print_engine, "_joined", lambda *_: None)
    write_pdf(book, LAYERS, whole := tmp_path / "whole.pdf")
    assert text(joined) == text(whole)
    assert picture(joined) == picture(whole)
    assert failures(joined) == failures(whole) == []


def test_words_that_need_more_room_than_is_kept_have_the_paper_laid_out_whole(
    tmp_path: Path, chapters: list[str]
) -> None:
    write_pdf(paper("Open Door<br>of Acme<br>in Spring"), LAYERS, made := tmp_path / "made.pdf")
    assert chapters == ["Goals", "whole"]
    assert "in Spring" in text(made)


@pytest.mark.parametrize(
    ("said", "instead"),
    [("<p data-head>", '<p data-head id="here">'), ("<section data-new-page>", "<section data-new-page>Before. ")],
)
def test_words_whose_place_is_not_known_stay_in_their_chapter(
    said: str, instead: str, tmp_path: Path, chapters: list[str]
) -> None:
    book, store = paper("Open Door"), ChaptersInMemory()
    write_pdf(replace(book, html=book.html.replace(said, instead)), LAYERS, tmp_path / "made.pdf", store)
    assert chapters == ["Goals"]
    assert any("Open Door" in made_from for made_from in store if "Goals" in made_from)
