"""ProperDocs, which continues MkDocs, makes the same portal in its place: MentorKit speaks to it in the same words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import LEAD, NO_WORKBOOKS, SMALL, Project

IN_PLACE = """
import sys
import properdocs.replacement
import mkdocs
assert mkdocs.__name__ == "properdocs", mkdocs
from mentorkit.cli import main
main(sys.argv[1:], prog_name="mentorkit")
"""
"""The command, with ProperDocs under the name of MkDocs."""


@pytest.mark.slow  # a whole portal twice, one in a process of its own, for one process knows one engine under the name
def test_properdocs_makes_the_same_portal_as_mkdocs(project: Project) -> None:
    project.write(LEAD, SMALL + NO_WORKBOOKS + "library: {forms: [goal-sheet]}\n")
    assert project.run("build", "-q", "-j", "1").exit_code == 0
    other = project.root / "other"
    command = [sys.executable, "-c", IN_PLACE, "build", "-q", "-j", "1", "--fresh", "-d", str(other)]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert _files(other / "acme") == _files(project.root / "site/acme")


def _files(site: Path) -> dict[str, bytes]:
    return {one.relative_to(site).as_posix(): one.read_bytes() for one in site.rglob("*") if one.is_file()}
