"""Checks beside the work of the studio."""

from __future__ import annotations

import threading

import pytest
from conftest import Project

from mentorkit.language.catalogue import Words
from mentorkit.studio import check_runner
from mentorkit.studio.check_runner import Checks
from mentorkit.studio.missing import MissingList
from mentorkit.workspace.workspace import open_workspace


def test_a_check_that_is_under_way_ends_before_the_studio_does(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python ends daemon threads wherever they are; amid compiled code that ends the process with SIGABRT."""
    ended, threads = threading.Event(), list[threading.Thread]()

    def check(*_: object) -> MissingList:
        threads.append(threading.current_thread())
        ended.set()
        return MissingList((), (), 0, readable=True)

    monkeypatch.setattr(check_runner, "what_is_missing", check)
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace
    Checks().asked(workspace, workspace.choose(["acme/lead"])[0], Words("en-GB"))
    assert ended.wait(60)
    assert [one.daemon for one in threads] == [False]
