"""The order in which pages are read, and the titles of the folders that they stand in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import inf

from mentorkit.guides.guide_head import as_words
from mentorkit.guides.library import HandbookPage

INDEX = "index"
"""The page of a folder as a whole: the first in it, whose title is the folder's and whose `order` is the folder's place."""


def in_order(pages: Mapping[str, HandbookPage]) -> tuple[HandbookPage, ...]:
    """The pages, folder by folder: by `order`, then by the number that their names begin with, then by their names."""
    return tuple(pages[id_] for id_ in sorted(pages, key=lambda id_: _place(id_, pages)))


def _place(id_: str, pages: Mapping[str, HandbookPage]) -> list[tuple[float, float, str]]:
    """The place of a page: those of the folders that it is in, then its own."""
    parts = id_.split("/")
    place = []
    for depth, name in enumerate(parts, 1):
        inner = "/".join(parts[:depth])
        page = pages.get(inner if depth == len(parts) else f"{inner}/{INDEX}")
        order = page.facts.order if page else None
        number = re.match(r"\d+", name)
        first = depth == len(parts) and name == INDEX
        place.append((-1 if first else inf if order is None else order, float(number[0]) if number else inf, name))
    return place


def folder_title(folder: str, pages: Mapping[str, HandbookPage]) -> str:
    """The title of a folder, by its path below `pages/`: that of its index, else its name as words."""
    index = pages.get(f"{folder}/{INDEX}")
    return index.facts.title if index else as_words(folder.rpartition("/")[2])
