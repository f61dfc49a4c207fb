"""Key dates, which the smaller papers show: the few dates that one audience needs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from mentorkit.definition.moments import Moment
from mentorkit.toolkit import Toolkit


@dataclass(frozen=True, slots=True)
class KeyDate:
    """One date: an event with all its times, none while they are open, or the start or the end, for which `what` is empty."""

    kind: str
    moments: tuple[Moment, ...]
    what: str = ""


def key_dates(toolkit: Toolkit, roles: Collection[str], most: int) -> list[KeyDate]:
    """Start, end, and the events for these roles, `most` dates in all, in order of time, open ones last.

    Where there are more events, those that are held for fewer people go first: they are meant for these roles.
    """
    ends = [KeyDate(entry.kind, (entry.moment,)) for entry in toolkit.timeline if entry.kind in ("start", "end")]
    invited = [event for event in toolkit.events if set(roles) & set(event.audience)]
    nearest = sorted(invited, key=lambda event: len(event.audience))[: most - len(ends)]
    events = [
        KeyDate(
            "event",
            tuple(sorted(event.moments, key=lambda one: one.order)),
            event.event.what,
        )
        for event in nearest
    ]
    dated = [date for date in events if date.moments]
    shown = sorted([*ends, *dated], key=lambda date: (date.moments[0].order, date.kind != "start"))
    return [*shown, *(date for date in events if not date.moments)]
