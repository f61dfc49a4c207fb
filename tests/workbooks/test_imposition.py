"""What a printer gets: sheets of a booklet to fold, and pages for a printing house to cut."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import Project
from test_editions import complaints, printed

from mentorkit.workbooks.layout.imposition import sheet_sides

MM = 72 / 25.4


@pytest.mark.parametrize(
    ("pages", "has_back", "right_to_left", "sides"),
    [
        (1, False, False, [(None, 0), (None, None)]),
        (4, True, False, [(3, 0), (1, 2)]),
        (6, True, False, [(5, 0), (1, None), (None, 2), (3, 4)]),
        (6, False, False, [(None, 0), (1, None), (5, 2), (3, 4)]),
        (4, True, True, [(0, 3), (2, 1)]),
    ],
)
def test_pages_stand_where_folding_brings_them_together(
    pages: int, has_back: bool, right_to_left: bool, sides: list[tuple[int | None, int | None]]
) -> None:
    assert list(sheet_sides(pages, has_back=has_back, right_to_left=right_to_left)) == sides


def folded(sides: list[tuple[str, str]]) -> list[str]:
    """The pages as a reader turns them: sheets lie in each other, and a back is turned over the short edge."""
    fronts, backs = sides[::2], sides[1::2]
    first = [page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])]
    last = [page for front, back in zip(fronts, backs, strict=True) for page in (front[0], back[1])]
    return first + last[::-1]


def halves(page: pypdfium2.PdfPage) -> tuple[str, str]:
    """The number at the outer edge of the foot of each half of a sheet, empty where a page has none."""
    width, text = page.get_size()[0], page.get_textpage()
    left, right = ((0, 60 * MM), (width - 60 * MM, width))
    return tuple(text.get_text_bounded(a, 8 * MM, b, 20 * MM).strip() for a, b in (left, right))


@pytest.mark.slow
@pytest.mark.parametrize(("paper", "sheet"), [("A4", (420, 297)), ("Letter", (431.8, 279.4))])
def test_a_booklet_reads_in_order_once_it_is_folded(paper: str, sheet: tuple[float, float], project: Project) -> None:
    path = printed(project, "booklet", paper)
    assert complaints("qpdf", "--check", path) == complaints("pdftotext", path, "-") == ""
    document = pypdfium2.PdfDocument(path)
    assert {tuple(round(edge / MM, 1) for edge in page.get_size()) for page in document} == {sheet}
    pages = folded([halves(page) for page in document])
    document.close()
    assert len(pages) % 4 == 0
    numbers = [(place, number) for place, number in enumerate(pages, 1) if number]
    assert numbers[:2] == [(2, "2"), (3, "3")], "which face each other"
    assert numbers == [(int(number), number) for _, number in numbers]
    assert pages[0] == pages[-1] == "", "the covers"
    with pikepdf.open(path) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert not any("/Annots" in page or "/StructParents" in page for page in pdf.pages)


@pytest.mark.slow
def test_a_printing_house_can_cut_every_page(project: Project) -> None:
    path = printed(project, "press")
    assert complaints("qpdf", "--check", path) == ""
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = (float(edge) for edge in page.trimbox)
            assert ((right - left) / MM, (top - bottom) / MM) == pytest.approx((210, 297), abs=0.01)
            assert [float(edge) / MM for edge in page.bleedbox] == pytest.approx([-3, -3, 213, 300], abs=0.01)
            assert [float(edge) / MM for edge in page.mediabox] == pytest.approx([-12, -12, 222, 309], abs=0.01)
            assert "/Annots" not in page
        (intent,) = pdf.Root.OutputIntents
        assert len(intent.DestOutputProfile.read_bytes()) > 400
        assert pdf.docinfo.Trapped == "/False"
        assert len(pdf.pages) % 2 == 0, "the back cover is the back of a leaf"
    first, last = (corners(path, page) for page in (1, len(pypdfium2.PdfDocument(path))))
    for cover in (first, last):
        assert all(any(abs(part - 255) > 20 for part in pixel) for pixel in cover["bleed"]), (
            "colour runs into the bleed"
        )
        assert all(pixel == (255, 255, 255) for pixel in cover["beyond"]), "and no further"


def corners(path: Path, page: int) -> dict[str, list[tuple[int, ...]]]:
    """The colours of a page two millimetres beyond the cut, and five, near each corner."""
    document = pypdfium2.PdfDocument(path)
    picture = document[page - 1].render(scale=1 / MM * 2).to_pil().convert("RGB")
    document.close()
    width, height = picture.size

    def near(edge: int) -> list[tuple[int, ...]]:
        """`edge` millimetres from the edge of the sheet, of which the cut is twelve away."""
        at = 2 * edge
        return [picture.getpixel((x, y)) for x in (at, width - at) for y in (at + 10, height - at - 10)]

    return {"bleed": near(10), "beyond": near(7)}
