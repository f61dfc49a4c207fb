"""Guides as their readers get them, in the studio: the page beside the editor, and the sheets that are printed."""

from __future__ import annotations

from functools import partial

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from mentorkit.core.problems import BuildFailed, Severity
from mentorkit.definition.front_matter import GuideFacts
from mentorkit.guides.blocks import FOR_ONE
from mentorkit.guides.library import Guide
from mentorkit.language.catalogue import capital
from mentorkit.studio.guide_desk import kept_draft
from mentorkit.studio.guide_requests import GuideRequest, asked_guide, desk_of
from mentorkit.studio.studio_app import posted, studio_of

_FRAME_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-same-origin"
)
"""The page that is previewed: it looks as it is published, runs nothing and leads nowhere."""
_LOOK_TYPES = {
    ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".woff": "font/woff",
    ".ttf": "font/ttf", ".otf": "font/otf", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif",
}  # fmt: skip


def roles_of(guide: Guide[GuideFacts] | None) -> list[str]:
    """The ones of the pair for whom a Key is printed apart."""
    if guide and guide.folder == "keys" and len(guide.facts.for_) > 1 and guide.every(*FOR_ONE):
        return [role for role in ("mentee", "mentor") if role in guide.facts.for_]
    return []


def page_of(asked: GuideRequest, guide: Guide[GuideFacts], *, dark: bool) -> str | None:
    """The page of a guide; None where the programme cannot be built, or a picture of it cannot be shown."""
    preview = asked.desk.preview(asked.workspace, asked.program)
    if preview is None:
        return None
    base = f"/p/{asked.program.id}/-/guides/look/"
    try:
        return preview.page(guide, base, dark=dark, pictures=asked.opened.pictures(guide))
    except BuildFailed:
        return None


def page(request: Request) -> Response:
    """The page of a guide as it was typed last, for the frame beside the editor."""
    asked = asked_guide(request)
    draft = kept_draft(asked.draft) if asked.opened.listed.own else None
    guide, _ = asked.opened.read(draft.text if draft else asked.opened.text.whole)
    html = page_of(asked, guide, dark=request.query_params.get("dark") == "yes") if guide else None
    nothing = "<!doctype html><html lang=en><title>-</title><body></body></html>"
    return HTMLResponse(html or nothing, headers={"Content-Security-Policy": _FRAME_POLICY})


def look(request: Request) -> Response:
    """A style sheet, font or picture of a page that is previewed."""
    studio = studio_of(request)
    preview = desk_of(studio).preview(studio.workspace(), studio.program(request))
    home = preview.folder.resolve() if preview else None
    file = (home / request.path_params["file"]).resolve() if home else None
    if not (home and file and file.is_relative_to(home) and file.is_file() and file.suffix.lower() in _LOOK_TYPES):
        raise HTTPException(404)
    return FileResponse(file, media_type=_LOOK_TYPES[file.suffix.lower()])


def print_it(request: Request, form: FormData) -> Response:
    """Begin to print what was typed."""
    asked = asked_guide(request)
    typed, _, _ = asked.typed(form)
    guide, _ = asked.opened.read(typed)
    kit = asked.desk.toolkit(asked.workspace, asked.program)
    if guide is None or kit is None:
        return JSONResponse({"number": 0})
    role = str(form.get("role", ""))
    role = role if role in roles_of(guide) else (roles_of(guide) or [""])[0]
    return JSONResponse({"number": asked.desk.print(asked.workspace, kit, guide, asked.opened.pictures(guide), role)})


def printed(request: Request) -> Response:
    """How far a printing is."""
    studio = studio_of(request)
    state = desk_of(studio).printed(studio.workspace(), int(request.path_params["number"]))
    problems = [
        {"message": capital(one.message), "hint": capital(one.hint)}
        for one in state.problems
        if one.severity is Severity.ERROR
    ]
    return JSONResponse({"ready": state.ready, "pages": state.pages, "problems": problems})


def printed_file(request: Request) -> Response:
    """A page of what was printed as a picture, or all of it as a PDF."""
    file = desk_of(studio_of(request)).print_file(int(request.path_params["number"]), request.path_params["name"])
    if file is None or not file.is_file():
        raise HTTPException(404)
    return FileResponse(file, media_type="image/png" if file.suffix == ".png" else "application/pdf")


_PROGRAM = "/p/{client}/{program}"
_ONE = "{folder}/{id:path}"
_post = partial(Route, methods=["POST"])

ROUTES: tuple[BaseRoute, ...] = (
    _post(f"{_PROGRAM}/-/guides/print/{_ONE}", posted(print_it)),
    Route(f"{_PROGRAM}/-/guides/page/{_ONE}", page),
    Route(f"{_PROGRAM}/-/guides/look/{{file:path}}", look),
    Route(f"{_PROGRAM}/-/guides/printed/{{number:int}}", printed),
    Route(f"{_PROGRAM}/-/guides/printed/{{number:int}}/{{name}}", printed_file),
)
