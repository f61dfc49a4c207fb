"""The page "Look" by its addresses: one thing is changed, and of the brand file only the lines that are meant."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from difflib import unified_diff

import pytest
from conftest import Project
from starlette.testclient import TestClient

from mentorkit.studio.studio_app import Studio
from mentorkit.studio.studio_routes import application
from mentorkit.workspace.layers import stock_root

PORT, TOKEN = 8770, "the-token-of-this-test"
ADDRESS = f"http://127.0.0.1:{PORT}"
LOOK = "/p/acme/lead/look"
BRAND = "programs/acme/_brand.yml"
RIVER = """\
# Acme, as people know it.
meta: {name: Acme}

color:
  palette: {river: "#0b5d6b"}
  primary: river   # as the logo
  background: {light: "#ffffff", dark: "#101b1f"}
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3" fill="#0b5d6b"/></svg>'


class Person:
    """Somebody at the page of the look, and what becomes of the file."""

    def __init__(self, project: Project, client: TestClient) -> None:
        self.project, self.client = project, client
        self.before = self.text()

    def text(self) -> str:
        path = self.project.root / BRAND
        return path.read_text("utf-8") if path.is_file() else ""

    def page(self) -> str:
        answer = self.client.get(LOOK)
        assert answer.status_code == 200, answer.text
        return answer.text

    def diff(self) -> list[str]:
        """The lines that were taken away and added."""
        lines = unified_diff(self.before.splitlines(), self.text().splitlines(), n=0, lineterm="")
        return [line for line in lines if line[:3] not in ("---", "+++") and line[:2] != "@@"]

    def saves(self, name: str, seen: str | None, typed: str) -> dict[str, str]:
        """Leave a field, as the script of the page does."""
        form = {name: typed, f"was:{name}": "" if seen is None else json.dumps(seen), "only": name}
        headers = {"accept": "application/json", "origin": ADDRESS}
        answer = self.client.post(LOOK, data=form, headers=headers)
        assert answer.status_code == 200, answer.text
        told: dict[str, str] = answer.json()["fields"][name]
        return told

    def uploads(self, place: str, called: str, data: bytes) -> tuple[int, str]:
        """Hand in a file; the status and the page that is shown then."""
        address = "/p/acme/lead/-/brand/upload"
        answer = self.client.post(
            address, data={"for": place}, files={"file": (called, data)}, headers={"origin": ADDRESS}
        )
        return answer.status_code, answer.text

    def removes(self, **form: str) -> int:
        answer = self.client.post("/p/acme/lead/-/brand/remove", data=form, headers={"origin": ADDRESS})
        return answer.status_code

    def files(self) -> list[str]:
        """Every file of the workspace that was not there at first."""
        found = (
            os.path.relpath(path, self.project.root) for path in self.project.root.parent.rglob("*") if path.is_file()
        )
        return sorted(one for one in found if not one.startswith(".cache/") and one not in _BEGUN)


_BEGUN = ("mkdocs.yml", "programs/acme/lead.yml", BRAND)


@pytest.fixture
def person(project: Project) -> Iterator[Person]:
    project.write(BRAND, RIVER)
    app = application(Studio(project.root / "mkdocs.yml"), PORT, TOKEN)
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
        client.get(f"/?token={TOKEN}")
        yield Person(project, client)


def test_a_colour_is_changed_on_its_line(person: Person) -> None:
    assert person.saves("color.primary.light", "river", "#1f4e79")["state"] == "saved"
    assert person.diff() == ["-  primary: river   # as the logo", '+  primary: "#1f4e79"   # as the logo']


