"""Random programmes, and a solver that is given everything published of them: it must not pin down a hidden count."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

import pytest

from mentorkit.answers import hiding
from mentorkit.answers.answered import OTHER, Answered, NoAnswer
from mentorkit.answers.hiding import hide
from mentorkit.answers.ledger import Ledger
from mentorkit.answers.published import Numbers, Published, PublishedItem
from mentorkit.answers.tally import Counts, Tally, count, with_changes
from mentorkit.definition.questionnaires import Evaluation

# ---- the solver: whole numbers and sums with bounds; it knows nothing of ours ----

Terms = tuple[tuple[int, int], ...]
"""Factors, each with the number of an unknown."""
Condition = tuple[Terms, int, int]
"""The sum of some terms lies between two bounds."""
MANY = 10**6
PATIENCE = (*[30] * 5, *[300] * 5, *[3000] * 4, 30_000)
"""Steps of a search: one that begins badly is begun anew."""


@dataclass
class Unknowns:
    """Whole numbers that are not negative, what is known of them, and one solution."""

    solution: list[int] = field(default_factory=list)
    known: list[Condition] = field(default_factory=list)

    def new(self, truth: int) -> int:
        self.solution.append(truth)
        return len(self.solution) - 1

    def know(self, terms: Iterable[tuple[int, int]], least: int, most: int | None = None) -> None:
        self.known.append((tuple(terms), least, least if most is None else most))

    def begin(self, most: int) -> None:
        """Once everything is known: look that the solution is one, and narrow the bounds."""
        assert violated(self.known, self.solution) is None, "what is published is not what was answered"
        self.of = defaultdict[int, list[int]](list)
        for number, (terms, _, _) in enumerate(self.known):
            for _, one in terms:
                self.of[one].append(number)
        self.low, self.high = [0] * len(self.solution), [most] * len(self.solution)
        assert narrowed(self.known, self.of, self.low, self.high, range(len(self.known)))

    def another(self, also: Condition, rng: random.Random, steps: int) -> list[int] | None:
        """A solution that meets a further condition; None where there is none. Raises TimeoutError after so many steps.

        It mends the solution that is known: a sum that is wrong needs one of its terms to change, which is tried; or that
        one does not change, which is tried after it.
        """
        known, of = [*self.known, also], self.of
        tries = [(self.low, self.high, [len(self.known)])]
        for _ in range(steps):
            if not tries:
                return None
            low, high, changed = tries.pop()
            low, high = low.copy(), high.copy()
            if not narrowed(known, of, low, high, changed):
                continue
            guess = [min(max(value, least), most) for value, least, most in zip(self.solution, low, high, strict=True)]
            wrong = violated(known, guess)
            if wrong is None:
                return guess
            (terms, _, _), up = known[wrong[0]], wrong[1]
            able = [(n, factor > 0) for factor, n in terms if guess[n] < high[n] and up == (factor > 0)]
            able += [(n, factor < 0) for factor, n in terms if guess[n] > low[n] and up == (factor < 0)]
            if not able:
                continue
            one, rises = rng.choice(able)
            for changes in (False, True):
                lower, higher = low.copy(), high.copy()
                if rises == changes:
                    lower[one] = guess[one] + (1 if changes else 0)
                else:
                    higher[one] = guess[one] - (1 if changes else 0)
                tries.append((lower, higher, [*of[one], len(self.known)]))
        raise TimeoutError


def violated(known: list[Condition], guess: list[int]) -> tuple[int, bool] | None:
    """The first condition that some numbers do not meet, and whether its sum has to rise."""
    for number, (terms, least, most) in enumerate(known):
        total = sum(factor * guess[n] for factor, n in terms)
        if total < least or total > most:
            return number, total < least
    return None


def narrowed(
    known: list[Condition], of: dict[int, list[int]], low: list[int], high: list[int], begin: Iterable[int]
) -> bool:
    """Narrow the bounds by every condition until nothing changes. False where that leaves nothing."""
    waiting = list(begin)
    marked = set(waiting)
    while waiting:
        number = waiting.pop()
        marked.discard(number)
        terms, least, most = known[number]
        smallest = sum(factor * (low[n] if factor > 0 else high[n]) for factor, n in terms)
        largest = sum(factor * (high[n] if factor > 0 else low[n]) for factor, n in terms)
        if smallest > most or largest < least:
            return False
        if smallest >= least and largest <= most:
            continue
        up, down = most - smallest, largest - least
        for factor, n in terms:
            bottom, top = low[n], high[n]
            rise, fall = (up, down) if factor > 0 else (down, up)
            new_top, new_bottom = min(top, bottom + rise // abs(factor)), max(bottom, top - fall // abs(factor))
            if new_bottom > new_top:
                return False
            if (new_bottom, new_top) != (bottom, top):
                low[n], high[n] = new_bottom, new_top
                waiting += [one for one in of[n] if one not in marked]
                marked.update(of[n])
    return True


# ---- what an attacker writes down ----

Cell = tuple[str, ...]
UNANSWERED, NOT_APPLICABLE, ANSWERED = "unanswered", "not applicable", "answered"
Where = tuple[int, Cell]
"""The report in which somebody's answers came in, and the groups to which they belong."""
Made = dict[Where, dict[Hashable, list[int]]]
"""For each answer, the unknowns that are its count together."""


