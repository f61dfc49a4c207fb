"""Layers of files: the client's folder, the workspace, shared libraries, the stock.

Every layer has one shape: `content/`, `templates/` and, optionally, `_brand.yml`. The nearest layer that has a file
wins. No file is read that a link leads out of its layer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

import mentorkit
from mentorkit.core.amounts import amount
from mentorkit.core.language_tags import nearest_first
from mentorkit.core.names import is_about_folder, is_file, is_litter
from mentorkit.core.problems import INVISIBLE, Problem, Result, Span

LARGEST_TEXT = 1_000_000
"""Bytes. The longest guide has 20,000; above this a text takes an engine minutes and is surely a mistake."""

LARGEST_ASSET = 10_000_000
"""Bytes of a logo, picture or font."""

_LIGATURE = re.compile("[\ufb00-\ufb06]")
"""Two or three Latin letters in one."""
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?= |\r?$)", re.MULTILINE)
"""The lines that a merge leaves around two versions, and between them."""


STOCK = "stock"
"""The name of the layer that comes with the software."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One folder that files come from, and what people call it."""

    name: str
    root: Path
    version: str = ""
    """Of what was installed as a package."""

    @property
    def label(self) -> str:
        """Its name, with its version where it has one."""
        return f"{self.name} {self.version}".strip()

    @property
    def is_stock(self) -> bool:
        """Whether it is the stock, whatever it is called here."""
        return self.root == stock_root()

    def holds(self, path: Path) -> bool:
        """Return whether `path`, with every link followed, lies inside this layer."""
        try:
            return path.resolve().is_relative_to(self.root.resolve())
        except (OSError, RuntimeError, ValueError):  # a name that no system takes, or links that go round in a circle
            return False


@dataclass(frozen=True, slots=True)
class LayerFile:
    """A file, the layer that it was found in, and where that layer stands in the order (0 is nearest)."""

    path: Path
    layer: Layer
    depth: int
    language: str = ""
    """The tag of the language folder that it lies in; empty outside of one."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Layers, the nearest first."""

    order: tuple[Layer, ...]
    language: str = ""
    """The tag of the language that guides and presets are read in; empty where nobody has asked for one."""

    @property
    def language_folders(self) -> tuple[str, ...]:
        """The folders that texts in its language may lie in, the nearest first: `de-CH`, then `de`."""
        return nearest_first(self.language)

    def every(self, relative: str) -> Iterator[LayerFile]:
        """All files of this name, the winner first, then those it shadows."""
        for depth, layer in enumerate(self.order):
            path = layer.root / relative
            if is_file(path):
                yield LayerFile(path, layer, depth)

    def find(self, relative: str) -> LayerFile | None:
        """The file of this name that counts."""
        return next(self.every(relative), None)

    def own_files(self, folder: str, pattern: str = "*") -> Iterator[LayerFile]:
        """Whatever lies at any depth in this folder of layers that are not the stock's: those of the nearest first, sorted."""
        for depth, layer in enumerate(self.order):
            if not layer.is_stock:
                yield from (LayerFile(path, layer, depth) for path in sorted((layer.root / folder).rglob(pattern)))

    def names(
        self, folder: str, suffix: str, *, deep: bool = False, apart: Collection[str] | None = None
    ) -> dict[str, LayerFile]:
        """The winners of all files directly in `folder` that end in `suffix`, by name without suffix, sorted.

        With `deep`, those in folders inside it too, by their path from it. READMEs and the like, and guides whose name begins
        with an underscore, are for those who write, and are none. Hidden files are none: macOS puts a `._name` beside each file on disks of other systems.

        Where `apart` is given, what lies in `folder` may have translations in language folders, which have these names
        besides those of the language that is read. In each layer, the file in that language counts before the one outside.
        """
        winners: dict[str, LayerFile] = {}
        own = self.language_folders if apart is not None else ()
        for depth, layer in enumerate(self.order):
            for tag in (*own, ""):
                passed_over = frozenset((*own, *(apart or ()))) if deep and not tag else frozenset()
                for name, path in _named(layer.root / folder / tag, suffix, deep=deep, passed_over=passed_over):
                    winners.setdefault(name, LayerFile(path, layer, depth, tag))
        return dict(sorted(winners.items()))


def _named(home: Path, suffix: str, *, deep: bool, passed_over: Collection[str]) -> Iterator[tuple[str, Path]]:
    """The files of one folder that count, by name, but for those in folders of these names right in it."""
    guides = deep or suffix == ".md"
    for path in sorted(home.rglob(f"*{suffix}") if deep else home.glob(f"*{suffix}")):
        name = path.relative_to(home).as_posix()
        first, *inside = name.split("/")
        hidden = any(is_litter(part) or (guides and part.startswith("_")) for part in (first, *inside))
        elsewhere = bool(inside) and first in passed_over
        if is_file(path) and not hidden and not elsewhere and not (guides and is_about_folder(path.stem)):
            yield name.removesuffix(suffix), path


def stock_root() -> Path:
    """The stock layer: inside the installed package, or the checkout that the package stands in."""
    package = Path(mentorkit.__file__).parent
    packed = package / "stock"
    return packed if packed.is_dir() else package.parent