def test_answers_that_are_tried_together_are_each_told(person: Person) -> None:
    """The script sends along what could not be saved before: one wrong colour keeps no other from being saved."""
    form = {
        "color.primary.light": "#1f4e79", "was:color.primary.light": '"river"',
        "color.foreground.light": "reddish", "was:color.foreground.light": "",
        "only": ["color.primary.light", "color.foreground.light"],
    }  # fmt: skip
    answer = person.client.post(LOOK, data=form, headers={"accept": "application/json", "origin": ADDRESS})
    told = {name: one["state"] for name, one in answer.json()["fields"].items()}
    assert told == {"color.primary.light": "saved", "color.foreground.light": "wrong"}
    assert person.diff() == ["-  primary: river   # as the logo", '+  primary: "#1f4e79"   # as the logo']


def test_a_colour_that_does_not_exist_is_told_beside_its_field_and_not_kept(person: Person) -> None:
    told = person.saves("color.primary.light", "river", "reddish")
    assert told == {
        "state": "wrong",
        "message": 'There is no colour "reddish"',
        "hint": "Write it as #1f4e79, or name one of the palette (river)",
    }
    assert person.diff() == []


def test_what_was_written_meanwhile_is_not_written_over(person: Person) -> None:
    person.project.write(BRAND, RIVER.replace("primary: river", "primary: navy"))
    told = person.saves("color.primary.light", "river", "#1f4e79")
    assert (told["state"], told["message"]) == ("clash", "Another value was written meanwhile: navy")
    assert "navy" in person.text()
    assert person.saves("color.background.dark", "#101b1f", "#000000")["state"] == "saved"
    assert "navy" in person.text()


def test_a_file_that_was_broken_by_hand_is_told_beside_the_field(person: Person) -> None:
    broken = f"{RIVER}  secondary: {{light: navy\n"
    person.project.write(BRAND, broken)
    told = person.saves("color.primary.light", "river", "#1f4e79")
    assert (told["state"], bool(told["message"]), bool(told["hint"])) == ("wrong", True, True)
    assert person.text() == broken


@pytest.mark.slow
def test_the_last_change_is_undone_and_done_again(person: Person) -> None:
    person.saves("color.primary.light", "river", "#1f4e79")
    person.uploads("logo.small.light", "mark.svg", SVG)
    after = person.text()
    for do, text in (("undo", person.before.replace("primary: river ", 'primary: "#1f4e79" ')), ("redo", after)):
        answer = person.client.post("/p/acme/lead/-/brand/undo", data={"do": do}, headers={"origin": ADDRESS})
        assert (answer.status_code, person.text()) == (303, text)
    assert 'title="Mark on light ground"' in person.page()


def test_leaving_a_field_untouched_changes_nothing(person: Person) -> None:
    assert person.saves("color.primary.light", "river", "river") == {"state": "saved", "was": '"river"'}
    assert person.diff() == []


@pytest.mark.slow
def test_a_whole_form_is_saved_without_a_script(person: Person) -> None:
    form = {
        "meta.name.full": "Acme Works", "was:meta.name.full": '"Acme"',
        "defaults.mentorkit.hero": "dark", "was:defaults.mentorkit.hero": "",
        "color.secondary.light": "", "was:color.secondary.light": "",
    }  # fmt: skip
    answer = person.client.post(LOOK, data=form, headers={"origin": ADDRESS})
    assert (answer.status_code, answer.headers["location"]) == (303, LOOK)
    assert person.diff() == [
        "-meta: {name: Acme}",
        "+meta: {name: Acme Works}",
        "+",
        "+defaults:",
        "+  mentorkit:",
        "+    hero: dark",
    ]
    wrong = {"color.primary.light": "reddish", "was:color.primary.light": '"river"'}
    shown = person.client.post(LOOK, data=wrong, headers={"origin": ADDRESS})
    assert shown.status_code == 422
    assert "There is no colour &#34;reddish&#34;" in shown.text
    assert 'value="reddish"' in shown.text


