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


def folder_names(people: Iterable[Participant]) -> dict[Participant, str]:
    """A name for each person's folder that works on every system, and is nobody else's: mentee-ada-nowak.

    It is the same whatever the order of the table. Other scripts keep their letters.
    """
    plain = {person: _plain(person) for person in people}
    shared = Counter(plain.values())
    return {person: name if shared[name] == 1 else f"{name}-{_tag(person)}" for person, name in plain.items()}


def _plain(person: Participant) -> str:
    name = person.name.casefold()
    kept = "".join(one if category(one)[0] in "LMN" else " " for one in name)  # letters, their marks, and numbers
    latin = any("LATIN" in unicode_name(one, "") for one in kept)
    short = as_id(name) if latin else "-".join(kept.split())
    return f"{person.role}-{short[:40]}".rstrip("-")


def _tag(person: Participant) -> str:
    """What tells somebody from others whose plain names are alike."""
    return sha256(json.dumps([person.role, person.name, person.partner]).encode()).hexdigest()[:6]
