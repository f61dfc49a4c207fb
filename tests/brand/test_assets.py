"""A brand's pictures: whole, of the kind that their names say, and such as every medium can show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from mentorkit.brand.assets import picture_problem

DAMAGED = ("is damaged or cut off", "copy or export it anew")
TOO_LARGE = "export it with 8000 pixels a side or fewer"
DEEP = ("has more than 8 bits for a colour", "export it with 8 bits for a colour")
MOVES = ("moves, and paper does not", "export one frame of it")


def _noise(mode: str = "RGB") -> Image.Image:
    return Image.effect_noise((90, 60), 80).convert(mode)


def _cut(path: Path) -> None:
    _noise().save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _frames(path: Path) -> None:
    _noise().save(path, save_all=True, append_images=[_noise().rotate(90), _noise()])


FAULTS: dict[str, tuple[str, Callable[[Path], None], tuple[str, str]]] = {
    "half a jpeg": ("l.jpg", _cut, DAMAGED),
    "half a png": ("l.png", _cut, DAMAGED),
    "half a webp": ("l.webp", _cut, DAMAGED),
    "a jpeg by another name": (
        "l.png",
        lambda path: _noise().save(path, "JPEG"),
        ("is a JPEG, whatever its name says", 'rename it to "l.jpg", here and in the folder'),
    ),
    "a png as svg": (
        "l.svg",
        lambda path: _noise().save(path, "PNG"),
        ("is a PNG, whatever its name says", 'rename it to "l.png", here and in the folder'),
    ),
    "a gif by another name": (
        "l.png",
        lambda path: _noise().save(path, "GIF"),
        ("is a GIF, whatever its name says", "export it as PNG or SVG"),
    ),
    "too wide": (
        "l.png",
        lambda path: Image.new("1", (8001, 2)).save(path),
        ("is too large with 8001 × 2 pixels", TOO_LARGE),
    ),
    "so large that nobody opens it": (
        "l.png",
        lambda path: Image.new("1", (14000, 14000)).save(path),
        ("is too large", TOO_LARGE),
    ),
    "16 bits of grey": ("l.png", lambda path: Image.new("I;16", (9, 9)).save(path), DEEP),
    "the colours of a press": (
        "l.jpg",
        lambda path: _noise("CMYK").save(path),
        ("has the colours of a printing press (CMYK)", "export it in RGB"),
    ),
    "a moving webp": ("l.webp", _frames, MOVES),
    "a moving png": ("l.png", _frames, MOVES),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_picture_that_cannot_be_used_is_named_with_a_way_out(tmp_path: Path, name: str) -> None:
    file, make, expected = FAULTS[name]
    make(tmp_path / file)
    assert picture_problem(tmp_path / file) == expected


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_whole_pictures_of_eight_bits_are_used(tmp_path: Path, mode: str) -> None:
    _noise(mode).save(tmp_path / "l.png")
    assert picture_problem(tmp_path / "l.png") is None


@pytest.mark.parametrize("file", ["l.jpg", "l.JPEG", "l.webp"])
def test_every_kind_of_picture_is_used(tmp_path: Path, file: str) -> None:
    _noise().save(tmp_path / file)
    assert picture_problem(tmp_path / file) is None


def test_a_jpeg_of_a_telephone_is_a_jpeg(tmp_path: Path) -> None:
    _noise().save(tmp_path / "l.jpg", "MPO", save_all=True, append_images=[_noise()])
    assert picture_problem(tmp_path / "l.jpg") is None
