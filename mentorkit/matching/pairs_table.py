"""The table that people decide in: a row for each pair, and the words of its headings and decisions.

Everything that people decided stands in the table itself, so that a later run needs no other memory of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mentorkit.answers.plain_headings import plain_heading
from mentorkit.language.voice import Voice
from mentorkit.matching.applicants import Applicant, Applications
from mentorkit.matching.people_named import plain_name

Said = Literal["proposed", "keep", "keep anyway", "refuse"]
"""What a row says of its pair."""
ColumnName = Literal[
    "decision", "mentee", "mentor", "proposed", "seat", "refused", "reason", "speaks for", "against", "others"
]


@dataclass(frozen=True, slots=True)
class PairRow:
    """One row: a pair or, without a mentor, somebody who has none yet. People are called by their keys."""

    mentee: str
    mentor: str = ""
    said: Said = "proposed"
    proposed: str = ""
    """The mentor whom the last run proposed; "" where people wrote the pair themselves."""
    seat: str = ""
    """The seat of the mentor on the mentee's board."""
    refused: tuple[str, ...] = ()
    """Mentors whom people refused for this mentee."""
    reason: str = ""
    """Why people decided so, in their own words."""
    speaks_for: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Sentences on other mentors who would do."""
    own: tuple[str, ...] = ()
    """Cells of columns that people added, in the order of `PairsTable.own`."""

    @property
    def stays_alone(self) -> bool:
        """Whether people decided that the mentee stays without a partner: they keep the row as it is, with nobody in it."""
        return self.said == "keep" and not self.mentor and not self.seat


@dataclass(frozen=True, slots=True)
class PairsTable:
    """All rows, and the headings of the columns that people added."""

    rows: tuple[PairRow, ...]
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PeopleLabels:
    """What people are called in the table: by their names and, where several in a role share one, by their addresses as well."""

    labels: Mapping[tuple[str, str], str]
    """By role and key."""

    @classmethod
    def of(cls, applications: Applications) -> PeopleLabels:
        """The labels of all applicants."""
        return cls({(one.role, one.key): said for one, said in _labelled(applications)})

    def of_role(self, role: str) -> tuple[str, ...]:
        """The labels of everybody in a role, as a list of names is sorted."""
        return tuple(sorted((said for (of, _key), said in self.labels.items() if of == role), key=str.casefold))


def _labelled(applications: Applications) -> Iterator[tuple[Applicant, str]]:
    shared = Counter((one.role, plain_name(one.name)) for one in applications)
    for one in applications:
        alone = shared[one.role, plain_name(one.name)] == 1 or not one.email
        yield one, one.name if alone else f"{one.name} ({one.email})"


@dataclass(frozen=True, slots=True)
class TableWords:
    """The headings of the table and the words of its decisions, in a programme's language."""

    headings: Mapping[ColumnName, str]
    decisions: Mapping[Said, str]
    notes: Mapping[ColumnName, str]
    """What is said of a column where somebody points at its heading."""
    sheets: tuple[str, str]
    """The names of the sheet of pairs and of the sheet of names to choose from."""

    @classmethod
    def of(cls, voice: Voice, *, seats: bool = False, rounds: bool = False, peers: bool = False) -> TableWords:
        """The words of a programme; `seats` where mentors sit on boards, `peers` where everybody is of one kind.

        With `rounds`, the column of seats says in which round two have a short meeting.
        """
        _ = voice.words.gettext
        mentee, mentor, mentors = voice.role("mentee"), voice.role("mentor"), voice.roles("mentor")
        if peers:
            mentee, mentor, mentors = _("First of the pair"), _("Second of the pair"), _("Names")
        headings = _headings(_, mentee, mentor)
        if rounds:
            headings["seat"] = _("Round")
        elif not seats:
            del headings["seat"]
        decisions = _decisions(_)
        return cls(headings, decisions, _notes(voice, decisions), (_("Pairs"), mentors))

    def columns(self, cells: Sequence[str]) -> dict[ColumnName, int]:
        """The number of each column that a row of headings names, from 0; where two have one name, the first counts."""
        english = _headings(str, "Mentee", "Mentor")
        known = {plain_heading(said): name for some in (english, self.headings) for name, said in some.items()}
        found = dict[ColumnName, int]()
        for number, cell in enumerate(cells):
            if (name := known.get(plain_heading(cell))) and name in self.headings:
                found.setdefault(name, number)
        return found

    def decision(self, cell: str) -> Said | None:
        """What a cell says in the programme's words or in English; None where it is none of these."""
        known = {plain_heading(word): said for some in (_decisions(str), self.decisions) for said, word in some.items()}
        return known.get(plain_heading(cell))


def _headings(_: Callable[[str], str], mentee: str, mentor: str) -> dict[ColumnName, str]:
    return {
        "decision": _("Decision"),
        "mentee": mentee,
        "mentor": mentor,
        "proposed": _("Proposed last"),
        "seat": _("Seat"),
        "refused": _("Not with"),
        "reason": _("Why we decided so"),
        "speaks for": _("What speaks for it"),
        "against": _("What speaks against it"),
        "others": _("Others who would do"),
    }


def _decisions(_: Callable[[str], str]) -> dict[Said, str]:
    return {"proposed": _("proposed"), "keep": _("keep"), "keep anyway": _("keep anyway"), "refuse": _("refuse")}


def _notes(voice: Voice, decisions: Mapping[Said, str]) -> dict[ColumnName, str]:
    _, fill = voice.words.gettext, voice.words.fill
    words = {said.replace(" ", "_"): word for said, word in decisions.items()}
    return {
        "decision": fill(
            _(
                "“%(proposed)s”: nobody has decided yet; the next run may propose another. “%(keep)s”: it stays. “%(keep_anyway)s”: it stays though a rule excludes it; say why. “%(refuse)s”: these two are not proposed again."
            ),
            words,
        ),
        "mentor": fill(
            _(
                "Choose another name from the list, and the next run keeps your pair. Where you empty this cell and write “%(keep)s”, nobody is proposed."
            ),
            words,
        ),
        "proposed": _("Only to see what was changed. Leave it as it is."),
        "refused": _("Names below each other. No run proposes any of them here."),
        "reason": fill(_("For those who decide with you; needed with “%(keep_anyway)s”."), words),
    }
