"""Random edits of the example programmes, and kills while saving: a few of those that `dev/fuzz_edits.py` does by the thousand."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import ROOT


@pytest.mark.slow
def test_only_lines_that_were_meant_change_and_a_kill_loses_nothing() -> None:
    command = [sys.executable, "dev/fuzz_edits.py", "--edits", "4", "--both", "2", "--kills", "2", "--seed", "tests"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
