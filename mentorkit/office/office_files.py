"""A file for people to edit, present or hand out, before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """One file: its path in the folder of its programme, and its bytes."""

    path: PurePosixPath
    data: bytes
