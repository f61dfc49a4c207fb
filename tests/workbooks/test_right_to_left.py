"""Books that are read from right to left: the sheets of a booklet, the places of names, the sides of pages, what stands at the end of a line."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import ROOT, Project

from mentorkit.language.catalogue import Words
from mentorkit.personal.lettering import Typesetter, lay_out, names_css
from mentorkit.personal.stamping import Master
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of
from mentorkit.workbooks.compose.editions import EDITIONS
from mentorkit.workbooks.compose.name_slots import PersonalLayout, Slot
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.layout.imposition import sheet_sides
from mentorkit.workbooks.layout.print_engine import write_pdf
from mentorkit.workspace.layers import Layer, Layers

RIGHT_TO_LEFT = ("ar", "ar-EG", "he", "he-IL", "fa", "ur", "ps", "ckb", "yi")
LEFT_TO_RIGHT = ("en-GB", "de", "pl", "hi", "ja", "zh-Hant", "tr", "th")
Side = tuple[int | None, int | None]


def test_languages_are_read_in_their_own_direction() -> None:
    assert {tag for tag in (*RIGHT_TO_LEFT, *LEFT_TO_RIGHT) if Words(tag).direction == "rtl"} == set(RIGHT_TO_LEFT)


def turned(sides: list[Side], *, right_to_left: bool) -> list[int | None]:
    """The pages of a folded booklet as its reader turns them, leaf by leaf, with the spine on the reader's own side."""
    read = [side[::-1] for side in sides] if right_to_left else sides
    fronts, backs = read[::2], read[1::2]
    opening = [page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])]
    closing = [page for front, back in zip(fronts, backs, strict=True) for page in (front[0], back[1])]
    return opening + closing[::-1]


