"""Long words and addresses, and tables of many columns: on a phone no page is wider than the screen, and on paper none is cut."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from conftest import NO_WORKBOOKS, begun, built_once, pages
from filelock import FileLock
from lxml import html
from playwright.sync_api import Browser

from mentorkit.definition.settings import EngineName

pytestmark = pytest.mark.slow

Serve = Callable[[Path], str]
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
ADDRESS = "https://intranet.example.org/people/learning_and_development/" + "mentoringprogramme" * 4
BOTH = f"{LONG} {ADDRESS}"
LEAD = f"""\
title: Lead {LONG}
organisation: Acme {LONG}
cohort: {LONG}
starts: 2027-02-01
ends: 2027-12-01
summary: {BOTH}
contact: {ADDRESS}
address: https://mentoring.example.org/{"a" * 70}/
need: {{statement: {BOTH}, driver: {LONG}, evidence: [{{finding: {BOTH}, source: {LONG}}}], not_for: [{BOTH}], complements: [{BOTH}]}}
goals: [{{statement: {BOTH}, indicator: {BOTH}, baseline: {LONG}, target: {LONG}}}]
expectations: {{is: [{BOTH}], is_not: [{BOTH}]}}
people:
  sponsor: {{name: {LONG}, title: {LONG}, email: {"ann" * 15}@{"example" * 6}.org, message: {BOTH}, actions: [{BOTH}]}}
  programme_manager: {{name: {LONG}, title: {LONG}, email: {"ann" * 15}@{"example" * 6}.org, phone: {"0123456789" * 4}, link: {ADDRESS}}}
  safe_contact: {{name: {LONG}, email: {"bob" * 15}@example.org}}
eligibility: {{criteria: [{BOTH}], selection_basis: [{BOTH}], apply: {ADDRESS}}}
matching: {{criteria: [{{name: {LONG}, why: {BOTH}}}], mentee_input: {BOTH}, bias_check: {BOTH}}}
events:
  - {{what: {LONG}, date: 2027-03-01, at: "10:00", place: {BOTH}, link: {ADDRESS}, notes: {ADDRESS}, with: [{LONG}], about: {BOTH},
     objectives: [{BOTH}], before: [{BOTH}], after: [{BOTH}], tags: [{LONG}], resources: [{{title: {LONG}, link: {ADDRESS}, note: {BOTH}}}],
     parts: [{{title: {LONG}, topic: {BOTH}, speakers: [{LONG}], slides: {ADDRESS}}}]}}
  - {{what: Two {LONG}, groups: [{{name: {LONG}, date: 2027-04-01, place: {BOTH}}}, {{name: B{LONG}, date: 2027-05-01, at: "10:00", link: {ADDRESS}}}]}}
sessions:
  1: {{title: {LONG}, week: 2, keys: [first-conversation], purpose: {BOTH}, objectives: [{BOTH}], prepare: {{mentee: {BOTH}}},
      actions: {{mentee: {BOTH}, mentor: {BOTH}}}, agenda: [{{what: {BOTH}, minutes: 10}}], resources: [{{title: {LONG}, link: {ADDRESS}}}]}}
agreement: {{confidentiality: {BOTH}, limits: [{BOTH}], boundaries: [{BOTH}], rhythm: {BOTH}, feedback: {BOTH}}}
roles: {{mentor: {{summary: {BOTH}, responsibilities: [{BOTH}], hours: {LONG}, benefits: [{BOTH}], first_steps: [{BOTH}]}}}}
trust: {BOTH}
communications: [{{title: {LONG}, date: 2027-02-02, channel: {LONG}, text: {BOTH}}}]
resources: [{{title: {LONG}, link: {ADDRESS}, note: {BOTH}}}]
privacy: [{BOTH}]
accessibility: [{BOTH}]
library: {{forms: [table]}}
wording: {{mentor: {LONG.lower()}, mentors: {LONG.lower()}s}}
"""


def table(columns: int) -> str:
    """A table with words of its own in each cell, and an address in the last."""
    cells = [[f"{name}{columns}x{number}understanding" for number in range(columns)] for name in ("head", "cell")]
    lines = [cells[0], ["---"] * columns, cells[1], [*cells[1][:-1], ADDRESS]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


FORM = f"""\
---
title: Table {LONG}
summary: {BOTH}
kind: worksheet
for: [mentor, mentee]
---

## {LONG}

Write to {"ann" * 15}@example.org, or see {ADDRESS}.

{table(3)}

{table(6)}

## Many

{table(10)}

{table(14)}

    {"code " * 60}{LONG}

/// fill | {LONG}
    columns: [{LONG}, Two, Three, Four, Five, Six]
    rows: [{LONG}, 2]
///

/// scale | {LONG}
    low: {LONG}
    high: {LONG}
    to: 10
///

/// checklist | {BOTH}

- {BOTH}
///
"""


@pytest.fixture(scope="module")
def portal(shared: Path, engine: EngineName) -> Path:
    workspace = shared / f"long-words-{engine}"
    with FileLock(f"{workspace}.lock"):
        if not workspace.exists():
            made = begun(shared / f"long-words-begun-{engine}", LEAD + NO_WORKBOOKS, engine)
            made.write("content/forms/table.md", FORM)
            shutil.move(made.root, workspace)
    return built_once(shared / f"long-words-site-{engine}", "acme/lead", cwd=workspace) / "acme/lead"


def test_no_page_is_wider_than_a_phone(portal: Path, serve: Serve, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 800})
    page, wide = context.new_page(), []
    for name in pages(portal):
        page.goto(f"{serve(portal)}/{name}")
        width = page.evaluate(
            "(document.querySelectorAll('details').forEach(one => one.open = true), document.documentElement.scrollWidth)"
        )
        if width > 375:
            wide.append((name, width, page.evaluate(WIDEST)))
    context.close()
    assert wide == []


WIDEST = """() => [...document.querySelectorAll("main *")].filter(one => one.getBoundingClientRect().right > 376
    && !one.closest(".md-typeset__scrollwrap, .mk-scroll")).map(one => `${one.tagName}.${one.className}`).slice(0, 5)"""


def test_a_printed_page_holds_every_word_of_its_tables(
    portal: Path, serve: Serve, browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{serve(portal)}/forms/table/")
    page.pdf(path=tmp_path / "page.pdf", format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "15mm"))
    context.close()
    wanted = html.parse(portal / "forms/table/index.html").xpath("//article//table//text()|//article//pre//text()")
    letters, margin = "", 14 * 72 / 25.4
    document = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    for sheet in document:
        width, height = sheet.get_size()
        letters += sheet.get_textpage().get_text_bounded(margin, 0, width - margin, height)
    document.close()
    missing = Counter("".join("".join(wanted).split())) - Counter("".join(letters.split()))
    shown = "".join(letters.replace("\x02", "").replace("\xad", "").split())
    assert not missing
    assert [
        f"{columns}x{n}" for columns in (3, 6, 10, 14) for n in range(columns) if f"cell{columns}x{n}"[:6] not in shown
    ] == []


def test_addresses_in_texts_are_links(portal: Path) -> None:
    form = html.parse(portal / "forms/table/index.html")
    assert form.xpath(f"count(//article//p/a[@href='{ADDRESS}'])") >= 1
    assert form.xpath(f"count(//td/a[@href='{ADDRESS}'])") == 4
    assert form.xpath(f"//a[@href='mailto:{'ann' * 15}@example.org']")
    assert html.parse(portal / "timeline/index.html").xpath(
        f"//*[contains(@class, 'mk-entry__about')]//a[@href='{ADDRESS}']"
    )
