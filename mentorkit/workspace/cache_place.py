"""The place of a workspace's cache, and the places where none can lie."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from mentorkit.core.problems import Problem, Span
from mentorkit.workspace.run_folder import CACHES

NAMED_BY = "MENTORKIT_CACHE"
"""The variable that names another folder for the cache."""


def cache_folder(workspace: Path) -> Path:
    """The folder of a workspace's cache: `.cache/mentorkit`, or the one that MENTORKIT_CACHE names."""
    named = Path(os.environ.get(NAMED_BY) or workspace / CACHES / "mentorkit")
    with suppress(RuntimeError):  # nobody knows a home folder here
        return named.expanduser()
    return named


def misplaced_cache(workspace: Path, libraries: Iterable[Path], site: Path | None = None) -> Iterator[Problem]:
    """Yield an error where the cache would lie among files that people write or publish, or around all that they write."""
    if _is_among_others(cache_folder(workspace), workspace, libraries, site):
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
    folder = shared_folder(workspace, named)
    if folder is None:
        return
    own = (cache_folder(workspace), workspace / "private", workspace / CACHES)
    inside = any(folder.resolve().is_relative_to(one.resolve()) for one in own)
    if inside or _is_among_others(folder, workspace, libraries, site):
        message = (
            f'the shared cache would lie at "{named}", among files that people write, publish or keep to themselves'
        )
        yield Problem("shared-cache", message, at, "name a folder of its own, such as ../mentorkit-cache")


def _is_among_others(folder: Path, workspace: Path, libraries: Iterable[Path], site: Path | None) -> bool:
    root, cache = workspace.resolve(), folder.resolve()
    shared = [library.resolve() for library in libraries]
    inside = [root / name for name in ("programs", "content", "templates", "site")] + [
        (site or root / "site").resolve()
    ]
    return any(cache.is_relative_to(one) for one in (*inside, *shared)) or any(
        one.is_relative_to(cache) for one in (root, *shared)
    )
