"""The fonts of a brand: its files, and the stock's in place of those that are not here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from mentorkit.core.problems import Problem, Result, Severity, Span
from mentorkit.definition.brand_file import Font, FontFile, Typography, face_of

GENERIC = frozenset({
    "sans-serif", "monospace", "system-ui", "ui-sans-serif", "ui-monospace", "-apple-system", "blinkmacsystemfont", "inherit", "initial",
})  # fmt: skip
"""Names of CSS that leave the choice to whoever shows the text, for which the stock's fonts are one, in small letters."""
STOCK_CODE = "JetBrains Mono"
"""The family of the stock's font for code."""
TEXT = ("base", "headings")
"""The settings of the format whose families the stock's font for text stands in for."""
CODE = ("monospace", "inline", "block")
"""The settings whose families the stock's font for code stands in for."""
_TYPO = 0.8


@dataclass(frozen=True, slots=True)
class FontFace:
    """One font file. `web` is the smaller file of the same face for browsers, where there is one."""

    family: str
    weight: int
    style: str
    path: Path
    web: Path


@dataclass(slots=True)
class Families:
    """The families that text can be set in, those that it cannot, and slips of the pen among them.

    `ours` are the families that have files, in the brand or in the stock; `elsewhere` are those that a brand names and
    that would have to be fetched, with the words for where they are.
    """

    ours: tuple[str, ...]
    elsewhere: dict[str, str]
    broken: frozenset[str] = frozenset()
    """Families whose files are named and cannot be had, in small letters."""
    absent: dict[str, str] = field(default_factory=dict)
    at: list[Span] = field(default_factory=list)
    slips: list[Problem] = field(default_factory=list)

    def first(self, written: str | None, at: Span, *, code: bool = False) -> str:
        """The first family of a list that there are files of; empty where the stock's is to stand in for its first."""
        names = split_families(written or "")
        known = ["" if code and name.casefold() == STOCK_CODE.casefold() else self.known(name) for name in names]
        if names and not any(known) and known[0] is None:
            self.miss(names[0], at)
        return next(filter(None, known), "")

    def known(self, name: str) -> str | None:
        """The family of this name as its files spell it; empty for what leaves the choice open, None where it is not here."""
        if name.casefold() in GENERIC:
            return ""
        return next((one for one in self.ours if one.casefold() == name.casefold()), None)

    def miss(self, name: str, at: Span) -> None:
        """Remember a family that is not here, or the slip of the pen that it is."""
        if name.casefold() in self.broken:
            return  # what is wrong with its files is told
        near = get_close_matches(name, self.ours, n=1, cutoff=_TYPO)
        if near and name.casefold() not in self.elsewhere:
            problem = Problem("no-such-font", f'there is no font "{name}"', at, f'did you mean "{near[0]}"?')
            self.slips.append(problem)
            return
        self.absent.setdefault(name, self.elsewhere.get(name.casefold(), ""))
        self.at.append(at)


def split_families(written: str) -> list[str]:
    """The families of a list as CSS has it: `'Noto Sans', Aptos, sans-serif`."""
    parts = re.findall(r"""\s*('[^']*'(?=\s*(?:,|$))|"[^"]*"(?=\s*(?:,|$))|[^,]+)""", written)
    return [name for part in parts if (name := part.strip().strip("'\"").strip())]


def faces_of(fonts: Iterable[Font], find: Callable[[str, Span], Path | None]) -> Result[tuple[FontFace, ...]]:
    """Every face of the fonts that have files; `find` gives the file that is named at a place, or says why not."""
    faces, problems = list[FontFace](), list[Problem]()
    for font in fonts:
        if font.source == "file" and not font.files:
            message, hint = (
                f'the font "{font.family}" names no files',
                "write `files:` and, below it, each with its path",
            )
            problems.append(Problem("field-missing", message, font.where("family"), hint))
        for number, file in enumerate(font.files):
            if "://" in file.path:
                continue
            path = find(file.path, font.where("files", number))
            web = path and path.with_suffix(".woff2")
            if web and web != path and web.is_file():
                find(Path(file.path).with_suffix(".woff2").as_posix(), font.where("files", number))
            if path:
                faces += _faces(_family(font), file, path)
    return Result(tuple(faces), tuple(problems))


