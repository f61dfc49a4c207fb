"""The task page "Dates": first and last day, the list of everything in order, events and pauses."""

from __future__ import annotations

from mentorkit.studio.form_fields import Entries, Field, FieldGroup, Kind, TaskPage, _
from mentorkit.studio.task_pages.event_fields import EVENTS, PAUSES, SHORT_NAME
from mentorkit.studio.task_pages.venue_fields import WHEN, time_zones

_OWN = "writing-a-programme.md#own-start"

OWN_DAYS = Entries(
    ("own_start", "days"),
    _("a day"),
    ("what",),
    (
        Field(("what",), _("What it is for"), help=_("The plan is read for the first time."), needed=True),
        Field(
            ("day",),
            _("Its number"),
            Kind.NUMBER,
            help=_("30: the thirtieth day. Day 1 is the person’s first day itself."),
            manual=_OWN,
            needed=True,
        ),
        Field(("for",), _("Who it is for"), Kind.ROLES, help=_("Unless you choose, the two of a pair.")),
        Field(
            ("about",),
            _("What happens around that day"),
            Kind.TEXT,
            help=_("One sentence: You read the plan together."),
        ),
        SHORT_NAME,
    ),
    new={"day": "30", "what": _("TO FILL IN (what this day is for)")},
    heading=_("Days that count from it"),
    lead=_("They go into personal calendars, by the column “first day” of the table of people."),
)

DATES = TaskPage(
    name="dates",
    title=_("Dates"),
    lead=_("When it begins and ends, and everything in between, in order."),
    section=_("Together"),
    template="dates.html",
    parts=(
        FieldGroup(
            _("From when to when"),
            (
                Field(
                    ("starts",),
                    _("First day"),
                    Kind.DAY,
                    help=_("The week that holds it is the first. What is written in weeks moves along with it."),
                    manual=WHEN,
                    needed=True,
                ),
                Field(
                    ("ends",),
                    _("Last day"),
                    Kind.DAY,
                    help=_("A day, or a week and a day of it: week 36, Friday."),
                    manual=WHEN,
                    rules=("SES01",),
                    weeks=True,
                ),
                Field(
                    ("first_week",),
                    _("Number of the first week"),
                    Kind.NUMBER,
                    help=_("Only where you do not count from 1: 0, or the number of its week in the year."),
                    manual=WHEN,
                    usual="1",
                ),
                Field(
                    ("time_zone",),
                    _("Time zone"),
                    Kind.CHOICE,
                    help=_("The clock that all times are on: Europe/London. It knows of summer time by itself."),
                    options=time_zones(),
                    usual="UTC",
                ),
            ),
        ),
        EVENTS,
        PAUSES,
        FieldGroup(
            _("Dates of one’s own"),
            (
                Field(
                    ("own_start", "what"),
                    _("What each person’s own first day is called"),
                    help=_("First day in the new role. Only where each begins on another day."),
                    manual=_OWN,
                    needed_by_list=True,
                ),
            ),
        ),
        OWN_DAYS,
    ),
)
