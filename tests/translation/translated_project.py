"""What tests of translations ask of a workspace: its files, and what the command says."""

from __future__ import annotations

from conftest import Project


def said(project: Project, *arguments: str) -> tuple[int, list[str]]:
    result = project.run("translations", *arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, (result.stdout + result.stderr).splitlines()
