"""The next round of a programme is begun in the studio: its whole file, and nothing of the last one is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from conftest import Project
from starlette.testclient import TestClient

from mentorkit.studio.studio_app import Studio
from mentorkit.studio.studio_routes import application

ADDRESS = "http://127.0.0.1:8770"
PAGE = "/p/acme/lead/-/next-round"
ANSWERS = {"title": "Lead", "cohort": "Spring 2028", "starts": "2028-01-31", "move": "yes"}
LAST = """\
title: Lead   # as everybody calls it
organisation: Acme
status: live
cohort: Spring 2027
starts: 2027-02-01
ends: 2027-12-01
accepted: {SEL02: A pilot}
goals:
  - {id: network, statement: They know whom to ask., due: 2027-11-30, outcome: 27 of 40, reached: in part}
sessions:
  1: {title: Begin, date: 2027-02-09}
  2: {title: Go on, week: 6}
events:
  - {id: call, what: Cohort call, date: 2027-02-10, every: 2 weeks, times: 6, except: [2027-02-24]}
"""
NEXT = """\
# yaml-language-server: $schema=../../schema/program.schema.json
# Everything that is not written here comes from acme/lead; whatever you write here counts instead.
# See all of it, and where each line comes from: mentorkit show acme/lead-spring-2028
extends: acme/lead
title: "Lead"
cohort: "Spring 2028"
status: draft
starts: 2028-01-31
ends: 2028-11-29
"""
MOVED = """\
goals:
  change:
    network:
      due: 2028-11-28
      outcome: none
      reached: none
events:
  change:
    call:
      date: 2028-02-09
      except: none
sessions:
  1:
    date: 2028-02-08
evaluation:
  compare_with: [acme/lead]
"""
LEFT = """\
goals:
  change:
    network:
      outcome: none
      reached: none
events:
  change:
    call:
      except: none
evaluation:
  compare_with: [acme/lead]
"""


@pytest.fixture
def person(project: Project) -> Iterator[TestClient]:
    """The browser of the person who started the studio of this project."""
    project.write("programs/acme/lead.yml", LAST)
    app = application(Studio(project.root / "mkdocs.yml"), 8770, "a-token")
    with TestClient(app, base_url=ADDRESS, follow_redirects=False, headers={"origin": ADDRESS}) as client:
        client.get("/?token=a-token")
        yield client


@pytest.mark.slow
@pytest.mark.parametrize(("move", "further"), [("yes", MOVED), ("", LEFT)])
def test_its_file_says_what_is_different(person: TestClient, project: Project, move: str, further: str) -> None:
    answer = person.post(PAGE, data=ANSWERS | {"move": move})
    assert (answer.status_code, answer.headers["location"]) == (303, "/p/acme/lead-spring-2028")
    assert (project.root / "programs/acme/lead-spring-2028.yml").read_text("utf-8").rstrip(
        "\n"
    ) + "\n" == NEXT + further
    assert (project.root / "programs/acme/lead.yml").read_text("utf-8") == LAST


def test_rounds_of_one_title_are_told_apart(person: TestClient) -> None:
    person.post(PAGE, data=ANSWERS)
    assert '<h1 dir="auto">Lead, Spring 2028</h1>' in person.get("/p/acme/lead-spring-2028").text
    home = person.get("/").text
    assert ("Lead, Spring 2027" in home, "Lead, Spring 2028" in home) == (True, True)


@pytest.mark.slow
def test_with_its_days_moved_along_check_finds_no_day_of_the_last_round(person: TestClient, project: Project) -> None:
    person.post(PAGE, data=ANSWERS)
    assert project.problems("acme/lead-spring-2028") == []


def test_the_page_says_what_comes_along_and_what_stays(person: TestClient) -> None:
    page = person.get(PAGE).text
    assert 'name="starts" value="2028-01-31"' in page
    listed = [
        re.sub(r"\s+", " ", one).strip() for one in re.findall(r"<li>(.*?)</li>", page.partition("<form")[2], re.S)
    ]
    assert [one for one in listed if "<" not in one] == [
        "Tue, 30 Nov 2027: They know whom to ask. – By when",
        "Tue, 9 Feb 2027: Begin",
        "Wed, 10 Feb 2027: Cohort call",
        "Where it stands: the next round begins as a draft",
        "The name of the round",
        "What was accepted, with its reasons, of what the audit found",
        "What came of goals",
        "Whether goals were reached",
        "Dates of series that were left out",
    ]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"title": ""}, "title"),
        ({"cohort": ""}, "cohort"),
        ({"cohort": "x" * 300}, "cohort"),
        ({"starts": "soon"}, "starts"),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_written(
    person: TestClient, project: Project, answers: dict[str, str], told: str
) -> None:
    answer = person.post(PAGE, data=ANSWERS | answers)
    assert (answer.status_code, re.findall(r'<a href="#f-(\w+)"', answer.text)) == (422, [told])
    assert [path.name for path in (project.root / "programs/acme").iterdir()] == ["lead.yml"]


@pytest.mark.slow
def test_a_round_of_this_name_is_never_written_over(person: TestClient, project: Project) -> None:
    person.post(PAGE, data=ANSWERS)
    written = (project.root / "programs/acme/lead-spring-2028.yml").read_bytes()
    answer = person.post(PAGE, data=ANSWERS)
    assert (answer.status_code, re.findall(r'<a href="#f-(\w+)"', answer.text)) == (422, ["cohort"])
    assert (project.root / "programs/acme/lead-spring-2028.yml").read_bytes() == written
