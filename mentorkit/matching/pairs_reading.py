"""The table of pairs as it comes back from people: sorted, with columns moved or added, and with what they decided."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from mentorkit.answers.raw_tables import Row, open_table
from mentorkit.core.problems import BuildFailed, Problem, Report, Result, Severity, Span
from mentorkit.matching.applicants import Applications
from mentorkit.matching.pair_decisions import By, KeptPair, PairDecisions, RefusedPair
from mentorkit.matching.pairs_table import ColumnName, PairRow, PairsTable, Said, TableWords
from mentorkit.matching.people_named import PeopleNamed, names_in
from mentorkit.personal.decisions import Decision, decision

_NEEDED: tuple[ColumnName, ...] = ("decision", "mentee", "mentor")
_MOST_ROWS = 100_000
_MOST_TOLD = 20
"""Rows that are named with one and the same mistake; of others, how many there are."""
_HEADING_ROWS = 10
"""Rows among which the headings are looked for: people put a title above a table."""
_MADE_HARMLESS = re.compile(r"(^|[;|\t\r\n]\s*)'(?=\s*[=+\-@＝＋－＠])")
_LINES = re.compile(r"\s*[;\n\r]+\s*")
_PEOPLE: tuple[ColumnName, ...] = ("mentee", "mentor", "proposed")
_NEVER_OURS = frozenset({"other-sheets"})
"""What is said of other tables, and is no news of this: its second sheet has the names to choose from."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it was read, with what it says of its pair and its place."""

    row: PairRow
    at: Span

    @property
    def decided(self) -> KeptPair | RefusedPair | None:
        """The decision of people on its pair; None where there is none."""
        row, at = self.row, self.at
        if row.stays_alone:
            return None
        if row.said == "refuse":
            return RefusedPair(row.mentee, row.mentor, at)
        if row.said == "proposed" and row.mentor == row.proposed:
            return None
        by: By = "kept" if row.mentor == row.proposed else "yours"
        return KeptPair(row.mentee, row.mentor, by, row.said == "keep anyway", row.reason, row.seat, at)


@dataclass(frozen=True, slots=True)
class ReadPairs:
    """The table as it came back."""

    rows: tuple[ReadRow, ...]
    own: tuple[str, ...]
    """Headings of the columns that people added."""
    lost: bool = False
    """Whether a decision was left out, since it is on a mentee who is not among those who applied."""

    @property
    def table(self) -> PairsTable:
        """The rows alone."""
        return PairsTable(tuple(one.row for one in self.rows), self.own)

    @property
    def decisions(self) -> PairDecisions:
        """What people decided; a pair that they refused and later wrote themselves counts as written."""
        said = [(one, one.decided) for one in self.rows]
        kept = tuple(decided for _, decided in said if isinstance(decided, KeptPair))
        refused = [decided for _, decided in said if isinstance(decided, RefusedPair)]
        before = [RefusedPair(one.row.mentee, key, one.at) for one, _ in said for key in one.row.refused]
        each = {(one.mentee, one.mentor): one for one in (*before, *refused)}
        alone = {one.row.mentee: one.row.reason for one in self.rows if one.row.stays_alone}
        return PairDecisions(kept, tuple(each.values()), alone)


def read_pairs(path: Path, name: str, applications: Applications, words: TableWords) -> Result[ReadPairs | None]:
    """Read a table of pairs; `name` is what messages call it. None where a row cannot be understood: the problems say which."""
    try:
        opened = open_table(path, name)
        rows = list(islice(opened.rows(), _MOST_ROWS + 1))
    except BuildFailed as failed:
        return Result(None, failed.problems)
    seen = tuple(one for one in opened.problems if one.rule not in _NEVER_OURS)
    if len(rows) > _MOST_ROWS:
        message, hint = f"this table has more than {_MOST_ROWS:,} rows", "delete what is no pair below it"
        return Result.failed(Problem("pairs-table", message, Span(name, rows[-1][0]), hint))
    reader = _PairsReader(name, applications, words)
    read = reader.all(rows)
    problems = (*seen, *_a_few(reader.problems))
    return Result(None if Report.of(problems).stops() else read, problems)


