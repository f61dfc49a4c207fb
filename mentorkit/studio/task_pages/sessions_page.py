"""The task page "Sessions": the meetings of each pair, their Keys and training, and what else the library offers."""

from __future__ import annotations

from mentorkit.studio.form_fields import Entries, Field, FieldGroup, Kind, TaskPage, _
from mentorkit.studio.task_pages.event_fields import SHORT_NAME
from mentorkit.studio.task_pages.venue_fields import PARTS, PLACE, RESOURCES, moment_fields

_MANUAL = "writing-a-programme.md#sessions"

_AGENDA = Entries(
    ("agenda",),
    _("a step"),
    ("what",),
    (
        Field(("what",), _("What is done"), help=_("Who we are."), needed=True),
        Field(("minutes",), _("How long, in minutes"), Kind.NUMBER, help=_("From 1 on.")),
        Field(
            ("own_topic",),
            _("Kept free"),
            Kind.YES_NO,
            help=_(
                "Yes where this time belongs to whatever the mentee brings. In all meetings but the first and the last, a third of it."
            ),
            manual=_MANUAL,
            rules=("SES10",),
        ),
    ),
    new={"what": _("TO FILL IN (what is done)")},
    heading=_("Agenda"),
    lead=_("What the two do in this meeting, step by step."),
)

SESSIONS = Entries(
    ("sessions",),
    _("a session"),
    ("title",),
    (
        Field(("title",), _("What it is called"), help=_("First conversation."), manual=_MANUAL, needed=True),
        Field(
            ("purpose",),
            _("What this meeting is for"),
            Kind.TEXT,
            help=_("One sentence: Meet as people, and agree how you will work together."),
            manual=_MANUAL,
        ),
        Field(
            ("phase",),
            _("Phase"),
            Kind.CHOICE,
            help=_("Where in the relationship of the two it stands; books and timeline are arranged by it."),
            options=(
                ("prepare", _("Prepare: before the first real talk")),
                ("establish", _("Establish: trust, and an agreement")),
                ("develop", _("Develop: the work itself")),
                ("close", _("Close: the end, and what follows")),
            ),
        ),
        *moment_fields(last_day=_("Only where it lasts several days.")),
        FieldGroup(
            _("What they work with"),
            (
                Field(
                    ("keys",),
                    _("Keys"),
                    Kind.GUIDES,
                    help=_("What both work through before they meet, each on their own: one or two."),
                    manual=_MANUAL,
                    rules=("SES03",),
                ),
                Field(
                    ("reinforces",),
                    _("Training that it puts to use"),
                    Kind.GUIDE,
                    help=_("The module whose learning is used here, if there is one."),
                    shelf="training",
                    rules=("SES06",),
                ),
            ),
        ),
        FieldGroup(
            _("Before it"),
            (
                Field(
                    ("prepare", "mentee"),
                    _("What the mentee brings"),
                    Kind.TEXT,
                    help=_("Write down one thing that you keep turning over."),
                ),
                Field(
                    ("prepare", "mentor"),
                    _("What the mentor brings"),
                    Kind.TEXT,
                    help=_("Remember somebody who asked you a good question."),
                ),
            ),
        ),
        FieldGroup(
            _("After it"),
            (
                Field(
                    ("actions", "mentee"),
                    _("What the mentee does until the next one"),
                    Kind.TEXT,
                    help=_("One thing, small enough to be done: Send three lines on what you took away."),
                    manual=_MANUAL,
                    rules=("SES02",),
                ),
                Field(
                    ("actions", "mentor"),
                    _("What the mentor does until the next one"),
                    Kind.TEXT,
                    help=_("Suggest two dates."),
                    manual=_MANUAL,
                    rules=("SES02",),
                ),
            ),
            lead=_("People grow between the meetings: what each does counts as much as what is said."),
        ),
        FieldGroup(
            _("More about it"),
            (
                Field(
                    ("objectives",),
                    _("What is reached"),
                    Kind.TEXTS,
                    help=_("How the two can tell: Both have signed the agreement."),
                ),
                Field(("syllabus",), _("What it deals with"), Kind.TEXTS, help=_("Topic by topic, in order.")),
            ),
        ),
        PLACE,
        SHORT_NAME,
        _AGENDA,
        PARTS,
        RESOURCES,
    ),
    new={"title": _("TO FILL IN (what this session is called)")},
    heading=_("The sessions, in order"),
    lead=_("The meetings of a mentor and a mentee. Six to nine in a year are usual."),
    rules=("SES03", "SES04", "SES05", "SES10", "CLO01"),
    numbered=True,
)

SESSIONS_PAGE = TaskPage(
    name="sessions",
    title=_("Sessions and Keys"),
    lead=_("What each pair meets for, and the Keys that both work through before they meet."),
    section=_("Together"),
    template="sessions.html",
    parts=(
        SESSIONS,
        FieldGroup(
            _("What else the library offers"),
            (
                Field(
                    ("library", "keys"),
                    _("Further Keys"),
                    Kind.GUIDES,
                    help=_("Offered, though no session asks for them."),
                ),
                Field(
                    ("library", "training"),
                    _("Further training"),
                    Kind.GUIDES,
                    help=_("Modules that no event runs."),
                    shelf="training",
                ),
                Field(
                    ("library", "forms"),
                    _("Forms"),
                    Kind.GUIDES,
                    help=_("Where you choose none, every usual form is offered."),
                    shelf="forms",
                ),
                Field(
                    ("library", "pages"),
                    _("Pages"),
                    Kind.GUIDES,
                    help=_("Where you choose none, every page is offered."),
                    shelf="pages",
                ),
            ),
            lead=_("What a session or an event names is offered anyway."),
        ),
    ),
)
