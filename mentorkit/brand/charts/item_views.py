"""What a report and a portal show of one question: rows with their bars, and the sentences beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from mentorkit.brand.charts.bars import Axis, BarPart, ChartStyle
from mentorkit.brand.charts.result_words import Asking, ResultWords
from mentorkit.definition.results import ChangeFigures, GroupFigures, ItemResult, NamedGroup, Plausible, RoundResult

DIVERGING = ("scale", "yes or no")
"""The kinds of answer that have two sides."""
_MOST_COLUMNS = 7
"""A scale with more points has its counts in the picture and in the table of figures only."""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One line of a picture: whose answers, the bar, and the counts beside it."""

    label: str
    people: int
    counts: tuple[int, ...]
    chart: Markup
    said: str = ""
    """The percentage and its interval, in words."""
    whole: bool = False
    """Whether it is about everybody who answered in a round."""
    before: tuple[str, ...] = ()
    """What it was in earlier rounds, in words."""


@dataclass(frozen=True, slots=True)
class ItemView:
    """One question, over all rounds in which it was asked."""

    ask: str
    kind: str
    heads: tuple[str, ...]
    """The headings of the counts: the points of a scale."""
    points: tuple[str, ...]
    """What points of a scale mean."""
    rows: tuple[ChartRow, ...]
    change: ChartRow | None
    notes: tuple[str, ...]
    """Sentences below: what it is counted of, what is hidden, what cannot be compared."""
    levels: tuple[tuple[str, float], ...] = field(default=(), repr=False)
    """The side and the strength of each answer, for a legend."""


def askings(rounds: Iterable[RoundResult]) -> dict[str, list[Asking]]:
    """The askings of each question in the order of the rounds, by what they have in common."""
    found: dict[str, list[Asking]] = {}
    for one in rounds:
        for item in one.items:
            found.setdefault(f"{item.series}|{item.answer}", []).append(Asking(one, item))
    return found


def item_view(asked: list[Asking], words: ResultWords, style: ChartStyle, *, groups: bool = True) -> ItemView:
    """What is shown of one question. With `groups`, the last asking by role and group too."""
    last = asked[-1].item
    draw = _Drawn(words, style)
    if last.answer in DIVERGING:
        rows = draw.sides(asked, groups=groups)
    elif last.answer == "number":
        rows = draw.numbers(asked, groups=groups)
    elif last.answer == "words":
        rows = ()
    else:
        rows = draw.options(asked)
    change = draw.change(asked)
    notes = tuple(words.notes(asked, has_change=change is not None))
    heads = last.labels if last.answer in DIVERGING and len(last.labels) <= _MOST_COLUMNS else ()
    levels = tuple(sides_of(last)) if last.answer in DIVERGING else ()
    return ItemView(last.ask, last.answer, heads, last.points, tuple(rows), change, notes, levels)


def sides_of(item: ItemResult) -> Iterator[tuple[str, float]]:
    """The side of each answer, and how far it is from the middle."""
    if item.answer == "yes or no":
        yield from (("less", 0.6), ("more", 0.6))
        return
    steps = len(item.labels)
    for number in range(1, steps + 1):
        place = 2 * number - steps - 1
        side = "apart" if place == 0 else "more" if place > 0 else "less"
        most = steps - 1
        least = 1 if steps % 2 == 0 else 2
        yield side, (abs(place) - least) / (most - least) if most > least and place else 1.0


