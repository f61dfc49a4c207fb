"""The page "Sessions and Keys": in order, with their times and Keys; moved, taken out and put in between."""

from __future__ import annotations

import re
from html import unescape

import pytest
from conftest import LEAD, Project
from studio_person import ADDRESS, Person, changed

YEAR = """\
title: Lead
organisation: Acme
starts: 2027-02-01
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation]}
  2: {title: Go on, week: 6, day: Tuesday}
  3: {title: End, week: 20}
"""


@pytest.fixture
def person(project: Project) -> Person:
    project.write(LEAD, YEAR)
    return Person.at(project)


def presses(person: Person, button: str) -> list[str]:
    """Press a button of the list, by its beginning; the lines that differ afterwards."""
    values = re.findall(r'<button[^>]*value="([^"]*)"', person.page("sessions"))
    [value] = [one for one in values if one.startswith(button)]
    answer = person.client.post("/p/acme/lead/sessions", data={"do": value}, headers={"origin": ADDRESS})
    assert answer.status_code == 303, answer.text
    return changed(YEAR, person.text)


def test_each_session_says_when_it_is_and_what_it_works_with(person: Person) -> None:
    page = unescape(person.page("sessions")).replace("\u2009", "")
    assert '<span class="meeting__when">Week 2, 8–14 Feb 2027</span>' in page
    assert '<span class="meeting__when">Week 6, Tuesday 9 March 2027</span>' in page
    assert '<span class="meeting__keys">Keys: First conversation</span>' in page


BLOCKS = """\
title: Lead
organisation: Acme
starts: 2027-02-01
sessions:
  # the beginning
  1: {title: Begin, week: 2}   # one
  2:
    title: Go on     # two
    week: 4
    # what they read
    keys: [feedback]

  # late ones
  3: {title: End, week: 6}   # three
"""


@pytest.mark.parametrize(
    ("button", "sessions"),
    [
        (
            "up:sessions:2",
            """\
  1:
    title: Go on     # two
    week: 2
    # what they read
    keys: [feedback]
  # the beginning
  2: {title: Begin, week: 4}   # one

  # late ones
  3: {title: End, week: 6}   # three
""",
        ),
        (
            "remove:sessions:2",
            """\
  # the beginning
  1: {title: Begin, week: 2}   # one

  # late ones
  2: {title: End, week: 6}   # three
""",
        ),
        (
            "behind:sessions:1",
            """\
  # the beginning
  1: {title: Begin, week: 2}   # one
  2: {title: TO FILL IN (what this session is called)}
  3:
    title: Go on     # two
    week: 4
    # what they read
    keys: [feedback]

  # late ones
  4: {title: End, week: 6}   # three
""",
        ),
    ],
)
@pytest.mark.slow
def test_sessions_take_their_lines_along(button: str, sessions: str, person: Person) -> None:
    """Moved, a session takes the time of the other; taken out or put in between, the others are counted anew."""
    person.project.write(LEAD, BLOCKS)
    presses(person, button)
    assert person.text == BLOCKS.partition("sessions:\n")[0] + "sessions:\n" + sessions


@pytest.mark.slow
def test_sessions_that_are_taken_over_keep_their_numbers(person: Person) -> None:
    person.project.write("content/archetypes/tiny.yml", YEAR.partition("starts: 2027-02-01\n")[2])
    person.project.write(LEAD, "title: Lead\norganisation: Acme\narchetype: tiny\nstarts: 2027-02-01\n")
    page = person.page("sessions")
    assert 'value="up:sessions' not in page
    before = person.text
    value = re.search(r'value="(remove:sessions:2:[^"]*)"', page)
    assert value
    person.client.post("/p/acme/lead/sessions", data={"do": value[1]}, headers={"origin": ADDRESS})
    assert changed(before, person.text) == ["+sessions:", "+  2: none"]


def test_one_is_put_in_front_of_one_that_is_taken_over(person: Person) -> None:
    person.project.write("content/archetypes/tiny.yml", YEAR.partition("starts: 2027-02-01\n")[2])
    text = "title: Lead\norganisation: Acme\narchetype: tiny\nstarts: 2027-02-01\n"
    person.project.write(LEAD, text)
    presses(person, "behind:sessions:2")
    assert person.text == text + (
        "sessions:\n"
        "  3:\n    title: TO FILL IN (what this session is called)\n    week: none\n"
        "  4:\n    title: End\n    week: 20\n"
    )


def test_a_button_of_an_old_page_does_nothing_to_another_session(person: Person) -> None:
    value = re.search(r'value="(remove:sessions:2:[^"]*)"', person.page("sessions"))
    assert value
    person.project.write(LEAD, YEAR.replace("Go on", "Something else"))
    answer = person.client.post("/p/acme/lead/sessions", data={"do": value[1]}, headers={"origin": ADDRESS})
    assert answer.status_code == 409
    assert "Something else" in person.text


@pytest.mark.slow
def test_keys_are_chosen_with_their_summaries(person: Person) -> None:
    address = "sessions/sessions/2"
    page = unescape(person.page(address))
    assert re.search(r'value="feedback" aria-labelledby="[^"]*" aria-describedby="[^"]*"', page)
    assert "Asking so that people can answer, and hearing what they say." in page
    answer = person.posts(
        address, **{"sessions.2.keys": ["feedback", "strengths"], "sessions.2.reinforces": "stuck-pairs"}
    )
    assert answer.status_code == 303
    assert changed(YEAR, person.text) == [
        "-  2: {title: Go on, week: 6, day: Tuesday}",
        "+  2: {title: Go on, week: 6, day: Tuesday, keys: [feedback, strengths], reinforces: stuck-pairs}",
    ]
