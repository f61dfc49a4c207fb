"""The places of a workbook that wait for a name: pictures of one colour, which personal copies put names in place of."""

from __future__ import annotations

import struct
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from zlib import compress, crc32


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a name. `holds` says whose (`own` or `partner`); `look` is the setting that it is shown in."""

    number: int
    name: str
    holds: str
    look: str
    width: int
    """Millimetres."""
    height: int
    size: float
    """Size of the letters in points, where they find room."""
    at_end: bool = False
    """Whether the name stands at the end of its line: right, where one reads from left to right."""
    centred: bool = False

    @property
    def alt(self) -> str:
        """The text in the tags until the name stands there."""
        return f"slot:{self.name}"

    @property
    def address(self) -> str:
        """A picture of one colour that no other slot has, with a pixel for each millimetre."""
        rows = (b"\x00" + self.pixel * self.width) * self.height
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", compress(rows)), (b"IEND", b""))
        chunks = (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data)) for kind, data in parts
        )
        return "data:image/png;base64," + b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(chunks)).decode()

    @property
    def pixel(self) -> bytes:
        """Its colour, red, green and blue."""
        return bytes((77, 75, self.number))


_SLOTS = (
    Slot(1, "cover-own", "own", "name", 70, 9, 15),
    Slot(2, "cover-partner", "partner", "name", 70, 7, 11),
    Slot(3, "agreement-own", "own", "name", 72, 6, 11),
    Slot(4, "agreement-partner", "partner", "name", 72, 6, 11),
    Slot(5, "head", "own", "head", 60, 5, 8, at_end=True),
    Slot(6, "certificate-own", "own", "name", 150, 14, 26, centred=True),
)
_LARGE = (
    Slot(1, "cover-own", "own", "name", 70, 11, 20),
    Slot(2, "cover-partner", "partner", "name", 70, 9, 16),
    Slot(3, "agreement-own", "own", "name", 72, 9, 16),
    Slot(4, "agreement-partner", "partner", "name", 72, 9, 16),
    Slot(5, "head", "own", "name", 80, 9, 16, at_end=True),
    _SLOTS[-1],
)


_SCREEN = tuple(replace(slot, at_end=False) for slot in _SLOTS)


@dataclass(frozen=True, slots=True)
class PersonalLayout:
    """What of a personal copy stands in its layout: somebody's groups and time zone, and where the names belong.

    Without a partner there is a line to write that name on.
    """

    groups: tuple[str, ...] = ()
    partner: bool = True
    edition: str = "print"
    zone: str = ""
    """The time zone of the reader; empty where it is that of the programme."""

    @property
    def slots(self) -> Mapping[str, Slot]:
        """Every place for a name, by what it is called."""
        every = {"large-print": _LARGE, "screen": _SCREEN}.get(self.edition, _SLOTS)
        return {slot.name: slot for slot in every if self.partner or slot.holds == "own"}
