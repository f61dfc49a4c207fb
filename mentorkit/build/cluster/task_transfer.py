"""Transfer of tasks to other machines: a task is packed here and run there, and its files come back as bytes.

The texts of a programme are part of a packed task. Files that it names are not: the other machine has to see the same, which
is checked by their digests before the task is run. So has it to see the folder of a shared cache; what it would keep in a
cache that it does not see comes back too.
"""

from __future__ import annotations

import io
import os
import pickle
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mentorkit.build.cache import Cache
from mentorkit.build.cluster.cache_marks import CacheMarks, MarkedFolder
from mentorkit.build.fingerprint import Fingerprints, files
from mentorkit.build.outputs import Job
from mentorkit.core.names import is_file, is_inside
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.workspace.run_folder import temporary_files_in

_EPOCH = "SOURCE_DATE_EPOCH"
Task = Callable[..., Any]
"""A function of a module, whose first argument is a Job and which writes nothing but below the folder of that."""


@dataclass(frozen=True, slots=True)
class TaskResult:
    """What a task returned, and the files that it wrote, by their paths in the folder of its job."""

    value: Any
    files: dict[str, bytes]
    kept: dict[str, bytes] = field(default_factory=dict)
    """What it kept for a cache that the other machine does not see; see `Cache.packed`."""

    def unpack(self, folder: Path, cache: Cache | None = None) -> Any:
        """Write the files into a folder and what was kept into the cache, and return the value."""
        if cache and self.kept:
            cache.adopt(self.kept)
        for name, data in self.files.items():
            if not is_inside(name):
                raise ValueError(f"a worker sent a file that leads out of its folder: {name}")
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        return self.value


Seen = tuple[tuple[Path, str], ...]
"""Files, then whole folders of templates, with their digests. That of a folder shows files which only one machine has."""


@dataclass(slots=True)
class Packer:
    """Packs the tasks of one run, until `end`; each file is read once, and each job packed once."""

    prints: Fingerprints = field(default_factory=Fingerprints)
    marks: CacheMarks = field(default_factory=CacheMarks)
    _jobs: dict[int, tuple[Job, bytes]] = field(default_factory=dict)
    """By identity, with the job, so that no other takes that identity over; the latest only."""

    def pack(self, task: Task, job: Job, given: tuple[Any, ...]) -> bytes:
        """Return a task as bytes, for `run_packed`."""
        return pickle.dumps((self._packed(job), zlib.compress(pickle.dumps((task, given)), 1)))

    def end(self) -> None:
        """Delete the marks by which workers know the caches."""
        self.marks.delete()

    def _packed(self, job: Job) -> bytes:
        if id(job) not in self._jobs:
            pickled = _PathRecorder.of(job)
            templates = [layer.root / "templates" for layer in job.layers.order if (layer.root / "templates").is_dir()]
            single = {*filter(is_file, pickled.paths), *(path for folder in templates for path in files(folder))}
            seen: Seen = tuple((path, self.prints.part(path)) for path in (*sorted(single), *templates))
            own, shared = (self.marks.own(job.cache), self.marks.shared(job.cache)) if job.cache else (None, None)
            checked = seen, shared, job.config, self.prints.config(job.config)
            packed = pickle.dumps((checked, own, zlib.compress(pickled.data, 1)))
            while len(self._jobs) >= _RECENT:
                del self._jobs[next(iter(self._jobs))]
            self._jobs[id(job)] = job, packed
        return self._jobs[id(job)][1]


_RECENT = 8
"""Packed jobs that are remembered: those whose tasks are being handed over. Each takes half a megabyte."""


class _PathRecorder(pickle.Pickler):
    """Pickles an object and notes the paths in it."""

    def __init__(self, into: io.BytesIO) -> None:
        super().__init__(into, protocol=5)
        self.paths: set[Path] = set()

    @classmethod
    def of(cls, thing: object) -> _Pickled:
        into = io.BytesIO()
        one = cls(into)
        one.dump(thing)
        return _Pickled(into.getvalue(), frozenset(one.paths))

    def reducer_override(self, thing: Any) -> Any:
        """Note a path; pickle everything as ever."""
        if isinstance(thing, Path):
            self.paths.add(thing)
        return NotImplemented


@dataclass(frozen=True, slots=True)
class _Pickled:
    data: bytes
    paths: frozenset[Path]


def run_packed(sent: bytes, scratch: Path, epoch: str) -> TaskResult:
    """Run a packed task and return its result. It writes below `scratch`; `epoch` is the SOURCE_DATE_EPOCH of the build.

    Raises BuildFailed where this machine sees other files than the one that packed it, and whatever the task raises.
    """
    os.environ.pop(_EPOCH, None)
    if epoch:
        os.environ[_EPOCH] = epoch
    packed, rest = pickle.loads(sent)  # noqa: S301 - who builds and who works trust each other
    job, own = _unpacked(packed)
    task, given = pickle.loads(zlib.decompress(rest))  # noqa: S301
    scratch.mkdir(parents=True, exist_ok=True)
    with temporary_files_in(scratch), TemporaryDirectory(dir=scratch) as folder:
        made, kept = Path(folder, "made"), Path(folder, "kept")
        made.mkdir()
        cache = replace(job.cache, folder=kept) if job.cache and own and not own.is_seen else job.cache
        value = task(replace(job, folder=made, cache=cache), *given)
        paths = (path for path in sorted(made.rglob("*")) if path.is_file())
        written = {path.relative_to(made).as_posix(): path.read_bytes() for path in paths}
        return TaskResult(value, written, _once(cache.packed(), written) if cache and cache is not job.cache else {})


def _once(kept: dict[str, bytes], files: dict[str, bytes]) -> dict[str, bytes]:
    """What was kept, by the same objects as in the `files`, so that a pickle of both holds equal bytes once."""
    known = {data: data for data in files.values()}
    return {path: known.get(data, data) for path, data in kept.items()}


@lru_cache(maxsize=2)
def _unpacked(packed: bytes) -> tuple[Job, MarkedFolder | None]:
    """The job and the folder of its cache, once the files that it names are known to be the same here."""
    (seen, shared, config, settings), own, job = pickle.loads(packed)  # noqa: S301
    prints = Fingerprints()
    for path, digest in seen:
        if prints.part(path) != digest:
            raise _mismatch(path, "sees other files in this folder" if path.is_dir() else "sees another file here")
    if prints.config(config) != settings:
        raise _mismatch(config, "has other values of the variables that this takes from the environment")
    if shared and not shared.is_seen:
        hint = "let every worker see the folder that `cache:` names, or name a server: https://…"
        raise _mismatch(shared.folder, "sees another folder here", hint)
    return pickle.loads(zlib.decompress(job)), own  # noqa: S301


def _mismatch(path: Path, what: str, hint: str = "") -> BuildFailed:
    message = f"a worker of the cluster {what if path.exists() else 'does not see this'}"
    hint = hint or (
        "every worker has to see the workspace, and MentorKit itself, at the same place with the same content; "
        "if somebody saved this meanwhile, build again"
    )
    return BuildFailed([Problem("cluster", message, Span(str(path)), hint)])
