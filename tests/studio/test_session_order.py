"""Sessions that are moved, taken out and put in between are counted anew."""

from __future__ import annotations

from mentorkit.studio.session_order import changed_places, left_out, put_behind

ONE = {"title": "Begin", "week": "2"}
TWO = {"title": "Go on", "week": "6", "day": "Tuesday", "keys": ["feedback"]}
THREE = {"title": "End", "date": "2027-05-01"}
YEAR = {"1": ONE, "2": TWO, "3": THREE}


def test_two_that_change_places_take_each_others_time() -> None:
    assert changed_places(YEAR, "2", -1) == {
        "1": {"title": "Go on", "week": "2", "keys": ["feedback"]},
        "2": {"title": "Begin", "week": "6", "day": "Tuesday"},
        "3": THREE,
    }
    assert changed_places(YEAR, "2", 1) == {
        "1": ONE,
        "2": {"title": "End", "week": "6", "day": "Tuesday"},
        "3": {"title": "Go on", "date": "2027-05-01", "keys": ["feedback"]},
    }


def test_the_first_goes_no_higher_and_the_last_no_lower() -> None:
    assert changed_places(YEAR, "1", -1) == YEAR
    assert changed_places(YEAR, "3", 1) == YEAR


def test_those_behind_one_that_is_left_out_are_counted_down() -> None:
    assert left_out(YEAR, "1") == {"1": TWO, "2": THREE}
    assert left_out({"1": ONE, "12": TWO, "13": THREE}, "12") == {"1": ONE, "12": THREE}


def test_those_behind_a_new_one_are_counted_up_as_far_as_they_must() -> None:
    new = {"title": "New"}
    assert put_behind(YEAR, "1", new) == {"1": ONE, "2": new, "3": TWO, "4": THREE}
    assert put_behind(YEAR, "3", new) == YEAR | {"4": new}
    assert put_behind({"1": ONE, "3": THREE}, "1", new) == {"1": ONE, "2": new, "3": THREE}
