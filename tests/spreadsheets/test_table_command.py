"""`mentorkit table`: a definition goes out as a table and comes back, and only the lines that were meant change."""

import csv
import re
import shutil
from datetime import date, time
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Project, begun
from edited_tables import Table
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from mentorkit.spreadsheets.sheet_list import SHEETS
from mentorkit.spreadsheets.table_files import TableOptions, export, import_table
from mentorkit.workspace.workspace import open_workspace

PROGRAM = """\
# The year of Acme, as agreed in March.
title: "Lead"
organisation: Acme
starts: 2027-02-01

events:
  - id: launch   # in the big hall
    what: Launch
    date: 2027-02-01
    at: "09:30"
    with: [Sam Okafor, Pat Long]
  # The clinic is optional.
  - {id: clinic, what: Clinic, week: 3, about: "Bring: your sheet"}

sessions:
  1:
    title: Begin
    week: 2
    purpose: >-
      You meet, and find out
      what this is for.
"""
LEAD = "programs/acme/lead.yml"


def table_of(path: Path) -> Table:
    book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
    sheets = {
        one.name: book.get_sheet_by_name(one.name).to_python(skip_empty_area=False) for one in book.sheets_metadata
    }
    return Table(sheets, {one.name for one in book.sheets_metadata if one.visible is not SheetVisibleEnum.Visible})


@pytest.fixture
def work(tmp_path: Path) -> Project:
    return begun(tmp_path / "workspace", PROGRAM)


def run(project: Project, *arguments: str | Path) -> tuple[int, str]:
    result = project.run("table", *map(str, arguments))
    return result.exit_code, result.stdout + result.stderr


def put_into(path: Path, *changes: tuple[str, str, str, Any]) -> None:
    table = table_of(path)
    for change in changes:
        table.put(*change)
    path.write_bytes(table.bytes())


@pytest.mark.parametrize("as_csv", [False, True])
def test_exported_and_imported_again_no_byte_of_the_file_changes(work: Project, as_csv: bool) -> None:
    file = work.root / "out" if as_csv else work.root / "out.xlsx"
    assert run(work, "export", "acme/lead", file, *(["--csv"] if as_csv else []))[0] == 0
    before = (work.root / LEAD).read_bytes()
    assert run(work, "import", "acme/lead", file) == (0, f"Nothing is different: {LEAD} stays as it is.\n")
    assert (work.root / LEAD).read_bytes() == before


