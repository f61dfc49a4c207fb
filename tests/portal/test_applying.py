"""The way to apply: on the home page while applications are open, and on no other day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import SHORT, Project
from lxml import html

from mentorkit.build.outputs import Job
from mentorkit.portal.applying import Applying, applying
from mentorkit.portal.dates import coming, last_change
from mentorkit.portal.stage import stage

HEAD = SHORT + "eligibility: {apply: 'https://acme.example/apply'}\n"
TWO = """\
events:
  - {date: 2027-01-04, until: 2027-01-15, what: Mentors apply, kind: application, for: mentors, link: "https://acme.example/mentors"}
  - {date: 2027-01-11, until: 2027-01-22, what: Mentees apply, kind: application, for: mentees}
  - {date: 2027-01-25, what: Places are announced, kind: application}
"""
POINTS = """\
events:
  - {date: 2026-12-01, what: Applications open, kind: application}
  - {date: 2027-01-15, at: "17:00", minutes: 30, what: Applications close, kind: application}
"""
APPLY = "https://acme.example/apply"
A, B = "https://acme.example/a", "https://acme.example/b"
GROUPS = """\
events:
  - what: Applications
    kind: application
    groups:
      - {date: 2027-01-04, until: 2027-01-15, link: "https://acme.example/a", name: Mentors}
      - {date: 2027-01-04, until: 2027-01-22, link: "https://acme.example/b", name: Mentees}
      - {date: 2027-01-04, until: 2027-01-20, link: "https://acme.example/b"}
"""
POINT_GROUPS = """\
events:
  - what: Applications open
    kind: application
    groups:
      - {date: 2026-12-01, link: "https://acme.example/a", name: Mentors}
      - {date: 2026-12-01, link: "https://acme.example/b", name: Mentees}
