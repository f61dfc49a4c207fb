"""The page "Dates": everything in order, and a date is moved where it stands; of the file only its line changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import unified_diff
from html import unescape

import pytest
from conftest import LEAD, Project
from starlette.testclient import TestClient

from mentorkit.studio.studio_app import Studio
from mentorkit.studio.studio_routes import application
from mentorkit.studio.timeline_routes import address_of

PORT, TOKEN = 8770, "the-token-of-this-test"
ADDRESS = f"http://127.0.0.1:{PORT}"
DATES = "/p/acme/lead/dates"
YEAR = """\
title: Lead
organisation: Acme
starts: 2027-02-01   # a Monday
ends: week 40 Friday
sessions:
  1: {title: Begin, week: 2}
  2: {title: Go on, week: 6, day: Tuesday}
events:
  - {id: launch, what: "Launch, for {{ mentees }}", week: 1, day: Monday}   # with the board
  - what: Foundations
    groups:
      - {name: Morning, date: 2027-02-02}
      - {name: Evening}
pauses:
  - {name: Spring, from: 2027-03-29, to: 2027-04-09}
"""


class Planner:
    """Somebody at the page of dates, and what becomes of the file."""

    def __init__(self, project: Project, client: TestClient) -> None:
        self.project, self.client = project, client
        self.before = self.text()

    def text(self) -> str:
        return (self.project.root / LEAD).read_text("utf-8")

    def diff(self) -> list[str]:
        lines = unified_diff(self.before.splitlines(), self.text().splitlines(), n=0, lineterm="")
        return [line for line in lines if line[:3] not in ("---", "+++") and line[:2] != "@@"]

    def page(self) -> str:
        answer = self.client.get(DATES)
        assert answer.status_code == 200, answer.text
        return unescape(answer.text)

    def moves(self, name: str, seen: object, **typed: str) -> dict[str, str]:
        """Move a date in the timeline, as the script does when its inputs are left."""
        form = {f"{name}:{part}" if part != "value" else name: text for part, text in typed.items()}
        form |= {f"was:{name}": json.dumps(seen), "only": name}
        answer = self.client.post(DATES, data=form, headers={"accept": "application/json", "origin": ADDRESS})
        assert answer.status_code == 200, answer.text
        told: dict[str, str] = answer.json()["fields"][name]
        return told

    def timeline(self) -> list[str]:
        """The lines of the timeline as they are now."""
        rows = self.client.get("/p/acme/lead/-/timeline").json()["rows"]
        return [f"{row['key']}: {row['week']}, {row['day']}".replace("\u2009", "") for row in rows]


@pytest.fixture
def planner(project: Project) -> Iterator[Planner]:
    project.write(LEAD, YEAR)
    app = application(Studio(project.root / "mkdocs.yml"), PORT, TOKEN)
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
        client.get(f"/?token={TOKEN}")
        yield Planner(project, client)


@pytest.mark.slow
def test_everything_stands_in_order_and_leads_to_its_page(planner: Planner) -> None:
    assert planner.timeline() == [
        "start starts: Week 1, Monday 1 February 2027",
        "event launch: Week 1, Monday 1 February 2027",
        "event Foundations, Morning: Week 1, Tuesday 2 February 2027",
        "session 1: Week 2, 8–14 Feb 2027",
        "session 2: Week 6, Tuesday 9 March 2027",
        "pause Spring: Week 9, 29 Mar–9 Apr 2027",
        "end ends: Week 40, Friday 5 November 2027",
        "event Foundations, Evening: , Date to be announced",
    ]
    page = planner.page()
    for address, title in (
        ("dates#f-starts", "First day"),
        ("dates/events/launch", "Launch, for mentees"),
        ("dates/events/~1/groups/~0", "Foundations: Morning"),
        ("sessions/sessions/2", "2. Go on"),
        ("dates/pauses/~0", "Spring"),
    ):
        assert f'<a href="/p/acme/lead/{address}">{title}</a>' in page
    assert planner.client.get("/p/acme/lead/dates/events/~1/groups/~0").status_code == 200


def test_a_date_is_moved_where_it_stands(planner: Planner) -> None:
    launch = {"id": "launch", "what": "Launch, for {{ mentees }}", "week": "1", "day": "Monday"}
    assert planner.moves("events.launch", launch, how="week", week="3", day="thursday")["state"] == "saved"
    assert planner.diff() == [
        '-  - {id: launch, what: "Launch, for {{ mentees }}", week: 1, day: Monday}   # with the board',
        '+  - {id: launch, what: "Launch, for {{ mentees }}", week: 3, day: Thursday}   # with the board',
    ]
    assert planner.timeline()[3] == "event launch: Week 3, Thursday 18 February 2027"


def test_undo_names_the_date_that_was_moved(planner: Planner) -> None:
    planner.moves("events.launch", {"week": "1", "day": "Monday"}, how="week", week="2", day="Monday")
    assert "data-undo-what>: Launch, for mentees: When</span>" in planner.page()


def test_a_group_and_a_session_are_moved_to_a_day(planner: Planner) -> None:
    seen = {"name": "Morning", "date": "2027-02-02"}
    assert planner.moves("events.~1.groups.~0", seen, how="date", date="2027-02-03")["state"] == "saved"
    assert planner.moves(
        "sessions.2", {"title": "Go on", "week": "6", "day": "Tuesday"}, how="date", date="2027-03-10"
    )["state"] == ("saved")
    assert planner.diff() == [
        "-  2: {title: Go on, week: 6, day: Tuesday}",
        "+  2: {title: Go on, date: 2027-03-10}",
        "-      - {name: Morning, date: 2027-02-02}",
        "+      - {name: Morning, date: 2027-02-03}",
    ]


def test_a_later_start_takes_along_what_is_written_in_weeks(planner: Planner) -> None:
    assert planner.moves("starts", "2027-02-01", value="2027-02-08")["state"] == "saved"
    assert planner.diff() == ["-starts: 2027-02-01   # a Monday", "+starts: 2027-02-08   # a Monday"]
    assert planner.timeline() == [
        "event Foundations, Morning: 1 week before the start, Tuesday 2 February 2027",
        "start starts: Week 1, Monday 8 February 2027",
        "event launch: Week 1, Monday 8 February 2027",
        "session 1: Week 2, 15–21 Feb 2027",
        "session 2: Week 6, Tuesday 16 March 2027",
        "pause Spring: Week 8, 29 Mar–9 Apr 2027",
        "end ends: Week 40, Friday 12 November 2027",
        "event Foundations, Evening: , Date to be announced",
    ]


@pytest.mark.slow
def test_a_week_that_there_is_not_is_told_and_not_kept(planner: Planner) -> None:
    told = planner.moves("sessions.1", {"title": "Begin", "week": "2"}, how="week", week="0", day="")
    assert (told["state"], told["message"]) == ("wrong", "There is no week 0")
    assert planner.diff() == []
    assert "There is no week 0" in planner.page()  # kept as a draft


def test_a_whole_form_is_saved_without_a_script(planner: Planner) -> None:
    session = json.dumps({"title": "Begin", "week": "2"})
    form = {"sessions.1:how": "week", "sessions.1:week": "4", "sessions.1:day": "", "was:sessions.1": session}
    form |= {"time_zone": "Europe/London", "was:time_zone": ""}
    answer = planner.client.post(DATES, data=form, headers={"origin": ADDRESS})
    assert (answer.status_code, answer.headers["location"]) == (303, DATES)
    assert planner.diff() == [
        "+time_zone: Europe/London",
        "-  1: {title: Begin, week: 2}",
        "+  1: {title: Begin, week: 4}",
    ]


def test_a_definition_that_cannot_be_read_still_has_its_page(planner: Planner) -> None:
    planner.project.write(LEAD, YEAR.replace("2027-02-01", "2027-02-30"))
    assert "There is nothing to show while something in the file cannot be read." in planner.page()


def test_only_what_pages_show_has_an_address() -> None:
    assert address_of(("ends",)) == "dates#f-ends"
    assert address_of(("evaluation", "questionnaires", "end")) == "questionnaires/evaluation/questionnaires/end"
    assert address_of(("nothing", "here")) == ""


CALLS = """\
title: Lead
organisation: Acme
starts: 2027-02-01
sessions:
  1: {title: Begin, week: 2}
