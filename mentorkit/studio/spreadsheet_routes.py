"""The page of spreadsheets: a workbook to fill in, and what one that came back would change, before it is done."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import unified_diff
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mentorkit.core.problems import BuildFailed, Problem, Severity
from mentorkit.editing.definition_edits import EditableDefinition, open_definition
from mentorkit.editing.saving import save
from mentorkit.spreadsheets.foreign_choices import SheetChoices, TableChoices, column_names
from mentorkit.spreadsheets.foreign_columns import LEAVE_OUT, ForeignSheet, targets
from mentorkit.spreadsheets.sheet_changes import Side
from mentorkit.spreadsheets.table_export import table_of
from mentorkit.spreadsheets.table_import import ImportedTable, imported
from mentorkit.spreadsheets.table_reading import ReadTable, read_upload
from mentorkit.spreadsheets.workbook_writing import workbook
from mentorkit.studio.studio_app import Studio, posted, studio_of
from mentorkit.studio.task_pages.spreadsheet_page import SPREADSHEET
from mentorkit.workspace.workspace import ProgramFile, Workspace

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_KEPT = 4
"""Tables that are kept until they are taken over; the oldest goes first."""
_KEPT = "tables"


@dataclass(slots=True)
class KeptTable:
    """A table that somebody handed in, until it is taken over or forgotten."""

    program: str
    table: ReadTable
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Handed:
    """What a table would do to a programme as it stands now."""

    key: str
    kept: KeptTable
    side: Side
    made: ImportedTable
    difference: tuple[str, ...] = ()
    refused: tuple[Problem, ...] = ()
    """Why the changes cannot be written into the file."""

    @property
    def errors(self) -> list[Problem]:
        """What has to be mended in the table first; what is asked on the page itself is none."""
        said = (*self.kept.problems, *self.made.problems, *self.refused)
        return [
            one
            for one in said
            if one.severity is Severity.ERROR and not (self.made.undecided and one.rule == "table-columns")
        ]

    @property
    def remarks(self) -> list[Problem]:
        """What is worth knowing."""
        return [one for one in (*self.kept.problems, *self.made.problems) if one.severity is Severity.WARNING]

    @property
    def ready(self) -> bool:
        """Whether it can be taken over."""
        return bool(self.made.edits) and not (self.errors or self.made.clashes or self.made.undecided)


def spreadsheet(request: Request) -> Response:
    """The page: a workbook to download, and a table to hand in; what was taken over just now is said once."""
    studio = studio_of(request)
    program = studio.program(request).id
    return _page(request, done=_tables(studio).done.pop(program, ()))


def _page(request: Request, status: int = 200, wrong: str = "", done: tuple[str, ...] = ()) -> Response:
    studio = studio_of(request)
    return studio.show(request, "spreadsheet.html", status, page=SPREADSHEET, wrong=wrong, done=done)


def download(request: Request) -> Response:
    """The workbook. Raises BuildFailed where the programme cannot be read."""
    studio = studio_of(request)
    program = studio.program(request)
    data = workbook(table_of(program.id, _definition(studio.workspace(), program).source))
    disposition = f'attachment; filename="{program.slug}.xlsx"'
    return Response(data, media_type=_XLSX, headers={"Content-Disposition": disposition})


def _definition(workspace: Workspace, program: ProgramFile) -> EditableDefinition:
    definition, problems = open_definition(workspace, program)
    if definition is None:
        raise BuildFailed(problems)
    return definition


async def hand_in(request: Request) -> Response:
    """Read an upload, and hand it on."""
    form = await request.form(max_files=1, max_fields=20)
    file = form.get("file")
    data = await file.read() if isinstance(file, UploadFile) else b""
    name = (file.filename or "" if isinstance(file, UploadFile) else "").replace("\\", "/").rpartition("/")[2]
    await form.close()
    return await run_in_threadpool(_handed_in, request, name, data)


def _handed_in(request: Request, name: str, data: bytes) -> Response:
    studio = studio_of(request)
    program = studio.program(request)
    if not data:
        return _page(request, 422, studio.words.gettext("Choose a file first."))
    table, problems = read_upload(data, name)
    if table is None:
        return _page(
            request, 422, " ".join(f"{one.message[:1].upper()}{one.message[1:]}. {one.hint}." for one in problems)
        )
    key = secrets.token_urlsafe(9)
    tables = _tables(studio)
    tables[key] = KeptTable(program.id, table, problems)
    for old in list(tables)[:-_MOST_KEPT]:
        del tables[old]
    return studio.back(request, f"/p/{program.id}/spreadsheet/{key}")


class HandedTables(dict[str, KeptTable]):
    """The tables that were handed in, by their keys."""

    def __init__(self) -> None:
        super().__init__()
        self.done: dict[str, tuple[str, ...]] = {}
        """What was taken over last, by programme, until it has been said."""


def _tables(studio: Studio) -> HandedTables:
    tables: HandedTables = studio.kept.setdefault(_KEPT, HandedTables())
    return tables


@dataclass(frozen=True)
class _Asked:
    """What a request says of a table that was handed in."""

    side: Side = ""
    choices: TableChoices | None = None
    fields: dict[str, str] = field(default_factory=dict)


def changes(request: Request) -> Response:
    """What a table would change."""
    return _shown(request, _Asked())


def decided(request: Request, form: FormData) -> Response:
    """The same with what people decided: which side counts, and which column is what; or do it."""
    fields = {name: str(value) for name, value in form.multi_items() if isinstance(value, str)}
    side: Side = "table" if fields.get("side") == "table" else "file" if fields.get("side") == "file" else ""
    asked = _Asked(side, _choices(request, fields) if fields.get("columns") else None, fields)
    return _taken_over(request, asked) if fields.get("do") == "take" else _shown(request, asked)


def _kept(request: Request) -> tuple[str, KeptTable]:
    """The table that an address names. Raises HTTPException where it is kept no more, or is for another programme."""
    studio = studio_of(request)
    key = request.path_params["key"]
    kept = _tables(studio).get(key)
    if kept is None or kept.program != studio.program(request).id:
        raise HTTPException(404)
    return key, kept


def _handed(request: Request, asked: _Asked) -> tuple[Handed, EditableDefinition]:
    studio = studio_of(request)
    key, kept = _kept(request)
    definition = _definition(studio.workspace(), studio.program(request))
    made = imported(kept.table, kept.program, definition.source, asked.side, asked.choices)
    handed = Handed(key, kept, asked.side, made)
    if not handed.ready:
        return handed, definition
    edited, problems = definition.changed(made.changes(definition))
    if edited is None:
        return Handed(key, kept, asked.side, made, refused=problems), definition
    lines = unified_diff(
        definition.text.splitlines(), edited.text.splitlines(), definition.name, definition.name, lineterm="", n=2
    )
    return Handed(key, kept, asked.side, made, tuple(lines)), definition


def _shown(request: Request, asked: _Asked, status: int = 200) -> Response:
    handed, _definition_now = _handed(request, asked)
    context: dict[str, Any] = {
        "page": SPREADSHEET,
        "handed": handed,
        "fields": asked.fields,
        "sheets": list(_asked_columns(handed.made.foreign)),
    }
    return studio_of(request).show(request, "spreadsheet_changes.html", status, **context)


def _asked_columns(foreign: tuple[ForeignSheet, ...]) -> Iterator[dict[str, Any]]:
    """What the form asks of each sheet from elsewhere."""
    for number, one in enumerate(foreign):
        names = column_names(one.columns)
        columns = [
            {"name": f"{number}.{column.number}", "heading": names[column.number], "column": column}
            for column in one.columns
        ]
        yield {
            "number": number,
            "sheet": one,
            "columns": columns,
            "targets": [*targets(one.sheet).items(), (LEAVE_OUT, "")],
        }


def _choices(request: Request, fields: dict[str, str]) -> TableChoices:
    """What a form says of the columns, as the file of columns would."""
    studio = studio_of(request)
    _key, kept = _kept(request)
    source = _definition(studio.workspace(), studio.program(request)).source
    said = list[SheetChoices]()
    for number, one in enumerate(imported(kept.table, kept.program, source).foreign):
        names = column_names(one.columns)
        columns = {
            names[column.number]: fields.get(f"{number}.{column.number}", column.target) for column in one.columns
        }
        dates = fields.get(f"{number}.dates") or None
        said.append(SheetChoices(sheet=one.read.name, holds=one.sheet.key, dates=dates, columns=columns))
    return TableChoices(sheets=tuple(said))


def _taken_over(request: Request, asked: _Asked) -> Response:
    """Write the changes, and say which they were."""
    studio = studio_of(request)
    program = studio.program(request)
    with studio.writing:
        handed, definition = _handed(request, asked)
        if not handed.ready or handed.refused:
            return _shown(request, asked, 422)
        meant = studio.words.gettext("A spreadsheet was taken over")
        saved, problems = save(
            studio.workspace(), program.path, handed.made.changes(definition), definition.digest, meant=meant
        )
    if saved is None or saved.crossed:
        return _page(
            request,
            422,
            studio.words.gettext("The file was changed at this moment. Hand the table in again.")
            if saved
            else problems[0].message,
        )
    tables = _tables(studio)
    tables.pop(handed.key, None)
    tables.done[program.id] = tuple(one.said for one in handed.made.edits)
    return studio.back(request, f"/p/{program.id}/spreadsheet")


_PROGRAM = "/p/{client}/{program}"
ROUTES: tuple[BaseRoute, ...] = (
    Route(f"{_PROGRAM}/spreadsheet", spreadsheet),
    Route(f"{_PROGRAM}/-/spreadsheet.xlsx", download),
    Route(f"{_PROGRAM}/spreadsheet", hand_in, methods=["POST"]),
    Route(f"{_PROGRAM}/spreadsheet/{{key}}", changes),
    Route(f"{_PROGRAM}/spreadsheet/{{key}}", posted(decided), methods=["POST"]),
)
