"""The way to apply: on the home page while applications are open, and on no other day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import SHORT, Project
from lxml import html

from mentorkit.portal.applying import applying
from mentorkit.portal.dates import last_change
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


@pytest.mark.slow
@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (TWO, [("https://acme.example/mentors", "2027-01-04", "2027-01-15"), (APPLY, "2027-01-11", "2027-01-22")]),
        (TWO.replace(', link: "https://acme.example/mentors"', ""), [(APPLY, "2027-01-04", "2027-01-22")]),
        (POINTS, [(APPLY, "2026-12-01", "2027-01-15T17:30:00+00:00")]),
        (POINTS[: POINTS.index("  - {date: 2027")], [(APPLY, "2026-12-01", "2027-01-31")]),
        ("", [(APPLY, "0001-01-01", "2027-01-31")]),
        ("status: closed\n", []),
    ],
    ids=["two addresses", "one address", "points", "one point", "no event", "closed"],
)
def test_each_address_is_there_from_its_first_day_to_its_last(
    project: Project, more: str, expected: list[tuple[str, str, str]]
) -> None:
    project.write("programs/acme/lead.yml", HEAD + more)
    assert [(one.link, one.begins, one.until) for one in applying(project.job().toolkit)] == expected


@pytest.mark.slow
def test_nobody_is_led_to_apply_where_no_address_is_known(project: Project) -> None:
    project.write("programs/acme/lead.yml", SHORT + POINTS)
    assert applying(project.job().toolkit) == []


@pytest.mark.slow
def test_the_home_page_shows_the_way_to_apply_while_it_is_open(project: Project, tmp_path: Path) -> None:
    project.write("programs/acme/lead.yml", HEAD + TWO)
    job = project.job()
    shown = {}
    for today in (date(2027, 1, 3), date(2027, 1, 4), date(2027, 1, 15), date(2027, 1, 16), date(2027, 1, 23)):
        stage(job.toolkit, job.layers, job.config, tmp_path / str(today), today=today, downloads=[])
        home = html.fromstring((tmp_path / str(today) / "docs/index.md").read_text("utf-8"))
        shown[today.day] = home.xpath("//a[@data-mk-apply and not(@hidden)]//text()")
        assert last_change(job.toolkit, today) >= min(today, date(2027, 1, 4)) or not shown[today.day]
    both = ["Apply: Mentors apply", "Apply: Mentees apply"]
    assert shown == {3: [], 4: both[:1], 15: both, 16: both[1:], 23: []}


def test_pages_are_made_anew_on_the_day_on_which_applications_open(project: Project) -> None:
    project.write("programs/acme/lead.yml", HEAD + TWO)
    assert last_change(project.job().toolkit, date(2027, 1, 5)) == date(2027, 1, 4)
