"""Whatever stands in a definition, reading it ends with a value or with problems that have a place, and never with an error."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import yaml
from conftest import ROOT

from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.brand_file import Brand
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as

INSTEAD: tuple[Any, ...] = (
    None, "", "x", -1, [], {}, [None], [None, "x"], ["x", None], [None, None, {}], [{}, None], [[None]], {"a": None},
    {"1": None}, [{"add": None}], "TO FILL IN",
)  # fmt: skip
SOUND = ROOT / "tests/projects/sound.yml"


def _plain(part: Any) -> Any:
    """A document without its places."""
    if isinstance(part, dict):
        return {str(name): _plain(value) for name, value in part.items()}
    return [_plain(value) for value in part] if isinstance(part, list) else part


def _places(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value in a document."""
    inside = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for step, value in inside:
        yield (*path, step)
        yield from _places(value, (*path, step))


def _changed(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    made = deepcopy(document)
    part = made
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return made


def _read(kind: Any, document: Any) -> None:
    source, _ = read_mapping(yaml.safe_dump(document, sort_keys=False), "lead.yml")
    if source is not None:
        for problem in read_as(kind, source).problems:
            assert problem.at.line, problem


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_a_programme_with_anything_anywhere_in_it_can_be_told(part: int) -> None:
    document = _plain(read_mapping(SOUND.read_text("utf-8"), SOUND.name).value)
    for number, path in enumerate(_places(document)):
        if number % 4 == part:
            _read(Program, _changed(document, path, INSTEAD[number // 4 % len(INSTEAD)]))


@pytest.mark.parametrize("value", INSTEAD, ids=repr)
def test_a_list_with_anything_in_it_can_be_told(value: Any) -> None:
    for field in Program.model_fields:
        _read(Program, {"title": "T", "organisation": "A", "starts": "2027-02-01", field: value})
    for field in Brand.model_fields:
        _read(Brand, {field: value})
