"""The addresses of the page "Books": which books a programme has, and the fields of those that it has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mentorkit.editing.changes import ABSENT, Change
from mentorkit.studio.form_fields import FieldGroup, Part
from mentorkit.studio.studio_app import posted
from mentorkit.studio.task_pages.books_page import BOOKS, BOOKS_THAT_MAY_GO
from mentorkit.studio.task_posts import answered, done
from mentorkit.studio.task_requests import Asked, asked_for, shown_task


def page(request: Request) -> Response:
    """The page, with a box for each book that a programme may leave out."""
    asked = _with_fields(asked_for(request, BOOKS.name))
    return shown_task(request, asked, books=[(name, said, _has(asked, name)) for name, said in BOOKS_THAT_MAY_GO])


def save(request: Request, form: FormData) -> Response:
    """Save the fields that were posted."""
    return answered(request, _with_fields(asked_for(request, BOOKS.name)), form)


def choose(request: Request, form: FormData) -> Response:
    """Have the books that are ticked, and no others of those that may be left out."""
    asked = asked_for(request, BOOKS.name)
    changes = list(
        _choices(asked, {str(one) for one in form.getlist("book")}, {str(one) for one in form.getlist("had")})
    )
    if changes:
        with asked.studio.writing:
            done(asked, *changes, meant=asked.studio.words.gettext("Which books there are"))
    return asked.studio.back(request, asked.address)


def _choices(asked: Asked, wanted: set[str], had: set[str]) -> Iterator[Change]:
    """What has to change: of a book whose box was touched, from what was seen."""
    for name, _ in BOOKS_THAT_MAY_GO:
        path = ("books", name)
        if (name in wanted) == (name in had):
            continue
        now, before = asked.document.value(path), asked.document.inherited(path)
        if name in wanted and now is ABSENT:
            yield Change(path, ABSENT, {} if before is ABSENT else before)
        elif name not in wanted and now is not ABSENT:
            yield Change(path, now, ABSENT)


def _has(asked: Asked, name: str) -> bool:
    return asked.document.value(("books", name)) is not ABSENT


def _with_fields(asked: Asked) -> Asked:
    """The same page without the fields of books that the programme does not have."""
    parts = tuple(one for one in asked.target.parts if _is_of_its_books(asked, one))
    return replace(asked, target=replace(asked.target, parts=parts))


def _is_of_its_books(asked: Asked, part: Part) -> bool:
    path = part.fields[0].path if isinstance(part, FieldGroup) else ()
    return path[:1] != ("books",) or _has(asked, path[1])


_HOME = "/p/{client}/{program}"
ROUTES: tuple[BaseRoute, ...] = (
    Route(f"{_HOME}/{BOOKS.name}", page),
    Route(f"{_HOME}/{BOOKS.name}", posted(save), methods=["POST"]),
    Route(f"{_HOME}/-/books", posted(choose), methods=["POST"]),
)
