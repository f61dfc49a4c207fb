"""The addresses of the page "Sessions and Keys": its list says when each session is and what it is made of, and counts anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.editing.changes import ABSENT, Change
from mentorkit.studio.guide_options import guides_on
from mentorkit.studio.program_language import layers_of
from mentorkit.studio.session_order import changed_places, in_order, left_out, put_behind
from mentorkit.studio.studio_app import posted
from mentorkit.studio.task_pages.sessions_page import SESSIONS, SESSIONS_PAGE
from mentorkit.studio.task_posts import answered, done
from mentorkit.studio.task_requests import Asked, asked_for, shown_task
from mentorkit.studio.task_view import entry_digest, title_of
from mentorkit.studio.timeline_rows import timeline_rows

_PATH = SESSIONS.path


@dataclass(frozen=True)
class SessionLine:
    """What the list says of a session besides its title."""

    when: str
    keys: tuple[str, ...]
    """The titles of its Keys."""
    own: bool
    """Whether all of it stands in the programme's own file, so that it can be counted anew."""


def page(request: Request) -> Response:
    """The page, with a line for each session."""
    asked = asked_for(request, SESSIONS_PAGE.name)
    return shown_task(request, asked, lines=_lines(asked))


def _lines(asked: Asked) -> dict[str, SessionLine]:
    document = asked.document
    titles = {
        id_: document.spoken(title)
        for id_, title, _ in guides_on(layers_of(asked.workspace, asked.file), SESSIONS.fields)["keys"]
    }
    when = _when(asked)
    lines = {}
    for number in _sessions(asked):
        keys = document.value((*_PATH, number, "keys"))
        named = tuple(titles.get(one, one) for one in (keys if isinstance(keys, list) else ()) if isinstance(one, str))
        lines[number] = SessionLine(when.get(number, ""), named, not document.origin((*_PATH, number)))
    return lines


def _when(asked: Asked) -> dict[str, str]:
    """When each session is, in words, by its number; nothing while the definition cannot be read."""
    program = read_as(Program, asked.document.definition.source).value
    rows = timeline_rows(program, asked.studio.words) if program else ()
    return {row.path[-1]: row.when for row in rows if row.kind == "session"}


def _sessions(asked: Asked) -> dict[str, Any]:
    value = asked.document.value(_PATH)
    return value if isinstance(value, dict) else {}


def save(request: Request, form: FormData) -> Response:
    """Save the fields that were posted, or put the sessions in another order."""
    asked = asked_for(request, SESSIONS_PAGE.name)
    do, _, about = str(form.get("do", "save")).partition(":")
    if do not in ("up", "down", "remove", "behind") or not about.startswith(f"{_PATH[0]}:"):
        return answered(request, asked, form)
    with asked.studio.writing:
        number = _named(asked.anew(), about)
        return asked.studio.back(request, _reordered(asked.anew(), do, number))


def _named(asked: Asked, about: str) -> str:
    """The number that a button names. Raises HTTPException where another session stands there by now."""
    number, _, seen = about.removeprefix(f"{_PATH[0]}:").partition(":")
    if number not in _sessions(asked) or entry_digest(asked.document.value((*_PATH, number))) != seen:
        raise HTTPException(409)
    return number


def _reordered(asked: Asked, do: str, number: str) -> str:
    """Do what a button says; the address that is shown next."""
    now = _sessions(asked)
    title = title_of(now[number], ("title",)) or number
    words = asked.studio.words
    if do == "behind":
        after = put_behind(now, number, dict(SESSIONS.new))
        new = next(one for one in in_order(after) if int(one) > int(number))
        meant = words.fill(words.gettext("A session added behind “%(title)s”"), {"title": title})
        done(asked, *_change(now, after), meant=meant)
        return f"{asked.address}/{_PATH[0]}/{new}"
    if do == "remove":
        after = left_out(now, number) if _all_own(asked, now, number) else _without(now, number)
        meant = words.fill(words.gettext("“%(title)s” removed"), {"title": title})
    else:
        after = changed_places(now, number, -1 if do == "up" else 1)
        meant = words.fill(words.gettext("“%(title)s” moved"), {"title": title})
    done(asked, *_change(now, after), meant=meant)
    return f"{asked.address}#f-{_PATH[0]}"


def _all_own(asked: Asked, sessions: Mapping[str, Any], number: str) -> bool:
    """Whether this session and all behind it stand in the own file: in an archetype, a number is a name."""
    behind = [one for one in sessions if int(one) >= int(number)]
    return not any(asked.document.origin((*_PATH, one)) for one in behind)


def _without(sessions: Mapping[str, Any], number: str) -> dict[str, Any]:
    return {one: session for one, session in sessions.items() if one != number}


def _change(before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    """The change of all sessions, or of the one that is left out where the others stay as they are."""
    gone = before.keys() - after.keys()
    if gone and all(before[one] == after[one] for one in after):
        return tuple(Change((*_PATH, one), before[one], ABSENT) for one in sorted(gone))
    return (Change(_PATH, before, after),)


_HOME = "/p/{client}/{program}"
ROUTES: tuple[BaseRoute, ...] = (
    Route(f"{_HOME}/{SESSIONS_PAGE.name}", page),
    Route(f"{_HOME}/{SESSIONS_PAGE.name}", posted(save), methods=["POST"]),
)
