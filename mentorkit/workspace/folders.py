"""Checks of the files and folders of a workspace as such: names, links, conflict marks, places where nobody looks."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from mentorkit.core.names import as_id, is_file, is_id
from mentorkit.core.problems import Problem, Severity, Span, did_you_mean
from mentorkit.definition.front_matter import KINDS
from mentorkit.workspace.layers import LARGEST_TEXT, Layer, conflict_problem, odd_kind, shown

_ALMOST = {".yml": (".yml", ".yaml"), ".md": (".md", ".markdown")}
"""Other endings that people give to such files."""
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""Names that Windows keeps for devices, whatever ending follows."""


def file_problems(root: Path, clients: Iterable[str], libraries: Iterable[Layer]) -> Iterator[Problem]:
    """Check the workspace at `root`, as far as it concerns these clients, and the templates of its shared libraries."""
    homes = [root / "programs" / client for client in sorted(set(clients))]
    for home in homes:
        yield from _names(home, root, ".yml")
    for home in (root, *homes):
        yield from _links_out(home, root)
        yield from _unfinished_merges(Layer("", home), root)
        for folder, kind in KINDS.items():
            yield from _names(home / "content" / folder, root, ".md")
            yield from _inner_folders(home / "content" / folder, root, in_folders=kind.in_folders)
        yield from _names(home / "content" / "archetypes", root, ".yml")
        yield from _unread_guides(home / "content", root)
    for library in libraries:
        yield from _unfinished_merges(library, root)
    yield from _client_folders(root)


def _names(folder: Path, root: Path, suffix: str) -> Iterator[Problem]:
    """Files in `folder` whose names would break as web addresses, clash on other systems, or hide what they are."""
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*")):
        name, at = path.name, Span(shown(path, root))
        stem = path.stem
        if path.suffix.lower() == ".txt" and Path(stem).suffix.lower() in _ALMOST[suffix]:
            yield _hidden_ending(path, at, suffix)
            continue
        if stem.startswith(".") or stem == "README" or path.suffix.lower() not in _ALMOST[suffix]:
            continue
        if path.suffix != suffix:
            what = "guides" if suffix == ".md" else "archetypes" if folder.name == "archetypes" else "programme files"
            yield Problem("file-name", f"{what} end in {suffix}", at, f'rename it to "{stem}{suffix}"')
            continue
        kind = odd_kind(path, at.file)
        if kind:
            yield kind
        if stem.startswith("_"):
            continue
        if not is_id(stem):
            hint = f'rename it to "{as_id(stem)}{suffix}"'
            yield Problem("file-name", f'the name "{name}" does not work in a web address', at, hint)
        elif stem in _RESERVED:
            message = f'Windows keeps the name "{stem}" for itself, and cannot hold this file'
            yield Problem("file-name", message, at, f'rename it, for example to "{stem}-1{suffix}"')
        twin = seen.setdefault(as_id(stem), name)
        if twin != name:
            hint = "give one of them another name"
            yield Problem("file-name", f'"{name}" and "{twin}" would become the same page', at, hint)


def _hidden_ending(path: Path, at: Span, suffix: str) -> Problem:
    """Editors that add `.txt` to a name, on systems that do not show it."""
    hint = f'rename it to "{Path(path.stem).stem}{suffix}"'
    return Problem("unread", f"this is not read: its name ends in {path.suffix}", at, hint, Severity.WARNING)


def _links_out(home: Path, root: Path) -> Iterator[Problem]:
    """Links in a layer of the workspace that lead out of it: nothing behind them is read."""
    inside = Layer("", home)
    linked = [home] if not Layer("", root).holds(home) else []
    linked += [home / name for name in ("programs", "content", "templates")]
    linked += [home / "content" / name for name in (*KINDS, "archetypes")]
    linked += sorted((home / "templates").rglob("*"))
    for path in linked:
        if path.is_symlink() and (path == home or not inside.holds(path)):
            what, hint = ("folder", "copy what is in it here") if path.is_dir() else ("file", "copy the file here")
            message = f"this {what} is a link that leads out of its folder"
            yield Problem("leaves-layer", message, Span(shown(path, root)), f"{hint} instead of linking to it")


def _unfinished_merges(layer: Layer, root: Path) -> Iterator[Problem]:
    """Templates, styles and scripts with conflict marks: no other check reads them, and a browser says nothing."""
    for path in sorted((layer.root / "templates").rglob("*")):
        if is_file(path) and layer.holds(path) and os.access(path, os.R_OK):
            data = path.read_bytes()[:LARGEST_TEXT]
            marked = b"<<<<<<<" in data or b">>>>>>>" in data or b"|||||||" in data
            unfinished = marked and conflict_problem(data.decode("utf-8", "replace"), shown(path, root))
            if unfinished:
                yield unfinished


def _unread_guides(content: Path, root: Path) -> Iterator[Problem]:
    for folder in sorted(content.glob("*/")):
        if folder.name not in KINDS and not folder.name.startswith(("_", ".")) and any(folder.glob("*.md")):
            message = f'nothing is read from a folder called "{folder.name}"'
            hint = did_you_mean(folder.name, KINDS, otherwise="guides stand in keys, training, forms or pages")
            yield Problem("unread", message, Span(shown(folder, root)), hint, Severity.WARNING)


def _inner_folders(home: Path, root: Path, *, in_folders: bool) -> Iterator[Problem]:
    """The folders inside that of one kind of guide: names that break there, or that nothing is read from them."""
    for folder in sorted(home.glob("*/")):
        if folder.name.startswith(("_", ".")) or not any(folder.rglob("*.md")):
            continue
        at = Span(shown(folder, root))
        if not in_folders:
            hint = f"move the files one up, into {home.name}; only pages stand in folders"
            yield Problem("unread", "nothing is read from a folder in here", at, hint, Severity.WARNING)
            continue
        if not is_id(folder.name):
            hint = f'rename it, for example to "{as_id(folder.name)}"'
            yield Problem("file-name", f'the folder name "{folder.name}" does not work in a web address', at, hint)
        yield from _names(folder, root, ".md")
        readme = folder / "README.md"
        if is_file(readme) and not is_file(folder / "index.md"):
            hint = 'to let it begin the folder, rename it to "index.md"'
            yield Problem("unread", "no page is made of this", Span(shown(readme, root)), hint, Severity.WARNING)
        yield from _inner_folders(folder, root, in_folders=in_folders)


def _client_folders(root: Path) -> Iterator[Problem]:
    programs = root / "programs"
    for path in sorted(programs.glob("*")):
        name, at = path.name, Span(shown(path, root))
        if name.startswith(("_", ".")):
            continue
        if path.suffix.lower() in _ALMOST[".yml"] and not path.is_dir():
            hint = f"move it into the folder of its client: programs/client/{name}"
            yield Problem("unread", "this programme belongs to no client", at, hint, Severity.WARNING)
        elif path.is_dir() and name in _RESERVED:
            message = f'Windows keeps the name "{name}" for itself, and cannot hold this folder'
            yield Problem("file-name", message, at, f'rename it, for example to "{name}-1"')
        elif path.is_dir() and not is_id(name):
            taken = (programs / as_id(name)).exists()
            hint = "give it another name" if taken else f'rename it, for example to "{as_id(name)}"'
            yield Problem("file-name", f'the folder name "{name}" does not work in a web address', at, hint)
