"""Small workspaces to try things on, and a way to run the command in them."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mentorkit.cli import main
from mentorkit.layers import stock_root

ROOT = Path(__file__).resolve().parent.parent

SMALL = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation]}
"""


@dataclass
class Project:
    """A workspace of one test. `run` runs the command in it."""

    root: Path
    runner: CliRunner = field(default_factory=CliRunner)

    def write(self, path: str, text: str | bytes) -> Path:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        data = text if isinstance(text, bytes) else textwrap.dedent(text).encode("utf-8")
        target.write_bytes(data)
        return target

    def run(self, *arguments: str, config: bool = True) -> Result:
        extra = ["-f", str(self.root / "mkdocs.yml")] if config else []
        return self.runner.invoke(main, [*arguments, *extra])

    def problems(self, *arguments: str) -> list[str]:
        """What `check` prints, a problem and its hint in one line, without notes."""
        result = self.run("check", *arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        lines: list[str] = []
        for line in result.stderr.splitlines():
            if line.startswith("    "):
                lines[-1] += f" -> {line.strip()}"
            else:
                lines.append(line)
        return [line for line in lines if "  note  " not in line]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A workspace with one small programme, acme/lead."""
    made = Project(tmp_path / "workspace")
    made.write("mkdocs.yml", (stock_root() / "mkdocs.yml").read_bytes())
    made.write("programs/acme/lead.yml", SMALL)
    return made
