"""The task page "Dates": first and last day, the list of everything in order, events and pauses."""

from __future__ import annotations

from mentorkit.studio.form_fields import Field, FieldGroup, Kind, TaskPage, _
from mentorkit.studio.task_pages.event_fields import EVENTS, PAUSES
from mentorkit.studio.task_pages.venue_fields import WHEN, time_zones

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
    ),
)
