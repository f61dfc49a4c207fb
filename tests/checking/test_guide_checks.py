"""Texts of guides, and everything that is wrong with them before they are saved."""

from __future__ import annotations

import pytest

from mentorkit.checking.guide_checks import checked_text
from mentorkit.core.problems import Problem, Result
from mentorkit.definition.front_matter import GuideFacts
from mentorkit.guides.library import Guide, read_library
from mentorkit.workspace.workspace import Workspace, open_workspace
from tests.conftest import Project

HEAD = "---\ntitle: Our words\nsummary: What we call things.\nfor: [mentee]\n---\n"


@pytest.fixture
def workspace(project: Project) -> Workspace:
    opened = open_workspace(project.root / "mkdocs.yml").value
    assert opened is not None
    return opened


def checked(workspace: Workspace, path: str, text: str) -> Result[Guide[GuideFacts] | None]:
    layers = workspace.layers("acme")
    library, _ = read_library(layers, workspace.called)
    return checked_text(workspace, layers, library, path, text, layer="client acme", file="words.md")


def lines(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{problem.at.line} {problem.message}" for problem in problems]


def test_a_text_is_read_and_checked_as_if_it_were_saved(workspace: Workspace) -> None:
    text = (
        f"{HEAD}See [trust](../keys/trst.md), {{{{ mentr }}}} and [this](our-words.md#here).\n\n## Here\n\nTO FILL IN\n"
    )
    guide, problems = checked(workspace, "forms/our-words", text)
    assert guide is not None
    assert guide.facts.title == "Our words"
    assert lines(problems) == [
        '6 there is no placeholder "mentr"',
        "10 this is still to fill in",
        '6 this link leads to "../keys/trst.md", which is not there',
    ]


def test_a_text_that_cannot_be_read_as_a_guide_gives_none(workspace: Workspace) -> None:
    guide, problems = checked(workspace, "forms/our-words", f"{HEAD}/// prompt | Why?\n")
    assert guide is None
    assert lines(problems) == ["6 this prompt block is never closed"]


def test_invisible_letters_and_marks_of_a_merge_are_told(workspace: Workspace) -> None:
    guide, problems = checked(workspace, "pages/words", "# Words\n\nHid\u202eden.\n")
    assert guide is None
    assert lines(problems) == ["3 there is an invisible character here (U+202E)"]
