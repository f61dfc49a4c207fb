"""The task page "Questionnaires": what people are asked and when, who sees what comes out, and what follows from it."""

from __future__ import annotations

from mentorkit.studio.form_fields import Entries, Field, FieldGroup, Kind, TaskPage, _
from mentorkit.studio.task_pages import question_fields as question
from mentorkit.studio.task_pages.questionnaire_entries import QUESTIONNAIRES

_MANUAL = question.MANUAL

_GROUPS = Entries(
    ("evaluation", "groups"),
    _("a question about groups"),
    ("ask",),
    (
        Field(
            ("ask",),
            _("The question"),
            Kind.LINE,
            _("Nobody has to answer it. For example: Where do you work?"),
            _MANUAL,
        ),
        Field(
            ("options",),
            _("The answers to choose from"),
            Kind.LINES,
            _("Two at least, each of a group large enough to hide in. For example: Depot."),
            _MANUAL,
            entry="text",
        ),
        Field(
            ("purpose",),
            _("What it is for"),
            Kind.LINE,
            _("People read it beside the question. For example: so that we see whether both are served."),
            _MANUAL,
        ),
        question.SHORT_NAME,
        question.ALSO,
    ),
    new={
        "id": "",
        "ask": _("TO FILL IN (the question)"),
        "options": [_("TO FILL IN (one answer)"), _("TO FILL IN (another answer)")],
        "purpose": _("TO FILL IN (what it is for)"),
    },
    heading=_("Questions about who people are"),
    lead=_(
        "Asked with every questionnaire, to be left out by whoever likes. Without them nobody sees whom the programme serves."
    ),
    rules=("EVL12", "MAT10"),
)

_DECISIONS = Entries(
    ("evaluation", "decisions"),
    _("a decision"),
    ("what",),
    (
        Field(
            ("what",),
            _("What follows"),
            Kind.LINE,
            _("For example: Training moves before the first session."),
            "outcomes.md#report",
        ),
        Field(("who",), _("Who sees to it"), Kind.LINE, _("One name. For example: Sam Okafor."), "outcomes.md#report"),
        Field(("by",), _("By when"), Kind.DAY, _("A day, or it will not happen."), "outcomes.md#report"),
    ),
    new={"what": _("TO FILL IN (what follows from the results)"), "who": _("TO FILL IN (who sees to it)")},
    heading=_("What was decided"),
    lead=_("Afterwards: what follows from the results. People who answered want to see that it was read."),
)

QUESTIONNAIRES_PAGE = TaskPage(
    name="questionnaires",
    title=_("Questionnaires"),
    section=_("Finding out"),
    lead=_("How you find out whether it works: what is asked, who sees what comes out, and what is decided on it."),
    parts=(
        Field(
            ("evaluation", "statement"),
            _("Why you ask"),
            Kind.TEXT,
            _(
                "A sentence or two that people believe. For example: We ask in order to mend the programme, never to judge a person."
            ),
            _MANUAL,
        ),
        QUESTIONNAIRES,
        _GROUPS,
        FieldGroup(
            _("What becomes of the answers"),
            (
                Field(
                    ("evaluation", "code"),
                    _("People make up a code that links their answers"),
                    Kind.YES_NO,
                    _("So that beginning and end can be compared person by person, without names."),
                    _MANUAL,
                    rules=("EVL13",),
                    usual=_("No"),
                ),
                Field(
                    ("evaluation", "smallest_group"),
                    _("The fewest people whose answers are reported together"),
                    Kind.NUMBER,
                    _("In smaller groups answers can be guessed."),
                    "outcomes.md#what-is-hidden",
                    usual="5",
                    rules=("EVL07",),
                ),
                Field(
                    ("evaluation", "seen_by"),
                    _("Who sees the results"),
                    Kind.LINES,
                    _("For example: Sam Okafor, without names."),
                    _MANUAL,
                ),
                Field(
                    ("evaluation", "published_to"),
                    _("Who gets to read the summary, good and bad"),
                    Kind.LINES,
                    _("For example: Everybody who took part."),
                    _MANUAL,
                    rules=("EVL06", "EVL12"),
                ),
                Field(
                    ("evaluation", "uptake_by_group"),
                    _("Applications, matches and completions are compared between groups"),
                    Kind.YES_NO,
                    _("It shows who does not come in, and who leaves early."),
                    _MANUAL,
                    rules=("EVL08", "MAT10"),
                    usual=_("No"),
                ),
                Field(
                    ("evaluation", "decision_date"),
                    _("When it is decided whether there is a next round"),
                    Kind.DAY,
                    _("With a day, somebody has to look at the results. For example: four weeks after the end."),
                    _MANUAL,
                    rules=("CLO03",),
                    weeks=True,
                ),
            ),
        ),
        _DECISIONS,
        FieldGroup(
            _("Results on the portal"),
            (
                Field(
                    ("evaluation", "results_published"),
                    _("The portal shows the results that were released"),
                    Kind.YES_NO,
                    _("Only groups in which nobody can be guessed are released."),
                    "outcomes.md#report",
                    usual=_("No"),
                ),
                Field(
                    ("evaluation", "compare_with"),
                    _("Earlier programmes to compare with"),
                    Kind.LINES,
                    _("By client and programme. For example: riverside-trust/spring."),
                    "outcomes.md#cohorts",
                ),
            ),
        ),
    ),
)
