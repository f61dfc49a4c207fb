"""Rules that look from one chapter at another: by what stands before a top of the book, or by its place among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

import tinycss2

from mentorkit.workbooks.joining.used_rules import names_of, needed_names, selectors_of

_PLACE = re.compile(r":(?:first|last|nth|only)-|[(,]\s*[+~]")
"""What a selector says of the place of an element among its siblings."""
_MAY_LOOK = re.compile(r"[+~]|:(?:first|last|nth|only)-")
_SIBLINGS = frozenset({"+", "~"})
_Part = tuple[str, frozenset[str], bool]
"""A part of a selector: what stands before it (nothing, a space, `>`, `+`, `~`), the names it asks for, whether it asks for a place."""


def look_beside(css: str, around: Sequence[Element], tops: Sequence[Element]) -> bool:
    """Return whether a rule of this style sheet may look from one of the `tops` of a book at another, inside the elements `around` them."""
    outer, inner = ([frozenset(names_of(one)) for one in some] for some in (around, tops))

    def is_one(part: _Part, of: list[frozenset[str]]) -> bool:
        return any(part[1] <= names for names in of)

    for parts in _selectors(css):
        for part, before in zip(parts, (None, *parts), strict=False):
            is_beside = part[0] in _SIBLINGS
            if (
                (is_beside or part[2])
                and is_one(part, inner)
                and (before is None or is_one(before, inner if is_beside else outer))
            ):
                return True
    return False


@lru_cache(maxsize=8)
def _selectors(css: str) -> tuple[tuple[_Part, ...], ...]:
    """The selectors in which a part asks for a place or a sibling, each in its parts."""
    lists = (tinycss2.parse_component_value_list(one) for one in selectors_of(css) if _MAY_LOOK.search(one))
    found = (tuple(_parts(selector)) for one in lists for selector in _each(one))
    return tuple(parts for parts in found if any(before in _SIBLINGS or place for before, _, place in parts))


def _each(selectors: Sequence[Any]) -> Iterator[list[Any]]:
    """The selectors of a list."""
    for is_comma, tokens in groupby(selectors, lambda one: one == ","):
        if not is_comma:
            yield list(tokens)


def _parts(selector: Sequence[Any]) -> Iterator[_Part]:
    before = ""
    for stands_between, tokens in groupby(selector, lambda one: bool(_between(one))):
        if stands_between:
            before = "".join(map(_between, tokens)).strip() or " "
        else:
            yield _part(before, list(tokens))


def _between(token: Any) -> str:
    """What this token says of the parts of a selector at its sides; nothing where it belongs to one."""
    if token.type == "whitespace":
        return " "
    return token.value if token.type == "literal" and token.value in _SIBLINGS | {">"} else ""


def _part(before: str, tokens: list[Any]) -> _Part:
    return before, next(iter(needed_names(tokens))), bool(_PLACE.search(tinycss2.serialize(tokens)))
