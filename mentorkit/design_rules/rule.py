"""What a rule of design is, what it finds, and the small questions that rules ask of a programme."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from inspect import cleandoc

from mentorkit.core.problems import Severity
from mentorkit.definition.base import EVERYONE, GAP
from mentorkit.toolkit import PlannedEvent, Toolkit

Path = tuple[str | int, ...]
"""Where something stands in a definition, or would: ("people", "sponsor"), ("sessions", 3, "actions")."""

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule finds: a plain lower-case sentence, and the place in the definition that it is about."""

    message: str
    path: Path
    hint: str = ""
    """What to do here; where it is empty, what the rule says in general."""
    severity: Severity | None = None
    """Where it matters more or less than the rule does in general."""


Find = Callable[[Toolkit], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of design, and the page that explains it."""

    id: str
    good: str
    """The state that it asks for, as a clause: "every session has an action for each role"."""
    severity: Severity
    why: str
    source: str
    remedy: str
    """What to do, in a sentence; the hint of its findings."""
    yaml: str
    """What to write: a part of a definition that can be pasted, and with which the rule finds nothing."""
    find: Find
    applies: Callable[[Toolkit], bool]
    """Whether the rule has anything to say about this programme."""
    reads_prose: bool
    """Whether it guesses from the words of a text, and so may be mistaken."""


def _always(_: Toolkit) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Area:
    """One of the six areas of a design, with its rules in order."""

    id: str
    title: str
    rules: list[Rule] = field(default_factory=list)

    def rule(
        self,
        id_: str,
        good: str,
        severity: Severity,
        *,
        why: str,
        source: str,
        remedy: str,
        yaml: str,
        applies: Callable[[Toolkit], bool] = _always,
        reads_prose: bool = False,
    ) -> Callable[[Find], Find]:
        """Make a rule of the function below, and put it into this area."""

        def add(find: Find) -> Find:
            why_, yaml_ = " ".join(cleandoc(why).split()), cleandoc(yaml)
            self.rules.append(
                Rule(id_, good, severity, why_, source, remedy, yaml_, find, applies, reads_prose=reads_prose)
            )
            return find

        return add


_GAP = re.compile(rf"\s*{GAP}\s*(\([^)]*\))?\s*")
"""A mark and nothing else: a text in which somebody's name is still open says something all the same."""


def is_written(text: str | None) -> bool:
    """Whether something is written here that is not a mark of what is still to be filled in."""
    return bool(text) and not _GAP.fullmatch(text or "")


def any_written(texts: Iterable[str]) -> bool:
    """Whether one of them is written."""
    return any(is_written(text) for text in texts)


def numbered(kit: Toolkit, *kinds: str) -> Iterator[tuple[int, PlannedEvent]]:
    """The events of these kinds (all, where none is named), with their numbers in the definition."""
    for number, event in enumerate(kit.events):
        if not kinds or event.event.kind in kinds:
            yield number, event


def has_event(kit: Toolkit, *kinds: str) -> bool:
    """Whether there is an event of one of these kinds."""
    return any(True for _ in numbered(kit, *kinds))


def meant_for(event: PlannedEvent, role: str) -> bool:
    """Whether an event is for this role by name, and not only for everyone."""
    return role in event.audience and event.audience != EVERYONE


def is_archetype(*names: str) -> Callable[[Toolkit], bool]:
    """Whether a programme begins from one of these archetypes."""
    return lambda kit: kit.program.archetype in names
