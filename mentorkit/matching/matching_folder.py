"""The folder of matching: what we write into it, beside what people put there, and the table that they change.

It lies in a programme's part of the private folder. Its files are closed to other accounts of the machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from mentorkit.core.atomic import replacing
from mentorkit.core.digests import file_digest
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.workspace.manifest import Manifest
from mentorkit.workspace.private_folder import MATCHING, PrivateFolder

MadeKind = Literal["proposal", "accepted", "profiles"]
"""What a run writes: each kind takes the place of what an earlier run wrote of it, and of nothing else."""
TABLES = ("pairs.xlsx", "pairs.csv")
"""The table of pairs, of which there is one: people change it."""
_OPEN = ("~${}", ".~lock.{}#")
"""The names of the files by which Excel and LibreOffice say that they have a table open."""
BEFORE = "pairs-before"
"""The name of the table as people left it, when a new one has taken its place."""


@dataclass(frozen=True, slots=True)
class MatchingFolder:
    """The folder of one programme. `name` is what messages call it."""

    private: PrivateFolder
    name: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.private.root / MATCHING

    def table(self) -> Path | None:
        """The table of pairs that counts: where there are two, the one that people changed; None where there is none.

        Raises BuildFailed where they changed both.
        """
        there = [self.path / name for name in TABLES if (self.path / name).is_file()]
        changed = [path for path in there if not self._is_ours("proposal", path)]
        if len(changed) > 1:
            message = f'"{TABLES[0]}" and "{TABLES[1]}" were both changed, and it is unclear which of them counts'
            raise self._failed("pairs-table", message, "move one of them away")
        return next(iter(changed or there), None)

    def state(self) -> str:
        """What the table holds now, to see whether somebody saves it while a run is at work; "" where there is none."""
        path = self.table()
        return f"{path.name} {file_digest(path)}" if path else ""

    def refuse_foreign(self, kind: MadeKind, names: Iterable[str]) -> None:
        """Raise BuildFailed where one of these files would replace what somebody else put there or changed."""
        for folder in dict.fromkeys((self.path, *((self.path / name).parent for name in names))):
            if folder.is_symlink():
                shown = "this" if folder == self.path else f"{folder.name}/"
                raise self._failed("not-ours", f"{shown} is a link, and no folder", "move it away")
        for name in names:
            path = self.path / name
            if name not in TABLES and (path.is_symlink() or path.exists()) and not self._is_ours(kind, path):
                shown = f"a file in {name.partition('/')[0]}/" if "/" in name else f'"{name}"'  # named after a person
                message = f"a new one would replace {shown}, which somebody changed or put there"
                raise self._failed("not-ours", message, "give it another name, or move it away")

    def refuse_open(self) -> None:
        """Raise BuildFailed where a spreadsheet program has the table open: it would save over the new one, or keep it away."""
        for name in (begins.format(table) for table in TABLES for begins in _OPEN):
            if (self.path / name).exists():
                hint = f'save it there and close it; if no program has it open, delete "{name}"'
                raise self._failed("pairs-table", "the table of pairs is open in a spreadsheet program", hint)

    def keep(
        self, kind: MadeKind, files: Mapping[str, bytes], read: str | None = None, *, aside: bool = False
    ) -> tuple[Path, ...]:
        """Write these files, each in one step, and take away what an earlier run wrote of this kind and is not among them.

        A table that people changed is kept beside the new one, under the name BEFORE; it goes once the new one is there.
        With `aside` it is kept also where a run wrote it, since the new one lacks something that was decided. `read` is the `state` of the table that they were made from. Raises BuildFailed, OSError.
        """
        self.refuse_foreign(kind, files)
        if read is not None and self.state() != read:
            message = "somebody saved the table of pairs while this run was at work"
            raise self._failed("pairs-table", message, "run it again, and it counts what was decided since")
        ours = dict(self._ours(kind))
        digests = {name: sha256(data).hexdigest() for name, data in files.items()}
        replaced = self._keep_before(files, aside)
        Manifest("", digests, ours).write(self._record(kind))
        for name, data in files.items():
            _write(self.path / name, data)
        for name, digest in (ours | replaced).items():
            path = self.path / name
            if name not in files and path.is_file() and file_digest(path) == digest:
                path.unlink()
        return tuple(self.path / name for name in files)

    def _ours(self, kind: MadeKind) -> Iterator[tuple[str, str]]:
        """The files of this kind that are there as a run wrote them, also one that was killed; each with its digest."""
        written = self._written(kind)
        for name in {**written.old, **written.new}:
            if self._is_ours(kind, self.path / name):
                yield name, file_digest(self.path / name)

    def _keep_before(self, files: Mapping[str, bytes], every: bool) -> dict[str, str]:  # noqa: FBT001 - of two kinds
        """Keep each table that people changed, or `every`, under another name, and give its digest by its own."""
        kept = dict[str, str]()
        for path in (self.path / name for name in TABLES if not files.keys().isdisjoint(TABLES)):
            if path.is_file() and (every or not self._is_ours("proposal", path)):
                data = path.read_bytes()
                kept[path.name] = sha256(data).hexdigest()
                _write(path.with_stem(BEFORE), data)
        return kept

    def _is_ours(self, kind: MadeKind, path: Path) -> bool:
        """Whether a file is as a run wrote it, the last one or the one before."""
        written, name = self._written(kind), path.relative_to(self.path).as_posix()
        if path.is_symlink() or not path.is_file():
            return False
        return file_digest(path) in [some.get(name) for some in (written.new, written.old)]

    def _record(self, kind: MadeKind) -> Path:
        return self.private.record(f"{MATCHING}-{kind}")

    def _written(self, kind: MadeKind) -> Manifest:
        return Manifest.read(self._record(kind))

    def _failed(self, rule: str, message: str, hint: str) -> BuildFailed:
        return BuildFailed([Problem(rule, message, Span(self.name), hint)])


def _write(path: Path, data: bytes) -> None:
    """Write a file that no other account can read, in one step. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with replacing(path) as new, os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
