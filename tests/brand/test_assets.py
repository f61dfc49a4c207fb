"""A brand's pictures: opened whole, made such as every medium can show, and refused by name where that cannot be done."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from conftest import Project
from PIL import Image, ImageCms

from mentorkit.brand import pixels
from mentorkit.brand.assets import picture_bytes, picture_problem
from mentorkit.brand.drawing_effects import effect_of
from mentorkit.brand.faults import Fault
from mentorkit.brand.simple_drawings import is_simple
from mentorkit.portal.look import put_look

DAMAGED = ("is damaged or cut off", "copy or export it anew")
SECRET = "52.5 north 13.4 east"
"""The words that a photo brings along and nobody may get."""


def drawn(mode: str = "RGB", size: tuple[int, int] = (90, 60)) -> Image.Image:
    """A picture in which no two corners are alike."""
    picture = Image.effect_noise(size, 80).convert("RGB")
    picture.paste((200, 10, 10), (0, 0, size[0] // 2, size[1] // 2))
    if mode in ("RGBA", "LA"):
        picture.putalpha(Image.linear_gradient("L").resize(size))
    return picture.convert(mode)


def bytes_of(picture: Image.Image, kind: str, **options: object) -> bytes:
    made = BytesIO()
    picture.save(made, kind, **options)
    return made.getvalue()


def of_a_camera() -> Image.Exif:
    """The notes of a photo that was taken with the camera on its side."""
    notes = Image.Exif()
    notes[0x0112], notes[0x010E] = 6, SECRET
    notes.get_ifd(0x8825)[1] = "N"
    return notes


def deep(mode: str) -> Image.Image:
    picture = Image.new(mode, (256, 2))
    picture.frombytes(b"".join((value * 257).to_bytes(2, "little") for value in [*range(256), *range(256)]))
    return picture


KINDS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP", "gif": "GIF", "avif": "AVIF"}


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_what_is_fit_as_it_stands_stays_the_same_bytes(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "l.png"
    drawn(mode).save(path)
    assert picture_bytes(path) == path.read_bytes()


@pytest.mark.parametrize("name", ["l.jpg", "l.JPEG", "l.webp", "l.gif", "l.avif", "progressive.jpg", "grey.jpg"])
def test_every_kind_of_picture_is_used_as_it_stands(tmp_path: Path, name: str) -> None:
    drawn("L" if name == "grey.jpg" else "RGB").save(tmp_path / name, progressive=name == "progressive.jpg")
    assert picture_bytes(tmp_path / name) == (tmp_path / name).read_bytes()


@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize("cut", ["half", "without its end", "half, and the rest empty"])
def test_a_picture_that_is_cut_off_is_refused(tmp_path: Path, suffix: str, cut: str) -> None:
    path = tmp_path / f"l.{suffix}"
    data = bytes_of(drawn(), KINDS[suffix])
    half, rest = data[: len(data) // 2], len(data) - len(data) // 2
    path.write_bytes({"half": half, "without its end": data[:-20]}.get(cut, half + bytes(rest)))
    assert picture_problem(path) == DAMAGED


JPEGS: dict[str, dict[str, object]] = {"of one pass": {}, "of several": {"progressive": True}, "with marks": {"restart_marker_blocks": 4}, "finely": {"subsampling": 0}}  # fmt: skip


@pytest.mark.parametrize("how", JPEGS)
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_photo_that_was_cut_off_and_closed_is_no_whole_one(tmp_path: Path, how: str, mode: str) -> None:
    data = bytes_of(drawn(mode, (200, 150)), "JPEG", **JPEGS[how])
    (tmp_path / "whole.jpg").write_bytes(data)
    assert picture_problem(tmp_path / "whole.jpg") is None
    for part in (0.5, 0.9, 0.97):
        (tmp_path / "cut.jpg").write_bytes(data[: int(len(data) * part)].rstrip(b"\xff") + b"\xff\xd9")
        assert picture_problem(tmp_path / "cut.jpg") == DAMAGED, part


def png_of(head: tuple[int, int, int, int, int], rows: bytes, *more: tuple[bytes, bytes]) -> bytes:
    """A PNG of this width and height, bits, kind of colours and interlacing."""
    wide, high, bits, kind, interlaced = head

    def part(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    first = part(b"IHDR", wide.to_bytes(4, "big") + high.to_bytes(4, "big") + bytes([bits, kind, 0, 0, interlaced]))
    packed = zlib.compress(rows)
    parts = [part(*one) for one in more] + [part(b"IDAT", packed[:9]), part(b"IDAT", packed[9:]), part(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + first + b"".join(parts)


@pytest.mark.parametrize(
    ("head", "size"),
    [((90, 60, 8, 2, 0), 60 * 271), ((9, 7, 1, 0, 0), 7 * 3), ((3, 3, 16, 6, 0), 3 * 25), ((8, 8, 8, 0, 1), 79), ((1, 1, 8, 0, 1), 2)],
)  # fmt: skip
def test_a_png_has_all_of_its_rows(tmp_path: Path, head: tuple[int, int, int, int, int], size: int) -> None:
    (tmp_path / "l.png").write_bytes(png_of(head, bytes(size)))
    assert picture_problem(tmp_path / "l.png") is None
    row = size // head[1]
    for missing in sorted({1, row, row * max(1, head[1] // 2)}):  # a byte, a row, half of all rows
        (tmp_path / "l.png").write_bytes(png_of(head, bytes(size - missing)))
        assert picture_problem(tmp_path / "l.png") == DAMAGED, missing


def test_a_png_whose_list_of_colours_is_missing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "l.png").write_bytes(png_of((4, 4, 8, 3, 0), bytes(20)))
    assert picture_problem(tmp_path / "l.png") == DAMAGED
    (tmp_path / "l.png").write_bytes(png_of((4, 4, 8, 3, 0), bytes(20), (b"PLTE", bytes(3))))
    assert picture_problem(tmp_path / "l.png") is None


def test_a_picture_is_read_strictly_where_the_engine_of_the_books_would_take_what_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    (tmp_path / "l.gif").write_bytes(bytes_of(drawn(), "GIF")[:-900])
    assert picture_problem(tmp_path / "l.gif") == DAMAGED


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "avif"])
def test_a_photo_stands_upright_and_does_not_say_where_it_was_taken(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"l.{suffix}"
    drawn().save(path, exif=of_a_camera())
    shown = picture_bytes(path)
    assert SECRET.encode() in path.read_bytes()
    assert SECRET.encode() not in shown
    with Image.open(BytesIO(shown)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((60, 90), {})
        red, green, _blue = picture.convert("RGB").getpixel((55, 5))  # where the red corner turns to
        assert red > 150 > 60 > green


NOTES: dict[str, Callable[[Path], None]] = {
    "c.jpg": lambda path: drawn().save(path, comment=SECRET.encode()),
    "x.jpg": lambda path: drawn().save(path, xmp=f"<x>{SECRET}</x>".encode()),
    "x.webp": lambda path: drawn().save(path, xmp=f"<x>{SECRET}</x>".encode()),
    "c.gif": lambda path: drawn("P").save(path, comment=SECRET.encode()),
    "behind.png": lambda path: path.write_bytes(bytes_of(drawn(), "PNG") + SECRET.encode()),
    "behind.jpg": lambda path: path.write_bytes(bytes_of(drawn(), "JPEG") + SECRET.encode()),
}


@pytest.mark.parametrize("name", NOTES)
def test_notes_of_any_kind_stay_behind(tmp_path: Path, name: str) -> None:
    NOTES[name](tmp_path / name)
    assert SECRET.encode() in (tmp_path / name).read_bytes()
    assert SECRET.encode() not in picture_bytes(tmp_path / name)


def test_sixteen_bits_of_grey_become_eight_and_what_is_transparent_stays_so(tmp_path: Path) -> None:
    deep("I;16").save(tmp_path / "l.png")
    with Image.open(BytesIO(picture_bytes(tmp_path / "l.png"))) as picture:
        assert picture.mode == "L"
        assert [picture.getpixel((value, 0)) for value in (0, 100, 255)] == [0, 100, 255]
    deep("I;16").save(tmp_path / "t.png", transparency=0)
    with Image.open(BytesIO(picture_bytes(tmp_path / "t.png"))) as picture:
        assert [picture.getpixel((value, 0)) for value in (0, 100)] == [(0, 0), (100, 255)]


def test_sixteen_bits_of_colour_keep_the_one_that_is_transparent(tmp_path: Path) -> None:
    def part(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head, clear = (2).to_bytes(4, "big") + (1).to_bytes(4, "big") + bytes([16, 2, 0, 0, 0]), bytes([9, 1, 8, 2, 7, 3])
    row = zlib.compress(b"\0" + clear + bytes([99, 1, 8, 2, 7, 3]))
    parts = part(b"IHDR", head) + part(b"tRNS", clear) + part(b"IDAT", row) + part(b"IEND", b"")
    (tmp_path / "l.png").write_bytes(b"\x89PNG\r\n\x1a\n" + parts)
    with Image.open(BytesIO(picture_bytes(tmp_path / "l.png"))) as picture:
        assert [picture.getpixel((0, 0)), picture.getpixel((1, 0))] == [(9, 8, 7, 0), (99, 8, 7, 255)]


@pytest.mark.parametrize("name", ["l.jpg", "mpo.jpg", "l.webp", "m.png", "m.gif"])
def test_colours_of_a_press_and_moving_pictures_become_what_paper_and_screen_show(tmp_path: Path, name: str) -> None:
    if name == "l.jpg":
        drawn("CMYK").save(tmp_path / name)
    else:
        kind = "MPO" if name == "mpo.jpg" else None
        drawn().save(tmp_path / name, kind, save_all=True, append_images=[drawn().rotate(90), drawn()])
    with Image.open(BytesIO(picture_bytes(tmp_path / name))) as picture:
        assert (picture.size, getattr(picture, "n_frames", 1)) == ((90, 60), 1)
        assert picture.mode in ("RGB", "P")


def test_colours_of_another_profile_become_those_of_the_screen(tmp_path: Path) -> None:
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    steeper = screen.replace((0x26666).to_bytes(4, "big"), (0x40000).to_bytes(4, "big"))
    profile = steeper.replace("sRGB".encode("utf-16-be"), "mine".encode("utf-16-be"))
    Image.new("RGBA", (9, 9), (128, 128, 128, 77)).save(tmp_path / "l.png", icc_profile=profile)
    with Image.open(BytesIO(picture_bytes(tmp_path / "l.png"))) as picture:
        red, _, _, alpha = picture.getpixel((4, 4))
        assert (alpha, "icc_profile" in picture.info) == (77, False)
        assert abs(red - 128) > 20
    drawn().save(tmp_path / "d.png", icc_profile=b"damaged")
    assert picture_problem(tmp_path / "d.png") is None


@pytest.mark.parametrize("name", ["l.png", "l.jpg"])
def test_a_picture_that_is_too_large_is_made_smaller(tmp_path: Path, name: str) -> None:
    Image.new("L", (14000, 700)).save(tmp_path / name)
    with Image.open(BytesIO(picture_bytes(tmp_path / name))) as picture:
        assert picture.size == (3000, 150)


def test_a_picture_that_no_memory_holds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixels, "_MOST", 1000)
    drawn("1", (90, 60)).save(tmp_path / "l.png")
    assert picture_problem(tmp_path / "l.png") == (
        "is too large with 90 × 60 pixels",
        "export it with 3000 pixels a side or fewer",
    )


NAMES = {
    ("l.png", "JPEG"): Fault("is a JPEG, whatever its name says", 'rename it to "l.jpg", here and in the folder'),
    ("l.svg", "PNG"): Fault("is a PNG, whatever its name says", 'rename it to "l.png", here and in the folder'),
    ("l.png", "AVIF"): Fault("is an AVIF, whatever its name says", 'rename it to "l.avif", here and in the folder'),
    ("l.tif", "TIFF"): Fault("is a TIFF, which not every browser shows", "export it as PNG or SVG"),
    ("l.png", "BMP"): Fault("is a BMP, which not every browser shows", "export it as PNG or SVG"),
}


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_a_picture_of_another_kind_than_its_name_says_is_named_with_its_own(
    tmp_path: Path, name: str, kind: str
) -> None:
    (tmp_path / name).write_bytes(bytes_of(drawn(), kind))
    assert picture_problem(tmp_path / name) == NAMES[name, kind]


def test_an_empty_file_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "l.png").write_bytes(b"")
    assert picture_problem(tmp_path / "l.png") == ("is empty", "copy or export it anew")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
PHOTO = b64encode(bytes_of(drawn(), "JPEG", exif=of_a_camera())).decode()
PLAIN = "export it as plain SVG, with everything inside it"
NESTED = "".join(f'<g id="a{i}">{f"""<use xlink:href="#a{i - 1}"/>""" * 10}</g>' for i in range(1, 9))
DRAWINGS = {
    "a line that draws millions": (f'{SVG}<g id="a0"/>{NESTED}</svg>', ("draws more than 100,000 shapes", "draw it simpler, or export it as PNG")),
    "itself": (f'{SVG}<g id="a"><use href="#a"/></g></svg>', ("holds parts that hold each other, or too many of them inside one another", "export it as plain SVG")),
    "groups in groups": (f"{SVG}{'<g>' * 5000}{'</g>' * 5000}</svg>", ("holds parts that hold each other, or too many of them inside one another", "export it as plain SVG")),
    "entities in another encoding": ("\ufeff<!DOCTYPE svg [<!ENTITY a 'b'>]>" + f"{SVG}</svg>", ("holds entities, which could read other files", "export it as plain SVG")),
    "a style sheet beside it": (f'<?xml-stylesheet href="a.css"?>{SVG}</svg>', ("would fetch something from elsewhere", PLAIN)),
    "an imported style": (f"{SVG}<style>@import 'a.css';</style></svg>", ("would fetch something from elsewhere", PLAIN)),
    "an imported style, written as numbers": (f"{SVG}<style>@\\69mport 'a.css';</style></svg>", ("would fetch something from elsewhere", PLAIN)),
    "an address, written as numbers": (f"{SVG}<style>rect{{fill: u\\72 l(http://x.example)}}</style></svg>", ("would fetch something from elsewhere", PLAIN)),
    "a page": (f'{SVG}<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a</p></foreignObject></svg>', ("holds a script or a page, and a picture is only drawn", PLAIN)),
    "text in parts": (f"{SVG}<text><tspan>Acme</tspan></text></svg>", ("holds text, and its font is not on every machine", "turn the text into paths and export it anew")),
    "a photo that is cut off": (f'{SVG}<image href="data:image/jpeg;base64,{PHOTO[: len(PHOTO) // 8 * 4]}"/></svg>', ("holds a picture that is damaged or cut off", "copy or export it anew")),
    "another drawing": (f'{SVG}<image href="data:image/svg+xml;base64,{PHOTO}"/></svg>', None),
    "a drawing inside": (f'{SVG}<image href="data:image/svg+xml;base64,{b64encode(SVG.encode()).decode()}"/></svg>', ("holds a picture that cannot be shown", "embed it as PNG or JPEG, and export it anew")),
    "no size": (f"{SVG.replace('0 0 9 9', '0 0 0 9')}</svg>", ("has no size", "give its width, height and viewBox, and export it anew")),
    "colours of a press": (f'{SVG}<rect fill="device-cmyk(0 1 0 0)"/></svg>', ("has the colours of a printing press (CMYK)", "export it in RGB")),
    "a page that is none": ("<html><svg/></html>", ("is not a picture, whatever its name says", "export it anew")),
    "no word of what it is": ('<svg viewBox="0 0 9 9"><rect width="9" height="9"/></svg>', ("does not say that it is SVG, and browsers show none of it", 'write xmlns="http://www.w3.org/2000/svg" into its first tag')),
    "a mask that masks itself": (f'{SVG}<mask id="m"><rect mask="url(#m)"/></mask></svg>', ("holds parts that hold each other, or too many of them inside one another", "export it as plain SVG")),
    "text of which nothing is seen": (f"{SVG}<text> </text></svg>", None),
    "a size in shares": (SVG.replace("viewBox", 'width="100%" height="3.5mm" viewBox') + "</svg>", None),
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_neither_runs_nor_fetches_nor_grows(tmp_path: Path, name: str) -> None:
    text, expected = DRAWINGS[name]
    (tmp_path / "l.svg").write_bytes(text.encode("utf-16-le" if text.startswith("\ufeff") else "utf-8"))
    assert picture_problem(tmp_path / "l.svg") == expected


def test_a_drawing_keeps_nothing_of_who_drew_it_and_of_the_photos_in_it(tmp_path: Path) -> None:
    notes = f'<!-- {SECRET} --><metadata>{SECRET}</metadata><g inkscape:export-filename="{SECRET}"/>'
    head = SVG.replace("<svg", '<svg xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"')
    path = tmp_path / "l.svg"
    path.write_text(f'{head}{notes}<image href="data:image/jpeg;base64,{PHOTO}"/></svg>')
    shown = picture_bytes(path)
    photo = shown.partition(b"base64,")[2].partition(b'"')[0]
    assert SECRET.encode() not in shown
    with Image.open(BytesIO(b64decode(photo))) as picture:
        assert (picture.size, dict(picture.getexif())) == ((60, 90), {})


SIMPLE = (
    f'{SVG}<rect x="1" width="3" height="3.5" rx=".5" fill="#fff" opacity="50%"/></svg>',
    f'{SVG}<defs><linearGradient id="a" gradientTransform="rotate(30)"><stop offset="0" stop-color="red"/></linearGradient></defs><path d="M1 2h3v-4.5C1 2 3 4 5 6z" fill="url(#a)"/></svg>',
    f'{SVG}<style>.a, #b {{fill:red; stroke-width:2px}} /* ours */ g{{opacity:.5}}</style><g class="a" transform="translate(1,2) matrix(1 0 0 1 2 3)"><polygon points="1,2 3,4"/></g></svg>',
)
NOT_SIMPLE = (
    '<rect transform="rotate(a)"/>', '<rect opacity="much"/>', '<path d="M1 2 3"/>', '<path d=""/>', '<polygon points="1"/>',
    '<rect style="fill:var(--a,red)"/>', "<style>.a:hover{fill:red}</style>", "<style>.a>{fill:red}</style>", "<image/>",
    '<filter id="f"/>', '<g mask="url(#m)"/>', '<use href="#zz"/>', '<svg opacity="a"/>', '<rect width="1e30"/>',
)  # fmt: skip


@pytest.mark.parametrize("drawing", SIMPLE)
def test_a_plain_drawing_is_known_to_be_drawn_without_the_engine(drawing: str) -> None:
    assert is_simple(drawing.encode())


@pytest.mark.parametrize("part", NOT_SIMPLE)
def test_of_what_goes_beyond_that_the_engine_is_asked(part: str) -> None:
    assert not is_simple(f"{SVG}{part}</svg>".encode())


@pytest.mark.slow
def test_check_finds_a_drawing_that_a_build_would_refuse(project: Project) -> None:
    project.write("programs/acme/_brand.yml", "logo: {small: fine.svg, large: odd.svg}\n")
    project.write("programs/acme/fine.svg", f'{SVG}<use href="#a"/><rect id="a" width="9" height="9"/></svg>')
    project.write("programs/acme/odd.svg", f'{SVG}<rect width="9" height="9" transform="rotate(a)"/></svg>')
    assert project.problems() == [
        "programs/acme/odd.svg  error  this drawing holds something that cannot be printed, such as an effect or a damaged shape  [unusable-asset] -> export it as plain SVG without effects, or as PNG"
    ]


def test_check_opens_every_picture_and_font_that_templates_bring_along(project: Project) -> None:
    project.write("programs/acme/templates/portal/assets/hall.jpg", bytes_of(drawn(), "JPEG")[:900])
    project.write("templates/portal/theme/hall.png", bytes_of(drawn(), "JPEG"))
    project.write("templates/print/parts/sign.svg", "{{ a template }}")
    project.write("templates/portal/assets/hall.jpg", b"nobody sees this one")
    project.write("templates/portal/assets/fonts/a.woff2", b"wOF2")
    project.write("templates/portal/assets/._hall.jpg", b"of a Mac")
    assert project.problems() == [
        "programs/acme/templates/portal/assets/hall.jpg  error  this picture is damaged or cut off  [unusable-asset] -> copy or export it anew",
        "templates/portal/assets/fonts/a.woff2  error  this font is damaged or cut off  [unusable-asset] -> copy or export it anew",
        'templates/portal/theme/hall.png  error  this picture is a JPEG, whatever its name says  [unusable-asset] -> rename it to "hall.jpg", here and in the folder',
    ]


@pytest.mark.slow
def test_a_portal_shows_no_place_of_a_photo(project: Project, tmp_path: Path) -> None:
    photo = bytes_of(drawn(), "JPEG", exif=of_a_camera())
    project.write("programs/acme/templates/portal/assets/hall.jpg", photo)
    project.write("programs/acme/logo.jpg", photo)
    project.write("programs/acme/_brand.yml", "logo: {small: logo.jpg, large: logo.jpg}\n")
    job = project.job()
    put_look(job.toolkit.branding, job.layers, tmp_path / "docs", tmp_path / "theme", job.toolkit.speech.words)
    pictures = sorted((tmp_path / "docs").rglob("*.jpg"))
    assert [path.name for path in pictures] == [
        "hall.jpg", "logo-large-on-dark.jpg", "logo-large-on-light.jpg", "logo-small-on-dark.jpg", "logo-small-on-light.jpg",
    ]  # fmt: skip
    assert not any(SECRET.encode() in path.read_bytes() for path in pictures)


@pytest.mark.parametrize(
    ("inside", "effect"),
    [
        (
            '<filter id="f"><feGaussianBlur/></filter><rect filter="url(#f)"/>',
            "its effects (a shadow, a blur or other colours)",
        ),
        (
            "<style>rect { filter: drop-shadow(1px 1px red) }</style><rect/>",
            "its effects (a shadow, a blur or other colours)",
        ),
        ('<g style="opacity: 1; mix-blend-mode: multiply"><rect/></g>', "the blending of its colours"),
        ('<rect><animate attributeName="x" to="9" dur="1s"/></rect>', "its movement"),
        ('<rect fill="var(--brand)"/>', "the colours that it names as variables"),
        ('<filter id="f"><feGaussianBlur/></filter><rect filter="none" style="mix-blend-mode:normal"/>', ""),
    ],
)
def test_what_books_leave_out_of_a_drawing_is_known(inside: str, effect: str) -> None:
    assert effect_of(f"{SVG}{inside}</svg>".encode()) == effect


def test_an_effect_that_books_leave_out_is_told(project: Project) -> None:
    project.write("programs/acme/_brand.yml", "logo: {medium: soft.svg}\n")
    blur = '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter>'
    project.write("programs/acme/soft.svg", f'{SVG}{blur}<rect width="9" height="9" filter="url(#f)"/></svg>')
    said = "books show this drawing without its effects (a shadow, a blur or other colours)  [lost-effect] -> export it as PNG to keep that, or take it out"
    assert project.problems() == [f"programs/acme/soft.svg  warning  {said}"]


def test_styles_and_scripts_of_templates_are_texts(project: Project) -> None:
    """One is put together with the portal's own, which a text of another kind would end."""
    project.write("programs/acme/templates/portal/assets/portal.mine.css", b"\xff\xfep")
    project.write("programs/acme/templates/portal/assets/mine.js", "// ö".encode("latin-1"))
    assert project.problems() == [
        f"programs/acme/templates/portal/assets/{name}  error  this is not written in UTF-8  [unusable-asset]"
        " -> save the file as UTF-8 in your editor"
        for name in ("mine.js", "portal.mine.css")
    ]


def test_a_style_sheet_of_any_name_has_an_address(project: Project, tmp_path: Path) -> None:
    project.write("programs/acme/templates/portal/assets/a b#c?%41.css", "p {}")
    job = project.job()
    styles, _ = put_look(
        job.toolkit.branding, job.layers, tmp_path / "docs", tmp_path / "theme", job.toolkit.speech.words
    )
    assert styles[-1] == "assets/portal/a%20b%23c%3F%2541.css"
