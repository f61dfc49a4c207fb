"""PNGs whose last rows are missing and whose parts are whole: decoders leave those black, and say nothing of it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Values of a pixel by the number of its kind of colours."""
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Where each pass of an interlaced picture begins, across and down, and the steps that it takes."""
_AT_ONCE = 1 << 20


def has_all_rows(head: bytes, packed: Iterable[bytes]) -> bool:
    """Return whether all rows of a PNG are there, from the contents of its first part and of those that hold its pixels.

    Raises zlib.error where they cannot be read.
    """
    expected, reader = sum(_bytes(head)), zlib.decompressobj()
    for part in packed:
        rest = part
        while rest and expected > 0:
            expected -= len(reader.decompress(rest, _AT_ONCE))
            rest = reader.unconsumed_tail
    return expected <= len(reader.flush())


def _bytes(head: bytes) -> Iterator[int]:
    """The bytes of the rows of each pass."""
    wide, high = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big")
    bits = head[8] * _CHANNELS.get(head[9], 1)
    for left, top, across, down in _PASSES if head[12] else ((0, 0, 1, 1),):
        columns, rows = -(-(wide - left) // across), -(-(high - top) // down)
        if columns > 0 and rows > 0:
            yield rows * (1 + -(-columns * bits // 8))
