"""Where a file comes from: the client's folder, the workspace, shared libraries, the stock.

Every layer has one shape: `content/`, `templates/` and, optionally, `_brand.yml`. The nearest layer that has a file
wins. No file is read that a link leads out of its layer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mentorkit.problems import Problem, Span

LARGEST_TEXT = 1_000_000
"""Bytes. The longest guide has 20,000; above this a text takes an engine minutes and is surely a mistake."""

LARGEST_ASSET = 10_000_000
"""Bytes of a logo, picture or font."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Layer:
    """One folder that files come from, and what people call it."""

    name: str
    root: Path

    def holds(self, path: Path) -> bool:
        """Whether `path`, with every link followed, lies inside this layer."""
        return path.resolve().is_relative_to(self.root.resolve())


@dataclass(frozen=True, slots=True)
class Found:
    """A file, the layer that it was found in, and where that layer stands in the order (0 is nearest)."""

    path: Path
    layer: Layer
    depth: int


@dataclass(frozen=True, slots=True)
class Layers:
    """Layers, the nearest first."""

    order: tuple[Layer, ...]

    def every(self, relative: str) -> Iterator[Found]:
        """All files of this name, the winner first, then those it shadows."""
        for depth, layer in enumerate(self.order):
            path = layer.root / relative
            if path.is_file():
                yield Found(path, layer, depth)

    def find(self, relative: str) -> Found | None:
        """The file of this name that counts."""
        return next(self.every(relative), None)

    def names(self, folder: str, suffix: str) -> dict[str, Found]:
        """The winners of all files directly in `folder` that end in `suffix`, by name without suffix, sorted."""
        winners: dict[str, Found] = {}
        for depth, layer in enumerate(self.order):
            for path in sorted((layer.root / folder).glob(f"*{suffix}")):
                if path.is_file():
                    winners.setdefault(path.name.removesuffix(suffix), Found(path, layer, depth))
        return dict(sorted(winners.items()))


def stock_root() -> Path:
    """The stock layer: inside the installed package, or the checkout that the package stands in."""
    package = Path(__file__).parent
    packed = package / "stock"
    return packed if packed.is_dir() else package.parent


def is_id(name: str) -> bool:
    """Whether a file or folder name can stand in a web address as it is, on every system."""
    return bool(_ID.fullmatch(name))


def as_id(name: str) -> str:
    """The nearest name that `is_id`: lower case, hyphens, no accents."""
    from unicodedata import normalize

    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "untitled"


def shown(path: Path, base: Path) -> str:
    """`path` as people know it: from `base` where it lies there, with forward slashes."""
    absolute = path.absolute()
    return absolute.relative_to(base).as_posix() if absolute.is_relative_to(base) else absolute.as_posix()


def read_text(path: Path, name: str, layer: Layer, found: list[Problem]) -> str | None:
    """Read the text of a file inside `layer`; None, and a problem under `name`, where it cannot be read safely."""
    if not layer.holds(path):
        message = "this file is a link that leads out of its folder"
        found.append(Problem("leaves-layer", message, Span(name), "copy the file here instead of linking to it"))
        return None
    size = path.stat().st_size
    if size > LARGEST_TEXT:
        message = f"this file is too large to be a text ({size / 1e6:.1f} MB)"
        hint = "texts may have up to 1 MB; split it, or remove what was pasted into it"
        found.append(Problem("huge-file", message, Span(name), hint))
        return None
    text = _decoded(path.read_bytes(), name, found)
    if text is None:
        return None
    if not text.strip():
        hint = "write it, or delete the file"
        found.append(Problem("empty-file", "there is nothing in this file yet", Span(name, 1, 1), hint))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, name: str, found: list[Problem]) -> str | None:
    """Decode UTF-8; None, and a problem where the first wrong byte stands, where that cannot be done."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        message, hint = "this character is not written in UTF-8", "save the file as UTF-8 in your editor"
        found.append(Problem("unreadable-bytes", message, Span(name, line, column), hint))
        return None
    if "\x00" in text:
        found.append(Problem("unreadable-bytes", "this is not a text file", Span(name), "write it with a text editor"))
        return None
    return text


def name_problems(folder: Path, base: Path, suffix: str) -> Iterator[Problem]:
    """Files in `folder` whose names would break as web addresses or clash on other systems."""
    seen: dict[str, str] = {}
    for path in sorted(folder.glob(f"*{suffix}")):
        stem = path.name.removesuffix(suffix)
        if stem.startswith(("_", ".")) or stem == "README":
            continue
        if not is_id(stem):
            yield Problem(
                "file-name",
                f'the name "{path.name}" does not work in a web address',
                Span(shown(path, base)),
                f'rename it to "{as_id(stem)}{suffix}"',
            )
        twin = seen.setdefault(as_id(stem), path.name)
        if twin != path.name:
            yield Problem(
                "file-name",
                f'"{path.name}" and "{twin}" would become the same page',
                Span(shown(path, base)),
                "give one of them another name",
            )
