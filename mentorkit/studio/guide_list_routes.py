"""The list of guides in the studio: all that there are, new ones begun, and texts of other programs brought in."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mentorkit.core.names import as_id
from mentorkit.core.problems import BuildFailed, Problem
from mentorkit.definition.front_matter import KINDS
from mentorkit.guides.library import guide_files
from mentorkit.importing.placing import place
from mentorkit.importing.proposals import GuideProposal, propose
from mentorkit.language.catalogue import capital
from mentorkit.studio.guide_list import NOUNS, SHELVES, listed_guides, own_layer, topics
from mentorkit.studio.guide_requests import WHOSE, desk_of
from mentorkit.studio.program_language import layers_of
from mentorkit.studio.studio_app import Studio, posted, studio_of
from mentorkit.studio.task_pages.guides_page import GUIDES_PAGE
from mentorkit.upkeep.scaffold import new_guide
from mentorkit.workspace.workspace import ProgramFile, Workspace

_KINDS_OF_NEW = {"keys": "key", "training": "module", "forms": "form", "pages": "page"}
"""What `new` and `import` call a guide of each folder."""
_NOTHING_ASKED = {"title": "", "kind": "keys", "whose": "client", "wrong": ""}


def guides(request: Request) -> Response:
    """The list of all guides of a client, or those that were searched for."""
    asked = request.query_params
    return _listed(request, {name: asked.get(name, "") for name in ("q", "kind", "topic")})


def _listed(request: Request, asked: dict[str, str], status: int = 200, **told: Any) -> Response:
    studio = studio_of(request)
    program, workspace = studio.program(request), studio.workspace()
    every = listed_guides(workspace, layers_of(workspace, program), desk_of(studio).placeholders(workspace, program))
    words, kind, topic = asked.get("q", "").split(), asked.get("kind", ""), asked.get("topic", "")
    chosen = [one for one in every if kind in ("", one.folder) and topic in ("", one.topic) and one.answers(words)]
    return studio.show(
        request,
        "guides.html",
        status,
        program=program,
        page=GUIDES_PAGE,
        shelves=[(folder, said, [one for one in chosen if one.folder == folder]) for folder, said in SHELVES.items()],
        nouns=NOUNS,
        topics=topics(every),
        asked={"q": asked.get("q", ""), "kind": kind, "topic": topic},
        found=len(chosen),
        used=_used(studio, workspace, program),
        **{"new": _NOTHING_ASKED, "brought": _NOTHING_ASKED | {"kind": "pages"}, **told},
    )


def _used(studio: Studio, workspace: Workspace, program: ProgramFile) -> dict[str, str]:
    """Where the programme uses its guides, by their paths: the numbers of sessions; nothing more where it only offers them."""
    kit = desk_of(studio).toolkit(workspace, program)
    used = {guide.path: "" for guide in kit.guides} if kit else {}
    for one in kit.sessions if kit else ():
        for guide in (*one.keys, *([one.reinforces] if one.reinforces else ())):
            used[guide.path] = ", ".join(filter(None, (used.get(guide.path, ""), str(one.number))))
    return used


def _chosen(form: FormData) -> tuple[str, str]:
    """The kind and the owner that a form names. Raises HTTPException where they are none."""
    kind, whose = str(form.get("kind", "")), str(form.get("whose", ""))
    if kind not in KINDS or whose not in WHOSE:
        raise HTTPException(400)
    return kind, whose


def _said(problems: tuple[Problem, ...]) -> str:
    return " ".join(f"{capital(one.message)}. {capital(one.hint)}" for one in problems)


def new(request: Request, form: FormData) -> Response:
    """Begin a guide, with every part that its kind has, and open it."""
    studio = studio_of(request)
    program, workspace = studio.program(request), studio.workspace()
    (kind, whose), title = _chosen(form), str(form.get("title", "")).strip()
    layers, wrong = layers_of(workspace, program), ""
    if not title:
        wrong = studio.words.gettext("Write a title first.")
    elif as_id(title) in guide_files(layers, kind):
        wrong = studio.words.gettext("There is one of this name already. Choose another title, or open that one.")
    else:
        try:
            with studio.writing:
                [made] = new_guide(own_layer(layers, whose).root, layers, _KINDS_OF_NEW[kind], title)
            return studio.back(request, f"/p/{program.id}/guides/{kind}/{made.stem}")
        except BuildFailed as failed:
            wrong = _said(tuple(failed.problems))
    return _listed(request, {}, 422, new={"title": title, "kind": kind, "whose": whose, "wrong": wrong})


async def bring_in(request: Request) -> Response:
    """Read an upload, and hand it on."""
    form = await request.form(max_files=1, max_fields=20)
    file = form.get("file")
    data = await file.read() if isinstance(file, UploadFile) else b""
    name = file.filename or "" if isinstance(file, UploadFile) else ""
    await form.close()
    return await run_in_threadpool(_brought_in, request, form, name, data)


def _brought_in(request: Request, form: FormData, name: str, data: bytes) -> Response:
    """Make a guide of a text of another program, and say what became of it."""
    studio = studio_of(request)
    program, workspace = studio.program(request), studio.workspace()
    kind, whose = _chosen(form)
    if not data:
        problems: tuple[Problem, ...] = ()
        wrong = studio.words.gettext("Choose a file first.")
    else:
        proposal, problems = propose(name.replace("\\", "/").rpartition("/")[2], data, _KINDS_OF_NEW[kind])
        wrong = "" if proposal else _said(problems)
        if proposal:
            try:
                with studio.writing:
                    place(workspace, proposal, program.client if whose == "client" else "")
                return _told(request, program, proposal)
            except BuildFailed as failed:
                wrong = " ".join(capital(one.message) for one in failed.problems)
    return _listed(request, {}, 422, brought={"title": "", "kind": kind, "whose": whose, "wrong": wrong})


def _told(request: Request, program: ProgramFile, proposal: GuideProposal) -> Response:
    address = f"/p/{program.id}/guides/{proposal.folder}/{proposal.id}"
    return studio_of(request).show(
        request, "guide_brought.html", program=program, page=GUIDES_PAGE, proposal=proposal, address=address
    )


_PROGRAM = "/p/{client}/{program}"

ROUTES: tuple[BaseRoute, ...] = (
    Route(f"{_PROGRAM}/guides", guides),
    Route(f"{_PROGRAM}/guides/", lambda request: studio_of(request).back(request, request.url.path.rstrip("/"))),
    Route(f"{_PROGRAM}/-/guides/new", posted(new), methods=["POST"]),
    Route(f"{_PROGRAM}/-/guides/bring-in", bring_in, methods=["POST"]),
)
