"""Logos on the grounds that they stand on: seen, or put on a plate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import NO_WORKBOOKS, ROOT, SMALL, Project, begun
from PIL import Image, ImageDraw

from mentorkit.brand.branding import Branding, LogoFiles, read_branding
from mentorkit.brand.logo_contrast import can_be_seen, plate_for, shows_nothing
from mentorkit.core.problems import Problem, Result
from mentorkit.workspace.workspace import open_workspace

WHITE, NIGHT, SEA = "#ffffff", "#101820", "#0b5d6b"


def drawn(inner: str, head: str = 'viewBox="0 0 100 40"') -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{inner}</svg>'


DRAWINGS = {
    "white": (drawn('<path fill="#fff" d="M5 5h40v30H5z"/>'), {WHITE: False, NIGHT: True, SEA: True}),
    "black unsaid": (drawn('<circle cx="50" cy="20" r="15"/>'), {WHITE: True, NIGHT: False, SEA: True}),
    "yellow": (drawn('<rect x="5" y="5" width="40" height="30" style="fill: #ffe600"/>'), {WHITE: False, NIGHT: True}),
    "a white star in a blue disc": (drawn('<circle cx="20" cy="20" r="18" fill="#0b3d91"/><circle cx="20" cy="20" r="9" fill="white"/>'), {WHITE: True}),
    "a white word beside a blue mark": (drawn('<circle cx="20" cy="20" r="18" fill="#0b3d91"/><path fill="white" d="M50 10h12v20H50zM70 10h12v20H70z"/>'), {WHITE: False}),
    "its own ground": (drawn('<rect width="100" height="40" fill="#fff"/><rect x="9" y="9" width="50" height="9" fill="#123"/>'), {WHITE: True, NIGHT: True}),
    "classes": (drawn('<defs><style>.a{fill:#fff}</style></defs><g class="a"><path d="M5 5h40v30H5z"/></g>'), {WHITE: False, NIGHT: True}),
    "a gradient": (drawn('<linearGradient id="g"><stop stop-color="#ffd"/><stop offset="1" stop-color="#ffe"/></linearGradient><rect width="40" height="30" fill="url(#g)"/>'), {WHITE: False, NIGHT: True}),
    "used and moved": (drawn('<defs><path id="p" d="M0 0h4v4h-4z"/></defs><use href="#p" fill="#fff" transform="translate(10 5) scale(5)"/>'), {WHITE: False, NIGHT: True}),
    "lines only": (drawn('<path d="M5 5L60 30" fill="none" stroke="#111" stroke-width="4"/>'), {WHITE: True, NIGHT: False}),
    "no box": (drawn('<path fill="#fff" d="M5 5h40v30H5z"/>', 'width="100px" height="40px"'), {WHITE: False, NIGHT: True}),
    "nothing that is seen": (drawn('<path fill="none" d="M5 5h40v30H5z"/>'), {WHITE: True, NIGHT: True}),
    "no path": (drawn('<path fill="#fff" d="M5 oops"/>'), {WHITE: True}),
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_seen_where_its_parts_stand_out(name: str, tmp_path: Path) -> None:
    text, grounds = DRAWINGS[name]
    logo = tmp_path / "logo.svg"
    logo.write_text(text, "utf-8")
    assert {ground: can_be_seen(logo, ground) for ground in grounds} == grounds


NOTHING = {"empty.svg": drawn(""), "a title.svg": drawn("<title>Acme</title><g><defs/></g>")}
SOMETHING = {
    "a path.svg": drawn('<path d="M5 5h9v9z"/>'),
    "in a prefix.svg": '<s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><s:rect width="9" height="9"/></s:svg>',
}


@pytest.mark.parametrize("name", [*NOTHING, *SOMETHING])
def test_a_drawing_of_nothing_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text((NOTHING | SOMETHING)[name], "utf-8")
    assert shows_nothing(tmp_path / name) is (name in NOTHING)


@pytest.mark.parametrize("alpha", [0, 9, 255])
@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_a_picture_that_is_all_transparent_is_told(mode: str, alpha: int, tmp_path: Path) -> None:
    Image.new(mode, (9, 9), (*[200] * (len(mode) - 1), alpha)).save(tmp_path / "logo.png")
    assert shows_nothing(tmp_path / "logo.png") is (alpha == 0)


def test_check_refuses_a_logo_of_nothing(project: Project) -> None:
    project.write("programs/acme/_brand.yml", "logo: logo.svg\n")
    project.write("programs/acme/logo.svg", NOTHING["empty.svg"])
    assert project.problems() == [
        'programs/acme/_brand.yml:1:7  error  the logo "logo.svg" shows nothing: it is empty, or all of it is transparent'
        "  [missing-asset] -> export it anew, with its colours"
    ]


def word(colour: str) -> Callable[[Path], None]:
    """A picture of two bars of this colour on nothing."""

    def make(path: Path) -> None:
        picture = Image.new("RGBA", (600, 200), (0, 0, 0, 0))
        pen = ImageDraw.Draw(picture)
        for left in (40, 300):
            pen.rectangle((left, 30, left + 120, 170), fill=colour)
        picture.save(path)

    return make


def photo(path: Path) -> None:
    picture = Image.new("RGB", (600, 200), "white")
    ImageDraw.Draw(picture).rectangle((40, 30, 300, 170), fill="#0b3d91")
    picture.save(path)


PICTURES = {
    "white.png": (word("#ffffff"), {WHITE: False, NIGHT: True, SEA: True}),
    "black.webp": (word("#000000"), {WHITE: True, NIGHT: False}),
    "own-ground.jpg": (photo, {WHITE: True, NIGHT: True, SEA: True}),
    "in-the-colour-of-the-ground.png": (word(SEA), {WHITE: True, SEA: False}),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_seen_where_its_parts_stand_out(name: str, tmp_path: Path) -> None:
    make, grounds = PICTURES[name]
    make(tmp_path / name)
    assert {ground: can_be_seen(tmp_path / name, ground) for ground in grounds} == grounds


def test_a_plate_is_of_the_first_colour_that_helps(tmp_path: Path) -> None:
    word("#ffffff")(tmp_path / "white.png")
    assert plate_for(tmp_path / "white.png", SEA, (WHITE, "#111111")) == ""
    assert plate_for(tmp_path / "white.png", WHITE, (WHITE, "#111111")) == "#111111"


def test_the_other_form_stands_in_before_a_plate_does(tmp_path: Path) -> None:
    for name, colour in (("white.png", "#ffffff"), ("black.png", "#000000")):
        word(colour)(tmp_path / name)
    white, black = tmp_path / "white.png", tmp_path / "black.png"
    turned = LogoFiles(light=white, dark=black, alt="")
    assert (turned.on(WHITE).path, turned.on(WHITE).plate) == (black, "")
    assert (turned.on(NIGHT).path, turned.on(NIGHT).plate) == (white, "")
    alone = LogoFiles(light=black, dark=black, alt="")
    assert (alone.on(NIGHT).path, alone.on(NIGHT).plate) == (black, "#ffffff")


@pytest.mark.parametrize(
    "brand",
    ["_brand.yml", *(f"programs/{name}/_brand.yml" for name in ("calder", "fjordvang", "lumen", "northbridge"))],
)
def test_no_logo_of_ours_needs_a_plate(brand: str) -> None:
    workspace = open_workspace(ROOT / "mkdocs.yml").value
    assert workspace is not None
    branding, problems = read_branding(workspace.layers(Path(brand).parent.name or None), "x")
    assert branding is not None
    assert [one for one in problems if one.rule == "logo-contrast"] == []


def read(project: Project, brand: str) -> Result[Branding | None]:
    project.write("programs/acme/_brand.yml", brand)
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    return read_branding(workspace.layers("acme"), "Acme", file_name={project.root / "programs/acme/_brand.yml": "b"})


def about_logos(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{one.at} {one.severity} {one.message}" for one in problems if one.rule == "logo-contrast"]


def test_a_logo_on_a_plate_is_told_in_one_note(project: Project) -> None:
    word("#ffffff")(project.root / "programs/acme/white.png")
    _, problems = read(
        project, f"color: {{primary: '{SEA}', background: {{light: white, dark: '{NIGHT}'}}}}\nlogo: white.png\n"
    )
    assert about_logos(problems) == [
        'b:2:7 note this logo cannot be seen on its ground, and stands on a plate there: "white.png" on #ffffff'
    ]


def test_a_logo_that_no_plate_helps_is_a_warning(project: Project) -> None:
    picture = Image.new("RGBA", (600, 200), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((40, 30, 160, 170), fill="#ffffff")
    pen.rectangle((300, 30, 420, 170), fill="#111111")
    picture.save(project.root / "programs/acme/both.png")
    _, problems = read(project, "logo: {large: both.png}\n")
    assert [line.split(":")[0] for line in about_logos(problems)] == ["b"]
    assert " warning this logo cannot be seen on its ground: " in about_logos(problems)[0]


def test_portal_and_papers_put_the_plate_behind_the_logo(tmp_path: Path) -> None:
    from mentorkit.portal.look import brand_css, large_logos

    project = begun(tmp_path / "w", SMALL + NO_WORKBOOKS)
    word(SEA)(project.root / "programs/acme/sea.png")
    branding, _ = read(project, f"color: {{primary: '{SEA}'}}\nlogo: {{medium: sea.png}}\n")
    assert branding is not None
    style = brand_css(branding)
    assert style.count("--mk-plate-large: #ffffff;") == style.count("--mk-plate-small: #ffffff;") >= 1
    assert set(large_logos(branding)) == {"default", "slate"}
