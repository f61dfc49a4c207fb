"""The proof of a PDF: what it must not let pass, at the edge of what it lets pass."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import weasyprint
from conftest import ROOT

from mentorkit.core.problems import Problem, Span
from mentorkit.workbooks.compose.print_html import Frame, PrintHtml
from mentorkit.workbooks.layout import proof
from mentorkit.workbooks.layout.proof import misfits, read_pdf

INTER = (ROOT / "templates/assets/fonts/Inter-Regular.ttf").as_uri()
CSS = f"""
@font-face {{ font-family: "Inter"; src: url("{INTER}") }}
@page {{ size: 148mm 210mm; margin: 21mm }}
html {{ font: 8pt/3mm "Inter"; font-variant-ligatures: none }} body, p {{ margin: 0 }} .new {{ break-before: page }}
.frame {{ position: absolute; margin: 0; white-space: nowrap }}
"""
THOUSAND = "Some word. " * 125
"""A thousand letters, eight in each pair of words."""


def prove(book: PrintHtml, pdf: Path) -> list[str]:
    """How the PDF of this book falls short of its text."""
    return proof.prove(book, read_pdf(book, pdf, book.heads))


def page(body: str) -> str:
    return f'<!DOCTYPE html><html lang="en"><head><title>Book</title></head><body>{body}</body></html>'


def wanted(body: str, least_pages: int = 1) -> PrintHtml:
    """The book that should come out."""
    return PrintHtml(page(body), "", title="Book", author="Acme", language="en", least_pages=least_pages)


def made(folder: Path, body: str, css: str = "") -> Path:
    """The PDF that does come out."""
    fonts = weasyprint.text.fonts.FontConfiguration()
    sheet = weasyprint.CSS(string=CSS + css, font_config=fonts)
    weasyprint.HTML(string=page(body)).write_pdf(folder / "book.pdf", stylesheets=[sheet], font_config=fonts)
    return folder / "book.pdf"


@pytest.mark.parametrize("lost", [0, 5])
def test_five_letters_of_a_thousand_may_differ(lost: int, tmp_path: Path) -> None:
    assert prove(wanted(f"<p>{THOUSAND}</p>"), made(tmp_path, f"<p>{THOUSAND.replace('m', '', lost)}</p>")) == []


@pytest.mark.parametrize("lost", [6, 10, 100])
def test_letters_that_are_lost_are_missed(lost: int, tmp_path: Path) -> None:
    pdf = made(tmp_path, f"<p>{THOUSAND.replace('m', '', lost)}</p>")
    message = f"the PDF shows {1000 - lost} of the 1000 letters that belong in it"
    assert prove(wanted(f"<p>{THOUSAND}</p>"), pdf) == [message]


def test_other_letters_do_not_stand_for_those_that_are_lost(tmp_path: Path) -> None:
    pdf = made(tmp_path, f"<p>{THOUSAND.replace('m', 'x', 20)}</p><p>{'y' * 50}</p>")
    message = "the PDF shows 980 of the 1000 letters that belong in it"
    assert prove(wanted(f"<p>{THOUSAND}</p>"), pdf) == [message]


TWO_PAGES = f"<p>{THOUSAND}</p><p class=new>{THOUSAND}</p>"


def test_a_page_that_is_lost_is_missed_with_its_letters(tmp_path: Path) -> None:
    pdf = made(tmp_path, f"<p>{THOUSAND}</p>")
    assert prove(wanted(TWO_PAGES, least_pages=2), pdf) == [
        "the PDF has 1 pages, and its content needs at least 2",
        "the PDF shows 1000 of the 2000 letters that belong in it",
    ]
    assert prove(wanted(TWO_PAGES, least_pages=2), made(tmp_path, TWO_PAGES)) == []


@pytest.mark.parametrize("margin", ["@top-left", "@bottom-right"])
def test_running_heads_do_not_stand_for_letters_that_are_lost(margin: str, tmp_path: Path) -> None:
    heads = (
        f'@page {{ {margin} {{ content: "mmmmmmmmmmmmmmmmmmmm" }} }} @page :first {{ {margin} {{ content: none }} }}'
    )
    pdf = made(tmp_path, TWO_PAGES.replace("m", "", 20), heads)
    message = "the PDF shows 1980 of the 2000 letters that belong in it"
    assert prove(wanted(TWO_PAGES), pdf) == [message]
    assert prove(replace(wanted(TWO_PAGES), heads=(0, 0)), pdf) == [], "they stand where the book says that heads stand"


def test_what_stands_in_the_margins_of_the_first_page_counts(tmp_path: Path) -> None:
    cover = '<p class="frame" style="top: -15mm">mmmmmmmmmmmmmmmmmmmm</p>'
    pdf = made(tmp_path, cover + THOUSAND.replace("m", "", 20))
    assert prove(wanted(f"<p>{THOUSAND}</p>"), pdf) == []


def test_what_is_cut_off_with_the_edge_of_the_sheet_does_not_count(tmp_path: Path) -> None:
    outside = '<p class="frame" style="top: 20mm; left: -35mm">mmmmm</p>'
    pdf = made(tmp_path, outside + THOUSAND.replace("m", "", 10), "@page { bleed: 20mm }")
    messages = [
        "on page 1, “mmmmm” runs off the text’s part of the page",
        "the PDF shows 990 of the 1000 letters that belong in it",
    ]
    assert prove(wanted(f"<p>{THOUSAND}</p>"), pdf) == messages


@pytest.mark.parametrize(
    ("body", "piled"),
    [
        ("<p>Some first words</p><p style='margin-top: -1mm'>Others below them</p>", False),
        ("<p>Some first words</p><p style='margin-top: -1.6mm'>Others below them</p>", True),
        ("<p>Some first words</p><p style='margin-top: -3mm'>Some first words</p>", True),
        ("<p>Some first words</p><p style='margin-top: -3mm; color: white'>Unseen words</p>", True),
        ("<p>Some first words</p><p style='margin: -3mm 0 0 17mm'>beside them</p>", True),
        ("<p>Some first words</p><p style='margin: -3mm 0 0 40mm'>beside them</p>", False),
        ("<div style='position: absolute; bottom: -12mm'>What stands below</div>", True),
        ("<p>x<sup>2</sup>, H<sub>2</sub>O, <b>bo</b>ld <i>f</i>f Zoe\u0301 q\u0308 \u00c5</p>", False),
        ("<p style='font: 30pt/1 Inter'>High gj</p><p>Some first words</p>", False),
        ("<p style='line-height: 1'>gjpq gjpq<br>ÄÖÜ ÄÖÜ</p>", False),
    ],
)  # fmt: skip
def test_text_upon_text_is_seen(body: str, piled: bool, tmp_path: Path) -> None:
    foot = "@page { @bottom-left { content: 'The foot of this page' } }"
    said = prove(wanted(body), made(tmp_path, body, foot))
    assert any(" lie upon each other: " in one for one in said) is piled, said


def test_text_upon_text_is_told_with_its_words(tmp_path: Path) -> None:
    body = "<p>Some first words</p><p style='margin-top: -1.6mm'>Others below them</p>"
    assert prove(wanted(body), made(tmp_path, body)) == [
        "on page 1, two lines of text lie upon each other: “Some first words Others below the”"
    ]


@pytest.mark.parametrize(
    ("place", "astray"),
    [
        ("left: 0", False),
        ("left: -8mm", True),
        ("left: -60mm", True),
        ("left: 105mm", True),
        ("left: 160mm", True),
        ("top: -60mm", True),
        ("top: 205mm", True),
    ],
    ids=["in its place", "in the margin", "left of the page", "across the margin", "right of it", "above", "below"],
)
def test_words_that_leave_the_text_of_a_page_are_told(place: str, astray: bool, tmp_path: Path) -> None:
    stray = f'<p class="frame" style="{place}">Mississippi</p>'
    pdf = made(tmp_path, f"<p>{THOUSAND}</p><div class=new>{THOUSAND}{stray}</div>")
    said = prove(replace(wanted(f"<p>{THOUSAND}</p>"), sides=16), pdf)
    assert bool(said) is astray
    assert all(
        one.startswith("on page 2, “") and one.endswith("” runs off the text’s part of the page") for one in said
    )


def test_a_long_word_that_is_not_divided_is_told(tmp_path: Path) -> None:
    body = f"<table><tr><td>A</td><td>{'m' * 120}</td></tr></table>"
    assert prove(replace(wanted(body), sides=16), made(tmp_path, body))[0].startswith("on page 1, “mm")
    divided = "table { table-layout: fixed; width: 100% } td { overflow-wrap: anywhere }"
    assert prove(replace(wanted(body), sides=16), made(tmp_path, body, divided)) == []


def test_the_thumb_index_may_stand_at_the_edge(tmp_path: Path) -> None:
    index = '@page { @right-top { content: "7"; width: 6mm; margin-left: auto; text-align: center } }'
    assert prove(replace(wanted(f"<p>{THOUSAND}</p>"), sides=16), made(tmp_path, f"<p>{THOUSAND}</p>", index)) == []


PLACE = Span("content/keys/trust.md", 3, 1)
CARD = '<p class="new frame" style="top: 9mm; left: 19mm">Many words</p>'
"""A text that begins 40 mm from the left and 30 mm from the top, on a page of its own."""
AROUND = Frame(-1, 39, 29, 30, 5, "Many words", "card", PLACE)


def on_card(frame: Frame) -> PrintHtml:
    return replace(wanted(""), frames=(frame,))


def test_a_text_that_stands_in_its_frame_is_well(tmp_path: Path) -> None:
    assert misfits(on_card(AROUND), made(tmp_path, f"<p>Cover</p><div class=new></div>{CARD}")) == []


@pytest.mark.parametrize(
    ("frame", "letters"),
    [
        (replace(AROUND, left=49, width=20), 4),
        (replace(AROUND, width=7), 5),
        (replace(AROUND, top=34), 9),
        (replace(AROUND, height=1), 9),
        (replace(AROUND, page=-2), 9),
        (replace(AROUND, text="Many words more"), 4),
    ],
    ids=["left", "right", "above", "below", "another page", "cut away"],
)
def test_letters_that_leave_their_frame_are_counted(frame: Frame, letters: int, tmp_path: Path) -> None:
    pdf = made(tmp_path, f"<p>Cover</p><div class=new></div>{CARD}")
    assert misfits(on_card(frame), pdf) == [
        Problem(
            "fit",
            f"the text on this card is too long for it: {letters} letters find no room",
            PLACE,
            "say it in fewer words, or make two of it",
        )
    ]


HEADS = '@page { @top-left { content: "Lead programme" } @bottom-left { content: counter(page) } }'


def test_a_second_page_where_one_is_promised_is_told_with_its_words(tmp_path: Path) -> None:
    pdf = made(tmp_path, "<p>First.</p><p class=new>Three words more.</p>", HEADS)
    paper = replace(wanted(""), title="Charter", most_pages=1, source="programs/acme/lead.yml")
    problem = Problem(
        "fit",
        "Charter: this has become longer than a page, by about 3 words",
        Span("programs/acme/lead.yml"),
        "cut that many words, or the lines of a list",
    )
    assert misfits(paper, pdf) == [problem]
    assert misfits(replace(paper, source=""), pdf) == [replace(problem, at=Span("book.pdf"))]
    assert misfits(replace(paper, most_pages=2), pdf) == []
    assert misfits(replace(paper, most_pages=0), pdf) == []


def test_the_words_of_all_further_pages_are_told(tmp_path: Path) -> None:
    pdf = made(tmp_path, "<p>First.</p><p class=new>Two words.</p><p class=new>And two more.</p>", HEADS)
    (problem,) = misfits(replace(wanted(""), most_pages=1), pdf)
    assert problem.message == "Book: this has become longer than a page, by about 5 words"


def test_a_paper_of_one_page_keeps_its_promise(tmp_path: Path) -> None:
    assert misfits(replace(wanted(""), most_pages=1), made(tmp_path, "<p>First.</p>", HEADS)) == []
