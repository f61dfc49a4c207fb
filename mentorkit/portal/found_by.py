"""The words that pages of a portal are found by besides their own: the list of its language, names of people, numbers of sessions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mentorkit.definition.people import Person
from mentorkit.definition.search_list import SearchList, joined
from mentorkit.language.voice import Voice, usual_people
from mentorkit.toolkit import Toolkit


def search_words(toolkit: Toolkit, voice: Voice) -> dict[str, Any]:
    """What the search knows besides: what people type for pages and for words, what says nothing, and the names of people.

    Of `people`, those count that stand where the portal is said to show them (`site_search.mend_search`).
    """
    sessions: dict[str, tuple[str, ...]] = {
        f"sessions/{one.number}": (voice.session(one.number),) for one in toolkit.sessions
    }
    usual = usual_people(voice.words)
    own: dict[str, tuple[str, ...]] = {
        said: (usual[name],) for name, said in voice.people.items() if name in usual and said != usual[name]
    }
    whole = joined((toolkit.search, SearchList(pages=sessions, same=own)))
    people = [{"at": at, "name": one.name, "typed": _called(one)} for at, one in _people(toolkit)]
    return {
        "pages": whole.pages,
        "same": whole.same,
        "ignore": whole.ignore,
        "endings": whole.endings,
        "beginnings": whole.beginnings,
        "people": people,
    }


def _people(toolkit: Toolkit) -> Iterator[tuple[str, Person]]:
    """Everybody who is introduced somewhere, with the page or the part of one that does it."""
    who = toolkit.program.people
    manager = who.programme_manager
    safe = who.safe_contact
    for one in filter(None, (manager, manager and manager.deputy, safe, safe and safe.deputy, *who.facilitators)):
        yield "help#people", one
    if who.sponsor:
        yield "#sponsor", who.sponsor
    for speaker in who.introduced:
        yield "people", speaker


def _called(person: Person) -> tuple[str, ...]:
    """A name as people type it: whole, or one part of it; and what its bearer is."""
    whole = person.name.split()
    parts = [part for part in whole if len(part) > 2 and not part.endswith(".")] if len(whole) > 1 else []
    return (person.name, *parts, *([person.title] if person.title else ()))
