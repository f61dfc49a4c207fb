"""The questions of an application: those that every one has, and those of the definition. Forms, tables and their reader have one list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from mentorkit.definition.base import PAIR
from mentorkit.definition.items import Number, Scale
from mentorkit.definition.matching import TIME_ZONE, Matching
from mentorkit.definition.program import Program
from mentorkit.files.question_list import Choice, Question, QuestionKind, group_question, question_of
from mentorkit.language.voice import Voice

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "Name", "Full name", "Your name", "Name, and how to say it", "Name and surname", "First and last name", "Participant", "Applicant",
        "Vor- und Nachname", "Nom et prénom", "Nombre y apellidos", "Imię i nazwisko",
    ),
    "first-name": ("First name", "Recipient first name", "Given name", "Forename", "Vorname", "Prénom", "Nombre", "Imię"),
    "last-name": ("Last name", "Recipient last name", "Surname", "Family name", "Nachname", "Nom de famille", "Apellidos", "Nazwisko"),
    "email": (
        "E-mail address", "E-mail", "Email", "Email address", "Mail", "Work e-mail", "Work email", "Your e-mail address",
        "E-Mail-Adresse", "Adresse e-mail", "Correo electrónico", "Adres e-mail", "Username", "Recipient email", "Your email", "Your email address",
    ),
    "role": (
        "Role", "Your role", "I apply as", "I am applying as", "I would like to take part as", "I want to be", "Mentor or mentee",
        "Are you a mentor or a mentee?",
    ),
    "both": ("Both mentor and mentee", "Both", "Mentor and mentee", "I would like to be both"),
    "line-manager": ("Line manager", "My line manager", "Manager", "Your manager", "My manager", "Reports to", "Supervisor", "Line manager's name",
        "Name of line manager", "Name of your line manager", "Who is your line manager?", "Line manager's e-mail", "Line manager email"),
    "managers-manager": (
        "Manager’s manager", "My manager’s manager", "Second line manager", "Skip-level manager", "Head of department",
    ),
    "not-with": (
        "Anyone I should not be matched with", "Not to be matched with", "Not with", "Conflicts of interest", "Conflicts",
        "Is there anyone you should not be matched with?", "Exclusions",
    ),
    "choice-1": ("First choice", "1st choice", "Choice 1", "Preference 1", "First preference"),
    "choice-2": ("Second choice", "2nd choice", "Choice 2", "Preference 2", "Second preference"),
    "choice-3": ("Third choice", "3rd choice", "Choice 3", "Preference 3", "Third preference"),
    "choices": ("Choices", "Preferences", "My choices", "Preferred mentors", "Preferred partners", "Would like to meet"),
    "capacity": ("Capacity", "How many mentees", "Number of mentees", "How many people could you mentor?", "Places"),
    "earlier": ("Earlier partner", "Earlier partners", "Previous mentor", "Previous mentee", "Previous partner", "Earlier match"),
    "waited": ("Got nobody last time", "On the waiting list last time", "Not matched last time", "Waited", "Left over last time"),
    "time-zone": ("Time zone", "Timezone", "My time zone", "Your time zone", "Zeitzone", "Fuseau horaire", "Strefa czasowa"),
    "profile": ("My profile may be shown", "Profile may be shown", "Profile may be shown to mentees", "My profile may be shown to mentees", "Show my profile"),
}  # fmt: skip
"""What tables of applications call the questions that need no word in a definition, by their ids; the first is ours in English."""


CHOICES = ("choice-1", "choice-2", "choice-3")
"""The choices that people name once they know whom they can choose from: columns of the table, and no part of the forms."""


@dataclass(frozen=True, slots=True)
class _Asking:
    """What one application is made of."""

    program: Program
    matching: Matching
    voice: Voice

    def question(
        self,
        id_: str,
        kind: QuestionKind,
        ask: str,
        *,
        roles: tuple[str, ...] = PAIR,
        hint: str = "",
        required: bool = False,
    ) -> Question:
        """A question that is built in."""
        gettext, choices = self.voice.words.gettext, tuple[Choice, ...]()
        if kind == "yes or no":
            choices = (Choice(gettext("Yes")), Choice(gettext("No")))
        number = Number(least=0, most=20) if kind == "number" else None
        return Question(id_, kind, ask, choices=choices, number=number, hint=hint, required=required, for_=roles)

    @property
    def is_among_equals(self) -> bool:
        """Whether all apply as the same, and nobody as a mentor."""
        return self.program.format == "peer"


def application_questions(program: Program, voice: Voice, role: str = "") -> tuple[Question, ...]:
    """Every question of the application of this programme in order: all of them, or those that one role is asked.

    Each has the id of its question as its name, and a column of its own in a table of applications.
    """
    asking = _Asking(program, program.matching or Matching(), voice)
    every = (*_who(asking), *_of_the_definition(asking), *_about_the_match(asking), *_groups(asking))
    return tuple(one for one in every if not role or role in one.for_)


def has_applications(program: Program) -> bool:
    """Whether its definition says what applicants are asked, or compares anything."""
    return program.matching is not None and bool(program.matching.applications or program.matching.compared)


def headings_for(question: Question) -> tuple[str, ...]:
    """Every way in which a table of applications may head the column of a question."""
    own = question.item.headings if question.item else ()
    return tuple(dict.fromkeys((question.ask, *question.wording.values(), *own, *HEADINGS.get(question.name, ()))))


def _who(asking: _Asking) -> Iterator[Question]:
    """Who applies, and as what."""
    _ = asking.voice.words.gettext
    yield asking.question("name", "words", _("Name"), required=True)
    yield asking.question("email", "words", _("E-mail address"), required=True)
    if not asking.is_among_equals:
        choices = (*(Choice(asking.voice.role(role)) for role in PAIR), Choice(_("Both")))
        yield Question("role", "role", _("Role"), choices=choices, required=True)


def _of_the_definition(asking: _Asking) -> Iterator[Question]:
    for one in asking.matching.applications:
        scale = one.scale or Scale()
        yield replace(question_of(one, one.for_, scale, asking.voice.words), name=one.id)


def _about_the_match(asking: _Asking) -> Iterator[Question]:
    """Whom somebody must not, or would like to, be matched with, and what else the rules of every match need to know."""
    matching, words, people = asking.matching, asking.voice.words, asking.voice.people
    _ = words.gettext
    yield asking.question(
        "line-manager", "words", _("Line manager"), hint=_("Nobody is matched with their own manager.")
    )
    yield asking.question("managers-manager", "words", _("Manager’s manager"))
    hint = _("Only those who make the matches read this. No reason is needed.")
    yield asking.question("not-with", "words", _("Anyone I should not be matched with"), hint=hint)
    if any(one.compare == "preferred" for one in matching.criteria):
        for id_, ask in zip(CHOICES, (_("First choice"), _("Second choice"), _("Third choice")), strict=True):
            yield asking.question(id_, "words", ask)
    if not asking.is_among_equals and (matching.mentees_per_mentor > 1 or asking.program.format == "group"):
        ask = words.fill(_("How many %(mentees)s I can take on"), people)
        yield asking.question("capacity", "number", ask, roles=("mentor",))
    if matching.earlier_pairs == "not again":
        yield asking.question("earlier", "words", _("Whom I was matched with in an earlier round"))
    if any(TIME_ZONE in (one.of, one.with_) for one in matching.criteria):
        hint = _("As a city or a zone, such as Europe/London.")
        yield asking.question(TIME_ZONE, "words", _("Time zone"), hint=hint)
    if any(one.shown for one in matching.applications) and not asking.is_among_equals:
        ask = words.fill(_("My profile may be shown to %(mentees)s"), people)
        yield asking.question("profile", "yes or no", ask, roles=("mentor",), hint=_what_is_shown(asking))


def _what_is_shown(asking: _Asking) -> str:
    words = asking.voice.words
    shown = [one.said_to("mentor") for one in asking.matching.applications if one.shown and not one.protected]
    quoted = words.list(map(words.quoted, shown))
    said = words.gettext(
        "It has your name and your answers to %(questions)s, and nothing else. You can be matched without it."
    )
    return words.fill(said, {"questions": quoted})


def _groups(asking: _Asking) -> Iterator[Question]:
    """Questions about who people are, where matches are compared between groups. They are no part of any match."""
    evaluation, words = asking.program.evaluation, asking.voice.words
    if not evaluation or not evaluation.uptake_by_group:
        return
    for one in evaluation.groups:
        hint = words.fill(
            words.gettext("You can leave this out, and it takes no part in the match. We ask %(purpose)s."),
            {"purpose": one.purpose.rstrip(".")},
        )
        yield replace(group_question(one, words), hint=hint)
