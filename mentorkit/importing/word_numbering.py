"""The lists of a document: which number each entry has, also behind a text that stands between, and which bullets are boxes to tick."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree import ElementTree as etree

from mentorkit.importing.word_names import W, run_of, value_of

NUMBERED = "mk-number-"
"""Names of the marks by which the number of an entry is found again in what is made of it."""
_BOXES = frozenset("☐□❑❏\uf0a8\uf06f\uf071\uf072")
"""Bullets that are boxes; the last four are those of the font Wingdings."""
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    box: bool
    numbered: bool


@dataclass(slots=True)
class WordNumbering:
    """Counts the entries of the lists of one document, in its order."""

    abstract: dict[str, dict[str, _Level]] = field(default_factory=dict)
    """The levels of each kind of list."""
    lists: dict[str, tuple[str, dict[str, int]]] = field(default_factory=dict)
    """The kind of each list, and where its levels begin anew."""
    styles: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The list and the level of paragraphs in a style."""
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, root: etree.Element | None, styles: etree.Element | None) -> WordNumbering:
        """The lists that the parts of a document define."""
        made = cls()
        for one in root.iter(f"{W}abstractNum") if root is not None else ():
            made.abstract[one.get(f"{W}abstractNumId", "")] = {
                level.get(f"{W}ilvl", "0"): _level(level) for level in one.findall(f"{W}lvl")
            }
        for one in root.iter(f"{W}num") if root is not None else ():
            begun = {
                over.get(f"{W}ilvl", "0"): value_of(over, "startOverride") for over in one.findall(f"{W}lvlOverride")
            }
            anew = {level: int(start) for level, start in begun.items() if start.isdigit() and len(start) < 6}
            made.lists[one.get(f"{W}numId", "")] = (value_of(one, "abstractNumId"), anew)
        for one in styles.iter(f"{W}style") if styles is not None else ():
            if number := value_of(one, "pPr/numPr/numId"):
                made.styles[one.get(f"{W}styleId", "")] = (number, value_of(one, "pPr/numPr/ilvl") or "0")
        return made

    def mark(self, paragraph: etree.Element) -> None:
        """Put a mark with its number into an entry of a numbered list, and a box into one whose bullet is a box."""
        list_id, place = value_of(paragraph, "pPr/numPr/numId"), value_of(paragraph, "pPr/numPr/ilvl") or "0"
        if not list_id:
            list_id, place = self.styles.get(value_of(paragraph, "pPr/pStyle"), ("", "0"))
        kind, anew = self.lists.get(list_id, ("", {}))
        level = self.abstract.get(kind, {}).get(place)
        if level is None or not place.isdigit():
            return
        if level.box:
            _insert(paragraph, run_of("☐ "))
            _unlist(paragraph)
        elif level.numbered:
            number = self._next(list_id, kind, int(place), anew.get(place), level.start)
            _insert(paragraph, etree.Element(f"{W}bookmarkStart", {f"{W}id": "0", f"{W}name": f"{NUMBERED}{number}"}))

    def _next(self, list_id: str, kind: str, place: int, anew: int | None, start: int) -> int:
        """The number of the next entry on a level; deeper levels begin again behind it."""
        key = (kind, place)
        begins = anew is not None and f"{list_id}/{place}" not in self.seen
        self.seen.add(f"{list_id}/{place}")
        self.counts[key] = (anew or 0) if begins else self.counts[key] + 1 if key in self.counts else start
        for deeper in range(place + 1, _DEEPEST):
            self.counts.pop((kind, deeper), None)
        return self.counts[key]


def _level(element: etree.Element) -> _Level:
    start, form = value_of(element, "start"), value_of(element, "numFmt")
    box = form == "bullet" and value_of(element, "lvlText") in _BOXES
    return _Level(int(start) if start.isdigit() and len(start) < 6 else 1, box, form not in ("bullet", "none"))


def _insert(paragraph: etree.Element, one: etree.Element) -> None:
    paragraph.insert(1 if len(paragraph) and paragraph[0].tag == f"{W}pPr" else 0, one)


def _unlist(paragraph: etree.Element) -> None:
    about = paragraph.find(f"{W}pPr")
    if about is not None:
        about[:] = [one for one in about if one.tag != f"{W}numPr"]
        style = about.find(f"{W}pStyle")
        if style is not None:
            about.remove(style)
