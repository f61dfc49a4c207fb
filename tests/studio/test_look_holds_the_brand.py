"""Every field of a brand is on the page "Look", or on the list of those that stay in the file, with its reason."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Annotated, Any

from mentorkit.definition.base import Authored
from mentorkit.definition.brand_file import Brand
from mentorkit.studio.form_fields import FieldGroup, Kind, fields_of
from mentorkit.studio.task_pages.look_page import LOOK, ONLY_IN_BRAND_FILE


def _kind(annotation: Any) -> tuple[Any, bool]:
    """The type of a value or an entry, and whether it is one of several."""
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return _kind(parts[0])
    if origin in (typing.Union, types.UnionType):
        return _kind(next(one for one in parts if one is not type(None)))
    if origin in (tuple, dict):
        return _kind(parts[0 if origin is tuple else 1])[0], True
    return annotation, False


def leaves(kind: type[Authored], path: str = "") -> Iterator[str]:
    """The dotted path of every field that holds no further ones."""
    for name, info in kind.model_fields.items():
        here, (inner, many) = f"{path}{info.alias or name}", _kind(info.annotation)
        if isinstance(inner, type) and issubclass(inner, Authored) and not many:
            yield from leaves(inner, f"{here}.")
        else:
            yield here


ASKED = {".".join((*field.path, *(("path",) if field.kind is Kind.FILE else ()))) for field in fields_of(LOOK.parts)}
WRITTEN = set(leaves(Brand))


def _stays(path: str) -> bool:
    return any(f"{path}.".startswith(f"{one}.") for one in ONLY_IN_BRAND_FILE)


def test_every_field_of_a_brand_is_asked_or_said_to_stay_in_the_file() -> None:
    assert {path for path in WRITTEN - ASKED if not _stays(path)} == set()


def test_nothing_is_asked_that_no_brand_says() -> None:
    assert not ASKED - WRITTEN
    assert {one for one in ONLY_IN_BRAND_FILE if not any(f"{path}.".startswith(f"{one}.") for path in WRITTEN)} == set()
    assert {path for path in ASKED if _stays(path)} == set()


def test_the_page_asks_fewer_than_forty_things_each_with_its_words() -> None:
    fields = [*fields_of(LOOK.parts)]
    assert len(fields) < 40
    assert [field.path for field in fields if not (field.label and field.help.endswith((".", "”", "?")))] == []
    assert all(isinstance(part, FieldGroup) for part in LOOK.parts)
