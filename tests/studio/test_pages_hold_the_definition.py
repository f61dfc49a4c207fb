"""Every field of a programme is on a task page, or on the list of those that stay in the file; and no page asks what is none."""

import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import pytest

from mentorkit.definition.base import Authored
from mentorkit.definition.program import Program
from mentorkit.definition.reading import choices
from mentorkit.design_rules.registry import RULES
from mentorkit.studio.form_fields import Entries, Field, FieldGroup, Kind, fields_of
from mentorkit.studio.only_in_file import ONLY_IN_FILE
from mentorkit.studio.task_pages import PAGES

DOCS = Path(__file__).resolve().parents[2] / "docs/pages"


def _type(annotation: Any) -> tuple[Any, bool]:
    """The type of an entry or a value, without what wraps it, and whether it is one of a list."""
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return _type(parts[0])
    if origin in (typing.Union, types.UnionType):
        (kind,) = (one for one in parts if one is not type(None)) if len(parts) == 2 else (object,)
        return _type(kind)
    if origin is tuple:
        return _type(parts[0])[0], True
    if origin is dict:
        return _type(parts[1])[0], True
    return annotation, False


def leaves(kind: type[Authored], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], type[Authored]]]:
    """Every field of a type that holds no further fields, with its path and the type that it is in."""
    for name, info in kind.model_fields.items():
        here = (*path, info.alias or name)
        inner, many = _type(info.annotation)
        if isinstance(inner, type) and issubclass(inner, Authored):
            yield from leaves(inner, (*here, "*") if many else here)
        else:
            yield here, kind


def asked(parts: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[Field, tuple[str, ...]]]:
    """Every field of a page, with its path in a definition."""
    for part in parts:
        if isinstance(part, Field):
            yield part, (*path, *part.path, *(("*", part.entry) if part.entry else ()))
        elif isinstance(part, FieldGroup):
            yield from asked(part.fields, path)
        else:
            yield from asked(part.fields, (*path, *part.path, "*"))


def _said(field: Field, path: tuple[str, ...]) -> set[str]:
    names = ("date", "week", "day") if field.kind is Kind.MOMENT else ()
    if path[0] == "books" and path[1:]:
        path = ("books", "*", *path[2:])  # pages ask it of each of the standard books
    return {".".join((*path, name)) for name in names} if names else {".".join(path)}


ASKED = {
    said
    for page in PAGES
    if page.file == "definition"
    for field, path in asked(page.parts)
    for said in _said(field, path)
}
WRITTEN = {".".join(path): kind for path, kind in leaves(Program)}
POINTS = {one for one in ASKED if ".points." in one}
"""Names of the numbers of a scale: a mapping, of which pages ask for some."""


def test_every_field_of_a_programme_is_on_a_page_or_said_to_stay_in_the_file() -> None:
    covered = ASKED | {one.rpartition(".")[0] for one in POINTS}
    assert {one for one in WRITTEN if one not in covered and not _stays_in_the_file(one)} == set()


def _stays_in_the_file(path: str) -> bool:
    return any(f"{path}.".startswith(f"{said}.") for said in ONLY_IN_FILE)


def test_no_page_asks_what_no_programme_says() -> None:
    assert ASKED - POINTS - WRITTEN.keys() == set()
    assert {one for one in ONLY_IN_FILE if not any(f"{path}.".startswith(f"{one}.") for path in WRITTEN)} == set()
    assert ONLY_IN_FILE.keys() & ASKED == set()


def _lists(parts: Any) -> Iterator[Entries]:
    for part in parts:
        if isinstance(part, Entries):
            yield part
            yield from _lists(part.fields)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_asks_fewer_than_forty_things(page: Any) -> None:
    forms = {page.name: page.parts} | {one.one: one.fields for one in _lists(page.parts)}
    assert {name: count for name, parts in forms.items() if (count := len([*fields_of(parts)])) >= 40} == {}


EVERY = [field for page in PAGES for field, _path in asked(page.parts)]


def test_every_field_is_named_and_says_what_to_write() -> None:
    assert [field.path for field in EVERY if not field.label or not field.help] == []
    assert [
        field.label for field in EVERY if field.help and field.help[-1] not in ".?”/" and " http" not in field.help
    ] == []


def test_rules_and_places_in_the_manual_exist() -> None:
    named = {rule for field in EVERY for rule in field.rules}
    named |= {rule for page in PAGES for one in _lists(page.parts) for rule in one.rules}
    assert named - RULES.keys() == set()
    assert {field.manual for field in EVERY if field.manual and not _in_manual(field.manual)} == set()


def _in_manual(address: str) -> bool:
    file, _, anchor = address.partition("#")
    headings = [
        line.lstrip("#").strip() for line in (DOCS / file).read_text("utf-8").splitlines() if line.startswith("#")
    ]
    return not anchor or any(f"#{anchor} }}" in one or _slug(one) == anchor for one in headings)


def _slug(heading: str) -> str:
    return "".join(sign for sign in heading.lower().replace(" ", "-") if sign.isalnum() or sign == "-")


ANY = ("language", "time_zone")
"""What pages offer by name and a definition has as any text."""


def test_what_can_be_chosen_is_what_a_definition_may_say() -> None:
    """In the order of the definition, nothing missing and nothing more."""
    offered = {
        ".".join(path): tuple(value for value, _said in field.options)
        for page in PAGES
        if page.file == "definition"
        for field, path in asked(page.parts)
        if field.kind is Kind.CHOICE
    }
    known = {path: choices(Program, tuple(0 if step == "*" else step for step in path.split("."))) for path in offered}
    assert {path for path, words in known.items() if not words and path.rpartition(".")[2] not in ANY} == set()
    assert {path: (said, known[path]) for path, said in offered.items() if known[path] and said != known[path]} == {}
