"""What was typed and is not saved belongs to the entry that it was typed about, and is kept whatever stands in the file meanwhile."""

from __future__ import annotations

import re

import pytest
from conftest import LEAD, SMALL, Project
from studio_person import Person

ADDRESS = "people.facilitators.~{}.email"
PEOPLE = "people: {facilitators: [{name: Ann}, {name: Bob}]}\n"


@pytest.fixture
def person(project: Project) -> Person:
    project.write(LEAD, SMALL + PEOPLE)
    return Person.at(project)


def entry(number: int) -> str:
    return f"people/people/facilitators/~{number}"


def email(person: Person, number: int) -> list[str]:
    return person.seen(entry(number))[ADDRESS.format(number)]


@pytest.mark.slow
def test_a_draft_goes_with_its_entry(person: Person) -> None:
    person.posts(entry(0), **{ADDRESS.format(0): "ann at home"})
    assert email(person, 0) == ["ann at home"]
    [down] = [one for one in re.findall(r'value="(down:[^"]*)"', person.page("people")) if "facilitators:#0" in one]
    person.posts("people", do=down)
    assert person.text.index("Bob") < person.text.index("Ann")
    assert email(person, 0) == [""], "what was typed about Ann is not Bob’s"
    person.posts(entry(0), **{ADDRESS.format(0): "bob at home"})
    person.project.write(LEAD, SMALL + PEOPLE)  # by hand, Ann stands first again
    assert (email(person, 0), email(person, 1)) == (["ann at home"], [""])


def test_a_draft_goes_with_its_entry_to_a_new_title(person: Person) -> None:
    person.posts(entry(0), **{ADDRESS.format(0): "ann at home"})
    said = person.posts(
        entry(0), script=True, only="people.facilitators.~0.name", **{"people.facilitators.~0.name": "Anna"}
    ).json()
    assert "name: Anna" in person.text
    assert email(person, 0) == ["ann at home"]
    assert said["of"] == person.seen(entry(0))["of"][0]


@pytest.mark.parametrize("script", [True, False])
def test_what_is_typed_while_the_file_cannot_be_read_is_kept(person: Person, *, script: bool) -> None:
    seen = person.seen("basics")
    person.project.write(LEAD, SMALL + "broken: [\n")
    assert person.posts("basics", script=script, seen=seen, title="What I typed").status_code == 409
    person.project.write(LEAD, SMALL)
    assert person.seen("basics")["title"] == ["What I typed"]
    assert "could not be read when this was saved" in person.page("basics")
    person.posts("basics", title="What I typed")
    assert person.text == SMALL.replace("title: Lead", "title: What I typed")
    assert "could not be read when this was saved" not in person.page("basics")
