"""The addresses of the page "Dates": besides its fields, everything in order, and each date to be moved where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from mentorkit.core.problems import BuildFailed
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.language.catalogue import Words
from mentorkit.studio.documents import Document
from mentorkit.studio.form_fields import Entries, Field, Kind, Part, Path, _, fields_of, named
from mentorkit.studio.studio_app import posted
from mentorkit.studio.task_pages import PAGES
from mentorkit.studio.task_pages.dates_page import DATES
from mentorkit.studio.task_pages.venue_fields import WHEN
from mentorkit.studio.task_posts import answered
from mentorkit.studio.task_requests import Asked, asked_for, shown_task
from mentorkit.studio.timeline_rows import DatedRow, timeline_rows


@dataclass(frozen=True)
class TimelineField(Field):
    """The date of one line of the timeline."""

    row: DatedRow | None = None
    address: str = ""
    """Where all that is said of it can be changed, behind the address of the programme."""
    movable: bool = False
    """Whether it can be moved where it stands."""
    said: str = ""
    """What it is, in a word."""


def page(request: Request) -> Response:
    """The page with the timeline."""
    return shown_task(request, _with_timeline(asked_for(request, DATES.name)))


def save(request: Request, form: FormData) -> Response:
    """Save what was posted: fields of the page, and dates that were moved in the timeline."""
    return answered(request, _with_timeline(asked_for(request, DATES.name)), form)


def timeline(request: Request) -> Response:
    """The dates as they are now, for a page that is open: what it shows of each, in their order."""
    asked = asked_for(request, DATES.name)
    rows = _rows(asked.document, asked.studio.words)
    told: list[dict[str, Any]] = [
        {"key": row.key, "week": row.week, "day": row.day, "rhythm": row.rhythm, "counted": row.counted} for row in rows
    ]
    return JSONResponse({"rows": told})


def _with_timeline(asked: Asked) -> Asked:
    """The same page, with a field for each date of the programme."""
    try:
        rows = _rows(asked.document, asked.studio.words)
    except BuildFailed:  # what keeps it from being read is told beside the fields
        rows = ()
    taken: set[Path] = set()
    fields = list[Part]()
    for row in rows:
        movable = row.kind in _MOVABLE and row.path not in taken
        taken.add(row.path)
        path = row.path if movable else ("timeline", row.key)
        address = address_of(row.path) or address_of(row.entry) or DATES.name
        said = _SORTS.get(row.sort) or _KINDS[row.kind]
        when = asked.studio.words.gettext(_("When"))
        label = f"{row.title}: {when}"  # the words of undo name it
        fields.append(
            TimelineField(path, label, Kind.MOMENT, manual=WHEN, row=row, address=address, movable=movable, said=said)
        )
    return replace(asked, target=replace(asked.target, parts=(*asked.target.parts, *fields)))


_KINDS = {
    "start": _("Start"), "end": _("End"), "session": _("Session"), "event": _("Event"), "pause": _("Pause"),
    "questionnaire": _("Questionnaire"), "message": _("Message"),
}  # fmt: skip
_SORTS = {
    "application": _("Application"), "webinar": _("Webinar"), "launch": _("Launch"), "training": _("Training"),
    "learning": _("Learning"), "call": _("Call"), "circle": _("Circle"), "checkpoint": _("Checkpoint"),
    "showcase": _("Showcase"), "survey": _("Survey"), "social": _("Social"), "task": _("Task"), "closing": _("Closing"),
    "follow-up": _("Follow-up"),
}  # fmt: skip
"""Kinds of lines, and of events, in a word; an event of another kind is an event."""
_MOVABLE = ("session", "event", "questionnaire", "message")
"""What says by `date`, or by `week` and `day`, when it is."""


def _rows(document: Document, words: Words) -> tuple[DatedRow, ...]:
    """The dates of a definition. Raises BuildFailed where it cannot be read."""
    program, problems = read_as(Program, document.definition.source)
    if program is None:
        raise BuildFailed(problems)
    return timeline_rows(program, words)


def address_of(path: Path) -> str:
    """Where a field or an entry is shown, behind the address of a programme; empty where no page shows it."""
    return next(filter(None, (_below(one.name, one.parts, path) for one in PAGES if one.file == "definition")), "")


def _below(address: str, parts: Iterable[Part], path: Path, base: Path = ()) -> str:
    for part in parts:
        if isinstance(part, Entries) and len(path) > len(part.path) and path[: len(part.path)] == part.path:
            key, rest = path[len(part.path)], path[len(part.path) + 1 :]
            inner = f"{address}/{'/'.join(part.path)}/{key.replace('#', '~')}"
            return _below(inner, part.fields, rest, (*base, *part.path, key)) if rest else inner
        if not isinstance(part, Entries) and path in (one.path for one in fields_of((part,))):
            return f"{address}#f-{named((*base, *path))}"
    return ""


_HOME = "/p/{client}/{program}"
ROUTES: tuple[BaseRoute, ...] = (
    Route(f"{_HOME}/{DATES.name}", page),
    Route(f"{_HOME}/{DATES.name}", posted(save), methods=["POST"]),
    Route(f"{_HOME}/-/timeline", timeline),
)
