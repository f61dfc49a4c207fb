"""The pages of guides: found, made one's own, begun, typed, saved and looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from mentorkit.studio.studio_app import Studio
from mentorkit.studio.studio_routes import application
from tests.conftest import ONE_FORM, SMALL, Project

PORT, TOKEN = 8770, "the-token-of-this-test"
ADDRESS = f"http://127.0.0.1:{PORT}"
HOME = "/p/acme/lead/guides"
DO = "/p/acme/lead/-/guides"
PAGE = "---\ntitle: House rules\nsummary: What we agreed.\n---\n\nAsk your {{ mentee }}.\n"
FILE = "programs/acme/content/pages/house/rules.md"
RULES = f"{HOME}/pages/house/rules"
JSON = {"accept": "application/json"}


@pytest.fixture
def person(project: Project) -> Iterator[TestClient]:
    """The browser of the person who started the studio."""
    project.write("programs/acme/lead.yml", SMALL + ONE_FORM)
    project.write(FILE, PAGE)
    studio = Studio(project.root / "mkdocs.yml")
    with TestClient(application(studio, PORT, TOKEN), base_url=ADDRESS, follow_redirects=False) as client:
        client.get(f"/?token={TOKEN}")
        client.headers["origin"] = ADDRESS
        yield client
    studio.close()


def seen(page: str) -> str:
    return page.partition('name="seen" value="')[2].partition('"')[0]


@pytest.mark.slow
def test_guides_are_listed_and_found(person: TestClient) -> None:
    page = person.get(HOME).text
    for said in ("House rules", "This client’s", "Feedback", "Comes with MentorKit", "Session 1"):
        assert said in page
    found = person.get(f"{HOME}?q=asking&kind=keys").text
    assert "Feedback" in found
    assert "House rules" not in found
    module = person.get(f"{HOME}/training/mentor-foundations").text
    assert "Asking so that people can answer" in module, "Keys are chosen by their titles and summaries"
    assert "This is not in the library" not in module
    assert person.get(f"{HOME}/keys/no-such-key").status_code == 404
    assert person.get(f"{HOME}/nothing/feedback").status_code == 404
    assert person.get(f"{HOME}/keys/../../lead").status_code == 404


@pytest.mark.slow
def test_a_guide_of_the_stock_is_read_and_made_ones_own(person: TestClient, project: Project) -> None:
    address = f"{HOME}/keys/feedback"
    page = person.get(address).text
    assert "readonly" in page
    assert person.post(address, data={"body": "Mine.", "seen": seen(page)}).status_code == 409
    answer = person.post(f"{DO}/ours/keys/feedback", data={"whose": "client"})
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    assert (project.root / "programs/acme/content/keys/feedback.md").is_file()
    assert "readonly" not in person.get(address).text.partition("<textarea")[2].partition(">")[0]

    copy = project.root / "programs/acme/content/keys/feedback.md"
    copy.write_text(copy.read_text().replace("Most of us", "Many of us"))
    ours = copy.read_bytes()
    assert person.post(f"{DO}/follow/keys/feedback", data={"do": "it"}).status_code == 303
    assert not copy.exists()
    assert "Your own version was put aside" in person.get(address).text
    assert person.post(f"{DO}/take-back/keys/feedback", data={"do": "it"}).status_code == 303
    assert copy.read_bytes() == ours
    assert person.post(f"{DO}/take-back/keys/feedback", data={"do": "it"}).status_code == 409


@pytest.mark.slow
def test_a_key_is_begun_and_says_what_is_still_to_fill_in(person: TestClient, project: Project) -> None:
    answer = person.post(f"{DO}/new", data={"title": "Saying no", "kind": "keys", "whose": "client"})
    assert answer.headers["location"] == f"{HOME}/keys/saying-no"
    assert (project.root / "programs/acme/content/keys/saying-no.md").is_file()
    page = person.get(answer.headers["location"]).text
    assert "Line 1: Why this topic deserves twenty minutes, and why now" in page
    again = person.post(f"{DO}/new", data={"title": "Saying no", "kind": "keys", "whose": "client"})
    assert again.status_code == 422
    assert "There is one of this name already" in again.text
    assert (
        "Write a title first" in person.post(f"{DO}/new", data={"title": " ", "kind": "keys", "whose": "client"}).text
    )


@pytest.mark.slow
def test_what_is_typed_is_read_shown_and_kept_until_it_is_saved(person: TestClient, project: Project) -> None:
    form = {
        "seen": seen(person.get(RULES).text),
        "body": "Ask your {{ mentee }} **twice**.\n\n/// prompt | Why?\n///\n",
    }
    said = person.post(f"{DO}/read/pages/house/rules", data=form, headers=JSON).json()
    assert (said["problems"], said["missing"], said["unsaved"], said["readable"]) == ([], [], True, True)
    assert "Ask your mentee <strong>twice</strong>." in said["page"]
    style = said["page"].partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    assert person.get(style).headers["content-type"].startswith("text/css")
    assert person.get(f"{DO}/look/../page.html").status_code == 404

    assert "This is what you typed last" in person.get(RULES).text, "a browser that died took nothing with it"
    frame = person.get(f"{DO}/page/pages/house/rules")
    assert "<strong>twice</strong>" in frame.text
    policy = frame.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-same-origin" in policy
    assert "script-src" not in policy
    assert (project.root / FILE).read_text() == PAGE
    assert person.post(RULES, data=form, headers=JSON).json()["state"] == "saved"
    assert (project.root / FILE).read_text() == PAGE.replace("Ask your {{ mentee }}.\n", form["body"])
    assert "This is what you typed last" not in person.get(RULES).text

    assert person.post(f"{DO}/undo/pages/house/rules", data={"do": "undo"}).status_code == 303
    assert (project.root / FILE).read_text() == PAGE
    assert person.post(f"{DO}/undo/pages/house/rules", data={"do": "redo"}).status_code == 303
    assert "twice" in (project.root / FILE).read_text()


@pytest.mark.slow
def test_both_versions_are_shown_where_two_changed_a_line(person: TestClient, project: Project) -> None:
    form = {"seen": seen(person.get(RULES).text), "body": "Mine.\n"}
    project.write(FILE, PAGE.replace("Ask your {{ mentee }}.", "Theirs."))
    clash = person.post(RULES, data=form, headers=JSON).json()
    assert (clash["state"], clash["theirs"]) == ("clash", "Theirs.\n")
    assert person.post(RULES, data={**form, "seen": clash["seen"]}, headers=JSON).json()["state"] == "saved"
    assert (project.root / FILE).read_text() == PAGE.replace("Ask your {{ mentee }}.", "Mine.")


@pytest.mark.slow
def test_a_form_without_scripts_saves_and_says_why_it_did_not(person: TestClient, project: Project) -> None:
    page = person.get(RULES).text
    facts = {"was:title": "", "title": "Our rules", "seen": seen(page)}
    answer = person.post(RULES, data={**facts, "body": "/// prompt | Why?\n"})
    assert answer.status_code == 422
    assert "This prompt block is never closed" in answer.text
    assert "/// prompt | Why?" in answer.text
    assert person.post(RULES, data={"do": "forget"}).status_code == 303
    assert person.post(RULES, data={**facts, "body": "Text.\n"}).status_code == 303
    assert (project.root / FILE).read_text() == "---\ntitle: Our rules\nsummary: What we agreed.\n---\n\nText.\n"


@pytest.mark.slow
def test_what_changed_in_the_original_is_put_into_a_copy(person: TestClient, project: Project) -> None:
    original = project.write("content/pages/trips.md", PAGE + "\nFirst.\n\nLast.\n")
    address = f"{HOME}/pages/trips"
    person.post(f"{DO}/ours/pages/trips", data={"whose": "client"})
    copy = project.root / "programs/acme/content/pages/trips.md"
    copy.write_text(copy.read_text().replace("Last", "Ours"))
    original.write_text(original.read_text().replace("First", "New"))
    assert "The original has changed since this copy was taken" in person.get(address).text
    assert person.post(f"{DO}/original/pages/trips", data={"do": "take"}).status_code == 303
    assert copy.read_text() == PAGE + "\nNew.\n\nOurs.\n"

    original.write_text(original.read_text().replace("Last", "Theirs"))
    torn = person.post(f"{DO}/original/pages/trips", data={"do": "take"})
    assert "Both changed the same lines" in person.get(torn.headers["location"]).text
    assert copy.read_text() == PAGE + "\nNew.\n\nOurs.\n"
    person.post(f"{DO}/original/pages/trips", data={"do": "keep"})
    assert "The original has changed" not in person.get(address).text


@pytest.mark.slow
def test_a_text_of_another_program_is_brought_in(person: TestClient, project: Project) -> None:
    asked = {"kind": "pages", "whose": "client"}
    upload = {"file": ("Travel notes.md", b"# Travel notes\n\nTake the train.\n", "text/markdown")}
    answer = person.post(f"{DO}/bring-in", data=asked, files=upload)
    assert answer.status_code == 200
    assert "“Travel notes” is here" in answer.text
    assert f'href="{HOME}/pages/travel-notes"' in answer.text
    assert "Take the train." in (project.root / "programs/acme/content/pages/travel-notes.md").read_text()
    again = person.post(f"{DO}/bring-in", data=asked, files=upload)
    assert (again.status_code, "This is there already" in again.text) == (422, True)
    assert "Choose a file first" in person.post(f"{DO}/bring-in", data=asked, files={"file": ("", b"")}).text


@pytest.mark.slow
def test_a_picture_is_taken_in_beside_its_guide(person: TestClient, project: Project) -> None:
    address = f"{DO}/picture/pages/house/rules"
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><path d="M0 0h20v10z"/></svg>'
    upload = {"file": ("Our House.svg", drawing, "image/svg+xml")}
    assert "say in a few words" in person.post(address, data={"words": " "}, files=upload).json()["wrong"]
    said = person.post(address, data={"words": "A [small] house"}, files=upload).json()["text"]
    assert said == "![A \\[small\\] house](our-house.svg)"
    assert (project.root / "programs/acme/content/pictures/our-house.svg").read_bytes() == drawing
    form = {"seen": seen(person.get(RULES).text), "body": f"{said}\n"}
    read = person.post(f"{DO}/read/pages/house/rules", data=form, headers=JSON).json()
    assert read["problems"] == []
    picture = read["page"].partition('<img alt="A [small] house"')[2].partition('src="')[2].partition('"')[0]
    assert person.get(picture).headers["content-type"] == "image/svg+xml"
    broken = {"file": ("../../x.png", b"no picture", "image/png")}
    assert "is not a picture" in person.post(address, data={"words": "X"}, files=broken).json()["wrong"]


@pytest.mark.slow
def test_nobody_writes_out_of_the_workspace(project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(PAGE)
    link = project.root / "content/pages/link.md"
    link.parent.mkdir(parents=True)
    link.symlink_to(outside)
    studio = Studio(project.root / "mkdocs.yml")
    with TestClient(application(studio, PORT, TOKEN), base_url=ADDRESS, follow_redirects=False) as client:
        client.get(f"/?token={TOKEN}")
        answer = client.post(f"{HOME}/pages/link", data={"body": "Mine.", "seen": ""}, headers={"origin": ADDRESS})
    assert answer.status_code == 409
    assert "Our own" not in answer.text
    assert outside.read_text() == PAGE
    studio.close()
