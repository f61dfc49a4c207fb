"""Digests of everything that an output depends on: files count by their content, wherever they lie.

Two equal digests mean the same output. Whatever cannot be told apart for sure counts as a difference, which costs time
and nothing else.
"""

from __future__ import annotations

import io
import os
import pickle
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel

import mentorkit
from mentorkit.build.installed_packages import installed_packages
from mentorkit.core.digests import digest, file_digest
from mentorkit.core.names import is_file, is_passed_over
from mentorkit.definition.base import Authored
from mentorkit.workspace.layers import Layers

_SETTLED = 2_000_000_000
"""Nanoseconds after which another write cannot bear the moment of the last one; the coarsest disks count in two seconds."""
_NAME = re.compile(r"[\w.-]+")
"""What may be the name of a variable of the environment."""


@cache
def software() -> str:
    """This program's own files, and everything that is installed beside it.

    Libraries of the system (Pango and its like) are not in it: `--fresh` is for the day after they change.
    """
    return digest(sys.version, own_files(), *installed_packages())


def own_files() -> str:
    """The files of this program itself."""
    package = Path(mentorkit.__file__).parent
    own = (path for path in files(package) if path.suffix not in (".pyc", ".pyi") and "stock" not in path.parts)
    return digest(*(part for path in own for part in (path.name, path.read_bytes())))


def files(folder: Path) -> Iterator[Path]:
    """Every ordinary file at any depth, sorted; nothing that `is_passed_over`.

    A folder that is a link is followed where it leads to a place beside this one, in its layer: from no other place is anything read.
    """
    found, around = list[str](), folder.parent.resolve()
    entered = set[tuple[int, int]]()  # a link may lead back to where it lies
    # a fifth of the time of Path.rglob, and every programme does it
    for home, folders, names in os.walk(folder, followlinks=True):
        about, is_link = Path(home).stat(), Path(home).is_symlink()
        if (about.st_dev, about.st_ino) in entered or (is_link and not Path(home).resolve().is_relative_to(around)):
            folders.clear()
            continue
        entered.add((about.st_dev, about.st_ino))
        folders[:] = sorted(name for name in folders if not is_passed_over(name))
        found += [f"{home}{os.sep}{name}" for name in names if not is_passed_over(name)]
    yield from filter(is_file, map(Path, sorted(found)))


class _KnownObject(NamedTuple):
    """The digest of an object. It holds the object, so that no other takes its identity over."""

    thing: object
    digest: str
    files: frozenset[Path]
    """Those whose content is in the digest."""


@dataclass(slots=True)
class Fingerprints:
    """The digests of one run, which reads every file once."""

    known: dict[Path, str] = field(default_factory=dict)
    folders: dict[Path, str] = field(default_factory=dict)
    listings: dict[Path, str] = field(default_factory=dict)
    configs: dict[Path, str] = field(default_factory=dict)
    astray: dict[Path, str] = field(default_factory=dict)
    """By the root of a workspace, what is told of files that nobody reads."""
    known_objects: dict[int, _KnownObject] = field(default_factory=dict)
    """Digests of objects by their identity."""
    states: dict[Path, tuple[int, ...]] = field(default_factory=dict)
    """What the system says of a file that changes with every change to it; of files that were not written just now."""
    before: Fingerprints | None = None
    """Those of earlier, where they hold for what was not changed since."""

    def anew(self) -> Fingerprints:
        """Return digests for which everything is looked at again, and read again where it was changed since."""
        return Fingerprints(before=self)

    def file(self, path: Path) -> str:
        """A file by its content; a missing one is known as such."""
        if path not in self.known:
            state, before = _state(path), self.before
            same = before and state and before.states.get(path) == state
            self.known[path] = before.known[path] if before and same else file_digest(path)
            self.states[path] = state
        return self.known[path]

    def folder(self, folder: Path) -> str:
        """Everything in a folder: names and contents."""
        if folder not in self.folders:
            parts = (part for path in files(folder) for part in (path.relative_to(folder).as_posix(), self.file(path)))
            self.folders[folder] = digest(*parts)
        return self.folders[folder]

    def names(self, folder: Path) -> str:
        """The names in a folder."""
        if folder not in self.listings:
            self.listings[folder] = digest(*sorted(path.name for path in folder.glob("*")))
        return self.listings[folder]

    def layers(self, layers: Layers, *parts: str) -> str:
        """These parts of every layer: folders or files, such as `templates` and `_brand.yml`."""
        return digest(*(self.part(layer.root / part) for layer in layers.order for part in parts))

    def part(self, path: Path) -> str:
        """A file, or everything in a folder."""
        return self.folder(path) if path.is_dir() else self.file(path)

    def config(self, path: Path) -> str:
        """A configuration, with what it takes from the environment."""
        if path not in self.configs:
            text = path.read_text("utf-8", "replace")
            # A tag can be written in many ways, and what it takes on many lines: any word may name a variable.
            names = dict.fromkeys(_NAME.findall(text)) if "!" in text else ()
            self.configs[path] = digest(text, *(f"{name}={os.environ.get(name)}" for name in names))
        return self.configs[path]

    def object_digest(self, thing: object) -> str:
        """A frozen object, with the content of every file that it names; of folders, no more than their names."""
        return self.known_object(thing).digest

    def known_object(self, thing: object) -> _KnownObject:
        """A frozen object with its digest."""
        if id(thing) not in self.known_objects:
            self.known_objects[id(thing)] = self._as_before(thing) or _Pickler.of(thing, self)
        return self.known_objects[id(thing)]

    def _as_before(self, thing: object) -> _KnownObject | None:
        """What was known of an object before, where none of the files that it names was changed since."""
        before = self.before
        known = before.known_objects.get(id(thing)) if before else None
        same = before and known and all(self.file(path) == before.known[path] for path in known.files)
        return known if same else None

    def forget_objects(self) -> None:
        """Let go of all objects, which would otherwise stay in memory as long as this."""
        self.known_objects.clear()

    def text_of(self, thing: object, layers: Layers) -> str:
        """A frozen object of texts, wherever the layers lie whose files they name."""
        text = repr(thing)
        for number, layer in enumerate(layers.order):
            for root in dict.fromkeys((layer.root, layer.root.resolve())):
                text = text.replace(root.as_uri(), f"layer:{number}").replace(str(root), f"layer:{number}")
        return digest(text)


