"""What is installed beside this program: packages by name and version, and those that may change under one version by their content."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from mentorkit.core.digests import digest

_THIS = "mentorkit"
"""Counted by its own files: see `fingerprint.own_files`."""
_SHOWN = 12
"""Digits of a digest that tell one content from another."""


@cache
def installed_packages() -> tuple[str, ...]:
    """What is installed, as the names of folders say: `weasyprint-70.0`.

    A package that did not come from an index, but from a folder, an address or a repository, has the digest of its files
    behind it, wherever they lie: `plugin-1.0 3fa9c2…`.
    """
    folders = {path for folder in sys.path for path in Path(folder).glob("*.dist-info")}
    return tuple(sorted({_named(path) for path in folders}))


def _named(info: Path) -> str:
    """A package as it is told apart from others; `info` is its folder of metadata."""
    origin = _read_json(info / "direct_url.json")
    if not origin or info.name.partition("-")[0].lower() == _THIS:
        return info.stem
    editable = isinstance(about := origin.get("dir_info"), dict) and about.get("editable") is True
    content = _source(str(origin.get("url", ""))) if editable else _record(info)
    return f"{info.stem} {digest(*content)[:_SHOWN]}"


def _read_json(file: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        read = json.loads(file.read_text("utf-8"))
        return read if isinstance(read, dict) else {}
    return {}


def _record(info: Path) -> Iterable[str]:
    """The files of a package with their digests, as its installer wrote them down; nothing that names where it was installed."""
    try:
        lines = (info / "RECORD").read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    return sorted(line for line in lines if not line.startswith(("..", "/", info.name)) and ".pyc," not in line)


def _source(url: str) -> Iterator[str | bytes]:
    """The names and contents of the files of a package that is used from the folder in which it is written."""
    root = Path(url2pathname(urlsplit(url).path))
    for folder, inner, names in os.walk(root):
        here = Path(folder)
        inner[:] = sorted(name for name in inner if _is_code(here / name, root))
        for name in sorted(names):
            if (here != root or name.endswith(".py")) and not name.startswith(".") and not name.endswith(".pyc"):
                yield (here / name).relative_to(root).as_posix()
                with suppress(OSError):
                    yield (here / name).read_bytes()


def _is_code(folder: Path, root: Path) -> bool:
    """Whether a folder belongs to a package: not a site or a workspace that lies beside it."""
    if folder.name.startswith(".") or folder.name == "__pycache__":
        return False
    return folder.parent != root or folder.name == "src" or any(folder.glob("*.py"))
