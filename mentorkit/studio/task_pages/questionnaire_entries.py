"""The questionnaires of the task page of that name, each with its questions."""

from __future__ import annotations

from mentorkit.studio.form_fields import Entries, Field, FieldGroup, Kind, _
from mentorkit.studio.task_pages import question_fields as question

_MANUAL = question.MANUAL

ROUNDS = (
    ("baseline", _("Baseline – before it begins")),
    ("middle", _("Middle – half-way")),
    ("end", _("End – looking back")),
    ("follow-up", _("Follow-up – some months later")),
)
LEVELS = (
    ("reaction", _("Reaction – how they find it")),
    ("learning", _("Learning – what they know or can do")),
    ("behaviour", _("Behaviour – what they do differently")),
    ("results", _("Results – what came of it at work")),
)
WHO = (
    ("mentors", _("Mentors")),
    ("mentees", _("Mentees")),
    ("managers", _("People managers")),
    ("sponsors", _("Sponsors")),
    ("facilitators", _("Facilitators")),
    ("hr", _("HR")),
)

_QUESTIONS = Entries(
    ("items",),
    _("a question"),
    ("ask",),
    (
        *question.WORDS,
        Field(
            ("answer",),
            _("How it is answered"),
            Kind.CHOICE,
            _("Questions that can be counted tell whether a goal was reached; words tell why."),
            _MANUAL,
            rules=("EVL10",),
            options=question.ANSWERS,
            usual=_("A number on a scale"),
        ),
        question.OPTIONS,
        question.OTHER,
        question.NUMBER,
        question.scale(only_if=question.RATED, lead=_("Only where it differs from the questionnaire’s.")),
        FieldGroup(
            _("What it tells"),
            (
                Field(
                    ("goal",),
                    _("The goal that it measures"),
                    Kind.PICK,
                    _("Without one it asks about the quality of the programme itself."),
                    _MANUAL,
                    rules=("EVL03",),
                    source="goals",
                ),
                Field(
                    ("level",),
                    _("What it looks at"),
                    Kind.CHOICE,
                    _("Whether people liked it says little. Ask as well what they do differently."),
                    _MANUAL,
                    rules=("EVL04",),
                    options=LEVELS,
                    usual=_("Reaction – how they find it"),
                ),
                Field(
                    ("again",),
                    _("It asks again what was asked before"),
                    Kind.PICK,
                    _(
                        "Only where the words have changed since. A question with the same words and the same kind of answer is "
                        "recognised by itself."
                    ),
                    _MANUAL,
                    rules=("EVL01",),
                    source="evaluation.questionnaires.items",
                ),
                question.MAY_NOT_APPLY,
                question.SHORT_NAME,
                question.ALSO,
            ),
        ),
    ),
    new={"ask": _("TO FILL IN (the question)")},
    heading=_("Questions"),
    lead=_("Ten are enough. Ask the same at the beginning and at the end, or nobody can see a change."),
    rules=("EVL03", "EVL04", "EVL10", "EVL11"),
)

QUESTIONNAIRES = Entries(
    ("evaluation", "questionnaires"),
    _("a questionnaire"),
    ("title",),
    (
        Field(
            ("title",),
            _("Its name"),
            Kind.LINE,
            _("As people read it. For example: Before we begin."),
            _MANUAL,
            needed=True,
        ),
        Field(
            ("when",),
            _("Which round it belongs to"),
            Kind.CHOICE,
            _("A baseline and an end are the least: only two points show a change."),
            _MANUAL,
            rules=("EVL01",),
            options=ROUNDS,
            needed=True,
        ),
        Field(
            ("for",),
            _("Who is asked"),
            Kind.ROLES,
            _("Mentors and mentees both, or half of the story is missing."),
            _MANUAL,
            rules=("EVL05",),
            options=WHO,
            usual=_("Mentors and mentees"),
        ),
        FieldGroup(
            _("When and where"),
            (
                Field(
                    (),
                    _("When it is asked"),
                    Kind.MOMENT,
                    _(
                        "A day, or a week counted from the start; -1 is the week before the first. For example: week -1."
                    ),
                    _MANUAL,
                ),
                Field(
                    ("until",),
                    _("The last day to answer"),
                    Kind.DAY,
                    _("Where people have several days for it. Ten are usual."),
                    _MANUAL,
                    weeks=True,
                ),
                Field(
                    ("at",),
                    _("At what time of that day"),
                    Kind.TIME,
                    _("Until then it can be answered. For example: 17:00."),
                    _MANUAL,
                ),
                Field(
                    ("minutes",),
                    _("How many minutes it takes"),
                    Kind.NUMBER,
                    _("Honest minutes. For example: 10."),
                    _MANUAL,
                ),
                Field(
                    ("link",),
                    _("Where it is answered"),
                    Kind.LINK,
                    _(
                        "The address of your form tool. The page of downloads has the questions for it. For example: "
                        "https://forms.riverside.example/start"
                    ),
                    "outcomes.md#how-people-answer",
                ),
            ),
        ),
        _QUESTIONS,
        question.scale(lead=_("On which its questions are answered, where they say nothing else.")),
        FieldGroup(
            _("A slip with a name"),
            (
                Field(
                    ("slip", "ask"),
                    _("What it offers"),
                    Kind.LINE,
                    _(
                        "What needs a name is a paper or page of its own, never joined to answers. For example: Would you like "
                        "somebody to ring you?"
                    ),
                    _MANUAL,
                    rules=("EVL11",),
                ),
                Field(
                    ("slip", "goes_to"),
                    _("Who reads it"),
                    Kind.LINE,
                    _("One person. For example: Sam Okafor."),
                    _MANUAL,
                ),
            ),
        ),
        FieldGroup(
            _("How many people were asked"),
            (
                Field(
                    ("invited", "mentors"),
                    _("Mentors"),
                    Kind.NUMBER,
                    _("The share of those who answered is counted from it."),
                    _MANUAL,
                ),
                Field(("invited", "mentees"), _("Mentees"), Kind.NUMBER, _("For example: 24."), _MANUAL),
            ),
            lead=_("Write it once the questionnaire has gone out."),
        ),
        Field(
            ("id",),
            _("Short name"),
            Kind.LINE,
            _(
                "Files of answers are known by it: small letters, digits and hyphens. Do not change it once somebody has answered. For "
                "example: start."
            ),
            _MANUAL,
            needed=True,
        ),
    ),
    new={},
    adds_at="questionnaire",
    heading=_("Questionnaires"),
    lead=_(
        "What mentors and mentees are asked, and when. The beginning and the end belong together; half-way is for mending."
    ),
    rules=("EVL01", "EVL04", "EVL05"),
)