def test_the_page_says_what_becomes_of_each_colour(person: Person) -> None:
    page = person.page()
    assert 'Header and buttons</span><span class="uses__ratio">7.5 to 1' in page
    assert '<option value="river">' in page
    answer = person.client.get("/p/acme/lead/-/brand/colour?role=primary&side=light&colour=%23ffd400").json()
    assert answer["uses"][1]["front"] == "#886c00"
    wrong = person.client.get("/p/acme/lead/-/brand/colour?role=primary&side=light&colour=ff").json()
    assert wrong["wrong"] == 'There is no colour "ff"'
    for strange in ("role=tertiary2&side=light", "role=primary&side=up", "role=primary&side=light&colour=" + "9" * 101):
        assert person.client.get(f"/p/acme/lead/-/brand/colour?{strange}").status_code == 404


def test_a_logo_is_put_in_place_and_shown_at_once(person: Person) -> None:
    status, _ = person.uploads("logo.small.light", "../../Our Mark.svg", SVG)
    assert status == 303
    assert person.files() == ["programs/acme/brand/our-mark.svg"]
    assert person.diff() == ["+", "+logo:", "+  small:", "+    light: brand/our-mark.svg"]
    shown = person.client.get("/p/acme/lead/-/brand/logo/small/light")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/svg+xml")
    assert "default-src 'none'" in shown.headers["content-security-policy"]
    assert '/-/brand/logo/small/light"' in person.page()
    assert person.removes(**{"for": "logo.small.light"}) == 303
    assert person.diff() == []
    assert person.files() == ["programs/acme/brand/our-mark.svg"]


def test_a_file_that_cannot_be_used_is_told_beside_its_place(person: Person) -> None:
    hostile = SVG.replace(b"</svg>", b"<script>alert(1)</script></svg>")
    status, page = person.uploads("logo.large.dark", "<b>.svg", hostile)
    assert status == 422
    assert "The logo &#34;&lt;b&gt;.svg&#34; holds a script or a page, and a picture is only drawn" in page
    assert person.files() == []
    assert person.diff() == []


@pytest.mark.parametrize("place", ["", "color.primary.light", "logo.images", "font2", "../x"])
def test_nothing_is_taken_in_for_another_place(place: str, person: Person) -> None:
    assert person.uploads(place, "logo.svg", SVG)[0] == 400
    assert person.files() == []


@pytest.mark.slow
def test_a_font_is_added_and_text_is_set_in_it(person: Person) -> None:
    fonts = stock_root() / "templates/assets/fonts"
    assert person.uploads("font", "JetBrains Mono.ttf", (fonts / "JetBrainsMono-Regular.ttf").read_bytes())[0] == 303
    assert person.diff() == [
        "+",
        "+typography:",
        "+  fonts:",
        "+    - family: JetBrains Mono",
        "+      source: file",
        "+      files: [fonts/jetbrains-mono.ttf]",
        "+  base: JetBrains Mono",
    ]
    assert '<option value="JetBrains Mono" selected>' in person.page()
    assert person.removes(**{"for": "0", "family": "Other"}) == 400
    assert person.removes(**{"for": "0", "family": "JetBrains Mono"}) == 303
    assert "fonts:" not in person.text()


@pytest.mark.slow
def test_a_client_without_a_look_begins_one(person: Person) -> None:
    (person.project.root / BRAND).unlink()
    assert "There is no look of its own yet" in person.page()
    answer = person.client.post("/p/acme/lead/-/brand", data={"do": "begin"}, headers={"origin": ADDRESS})
    assert answer.status_code == 303
    assert "primary: house" in person.text()
    assert "There is no look of its own yet" not in person.page()


@pytest.mark.slow
def test_logos_of_elsewhere_are_not_shown(person: Person) -> None:
    (person.project.root / "secret.svg").write_bytes(SVG)
    for written in ("../../secret.svg", "/etc/passwd", "https://tracker.example/x.svg"):
        person.project.write(BRAND, f"logo: {{small: {{light: {written}}}}}\n")
        assert person.client.get("/p/acme/lead/-/brand/logo/small/light").status_code == 404
        assert "cannot be shown" in person.page()
