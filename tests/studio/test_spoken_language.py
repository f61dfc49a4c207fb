"""The studio speaks the language that was chosen in it, else the programme's, else the browser's; and only where it has the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import LEAD, Project
from english_words import english_in
from lxml import html
from starlette.testclient import TestClient

from mentorkit.language import catalogue
from mentorkit.language.catalogue import Placed, Words, catalogued, share_translated
from mentorkit.studio import spoken_language
from mentorkit.studio.form_fields import Entries, Field, FieldGroup
from mentorkit.studio.guard import Guard
from mentorkit.studio.spoken_language import offered, spoken
from mentorkit.studio.studio_app import Studio
from mentorkit.studio.studio_routes import application
from mentorkit.studio.task_pages import PAGES

ADDRESS = "http://127.0.0.1:8770"
DANISH = "title: Ledere\norganisation: Nordhavn\nlanguage: da\nstarts: 2027-02-01\nends: 2027-12-01\nsessions: {1: {title: Den første samtale, week: 2}}\n"


def browser(project: Project, wanted: str = "", **kept: str) -> TestClient:
    """A browser in this language, in a studio that has just begun."""
    app = application(Studio(project.root / "mkdocs.yml", kept=dict(kept)), 8770, "token")
    headers = {"origin": ADDRESS, "accept-language": wanted}
    client = TestClient(app, base_url=ADDRESS, follow_redirects=False, headers=headers)
    client.get("/?token=token")
    return client


def head(client: TestClient, address: str) -> tuple[str, str]:
    """The language and the direction of a page."""
    found = re.search(r'<html lang="([^"]*)" dir="([^"]*)">', client.get(address).text)
    assert found
    return found[1], found[2]


@pytest.mark.parametrize(
    ("wished", "said"),
    [
        ([], "en-GB"),
        (["da"], "da"),
        (["da-DK", "en"], "da-DK"),
        (["", "fr", "da"], "da"),
        (["xx", "*", "ar"], "en-GB"),
        (["en"], "en-GB"),
        (["en", "da", "en-US"], "en-US"),
        (["en-US", "da"], "en-US"),
        (["da", "en-US"], "da"),
    ],
)
def test_the_first_language_that_it_has_is_spoken(wished: list[str], said: str) -> None:
    assert spoken(wished) == said


def test_browsers_say_what_their_readers_like_best(project: Project) -> None:
    assert head(browser(project, "en;q=0.5, da-DK;q=0.9, fr"), "/") == ("da-DK", "ltr")
    assert head(browser(project, "fr, *;q=0.1"), "/") == ("en-GB", "ltr")
    assert head(browser(project, "da;q=rot, ;;;,en;q=0.2"), "/") == ("da", "ltr")


def test_a_page_of_a_programme_speaks_its_language_and_others_the_browsers(project: Project) -> None:
    project.write(LEAD, DANISH)
    project.write("programs/acme/us.yml", DANISH.replace("language: da", "language: en-US"))
    client = browser(project, "en")
    assert [head(client, one)[0] for one in ("/", "/p/acme/lead", "/p/acme/lead/basics", "/p/acme/us")] == [
        "en-GB", "da", "da", "en-US",
    ]  # fmt: skip
    assert head(client, "/p/acme/nothing")[0] == "en-GB"
    project.write(LEAD, "title: [\n")  # what cannot be read has no language
    assert head(browser(project, "da"), "/p/acme/lead/basics")[0] == "da"


def test_what_is_chosen_holds_for_all_pages_and_is_remembered(project: Project) -> None:
    project.write(LEAD, DANISH)
    client = browser(project)
    answer = client.post("/-/language", data={"language": "en", "back": "/p/acme/lead"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/p/acme/lead")
    assert {head(client, one)[0] for one in ("/", "/p/acme/lead")} == {"en-GB"}
    again = browser(project)
    again.cookies.set(spoken_language.COOKIE, client.cookies[spoken_language.COOKIE], domain="127.0.0.1")
    assert head(again, "/p/acme/lead")[0] == "en-GB"
    again.post("/-/language", data={"language": "", "back": "/"})
    assert spoken_language.COOKIE not in again.cookies
    assert head(again, "/p/acme/lead")[0] == "da"
    assert again.post("/-/language", data={"language": "da", "back": "//elsewhere"}).status_code == 400


def test_the_command_line_can_choose_it(project: Project) -> None:
    assert head(browser(project, "en", language="da"), "/")[0] == "da"
    refused = project.run("studio", "--language", "fr")
    assert refused.exit_code == 2
    assert 'the studio does not speak "fr"; write one of these: ' in refused.stderr


def test_a_language_that_lacks_words_of_the_studio_is_not_offered(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = '#: mentorkit/{}.py\nmsgid "{}"\nmsgstr "{}"\n\n'
    for tag, said in (("sv", 9), ("nb", 8)):
        texts = [entry.format(f"studio/{one}", f"a {one}", "ord" if one < said else "") for one in range(10)]
        texts += [entry.format(f"portal/{one}", f"b {one}", "ord") for one in range(90)]
        file = tmp_path / tag / "mentorkit.po"
        file.parent.mkdir()
        file.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n' + "".join(texts), "utf-8")
    monkeypatch.setattr(catalogue, "CATALOGUES", tmp_path)
    catalogued.cache_clear()
    offered.cache_clear()
    assert offered() == ("en", "sv")
    assert share_translated("nb", "mentorkit/studio/") == 0.8
    project.write(LEAD, DANISH.replace("language: da", "language: nb"))
    assert head(browser(project), "/p/acme/lead") == ("en-GB", "ltr")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Catalogues are found anew after each test."""
    yield
    catalogued.cache_clear()
    offered.cache_clear()


