"""What no repository of a new workspace ever takes in: people's names, what was built, what was kept for the next build."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import Project

OUT = (
    "private/people.csv",
    "private/acme/lead/mentee-ada/mentee-workbook.pdf",
    "private/acme/lead/.personal/made/mentee-ada.json",
    "site/acme/lead/index.html",
    "packages/lead.zip",
    "reports/lead.pdf",
    ".cache/mentorkit/objects/x",
)
IN = (
    "mkdocs.yml",
    "programs/acme/lead.yml",
    "content/keys/private/x.md",
    "templates/site/x.html",
    ".originals/content/keys/x.md",
)


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize("name", OUT)
def test_git_takes_nothing_private_or_made_into_a_repository(name: str, project: Project) -> None:
    folder = project.root.parent / "new"
    assert project.run("new", "workspace", str(folder), config=False).exit_code == 0
    for path in (name, *IN):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("x", "utf-8")
    git(folder, "init", "-q")
    git(folder, "add", "--all")
    taken = git(folder, "ls-files").splitlines()
    assert name not in taken, f"git would commit {name}"
    assert set(IN) <= set(taken), "and what people write is kept"
