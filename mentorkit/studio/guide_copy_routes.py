"""Copies of guides in the studio: made from what comes with MentorKit, kept in step with it, put aside and taken back."""

from __future__ import annotations

from functools import partial

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mentorkit.core.machine import unwritable
from mentorkit.core.problems import BuildFailed
from mentorkit.studio.guide_desk import PutAside, keep_draft, kept_aside, put_aside
from mentorkit.studio.guide_list import own_layer
from mentorkit.studio.guide_requests import WHOSE, asked_guide
from mentorkit.studio.studio_app import posted
from mentorkit.upkeep.kept_originals import forget, put
from mentorkit.upkeep.overrides import adopt, override, update


def ours(request: Request, form: FormData) -> Response:
    """Copy a guide of the stock, a library or the workspace, to change it here."""
    asked, whose = asked_guide(request), str(form.get("whose", "client"))
    if whose not in WHOSE:
        raise HTTPException(400)
    with asked.studio.writing:
        override(asked.workspace, asked.opened.listed.relative, asked.program.client if whose == "client" else "")
    return asked.studio.back(request, asked.address)


def original(request: Request, form: FormData) -> Response:
    """Put what changed in the original into a copy, or keep the copy as it is; where both changed the same lines, only say so."""
    asked = asked_guide(request)
    called = asked.opened.listed.called
    with asked.studio.writing:
        if form.get("do") == "keep":
            adopt(asked.workspace, [called])
        else:
            planned = update(asked.workspace, [called], write=False)
            if any(one.left for one in planned):
                return asked.studio.back(request, f"{asked.address}?torn=yes")
            update(asked.workspace, [called])
    return asked.studio.back(request, asked.address)


def follow(request: Request, form: FormData) -> Response:
    """Follow the original again: the copy is put aside, and can be taken back."""
    asked = asked_guide(request)
    listed = asked.opened.listed
    if not listed.own or listed.override is None or listed.override.present is None:
        raise HTTPException(409)
    try:
        with asked.studio.writing:
            put_aside(asked.aside, PutAside(asked.opened.raw, listed.owner))
            listed.file.path.unlink()
            forget(listed.file.layer, listed.override.relative)
            keep_draft(asked.draft, None)
    except OSError as error:
        raise BuildFailed([unwritable(error, listed.called)]) from None
    return asked.studio.back(request, asked.address)


def take_back(request: Request, form: FormData) -> Response:
    """Put the copy that was put aside into its place again."""
    asked = asked_guide(request)
    aside = kept_aside(asked.aside)
    if aside is None or aside.whose not in WHOSE:
        raise HTTPException(409)
    with asked.studio.writing:
        client = asked.program.client if aside.whose == "client" else ""
        path = override(asked.workspace, asked.opened.listed.relative, client)
        put(own_layer(asked.workspace.layers(client or None), aside.whose), path, aside.text.encode("utf-8"))
        asked.aside.unlink(missing_ok=True)
    return asked.studio.back(request, asked.address)


_PROGRAM = "/p/{client}/{program}"
_ONE = "{folder}/{id:path}"
_post = partial(Route, methods=["POST"])

ROUTES: tuple[BaseRoute, ...] = (
    _post(f"{_PROGRAM}/-/guides/ours/{_ONE}", posted(ours)),
    _post(f"{_PROGRAM}/-/guides/original/{_ONE}", posted(original)),
    _post(f"{_PROGRAM}/-/guides/follow/{_ONE}", posted(follow)),
    _post(f"{_PROGRAM}/-/guides/take-back/{_ONE}", posted(take_back)),
)