@dataclass
class Attack:
    """Everything published of one questionnaire, in one report or in several that followed each other.

    `truth` says how many people gave an answer: the solution to begin from.
    """

    reports: Sequence[Published]
    truth: Truth
    by: tuple[str, ...]
    """The ways of grouping that are looked at together; others add nothing where everybody may stand in any cell."""
    equations: Unknowns = field(default_factory=Unknowns)
    hidden: dict[str, Terms] = field(default_factory=dict)
    """What must not be found, by what it is."""
    made: dict[tuple[str, str], Made] = field(default_factory=dict)
    """The unknowns of each question; of changes, with the round since which they are."""

    def __post_init__(self) -> None:
        names = defaultdict[str, dict[str, None]](dict)
        for report in self.reports:
            for one in report.figures():
                for split in one.splits:
                    names[split.by] |= dict.fromkeys([*(name for name, _ in split.shown), *split.hidden])
                    if split.earlier:  # whoever came in late may belong to a group that nobody belonged to before
                        names[split.by] |= dict.fromkeys(self.truth.names(split.by))
        last = self.reports[-1].people
        assert last is not None
        assert last.everybody is not None
        self.everybody = last.everybody.counts.people
        where = list(product(range(len(self.reports)), product(*(names[by] for by in self.by))))
        self.sizes: Made = {one: {ANSWERED: [self.new(one, -1, ANSWERED)]} for one in where}
        self.full = self.knows_the_invited()
        self.write(lambda report: report.people, self.sizes)
        for number, item in enumerate((*self.reports[-1].items, *self.reports[-1].changes)):
            if item.everybody is None:
                continue
            self.made[item.item.ask, item.since] = made = self.answers(item, number)
            self.write(lambda report, number=number: (*report.items, *report.changes)[number], made)  # type: ignore[misc]
        self.equations.begin(99)

    def new(self, where: Where, number: int, answer: Hashable) -> int:
        return self.equations.new(self.truth.of(where, number, answer, self.by))

    def knows_the_invited(self) -> bool:
        """Who was asked bounds who answered. Whether everybody did."""
        invited = self.reports[-1].questionnaire.invited
        mentors, mentees = invited.mentors or 0, invited.mentees or 0
        if "role" in self.by:
            for role, most in (("mentor", mentors), ("mentee", mentees)):
                sizes = [
                    made[ANSWERED][0] for (_, cell), made in self.sizes.items() if cell[self.by.index("role")] == role
                ]
                self.equations.know([(1, n) for n in sizes], 0, most)
        return mentors + mentees == self.everybody

    def answers(self, one: PublishedItem, number: int) -> Made:
        """Unknowns for each answer in each cell, which together are the people of the cell."""
        made: Made = {}
        keys = self.given(one)
        for where, size in self.sizes.items():
            new: dict[Hashable, list[int]] = {
                answer: [self.new(where, number, answer)] for answer in (*keys, UNANSWERED, NOT_APPLICABLE)
            }
            new[ANSWERED] = [n for key in keys for n in new[key]]
            if one.item.answer in ("several of", "words") and not one.since:
                new[ANSWERED] = [self.new(where, number, ANSWERED)]
                for key in keys:  # whoever ticks it is among those who answered
                    self.equations.know([(1, new[ANSWERED][0]), (-1, new[key][0])], 0, MANY)
            people = [*new[ANSWERED], *new[UNANSWERED], *new[NOT_APPLICABLE]]
            self.equations.know([*((1, n) for n in people), (-1, size[ANSWERED][0])], 0)
            made[where] = new
        return made

    def given(self, one: PublishedItem) -> tuple[int, ...]:
        return (-1, 0, 1) if one.since else KEYS.get(one.item.ask, ())

    def write(self, of: Callable[[Published], PublishedItem | None], unknowns: Made) -> None:
        """Every figure of a question that was published, and which were not."""
        for late, report in enumerate(self.reports):
            one = of(report)
            if one is None or one.everybody is None:
                continue
            if not one.earlier:
                self.figures(one, one.everybody, self.met(unknowns, late, "", ""))
            for split in (split for split in one.splits if split.by in self.by):
                for name, numbers in () if split.earlier else split.shown:
                    self.figures(one, numbers, self.met(unknowns, late, split.by, name))
                for name in split.hidden:
                    self.must_not_be_found(
                        one, f"report {late + 1}: {split.by}={name}", self.met(unknowns, late, split.by, name)
                    )

    def met(self, unknowns: Made, late: int, by: str, name: str) -> list[dict[Hashable, list[int]]]:
        at = self.by.index(by) if by else -1
        return [made for (when, cell), made in unknowns.items() if when <= late and (not by or cell[at] == name)]

    def figures(self, one: PublishedItem, numbers: Numbers, met: list[dict[Hashable, list[int]]]) -> None:
        counts = numbers.counts
        said: dict[Hashable, int] = {ANSWERED: counts.people}
        if one.item.ask:
            said |= {UNANSWERED: counts.unanswered, NOT_APPLICABLE: counts.not_applicable}
        if numbers.spread:
            terms = [(answer, n) for made in met for answer in KEYS["Number"][1:] for n in made[answer]]
            self.equations.know(terms, round(numbers.spread.mean * counts.people))
        else:
            said |= {key: counts.chosen.get(key, 0) for key in self.given(one)}
        for key, people in said.items():
            self.equations.know([(1, n) for made in met for n in made[key]], people)

    def must_not_be_found(self, one: PublishedItem, name: str, met: list[dict[Hashable, list[int]]]) -> None:
        assert one.everybody is not None
        counts = one.everybody.counts
        what = f"{name}: {one.item.ask or 'people'} {one.since}"
        if not one.item.ask:
            keys: list[Hashable] = [] if self.full else [ANSWERED]
        elif one.everybody.spread:
            keys = []
            if one.everybody.spread.mean:
                self.hidden[f"{what}: sum"] = tuple(
                    (key, n) for made in met for key in KEYS["Number"][1:] for n in made[key]
                )
        else:
            keys = [key for key in self.given(one) if 0 < counts.chosen.get(key, 0) < self.everybody]
        keys += [NOT_APPLICABLE] if counts.not_applicable else []
        for key in keys:
            self.hidden[f"{what}: {key}"] = tuple((1, n) for made in met for n in made[key])

    def found(self, seed: int) -> list[str]:
        """Every hidden count that has one value only."""
        rng = random.Random(seed)
        truth = self.equations.solution
        values = {name: sum(factor * truth[n] for factor, n in terms) for name, terms in self.hidden.items()}
        waiting = dict(self.hidden)
        pinned = []
        while waiting:
            name, terms = waiting.popitem()
            solution = self.otherwise(terms, values[name], rng)
            if solution is None:
                pinned.append(f"{name} is {values[name]}")
                continue
            totals = {one: sum(factor * solution[n] for factor, n in terms) for one, terms in waiting.items()}
            waiting = {one: terms for one, terms in waiting.items() if totals[one] == values[one]}
        return sorted(pinned)

    def otherwise(self, terms: Terms, value: int, rng: random.Random) -> list[int] | None:
        """A solution in which some terms have another sum; None where there is none."""
        others = [one for one in ((terms, value + 1, MANY), (terms, 0, value - 1)) if one[1] <= one[2]]
        for steps in PATIENCE:
            for other in list(others):
                try:
                    solution = self.equations.another(other, rng, steps)
                except TimeoutError:
                    continue
                if solution is not None:
                    return solution
                others.remove(other)
            if not others:
                return None
        raise TimeoutError


