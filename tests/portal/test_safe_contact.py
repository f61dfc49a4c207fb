"""Whoever listens outside the line: their page, who stands in, and a record that is never on the portal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mentorkit.checking.loading import load
from mentorkit.portal.stage import stage
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.book_list import alone, books_of
from mentorkit.workbooks.compose.chapters import contents_of
from mentorkit.workspace.layers import Layer, Layers, stock_root
from mentorkit.workspace.workspace import open_workspace
from tests.conftest import Project

LEAD = """\
title: Lead
organisation: Acme
starts: 2027-02-01
people:
  safe_contact: {name: Nell Hart, email: nell@hart.example, answers: within two working days, deputy: {name: Kim Adeyemi, phone: 01632 960991}}
agreement: {limits: [A life in danger.], harm: Whoever was harassed decides.}
roles: {safe_contact: {summary: You listen., responsibilities: [Say first what you cannot keep.]}}
events: [{week: -2, what: Preparation, kind: training, for: [safe contacts, hr]}]
sessions: {1: {title: Begin, week: 2}}
library: {forms: [goal-sheet, safe-contact-briefing, safe-contact-record, programme-manager-handbook]}
"""


def toolkit(project: Project) -> Toolkit:
    project.write("programs/acme/lead.yml", LEAD)
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    loaded = load(workspace, workspace.choose(["acme/lead"]))
    assert len(loaded.toolkits) == 1, loaded.report.problems
    return loaded.toolkits[0]


def staged(kit: Toolkit, folder: Path) -> dict[str, str]:
    """Every page of the portal as Markdown, by its address."""
    layers = Layers((Layer("stock", stock_root()),))
    stage(kit, layers, stock_root() / "mkdocs.yml", folder, today=date(2027, 1, 4), downloads=())
    return {path.relative_to(folder / "docs").as_posix(): path.read_text("utf-8") for path in folder.rglob("*.md")}


@pytest.fixture
def pages(project: Project, tmp_path: Path) -> dict[str, str]:
    return staged(toolkit(project), tmp_path / "made")


def test_the_role_has_a_page_that_says_how_it_is_reached_and_who_stands_in(pages: dict[str, str]) -> None:
    page = pages["roles/safe-contact.md"]
    for said in ("You listen.", "Say first what you cannot keep.", "nell@", "Answers within two working days", "Kim Adeyemi",
                 "01632 960991", "agreement/#limits", "agreement/#harm"):  # fmt: skip
        assert said in page.replace("<wbr>", ""), said


def test_help_names_the_stand_in_and_leads_to_the_page(pages: dict[str, str]) -> None:
    assert "When they are away: Kim Adeyemi" in pages["help/index.md"]
    assert "roles/safe-contact/" in pages["help/index.md"]


def test_a_record_is_on_no_page_in_no_book_and_among_no_downloads(project: Project, pages: dict[str, str]) -> None:
    kit = toolkit(project)
    assert [form.id for form in kit.records] == ["safe-contact-record"]
    assert "safe-contact-record" not in {form.id for form in kit.forms}
    assert not any("safe-contact-record" in path or "safe-contact-record" in text for path, text in pages.items())
    assert not any("record" in book.id for book in books_of(kit))
    assert not alone(kit.records[0]).edition.fields, "nobody types into it"


def test_a_handbook_is_in_the_facilitator_guide_and_on_no_page(project: Project, pages: dict[str, str]) -> None:
    kit = toolkit(project)
    assert [form.id for form in kit.handbooks] == ["programme-manager-handbook"]
    assert not any("programme-manager" in path or "programme-manager" in text for path, text in pages.items())
    holding = {
        book.id for book in books_of(kit) if book.chapters and set(kit.handbooks) & set(contents_of(kit, book).forms)
    }
    assert holding == {"facilitator-guide"}


def test_events_for_the_safe_contact_are_in_a_calendar_of_their_own(project: Project) -> None:
    kit = toolkit(project)
    assert kit.roles == ("mentee", "mentor", "hr", "safe-contact")
    assert kit.events[0].audience == ("hr", "safe-contact")
