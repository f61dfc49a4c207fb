"""The editor of one guide in the studio, with what its script asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from mentorkit.core.digests import digest
from mentorkit.core.machine import unwritable
from mentorkit.core.problems import BuildFailed, Problem
from mentorkit.definition.front_matter import GuideFacts
from mentorkit.editing.saving import can_undo, redo, undo
from mentorkit.guides.library import Guide
from mentorkit.language.catalogue import Words, capital
from mentorkit.studio.block_snippets import HEADINGS, PLACEHOLDERS, Snippet, offered
from mentorkit.studio.form_fields import Field
from mentorkit.studio.form_values import asked as asked_of
from mentorkit.studio.form_values import shown
from mentorkit.studio.guide_anatomy import line_for, missing_parts
from mentorkit.studio.guide_desk import UnsavedGuide, keep_draft, kept_aside, kept_draft
from mentorkit.studio.guide_facts import fields_for
from mentorkit.studio.guide_list import NOUNS
from mentorkit.studio.guide_options import GuideOption
from mentorkit.studio.guide_preview_routes import page_of, roles_of
from mentorkit.studio.guide_requests import GuideRequest, asked_guide
from mentorkit.studio.guide_saving import (
    SavedGuide,
    ToldProblem,
    WrittenFacts,
    facts_of,
    save_guide,
    told_problems,
)
from mentorkit.studio.guide_text import GuideText, parted
from mentorkit.studio.studio_app import Studio, posted
from mentorkit.studio.task_pages.guides_page import GUIDES_PAGE
from mentorkit.studio.task_view import FieldView, as_json
from mentorkit.studio.uploaded_assets import PICTURE, taken_in
from mentorkit.toolkit import Toolkit


def editor(request: Request) -> Response:
    """The editor of one guide, with what was typed and is not saved yet."""
    return _shown(request, asked_guide(request))


def _shown(request: Request, asked: GuideRequest, status: int = 200, saved: SavedGuide | None = None) -> Response:
    opened, listed = asked.opened, asked.opened.listed
    kit = asked.desk.toolkit(asked.workspace, asked.program)
    draft = kept_draft(asked.draft) if listed.own else None
    text = parted(draft.text) if draft else opened.text
    document = facts_of(text, listed.called)
    keys = tuple((key.id, key.facts.title, key.facts.summary) for key in opened.library.keys.values())
    fields = fields_for(listed.folder, document.value) if document else ()
    guide, problems = opened.read(text.whole)
    return asked.studio.show(
        request,
        "guide.html",
        status,
        program=asked.program,
        page=GUIDES_PAGE,
        listed=listed,
        noun=NOUNS[listed.folder],
        language=kit.program.language if kit else asked.studio.words.language,
        address=asked.address,
        do=f"/p/{asked.program.id}/-/guides",
        seen=digest(draft.over) if draft else opened.digest,
        draft=draft,
        facts=[_fact(field, document, keys) for field in fields] if document else None,
        body=text.body if document else text.whole,
        first_line=text.body_line if document else 1,
        problems=_problems(problems, text, whole=document is None),
        missing=list(_missing(guide, text, asked.own_words)) if document else [],
        pieces=[(HEADINGS[where], ones) for where, ones in offered(listed.folder, asked.own_words).items()],
        placeholders=PLACEHOLDERS,
        roles=roles_of(guide),
        used=_sessions_with(kit, listed.path) if kit else None,
        difference="\n".join(listed.override.difference()) if listed.override and listed.outdated else "",
        saved=saved,
        torn=request.query_params.get("torn") == "yes",
        aside=None if listed.own else kept_aside(asked.aside),
        steps=can_undo(asked.workspace, listed.file.path) if listed.own else ("", ""),
    )


def _sessions_with(kit: Toolkit, path: str) -> list[tuple[int, str]]:
    """The sessions of a programme that use a guide, with their titles."""
    return [
        (one.number, one.session.title)
        for one in kit.sessions
        if path in (guide.path for guide in (*one.keys, *([one.reinforces] if one.reinforces else ())))
    ]


def _fact(field: Field, facts: WrittenFacts, keys: tuple[GuideOption, ...]) -> FieldView:
    """A fact as forms show it; `keys` are the Keys that can be chosen."""
    value = facts.value(field.path)
    inputs = shown(field, value)
    return FieldView(
        field,
        field.path,
        inputs or {},
        as_json(value),
        asked=asked_of(value),
        unshown=inputs is None,
        options=field.options,
        guides=keys,
    )


def _problems(problems: tuple[Problem, ...], text: GuideText, *, whole: bool) -> list[ToldProblem]:
    """The problems of a text; parts that are missing are listed apart."""
    return [one for one in told_problems(problems, text, whole=whole) if " lacks " not in one.message or whole]


def _missing(guide: Guide[GuideFacts] | None, text: GuideText, words: Words) -> Iterator[dict[str, Any]]:
    """The parts that a guide lacks, each with the line of the text area in front of which it belongs."""
    for piece in missing_parts(guide) if guide else ():
        yield (
            {"piece": piece.written_in(words), "line": max(line_for(guide, piece) - text.body_line + 1, 1)}
            if guide
            else {}
        )


def read(request: Request, form: FormData) -> Response:
    """What is to be said of a text while it is typed, and its page; it is kept as a draft."""
    asked = asked_guide(request)
    typed, over, unwritten = asked.typed(form)
    listed = asked.opened.listed
    if listed.own:
        with asked.studio.writing:
            keep_draft(asked.draft, UnsavedGuide(typed, over) if typed != asked.opened.text.whole else None)
    text = parted(typed)
    whole = facts_of(parted(over), listed.called) is None
    guide, problems = asked.opened.read(typed)
    told = _problems((*unwritten, *problems), text, whole=whole)
    page = page_of(asked, guide, dark=form.get("dark") == "yes") if guide else None
    missing = [] if whole else list(_missing(guide, text, asked.own_words))
    return JSONResponse(
        {
            "problems": [_as_json(one) for one in told],
            "missing": [_piece_json(one["piece"], asked.studio) | {"line": one["line"]} for one in missing],
            "page": page,
            "readable": guide is not None,
            "unsaved": typed != asked.opened.text.whole,
            "roles": roles_of(guide),
        }
    )


def _as_json(one: ToldProblem) -> dict[str, Any]:
    return {
        "message": capital(one.message),
        "hint": capital(one.hint),
        "level": str(one.severity),
        "line": one.line,
        "column": one.column,
        "toWrite": one.to_write,
        "fact": one.fact,
    }


def _piece_json(piece: Snippet, studio: Studio) -> dict[str, Any]:
    said = studio.words.gettext
    return {"label": said(piece.label), "use": said(piece.use), "text": piece.text, "chosen": piece.chosen}


def save(request: Request, form: FormData) -> Response:
    """Save what was typed, give it up, or take what somebody else saved."""
    asked = asked_guide(request)
    if not asked.opened.listed.own:
        raise HTTPException(409)
    if form.get("do") == "forget":
        keep_draft(asked.draft, None)
        return asked.studio.back(request, asked.address)
    with asked.studio.writing:
        asked = asked_guide(request)
        typed, over, unwritten = asked.typed(form)
        made = (
            save_guide(asked.opened, typed, over, asked.opened.listed.title)
            if not unwritten
            else SavedGuide("wrong", "", unwritten)
        )
        if made.state in ("saved", "merged"):
            keep_draft(asked.draft, None)
        else:
            keep_draft(asked.draft, UnsavedGuide(typed, over))
    return _answered(request, asked, made)


def _answered(request: Request, asked: GuideRequest, made: SavedGuide) -> Response:
    done = made.state in ("saved", "merged")
    if "application/json" not in request.headers.get("accept", ""):
        return asked.studio.back(request, asked.address) if done else _shown(request, asked_guide(request), 422, made)
    text = parted(made.text)
    if done:
        asked.desk.saw(digest(text.whole), text.whole)
    told = [] if done else _problems(made.problems, text, whole=False)
    answer = {"state": made.state, "problems": [_as_json(one) for one in told]}
    if done:
        answer |= {"seen": digest(text.whole), "body": text.body}
    if made.state == "clash":
        answer |= {"theirs": asked.opened.text.body, "seen": asked.opened.digest}
    return JSONResponse(answer)


async def picture(request: Request) -> Response:
    """Take in a picture, and give what a text says to show it."""
    async with request.form(max_files=1, max_fields=5) as form:
        file, words = form.get("file"), " ".join(str(form.get("words", "")).split())
        data = await file.read() if isinstance(file, UploadFile) else b""
        called = file.filename or "" if isinstance(file, UploadFile) else ""
    return await run_in_threadpool(_pictured, request, called, data, words)


def _pictured(request: Request, called: str, data: bytes, words: str) -> Response:
    asked = asked_guide(request)
    said = asked.studio.words.gettext
    if not asked.opened.listed.own:
        raise HTTPException(409)
    if not called or not words:
        return JSONResponse({"wrong": said("Choose a file, and say in a few words what it shows.")})
    layer = asked.opened.listed.file.layer
    try:
        with asked.studio.writing:
            name, problems = taken_in(data, called, PICTURE, layer)
    except OSError as error:
        raise BuildFailed([unwritable(error, called)]) from None
    if name is None:
        return JSONResponse({"wrong": " ".join(f"{capital(one.message)}. {capital(one.hint)}" for one in problems)})
    escaped = re.sub(r"([\\\[\]])", r"\\\1", words)
    return JSONResponse({"text": f"![{escaped}]({name.removeprefix(f'{PICTURE.folder}/')})"})


def undo_it(request: Request, form: FormData) -> Response:
    """Undo what was saved last, or do it again."""
    asked = asked_guide(request)
    if not asked.opened.listed.own:
        raise HTTPException(409)
    with asked.studio.writing:
        again = undo if form.get("do") == "undo" else redo
        made = again(asked.workspace, asked.opened.listed.file.path)
    if made.value is None:
        raise BuildFailed(made.problems)
    keep_draft(asked.draft, None)
    return asked.studio.back(request, asked.address)


_PROGRAM = "/p/{client}/{program}"
_ONE = "{folder}/{id:path}"
_post = partial(Route, methods=["POST"])

ROUTES: tuple[BaseRoute, ...] = (
    _post(f"{_PROGRAM}/-/guides/read/{_ONE}", posted(read)),
    _post(f"{_PROGRAM}/-/guides/undo/{_ONE}", posted(undo_it)),
    _post(f"{_PROGRAM}/-/guides/picture/{_ONE}", picture),
    Route(f"{_PROGRAM}/guides/{_ONE}", editor),
    _post(f"{_PROGRAM}/guides/{_ONE}", posted(save)),
)
