"""Who applied: people as mentors or mentees, with what they asked for and offered. Nothing of them leaves the private folder."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from mentorkit.answers.answered import Value
from mentorkit.core.problems import Span
from mentorkit.definition.program import Program

ApplicantRole = Literal["mentor", "mentee"]


@dataclass(frozen=True, slots=True)
class Applicant:
    """One person in one role. Who applied as both is two of them with one key; printed, it shows its place only."""

    key: str = field(repr=False)
    """Who it is in every file and every run: the e-mail address in small letters, else the name as it is compared."""
    role: ApplicantRole
    name: str = field(repr=False)
    email: str = field(repr=False)
    """As it was written; "" where there is none."""
    zone: str = field(repr=False)
    """An IANA time zone; "" where it is the programme's or was not said."""
    at: Span
    """The row, for messages."""
    values: Mapping[str, Value] = field(repr=False, default_factory=dict)
    """By the id of the application question; a question of the other role, and one that no table has, is not in it."""
    groups: Mapping[str, int | None] = field(repr=False, default_factory=dict)
    """By the id of `evaluation.groups`, the index of the option; None where not said. Only for counts over many people."""
    managers: tuple[str, ...] = field(repr=False, default=())
    """The line manager and the manager's manager, those that were named: keys of applicants, else names as they are compared."""
    not_with: frozenset[str] = field(repr=False, default=frozenset())
    """Keys of those whom they asked not to be matched with. Nobody but HR ever learns of it."""
    earlier: frozenset[str] = field(repr=False, default=frozenset())
    """Keys of those with whom they were a pair before."""
    choices: tuple[str, ...] = field(repr=False, default=())
    """Keys of those whom they would like, first choice first, each once."""
    capacity: int = 1
    """How many mentees a mentor takes, 0 and more; 1 for a mentee."""
    waited: bool = field(repr=False, default=False)
    """Whether they got nobody last time, and so go first."""
    profile_shown: bool = field(repr=False, default=False)
    """Whether a mentor agreed that mentees read the profile."""


@dataclass(frozen=True, slots=True)
class Applications:
    """Everybody who applied to one programme, each role in the order of the files and rows."""

    mentors: tuple[Applicant, ...]
    """Empty in a peer programme, where everybody is a mentee."""
    mentees: tuple[Applicant, ...]
    program: Program = field(repr=False)

    def __iter__(self) -> Iterator[Applicant]:
        """Everybody, mentors first; who is both comes twice."""
        yield from self.mentors
        yield from self.mentees

    def without(self, mentees: Collection[str]) -> Applications:
        """The same without the mentees who have these keys; whoever of them is a mentor too stays one."""
        kept = tuple(one for one in self.mentees if one.key not in mentees)
        return Applications(self.mentors, kept, self.program)

    @property
    def people(self) -> int:
        """How many people they are, who is both counted once."""
        return len({one.key for one in self})

    @property
    def by_name(self) -> Applications:
        """The same people in the order of their names, whatever the order of the files and rows."""
        mentors, mentees = (
            tuple(sorted(some, key=lambda one: (one.name.casefold(), one.key))) for some in (self.mentors, self.mentees)
        )
        return Applications(mentors, mentees, self.program)
