"""Amounts of data as people read them, in messages."""

from __future__ import annotations


def amount(size: float) -> str:
    """Bytes as people read them, in the largest unit that they fill: 2.4 GB, 12.3 MB, 400 MB, 82 kB, 17 bytes."""
    for unit, bytes_in_it in (("GB", 10**9), ("MB", 10**6)):
        if size >= bytes_in_it:
            return f"{size / bytes_in_it:,.1f}".removesuffix(".0") + f" {unit}"
    return f"{size / 1000:.0f} kB" if size >= 1000 else f"{size:.0f} bytes"
