"""What `doctor` says of the caches of a workspace."""

from __future__ import annotations

import pytest
from conftest import Project

from mentorkit.build.cache_store import FolderStore
from mentorkit.upkeep import cache_diagnosis
from mentorkit.upkeep.diagnosis import Diagnosis
from mentorkit.workspace.workspace import required_workspace

SECRET = "known to all machines and to nobody else"


@pytest.fixture
def named(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A workspace that names a folder as its shared cache."""
    settings = project.root / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("  mentorkit:\n", "  mentorkit:\n    cache: ../shared\n")
    settings.write_text(text, "utf-8")
    monkeypatch.setenv("MENTORKIT_CACHE_SECRET", SECRET)
    monkeypatch.delenv("MENTORKIT_CACHE")
    return project


def seen(project: Project) -> list[Diagnosis]:
    return [*cache_diagnosis.caches(required_workspace(project.root / "mkdocs.yml"))]


def test_where_they_are_and_how_large(named: Project) -> None:
    own, shared = named.root / ".cache/mentorkit", named.root / "../shared"
    assert seen(named) == [
        Diagnosis("cache", True, f"{own}, nothing in it yet"),
        Diagnosis("shared cache", True, f"{shared} is not there yet: the first build makes it"),
    ]
    assert not own.exists()
    assert not shared.exists()
    named.write(".cache/mentorkit/ab/page", b"x" * 2_600_000)
    shared.mkdir()
    first, second = seen(named)
    assert (first.fine, first.seen) == (True, f"{own}, 2.6 MB")
    assert second.fine
    assert second.seen.startswith(f"{shared}, 0 bytes, answers and can be written to; machines of the kind ")
    assert SECRET not in second.seen


def test_no_machine_of_another_kind_says_the_same_kind(named: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    (named.root / "../shared").mkdir()
    kinds = set()
    for kind in ("one", "one", "other"):
        monkeypatch.setattr("mentorkit.build.shared_opening.machine_kind", lambda kind=kind: kind)
        kinds.add(seen(named)[1].seen.rpartition("; ")[2])
    assert len(kinds) == 2


def test_a_machine_without_a_secret(named: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MENTORKIT_CACHE_SECRET")
    _, shared = seen(named)
    assert (shared.fine, shared.seen) == (
        False, "../shared: this machine has no secret for the shared cache, and builds by itself",
    )  # fmt: skip
    assert shared.remedy.startswith("set MENTORKIT_CACHE_SECRET to")
    monkeypatch.setenv("MENTORKIT_CACHE_SECRET", "short secret")
    _, shared = seen(named)
    assert (shared.fine, shared.seen) == (False, "../shared: MENTORKIT_CACHE_SECRET: this secret is too short")
    monkeypatch.setenv("MENTORKIT_CACHE_SECRET", "off")
    _, shared = seen(named)
    assert (shared.fine, shared.seen) == (True, "../shared, not used here: MENTORKIT_CACHE_SECRET says so")


def test_a_store_that_is_away_or_forgets(named: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    (named.root / "../shared").mkdir()
    monkeypatch.setattr(FolderStore, "put", lambda *_: None)
    _, shared = seen(named)
    assert (shared.fine, shared.seen.partition(": ")[2]) == (
        False, "it gives back something else than what is put into it",
    )  # fmt: skip
    settings = named.root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("../shared", "http://127.0.0.1:9/a"), "utf-8")
    _, shared = seen(named)
    assert (shared.fine, shared.seen.partition(": ")[0]) == (False, "http://127.0.0.1:9/a")


def test_the_command_says_it(named: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mentorkit.upkeep.doctor.examine", lambda: iter(()))
    result = named.run("doctor")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[0] == f"ok       cache: {named.root / '.cache/mentorkit'}, nothing in it yet"
