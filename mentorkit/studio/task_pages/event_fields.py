"""What is asked of an event and of its groups, and of a pause."""

from __future__ import annotations

from mentorkit.studio.form_fields import Entries, Field, FieldGroup, Kind, _
from mentorkit.studio.task_pages.venue_fields import AGAIN_FIELDS, PARTS, PLACE, RESOURCES, WHEN, moment_fields

KINDS_OF_EVENTS = (
    ("application", _("Application: people can apply")),
    ("webinar", _("Webinar: what the programme is, for all who wonder")),
    ("launch", _("Launch: the programme begins")),
    ("training", _("Training: for mentors or mentees")),
    ("learning", _("Learning: something for the whole cohort")),
    ("call", _("Call: everybody meets, by video perhaps")),
    ("circle", _("Circle: mentors, or mentees, among themselves")),
    ("checkpoint", _("Checkpoint: how it is going")),
    ("showcase", _("Showcase: what came of it is shown")),
    ("survey", _("Survey: people are asked")),
    ("social", _("Social: to be together")),
    ("task", _("Task: something to do alone")),
    ("closing", _("Closing: the programme ends")),
    ("follow-up", _("Follow-up: a look back, later")),
    ("other", _("Other")),
)
SHORT_NAME = Field(
    ("id",),
    _("Name that stays"),
    help=_("Calendars know it by this when its title changes: launch. Small letters, digits and hyphens."),
    manual=WHEN,
)
_UNTIL = _(
    "Where it lasts several days, or until when people can apply or answer. Of what comes again: the day it ends with."
)

_GROUPS = Entries(
    ("groups",),
    _("a group"),
    ("name",),
    (
        Field(("name",), _("What it is called"), help=_("Morning, By video. Without a name, groups are numbered.")),
        *moment_fields(last_day=_UNTIL),
        PLACE,
        AGAIN_FIELDS,
    ),
    new={"name": _("TO FILL IN (what this group is called)")},
    heading=_("Groups"),
    lead=_(
        "The same event at several times, for several groups. A group takes over from the event what it does not say."
    ),
)

EVENTS = Entries(
    ("events",),
    _("an event"),
    ("what",),
    (
        Field(("what",), _("What it is called"), help=_("As people read it: Launch."), needed=True),
        Field(
            ("kind",),
            _("What kind of event"),
            Kind.CHOICE,
            help=_("Pages, calendars and the audit go by it."),
            manual=WHEN,
            options=KINDS_OF_EVENTS,
            usual=_("Other"),
        ),
        Field(
            ("for",),
            _("Who it is for"),
            Kind.ROLES,
            help=_("Each calendar holds only what is for its role."),
            manual="writing-a-programme.md#who-it-is-for",
            usual=_("Everyone"),
        ),
        *moment_fields(last_day=_UNTIL),
        FieldGroup(
            _("What happens there"),
            (
                Field(("about",), _("In short"), Kind.TEXT, help=_("Everybody meets, and pairs find a first date.")),
                Field(
                    ("module",),
                    _("Training module"),
                    Kind.GUIDE,
                    help=_(
                        "The module that is run, from the library; its run sheet then stands in the facilitator guide."
                    ),
                    shelf="training",
                    rules=("TRN03",),
                ),
                Field(
                    ("objectives",),
                    _("What people can do afterwards"),
                    Kind.TEXTS,
                    help=_("Know what these months hold."),
                ),
                Field(("syllabus",), _("What it deals with"), Kind.TEXTS, help=_("Topic by topic, in order.")),
                Field(("before",), _("To do beforehand"), Kind.TEXTS, help=_("On one’s own: Bring your diary.")),
                Field(("after",), _("To do afterwards"), Kind.TEXTS, help=_("On one’s own: Send your first message.")),
                Field(("tags",), _("How it works"), Kind.LINES, help=_("One a line: talk, questions and answers.")),
            ),
        ),
        PLACE,
        AGAIN_FIELDS,
        SHORT_NAME,
        PARTS,
        RESOURCES,
        _GROUPS,
    ),
    new={"id": "", "what": _("TO FILL IN (what it is called)")},
    heading=_("Events"),
    lead=_(
        "What happens for the cohort: launch, training, calls, a closing. The meetings of each pair are on the page “Sessions and Keys”."
    ),
    rules=("TRN01", "TRN02", "CLO02"),
)

PAUSES = Entries(
    ("pauses",),
    _("a pause"),
    ("name",),
    (
        Field(("name",), _("What it is called"), help=_("Summer break."), needed=True),
        Field(("from",), _("First day"), Kind.DAY, help=_("The first day on which the programme rests.")),
        Field(("to",), _("Last day"), Kind.DAY, help=_("The last one; the Sunday, where it is a week.")),
        Field(("week",), _("Or a week"), Kind.NUMBER, help=_("The number of the week, in place of both days.")),
        Field(
            ("counted",),
            _("Do its weeks have numbers?"),
            Kind.YES_NO,
            help=_("No: the week after it has the number that follows the last one before. Only with days."),
            manual="writing-a-programme.md#pauses",
            usual=_("Yes"),
        ),
        SHORT_NAME,
    ),
    new={"name": _("TO FILL IN (what this pause is called)")},
    heading=_("Pauses"),
    lead=_("Holidays and breaks. What comes again rests in them, and calendars show them."),
    rules=("SES09",),
)
