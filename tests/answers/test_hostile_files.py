"""Files that are damaged, foreign, half-filled or mean: each is read, or told with its place and a way out; nothing gets lost in silence."""

from __future__ import annotations

import io
import time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from answer_tables import END, FULL, PROGRAM, read, table
from spreadsheets import sheet_xml, xlsx

from mentorkit.answers import raw_tables, sheet_rows
from mentorkit.core.problems import Severity

HEAD = ("Role", *END)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return made.getvalue()


def with_size(data: bytes, told: int) -> bytes:
    """A zip file whose directory says that its last part has another size than it has."""
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 24] + told.to_bytes(4, "little") + data[at + 28 :]


FAR = sheet_xml([]).replace(
    "<sheetData>",
    '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
)
BLANK_FAR = sheet_xml([HEAD, FULL]).replace(
    "</sheetData>", '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
)
CASES: list[tuple[str, bytes | str, int, str]] = [
    # its name, what stands in it, how many people are read, and what is said ("" where nothing is)
    ("nothing", b"", 0, "there is nothing in this file"),
    ("a mark only", b"\xef\xbb\xbf", 0, "there is nothing in this file"),
    ("blank lines", b"\n \n\r\n", 0, "there is nothing in this file"),
    ("a line for spreadsheets only", "sep=;\n\n", 0, "there is nothing in this file"),
    ("a title above", "Answers of our mentees\n\nFrom 2027\n" + table(FULL), 1, ""),
    ("a title above, in a sheet", xlsx([["Answers of our mentees"], [], HEAD, FULL]), 1, ""),
    ("a title above, with semicolons", "Answers;;\n" + table(FULL, sign=";"), 1, ""),
    ("zeros", b"\0" * 5000, 0, "there is nothing in this file"),
    ("headings only", table(), 0, "this file holds headings only, and nobody's answers"),
    ("headings and empty rows", table(("", "", ""), [""] * 8), 0, "this file holds headings only, and nobody's answers"),
    ("answers without headings", table(FULL, FULL, head=None), 0, "no column of this file is a question of a questionnaire"),
    ("another table", table(("Ada", "Bo"), head=("mentor", "mentee")), 0, "no column of this file is a question of a questionnaire"),
    ("pdf", b"%PDF-1.7\n" + b"x" * 100, 0, "this is a PDF"),
    ("gzip", b"\x1f\x8b\x08" + b"x" * 100, 0, "this is a packed file"),
    ("7z", b"7z\xbc\xaf'\x1c" + b"x" * 100, 0, "this is a packed file"),
    ("spss", b"$FL2@(#) SPSS" + b"\0" * 100, 0, "this is a file of SPSS"),
    ("rtf", b"{\\rtf1 answers}", 0, "this is a text document"),
    ("json object", '{"answers": []}', 0, "this is JSON"),
    ("json list", '[{"Role": "mentee"}]', 0, "this is JSON"),
    ("html as xls", "<html><table><tr><td>Role</td></tr></table></html>", 0, "this is a web page or XML that calls itself a table"),
    ("html with a mark", "\ufeff\n <!DOCTYPE html><p>Sign in</p>", 0, "this is a web page or XML that calls itself a table"),
    ("xml spreadsheet", '<?xml version="1.0"?><Workbook/>', 0, "this is a web page or XML that calls itself a table"),
    ("old xls", OLE, 0, "this is a workbook of the old kind (XLS)"),
    ("password", OLE + "EncryptedPackage".encode("utf-16-le"), 0, "this workbook has a password"),
    ("ods", zipped(mimetype=b"x", content_dot_xml=b"<x/>"), 0, "this is a workbook of LibreOffice (ODS)"),
    ("xlsb", zipped(xl__workbook_dot_bin=b"x"), 0, "this is a workbook of another kind (XLSB)"),
    ("zip of tables", zipped(end_dot_csv=table(FULL).encode()), 0, "this is a packed file"),
    ("zip of letters", zipped(word__document_dot_xml=b"<x/>"), 0, "this is no workbook"),
    ("no zip at all", b"PK\x03\x04" + b"x" * 400, 0, "this workbook is damaged or cut off"),
    ("cut off", xlsx([HEAD, FULL])[:900], 0, "this workbook is damaged or cut off"),
    ("one byte wrong", xlsx([HEAD, FULL]).replace(b"PK\x01\x02", b"PK\x01\x03"), 0, "this workbook is damaged or cut off"),
    ("damaged xml", xlsx("<worksheet><sheetData><row"), 0, "this workbook"),
    ("empty sheet", xlsx([]), 0, "no sheet of this workbook holds anything"),
    ("cells far apart", xlsx(FAR), 0, "cells of this sheet lie so far apart"),
    ("cells far apart, in other quotes", xlsx(FAR.replace('"', "'")), 0, "cells of this sheet lie so far apart"),
    ("blank cells far away", xlsx(BLANK_FAR), 1, ""),
    ("two sheets", xlsx([HEAD, FULL], [HEAD, FULL]), 1, 'only the sheet "Sheet 1" is read; other sheets hold something too: "Sheet 2"'),
    ("first sheet empty", xlsx([], [HEAD, FULL]), 1, ""),
    ("merged answers", xlsx(sheet_xml([HEAD, *[FULL] * 6], "B5:B7")), 6, "cells are merged here"),
    ("a formula that was never worked out", xlsx([HEAD, (*FULL[:6], "<><f>1+1</f>", *FULL[7:])]), 1, ""),
    ("a formula", xlsx([HEAD, (*FULL[:6], "<><f>4+4</f><v>8</v>", *FULL[7:])]), 1, ""),
    ("an error of the spreadsheet", xlsx([HEAD, (*FULL[:6], '<t="e"><v>#REF!</v>', *FULL[7:])]), 1, "cells hold an error of the spreadsheet, such as #N/A, and count as empty: G2"),
    ("an option that became a day", xlsx([HEAD, (*FULL[:3], '<s="1"><v>46054</v>', *FULL[4:])]), 1, "holds a day, and no option"),
    ("numbers of a spreadsheet", xlsx([HEAD, ("mentee", 4.0, "Career", "Right", True, 3.0, 8.5, "Calls")]), 1, ""),
    ("unclosed mark", table(FULL) + 'mentee,"4,Career\n' + table(FULL, head=None), 1, "a quotation mark in this row is never closed"),
    ("mark in the middle", table(FULL) + 'mentee,"4" or 5,Career\n', 1, "a quotation mark in this row is never closed"),
    ("a long cell", table(FULL) + f"mentee,{'x' * 200_000}\n", 1, "a cell of this row has more than 131,072 letters"),
    ("too many columns", "a," * 4000 + "b\n1\n", 0, "this row has 4,001 cells"),
    ("byte of zero", table(FULL) + "mentee,4\0,Career\n", 0, "this line holds a byte of zero"),
    ("binary", b"Role,\x00\xff\xfe\x80" + bytes(range(256)), 0, "this line"),
    ("no encoding", table(FULL).encode() + b"mentee,\x81\x9d\n", 0, "this line cannot be read as text"),
    ("utf-16 cut off", table(FULL).encode("utf-16")[:-1], 0, "this line cannot be read as text"),
    ("mixed signs between cells", table(FULL, sign=";") + "mentee,4,Career\n", 1, ""),
    ("row too wide", table(FULL, (*FULL, "", "more")), 1, "this row has more cells than there are headings"),
    ("empty cells behind", table((*FULL, "", "")), 1, ""),
    ("short row", table(FULL[:3]), 1, ""),
    ("half-filled row", table(("mentee", "4", *[""] * 6)), 1, ""),
    ("role only", table(FULL, ("mentor", *[""] * 7)), 1, ""),
    ("heading twice", table((*FULL, "5"), head=(*HEAD, END[0])), 1, "two columns hold different answers to one question"),
    ("heading twice, each half-filled", table((*FULL, ""), (*FULL[:1], "", *FULL[2:], "5"), head=(*HEAD, END[0])), 2, ""),
    ("no role column", table(FULL[1:], head=END), 1, "neither a column nor the name"),
    ("wording of mentors", table(FULL[1:], head=["How was the pace for you as a mentor?" if one == "How was the pace?" else one for one in END]), 1, ""),
    ("unknown role", table(("director", *FULL[1:])), 1, "this cell names no role"),
    ("scale too high", table(("mentee", "7", *FULL[2:])), 1, "holds a number that the scale has not"),
    ("words for a number", table((*FULL[:6], "a few", "x")), 1, "holds no plain number"),
    ("a range for a number", table((*FULL[:6], "8-10", "x")), 1, "holds no plain number"),
    ("several for one", table((*FULL[:3], "Right, Too fast", *FULL[4:])), 1, "holds several of the options, and the question allows one"),
    ("unknown option", table((*FULL[:3], "Breathless", *FULL[4:])), 1, "holds none of the options"),
    ("neither yes nor no", table((*FULL[:4], "Perhaps", *FULL[5:])), 1, "holds neither yes nor no"),
    ("not applicable where it may", table((*FULL[:5], "N/A", *FULL[6:])), 1, ""),
    ("not applicable where it may not", table((*FULL[:3], "n/a", *FULL[4:])), 1, "says that the question does not apply, which it does not allow"),
    ("a dash for nothing", table((*FULL[:3], "-", *FULL[4:])), 1, ""),
    ("wrong round", table(("mentee", "4", "Career", "12"), head=("Role", *END[:2], "How many hours a month do you talk about your work?")), 1, 'this file is called after "end", and its questions are those of "baseline"'),
    ("a question that nobody knows", table((*FULL, "a dog"), head=(*HEAD, "Which animal are you?")), 1, 'the column "Which animal are you?" is none of the questions'),
    ("a question gone", table(FULL[:-1], head=HEAD[:-1]), 1, 'no column answers "What was best?"'),
    ("damaged utf-8", (table(FULL) + "mentee,4,Career,Right,Yes,3,8,Café, déjà vu, ").encode() + b"\xc3\n", 0, "this line cannot be read as text"),
    ("old letters", (table(FULL) + "mentee,4,Career,Right,Yes,3,8,").encode() + b"Caf\xe9\n", 2, ""),
    ("mac letters", (table(FULL) + "mentee,4,Career,Right,Yes,3,8,").encode() + b"voil\x88 une pi\x8fce\n", 2, ""),
    ("semicolons told", "sep=;\n" + table(FULL, sign=";"), 1, ""),
    ("tabs", table(FULL, sign="\t"), 1, ""),
    ("bars", table(FULL, sign="|"), 1, ""),
    ("utf-8 with a mark", table(FULL).encode("utf-8-sig"), 1, ""),
    ("utf-16", table(FULL).encode("utf-16"), 1, ""),
    ("utf-16 without a mark", table(FULL).encode("utf-16-le"), 1, ""),
    ("old line ends", table(FULL).replace("\r\n", "\r"), 1, ""),
    ("line breaks in cells", table((*FULL[:-1], "One\nTwo\r\n\r\nThree"), FULL), 2, ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "people", "said"), CASES, ids=[case[0] for case in CASES])
