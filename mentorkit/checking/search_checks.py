"""Checks of the lists of what people type into the search: that the pages that they name can be there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mentorkit.core.problems import Problem, did_you_mean
from mentorkit.definition.base import ROLES
from mentorkit.definition.front_matter import KINDS
from mentorkit.definition.search_list import SearchList
from mentorkit.guides.library import Library

OWN_PAGES = (
    "help", "timeline", "sessions", *KINDS, "letter", "half-way", "looking-back", "agreement", "my-notes", "downloads",
    "about", "people", "evaluation", "communications", *(f"roles/{role}" for role in ROLES),
)  # fmt: skip
"""The pages that portals have besides guides and sessions."""
_SESSION = re.compile(r"sessions/[1-9]\d{0,2}")


def search_problems(library: Library) -> Iterator[Problem]:
    """Problems of all lists that a client's programmes are searched with."""
    for lists in library.search.values():
        for one in lists:
            yield from _pages(one, library)


def _pages(one: SearchList, library: Library) -> Iterator[Problem]:
    for named in one.pages:
        path, _, anchor = named.partition("#")
        folder, _, guide = path.partition("/")
        if (not path and anchor) or path in OWN_PAGES or _SESSION.fullmatch(path):
            continue
        at = one.keys_of("pages")[named]
        if folder in KINDS and guide:
            names = library.names(folder)
            if guide not in names:
                noun = KINDS[folder].noun
                yield Problem(
                    f"{noun.split()[-1].lower()}-exists",
                    f'no {noun} named "{guide}"',
                    at,
                    did_you_mean(guide, names, otherwise="write the name of its file without .md"),
                )
        else:
            hint = did_you_mean(path, OWN_PAGES, otherwise="write its address in the portal: agreement, keys/feedback")
            yield Problem("page-exists", f'portals have no page "{path}"', at, hint)