class _Drawn:
    """Makes the rows of one question."""

    def __init__(self, words: ResultWords, style: ChartStyle) -> None:
        self.words, self.style = words, style

    def sides(self, asked: list[Asking], *, groups: bool) -> tuple[ChartRow, ...]:
        """A row for everybody in each round, then one for each group of the last."""
        last = asked[-1]
        told = self._told(asked, groups=groups)
        present = [(label, figures, whole) for label, figures, whole in told if figures and figures.people]
        parts = [self._parts(last.item, figures) for _, figures, _ in present]
        axis = Axis.of(parts)
        return tuple(
            self._side_row(last.item, label, figures, bar, axis, whole=whole)
            for (label, figures, whole), bar in zip(present, parts, strict=True)
        )

    def _told(self, asked: list[Asking], *, groups: bool) -> list[tuple[str, GroupFigures | None, bool]]:
        """Whose answers they are, for each row: everybody by round, each role by round, then the other groups of the last."""
        told = [(self.words.round_name(one.round_), one.item.everybody, True) for one in asked]
        if not groups:
            return told
        own = [one for one in asked if not one.round_.cohort]
        by_role = [(group, one) for one in own for group in _in_order(one.item.groups) if group.by == "role"]
        for role in dict.fromkeys(group.name for group, _ in by_role):
            rounds = [(group, one) for group, one in by_role if group.name == role]
            told += [(self._named(group, one, own), group.figures, False) for group, one in rounds]
        others = [group for group in _in_order(asked[-1].item.groups) if group.by != "role"]
        return told + [(self._named(one, asked[-1], own), one.figures, False) for one in others]

    def _named(self, group: NamedGroup, asked: Asking, own: list[Asking]) -> str:
        """The name of a group, with the round where the programme has more than one."""
        label = self.words.group(group)
        return self.words.of_round(label, asked.round_) if len(own) > 1 else label

    def _parts(self, item: ItemResult, figures: GroupFigures) -> list[BarPart]:
        sides = sides_of(item)
        return [
            BarPart(count / figures.people, side, strength)
            for count, (side, strength) in zip(figures.counts, sides, strict=True)
        ]

    def _side_row(
        self, item: ItemResult, label: str, figures: GroupFigures, parts: list[BarPart], axis: Axis, *, whole: bool
    ) -> ChartRow:
        said = self.words.upper(item, figures)
        told = self.words.counted(item.labels, figures)
        chart = self.style.diverging(parts, axis, f"{label}: {item.ask}", told)
        return ChartRow(label, figures.people, figures.counts, chart, said, whole)

    def options(self, asked: list[Asking]) -> tuple[ChartRow, ...]:
        """A row for each option: the share that chose it in the last round, and what it was in earlier ones."""
        told = [(one, one.item.everybody) for one in asked if one.item.everybody]
        rows = []
        for label in dict.fromkeys(label for one, _ in reversed(told) for label in one.item.labels):
            chosen = [
                (one, figures.plausible[one.item.labels.index(label)], figures.people)
                for one, figures in told
                if label in one.item.labels
            ]
            rows.append(self._share_row(label, chosen, is_last=chosen[-1][0] is told[-1][0]))
        return tuple(rows)

    def _share_row(self, label: str, chosen: list[tuple[Asking, Plausible, int]], *, is_last: bool) -> ChartRow:
        """One option; one that was not asked in the last round is called by the round that it was asked in."""
        *earlier, (last, some, people) = chosen
        label = label if is_last else f"{label} · {self.words.round_name(last.round_)}"
        before = tuple(self.words.before(one, last, other.people, of) for one, other, of in earlier)
        said = self.words.plausible(some, people)
        rings = [other.people / of for _, other, of in earlier if of]
        title, told = f"{label}: {last.item.ask}", ". ".join((said, *before))
        chart = self.style.share(some.people / people if people else 0, (some.low, some.high), title, told, rings)
        return ChartRow(label, people, (some.people,), chart, said, before=before)

    def numbers(self, asked: list[Asking], *, groups: bool) -> tuple[ChartRow, ...]:
        """A row for each round, and for each group of the last: the middle half of the numbers."""
        told = self._told(asked, groups=groups)
        present = [(label, one, whole) for label, one, whole in told if one and one.median is not None]
        most = max((one.three_quarters or 0 for _, one, _ in present), default=0) * 1.25 or 1
        unit = asked[-1].item.unit
        rows = []
        for label, one, whole in present:
            said = self.words.middle(one, unit)
            ends = ((one.quarter or 0) / most, (one.median or 0) / most, (one.three_quarters or 0) / most)
            chart = self.style.middle(*ends, f"{label}: {asked[-1].item.ask}", said)
            rows.append(ChartRow(label, one.people, (), chart, said, whole))
        return tuple(rows)

    def change(self, asked: list[Asking]) -> ChartRow | None:
        """What became of the answers of those whose code links the last round to the first."""
        change: ChangeFigures | None = asked[-1].item.change
        if change is None or not change.figures.people:
            return None
        higher, same, lower = change.figures.counts
        people = change.figures.people
        parts = [BarPart(lower / people, "less"), BarPart(same / people, "apart"), BarPart(higher / people, "more")]
        said = self.words.changed(change)
        label = self.words.change_label(change)
        chart = self.style.diverging(parts, Axis.of([parts]), label, said)
        return ChartRow(label, people, (lower, same, higher), chart, said)


def _in_order(groups: Iterable[NamedGroup]) -> list[NamedGroup]:
    """Roles first, then the groups of each question; those who did not say are last."""
    order: Mapping[str, int] = {"role": 0}
    return sorted(groups, key=lambda one: (order.get(one.by, 1), one.by, not one.name))
