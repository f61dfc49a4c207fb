"""The page of what is missing: the list, and findings that are accepted from it with a reason."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import LEAD, SMALL, Project
from starlette.testclient import TestClient

from mentorkit.core.problems import Severity, Span
from mentorkit.studio.check_routes import checks_of
from mentorkit.studio.missing import AcceptedFinding, Missing, MissingList
from mentorkit.studio.studio_app import Studio
from mentorkit.studio.studio_routes import application

ADDRESS = "http://127.0.0.1:8770"
CHECK = "/p/acme/lead/check"
AT = Span(LEAD, 1, 1)
FOUND = MissingList(
    (
        Missing("field-value", Severity.ERROR, "This is no day.", "Check the two years.", ("starts",), AT),
        Missing("to-fill-in", Severity.WARNING, "Who backs this.", "", ("people", "sponsor", "name"), AT),
        Missing("PUR01", Severity.WARNING, "No need is stated.", "Say what is missing.", ("need", "statement"), AT),
        Missing("yaml-comment", Severity.NOTE, "Half a text.", "", (), Span("content/keys/own.md", 3)),
    ),
    (AcceptedFinding("GOV03", "Leaders are mentors.", "Both joined last year", None, ("No leader is a mentor.",)),),
    41,
    readable=True,
)


@pytest.fixture
def studio(project: Project) -> Studio:
    """A studio that has checked its programme already."""
    made = Studio(project.root / "mkdocs.yml")
    made.kept["checks"] = Found()
    return made


class Found:
    """Checks that find the same whatever stands in the files."""

    def asked(self, *_: object) -> object:
        from mentorkit.studio.check_runner import CheckSeen

        return CheckSeen(FOUND, fresh=True, edition="1")


@pytest.fixture
def person(studio: Studio) -> Iterator[TestClient]:
    """The browser of the person who started it."""
    with TestClient(application(studio, 8770, "t" * 20), base_url=ADDRESS, headers={"origin": ADDRESS}) as client:
        client.get(f"/?token={'t' * 20}")
        yield client


def test_each_point_stands_in_its_part_and_leads_to_its_field(person: TestClient) -> None:
    page = person.get(CHECK).text
    parts = ("s-stopping", "s-open", "s-design", "s-notes", "s-accepted")
    said = ("This is no day.", "Who backs this.", "No need is stated.", "Half a text.", "No leader is a mentor.")
    places = [page.index(one) for pair in zip((f'id="{one}"' for one in parts), said, strict=True) for one in pair]
    assert places == sorted(places)
    for lead in (
        "dates#f-starts",
        "people#f-people.sponsor.name",
        "purpose#f-need.statement",
        "guides/keys/own#line-3",
    ):
        assert f'href="/p/acme/lead/{lead}"' in page
    assert "3 points are open." in page
    assert "1 has to be mended before anything can be built." in page


def test_fields_and_pages_are_told_what_is_open_with_them(person: TestClient) -> None:
    told = person.get("/p/acme/lead/-/missing").json()
    assert (told["ready"], told["total"]) == (True, 3)
    assert told["pages"] == {"check": 3, "dates": 1, "people": 1, "purpose": 1}
    assert told["fields"]["starts"][0] == {
        "level": "error", "message": "This is no day", "hint": "Check the two years.",
        "address": "/p/acme/lead/dates#f-starts", "asked": False,
    }  # fmt: skip


def test_a_finding_is_accepted_with_a_reason_and_that_is_taken_back(person: TestClient, project: Project) -> None:
    def file() -> str:
        return project.root.joinpath(LEAD).read_text("utf-8")

    person.post(CHECK, data={"do": "accept", "rule": "PUR01", "reason": "Said in the strategy: page 4", "until": ""})
    assert file() == SMALL + 'accepted:\n  PUR01: "Said in the strategy: page 4"\n'
    person.post(CHECK, data={"do": "accept", "rule": "GOV03", "reason": "Not this year", "until": "2027-06-30"})
    assert "GOV03" in file()
    assert "until: 2027-06-30" in file()
    for rule in ("PUR01", "GOV03"):
        assert person.post(CHECK, data={"do": "take-back", "rule": rule}).status_code == 200
    assert file() == SMALL


def test_without_a_reason_nothing_is_accepted(person: TestClient, project: Project) -> None:
    answer = person.post(CHECK, data={"do": "accept", "rule": "PUR01", "reason": " "})
    assert answer.status_code == 422
    assert "Write the reason first." in answer.text
    assert project.root.joinpath(LEAD).read_text("utf-8") == SMALL
    assert person.post(CHECK, data={"do": "accept", "rule": "nonsense", "reason": "x"}).status_code == 400


@pytest.mark.slow
def test_what_only_a_file_mends_says_how_and_keeps_nothing_from_being_told(
    person: TestClient, studio: Studio, project: Project
) -> None:
    del studio.kept["checks"]
    project.write(LEAD, "title: Lead: a year\n")
    missing = checks_of(studio).now(studio.workspace(), studio.workspace().programs()[0], studio.words)
    assert missing.stopping[0].hint == 'Put the whole text in quotes: "like: this".'
    page = person.get(CHECK).text
    assert f"{LEAD}, line 1" in page
    assert "Put the whole text in quotes" in page
    answer = person.post(CHECK, data={"do": "accept", "rule": "PUR01", "reason": "Said elsewhere"})
    assert answer.status_code == 422
    assert "This is not saved" in answer.text


def test_a_studio_has_its_own_checks(project: Project) -> None:
    one, other = Studio(project.root / "mkdocs.yml"), Studio(project.root / "mkdocs.yml")
    assert checks_of(one) is checks_of(one)
    assert checks_of(one) is not checks_of(other)
