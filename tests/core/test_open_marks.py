"""The mark of what is still to be written, as people write it."""

import pytest

from mentorkit.core.open_marks import with_mark
from mentorkit.core.yaml_source import read_mapping


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("TO FILL IN (x)", "TO FILL IN (x)"),
        ("To fill in (x)", "TO FILL IN (x)"),
        ("to fill in: x", "TO FILL IN: x"),
        ("- to fill in", "- TO FILL IN"),
        ("TO FILL-IN", "TO FILL IN"),
        ("so TO\u00a0FILL  IN it", "so TO FILL IN it"),
        ("TO\nFILL\nIN", "TO FILL IN"),
        ("TO BE FILLED IN", "TO FILL IN"),
        ("Sheets to fill in (two)", "Sheets to fill in (two)"),
        ("To fill in a sheet", "To fill in a sheet"),
        ("Still water", "Still water"),
    ],
)
def test_a_mark_is_known_however_it_is_written(written: str, read: str) -> None:
    assert with_mark(written) == read


def test_it_is_the_mark_in_definitions() -> None:
    assert read_mapping("s: To fill in (x)\nt: |\n  TO FILL\n  IN\n", "f").value == {
        "s": "TO FILL IN (x)",
        "t": "TO FILL IN",
    }