@dataclass(slots=True)
class _PairsReader:
    name: str
    applications: Applications
    words: TableWords
    problems: list[Problem] = field(default_factory=list)
    lost: bool = False
    people: Mapping[str, PeopleNamed] = field(init=False)

    def __post_init__(self) -> None:
        mentees = PeopleNamed.of(self.applications.mentees)
        mentors = PeopleNamed.of(self.applications.mentors) if self.applications.mentors else mentees
        self.people = {"mentee": mentees, "mentor": mentors, "proposed": mentors, "refused": mentors}

    def all(self, rows: Sequence[Row]) -> ReadPairs:
        columns, body, headings = self.columns(rows)
        if not columns:
            return ReadPairs((), ())
        used = {
            number for cells in (headings, *(cells for _, cells in body)) for number, said in enumerate(cells) if said
        }
        own = sorted(used.difference(columns.values()))  # also notes below no heading
        read = [one for line, cells in body if (one := self.row(line, cells, columns, own))]
        self.problems += (*_twice(read), *self.alone_and_not(read))
        if len(self.problems) > 1 and not read and not self.errors:
            message, hint = (
                "no row of this table is of anybody who applied",
                "move it away if it belongs to another round",
            )
            self.say(body[0][0], message, hint)
        names = tuple(headings[number] if number < len(headings) else "" for number in own)
        return ReadPairs(tuple(read), names, self.lost)

    def alone_and_not(self, rows: Sequence[ReadRow]) -> Iterator[Problem]:
        """A problem where one row says that somebody stays without a partner, and another gives them one."""
        peers = self.applications.program.format == "peer"
        paired = dict[str, int]()
        for one in rows:
            if one.row.mentor and one.row.said != "refuse":
                people = (one.row.mentee, one.row.mentor) if peers else (one.row.mentee,)
                paired |= dict.fromkeys(people, one.at.line)
        for one in rows:
            if one.row.stays_alone and (line := paired.get(one.row.mentee)):
                message = f"this row leaves somebody without a partner, and row {line} gives them one"
                yield Problem("pairs-table", message, one.at, "delete one of the two rows")

    def columns(self, rows: Sequence[Row]) -> tuple[dict[ColumnName, int], Sequence[Row], list[str]]:
        """Our columns, the rows below the headings, and the headings; no columns where some are missing."""
        found = [(self.words.columns(cells), number) for number, (_, cells) in enumerate(rows[:_HEADING_ROWS])]
        columns, number = max(found, key=lambda one: len(one[0]), default=({}, 0))
        missing = [self.words.headings[one] for one in _NEEDED if one not in columns]
        if missing:
            line = rows[number][0] if rows else 0
            called = ", ".join(f'"{one}"' for one in missing)
            message = f"the table of pairs has no column {called}"
            hint = "give the heading its name again; columns may stand in any order, and others beside them"
            self.say(line, message, hint)
            return {}, (), []
        return columns, rows[number + 1 :], [_plain(cell) for cell in rows[number][1]]

    def row(self, line: int, cells: list[str], columns: Mapping[ColumnName, int], own: list[int]) -> ReadRow | None:
        """One row; None where it says nothing, cannot be understood, or is of nobody."""
        written = {name: _plain(cells[at]) if at < len(cells) else "" for name, at in columns.items()}
        if not any(written.get(name) for name in (*_PEOPLE, "decision", "refused")):
            return None
        if not written["mentee"]:
            self.nobody(line, written)
            return None
        before = self.errors
        mentee = self.person(line, "mentee", written["mentee"], Severity.WARNING)
        mentor, said = written["mentor"], self.said(line, written["decision"])
        proposed = self.person(line, "proposed", written.get("proposed", ""), None)
        key = self.person(line, "mentor", mentor, _weight(said, mentor != written.get("proposed")))
        if not mentee or self.errors > before:
            self.lost |= not mentee and (said != "proposed" or mentor != written.get("proposed", ""))
            return None
        if said == "refuse" and mentor and not key:  # of somebody who withdrew, there is nothing to refuse
            said, proposed = "proposed", ""
        row = PairRow(
            mentee, key, said, proposed, written.get("seat", ""), self.refused(line, written.get("refused", "")),
            written.get("reason", ""), own=tuple(_plain(cells[at]) if at < len(cells) else "" for at in own),
        )  # fmt: skip
        self.problems += _clashes(row, Span(self.name, line), self.words)
        return ReadRow(row, Span(self.name, line))

    @property
    def errors(self) -> int:
        """How many rows were wrong so far."""
        return sum(one.severity is Severity.ERROR for one in self.problems)

    def nobody(self, line: int, written: Mapping[ColumnName, str]) -> None:
        """Tell of a row with a decision, and nobody of whom it is: cells that were merged, or a name that was deleted."""
        if written.get("refused") or self.people["mentor"].find(written["mentor"]):
            heading = self.words.headings["mentee"]
            message = f'the column "{heading}" of this row is empty'
            self.say(line, message, "write who it is, also where cells are merged; or delete the row")

    def said(self, line: int, cell: str) -> Said:
        """What the cell of a decision says; a yes is a pair to keep, a no one to refuse."""
        if known := self.words.decision(cell):
            return known
        meant = decision(cell) if cell else Decision.OPEN
        usual: dict[Decision, Said] = {Decision.MATCHED: "keep", Decision.DECLINED: "refuse", Decision.OPEN: "proposed"}
        if meant in usual:
            return usual[meant]
        choices = ", ".join(f'"{one}"' for one in self.words.decisions.values())
        self.say(line, "the decision in this row cannot be understood", f"write one of these: {choices}")
        return "proposed"

    def person(self, line: int, column: ColumnName, written: str, weight: Severity | None) -> str:
        """The key of whoever stands in this column; "" where it is nobody, which is told with this weight."""
        if not written:
            return ""
        found = self.people[column].find(written)
        if len(found) == 1:
            return next(iter(found))
        if weight is None:
            return ""
        heading = self.words.headings[column]
        if found:
            message = f'several people have the name in the column "{heading}"'
            self.say(line, message, "write the e-mail address behind the name, in brackets")
        else:
            message = f'nobody with the name in the column "{heading}" is among the applications'
            self.say(line, message, "write the name as it stands there, or delete the row", weight)
        return ""

    def refused(self, line: int, written: str) -> tuple[str, ...]:
        """The keys of everybody in the column of refused people; who is no applicant needs no refusing."""
        found = list[str]()
        for part in filter(None, _LINES.split(written)):
            for name in (part,) if self.people["refused"].find(part) else names_in(part):
                key = self.person(line, "refused", name, Severity.WARNING)
                found += [key] if key else []
        return tuple(dict.fromkeys(found))

    def say(self, line: int, message: str, hint: str, weight: Severity = Severity.ERROR) -> None:
        self.problems.append(Problem("pairs-table", message, Span(self.name, line), hint, weight))


