"""The preview: a page of its own, a pane beside every other page, and what their script asks."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from mentorkit.studio.missing import sentence_of
from mentorkit.studio.previews import Previews, PreviewSeen, page_beside
from mentorkit.studio.studio_app import Studio, posted, studio_of
from mentorkit.studio.task_pages.hand_over_page import PREVIEW


def previews_of(studio: Studio) -> Previews:
    """The preview of a running studio."""
    previews: Previews = studio.kept.setdefault("previews", Previews(studio.config))
    return previews


def show_preview(request: Request) -> Response:
    """The page of the preview."""
    studio = studio_of(request)
    program = studio.program(request)
    seen = previews_of(studio).seen(studio.workspace(), program)
    return studio.show(request, "preview.html", program=program, page=PREVIEW, preview=seen, wrong=_wrong(seen))


def preview_state(request: Request) -> Response:
    """The preview as it is now, for the script; `beside` names the task page whose page of the portal is wanted."""
    studio = studio_of(request)
    seen = previews_of(studio).seen(studio.workspace(), studio.program(request))
    address = page_beside(seen.address, request.query_params.get("beside", "")) if seen.address else ""
    return JSONResponse({"state": seen.state, "address": address, "wrong": _wrong(seen), "books": _books(seen)})


def change_preview(request: Request, form: FormData) -> Response:
    """Begin the preview, or end it."""
    studio = studio_of(request)
    program = studio.program(request)
    if form.get("do") == "end":
        previews_of(studio).end()
    else:
        previews_of(studio).begin(studio.workspace(), program)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"state": previews_of(studio).seen(studio.workspace(), program).state})
    return studio.back(request, f"/p/{program.id}/{PREVIEW.name}")


def _wrong(seen: PreviewSeen) -> list[str]:
    """Why a preview has stopped."""
    if seen.state != "stopped" or seen.job is None:
        return []
    return [sentence_of(one.message) for one in seen.job.problems if one.severity == "error"]


def _books(seen: PreviewSeen) -> bool:
    """Whether the workbooks are there as they were when the portal was shown last."""
    said = [one.partition(" ")[0] for one in seen.job.said] if seen.job else []
    return bool(said) and said[-1] == "Workbooks"


_PROGRAM = "/p/{client}/{program}"
ROUTES: list[BaseRoute] = [
    Route(f"{_PROGRAM}/preview", show_preview),
    Route(f"{_PROGRAM}/-/preview", preview_state, methods=["GET"]),
    Route(f"{_PROGRAM}/-/preview", posted(change_preview), methods=["POST"]),
]
