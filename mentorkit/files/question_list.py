"""The questions of a questionnaire as people meet them: the one list that page, paper, table and files for form tools are made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from mentorkit.core.names import as_name
from mentorkit.definition.base import PAIR
from mentorkit.definition.items import AnswerKind, Item, Number, Scale
from mentorkit.definition.program import Program
from mentorkit.definition.questionnaires import GroupQuestion, Questionnaire
from mentorkit.language.catalogue import Told, Words
from mentorkit.language.voice import Voice

QuestionKind = AnswerKind | Literal["role", "code"]
"""How it is answered: as an item is, by the role of whoever answers, or by the code that people make up."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to choose from."""

    value: str
    """What stands for it in a table of answers: the number of a scale, else its words."""
    name: str = ""
    """What a number of a scale means; nothing where it has no name."""
    kept: str = ""
    """The words under which a browser keeps it, where they are those of another language."""

    @property
    def text(self) -> str:
        """The answer in full: `4`, `5: Completely`, `Yes`."""
        if isinstance(self.name, Told):
            return Told(f"{self.value}: {self.name}", f"{self.value}: {self.name.english}", self.name.untranslated)
        return f"{self.value}: {self.name}" if self.name else self.value


@dataclass(frozen=True, slots=True)
class Question:
    """One question, in the words of its programme."""

    name: str
    """What browsers and form tools know it by: the item's id, or else its words. It stays when others are added."""
    kind: QuestionKind
    ask: str
    """Its words, which head its column in a table of answers."""
    wording: Mapping[str, str] = field(default_factory=dict)
    """Its words for each role; empty where all are asked in the same."""
    choices: tuple[Choice, ...] = ()
    other: str = ""
    """What an answer of one's own is called, where it may be given."""
    none: str = ""
    """The words for "does not apply", or for "Prefer not to say", where that may be said."""
    number: Number | None = None
    """What is counted, and its bounds."""
    hint: str = ""
    """What it is for, or how it is answered."""
    required: bool = False
    item: Item | None = None
    """The item of the definition; nothing for role, groups and code."""
    for_: tuple[str, ...] = PAIR
    """The roles that are asked."""

    def said_to(self, role: str) -> str:
        """Its words for a role; those for everybody where `role` is none of them."""
        return self.wording.get(role, self.ask)


def questions_of(asked: Questionnaire, program: Program, voice: Voice) -> tuple[Question, ...]:
    """Every question of a questionnaire in order: the role, its items, the groups, the code. Each has a column of its own."""
    taken = Counter[str]()
    every = list[Question]()
    for one in _questions(asked, program, voice):
        taken[one.name] += 1
        every.append(one if taken[one.name] == 1 else replace(one, name=f"{one.name}-{taken[one.name]}"))
    return tuple(every)


def _questions(asked: Questionnaire, program: Program, voice: Voice) -> Iterator[Question]:
    evaluation, words = program.evaluation, voice.words
    choices = tuple(Choice(voice.role(role)) for role in asked.for_)
    yield Question("role", "role", words.gettext("Role"), choices=choices, required=True)
    yield from (question_of(item, asked.for_, asked.scale_of(item), words) for item in asked.items)
    yield from (group_question(one, words) for one in (evaluation.groups if evaluation else ()))
    if evaluation and evaluation.code:
        yield Question("code", "code", words.gettext("My code"), hint=_how_the_code_is_made(words))


def kept_alike(questions: Sequence[Question], first: Sequence[Question]) -> tuple[Question, ...]:
    """Questions with the names and the words under which browsers keep answers in the main language of their programme."""
    return tuple(
        replace(
            one,
            name=other.name,
            choices=tuple(
                replace(mine, kept=said.value) for mine, said in zip(one.choices, other.choices, strict=True)
            ),
        )
        for one, other in zip(questions, first, strict=True)
    )


def question_of(item: Item, roles: tuple[str, ...], scale: Scale, words: Words) -> Question:
    """An item as these roles meet it."""
    _ = words.gettext
    said = {role: item.said_to(role) for role in roles}
    return Question(
        name=item.id or as_name(item.ask),
        kind=item.answer,
        ask=item.ask,
        wording=said if any(one != item.ask for one in said.values()) else {},
        choices=tuple(_choices(item, scale, words)),
        other=_("Other") if item.other else "",
        none=_("Does not apply") if item.may_not_apply else "",
        number=(item.number or Number()) if item.answer == "number" else None,
        item=item,
        for_=roles,
    )


def _choices(item: Item, scale: Scale, words: Words) -> Iterator[Choice]:
    if item.answer == "scale":
        yield from (Choice(str(number), point_name(scale, number, words)) for number in range(1, scale.steps + 1))
    elif item.answer == "yes or no":
        yield from (Choice(words.gettext("Yes")), Choice(words.gettext("No")))
    else:
        yield from (Choice(option.text) for option in item.options)


def point_name(scale: Scale, number: int, words: Words) -> str:
    """What a number of a scale means, the ends in the language of the programme where their names are the stock's."""
    ends = {1: ("low", words.gettext("Not at all")), scale.steps: ("high", words.gettext("Completely"))}
    end, usual = ends.get(number, ("", ""))
    chosen = not end or end in scale.model_fields_set or number in scale.points
    return scale.name(number) if chosen else usual


def group_question(one: GroupQuestion, words: Words) -> Question:
    """A question about who people are; nobody has to answer it."""
    hint = words.fill(
        words.gettext("You can leave this out. We ask %(purpose)s."), {"purpose": one.purpose.rstrip(".")}
    )
    choices = tuple(Choice(option.text) for option in one.options)
    rather_not = words.gettext("Prefer not to say")
    return Question(f"about-{one.id}", "one of", one.ask, choices=choices, none=rather_not, hint=hint)


def _how_the_code_is_made(words: Words) -> str:
    return words.gettext(
        "It links your answers over time without your name. Write in a row: the first two letters of the first name of the "
        "person who brought you up, the day of the month on which you were born in two digits, and the last letter of the "
        "place where you were born. For Maria, the 7th and Leeds that is MA07S. Make it up in the same way each time; nobody "
        "keeps a list."
    )


def in_numbers(number: Number, words: Words) -> str:
    """What a number counts and its bounds: `sessions, 0 to 9`; empty where nothing is said."""
    _, bounds = words.gettext, {"least": number.least, "most": number.most}
    if number.least is not None and number.most is not None:
        said = words.fill(_("%(least)s to %(most)s"), bounds)
    elif number.least is not None:
        said = words.fill(_("%(least)s or more"), bounds)
    elif number.most is not None:
        said = words.fill(_("%(most)s at most"), bounds)
    else:
        said = ""
    return words.joined((number.unit or "", said), ", ")
