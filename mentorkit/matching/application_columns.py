"""The application of a programme as what tables are read for: its questions, and every heading by which a column is theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mentorkit.answers.all_languages import AskedIn
from mentorkit.answers.column_targets import Purpose, Questions, Target, ToGroup, ToItem, code_of
from mentorkit.answers.plain_headings import NOTHING_WORDS, OTHER_WORDS, headings_of, option_words, plain_heading
from mentorkit.definition.base import PAIR
from mentorkit.definition.items import Item, Number, Option
from mentorkit.definition.matching import BUILT_IN
from mentorkit.definition.program import Program
from mentorkit.definition.questionnaires import Evaluation, Questionnaire
from mentorkit.files.application_questions import HEADINGS, application_questions, headings_for
from mentorkit.files.form_tools import limesurvey_codes
from mentorkit.files.question_list import Question, QuestionKind
from mentorkit.language.voice import Voice

ROLE = "role"
BOTH = "both"
_YES_NO = (BOTH, "waited", "profile")
_OF_ROLES = (ROLE, BOTH, "capacity", "profile")
"""Questions that mean nothing where all apply as the same."""
_WHO = ("name", "first-name", "last-name", "email", ROLE)
_NOBODY = frozenset({"anonymous"})
"""What Microsoft Forms writes for the name and the address where nobody had to sign in."""
_TOOLS_ASK = ("name", "email")
"""What Microsoft Forms has columns for without being asked, filled in only where people sign in."""
_AFTER = ("1", "2", "3")
"""What it then writes behind the heading of a question with the same words: Name2."""
_GROUP = "about-"
_AS = ("{}", "{}s", "a {}", "as {}", "as a {}", "be a {}", "to be a {}", "become a {}", "i am a {}", "i want to be a {}",
    "i would like to be a {}", "i would like to become a {}", "i apply as a {}", "{} only")  # fmt: skip
"""How people and form tools say that somebody applies in a role."""
_AND = (
    "{} and {}",
    "{} & {}",
    "{}/{}",
    "{} / {}",
    "{}+{}",
    "{} + {}",
    "both {} and {}",
    "as {} and {}",
    "as a {} and a {}",
    "as {} and as {}",
)
"""How they say it of both."""


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One of the items that tables are read for: a question of the application, in the words for one role or for all."""

    id: str
    """That of the question."""
    role: str
    """Whose words it has; "" where these are everybody's."""
    question: Question
    item: Item


@dataclass(frozen=True, slots=True)
class ApplicationColumns:
    """What the tables of applications to one programme are read for."""

    questions: Questions
    items: tuple[AskedItem, ...]
    """In the order of the items of the questionnaire."""

    @classmethod
    def of(cls, program: Program, others: Sequence[Program] = ()) -> ApplicationColumns:
        """Those of a programme, by their words in its language and in those of `others`, the same in further languages."""
        made = cls._in_one_language(program)
        questions = made.questions
        for other in others:
            twin = cls._in_one_language(other)
            by_id = {one.id: one.item for one in twin.items}
            items = tuple(by_id.get(one.id, one.item) for one in made.items)
            form = questions.questionnaire.model_copy(update={"items": items})
            asked = AskedIn(form, twin.questions.evaluation.groups, Voice.of(other))
            exact = {words: made.same_as(target, twin) for words, target in twin.questions.exact.items()}
            ours, theirs = made.own_words(questions.exact), made.own_words(exact)
            known = {words: target for words, target in questions.exact.items() if words in ours or words not in theirs}
            more = {words: target for words, target in exact.items() if words in theirs or words not in ours}
            questions = replace(questions, exact=known).also_in(asked, more)
        return replace(made, questions=questions)

    def own_words(self, exact: Mapping[str, Target]) -> frozenset[str]:
        """The words of the definition among these: they come before those that are built in, in every language."""
        places = {ToItem(number) for number, one in enumerate(self.items) if one.question.item is not None}
        return frozenset(words for words, target in exact.items() if target in places)

    def same_as(self, target: Target, twin: ApplicationColumns) -> Target:
        """What a column is read for that is known by its words in another language: there, `target`."""
        if not isinstance(target, ToItem):
            return target
        meant = twin.items[target.item]
        places = self.place(meant.id)
        return ToItem(next((one for one in places if self.items[one].role == meant.role), places[0]))

    @classmethod
    def _in_one_language(cls, program: Program) -> ApplicationColumns:
        voice = Voice.of(program)
        asked, peers = tuple(_every(program, voice)), program.format == "peer"
        items = tuple(
            one for question in asked if not peers or question.name not in _OF_ROLES for one in _items(question, voice)
        )
        listed = tuple(one.item for one in items)
        roles = PAIR[1:] if peers else PAIR
        form = Questionnaire.model_validate(
            {"id": "applications", "title": "Applications", "when": "baseline", "for": roles, "items": listed}
        )
        groups = program.evaluation.groups if program.evaluation else ()
        counted = groups if any(one.name.startswith(_GROUP) for one in asked) else ()
        targets: dict[str, Target] = {words: Purpose.DROPPED for one in groups for words in headings_of(one)}
        targets |= {plain_heading(words): Purpose.DROPPED for id_ in _OF_ROLES for words in HEADINGS[id_]}
        codes = limesurvey_codes(asked)
        for number, one in enumerate(counted):
            targets |= dict.fromkeys((*headings_of(one), code_of(codes[f"{_GROUP}{one.id}"])), ToGroup(number))
        targets |= _targets(items, codes)
        role = next((ToItem(number) for number, one in enumerate(items) if one.id == ROLE), Purpose.DROPPED)
        questions = Questions(
            Evaluation(groups=counted, questionnaires=(form,)), form, targets, tuple(option_words(one.options) for one in listed),
            OTHER_WORDS, NOTHING_WORDS - {""}, "application", named=True, complete=False, role=role, nobody=_NOBODY,
            whole_headings=frozenset(number for number, one in enumerate(items) if one.id in _WHO),
        )  # fmt: skip
        return cls(questions, items)

    def place(self, id_: str) -> tuple[int, ...]:
        """The items of a question, by their numbers."""
        return tuple(number for number, one in enumerate(self.items) if one.id == id_)


