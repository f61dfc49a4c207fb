"""Pauses: what rests in them, how weeks are counted across them, and where people read of them."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import icalendar
import pytest
from conftest import LEAD, NO_WORKBOOKS, Project
from lxml import html

from mentorkit.files.calendars import calendars
from mentorkit.portal.stage import stage
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of

STAMP = datetime(2026, 11, 21, 12, tzinfo=UTC)
HEAD = "title: Lead\norganisation: Acme\nstarts: 2027-02-01\ntime_zone: Europe/London\nlibrary: {forms: [goal-sheet]}\n"
EASTER = "{name: Easter, from: 2027-03-29, to: 2027-04-09}"
REST = """\
ends: week 12 Friday
sessions:
  1: {title: Begin, week: 2}
  2: {title: Go on, week: 10, phase: develop}
events:
  - {id: cafe, what: Café, date: 2027-03-24, at: "13:00", minutes: 60, every: week, times: 5}
"""


def kit(project: Project, pauses: str, rest: str = REST, more: str = NO_WORKBOOKS) -> Toolkit:
    project.write(LEAD, f"{HEAD}{more}pauses: [{pauses}]\n{rest}")
    return project.job().toolkit


def vevents(made: Toolkit, name: str = "calendar.ics") -> dict[str, icalendar.Event]:
    (data,) = (data for file, _role, data in calendars(made, STAMP) if file == name)
    return {str(one["uid"]): one for one in icalendar.Calendar.from_ical(data).walk("VEVENT")}


@pytest.mark.slow
def test_calendars_hold_whole_days_that_leave_everybody_free(project: Project) -> None:
    made = kit(project, f"{EASTER}, {{id: reading, name: Reading week, week: 8}}")
    for name in ("calendar.ics", "calendar-mentor.ics", "calendar-mentee.ics"):
        pauses = {uid: one for uid, one in vevents(made, name).items() if uid.startswith("pause")}
        assert {
            uid: (str(one["summary"]), str(one["dtstart"].dt), str(one["dtend"].dt), str(one["transp"])) for uid, one in pauses.items()
        } == {
            "pause_easter@lead.acme": ("Easter", "2027-03-29", "2027-04-10", "TRANSPARENT"),
            "pause_reading@lead.acme": ("Reading week", "2027-03-22", "2027-03-29", "TRANSPARENT"),
        }  # fmt: skip


@pytest.mark.slow
def test_what_comes_again_rests_and_keeps_its_other_dates(project: Project) -> None:
    without, within = (vevents(kit(project, pauses)) for pauses in ("", EASTER))
    cafe = {uid for uid in within if uid.startswith("cafe")}
    assert cafe == {f"cafe.2027-{day}@lead.acme" for day in ("03-24", "04-14", "04-21")}
    assert cafe < without.keys(), "and none is known by anything else"
    told = project.run("check", "--ignore", "design").stderr
    assert told.count('"Café" rests in the pause "Easter": 2027-03-31, 2027-04-07') == 1
    assert f"{LEAD}:13:" in told
    held = kit(project, EASTER, REST.replace("times: 5", "times: 5, moved: {2027-03-31: {place: Park}}"))
    assert "cafe.2027-03-31@lead.acme" in vevents(held), "unless it is said that it is held"


def test_weeks_that_are_not_counted_have_no_number(project: Project) -> None:
    counted, uncounted = (kit(project, EASTER.replace("}", f", counted: {said}}}")) for said in ("yes", "no"))
    assert [str(one.sessions[1].moment.first) for one in (counted, uncounted) if one.sessions[1].moment] == [
        "2027-04-05",
        "2027-04-19",
    ]
    assert [str(one.program.ends) for one in (counted, uncounted)] == ["2027-04-23", "2027-05-07"]
    easter = (date(2027, 3, 29), date(2027, 4, 9))
    assert [uncounted.program.weeks.number(day) for day in easter] == [None, None]
    assert None not in [counted.program.weeks.number(day) for day in easter]


def words(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


@pytest.mark.slow
def test_people_read_of_a_pause_on_the_timeline_at_home_and_in_print(project: Project) -> None:
    kit(project, EASTER.replace("}", ", counted: no}"), REST, "books: {mentee-workbook: {extent: complete}}\n")
    job = project.job()
    stage(job.toolkit, job.layers, job.config, project.root / "made", today=date(2027, 3, 1), downloads=[])
    read = {
        name: html.fromstring((project.root / f"made/docs/{name}.md").read_text("utf-8"))
        for name in ("timeline", "index")
    }
    entries = [words(one) for one in read["timeline"].find_class("mk-entry")]
    assert "29 Mar – 9 Apr 2027Easter" in entries
    assert any(one.startswith("Week of 19 Apr 2027 Week 10") for one in entries)
    (line,) = read["index"].xpath("//*[@data-mk-week]")
    assert json.loads(line.get("data-pauses")) == [["2027-03-29", "2027-04-09", 2, "Easter"]]
    assert line.get("data-during") == "Week {number} of 12"
    (book,) = (one for one in books_of(job.toolkit) if one.id == "mentee-workbook")
    rows = [words(one) for one in html.fromstring(compose(job.toolkit, book, job.layers).html).iter("tr")]
    assert "29 Mar – 9 Apr 2027 Easter" in rows
    assert sum("Not on 31 Mar and 7 Apr" in row for row in rows) == 1


PROBLEMS = {
    "{name: A, from: 2027-03-09, to: 2027-03-01}": 'the pause "A" ends (2027-03-01) before it begins (2027-03-09) -> swap the two',
    "{name: A, from: 2027-03-09}": 'the pause "A" has no last day -> add `to: 2027-08-01`',
    "{name: A, to: 2027-03-09}": 'the pause "A" has no first day -> add `from: 2027-08-01`',
    "{name: A, week: 3, to: 2027-03-09}": 'the pause "A" has both its days and a week -> keep `week`, or `from` and `to`',
    "{name: A, from: 2029-03-09, to: 2029-03-12}": 'the pause "A" is on 2029-03-09, more than a year outside the programme',
    "{name: A, from: 2027-02-01, to: 2027-02-05, counted: no}": 'the pause "A" holds the week of the start',
    "{name: A, from: 2027-03-02, to: 2027-03-05, counted: no}": 'the pause "A" holds no whole week that could go uncounted',
}


def test_pauses_that_cannot_be_meant_are_told_with_their_place(project: Project) -> None:
    listed = "".join(f"  - {pause}\n" for pause in PROBLEMS)
    project.write(
        LEAD, f"{HEAD}{NO_WORKBOOKS}ends: 2027-06-30\nsessions: {{1: {{title: Begin, week: 2}}}}\npauses:\n{listed}"
    )
    found = [re.sub(r"  \[[a-z-]+\]", "", line) for line in project.problems()]
    for number, message in enumerate(PROBLEMS.values(), 10):
        assert any(line.startswith(f"{LEAD}:{number}:") and message in line for line in found), (message, found)
    assert len(found) == len(PROBLEMS)


def test_a_pause_that_is_not_counted_cannot_be_written_by_its_number(project: Project) -> None:
    project.write(
        LEAD,
        f"{HEAD}{NO_WORKBOOKS}sessions: {{1: {{title: Begin, week: 2}}}}\npauses:\n  - {{name: A, week: 3, counted: no}}\n",
    )
    (found,) = project.problems()
    assert "the weeks of this pause are not counted, and it is written by a week" in found
    assert f"{LEAD}:9:5" in found


def test_a_pause_whose_days_are_still_open_is_left_out(project: Project) -> None:
    made = kit(
        project,
        "{name: Summer, from: TO FILL IN (when schools close), to: TO FILL IN}, {name: May, week: 5, counted: yes}",
    )
    assert [one.name for one in made.pauses] == ["May"]


@pytest.mark.slow
def test_the_days_of_a_pause_do_not_count_between_two_sessions(project: Project) -> None:
    def told(pauses: str) -> list[str]:
        rest = REST.replace("week: 10", "week: 12").replace("ends: week 12", "ends: week 20")
        project.write(LEAD, f"{HEAD}{NO_WORKBOOKS}pauses: [{pauses}]\n{rest}")
        return re.findall(
            r"\d+ weeks [^;]*between session 1 and session 2", project.run("check", "--select", "SES04").stderr
        )

    assert told("") == ["10 weeks lie between session 1 and session 2"]
    assert told(EASTER) == ["9 weeks without the pause lie between session 1 and session 2"]
    assert told(EASTER.replace("04-09", "04-11")) == []


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("", ["2027-03-29"]),
        ("pauses: {add: [{name: May, week: 14}]}\n", ["2027-03-29", "2027-05-03"]),
        ("pauses: {change: {easter: {week: 10}}}\n", ["2027-04-05"]),
        ("pauses: none\n", []),
    ],
)
def test_a_round_changes_the_pauses_that_it_takes_over(own: str, expected: list[str], project: Project) -> None:
    project.write(
        "programs/acme/first.yml", f"{HEAD}{NO_WORKBOOKS}pauses: [{EASTER.replace('{', '{id: easter, ')}]\n{REST}"
    )
    project.write(LEAD, f"title: Next\nextends: acme/first\nstarts: 2027-02-01\n{own}")
    assert [str(one.moment.first) for one in project.job().toolkit.pauses] == expected
