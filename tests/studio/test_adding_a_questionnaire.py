"""A questionnaire is added in the studio: the whole of what is written, and everything else as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from conftest import Project
from starlette.testclient import TestClient

from mentorkit.studio.studio_app import Studio
from mentorkit.studio.studio_routes import application

ADDRESS = "http://127.0.0.1:8770"
PAGE = "/p/acme/lead/-/questionnaire"
ANSWERS = {"when": "end", "title": "", "week": "", "questions": "start"}
LEAD = """\
title: Lead   # as everybody calls it
organisation: Acme
starts: 2027-02-01
ends: 2027-05-28
goals:
  - {id: network, statement: They know whom to ask.}
sessions:
  1: {title: Begin, week: 2}
evaluation:
  # the same at the beginning and at the end
  questionnaires:
    - id: start
      title: Before we begin
      when: baseline
      for: pairs
      items:
        - {ask: I know whom to ask., goal: network, level: learning, id: whom}
        - {ask: "Which helped?", answer: several of, options: [Keys, Calls]}
  smallest_group: 5   # as in every programme of ours
"""
ADDED = """\
    - id: end
      title: Looking back
      when: end
      week: 17
      for: pairs
      items:
        - ask: I know whom to ask.
        - ask: Which helped?
          answer: several of
          options: [Keys, Calls]
"""


@pytest.fixture
def person(project: Project) -> Iterator[TestClient]:
    """The browser of the person who started the studio of this project."""
    project.write("programs/acme/lead.yml", LEAD)
    app = application(Studio(project.root / "mkdocs.yml"), 8770, "a-token")
    with TestClient(app, base_url=ADDRESS, follow_redirects=False, headers={"origin": ADDRESS}) as client:
        client.get("/?token=a-token")
        yield client


def written(project: Project) -> str:
    return (project.root / "programs/acme/lead.yml").read_text("utf-8")


@pytest.mark.slow
def test_the_questions_of_the_beginning_are_asked_again_at_the_end(person: TestClient, project: Project) -> None:
    answer = person.post(PAGE, data=ANSWERS)
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/p/acme/lead/questionnaires/evaluation/questionnaires/end",
    )
    assert written(project) == LEAD.replace("  smallest_group", f"{ADDED}  smallest_group")
    assert person.get(answer.headers["location"]).status_code == 200
    assert project.problems() == []


def test_what_is_usual_is_chosen_already(person: TestClient) -> None:
    page = person.get(PAGE).text
    assert re.findall(r'name="(\w+)" value="([^"]*)" checked', page) == [("when", "end"), ("questions", "start")]
    assert "The 2 questions of “Before we begin” again" in page
    assert "(there is “Before we begin” already)" in page


def test_one_is_added_where_there_is_no_evaluation_yet(person: TestClient, project: Project) -> None:
    without = LEAD.partition("evaluation:")[0]
    project.write("programs/acme/lead.yml", without)
    person.post(PAGE, data={"when": "baseline", "title": "First: a look", "week": "-2", "questions": "goals"})
    assert written(project) == without + (
        'evaluation:\n  questionnaires:\n    - id: baseline\n      title: "First: a look"\n      when: baseline\n      week: -2\n'
        "      items:\n"
        '        - ask: "TO FILL IN (a question that tells whether this came about: They know whom to ask)"\n'
        "          goal: network\n          level: behaviour\n"
    )


@pytest.mark.parametrize(
    ("answers", "told"),
    [({"when": "sometime"}, "when"), ({"week": "soon"}, "week"), ({"questions": "nobody"}, "questions")],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    person: TestClient, project: Project, answers: dict[str, str], told: str
) -> None:
    answer = person.post(PAGE, data=ANSWERS | answers)
    assert (answer.status_code, re.findall(r'<a href="#f-(\w+)"', answer.text)) == (422, [told])
    assert written(project) == LEAD


def test_a_week_that_no_programme_has_is_told(person: TestClient, project: Project) -> None:
    assert person.post(PAGE, data=ANSWERS | {"week": "0"}).status_code == 422
    assert written(project) == LEAD
