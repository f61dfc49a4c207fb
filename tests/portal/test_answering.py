"""Questionnaires that are answered on the portal: what the page asks, and the file that it makes of the answers."""

from __future__ import annotations

import csv
import functools
import http.server
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import NO_WORKBOOKS, Project, begun
from lxml.html import HtmlElement, document_fromstring
from playwright.sync_api import Browser, Page

from mentorkit.build.outputs import Job, make_portal
from mentorkit.definition.settings import EngineName
from mentorkit.files.tables import heading_rows
from mentorkit.portal.stage import stage

PROGRAM = """\
title: Lead
organisation: Acme
starts: 2027-02-01
people: {programme_manager: {name: Sam Okafor, email: sam@acme.example}}
sessions: {1: {title: Begin, week: 2}}
library: {forms: [goal-sheet]}
evaluation:
  code: yes
  groups: [{id: site, ask: "Where do you work?", options: [Office, Depot], purpose: so that we see whether both are served}]
  questionnaires:
    - id: end
      title: Looking back
      when: end
      for: pairs
      scale: {low: Never, high: Always, steps: 3}
      items:
        - {ask: My mentor listened., id: listens, wording: {mentors: I listened.}, may_not_apply: yes}
        - {ask: Which helped?, id: helped, answer: several of, options: ["The Keys, all of them", The calls], other: yes}
        - {ask: Where did you meet?, id: where, answer: one of, options: [Here, There], other: yes}
        - {ask: "How many sessions?", id: held, answer: number, number: {unit: sessions, least: 0, most: 9}, may_not_apply: yes}
        - {ask: What else?, id: else, answer: words}
      slip: {ask: "Would you like somebody to ring you?", goes_to: Sam Okafor}
    - {id: start, title: Before, when: baseline, for: mentees, items: [{ask: "=Ready?", id: ready, answer: yes or no}]}
    - {id: tool, title: Elsewhere, when: middle, link: "https://forms.acme.example", items: [{ask: How is it?}]}
"""


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    return begun(tmp_path_factory.mktemp("answering"), PROGRAM + NO_WORKBOOKS).job()


@pytest.fixture(scope="module")
def docs(job: Job, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("staged")
    stage(job.toolkit, job.layers, job.config, folder, today=date(2027, 1, 1), downloads=[])
    return folder / "docs"


def staged(docs: Path, name: str) -> HtmlElement:
    return document_fromstring((docs / name).read_text("utf-8").partition("\n---\n")[2])


def test_there_is_a_page_for_each_questionnaire_that_no_form_tool_asks(docs: Path) -> None:
    assert sorted(path.name for path in (docs / "questionnaires").iterdir()) == ["end.md", "start.md"]
    text = (docs / "evaluation.md").read_text("utf-8")
    assert 'href="../questionnaires/end/"' in text
    assert 'href="https://forms.acme.example"' in text


def test_the_page_asks_what_the_table_has_columns_for(docs: Path) -> None:
    page = staged(docs, "questionnaires/end.md")
    asked = [(one.get("id"), one.get("data-mk-write")) for one in page.xpath("//*[@data-mk-write]")]
    assert asked == [
        ("role", "options"),
        ("listens", "options"),
        ("helped", "options"),
        ("where", "options"),
        ("held", "line"),
        ("else", "text"),
        ("about-site", "options"),
        ("code", "line"),
    ]


def test_whoever_is_the_only_one_asked_is_not_asked_for_the_role(docs: Path) -> None:
    page = staged(docs, "questionnaires/start.md")
    assert [one.get("id") for one in page.xpath("//*[@data-mk-write]")] == ["ready", "about-site", "code"]


def test_the_slip_stands_outside_what_is_saved(docs: Path) -> None:
    page = staged(docs, "questionnaires/end.md")
    (slip,) = page.find_class("mk-slip")
    assert not slip.xpath("ancestor::*[@data-mk-questionnaire]")
    assert slip.xpath(".//a/@href") == ["mailto:sam@acme.example"]


@pytest.fixture(scope="module")
def address(job: Job, engine: EngineName, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The portal, served."""
    site = tmp_path_factory.mktemp(engine)
    make_portal(replace(job, toolkit=replace(job.toolkit, engine=engine), folder=site), [])

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *about: object) -> None:
            """Nothing is said."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def saved(page: Page) -> list[list[str]]:
    """The rows of the file that the page makes."""
    with page.expect_download() as download:
        page.locator("[data-mk-save]").click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.slow
def test_answers_become_a_row_of_the_programmes_own_table(browser: Browser, address: str, job: Job) -> None:
    page = browser.new_context(accept_downloads=True).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/questionnaires/end/")
    page.locator("#role").get_by_label("Mentor").check()
    listens = page.get_by_role("group", name="I listened.")
    listens.get_by_label("Always").check()
    page.get_by_label("The Keys, all of them").check()
    page.locator("#helped textarea").fill('Tea; "cake"')
    page.locator("#where textarea").fill("In a boat")
    page.locator("#held textarea").fill("12")
    page.locator("#held textarea").blur()
    assert page.locator(".mk-wrong").inner_text() == "Please write a number here. Sessions, 0 to 9."
    page.locator("#held").get_by_label("Does not apply").check()
    page.locator("#else textarea").fill("=1+1\nand more")
    page.locator("#code textarea").fill("MA07S")
    before = len(asked)
    headings, row = saved(page)
    assert [url for url in asked[before:] if url.startswith("http")] == []
    (table,) = (one for one in heading_rows(job.toolkit) if one.name == "questionnaire-end")
    assert tuple(headings) == table.headings
    helped = 'The Keys, all of them; Tea; "cake"'
    assert row == ["Mentor", "3", helped, "In a boat", "Does not apply", "'=1+1\nand more", "", "MA07S"]
    page.reload()
    assert saved(page)[1] == row
    assert page.get_by_text("My mentor listened.").is_hidden()


@pytest.mark.slow
def test_one_role_alone_stands_in_the_file_unasked(browser: Browser, address: str, job: Job) -> None:
    page = browser.new_context(accept_downloads=True).new_page()
    page.goto(f"{address}/questionnaires/start/")
    page.get_by_label("No", exact=True).check()
    assert saved(page) == [["Role", "'=Ready?", "Where do you work?", "My code"], ["Mentee", "No", "", ""]]


@pytest.mark.slow
def test_without_scripts_it_is_the_paper(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/questionnaires/end/")
    assert page.get_by_text("Save my answers as a file").is_hidden()
    assert page.get_by_text("For mentors: I listened.").is_visible()
    assert page.get_by_text("The Keys, all of them").is_visible()


def test_a_programme_without_questionnaires_has_none_of_it(project: Project, tmp_path: Path) -> None:
    job = project.job()
    stage(job.toolkit, job.layers, job.config, tmp_path, today=date(2027, 1, 1), downloads=[])
    assert not (tmp_path / "docs/questionnaires").exists()
