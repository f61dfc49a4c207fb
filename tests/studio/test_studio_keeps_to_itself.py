"""The studio shows nothing of the private folder and nothing of another client, on any page, nor does it keep it anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from conftest import SMALL, Project, until
from starlette.testclient import TestClient

from mentorkit.studio.studio_app import Studio
from mentorkit.studio.studio_routes import application

PORT, TOKEN = 8770, "the-token-of-this-test"
ADDRESS = f"http://127.0.0.1:{PORT}"
APPLICANT, ANSWER = "Zebedee Quillfeather", "I-was-never-listened-to"
NEIGHBOUR = "Kestrel"
"""A word of another client, in its programme, its brand and its guides."""


@pytest.fixture
def secretive(project: Project) -> Project:
    """A workspace with applications, answers, personal copies and another client, and a programme with something missing."""
    project.write("programs/acme/lead.yml", SMALL + "summary: Grow together\ngoals: [{statement: Learn}]\n")
    project.write("private/acme/lead/applications/mentees.csv", f"Name,Team\n{APPLICANT},North\n")
    project.write("private/acme/lead/answers/end.csv", f"Role,Words\nmentee,{ANSWER}\n")
    project.write("private/acme/lead/people.csv", f"role,name\nmentee,{APPLICANT}\n")
    project.write("private/acme/lead/matching/proposal.html", f"<p>{APPLICANT}</p>")
    project.write("programs/falcon/hunt.yml", SMALL.replace("Lead", f"{NEIGHBOUR} Hunt") + "nonsense: 1\n")
    project.write("programs/falcon/_brand.yml", f"meta: {{name: {NEIGHBOUR} Ltd}}\ncolor: {{primary: '#zz'}}\n")
    project.write("programs/falcon/content/keys/own.md", f"---\ntitle: {NEIGHBOUR} Key\n---\n\nText.\n")
    return project


@pytest.fixture
def person(secretive: Project) -> Iterator[TestClient]:
    """The browser of the person who started the studio."""
    studio = Studio(secretive.root / "mkdocs.yml")
    with TestClient(application(studio, PORT, TOKEN), base_url=ADDRESS) as client:
        client.get(f"/?token={TOKEN}")
        yield client
    studio.close()


def walked(person: TestClient, start: str) -> dict[str, str]:
    """Every page that links of the studio lead to, two guides of a kind, and what their script asks; nothing below another client."""
    seen: dict[str, str] = {}
    ahead = [start, f"{start}/-/missing", f"{start}/-/preview", f"{start}/-/state"]
    while ahead:
        path = ahead.pop()
        alike = [one for one in seen if "/guides/" in one and one.rpartition("/")[0] == path.rpartition("/")[0]]
        if path in seen or len(alike) > 1 or "/p/falcon" in path or "/-/assets/" in path:
            continue
        answer = person.get(path)
        seen[path] = answer.text
        links = re.findall(r'(?:href|src|action)="([^"#]+)', answer.text)
        ahead += [
            to for link in links if (to := urlsplit(urljoin(ADDRESS + path, unescape(link))).path).startswith("/")
        ]
    return seen


def kept(root: Path) -> str:
    """Everything that lies in the workspace and is neither written by people nor in the private folder."""
    written = ("private", "programs", "content")
    files = (path for path in root.rglob("*") if path.is_file() and path.relative_to(root).parts[0] not in written)
    return "".join(path.read_bytes().decode("utf-8", "replace") for path in files)


@pytest.mark.slow
def test_no_page_shows_anything_private_or_of_another_client(person: TestClient, secretive: Project) -> None:
    until(lambda: person.get("/p/acme/lead/-/missing").json()["ready"], lambda: "checked")
    pages = walked(person, "/p/acme/lead")
    assert {"/p/acme/lead/check", "/p/acme/lead/hand-over", "/p/acme/lead/people", "/"} <= pages.keys()
    assert "What makes programmes work" in pages["/p/acme/lead/check"]
    for path, page in pages.items():
        assert not re.search(rf"{APPLICANT}|{ANSWER}", page), path
        assert path == "/" or NEIGHBOUR not in page, path
    assert not re.search(rf"{APPLICANT}|{ANSWER}|{NEIGHBOUR}", kept(secretive.root))


@pytest.mark.parametrize(
    "path",
    ["/p/private/acme", "/p/acme/..%2f..%2fprivate", "/p/private/acme/lead", "/p/acme/lead/guides/../../private"],
)
def test_no_address_leads_into_the_private_folder(person: TestClient, path: str) -> None:
    assert person.get(path).status_code in (400, 403, 404)
