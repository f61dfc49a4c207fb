"""The first day that is wrong and the last that is right: where sessions and events may lie, and until when something is accepted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from conftest import LEAD, Project

from mentorkit.design_rules.audit import audit
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of

HEAD = "title: Lead\norganisation: Acme\nstarts: 2027-02-03\nends: 2027-06-30\n"
FORMS = "library: {forms: [goal-sheet]}\n"
DAY = timedelta(days=1)
STARTS, ENDS = date(2027, 2, 3), date(2027, 6, 30)


def said(project: Project, session: str, event: str) -> list[str]:
    """What is said of dates in a programme with one session and one event."""
    text = f"{HEAD}sessions:\n  1: {{title: Begin, {session}}}\nevents:\n  - {{what: Talk, {event}}}\n{FORMS}"
    project.write(LEAD, text)
    return [
        line.partition("  error  ")[2].partition("  [")[0] for line in project.problems() if "[outside-dates]" in line
    ]


IN = "date: 2027-03-01"


@pytest.mark.parametrize(
    ("session", "message"),
    [
        (f"date: {STARTS - DAY}", "session 1 is on 2027-02-02, but the programme starts on 2027-02-03"),
        (f"date: {STARTS}", ""),
        (f"date: {ENDS}", ""),
        (f"date: {ENDS + DAY}", "session 1 is on 2027-07-01, but the programme ends on 2027-06-30"),
        (f"date: {STARTS - DAY}, until: {STARTS}", ""),
        ("week: -1", "session 1 is on 2027-01-25, but the programme starts on 2027-02-03"),
        ("week: 1", ""),
        ("week: 22", ""),
        ("week: 23", "session 1 is on 2027-07-05, but the programme ends on 2027-06-30"),
        ("week: 1, day: Tuesday", "session 1 is on 2027-02-02, but the programme starts on 2027-02-03"),
        ("week: 22, day: Thursday", "session 1 is on 2027-07-01, but the programme ends on 2027-06-30"),
    ],
)
def test_a_session_lies_between_the_first_day_and_the_last(session: str, message: str, project: Project) -> None:
    assert said(project, session, IN) == ([message] if message else [])


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (f"date: {STARTS - DAY}", ""),
        (f"date: {ENDS}", ""),
        (f"date: {ENDS}, until: {ENDS + DAY}", ""),
        (f"date: {ENDS + DAY}", '"Talk" is on 2027-07-01, after the programme ends (2027-06-30)'),
        (f"date: {ENDS + DAY}, kind: follow-up", ""),
    ],
)
def test_an_event_may_lie_on_the_last_day_and_later_only_to_look_back(
    event: str, message: str, project: Project
) -> None:
    assert said(project, IN, event) == ([message] if message else [])


def test_an_acceptance_holds_on_the_day_that_it_names_and_no_longer(project: Project) -> None:
    project.write(
        LEAD,
        f"{HEAD}sessions:\n  1: {{title: Begin, week: 2}}\naccepted: {{PUR01: {{reason: A pilot, until: {ENDS}}}}}\n{FORMS}",
    )
    kit = project.job().toolkit
    for day, state in ((ENDS - DAY, "accepted"), (ENDS, "accepted"), (ENDS + DAY, "open")):
        found = audit(kit, today=day)
        assert {one.state for one in found.verdicts if one.rule.id == "PUR01"} == {state}, f"on {day}"


ONE_DAY = "title: Lead\norganisation: Acme\nstarts: {0}\nends: {1}\nsessions: {{1: {{title: Begin, date: {0}}}}}\n"


@pytest.mark.slow
def test_a_programme_may_last_one_day_and_no_less(project: Project) -> None:
    project.write(LEAD, ONE_DAY.format(STARTS, STARTS) + FORMS)
    assert project.problems() == []
    job = project.job()
    for book in books_of(job.toolkit):
        assert "3 February 2027" in compose(job.toolkit, book, job.layers).html or not book.holds_guides, book.id
    project.write(LEAD, ONE_DAY.format(STARTS, STARTS - DAY))
    assert "ends (2027-02-02) before it starts (2027-02-03)" in project.problems()[0]
