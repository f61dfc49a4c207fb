"""A folder for each person, named after them and nobody else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from unicodedata import category
from unicodedata import name as unicode_name

from mentorkit.core.names import as_id
from mentorkit.personal.participants import Participant

_TAGS = (6, 16, 64)
"""Letters of what tells people apart: more of them only for those whom fewer leave alike, so that names are kept."""


def folder_names(people: Iterable[Participant]) -> dict[Participant, str]:
    """A name for each person's folder that works on every system, and is nobody else's: mentee-ada-nowak.

    It is the same whatever the order of the table. Other scripts keep their letters.
    """
    plain = {person: _plain(person) for person in people}
    named = plain
    for length in _TAGS:
        shared = Counter(named.values())
        if len(shared) == len(named):
            break
        named = {
            person: name if shared[name] == 1 else f"{plain[person]}-{_tag(person)[:length]}"
            for person, name in named.items()
        }
    return named


def _plain(person: Participant) -> str:
    name = person.name.casefold()
    kept = "".join(one if category(one)[0] in "LMN" else " " for one in name)  # letters, their marks, and numbers
    latin = any("LATIN" in unicode_name(one, "") for one in kept)
    short = as_id(name) if latin else "-".join(kept.split())
    return f"{person.role}-{short[:40]}".rstrip("-")


def _tag(person: Participant) -> str:
    """What tells somebody from others whose plain names are alike."""
    return sha256(json.dumps([person.role, person.name, person.partner]).encode()).hexdigest()
