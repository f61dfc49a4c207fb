"""The results that the example New Chapter shows are those of the answers that are drawn for it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "dev"))
from example_results import released

from mentorkit.answers.outcomes import _OutcomesRun


@pytest.mark.slow
def test_the_results_of_the_example_are_those_of_its_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_OutcomesRun, "_made", lambda *_: {})  # the report itself is not looked at here
    assert released(tmp_path) == (ROOT / "programs/calder/results/new-chapter.yml").read_text("utf-8")
