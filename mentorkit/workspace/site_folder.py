"""Putting a built folder where people read it: built beside, swapped in at once, and never over anybody else's files.

What a build wrote is remembered in `<site>/.mentorkit/<client>/<program>.json`, outside the folders that are published.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from mentorkit.core.problems import BuildFailed, Problem, Span

_OWN = ".mentorkit"
_CLIENTS = "clients"


@contextmanager
def site_lock(site: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold a site folder for one build; `waiting` is called once where another build holds it."""
    home = site / _OWN
    home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waiting()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def new_folder(site: Path, program: str) -> Path:
    """An empty folder on the site's own file system to build `program` in, out of readers' sight."""
    folder = site / _OWN / "building" / program
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def refuse_foreign(site: Path, program: str) -> None:
    """Raise BuildFailed where `program`'s folder holds anything that a build did not write."""
    target = site / program
    _bring_back(site, program)
    if target.is_symlink():
        raise BuildFailed(
            [
                Problem(
                    "not-ours",
                    "this folder is a link; a build would replace what it leads to",
                    Span(str(target)),
                    "remove the link, or name another folder",
                )
            ]
        )
    if not target.exists() or not any(target.iterdir()):
        return
    known = _written(site, program)
    foreign = [name for name, digest in _digests(target) if digest not in known.get(name, ())]
    if foreign:
        more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        raise BuildFailed(
            [
                Problem(
                    "not-ours",
                    f'this folder holds "{foreign[0]}"{more}, which no build wrote',
                    Span(str(target)),
                    "move the folder away, or name another one",
                )
            ]
        )


def holds(site: Path, program: str, key: str) -> bool:
    """Whether `program`'s folder is what was made from `key`, and nobody has touched it since.

    Files are known by their size and the moment they were written; reading them all would take a second.
    """
    manifest = _read(_manifest(site, program))
    return bool(key) and manifest.get("key") == key and manifest.get("seen") == _seen(site / program)


def swap_in(site: Path, program: str, key: str = "") -> None:
    """Put the folder built for `program` in place of the old one. A reader sees the old or the new, whole.

    `key` is what it was made from, for `holds`.

    The manifest is written first and names the files of both, so that a build killed at any moment leaves a folder
    that the next one knows as its own.
    """
    built, target, aside = site / _OWN / "building" / program, site / program, _aside(site, program)
    manifest = _manifest(site, program)
    written = {"new": dict(_digests(built)), "old": dict(_digests(target)), "key": key, "seen": _seen(built)}
    manifest.parent.mkdir(parents=True, exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = manifest.with_suffix(".new")
    beside.write_text(json.dumps(written, indent=1, sort_keys=True), "utf-8")
    beside.replace(manifest)
    shutil.rmtree(aside, ignore_errors=True)
    if target.exists():
        aside.parent.mkdir(parents=True, exist_ok=True)
        target.rename(aside)
    built.rename(target)
    shutil.rmtree(aside, ignore_errors=True)


def remember_client(site: Path, program: str, mark: str) -> None:
    """Remember whose portal the folder `program` holds."""
    file = site / _OWN / _CLIENTS
    marks = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    file.write_text(json.dumps(marks | {program: mark}, indent=1, sort_keys=True), "utf-8")


def clients(site: Path) -> set[str]:
    """The marks of all clients whose portals are here."""
    file = site / _OWN / _CLIENTS
    marks = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    return {mark for program, mark in marks.items() if (site / program).exists()}


def tidy(site: Path) -> None:
    """Remove what a build leaves in its own corner of the site, but for what it must remember."""
    for corner in ("building", "old"):
        shutil.rmtree(site / _OWN / corner, ignore_errors=True)


def _bring_back(site: Path, program: str) -> None:
    """Undo a swap that was killed half-way: the old folder is still aside and nothing stands in its place."""
    aside = _aside(site, program)
    if aside.is_dir() and not (site / program).exists():
        (site / program).parent.mkdir(parents=True, exist_ok=True)
        aside.rename(site / program)


def _aside(site: Path, program: str) -> Path:
    return site / _OWN / "old" / program


def _manifest(site: Path, program: str) -> Path:
    return site / _OWN / f"{program}.json"


def _written(site: Path, program: str) -> dict[str, set[str]]:
    """What each file of a programme's folder was when a build wrote it, last and the time before."""
    manifest, known = _read(_manifest(site, program)), defaultdict[str, set[str]](set)
    for version in ("new", "old"):
        for name, digest in manifest.get(version, {}).items():
            known[name].add(digest)
    return known


def _read(manifest: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(manifest.read_text("utf-8")))
    except OSError:  # nothing was built here yet
        return {}


def _seen(folder: Path) -> dict[str, list[int]]:
    """Every file of a folder with its size in bytes and the moment it was written, in nanoseconds."""
    seen, inside = dict[str, list[int]](), [""] if folder.is_dir() else []
    while inside:
        home = inside.pop()
        with os.scandir(folder / home) as entries:  # a quarter of the time of Path.rglob, and every build does it
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    inside.append(f"{home}{entry.name}/")
                else:
                    about = entry.stat(follow_symlinks=False)
                    seen[home + entry.name] = [about.st_size, about.st_mtime_ns]
    return seen


def _digests(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() or path.is_symlink():
            yield path.relative_to(folder).as_posix(), sha256(path.read_bytes()).hexdigest()
