"""Requests for task pages: what an address names, and the page that is shown for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from mentorkit.core.digests import digest
from mentorkit.editing.changes import ABSENT
from mentorkit.studio.documents import Document, open_document
from mentorkit.studio.field_drafts import drafted, drafts_file, kept_drafts
from mentorkit.studio.form_fields import TaskPage
from mentorkit.studio.form_values import asked as asks_for
from mentorkit.studio.guide_options import guides_on
from mentorkit.studio.program_language import layers_of
from mentorkit.studio.studio_app import Studio, studio_of
from mentorkit.studio.task_pages import PAGES
from mentorkit.studio.task_view import PageBuilder, Target, fields_in, target_of, title_of
from mentorkit.workspace.workspace import ProgramFile, Workspace


@dataclass(frozen=True)
class Asked:
    """What the address of a task page names."""

    studio: Studio
    workspace: Workspace
    file: ProgramFile
    page: TaskPage
    target: Target
    document: Document

    @property
    def home(self) -> str:
        """The address of the page itself."""
        return f"/p/{self.file.id}/{self.page.name}"

    @property
    def address(self) -> str:
        """The address of the page, or of the entry."""
        steps = (step for entries, key in self.target.trail for step in (*entries.path, key.replace("#", "~")))
        return "/".join((self.home, *steps))

    @property
    def mark(self) -> str:
        """What tells the entry that is shown from others that may stand at its place some day; empty where ids alone lead to it."""
        path: tuple[str, ...] = ()
        titles = list[str]()
        for entries, key in self.target.trail:
            path = (*path, *entries.path, key)
            titles.append(title_of(self.document.value(path), entries.title))
        moves = any(key.startswith("#") or entries.numbered for entries, key in self.target.trail)
        return digest(*titles)[:12] if moves else ""

    @property
    def drafts(self) -> Path:
        """The file of the programme's drafts."""
        return drafts_file(self.workspace, self.file)

    def anew(self) -> Asked:
        """The same, with the document as it stands now. Raises BuildFailed where it cannot be read."""
        return replace(self, document=self.document.anew())


def addressed(request: Request, name: str = "") -> tuple[TaskPage, Target]:
    """The task page that an address names, and its part; `name` is the page, where the address has no {page}.

    Raises HTTPException where that is nothing.
    """
    name = name or request.path_params["page"]
    page = next((one for one in PAGES if one.name == name), None)
    steps = tuple(filter(None, request.path_params.get("rest", "").split("/")))
    target = target_of(page.parts, steps) if page else None
    if page is None or target is None or page.file != "definition":
        raise HTTPException(404)
    return page, target


def asked_for(request: Request, name: str = "") -> Asked:
    """What the address of a task page, or of an entry on it, names. Raises HTTPException where that is nothing.

    Raises BuildFailed where the programme cannot be read.
    """
    studio = studio_of(request)
    file = studio.program(request)
    page, target = addressed(request, name)
    workspace = studio.workspace()
    document = open_document(workspace, file, studio.words)
    if target.base and document.value(target.base) in (None, ABSENT):
        raise HTTPException(404)
    return Asked(studio, workspace, file, page, target, document)


def shown_task(request: Request, asked: Asked, status: int = 200, **context: Any) -> Response:
    """The page that was asked for, with what was typed and is not saved yet; `context` has further names for its template."""
    kept, mark = kept_drafts(asked.drafts), asked.mark
    drafts = {name: kept[key] for name in asked.target.fields if (key := drafted(name, mark)) in kept}
    shelves = guides_on(layers_of(asked.workspace, asked.file), asked.target.parts)
    builder = PageBuilder(asked.document, asked.target.base, asked.address, drafts, shelves)
    parts = builder.parts(asked.target.parts)
    names = {
        "program": asked.file,
        "page": asked.page,
        "parts": parts,
        "crumbs": crumbs(asked),
        "address": asked.address,
        "digest": asked.document.digest,
        "mark": mark,
        "taken_over": any(one.origin for one in fields_in(parts)),
        "wrong": [one for one in fields_in(parts) if one.told],
    }
    return asked.studio.show(request, asked.page.template, status, **names | context)


def crumbs(asked: Asked) -> list[tuple[str, str]]:
    """The entries on the way to the one that is shown, each with its words and its address."""
    found: list[tuple[str, str]] = []
    path: tuple[str, ...] = ()
    address = asked.home
    for entries, key in asked.target.trail:
        path = (*path, *entries.path, key)
        address = "/".join((address, *entries.path, key.replace("#", "~")))
        said = title_of(asked.document.value(path), entries.title)
        words = asked.document.spoken(asks_for(said) or said)
        number = int(key[1:]) + 1 if key.startswith("#") else key
        found.append((words or f"{asked.studio.words.gettext(entries.one)} {number}", address))
    return found
