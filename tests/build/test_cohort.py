"""A real cohort's timetable comes out whole: on the timeline, in the calendars, in the books."""

from __future__ import annotations

import re
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
import yaml
from conftest import ROOT, book_of
from lxml import html

pytestmark = pytest.mark.slow

DEFINITION: dict[str, Any] = yaml.load(
    (ROOT / "tests/projects/open-cohort/cohort.yml").read_text("utf-8"), yaml.CBaseLoader
)
EVENTS: list[dict[str, Any]] = DEFINITION["events"]


def words(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def said(event: dict[str, Any]) -> list[str]:
    """Every text of an event and its groups, without Markdown's marks."""
    texts = [
        event["what"],
        *event.get("objectives", ()),
        *event.get("before", ()),
        *event.get("after", ()),
        event.get("about", ""),
    ]
    for part in event.get("parts", ()):
        texts += [part["title"], *part.get("speakers", ()), part.get("topic", "")]
    texts += [resource["title"] for resource in event.get("resources", ())]
    for venue in (event, *event.get("groups", ())):
        texts += venue.get("with", ())
    return [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text) for text in texts if text]


def linked(value: Any) -> set[str]:
    return set(re.findall(r"https://[a-z]+\.example/\d+", str(value)))


def test_the_fixture_holds_every_field_and_combination() -> None:
    assert len(EVENTS) == 43
    assert sum(len(event.get("groups", [0])) for event in EVENTS) == 45
    assert len(DEFINITION["sessions"]) == 8
    fields = {name for event in EVENTS for name in event}
    assert fields >= {
        "date",
        "week",
        "at",
        "minutes",
        "what",
        "kind",
        "for",
        "with",
        "notes",
        "recording",
        "about",
        "objectives",
        "before",
        "after",
        "parts",
        "tags",
        "groups",
    }
    assert any("week" in event and "at" in event and "day" not in event for event in EVENTS)
    assert any(event.get("date", "9") < DEFINITION["starts"] for event in EVENTS)


def test_the_timeline_page_says_it_all(cohort: Path) -> None:
    page = html.parse(str(cohort / "open/cohort/timeline/index.html")).find(".//main")
    text = words(" ".join(page.itertext()))
    missing = [one for event in EVENTS for one in said(event) if words(one) not in text]
    assert missing == []
    assert linked(EVENTS) - set(page.xpath(".//a/@href")) == set()
    for event in EVENTS:
        for venue in event.get("groups", [event]):
            if "date" in venue:
                day = date.fromisoformat(venue["date"])
                assert words(f"{day.day} {day:%b}") in text
            if "at" in venue:
                assert words(venue["at"]) in text


def test_the_facilitator_guide_says_it_all(cohort: Path, shared: Path) -> None:
    path = book_of(cohort, "open/cohort", "facilitator-guide", shared / "cohort-workspace")
    text = words(
        subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout.replace(
            "-\n", ""
        )
    )
    missing = [one for event in EVENTS for one in said(event) if words(one) not in text]
    assert missing == []


@pytest.mark.parametrize(("book", "role"), [("mentor-workbook", "mentors"), ("mentee-workbook", "mentees")])
def test_a_participant_s_book_lists_what_is_for_that_role(cohort: Path, book: str, role: str) -> None:
    text = words(
        subprocess.run(
            ["pdftotext", "-raw", cohort / f"open/cohort/downloads/{book}.pdf", "-"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )
    for event in EVENTS:
        if event["for"] == "everyone" or role in event["for"]:
            assert words(event["what"]) in text, event["what"]
    for session in DEFINITION["sessions"].values():
        assert words(session["title"]) in text


def test_the_calendars_say_it_all(cohort: Path) -> None:
    folder = cohort / "open/cohort"
    everything = icalendar.Calendar.from_ical((folder / "calendar.ics").read_bytes()).walk("VEVENT")
    assert len(everything) == 45 + 8
    starts = sorted(str(event.start) for event in everything)
    for event in EVENTS:
        for venue in event.get("groups", [event]):
            if "date" in venue and "at" in venue:
                moment = datetime.fromisoformat(f"{venue['date']}T{venue['at']}:00+00:00")
                found = [e for e in everything if e.start == moment and str(e["summary"]).startswith(event["what"])]
                assert len(found) == 1, (event["what"], starts)
                assert (found[0].end - found[0].start).seconds == 60 * int(venue["minutes"])
    mentors = icalendar.Calendar.from_ical((folder / "calendar-mentor.ics").read_bytes()).walk("VEVENT")
    mentees = icalendar.Calendar.from_ical((folder / "calendar-mentee.ics").read_bytes()).walk("VEVENT")
    only_mentors = sum(len(event.get("groups", [0])) for event in EVENTS if event["for"] == "mentors")
    assert (len(mentors), len(mentees)) == (53, 53 - only_mentors)
