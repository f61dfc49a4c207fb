"""The chapters of one book: sessions, Keys, modules and forms, each printed once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from mentorkit.definition.base import PAIR
from mentorkit.definition.front_matter import GuideFacts
from mentorkit.guides.essentials import is_marked
from mentorkit.guides.library import Form, Guide, Key, TrainingModule
from mentorkit.language.templates import TemplateContext
from mentorkit.toolkit import PlannedSession, Toolkit
from mentorkit.workbooks.compose.book_list import Book

_PIECES = {
    "keys": "print/parts/key.html",
    "training": "print/parts/guide/module.html",
    "forms": "print/parts/form.html",
    "pages": "print/parts/page.html",
}
_Some = TypeVar("_Some", bound=Guide[Any])


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter. `templates` are tried in turn; `guide` is the piece of the library that it is, if it is one."""

    templates: tuple[str, ...]
    guide: Guide[GuideFacts] | None = None


@dataclass(frozen=True, slots=True)
class PrintedSession:
    """A session and its Keys: those printed with it, and those printed elsewhere."""

    planned: PlannedSession
    keys: tuple[Key, ...]
    earlier: tuple[Key, ...]


@dataclass(frozen=True)
class ContentsContext(TemplateContext):
    """The names that all templates of a book know its chapters by, and what stands in them.

    A piece that is a chapter of its own stands there only: sessions lead to its page, and lists leave it out.
    """

    chapters: tuple[Chapter, ...]
    """The chapters in order, each with its templates and the guide that it is, if it is one."""
    sessions: tuple[PrintedSession, ...]
    """The sessions, each with the Keys that are printed with it and those that are printed elsewhere."""
    further_keys: tuple[Key, ...]
    """The Keys that the programme offers beyond its sessions."""
    training: tuple[TrainingModule, ...]
    """The training modules."""
    forms: tuple[Form, ...]
    """The forms for this book's reader."""
    sheets: tuple[Form, ...]
    """Forms of which this reader prints a fresh copy for each session: the book names them."""


def contents_of(toolkit: Toolkit, book: Book) -> ContentsContext:
    """The chapters of one book and what stands in them."""
    forms = _others(_forms(toolkit, book), book)
    return ContentsContext(
        chapters=tuple(_chapter(toolkit, book, name) for name in book.chapters),
        sessions=tuple(_sessions(toolkit, book)),
        further_keys=_others(_further_keys(toolkit, book), book),
        training=_others(toolkit.training, book),
        forms=tuple(form for form in forms if not form.facts.per_session),
        sheets=tuple(form for form in forms if form.facts.per_session),
    )


def _chapter(toolkit: Toolkit, book: Book, name: str) -> Chapter:
    guide = next((piece for piece in (*toolkit.pieces, *toolkit.forms) if piece.path == name), None)
    if guide:
        return Chapter((_PIECES[guide.folder],), guide)
    own = f"print/parts/{name}.html", f"print/parts/guide/{name}.html"
    return Chapter(own if book.role in PAIR else own[::-1])


def _others(guides: Iterable[_Some], book: Book) -> tuple[_Some, ...]:
    return tuple(guide for guide in guides if guide.path not in book.chapters)


def _sessions(toolkit: Toolkit, book: Book) -> list[PrintedSession]:
    """Each Key stands with the first session that uses it; Keys that are not for this book's reader are left out."""
    seen = set(book.chapters)
    sessions = []
    for planned in toolkit.sessions:
        own = [key for key in planned.keys if book.is_for(key) or key.path in book.chapters]
        new = tuple(key for key in own if key.path not in seen)
        sessions.append(PrintedSession(planned, new, tuple(key for key in own if key.path in seen)))
        seen |= {key.path for key in new}
    return sessions


def _further_keys(toolkit: Toolkit, book: Book) -> list[Key]:
    """Keys that the programme offers beyond its sessions."""
    used = {key.path for session in toolkit.sessions for key in session.keys}
    offered = toolkit.program.library.keys
    return [key for key in toolkit.keys if key.id in offered and key.path not in used and book.is_for(key)]


def _forms(toolkit: Toolkit, book: Book) -> list[Form]:
    """Pairs have worksheets, who runs the programme handbooks, applications and checklists, each the references for them."""
    readers = set(book.readers)
    kinds = {"worksheet", "reference"} if readers & set(PAIR) else {"reference"}
    whoever = {"handbook", "application", "checklist"} if "facilitator" in readers else set()
    return [
        form
        for form in (*toolkit.handbooks, *toolkit.forms)
        if not book.essential or is_marked(form)
        if form.facts.kind in whoever or (form.facts.kind in kinds and readers & set(form.facts.for_))
    ]