"""


def _shown(job: Job, folder: Path, *days: int) -> dict[int, list[str]]:
    """The ways to apply that the home page shows on these days of January."""
    shown = {}
    for today in (date(2027, 1, day) for day in days):
        stage(job.toolkit, job.layers, job.config, folder / str(today), today=today, downloads=[])
        home = html.fromstring((folder / str(today) / "docs/index.md").read_text("utf-8"))
        shown[today.day] = home.xpath("//a[@data-mk-apply and not(@hidden)]//text()")
    return shown


def _together(*times: str) -> str:
    """Applications at one address at each of these times."""
    return "events:\n" + "".join(
        f"  - {{what: Round {number}, kind: application, {time}}}\n" for number, time in enumerate(times, 1)
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (TWO, [("https://acme.example/mentors", "2027-01-04", "2027-01-15"), (APPLY, "2027-01-11", "2027-01-22")]),
        (TWO.replace(', link: "https://acme.example/mentors"', ""), [(APPLY, "2027-01-04", "2027-01-22")]),
        (POINTS, [(APPLY, "2026-12-01", "2027-01-15T17:30:00+00:00")]),
        (POINTS[: POINTS.index("  - {date: 2027")], [(APPLY, "2026-12-01", "2027-01-31")]),
        (GROUPS, [(A, "2027-01-04", "2027-01-15"), (B, "2027-01-04", "2027-01-22")]),
        (
            POINT_GROUPS.replace(', link: "https://acme.example/b"', ""),
            [(A, "2026-12-01", "2027-01-31"), (APPLY, "2026-12-01", "2027-01-31")],
        ),
        (POINT_GROUPS, [(A, "2026-12-01", "2027-01-31"), (B, "2026-12-01", "2027-01-31")]),
        ("", [(APPLY, "0001-01-01", "2027-01-31")]),
        ("status: closed\n", []),
    ],
    ids=[
        "two addresses",
        "one address",
        "points",
        "one point",
        "groups of one day",
        "a group without an address",
        "groups of one point",
        "no event",
        "closed",
    ],
)
def test_each_address_is_there_from_its_first_day_to_its_last(
    project: Project, more: str, expected: list[tuple[str, str, str]]
) -> None:
    project.write("programs/acme/lead.yml", HEAD + more)
    assert [(one.link, one.begins, one.until) for one in applying(project.job().toolkit)] == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (("until: 2027-01-22", "until: 2027-01-22, at: '12:00'"), "2027-01-22"),
        (("until: 2027-01-22, at: '12:00'", "until: 2027-01-22"), "2027-01-22"),
        (("until: 2027-01-21", "until: 2027-01-22, at: '00:00'"), "2027-01-21"),
        (("until: 2027-01-21", "until: 2027-01-22, at: '00:01'"), "2027-01-22T00:01:00+01:00"),
        (
            ("until: 2027-01-22", "until: 2027-01-22, at: '18:01', time_zone: America/New_York"),
            "2027-01-22T18:01:00-05:00",
        ),
        (("until: 2027-01-22", "until: 2027-01-22, at: '17:59', time_zone: America/New_York"), "2027-01-22"),
        (
            (
                "until: 2027-01-22, at: '20:00'",
                "until: 2027-01-22, at: '15:00', time_zone: America/New_York",
            ),
            "2027-01-22T15:00:00-05:00",
        ),
    ],
    ids=["whole day", "whole day last", "midnight", "after it", "later elsewhere", "earlier elsewhere", "two clocks"],
)
def test_the_last_of_several_ends_at_one_address_is_the_latest_moment(
    project: Project, times: tuple[str, ...], expected: str
) -> None:
    times = tuple(f"date: 2027-01-04, {time}" for time in times)
    project.write("programs/acme/lead.yml", "time_zone: Europe/Berlin\n" + HEAD + _together(*times))
    assert applying(project.job().toolkit) == [Applying(APPLY, "Round 1", "2027-01-04", expected)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (("date: 2027-01-04, at: '09:00', minutes: 30", "date: 2027-01-04"), "2027-01-04"),
        (
            ("date: 2027-01-04", "date: 2027-01-04, at: '07:59', time_zone: Asia/Tokyo, minutes: 30"),
            "2027-01-04T07:59:00+09:00",
        ),
        (("date: 2027-01-04", "date: 2027-01-04, at: '08:01', time_zone: Asia/Tokyo, minutes: 30"), "2027-01-04"),
    ],
    ids=["whole day", "earlier elsewhere", "later elsewhere"],
)
def test_the_first_of_several_points_is_the_earliest_moment(
    project: Project, times: tuple[str, ...], expected: str
) -> None:
    project.write("programs/acme/lead.yml", "time_zone: Europe/Berlin\n" + HEAD + _together(*times, "date: 2027-01-15"))
    assert [(one.link, one.begins, one.until) for one in applying(project.job().toolkit)] == [
        (APPLY, expected, "2027-01-15")
    ]


@pytest.mark.slow
def test_groups_of_one_day_are_told_apart_on_the_home_page_until_each_is_over(project: Project, tmp_path: Path) -> None:
    project.write("programs/acme/lead.yml", HEAD + GROUPS)
    shown = _shown(project.job(), tmp_path, 3, 4, 15, 16, 22)
    both = ["Apply: Applications, Mentors", "Apply: Applications, Group 3, Mentees"]
    assert shown == {3: [], 4: both, 15: both, 16: both[1:], 22: both[1:]}


def test_pages_are_made_anew_when_each_of_the_groups_of_one_day_is_over(project: Project) -> None:
    project.write("programs/acme/lead.yml", HEAD + GROUPS)
    toolkit = project.job().toolkit
    days = (date(2027, 1, 15), date(2027, 1, 16), date(2027, 1, 22), date(2027, 1, 23))
    assert [last_change(toolkit, day) for day in days] == [
        date(2027, 1, 4),
        date(2027, 1, 16),
        date(2027, 1, 21),
        date(2027, 1, 23),
    ]


def test_applications_are_among_the_next_dates_until_each_of_the_groups_of_one_day_is_over(project: Project) -> None:
    project.write("programs/acme/lead.yml", HEAD + GROUPS)
    kit = project.job().toolkit
    days = (4, 15, 22, 23)
    assert [day for day in days if any(card.event for card in coming(kit, date(2027, 1, day)))] == [4, 15, 22]


@pytest.mark.slow
def test_nobody_is_led_to_apply_where_no_address_is_known(project: Project) -> None:
    project.write("programs/acme/lead.yml", SHORT + POINTS)
    assert applying(project.job().toolkit) == []


@pytest.mark.slow
def test_the_home_page_shows_the_way_to_apply_while_it_is_open(project: Project, tmp_path: Path) -> None:
    project.write("programs/acme/lead.yml", HEAD + TWO)
    job = project.job()
    shown = _shown(job, tmp_path, 3, 4, 15, 16, 23)
    for today in (date(2027, 1, day) for day in shown):
        assert last_change(job.toolkit, today) >= min(today, date(2027, 1, 4)) or not shown[today.day]
    both = ["Apply: Mentors apply", "Apply: Mentees apply"]
    assert shown == {3: [], 4: both[:1], 15: both, 16: both[1:], 23: []}


def test_pages_are_made_anew_on_the_day_on_which_applications_open(project: Project) -> None:
    project.write("programs/acme/lead.yml", HEAD + TWO)
    assert last_change(project.job().toolkit, date(2027, 1, 5)) == date(2027, 1, 4)
