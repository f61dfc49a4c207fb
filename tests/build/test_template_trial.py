"""`check` tells the mistakes in templates that a build would end with, at their places, without laying anything out."""

from __future__ import annotations

import re

import pytest
from conftest import SHORT, Project

from mentorkit.build.template_trial import own_templates

MISTAKES = {
    "portal/home.html": ("<p>\n{{ nosuch }}", "this template cannot be filled in: 'nosuch' is undefined"),
    "portal/parts/footer.html": ("\n{% if %}", "this template cannot be read: Expected an expression, got 'end of statement block'"),
    "portal/card.html": ("\n{{ 1 / 0 }}", "this template cannot be filled in: division by zero"),
    "portal/theme/partials/copyright.html": ("\n{{ nosuch.x }}", "this template cannot be filled in: 'nosuch' is undefined"),
    "print/parts/cover.html": ("\n{{ ''.__class__ }}", 'this template is refused: a template may not use "__class__" here'),
    "print/css/text.css": ("p {\n  colour: red }", "the style sheet of the books: Ignored `colour: red `"),
    "print/css/page.css": ("p {\n background: url(https://x.example/a.png) }", '"https://x.example/a.png" would be fetched from elsewhere'),
}  # fmt: skip
"""Templates with a mistake on their second line, and what is said of it."""


@pytest.mark.slow
@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_a_template_is_told_by_check_as_by_build(name: str, project: Project) -> None:
    text, said = MISTAKES[name]
    project.write("programs/acme/lead.yml", f"{SHORT}address: https://mentoring.example/lead/\n")
    project.write(f"programs/acme/templates/{name}", text)
    book = "none" if name.startswith("portal/") else "mentor-workbook"
    told = [project.run(*command) for command in (("check", "--ignore", "design"), ("build", "-b", book, "-q"))]
    for result in told:
        [first, *_] = [line for line in result.stderr.splitlines() if "  error  " in line and "no letters" not in line]
        assert re.match(rf"programs/acme/templates/{name}:2\S*  error  .*{re.escape(said)}", first), result.stderr
        assert result.exit_code == 1
    assert "can be built" not in told[0].output


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "said", "seconds"),
    [
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "takes longer than 3 seconds", 3),
        ("{{ 'a' * 10 ** 11 }}", "needs more than 400 MB of memory", 60),
    ],
)  # fmt: skip
def test_an_endless_template_ends_at_the_limits(
    text: str, said: str, seconds: int, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mentorkit.build import trial, workers

    monkeypatch.setattr(trial, "workers", workers.workers)
    config = (project.root / "mkdocs.yml").read_text("utf-8")
    limits = f"  mentorkit:\n    limits: {{seconds: {seconds}, megabytes: 400}}\n"
    project.write("mkdocs.yml", config.replace("  mentorkit:\n", limits))
    project.write("programs/acme/templates/portal/home.html", text)
    assert project.problems() == [
        f"programs/acme/templates/portal/home.html  error  filling in the templates of acme/lead {said}  [limits]"
        " -> look for a loop or a text without end in your templates"
    ]


def test_only_templates_that_are_not_the_stocks_are_tried(project: Project) -> None:
    project.write("templates/portal/assets/mine.css", "p { colour: red }")
    project.write("templates/portal/.home.html.swp", "{% if %}")
    layers = project.job().layers
    project.write("templates/portal/theme/hall.png", "x")
    assert own_templates(layers) == ()
    project.write("templates/portal/home.html", "x")
    project.write("programs/acme/templates/print/css/text.css", "x")
    assert own_templates(layers) == ("templates/print/css/text.css", "templates/portal/home.html")
