"""What a PDF says that it is, it is: with every kind of picture and of font, and nothing is kept that only says so."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pytest
from conftest import ROOT
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from PIL import Image

from mentorkit.core.problems import BuildFailed
from mentorkit.workbooks.compose.editions import EDITIONS
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.layout.conformity import broken_claims
from mentorkit.workbooks.layout.print_engine import write_pdf
from mentorkit.workspace.layers import Layer, Layers

FONT = ROOT / "templates/assets/fonts/Inter-Regular.ttf"
ARCHIVE = EDITIONS["archive"]


def printed(folder: Path, body: str, edition: str, fonts: tuple[Path, ...] = (FONT,), css: str = "") -> Path:
    """A book of this body, whose paragraphs are set in these fonts in turn."""
    faces = "".join(
        f'@font-face {{ font-family: "F{number}"; src: url("{font.as_uri()}") }}'
        f' p:nth-of-type({len(fonts)}n + {number}) {{ font-family: "F{number}" }}'
        for number, font in enumerate(fonts)
    )
    html = f'<!DOCTYPE html><html lang="en"><head><title>Book</title></head><body><h1>Begin</h1>{body}</body></html>'
    book = PrintHtml(
        html=html,
        css=f"html {{ font-family: F0 }} h1 {{ font-weight: 400 }} img {{ width: 9mm }} {faces} {css}",
        title="Book & “Söhne”",
        author="Acme",
        language="en",
        least_pages=1,
        edition=EDITIONS[edition],
    )
    write_pdf(book, Layers((Layer("stock", ROOT), Layer("client", folder))), folder / "book.pdf")
    return folder / "book.pdf"


LENGTH = "PDFA2A-STREAM-LENGTH-001"
"""The validator says it of data that end in a line break, too, and takes that for the one behind them; qpdf counts right."""


def failures(path: Path, *profiles: str) -> list[str]:
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    return [
        f"{one.rule_id}: {one.message}"
        for profile in profiles
        for one in validator.validate_pdf(path, profile=profile).failures
        if one.rule_id != LENGTH
    ]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60">'
STOPS = '<stop stop-color="red" stop-opacity="0.2"/><stop offset="1" stop-color="#0000ff80"/>'
DRAWING = f"""{SVG}<defs><linearGradient id="a">{STOPS}</linearGradient><radialGradient id="b">{STOPS}</radialGradient>
<mask id="m"><rect width="40" height="40" fill="white" opacity=".5"/></mask></defs>
<rect width="40" height="40" fill="url(#a)" opacity="0.5" mask="url(#m)"/><circle cx="60" cy="30" r="20" fill="url(#b)"/></svg>"""


def pictures(folder: Path) -> list[Path]:
    """One picture of every kind."""
    colours = Image.effect_noise((40, 30), 90).convert("RGB")
    veiled = colours.convert("RGBA")
    veiled.putalpha(Image.linear_gradient("L").resize((40, 30)))
    for mode in ("1", "L", "P", "RGB"):
        colours.convert(mode).save(folder / f"{mode}.png")
    veiled.save(folder / "RGBA.png")
    veiled.convert("LA").save(folder / "LA.png")
    colours.convert("P").save(folder / "through.png", transparency=0)
    Image.new("I;16", (40, 30), 40000).save(folder / "deep.png")
    for mode in ("L", "RGB", "CMYK"):
        colours.convert(mode).save(folder / f"{mode}.jpg", progressive=mode == "L")
    turned = Image.Exif()
    turned[0x0112] = 6
    colours.save(folder / "turned.jpg", exif=turned)
    veiled.save(folder / "v.webp", lossless=True)
    colours.save(folder / "c.webp")
    colours.save(folder / "c.gif")
    veiled.save(folder / "v.avif")
    (folder / "drawing.svg").write_text(DRAWING)
    return sorted(
        path for path in folder.iterdir() if path.suffix in (".png", ".jpg", ".webp", ".gif", ".avif", ".svg")
    )


def fonts(folder: Path) -> tuple[Path, ...]:
    """One font of every kind: TrueType, PostScript outlines, variable, and both that are packed for the web."""
    source = TTFont(FONT)
    names = source.getBestCmap()
    letters = {code: names[code] for code in range(32, 127)}
    order, drawn = [".notdef", *letters.values()], {}
    for name in order:
        pen = T2CharStringPen(source["hmtx"][name][0], source.getGlyphSet())
        source.getGlyphSet()[name].draw(Qu2CuPen(pen, 1.0, all_cubic=True))
        drawn[name] = pen.getCharString()
    made = FontBuilder(source["head"].unitsPerEm, isTTF=False)
    made.setupGlyphOrder(order)
    made.setupCharacterMap(letters)
    made.setupCFF("Acme", {}, drawn, {})
    made.setupHorizontalMetrics({name: source["hmtx"][name] for name in order})
    made.setupHorizontalHeader(ascent=source["hhea"].ascent, descent=source["hhea"].descent)
    made.setupNameTable({"familyName": "Acme", "styleName": "Regular"})
    made.setupOS2()
    made.setupPost()
    made.save(folder / "outlines.otf")
    for flavour in ("woff", "woff2"):
        packed = TTFont(folder / "outlines.otf")
        packed.flavor = flavour
        packed.save(folder / f"packed.{flavour}")
    moving = FontBuilder(font=TTFont(FONT))
    moving.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    moving.setupGvar({})
    moving.save(folder / "moving.ttf")
    return (FONT, *sorted(path for path in folder.iterdir() if path.suffix in (".otf", ".ttf", ".woff", ".woff2")))


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A book of an edition with every kind of picture and of font."""
    folder = tmp_path_factory.mktemp("everything")
    shown = "".join(f'<p>Words <img src="{path.as_uri()}" alt="Sign"></p>' for path in pictures(folder))
    faces = fonts(folder)
    return lambda edition: printed(folder, shown, edition, faces)


