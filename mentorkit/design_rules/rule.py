"""Rules of design, their findings, and the predicates that rules share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from inspect import cleandoc

from mentorkit.core.open_marks import GAP
from mentorkit.core.problems import Severity
from mentorkit.definition.base import EVERYONE
from mentorkit.toolkit import PlannedEvent, Toolkit

Path = tuple[str | int, ...]
"""A path in a definition, written or not: ("people", "sponsor"), ("sessions", 3, "actions")."""

_ = str
"""Marks a message for the catalogue: reports are in the language of a programme, what commands print is English."""

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a rule, and the path in the definition that it is about."""

    message: str
    """A plain lower-case sentence, as the catalogue has it."""
    path: Path
    hint: str = ""
    """The remedy here; where it is empty, the rule’s own."""
    severity: Severity | None = None
    """Its severity, where that differs from the rule’s."""
    values: Mapping[str, object] = field(default_factory=dict)
    """What stands in the places of message and remedy: %(name)s."""

    def said(self, text: str) -> str:
        """A text of this finding with its values."""
        return text % self.values if self.values else text


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
    """The remedy in a sentence; the hint of its findings."""
    yaml: str
    """A part of a definition that can be pasted, and with which the rule finds nothing."""
    find: Find
    applies: Callable[[Toolkit], bool]
    """Return whether the rule applies to this programme."""
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
    """Return whether this text is written, and is no mark of a gap."""
    return bool(text) and not _GAP.fullmatch(text or "")


def any_written(texts: Iterable[str]) -> bool:
    """Return whether one of these texts is written."""
    return any(is_written(text) for text in texts)


def cannot_read(kit: Toolkit, path: Path) -> Finding:
    """What a rule says that goes by words, in a language of which nobody has listed them."""
    return Finding(
        _("this rule goes by words, and nobody has listed any in the language of this programme (%(language)s)"),
        path,
        _("read the text yourself"),
        NOTE,
        {"language": kit.program.language},
    )


def numbered(kit: Toolkit, *kinds: str) -> Iterator[tuple[int, PlannedEvent]]:
    """The events of these kinds (all, where none is named), with their numbers in the definition."""
    for number, event in enumerate(kit.events):
        if not kinds or event.event.kind in kinds:
            yield number, event


def has_event(kit: Toolkit, *kinds: str) -> bool:
    """Return whether there is an event of one of these kinds."""
    return any(True for _ in numbered(kit, *kinds))


def meant_for(event: PlannedEvent, role: str) -> bool:
    """Return whether an event is for this role by name, and not only for everyone."""
    return role in event.audience and event.audience != EVERYONE


def has_sessions(kit: Toolkit) -> bool:
    """Return whether pairs meet in it; a cohort without pairs has events alone."""
    return bool(kit.sessions)


def is_archetype(*names: str) -> Callable[[Toolkit], bool]:
    """Return whether a programme begins from one of these archetypes."""
    return lambda kit: kit.program.archetype in names
