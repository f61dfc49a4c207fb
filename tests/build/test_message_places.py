"""What an engine says of pages and books is told at the place in people's own files."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import ONE_FORM, SMALL, Project

from mentorkit.build.message_places import placed
from mentorkit.core.problems import BuildFailed, Problem, Span

BODY = "\nHello.\n\nA snowman ☃ and a fine picture.png.\n"
"""The body of a Key, which begins on line 4."""


@pytest.mark.parametrize(
    ("rule", "message", "place"),
    [
        ("portal", "the site engine says: Error reading page 'keys/first-conversation.md': x", "KEY:1"),
        ("book", "Workbook: the programme’s fonts have no letters for “☃”; name a font", "KEY:7"),
        ("book", "Workbook: the programme’s fonts have no letters for “♜☃”; name a font", "KEY:7"),
        ("book", "Workbook: on page 3, “A snowman & and” runs off the text’s part of the page", "KEY:7"),
        ("book", 'Workbook: the picture "picture.png" is damaged', "KEY:7"),
        ("book", "Workbook: the PDF shows 1 of the 9 letters that belong in it", "programs/acme/lead.yml:1"),
        ("portal", "the site engine stopped: boom", "mkdocs.yml:1"),
        ("book", "Workbook: no room for “Begin”", "programs/acme/lead.yml:6"),
        ("book", "Workbook: the style sheet of the books: Ignored `colour: red ` at 9:5", "programs/acme/templates/print/css/text.css:2"),
        ("template", "no template called “☃”", "mentor.pdf:0"),
    ],
)  # fmt: skip
def test_the_place_of_a_message(rule: str, message: str, place: str, project: Project) -> None:
    project.write("programs/acme/lead.yml", SMALL + ONE_FORM)
    project.write("programs/acme/templates/print/css/text.css", "p {\n  colour: red }\n")
    kit = project.job().toolkit
    (key,) = kit.keys
    kit = replace(kit, keys=(replace(key, file="KEY", body=BODY, body_line=4),))
    failed = BuildFailed([Problem(rule, message, Span("mkdocs.yml" if rule == "portal" else "mentor.pdf"))])
    (problem,) = placed(failed, kit, project.job().layers, project.root).problems
    assert f"{problem.at.file}:{problem.at.line}" == place


def test_a_template_is_called_as_people_of_the_workspace_know_it(project: Project) -> None:
    for name in ("home.html", "theme/main.html"):
        project.write(f"programs/acme/templates/portal/{name}", "x")
    job, home = project.job(), "programs/acme/templates/portal"
    said = [str(project.root / home / "home.html"), "templates/portal/theme/main.html", "templates"]
    said.append(said[0])
    rules = ("template", "template", "template", "invisible-character")
    failed = BuildFailed([Problem(rule, "no", Span(name, 3)) for rule, name in zip(rules, said, strict=True)])
    told = [problem.at.file for problem in placed(failed, job.toolkit, job.layers, project.root).problems]
    assert told == [f"{home}/home.html", f"{home}/theme/main.html", "templates", f"{home}/home.html"]
