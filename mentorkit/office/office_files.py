"""A file for people to edit, present or hand out, before it is written, and the parts that there are of such files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal, get_args

Part = Literal["books", "packs", "slides", "sheets", "records", "documents", "messages"]
PARTS: tuple[Part, ...] = get_args(Part)
"""The folders of office files, in the order in which they are made."""


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """One file: its path in the folder of its programme, and its bytes."""

    path: PurePosixPath
    data: bytes
