"""JPEGs that were cut off and closed again: decoders fill what is missing with grey, and say nothing of it."""

from __future__ import annotations

import re
from io import BytesIO
from math import ceil

_STUFFING = bytes((73 * number + 41) % 251 for number in range(4096))
"""What cannot be read as the rest of any picture: noise, without a mark."""
_FRAMES = (0xC0, 0xC1, 0xC2)
_LARGEST = 3000
"""Pixels of a side at which two pictures of several passes are compared."""


def is_whole(data: bytes, begin: int, end: int) -> bool:
    """Return whether all pixels of a JPEG are there, whose first pass begins at `begin`, and whose end mark stands at `end`.

    What is put in front of the end mark changes a picture only where pixels were still to come.
    """
    parts = dict(_parts(data, begin))
    frame = next((mark for mark in _FRAMES if mark in parts), None)
    if frame is None:
        return True
    if frame != 0xC2 and len(re.findall(rb"\xff[\xd0-\xd7]", data[begin:end])) < _restarts(
        parts[frame], parts.get(0xDD, b"")
    ):
        return False
    several = frame == 0xC2
    return _seen(data, several=several) == _seen(data[:end] + _STUFFING + data[end:], several=several)


def _parts(data: bytes, begin: int) -> list[tuple[int, bytes]]:
    """The parts before the pixels, each with its mark."""
    at, parts = 2, list[tuple[int, bytes]]()
    while at < begin:
        while data[at : at + 2] == b"\xff\xff":  # fills up
            at += 1
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        parts.append((data[at + 1], data[at + 4 : at + 2 + length]))
        at += 2 + length
    return parts


def _restarts(frame: bytes, interval: bytes) -> int:
    """The number of marks inside the pixels of a picture of one pass, at which decoders begin again."""
    every = int.from_bytes(interval[:2], "big")
    high, wide, planes = int.from_bytes(frame[1:3], "big"), int.from_bytes(frame[3:5], "big"), frame[5]
    if not every or len(frame) < 6 + 3 * planes:
        return 0
    sampled = [frame[7 + 3 * plane] for plane in range(planes)]
    across, down = (max(1, max(one >> shift & 15 for one in sampled)) if planes > 1 else 1 for shift in (4, 0))
    return ceil(ceil(wide / (8 * across)) * ceil(high / (8 * down)) / every) - 1


def _seen(data: bytes, *, several: bool) -> bytes:
    """The pixels of a picture, at an eighth of its size; of one of several passes, the largest that is ever shown."""
    from PIL import Image

    with Image.open(BytesIO(data), formats=["JPEG"]) as picture:
        picture.draft(picture.mode, (_LARGEST, _LARGEST) if several else (1, 1))
        return picture.tobytes()