# ---- random programmes ----

ITEMS = (
    {"ask": "Scale", "scale": {"steps": "3"}},
    {"ask": "Yes", "answer": "yes or no", "may_not_apply": "yes"},
    {"ask": "Ticks", "answer": "several of", "options": ["a", "b"], "other": "yes"},
    {"ask": "One", "answer": "one of", "options": ["a", "b", "c"], "other": "yes", "may_not_apply": "yes"},
    {"ask": "Number", "answer": "number"},
    {"ask": "Words", "answer": "words"},
)
KEYS = {"Ticks": (OTHER, 0, 1), "Scale": (1, 2, 3), "Yes": (0, 1), "One": (OTHER, 0, 1, 2), "Number": (0, 1, 2, 3, 4)}


@dataclass
class Programme:
    """A programme with its rows."""

    evaluation: Evaluation
    smallest: int
    start: list[Answered]
    end: list[Answered]
    late: int = 0
    """How many of the last rows came in after the first report."""

    @classmethod
    def of(cls, seed: int) -> Programme:
        rng = random.Random(seed)
        groups = [
            {"id": f"g{n}", "ask": f"Group {n}?", "options": list("pqrs")[: rng.randint(2, 4)], "purpose": "so"}
            for n in range(rng.choice((0, 1, 1, 2)))
        ]
        items = rng.sample(ITEMS, rng.choice((1, 1, 2, 3)))
        people = rng.randint(5, 26)
        weights = [rng.random() ** 2 for _ in range(2)]
        drawn = [Person(rng, weights, [len(one["options"]) for one in groups]) for _ in range(people)]
        mentors = sum(one.role == "mentor" for one in drawn)
        invited = {
            "mentors": str(mentors + rng.choice((0, 1, 4))),
            "mentees": str(people - mentors + rng.choice((0, 2, 6))),
        }
        rounds = [
            {"id": when, "title": when, "when": when, "items": items, "invited": invited}
            for when in ("baseline", "end")
        ]
        evaluation = Evaluation.model_validate({"code": "yes", "groups": groups, "questionnaires": rounds})
        tendency = {one["ask"]: rng.choice((1, 1, 3, 12)) for one in items}
        start = [one.answers(rng, items, tendency) for one in drawn if rng.random() < 0.8]
        end = [one.answers(rng, items, tendency) for one in drawn]
        return cls(evaluation, rng.randint(3, 5), start, end, rng.choice((0, 1, 2, 4, 8, 12)))

    def rounds(self) -> list[tuple[Published, Truth]]:
        """Baseline and end: what is published of each, and what was answered."""
        rounds = zip(self.evaluation.questionnaires, (self.start, self.end), strict=True)
        tallies = with_changes([count(rows, one, self.evaluation) for one, rows in rounds], self.evaluation)
        return [(hide(one, "acme/lead", self.smallest), Truth([one])) for one in tallies]

    def reports(self) -> tuple[list[Published], Truth]:
        """Of the end, two reports: one before the late answers came in, and one after."""
        form = self.evaluation.questionnaires[1]
        tallies = [count(rows, form, self.evaluation) for rows in (self.end[: len(self.end) - self.late], self.end)]
        first, second = (hide(one, "acme/lead", self.smallest) for one in tallies)
        return [first, Ledger().with_released([first]).settled(second)], Truth(tallies)


