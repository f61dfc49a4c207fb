"""The day before, the day itself and the day after: what the portal says is next, now and over, and how long it stays true."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from conftest import Project
from lxml import html

from mentorkit.build.outputs import Job
from mentorkit.portal.dates import last_change
from mentorkit.portal.stage import stage

DAY = timedelta(days=1)
PROGRAM = """\
title: Lead
organisation: Acme
starts: 2027-02-03
ends: 2027-06-30
sessions:
  1: {title: Begin, week: 1, day: Friday, phase: prepare}
  2: {title: Go on, week: 6, phase: develop}
  3: {title: Part, week: 20, day: Friday, at: "09:00", minutes: 60, phase: close}
events:
  - {what: Applications, date: 2026-12-31}
  - {what: Retreat, date: 2027-02-26, until: 2027-03-02}
  - {what: Evening, date: 2027-04-14, at: "23:30", minutes: 120}
  - what: Workshop
    groups: [{date: 2027-05-03}, {date: 2027-05-06}]
  - {what: Look back, week: 26, kind: follow-up}
library: {forms: [goal-sheet]}
"""
ENDS = {
    "Applications": date(2026, 12, 31),
    "Session 1: Begin": date(2027, 2, 5),
    "Retreat": date(2027, 3, 2),
    "Session 2: Go on": date(2027, 3, 14),
    "Evening": date(2027, 4, 14),
    "Workshop": date(2027, 5, 6),
    "Session 3: Part": date(2027, 6, 18),
    "The programme ends": date(2027, 6, 30),
    "Look back": date(2027, 8, 1),
}
"""The last day of each, from the definition above; February 2027 has 28 days, and a week ends on its Sunday."""


class Portal:
    """The home page of one programme on any day."""

    def __init__(self, job: Job, folder: Path) -> None:
        self.job, self.folder = job, folder

    @cache  # noqa: B019 - one for a test
    def on(self, today: date) -> str:
        """All pages as they are written on that day."""
        made = self.folder / str(today)
        stage(self.job.toolkit, self.job.layers, self.job.config, made, today=today, downloads=[])
        return "\n".join(path.read_text("utf-8") for path in sorted((made / "docs").rglob("*.md")))

    def _home(self, today: date) -> html.HtmlElement:
        self.on(today)
        return html.fromstring((self.folder / str(today) / "docs/index.md").read_text("utf-8"))

    def next(self, today: date) -> list[str]:
        """The dates that are said to come."""
        return [one.text_content().strip() for one in self._home(today).find_class("mk-next__title")]

    def now(self, today: date) -> list[str]:
        """The phase in which we are said to be."""
        found = self._home(today).xpath("//li[@aria-current='step']//h3")
        return [one.text_content().strip() for one in found]

    def where(self, today: date) -> str:
        """The line that says how far the programme has come; empty while it runs."""
        return self._home(today).find_class("mk-where__week")[0].text_content().strip()


@pytest.fixture
def portal(project: Project) -> Portal:
    project.write("programs/acme/lead.yml", PROGRAM)
    return Portal(project.job(), project.root / "made")


@pytest.mark.slow
def test_what_ends_today_is_still_to_come_and_tomorrow_it_is_not(portal: Portal) -> None:
    for what, last in ENDS.items():
        assert what in portal.next(last), f"{what} is not over on {last}, its last day"
        assert what not in portal.next(last + DAY), f"{what} was over on {last}"


@pytest.mark.slow
def test_the_programme_runs_from_its_first_day_to_its_last(portal: Portal) -> None:
    said = {
        day: portal.where(date.fromisoformat(day)) for day in ("2027-02-02", "2027-02-03", "2027-06-30", "2027-07-01")
    }
    assert said == {
        "2027-02-02": "It begins on 3 February 2027",
        "2027-02-03": "",
        "2027-06-30": "",
        "2027-07-01": "It ended on 30 June 2027",
    }


@pytest.mark.slow
def test_a_phase_begins_on_its_first_day_and_the_last_ends_with_the_programme(portal: Portal) -> None:
    """Session 2 has only its week, so its phase begins on the Monday of it."""
    said = {
        day: portal.now(date.fromisoformat(day))
        for day in (
            "2027-02-04",
            "2027-02-05",
            "2027-03-07",
            "2027-03-08",
            "2027-06-17",
            "2027-06-18",
            "2027-06-30",
            "2027-07-01",
        )
    }
    assert said == {
        "2027-02-04": [],
        "2027-02-05": ["Prepare"],
        "2027-03-07": ["Prepare"],
        "2027-03-08": ["Develop"],
        "2027-06-17": ["Develop"],
        "2027-06-18": ["Close"],
        "2027-06-30": ["Close"],
        "2027-07-01": [],
    }


@pytest.mark.slow
def test_pages_are_made_anew_on_every_day_on_which_they_say_something_else(portal: Portal) -> None:
    """A build counts the day by `last_change`: had it missed one, pages would go on saying what was yesterday."""
    begins = {date(2027, 2, 3), date(2027, 2, 26), date(2027, 3, 8), date(2027, 5, 3)}
    for day in sorted({*ENDS.values(), *begins}):
        for today in (day, day + DAY):
            since = last_change(portal.job.toolkit, today)
            assert portal.on(since) == portal.on(today), f"on {today} pages say something else than on {since}"
            if portal.on(today) != portal.on(today - DAY):
                assert since == today, f"on {today} pages change"


ONE_DAY = """\
title: Lead
organisation: Acme
starts: 2027-02-03
ends: 2027-02-03
sessions:
  1: {title: Begin, date: 2027-02-03, at: "09:00", minutes: 60, phase: prepare}
  2: {title: Part, date: 2027-02-03, at: "16:00", minutes: 60, phase: close}
library: {forms: [goal-sheet]}
"""


@pytest.mark.slow
def test_a_programme_of_one_day_is_on_for_that_day(project: Project) -> None:
    project.write("programs/acme/lead.yml", ONE_DAY)
    assert project.problems() == []
    portal = Portal(project.job(), project.root / "made")
    days = [date(2027, 2, 3) + number * DAY for number in (-1, 0, 1)]
    assert [portal.where(day) for day in days] == ["It begins on 3 February 2027", "", "It ended on 3 February 2027"]
    everything = ["The programme begins", "Session 1: Begin", "Session 2: Part", "The programme ends"]
    assert [sorted(portal.next(day)) for day in days] == [sorted(everything), sorted(everything), []]
    assert re.search(r"<dt>week, from 3 Feb 2027</dt><dd>1</dd>", portal.on(days[0]))