def nearest_face(faces: Iterable[FontFace], family: str, weight: int = 400) -> FontFace:
    """The upright face of a family whose weight is nearest; a slanted one where it has no other."""
    own = [face for face in faces if face.family == family]
    return min(own, key=lambda face: (face.style != "normal", abs(face.weight - weight)))


def families_of(fonts: Iterable[Font], faces: Iterable[FontFace]) -> Families:
    """The families of a brand, of which `faces` are those that have files."""
    ours, away = tuple(face.family for face in faces), elsewhere(fonts)
    broken = {_family(font).casefold() for font in fonts} - {one.casefold() for one in ours} - set(away)
    return Families(ours, away, frozenset(broken))


def elsewhere(fonts: Iterable[Font]) -> dict[str, str]:
    """The families that a brand names without files, in small letters, and where they would come from."""
    found = dict[str, str]()
    for font in fonts:
        if font.files and not all("://" in file.path for file in font.files):
            continue
        place = font.source or ""
        if font.files:
            place = "the web"
        found[_family(font).casefold()] = "installed on some computers" if place in ("system", "local") else place
    return found


def _family(font: Font) -> str:
    return (split_families(font.family) or [font.family])[0]


def _faces(family: str, file: FontFile, path: Path) -> Iterator[FontFace]:
    """The faces of one file: one for each of its weights, rounded to hundreds as print needs it."""
    weights, style = file.weight, next(iter(file.style), "")
    if not weights or not style:
        own_weights, own_style = _says(path, path.stat().st_mtime_ns)
        weights, style = weights or own_weights, style or own_style
    web = path.with_suffix(".woff2")
    for weight in dict.fromkeys(min(900, max(100, round(weight / 100) * 100)) for weight in weights):
        yield FontFace(family, weight, "italic" if style == "oblique" else style, path, web if web.is_file() else path)


@lru_cache(maxsize=64)
def _says(path: Path, _changed: int) -> tuple[tuple[int, ...], str]:
    """The weights and the style of a font as it says itself; of one that can take several weights, each hundred of them."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, lazy=True, fontNumber=0) as font:
            os2 = font["OS/2"]
            style = "italic" if os2.fsSelection & 1 or os2.fsSelection & 512 else "normal"
            axes = font["fvar"].axes if "fvar" in font else ()
            for axis in axes:
                if axis.axisTag == "wght":
                    return tuple(range(-(-int(axis.minValue) // 100) * 100, int(axis.maxValue) + 1, 100)), style
            return (int(os2.usWeightClass) or 400,), style
    except (TTLibError, KeyError, OSError, AssertionError):
        return (400,), "normal"


def warning(families: Families) -> Iterator[Problem]:
    """One warning that names every family that is not here."""
    if not families.absent:
        return
    named = "; ".join(f'"{name}" ({place})' if place else f'"{name}"' for name, place in families.absent.items())
    many = len(families.absent) > 1
    message = (
        f"{'these fonts are' if many else 'this font is'} not among the files of this brand: {named}; "
        f"the stock’s {'stand' if many else 'stands'} in for {'them' if many else 'it'}"
    )
    hint = (
        "put the font files beside the brand file, and name them under typography.fonts: "
        "{family: …, source: file, files: [fonts/….ttf]}; nothing is fetched, neither for readers nor for books"
    )
    yield Problem("font-elsewhere", message, min(families.at), hint, Severity.WARNING)


def chosen(typography: Typography, families: Families) -> tuple[str, str, str]:
    """The families for text, headings and code; empty where the stock's stands in, or nothing is said."""
    found = dict[str, str]()
    for use in (*TEXT, *CODE):
        face = face_of(typography, use)
        if face and face.family:
            at = typography.where(_WRITTEN.get(use, use), "family")
            found[use] = families.first(face.family, at, code=use in CODE)
    for font in typography.fonts:
        name = _family(font)
        stock_code = name.casefold() == STOCK_CODE.casefold()
        if name.casefold() in families.elsewhere and families.known(name) is None and not stock_code:
            families.miss(name, font.where("family"))
    return found.get("base", ""), found.get("headings", ""), found.get("monospace") or found.get("inline", "")


_WRITTEN = {"inline": "monospace-inline", "block": "monospace-block"}
