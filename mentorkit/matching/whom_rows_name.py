"""Whom rows name: managers, people not to be matched with, earlier partners, choices. Known for certain, or asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from mentorkit.answers.cell_values import meaning_key
from mentorkit.answers.columns_file import LEAVE_OUT, Said
from mentorkit.answers.plain_headings import plain_option
from mentorkit.answers.row_mistakes import Told
from mentorkit.core.problems import Problem
from mentorkit.matching import application_mistakes as mistakes
from mentorkit.matching.application_rows import (
    CHOICES,
    EARLIER,
    MANAGER,
    MANAGERS_MANAGER,
    NAMING,
    NOT_WITH,
    ApplicantRow,
    ApplicationFile,
)
from mentorkit.matching.people_named import Likeness, PeopleNamed, address_in, names_in, plain_name

_LONGEST = 300
"""Letters of the name of somebody who did not apply."""
_MOST_ASKED = 200
"""Names that are asked for, for each question of a file: more are told, and asked for in the next run."""


@dataclass(frozen=True, slots=True)
class References:
    """Whom one row names, by their keys."""

    managers: tuple[str, ...]
    not_with: frozenset[str]
    earlier: frozenset[str]
    choices: tuple[str, ...]


@dataclass(slots=True)
class ReferenceReader:
    """Finds whom the rows of one file name."""

    file: ApplicationFile
    people: PeopleNamed = field(repr=False)
    asked: dict[str, dict[str, None]] = field(repr=False, default_factory=dict)
    """The names that people have to decide on, by question: for the file of columns only."""
    _said: Mapping[str, Mapping[str, Said]] = field(init=False, repr=False)
    _told: frozenset[str] = field(init=False, repr=False)
    """Names of nobody in the file of columns, which are told there."""

    def __post_init__(self) -> None:
        """Look up what people said that names mean."""
        said = self.file.answers.said_answers
        self._said = {one: {meaning_key(text): value for text, value in said.get(one, {}).items()} for one in NAMING}
        decided = [
            said.value for listed in self._said.values() for said in listed.values() if not self._is_left_out(said)
        ]
        self._told = frozenset(
            name for value in decided for name in names_in(value) if len(self.people.find(name)) != 1
        )

    def wrong(self) -> Iterator[Problem]:
        """Yield a problem for each person whom the file of columns names and who did not apply."""
        for question in NAMING:
            for said in self._said[question].values():
                if not self._is_left_out(said) and not self._told.isdisjoint(names_in(said.value)):
                    message = "this names nobody who applied, or several people"
                    hint = f"write the name or the e-mail address as in the applications, or `{LEAVE_OUT}`"
                    yield Problem("unknown-person", message, said.at, hint)

    def read(self, row: ApplicantRow) -> References:
        """Everybody whom a row names."""
        above = [self._one_manager(row, question) for question in (MANAGER, MANAGERS_MANAGER)]
        managers = above[:1] if not above[1] else above
        return References(
            tuple(managers) if any(managers) else (),
            frozenset(self._keys(row, NOT_WITH)),
            frozenset(self._keys(row, EARLIER)),
            tuple(dict.fromkeys(key for question in CHOICES for key in self._keys(row, question))),
        )

    def _one_manager(self, row: ApplicantRow, question: str) -> str:
        """The key of a manager, or the name of one who did not apply; "" where none is named."""
        if len(row.named[question]) > 1:
            self.file.add(mistakes.SEVERAL_MANAGERS, row.line, question)
        return next(iter(self._keys(row, question)), "")

    def _keys(self, row: ApplicantRow, question: str) -> Iterator[str]:
        """Those whom a cell names: keys of applicants and, of managers, names of others."""
        for written in row.named[question]:
            for key in self._named(written, row, question):
                if key == row.key:
                    self.file.add(mistakes.ONESELF, row.line, question)
                else:
                    yield key

    def _named(self, written: str, row: ApplicantRow, question: str) -> Iterable[str]:
        """Whom a name means: what people said of it, else whoever has it for certain; nobody, and a mistake, where it is open."""
        said = self._said[question].get(meaning_key(written))
        if said and said.decided:
            names = () if self._is_left_out(said) else names_in(said.value)
            return [key for name in names if len(found := self.people.find(name)) == 1 for key in found]
        known = self.people.find(written)
        if written in self._told:
            return ()
        if len(known) == 1:
            return known
        if told := self._open(written, question, several=bool(known)):
            self.file.add(told, row.line, question)
            if told is not mistakes.MANAGER_NAMESAKE:
                self._ask(written, question)
        elsewhere = question in (MANAGER, MANAGERS_MANAGER) and (not told or told is mistakes.MANAGER_NAMESAKE)
        return (address_in(written[:_LONGEST]) or plain_name(written[:_LONGEST]),) if elsewhere else ()

    def _open(self, written: str, question: str, *, several: bool) -> Told | None:
        """What is to be said of a name that is not one applicant's; nothing where it is certainly somebody who did not apply."""
        if not several and _is_address(written):
            return mistakes.CHOICE_OPEN if question in CHOICES else None
        if question == NOT_WITH:
            return mistakes.VETO_OPEN
        if question in CHOICES:
            return mistakes.CHOICE_OPEN
        like = Likeness.NEAR if several else self.people.likeness(written)
        if question == EARLIER:
            strict = self.file.matching.earlier_pairs == "not again"
            return (mistakes.EARLIER_OPEN if strict else mistakes.EARLIER_UNKNOWN) if like is Likeness.NEAR else None
        return {Likeness.NEAR: mistakes.MANAGER_OPEN, Likeness.FAMILY_NAME: mistakes.MANAGER_NAMESAKE}.get(like)

    def _ask(self, written: str, question: str) -> None:
        asked = self.asked.setdefault(question, {})
        if meaning_key(written) not in self._said[question] and len(asked) < _MOST_ASKED:
            asked[written] = None

    @staticmethod
    def _is_left_out(said: Said) -> bool:
        return not said.decided or plain_option(said.value) == LEAVE_OUT


def _is_address(written: str) -> bool:
    """Whether this is an address and nothing else: then it is certain who is meant, also where nobody who applied has it."""
    return bool(address_in(written)) and " " not in written.strip()


def each_person(rows: Sequence[tuple[ApplicantRow, References]]) -> Mapping[int, References]:
    """Whom each row names, by its `id`: who is kept apart by one row of a person is so by all; choices are those of the row.

    Where rows of one person name different managers, that is told: nobody could tell whom to keep apart.
    """
    found = dict[str, References]()
    for row, named in rows:
        known = found.get(row.key, References((), frozenset(), frozenset(), ()))
        for first, second, question in zip(known.managers, named.managers, (MANAGER, MANAGERS_MANAGER), strict=False):
            if first and second and first != second:
                row.file.add(mistakes.OTHER_MANAGER, row.line, question)
        managers = tuple(first or second for first, second in zip_longest(known.managers, named.managers, fillvalue=""))
        found[row.key] = References(managers, known.not_with | named.not_with, known.earlier | named.earlier, ())
    return {id(row): replace(found[row.key], choices=named.choices) for row, named in rows}
