"""Random edits through the studio's pages, and kills while it saves: a few of those that `dev/fuzz_studio.py` does by the hundred."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import ROOT


@pytest.mark.slow
def test_only_what_was_meant_changes_and_a_kill_loses_nothing() -> None:
    command = [sys.executable, "-W", "ignore", "dev/fuzz_studio.py", "--edits", "3", "--kills", "2", "--seed", "tests"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
