"""Building and handing over from the studio: what is refused and why, and what is offered once it is made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from conftest import Project
from starlette.testclient import TestClient

from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.studio.jobs import JobSeen, JobState
from mentorkit.studio.studio_app import Studio
from mentorkit.studio.studio_routes import application

ADDRESS = "http://127.0.0.1:8770"
PAGE = "/p/acme/lead/hand-over"


class Ordered:
    """Jobs that only note what is ordered."""

    def __init__(self) -> None:
        self.orders: list[tuple[str, str, dict[str, Any]]] = []
        self.seen: JobSeen | None = None

    def begin(self, kind: str, program: str, **options: Any) -> None:
        if self.seen and self.seen.working:
            raise BuildFailed([Problem("job-busy", "another job is at work", Span(""), "wait until it has ended")])
        self.orders.append((kind, program, options))

    def cancel(self) -> None:
        self.orders.append(("cancel", "", {}))


@pytest.fixture
def studio(project: Project) -> Iterator[Studio]:
    """A studio whose jobs are only noted."""
    made = Studio(project.root / "mkdocs.yml")
    made.kept["jobs"] = Ordered()
    yield made
    made.close()


@pytest.fixture
def person(studio: Studio) -> Iterator[TestClient]:
    """The browser of the person who started it."""
    with TestClient(application(studio, 8770, "t" * 20), base_url=ADDRESS, headers={"origin": ADDRESS}) as client:
        client.get(f"/?token={'t' * 20}")
        yield client


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ({"do": "build"}, ("build", "acme/lead", {"push": False})),
        ({"do": "package"}, ("package", "acme/lead", {"push": False})),
        ({"do": "office"}, ("office", "acme/lead", {"push": False})),
        (
            {"do": "publish", "to": "folder", "folder": "/srv/www/lead"},
            ("publish", "acme/lead", {"push": False, "folder": "/srv/www/lead"}),
        ),
        (
            {"do": "publish", "to": "branch", "branch": "gh-pages", "push": "yes", "folder": "/else"},
            ("publish", "acme/lead", {"push": True, "branch": "gh-pages"}),
        ),
        ({"do": "cancel"}, ("cancel", "", {})),
    ],
)
def test_each_button_orders_its_job(person: TestClient, studio: Studio, typed: dict[str, str], order: object) -> None:
    assert person.post(PAGE, data=typed).status_code == 200
    assert studio.kept["jobs"].orders == [order]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"to": "folder", "folder": ""}, "Say where to publish it."),
        ({"to": "elsewhere"}, "Say where to publish it."),
        ({"to": "folder", "folder": "www/lead"}, "Write the whole address of the place"),
        ({"to": "branch", "branch": "--upload-pack=x"}, "The name of a branch has letters"),
        ({"to": "zip_file", "zip_file": "/srv/lead.html"}, "The name of the file ends with .zip."),
    ],
)
def test_a_place_that_is_not_clear_is_asked_for_again(
    person: TestClient, studio: Studio, typed: dict[str, str], said: str
) -> None:
    answer = person.post(PAGE, data={"do": "publish", **typed})
    assert answer.status_code == 422
    assert said in answer.text
    assert studio.kept["jobs"].orders == []
    assert person.post(PAGE, data={"do": "nonsense"}).status_code == 400


@pytest.mark.slow
@pytest.mark.parametrize("place", ["private/acme", "private/../private", "site/../private/acme/lead"])
def test_nothing_is_published_among_personal_data(person: TestClient, project: Project, place: str) -> None:
    answer = person.post(PAGE, data={"do": "publish", "to": "folder", "folder": str(project.root / place)})
    assert answer.status_code == 422
    assert "Nothing is published into the folder of personal data." in answer.text


def test_while_one_job_is_at_work_no_other_begins(person: TestClient, studio: Studio) -> None:
    studio.kept["jobs"].seen = JobSeen(1, "build", "acme/other", done=2, total=5, what="acme/other portal")
    answer = person.post(PAGE, data={"do": "build"})
    assert answer.status_code == 409
    assert "Another job is at work; wait until it has ended." in answer.text
    assert "2 of 5 steps are done." in answer.text


@pytest.mark.slow
def test_what_failed_is_said_in_sentences_and_what_is_made_has_its_links(
    person: TestClient, studio: Studio, project: Project
) -> None:
    failed = Problem("other-client", "another client's portal is, or was, published here", Span("/srv/www"), "--folder")
    studio.kept["jobs"].seen = JobSeen(1, "publish", "acme/lead", JobState.FAILED, problems=(failed,))
    page = person.get(PAGE).text
    assert "It could not be done. What was there before is there still." in page
    assert "Another client&#39;s portal is, or was, published here." in page
    assert "Open the portal" not in page
    project.write("site/acme/lead/index.html", "<title>Lead</title>")
    project.write("packages/acme-lead.zip", b"PK")
    page = person.get(PAGE).text
    assert "Open the portal that was built last" in page
    assert person.get("/p/acme/lead/-/package").content == b"PK"
    assert "Files to edit, present and hand out" in page
    assert "They lie in" not in page
    project.write("office/acme/lead/documents/agreement.docx", b"PK")
    studio.kept["jobs"].seen = JobSeen(
        2, "office", "acme/lead", JobState.DONE, result={"folder": "x", "made": 3, "edited": 2}
    )
    page = person.get(PAGE).text
    assert "The files are made. 2 that people have edited were left as they are." in page
    assert f"They lie in <code>{project.root / 'office/acme/lead'}</code>" in page
