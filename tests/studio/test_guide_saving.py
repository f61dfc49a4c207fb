"""Guides saved by the studio: only what was meant changes, and nobody's words are lost."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from mentorkit.studio.guide_saving import OpenGuide, facts_of, open_guide, save_guide, told_problems, typed_text
from mentorkit.studio.guide_text import parted
from mentorkit.workspace.workspace import open_workspace
from tests.conftest import Project

FORM = "---\ntitle: House rules\n# ours\nsummary: >-\n  What we\n  agreed.\nfor: [mentee]\n---\n\nFirst.\n\nSecond.\n"
PATH = "programs/acme/content/forms/rules.md"


@pytest.fixture
def written(project: Project) -> Project:
    project.write(PATH, FORM)
    return project


def opened(project: Project, path: str = "forms/rules") -> OpenGuide:
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    found = open_guide(workspace, workspace.layers("acme"), path)
    assert found is not None
    return found


def typed(text: str, body: str, facts: Mapping[str, tuple[str, ...]] = {}) -> str:
    def inputs(name: str) -> dict[str, tuple[str, ...]] | None:
        return {"": facts[name]} if name in facts else None

    return typed_text(parted(text), "forms", "rules.md", body, inputs).value


def test_what_is_shown_and_sent_back_changes_nothing() -> None:
    shown = {
        "title": ("House rules",),
        "summary": ("What we agreed.",),
        "for": ("mentee",),
        "kind": ("",),
        "standard": ("",),
    }
    assert typed(FORM, "First.\r\n\r\nSecond.\r\n", shown) == FORM


def test_one_fact_changes_its_own_line() -> None:
    assert typed(FORM, "First.\n\nSecond.\n", {"title": ("Our rules",)}) == FORM.replace("House rules", "Our rules")
    assert typed(FORM, "First.\n\nSecond.\n", {"standard": ("no",)}) == FORM.replace(
        "[mentee]\n", "[mentee]\nstandard: no\n"
    )


def test_a_page_without_facts_gets_the_first_ones() -> None:
    assert typed("Text.\n", "Text.\n", {"title": (": a",), "kind": ("",)}) == "---\ntitle: ': a'\n---\n\nText.\n"
    assert typed("Text.\n", "Text.\n", {"standard": ("no",)}) == "---\nstandard: no\n---\n\nText.\n"


def test_an_empty_file_is_written(project: Project) -> None:
    file = project.write("content/pages/new.md", "")
    assert save_guide(opened(project, "pages/new"), "Hello there.\n", "").state == "saved"
    assert file.read_text() == "Hello there.\n"


def test_facts_that_cannot_be_read_are_mended_in_the_text_area() -> None:
    broken = "---\ntitle: [never\n---\nText.\n"
    assert facts_of(parted(broken), "rules.md") is None
    assert typed(broken, FORM) == FORM


def test_a_text_is_saved_with_the_line_ends_of_its_file(written: Project) -> None:
    file = written.write(PATH, ("\ufeff" + FORM.replace("\n", "\r\n")).encode())
    guide = opened(written)
    saved = save_guide(guide, FORM.replace("Second", "Third"), FORM)
    assert saved.state == "saved"
    assert file.read_bytes() == ("\ufeff" + FORM.replace("\n", "\r\n").replace("Second", "Third")).encode()


def test_saving_what_stands_there_writes_nothing(written: Project) -> None:
    file = written.root / PATH
    before = file.stat().st_mtime_ns
    assert save_guide(opened(written), FORM, FORM).state == "saved"
    assert file.stat().st_mtime_ns == before


def test_what_somebody_else_saved_meanwhile_stays(written: Project) -> None:
    file = written.write(PATH, FORM.replace("House", "Club"))
    saved = save_guide(opened(written), FORM.replace("Second", "Third"), FORM)
    assert saved.state == "merged"
    assert file.read_text() == FORM.replace("House", "Club").replace("Second", "Third") == saved.text


def test_where_both_changed_a_line_nothing_is_written(written: Project) -> None:
    theirs = FORM.replace("Second", "Theirs")
    file = written.write(PATH, theirs)
    saved = save_guide(opened(written), FORM.replace("Second", "Mine"), FORM)
    assert (saved.state, file.read_text()) == ("clash", theirs)
    assert saved.text == theirs


def test_what_is_no_guide_is_not_saved(written: Project) -> None:
    saved = save_guide(opened(written), f"{FORM}\n/// prompt | Why?\n", FORM)
    assert saved.state == "wrong"
    assert [problem.message for problem in saved.problems] == ["this prompt block is never closed"]
    assert (written.root / PATH).read_text() == FORM


def test_problems_have_their_line_in_the_text_area_or_their_fact(written: Project) -> None:
    text = FORM.replace("What we\n", "TO FILL IN\n").replace("Second", "{{ nobody }}")
    guide = opened(written)
    told = list(told_problems(guide.read(text).problems, parted(text), whole=False))
    assert [(one.line, one.fact) for one in told] == [(0, "summary"), (3, "")]
    assert [one.line for one in told_problems(guide.read(text).problems, parted(text), whole=True)][1] == 12
