"""The eight tasks of the manual, done in a browser by keyboard alone, each with everything that it changed in the files."""

from __future__ import annotations

import difflib
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import NO_WORKBOOKS, ROOT, until
from playwright.sync_api import Browser, Page, expect

from mentorkit.workspace.layers import stock_root

pytestmark = pytest.mark.slow

OWN = """\
# Written by hand, and with opinions.
title:   "Stepping Up"   # working title
organisation: 'Riverside'
status: draft
starts: 2027-02-01
ends: 2027-12-01

goals:
    - id: network
      statement: >-
        People know
        whom to ask.

events:
  - {id: launch, date: 2027-02-03, what: Launch}    # in the big hall
  # Ask Pat for the room.
  - id: half
    week: 20
    what: Half-way

sessions:
  1: {title: Begin, week: 2, keys: [first-conversation]}
"""
BRAND = 'meta: {name: Riverside}\ncolor:\n  # of the handbook, page 4\n  palette:\n    sea: "#0b6257"\n  primary: sea\n'
AUDITED = """\
title: First cohort
organisation: Oak
archetype: sound
status: draft
starts: 2027-02-01
people: {leaders_mentor: no}
recognition: none
"""
QUICK = f"""\
title: TO FILL IN
starts: TO FILL IN
sessions:
  1: {{title: Begin, week: 2, keys: [first-conversation]}}
ends: week 30
library: {{forms: [goal-sheet]}}
people: {{sponsor: {{name: TO FILL IN (who backs this)}}}}
{NO_WORKBOOKS}"""

FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "";
  const said = one.getAttribute("aria-label") || (one.labels && one.labels[0] && one.labels[0].innerText) || one.innerText;
  return (said || "").replace(/\\s+/g, " ").trim();
}"""

GROUP = """() => {
  const one = document.activeElement;
  if (!one || one.type !== "radio") return [];
  const alike = [...document.querySelectorAll("input[type=radio]")].filter((other) => other.name === one.name);
  return alike.map((other) => other.labels[0].innerText.replace(/\\s+/g, " ").trim());
}"""


@dataclass
class Desk:
    """A browser before the studio of a workspace, for somebody who has a keyboard and nothing else."""

    page: Page
    address: str
    root: Path

    def open(self, path: str) -> None:
        """Open a page by its address, as a bookmark does."""
        self.page.goto(self.address + path)

    def to(self, name: str, times: int = 250) -> None:
        """Press Tab until what is called so has the focus."""
        said = []
        for _ in range(times):
            self.page.keyboard.press("Tab")
            said.append(self.page.evaluate(FOCUSED))
            if re.match(name, said[-1]):
                return
        pytest.fail(f"the keyboard does not reach “{name}”: {list(dict.fromkeys(said))}")

    def press(self, name: str) -> None:
        """Follow a link, or press a button."""
        self.to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def counted(self, said: str) -> None:
        """Wait for what the list of missing things counts, as somebody does who is told that it takes some seconds."""
        expect(self.page.locator(".tally")).to_contain_text(said, timeout=60_000)

    def write(self, name: str, text: str) -> None:
        """Write into a field in place of what stands there."""
        self.to(name)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def day(self, name: str, text: str) -> None:
        """Write a day into a field of days, part by part: month, day, year, whatever the locale of the context is."""
        self.to(name)
        self.page.keyboard.type(text)

    def choose(self, name: str) -> None:
        """Choose one of several that exclude each other: Tab leads to the group, arrows lead on inside it."""
        for _ in range(250):
            self.page.keyboard.press("Tab")
            if any(re.match(name, one) for one in self.page.evaluate(GROUP)):
                break
        for _ in range(60):
            if re.match(name, self.page.evaluate(FOCUSED)):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        pytest.fail(f"the arrows do not reach “{name}”")

    def leave(self) -> None:
        """Leave the field, and wait until it is saved."""
        self.page.keyboard.press("Tab")
        expect(self.page.locator("#state")).to_have_text(re.compile("^Saved"))

    def read(self, file: str) -> str:
        """A file of the workspace."""
        path = self.root / file
        return path.read_text("utf-8") if path.exists() else ""


def changed(before: str, after: str) -> list[str]:
    """The lines that were taken out and put in."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A studio in a process of its own, and its workspace."""
    root = tmp_path_factory.mktemp("studio") / "mentoring"
    sound = (ROOT / "tests/projects/sound.yml").read_text("utf-8").replace("archetype: inclusion\n", "")
    for name, text in (
        ("programs/riverside/first.yml", OWN),
        ("programs/riverside/_brand.yml", BRAND),
        ("programs/oak/open.yml", AUDITED),
        ("content/archetypes/quick.yml", QUICK),
        ("content/archetypes/sound.yml", sound),
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    shutil.copy(stock_root() / "mkdocs.yml", root)
    words = [sys.executable, "-m", "mentorkit", "studio", "--no-browser", "-f", root / "mkdocs.yml"]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    said: list[str] = []
    assert process.stderr
    threading.Thread(target=lambda: said.extend(process.stderr or ()), daemon=True).start()
    until(lambda: "token" in "".join(said), lambda: said)
    address = re.search(r"http://\S+", "".join(said))
    assert address
    yield address[0], root
    process.terminate()
    process.wait()


@pytest.fixture
def desk(running: tuple[str, Path], browser: Browser) -> Iterator[Desk]:
    """Somebody before the studio, whose programme is as it was written by hand."""
    address, root = running
    for name, text in (("first.yml", OWN), ("_brand.yml", BRAND)):
        (root / "programs/riverside" / name).write_text(text, "utf-8")
    context = browser.new_context(reduced_motion="reduce", locale="en-GB")
    page = context.new_page()
    page.goto(address)
    yield Desk(page, address.partition("?")[0].rstrip("/"), root)
    context.close()


FIRST = "programs/riverside/first.yml"


def test_1_begin_from_nothing_and_publish(desk: Desk, tmp_path: Path) -> None:
    desk.press("Begin a programme")
    desk.choose("A new client")
    desk.write("Name of the new client", "Harbour Trust")
    desk.choose("Quick")
    desk.write("What the programme is called", "New Waters")
    desk.day("First day", "02012027")
    desk.press("Begin$")
    desk.press("What is missing")
    desk.counted("points are open.")
    desk.press("Sponsor › Name")
    desk.page.keyboard.press("Tab")
    assert desk.read("programs/harbour-trust/new-waters.yml")
    desk.open("/p/harbour-trust/new-waters/people")
    desk.write("Name", "Ada Grant")
    desk.leave()
    assert "name: Ada Grant" in desk.read("programs/harbour-trust/new-waters.yml")
    desk.to("Preview$")
    desk.page.keyboard.press("Enter")
    shown = desk.page.frame_locator(".pane iframe")
    expect(shown.locator("h1").first).to_be_visible()
    desk.press("Build and hand over")
    desk.press("Build the programme")
    expect(desk.page.locator(".job__end")).to_have_text("The programme is built.")
    desk.to("Into a folder")
    desk.write("The folder of this portal alone", str(tmp_path / "www/lead"))
    desk.press("Publish$")
    expect(desk.page.locator(".job__end")).to_contain_text("It is published:")
    assert "New Waters" in (tmp_path / "www/lead/index.html").read_text("utf-8")


def test_2_move_a_date(desk: Desk) -> None:
    desk.open("/p/riverside/first")
    desk.press("Dates")
    desk.press("Launch$")
    desk.day("Date$", "02102027")
    desk.leave()
    assert changed(OWN, desk.read(FIRST)) == [
        "-  - {id: launch, date: 2027-02-03, what: Launch}    # in the big hall",
        "+  - {id: launch, date: 2027-02-10, what: Launch}    # in the big hall",
    ]
    desk.press("Undo")
    assert desk.read(FIRST) == OWN


def test_3_change_a_colour(desk: Desk) -> None:
    desk.open("/p/riverside/first")
    desk.press("Look")
    desk.write("Main colour: On light", "#7a1f5c")
    desk.leave()
    assert changed(BRAND, desk.read("programs/riverside/_brand.yml")) == ["-  primary: sea", '+  primary: "#7a1f5c"']


def test_4_add_a_session_with_a_key(desk: Desk) -> None:
    desk.open("/p/riverside/first")
    desk.press("Sessions and Keys")
    desk.press("Add a session")
    desk.write("What it is called", "What I hear")
    desk.write("Number of the week", "10")
    desk.to("Feedback")
    desk.page.keyboard.press("Space")
    desk.write("What the mentee does", "Ask one person.")
    desk.leave()
    until(lambda: "mentee: Ask" in desk.read(FIRST), lambda: desk.read(FIRST))  # each field is saved by itself
    desk.write("What the mentor does", "Ask one person.")
    desk.to("Save$")
    until(lambda: "mentor: Ask" in desk.read(FIRST), lambda: desk.read(FIRST))
    assert changed(OWN, desk.read(FIRST)) == [
        "+  2:",
        "+    title: What I hear",
        "+    week: 10",
        "+    keys: [feedback]",
        "+    actions: {mentee: Ask one person., mentor: Ask one person.}",
    ]


def test_5_answer_all_findings_of_the_audit(desk: Desk) -> None:
    desk.open("/p/oak/open/check")
    desk.counted("2 points are open.")
    desk.press("Sponsor › Senior leaders")
    desk.choose("Yes")
    desk.leave()
    desk.press("What is missing")
    desk.counted("1 point is open.")
    desk.to("Why it matters")
    desk.page.keyboard.press("Enter")
    desk.write("Why it is right as it is", "Thanks are given by word of mouth.")
    desk.press("Accept it")
    desk.counted("Nothing is missing.")
    assert changed(AUDITED, desk.read("programs/oak/open.yml")) == [
        "-people: {leaders_mentor: no}",  # the archetype says yes, so there is nothing to say here any more
        "+accepted:",
        "+  CLO02: Thanks are given by word of mouth.",
    ]


def test_6_add_a_questionnaire(desk: Desk) -> None:
    desk.open("/p/riverside/first")
    desk.press("Questionnaires")
    desk.press("Add a questionnaire")
    desk.choose("Middle")
    desk.choose("One question that")
    desk.press("Add it")
    desk.press("The first question")
    desk.write("The question$", "How many people did you meet?")
    desk.leave()
    assert changed(OWN, desk.read(FIRST)) == [
        "+",
        "+evaluation:",
        "+  questionnaires:",
        "+    - id: middle",
        "+      title: Half-way",
        "+      when: middle",
        "+      week: 22",
        "+      items:",
        "+        - ask: How many people did you meet?",
    ]


def test_7_write_a_key(desk: Desk) -> None:
    key = "programs/riverside/content/keys/saying-no.md"
    desk.open("/p/riverside/first")
    desk.press("Keys and modules")
    desk.to("Write a new one")
    desk.page.keyboard.press("Enter")
    desk.write("Title", "Saying no")
    desk.press("Begin it")
    before = desk.read(key)
    desk.write("In one line", "Say no and keep the tie")
    desk.to("Text$")
    desk.page.keyboard.press("Control+Home")
    desk.page.keyboard.press("Control+Shift+ArrowDown")
    desk.page.keyboard.type("A no that is well said is a yes to something else.\n")
    desk.to("Save$")
    desk.page.keyboard.press("Enter")
    until(lambda: "keep the tie" in desk.read(key), lambda: desk.read(key))
    assert changed(before, desk.read(key)) == [
        "-summary: TO FILL IN (in one line, what this Key is good for)",
        "+summary: Say no and keep the tie",
        "-TO FILL IN (why this topic deserves twenty minutes, and why now)",
        "+A no that is well said is a yes to something else.",
    ]
    assert desk.read(FIRST) == OWN


def test_8_begin_the_next_round(desk: Desk) -> None:
    desk.open("/p/riverside/first")
    desk.press("Begin the next round")
    desk.write("Name of this round", "Spring 2028")
    desk.day("First day", "02072028")
    desk.press("Begin the next round")
    expect(desk.page).to_have_url(re.compile("/p/riverside/stepping-up-spring-2028$"))
    written = desk.read("programs/riverside/stepping-up-spring-2028.yml")
    assert "extends: riverside/first" in written
    assert "starts: 2028-02-07" in written
    assert desk.read(FIRST) == OWN
