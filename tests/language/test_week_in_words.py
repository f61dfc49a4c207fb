"""A week is called by its Monday wherever people read of it, also where calendars show Sunday or Saturday first."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import product

import icalendar
import pytest
from conftest import Project

from mentorkit.definition.moments import Moment, moment
from mentorkit.definition.schedule import Session
from mentorkit.definition.weeks import Weeks
from mentorkit.files.calendars import calendars
from mentorkit.language.catalogue import Words
from mentorkit.language.voice import Voice, usual_people
from mentorkit.portal.stage import stage
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of

MONDAY_FIRST = ("en-GB", "de", "pl")
OTHERWISE = ("en-US", "pt-BR", "ja-JP", "ar-EG", "he-IL", "hi-IN", "es-MX", "zh-Hant-TW", "fa-IR")
"""Languages whose calendars begin on Sunday or Saturday."""
DAY = timedelta(days=1)


def test_some_of_these_languages_begin_their_weeks_on_another_day() -> None:
    first = {tag: Words(tag).locale.first_week_day for tag in (*MONDAY_FIRST, *OTHERWISE)}
    assert {tag for tag, day in first.items() if day != 0} == set(OTHERWISE)


@pytest.mark.parametrize("language", [*MONDAY_FIRST, *OTHERWISE])
def test_the_week_of_is_said_with_its_monday_in_every_language(language: str) -> None:
    words, starts = Words(language), [date(2026, 12, 28) + number * DAY for number in range(7)]
    for start, week in product(starts, (-104, -53, -9, -1, 1, 2, 9, 53, 62)):
        found = moment(Session.model_validate({"title": "x", "week": str(week)}), Weeks(start), "UTC")
        assert found is not None
        days = [found.first + number * DAY for number in range(-1, 7)]
        said = Voice(words, usual_people(words), Weeks(start), "UTC").day(found)
        named = [f"{day:%A}" for day in days if words.date(day) in said]
        assert named == ["Monday"], f"{said!r} should name {found.first:%A %d %B %Y} and no other day"


AMERICAN = """\
title: Lead
organisation: Acme
language: en-US
starts: 2027-02-03
ends: 2027-12-01
sessions:
  1: {title: Begin, week: 2}
events:
  - {what: Skills week, week: -1}
library: {forms: [goal-sheet]}
"""


@pytest.mark.slow
def test_portal_books_and_calendars_of_an_american_programme_say_the_monday(project: Project) -> None:
    """Feb 3, 2027 is a Wednesday: week 2 is that of Feb 8, and the week before the start that of Jan 25."""
    project.write("programs/acme/lead.yml", AMERICAN)
    job = project.job()
    stage(job.toolkit, job.layers, job.config, project.root / "made", today=date(2026, 12, 1), downloads=[])
    pages = [path.read_text("utf-8") for path in sorted((project.root / "made/docs").rglob("*.md"))]
    books = [compose(job.toolkit, book, job.layers).html for book in books_of(job.toolkit) if book.holds_guides]
    said = {week for text in (*pages, *books) for week in re.findall(r"Week of ([A-Z]\w+ \d+, \d+)", text)}
    assert said == {"January 25, 2027", "Jan 25, 2027", "February 8, 2027", "Feb 8, 2027"}, "an agenda says it short"
    data = next(calendars(job.toolkit, datetime(2026, 12, 1, tzinfo=UTC)))[2]
    dates = [(one.start, one.end) for one in icalendar.Calendar.from_ical(data).walk("VEVENT")]
    assert dates == [(date(2027, 1, 25), date(2027, 2, 1)), (date(2027, 2, 8), date(2027, 2, 15))]


@pytest.mark.parametrize(
    ("language", "every", "said"),
    [("en-GB", "2 weeks", "every 2 weeks"), ("da", "2 weeks", "hver 2. uge"), ("ar", "2 weeks", "كل أسبوعين"), ("ar", "3 months", "كل 3 أشهر")],
)  # fmt: skip
def test_what_comes_again_is_told_in_the_language_of_the_programme(language: str, every: str, said: str) -> None:
    words, day = Words(language), date(2027, 3, 1)
    voice = Voice(words, usual_people(words), Weeks(date(2027, 2, 1)), "UTC")
    assert voice.rhythm(Moment(day, day, None, "UTC", None, every=every)) == said
