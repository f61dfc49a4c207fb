"""A definition with everything that it takes over, as YAML that can be read back and says where each value stands."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

import yaml

from mentorkit.core.problems import Result
from mentorkit.core.yaml_source import Located, Place, read_mapping
from mentorkit.definition.base import is_gap
from mentorkit.definition.program import Program
from mentorkit.inheritance.joining import taken_away
from mentorkit.inheritance.lineage import Lineage
from mentorkit.workspace.workspace import ProgramFile, Workspace

_LONGEST_LINE = 80
"""Letters of a text that stands beside its name; a longer one stands below it."""

_LONGEST_LIST = 96
"""Letters of a list that stands on one line: the standard chapters of a book do."""

_WIDTH = 110

_COMMENTS_AT = 56
"""The column in which comments stand at most, where the line leaves room."""


def show(workspace: Workspace, program: ProgramFile, *, plain: bool = False) -> Result[str]:
    """A programme with everything that it takes over; empty where that cannot be had.

    Unless `plain`, each line with a value ends with the file and line that it was written on. What is left out of an
    archetype is said by `none`.
    """
    lineage = Lineage.of(workspace, program)
    definition, problems = lineage.resolve(program)
    problems = (*problems, *definition.concerns(problems))
    if definition.source is None:
        return Result("", problems)
    whole = _in_order(taken_away(definition.source, lineage.beneath(definition.source)))
    text = yaml.dump(_simple(whole, whole.place), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return Result(text if plain else _with_places(text, whole), problems)


def _with_places(text: str, whole: Located) -> str:
    """The text of a definition with comments that say where each value was written."""
    lines = text.split("\n")
    comments: dict[int, dict[str, None]] = {}
    written = read_mapping(text, "").value or Located()
    for line, origin in _leaves(written, written.place, whole.place):
        comments.setdefault(line - 1, {})[origin] = None
    column = min(_COMMENTS_AT, max((len(lines[number]) for number in comments), default=0))
    for number, origins in comments.items():
        lines[number] = f"{lines[number]:<{column}}  # {', '.join(origins)}"
    return "\n".join(lines)


def _in_order(source: Located) -> Located:
    """The same in the order of the definition's type, and sessions by their number."""
    order = {info.alias or name: number for number, (name, info) in enumerate(Program.model_fields.items())}
    made = _sorted(source, lambda name: order.get(name, len(order)))
    sessions = made.get("sessions")
    if isinstance(sessions, Located):
        made["sessions"] = _sorted(sessions, lambda name: int(name) if name.isdecimal() else 1000)
    return made


def _sorted(source: Located, number: Any) -> Located:
    made = Located({name: source[name] for name in sorted(source, key=number)})
    made.place = source.place
    return made


class _Flow(list[Any]):
    """A list that stands on one line."""


def _simple(value: Any, place: Place) -> Any:
    """Plain mappings, lists and texts; short lists that were written in one place stand on one line."""
    if isinstance(value, dict):
        return {name: _simple(inner, place.inside[name]) for name, inner in value.items()}
    if not isinstance(value, list):
        return value
    items = [_simple(item, place.inside[number]) for number, item in enumerate(value)]
    short = all(isinstance(item, str) for item in items) and sum(len(item) + 2 for item in items) <= _LONGEST_LIST
    one_place = len({_said(at) for at in place.inside.values()}) == 1
    return _Flow(items) if short and one_place else items


def _leaves(value: Any, here: Place, origin: Place) -> Iterator[tuple[int, str]]:
    """The line of each value, and where it was written: the same place for a value of a mapping and for its name."""
    if isinstance(value, dict | list) and value:
        for name in value if isinstance(value, dict) else range(len(value)):
            yield from _leaves(value[name], here.inside[name], origin.inside[name])
    else:
        yield here.span.line, _said(origin)


def _said(origin: Place) -> str:
    """`file:line`; the books that every programme has stand in no file."""
    return f"{origin.span.file}:{origin.span.line}" if origin.span.file else "standard"


class _Dumper(yaml.SafeDumper):
    """Writes texts as people do: plain where our reader takes them so, long ones below their name."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - so PyYAML has it
        **{letter: [("tag:yaml.org,2002:null", re.compile("(~|null|Null|NULL|)$"))] for letter in ("~", "n", "N", "")},
        **{letter: [("time", re.compile(r"[0-9]{1,2}:[0-9]{2}$"))] for letter in "0123456789"},
    }

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out."""
        return True

    def process_scalar(self) -> None:
        """Keep the mark of a gap on one line, so that it is written over whole."""
        width = self.best_width
        if isinstance(self.event, yaml.ScalarEvent) and is_gap(self.event.value):
            self.best_width = sys.maxsize
        super().process_scalar()
        self.best_width = width

    def increase_indent(self, flow: Any = None, indentless: Any = None) -> None:
        """Indent lists below their name."""
        super().increase_indent(flow, indentless=False)

    def write_plain(self, text: str, *_: Any) -> None:
        """A text in one line stays in one: a comment follows."""
        super().write_plain(text, split=False)

    def write_single_quoted(self, text: str, *_: Any) -> None:
        """As above."""
        super().write_single_quoted(text, split=False)

    def write_double_quoted(self, text: str, *_: Any) -> None:
        """As above."""
        super().write_double_quoted(text, split=False)


def _text(dumper: _Dumper, value: str) -> yaml.Node:
    style = "|" if "\n" in value else ">" if len(value) > _LONGEST_LINE and not is_gap(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style)


def _line(dumper: _Dumper, value: _Flow) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Flow, _line)
