"""The settings of a workspace's `mkdocs.yml` that portals do without."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from conftest import LEAD, NO_WORKBOOKS, SMALL, Project, pages
from lxml import html

from mentorkit.guides.markdown import EXTENSIONS
from mentorkit.portal.stage import stage


@pytest.mark.slow
def test_every_extension_that_guides_need_is_named_for_each_portal(project: Project) -> None:
    job = project.job()
    stage(job.toolkit, job.layers, job.config, project.root / "made", today=date(2027, 2, 1), downloads=[])
    made = (project.root / "made/mkdocs.yml").read_text("utf-8")
    named = yaml.safe_load(made)["markdown_extensions"]
    assert {*EXTENSIONS, "mentorkit.vocabulary"} == named.keys()


@pytest.mark.slow
def test_a_portal_of_a_configuration_that_names_no_more_than_its_theme_says_the_same(project: Project) -> None:
    project.write(LEAD, SMALL + NO_WORKBOOKS)
    said = []
    for config in ((project.root / "mkdocs.yml").read_text("utf-8"), "theme: {name: material}\n"):
        project.write("mkdocs.yml", config)
        assert project.run("build", "-q", "-b", "forms/goal-sheet").exit_code == 0
        site = project.root / "site/acme/lead"
        texts = {name: html.parse(str(site / name)).xpath("//article//text()") for name in pages(site)}
        said.append({name: "".join(text).replace("¶", "").split() for name, text in texts.items()})
    assert said[0] == said[1]