def shown(path: Path, base: Path) -> str:
    """`path` as people know it: from `base` where it lies there, with forward slashes."""
    absolute = path.absolute()
    return absolute.relative_to(base).as_posix() if absolute.is_relative_to(base) else absolute.as_posix()


def read_text(path: Path, name: str, layer: Layer) -> Result[str | None]:
    """Read the text of a file inside `layer`, called `name` in messages; None where it cannot be read safely."""
    unsafe = odd_kind(path, name) or _outside_problem(path, name, layer)
    if unsafe:
        return Result.failed(unsafe)
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST_TEXT else b""
    except OSError as error:
        message = f"this file cannot be opened: {error.strerror}"
        return Result.failed(Problem("unreadable-file", message, Span(name), "give yourself the right to read it"))
    if size > LARGEST_TEXT:
        message = f"this file is too large to be a text ({amount(size)})"
        hint = f"texts may have up to {amount(LARGEST_TEXT)}; split it, or remove what was pasted into it"
        return Result.failed(Problem("huge-file", message, Span(name), hint))
    return _decoded(data, name).then(lambda text: whole_text(text, name))


def _outside_problem(path: Path, name: str, layer: Layer) -> Problem | None:
    """Say so where a link leads from this path out of the layer."""
    if layer.holds(path):
        return None
    message = "this file is a link that leads out of its folder"
    return Problem("leaves-layer", message, Span(name), "copy the file here instead of linking to it")


def as_typed(text: str) -> str:
    """The text with letters as one types them.

    Accents are in one letter with what they stand on, and none are joined (ﬁ), as those copied out of a PDF are.
    """
    return _LIGATURE.sub(lambda one: normalize("NFKC", one[0]), normalize("NFC", text))


def whole_text(text: str, name: str) -> Result[str | None]:
    """The text with line feeds alone at its line ends, and with letters as one types them; None where no author has finished it."""
    text = as_typed(text.replace("\r\n", "\n").replace("\r", "\n"))
    problem = _invisible_problem(text, name) or conflict_problem(text, name) or _blank_problem(text, name)
    return Result.failed(problem) if problem else Result(text)


def _invisible_problem(text: str, name: str) -> Problem | None:
    """Say where the first character stands that nobody means to write."""
    hidden = INVISIBLE.search(text)
    if not hidden:
        return None
    before = text[: hidden.start()]
    at = Span(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
    message = f"there is an invisible character here (U+{ord(hidden[0]):04X})"
    return Problem("invisible-character", message, at, "delete it; it came in by copying, or this is no text")


def _blank_problem(text: str, name: str) -> Problem | None:
    """Say so where there is nothing but white space."""
    if text.strip():
        return None
    return Problem("empty-file", "there is nothing in this file yet", Span(name, 1, 1), "write it, or delete the file")


def conflict_problem(text: str, name: str, message: str = "this file still has conflict marks") -> Problem | None:
    """Say where a merge left both versions standing in `text`; None where there are no marks of one."""
    lines, inside = [], False
    for mark in _CONFLICT.finditer(text):
        sign = mark[0][0]
        if sign != "=" or inside:  # outside, it underlines a heading
            lines.append(text.count("\n", 0, mark.start()) + 1)
        inside = sign == "<" or (inside and sign != ">")
    if not lines:
        return None
    which = f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))}"
    hint = f"{which}: keep of both versions what should stand, and delete the marks"
    return Problem("conflict-marks", message, Span(name, lines[0], 1), hint)


def odd_kind(path: Path, name: str) -> Problem | None:
    """Say what is wrong with something that has a file's name and is no ordinary file."""
    if is_file(path):
        return None
    if path.is_dir():
        return Problem("not-a-file", "this is a folder with a file's name", Span(name), "give the folder another name")
    if path.is_symlink():
        return Problem("not-a-file", "this is a link that leads nowhere", Span(name), "delete it, or put the file here")
    return Problem(
        "not-a-file", "this is not an ordinary file", Span(name), "delete it, or write it with a text editor"
    )


_DOCUMENTS = {
    b"PK\x03\x04": "a document or an archive",
    b"\xd0\xcf\x11\xe0": "a document of an office program",
    b"{\\rtf": "a document of a word processor",
    b"%PDF": "a PDF file",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
}
"""The kinds of documents by their first bytes, whatever a name says."""


def _decoded(data: bytes, name: str) -> Result[str | None]:
    """Decode UTF-8; None, and a problem where the first wrong byte stands, where that cannot be done."""
    front = data[:20].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for begin, what in _DOCUMENTS.items() if name.endswith((".yml", ".md")) else ():
        if front.startswith(begin.lower()):
            message, hint = f"this is {what}, and no plain text", "save its text in a plain text editor, as UTF-8"
            return Result.failed(Problem("not-a-text", message, Span(name), hint))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message, hint = "this is written in UTF-16, as some editors call “Unicode”", "save it as UTF-8"
        return Result.failed(Problem("unreadable-bytes", message, Span(name, 1, 1), hint))
    try:
        return Result(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        message, hint = "this character is not written in UTF-8", "save the file as UTF-8 in your editor"
        return Result.failed(Problem("unreadable-bytes", message, Span(name, line, column), hint))
