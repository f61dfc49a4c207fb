"""From what may be published to the figures that reports, tables and portals are made of, and that stand in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mentorkit.answers.answered import OTHER
from mentorkit.answers.intervals import clopper_pearson
from mentorkit.answers.published import Numbers, Published, PublishedItem
from mentorkit.answers.tally import HIGHER, LOWER, SAME, Key
from mentorkit.definition.items import CHOSEN, Item
from mentorkit.definition.questionnaires import Evaluation, Questionnaire
from mentorkit.definition.results import (
    ChangeFigures,
    GroupFigures,
    HiddenGroups,
    ItemResult,
    NamedGroup,
    Plausible,
    RoundResult,
)
from mentorkit.files.question_list import point_name
from mentorkit.language.voice import Voice


def rounds_of(
    published: Iterable[Published], program: str, evaluation: Evaluation, voice: Voice
) -> tuple[RoundResult, ...]:
    """The rounds that may be shown; `program` is the one that the report is about, as client/program."""
    return tuple(_Round(one, program, evaluation, voice).result() for one in published)


@dataclass(frozen=True, slots=True)
class _Round:
    """Turns what may be published of one questionnaire into figures."""

    published: Published
    program: str
    evaluation: Evaluation
    voice: Voice

    def result(self) -> RoundResult:
        """All of it."""
        one = self.published
        people = one.people
        everybody = people.everybody if people else None
        return RoundResult(
            questionnaire=one.questionnaire.id,
            title=str(one.questionnaire.title),
            when=one.questionnaire.when,
            cohort="" if one.cohort == self.program else one.cohort,
            everybody=GroupFigures(people=everybody.counts.people) if everybody else None,
            groups=tuple(self._groups(people, ())) if people else (),
            hidden=tuple(_hidden(people)) if people else (),
            invited=_invited(one.questionnaire),
            items=tuple(self._item(item) for item in one.items),
            earlier=one.repeats,
        )

    def _item(self, asked: PublishedItem) -> ItemResult:
        item = asked.item
        keys, labels = self._answers(item)
        scale = self.published.questionnaire.scale_of(item)
        first = self.evaluation.first_asking(item)
        numbers = range(1, scale.steps + 1) if item.answer == "scale" else ()
        named = ((number, point_name(scale, number, self.voice.words)) for number in numbers)
        change = self.published.change(item)
        told = change.everybody if change else None
        return ItemResult(
            ask=str(item.ask),
            series=first.id or str(first.ask),
            answer=item.answer,
            level=item.level if "level" in item.model_fields_set else first.level,
            goal=item.goal or first.goal,
            labels=labels,
            points=tuple(f"{number}: {name}" for number, name in named if name),
            unit=str(item.number.unit or "") if item.number else "",
            everybody=_figures(asked.everybody, keys, item) if asked.everybody else None,
            groups=tuple(self._groups(asked, keys)),
            hidden=tuple(_hidden(asked)),
            change=_change(change, told) if change and told else None,
            linked_too_few=change is not None and told is None,
            earlier=not self.published.repeats and any((asked.earlier, *(split.earlier for split in asked.splits))),
        )

    def _answers(self, item: Item) -> tuple[tuple[Key, ...], tuple[str, ...]]:
        """The answers that a question can have, as they are counted, and what they are called."""
        _ = self.voice.words.gettext
        if item.answer == "scale":
            steps = range(1, self.published.questionnaire.scale_of(item).steps + 1)
            return tuple(steps), tuple(map(str, steps))
        if item.answer == "yes or no":
            return (0, 1), (str(_("No")), str(_("Yes")))
        if item.answer in CHOSEN:
            keys = (*range(len(item.options)), *((OTHER,) if item.other else ()))
            names = (*(str(one.text) for one in item.options), *((str(_("Another answer")),) if item.other else ()))
            return keys, names
        return (), ()

    def _groups(self, asked: PublishedItem, keys: Sequence[Key]) -> Iterator[NamedGroup]:
        for split in asked.splits:
            for name, numbers in split.shown:
                yield NamedGroup(by=split.by, name=name, figures=_figures(numbers, keys, asked.item))


def _figures(numbers: Numbers, keys: Sequence[Key], item: Item) -> GroupFigures:
    counts, spread = numbers.counts, numbers.spread
    given = tuple(counts.chosen.get(key, 0) for key in keys)
    options = item.answer in CHOSEN and counts.people
    return GroupFigures(
        people=counts.people,
        counts=given,
        plausible=tuple(_plausible(some, counts.people) for some in given) if options else (),
        upper=_upper(given, counts.people, item),
        not_applicable=counts.not_applicable,
        unanswered=counts.unanswered,
        mean=spread.mean if spread else None,
        quarter=spread.lower if spread else None,
        median=spread.median if spread else None,
        three_quarters=spread.upper if spread else None,
    )


def _upper(given: tuple[int, ...], people: int, item: Item) -> Plausible | None:
    """Those above the middle of a scale, or who say yes."""
    if not people or not given or item.answer not in ("scale", "yes or no"):
        return None
    return _plausible(sum(given[(len(given) + 1) // 2 :]), people)


def _plausible(some: int, people: int) -> Plausible:
    low, high = clopper_pearson(some, people)
    return Plausible(people=some, low=round(low, 4), high=round(high, 4))


def _change(change: PublishedItem, told: Numbers) -> ChangeFigures:
    counts = told.counts
    ways = tuple(counts.chosen.get(way, 0) for way in (HIGHER, SAME, LOWER))
    return ChangeFigures.model_validate(
        {
            "since": change.since,
            "figures": GroupFigures(
                people=counts.people,
                counts=ways,
                upper=_plausible(ways[0], counts.people),
                unanswered=counts.unanswered,
            ),
        }
    )


def _hidden(asked: PublishedItem) -> Iterator[HiddenGroups]:
    for split in asked.splits:
        if split.hidden:
            yield HiddenGroups(by=split.by, groups=split.hidden, all=not split.shown)


def _invited(questionnaire: Questionnaire) -> dict[str, int]:
    """How many people of each role were asked, of those roles of which it is known."""
    invited = questionnaire.invited
    known = {"mentor": invited.mentors, "mentee": invited.mentees}
    return {role: number for role, number in known.items() if number is not None and role in questionnaire.for_}
