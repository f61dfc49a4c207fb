"""The styles of a document: which paragraphs are headings, titles, contents, and which runs are hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree as etree

from mentorkit.importing.word_names import W, is_on, value_of

_HEADING = re.compile(r"heading ?([1-9])")
_CONTENTS = re.compile(
    r"toc( ?\d| heading)|table of (figures|authorities)|index( ?\d| heading)|contents heading|contents \d"
)
_ROLES = {"title": "Title", "subtitle": "Subtitle"}


@dataclass(frozen=True, slots=True)
class _WordStyle:
    name: str
    base: str
    level: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class WordStyles:
    """The styles of one document, by their ids."""

    styles: dict[str, _WordStyle] = field(default_factory=dict)

    @classmethod
    def read(cls, root: etree.Element | None) -> WordStyles:
        """The styles that a part defines."""
        defined = root.iter(f"{W}style") if root is not None else ()
        return cls({one.get(f"{W}styleId", ""): _style(one) for one in defined})

    def heading(self, paragraph: etree.Element) -> int:
        """The level of a heading, 1 to 6; 0 of a paragraph that is none."""
        said = value_of(paragraph, "pPr/outlineLvl")
        if said.isdigit():
            return min(int(said) + 1, 6) if int(said) < 9 else 0
        for style_id, style in self._line(value_of(paragraph, "pPr/pStyle")):
            named = _HEADING.fullmatch(style.name) or re.fullmatch(r"[Hh]eading ?([1-9])", style_id)
            if named or style.level.isdigit():
                level = int(named[1]) if named else int(style.level) + 1
                return min(level, 6) if level < 10 else 0
        plain = re.fullmatch(r"[Hh]eading ?([1-9])", value_of(paragraph, "pPr/pStyle"))
        return min(int(plain[1]), 6) if plain else 0

    def role(self, paragraph: etree.Element) -> str:
        """`Title` or `Subtitle`, where a paragraph is one."""
        style_id = value_of(paragraph, "pPr/pStyle")
        names = [style.name for _, style in self._line(style_id)] or [style_id.lower()]
        return next((_ROLES[name] for name in names if name in _ROLES), "")

    def is_contents(self, paragraph: etree.Element) -> bool:
        """Whether a paragraph belongs to a table of contents, of figures, or to an index."""
        style_id = value_of(paragraph, "pPr/pStyle")
        names = [style.name for _, style in self._line(style_id)] or [style_id.lower()]
        return any(_CONTENTS.fullmatch(name) for name in names)

    def is_hidden(self, run: etree.Element) -> bool:
        """Whether a run is hidden, by itself or by its style."""
        properties = run.find(f"{W}rPr")
        if properties is not None and properties.find(f"{W}vanish") is not None:
            return is_on(properties, "vanish")
        return any(style.hidden for _, style in self._line(value_of(properties, "rStyle")))

    def _line(self, style_id: str) -> list[tuple[str, _WordStyle]]:
        """A style and those that it is based on."""
        found: list[tuple[str, _WordStyle]] = []
        while (style := self.styles.get(style_id)) and all(style_id != one for one, _ in found):
            found.append((style_id, style))
            style_id = style.base
        return found


def _style(element: etree.Element) -> _WordStyle:
    return _WordStyle(
        name=value_of(element, "name").casefold(),
        base=value_of(element, "basedOn"),
        level=value_of(element, "pPr/outlineLvl"),
        hidden=is_on(element, "rPr/vanish"),
    )