def test_arabic_without_the_words_of_the_studio_is_english_from_the_left(project: Project) -> None:
    project.write(LEAD, DANISH.replace("language: da", "language: ar"))
    said, direction = head(browser(project), "/p/acme/lead")
    assert (said, direction) == (("ar", "rtl") if "ar" in offered() else ("en-GB", "ltr"))


def test_whoever_is_refused_is_told_in_their_language(project: Project) -> None:
    app = Guard(lambda *_: None, 8770, "token")  # type: ignore[arg-type,return-value]
    answer = TestClient(app, base_url=ADDRESS, headers={"accept-language": "da"}).get("/")
    assert (answer.status_code, answer.text[:21]) == (403, "Studioet svarer kun d")


def test_one_english_word_in_two_senses_has_two_translations() -> None:
    danish = Words("da")
    assert danish.gettext(Placed("tab", "Print")) != danish.gettext("Print")
    assert Words("en-US").gettext(Placed("tab", "Print")) == "Print"


@pytest.mark.slow
@pytest.mark.parametrize(
    "address", ["/", "/begin", "/p/acme/lead", *(f"/p/acme/lead/{one.name}" for one in PAGES if one.name != "guides")]
)
def test_pages_of_a_danish_programme_hold_no_english(project: Project, address: str) -> None:
    project.write(LEAD, DANISH)
    client = browser(project, "da")
    page = html.fromstring(client.get(address).content.decode())
    assert len(page.text_content().split()) > 20
    of_the_machine = (str(project.root.parent), "America/Port of Spain", "Europe/Isle of Man")
    assert [one for one in english_in(page, "da") if not any(name in one for name in of_the_machine)] == []


def _labels(parts: tuple[object, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Field):
            yield part.label
        elif isinstance(part, FieldGroup | Entries):
            yield part.heading
            yield from _labels(part.fields)


def test_every_label_is_a_message() -> None:
    """A label that nobody marked for the catalogue would stay English in every language."""
    known = catalogue._read(catalogue.CATALOGUES, "da")
    assert known is not None
    labels = {label for page in PAGES for label in (page.title, page.section, *_labels(page.parts)) if label}
    assert [one for one in labels if known.get(str(one), getattr(one, "place", None)) is None] == []


@pytest.mark.slow
def test_what_is_added_is_in_the_language_of_the_programme(project: Project) -> None:
    project.write(LEAD, DANISH)
    client = browser(project, "en", language="en")
    client.post("/p/acme/lead/sessions", data={"do": "add:sessions"})
    client.post("/p/acme/lead/purpose", data={"do": "add:need.evidence"})
    client.post("/p/acme/lead/-/questionnaire", data={"when": "end", "title": "", "week": "30", "questions": ""})
    text = (project.root / LEAD).read_text("utf-8")
    danish = Words("da")
    for said in (
        "TO FILL IN (what this session is called)",
        "TO FILL IN (one figure or finding that shows the need)",
        "TO FILL IN (the first question)",
        "Looking back",
    ):
        assert danish.gettext(said) != said
        assert said not in text
        assert danish.gettext(said) in text


IN_TWO = DANISH.replace("language: da", "languages: [da, en]").replace(
    "title: Ledere",
    "title: {da: Ledere, en: Leaders}\nsummary: Et år.\nexposure:\n  - {da: Et oplæg, en: A talk}\n  - {da: En frokost}",
)


@pytest.mark.slow
def test_a_text_in_several_languages_is_shown_in_each_and_lost_in_none(project: Project) -> None:
    project.write(LEAD, IN_TWO)
    client = browser(project)
    page = html.fromstring(client.get("/p/acme/lead/basics").content.decode())
    [shown] = page.xpath("//*[@id='f-title']//dl")
    assert [one.text for one in shown] == ["Dansk", "Ledere", "English", "Leaders"]
    assert page.xpath("//input[@name='title' or @name='was:title']") == []
    answer = client.post(
        "/p/acme/lead/basics",
        data={"was:title": '"Ledere"', "title": "Chefer", "was:summary": '"Et år."', "summary": "To år."},
        headers={"accept": "application/json"},
    )
    assert {name: one["state"] for name, one in answer.json()["fields"].items()} == {
        "title": "wrong",
        "summary": "saved",
    }
    assert (project.root / LEAD).read_text("utf-8") == IN_TWO.replace("Et år.", "To år.")


def test_a_title_in_several_languages_is_shown_in_the_main_one(project: Project) -> None:
    project.write(LEAD, f"{DANISH.replace('Ledere', '{en: Leaders, da: Ledere}').replace('language: da', 'languages: [da, en]')}cohort: {{da: Forår, en: Spring}}\n")  # fmt: skip
    client = browser(project)
    assert "Ledere, Forår" in client.get("/").text
    assert "<title>Programmet – Ledere, Forår – " in client.get("/p/acme/lead/basics").text


def test_entries_and_the_next_round_are_called_by_words_in_the_first_language(project: Project) -> None:
    project.write(LEAD, IN_TWO.replace("title: Den første samtale", "title: {da: Den første samtale, en: First talk}"))
    client = browser(project)
    assert "Den første samtale" in client.get("/p/acme/lead/sessions").text
    begun = html.fromstring(client.get("/p/acme/lead/-/next-round").content.decode())
    assert begun.xpath("//input[@name='title']/@value") == ["Ledere"]
