"""Checks that a programme's fonts have every letter that its books show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from html import unescape
from typing import Any

from mentorkit.brand.font_letters import lacking
from mentorkit.brand.scripts import way_out
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.core.yaml_source import Located
from mentorkit.definition.base import texts_in
from mentorkit.guides.library import Guide
from mentorkit.language.placeholders import texts
from mentorkit.language.shaping import in_one_form
from mentorkit.toolkit import Toolkit
from mentorkit.workspace.layers import Layers

_RULE = "letter-in-no-font"
_LETTERS, _LINES = 20, 5
"""Letters and further lines that a message names."""


def check_letters(toolkit: Toolkit, source: Located, layers: Layers) -> Iterator[Problem]:
    """Problems of letters that books show and no font has, where they were written.

    The books are composed only where a text holds such letters: that a book shows this text is then known for sure.
    """
    places = list(_places(toolkit, source))
    strange = lacking((text for text, _ in places), toolkit.branding)
    shown = _shown(toolkit, layers) & strange if strange else frozenset()
    language = toolkit.program.language
    found = dict[str, list[tuple[str, Span]]]()
    for text, at in places if shown else ():
        letters = "".join(sorted(shown & set(text)))
        if letters:
            found.setdefault(way_out(letters, language), []).append((letters, at))
    for hint, group in found.items():
        yield _in_no_font(group, hint)


def _in_no_font(group: list[tuple[str, Span]], hint: str) -> Problem:
    """The problem of letters of one script, at the first of the lines that they stand in."""
    letters = sorted(set("".join(one for one, _ in group)))
    shown = "".join(letters[:_LETTERS]) + ("…" if len(letters) > _LETTERS else "")
    lines = list(dict.fromkeys(f"{at.file}:{at.line}" for _, at in group))[1:]
    others = ", ".join(lines[:_LINES]) + (f" and {len(lines) - _LINES} lines more" if len(lines) > _LINES else "")
    message = f"books have no letters for “{shown}”: no font of the programme has them"
    return Problem(_RULE, f"{message}; the same in {others}" if others else message, group[0][1], hint)


def _places(toolkit: Toolkit, source: Located) -> Iterator[tuple[str, Span]]:
    """Every text that may hold letters beyond ASCII, as it reads: `&alpha;` and `&#0;` are letters too."""
    for _, text, place in texts(source, source.place):
        yield unescape(text), place.span
    for guide in dict.fromkeys((*toolkit.guides, *toolkit.pieces)):
        yield from _in_guide(guide)


@lru_cache(maxsize=1000)
def _in_guide(guide: Guide[Any]) -> tuple[tuple[str, Span], ...]:
    """The texts of a guide, which many programmes share."""
    return tuple(_texts_of(guide))


def _texts_of(guide: Guide[Any]) -> Iterator[tuple[str, Span]]:
    for name, value in guide.facts:
        yield "\n".join(text for _, text in texts_in(value)), guide.facts.where(name)
    for number, line in enumerate(guide.body.split("\n"), guide.body_line):
        said = unescape(line)
        if not said.isascii():
            strange = (column for column, letter in enumerate(line, 1) if not letter.isascii())
            yield said, Span(guide.file, number, next(strange, line.find("&") + 1))


def _shown(toolkit: Toolkit, layers: Layers) -> frozenset[str]:
    """Return every letter that a book of the programme shows, or the picture of a shared link.

    The stock's templates tell: those of others could go on for ever here, where nothing ends them, and are tried out elsewhere.
    """
    from mentorkit.workbooks.compose.book_html import compose
    from mentorkit.workbooks.compose.book_list import books_of
    from mentorkit.workbooks.compose.outline import visible_text

    try:
        books = [compose(toolkit, book, replace(layers, order=layers.order[-1:])) for book in books_of(toolkit)]
    except BuildFailed:
        return frozenset()  # a build says why, before it lays out anything
    program = toolkit.program
    card = in_one_form(f"{program.title}{program.cohort or ''}{program.organisation}") if program.address else ""
    return frozenset(letter for text in (card, *(visible_text(book.html) for book in books)) for letter in text)
