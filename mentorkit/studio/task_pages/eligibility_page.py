"""The task page "Who takes part": who may, how they come in, and what decides where places are short."""

from __future__ import annotations

from mentorkit.studio.form_fields import Field, FieldGroup, Kind, TaskPage, _

_MANUAL = "writing-a-programme.md#who-takes-part-and-with-whom"

ROUTES = (
    ("open", _("Everybody who meets the criteria may apply")),
    ("self-nominated", _("People put themselves forward")),
    ("manager-nominated", _("Managers put people forward")),
    ("invited", _("By invitation alone")),
)

ELIGIBILITY = TaskPage(
    name="eligibility",
    title=_("Who takes part"),
    section=_("Taking part"),
    lead=_("Who may take part, how they come in, and what decides where there are more people than places."),
    parts=(
        FieldGroup(
            _("Coming in"),
            (
                Field(
                    ("eligibility", "criteria"),
                    _("Who may take part"),
                    Kind.LINES,
                    _(
                        "Write them so that people can see for themselves. For example: Joined within the last two years."
                    ),
                    _MANUAL,
                    rules=("SEL02",),
                ),
                Field(
                    ("eligibility", "route"),
                    _("How they come in"),
                    Kind.CHOICE,
                    _("By invitation alone, mentoring goes to people who have sponsors already."),
                    _MANUAL,
                    rules=("SEL02",),
                    options=ROUTES,
                ),
                Field(
                    ("eligibility", "voluntary"),
                    _("Taking part is voluntary"),
                    Kind.YES_NO,
                    _("For mentors, too. Nobody confides in somebody whom they were told to meet."),
                    _MANUAL,
                    rules=("SEL03",),
                ),
                Field(
                    ("eligibility", "outreach"),
                    _("How people who would not apply by themselves hear of it"),
                    Kind.TEXTS,
                    _(
                        "Those who need a mentor most hear of it last. For example: The call is read out at every team meeting, on "
                        "every shift."
                    ),
                    _MANUAL,
                ),
                Field(
                    ("eligibility", "apply"),
                    _("Where to apply"),
                    Kind.LINK,
                    _("The whole address of the form. For example: https://forms.riverside.example/mentoring"),
                    _MANUAL,
                ),
            ),
        ),
        FieldGroup(
            _("Places"),
            (
                Field(
                    ("eligibility", "cohort_cap"),
                    _("How many mentees at most"),
                    Kind.NUMBER,
                    _("In a pilot, ten to twenty are enough to learn from. For example: 20."),
                    _MANUAL,
                    rules=("SEL04", "GOV05"),
                ),
                Field(
                    ("eligibility", "selection_basis"),
                    _("What decides where there are more applicants than places"),
                    Kind.TEXTS,
                    _(
                        "Unwritten criteria favour those who are known already. For example: Lots are drawn, half of them for people "
                        "on shifts."
                    ),
                    _MANUAL,
                    rules=("SEL01", "SEL02"),
                ),
                Field(
                    ("eligibility", "selection_published"),
                    _("Everybody may read what decides"),
                    Kind.YES_NO,
                    _("Only then the portal shows it. Where nobody can read it, people assume the worst."),
                    _MANUAL,
                    rules=("SEL01",),
                    usual=_("No"),
                ),
            ),
        ),
    ),
)
