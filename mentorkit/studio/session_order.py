"""Sessions in another order: their numbers are counted anew, and what is planned for a place in the year stays there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Sessions = Mapping[str, Any]
"""Sessions as they are written, by their numbers."""
_WHEN = ("date", "until", "week", "day", "at", "time_zone")
"""When a session is: of two that change places, each takes the time of the other."""


def in_order(sessions: Sessions) -> list[str]:
    """The numbers of sessions, lowest first."""
    return sorted(sessions, key=int)


def changed_places(sessions: Sessions, number: str, step: int) -> dict[str, Any]:
    """The sessions once one has changed places with the one before (-1) or behind it (1); as they are where there is none."""
    numbers = in_order(sessions)
    at = numbers.index(number) + step
    if not 0 <= at < len(numbers):
        return dict(sessions)
    other = numbers[at]
    swapped = {number: _at(sessions[other], sessions[number]), other: _at(sessions[number], sessions[other])}
    return {one: swapped.get(one, sessions[one]) for one in numbers}


def left_out(sessions: Sessions, number: str) -> dict[str, Any]:
    """The sessions without one: those behind it are counted down, and keep their times."""
    numbers = in_order(sessions)
    rest = [sessions[one] for one in numbers if one != number]
    return dict(zip(numbers, rest, strict=False))


def put_behind(sessions: Sessions, number: str, new: Any) -> dict[str, Any]:
    """The sessions with a new one behind another: those that follow are counted up as far as they must, and keep their times."""
    made: dict[str, Any] = {}
    for one in in_order(sessions):
        key = one
        while key in made:
            key = str(int(key) + 1)
        made[key] = sessions[one]
        if one == number:
            made[str(int(key) + 1)] = new
    return made


def _at(session: Any, place: Any) -> Any:
    """A session at the time that another one has. One of which only the title is said stays as it is."""
    if not isinstance(session, dict) or not isinstance(place, dict):
        return session
    when = {name: place[name] for name in _WHEN if name in place}
    rest = {name: value for name, value in session.items() if name not in _WHEN}
    return {"title": rest.pop("title"), **when, **rest} if "title" in rest else {**when, **rest}
