"""How pairs are made: the criteria and how each is compared, the questions of the application, and the way out of a pair."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import ConfigDict, Field, model_validator

from mentorkit.definition.base import PAIR, Audience, Authored, Id, Line, Lines, Text, Texts, YesNo, complain, shorthand
from mentorkit.definition.items import AnswerKind, Item, ItemWording

Comparison = Literal["same", "different", "apart", "overlap", "fits", "preferred"]
"""How two answers are compared. `same` and `different`: the two gave the same answer, or another. `apart`: so many grades or
years lie between them. `overlap`: how much of what the mentee asks for the mentor offers. `fits`: one thing in common is
enough, such as an hour or a language. `preferred`: one has named the other as a choice."""
Weight = Literal["must", "most", "much", "a little"]
"""How much a criterion counts."""
POINTS: dict[Weight, int] = {"most": 9, "much": 3, "a little": 1}
"""What a criterion that is met counts: `much` three times as much as `a little`, `most` three times as much as `much`. A
`must` counts nothing: without it there is no pair."""

TIME_ZONE = "time-zone"
"""The question that every application may have and that a criterion can compare: the clock that somebody lives by."""
BUILT_IN = (
    "name", "first-name", "last-name", "email", "role", "both", "line-manager", "managers-manager", "not-with", "choice-1",
    "choice-2", "choice-3", "choices", "capacity", "earlier", "waited", TIME_ZONE, "profile",
)  # fmt: skip
"""The ids of the questions that every application may have without a word in the definition (`files/application_questions.py`)."""
COMPARES: dict[Comparison, tuple[AnswerKind, ...]] = {
    "same": ("one of", "yes or no", "number", "scale", "words"),
    "different": ("one of", "yes or no", "number", "scale", "words"),
    "apart": ("one of", "number", "scale"),
    "overlap": ("several of", "one of"),
    "fits": ("several of", "one of"),
}
"""The kinds of answer that each comparison can compare; `apart` takes options only where they are `ordered`."""

_NEEDS_COMPARE = ("of", "with_", "at_least", "at_most", "above", "because")
_OF_A_QUESTIONNAIRE = ("goal", "level", "again")


def _without_those_of_questionnaires(schema: dict[str, Any], _: type[Any]) -> None:
    """Let editors offer only what belongs to an application."""
    for name in _OF_A_QUESTIONNAIRE:
        schema["properties"].pop(name)


class ApplicationQuestion(Item):
    """One question of the application, whose answers criteria compare."""

    model_config = ConfigDict(json_schema_extra=_without_those_of_questionnaires)

    id: Id
    """The name by which criteria know it."""
    wording: ItemWording = ItemWording()
    """Its words for one of the roles: what the mentee looks for, and what the mentor offers."""
    answer: AnswerKind = "words"
    for_: Audience = Field(default=PAIR, alias="for")
    """Who is asked."""
    ordered: YesNo = False
    """Whether the options stand in order, the lowest first: grades."""
    protected: YesNo | None = None
    """Whether it asks about something under special protection: age, sex, ethnicity, disability, faith, orientation."""
    shown: YesNo = False
    """Whether the answer stands in the mentor's profile, which mentees read where the mentor agrees."""

    @model_validator(mode="after")
    def _is_asked_of_applicants(self) -> ApplicationQuestion:
        for name in _OF_A_QUESTIONNAIRE:
            if name in self.model_fields_set:
                raise complain(f'"{name}" belongs to a question of the evaluation', "leave it out here")
        if self.ordered and self.answer != "one of":
            raise complain('"ordered" belongs to `answer: one of`', "list the options, the lowest first")
        if not set(self.for_) & {*PAIR} or set(self.for_) - {*PAIR}:
            raise complain("only mentors and mentees apply", "write for: mentors, for: mentees or for: pairs")
        return self