@dataclass
class Truth:
    """How many people gave an answer, by the counts of each report."""

    tallies: list[Tally]

    def of(self, where: Where, number: int, answer: Hashable, by: Sequence[str]) -> int:
        """Of those whose answers came in between two reports."""
        late, cell = where
        now = self.until(late, cell, number, answer, by)
        return now - self.until(late - 1, cell, number, answer, by) if late else now

    def names(self, by: str) -> Iterator[str]:
        """The groups to which somebody may belong."""
        yield ""
        yield from next(one.names for one in self.tallies[0].partitions if one.by == by)

    def until(self, late: int, names: Cell, number: int, answer: Hashable, by: Sequence[str]) -> int:
        tally = self.tallies[late]
        at = [n for one in by for n, partition in enumerate(tally.partitions) if partition.by == one]
        asked = None if number < 0 else (*tally.items, *tally.changes)[number]
        total = 0
        for cell, people in tally.people.items():
            if names == tuple(tally.partitions[n].name(cell[n]) for n in at):
                counts = Counts(people) if asked is None else asked.by_cell[cell]
                said = {ANSWERED: counts.people, UNANSWERED: counts.unanswered, NOT_APPLICABLE: counts.not_applicable}
                total += (said | dict(counts.chosen)).get(answer, 0)  # type: ignore[call-overload]
        return total


