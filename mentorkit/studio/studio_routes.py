"""The addresses of the studio and the pages behind them."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from mentorkit.core.digests import digest
from mentorkit.core.problems import BuildFailed, Report
from mentorkit.studio.begin_routes import ROUTES as BEGIN
from mentorkit.studio.begin_routes import clients_of
from mentorkit.studio.books_routes import ROUTES as BOOKS
from mentorkit.studio.check_routes import ROUTES as CHECK
from mentorkit.studio.guard import TOO_LARGE, BodyTooLarge, Guard
from mentorkit.studio.guide_copy_routes import ROUTES as GUIDE_COPIES
from mentorkit.studio.guide_list_routes import ROUTES as GUIDE_LIST
from mentorkit.studio.guide_preview_routes import ROUTES as GUIDE_PREVIEW
from mentorkit.studio.guide_routes import ROUTES as GUIDES
from mentorkit.studio.hand_over_routes import ROUTES as HAND_OVER
from mentorkit.studio.look_routes import ROUTES as LOOK
from mentorkit.studio.manual_pages import ROUTES as MANUAL
from mentorkit.studio.preview_routes import ROUTES as PREVIEW
from mentorkit.studio.questionnaire_routes import ROUTES as QUESTIONNAIRE
from mentorkit.studio.round_routes import ROUTES as ROUND
from mentorkit.studio.sessions_routes import ROUTES as SESSIONS
from mentorkit.studio.single_date_routes import ROUTES as SINGLE
from mentorkit.studio.spoken_language import chosen, remember
from mentorkit.studio.spreadsheet_routes import ROUTES as SPREADSHEET
from mentorkit.studio.studio_app import ASSETS, Studio, posted, studio_of
from mentorkit.studio.task_posts import task_posted, undone
from mentorkit.studio.task_requests import asked_for, shown_task
from mentorkit.studio.timeline_routes import ROUTES as TIMELINE
from mentorkit.workspace.workspace import ProgramFile

_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


_SPECIAL: tuple[BaseRoute, ...] = (
    *BEGIN,
    *ROUND,
    *QUESTIONNAIRE,
    *GUIDE_LIST,
    *GUIDE_COPIES,
    *GUIDE_PREVIEW,
    *GUIDES,
    *LOOK,
    *CHECK,
    *PREVIEW,
    *HAND_OVER,
    *TIMELINE,
    *SINGLE,
    *BOOKS,
    *SESSIONS,
    *MANUAL,
    *SPREADSHEET,
)
"""The addresses of pages that are more than their fields."""


def routes() -> list[BaseRoute]:
    """Every address of the studio; those of task pages of their own come first."""
    program = "/p/{client}/{program}"
    return [
        Route("/", home),
        Route("/-/assets/{name}", asset),
        Route("/-/end", posted(end), methods=["POST"]),
        Route("/-/language", posted(choose_language), methods=["POST"]),
        *_SPECIAL,
        Route(program, overview),
        Route(f"{program}/", overview),
        Route(f"{program}/-/state", state),
        Route(f"{program}/-/undo", posted(undone), methods=["POST"]),
        Route(f"{program}/{{page}}", task),
        Route(f"{program}/{{page}}/{{rest:path}}", task),
        Route(f"{program}/{{page}}", posted(task_posted), methods=["POST"]),
        Route(f"{program}/{{page}}/{{rest:path}}", posted(task_posted), methods=["POST"]),
    ]


def home(request: Request) -> Response:
    """The programmes of the workspace."""
    studio = studio_of(request)
    workspace = studio.workspace()
    clients: dict[str, list[tuple[ProgramFile, str]]] = {}
    for one in workspace.programs():
        clients.setdefault(one.client, []).append((one, studio.title(one)))
    return studio.show(request, "home.html", clients=clients, names=clients_of(workspace), folder=workspace.root)


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


def choose_language(request: Request, form: FormData) -> Response:
    """Speak another language from now on, or again that of each programme; go back to the page."""
    studio, language = studio_of(request), chosen(form)
    studio.kept["language"] = language
    answer = studio.back(request, str(form.get("back", "/")))
    remember(answer, language)
    return answer


def overview(request: Request) -> Response:
    """All tasks of a programme."""
    studio = studio_of(request)
    return studio.show(request, "overview.html")


def state(request: Request) -> Response:
    """Which state of its file a programme has, for pages that are open."""
    running: Studio = request.app.state.studio  # it is asked for often, and says nothing in any language
    return JSONResponse({"digest": digest(running.program(request).path.read_bytes())})


def task(request: Request) -> Response:
    """A task page, or one entry of a list on it."""
    return shown_task(request, asked_for(request))


def _not_found(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return studio_of(request).show(request, "not_found.html", status, program=None)


def _unreadable(request: Request, error: Exception) -> Response:
    """What keeps a page from being shown: files that cannot be read."""
    assert isinstance(error, BuildFailed), "it is registered for this alone"
    problems = Report.of(error.problems).problems
    return studio_of(request).show(request, "unreadable.html", 409, program=None, problems=problems)


def _too_large(request: Request, error: Exception) -> Response:
    return PlainTextResponse(studio_of(request).words.gettext(TOO_LARGE), 413)


def application(studio: Studio, port: int, token: str, once: str = "") -> ASGIApp:
    """The whole application, behind its guard, which `token` opens, and `once` a single time."""
    app = Starlette(
        routes=routes(),
        exception_handlers={HTTPException: _not_found, BuildFailed: _unreadable, BodyTooLarge: _too_large},
    )
    app.router.redirect_slashes = False  # an address is right, or it is none
    app.state.studio = studio
    return Guard(app, port, token, once)
