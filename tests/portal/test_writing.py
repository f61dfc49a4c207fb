"""Writing on the pages of a portal, in a real browser: what is written stays, is shown, taken along and forgotten."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import Project
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mentorkit.build.outputs import make_portal
from mentorkit.definition.settings import EngineName

pytestmark = pytest.mark.slow

PROGRAM = """\
title: Lead
organisation: Acme
starts: 2027-02-01
agreement: {boundaries: "We keep to working hours."}
sessions:
  1: {title: Begin, week: 2, keys: [small-steps, feedback]}
library: {forms: [goal-sheet, choices]}
"""
KEY = """\
---
title: Small steps
summary: What can be done by Friday.
topic: direction
phase: develop
minutes: {mentee: 10, mentor: 8}
for: [mentee, mentor]
---

Begin small.

/// scale | How large is your next step?
    low: Tiny
    high: Huge
///

## Notice

/// prompt | What is in the way?
    lines: 3

Name one thing.
///

/// fill | Three steps.
    columns: [Step, By when]
    rows: [First, Second]
///

## Explore

/// checklist | Who knows of it?
- My manager
- A friend
///

/// prompt | What lies behind it?
    was: Why not?
    for: mentee
///

## Choose

/// draw | Draw the way there.
    for: mentee
///

//// role | mentor
Listen.

/// prompt | What did you nearly say?
///
////

/// bring
**One insight:** what surprised you.

**One question:** what you would like to hear.
///

/// starters
- What went well?
- What did you leave out?
- Who helped?
- What is next?
///

/// action | mentee
One step.
///

/// action | mentor
One question.
///

//// after
What changed?

/// scale | How large was it?
    low: Tiny
    high: Huge
///
////

/// private
Nobody needs to see this.
///
"""
CHOICES = """\
---
title: Choices
summary: One column in each row.
kind: application
for: [mentee]
---

/// fill | The person who could help me
    columns: [Would help, Doesn’t matter, Rather not]
    choice: yes
    rows: [Knows my field, Works near me]
///
"""


def make(project: Project, site: Path, engine: EngineName) -> None:
    """A portal, and the same once more as if it were another programme's on the same host."""
    project.configure(engine)
    project.write("content/keys/small-steps.md", KEY)
    project.write("content/forms/choices.md", CHOICES)
    project.write("programs/acme/lead.yml", PROGRAM)
    job = project.job()
    make_portal(replace(job, folder=site / "acme/lead", built_at=datetime(2027, 3, 8, tzinfo=UTC)), [])
    shutil.copytree(site / "acme/lead", site / "test/lead")
    shutil.copytree(site / "acme/lead", site / "acme/other")
    page = site / "acme/other/keys/small-steps/index.html"
    page.write_text(page.read_text("utf-8").replace("acme/lead", "acme/other"), "utf-8")


@pytest.fixture(scope="session")
def address(shared: Path, engine: EngineName, serve) -> str:  # type: ignore[no-untyped-def]
    """Two programmes of one host, their portals alone."""
    site = shared / f"writing-{engine}"
    with FileLock(f"{site}.lock"):
        if not site.exists():
            make(Project(shared / f"writing-workspace-{engine}"), site, engine)
    return str(serve(site))


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(locale="en-GB", viewport={"width": 390, "height": 800})
    yield made
    made.close()


