"""A programme is begun in the studio as `mentorkit new` begins it, and nothing is written while something is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Project
from starlette.testclient import TestClient

from mentorkit.studio.archetype_offers import STOCK
from mentorkit.studio.studio_app import Studio
from mentorkit.studio.studio_routes import application
from mentorkit.workspace.layers import stock_root

ADDRESS = "http://127.0.0.1:8770"
ANSWERS = {
    "client": "+",
    "organisation": "Riverside Trust",
    "archetype": "",
    "title": "First cohort",
    "starts": "2027-03-01",
}


@pytest.fixture
def person(project: Project) -> Iterator[TestClient]:
    """The browser of the person who started the studio of this project."""
    app = application(Studio(project.root / "mkdocs.yml"), 8770, "a-token")
    with TestClient(app, base_url=ADDRESS, follow_redirects=False, headers={"origin": ADDRESS}) as client:
        client.get("/?token=a-token")
        yield client


@pytest.mark.slow
@pytest.mark.parametrize("archetype", ["", "succession"])
def test_the_files_are_those_of_the_command(
    person: TestClient, project: Project, archetype: str, tmp_path: Path
) -> None:
    before = project.files("programs")
    answer = person.post("/begin", data={**ANSWERS, "archetype": archetype})
    assert (answer.status_code, answer.headers["location"]) == (303, "/p/riverside-trust/first-cohort")
    written = {name: text for name, text in project.files("programs").items() if name not in before}
    assert project.files("programs").keys() - written.keys() == before.keys()
    same = Project(tmp_path / "same")
    same.write("mkdocs.yml", (stock_root() / "mkdocs.yml").read_bytes())
    assert same.run("new", "client", "Riverside Trust").exit_code == 0
    extra = ("--archetype", archetype) if archetype else ()
    assert same.run("new", "program", "riverside-trust/first-cohort", "--starts", "2027-03-01", *extra).exit_code == 0
    assert written == same.files("programs")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"client": "nobody"}, "client"),
        ({"client": ""} | {"organisation": ""}, "client"),
        ({"client": "acme"}, "client"),
        ({"organisation": ""}, "organisation"),
        ({"organisation": "Acme"}, "organisation"),
        ({"organisation": "x" * 300}, "organisation"),
        ({"archetype": "sucession"}, "archetype"),
        ({"archetype": "../succession"}, "archetype"),
        ({"title": " "}, "title"),
        ({"client": "acme", "organisation": "", "title": "Lead"}, "title"),
        ({"title": "x" * 300}, "title"),
        ({"starts": "1 March 2027"}, "starts"),
        ({"starts": "0027-03-01"}, "starts"),
        ({"starts": ""}, "starts"),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_written(
    person: TestClient, project: Project, answers: dict[str, str], told: str
) -> None:
    before = project.files("programs")
    answer = person.post("/begin", data=ANSWERS | answers)
    assert answer.status_code == 422
    assert re.findall(r'<a href="#f-(\w+)"', answer.text) == [told]
    assert f'id="i-{told}-note"' in answer.text
    assert project.files("programs") == before


def test_what_was_typed_is_still_there(person: TestClient) -> None:
    page = person.post("/begin", data=ANSWERS | {"title": "", "archetype": "inclusion"}).text
    assert 'name="organisation" value="Riverside Trust"' in page
    assert 'name="archetype" value="inclusion" checked' in page
    assert 'name="client" value="+" checked' in page


def test_a_name_that_is_typed_is_a_new_client(person: TestClient, project: Project) -> None:
    assert person.post("/begin", data=ANSWERS | {"client": "", "organisation": "Ahoj & “Co”"}).status_code == 303
    assert 'name: "Ahoj & “Co”"' in (project.root / "programs/ahoj-co/_brand.yml").read_text("utf-8")


def test_an_archetype_of_one_client_is_offered_to_that_one_alone(person: TestClient, project: Project) -> None:
    project.write("programs/acme/content/archetypes/house.yml", "extends: _basics\nsummary: How we do it.\n")
    page = person.get("/begin").text
    assert "How we do it." in page
    assert "only for Acme" in page
    assert person.post("/begin", data=ANSWERS | {"archetype": "house"}).status_code == 422
    assert (
        person.post("/begin", data=ANSWERS | {"archetype": "house", "client": "acme", "organisation": ""}).status_code
        == 303
    )


def test_the_words_for_archetypes_are_true(project: Project) -> None:
    """Each of the stock is described, with as many sessions as it has."""
    folder = stock_root() / "content/archetypes"
    assert {one.id for one in STOCK} == {path.stem for path in folder.glob("*.yml") if not path.name.startswith("_")}
    numbers = {"Five": 5, "Six": 6, "Seven": 7, "Eight": 8, "Nine": 9}
    told = {one.id: numbers[one.shape.split()[0]] for one in STOCK}
    texts = {one.id: (folder / f"{one.id}.yml").read_text("utf-8") for one in STOCK}
    sessions = {id_: text.partition("\nsessions:\n")[2] for id_, text in texts.items()}
    assert {
        id_: len(re.findall(r"^  \d+:", re.split(r"^\S", text, flags=re.M)[0], re.M)) for id_, text in sessions.items()
    } == told
