"""Messages and questionnaires: when they go out, said as for events, and where a questionnaire is answered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import SHORT, Project
from lxml import html

from mentorkit.portal.stage import stage

PROGRAM = (
    SHORT
    + """\
communications:
  - {title: A call, date: 2027-01-04}
  - {title: A letter, week: -2}
  - {title: A reminder, week: 3, day: Tuesday, at: "09:00"}
  - {title: A notice, date: 2027-03-01, until: 2027-03-05}
evaluation:
  questionnaires:
    - {id: first, title: First, when: baseline, week: 1, link: "https://forms.example/first", items: [{ask: How is it?}]}
    - {id: last, title: Last, when: end, week: 40, day: Friday, items: [{ask: How was it?}]}
"""
)


@pytest.fixture
def docs(project: Project, tmp_path: Path) -> Path:
    """The pages of a programme with messages and questionnaires on days, in weeks, and over several days."""
    project.write("programs/acme/lead.yml", PROGRAM)
    job = project.job()
    stage(job.toolkit, job.layers, job.config, tmp_path, today=date(2027, 1, 1), downloads=[])
    return tmp_path / "docs"


def facts(page: Path) -> list[str]:
    """The lines of facts on a page, up to whom it is for; without thin spaces, which later versions of Babel set."""
    found = html.fromstring(page.read_text("utf-8").replace("\u2009", "")).find_class("mk-facts")
    return [one.text_content().partition(" · For")[0].partition(" · ")[2] for one in found]


def test_messages_and_questionnaires_are_dated_like_events(docs: Path) -> None:
    assert facts(docs / "communications.md") == [
        "4 January 2027", "Week of 18 January 2027", "16 February 2027, 09:00", "1–5 Mar 2027",
    ]  # fmt: skip
    assert facts(docs / "evaluation.md") == ["Week of 1 February 2027", "5 November 2027"]


def test_a_questionnaire_leads_to_where_it_is_answered(docs: Path) -> None:
    page = html.fromstring((docs / "evaluation.md").read_text("utf-8"))
    assert [(one.get("href"), one.text_content()) for one in page.find_class("mk-button")] == [
        ("https://forms.example/first", "Give your answers: First"),
        ("../questionnaires/last/", "Give your answers: Last"),
    ]


def test_their_days_and_times_are_checked_like_those_of_events(project: Project) -> None:
    wrong = PROGRAM.replace("2027-01-04", "2024-01-04").replace("week: 3, day: Tuesday", "date: 2027-03-28")
    wrong = wrong.replace('at: "09:00"', 'at: "01:30", time_zone: Europe/London')
    project.write("programs/acme/lead.yml", wrong.replace("week: 40, day: Friday", "day: Friday, time_zone: Mars"))
    assert project.problems() == [
        "programs/acme/lead.yml:17:7  error  this names a day without its week  [field-value] -> add `week: 3`, or write a `date`"
    ]
    project.write("programs/acme/lead.yml", wrong.replace("week: 40, day: Friday", "week: 40, time_zone: Mars"))
    assert project.problems() == [
        'programs/acme/lead.yml:10:27  error  "A call" is on 2024-01-04, more than a year outside the programme  [outside-dates] -> check the year',
        'programs/acme/lead.yml:12:47  error  "A reminder" begins at 01:30 on 2027-03-28, a time that does not exist: the clocks of Europe/London go forward  [skipped-time] -> choose a time before or after the hour that is skipped, or another day',
        'programs/acme/lead.yml:17:63  error  "Mars" is not a time zone  [time-zone] -> write it as Europe/London',
    ]
