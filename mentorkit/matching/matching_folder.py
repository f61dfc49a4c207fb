"""The folder of matching: what we write into it, beside what people put there, and the table that they change.

It lies in a programme's part of the private folder. Its files are closed to other accounts of the machine.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
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

    def refuse_foreign(self, kind: MadeKind, names: Iterable[str]) -> None:
        """Raise BuildFailed where one of these files would replace what somebody else put there or changed."""
        if self.path.is_symlink():
            raise self._failed("not-ours", "this is a link, and no folder", "move it away")
        for name in names:
            path = self.path / name
            if name not in TABLES and (path.is_symlink() or path.exists()) and not self._is_ours(kind, path):
                shown = f"a file in {name.partition('/')[0]}/" if "/" in name else f'"{name}"'  # named after a person
                message = f"a new one would replace {shown}, which somebody changed or put there"
                raise self._failed("not-ours", message, "give it another name, or move it away")

    def keep(self, kind: MadeKind, files: Mapping[str, bytes]) -> tuple[Path, ...]:
        """Write these files, each in one step, and take away what an earlier run wrote of this kind and is not among them.

        A table that people changed is kept beside the new one, under the name BEFORE. Raises BuildFailed, OSError.
        """
        self.refuse_foreign(kind, files)
        before = self._written(kind)
        digests = {name: sha256(data).hexdigest() for name, data in files.items()}
        self._keep_before(files)
        Manifest("", digests, before.new).write(self._record(kind))
        for name, data in files.items():
            _write(self.path / name, data)
        for name in before.new.keys() - files.keys():
            path = self.path / name
            if path.is_file() and file_digest(path) == before.new[name]:
                path.unlink()
        return tuple(self.path / name for name in files)

    def _keep_before(self, files: Mapping[str, bytes]) -> None:
        for path in (self.path / name for name in TABLES):
            if any(name in files for name in TABLES) and path.is_file() and not self._is_ours("proposal", path):
                aside = path.with_stem(BEFORE)
                aside.unlink(missing_ok=True)
                shutil.copyfile(path, aside)
                aside.chmod(0o600)
                if path.name not in files:
                    path.unlink()  # read, and now in place of the table that is written

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
