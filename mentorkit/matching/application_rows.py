"""The rows of one table of applications: who each is, in which roles, and whom it names. References are resolved elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from unicodedata import normalize

from mentorkit.answers.answer_file import AnswerFile
from mentorkit.answers.answered import OTHER, Answered, NoAnswer, Value
from mentorkit.answers.plain_headings import NOTHING_WORDS, plain_option
from mentorkit.answers.row_mistakes import Mistakes, Told
from mentorkit.checking.zone_hints import known_zones
from mentorkit.core.problems import INVISIBLE
from mentorkit.definition.base import PAIR
from mentorkit.definition.matching import TIME_ZONE, Matching
from mentorkit.definition.program import Program
from mentorkit.matching import application_mistakes as mistakes
from mentorkit.matching.applicants import ApplicantRole
from mentorkit.matching.application_columns import BOTH, ROLE, ApplicationColumns
from mentorkit.matching.people_named import address_in, identity, names_in
from mentorkit.personal.participants import LONGEST, is_no_name

MENTOR: ApplicantRole = "mentor"
MENTEE: ApplicantRole = "mentee"
NOT_WITH, EARLIER, MANAGER, MANAGERS_MANAGER = "not-with", "earlier", "line-manager", "managers-manager"
CHOICES = ("choice-1", "choice-2", "choice-3", "choices")
NAMING = (NOT_WITH, MANAGER, MANAGERS_MANAGER, EARLIER, *CHOICES)
"""The questions that are answered with names of people."""
_NOBODY = NOTHING_WORDS | {
    "no", "none", "nobody", "no one", "noone", "no-one", "nil", "nothing", "anyone", "anybody", "everyone is fine", "no conflicts", "no preference",
    "not sure", "nein", "keine", "keiner", "niemand", "niemanden", "aucun", "aucune", "personne", "non", "ninguno", "ninguna", "nadie", "nessuno",
    "nikt", "nee", "nie",
}  # fmt: skip
"""What says that nobody is named, in small letters."""
_NEVER_IN_NAMES = re.compile(r"[;|<>={}\\]")
"""Signs that part names or mean something to programs; a row with several people in it is none."""
_IN_BRACKETS = re.compile(r"[^<>]*<\s*([^<>\s]+)\s*>")


@dataclass(slots=True, repr=False, eq=False)
class ApplicantRow:
    """One row, whose references are names as they were written."""

    key: str
    name: str
    email: str
    zone: str
    file: ApplicationFile
    line: int
    roles: tuple[ApplicantRole, ...]
    """The roles in which it applies for certain."""
    also: tuple[ApplicantRole, ...]
    """A role that it applies for as well, unless another row does so in its place: "both: yes" in the table of mentors."""
    values: Mapping[ApplicantRole, Mapping[str, Value]]
    groups: Mapping[str, int | None]
    named: Mapping[str, tuple[str, ...]]
    """The names that it has for each question that asks for people."""
    capacity: int
    waited: bool
    profile_shown: bool

    @property
    def says(self) -> tuple[object, ...]:
        """Everything that it says, to tell whether another row says the same."""
        return (
            self.name, self.zone, dict(self.values), dict(self.groups), dict(self.named), self.capacity, self.waited, self.profile_shown,
        )  # fmt: skip


@dataclass(slots=True)
class ApplicationFile:
    """One table, and what is wrong with its rows."""

    columns: ApplicationColumns
    answers: AnswerFile
    program: Program
    mistakes: Mistakes = field(init=False)
    _places: Mapping[str, tuple[tuple[int, str], ...]] = field(init=False)
    _musts: Mapping[ApplicantRole, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Look up once what every row needs."""
        self.mistakes = Mistakes(self.answers.name)
        places = dict[str, tuple[tuple[int, str], ...]]()
        for number, one in enumerate(self.columns.items):
            places[one.id] = (*places.get(one.id, ()), (number, one.role))
        self._places = places
        self._musts = {role: compared(self.matching, role, musts=True) for role in (MENTOR, MENTEE)}

    @property
    def matching(self) -> Matching:
        """What the definition says of matching."""
        return self.program.matching or Matching()

    def rows(self) -> Iterator[ApplicantRow]:
        """Everybody in it, in its order; what is wrong with a row is in `mistakes`."""
        for answered in self.answers.rows():
            row = self._row(answered)
            if row is not None:
                yield row

    def column(self, question: str) -> int:
        """The first column that answers a question, from 0; -1 where there is none."""
        return min((at for at in map(self.answers.column_of, self._numbers(question)) if at >= 0), default=-1)

    def add(self, told: Told, line: int, question: str = "") -> None:
        """Count a mistake in the cell of a question, or in a row."""
        self.mistakes.add(told, line, self.column(question) if question else -1)

    def _numbers(self, question: str) -> Iterator[int]:
        return (number for number, _ in self._places.get(question, ()))

    def _value(self, answered: Answered, question: str, role: str = "") -> Value:
        """What was answered to a question: in the words for this role, else in those for all."""
        found: Value = NoAnswer.UNANSWERED
        for number, whose in self._places.get(question, ()):
            value = answered.values[number]
            if value is not NoAnswer.UNANSWERED and (whose == role or (not whose and found is NoAnswer.UNANSWERED)):
                found = value
        return found

    def _text(self, answered: Answered, question: str) -> str:
        value = self._value(answered, question)
        return normalize("NFC", " ".join(value.split())) if isinstance(value, str) else ""

    def _row(self, answered: Answered) -> ApplicantRow | None:
        name, (roles, also) = self._name(answered), self._roles(answered)
        if not name or not (roles or also):
            return None
        email = self._email(answered)
        row = ApplicantRow(
            identity(name, email), name, email, self._zone(answered), self, answered.line, roles, also,
            {role: self._values(answered, role) for role in (*roles, *also)},
            {one.id: index for one, index in zip(self.answers.evaluation.groups, answered.groups, strict=True)},
            {question: self._names(answered, question) for question in NAMING},
            self._capacity(answered), self._says_yes(answered, "waited"), self._says_yes(answered, "profile"),
        )  # fmt: skip
        self._miss_musts(row)
        return row

    def _name(self, answered: Answered) -> str:
        """The name of a row; nothing, and a mistake, where it has none."""
        whole, parts = self._text(answered, "name"), (self._text(answered, one) for one in ("first-name", "last-name"))
        name = whole or " ".join(filter(None, parts))
        told: Told | None = None
        if not name:
            told = mistakes.NO_NAME
        elif is_no_name(name) or _NEVER_IN_NAMES.search(name):
            told = mistakes.IS_NO_NAME
        elif len(name) > LONGEST:
            told = mistakes.LONG_NAME
        elif INVISIBLE.search(name):
            told = mistakes.HIDDEN_IN_NAME
        if told:
            self.add(told, answered.line, "name" if self.column("name") >= 0 else "first-name")
        return "" if told else name

    def _email(self, answered: Answered) -> str:
        """The address of a row as it was written; nothing where there is none."""
        text = self._text(answered, "email")
        if not text:
            return ""
        inside = _IN_BRACKETS.fullmatch(text) if len(text) < 400 else None
        address = (inside[1] if inside else text).removeprefix("mailto:")
        if address_in(address) != normalize("NFKC", address).casefold() or not address[0].isalnum():
            self.add(mistakes.NO_ADDRESS, answered.line, "email")
            return ""
        return address

    def _roles(self, answered: Answered) -> tuple[tuple[ApplicantRole, ...], tuple[ApplicantRole, ...]]:
        """The roles of a row for certain, and those that it has as well."""
        if self.program.format == "peer":
            return (MENTEE,), ()
        ticked = self._value(answered, ROLE)
        said = set(ticked) if isinstance(ticked, tuple) else set()
        roles = tuple(role for number, role in enumerate((MENTOR, MENTEE)) if said & {number, len(PAIR)})
        roles = roles or tuple(role for role in (MENTOR, MENTEE) if role == answered.role)
        if self._says_yes(answered, BOTH):
            return (
                (roles, tuple(role for role in (MENTOR, MENTEE) if role not in roles))
                if roles
                else ((MENTOR, MENTEE), ())
            )
        if not roles:
            self.add(mistakes.NO_ROLE, answered.line, ROLE)
        return roles, ()

    def _says_yes(self, answered: Answered, question: str) -> bool:
        return self._value(answered, question) == 1

    def _zone(self, answered: Answered) -> str:
        text = self._text(answered, TIME_ZONE)
        zone = zone_named(text) if text else ""
        if text and not zone:
            self.add(mistakes.NO_ZONE, answered.line, TIME_ZONE)
        return "" if zone == self.program.time_zone else zone

    def _values(self, answered: Answered, role: ApplicantRole) -> Mapping[str, Value]:
        asked = (one.id for one in self.matching.applications if role in one.for_ or self.program.format == "peer")
        return {question: self._value(answered, question, role) for question in asked}

    def _names(self, answered: Answered, question: str) -> tuple[str, ...]:
        value = self._value(answered, question)
        names = names_in(value) if isinstance(value, str) else ()
        return tuple(one for one in names if plain_option(one) not in _NOBODY)

    def _capacity(self, answered: Answered) -> int:
        """How many mentees a mentor takes: as many as were offered, and no more than the definition allows where it says so."""
        most, offered = self.matching.mentees_per_mentor, self._value(answered, "capacity")
        if isinstance(offered, NoAnswer | str | tuple):
            return most
        if offered > most and "mentees_per_mentor" in self.matching.model_fields_set:
            self.add(mistakes.FEWER_PLACES, answered.line, "capacity")
            return most
        return int(offered)

    def _miss_musts(self, row: ApplicantRow) -> None:
        """Tell what is not answered, and has to be before anybody can be found."""
        for role in row.roles:
            for question in self._musts[role]:
                if row.values[role].get(question) in (NoAnswer.UNANSWERED, OTHER) and self.column(question) >= 0:
                    self.add(mistakes.MUST_UNANSWERED, row.line, question)


def compared(matching: Matching, role: ApplicantRole, *, musts: bool = False) -> tuple[str, ...]:
    """The ids of the questions of one role that criteria compare; with `musts`, only those without which there is no pair."""
    used = [one for one in matching.compared if one.of and (one.weight == "must" or not musts)]
    ids = (one.of if role == MENTEE else one.asked_of_mentors for one in used)
    return tuple(dict.fromkeys(id_ for id_ in ids if id_ and id_ != TIME_ZONE))


def zone_named(text: str) -> str:
    """The time zone that a text names for certain: by its name, or by its city where that is one zone's; else nothing."""
    return _zones().get("_".join(text.casefold().split()), "")


@cache
def _zones() -> Mapping[str, str]:
    zones = sorted(one for one in known_zones() if ("/" in one and not one.startswith("Etc/")) or one == "UTC")
    cities = dict[str, list[str]]()
    for zone in zones:
        cities.setdefault(zone.rpartition("/")[2].casefold(), []).append(zone)
    alone = {city: same[0] for city, same in cities.items() if len(same) == 1 and same[0].count("/") == 1}
    return alone | {zone.casefold(): zone for zone in zones}