def _weight(said: Said, changed: bool) -> Severity | None:  # noqa: FBT001 - what the row says
    """How much it matters that the second of a pair is nobody: nothing where nobody decided on the pair."""
    if said == "refuse":
        return Severity.WARNING
    return Severity.ERROR if said != "proposed" or changed else None


def _clashes(row: PairRow, at: Span, words: TableWords) -> Iterator[Problem]:
    """What a row says that does not go together."""
    said, headings, refused = words.decisions, words.headings, words.headings["refused"]

    def problem(message: str, hint: str) -> Problem:
        return Problem("pairs-table", message, at, hint)

    if row.said == "refuse" and row.proposed and row.mentor != row.proposed:
        message = f'this row says "{said["refuse"]}" and names another person than was proposed'
        hint = f'write the person you refuse into "{refused}", and "{said["keep"]}" for the other; or put back who was proposed'
        yield problem(message, hint)
    elif row.said != "proposed" and not row.mentor and not row.stays_alone:
        message = f'this row says "{said[row.said]}" of a pair that has no "{headings["mentor"]}"'
        yield problem(message, f'write a name, or "{said["proposed"]}"')
    elif row.stays_alone and row.proposed:
        message = (
            f'this row keeps nobody, where somebody was proposed: the "{headings["mentee"]}" stays without a partner'
        )
        hint = f'if that is not meant, put the name back, or write "{said["proposed"]}"'
        yield Problem("pairs-table", message, at, hint, Severity.WARNING)
    elif row.said == "proposed" and row.proposed and not row.mentor:
        message = f'the column "{headings["mentor"]}" is empty where somebody was proposed'
        hint = f'put the name back and write "{said["refuse"]}", or choose another; or write "{said["keep"]}" to leave this person without a partner'
        yield problem(message, hint)
    elif row.mentor and row.mentor in row.refused and row.said != "refuse":
        message = f'the person in "{headings["mentor"]}" also stands in "{refused}"'
        yield problem(message, "delete one of the two")
    if row.said == "keep anyway" and not row.reason:
        message = f'this row says "{said["keep anyway"]}", and not why'
        yield problem(
            message, f'write a sentence into "{headings["reason"]}": it stands beside the pair in the proposal'
        )


def _twice(rows: Sequence[ReadRow]) -> Iterator[Problem]:
    """A problem where one pair stands in two rows."""
    count = Counter((one.row.mentee, one.row.mentor, one.row.seat) for one in rows if one.row.mentor)
    seen = dict[tuple[str, str, str], Span]()
    for one in rows:
        pair = one.row.mentee, one.row.mentor, one.row.seat
        first = seen.setdefault(pair, one.at)
        if count[pair] > 1 and first is not one.at:
            message = f"the pair of this row stands in row {first.line} already"
            yield Problem("pairs-table", message, one.at, "delete one of the two rows")


def _a_few(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Problems of which no one fills the screen, as where the whole table is that of another round."""
    count, told = Counter(one.message for one in problems), Counter[str]()
    for one in problems:
        told[one.message] += 1
        more = count[one.message] - _MOST_TOLD
        if told[one.message] < _MOST_TOLD or more <= 0:
            yield one
        elif told[one.message] == _MOST_TOLD:
            yield replace(one, message=f"{one.message}; so it is in {more:,} more row{'s' if more > 1 else ''}")


def _plain(cell: str) -> str:
    """A cell without the signs that keep spreadsheets from taking a part of it for a formula."""
    return _MADE_HARMLESS.sub(r"\1", cell) if "'" in cell else cell
