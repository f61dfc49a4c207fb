"""Which question each column of a file belongs to, by the words of its heading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import Enum

from mentorkit.answers.all_languages import AskedIn, together
from mentorkit.answers.answered import OTHER
from mentorkit.answers.dropped_columns import kind_by_heading
from mentorkit.answers.heading_rows import Column
from mentorkit.answers.plain_headings import (
    NOTHING_WORDS,
    OTHER_WORDS,
    headings_of,
    option_words,
    plain_heading,
    plain_option,
)
from mentorkit.definition.items import CHOSEN, Item
from mentorkit.definition.program import Program
from mentorkit.definition.questionnaires import Evaluation, Questionnaire
from mentorkit.files.form_tools import limesurvey_codes
from mentorkit.files.question_list import questions_of
from mentorkit.language.voice import Voice

NEAR = 0.82
"""How alike (difflib's ratio) a heading and a question are where one is proposed for the other."""
CLEAR = 0.08
"""By how much more alike than to any other question."""


NO_PART = -2
"""In place of the index of an option: the question does not apply."""
_CODE_MARK = "\0"
_ROLE = ("Role", "Your role", "I am", "I am a", "I take part as", "I took part as", "Are you a mentor or a mentee?")
_CODE = ("Code", "Your code", "My code", "Your own code", "Personal code", "Your personal code")


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
    """The index of the option that the column is for; None for the whole question.

    `OTHER` where it holds answers of one's own, `NO_PART` where people tick that the question does not apply.
    """


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
    other: frozenset[str]
    """The words for an answer of one's own."""
    none: frozenset[str]
    """The words that say that a question does not apply."""
    form: str = "questionnaire"
    """What messages call it."""
    named: bool = False
    """Whether people say who they are: then columns of names and addresses are read where they are asked for."""
    complete: bool = True
    """Whether a file should have a column for every question."""
    role: Target = Purpose.ROLE
    """What a column of roles is read for."""
    whole_headings: frozenset[int] = frozenset()
    """The items whose words are never the end of a longer heading: "Signed: Name" is not who it is."""
    nobody: frozenset[str] = frozenset()
    """What form tools write where there is nothing to be read, in small letters."""
    languages: tuple[AskedIn, ...] = ()
    """The questionnaire in the further languages of the programme."""

    @classmethod
    def of(cls, program: Program, questionnaire: Questionnaire, others: Sequence[Program] = ()) -> Questions:
        """The questions of a questionnaire, with those about groups, the role and the code.

        Columns are known by their words in the language of the programme and of `others`, the same in further languages.
        """
        made = cls._in_one_language(program, questionnaire)
        for other in others:
            asked = next(one for one in other.questionnaires if one.id == questionnaire.id)
            groups = other.evaluation.groups if other.evaluation else ()
            made = made.also_in(AskedIn(asked, groups, Voice.of(other)), cls._in_one_language(other, asked).exact)
        return made

    def also_in(self, asked: AskedIn, exact: Mapping[str, Target]) -> Questions:
        """The same, also by the words of a further language, which `exact` has with the places in this questionnaire."""
        words = asked.voice.words
        pairs = zip(self.options, asked.questionnaire.items, strict=True)
        return replace(
            self,
            exact=together(
                [self.exact, {form: one for form, one in exact.items() if not _is_code(form) or form not in self.exact}]
            ),
            options=tuple(together([known, option_words(item.options)]) for known, item in pairs),
            other=self.other | {plain_option(words.gettext("Other"))},
            none=self.none | {plain_option(words.gettext("Does not apply"))},
            languages=(*self.languages, asked),
        )

    @classmethod
    def _in_one_language(cls, program: Program, questionnaire: Questionnaire) -> Questions:
        voice = Voice.of(program)
        evaluation, words = program.evaluation or Evaluation(), voice.words
        asked = questions_of(questionnaire, program, voice)
        groups = [ToGroup(number) for number in range(len(evaluation.groups))]
        items = [ToItem(number) for number in range(len(questionnaire.items))]
        code = [Purpose.CODE] if evaluation.code else []
        targets: list[Target] = [Purpose.ROLE, *items, *groups, *code]  # the order of `questions_of`
        codes = limesurvey_codes(asked)
        exact = {code_of(codes[one.name]): target for one, target in zip(asked, targets, strict=True)}
        exact |= {plain_heading(one): Purpose.ROLE for one in _ROLE}
        exact |= {plain_heading(one): Purpose.CODE for one in _CODE if evaluation.code}
        for group, number in zip(evaluation.groups, groups, strict=True):
            exact |= dict.fromkeys((*headings_of(group), plain_heading(group.id)), number)
        for item, place in zip(questionnaire.items, items, strict=True):
            exact |= {code_of(item.id): place} if item.id else {}
        for one, target in zip(asked, targets, strict=True):
            exact[plain_heading(one.ask)] = target
        for item, place in zip(questionnaire.items, items, strict=True):
            exact |= dict.fromkeys(headings_of(item), place)
        options = tuple(option_words(item.options) for item in questionnaire.items)
        none = frozenset({*NOTHING_WORDS, plain_option(words.gettext("Does not apply"))} - {""})
        other = frozenset({*OTHER_WORDS, plain_option(words.gettext("Other"))})
        return cls(evaluation, questionnaire, exact, options, other, none)

    def target(self, column: Column) -> Target | None:
        """What a column is read for, where its words say it for certain."""
        certain = column.part or self.named or not kind_by_heading(column.question)
        readings = column.readings() if certain else [(column.question, "")]
        for question, part in readings:
            found = self._whole(question, own=column.own_words) if not part else self._part(question, part)
            within = part and not column.part and isinstance(found, ToItem) and found.item in self.whole_headings
            if found is not None and not within:
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
        return found if found or kind_by_heading(question) else self.exact.get(code_of(question))

    def _part(self, question: str, part: str) -> Target | None:
        """An option of a question; else a row of a grid, which is a question by itself."""
        found = self._named(question)
        if isinstance(found, ToItem) and self._item(found).answer in CHOSEN:
            known, words = self.options[found.item], plain_option(part)
            if words in known:
                return ToItem(found.item, known[words])
            if words in self.other:
                return ToItem(found.item, OTHER)
            return ToItem(found.item, NO_PART) if words in self.none else self._numbered(found.item, part)
        row = self.exact.get(plain_heading(part))
        return row if isinstance(row, ToItem) and found is None else None

    def _numbered(self, item: int, part: str) -> ToItem | None:
        """The option that LimeSurvey calls by its number, SQ002, as it does in what it was given by us; SQ000 is none."""
        number = part[2:] if part[:2].upper() == "SQ" and part[2:].isdecimal() else ""
        known = len(self.questionnaire.items[item].options)
        return ToItem(item, int(number) - 1 if int(number) else NO_PART) if number and int(number) <= known else None

    def role_by_wording(self, columns: Iterable[Column]) -> str:
        """The role whose own words the headings have, where these are no other role's; nothing where that is not one role."""
        headings, found = {plain_heading(one.question) for one in columns}, set[str]()
        spoken = (self.questionnaire, *(one.questionnaire for one in self.languages))
        for item in (item for one in spoken for item in one.items):
            own = {role: getattr(item.wording, f"{role}s", None) for role in self.questionnaire.for_}
            words = {role: plain_heading(said) for role, said in own.items() if said and said != item.ask}
            found |= {role for role, said in words.items() if said in headings and [*words.values()].count(said) == 1}
        return found.pop() if len(found) == 1 else ""

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
    limit = NEAR - CLEAR
    return matcher.ratio() if matcher.real_quick_ratio() >= limit and matcher.quick_ratio() >= limit else 0


def code_of(text: str) -> str:
    """A name as form tools take it, letters and digits only, marked so that it is never taken for words."""
    return _CODE_MARK + "".join(filter(str.isalnum, text.casefold()))


def _is_code(form: str) -> bool:
    """Whether this is a name as `code_of` marks it, which two forms may give to different questions."""
    return form.startswith(_CODE_MARK)
