"""Fields that events, their groups and sessions have in common: when, where, and who is there."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from mentorkit.studio.form_fields import Entries, Field, FieldGroup, Kind, _

WHEN = "writing-a-programme.md#when-things-happen"
AGAIN = "writing-a-programme.md#again-and-again"
_AREAS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
"""Of the names of time zones, those that are places; the others are kept for old machines."""


@cache
def time_zones() -> tuple[tuple[str, str], ...]:
    """The time zones that can be chosen, by their names: those of places, and UTC."""
    places = sorted(zone for zone in available_timezones() if zone.partition("/")[0] in _AREAS and "/" in zone)
    return (("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in places))


def moment_fields(*, last_day: str) -> tuple[Field, ...]:
    """When something is: `last_day` tells what its last day means."""
    return (
        Field(
            (),
            _("When"),
            Kind.MOMENT,
            help=_(
                "A day, or a week of the programme and perhaps a day of it. A week moves along when the programme begins"
                " later. Leave both empty while it is open."
            ),
            manual=WHEN,
        ),
        Field(("at",), _("Begins at"), Kind.TIME, help=_("As on the clock on the wall: 09:30."), manual=WHEN),
        Field(("minutes",), _("How long, in minutes"), Kind.NUMBER, help=_("An hour and a half is 90.")),
        Field(("until",), _("Last day"), Kind.DAY, help=last_day, manual=WHEN),
        Field(
            ("time_zone",),
            _("Another clock"),
            Kind.CHOICE,
            help=_("Only where this one’s times are not on the programme’s clock: Europe/Warsaw."),
            options=time_zones(),
            usual=_("The programme’s time zone"),
        ),
    )


PLACE = FieldGroup(
    _("Where, and who is there"),
    (
        Field(("place",), _("Place"), help=_("The room or the address: Main hall.")),
        Field(("link",), _("Link"), Kind.LINK, help=_("Where people join or register, as a whole address: https://…")),
        Field(
            ("with",),
            _("Who leads it"),
            Kind.LINES,
            help=_("One name a line. Who is introduced under People may be called by the short name there."),
        ),
        Field(
            ("hosts",),
            _("Who welcomes people"),
            Kind.LINES,
            help=_("One name a line; only where somebody else looks after the room."),
        ),
        Field(("facilitators",), _("Who runs the exercises"), Kind.LINES, help=_("One name a line.")),
        Field(("experts",), _("Who is there to be asked"), Kind.LINES, help=_("One name a line.")),
        Field(("notes",), _("Shared notes"), Kind.LINK, help=_("Where notes are kept that all can read: https://…")),
        Field(
            ("recording",),
            _("Recordings"),
            Kind.LINES,
            help=_("One address a line, once there is a recording: https://…"),
            entry="link",
        ),
    ),
)


AGAIN_FIELDS = FieldGroup(
    _("Again and again"),
    (
        Field(
            ("every",),
            _("How often"),
            help=_("Only for what comes again: week, 2 weeks, 10 days, month, first Tuesday, last Friday."),
            manual=AGAIN,
        ),
        Field(
            ("times",),
            _("How many dates"),
            Kind.NUMBER,
            help=_("With those that are left out. Empty: until the last day, or the end of the programme."),
            manual=AGAIN,
        ),
        Field(
            ("except",),
            _("Days on which it does not take place"),
            Kind.LINES,
            help=_("One day a line, as year, month and day: 2027-04-07. In a pause it rests by itself."),
            manual=AGAIN,
        ),
    ),
    lead=_("What comes again is one entry with its first date. It rests in pauses."),
)

PARTS = Entries(
    ("parts",),
    _("a part"),
    ("title",),
    (
        Field(("title",), _("What it is called"), help=_("A talk, an exercise: Why we do this."), needed=True),
        Field(("speakers",), _("Who speaks"), Kind.LINES, help=_("One name a line.")),
        Field(("minutes",), _("How long, in minutes"), Kind.NUMBER, help=_("From 1 on.")),
        Field(("topic",), _("Topic"), help=_("In a few words.")),
        Field(("slides",), _("Slides"), Kind.LINK, help=_("Where they can be looked at: https://…")),
        Field(("recording",), _("Recordings"), Kind.LINES, help=_("One address a line: https://…"), entry="link"),
    ),
    new={"title": _("TO FILL IN (what this part is called)")},
    heading=_("Parts"),
    lead=_("Its talks and exercises, in order."),
)

RESOURCES = Entries(
    ("resources",),
    _("something to read or watch"),
    ("title",),
    (
        Field(("title",), _("What it is called"), help=_("The programme on one page."), needed=True),
        Field(("link",), _("Link"), Kind.LINK, help=_("Where it is found: https://…")),
        Field(("type",), _("Kind"), help=_("Article, film, template.")),
        Field(("speaker",), _("By whom"), Kind.LINES, help=_("Who speaks in it, or wrote it: one name a line.")),
        Field(("recording",), _("Recordings"), Kind.LINES, help=_("One address a line: https://…"), entry="link"),
        Field(("note",), _("What it is good for"), help=_("One line: ten minutes, worth it.")),
    ),
    new={"title": _("TO FILL IN (what it is called)")},
    heading=_("To read and watch"),
)
