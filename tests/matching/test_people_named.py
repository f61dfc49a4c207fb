"""Names that people write for others: known for certain in every form of one name, and otherwise not at all."""

from __future__ import annotations

import pytest

from mentorkit.core.problems import Span
from mentorkit.matching.applicants import Applicant
from mentorkit.matching.people_named import PeopleNamed, identity, names_in, plain_name


def somebody(name: str, email: str = "") -> Applicant:
    return Applicant(identity(name, email), "mentee", name, email, "", Span("people.csv", 2))


PEOPLE = [
    somebody("Zoë O'Neill-Brandt", "Zoe.Brandt@example.org"),
    somebody("Bob Smith", "bob@example.org"),
    somebody("Bob Smith", "bob.2@example.org"),
    somebody("Łukasz Groß"),
    somebody("山田 太郎", "yamada@example.org"),
    somebody("Le, Anh", "anh@example.org"),
]


@pytest.mark.parametrize(
    "written",
    [
        "Zoë O'Neill-Brandt",
        "zoe  o’neill brandt",
        "ZOË O'NEILL–BRANDT",
        "O'Neill-Brandt, Zoë",
        "Dr. Zoë O'Neill-Brandt",
        "Zoe\u0308 O'Neill\u00adBrandt".replace("\u00ad", "-"),
        "zoe.brandt@EXAMPLE.org",
        "Zoë Brandt <zoe.brandt@example.org>",
        "Zoë O'Neill-Brandt (somebody.else@example.org)",
    ],
)
def test_one_name_in_all_its_forms_is_one_person(written: str) -> None:
    assert PeopleNamed.of(PEOPLE).find(written) == {"zoe.brandt@example.org"}


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("Bob S.", set()),
        ("Bob", set()),
        ("Smith Bob", set()),
        ("Robert Smith", set()),
        ("Bob Smith", {"bob@example.org", "bob.2@example.org"}),
        ("Lukasz Gross", {"lukasz gross"}),
        ("山田 太郎", {"yamada@example.org"}),
        ("Anh Le", {"anh@example.org"}),
        ("Le, Anh", {"anh@example.org"}),
        ("nobody@example.org", set()),
        ("", set()),
        ("@", set()),
        ("…", set()),
    ],
)
def test_who_is_not_named_for_certain_is_not_found(written: str, keys: set[str]) -> None:
    assert PeopleNamed.of(PEOPLE).find(written) == keys


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Bob Smith", ("Bob Smith",)),
        ("Smith, Bob", ("Smith, Bob",)),
        ("Bob Smith, Ann Lee", ("Bob Smith", "Ann Lee")),
        ("Bob Smith, ann@example.org", ("Bob Smith", "ann@example.org")),
        ("Smith, Bob; Lee, Ann", ("Smith, Bob", "Lee, Ann")),
        ("Bob Smith\nAnn Lee\r\nBob Smith", ("Bob Smith", "Ann Lee")),
        ("Bob Smith | ", ("Bob Smith",)),
        (" ; ,", ()),
        ("", ()),
    ],
)
def test_one_cell_may_hold_several_names(cell: str, names: tuple[str, ...]) -> None:
    assert names_in(cell) == names


def test_a_name_of_signs_or_of_great_length_takes_no_time() -> None:
    for text in ("a" * 130_000, "a@" * 60_000, "a." * 60_000, ", " * 60_000, "dr " * 90):
        assert isinstance(PeopleNamed.of(PEOPLE).find(text), frozenset)
    assert plain_name("…") == "..."


def test_a_person_that_is_printed_shows_no_name() -> None:
    assert "Bob" not in repr(PEOPLE[1])
    assert "bob" not in repr(PeopleNamed.of(PEOPLE))
