"""Papers that the programmes of a client share: one is laid out once, and says in each its own programme's name."""

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
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The headings of the papers that were laid out to be shared, or `whole` for one that was laid out for itself."""
    noted, shared, whole = list[str](), print_engine._Press.paper, print_engine._whole

    def shared_noted(self: print_engine._Press, root: Any) -> Any:
        noted.append(next("".join(one.itertext()) for one in root.iter() if one.tag == "h1"))
        return shared(self, root)

    def whole_noted(press: print_engine._Press, into: Path) -> Any:
        noted.append("whole")
        return whole(press, into)

    monkeypatch.setattr(print_engine._Press, "paper", shared_noted)
    monkeypatch.setattr(print_engine, "_whole", whole_noted)
    return noted


def paper(words: str, text: str = "Some words. ", edition: Edition = EDITIONS["print"]) -> PrintHtml:
    """A paper under a letterhead that says these words."""
    head = f'<div class="head"><b>Acme</b><p data-head>{words}</p></div>'
    html = (
        '<!DOCTYPE html><html lang="en"><head><title>Door &amp; “Gate”</title><meta name="author" content="A &lt; B"></head>'
        f"<body><section data-new-page>{head}<h1>Goals</h1><p>{text}</p></section></body></html>"
    )
    return PrintHtml(
        html, CSS, title="Paper", author="Acme", language="en", least_pages=1, heads=(0, 15), edition=edition
    )


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


def facts(pdf: Path) -> tuple[dict[str, str], bytes]:
    """What a file says of itself in both ways."""
    with pikepdf.open(pdf) as read:
        said = {name: str(value) for name, value in read.docinfo.items()}
        return said, read.Root.Metadata.read_bytes()


def read_aloud(pdf: Path) -> list[str]:
    """The blocks of the tag tree in the order of reading, and whether there is something to read in each."""

    def inside(element: Any) -> Iterator[str]:
        for one in element.K:
            if isinstance(one, pikepdf.Dictionary) and one.S not in ("/Span", "/NonStruct"):
                yield f"{one.S} {len(one.K) > 0}"
                yield from inside(one) if one.S != "/P" else ()

    with pikepdf.open(pdf) as read:
        return [*inside(read.Root.StructTreeRoot)]


def picture(pdf: Path) -> list[bytes]:
    subprocess.run(["pdftoppm", "-r", "60", "-gray", pdf, pdf.with_suffix("")], check=True)
    return [path.read_bytes() for path in sorted(pdf.parent.glob(f"{pdf.stem}-*.pgm"))]


def papers(project: Project, title: str, store: ChaptersInMemory, organisation: str = "Acme") -> Iterator[Path]:
    """The form and the Key papers of a programme of this title."""
    project.write("programs/acme/lead.yml", PROGRAM.format(title=title, organisation=organisation))
    job = project.job()
    for number, book in enumerate([one for one in job.books if one.form or one.key][-2:]):
        made = project.root / f"{title}-{number}.pdf"
        write_pdf(compose(job.toolkit, book, job.layers), job.layers, made, store)
        yield made


@pytest.mark.slow
def test_a_second_programme_takes_the_papers_of_the_first_and_says_nothing_of_it(
    project: Project, laid_out: list[str]
) -> None:
    store, first = ChaptersInMemory(), ["First conversation", "Goal sheet"]
    assert len([*papers(project, "Zephyr", store)]) == len(first)
    assert sorted(laid_out) == first
    for made in papers(project, "Quokka", store):
        assert "Quokka" in text(made)
        assert b"Zephyr" not in everything(made)
        assert failures(made) == []
    assert sorted(laid_out) == first, "none was laid out again"
    assert all("Other" in text(made) for made in papers(project, "Zephyr", store, organisation="Other"))
    assert len(laid_out) == 2 * len(first), "whose letterhead is another's"


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["print", "fillable", "archive"])
def test_a_joined_paper_looks_as_one_that_is_laid_out_whole(
    edition: str, tmp_path: Path, laid_out: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = paper("<b>Open</b> Door &amp; Gate<br>Acme", "Some words. " * 200, EDITIONS[edition])
    write_pdf(book, LAYERS, joined := tmp_path / "joined.pdf")
    assert laid_out == ["Goals"]
    monkeypatch.setattr(print_engine, "_joined", lambda *_: None)
    write_pdf(book, LAYERS, whole := tmp_path / "whole.pdf")
    assert text(joined) == text(whole)
    assert facts(joined) == facts(whole)
    assert read_aloud(joined) == read_aloud(whole)
    assert picture(joined) == picture(whole)
    assert failures(joined) == failures(whole) == []


def test_words_that_need_more_room_than_is_kept_have_the_paper_laid_out_whole(
    tmp_path: Path, laid_out: list[str]
) -> None:
    write_pdf(paper("Open Door<br>of Acme<br>in Spring"), LAYERS, made := tmp_path / "made.pdf")
    assert laid_out == ["whole"]
    assert "in Spring" in text(made)


@pytest.mark.parametrize(
    ("said", "instead"),
    [("<p data-head>", '<p data-head id="here">'), ("<section data-new-page>", "<section data-new-page>Before. ")],
)
def test_a_paper_in_which_the_place_of_the_words_is_not_known_is_laid_out_whole(
    said: str, instead: str, tmp_path: Path, laid_out: list[str]
) -> None:
    book = paper("Open Door")
    write_pdf(replace(book, html=book.html.replace(said, instead)), LAYERS, made := tmp_path / "made.pdf")
    assert laid_out == ["whole"]
    assert "Open Door" in text(made)


RULES = {
    "not shown": ".head p { display: none }",
    "with words before them": '.head p::before { content: "By " }',
    "placed by what follows": ".head:has(+ h1) { padding: 10mm 2mm }",
    "on a ground that lets through": ".head p { background: rgba(255, 0, 0, 0.3); border: 1mm solid rgba(0, 0, 255, 0.3) }",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", RULES)
def test_a_style_sheet_of_ones_own_may_do_anything_with_the_words(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = replace(paper("Open Door", "Some words. " * 200), css=CSS + RULES[name])
    write_pdf(book, LAYERS, joined := tmp_path / "joined.pdf")
    monkeypatch.setattr(print_engine, "_joined", lambda *_: None)
    write_pdf(book, LAYERS, whole := tmp_path / "whole.pdf")
    assert (text(joined), read_aloud(joined), picture(joined)) == (text(whole), read_aloud(whole), picture(whole))
    assert failures(joined) == failures(whole)


@pytest.mark.parametrize("tag", ["div", "h2"])
def test_words_that_are_no_paragraph_are_laid_out_with_the_paper(tag: str, tmp_path: Path, laid_out: list[str]) -> None:
    book = paper("Open Door")
    html = book.html.replace("<p data-head>Open Door</p>", f"<{tag} data-head>Open Door</{tag}>")
    css = CSS.replace(".head p", f".head {tag}")
    write_pdf(replace(book, html=html, css=css), LAYERS, made := tmp_path / "made.pdf")
    assert laid_out == ["whole"]
    assert "Open Door" in text(made)
