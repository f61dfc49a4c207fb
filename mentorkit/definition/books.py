"""The books of a programme: the chapters that each can have, and what a definition may say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, get_args

import yaml
from pydantic import BeforeValidator, Field, WithJsonSchema

from mentorkit.core.names import RESERVED, is_id
from mentorkit.definition.base import ID, PAIR, ROLES, Audience, Authored, Line, complain, one_or_more

EditionName = Literal["print", "screen", "large-print", "fillable", "archive", "booklet", "press"]
"""How a workbook can be laid out (`workbooks.editions`)."""

Extent = Literal["essential", "complete"]
"""How much of its content a workbook holds; not how that is laid out, which is an edition."""

WORKBOOK = (
    "welcome", "expectations", "letter", "poster", "dates", "sessions", "reading", "further", "forms", "agreement", "closing",
    "keepsake",
)  # fmt: skip
GUIDE = (
    "glance", "people", "poster", "calendar", "checklists", "training", "sessions", "agreement", "evaluation", "messages", "forms",
)  # fmt: skip

ESSENTIAL = ("welcome", "letter", "poster", "sessions", "forms", "agreement", "closing", "keepsake")
"""The standard chapters that an essential workbook has unasked; of the forms, those with something essential."""

GOAL = "forms/goal-sheet"
"""The form that faces the dates of an essential workbook; the others stand behind its sessions."""

READERS = {"mentor-workbook": ("mentor",), "mentee-workbook": ("mentee",), "facilitator-guide": ("facilitator", "hr")}
"""The standard books that have chapters, and who each is for."""

STANDARD = yaml.safe_dump(
    {
        "books": {name: {"chapters": [*(WORKBOOK if len(who) == 1 else GUIDE)]} for name, who in READERS.items()}
        | {"charter": {}, "cards": {}, "keys": {}, "questionnaires": {}}
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


def extents_of(readers: tuple[str, ...], *, standard: bool, said: tuple[Extent, ...] = ()) -> tuple[Extent, ...]:
    """The extents of a book for these readers, the first of which has its plain name; nothing for a book that has no extent.

    `standard` says whether it is one of every programme, `said` are those that its definition names.
    """
    if len(readers) != 1 or readers[0] not in PAIR:
        return ()
    return tuple(dict.fromkeys(said)) or (("essential",) if standard else ("complete",))


def endings() -> Iterator[str]:
    """What can stand behind the name of a book in that of a file: an extent, an edition, or both."""
    for extent in ("", *get_args(Extent)):
        yield from (one for edition in ("", *get_args(EditionName)) if (one := f"{extent}-{edition}".strip("-")))


def papers_of(questionnaire: str) -> Iterator[str]:
    """The names that the files of a questionnaire can have, by its id: for everybody, for each role, its slip."""
    yield from (f"questionnaire-{questionnaire}{ending}" for ending in ("", *(f"-{role}" for role in ROLES), "-slip"))


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


Rules = Literal["ruled", "dotted"]
"""How lines to write on are drawn."""
Cover = Literal["full", "low-ink"]
"""How much of the front and back cover is printed: all of it in colour, or outlines on white paper."""


class BookPlan(Authored):
    """What is said of one book. A book of one's own needs `title`, `for` and `chapters`."""

    title: Line | None = None
    for_: Audience = Field(default=(), alias="for")
    """Who reads a book of one's own; the standard ones have their readers."""
    summary: Line | None = None
    """One line for the downloads page."""
    lines: Rules = "ruled"
    """The lines to write on: drawn through, or dotted."""
    cover: Cover = "full"
    """The covers: in full colour, or outlines on white paper, which take little ink."""
    chapters: Annotated[tuple[Chapter, ...], one_or_more(Chapter)] = ()
    """The chapters in their order, and pieces of the library or folders of pages among them: `[dates, keys/feedback, pages/rules]`."""
    extent: Annotated[tuple[Extent, ...], one_or_more(Extent)] = ()
    """How much a workbook for one role holds: `essential` (the usual one: about four pages a session), `complete`, or both."""

    def names_itself(self, number: int) -> bool:
        """Whether somebody named this chapter, by its place in `chapters`; those of `STANDARD` stand in no file."""
        return bool(self.where("chapters", number).file)


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