class _Pickler(pickle.Pickler):
    """Writes an object down with files by their content instead of their place.

    Equal objects give equal bytes: whether two parts are one object, which depends on what else was loaded, does not count.
    """

    def __init__(self, into: io.BytesIO, thing: object, fingerprints: Fingerprints) -> None:
        from mentorkit.guides.library import Guide  # not before: where nothing has changed, no thing is written down

        super().__init__(into, protocol=5)
        self.fast = True  # what comes twice is written twice
        self.whole, self.fingerprints, self.parts = thing, fingerprints, (Authored, Guide)
        self.files = set[Path]()

    @classmethod
    def of(cls, thing: object, fingerprints: Fingerprints) -> _KnownObject:
        into = io.BytesIO()
        pickler = cls(into, thing, fingerprints)
        pickler.dump(thing)
        return _KnownObject(thing, digest(into.getvalue()), frozenset(pickler.files))

    def reducer_override(self, thing: Any) -> Any:
        """Return what stands for a file, for a part that comes in many places, and for an object: its class and its fields.

        It is asked for everything but plain values and what holds them, which is most of a programme.
        """
        if isinstance(thing, type):
            return NotImplemented
        if isinstance(thing, self.parts) and thing is not self.whole:
            known = self.fingerprints.known_object(thing)
            self.files |= known.files
            return _instead("part", known.digest)
        if isinstance(thing, Path):
            self.files.add(thing)
            return _instead("file", thing.name, self.fingerprints.file(thing))
        if names := _field_names(type(thing)):  # type: ignore[arg-type]
            besides = (
                (thing.__pydantic_private__, *sorted(thing.model_fields_set)) if isinstance(thing, BaseModel) else ()
            )
            return _instead(type(thing).__qualname__, *(_in_order(getattr(thing, name)) for name in names), *besides)
        return NotImplemented


def _instead(*parts: object) -> tuple[type[tuple[Any, ...]], tuple[tuple[object, ...]]]:
    """How a pickler writes down other things instead of an object."""
    return tuple, (parts,)


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """The names of the fields of a kind of dataclass or model; none of other kinds."""
    if issubclass(kind, BaseModel):
        return tuple(kind.model_fields)
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()


def _in_order(value: Any) -> Any:
    """A value; a set as a list in order, which differs from one process to the next."""
    return ("set", *sorted(map(repr, value))) if isinstance(value, frozenset | set) else value


def _state(path: Path) -> tuple[int, ...]:
    """The state of a file, by which another write to it is seen without reading it; none where it is missing or just written."""
    try:
        about = path.stat()
    except OSError:
        return ()
    written = max(about.st_mtime_ns, about.st_ctime_ns)
    settled = written < time.time_ns() - _SETTLED
    return (about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino) if settled else ()
