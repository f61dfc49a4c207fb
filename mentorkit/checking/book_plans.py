"""Checks of the books that a definition names: what each must say, and which chapters it can have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mentorkit.core.problems import Problem, Span, did_you_mean
from mentorkit.definition.books import (
    PAGES,
    READERS,
    WORKBOOK,
    BookPlan,
    chapters_for,
    endings,
    extents_of,
    is_piece,
    papers_of,
    pieces_of,
)
from mentorkit.definition.front_matter import KINDS
from mentorkit.definition.program import Program
from mentorkit.guides.library import Library

_WITHOUT = frozenset({"charter", "cards", "keys", "questionnaires"})
"""Standard books that have no chapters."""


def check_books(program: Program, library: Library) -> Iterator[Problem]:
    """Problems of the books; where there are none, every chapter is there."""
    for name, plan in program.books.items():
        at = program.keys_of("books").get(name, program.where("books"))
        if name in READERS.keys() | _WITHOUT:
            yield from _standard(name, plan)
        else:
            yield from _own(name, plan, at, program, library)
        yield from _extent(name, READERS.get(name, plan.for_), plan)
        if name not in _WITHOUT:
            yield from _chapters(READERS.get(name, plan.for_), plan, library)


def _standard(name: str, plan: BookPlan) -> Iterator[Problem]:
    if plan.for_:
        message = f'the book "{name}" has its readers already'
        yield Problem("book", message, plan.where("for"), "take this out, or give a book of your own another name")
    if name in _WITHOUT and plan.chapters:
        message = f'the book "{name}" has no chapters to choose from'
        yield Problem("book", message, plan.where("chapters"), "take this out")
    elif name in READERS and not plan.chapters:
        message, hint = f'the book "{name}" has no chapters left', f"to leave it out, write `{name}: none`"
        yield Problem("book", message, plan.where("chapters"), hint)


def _extent(name: str, readers: tuple[str, ...], plan: BookPlan) -> Iterator[Problem]:
    """A problem where a book has no extent to choose, or names one twice."""
    at = plan.where("extent")
    if plan.extent and readers and not extents_of(readers, standard=name in READERS, said=plan.extent):
        message = f'the book "{name}" is always complete'
        yield Problem("extent", message, at, "only a book for mentors alone or for mentees alone can be essential")
    elif len(set(plan.extent)) < len(plan.extent):
        message, hint = f'the book "{name}" names an extent twice', "name each once: [essential, complete]"
        yield Problem("extent", message, at, hint)


def _own(name: str, plan: BookPlan, at: Span, program: Program, library: Library) -> Iterator[Problem]:
    said = {"title": plan.title, "for": plan.for_, "chapters": plan.chapters}
    lacking = [what for what, value in said.items() if not value]
    if lacking:
        hint = "a book of your own needs `title`, `for` and `chapters`"
        hint = did_you_mean(name, [*READERS, *_WITHOUT], otherwise=hint)
        yield Problem("book", f'the book "{name}" does not say its {" and ".join(lacking)}', at, hint)
    form = library.forms.get(name)
    others = {f"{other}-{ending}" for other in program.books for ending in endings()}
    others |= {paper for one in program.questionnaires for paper in papers_of(one.id)}
    if name in others | {"certificate"} or (form and form.facts.kind == "briefing"):
        message = f'another file is called "{name}", and this book would take its place'
        yield Problem("file-name", message, at, "give this book another name")


def _chapters(readers: tuple[str, ...], plan: BookPlan, library: Library) -> Iterator[Problem]:
    seen: set[str] = set()
    pages = [f"{PAGES}/{name}" for name in library.names(PAGES)]
    for number, chapter in enumerate(plan.chapters):
        at = plan.where("chapters", number)
        pieces = pieces_of(chapter, pages)
        if twice := next((one for one in (chapter, *pieces) if one in seen), None):
            message, hint = f'"{twice}" is in this book already', "a chapter stands once: take one of the two out"
            yield Problem("same-chapter", message, at, hint)
        elif is_piece(chapter) and chapter.partition("/")[0] in KINDS:
            yield from _no_such_piece(chapter, pieces, library, at)
        elif readers and chapter not in chapters_for(readers):
            yield _strange(chapter, readers, library, at)
        seen |= {chapter, *pieces}


def _no_such_piece(chapter: str, pieces: Iterable[str], library: Library, at: Span) -> Iterator[Problem]:
    """A problem where the library has nothing of this name, or no page at all."""
    shelf, _, name = chapter.partition("/")
    known, what = library.names(shelf), KINDS[shelf].noun
    if name not in known and not (shelf == PAGES and [*pieces]):
        known += {one.rpartition("/")[0] for one in known if "/" in one}
        rule = f"{what.split()[-1].lower()}-exists"
        message = f'no {what} named "{name}"' if name else "there are no pages"
        hint = did_you_mean(name, known) if name else "write some into content/pages"
        yield Problem(rule, message, at, hint)


def _strange(chapter: str, readers: tuple[str, ...], library: Library, at: Span) -> Problem:
    known = chapters_for(readers)
    pieces = [f"{shelf}/{name}" for shelf in KINDS for name in library.names(shelf)]
    hint = f"it can have {', '.join(known)}, and pieces of the library such as keys/feedback"
    if chapter in WORKBOOK:
        only = "one role" if chapter == "expectations" else "mentors alone or for mentees alone"
        return Problem("chapter", f'only a book for {only} can have the chapter "{chapter}"', at, hint)
    hint = did_you_mean(chapter, [*known, *pieces], otherwise=hint)
    return Problem("chapter", f'there is no chapter "{chapter}"', at, hint)
