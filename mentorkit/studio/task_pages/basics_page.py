"""The task page of what a programme is: its name, whose it is, and in which language it speaks."""

from __future__ import annotations

from mentorkit.studio.form_fields import Field, FieldGroup, Kind, TaskPage, _

BASICS = TaskPage(
    name="basics",
    title=_("The programme"),
    lead=_("What it is called, whose it is, and how far it has come."),
    section=_("Programme"),
    parts=(
        Field(
            ("title",),
            _("Title"),
            help=_("The name that everybody will use: Emerging Leaders."),
            manual="writing-a-programme.md",
            needed=True,
        ),
        Field(("organisation",), _("Organisation"), help=_("As people read it: Riverside Trust."), needed=True),
        Field(("cohort",), _("This round"), help=_("What people call this round: Spring 2027.")),
        Field(
            ("summary",),
            _("In short"),
            Kind.TEXT,
            help=_("One or two sentences that make somebody want to take part. They stand on the first page."),
        ),
        Field(
            ("status",),
            _("How far it has come"),
            Kind.CHOICE,
            help=_("While it is a draft, open places are shown as open. Once it is live, nothing may be left open."),
            options=(
                ("draft", _("Draft: being written")),
                ("pilot", _("Pilot: tried with a few")),
                ("live", _("Live: running")),
                ("closed", _("Closed: over")),
            ),
            usual=_("Draft"),
        ),
        FieldGroup(
            _("Where it is found"),
            (
                Field(
                    ("contact",),
                    _("Page inside the organisation"),
                    Kind.LINK,
                    help=_(
                        "The whole address of the programme’s page on your intranet: https://intranet.example/mentoring."
                    ),
                ),
                Field(
                    ("address",),
                    _("Address of the portal"),
                    Kind.LINK,
                    help=_(
                        "Where the portal will be published, once that is known. Calendars and shared links need it."
                    ),
                ),
                Field(
                    ("public",),
                    _("May search engines list it?"),
                    Kind.YES_NO,
                    help=_("Most programmes are for people inside, and say no."),
                    usual=_("No"),
                ),
            ),
        ),
    ),
)
