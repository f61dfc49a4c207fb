"""The record of a folder that we write: which files we put there, and what they were made from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from mentorkit.core.atomic import write_file
from mentorkit.core.digests import file_digest
from mentorkit.core.names import is_inside, is_of_system


class Damaged(ValueError):
    """A record holds anything else than what was written there."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a folder as they were written last (`new`) and the time before (`old`), and what from (`key`).

    It is written before the folder is replaced and names the files of both, so that a process killed at any moment
    leaves a folder that the next one knows as its own.
    """

    key: str = ""
    new: Mapping[str, str] = field(default_factory=dict)
    """Digest of each file, by its name from the folder."""
    old: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, list[int]] = field(default_factory=dict)
    """Size of each file in bytes, and when it was written, in nanoseconds: a quick way to see that nothing was touched."""

    @classmethod
    def read(cls, file: Path) -> Manifest:
        """The manifest that is kept in `file`; one that knows nothing, where that is missing or damaged."""
        try:
            written = _mapping(_json(file))
            key = _text(written.get("key", ""))
            new, old = (_files(written.get(version, {})) for version in ("new", "old"))
            seen = {name: _numbers(about) for name, about in _mapping(written.get("seen", {})).items()}
        except (OSError, Damaged):
            return cls()
        return cls(key, new, old, seen)

    def write(self, file: Path) -> None:
        """Keep it in `file`. Raises OSError."""
        write_file(file, json.dumps(asdict(self), indent=1, sort_keys=True))

    def foreign(self, folder: Path) -> Iterator[Path]:
        """Everything in a folder that is not a file as it was written, last or the time before: also folders and links.

        What a system puts there when somebody looks at it is nobody's, and goes with the folder.
        """
        for path in [folder] if folder.is_symlink() or folder.is_file() else sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            known = [version[name] for version in (self.new, self.old) if name in version]
            if is_of_system(path.name) and path.is_file() and not path.is_symlink():
                continue
            if path.is_symlink() or not path.is_file() or file_digest(path) not in known:
                yield path


def read_texts(file: Path) -> dict[str, str]:
    """A record of texts by name; empty where there is no such file. Raises Damaged, and OSError."""
    try:
        return _texts(_json(file))
    except FileNotFoundError:
        return {}


def _json(file: Path) -> object:
    try:
        return json.loads(file.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Damaged(str(error)) from error


def _texts(written: object) -> dict[str, str]:
    return {name: _text(text) for name, text in _mapping(written).items()}


def _files(written: object) -> dict[str, str]:
    """Texts by the names of files, none of which leads out of its folder."""
    if outside := [name for name in _mapping(written) if not is_inside(name)]:
        raise Damaged(f"{outside[0]} is no name of a file")
    return _texts(written)


def _mapping(written: object) -> dict[str, object]:
    if not isinstance(written, dict):
        raise Damaged("not a mapping")
    return written


def _text(written: object) -> str:
    if not isinstance(written, str):
        raise Damaged("not a text")
    return written


def _numbers(written: object) -> list[int]:
    if not isinstance(written, list) or not all(type(number) is int for number in written):
        raise Damaged("not numbers")
    return written