@pytest.mark.parametrize("right_to_left", [False, True], ids=["ltr", "rtl"])
@pytest.mark.parametrize("has_back", [False, True], ids=["no back", "back"])
def test_a_booklet_of_any_length_reads_in_order_in_both_directions(has_back: bool, right_to_left: bool) -> None:
    for pages in range(2 if has_back else 1, 70):
        sides = list(sheet_sides(pages, has_back=has_back, right_to_left=right_to_left))
        read = turned(sides, right_to_left=right_to_left)
        assert [page for page in read if page is not None] == [*range(pages)], f"{pages} pages, each once and in order"
        assert len(read) == -(-pages // 4) * 4, f"{pages} pages on as few sheets as hold them"
        cover = sides[0]
        assert cover[0 if right_to_left else 1] == 0, "the cover is on the outside of the outermost sheet"
        if has_back:
            assert cover[1 if right_to_left else 0] == pages - 1, "and the back cover beside it"


def test_a_booklet_in_one_direction_is_the_mirror_of_the_other() -> None:
    for pages in range(1, 70):
        one, other = (list(sheet_sides(pages, has_back=True, right_to_left=rtl)) for rtl in (False, True))
        assert [side[::-1] for side in one] == other, f"a booklet of {pages} pages"


def with_slots(slots: list[Slot]) -> bytes:
    """A PDF of one page on which each slot's picture is as wide as it says, one below the other, 100 points from the left."""
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(500, 800))
        drawn = []
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary())
        for place, slot in enumerate(slots):
            picture = made.make_stream(slot.pixel * slot.width * slot.height)
            picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
            picture.Width, picture.Height, picture.BitsPerComponent = slot.width, slot.height, 8
            picture.ColorSpace = pikepdf.Name.DeviceRGB
            page.Resources.XObject[f"/S{place}"] = picture
            drawn.append(
                f"q {slot.width * 72 / 25.4:.4f} 0 0 {slot.height * 72 / 25.4:.4f} 100 {700 - 100 * place} cm /S{place} Do Q"
            )
        page.Contents = made.make_stream("\n".join(drawn).encode())
        made.docinfo["/Title"] = "Workbook"
        data = BytesIO()
        made.save(data, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return data.getvalue()


@pytest.mark.parametrize("mirrored", [False, True], ids=["ltr", "rtl"])
@pytest.mark.parametrize("edition", ["print", "large-print"])
def test_a_name_stands_at_the_side_where_its_line_begins(edition: str, mirrored: bool, project: Project) -> None:
    """At the head of a page it stands at the line's end, and in a mirrored book both change sides."""
    job, personal = project.job(), PersonalLayout(edition=edition)
    names = {"own": "Ada Nowak", "partner": "Zoe Vale"}
    typesetter = Typesetter(names_css(job.toolkit, job.layers), job.layers, lay_out)
    slots = list(personal.slots.values())
    master = Master(with_slots(slots), "Workbook", personal, mirrored=mirrored)
    copy = master.copy(names, {whose: typesetter.set(name) for whose, name in names.items()})
    document = pypdfium2.PdfDocument(copy)
    text = document[0].get_textpage()
    for place, slot in enumerate(slots):
        bottom, right = 700 - 100 * place, 100 + slot.width * 72 / 25.4
        middle = (100 + right) / 2
        halves = {
            "left": text.get_text_bounded(90, bottom - 20, middle, bottom + 60).strip(),
            "right": text.get_text_bounded(middle, bottom - 20, right + 10, bottom + 60).strip(),
        }
        if slot.centred:
            assert all(halves.values()), f"{slot.name} stands in the middle: {halves}"
            continue
        side, other = ("right", "left") if (slot.name == "head") != mirrored else ("left", "right")
        name = names[slot.holds]
        assert halves[side].startswith(name[:3]) or halves[side].endswith(name[-3:]), f"{slot.name}: {halves}"
        assert not halves[other] or name.endswith(halves[other]) or name.startswith(halves[other])
        near = (100, 106) if side == "left" else (right - 6, right)
        edge = text.get_text_bounded(near[0], bottom - 20, near[1], bottom + 60).strip()
        assert edge, f"{slot.name} begins {side}: {halves}"
    document.close()


def test_pictures_that_seem_to_be_places_for_names_are_left_alone() -> None:
    personal = PersonalLayout()
    with pikepdf.open(BytesIO(with_slots(list(personal.slots.values())))) as read:
        slot = personal.slots["head"]
        photo = read.make_stream(b"\xff\xd8\xff", Subtype=pikepdf.Name.Image, Width=slot.width, Height=slot.height, Filter=pikepdf.Name.DCTDecode)  # fmt: skip
        figure = read.make_indirect(
            pikepdf.Dictionary(S=pikepdf.Name.Figure, Alt=pikepdf.String("slot: a machine"), K=0)
        )
        read.Root.StructTreeRoot = read.make_indirect(pikepdf.Dictionary(K=figure))
        read.Root.Kept = photo
        made = BytesIO()
        read.save(made)
    assert Master(made.getvalue(), "Workbook", personal).places == set(personal.slots)


@pytest.mark.parametrize(("language", "side"), [("ar", "/R2L"), ("en", None)])
def test_a_book_says_on_which_side_it_is_bound(language: str, side: str | None, tmp_path: Path) -> None:
    font = ROOT / "templates/assets/fonts/Vazirmatn-Regular.ttf"
    text = "المرشدون والمسترشدون يكتبون معًا إجابات آمنة" if language == "ar" else "Begin"
    book = PrintHtml(
        html=f'<!DOCTYPE html><html lang="{language}"><head><title>Book</title></head><body><h1>{text}</h1></body></html>',
        css=f'@font-face {{ font-family: "F"; src: url("{font.as_uri() if language == "ar" else (ROOT / "templates/assets/fonts/Inter-Regular.ttf").as_uri()}") }} h1 {{ font: 400 12pt "F" }}',
        title="Book", author="Acme", language=language, least_pages=1, edition=EDITIONS["print"],
    )  # fmt: skip
    write_pdf(book, Layers((Layer("stock", ROOT),)), tmp_path / "book.pdf")
    with pikepdf.open(tmp_path / "book.pdf") as made:
        assert made.Root.ViewerPreferences.get("/Direction") == side


ARABIC = "title: Lead\norganisation: Acme\nlanguage: {}\nstarts: 2027-02-01\nends: 2027-12-01\neditions: [{}]\nsessions:\n  1: {{title: Begin, week: 2, keys: [first-conversation], phase: prepare}}\n"
RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
SIDED = re.compile(
    r"(?:^|[;\s])((?:(?:margin|padding|border)-)?(?:left|right)(?:-\w+)?:|text-align:\s*(?:left|right)\b"
    r"|(?:margin|padding):(?:\s*[^\s;]+){4}\s*(?=;|$))"
)
"""What names a side of an element. Floats have to: by lines, the engine ends with an error in some of its layouts; `test_directed_css` sees them turned."""
ALIGNED = re.compile(r"text-align:\s*(?:left|right)\b")
PAGES = re.compile(r"@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}")


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_book_says_its_direction_and_aligns_its_lines_by_it(edition: str, project: Project) -> None:
    made = {}
    for language, direction in (("en-GB", "ltr"), ("ar", "rtl"), ("he", "rtl")):
        project.write("programs/acme/lead.yml", ARABIC.format(language, edition))
        job = project.job()
        for book in books_of(job.toolkit):
            composed = made[language, book.stem] = compose(job.toolkit, book, job.layers)
            assert f'<html lang="{language}" dir="{direction}"' in composed.html, book.id
            names = SIDED if direction == "rtl" else ALIGNED
            rules = RULE.findall(PAGES.sub("", composed.css))
            sided = [
                f"{head.strip()} {found[0]}"
                for head, body in rules
                if "[dir" not in head and (found := names.search(body))
            ]
            assert len(rules) > 100
            assert sided == [], "what begins a line stands where lines begin"


def page_margins(css: str, side: str) -> dict[str, str]:
    """The left and the right margin of the pages on a side."""
    rule = next(one for one in re.findall(rf"@page :{side}\s*\{{([^@{{}}]*)", css) if "margin-left" in one)
    return dict(re.findall(r"margin-(left|right):\s*(\d+mm)", rule))


@pytest.mark.slow
def test_facing_pages_have_their_inner_margin_at_the_spine_and_numbers_outside(project: Project) -> None:
    """The spine is at the left of a right page in both directions; what differs is on which of them a book begins."""
    for language in ("en-GB", "ar"):
        project.write("programs/acme/lead.yml", ARABIC.format(language, "print"))
        job = project.job()
        css = next(compose(job.toolkit, book, job.layers).css for book in books_of(job.toolkit) if book.holds_guides)
        assert page_margins(css, "left") == {"left": "16mm", "right": "22mm"}
        assert page_margins(css, "right") == {"left": "22mm", "right": "16mm"}
        first, second = ("right", "left") if language == "en-GB" else ("left", "right")
        numbered = (
            rf"@page :{second}\s*\{{[^@]*@top-{second}[^}}]*\}}\s*@bottom-{second}\s*\{{\s*content: counter\(page\)"
        )
        assert re.search(numbered, css), "the number of a page that is turned to stands outside"
        assert re.search(
            rf"@page\s*\{{[^@]*@top-{second}[^}}]*\}}\s*@bottom-{first}\s*\{{\s*content: counter\(page\)", css
        )
        blank = re.search(
            rf"@page :blank\s*\{{[^@]*@top-(left|right)\s*\{{\s*content: \"{Words(language).gettext('Notes')}\"", css
        )
        assert blank, "an empty page is for notes"
        assert blank[1] == second, "their heading stands where a line begins"
        assert re.search(r"\.opening, \.agreement--spread\s*\{\s*break-before: verso;", css), (
            "the page that is seen first of two, in either direction"
        )
