"""From what people write about who leads an event or a session, and where it is, to the names of these people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mentorkit.definition.people import People
from mentorkit.definition.schedule import Recording, Venue


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """Where people meet, and who is there for them, by name."""

    leaders: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    facilitators: tuple[str, ...] = ()
    experts: tuple[str, ...] = ()
    place: str | None = None
    link: str | None = None
    notes: str | None = None
    recordings: tuple[Recording, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who is named, in the order of their part."""
        return (*self.leaders, *self.hosts, *self.facilitators, *self.experts)


def gathered(people: People, *venues: Venue) -> dict[str, Any]:
    """The fields of a gathering, each as the first of these venues has it that says anything of it."""

    def first(name: str) -> Any:
        return next(filter(None, (getattr(one, name) for one in venues)), getattr(venues[0], name))

    named = {"leaders": "with_", "hosts": "hosts", "facilitators": "facilitators", "experts": "experts"}
    fields = {name: people.called(first(field)) for name, field in named.items()}
    return fields | {name: first(name) for name in ("place", "link", "notes")} | {"recordings": first("recording")}
