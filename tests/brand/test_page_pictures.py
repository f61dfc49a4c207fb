"""Pictures of texts: no larger than a page shows them, with their size, and none that spoils a build."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from mentorkit.brand.faults import Fault
from mentorkit.brand.page_pictures import PagePicture, page_picture

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><rect width="9" height="9"/></svg>'


def made(path: Path) -> PagePicture:
    shown = page_picture(path)
    assert isinstance(shown, PagePicture), shown
    return shown


@pytest.mark.parametrize("name", ["l.png", "l.jpg", "l.webp", "l.gif", "l.avif"])
@pytest.mark.parametrize(
    ("size", "shown"), [((2000, 100), (1600, 80)), ((100, 2500), (80, 2000)), ((90, 60), (90, 60))]
)
def test_a_picture_is_no_larger_than_a_page_shows_it(
    tmp_path: Path, name: str, size: tuple[int, int], shown: tuple[int, int]
) -> None:
    Image.new("RGB", size, "teal").save(tmp_path / name)
    picture = made(tmp_path / name)
    assert (picture.size, picture.clear) == (shown, False)
    with Image.open(BytesIO(picture.data)) as again:
        assert again.size == shown
    assert (picture.data == (tmp_path / name).read_bytes()) == (size == shown)


def test_its_name_is_known_by_what_it_shows(tmp_path: Path) -> None:
    Image.new("RGB", (9, 9), "teal").save(tmp_path / "Über uns.PNG")
    first = made(tmp_path / "Über uns.PNG")
    Image.new("RGB", (9, 9), "red").save(tmp_path / "Über uns.PNG")
    second = made(tmp_path / "Über uns.PNG")
    assert first.name == f"uber-uns-{first.digest}.png" != second.name or first.name.endswith(f"-{first.digest}.png")
    assert first.digest != second.digest


def test_one_sees_through_what_is_transparent_alone(tmp_path: Path) -> None:
    Image.new("RGBA", (9, 9), (0, 0, 0, 255)).save(tmp_path / "solid.png")
    Image.new("RGBA", (9, 9), (0, 0, 0, 99)).save(tmp_path / "clear.png")
    Image.new("P", (9, 9)).save(tmp_path / "palette.png", transparency=0)
    (tmp_path / "d.svg").write_text(SVG.format('viewBox="0 0 9 9"'))
    clear = {path.stem: made(path).clear for path in sorted(tmp_path.iterdir())}
    assert clear == {"clear": True, "d": True, "palette": True, "solid": False}


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="90" height="60"', (90, 60)), ('width="1in" height="2.54cm"', (96, 96)),
        ('width="100%" height="100%" viewBox="0 0 30 20"', (30, 20)), ('width="10em" viewBox="0,0,30,20"', (30, 20)),
        ('width="+30px" height=" 20 px "', None), ('width="+30px" height=" 20px "', (30, 20)), ('viewBox="0 0 0.5 0.5"', (1, 1)), ("", None), ('width="90"', None),
    ],
)  # fmt: skip
def test_a_drawing_has_the_size_that_it_says(tmp_path: Path, attributes: str, size: tuple[int, int] | None) -> None:
    (tmp_path / "d.svg").write_text(SVG.format(attributes))
    assert made(tmp_path / "d.svg").size == size


def test_a_file_of_many_megabytes_is_not_even_opened(tmp_path: Path) -> None:
    with (tmp_path / "l.png").open("wb") as file:
        file.truncate(10_000_001)
    assert page_picture(tmp_path / "l.png") == Fault("is larger than 10 MB", "export it with 1600 pixels across")


def test_whatever_is_spoiled_is_shown_or_refused_and_nothing_else(tmp_path: Path) -> None:
    chance = random.Random(15)
    noise = Image.effect_noise((40, 30), 90)
    sources = {"svg": SVG.format('viewBox="0 0 9 9"').encode()}
    for suffix in ("png", "jpg", "webp", "gif", "avif"):
        noise.save(tmp_path / f"s.{suffix}")
        sources[suffix] = (tmp_path / f"s.{suffix}").read_bytes()
    for turn in range(240):
        suffix = sorted(sources)[turn % len(sources)]
        data = bytearray(sources[suffix])
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        path = tmp_path / f"{turn}.{suffix}"
        path.write_bytes(data[: chance.randint(1, len(data))] if turn % 3 == 0 else data)
        assert isinstance(page_picture(path), PagePicture | Fault)
