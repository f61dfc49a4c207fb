"""The addresses of what comes again: below its fields stand its single dates, each to be moved, left out or put back."""

from __future__ import annotations

import re
from datetime import date

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.editing.changes import ABSENT
from mentorkit.studio.single_dates import SingleDate, as_planned, left_out, moved_to, single_dates
from mentorkit.studio.studio_app import posted
from mentorkit.studio.task_pages.dates_page import DATES
from mentorkit.studio.task_posts import done
from mentorkit.studio.task_requests import Asked, asked_for, shown_task

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def entry(request: Request) -> Response:
    """An entry of the page of dates; of an event that comes again, with its single dates."""
    asked = asked_for(request, DATES.name)
    return shown_task(request, asked, single=_dates(asked))


def _dates(asked: Asked) -> tuple[SingleDate, ...]:
    """The single dates of the event that is asked for; nothing of anything else, or while the definition cannot be read."""
    if len(asked.target.base) != 2 or asked.target.base[0] != "events":
        return ()
    program = read_as(Program, asked.document.definition.source).value
    key = asked.target.base[1]
    if program is None:
        return ()
    if key.startswith("#"):
        return single_dates(program, program.events[int(key[1:])]) if int(key[1:]) < len(program.events) else ()
    event = next((one for one in program.events if one.id == key), None)
    return single_dates(program, event) if event else ()


def change(request: Request, form: FormData) -> Response:
    """Change one date: `do` is leave, move (`to`) or plan."""
    asked, day, to = asked_for(request, DATES.name), str(form.get("day", "")), str(form.get("to", ""))
    path, words = asked.target.base, asked.studio.words
    if day not in {one.day.isoformat() for one in _dates(asked)}:
        raise HTTPException(409)
    event = asked.document.value(path)
    assert isinstance(event, dict), "it has dates"
    do = form.get("do")
    if do == "leave":
        changes = left_out(event, path, day)
    elif do == "plan" or to == day:
        changes = as_planned(event, path, day)
    elif _is_day(to):
        changes = moved_to(event, path, day, to)
    else:
        return shown_task(request, asked, 422, single=_dates(asked), undated=day)
    with asked.studio.writing:
        meant = words.fill(words.gettext("The date on %(day)s"), {"day": words.date(date.fromisoformat(day))})
        changes = tuple(one for one in changes if one.before is not ABSENT or one.after is not ABSENT)
        if changes:
            done(asked, *changes, meant=meant)
    return asked.studio.back(request, f"{asked.address}#single-{day}")


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


_HOME = "/p/{client}/{program}"
ROUTES: tuple[BaseRoute, ...] = (
    Route(f"{_HOME}/-/single/{{rest:path}}", posted(change), methods=["POST"]),
    Route(f"{_HOME}/{DATES.name}/{{rest:path}}", entry),
)
