"""A programme as somebody meets it who goes to some of its groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mentorkit.personal.participant_words import group_label
from mentorkit.toolkit import Occurrence, PlannedEvent, Toolkit


def for_groups(toolkit: Toolkit, groups: Iterable[str], named_as: Toolkit | None = None) -> Toolkit:
    """The programme as somebody in these groups meets it: of an event that has one of them, no other is left.

    The groups are called as in `named_as`, the same programme in its main language, where that is given.
    """
    mine = {group.casefold() for group in groups}
    labels = {uid: label.casefold() for uid, label in group_labels(named_as or toolkit).items()}

    def meets(event: PlannedEvent, one: Occurrence) -> bool:
        return labels[one.uid] in mine or not mine & {labels[other.uid] for other in event.occurrences}

    def met(event: PlannedEvent) -> PlannedEvent:
        return replace(event, occurrences=tuple(one for one in event.occurrences if meets(event, one)))

    timeline = (
        replace(entry, event=entry.event and met(entry.event))
        for entry in toolkit.timeline
        if not (entry.event and entry.occurrence) or meets(entry.event, entry.occurrence)
    )
    return replace(toolkit, events=tuple(met(event) for event in toolkit.events), timeline=tuple(timeline))


def group_labels(toolkit: Toolkit) -> dict[str, str]:
    """What the group of each time of an event is called."""
    return {one.uid: group_label(one) for event in toolkit.events for one in event.occurrences}
