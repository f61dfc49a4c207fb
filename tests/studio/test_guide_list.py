"""The list of all guides that a client's programmes can draw on."""

from __future__ import annotations

import pytest

from mentorkit.studio.guide_list import ListedGuide, address_of, listed_guides, topics
from mentorkit.upkeep.overrides import override
from mentorkit.workspace.workspace import Workspace, open_workspace
from tests.conftest import Project

PAGE = "---\ntitle: House rules\nsummary: Ours.\n---\nText.\n"


@pytest.fixture
def workspace(project: Project) -> Workspace:
    project.write("programs/acme/content/pages/house/rules.md", PAGE)
    project.write("content/keys/broken.md", "No facts.\n")
    opened = open_workspace(project.root / "mkdocs.yml").value
    assert opened is not None
    override(opened, "content/keys/feedback.md", "acme")
    return opened


def one(workspace: Workspace, path: str) -> ListedGuide:
    return next(one for one in listed_guides(workspace, workspace.layers("acme")) if one.path == path)


def test_each_guide_says_whose_it_is_and_what_it_stands_in_place_of(workspace: Workspace) -> None:
    rules = one(workspace, "pages/house/rules")
    assert (rules.title, rules.owner, rules.own, rules.override) == ("House rules", "client", True, None)
    trust = one(workspace, "keys/first-conversation")
    assert (trust.owner, trust.own, trust.topic) == ("stock", False, "trust")
    feedback = one(workspace, "keys/feedback")
    assert feedback.owner == "client"
    assert feedback.override is not None
    assert not feedback.outdated


def test_one_that_cannot_be_read_is_listed_with_the_reason(workspace: Workspace) -> None:
    broken = one(workspace, "keys/broken")
    assert (broken.title, broken.guide, broken.broken) == ("Broken", None, True)
    assert [problem.message for problem in broken.problems] == ["this guide does not begin with its facts"]


def test_guides_are_found_by_words_of_their_facts_and_by_topic(workspace: Workspace) -> None:
    guides = listed_guides(workspace, workspace.layers("acme"))
    assert [one.id for one in guides if one.answers(["FEEDBACK", "asking"])] == ["feedback"]
    assert "trust" in topics(guides)


def test_a_file_in_a_message_leads_to_its_editor() -> None:
    at = "/p/acme/lead/guides"
    assert address_of("acme/lead", "content/keys/feedback.md", 12) == f"{at}/keys/feedback#line-12"
    assert address_of("acme/lead", "(stock) content/forms/goal-sheet.md") == f"{at}/forms/goal-sheet"
    assert address_of("acme/lead", "programs/acme/content/pages/house/rules.md") == f"{at}/pages/house/rules"
    assert address_of("acme/lead", "programs/acme/lead.yml", 3) == ""
    assert address_of("acme/lead", "(stock) content/keys/da/feedback.md", 9) == f"{at}/keys/feedback#line-9"
    assert address_of("acme/lead", "content/keys/feedback.md.bak") == ""
