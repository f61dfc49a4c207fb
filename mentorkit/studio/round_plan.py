"""What the next round of a programme takes over, and what of the last one it leaves behind: results, dates of the calendar.

A value of a definition is found by its path, as `editing` names it: entries of lists by their id, or by position as `#0`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from mentorkit.core.language_tags import first_text
from mentorkit.editing.changes import ABSENT, Change
from mentorkit.inheritance.lineage import OWN
from mentorkit.studio.form_fields import Entries, Field, FieldGroup, Part, Path
from mentorkit.studio.task_pages import PAGES

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_OF_ITS_DATES = ("except", "moved")
"""What an event says of single dates of the last round."""
_RESULTS: tuple[Path, ...] = (
    ("goals", "*", "outcome"),
    ("goals", "*", "reached"),
    ("evaluation", "decisions"),
    ("evaluation", "results_published"),
    ("evaluation", "questionnaires", "*", "invited"),
    ("events", "*", "except"),
    ("events", "*", "moved"),
    ("events", "*", "groups", "*", "except"),
    ("events", "*", "groups", "*", "moved"),
)
"""What came of one round, or was arranged in the course of it."""


@dataclass(frozen=True)
class RoundValue:
    """One value of the last round."""

    path: Path
    value: Any
    about: str
    """The words by which people know the entry that it is in; empty outside of lists."""
    label: str
    """The label of its field, as a message of the catalogue; empty where no page has it."""


@dataclass(frozen=True)
class RoundPlan:
    """What becomes of the last round in the next."""

    own: tuple[RoundValue, ...]
    """What belongs to one round, and is said anew or not at all."""
    days: tuple[RoundValue, ...]
    """Days of the calendar, which do not move along with the start."""
    results: tuple[RoundValue, ...]
    """What came of the last round."""


def round_plan(source: Any) -> RoundPlan:
    """Look through the definition of the last round, with all that it takes over."""
    values = tuple(_values(source, (), ""))
    own = tuple(one for one in values if one.path[0] in OWN and len(one.path) == 1)
    results = tuple(one for one in values if any(_fits(one.path, pattern) for pattern in _RESULTS))
    inside = tuple(one.path for one in results)
    days = tuple(
        one
        for one in values
        if isinstance(one.value, str)
        and _DAY.fullmatch(one.value.strip())
        and one.path[0] not in (*OWN, "ends")
        and not any(one.path[: len(path)] == path for path in inside)
    )
    return RoundPlan(own, days, results)


def _values(value: Any, path: Path, about: str) -> Iterator[RoundValue]:
    """Every value at any depth, the outer before the inner."""
    if path:
        yield RoundValue(path, value, about, _LABELS.get(_pattern(path), ""))
    if isinstance(value, dict):
        for name, inner in value.items():
            within = _called(inner) if str(name).isdecimal() and isinstance(inner, dict) else ""  # a session
            yield from _values(inner, (*path, str(name)), within or about)
    elif isinstance(value, list):
        ids = [one.get("id") if isinstance(one, dict) else None for one in value]
        for number, (id_, inner) in enumerate(zip(ids, value, strict=True)):
            step = id_ if isinstance(id_, str) and ids.count(id_) == 1 else f"#{number}"
            if isinstance(inner, dict):
                yield from _values(inner, (*path, step), _called(inner) or about)


def _called(entry: dict[str, Any]) -> str:
    """The words by which people know an entry."""
    words = (entry.get(name) for name in ("what", "title", "statement", "name", "finding"))
    return next(filter(None, map(first_text, words)), "")


def _fits(path: Path, pattern: Path) -> bool:
    return len(path) == len(pattern) and all(want in ("*", step) for want, step in zip(pattern, path, strict=True))


def _labels(parts: tuple[Part, ...], path: Path) -> Iterator[tuple[Path, str]]:
    """The labels of fields, by their paths in a definition with `*` for entries."""
    for part in parts:
        if isinstance(part, Field):
            yield (*path, *part.path), part.label
        elif isinstance(part, FieldGroup):
            yield from _labels(part.fields, path)
        elif isinstance(part, Entries):
            yield (*path, *part.path), part.heading
            yield from _labels(part.fields, (*path, *part.path, "*"))


_LABELS = {path: label for page in PAGES if page.file == "definition" for path, label in _labels(page.parts, ())}
_LISTS = {path[:-1] for path in _LABELS if path[-1:] == ("*",)} | {
    path[:number] for path in _LABELS for number, step in enumerate(path) if step == "*"
}


def _pattern(path: Path) -> Path:
    """The path with `*` for each entry of a list that pages know."""
    made: Path = ()
    for step in path:
        made = (*made, "*" if made in _LISTS else step)
    return made


def moved_along(plan: RoundPlan, old: date, new: date) -> list[Change]:
    """The changes that put the days of the calendar as many whole weeks later as the week of the start."""
    weeks = timedelta(days=_monday(new).toordinal() - _monday(old).toordinal())
    return [
        Change(one.path, one.value, (date.fromisoformat(one.value.strip()) + weeks).isoformat()) for one in plan.days
    ]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def left_behind(plan: RoundPlan, last: str, earlier: Any) -> list[Change]:
    """The changes that leave out what came of the last round, and set its results beside those of the next.

    `last` is the last round, as client/program, and `earlier` what `evaluation.compare_with` says in it.
    """
    compared = earlier if isinstance(earlier, list) else [] if earlier in (ABSENT, None) else [earlier]
    changes = [Change(one.path, one.value, ABSENT) for one in plan.results]
    return [*changes, Change(("evaluation", "compare_with"), earlier, [*compared, last])]
