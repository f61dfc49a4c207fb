"""Style sheets of books from right to left: written once with a left and a right, and turned, those of clients as ours."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from conftest import ROOT

from mentorkit.language.catalogue import Words
from mentorkit.workbooks.compose.directed_css import from_right, styled_for
from mentorkit.workbooks.compose.editions import EDITIONS
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.layout.print_engine import write_pdf
from mentorkit.workspace.layers import Layer, Layers

SHEETS = {
    "a { left: 0; right: auto }": "a {inset-inline-start: 0; inset-inline-end: auto;}",
    "a { padding: 1mm 2mm 3mm 4mm !important }": "a {padding-top: 1mm !important; padding-bottom: 3mm !important;"
    " padding-inline-start: 4mm !important; padding-inline-end: 2mm !important;}",
    "a { margin: 0 auto }": "a {margin-top: 0; margin-bottom: 0; margin-inline-start: auto; margin-inline-end: auto;}",
    "a { border: 0 } b { border-left: 1mm solid #123 }": "a {border-top: 0; border-bottom: 0; border-inline: 0;}\n"
    "b {border-inline-start: 1mm solid #123;}",
    "a { border-left-color: red; border-width: 0 1mm }": "a {border-inline-start-color: red; border-top-width: 0; border-bottom-width: 0;"
    " border-inline-start-width: 1mm; border-inline-end-width: 1mm;}",
    "a { float: right; text-align: left; break-before: left }": "a {float: left; text-align: start; break-before: left;}",
    "a { border-radius: 1mm 2mm 3mm; border-top-left-radius: 0 }": "a {border-radius: 2mm 1mm 2mm 3mm; border-top-right-radius: 0;}",
    "a { background-position: 0 1.4mm }": "a {background-position: right 0 top 1.4mm;}",
    'a { background: url("left.png") left top }': 'a {background: url("left.png") right top;}',
    'a::before { content: "left"; width: 3mm }': 'a::before {content: "left"; width: 3mm;}',
    '[dir="rtl"] a { left: 0 }': '[dir="rtl"] a { left: 0 }',
    "@media print { a:hover { left: 1mm } }": "@media print {a:hover {inset-inline-start: 1mm;}}",
    "@page :left { margin-left: 2mm; @top-left { padding-right: 3mm; content: counter(page) } }": "@page :right {margin-right: 2mm;"
    " @top-right {padding-left: 3mm; content: counter(page);}}",
    "@page tab:right { @right-top { margin: 0 1mm 0 auto } }": "@page tab:left {@left-top {margin: 0 auto 0 1mm;}}",
    "a { colour red; left: 0 }": "a { colour red; left: 0 }",
}  # fmt: skip


@pytest.mark.parametrize("css", SHEETS)
def test_what_names_a_side_is_turned(css: str) -> None:
    assert from_right(css).replace(" {", "{").replace("{ ", "{") == SHEETS[css].replace(" {", "{").replace("{ ", "{")


def test_a_language_from_left_to_right_has_the_sheet_as_it_is_written() -> None:
    css = "a { left: 0; content: counter(page) }"
    assert styled_for(Words("en-GB"), css) == css
    assert styled_for(Words("he"), css) == "a {inset-inline-start: 0; content: counter(page);}"
    assert "counter(page, arabic-indic)" in styled_for(Words("ar-EG"), css)


BOOK = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>Book</title></head><body><h1>أ</h1>
<ul><li>ب</li></ul><p class="later">ت</p><div lang="en" dir="ltr"><ul><li>Latin</li></ul></div></body></html>"""
SHEET = """@page { size: 100mm 100mm; margin: 10mm } html { font: 400 10pt "F", "G" } h1 { font: 400 10pt "F"; margin: 0 }
ul { margin: 0; padding-left: 20mm } .later { padding-left: 20mm } p { margin: 0 } .later { padding: 0 }"""


def test_a_piece_in_another_direction_has_its_own_left_and_what_stands_last_still_counts(tmp_path: Path) -> None:
    """The list in Arabic begins 20 mm from the right edge of the text, the one in English as far from the left."""
    fonts = (ROOT / f"templates/assets/fonts/{name}.ttf" for name in ("Vazirmatn-Regular", "Inter-Regular"))
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; src: url("{file.as_uri()}") }}'
        for family, file in zip("FG", fonts, strict=True)
    )
    book = PrintHtml(
        html=BOOK, css=styled_for(Words("ar"), faces + SHEET), title="Book", author="Acme", language="ar", least_pages=1, edition=EDITIONS["print"]
    )  # fmt: skip
    write_pdf(book, Layers((Layer("stock", ROOT),)), tmp_path / "book.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "book.pdf")
    text = document[0].get_textpage()
    said = text.get_text_range()
    places = {one: text.get_charbox(said.index(one)) for one in ("ب", "ت", "L")}
    document.close()
    point = 25.4 / 72
    assert places["ب"][2] * point == pytest.approx(100 - 10 - 20, abs=3)
    assert places["ت"][2] * point == pytest.approx(100 - 10, abs=3)
    assert places["L"][0] * point == pytest.approx(10 + 20, abs=3)
