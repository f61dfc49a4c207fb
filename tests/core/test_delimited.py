"""Tables as plain text: what stands between their cells, and how they are written."""

from __future__ import annotations

import pytest

from mentorkit.core.delimited import delimiter_of, encoding_by_mark


@pytest.mark.parametrize(
    ("sample", "sign"),
    [
        ("a,b,c\n1,2,3\n", ","), ("a;b;c\n1;2;3\n", ";"), ("a\tb\n1\t2\n", "\t"), ("a|b|c\n1|2|3\n", "|"), ("a;b, with, commas\n1;2\n3;4, x\n", ";"),
        ('"a, or b";c\n"1, 2";3\n', ";"), ("a,b\n1;2,3\n4;5,6\n", ","), ("one\ntwo\n", ","), ("", ","), ("a;b\n", ";"), ('a,b,c\n1,2,3\n4,"5\n6,7,8\n', ","),
    ],
)  # fmt: skip
def test_the_sign_between_cells_is_the_one_that_most_rows_agree_on(sample: str, sign: str) -> None:
    assert delimiter_of(sample) == sign


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_an_encoding_is_known_by_its_first_bytes(encoding: str) -> None:
    data = "Role;Ä".encode(encoding)
    assert data.decode(encoding_by_mark(data)) == "Role;Ä"
