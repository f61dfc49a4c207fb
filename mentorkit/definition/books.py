"""The books of a programme: the chapters that each can have, and what a definition may say of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

import yaml
from pydantic import BeforeValidator, Field, WithJsonSchema

from mentorkit.core.names import RESERVED, is_id
from mentorkit.definition.base import ID, PAIR, Audience, Authored, Line, complain, one_or_more

EditionName = Literal["print", "screen", "large-print", "fillable", "archive", "booklet", "press"]
"""How a workbook can be laid out (`workbooks.editions`)."""

WORKBOOK = ("welcome", "expectations", "dates", "sessions", "reading", "further", "forms", "agreement", "closing")
GUIDE = (
    "glance", "people", "calendar", "checklists", "training", "sessions", "agreement", "evaluation", "messages", "forms",
)  # fmt: skip

READERS = {"mentor-workbook": ("mentor",), "mentee-workbook": ("mentee",), "facilitator-guide": ("facilitator", "hr")}
"""The standard books that have chapters, and who each is for."""

STANDARD = yaml.safe_dump(
    {
        "books": {name: {"chapters": [*(WORKBOOK if len(who) == 1 else GUIDE)]} for name, who in READERS.items()}
        | {"charter": {}, "cards": {}}
    },
    sort_keys=False,
)
"""What every definition takes over, as if an archetype said it."""

PAGES = "pages"
"""The chapter that is all pages; what begins with it and a slash is one of them, or a folder."""
_PIECE = f"^(keys|training|forms)/{ID}$|^pages(/{ID})*$"


def chapters_for(readers: tuple[str, ...]) -> tuple[str, ...]:
    """The chapters that a book for these readers can have, besides pieces of the library."""
    if len(readers) == 1 and readers[0] in PAIR:  # addressed to one person, who works in it
        return tuple(dict.fromkeys(WORKBOOK + GUIDE))
    return ("expectations", "dates", "reading", *GUIDE) if len(readers) == 1 else ("dates", "reading", *GUIDE)


def is_piece(chapter: str) -> bool:
    """Return whether a chapter is a piece of the library, such as `keys/feedback`, or a folder of pages, such as `pages/rules`."""
    return "/" in chapter or chapter == PAGES


def pieces_of(chapter: str, pages: Iterable[str]) -> list[str]:
    """The pieces that a chapter stands for, which names one or a folder of pages; `pages` are the paths of all, in order."""
    if chapter != PAGES and not chapter.startswith(f"{PAGES}/"):
        return [chapter]
    return [page for page in pages if page == chapter or page.startswith(f"{chapter}/")]


Chapter = Annotated[
    Line,
    WithJsonSchema({"anyOf": [{"enum": list(dict.fromkeys(WORKBOOK + GUIDE))}, {"type": "string", "pattern": _PIECE}]}),
]


class BookPlan(Authored):
    """What is said of one book. A book of one's own needs `title`, `for` and `chapters`."""

    title: Line | None = None
    for_: Audience = Field(default=(), alias="for")
    """Who reads a book of one's own; the standard ones have their readers."""
    summary: Line | None = None
    """One line for the downloads page."""
    chapters: Annotated[tuple[Chapter, ...], one_or_more(Chapter)] = ()
    """The chapters in their order, and pieces of the library or folders of pages among them: `[dates, keys/feedback, pages/rules]`."""


def _named(value: Any) -> Any:
    for name in value if isinstance(value, dict) else ():
        if not is_id(name):
            raise complain(
                f'"{name}" cannot be the name of a book',
                "Windows keeps this name for itself: add a word"
                if name in RESERVED
                else "use lower-case letters, digits and hyphens: board-pack",
                about=name,
            )
    return value


Books = Annotated[dict[str, BookPlan], BeforeValidator(_named)]
