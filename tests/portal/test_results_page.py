"""Results on the portal: only what was released, and only where the definition says that it is published."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from conftest import LEAD, NO_WORKBOOKS, Project
from released import PROGRAM, released

from mentorkit.checking.loading import Loaded, load
from mentorkit.definition.results import Results
from mentorkit.portal.stage import stage
from mentorkit.workspace.results_file import read_results, results_path, write_results
from mentorkit.workspace.workspace import Workspace, open_workspace

PUBLISHED = PROGRAM.replace("  code: yes\n", "  code: yes\n  results_published: yes\n") + NO_WORKBOOKS


def opened(project: Project) -> Workspace:
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    return workspace


def loaded(project: Project) -> Loaded:
    workspace = opened(project)
    return load(workspace, workspace.choose(["acme/lead"]))


@pytest.fixture
def published(project: Project) -> Project:
    """A programme that publishes its results, and a file of them."""
    project.write(LEAD, PUBLISHED)
    write_results(results_path(opened(project), "acme", "lead"), released(released=date(2027, 12, 3)))
    return project


def pages(project: Project, into: Path) -> dict[str, str]:
    """The pages of the portal as they are staged."""
    found = loaded(project)
    stage(
        found.toolkits[0], found.layers["acme"], project.root / "mkdocs.yml", into, today=date(2028, 1, 3), downloads=[]
    )
    return {
        path.relative_to(into / "docs").as_posix(): path.read_text("utf-8") for path in (into / "docs").rglob("*.md")
    }


def test_results_are_read_as_they_were_written(published: Project) -> None:
    results, problems = read_results(opened(published), "acme", "lead")
    assert results is not None
    assert (results.model_dump(), problems) == (released(released=date(2027, 12, 3)).model_dump(), ())


@pytest.mark.slow
def test_the_portal_has_a_page_of_goals_pictures_and_decisions(published: Project, tmp_path: Path) -> None:
    page = pages(published, tmp_path / "staged")["results.md"]
    for part in (
        "People have a plan",
        "Not reached",
        "4 or more: 14 of 20 people, 70% (40% to 80%)",
        "There is a second round.",
    ):
        assert part in page
    assert page.count("<svg") == 8  # six of questions, and two of goals
    assert "style=" not in page
    assert (
        re.findall(r"<(?:table|tbody|tr|th|td)(?![^>]* role=)[ >]", page) == []
    )  # also where each stands in a line of its own
    assert "What should change?" not in page  # questions about no goal stand in the report


@pytest.mark.slow
def test_pictures_have_colours_of_their_own_on_dark_pages(published: Project, tmp_path: Path) -> None:
    pages(published, tmp_path / "staged")
    css = (tmp_path / "staged/docs/assets/portal/portal.css").read_text("utf-8")
    dark = loaded(published).toolkits[0].branding.palette.dark.link
    assert f"[data-md-color-scheme=slate] .mk-c-more4 {{ fill: {dark};" in css


@pytest.mark.slow
def test_a_programme_that_does_not_publish_has_no_such_page(published: Project, tmp_path: Path) -> None:
    published.write(LEAD, PROGRAM + NO_WORKBOOKS)
    assert "results.md" not in pages(published, tmp_path / "staged")
    css = (tmp_path / "staged/docs/assets/portal/portal.css").read_text("utf-8")
    assert ".mk-c-more4" not in css


def test_results_that_are_to_be_published_and_are_not_there_are_told(project: Project) -> None:
    project.write(LEAD, PUBLISHED)
    found = loaded(project)
    (told,) = (f"{one.at} {one.message}" for one in found.report.problems if one.rule == "no-results")
    assert told.startswith("programs/acme/lead.yml:")
    assert "there are no results to publish" in told
    assert found.toolkits[0].results is None


@pytest.mark.slow
def test_figures_of_groups_that_are_too_small_by_now_are_not_shown(published: Project) -> None:
    published.write(LEAD, PUBLISHED.replace("smallest_group: 5", "smallest_group: 8"))
    found = loaded(published)
    (told,) = (one.message for one in found.report.problems if one.rule == "no-results")
    assert told == "the results show groups of 5 people, and the smallest group is now 8"
    assert found.toolkits[0].results is None


def test_a_slip_in_the_file_is_told_with_its_place(published: Project) -> None:
    published.write(
        "programs/acme/results/lead.yml",
        "smallest_group: 5\nrounds:\n  - {questionnaire: end, titel: End, when: end}\n",
    )
    told = published.problems("acme/lead")
    assert any("programs/acme/results/lead.yml:3" in one for one in told)


@pytest.mark.slow
def test_other_results_make_another_portal(published: Project) -> None:
    before = loaded(published).toolkits[0].results
    write_results(results_path(opened(published), "acme", "lead"), Results(smallest_group=5))
    assert loaded(published).toolkits[0].results != before
