"""What a chapter can use of the style sheet of its book: two chapters for which that is the same, and their text, look the same.

A rule is left out only where it names a class, an identity or an element that the chapter does not have. So a chapter is the
same in every book that shows it, whatever else stands in those books.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import tinycss2

_PAGE = re.compile(r"(?<![-\w])page\s*:\s*([-\w]+)")
_PART = "class="
"""Stands before what a selector looks for inside a class attribute."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule, and the sets of names of which one must be there for it to apply."""

    text: str
    needs: tuple[frozenset[str], ...]
    mentions: frozenset[str]
    """All words of its selectors."""
    page: str = ""
    """The kind of page that it is for, where it is for one."""
    selectors: tuple[str, ...] = ()
    """What it is for: the selectors before its braces, or before those inside it."""


@dataclass(frozen=True, slots=True)
class UsedStyle:
    """The rules of a style sheet that a chapter can use, and the elements around it with the classes that these rules know."""

    rules: str
    around: str

    @classmethod
    def of(cls, css: str, around: Sequence[Element], elements: Sequence[Element]) -> UsedStyle:
        """What can be used by `elements`, which stand in `around`: the root of the book and its body."""
        inside = [one for element in elements for one in element.iter()]
        names = frozenset(name for one in (*around, *inside) for name in names_of(one))
        rules = [one for one in _rules(css) if any(need <= names for need in one.needs)]
        said = (*(one.text for one in rules if not one.page), *(one.get("style", "") for one in inside))
        pages = frozenset(page for text in said for page in _PAGE.findall(text))
        used = [one for one in rules if not one.page or one.page in pages]
        known = frozenset(word for one in used for word in one.mentions)
        return cls("\n".join(one.text for one in used), repr([_known(one, known) for one in around]))


def selectors_of(css: str) -> tuple[str, ...]:
    """The lists of selectors of a style sheet."""
    return tuple(one for rule in _rules(css) for one in rule.selectors)


def needs_where(css: str, said: str) -> tuple[frozenset[str], ...]:
    """The sets of names of which one must be there for a rule that says this to apply."""
    return tuple(need for rule in _rules(css) if said in rule.text for need in rule.needs)


def _known(element: Element, words: frozenset[str]) -> tuple[str, list[tuple[str, str]]]:
    """An element, with those of its classes that rules know; with the whole attribute, where a rule looks for a part of it."""
    said = dict(element.attrib)
    classes = said.pop("class", None)
    if classes is not None:
        looked_into = any(word.startswith(_PART) and word.removeprefix(_PART) in classes for word in words)
        said[_PART if looked_into else "class"] = (
            classes if looked_into else " ".join(one for one in classes.split() if one in words)
        )
    return str(element.tag), sorted(said.items())


def names_of(element: Element) -> Iterator[str]:
    """The names by which selectors find an element."""
    yield str(element.tag).rpartition("}")[2].lower()
    yield from (f".{name}" for name in element.get("class", "").split())
    if identity := element.get("id"):
        yield f"#{identity}"


@lru_cache(maxsize=8)
def _rules(css: str) -> tuple[_Rule, ...]:
    """The rules of a style sheet; what is no rule of style is needed by all."""
    return tuple(map(_rule, tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def _rule(node: Any) -> _Rule:
    text = str(node.serialize())
    if node.type == "qualified-rule":
        needs, words = tuple(needed_names(node.prelude)), frozenset(_words(node.prelude))
        return _Rule(text, needs, words, selectors=(tinycss2.serialize(node.prelude),))
    page = ""
    if node.type == "at-rule" and node.lower_at_keyword == "page":
        first = next((one for one in node.prelude if one.type != "whitespace"), None)
        page = first.value if first and first.type == "ident" else ""
    inside = (*node.prelude, *(node.content or ())) if node.type == "at-rule" else ()
    holds_rules = node.type == "at-rule" and node.lower_at_keyword in {"media", "supports", "layer"}
    within = tinycss2.parse_rule_list(node.content or ()) if holds_rules else ()
    said = tuple(tinycss2.serialize(one.prelude) for one in within if one.type == "qualified-rule")
    return _Rule(text, (frozenset(),), frozenset(_words(inside)), page, said)


def needed_names(selectors: Iterable[Any]) -> Iterator[frozenset[str]]:
    """For each selector of a list the names that it asks for; what stands in brackets may be one of several, or absent."""
    names, before = set[str](), ""
    for one in selectors:
        if one == ",":
            yield frozenset(names)
            names = set()
        elif one.type == "hash":
            names.add(f"#{one.value}")
        elif one.type == "ident" and before == ".":
            names.add(f".{one.value}")
        elif one.type == "ident" and before != ":":
            names.add(one.lower_value)
        before = one.value if one.type == "literal" else ""
    yield frozenset(names)


def _words(tokens: Iterable[Any]) -> Iterator[str]:
    """All words in selectors, however deep they stand."""
    for token in tokens:
        if token.type == "ident":
            yield token.value
        elif token.type == "[] block":
            yield from (_PART + one.value for one in token.content[1:] if one.type in {"ident", "string"})
        elif token.type == "function":
            yield from _words(token.arguments)
        elif token.type in {"() block", "{} block"}:
            yield from _words(token.content)
