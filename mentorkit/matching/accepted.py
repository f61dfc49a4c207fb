"""Accepted pairs: the rows of the table that people agreed to, checked once more, and the table that `personalise` reads."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

from mentorkit.core.problems import Problem, Report, Result, Severity, Span
from mentorkit.definition.base import PAIR
from mentorkit.files.tables import PairColumns, harmless_throughout
from mentorkit.language.voice import Voice
from mentorkit.matching.applicants import Applicant, Applications
from mentorkit.matching.fits import Excluded, PairRules
from mentorkit.matching.pair_decisions import PairDecisions
from mentorkit.matching.pairs_reading import ReadPairs, ReadRow
from mentorkit.matching.round_format import RoundFormat

_AGAIN = "decide in the row, and run `match` again before you accept"


@dataclass(frozen=True, slots=True)
class AcceptedPair:
    """Two people who will work together."""

    mentee: Applicant
    mentor: Applicant
    seat: str = ""


@dataclass(frozen=True, slots=True)
class AcceptedTable:
    """The table that people accept, and the people in it."""

    read: ReadPairs
    applications: Applications
    table: str
    """What messages call the table."""

    @property
    def peers(self) -> bool:
        """Whether everybody is of one kind."""
        return self.applications.program.format == "peer"

    def pairs(self) -> Result[tuple[AcceptedPair, ...]]:
        """The pairs of all rows that say nothing else; no pair where one of them cannot stand."""
        rows = [one for one in self.read.rows if one.row.mentor and one.row.said != "refuse"]
        if RoundFormat(self.applications).meets:
            hint = "hand out who meets whom, put the choices of people into the applications, and run `match` again"
            message = "the rows of this table are short meetings, and no pairs yet"
            return Result((), (Problem("pairs-table", message, Span(self.table), hint),))
        problems = (*self._excluded(rows), *self._too_many(rows), *self._open(rows))
        if Report.of(problems).stops():
            return Result((), problems)
        return Result(tuple(self._pair(one) for one in rows), problems)

    def _pair(self, one: ReadRow) -> AcceptedPair:
        return AcceptedPair(
            self._person("mentee", one.row.mentee), self._person("mentor", one.row.mentor), one.row.seat
        )

    def _person(self, role: str, key: str) -> Applicant:
        some = self.applications.mentors if role == "mentor" and not self.peers else self.applications.mentees
        return next(one for one in some if one.key == key)

    def _excluded(self, rows: Sequence[ReadRow]) -> Iterator[Problem]:
        """Pairs that a rule keeps apart and that nobody keeps anyway."""
        rules = PairRules.of(self.applications.program, self.applications)
        decisions: PairDecisions = self.read.decisions
        refused = {(one.mentee, one.mentor) for one in decisions.refused}
        for one in rows:
            pair = self._pair(one)
            fit = rules.judge(pair.mentee, pair.mentor)
            if fit.excluded and one.row.said != "keep anyway":
                why = ", ".join(dict.fromkeys(map(_why, fit.excluded)))
                hint = "choose another name, or write “keep anyway” and the reason, and run `match` again"
                yield Problem("pairs-table", f"a rule keeps the two of this row apart: {why}", one.at, hint)
            elif self.peers and (one.row.mentor, one.row.mentee) in refused:
                yield Problem("pairs-table", "the two of this row were refused in another row", one.at, _AGAIN)

    def _too_many(self, rows: Sequence[ReadRow]) -> Iterator[Problem]:
        """People with more partners than they can have."""
        has = Counter[tuple[str, str]]()
        for one in sorted(rows, key=lambda one: one.row.said == "keep anyway"):  # who takes nobody's place
            pair = self._pair(one)
            for person, limit in ((pair.mentee, self._limit(pair.mentee)), (pair.mentor, self._limit(pair.mentor))):
                has[person.role, person.key] += 1
                mentor = person.role == "mentor"
                if has[person.role, person.key] > limit and not (mentor and one.row.said == "keep anyway"):
                    side = "mentor" if mentor else "mentee"
                    message = (
                        f"the {side} of this row stands in {has[person.role, person.key]} pairs, and {limit} can be"
                    )
                    anyway = ", or write “keep anyway” and the reason" if mentor else ""
                    yield Problem(
                        "pairs-table", message, one.at, f"change one of these rows{anyway}, and run `match` again"
                    )

    def _limit(self, person: Applicant) -> int:
        """How many partners somebody can have."""
        program = self.applications.program
        matching = program.matching
        if person.role == "mentor":
            return person.capacity
        if matching is None or program.format != "advisory board":
            return 1
        return len(matching.seats) or matching.mentors_per_mentee or len(self.applications.mentors)

    def _open(self, rows: Sequence[ReadRow]) -> Iterator[Problem]:
        """What is open: rows that refuse, and a table without a pair."""
        at = Span(self.table)
        if not rows:
            yield Problem("pairs-table", "no row of this table is a pair", at, "run `match` without --accept first")
        named = {key for one in self.read.rows for key in (one.row.mentee, *([one.row.mentor] if self.peers else []))}
        if missing := sum(one.key not in named for one in self.applications.mentees):
            message = f"{missing} who applied stand{'s' if missing == 1 else ''} in no row of this table, so nobody was looked for"
            hint = "run `match` without --accept, so that they are"
            yield Problem("pairs-table", message, at, hint, Severity.WARNING)
        paired = {key for one in rows for key in (one.row.mentee, *([one.row.mentor] if self.peers else []))}
        refusing = [one for one in self.read.rows if one.row.said == "refuse" and one.row.mentee not in paired]
        if refusing and rows:
            number = len(refusing)
            message = f"{number} row{'s' if number > 1 else ''} of this table refuse{'s' if number == 1 else ''} a pair, and nobody else was looked for since"
            yield Problem(
                "pairs-table", message, refusing[0].at, "run `match` without --accept to find others", Severity.WARNING
            )


def _why(excluded: Excluded) -> str:
    return f"{excluded.why.value} ({excluded.criterion.name})" if excluded.criterion else excluded.why.value


def matches_csv(pairs: Sequence[AcceptedPair], voice: Voice, day: date) -> bytes:
    """The table of matches as `personalise` reads it: a row for each pair, with nothing but names, time zones and the day."""
    columns = PairColumns.of(voice)
    _ = voice.words.gettext
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([*columns.names.values(), *columns.zones.values(), columns.decision, _("Date")])
    for pair in pairs:
        people = {"mentee": pair.mentee, "mentor": pair.mentor}
        roles = tuple(reversed(PAIR))
        row = [*(people[role].name for role in roles), *(people[role].zone for role in roles), "yes", day.isoformat()]
        writer.writerow([harmless_throughout(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")