class Criterion(Authored):
    """One thing that decides a match, the reason for it and, where answers tell, how it is compared."""

    name: Line
    id: Id | None = None
    """A name that stays, so that a programme can change a criterion that it takes over."""
    why: Line | None = None
    compare: Comparison | None = None
    """How the answers are compared. Without it people judge; nothing is counted for it."""
    of: Id | None = None
    """The question whose answers are compared, by its `id`."""
    with_: Id | None = Field(default=None, alias="with")
    """The mentor's question, where mentors are asked another one; both have the same options."""
    at_least: Annotated[int, Field(ge=0)] | None = None
    """For `apart`, the fewest steps or years between the two. For `overlap` and `fits`, how many answers have to be shared."""
    at_most: Annotated[int, Field(ge=0)] | None = None
    """For `apart`, the most steps or years between the two. For `fits` of time zones, the most hours."""
    above: Literal["mentor", "mentee", "either"] | None = None
    """For `apart`, who is further up. Without it the mentor; in a reverse programme the mentee."""
    weight: Weight = "much"
    """How much it counts: without a `must` there is no pair; `most` is three times `much`, `much` three times `a little`."""
    because: Line | None = None
    """Why something under special protection takes part in matching."""

    @model_validator(mode="after")
    def _says_what_it_compares(self) -> Criterion:
        if self.compare is None:
            self._says_nothing_more()
        elif self.compare == "preferred" and (self.of or self.with_):
            raise complain('"preferred" compares no question', "leave out `of`: it takes the choices that people named")
        elif self.compare != "preferred" and self.of is None:
            raise complain(f'"{self.compare}" does not say what it compares', "write `of:` and the id of a question")
        self._bounds_what_can_be_bounded()
        return self

    def _says_nothing_more(self) -> None:
        """Complain of what means something only for a criterion that is compared."""
        for name in _NEEDS_COMPARE:
            if getattr(self, name) is not None:
                hint = f"write `compare:` with one of {', '.join(get_args(Comparison))}"
                raise complain(f'"{name.rstrip("_")}" needs to know how the criterion is compared', hint)

    def _bounds_what_can_be_bounded(self) -> None:
        if self.above and self.compare != "apart":
            raise complain('"above" belongs to `compare: apart`', "leave it out, or write `compare: apart`")
        if self.at_least is not None and self.compare not in ("apart", "overlap", "fits"):
            raise complain('"at_least" belongs to `compare: apart`, `overlap` or `fits`', "leave it out")
        if self.at_most is not None and self.compare != "apart" and self.of != TIME_ZONE:
            hint = f"leave it out; for hours between time zones write `of: {TIME_ZONE}`"
            raise complain('"at_most" belongs to `compare: apart`', hint)
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            message = f"at least {self.at_least} is more than at most {self.at_most}"
            raise complain(message, "swap the two")

    @property
    def asked_of_mentors(self) -> str | None:
        """The id of the question whose answer is the mentor's."""
        return self.with_ or self.of


class Seat(Authored):
    """One seat of an advisory board, and who can take it."""

    name: Line
    of: Id
    """The question that tells who can take it, by its `id`."""
    options: Lines = ()
    """The answers of which a mentor must have given one; without it, the name of the seat. Where mentees are asked as well, a
    board has the seat if its mentee gave one of them."""

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers of which one makes a mentor fit for the seat."""
        return self.options or (self.name,)


class Rematch(Authored):
    """The way out of a pair that does not work."""

    within_weeks: Annotated[int, Field(ge=1, le=52)] | None = None
    """How long after the start a new match can be asked for."""
    no_fault: YesNo = False
    steps: Texts = ()


class Matching(Authored):
    """How mentors and mentees are brought together."""

    method: Literal["by hand", "hybrid", "software", "self-chosen"] | None = None
    """Who makes the pairs: people by hand; `hybrid`, software that suggests and people who decide; each other."""
    decided_by: Line | None = None
    """Who decides on the pairs, by name or role; readers are told."""
    criteria: tuple[Annotated[Criterion, shorthand("name", Criterion)], ...] = ()
    applications: tuple[ApplicationQuestion, ...] = ()
    """The questions of the application whose answers criteria compare. Name, address and line manager need not be listed."""
    reporting_line: Id | None = None
    """The question whose same answer rules a pair out: the unit, or the head of the line."""
    earlier_pairs: Literal["may meet again", "not again"] = "may meet again"
    """Whether two who were a pair before can be one again."""
    left_out_first: YesNo = True
    """Whether those who got nobody in the last round come first."""
    mentee_input: Line | None = None
    """What the mentee has a say in: preferences, choice of three, veto."""
    mentor_input: Line | None = None
    line_manager_allowed: YesNo | None = None
    mentees_per_mentor: Annotated[int, Field(ge=1, le=20)] = 1
    mentors_per_mentee: Annotated[int, Field(ge=1, le=12)] | None = None
    """How many mentors each mentee has, on an advisory board without named seats."""
    seats: tuple[Seat, ...] = ()
    """The seats of an advisory board; no mentor takes two of one board."""
    shortlist: Annotated[int, Field(ge=2, le=12)] | None = None
    """How many each meets first, in a round of short meetings, before they choose."""
    bias_check: Text | None = None
    """How the matches are looked at for patterns nobody intended."""
    chemistry_meeting: Text | None = None
    """A short first meeting after which either may say no."""
    rematch: Rematch | None = None

    @property
    def compared(self) -> tuple[Criterion, ...]:
        """The criteria that answers tell; people judge the others."""
        return tuple(one for one in self.criteria if one.compare)

    def question(self, id_: str | None) -> ApplicationQuestion | None:
        """The question of the application with this id; none where it is built in, or not there."""
        return next((one for one in self.applications if one.id == id_), None)
