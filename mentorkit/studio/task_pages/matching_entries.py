"""The lists of the task page "Matching": criteria, the questions of the application that they compare, seats of a board."""

from __future__ import annotations

from mentorkit.studio.form_fields import Entries, Field, FieldGroup, Kind, _
from mentorkit.studio.task_pages import question_fields as question

_MANUAL = "writing-a-programme.md#who-takes-part-and-with-whom"
COMPARED = "writing-a-programme.md#criteria-that-software-can-compare"
COMPARISONS = (
    ("same", _("Both gave the same answer")),
    ("different", _("The two gave different answers")),
    ("apart", _("So many steps or years lie between them")),
    ("overlap", _("The mentor offers what the mentee asks for")),
    ("fits", _("One answer in common is enough, such as an hour or a language")),
    ("preferred", _("One has named the other as a choice")),
)
WEIGHTS = (
    ("must", _("Without it there is no pair")),
    ("most", _("Most – three times as much as much")),
    ("much", _("Much – three times as much as a little")),
    ("a little", _("A little – decides where all else is alike")),
)
_ABOVE = (("mentor", _("The mentor")), ("mentee", _("The mentee")), ("either", _("Either of the two")))
_COUNTS = (("compare",), tuple(value for value, _said in COMPARISONS))
_BOUNDED = (("compare",), ("apart", "overlap", "fits"))

CRITERIA = Entries(
    ("matching", "criteria"),
    _("a criterion"),
    ("name",),
    (
        Field(("name",), _("What counts"), Kind.LINE, _("For example: Another team."), _MANUAL),
        Field(
            ("why",),
            _("Why it counts"),
            Kind.LINE,
            _(
                "A match that cannot be explained is felt as a judgement. For example: Neither has a stake in the other’s work."
            ),
            _MANUAL,
            rules=("MAT01",),
        ),
        FieldGroup(
            _("How software compares it"),
            (
                Field(
                    ("compare",),
                    _("It is met where"),
                    Kind.CHOICE,
                    _("Leave it open where people judge; nothing is counted for it then."),
                    COMPARED,
                    rules=("MAT08",),
                    options=COMPARISONS,
                ),
                Field(
                    ("of",),
                    _("The answers to which question"),
                    Kind.PICK,
                    _("One of the questions of the application, or the time zone."),
                    COMPARED,
                    source="matching.applications",
                    options=(("time-zone", _("The time zone that they live in")),),
                    only_if=_COUNTS,
                ),
                Field(
                    ("with",),
                    _("The mentors’ question, where they are asked another one"),
                    Kind.PICK,
                    _("Both have to have the same answers to choose from."),
                    COMPARED,
                    source="matching.applications",
                    only_if=_COUNTS,
                ),
                Field(
                    ("at_least",),
                    _("At least"),
                    Kind.NUMBER,
                    _(
                        "The fewest steps or years between the two, or how many answers they have to share. For example: 1."
                    ),
                    COMPARED,
                    only_if=_BOUNDED,
                ),
                Field(
                    ("at_most",),
                    _("At most"),
                    Kind.NUMBER,
                    _("The most steps or years between the two; of time zones, the most hours. For example: 2."),
                    COMPARED,
                    only_if=_BOUNDED,
                ),
                Field(
                    ("above",),
                    _("Who is further up"),
                    Kind.CHOICE,
                    _("Of the two, as far as these steps go."),
                    COMPARED,
                    options=_ABOVE,
                    usual=_("The mentor; in a reverse programme the mentee"),
                    only_if=(("compare",), ("apart",)),
                ),
                Field(
                    ("weight",),
                    _("How much it counts"),
                    Kind.CHOICE,
                    _("Keep the first for what would be wrong: each leaves somebody without a partner."),
                    COMPARED,
                    options=WEIGHTS,
                    usual=_("Much – three times as much as a little"),
                ),
                Field(
                    ("because",),
                    _("Why something under special protection takes part"),
                    Kind.LINE,
                    _(
                        "Age, sex, ethnicity, disability, faith and orientation take no part, unless participants themselves ask for "
                        "it. Applicants read this reason."
                    ),
                    COMPARED,
                    rules=("MAT07",),
                    only_if=_COUNTS,
                ),
            ),
        ),
    ),
    new={"name": _("TO FILL IN (what counts in a match)")},
    heading=_("Criteria"),
    lead=_("What counts in a match, each with its reason. With them, two people would make nearly the same pairs."),
    rules=("MAT01", "MAT07", "MAT08"),
)

QUESTIONS = Entries(
    ("matching", "applications"),
    _("a question of the application"),
    ("ask",),
    (
        *question.WORDS,
        Field(
            ("for",),
            _("Who is asked"),
            Kind.ROLES,
            _("Mentors, mentees, or both."),
            COMPARED,
            usual=_("Mentors and mentees"),
            options=(("mentors", _("Mentors")), ("mentees", _("Mentees"))),
        ),
        Field(
            ("answer",),
            _("How it is answered"),
            Kind.CHOICE,
            _("Software compares answers to choose from best."),
            COMPARED,
            options=question.ANSWERS,
            usual=_("Their own words"),
        ),
        question.OPTIONS,
        question.OTHER,
        Field(
            ("ordered",),
            _("The answers stand in order, the lowest first"),
            Kind.YES_NO,
            _("Such as grades. Then steps between them can be counted."),
            COMPARED,
            only_if=(("answer",), ("one of",)),
            usual=_("No"),
        ),
        question.NUMBER,
        question.scale(only_if=(("answer",), ("scale",))),
        FieldGroup(
            _("What becomes of the answer"),
            (
                Field(
                    ("shown",),
                    _("It stands in the mentor’s profile"),
                    Kind.YES_NO,
                    _("Mentees read it where the mentor agrees."),
                    COMPARED,
                    rules=("MAT11",),
                    usual=_("No"),
                ),
                Field(
                    ("protected",),
                    _("It asks about something under special protection"),
                    Kind.YES_NO,
                    _("Age, sex, ethnicity, disability, faith or orientation."),
                    COMPARED,
                    rules=("MAT07",),
                ),
                question.MAY_NOT_APPLY,
                question.SHORT_NAME,
                question.ALSO,
            ),
        ),
    ),
    new={"id": "", "ask": _("TO FILL IN (the question)")},
    heading=_("Questions of the application"),
    lead=_(
        "What the application asks so that criteria can compare it. Name, address and line manager are asked anyway."
    ),
    rules=("MAT07",),
)

SEATS = Entries(
    ("matching", "seats"),
    _("a seat"),
    ("name",),
    (
        Field(
            ("name",), _("Name of the seat"), Kind.LINE, _("What the board needs there. For example: Law."), COMPARED
        ),
        Field(
            ("of",),
            _("The question that tells who can take it"),
            Kind.PICK,
            _("One of the questions of the application with answers to choose from."),
            COMPARED,
            source="matching.applications",
        ),
        Field(
            ("options",),
            _("The answers of which a mentor must have given one"),
            Kind.LINES,
            _("Where there is none, the name of the seat. For example: Rights."),
            COMPARED,
        ),
    ),
    new={"name": _("TO FILL IN (the name of the seat)"), "of": ""},
    heading=_("Seats of an advisory board"),
    lead=_("What each board needs, and by which answers a mentor can take a seat."),
    formats=("advisory board",),
)
