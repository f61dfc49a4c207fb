"""`check` tells the settings of a workspace that the site engine refuses, on the line that a build would name."""

from __future__ import annotations

import pytest
from conftest import SHORT, Project

SETTINGS = {
    "validation:\n  links: {anchors: [warn]}\n": '"validation" is not what the site engine takes: Sub-option',
    "plugins:\n  nosuch: {}\n": '"plugins" is not what the site engine takes: The "nosuch" plugin is not installed',
    "markdown_extensions:\n  nosuch.ext: {}\n": '"markdown_extensions" is not what the site engine takes: Failed to load',
    "edit_uri: 3\n": '"edit_uri" is not what the site engine takes',
    "site_urls: x\n": '"site_urls" is not what the site engine takes: Unrecognised configuration name',
}


@pytest.mark.slow
@pytest.mark.parametrize("setting", SETTINGS)
def test_a_setting_that_the_engine_refuses_is_told_by_check_as_by_build(setting: str, project: Project) -> None:
    project.write("programs/acme/lead.yml", SHORT)
    project.write("mkdocs.yml", f"theme: {{name: material}}\n{setting}")
    for command in (("check", "--ignore", "design"), ("build", "-j", "1", "-q")):
        told = project.run(*command)
        assert f"mkdocs.yml:2:1  error  {SETTINGS[setting]}" in told.stderr
        assert told.exit_code == 1


@pytest.mark.slow
def test_other_settings_that_the_engine_takes_are_no_fault(project: Project) -> None:
    project.write("mkdocs.yml", "theme: {name: material, features: [navigation.tabs]}\ncopyright: Acme\n")
    assert project.problems() == []