def test_an_archive_keeps_every_kind_of_picture_and_of_font(everything: Callable[[str], Path]) -> None:
    book = everything("archive")
    assert failures(book, "pdfa-2a", "ua1") == []
    with pikepdf.open(book) as read:
        drawn = [one for one in read.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
        assert len(drawn) > 15


def test_a_book_for_people_does_so_too(everything: Callable[[str], Path]) -> None:
    assert failures(everything("print"), "ua1") == []


def test_a_printing_house_gets_no_picture_in_other_colours_than_the_file_says(
    everything: Callable[[str], Path],
) -> None:
    with pikepdf.open(everything("press")) as read:
        assert read.Root.OutputIntents[0].DestOutputProfile.N == 3
        spaces = {
            str(one.ColorSpace)
            for one in read.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        }
        assert spaces == {"/DeviceRGB", "/DeviceGray"}


def test_every_item_of_a_list_is_a_mark_and_a_body(tmp_path: Path) -> None:
    Image.new("RGB", (40, 30)).save(tmp_path / "a.png")
    picture = f'<img src="{(tmp_path / "a.png").as_uri()}" alt="Sign">'
    figure = f"<figure>{picture}<figcaption>So</figcaption></figure>"
    items = (
        "<p>a</p>",
        f"<p>a</p>{figure}",
        f"a <ul><li><p>b</p>{picture}</li></ul>",
        f"{figure}<p><a href='https://a.example'>x</a></p>",
    )
    lists = "".join(f"<{kind}>{''.join(f'<li>{one}</li>' for one in items)}</{kind}>" for kind in ("ul", "ol"))
    assert failures(printed(tmp_path, f"{lists}<dl><dt>a</dt><dd><p>b</p></dd></dl>", "print"), "ua1") == []


@pytest.mark.parametrize("edition", ["archive", "press"])
def test_a_book_in_the_colours_of_a_press_is_not_kept_as_one_in_those_of_a_screen(tmp_path: Path, edition: str) -> None:
    with pytest.raises(BuildFailed) as failed:
        printed(tmp_path, "<p>Words</p>", edition, css="p { color: device-cmyk(0 1 1 0) }")
    (problem,) = failed.value.problems
    assert "something is drawn in the colours of a printing press (CMYK), and this file is in RGB" in problem.message


BREAKS: dict[str, tuple[Callable[[Any, Any], object], str]] = {
    "smoothed": (lambda pdf, image: setattr(image, "Interpolate", True), "a picture looks different in every program (6.2.8)"),
    "another": (lambda pdf, image: setattr(image, "Alternates", pikepdf.Array()), "a picture stands for another one (6.2.8)"),
    "cmyk": (lambda pdf, image: setattr(image, "ColorSpace", pikepdf.Name.DeviceCMYK), "a picture has 4 colours, and this file is made for 3 (6.2.4.3)"),
    "jpx": (lambda pdf, image: setattr(image, "Filter", pikepdf.Name.JPXDecode), "a picture is packed as JPEG 2000 (6.2.8.3)"),
    "title": (lambda pdf, image: setattr(pdf.trailer.Info, "Title", "Other"), "it says two different things about its title (6.6.2.3)"),
    "intent": (lambda pdf, image: pdf.Root.__delitem__("/OutputIntents"), "it does not say how its colours look (6.2.3)"),
    "file": (lambda pdf, image: pdf.make_indirect(pikepdf.Dictionary(EF=pikepdf.Dictionary())), "it holds other files (6.8)"),
    "program": (lambda pdf, image: setattr(pdf.Root, "OpenAction", pikepdf.Dictionary(S=pikepdf.Name.JavaScript)), "it would run a program (6.5.1)"),
    "font": (lambda pdf, image: [one.__delitem__("/FontFile2") for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one], "it does not hold the font F0 (6.2.11.4)"),
    "words": (lambda pdf, image: [one.__delitem__("/ToUnicode") for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one], "the letters of a font cannot be read aloud (6.2.11.7)"),
    "claim": (lambda pdf, image: setattr(pdf.Root, "Metadata", pdf.make_stream(pdf.Root.Metadata.read_bytes().replace(b'"A"', b'"B"').replace(b">A<", b">B<"))), "it does not say that it is PDF/A-2a (6.6.4)"),
    "list": (lambda pdf, image: [setattr(one, "S", pikepdf.Name.P) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/LBody"], "an item of a list holds something beside its mark and its body (7.2)"),
    "silent": (lambda pdf, image: [one.__delitem__("/Alt") for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one], "a picture has no words for those who cannot see it: an alt, or a title inside an svg (7.3)"),
    "language": (lambda pdf, image: pdf.Root.__delitem__("/Lang"), "its order of reading or its language is missing (7.1, 7.2)"),
}  # fmt: skip


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archived")
    Image.new("RGB", (9, 9), (9, 9, 200)).save(folder / "sign.png")
    listed = "<ul><li>Words</li></ul>"
    return printed(folder, f'<p>Words <img src="{(folder / "sign.png").as_uri()}" alt="Sign"></p>{listed}', "archive")


@pytest.mark.parametrize("name", BREAKS)
def test_whatever_breaks_a_claim_is_found(archived: Path, tmp_path: Path, name: str) -> None:
    breaks, said = BREAKS[name]
    assert broken_claims(archived, ARCHIVE) == []
    with pikepdf.open(archived) as read:
        image = next(one for one in read.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image")
        kept = breaks(read, image)
        if isinstance(kept, pikepdf.Object):
            read.Root.Kept = kept
        read.save(tmp_path / "broken.pdf")
    first, *_ = broken_claims(tmp_path / "broken.pdf", ARCHIVE)
    assert first == f"it would not be the PDF/A-2a that it says it is: {said}"
