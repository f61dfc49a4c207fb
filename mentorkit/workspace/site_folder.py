"""The folder of built portals: each built apart, put in place at once, and never over anybody else's files.

The manifest of each portal lies in `<site>/.mentorkit/<client>/<program>.json`, outside the folders that are published.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from mentorkit.core.atomic import own_folder, replace_folder, restore_folder, write_file
from mentorkit.core.digests import file_digest
from mentorkit.core.lock import locked
from mentorkit.core.names import is_of_system
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.workspace.manifest import Damaged, Manifest, read_texts

_OWN = ".mentorkit"
_BUILDING, _OLD, _LOCK, _CLIENTS = ".building", ".old", ".lock", ".clients"
"""Names in it that no client has, whose manifests lie beside them."""


def holds_site(folder: Path) -> bool:
    """Return whether portals are built into this folder."""
    return (folder / _OWN).is_dir()


def site_lock(site: Path, waiting: Callable[[], None]) -> AbstractContextManager[None]:
    """Hold a site folder for one build; `waiting` is called once where another build holds it.

    Of our corner in it, git takes only what tells later builds what they may replace.
    """
    own_folder(site / _OWN, f"/{_BUILDING}/\n/{_OLD}/\n/{_LOCK}\n")
    return locked(site / _OWN / _LOCK, waiting)


def new_folder(site: Path, program: str) -> Path:
    """Make an empty folder on the site's own file system to build `program` in, out of readers' sight."""
    folder = _building(site, program)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def refuse_foreign(site: Path, program: str) -> None:
    """Raise BuildFailed where `program`'s folder holds anything that a build did not write."""
    target = site / program
    for folder in (target.parent, target):  # a client's folder that leads elsewhere would be written into there
        if folder.is_symlink():
            message = "this folder is a link; a build would replace what it leads to"
            raise _not_ours(folder, message, "remove the link, or name another folder")
    restore_folder(target, _aside(site, program))
    if target.is_file():
        message = "this is a file; a build would put a folder in its place"
        raise _not_ours(target, message, "move the file away, or name another folder")
    known = Manifest.read(_manifest(site, program))
    foreign = [path for path in known.foreign(target) if path.is_symlink() or not path.is_dir()]
    if foreign:
        more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        message = f'this folder holds "{foreign[0].relative_to(target).as_posix()}"{more}, which no build wrote'
        raise _not_ours(target, message, "move the folder away, or name another one")


def holds(site: Path, program: str, key: str) -> bool:
    """Return whether `program`'s folder was made from `key`, and no file was added, removed or written since.

    Files are known by their size and the moment they were written; reading them all would take a second. A change that
    keeps both is not seen here, but it is by `refuse_foreign`, which reads them: it is never written over.
    """
    manifest = Manifest.read(_manifest(site, program))
    return bool(key) and manifest.key == key and bool(manifest.seen) and manifest.seen == _seen(site / program)


def swap_in(site: Path, program: str, key: str = "") -> None:
    """Put the folder built for `program` in place of the old one. A reader sees the old or the new, whole.

    `key` stands for all that it was made from, for `holds`.
    """
    built, target = _building(site, program), site / program
    seen = _seen(built)
    manifest = Manifest(key, _digests(built, seen), _digests(target, _seen(target)), seen)
    manifest.write(_manifest(site, program))
    replace_folder(built, target, _aside(site, program))


def remember_client(site: Path, program: str, mark: str) -> None:
    """Remember whose portal the folder `program` holds. Raises BuildFailed as `clients` does."""
    write_file(_clients(site), json.dumps(_marks(site) | {program: mark}, indent=1, sort_keys=True))


def clients(site: Path) -> set[str]:
    """The marks of all clients whose portals are here. Raises BuildFailed where the record of them is damaged."""
    return {mark for program, mark in _marks(site).items() if (site / program).exists()}


def tidy(site: Path) -> None:
    """Put back what a killed build left aside, and remove what builds leave in their corner but for what they remember."""
    for manifest in [*(site / _OWN).glob("*.json"), *(site / _OWN).glob("*/*.json")]:
        program = manifest.relative_to(site / _OWN).with_suffix("").as_posix()
        restore_folder(site / program, _aside(site, program))
    for corner in (_BUILDING, _OLD):
        shutil.rmtree(site / _OWN / corner, ignore_errors=True)


def _marks(site: Path) -> dict[str, str]:
    """The mark of the client of each program that was published here."""
    try:
        return read_texts(_clients(site))
    except Damaged:
        message = "this record is damaged, and nothing else says whose portals are published here"
        hint = "look whose they are; where all may be here, delete this file"
        raise BuildFailed([Problem("other-client", message, Span(str(_clients(site))), hint)]) from None


def _building(site: Path, program: str) -> Path:
    return site / _OWN / _BUILDING / program


def _aside(site: Path, program: str) -> Path:
    return site / _OWN / _OLD / program


def _manifest(site: Path, program: str) -> Path:
    return site / _OWN / f"{program}.json"


def _clients(site: Path) -> Path:
    before = site / _OWN / "clients"  # as it was called once
    return before if before.is_file() else site / _OWN / _CLIENTS


def _not_ours(target: Path, message: str, hint: str) -> BuildFailed:
    return BuildFailed([Problem("not-ours", message, Span(str(target)), hint)])


def _seen(folder: Path) -> dict[str, list[int]]:
    """Every file of a folder with its size in bytes and the moment it was written, in nanoseconds."""
    seen, inside = dict[str, list[int]](), [""] if folder.is_dir() else []
    while inside:
        home = inside.pop()
        with os.scandir(folder / home) as entries:  # a quarter of the time of Path.rglob, and every build does it
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    inside.append(f"{home}{entry.name}/")
                elif not is_of_system(entry.name):
                    about = entry.stat(follow_symlinks=False)
                    seen[home + entry.name] = [about.st_size, about.st_mtime_ns]
    return seen


def _digests(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The digests of these files of a folder."""
    return {name: file_digest(folder / name) for name in names}
