"""What a run will need of the disk, counted before it begins, and what is free there."""

from __future__ import annotations

import math
import os
import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from mentorkit.core.amounts import amount
from mentorkit.core.problems import BuildFailed, Problem, Span

_BLOCK = 4096
"""Bytes in which file systems give out room: the last of a file is rarely full."""
_BESIDE = 2
"""What there is of each copy beside its files: its folder and the record of it."""


def room_of(sizes: Iterable[int]) -> int:
    """The bytes that files of these sizes take on a disk, with their folder and the record of them."""
    return sum(_BLOCK * math.ceil(size / _BLOCK) for size in sizes) + _BESIDE * _BLOCK


@dataclass(slots=True)
class Needs:
    """Counts what copies need beyond what their folders take now, in the order in which they will be made."""

    copies: int = 0
    replaced: int = 0
    """How many of them stand in place of older ones."""
    bytes_more: int = 0
    """What is taken more, or less, once all that were counted are made."""
    most: int = 0
    """What is taken more at the worst moment: an older copy is removed when the new one stands beside it."""
    files: int = 0
    """Files and folders that are there more."""

    def add(self, new: Collection[int], old: Collection[int]) -> None:
        """Count a copy by the sizes of its files, and of those that it replaces; none where it is nobody's place."""
        self.copies += 1
        self.replaced += bool(old)
        self.most = max(self.most, self.bytes_more + room_of(new))
        self.bytes_more += room_of(new) - (room_of(old) if old else 0)
        self.files += len(new) - len(old) + (0 if old else _BESIDE)


def free_room(folder: Path) -> tuple[int, int | None]:
    """The bytes that are free on the disk of a folder, and how many files; None where it counts none. Raises OSError."""
    free = shutil.disk_usage(folder).free
    if not hasattr(os, "statvfs"):
        return free, None
    about = os.statvfs(folder)
    return free, about.f_favail if about.f_files else None


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the copies of a run need, and what is free, as `free_room` has it."""

    needs: Needs
    free: int
    free_files: int | None = None

    def __str__(self) -> str:
        made, replaced = self.needs.copies, self.needs.replaced
        what = f"{_counted(made)} to make"
        if replaced:
            what += f", {'all' if replaced == made else f'{replaced:,} of them'} in place of older ones"
        takes, more = "takes" if made == 1 else "take", " more" if replaced else ""
        return f"{what}, which {takes} about {amount(self.needs.most)}{more}; {amount(self.free)} are free"

    def refuse_without_room(self, folder: Path) -> None:
        """Raise BuildFailed where the disk has less room than the copies need, or takes fewer files than they have."""
        message = str(self) if self.needs.most > self.free else ""
        if not message and self.free_files is not None and self.needs.files > self.free_files:
            copies = _counted(self.needs.copies)
            message = (
                f"{copies} to make, of {self.needs.files:,} files and folders; this disk takes {self.free_files:,} more"
            )
        if message:
            hint = (
                "make room, name a folder on another disk with --into, make a part with --shard 1/8, "
                "or go on until the disk is full with --ignore-space"
            )
            raise BuildFailed([Problem("disk-space", message, Span(str(folder)), hint)])


def _counted(copies: int) -> str:
    return "1 copy" if copies == 1 else f"{copies:,} copies"