def test_a_hostile_file_is_read_or_told(name: str, data: bytes | str, people: int, said: str, tmp_path: Path) -> None:
    reading = read(tmp_path / "answers", ("end.csv", data))
    assert len(reading.rows) == people
    weighty = [one for one in reading.problems if one.severity is not Severity.NOTE]
    assert [one for one in weighty if said in one.message] if said else weighty == [], reading.said
    assert all(one.hint and "answers" in one.at.file for one in weighty)


def test_there_are_sixty_of_them() -> None:
    assert len({case[0] for case in CASES}) >= 60
    assert len({data if isinstance(data, bytes) else data.encode() for _, data, _, _ in CASES}) == len(CASES)


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw_tables, "LARGEST", 300)
    reading = read(tmp_path, ("end.csv", table(*[FULL] * 10)))
    assert reading.said == ["answers/end.csv: this file is too large to hold answers (735 bytes)"]


@pytest.mark.parametrize("told", [5_000_000, 100])
def test_a_workbook_that_grows_without_end_is_refused(
    told: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_rows, "MOST_UNPACKED", 1_000_000)
    bomb = with_size(xlsx([HEAD, FULL], more=[("xl/media/zeros.bin", b"\0" * 5_000_000)]), told)
    reading = read(tmp_path, ("end.xlsx", bomb))
    assert reading.rows == []
    assert len(reading.said) == 1
    assert "this workbook unpacks to more" in reading.said[0] or "damaged" in reading.said[0]


