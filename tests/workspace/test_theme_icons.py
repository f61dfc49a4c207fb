"""Icons that a `mkdocs.yml` names: each is one of the theme or of a layer, and no other picture of this machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Project

from mentorkit.definition.settings import EngineName
from mentorkit.workspace.workspace import open_workspace

HINT = "name a file of templates/portal/theme/.icons without its ending, or one of the theme, such as fontawesome/brands/linkedin"


def refused(project: Project, engine: EngineName, icons: str, social: str) -> list[str]:
    """The icons that are refused, each with the line on which it stands."""
    project.configure(engine)
    text = (
        (project.root / "mkdocs.yml")
        .read_text("utf-8")
        .replace("  name: material\n", f"  name: material\n  icon: {icons}\n")
    )
    project.write("mkdocs.yml", f"{text}  social:\n    - {{link: https://acme.example, icon: {social}}}\n")
    problems = open_workspace(project.root / "mkdocs.yml").problems
    assert {one.hint for one in problems} <= {HINT}
    lines = (project.root / "mkdocs.yml").read_text("utf-8").splitlines()
    return [f"{one.message} in {lines[one.at.line - 1].split(':')[0].strip(' -{')}" for one in problems]


def test_icons_of_the_theme_and_of_the_workspace_are_taken(project: Project, engine: EngineName) -> None:
    project.write("templates/portal/theme/.icons/acme/sign.svg", "<svg/>")
    icons = "{repo: acme/sign, previous: null, admonition: {note: material/pencil}}"
    assert refused(project, engine, icons, "fontawesome/brands/linkedin") == []


@pytest.mark.parametrize("icon", ["../../../secret", "/etc/secret", "no/such", "'C:\\secret'", "''"])
def test_no_other_picture_is_named(project: Project, tmp_path: Path, engine: EngineName, icon: str) -> None:
    for place in (tmp_path, project.root, project.root / "templates"):
        place.mkdir(exist_ok=True)
        (place / "secret.svg").write_text("<svg/>", "utf-8")
    bare = icon.strip("'")
    said = f'the theme has no icon "{bare}"'
    assert refused(project, engine, f"{{tag: {{default: {icon}}}}}", icon) == [f"{said} in icon", f"{said} in link"]


def test_an_icon_that_is_no_text_is_told(project: Project) -> None:
    assert refused(project, "mkdocs", "{repo: [a]}", "[b]") == [
        "an icon is named by a text in icon",
        "an icon is named by a text in link",
    ]