@pytest.fixture(scope="module")
def tab(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def key(tab: Page, context: BrowserContext, address: str) -> Page:
    """The whole page of a Key (its address names a place), in a browser that keeps nothing yet."""
    nothing = {"origin": address, "storageTypes": "local_storage"}
    context.new_cdp_session(tab).send("Storage.clearDataForOrigin", nothing)
    tab.goto(f"{address}/acme/lead/keys/small-steps/#small-steps")
    return tab


def printed(page: Page, to: Path) -> str:
    page.pdf(path=to)
    done = subprocess.run(["pdftotext", "-layout", to, "-"], capture_output=True, text=True, check=True)
    return re.sub(r"\s+", " ", done.stdout)


def box(page: Page, name: str):  # type: ignore[no-untyped-def]
    return page.get_by_role("textbox", name=name, exact=True)


def kept(page: Page) -> dict[str, str]:
    """What the browser holds: the values by their names."""
    return {
        name: json.loads(text)["value"] if text.startswith("{") else text
        for name, text in page.evaluate("Object.entries(localStorage)")
        if name.startswith("mentoring|")
    }


def fill_all(page: Page) -> None:
    box(page, "What is in the way?").fill("Meetings.\nAnd fear.")
    page.get_by_role("radio", name="1: Tiny").first.check()
    box(page, "First, By when").fill("Friday")
    page.get_by_role("checkbox", name="A friend").check()
    box(page, "One insight").fill("It is smaller than I thought.")
    box(page, "What I will do").first.fill("Write two lines.")
    box(page, "For me alone").fill("My secret.")


ASKS = "mentoring|acme/lead@/acme/lead/|keys/small-steps|"
BEFORE = "mentoring|acme/lead|keys/small-steps|"
"""As it was called before addresses were part of the name."""
WRITTEN = {
    f"{ASKS}prompt-what-is-in-the-way|text": "Meetings.\nAnd fear.",
    f"{ASKS}scale-how-large-is-your-next-step|number": "1",
    f"{ASKS}fill-three-steps|first/by-when": "Friday",
    f"{ASKS}checklist-who-knows-of-it|a-friend": "✓",
    f"{ASKS}bring|one-insight": "It is smaller than I thought.",
    f"{ASKS}action-mentee|what": "Write two lines.",
    f"{ASKS}private|text": "My secret.",
}


def progress(key: Page) -> str:
    return key.locator(".mk-keep__progress").inner_text().strip()


def test_what_is_written_is_there_again_and_nowhere_else(key: Page, address: str) -> None:
    fill_all(key)
    expect(key.get_by_role("status").filter(has_text="Saved in this browser")).to_be_visible()
    assert kept(key) == WRITTEN
    key.reload()
    assert box(key, "What is in the way?").input_value() == "Meetings.\nAnd fear."
    assert key.get_by_role("radio", name="1: Tiny").first.is_checked()
    assert key.get_by_role("checkbox", name="A friend").is_checked()
    assert progress(key) == "Answered: 6 of 10"
    key.get_by_role("button", name="Take back").click()
    assert f"{ASKS}scale-how-large-is-your-next-step|number" not in kept(key)
    key.goto(f"{address}/acme/other/keys/small-steps/#small-steps")
    assert box(key, "What is in the way?").input_value() == ""


def test_portals_of_one_programme_at_two_addresses_do_not_mix(key: Page, address: str) -> None:
    """A test copy and the portal that people use; it could be the portal of another workspace as well."""
    fill_all(key)
    key.goto(f"{address}/test/lead/keys/small-steps/#small-steps")
    assert box(key, "What is in the way?").input_value() == ""
    box(key, "What is in the way?").fill("Tried.")
    key.goto(f"{address}/test/lead/my-notes/")
    assert "Tried." in key.locator("[data-mk-written]").inner_text()
    assert "My secret." not in key.locator("[data-mk-written]").inner_text()
    key.get_by_role("button", name="Forget everything").click()
    key.get_by_role("alertdialog").get_by_role("button", name="Forget everything").click()
    key.get_by_text("Forgotten. Nothing").wait_for()
    assert kept(key) == WRITTEN
    key.goto(f"{address}/acme/lead/keys/small-steps/index.html#small-steps")
    assert box(key, "What is in the way?").input_value() == "Meetings.\nAnd fear.", "the same portal by another address"


def test_notes_from_before_addresses_were_part_of_their_names_are_found(key: Page, address: str) -> None:
    ask = "prompt-what-is-in-the-way|text"
    key.evaluate("([name, text]) => localStorage.setItem(name, text)", [BEFORE + ask, '{"value": "Old.", "at": 1}'])
    key.reload()
    assert box(key, "What is in the way?").input_value() == "Old."
    box(key, "What is in the way?").fill("")
    key.reload()
    assert box(key, "What is in the way?").input_value() == "", "they are taken over once"
    key.goto(f"{address}/acme/lead/my-notes/")
    key.get_by_role("button", name="Forget everything").click()
    key.get_by_role("alertdialog").get_by_role("button", name="Forget everything").click()
    key.get_by_text("Forgotten. Nothing").wait_for()
    assert kept(key) == {}


def test_the_notes_gather_everything_and_count_as_the_key_does(key: Page, address: str) -> None:
    fill_all(key)
    key.get_by_text("Mentee", exact=True).click()
    assert progress(key) == "Answered: 6 of 8"
    assert not key.get_by_text("What did you nearly say?").is_visible()
    key.goto(f"{address}/acme/lead/sessions/1/")
    box(key, "1, What I will do").fill("Ask Ana.")
    key.goto(f"{address}/acme/lead/agreement/")
    box(key, "What we change or add").fill("Not on Mondays.")
    key.goto(f"{address}/acme/lead/my-notes/")
    assert key.locator("[data-mk-key$=small-steps] [data-mk-count]").inner_text() == "Answered: 6 of 8"
    assert key.locator(".mk-done-card__what").all_inner_texts() == ["Write two lines.", "Ask Ana."]
    key.get_by_label("What came of it").first.fill("Four lines.")
    key.reload()
    assert key.get_by_label("What came of it").first.input_value() == "Four lines."
    written = key.locator("[data-mk-written]").inner_text()
    assert [word for word in ("Not on Mondays.", "My secret.", "✓ A friend") if word not in written] == []


def test_pages_to_look_forward_and_back_on_stand_in_the_notes_where_they_are_due(key: Page, address: str) -> None:
    """In the order of the navigation: the letter before the sessions, looking back behind them."""
    for page in ("looking-back", "sessions/1", "letter"):
        key.goto(f"{address}/acme/lead/{page}/")
        key.locator(".mk-block textarea").first.fill(f"Written on {page}.")
    key.goto(f"{address}/acme/lead/my-notes/")
    written = key.locator("[data-mk-written] h3").all_inner_texts()
    assert written == ["A letter to yourself", "1. Begin", "Looking back"]


def test_two_actions_of_a_session_are_two_in_the_notes(key: Page, address: str) -> None:
    key.goto(f"{address}/acme/lead/sessions/1/")
    box(key, "What we talked about").fill("Meetings.")
    for number, action in (("1", "Write."), ("2", "Ask.")):
        box(key, f"{number}, What I will do").fill(action)
        box(key, f"{number}, By when").fill("Friday")
    key.goto(f"{address}/acme/lead/my-notes/")
    assert key.locator(".mk-done-card__what").all_inner_texts() == ["Write.", "Ask."]
    box(key, "What came of it").nth(1).fill("They answered.")
    assert [name.split("|")[3:] for name, text in kept(key).items() if text == "They answered."] == [
        ["action", "+outcome--2"]
    ]


def test_one_column_is_chosen_in_each_row_and_can_be_taken_back(key: Page, address: str) -> None:
    key.goto(f"{address}/acme/lead/forms/choices/")
    key.get_by_role("radio", name="Works near me, Rather not").check()
    key.get_by_role("radio", name="Knows my field, Would help").check()
    key.reload()
    chosen = [name.split("|")[-1] for name, text in kept(key).items() if text in ("Rather not", "Would help")]
    assert sorted(chosen) == ["knows-my-field", "works-near-me"]
    assert key.get_by_role("radio", name="Works near me, Rather not").is_checked()
    key.get_by_role("button", name="Take back : Works near me").click()
    assert not key.get_by_role("radio", name="Works near me, Rather not").is_checked()
    assert list(kept(key).values()) == ["Would help"]


def test_a_file_brings_everything_back(key: Page, address: str, tmp_path: Path) -> None:
    fill_all(key)
    before = kept(key)
    key.goto(f"{address}/acme/lead/my-notes/")
    with key.expect_download() as download:
        key.get_by_role("button", name="Save as a file").click()
    assert re.fullmatch(r"notes-lead-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    file = tmp_path / "notes.json"
    download.value.save_as(file)
    key.get_by_role("button", name="Forget everything").click()
    key.get_by_role("alertdialog").get_by_role("button", name="Forget everything").click()
    key.get_by_text("Forgotten. Nothing of this programme is kept in this browser any more.").wait_for()
    assert kept(key) == {}
    key.locator("[data-mk-file]").set_input_files(file)
    key.get_by_text("The file has been read. Answers taken from it: 7.").wait_for()
    assert kept(key) == before

    key.goto(f"{address}/acme/lead/keys/small-steps/#small-steps")
    box(key, "What is in the way?").fill("Nothing any more.")
    key.goto(f"{address}/acme/lead/my-notes/")
    key.locator("[data-mk-file]").set_input_files(file)
    question = key.get_by_role("group", name="Small steps · What is in the way?")
    assert question.get_by_role("radio").nth(0).is_checked(), "what is newer is offered"
    question.get_by_role("radio").nth(1).check()
    key.get_by_role("button", name="Keep these").click()
    key.get_by_text("Answers taken from it: 1.").wait_for()
    assert kept(key) == before


ANSWER: dict[str, object] = {"page": "keys/small-steps", "ask": "a", "part": "text", "value": "x", "at": 1, "about": {}}
REFUSED: list[tuple[dict[str, object], str]] = [
    ({"programme": "acme/other", "title": "Other"}, "This file belongs to another programme: Other."),
    ({"version": 2}, "This file was saved by a newer version of these pages."),
    ({"programme": "acme/other", "title": "<img src=x>" * 50}, f"another programme: {'<img src=x>' * 9}<. Open"),
    ({"format": "holiday"}, "This file cannot be read."),
    ({"version": -1}, "This file cannot be read."),
    ({"version": "1"}, "This file cannot be read."),
    ({"answers": [ANSWER | {"page": "a|b"}]}, "This file cannot"),
    ({"answers": [ANSWER | {"ask": ""}]}, "This file cannot"),
    ({"answers": [ANSWER | {"value": {"x": 1}}]}, "This file cannot"),
    ({"answers": [ANSWER | {"value": "x" * 100_001}]}, "This file cannot"),
    ({"answers": [ANSWER | {"at": 1e300}]}, "This file cannot"),
    ({"answers": [ANSWER | {"about": {"title": ["x"]}}]}, "This file cannot"),
    ({"answers": [ANSWER | {"about": []}]}, "This file cannot"),
    ({"answers": [ANSWER, None]}, "This file cannot"),
    ({"answers": [ANSWER | {"value": "x" * 90_000, "ask": str(ask)} for ask in range(60)]}, "This file is too large"),
]


def test_other_files_are_refused(key: Page, address: str) -> None:
    key.goto(f"{address}/acme/lead/my-notes/")
    ours = {"format": "mentoring notes", "version": 1, "programme": "acme/lead", "title": "Lead", "answers": []}
    for change, said in REFUSED:
        file = {"name": "x.json", "mimeType": "application/json", "buffer": json.dumps(ours | change).encode()}
        key.locator("[data-mk-file]").set_input_files(file)  # type: ignore[arg-type]
        expect(key.locator("[data-mk-saying]")).to_contain_text(said)
    assert kept(key) == {}


def test_paper_has_the_words_and_the_sheet_no_secret(key: Page, tmp_path: Path) -> None:
    fill_all(key)
    whole = printed(key, tmp_path / "key.pdf")
    assert [
        word for word in ("Meetings. And fear.", "Friday", "My secret.", "What lies behind it?") if word not in whole
    ] == []
    assert "Saved in this browser" not in whole
    key.get_by_role("checkbox", name="Bring this to the session").nth(1).check()
    key.evaluate("window.print = () => {}")
    key.get_by_role("button", name="Print this page").click()
    sheet = printed(key, tmp_path / "sheet.pdf")
    assert "To bring to the session Small steps · Lead ·" in sheet
    assert [
        word for word in ("Meetings.", "It is smaller than I thought.", "Write two lines.") if word not in sheet
    ] == []
    assert [word for word in ("My secret.", "Friday", "Begin small") if word in sheet] == []
    pages = subprocess.run(["pdfinfo", tmp_path / "sheet.pdf"], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Pages: +1\n", pages)


def test_the_sheet_can_be_copied(key: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill_all(key)
    key.evaluate("window.setTimeout = () => 0")  # what is said stays, however long it takes to look
    key.get_by_role("button", name="Copy the text").click()
    key.get_by_role("button", name="Copied").wait_for()
    title, *rest = key.evaluate("navigator.clipboard.readText()").split("\n\n")
    assert title.startswith("Small steps · Lead · ")
    assert rest == [
        "Bring to the session\nOne insight: It is smaller than I thought.",
        "One action for the mentee\nWhat I will do: Write two lines.",
    ]


def test_a_key_can_be_filled_in_with_the_keyboard_alone(key: Page) -> None:
    key.get_by_role("radio", name="Show both").focus()
    for press in [*["Tab"] * 4, "Space", "ArrowRight", "ArrowRight", *["Tab"] * 3]:
        key.keyboard.press(press)
    key.keyboard.type("Typed.")
    for press in ("Tab", "Space", "Tab"):
        key.keyboard.press(press)
    key.keyboard.type("Cell.")
    assert kept(key) == {
        f"{ASKS}scale-how-large-is-your-next-step|number": "3",
        f"{ASKS}prompt-what-is-in-the-way|text": "Typed.",
        f"{ASKS}prompt-what-is-in-the-way|+bring": "yes",
        f"{ASKS}fill-three-steps|first/step": "Cell.",
    }
    names = key.evaluate("[...document.querySelectorAll('main textarea')].map((e) => e.labels.length + !!e.ariaLabel)")
    assert names == [1] * len(names)


def test_without_scripts_it_reads_as_a_sheet_of_paper(browser: Browser, address: str, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/acme/lead/keys/small-steps/#small-steps")
    text = page.locator("main").inner_text()
    assert [
        word
        for word in ("What is in the way?", "Tiny", "First", "A friend", "has the room to write")
        if word not in text
    ] == []
    assert [word for word in ("Saved", "Forget", "Answered", "To bring along") if word in text] == []
    assert page.locator("main textarea").count() == 0
    assert "What lies behind it?" in printed(page, tmp_path / "still.pdf")
    page.goto(f"{address}/acme/lead/my-notes/")
    assert "These pages can keep what you write only with JavaScript" in page.locator("main").inner_text()
    context.close()


def test_hostile_text_is_shown_as_text(key: Page, address: str) -> None:
    hostile = "<img src=x onerror=\"document.title='run'\">"
    box(key, "One insight").fill(hostile)
    assert key.locator(".mk-sheet dd").inner_text().endswith(hostile)
    key.goto(f"{address}/acme/lead/my-notes/")
    assert hostile in key.locator("[data-mk-written]").inner_text()
    assert key.locator("main img[src=x]").count() == 0
    assert key.title() != "run"


def test_two_tabs_lose_nothing(key: Page, context: BrowserContext) -> None:
    other = context.new_page()
    other.goto(key.url)
    box(key, "What is in the way?").fill("From the first.")
    box(other, "What lies behind it?").fill("From the second.")
    key.wait_for_function("[...document.querySelectorAll('textarea')].some((e) => e.value === 'From the second.')")
    expect(box(other, "What is in the way?")).to_have_value("From the first.")
    assert set(kept(key).values()) == {"From the first.", "From the second."}
    other.close()


def test_a_question_that_has_changed_keeps_its_answer(key: Page, address: str) -> None:
    text = json.dumps(
        {"value": "Lazy.", "at": 1, "about": {"title": "Small steps", "question": "Q", "label": "", "order": 1}}
    )
    for ask in ("prompt-why-not", "prompt-gone"):
        key.evaluate("([name, text]) => localStorage.setItem(name, text)", [f"{ASKS}{ask}|text", text])
    key.reload()
    assert box(key, "What lies behind it?").input_value() == "Lazy.", "its first wording counts"
    assert key.locator(".mk-earlier").inner_text().split("\n")[-1] == "Lazy."
    assert key.locator(".mk-earlier dd").count() == 1
    assert progress(key) == "Answered: 2 of 10", "a question that was reworded takes back nothing that was done"
    key.goto(f"{address}/acme/lead/my-notes/")
    assert key.locator("[data-mk-key$=small-steps] [data-mk-count]").inner_text() == "Answered: 2 of 10"
    key.go_back()
    box(key, "What lies behind it?").fill("")
    assert progress(key) == "Answered: 1 of 10", "readers take it back themselves"
    fill_all(key)
    assert progress(key) == "Answered: 7 of 10"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
         "This browser keeps nothing for this site"),
        ("Storage.prototype.setItem = (name) => { if (!name.endsWith('|trial')) throw new DOMException('x', 'QuotaExceededError') }",
         "Not saved: this browser has no more room"),
    ],
)  # fmt: skip
def test_nothing_pretends_to_be_saved(broken: str, said: str, context: BrowserContext, address: str) -> None:
    key = context.new_page()
    key.add_init_script(broken)
    key.goto(f"{address}/acme/lead/keys/small-steps/#small-steps")
    box(key, "One insight").fill("Written in vain?")
    assert said in " ".join(key.get_by_role("alert").all_inner_texts())
    assert not key.get_by_text("Saved in this browser").is_visible()
    assert "Written in vain?" in key.locator(".mk-sheet").inner_text(), "it can still be copied and printed"
    key.close()


def test_clearing_a_page_leaves_the_others(key: Page, address: str) -> None:
    fill_all(key)
    key.goto(f"{address}/acme/lead/agreement/")
    box(key, "What we change or add").fill("Not on Mondays.")
    key.get_by_role("button", name="Clear this page").click()
    key.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    assert box(key, "What we change or add").input_value() == "Not on Mondays."
    key.get_by_role("button", name="Clear this page").click()
    key.get_by_role("dialog").get_by_role("button", name="Clear this page").click()
    expect(box(key, "What we change or add")).to_have_value("")
    assert kept(key) == WRITTEN


def test_forgetting_says_what_is_lost_and_offers_to_keep_it(key: Page) -> None:
    fill_all(key)
    forget = key.get_by_role("button", name="Forget everything").first
    assert forget.locator("svg").count() == 1
    forget.focus()
    key.keyboard.press("Enter")
    dialog = key.get_by_role("alertdialog", name="Forget everything?")
    expect(dialog).to_have_accessible_description(
        re.compile(r"cannot be brought back.*Answers: 7\. Pages with answers: 1\.")
    )
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    assert dialog.get_by_role("button").first.inner_text() == "Save a file first"
    with key.expect_download() as saved:
        dialog.get_by_role("button", name="Save a file first").click()
    assert "My secret." in Path(saved.value.path()).read_text("utf-8")
    expect(dialog.get_by_role("status")).to_contain_text("Saved as a file.")
    key.keyboard.press("Escape")
    assert kept(key) == WRITTEN
    forget.click()
    expect(dialog.get_by_role("status")).to_have_text("")
    dialog.get_by_role("button", name="Forget everything").click()
    expect(dialog).to_be_hidden()
    assert kept(key) == {}
