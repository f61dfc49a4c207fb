"""Every list of every page takes a new entry that can be read; answers that need each other are saved together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import LEAD, Project, begun
from studio_person import Person, changed

from mentorkit.studio.form_fields import Entries, Kind, fields_of, named
from mentorkit.studio.task_pages import PAGES

WRITTEN = """\
title: Lead   # the short name
organisation: Acme
starts: 2027-02-01
format: advisory board
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation]}
matching:
  applications: [{id: gaps, ask: Gaps, answer: several of, options: [Money, Law]}]
evaluation:
  questionnaires:
    - {id: start, title: Before, when: baseline, week: -1, items: [{ask: "I know whom to ask.", id: whom}]}
"""
LIST_ON_ONE_LINE = "-  applications: [{id: gaps, ask: Gaps, answer: several of, options: [Money, Law]}]"
LISTS = [
    (page.name, one)
    for page in PAGES
    if page.file == "definition"
    for one in page.parts
    if isinstance(one, Entries) and not one.adds_at
]


@pytest.fixture
def person(project: Project) -> Person:
    project.write(LEAD, WRITTEN)
    return Person.at(project)


@pytest.mark.slow
def test_every_list_takes_an_entry_that_can_be_read(person: Person) -> None:
    """What is still to fill in is all that `check` finds afterwards: texts, the answer that gives a seat, the days of a pause."""
    for page, entries in LISTS:
        answer = person.posts(page, seen={}, do=f"add:{'.'.join(entries.path)}")
        assert answer.status_code == 303, (entries.one, answer.text)
        assert answer.headers["location"].startswith(f"/p/acme/lead/{page}/{'/'.join(entries.path)}/")
        assert person.client.get(answer.headers["location"]).status_code == 200
    rules = {re.findall(r"\[([a-z-]+)\]", one)[0] for one in person.project.problems()}
    assert rules == {"to-fill-in", "seat", "pause"}
    assert {one for one in changed(WRITTEN, person.text) if one.startswith("-")} <= {LIST_ON_ONE_LINE}


def test_evidence_leaves_room_for_the_need_that_it_is_of(person: Person) -> None:
    person.posts("purpose", seen={}, do="add:need.evidence")
    assert changed(WRITTEN, person.text) == [
        "+need:",
        "+  statement: TO FILL IN (What is missing today, for whom)",
        "+  evidence: [TO FILL IN (one figure or finding that shows the need)]",
    ]


def test_a_seat_is_decided_by_the_first_question(person: Person) -> None:
    person.posts("matching", seen={}, do="add:matching.seats")
    assert changed(WRITTEN, person.text) == [
        "+  seats:",
        "+    - name: TO FILL IN (the name of the seat)",
        "+      of: gaps",
    ]


NEED = {"need.driver": "People Plan", "need.statement": "Nobody knows whom to ask."}


@pytest.mark.slow
def test_an_answer_that_needs_another_is_saved_with_it(person: Person) -> None:
    seen = {name: value for name, value in person.seen("purpose").items() if name.partition(":")[2] in NEED}
    driver, statement = ({**seen, name: [text]} for name, text in NEED.items())
    first = person.posts("purpose", script=True, seen=driver, only="need.driver").json()["fields"]
    assert first["need.driver"]["state"] == "wrong"
    assert person.text == WRITTEN
    both = person.posts("purpose", script=True, seen=driver | statement, only=[*NEED]).json()["fields"]
    assert {name: one["state"] for name, one in both.items()} == dict.fromkeys(NEED, "saved")
    assert changed(WRITTEN, person.text) == [
        "+need:",
        "+  statement: Nobody knows whom to ask.",
        "+  driver: People Plan",
    ]


@pytest.mark.slow
def test_one_that_is_wrong_does_not_keep_those_back_that_need_each_other(person: Person) -> None:
    wrong = {"need.not_for": "x" * 500}
    seen = {name: value for name, value in person.seen("purpose").items() if name.partition(":")[2] in NEED | wrong}
    typed = {name: [text] for name, text in (NEED | wrong).items()}
    told = person.posts("purpose", script=True, seen=seen | typed, only=[*typed]).json()["fields"]
    states = {name: one["state"] for name, one in told.items()}
    assert states == {"need.driver": "saved", "need.statement": "saved", "need.not_for": "wrong"}


@pytest.mark.slow
def test_what_was_typed_in_another_workspace_is_not_shown(person: Person, tmp_path: Path) -> None:
    """Several workspaces may have one cache, and a programme of the same name each."""
    person.posts("basics", contact="nowhere at all")
    other = Person.at(begun(tmp_path / "other", WRITTEN))
    assert "nowhere at all" in person.page("basics")
    assert "nowhere at all" not in other.page("basics")


TYPED = {
    Kind.LINE: ["Some words"],
    Kind.TEXT: ["Some words.\n\nAnd more: of them."],
    Kind.LINES: ["One thing\nAnother: thing"],
    Kind.TEXTS: ["One thing.\n\nAnother."],
    Kind.YES_NO: ["yes"],
    Kind.NUMBER: ["3"],
    Kind.EMAIL: ["a@b.example"],
    Kind.LINK: ["https://b.example/x/"],
}


@pytest.mark.slow
@pytest.mark.parametrize("page", ["people", "texts"])
def test_whatever_a_page_asks_can_be_answered_and_is_read_back(person: Person, page: str) -> None:
    parts = next(one.parts for one in PAGES if one.name == page)
    typed = {named(one.path): TYPED[one.kind] for one in fields_of(parts) if one.kind in TYPED}
    answer = person.posts(page, seen=person.seen(page) | typed)
    assert answer.status_code == 303, answer.text
    seen = person.seen(page)
    assert {name: seen[name] for name in typed} == typed
    assert [one for one in changed(WRITTEN, person.text) if one.startswith("-")] == []
    assert person.project.problems() == []
