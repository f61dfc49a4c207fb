"""The addresses of the studio and the pages behind them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from mentorkit.core.digests import file_digest
from mentorkit.core.problems import BuildFailed, Report
from mentorkit.editing.changes import ABSENT
from mentorkit.studio.documents import Document, open_brand, open_document
from mentorkit.studio.field_drafts import drafts_file, kept_drafts
from mentorkit.studio.form_fields import TaskPage
from mentorkit.studio.guard import BodyTooLarge, Guard
from mentorkit.studio.studio_app import Studio, posted, studio_of
from mentorkit.studio.task_pages import PAGES, ROUTES
from mentorkit.studio.task_view import PageBuilder, Target, fields_in, target_of, title_of
from mentorkit.workspace.workspace import ProgramFile, Workspace

ASSETS = Path(__file__).parent / "assets"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


def routes() -> list[BaseRoute]:
    """Every address of the studio; those of task pages of their own come first."""
    program = "/p/{client}/{program}"
    return [
        Route("/", home),
        Route("/-/assets/{name}", asset),
        Route("/-/end", posted(end), methods=["POST"]),
        *ROUTES,
        Route(program, overview),
        Route(f"{program}/-/state", state),
        Route(f"{program}/{{page}}", task),
        Route(f"{program}/{{page}}/{{rest:path}}", task),
    ]


def home(request: Request) -> Response:
    """The programmes of the workspace."""
    studio = studio_of(request)
    workspace = studio.workspace()
    clients: dict[str, list[tuple[ProgramFile, str]]] = {}
    for one in workspace.programs():
        clients.setdefault(one.client, []).append((one, studio.title(one)))
    return studio.show(request, "home.html", clients=clients, folder=workspace.root)


def asset(request: Request) -> Response:
    """A file of the studio's look."""
    known = {path.name: path for path in ASSETS.iterdir()}
    path = known.get(request.path_params["name"])
    if path is None:
        raise HTTPException(404)
    return FileResponse(path, media_type=_TYPES[path.suffix])


def end(request: Request, form: FormData) -> Response:
    """End the studio, and say so."""
    answer = studio_of(request).show(request, "ended.html")
    studio_of(request).end()
    return answer


def overview(request: Request) -> Response:
    """All tasks of a programme."""
    studio = studio_of(request)
    return studio.show(request, "overview.html", program=studio.program(request))


def state(request: Request) -> Response:
    """Which state of its file a programme has, for pages that are open."""
    return JSONResponse({"digest": file_digest(studio_of(request).program(request).path)})


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
    def drafts(self) -> Path:
        """The file of the programme's drafts."""
        return drafts_file(self.workspace, self.file)


def asked_for(request: Request) -> Asked:
    """What the address of a task page, or of an entry on it, names. Raises HTTPException where that is nothing."""
    studio = studio_of(request)
    file = studio.program(request)
    page = next((one for one in PAGES if one.name == request.path_params["page"]), None)
    steps = tuple(filter(None, request.path_params.get("rest", "").split("/")))
    target = target_of(page.parts, steps) if page else None
    if page is None or target is None:
        raise HTTPException(404)
    workspace = studio.workspace()
    brand = page.file == "brand"
    document = open_brand(workspace, file.client) if brand else open_document(workspace, file)
    if target.base and document.value(target.base) in (None, ABSENT):
        raise HTTPException(404)
    return Asked(studio, workspace, file, page, target, document)


def task(request: Request) -> Response:
    """A task page, or one entry of a list on it."""
    return shown_task(request, asked_for(request))


def shown_task(request: Request, asked: Asked, status: int = 200) -> Response:
    """The page that was asked for, with what was typed and is not saved yet."""
    drafts = kept_drafts(asked.drafts)
    builder = PageBuilder(asked.document, asked.target.base, asked.address, drafts)
    parts = builder.parts(asked.target.parts)
    return asked.studio.show(
        request,
        asked.page.template,
        status,
        program=asked.file,
        page=asked.page,
        parts=parts,
        crumbs=_crumbs(asked),
        address=asked.address,
        digest=asked.document.digest,
        wrong=[one for one in fields_in(parts) if one.told],
    )


def _crumbs(asked: Asked) -> list[tuple[str, str]]:
    """The entries on the way to the one that is shown, each with its words and its address."""
    found: list[tuple[str, str]] = []
    path: tuple[str, ...] = ()
    address = asked.home
    for entries, key in asked.target.trail:
        path = (*path, *entries.path, key)
        address = "/".join((address, *entries.path, key.replace("#", "~")))
        found.append((title_of(asked.document.value(path), entries.title) or key.removeprefix("#"), address))
    return found


def _not_found(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return studio_of(request).show(request, "not_found.html", status, program=None)


def _unreadable(request: Request, error: Exception) -> Response:
    """What keeps a page from being shown: files that cannot be read."""
    assert isinstance(error, BuildFailed), "it is registered for this alone"
    problems = Report.of(error.problems).problems
    return studio_of(request).show(request, "unreadable.html", 409, program=None, problems=problems)


def _too_large(request: Request, error: Exception) -> Response:
    return PlainTextResponse("This is more than can be sent at once.", 413)


def application(studio: Studio, port: int, token: str) -> ASGIApp:
    """The whole application, behind its guard."""
    app = Starlette(
        routes=routes(),
        exception_handlers={HTTPException: _not_found, BuildFailed: _unreadable, BodyTooLarge: _too_large},
    )
    app.router.redirect_slashes = False  # an address is right, or it is none
    app.state.studio = studio
    return Guard(app, port, token)