def test_folders_links_and_what_is_not_there_are_told(tmp_path: Path) -> None:
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere")
    reading = read(tmp_path, ("end.csv", table(FULL)), (".hidden.csv", "x"), ("~$end.xlsx", "x"), ("notes.md", "x"))
    assert len(reading.rows) == 1
    assert reading.said == ["answers/gone.csv: this is a link that leads nowhere"]


def test_an_empty_folder_says_what_belongs_there(tmp_path: Path) -> None:
    reading = read(tmp_path)
    assert (reading.said, reading.notes) == ([], ["there are no files of answers here"])
    none = read(tmp_path / "other", ("end.csv", table(FULL)), text=PROGRAM.partition("evaluation:")[0])
    assert none.said == ["answers: this programme has no questionnaires to which somebody could have answered"]


def test_many_mistakes_of_a_kind_are_one_problem(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        ("end.csv", table(*[("mentee", "9", "Career", "Right", "Yes", "3", str(n), "x" * n) for n in range(1, 30)])),
    )
    assert reading.said == [
        'answers/end.csv:2:2: a cell of the column "I know whom to ask for help, at work an…" holds a number that the scale has not; '
        "so it is in lines 3, 4, 5, 6, 7 and 23 more"
    ]


def test_the_first_answers_are_not_quoted_where_they_stand_in_the_place_of_headings(tmp_path: Path) -> None:
    head = ("Role", END[0], "ada@example.org", *(f"An answer of {number} words" for number in range(4)))
    reading = read(tmp_path, ("end.csv", table(("mentor", "4", "bo@example.org", *"abcd"), head=head)))
    assert (
        reading.said[0] == "answers/end.csv:1: 4 columns are none of the questions, or only like them, and are not read"
    )
    assert not [one for one in reading.problems if "An answer of" in one.message or "@" in one.message]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("end.xlsx", xlsx("<worksheet><sheetData>" + "<c r " * 100_000)),
        ("end.xlsx", xlsx(sheet_xml([HEAD, FULL]).replace("</sheetData>", "<c" + " a" * 300_000 + "</sheetData>"))),
        ("end.csv", table(FULL, head=("Role", *END[:-1], " - " * 30_000))),
        ("end.csv", table((*FULL, *["x"] * 400), head=(*HEAD, *(f"How was the pace {number}?" for number in range(400))))),
        ("end.csv", table((*FULL[:2], ", " * 60_000, *FULL[3:]))),
        ("end.csv", table((*FULL[:6], "1 " * 60_000, *FULL[7:]))),
        ("end.csv", table(("mentee", "4 " + "(" * 100_000, *FULL[2:]))),
    ],
    ids=["open cells", "a long cell of xml", "a long heading", "many headings", "many commas", "a long number", "a long point"],
)  # fmt: skip
def test_nothing_makes_reading_slow(name: str, data: bytes | str, tmp_path: Path) -> None:
    began = time.process_time()
    read(tmp_path, (name, data))
    assert time.process_time() - began < 3
