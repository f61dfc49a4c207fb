"""The times in which people can apply, as the home page shows them: nothing before, nothing afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mentorkit.portal.dates import DateCard, cards
from mentorkit.toolkit import Toolkit


@dataclass(frozen=True, slots=True)
class Applying:
    """A time in which people apply at one address. `begins` and `until` are what scripts compare, as on a `DateCard`."""

    link: str
    what: str
    begins: str
    until: str

    def on(self, today: date) -> bool:
        """Whether people can apply on this day."""
        return self.begins[:10] <= today.isoformat() <= self.until[:10]


def applying(toolkit: Toolkit) -> list[Applying]:
    """The times in which people apply: one for each address, from its first day to its last."""
    found: dict[str, Applying] = {}
    for one in _each(toolkit) if toolkit.program.status != "closed" else ():
        same = found.get(one.link, one)
        found[one.link] = Applying(one.link, same.what, min(same.begins, one.begins), max(same.until, one.until))
    return list(found.values())


def _each(toolkit: Toolkit) -> Iterator[Applying]:
    """One for each application that lasts several days. Where none does, from the first of them to the last, or to the start."""
    program = toolkit.program
    general = (program.eligibility and program.eligibility.apply) or ""
    dates = [card for card in cards(toolkit) if card.event and card.event.event.kind == "application"]
    lasting = [card for card in dates if card.moment.last > card.moment.first and not card.moment.whole_week]
    for card in lasting:
        if link := _link(card) or general:
            yield Applying(link, _what(card), card.begins, card.until)
    link = next(filter(None, map(_link, dates)), general)
    if link and not lasting:
        until = dates[-1].until if len(dates) > 1 else (program.starts - timedelta(days=1)).isoformat()
        begins, what = (dates[0].begins, _what(dates[0])) if dates else (date.min.isoformat(), "")
        yield Applying(link, what, begins, until)


def _link(card: DateCard) -> str:
    return (card.occurrence and card.occurrence.link) or ""


def _what(card: DateCard) -> str:
    return card.event.event.what if card.event else ""
