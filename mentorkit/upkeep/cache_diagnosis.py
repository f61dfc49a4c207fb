"""The examination of a workspace's caches: where they are, how large, and whether they can be used. Secrets are never shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryFile

from mentorkit.build.cache_store import (
    BLOBS,
    ENTRIES,
    PATIENCE,
    InvalidContent,
    Store,
    StoreReadOnly,
    StoreUnavailable,
)
from mentorkit.build.fingerprint import software
from mentorkit.build.shared_opening import SECRET, SharedCaches, open_shared
from mentorkit.core.amounts import amount
from mentorkit.core.digests import bytes_digest, digest
from mentorkit.core.problems import BuildFailed
from mentorkit.core.time_limits import within
from mentorkit.upkeep.diagnosis import Diagnosis
from mentorkit.workspace.cache_place import NAMED_BY, cache_folder, shared_folder
from mentorkit.workspace.workspace import Workspace

_PROBE = b"MentorKit looks whether something can be put here.\n"
_SHOWN = 12
"""Digits of a digest by which people tell whether two are the same."""


def caches(workspace: Workspace) -> Iterator[Diagnosis]:
    """Look at the cache of this machine, and at the shared one where the workspace names one. Builds nothing."""
    yield _own(cache_folder(workspace.root))
    if workspace.settings.cache:
        yield _shared(workspace)


def _own(folder: Path) -> Diagnosis:
    if not folder.exists():
        return Diagnosis("cache", True, f"{folder}, nothing in it yet")
    try:
        TemporaryFile(dir=folder).close()
    except OSError as error:
        remedy = f"give yourself the right to write there, make room, or name another folder in {NAMED_BY}"
        return Diagnosis("cache", False, f"{folder}, cannot be written to ({error.strerror})", remedy)
    return Diagnosis("cache", True, f"{folder}, {_size(folder)}")


def _shared(workspace: Workspace) -> Diagnosis:
    name, place = "shared cache", workspace.settings.cache
    try:
        opened = open_shared(workspace)
    except BuildFailed as failed:
        wrong = next(iter(failed.problems))
        return Diagnosis(name, False, f"{place}: {wrong.at}: {wrong.message}", wrong.hint)
    if problem := next(iter(opened.problems), None):
        return Diagnosis(name, False, f"{place}: {problem.message}", problem.hint)
    if opened.value is None:
        return Diagnosis(name, True, f"{place}, not used here: {SECRET} says so")
    folder = shared_folder(workspace.root, place)
    if folder is None:
        return _tried(place, opened.value)
    try:
        size = within(PATIENCE, lambda: _size(folder) if folder.is_dir() else "")
    except TimeoutError:
        return _tried(str(folder), opened.value)
    if not size:
        return Diagnosis(name, True, f"{folder} is not there yet: the first build makes it")
    return _tried(f"{folder}, {size}", opened.value)


def _tried(where: str, shared: SharedCaches) -> Diagnosis:
    """Whether it answers, and gives back what is put into it."""
    name = "shared cache"
    kind = f"machines of the kind {digest(shared.machine, software())[:_SHOWN]} share it with this one"
    try:
        shared.store.get(ENTRIES, token_hex(32), 1)
        written = _written(shared.store)
    except StoreUnavailable as error:
        return Diagnosis(name, False, f"{where}: {error}", "builds make everything here until it answers")
    except InvalidContent:
        return Diagnosis(
            name, False, f"{where}: it gives back something else than what is put into it", "use another store"
        )
    return Diagnosis(name, True, f"{where}, {written}; {kind}")


def _written(store: Store) -> str:
    """Whether a store takes something. Raises InvalidContent where it gives back something else, and StoreUnavailable."""
    try:
        store.put(BLOBS, bytes_digest(_PROBE), _PROBE)
    except StoreReadOnly as error:
        return f"takes nothing from here: {error}"
    if store.get(BLOBS, bytes_digest(_PROBE), len(_PROBE)) != _PROBE:
        raise InvalidContent
    return "answers and can be written to"


def _size(folder: Path) -> str:
    size = 0
    for path in folder.rglob("*"):
        with suppress(OSError):
            size += path.lstat().st_size if not path.is_dir() else 0
    return amount(size)