class Person:
    def __init__(self, rng: random.Random, weights: list[float], groups: list[int]) -> None:
        self.code = f"{rng.random()}"
        self.role = rng.choices(("mentor", "mentee", ""), [*weights, 0.05])[0]
        alike = rng.random() < 0.4  # groups that go with the role, as when all mentors are in one place
        first = 0 if self.role == "mentor" else 1
        self.groups = tuple(
            None if rng.random() < 0.05 else first if alike else min(int(rng.expovariate(1)), size - 1)
            for size in groups
        )

    def answers(self, rng: random.Random, items: Sequence[dict[str, object]], tendency: dict[str, int]) -> Answered:
        return Answered(self.role, tuple(self.answer(rng, one, tendency) for one in items), self.groups, self.code, 1)

    def answer(self, rng: random.Random, item: dict[str, object], tendency: dict[str, int]):
        if rng.random() < 0.1:
            return NoAnswer.UNANSWERED
        if "may_not_apply" in item and rng.random() < 0.1:
            return NoAnswer.NOT_APPLICABLE
        name = str(item["ask"])
        if name == "Words":
            return "I liked it"
        if name == "Ticks":
            return tuple(key for key in (OTHER, 0, 1) if rng.random() < (0.1, 0.5, 0.8)[key + 1])
        keys = KEYS[name]
        usual = keys[(0 if self.role == "mentor" else -1)]  # the roles often answer differently
        return rng.choices((usual, *keys), (tendency[name], *(1 for _ in keys)))[0]


def found(seeds: Iterable[int]) -> list[str]:
    """What the solver finds in programmes with these seeds."""
    return [
        f"seed {seed}: {what}"
        for seed in seeds
        for report, truth in Programme.of(seed).rounds()
        if report.people is not None
        for by in report.people.splits
        for what in Attack([report], truth, (by.by,)).found(seed)
    ]


def found_in_two_reports(seeds: Iterable[int]) -> list[str]:
    """What the solver finds, and the differences between two reports that are those of a few people."""
    return [f"seed {seed}: {what}" for seed in seeds for what in between(Programme.of(seed), seed)]


def between(programme: Programme, seed: int) -> Iterator[str]:
    reports, truth = programme.reports()
    if any(one.people is None for one in reports) or reports[1].repeats:
        return
    first, second = reports
    for old, new in zip(first.figures(), second.figures(), strict=True):
        pairs = [] if new.earlier else [("everybody", old.everybody, new.everybody)]
        for split in (one for one in new.splits if not one.earlier):
            before = old.split(split.by)
            pairs += [(name, before.of(name) if before else None, after) for name, after in split.shown]
        for name, before_, after in pairs:
            if before_ and after and 0 < after.counts.people - before_.counts.people < programme.smallest:
                yield f"{new.item.ask} {name}: the answers that came in late"
    for split in second.people.splits if second.people else ():
        yield from Attack(reports, truth, (split.by,)).found(seed)


def test_a_solver_finds_no_hidden_count_in_a_few_programmes() -> None:
    assert found(range(20, 26)) == []


def test_a_solver_finds_nothing_in_two_reports_on_a_few_programmes() -> None:
    assert found_in_two_reports(range(20, 26)) == []


@pytest.mark.slow
def test_a_solver_finds_nothing_in_two_reports_on_many_programmes() -> None:
    assert found_in_two_reports(range(130)) == []


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_a_solver_finds_no_hidden_count_in_a_thousand_programmes(part: int) -> None:
    assert found(range(1000 + part * 250, 1250 + part * 250)) == []


BROKEN = {
    "the second group": ("_is_enough", lambda *_: True, "role=: One : 2 is 1", 1),
    "zeros": ("_tells_by_zeros", lambda *_: False, " is 0", 12),
}


@pytest.mark.slow
@pytest.mark.parametrize("rule", BROKEN)
def test_the_solver_finds_what_a_rule_that_is_left_out_gives_away(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, instead, expected, rounds = BROKEN[rule]
    monkeypatch.setattr(hiding._Hider, name, instead)
    monkeypatch.setattr(hiding, "can_be_otherwise", lambda *_: True)
    assert any(expected in one for one in found(range(rounds)))


@pytest.mark.slow
def test_without_the_ledger_two_reports_tell_what_came_in_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ledger, "settled", lambda _, published: published)
    assert any(one.endswith("the answers that came in late") for one in found_in_two_reports(range(12)))
