"""What a report and a portal show of released results: goal by goal, question by question, and who answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from mentorkit.brand.charts.bars import ChartStyle
from mentorkit.brand.charts.item_views import ChartRow, ItemView, askings, item_view, sides_of
from mentorkit.brand.charts.result_words import ResultWords
from mentorkit.definition.program import Goal, Program
from mentorkit.definition.results import GoalResult, Reached, Results, RoundResult
from mentorkit.language.voice import Voice

REACHED: tuple[Reached, ...] = ("yes", "in part", "no", "cannot be said")


@dataclass(frozen=True, slots=True)
class GoalView:
    """One goal, what came of it, and the questions that were asked about it."""

    number: int
    goal: Goal
    result: GoalResult
    reached: str
    """In words."""
    before: str
    after: str
    target: str
    said: str
    """From how many people the figure is, and how sure it is."""
    chart: Markup | None
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class RoundView:
    """Who answered one questionnaire: a row for everybody, and one for each group that may be told."""

    name: str
    title: str
    rows: tuple[ChartRow, ...]
    """Of those whose invited people are known, the share that answered."""
    plain: tuple[tuple[str, str], ...]
    """Of the others, how many answered."""
    hidden: str
    """Which groups are not shown."""
    too_few: bool
    earlier: bool


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One colour of the pictures and what it means."""

    name: str
    """The class of the parts of bars that have it."""
    ground: str
    outline: str
    text: str


@dataclass(frozen=True, slots=True)
class ResultsView:
    """All that is shown of results."""

    goals: tuple[GoalView, ...]
    sums: tuple[tuple[Reached, str], ...]
    """How many goals are in each state, in words; states without any are left out."""
    others: tuple[tuple[str, tuple[ItemView, ...]], ...]
    """The questions that are about no goal, by the level that they ask about."""
    rounds: tuple[RoundView, ...]
    legend: tuple[LegendEntry, ...]
    has_intervals: bool
    smallest: int


def results_view(results: Results, program: Program, voice: Voice, style: ChartStyle) -> ResultsView:
    """What is shown of these results of a programme."""
    evaluation = program.evaluation
    questions = {one.id: one.ask for one in evaluation.groups} if evaluation else {}
    words = ResultWords(voice, results.smallest_group, questions)
    items = dict(_items(results, words, style))
    goals = tuple(_goals(results, program, items, words, style))
    about = {goal.goal.id for goal in goals if goal.goal.id}
    levels: dict[str, list[ItemView]] = {}
    for (level, goal, _), view in items.items():
        if goal not in about:
            levels.setdefault(level, []).append(view)
    others = tuple((voice.result(level), tuple(views)) for level, views in levels.items())
    number = {state: sum(goal.result.reached == state for goal in goals) for state in REACHED}
    sums = tuple((state, words.sum(state, many)) for state, many in number.items() if many)
    rounds = tuple(_round(one, words, style) for one in results.own)
    legend = tuple(_legend(results, words, style))
    return ResultsView(goals, sums, others, rounds, legend, bool(items), results.smallest_group)


_ItemKey = tuple[str, str | None, str]
"""Of a question: its level, its goal and what it has in common with its other askings."""


def _items(results: Results, words: ResultWords, style: ChartStyle) -> Iterator[tuple[_ItemKey, ItemView]]:
    """Every question of the programme itself; earlier programmes stand before its own rounds."""
    others = [one for one in results.rounds if one.cohort]
    for series, asked in askings([*others, *results.own]).items():
        last = asked[-1]
        if not last.round_.cohort:
            yield (last.item.level, last.item.goal, series), item_view(asked, words, style)


def _goals(
    results: Results, program: Program, items: dict[_ItemKey, ItemView], words: ResultWords, style: ChartStyle
) -> Iterator[GoalView]:
    told = {one.statement: one for one in results.goals}
    for number, goal in enumerate(program.goals, 1):
        result = told.get(goal.statement, GoalResult(statement=goal.statement))
        own = tuple(view for (_, about, _), view in items.items() if goal.id and about == goal.id)
        before = words.figure_of(result, result.before, result.people_before)
        after = words.figure_of(result, result.after, result.people_after)
        target = (goal.target or "–") if result.target is None else words.figure(result, result.target)
        if result.figure == "told":
            before, target = goal.baseline or "–", goal.target or "–"
            after = result.outcome or "–"
        said = words.goal_said(result)
        chart = _goal_chart(result, f"{goal.statement}: {before} → {after} ({target})", said, style)
        yield GoalView(number, goal, result, words.reached(result), before, after, target, said, chart, own)


def _goal_chart(result: GoalResult, title: str, told: str, style: ChartStyle) -> Markup | None:
    if result.target is None or result.after is None:
        return None
    ends = [value for value in (result.before, result.after, result.target) if value is not None]
    most = 100.0 if result.figure == "percent" else max(ends) * 1.15 or 1.0
    return style.goal(result.before, result.after, result.target, most, title, told)


def _round(one: RoundResult, words: ResultWords, style: ChartStyle) -> RoundView:
    rows: list[ChartRow] = []
    plain: list[tuple[str, str]] = []
    roles = [group for group in one.groups if group.by == "role"]
    whole = sum(one.invited.values())
    everybody = words.voice.words.gettext("Everybody")
    told = [(everybody, one.everybody.people, whole)] if one.everybody else []
    told += [(words.group(group), group.figures.people, one.invited.get(group.name, 0)) for group in roles]
    for label, people, invited in told:
        if invited >= people and invited:
            said = words.answered(people, invited)
            chart = style.share(people / invited, None, f"{label}: {one.title}", said)
            rows.append(ChartRow(label, people, (people,), chart, said, whole=label == everybody))
        else:
            plain.append((label, words.people(people)))
    others = [group for group in one.groups if group.by != "role"]
    plain += [
        (f"{words.questions.get(group.by, group.by)} {words.group(group)}", words.people(group.figures.people))
        for group in others
    ]
    hidden = words.hidden(one.hidden) if one.hidden else ""
    name = words.round_name(one)
    return RoundView(name, one.title, tuple(rows), tuple(plain), hidden, one.everybody is None, one.earlier)


def _legend(results: Results, words: ResultWords, style: ChartStyle) -> Iterator[LegendEntry]:
    """The colours of the commonest scale, from one end to the other."""
    scales = [item for one in results.own for item in one.items if item.answer == "scale"]
    if not scales:
        return
    item = max(scales, key=lambda one: sum(other.labels == one.labels for other in scales))
    meant = {point.partition(":")[0]: point for point in item.points}
    for (side, strength), label in zip(sides_of(item), item.labels, strict=True):
        name, fill = style.swatch(side, strength)
        yield LegendEntry(name, fill.ground, fill.outline, meant.get(label, label))
