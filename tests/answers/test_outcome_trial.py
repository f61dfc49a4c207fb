"""`check` tells the mistakes in templates of the report on outcomes, which no build fills in."""

from __future__ import annotations

import pytest
from conftest import LEAD, Project
from made_up import PROGRAMME

MISTAKES = {
    "outcomes/parts.css": ("p {\n  colour: red }", "Ignored `colour: red `"),
    "outcomes/page.html": ("<p>\n{{ nosuch }}", "this template cannot be filled in: 'nosuch' is undefined"),
    "frame/letterhead.html": ("<p>\n{{ program.nosuch.x }}", "this template cannot be filled in"),
}
"""Templates with a mistake on their second line, and what is said of it."""


@pytest.mark.slow
@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_a_template_of_the_report_is_told_by_check(name: str, project: Project) -> None:
    text, said = MISTAKES[name]
    project.write(LEAD, PROGRAMME)
    project.write(f"programs/acme/templates/{name}", text)
    (told,) = [one for one in project.problems("acme/lead") if said in one]
    assert told.startswith(f"programs/acme/templates/{name}")
    assert project.run("check", "--ignore", "design").exit_code == 1


@pytest.mark.slow
def test_a_template_that_can_be_filled_in_stands(project: Project) -> None:
    project.write(LEAD, PROGRAMME)
    project.write("programs/acme/templates/outcomes/page.html", '{% extends "behind:outcomes/page.html" %}')
    assert "1 programme can be built" in project.run("check", "--ignore", "design").output