events:
  - {id: launch, what: Launch, week: 1}
  - id: call
    what: Call
    date: 2027-02-10
    every: 2 weeks
    times: 3     # as many as there are sponsors
"""


@pytest.mark.slow
def test_one_date_of_what_comes_again_is_moved_and_left_out(planner: Planner) -> None:
    planner.project.write(LEAD, CALLS)
    address = "/p/acme/lead/-/single/events/call"
    for day, do, to in (("2027-02-24", "move", "2027-02-25"), ("2027-03-10", "leave", "")):
        form = {"day": day, "do": do, "to": to}
        answer = planner.client.post(address, data=form, headers={"origin": ADDRESS})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{DATES}/events/call#single-{day}")
    assert planner.text() == CALLS + "    except: [2027-03-10]\n    moved:\n      2027-02-24: 2027-02-25\n"
    page = planner.client.get(f"{DATES}/events/call").text
    assert "moved to Thursday 25 February 2027" in page
    assert "does not take place" in page
    assert "Its dates, one by one" not in planner.client.get(f"{DATES}/events/launch").text
    for day in ("2027-02-24", "2027-03-10"):
        planner.client.post(address, data={"day": day, "do": "plan"}, headers={"origin": ADDRESS})
    assert planner.text() == CALLS


@pytest.mark.slow
def test_a_day_that_is_none_is_told_and_a_date_that_is_none_is_refused(planner: Planner) -> None:
    planner.project.write(LEAD, CALLS)
    address = "/p/acme/lead/-/single/events/call"
    wrong = planner.client.post(
        address, data={"day": "2027-02-24", "do": "move", "to": "2027-02-30"}, headers={"origin": ADDRESS}
    )
    assert wrong.status_code == 422
    assert "Choose the day that it is moved to." in wrong.text
    gone = planner.client.post(address, data={"day": "2027-02-11", "do": "leave"}, headers={"origin": ADDRESS})
    assert gone.status_code == 409
    assert planner.text() == CALLS
