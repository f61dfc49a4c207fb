"""What a task page asks in each format of a programme."""

from __future__ import annotations

from typing import Any

import pytest

from mentorkit.editing.changes import ABSENT
from mentorkit.studio.form_fields import Path
from mentorkit.studio.task_pages.matching_page import MATCHING
from mentorkit.studio.task_pages.people_page import PEOPLE
from mentorkit.studio.task_pages.roles_page import ROLES_PAGE
from mentorkit.studio.task_view import EntriesView, GroupView, PageBuilder, fields_in

ASKED_BY_FORMAT = {
    "mentees_per_mentor": ("one-to-one", "reverse", "group", "advisory board"),
    "mentors_per_mentee": ("advisory board",),
    "seats": ("advisory board",),
    "mentor_input": ("one-to-one", "reverse", "group", "advisory board"),
    "mentor": ("one-to-one", "reverse", "group", "advisory board"),
    "leaders_mentor": ("one-to-one", "reverse", "group", "advisory board"),
    "rematch": ("one-to-one", "reverse", "group", "advisory board", "peer"),
}
"""Names that stand in the paths of fields, and the formats in which they are asked."""


class Written:
    """A definition that says no more than it is given."""

    def __init__(self, values: dict[Path, Any], taken_over: tuple[Path, ...] = ()) -> None:
        self.values, self.taken_over = values, taken_over

    def value(self, path: Path) -> Any:
        return self.values.get(path, ABSENT)

    def origin(self, path: Path) -> str:
        return "the common basics" if path in self.taken_over else ""

    def inherited(self, path: Path) -> Any:
        return ABSENT

    def spoken(self, text: str) -> str:
        return text

    def translations(self, path: Path) -> dict[str, str]:
        return {}


def asked(written: Written) -> set[str]:
    """All names in the paths of what the pages ask."""
    parts = [
        one for page in (MATCHING, PEOPLE, ROLES_PAGE) for one in PageBuilder(written, (), "", {}).parts(page.parts)
    ]
    paths = [view.path for view in (*fields_in(tuple(parts)), *(one for one in parts if isinstance(one, EntriesView)))]
    assert all(one.fields for one in parts if isinstance(one, GroupView)), "a heading above nothing"
    return {name for path in paths for name in path}


@pytest.mark.parametrize("format_", ["", "one-to-one", "reverse", "group", "advisory board", "peer"])
def test_a_page_asks_what_means_something_in_the_format(format_: str) -> None:
    names = asked(Written({("format",): format_} if format_ else {}))
    expected = {name for name, formats in ASKED_BY_FORMAT.items() if (format_ or "one-to-one") in formats}
    assert names & ASKED_BY_FORMAT.keys() == expected


def test_what_the_file_says_all_the_same_is_shown() -> None:
    number: Path = ("matching", "mentors_per_mentee")
    assert "mentors_per_mentee" in asked(Written({number: 3}))
    assert "mentors_per_mentee" not in asked(Written({number: 3}, taken_over=(number,)))
    summary: Path = ("roles", "mentor", "summary")
    assert "mentor" in asked(Written({("format",): "peer", summary: "You listen."}))
