"""Figures of results in words: what was counted of whom, how sure it is, what is hidden and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mentorkit.definition.results import (
    ChangeFigures,
    GoalResult,
    GroupFigures,
    HiddenGroups,
    ItemResult,
    NamedGroup,
    Plausible,
    Reached,
    RoundResult,
)
from mentorkit.language.voice import Voice

_QUESTION_MARKS = ("?", "؟", "？", ";")
"""The ends of a question, in all scripts; after one of them there is no colon."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as it was asked in one round."""

    round_: RoundResult
    item: ItemResult


@dataclass(frozen=True)
class ResultWords:
    """The sentences of one programme's results."""

    voice: Voice
    smallest: int
    """The fewest people whose answers are reported together."""
    questions: Mapping[str, str] = field(default_factory=dict)
    """The words of the questions about groups, by their ids."""

    def _fill(self, said: str, **values: object) -> str:
        return self.voice.words.fill(said, values)

    def people(self, number: int) -> str:
        """`22 people`."""
        return self.voice.words.ngettext("%(num)s person", "%(num)s people", number)

    def round_name(self, one: RoundResult) -> str:
        """`At the end`; of another programme with its name."""
        when = self.voice.asked(one.when)
        if not one.cohort:
            return when
        return self._fill("%(programme)s · %(when)s", programme=one.named or one.cohort, when=when)

    def of_round(self, label: str, one: RoundResult) -> str:
        """`Mentors · At the end`."""
        return self._fill("%(group)s · %(when)s", group=label, when=self.voice.asked(one.when))

    def group(self, one: NamedGroup) -> str:
        """The name of a group, as people know it."""
        if not one.name:
            return self.voice.words.gettext("Not said")
        return self.voice.roles(one.name) if one.by == "role" else one.name

    def counted(self, labels: Sequence[str], figures: GroupFigures) -> str:
        """`1: 0, 2: 1, 3: 4, 4: 9, 5: 8; of 22 people who answered`."""
        said = self.voice.words.comma.join(
            f"{label}: {count}" for label, count in zip(labels, figures.counts, strict=False)
        )
        people = self.people(figures.people)
        return self._fill(
            self.voice.words.gettext("%(counts)s; of %(people)s who answered"), counts=said, people=people
        )

    def interval(self, low: float, high: float) -> str:
        """`60% to 93%`."""
        percent = self.voice.words.percent
        return self._fill(self.voice.words.gettext("%(low)s to %(high)s"), low=percent(low), high=percent(high))

    def plausible(self, some: Plausible, people: int) -> str:
        """`18 of 22 people, 82% (60% to 93%)`."""
        share = self.voice.words.percent(some.people / people if people else 0)
        said = self.voice.words.gettext("%(some)s of %(people)s, %(share)s (%(interval)s)")
        interval = self.interval(some.low, some.high)
        return self._fill(said, some=some.people, people=self.people(people), share=share, interval=interval)

    def upper(self, item: ItemResult, figures: GroupFigures) -> str:
        """How many are above the middle of a scale, or say yes, and how sure that is."""
        if figures.upper is None:
            return ""
        said = self.plausible(figures.upper, figures.people)
        _ = self.voice.words.gettext
        if item.answer == "yes or no":
            return self._fill(_("Yes: %(figures)s"), figures=said)
        steps = len(item.labels)
        above = [label for number, label in enumerate(item.labels, 1) if 2 * number > steps + 1]
        return self._fill(_("%(least)s or more: %(figures)s"), least=above[0], figures=said)

    def middle(self, figures: GroupFigures, unit: str) -> str:
        """The middle of numbers: `41 people: median 7 sessions, half of them 6 to 8, mean 7.2`."""
        number, _ = self.voice.words.number, self.voice.words.gettext
        said = _("%(people)s: median %(median)s, half of them %(low)s to %(high)s, mean %(mean)s")
        median = f"{number(figures.median or 0)} {unit}".strip()
        return self._fill(
            said, people=self.people(figures.people), median=median, low=number(figures.quarter or 0),
            high=number(figures.three_quarters or 0), mean=number(figures.mean or 0),
        )  # fmt: skip

    def change_label(self, change: ChangeFigures) -> str:
        """Whose change it is."""
        _ = self.voice.words.gettext
        since = {"baseline": _("Since the start"), "middle": _("Since half-way"), "end": _("Since the end")}
        return since.get(change.since, since["baseline"])

    def changed(self, change: ChangeFigures) -> str:
        """`Of 20 people whose code links both rounds, 12 answer higher, 6 the same and 2 lower`."""
        higher, same, lower = change.figures.counts
        _ = self.voice.words.gettext
        said = _(
            "Of %(people)s whose code links both answers, %(higher)s answer higher, %(same)s the same and %(lower)s lower."
        )
        people = self.people(change.figures.people)
        linked = self._fill(said, people=people, higher=higher, same=same, lower=lower)
        if upper := change.figures.upper:
            share = self.voice.words.percent(higher / change.figures.people)
            sure = self._fill(
                _("Higher: %(share)s (%(interval)s)."), share=share, interval=self.interval(upper.low, upper.high)
            )
            linked = self.voice.words.joined((linked, sure), " ")
        others = self.voice.words.ngettext(
            "%(num)s other is not linked.", "%(num)s others are not linked.", change.figures.unanswered
        )
        return self.voice.words.joined((linked, others), " ") if change.figures.unanswered else linked

    def notes(self, asked: Sequence[Asking], *, has_change: bool) -> Iterator[str]:
        """What has to be said below the picture of a question."""
        _, last = self.voice.words.gettext, asked[-1].item
        few = [one for one in asked if one.item.everybody is None]
        for one in few:
            yield self._fill(_("%(when)s: too few to say."), when=self.round_name(one.round_))
        if last.answer == "several of" and last.everybody:
            ticks = sum(last.everybody.counts)
            said = _("Percentages are of people, who could tick several answers: %(ticks)s ticks by %(people)s.")
            yield self._fill(said, ticks=ticks, people=self.people(last.everybody.people))
        if last.answer in ("one of", "several of") and sum(one.item.everybody is not None for one in asked) > 1:
            when = self.round_name(asked[-1].round_)
            yield self._fill(_("Bars: %(when)s. Rings: earlier rounds, whose figures stand below."), when=when)
        if last.answer == "words" and last.everybody:
            said = _("Answered in their own words by %(people)s; what was released stands further on.")
            yield self._fill(said, people=self.people(last.everybody.people))
        if last.everybody and last.everybody.not_applicable:
            said = _("Does not apply, and not counted: %(people)s.")
            yield self._fill(said, people=self.people(last.everybody.not_applicable))
        own = [one for one in asked if not one.round_.cohort and one.item.everybody]
        if len(own) > 1 and not has_change and last.answer not in ("words", "one of", "several of"):
            yield (
                _(
                    "How many people changed is not told: few answers of both rounds are linked, or a small group could be told by it."
                )
                if last.linked_too_few
                else _(
                    "No code links the two rounds: they show two pictures side by side, perhaps of different people."
                )
            )
        if last.hidden and last.answer != "words":
            yield self.hidden(last.hidden)
        if last.earlier:
            yield _("Some of these are figures of an earlier report: too few answers came in since to renew all.")

    def hidden(self, groups: Sequence[HiddenGroups]) -> str:
        """Which groups are not shown; why, is said once for all."""
        _, words = self.voice.words.gettext, self.voice.words
        told = []
        for one in groups:
            by = _("by role") if one.by == "role" else self.questions.get(one.by, one.by)
            names = words.list(self.group_name(one.by, name) for name in one.groups)
            pattern = "%(by)s %(names)s" if by.endswith(_QUESTION_MARKS) else _("%(by)s: %(names)s")
            told.append(by if one.all else self._fill(pattern, by=by, names=names))
        return self._fill(_("Hidden, because few people are in a group: %(groups)s."), groups=words.joined(told, "; "))

    def group_name(self, by: str, name: str) -> str:
        """The name of a group that is not shown."""
        if not name:
            return self.voice.words.gettext("not said")
        return self.voice.roles(name) if by == "role" else name

    def answered(self, people: int, invited: int) -> str:
        """`22 of 24 invited people, 92%`."""
        said = self.voice.words.gettext("%(people)s of %(invited)s who were invited, %(share)s")
        share = self.voice.words.percent(people / invited)
        return self._fill(said, people=people, invited=self.people(invited), share=share)

    def reached(self, goal: GoalResult) -> str:
        """Whether a goal was reached."""
        _ = self.voice.words.gettext
        return {
            "yes": _("Reached"),
            "in part": _("Reached in part"),
            "no": _("Not reached"),
            "cannot be said": _("Cannot be said"),
        }[goal.reached]

    def sum(self, state: Reached, number: int) -> str:
        """How many goals are in a state."""
        _ = self.voice.words.gettext
        said = {
            "yes": _("%(num)s reached"),
            "in part": _("%(num)s reached in part"),
            "no": _("%(num)s not reached"),
            "cannot be said": _("%(num)s of which it cannot be said"),
        }[state]
        return self._fill(said, num=number)

    def figure(self, goal: GoalResult, value: float | None) -> str:
        """A figure of a goal in its unit; a dash where there is none."""
        if value is None:
            return "–"
        if goal.figure == "percent":
            return self.voice.words.percent(value / 100)
        number = self.voice.words.number(value)
        return self.people(round(value)) if goal.figure == "people" else number

    def figure_of(self, goal: GoalResult, value: float | None, people: int | None) -> str:
        """The same with the people whose answers it is made of: `20 of 43 people`, `3.9, from 35 people`."""
        if value is None or people is None:
            return self.figure(goal, value)
        _, of = self.voice.words.gettext, self.people(people)
        if goal.figure == "people":
            return self._fill(_("%(some)s of %(people)s"), some=self.voice.words.number(value), people=of)
        if goal.figure == "percent":
            return self._fill(_("%(share)s of %(people)s"), share=self.figure(goal, value), people=of)
        return self._fill(_("%(figure)s, from %(people)s"), figure=self.figure(goal, value), people=of)

    def before(self, one: Asking, last: Asking, some: int, people: int) -> str:
        """What an option was in an earlier round: `At the start: 20 of 43 people, 47%`."""
        alike = one.round_.cohort and one.round_.when == last.round_.when
        when = one.round_.named or one.round_.cohort if alike else self.round_name(one.round_)
        said = self.voice.words.gettext("%(when)s: %(some)s of %(people)s, %(share)s")
        share = self.voice.words.percent(some / people if people else 0)
        return self._fill(said, when=when, some=some, people=people, share=share)

    def goal_said(self, goal: GoalResult) -> str:
        """From how many people a goal's figure is, and how sure it is."""
        _ = self.voice.words.gettext
        if goal.people_after is None:
            return ""
        people = self.people(goal.people_after)
        if goal.of:
            people = self._fill("%(people)s (%(role)s)", people=people, role=self.voice.roles(goal.of))
        if goal.interval is None:
            return self._fill(_("From the answers of %(people)s."), people=people)
        low, high = (self.figure(goal, end) for end in goal.interval)
        said = _("From the answers of %(people)s; plausible are %(low)s to %(high)s.")
        return self._fill(said, people=people, low=low, high=high)
