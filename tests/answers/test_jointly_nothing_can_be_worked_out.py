"""A solver of whole numbers that is not ours is given everything published of a programme at once, and finds no hidden count.

All questions, all ways of grouping, both rounds with the changes between them, and a later report with the first one: one system
of equations for each programme. HiGHS looks for the least and the greatest value of every hidden count in it.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array
from test_nothing_can_be_worked_out import (
    ANSWERED,
    KEYS,
    MANY,
    Attack,
    Cell,
    Programme,
    Terms,
    Truth,
    Unknowns,
    violated,
)

from mentorkit.answers import hiding
from mentorkit.answers.answered import Answered
from mentorkit.answers.hiding import hide
from mentorkit.answers.ledger import Ledger
from mentorkit.answers.published import Published
from mentorkit.answers.tally import Tally, count, with_changes

SEEDS = 290
MOST = 99
"""No count of these programmes is larger."""


class Equations(Unknowns):
    """Everything that is known of one programme, for the other solver."""

    def begin(self, most: int) -> None:
        """Several attacks write into one system; it is looked at when all have."""

    def matrix(self) -> LinearConstraint:
        rows = [number for number, (terms, _, _) in enumerate(self.known) for _ in terms]
        columns = [one for terms, _, _ in self.known for _, one in terms]
        factors = [factor for terms, _, _ in self.known for factor, _ in terms]
        shape = len(self.known), len(self.solution)
        bounds = np.array([(least, most) for _, least, most in self.known], dtype=float)
        return LinearConstraint(csr_array((factors, (rows, columns)), shape=shape), bounds[:, 0], bounds[:, 1])


@dataclass
class Joint:
    """What is published of both rounds of a programme, and what an attacker makes of it."""

    programme: Programme
    equations: Equations = field(default_factory=Equations)
    hidden: dict[str, Terms] = field(default_factory=dict)
    empty: list[list[int]] = field(default_factory=list)
    """The unknowns of each cell to which nobody belongs."""

    def __post_init__(self) -> None:
        programme, (start_form, end_form) = self.programme, self.programme.evaluation.questionnaires
        early = programme.end[: len(programme.end) - programme.late]
        start = count(programme.start, start_form, programme.evaluation)
        ends = [
            with_changes([start, count(rows, end_form, programme.evaluation)], programme.evaluation)[1]
            for rows in (early, programme.end)
        ]
        baseline = hide(start, "acme/lead", programme.smallest)
        safe = partial(hiding.with_safe_changes, earlier=[baseline], evaluation=programme.evaluation)
        first, second = (hide(one, "acme/lead", programme.smallest) for one in ends)
        first = safe(first)
        second = safe(Ledger().with_released([first]).settled(second))
        told = [(one, tally) for one, tally in zip((first, second), ends, strict=True) if one.people]
        if len(told) == 2 and second.repeats:
            told.pop()
        before = self.attack([baseline], [start]) if baseline.people else None
        after = self.attack([one for one, _ in told], [tally for _, tally in told]) if told else None
        if before and after:
            self.hidden = {name: terms for name, terms in self.hidden.items() if not self.said(name, before, after)}
            self.link(before, after, [one for one, _ in told] == [second])
        assert violated(self.equations.known, self.equations.solution) is None

    def attack(self, reports: list[Published], tallies: list[Tally]) -> Attack:
        people = reports[-1].people
        assert people is not None
        by = tuple(dict.fromkeys(split.by for one in reports for split in (one.people.splits if one.people else ())))
        made = Attack(reports, Truth(tallies), by, self.equations)
        self.hidden |= {f"{reports[-1].questionnaire.id} {name}": terms for name, terms in made.hidden.items()}
        for where, size in made.sizes.items():
            if not self.equations.solution[size[ANSWERED][0]]:
                cell = {n for item in made.made.values() for some in item[where].values() for n in some}
                self.empty.append(sorted(cell | set(size[ANSWERED])))
        return made

    def said(self, name: str, before: Attack, after: Attack) -> bool:
        """Whether this is a change of a group that is shown in both rounds, or to which nobody belonged at the start.

        What its own figures say of it is no secret.
        """
        found = re.fullmatch(r"end report (\d): (\w+)=(\w*): (\w+) baseline: .*", name)
        if not found:
            return False
        late, by, group, ask = int(found[1]), *found.groups()[1:]
        (start,), ends = (
            [next(item for item in one.items if item.item.ask == ask).split(by) for one in reports]
            for reports in (before.reports, after.reports[:late])
        )
        nobody = start is not None and group not in start.hidden and start.of(group) is None
        return nobody or bool(start and start.of(group) and any(end and end.of(group) for end in ends))

    def link(self, before: Attack, after: Attack, only_second: bool) -> None:
        """Whoever is counted among the changes gave one answer at the start and one at the end, in the same groups."""
        by = tuple(one for one in after.by if one in before.by)
        truth = self.linked(by, only_second)
        for (ask, since), changes in after.made.items():
            if not since:
                continue
            keys = KEYS[ask]
            x = {
                (late, cell, old, new): self.equations.new(truth[ask][late, cell, old, new])
                for late, cell in sorted({(late, self.at(cell, after, by)) for late, cell in changes})
                for old in keys
                for new in keys
            }
            for sign in (-1, 0, 1):
                self.meet(
                    x,
                    lambda one, sign=sign: one[:2] if (one[3] > one[2]) - (one[3] < one[2]) == sign else None,
                    self.by_cell(changes, after, by, sign),
                    0,
                )
            for key in keys:
                if (ask, "") in after.made:
                    counts = self.by_cell(after.made[ask, ""], after, by, key)
                    self.meet(x, lambda one, key=key: one[:2] if one[3] == key else None, counts, MANY)
                if (ask, "") in before.made:
                    counts = {
                        (0, cell): some
                        for (_, cell), some in self.by_cell(before.made[ask, ""], before, by, key).items()
                    }
                    self.meet(x, lambda one, key=key: (0, one[1]) if one[2] == key else None, counts, MANY)

    def meet(self, x, place, counts, more: int) -> None:
        """The unknowns of each place are as many as its counts, or up to `more` fewer."""
        of = defaultdict(list)
        for one, number in x.items():
            if place(one) is not None:
                of[place(one)].append(number)
        for at, numbers in of.items():
            self.equations.know([*((1, n) for n in counts.get(at, ())), *((-1, n) for n in numbers)], 0, more)

    @staticmethod
    def at(cell: Cell, attack: Attack, by: tuple[str, ...]) -> Cell:
        return tuple(cell[attack.by.index(one)] for one in by)

    def by_cell(self, made, attack: Attack, by: tuple[str, ...], key: Hashable):
        found = defaultdict(list)
        for (late, cell), unknowns in made.items():
            found[late, self.at(cell, attack, by)] += unknowns[key]
        return found

    def linked(self, by: tuple[str, ...], only_second: bool) -> dict[str, Counter]:
        """How many people gave each two answers, by question and by report and groups."""
        programme = self.programme
        started = {row.code: row for row in programme.start}
        early = len(programme.end if only_second else programme.end[: len(programme.end) - programme.late])
        found = defaultdict[str, Counter](Counter)
        for number, row in enumerate(programme.end):
            before = started.get(row.code)
            for item, old, new in zip(
                programme.evaluation.questionnaires[1].items, before.values if before else (), row.values, strict=False
            ):
                if isinstance(old, int) and isinstance(new, int):
                    found[str(item.ask)][int(number >= early), self.cell(row, by), old, new] += 1
        return found

    def cell(self, row: Answered, by: tuple[str, ...]) -> Cell:
        options = {one.id: one.options for one in self.programme.evaluation.groups}
        said = {"role": row.role} | {
            name: "" if index is None else options[name][index].text
            for name, index in zip(options, row.groups, strict=True)
        }
        return tuple(said[one] for one in by)

    def found(self) -> list[str]:
        """Every hidden count whose least and greatest value are the same.

        Most of them take another value in a solution that leaves most empty cells empty, which is soon found.
        """
        known, truth = self.equations.matrix(), np.array(self.equations.solution)
        waiting = {name: self.row(terms) for name, terms in self.hidden.items()}
        rng = random.Random(len(truth))
        for share in (0, 1):
            most = np.full(len(truth), MOST)
            for cell in self.empty:
                most[cell] = MOST if rng.random() < share else 0
            left = {}
            while waiting:
                name, row = waiting.popitem()
                ends = [self.best(known, sign * row, most) for sign in (1, -1)]
                if ends[0] @ row == ends[1] @ row:
                    left[name] = row
                waiting = {one: row for one, row in waiting.items() if all(row @ end == row @ truth for end in ends)}
            waiting = left
        return sorted(f"{name} is {row @ truth:.0f}" for name, row in waiting.items())

    def row(self, terms: Terms) -> NDArray[np.float64]:
        row = np.zeros(len(self.equations.solution))
        for factor, one in terms:
            row[one] += factor
        return row

    def best(self, known: LinearConstraint, aim: NDArray[np.float64], most: NDArray[np.int64]) -> NDArray[np.int64]:
        """The solution that has least of `aim`."""
        result = milp(aim, integrality=np.ones(len(aim)), bounds=Bounds(0, most), constraints=known)
        assert result.success, result.message
        solution = np.rint(result.x).astype(int)
        assert violated(self.equations.known, solution.tolist()) is None
        return solution


@pytest.mark.slow
def test_nothing_hidden_follows_from_all_that_is_published_of_a_programme() -> None:
    """Systems of more than 400 unknowns are left out: they take up to minutes. In November 2026: 15 s."""
    joined = [
        one for one in map(Joint, map(Programme.of, range(SEEDS))) if one.hidden and len(one.equations.solution) <= 1200
    ]
    assert len(joined) >= 200
    assert [what for one in joined for what in one.found()] == []


BROKEN = {
    "changes that are not looked at": (hiding, "with_safe_changes", lambda now, *_, **__: now, 44),
    "zeros that are not looked for": (hiding._Hider, "_tells_by_zeros", lambda *_: False, 18),
}


@pytest.mark.slow
@pytest.mark.parametrize("rule", BROKEN)
def test_the_solver_finds_what_a_rule_that_is_left_out_gives_away(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    where, name, instead, seed = BROKEN[rule]
    monkeypatch.setattr(where, name, instead)
    assert Joint(Programme.of(seed)).found() != []
