"""The fields of a question, in an application and in a questionnaire: its words, and how it is answered."""

from __future__ import annotations

from mentorkit.studio.form_fields import Field, FieldGroup, Kind, _

MANUAL = "writing-a-programme.md#how-you-find-out-whether-it-works"

ANSWERS = (
    ("scale", _("A number on a scale")),
    ("yes or no", _("Yes or no")),
    ("one of", _("One of several answers")),
    ("several of", _("Several of these answers")),
    ("number", _("A number that they write")),
    ("words", _("Their own words")),
)
CHOSEN = (("answer",), ("one of", "several of"))
COUNTED = (("answer",), ("number",))
RATED = (("answer",), ("", "scale"))
"""When further fields say something: where nothing is said, a question of a questionnaire is answered on a scale."""

WORDS = (
    Field(
        ("ask",),
        _("The question"),
        Kind.LINE,
        _(
            "Ask one thing. With an “and” in it, nobody knows which half was answered. For example: I know whom to ask in other teams."
        ),
        MANUAL,
    ),
    Field(
        ("wording", "mentors"),
        _("In other words for mentors"),
        Kind.LINE,
        _("Where the same thing is asked of both in different words. For example: I asked before giving advice."),
        MANUAL,
    ),
    Field(
        ("wording", "mentees"),
        _("In other words for mentees"),
        Kind.LINE,
        _("For example: My mentor asked before giving advice."),
        MANUAL,
    ),
)

OPTIONS = Field(
    ("options",),
    _("The answers to choose from"),
    Kind.LINES,
    _("In the order in which people see them. For example: The kick-off."),
    MANUAL,
    entry="text",
    only_if=CHOSEN,
)
OTHER = Field(
    ("other",),
    _("People may add an answer of their own"),
    Kind.YES_NO,
    _("Useful in a first round. What comes often becomes an answer to choose in the next."),
    MANUAL,
    only_if=CHOSEN,
    usual=_("No"),
)
NUMBER = FieldGroup(
    _("The number"),
    (
        Field(
            ("number", "unit"), _("What is counted"), Kind.LINE, _("For example: sessions."), MANUAL, only_if=COUNTED
        ),
        Field(
            ("number", "least"), _("The least that can be"), Kind.NUMBER, _("For example: 0."), MANUAL, only_if=COUNTED
        ),
        Field(
            ("number", "most"), _("The most that can be"), Kind.NUMBER, _("For example: 9."), MANUAL, only_if=COUNTED
        ),
    ),
)


def scale(*, only_if: tuple[tuple[str, ...], tuple[str, ...]] | None = None, lead: str = "") -> FieldGroup:
    """The fields of a scale: its ends, its steps, and the names of those between."""
    ends = (
        ("low", _("What the lowest number means"), _("For example: Never."), _("Not at all")),
        ("high", _("What the highest number means"), _("For example: Always."), _("Completely")),
    )
    between = (("2", _("What 2 means")), ("3", _("What 3 means")), ("4", _("What 4 means")))
    return FieldGroup(
        _("The scale"),
        (
            *(
                Field(("scale", name), label, Kind.LINE, say, MANUAL, only_if=only_if, usual=usual)
                for name, label, say, usual in ends
            ),
            Field(
                ("scale", "steps"),
                _("How many numbers"),
                Kind.NUMBER,
                _("With an even number nobody can stay in the middle."),
                MANUAL,
                usual="5",
                only_if=only_if,
            ),
            *(
                Field(
                    ("scale", "points", number),
                    label,
                    Kind.LINE,
                    _("Only where a name helps."),
                    MANUAL,
                    only_if=only_if,
                )
                for number, label in between
            ),
        ),
        lead=lead,
    )


SHORT_NAME = Field(
    ("id",),
    _("Short name"),
    Kind.LINE,
    _(
        "By it goals, criteria and later rounds know the question: small letters, digits and hyphens. For example: asked-others."
    ),
    MANUAL,
)
MAY_NOT_APPLY = Field(
    ("may_not_apply",),
    _("People may say that it does not apply to them"),
    Kind.YES_NO,
    _("Otherwise they guess, or leave the rest out."),
    MANUAL,
    usual=_("No"),
)
ALSO = Field(
    ("also",),
    _("Other headings that it has in files of answers"),
    Kind.LINES,
    _("As your form tool, or an earlier round, calls the column."),
    "outcomes.md#which-column-is-which-question",
)
