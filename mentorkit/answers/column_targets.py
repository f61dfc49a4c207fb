"""Which question each column of a file belongs to, by the words of its heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from mentorkit.answers.answered import OTHER
from mentorkit.answers.dropped_columns import kind_by_heading
from mentorkit.answers.heading_rows import Column
from mentorkit.answers.plain_headings import OTHER_WORDS, headings_of, option_words, plain_heading, plain_option
from mentorkit.definition.items import CHOSEN, Item
from mentorkit.definition.questionnaires import Evaluation, Questionnaire
from mentorkit.language.catalogue import Words

NEAR = 0.82
"""How alike (difflib's ratio) a heading and a question are where one is proposed for the other."""
CLEAR = 0.08
"""By how much more alike than to any other question."""


class Purpose(Enum):
    """What a column is read for, beside the questions."""

    ROLE = "role"
    CODE = "code"
    DROPPED = "leave out"


@dataclass(frozen=True, slots=True)
class ToItem:
    """A column with answers to an item, or with one of its options."""

    item: int
    part: int | None = None
    """The index of the option that the column is for, `OTHER` where it holds answers of one's own; None for the whole question."""


@dataclass(frozen=True, slots=True)
class ToGroup:
    """A column with answers to a question about groups."""

    group: int


Target = ToItem | ToGroup | Purpose


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions that columns of one questionnaire may belong to, by every form of their words."""

    evaluation: Evaluation
    questionnaire: Questionnaire
    exact: Mapping[str, ToItem | ToGroup | Purpose]
    options: tuple[Mapping[str, int], ...]
    """The options of each item by every form of their words."""

    @classmethod
    def of(cls, evaluation: Evaluation, questionnaire: Questionnaire, words: Words) -> Questions:
        """The questions of a questionnaire, with those about groups, the role and the code."""
        exact = dict[str, Target](_of_ours(words, code=evaluation.code))
        for number, group in enumerate(evaluation.groups):
            exact |= dict.fromkeys((*headings_of(group), plain_heading(group.id)), ToGroup(number))
        for number, item in enumerate(questionnaire.items):
            exact |= {_code_of(form): ToItem(number) for form in (item.id,) if form}
        for number, item in enumerate(questionnaire.items):
            exact |= dict.fromkeys(headings_of(item), ToItem(number))
        options = tuple(option_words(item.options) for item in questionnaire.items)
        return cls(evaluation, questionnaire, exact, options)

    def target(self, column: Column) -> Target | None:
        """What a column is read for, where its words say it for certain."""
        for question, part in column.readings():
            found = self._whole(question, own=column.own_words) if not part else self._part(question, part)
            if found is not None:
                return found
        return None

    def _whole(self, question: str, *, own: bool) -> Target | None:
        found = self._named(question)
        if own:
            return ToItem(found.item, OTHER) if isinstance(found, ToItem) else None
        return found

    def _named(self, question: str) -> Target | None:
        """What has these words, or this name; a name that form tools use themselves is theirs."""
        found = self.exact.get(plain_heading(question))
        return found if found or kind_by_heading(question) else self.exact.get(_code_of(question))

    def _part(self, question: str, part: str) -> Target | None:
        """An option of a question; else a row of a grid, which is a question by itself."""
        found = self._named(question)
        if isinstance(found, ToItem) and self._item(found).answer in CHOSEN:
            known, words = self.options[found.item], plain_option(part)
            if words in known:
                return ToItem(found.item, known[words])
            if words in OTHER_WORDS:
                return ToItem(found.item, OTHER)
            return self._numbered(found.item, part)
        row = self.exact.get(plain_heading(part))
        return row if isinstance(row, ToItem) and found is None else None

    def _numbered(self, item: int, part: str) -> ToItem | None:
        """The option that LimeSurvey calls by its number, SQ002, as it does in what it was given by us."""
        number = part[2:] if part[:2].upper() == "SQ" and part[2:].isdecimal() else ""
        known = len(self.questionnaire.items[item].options)
        return ToItem(item, int(number) - 1) if number and 1 <= int(number) <= known else None

    def _item(self, target: ToItem) -> Item:
        return self.questionnaire.items[target.item]

    def nearest(self, column: Column, taken: Iterable[Target]) -> ToItem | None:
        """The question that a heading is clearly nearest to, though not the same; none of those that are `taken`."""
        gone, words = set(taken), plain_heading(column.question)
        best = dict[ToItem, float]()
        for form, target in self.exact.items():
            if isinstance(target, ToItem) and target not in gone:
                best[target] = max(best.get(target, 0), _alike(words, form))
        ranked = sorted(best.items(), key=lambda one: -one[1])[:2]
        if not ranked or ranked[0][1] < NEAR or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < CLEAR):
            return None
        return ranked[0][0]


def _alike(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= NEAR - CLEAR else 0


def _code_of(text: str) -> str:
    """A name as form tools take it, letters and digits only, marked so that it is never taken for words."""
    return "\0" + "".join(filter(str.isalnum, text.casefold()))


def _of_ours(words: Words, *, code: bool) -> Iterator[tuple[str, Purpose]]:
    """The headings of the columns that are no questions."""
    for one in (
        "Role",
        "Your role",
        "I am",
        "I am a",
        "I take part as",
        "I took part as",
        "Are you a mentor or a mentee?",
        words.gettext("Role"),
    ):
        yield plain_heading(one), Purpose.ROLE
    for one in ("Code", "Your code", "Your own code", "Personal code", "Your personal code") if code else ():
        yield plain_heading(one), Purpose.CODE
