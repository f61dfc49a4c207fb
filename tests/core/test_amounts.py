"""Amounts of data in messages."""

from __future__ import annotations

import pytest

from mentorkit.core.amounts import amount


@pytest.mark.parametrize(
    ("size", "read"),
    [
        (2_345_000_000_000, "2,345 GB"),
        (2_350_000_000, "2.4 GB"),
        (12_340_000, "12.3 MB"),
        (10_000_000, "10 MB"),
        (82_000, "82 kB"),
        (81_920, "82 kB"),
        (999, "999 bytes"),
        (0, "0 bytes"),
    ],
)
def test_amounts_are_read_by_people(size: int, read: str) -> None:
    assert amount(size) == read
