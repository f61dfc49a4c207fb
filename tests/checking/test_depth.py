"""Texts that go too deep are named with our words and their place, whatever depth of its own the YAML library has."""

from __future__ import annotations

import pytest
import yaml

from mentorkit.core import yaml_source
from mentorkit.core.problems import Span
from mentorkit.core.yaml_source import DEEPEST, read_mapping

_MANY = 100_000
TEXTS = {
    "square brackets": ("a: " + "[" * _MANY, (1, 3 + DEEPEST)),
    "curly brackets": ("a: " + "{" * _MANY, (1, 3 + DEEPEST)),
    "brackets that are closed": ("a: " + "[" * _MANY + "]" * _MANY, (1, 3 + DEEPEST)),
    "dashes": ("a:\n" + "- " * _MANY, (2, 2 * DEEPEST - 1)),
    "names": ("".join(" " * level + "a:\n" for level in range(1_500)), (DEEPEST + 1, DEEPEST + 1)),
    "brackets on lines of their own": ("a:\n" + " [\n" * _MANY, (1 + DEEPEST, 2)),
    "brackets behind letters of two bytes": ("é: é\na: " + "[" * _MANY, (2, 3 + DEEPEST)),
    "brackets, and a mistake of another kind before the library's own limit": ("a: " + "[" * 100 + "@", (1, 3 + DEEPEST)),
    "one level too many": ("a: " + "[" * DEEPEST + "]" * DEEPEST, (1, 3 + DEEPEST)),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("base", [yaml.CSafeLoader, yaml.SafeLoader], ids=["libyaml", "python"])
def test_what_goes_too_deep_is_named(name: str, base: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_source, "_Loader", base)
    text, (line, column) = TEXTS[name]
    value, found = read_mapping(text, "x.yml")
    assert value is None
    said = ("yaml-bomb", "this stands too many levels deep", "count the brackets and the spaces")
    assert [(one.rule, one.message, one.hint, one.at) for one in found] == [(*said, Span("x.yml", line, column))]


def test_as_many_levels_as_may_be_are_read() -> None:
    value, found = read_mapping("a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1), "x.yml")
    assert value is not None
    assert found == ()


def test_a_mistake_that_is_not_deep_stays_what_it_is() -> None:
    value, found = read_mapping("a: [[[[@]]]]", "x.yml")
    assert value is None
    assert [one.rule for one in found] == ["yaml-syntax"]
