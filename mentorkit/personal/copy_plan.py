"""The plan of a run: whose copies are made in one go, and what all that are not there yet need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby

from mentorkit.core.problems import BuildFailed
from mentorkit.personal.disk_forecast import Needs
from mentorkit.personal.kinds_of_copies import KindOfCopy
from mentorkit.personal.named_books import NoCopy
from mentorkit.personal.participants import Participant
from mentorkit.personal.recipes import Recipes
from mentorkit.workspace.private_folder import PrivateFolder

Round = tuple[KindOfCopy, Sequence[Participant]]
"""Those who are alike, and what their copies are made by."""


def in_order(people: Iterable[Participant]) -> list[Participant]:
    """Those who are alike stand together, in an order that does not depend on that of the table."""
    return sorted(people, key=lambda one: (_alike(one), one.name, one.partner))


def rounds(people: Iterable[Participant], recipes: Recipes) -> Iterator[Round]:
    """Those who are alike, who come one after the other, with what their copies are made by."""
    for _, some in groupby(people, key=_alike):
        alike = list(some)
        yield KindOfCopy(recipes.in_language(alike[0].language), alike[0]), alike


def _alike(person: Participant) -> tuple[str, str, tuple[str, ...], bool, str]:
    """Those whose copies differ in nothing but names: one layout serves them all."""
    return person.language, person.role, person.groups, bool(person.partner), person.zone


def needs(plan: Iterable[Round], names: Mapping[Participant, str], private: PrivateFolder) -> Needs:
    """What the copies need that are not there yet, or are there and not right any more. Raises OSError.

    One copy of each role in each language is made, to see its size; what other copies are made from is not kept in memory.
    """
    counted, samples = Needs(), dict[tuple[str, str], tuple[int, ...]]()
    for copies, alike in plan:
        kind = copies.alike.role, copies.alike.language
        with suppress(BuildFailed):  # which is told when they are made
            wanted = [one for one in alike if not private.claims(names[one], copies.made_for(one))]
            if wanted and not samples.get(kind):
                samples[kind] = _sizes_of_one(copies, wanted)
            else:
                copies.let_go()
            for one in wanted:
                counted.add(samples.get(kind, ()), private.sizes(names[one]))
    return counted


def _sizes_of_one(copies: KindOfCopy, people: Iterable[Participant]) -> tuple[int, ...]:
    """The sizes of the files of one of these copies: the first that can be made. Nothing where none can."""
    for person in people:
        with suppress(NoCopy):
            return tuple(map(len, copies.files(person).values()))
    return ()
