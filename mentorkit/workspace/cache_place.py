"""The place of a workspace's cache, and the places where none can lie."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from mentorkit.core.problems import Problem, Span
from mentorkit.core.time_limits import within
from mentorkit.workspace.run_folder import CACHES

NAMED_BY = "MENTORKIT_CACHE"
"""The variable that names another folder for the cache."""
_LOOKING = 3.0
"""Seconds in which a drive has to say where a folder is."""


def cache_folder(workspace: Path) -> Path:
    """The folder of a workspace's cache: `.cache/mentorkit`, or the one that MENTORKIT_CACHE names."""
    named = Path(os.environ.get(NAMED_BY) or workspace / CACHES / "mentorkit")
    with suppress(RuntimeError):  # nobody knows a home folder here
        return named.expanduser()
    return named


def misplaced_cache(workspace: Path, libraries: Iterable[Path], site: Path | None = None) -> Iterator[Problem]:
    """Yield an error where the cache would lie among files that people write or publish, or around all that they write."""
    if _is_among_others(cache_folder(workspace).resolve(), workspace, libraries, site):
        message = f'the cache would lie at "{os.environ.get(NAMED_BY)}", among files that people write or publish'
        hint = f"name a folder of its own in {NAMED_BY}, or unset it: the cache is then kept in {CACHES}"
        yield Problem("cache", message, Span(NAMED_BY), hint)


def shared_folder(workspace: Path, named: str) -> Path | None:
    """The folder that `cache:` names; None where it names none, or the address of a server."""
    if not named or named.startswith(("http://", "https://")):
        return None
    with suppress(RuntimeError):  # nobody knows a home folder here
        return workspace / Path(named).expanduser()
    return workspace / named


def misplaced_shared_cache(
    workspace: Path, named: str, at: Span, libraries: Iterable[Path], site: Path | None = None
) -> Iterator[Problem]:
    """Yield an error where the shared cache would lie among such files, with personal data, or in this machine's own cache."""
    named_folder = shared_folder(workspace, named)
    if named_folder is None:
        return
    folder = _resolved(named_folder)
    own = (cache_folder(workspace), workspace / "private", workspace / CACHES)
    inside = any(folder.is_relative_to(one.resolve()) for one in own)
    if inside or _is_among_others(folder, workspace, libraries, site):
        message = (
            f'the shared cache would lie at "{named}", among files that people write, publish or keep to themselves'
        )
        yield Problem("shared-cache", message, at, "name a folder of its own, such as ../mentorkit-cache")


def _resolved(folder: Path) -> Path:
    """A folder without links on its way; on a network drive that hangs, of which builds say so, by its name alone."""
    try:
        return within(_LOOKING, folder.resolve)
    except TimeoutError:
        return Path(os.path.abspath(folder))  # noqa: PTH100 - it does not look at the drive


def _is_among_others(cache: Path, workspace: Path, libraries: Iterable[Path], site: Path | None) -> bool:
    """Return whether a cache, without links on its way, lies among what people write or publish, or around it."""
    root = workspace.resolve()
    shared = [library.resolve() for library in libraries]
    inside = [root / name for name in ("programs", "content", "templates", "site")] + [
        (site or root / "site").resolve()
    ]
    return any(cache.is_relative_to(one) for one in (*inside, *shared)) or any(
        one.is_relative_to(cache) for one in (root, *shared)
    )
