"""Packages that may change under one version are told apart by their content, wherever they lie."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mentorkit.build.installed_packages import installed_packages


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], tuple[str, ...]]:
    """What is installed in a folder of this test alone."""
    monkeypatch.setattr(sys, "path", [str(tmp_path / "installed")])
    return installed_packages.__wrapped__


def install(home: Path, name: str, record: str = "", **origin: Any) -> None:
    info = home / f"{name}-1.0.dist-info"
    info.mkdir(parents=True, exist_ok=True)
    (info / "RECORD").write_text(record)
    if origin:
        (info / "direct_url.json").write_text(json.dumps(origin))


def test_a_package_from_an_index_is_its_name_and_version(
    packages: Callable[[], tuple[str, ...]], tmp_path: Path
) -> None:
    install(tmp_path / "installed", "plain", "plain.py,sha256=1,1\n")
    install(tmp_path / "installed", "mentorkit", url=tmp_path.as_uri(), dir_info={"editable": True})
    assert packages() == ("mentorkit-1.0", "plain-1.0")


def test_a_package_that_is_used_where_it_is_written_counts_by_its_files(
    packages: Callable[[], tuple[str, ...]], tmp_path: Path
) -> None:
    seen = []
    for home in ("a checkout", "elsewhere"):
        written = tmp_path / home
        for path in ("plugin/__init__.py", "plugin/pages/page.html", "site/index.html", ".git/index", "plugin/x.pyc"):
            (written / path).parent.mkdir(parents=True, exist_ok=True)
            (written / path).write_text("" if path.startswith("plugin") and path[-1] != "c" else home)
        install(tmp_path / "installed", "plugin", url=written.as_uri(), dir_info={"editable": True})
        seen.append(packages())
    assert seen[0] == seen[1], "where it lies, what is built and what git keeps do not count"
    assert seen[0][0].startswith("plugin-1.0 ")
    for path in ("plugin/__init__.py", "plugin/pages/page.html", "plugin/more.py", "single.py"):
        (written / path).write_text("changed")
        assert packages() not in seen, path
        seen.append(packages())


def test_a_package_from_a_folder_or_an_address_counts_by_its_record(
    packages: Callable[[], tuple[str, ...]], tmp_path: Path
) -> None:
    def seen(record: str, url: str) -> tuple[str, ...]:
        install(tmp_path / "installed", "plugin", record, url=url, dir_info={})
        return packages()

    of_site = "../../../bin/plugin,sha256=of this folder,1\nplugin-1.0.dist-info/direct_url.json,sha256=2,2\n"
    before = seen("plugin.py,sha256=1,1\n", "file:///here")
    assert seen(f"{of_site}plugin.py,sha256=1,1\n", "file:///there") == before
    assert seen("plugin.py,sha256=2,1\n", "file:///here") != before
