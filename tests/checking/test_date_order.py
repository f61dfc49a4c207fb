"""Dates that are in the calendar and still cannot be meant are told with their place and a way out."""

from __future__ import annotations

import pytest
from conftest import LEAD, Project

HEAD = "title: Lead\norganisation: Acme\nstarts: 2027-02-01\nends: 2027-12-01\nlibrary: {forms: [goal-sheet]}\n"
ONE = "sessions:\n  1: {title: Begin, week: 2}\n"
ASK = "for: pairs, items: [{ask: How is it going?}]"


def events(*listed: str) -> str:
    return ONE + "events:\n" + "".join(f"  - {{{one}}}\n" for one in listed)


def asked(*listed: str) -> str:
    return (
        ONE
        + "evaluation:\n  questionnaires:\n"
        + "".join(f"    - {{id: q{n}, title: Q{n}, {one}, {ASK}}}\n" for n, one in enumerate(listed))
    )


WRONG = {
    "a session before the one before it": (
        "sessions:\n  4: {title: Four, date: 2027-06-02}\n  5: {title: Five, date: 2027-05-02}\n",
        "8:26  warning  session 5 is on 2027-05-02, before session 4 (2027-06-02)",
    ),
    "a call a year too early": (
        events("what: Call, kind: call, date: 2026-10-05"),
        '9:36  warning  "Call" is on 2026-10-05, before the programme starts (2027-02-01)',
    ),
    "something long before the start": (
        events("what: Talk, kind: webinar, date: 2026-03-05"),
        '9:39  warning  "Talk" is on 2026-03-05, before the programme starts (2027-02-01)',
    ),
    "a closing before the start": (
        events("what: End, kind: closing, date: 2026-11-30"),
        '9:38  error  "End" is on 2026-11-30, before the programme starts (2027-02-01)',
    ),
    "a closing before the last session": (
        "sessions:\n  1: {title: One, date: 2027-11-01}\nevents:\n  - {what: End, kind: closing, date: 2027-10-30}\n",
        '9:38  warning  "End" closes the programme on 2027-10-30, before session 1 (2027-11-01)',
    ),
    "a span of a year too much": (
        events("what: Task, kind: task, date: 2027-03-01, until: 2028-03-05"),
        '9:55  warning  "Task" lasts from 2027-03-01 to 2028-03-05',
    ),
    "applications after the start": (
        events('what: Apply, kind: application, date: 2027-01-01, until: 2027-02-20, at: "17:00"'),
        '9:63  warning  "Apply" is open until 2027-02-20, after the programme starts (2027-02-01)',
    ),
    "a baseline after the end": (
        asked("when: baseline, date: 2028-02-01"),
        '10:49  error  the questionnaire "Q0" (baseline) is on 2028-02-01, after the programme ends (2027-12-01)',
    ),
    "questions at the end before the start": (
        asked("when: end, date: 2026-11-30"),
        '10:44  error  the questionnaire "Q0" (end) is on 2026-11-30, before the programme starts (2027-02-01)',
    ),
    "questions at the end before those in the middle": (
        asked("when: middle, date: 2027-06-01", "when: end, date: 2027-05-01"),
        '11:44  error  the questionnaire "Q1" (end) is on 2027-05-01, before the questionnaire "Q0" (middle) (2027-06-01)',
    ),
    "a follow-up before the end": (
        asked("when: follow-up, date: 2027-10-01"),
        '10:50  error  the questionnaire "Q0" (follow-up) is on 2027-10-01, before the programme ends (2027-12-01)',
    ),
    "questions in another decade": (
        asked("when: baseline, date: 2017-02-01"),
        '10:49  error  the questionnaire "Q0" (baseline) is on 2017-02-01, more than a year outside the programme',
    ),
    "a launch after the end": (
        ONE + "communications:\n  - {title: Hello, kind: launch, date: 2028-01-20}\n",
        '9:40  error  "Hello" is on 2028-01-20, after the programme ends (2027-12-01)',
    ),
    "results before the start": (
        ONE + "communications:\n  - {title: What came of it, kind: results, date: 2026-11-20}\n",
        '9:51  error  "What came of it" is on 2026-11-20, before the programme starts (2027-02-01)',
    ),
    "an invitation long before the start": (
        ONE + "communications:\n  - {title: Come, date: 2026-03-20}\n",
        '9:25  warning  "Come" is on 2026-03-20, long before the programme starts (2027-02-01)',
    ),
    "a goal that is due before the start": (
        ONE + "goals:\n  - {id: g, statement: More, due: 2026-12-01}\n",
        '9:35  error  the goal "g" is due on 2026-12-01, before the programme starts (2027-02-01)',
    ),
    "support that ends before the start": (
        ONE + "support: {statement: Sam helps, until: 2026-12-01}\n",
        "8:40  error  support lasts until 2026-12-01, before the programme starts (2027-02-01)",
    ),
    "a decision before the start": (
        ONE + "evaluation: {decision_date: 2026-12-01}\n",
        "8:29  error  the next round is decided on 2026-12-01, before the programme starts (2027-02-01)",
    ),
    "phases that go back": (
        "sessions:\n  1: {title: One, week: 2, phase: develop}\n  2: {title: Two, week: 6, phase: establish}\n",
        '8:35  warning  session 2 is in the phase "establish", which comes before "develop" of session 1',
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_date_that_cannot_be_meant_is_told_once_with_its_place(case: str, project: Project) -> None:
    text, message = WRONG[case]
    project.write(LEAD, HEAD + text)
    (said,) = project.problems()
    assert said.partition("  [")[0] == f"{LEAD}:{message}"
    assert "-> " in said, "and with a way out"


RIGHT = [
    "sessions:\n  1: {title: One, date: 2027-03-03}\n  2: {title: Two, week: 5}\n",  # the week that holds it
    events("what: Apply, kind: application, date: 2026-11-01, until: 2026-12-15"),
    "own_start: {what: First day}\n"  # each begins on a day of their own
    + events("what: Join, kind: application, date: 2027-01-01, until: 2027-09-20"),
    events("what: Training, kind: training, date: 2027-01-12", "what: Briefing, kind: webinar, date: 2026-09-12"),
    events("what: Look back, kind: follow-up, date: 2028-03-01", "what: End, kind: closing, date: 2027-12-01"),
    asked("when: baseline, date: 2027-01-10", "when: middle, date: 2027-06-01", "when: end, date: 2027-12-20"),
    asked("when: end, date: 2027-11-20", "when: baseline, date: 2027-02-01", "when: follow-up, date: 2028-06-01"),
    ONE
    + "communications:\n  - {title: Come, date: 2026-10-20}\n  - {title: Results, kind: results, date: 2028-02-01}\n",
]


@pytest.mark.parametrize("text", RIGHT)
def test_dates_that_can_be_meant_are_left_alone(text: str, project: Project) -> None:
    project.write(LEAD, HEAD + text)
    assert project.problems() == []


@pytest.mark.slow
def test_an_event_without_a_date_is_a_note_and_when_people_read_it_a_warning(project: Project) -> None:
    said = '"Party" has no date yet: people read "date to be announced", and calendars leave it out  [open-date]'
    project.write(LEAD, HEAD + events("what: Party"))
    assert f"{LEAD}:9:12  note  {said}" in project.run("check", "--ignore", "design").stderr
    project.write(LEAD, f"{HEAD}status: live\n{events('what: Party')}")
    assert project.problems() == [
        f"{LEAD}:10:12  warning  {said} -> once it is known, add `date: 2027-02-01`, or `week: 3`"
    ]
