"""Logos and fonts that are handed in: looked at as every file of a brand is, and put into the client's folder under a safe name."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename

from mentorkit.brand.assets import PICTURES, picture_problem
from mentorkit.brand.faults import Fault
from mentorkit.brand.font_files import FONTS, font_problem
from mentorkit.brand.logo_contrast import shows_nothing
from mentorkit.brand.page_pictures import page_picture
from mentorkit.core.amounts import amount
from mentorkit.core.atomic import write_file
from mentorkit.core.names import as_id, is_file
from mentorkit.core.problems import Problem, Result, Span
from mentorkit.guides.pictures import FOLDER as PAGE_PICTURES
from mentorkit.workspace.layers import LARGEST_ASSET, Layer

_LONGEST_NAME = 60
"""Letters of the name of a file, without its ending."""
_MOST_OF_A_NAME = 100
"""Files that may have nearly the same name in one folder."""


@dataclass(frozen=True, slots=True)
class AssetKind:
    """One kind of file that a brand has: what messages call it, the folder that it is put into, and how it is looked at."""

    noun: str
    folder: str
    endings: tuple[str, ...]
    fault: Callable[[Path], Fault | None]


def _logo_fault(path: Path) -> Fault | None:
    blank = Fault("shows nothing: it is empty, or all of it is transparent", "export it anew, with its colours")
    return picture_problem(path) or (blank if shows_nothing(path) else None)


LOGO = AssetKind("logo", "brand", PICTURES, _logo_fault)


def _picture_fault(path: Path) -> Fault | None:
    shown = page_picture(path)
    return shown if isinstance(shown, Fault) else None


PICTURE = AssetKind("picture", PAGE_PICTURES, PICTURES, _picture_fault)
"""A picture that texts show."""
FONT = AssetKind("font", "fonts", FONTS, font_problem)


def taken_in(data: bytes, called: str, kind: AssetKind, layer: Layer) -> Result[str | None]:
    """Put a file that was handed in into the folder of a client, and return its name, counted from the brand file.

    `called` is what its sender called it. A file with the same bytes and name is not written twice; another one of that
    name stays as it is. Nothing is written where the file cannot be used, or where it would lie outside the folder.
    Raises OSError.
    """
    name = safe_name(called)
    fault = _fault(data, name, kind)
    if fault:
        return Result.failed(_problem(kind, called, fault))
    folder = layer.root / kind.folder
    if not layer.holds(folder):
        out = Fault("was not saved: its folder leads out of the client’s", f"make {kind.folder}/ a folder of its own")
        return Result.failed(_problem(kind, called, out))
    for free in _names(name):
        path = folder / free
        if not layer.holds(path) or (path.exists() and not is_file(path)):
            continue
        if is_file(path):
            if path.stat().st_size != len(data) or path.read_bytes() != data:
                continue
        else:
            write_file(path, data)
        return Result(f"{kind.folder}/{free}")
    return Result.failed(_problem(kind, called, Fault("has a name that many files have", "give it another name")))


def safe_name(called: str) -> str:
    """The name that a file is kept under, by what its sender called it: no folder, no sign, no name that a system keeps for itself."""
    last = basename(called.replace("\\", "/")).strip()
    stem, dot, ending = last.rpartition(".")
    stem, ending = (stem, ending) if dot else (last, "")
    plain = "".join(letter for letter in ending.lower() if letter.isascii() and letter.isalnum())[:10]
    name = as_id(stem)[:_LONGEST_NAME].rstrip("-")
    return f"{name}.{plain}" if plain else name


def _names(name: str) -> Iterator[str]:
    stem, dot, ending = name.partition(".")
    yield name
    yield from (f"{stem}-{number}{dot}{ending}" for number in range(2, _MOST_OF_A_NAME))


def _fault(data: bytes, name: str, kind: AssetKind) -> Fault | None:
    """The fault of these bytes under this name. They are looked at in a folder of their own, which is gone afterwards."""
    if len(data) > LARGEST_ASSET:
        return Fault(f"is larger than {amount(LARGEST_ASSET)}", "export it smaller")
    if not data:
        return Fault("is empty", "copy or export it anew")
    if Path(name).suffix not in kind.endings:
        return Fault(f"is not a {kind.noun} by its name", f"use one of these: {', '.join(kind.endings)}")
    with tempfile.TemporaryDirectory(prefix="mentorkit-") as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return kind.fault(path)


def _problem(kind: AssetKind, called: str, fault: Fault) -> Problem:
    shown = basename(called.replace("\\", "/")) or kind.noun
    message = f'the {kind.noun} "{shown[:_LONGEST_NAME]}" {fault.says}'
    return Problem("missing-asset", message, Span(kind.folder), fault.way_out)


def family_of(path: Path) -> str:
    """The family that a font file says that it is of; the name of the file, where it says none."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, lazy=True) as font:
            names = font["name"]
            said = str(names.getDebugName(16) or names.getDebugName(1) or "")
            return "".join(filter(str.isprintable, said)).strip()[:_LONGEST_NAME] or path.stem
    except (TTLibError, KeyError, OSError, AssertionError):
        return path.stem
