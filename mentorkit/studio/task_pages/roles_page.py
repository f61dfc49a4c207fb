"""The task page "Roles": what each role does, gives and gets."""

from __future__ import annotations

from mentorkit.studio.form_fields import WITH_MENTORS, Field, FieldGroup, Kind, TaskPage, _

_MANUAL = "writing-a-programme.md#who-stands-behind-it"


def _role(
    name: str, heading: str, lead: str, summary: str, does: str, hours: str, formats: tuple[str, ...] = ()
) -> FieldGroup:
    """The fields of one role, with an example of what it is, of what it does, and of the time that it takes."""
    return FieldGroup(
        heading,
        (
            Field(("roles", name, "summary"), _("In one sentence"), Kind.LINE, summary, _MANUAL),
            Field(("roles", name, "responsibilities"), _("What they do"), Kind.LINES, does, _MANUAL),
            Field(("roles", name, "hours"), _("How much time it takes"), Kind.LINE, hours, _MANUAL),
            Field(
                ("roles", name, "benefits"),
                _("What they get out of it"),
                Kind.LINES,
                _("Nobody stays for duty alone."),
                _MANUAL,
            ),
            Field(
                ("roles", name, "first_steps"),
                _("What to do first"),
                Kind.LINES,
                _("In order, each small enough for today."),
                _MANUAL,
            ),
        ),
        lead=lead,
        formats=formats,
    )


ROLES_PAGE = TaskPage(
    name="roles",
    title=_("Roles"),
    section=_("Programme"),
    lead=_(
        "What you ask of each, and what they get. Mentors and mentees always have a page on the portal; the others have one as soon "
        "as something stands here."
    ),
    parts=(
        _role(
            "mentee",
            _("Mentees"),
            _("They lead the conversation: they bring the topic and arrange the meetings."),
            _("For example: You bring the topic."),
            _("For example: Arrange the meetings."),
            _("Whoever knows it can ask their manager for it. For example: Two hours a month."),
        ),
        _role(
            "mentor",
            _("Mentors"),
            _("They listen, ask and lend what they have seen. They do not decide for anybody."),
            _("For example: You listen, and ask what nobody else asks."),
            _("For example: Say when you are not the right person to ask."),
            _("With preparation and training. For example: Two hours a month."),
            formats=WITH_MENTORS,
        ),
        _role(
            "manager",
            _("People managers"),
            _("The mentee’s line manager, never the mentor. They decide whether the hour is free."),
            _("For example: You make the time possible."),
            _("For example: Ask how it is going, and not what was said."),
            _("For example: Half an hour at the beginning."),
        ),
        _role(
            "sponsor",
            _("Sponsors"),
            _("Senior leaders who back the programme where people can see it."),
            _("For example: You stand for the programme when work is busy."),
            _("For example: Open the launch and come to the closing."),
            _("For example: Four hours over the whole programme."),
        ),
        _role(
            "facilitator",
            _("Facilitators"),
            _("They run the training and what the cohort does together."),
            _("For example: You make a room in which people dare to practise."),
            _("For example: Hold the training of both roles."),
            _("For example: Two days of training, and an hour a month."),
        ),
        _role(
            "hr",
            _("HR"),
            _("Those who run the programme day by day: applications, matching, questions, evaluation."),
            _("For example: You keep the programme running, and what people tell you to yourself."),
            _("For example: Answer within two working days."),
            _("For example: Six hours a week."),
        ),
        _role(
            "safe_contact",
            _("Safe contact"),
            _("Somebody outside the line who listens. What happens next is decided by the person who came."),
            _("For example: You listen to what cannot be said inside the line."),
            _("For example: Say before you listen what you could not keep to yourself."),
            _("For example: Three quarters of an hour to prepare, then an hour for each person who comes."),
        ),
    ),
)