@pytest.mark.slow
def test_all_examples_come_back_as_they_were(tmp_path: Path) -> None:
    for name in ("programs", "content", "templates", "mkdocs.yml", "_brand.yml"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    workspace = open_workspace(tmp_path / "mkdocs.yml").value
    assert workspace is not None
    for program in workspace.programs():
        before = program.path.read_bytes()
        for target, as_csv in ((tmp_path / "table.xlsx", False), (tmp_path / "tables", True))[
            : 2 if program.slug == "open-door" else 1
        ]:
            export(workspace, program, target, as_csv=as_csv, sheets=[one.key for one in SHEETS])
            done = import_table(workspace, program, target, TableOptions())
            assert (done.said, done.difference, done.problems, done.wrote) == ((), (), (), None), program.id
            shutil.rmtree(target) if as_csv else target.unlink()
        assert program.path.read_bytes() == before


def test_a_change_is_shown_first_and_then_written_and_touches_its_lines_alone(work: Project) -> None:
    file = work.root / "lead.xlsx"
    run(work, "export", "acme/lead", file)
    put_into(file, ("Timetable", "launch", "Date", date(2027, 2, 8)), ("Timetable", "clinic", "Time", time(14, 0)))
    before = (work.root / LEAD).read_text("utf-8")
    code, said = run(work, "import", "acme/lead", file, "--dry-run")
    assert code == 0
    assert (
        said
        == f"""\
Timetable, "Launch": Date “2027-02-01” → “2027-02-08”
Timetable, "Clinic": Time nothing → “14:00”
--- {LEAD}
+++ {LEAD}
@@ -7,9 +7,9 @@
   - id: launch   # in the big hall
     what: Launch
-    date: 2027-02-01
+    date: 2027-02-08
     at: "09:30"
     with: [Sam Okafor, Pat Long]
   # The clinic is optional.
-  - {{id: clinic, what: Clinic, week: 3, about: "Bring: your sheet"}}
+  - {{id: clinic, what: Clinic, week: 3, at: "14:00", about: "Bring: your sheet"}}
{" "}
 sessions:
2 changes. Nothing was written.
"""
    )
    assert (work.root / LEAD).read_text("utf-8") == before
    assert run(work, "import", "acme/lead", file)[1].splitlines()[-1] == f"2 changes, written to {LEAD}."
    moved = before.replace("date: 2027-02-01", "date: 2027-02-08").replace(
        "week: 3, about", 'week: 3, at: "14:00", about'
    )
    assert (work.root / LEAD).read_text("utf-8") == moved
    assert run(work, "import", "acme/lead", file) == (0, f"Nothing is different: {LEAD} stays as it is.\n")


def test_a_clash_stops_until_one_side_is_taken(work: Project) -> None:
    file = work.root / "lead.xlsx"
    run(work, "export", "acme/lead", file)
    put_into(file, ("Timetable", "launch", "Date", date(2027, 2, 8)), ("Timetable", "clinic", "Minutes", 30))
    ours = PROGRAM.replace("date: 2027-02-01", "date: 2027-02-03")
    work.write(LEAD, ours)
    code, said = run(work, "import", "acme/lead", file)
    assert code == 1
    assert (
        '"Date" of "Launch" was changed here to "2027-02-08" and in the file to "2027-02-03"; it was "2027-02-01"'
        in said
    )
    assert said.endswith("The programme stays as it is.\n")
    assert (work.root / LEAD).read_text("utf-8") == ours
    assert run(work, "import", "acme/lead", file, "--take", "file")[0] == 0
    assert "date: 2027-02-03" in (work.root / LEAD).read_text("utf-8")
    assert "minutes: 30" in (work.root / LEAD).read_text("utf-8")
    assert run(work, "import", "acme/lead", file, "--take", "table")[0] == 0
    assert "date: 2027-02-08" in (work.root / LEAD).read_text("utf-8")


def test_nothing_is_written_where_a_cell_is_wrong(work: Project) -> None:
    file = work.root / "lead.xlsx"
    run(work, "export", "acme/lead", file)
    put_into(file, ("Timetable", "launch", "Date", date(2027, 2, 8)), ("Timetable", "clinic", "Kind", "klinik"))
    code, said = run(work, "import", "acme/lead", file)
    assert (code, said) == (
        1,
        'lead.xlsx, Timetable!N3  error  "klinik" is not a kind  [field-choice]\n'
        "    choose one of: application, webinar, launch, training, learning, call, circle, checkpoint, showcase, survey, social, task, "
        "closing, follow-up, other\n1 error. The programme stays as it is.\n",
    )
    assert (work.root / LEAD).read_text("utf-8") == PROGRAM


@pytest.mark.slow
def test_what_comes_from_an_archetype_is_changed_in_the_own_file_alone(work: Project) -> None:
    work.write(LEAD, "title: Lead\norganisation: Acme\narchetype: inclusion\nstarts: 2027-02-01\n")
    file = work.root / "lead.xlsx"
    assert run(work, "export", "acme/lead", file)[0] == 0
    table = table_of(file)
    table.put("Timetable", "closing", "Place", "The hall")
    table.add("Timetable", at=4, Title="A walk", Date=date(2027, 5, 3), Kind="social")
    table.sheets["Timetable"].remove(table.row("Timetable", "outreach"))
    file.write_bytes(table.bytes())
    code, said = run(work, "import", "acme/lead", file)
    assert (code, said.splitlines()[-1]) == (0, f"3 changes, written to {LEAD}."), said
    assert (work.root / LEAD).read_text("utf-8") == (
        "title: Lead\norganisation: Acme\narchetype: inclusion\nstarts: 2027-02-01\nevents:\n  change:\n    closing:\n      place: The hall\n"
        "  without: [outreach]\n  add:\n    - id: a-walk\n      what: A walk\n      date: 2027-05-03\n      kind: social\n"
    )


@pytest.mark.slow
def test_a_table_with_changes_that_nobody_imported_is_not_written_over(work: Project) -> None:
    file = work.root / "lead.xlsx"
    run(work, "export", "acme/lead", file)
    assert run(work, "export", "acme/lead", file)[0] == 0, "nothing would be lost"
    put_into(file, ("Timetable", "launch", "Time", time(11, 0)))
    code, said = run(work, "export", "acme/lead", file)
    assert code == 1
    assert re.search(
        r"this table holds changes that were not imported .*\n    import it first \(mentorkit table import acme/lead ",
        said,
    )
    run(work, "import", "acme/lead", file)
    assert run(work, "export", "acme/lead", file)[0] == 0
    file.write_bytes(b"minutes of the board")
    assert "is none that was exported from this programme" in run(work, "export", "acme/lead", file)[1]


def test_csv_that_a_spreadsheet_saved_in_its_own_way_comes_back(work: Project) -> None:
    folder = work.root / "tables"
    run(work, "export", "acme/lead", folder, "--csv", "--sheet", "timetable")
    file = folder / "timetable.csv"
    rows = csv.reader(StringIO(file.read_text("utf-8-sig")))
    saved = StringIO()
    csv.writer(saved, delimiter=";").writerows(
        [cell.replace("2027-02-01", "08.02.2027") for cell in row] for row in rows
    )
    file.write_bytes(saved.getvalue().encode("cp1252"))
    code, said = run(work, "import", "acme/lead", file)
    assert code == 0, said
    assert said.splitlines()[-2:] == [
        'Timetable, "Launch": Date “2027-02-01” → “2027-02-08”',
        f"1 change, written to {LEAD}.",
    ]
