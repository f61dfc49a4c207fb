"""The visible parts of an HTML text: its headings for the contents, and its visible words for the proof."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_SILENT = frozenset({"head", "script", "style", "title", "desc"})
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr", "path", "rect", "circle", "line"})
SPARE = "data-spare"
"""Templates put this on what may be left out where a page has no room for it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the contents. `level` is 1 or 2."""

    level: int
    anchor: str
    text: str
    language: str = ""
    """Its language, where all of it is in one that it, or the part that it stands in, says."""


@dataclass(slots=True)
class _Element:
    tag: str
    silent: bool
    language: str


class _HeadingReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[_Element] = []
        self.headings: list[tuple[int, str, str | None, list[str]]] = []
        self.languages: list[set[str]] = []
        self.inside: str = ""
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or (self.open[-1].language if self.open else "")
        if "data-contents" in given:
            self.inside = tag
            self.languages.append(set())
            self.headings.append((int(given["data-contents"] or 1), given.get("id") or "", given.get("data-label"), []))
        if tag not in _VOID:
            silent = bool(self.open and self.open[-1].silent) or tag in _SILENT or SPARE in given
            self.open.append(_Element(tag, silent, "" if tag == "html" else language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing is inside."""

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""
        while self.open and any(element.tag == tag for element in self.open):
            if self.open.pop().tag == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.headings[-1][3].append(data)
            self.languages[-1] |= {self.open[-1].language} if data.strip() else set()
        if not (self.open and self.open[-1].silent):
            self.words.append(data)


@dataclass(frozen=True, slots=True)
class _Read:
    headings: list[Heading] = field(default_factory=list)
    text: str = ""


def _read(html: str) -> _Read:
    reader = _HeadingReader()
    reader.feed(html)
    reader.close()
    found = [
        Heading(
            level, anchor, label or " ".join("".join(words).split()), next(iter(spoken)) if len(spoken) == 1 else ""
        )
        for (level, anchor, label, words), spoken in zip(reader.headings, reader.languages, strict=True)
    ]
    return _Read(found, "".join(reader.words))


def headings(html: str) -> list[Heading]:
    """The headings that carry `data-contents` (their level), with `data-label` in place of their words where given."""
    return _read(html).headings


def visible_text(html: str) -> str:
    """The words that a reader sees, without what may be left out."""
    return _read(html).text
