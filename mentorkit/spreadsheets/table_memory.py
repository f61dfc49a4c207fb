"""What a table remembers of its export, so that whatever people changed in it can be told from what changed elsewhere.

It stands in the table itself, in a hidden sheet or in the last lines of a CSV, packed into texts with a digest: everything
that it holds stood in the table when it was exported.
"""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise

MEMORY_SHEET = "MentorKit"
"""The name of the hidden sheet."""
_LETTERS = 30_000
"""Letters of one text: a cell holds 32,767."""
_MARK = re.compile(r"mentorkit-export ([0-9a-f]{12}) (\d{1,4})/(\d{1,4})")
_LARGEST = 50_000_000
_VERSION = 1


@dataclass(frozen=True, slots=True)
class TableMemory:
    """The cells of every sheet as they were exported."""

    program: str
    """The programme: client/program."""
    sheets: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    """By the key of a sheet, then by the id of a row, then by the key of a column: the texts that stood there."""

    def texts(self) -> list[tuple[str, str]]:
        """Pairs of a mark and a text that hold all of it."""
        held = {"version": _VERSION, "program": self.program, "sheets": self.sheets}
        packed = b64encode(zlib.compress(json.dumps(held, ensure_ascii=False).encode(), 9)).decode()
        digest = sha256(packed.encode()).hexdigest()[:12]
        parts = [packed[start : start + _LETTERS] for start in range(0, len(packed), _LETTERS)]
        return [(f"mentorkit-export {digest} {n}/{len(parts)}", f"z:{part}") for n, part in enumerate(parts, 1)]


def is_memory(cells: Sequence[str]) -> bool:
    """Whether a row is one of those that hold a memory."""
    return any(_MARK.fullmatch(cell.strip()) for cell in cells[:3])


def remembered(rows: Iterable[Sequence[str]]) -> TableMemory | None:
    """The memory that these rows hold, in whichever order they stand; None where it is not there whole."""
    parts = dict[tuple[str, int], dict[int, str]]()
    for cells in rows:
        for cell, text in pairwise(cells):
            if mark := _MARK.fullmatch(cell.strip()):
                parts.setdefault((mark[1], int(mark[3])), {})[int(mark[2])] = text.strip().removeprefix("z:")
    for (digest, count), texts in parts.items():
        packed = "".join(texts.get(number, "") for number in range(1, count + 1))
        if sha256(packed.encode()).hexdigest()[:12] == digest:
            return _unpacked(packed)
    return None


def _unpacked(packed: str) -> TableMemory | None:
    """A memory that nobody changed by chance; None where somebody wrote something else on purpose."""
    try:
        held = json.loads(zlib.decompressobj().decompress(b64decode(packed), _LARGEST))
        if held["version"] != _VERSION:
            return None
        sheets = {
            str(sheet): {str(row): {str(key): str(text) for key, text in cells.items()} for row, cells in rows.items()}
            for sheet, rows in held["sheets"].items()
        }
        return TableMemory(str(held["program"]), sheets)
    except (ValueError, KeyError, TypeError, AttributeError, zlib.error, RecursionError):
        return None