def _every(program: Program, voice: Voice) -> Iterator[Question]:
    """The questions of the application, and those that it leaves out and that tables may answer all the same."""
    asked = application_questions(program, voice)
    yield from asked
    there = {one.name for one in asked}
    for id_ in BUILT_IN:
        if id_ not in there:
            kind: QuestionKind = "yes or no" if id_ in _YES_NO else "number" if id_ == "capacity" else "words"
            number = Number(least=0, most=20) if kind == "number" else None
            yield Question(id_, kind, HEADINGS[id_][0], number=number)


def _items(question: Question, voice: Voice) -> Iterator[AskedItem]:
    """A question as items: one for each role that is asked in words of its own, and one in the words for all."""
    if question.name.startswith(_GROUP) and question.kind == "one of" and question.item is None:
        return
    item = question.item or _built_in(question, voice)
    yield AskedItem(question.name, "", question, item)
    for role, words in question.wording.items():
        if words != question.ask:
            yield AskedItem(question.name, role, question, item.model_copy(update={"ask": words, "also": ()}))


def _built_in(question: Question, voice: Voice) -> Item:
    """A question that needs no word in the definition."""
    also = tuple(one for one in headings_for(question) if one != question.ask)
    if question.kind == "role" or question.kind == "code":
        options = (*(Option(text=role, also=_words_for(role, voice)) for role in PAIR), _both(voice))
        return Item(id=question.name, ask=question.ask, also=also, answer="several of", options=options)
    return Item(id=question.name, ask=question.ask, also=also, answer=question.kind, number=question.number)


def _called(role: str, voice: Voice) -> tuple[str, ...]:
    """What a role is called: by us, and by the programme."""
    return tuple(dict.fromkeys(filter(None, (role, str(voice.people.get(role, "")).casefold()))))


def _words_for(role: str, voice: Voice) -> tuple[str, ...]:
    said = [form.format(name) for name in _called(role, voice) for form in _AS]
    return tuple(dict.fromkeys((*said[1:], str(voice.people.get(f"{role}s", role)))))


def _both(voice: Voice) -> Option:
    pairs = [(one, other) for one in _called(PAIR[0], voice) for other in _called(PAIR[1], voice)]
    said = [form.format(*pair) for one, other in pairs for pair in ((one, other), (other, one)) for form in _AND]
    return Option(text="Both", also=tuple(dict.fromkeys((*said, "both roles", "in both roles"))))


def _targets(items: tuple[AskedItem, ...], codes: Mapping[str, str]) -> dict[str, Target]:
    """What each heading is read for: the words of the definition come before those that are built in."""
    found = dict[str, Target]()
    ours = [(number, one) for number, one in enumerate(items) if one.question.item is None]
    own = [(number, one) for number, one in enumerate(items) if one.question.item is not None]
    for number, one in (*ours, *own):
        if not one.role:
            found |= dict.fromkeys((code_of(one.id), code_of(codes[one.id])), ToItem(number))
    for number, one in ours:
        if one.id in _TOOLS_ASK:
            forms = {plain_heading(words) for words in HEADINGS[one.id]}
            found |= {f"{words}{after}": ToItem(number) for words in forms for after in _AFTER}
    for listed in (ours, own):
        for number, one in listed:
            said = (plain_heading(one.item.ask),) if one.role or one.question.wording else headings_of(one.item)
            found |= dict.fromkeys(said, ToItem(number))
            if not one.role:
                found |= {plain_heading(words): ToItem(number) for words in one.item.also}
    return found
