"""The running studio: its workspace, its words, and what every page of it knows."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from mentorkit.core.digests import digest
from mentorkit.core.language_tags import base_of, given_in_languages, nearest_of
from mentorkit.core.problems import BuildFailed
from mentorkit.core.yaml_source import Located, read_mapping
from mentorkit.definition.base import is_gap
from mentorkit.editing.saving import can_undo
from mentorkit.inheritance.joining import is_none
from mentorkit.language.catalogue import Words
from mentorkit.language.language_names import own_names
from mentorkit.language.one_language import languages_in
from mentorkit.studio.program_language import language_of
from mentorkit.studio.spoken_language import of_browser, offered, remembered, spoken
from mentorkit.studio.studio_templates import studio_environment
from mentorkit.studio.task_pages import PAGES
from mentorkit.workspace.layers import Layer, read_text
from mentorkit.workspace.workspace import ProgramFile, Workspace, required_workspace

ASSETS = Path(__file__).parent / "assets"
MOST_FIELDS = 2_000
"""Inputs of one form: forty fields, each with what was seen, and lists of guides to choose from."""


@dataclass
class Studio:
    """One running studio, for one person in one workspace, in the language of one request."""

    config: Path
    """The workspace's mkdocs.yml."""
    end: Callable[[], None] = lambda: None
    """Ends it."""
    words: Words = field(default_factory=lambda: Words("en-GB"))
    """The language in which it answers."""
    writing: threading.RLock = field(default_factory=threading.RLock)
    """Held while files are changed: one change at a time."""
    kept: dict[str, Any] = field(default_factory=dict)
    """What parts of the studio keep while it runs, by their names: the preview, the job at work, the language that was chosen."""

    def speaking(self, language: str) -> Studio:
        """The same running studio, which answers in this language."""
        return replace(self, words=Words(language))

    @property
    def chosen_language(self) -> str:
        """The language that was chosen since it began, in its head or on the command line; empty for none."""
        return str(self.kept.get("language", ""))

    @property
    def languages(self) -> dict[str, str]:
        """The languages that it can be read in, each by its own name."""
        return own_names(offered())

    @property
    def mark(self) -> str:
        """What tells this workspace from others that browsers have seen at the same address."""
        return digest(str(self.config.absolute()))[:16]

    @property
    def scripts(self) -> list[str]:
        """The files of scripts that every page loads."""
        return sorted(path.name for path in ASSETS.glob("*.js"))

    def close(self) -> None:
        """Close what is kept while the studio runs."""
        for one in self.kept.values():
            if hasattr(one, "close"):
                one.close()

    def workspace(self) -> Workspace:
        """The workspace as it is now. Raises BuildFailed where it cannot be opened."""
        return required_workspace(self.config)

    def program(self, request: Request) -> ProgramFile:
        """The programme that the address names. Raises HTTPException where there is none."""
        asked = tuple(request.path_params[name] for name in ("client", "program"))
        for one in self.workspace().programs():
            if (one.client, one.slug) == asked:
                return one
        raise HTTPException(404)

    def client(self, request: Request) -> str:
        """The client that the address names. Raises HTTPException where there is none with a programme."""
        if request.path_params["client"] in {one.client for one in self.workspace().programs()}:
            return str(request.path_params["client"])
        raise HTTPException(404)

    def title(self, file: ProgramFile) -> str:
        """The title of a programme with its round, which tells it from the others; the name of its file where it cannot be read."""
        source = _source(file)
        title, cohort = (_in_main_language(source, name) if source else None for name in ("title", "cohort"))
        if not isinstance(title, str):
            return file.slug
        told = not isinstance(cohort, str) or is_gap(cohort) or is_none(cohort) or cohort in title
        return title if told else f"{title}, {cohort}"

    def can_undo(self, file: ProgramFile) -> tuple[str, str]:
        """The change that can be undone and the one that can be made again, in words; empty where there is none."""
        return can_undo(self.workspace(), file.path)

    def show(self, request: Request, template: str, status: int = 200, **context: Any) -> Response:
        """A page from a template of the studio, which also knows `studio`, `pages`, `request_path`, `program`, `program_title` and `page`."""
        usual: dict[str, Any] = {"program": None, "page": None, "program_title": ""}
        if {"client", "program"} <= request.path_params.keys() and "program" not in context:
            context["program"] = self.program(request)
        if context.get("program"):
            usual["program_title"] = self.title(context["program"])
        usual |= {
            "language_of_page": base_of(self.words.language),
            "chosen_language": self.chosen_language or remembered(request),
        }
        names = {"studio": self, "pages": PAGES, "request_path": request.url.path, **usual, **context}
        return HTMLResponse(studio_environment(self.words).get_template(template).render(names), status)

    def back(self, request: Request, address: str) -> Response:
        """Send the browser on to another page of the studio."""
        if not address.startswith("/") or address.startswith(("//", "/\\")):
            raise HTTPException(400)
        return RedirectResponse(address, status_code=303)


def _source(file: ProgramFile) -> Located | None:
    """What stands in a programme's own file; None where it cannot be read."""
    text = read_text(file.path, file.path.name, Layer("client", file.path.parent)).value
    return read_mapping(text, file.path.name).value if text else None


def _in_main_language(source: Located, name: str) -> Any:
    """What a programme's own file says under a name, in its main language where it says it in several."""
    said = source.get(name)
    if not (isinstance(said, dict) and given_in_languages(said)):
        return said
    return said.get(nearest_of(languages_in(source).value[0], [tag for tag, text in said.items() if text]))


def studio_of(request: Request) -> Studio:
    """The studio that a request is for, in the language in which it answers that."""
    if not hasattr(request.state, "studio"):
        running: Studio = request.app.state.studio
        chosen = running.chosen_language or remembered(request)
        wished = [chosen, _language_of_program(running, request), *of_browser(request)]
        request.state.studio = running.speaking(spoken(wished))
    studio: Studio = request.state.studio
    return studio


def _language_of_program(studio: Studio, request: Request) -> str:
    """The main language of the programme that the address names; empty where it names none that can be read."""
    if not {"client", "program"} <= request.path_params.keys():
        return ""
    try:
        file = studio.program(request)
        return language_of(studio.workspace(), file) if _source(file) else ""
    except (BuildFailed, HTTPException):
        return ""


def posted(handler: Callable[[Request, FormData], Response]) -> Callable[..., Any]:
    """An endpoint that gives `handler` the form that was sent, and runs it beside the others."""

    async def endpoint(request: Request) -> Response:
        async with request.form(max_fields=MOST_FIELDS, max_files=20) as form:
            return await run_in_threadpool(handler, request, form)

    return endpoint
