"""Faults in the files of a brand, each with a way out."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """The fault of a file, as the end of a sentence that names it, and a way out."""

    says: str
    way_out: str


DAMAGED = Fault("is damaged or cut off", "copy or export it anew")
NO_PICTURE = Fault("is not a picture, whatever its name says", "export it anew")
