"""The one walk over what was read: no text of a definition, a guide's head or a brand is passed over."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest

from mentorkit.definition.base import Authored, Worded, as_written, texts_in
from mentorkit.definition.brand_file import Brand
from mentorkit.definition.front_matter import FormFacts, KeyFacts, ModuleFacts, PageFacts
from mentorkit.definition.program import Program


def filled(annotation: Any, path: tuple[str | int, ...]) -> Iterator[Any]:
    """Values of a type, in which each text says where it stands; one for each of the types that can stand there."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from filled(parts[0], path)
    elif origin in (Union, UnionType):
        for part in parts:
            yield from filled(part, path)
    elif origin in (tuple, list):
        yield from ((one,) for one in filled(parts[0], (*path, 0)))
    elif origin is dict:
        key = "1" if parts[0] is int else "name"
        yield from ({1 if parts[0] is int else "name": one} for one in filled(parts[1], (*path, key)))
    elif annotation is str:
        yield ".".join(map(str, path))
    elif isinstance(annotation, type) and issubclass(annotation, Authored):
        yield whole(annotation, path)


def whole(kind: type[Authored], path: tuple[str | int, ...] = ()) -> Authored:
    """One of this kind with something in every field that can hold a text: of several types, the one with most texts."""
    values = {}
    for name, info in kind.model_fields.items():
        made = [*filled(info.annotation, (*path, info.alias or name))]
        values[name] = max(made, key=lambda one: len([*texts_in(one)]), default=None)
    return kind.model_construct(**values)


def expected(kind: type[Authored], path: tuple[str | int, ...] = ()) -> Iterator[str]:
    for name, info in kind.model_fields.items():
        yield from said(info.annotation, (*path, info.alias or name))


def said(annotation: Any, path: tuple[str | int, ...]) -> list[str]:
    """The places of the texts in a value of this type, counted in the types and not in the value."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return said(parts[0], path)
    if origin in (Union, UnionType):
        return max((said(part, path) for part in parts), key=len)
    if origin in (tuple, list):
        return said(parts[0], (*path, 0))
    if origin is dict:
        return said(parts[1], (*path, "1" if parts[0] is int else "name"))
    if annotation is str:
        return [".".join(map(str, path))]
    if isinstance(annotation, type) and issubclass(annotation, Authored):
        return [*expected(annotation, path)]
    return []


@pytest.mark.parametrize(
    "kind", [Program, Brand, KeyFacts, ModuleFacts, FormFacts, PageFacts], ids=lambda kind: kind.__name__
)
def test_no_text_is_passed_over_whatever_it_stands_in(kind: type[Authored]) -> None:
    found = list(texts_in(whole(kind)))
    assert [text for _, text in found] == [*expected(kind)]
    assert [".".join(map(str, path)) for path, _ in found] == [*expected(kind)], (
        "each is found where its author wrote it"
    )


def test_what_its_author_wrote_is_found_and_not_the_words_alone() -> None:
    ((path, text),) = texts_in({"a": [Worded.of("*Hello* you")]})
    assert (path, str(text), as_written(text)) == (("a", 0), "Hello you", "*Hello* you")
