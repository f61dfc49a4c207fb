"""Tables of people that are damaged, foreign, half-filled or mean: each is read, or told with its place and a way out."""

from __future__ import annotations

import io
import time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from application_tables import ANN, BO, CLEO, DAN, HEAD, changed, people, read
from spreadsheets import csv_text, sheet_xml, xlsx

from mentorkit.core.problems import Severity

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
CLEO_ALONE = changed(CLEO, manager="", first="")
PAIR = (changed(ANN), CLEO_ALONE)


def also(**cells: str) -> str:
    """A table of Ann as a mentor and Cleo as a mentee, with something else in Cleo's row."""
    return people(ANN, changed(CLEO_ALONE, **cells))


def mentor(**cells: str) -> str:
    """The same, with something else in Ann's row."""
    return people(changed(ANN, **cells), CLEO_ALONE)


def more(heading: str, cell: str, mentors_cell: str = "") -> str:
    """The same with one more column, and what stands in it in Cleo's row."""
    return people((*ANN, mentors_cell), (*CLEO_ALONE, cell), head=(*HEAD, heading))


def without(*headings: str) -> str:
    """The same without these columns."""
    kept = [number for number, one in enumerate(HEAD) if one not in headings]
    return csv_text([[row[number] for number in kept] for row in (HEAD, *PAIR)])


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return made.getvalue()


STOPS = -1
NO_VETO = "it cannot be told whom this cell asks not to be matched with"
NOT_NAME = "what stands for a name here is none"
CASES: list[tuple[str, bytes | str, int, str]] = [
    # its name, what stands in it, how many people are read (-1: nothing is proposed), and what is said ("" where nothing is)
    ("nothing", b"", STOPS, "there is nothing in this file"),
    ("a mark only", b"\xef\xbb\xbf", STOPS, "there is nothing in this file"),
    ("headings only", people(), STOPS, "this file holds headings only"),
    ("people without headings", csv_text(PAIR), STOPS, "none of the questions, or only like them"),
    ("another table", csv_text([("date", "room"), ("1", "2")]), STOPS, "no column of this file is read as an answer to a question"),
    ("pdf", b"%PDF-1.7\n" + b"x" * 100, STOPS, "this is a PDF"),
    ("zip of tables", zipped(all_dot_csv=people(*PAIR).encode()), STOPS, "this is a packed file"),
    ("html", "<html><table><tr><td>Name</td></tr></table></html>", STOPS, "this is a web page or XML that calls itself a table"),
    ("json", '[{"Name": "Ann"}]', STOPS, "this is JSON"),
    ("old xls", OLE, STOPS, "this is a workbook of the old kind (XLS)"),
    ("password", OLE + "EncryptedPackage".encode("utf-16-le"), STOPS, "this workbook has a password"),
    ("ods", zipped(mimetype=b"x", content_dot_xml=b"<x/>"), STOPS, "this is a workbook of LibreOffice (ODS)"),
    ("cut off", xlsx([HEAD, *PAIR])[:900], STOPS, "this workbook is damaged or cut off"),
    ("a byte of zero", people(*PAIR).encode() + b"x\0\n", STOPS, "this line holds a byte of zero"),
    ("quotation mark never closed", people(*PAIR) + '"Dan,4\n', STOPS, "a quotation mark in this row is never closed"),
    ("a row too wide", people(*PAIR) + ",".join((*DAN, "more")) + "\n", STOPS, "this row has more cells than there are headings"),
    ("a title above", "Applications\n\n" + people(*PAIR), 2, ""),
    ("utf-16", people(*PAIR).encode("utf-16"), 2, ""),
    ("old letters", (people(*PAIR) + "Zo").encode() + b"\xeb Roe,zoe@example.org,mentee,Lead\n", 3, ""),
    ("semicolons", people(*PAIR, sign=";"), 2, ""),
    ("old line ends", people(*PAIR).replace("\r\n", "\r"), 2, ""),
    ("blank rows between", people(ANN, [""] * 12, CLEO_ALONE, [""] * 12), 2, ""),
    ("a row without a name", also(name=""), STOPS, "this row has no name"),
    ("a row of an address only", people(*PAIR, ("", "x@example.org", *[""] * 10)), STOPS, "this row has no name"),
    ("formula for a name", also(name="=1+1"), STOPS, NOT_NAME),
    ("formula with full-width signs", also(name="＝HYPERLINK(1)"), STOPS, NOT_NAME),
    ("command for a name", also(name="@SUM(A1)"), STOPS, NOT_NAME),
    ("error of a spreadsheet", also(name="#REF!"), STOPS, NOT_NAME),
    ("error in a workbook", xlsx([HEAD, ANN, ('<t="e"><v>#N/A</v>', *CLEO_ALONE[1:])]), STOPS, "cells hold an error of the spreadsheet"),
    ("formula in a workbook", xlsx([HEAD, ANN, ('<t="str"><f>A1</f><v>Cleo Öz</v>', *CLEO_ALONE[1:])]), 2, ""),
    ("number for a name", also(name="4711"), STOPS, NOT_NAME),
    ("nobody for a name", also(name="TBC"), STOPS, NOT_NAME),
    ("a name of signs", also(name="???"), STOPS, "this row has no name"),
    ("a formula behind a semicolon", also(name="Cleo;=1+1"), STOPS, NOT_NAME),
    ("two people in one row", also(name="Cleo Öz; Dan Roe"), STOPS, NOT_NAME),
    ("a tag in a name", also(name="Cleo <script>alert(1)</script>"), STOPS, NOT_NAME),
    ("a template in a name", also(name="Cleo {{ 7*7 }}"), STOPS, NOT_NAME),
    ("a name too long", also(name="Cleo " + "z" * 100), STOPS, "the name of this row has more than 100 letters"),
    ("a name turned round", also(name="Cleo\u202e Öz"), STOPS, "there is an invisible character in the name"),
    ("a name on two lines", also(name="Cleo\n Öz"), 2, ""),
    ("a name with emoji", also(name="Cleo 🌻"), 2, ""),
    ("a name in another script", also(name="山田 太郎"), 2, ""),
    ("a name with an apostrophe in front", also(name="'t Hooft"), 2, ""),
    ("no address at all", without("E-mail address"), 2, ""),
    ("no address in a row", also(email=""), 2, ""),
    ("anonymous for an address", also(email="anonymous"), 2, ""),
    ("words for an address", also(email="ask my assistant"), 2, "this cell is no e-mail address"),
    ("two addresses", also(email="a@example.org; b@example.org"), 2, "this cell is no e-mail address"),
    ("formula for an address", also(email="=cmd@example.org"), 2, "this cell is no e-mail address"),
    ("an address in brackets", also(email="Cleo <cleo@example.org>"), 2, ""),
    ("an address with a full stop", also(email="cleo@example.org."), 2, "this cell is no e-mail address"),
    ("no role column", without("Role"), STOPS, "nothing says whether this row is a mentor's or a mentee's"),
    ("no role in a row", also(role=""), STOPS, "nothing says whether this row is a mentor's or a mentee's"),
    ("another role", also(role="director"), STOPS, "nothing says whether this row is a mentor's or a mentee's"),
    ("perhaps both", also(role="whichever you need"), STOPS, "nothing says whether this row is a mentor's or a mentee's"),
    ("mentors only", people(ANN, changed(BO, manager="")), STOPS, "nobody applied as a mentee"),
    ("mentees only", people(CLEO_ALONE), STOPS, "nobody applied as a mentor"),
    ("no grade column", without("Grade"), STOPS, 'no column answers "Grade"'),
    ("no department column", without("Department"), 2, 'no column answers "Department"'),
    ("no grade in a row", also(grade=""), 2, "this row has no answer that a must compares"),
    ("an unknown grade", also(grade="Chief"), 2, "holds none of the options"),
    ("two grades", also(grade="Lead, Head"), 2, "holds several of the options"),
    ("a day for a grade", xlsx([HEAD, ANN, (*CLEO_ALONE[:3], '<s="1"><v>46000</v>', *CLEO_ALONE[4:])]), 2, "holds a day, and no option"),
    ("grade twice", more("Grade", "Senior", "Head"), 2, ""),
    ("grade twice, different", more("Grade", "Lead", "Head"), 2, "two columns hold different answers to one question"),
    ("a grade that a spreadsheet hides", also(grade="Senior\u200b"), 2, ""),
    ("an unknown topic", also(topics="Feedback; Gardening"), 2, ""),
    ("a veto of nobody", also(not_with="None"), 2, ""),
    ("a veto in words", also(not_with="my former boss, please"), STOPS, NO_VETO),
    ("a veto by first name", also(not_with="Ann"), STOPS, NO_VETO),
    ("a veto of many", also(not_with="Ann Lee, Bo Smith"), STOPS, NO_VETO),
    ("a veto that is a formula", also(not_with="=A1"), STOPS, NO_VETO),
    ("a veto of a novel's length", also(not_with="Ann Lee " * 900), STOPS, NO_VETO),
    ("a veto of oneself", also(not_with="Cleo Öz"), 2, ""),
    ("a manager by nickname", also(manager="Annie Lee"), STOPS, "this cell may name one of the applicants"),
    ("a manager by initial", also(manager="A. Lee"), STOPS, "this cell may name one of the applicants"),
    ("a manager of the same family name", also(manager="Tom Lee"), 2, "who is taken for another person"),
    ("a slip of the pen", also(manager="Anm Lee"), STOPS, "this cell may name one of the applicants"),
    ("two managers", also(manager="Ann Lee; Bo Smith"), STOPS, "this cell names several people, and one is meant"),
    ("a manager with a title", also(manager="Prof. Dr. Lee, Ann"), 2, ""),
    ("manages oneself", also(manager="Cleo Öz"), 2, ""),
    ("a choice of nobody", also(first="Whoever is nice"), 2, "counts as no choice"),
    ("a choice twice", also(first="Ann Lee", second="ann@example.org"), 2, ""),
    ("capacity in words", mentor(capacity="two"), 2, "holds no plain number"),
    ("capacity below nothing", mentor(capacity="-3"), 2, "holds a number outside the bounds"),
    ("capacity of a crowd", mentor(capacity="9999999999999"), 2, "holds a number outside the bounds"),
    ("half a mentee", mentor(capacity="1.5"), 2, ""),
    ("no such zone", also(zone="Narnia/Wardrobe"), 2, "this cell names no time zone"),
    ("a path for a zone", also(zone="../../etc/passwd"), 2, "this cell names no time zone"),
    ("letters for a zone", also(zone="CET"), 2, "this cell names no time zone"),
    ("the same person twice", people(*PAIR, changed(CLEO_ALONE, topics="Career")), 2, "the same person applied again further below"),
    ("the same row twice", people(*PAIR, CLEO_ALONE), 2, ""),
    ("one name, two addresses", people(*PAIR, changed(CLEO_ALONE, email="c@example.org")), 3, "they are taken for two people"),
    ("one name, no address", people(*PAIR, changed(CLEO_ALONE, email="")), STOPS, "and here without"),
    ("one name twice, no address", people(ANN, changed(CLEO_ALONE, email=""), changed(CLEO_ALONE, email="", grade="Lead")), STOPS, "no address tells whether they are one person"),
    ("one address in capitals", people(*PAIR, changed(CLEO_ALONE, email="CLEO@EXAMPLE.ORG")), 2, ""),
    ("one address, two names", people(*PAIR, changed(CLEO_ALONE, name="Chloe Oz")), 2, "the same person applied again further below"),
    ("both, said twice", people(changed(ANN, role="both"), CLEO_ALONE, changed(ANN, role="mentee", grade="Lead")), 3, "the same person applied again further below"),
    ("profile in words", more("My profile may be shown", "", "If I may see it first"), 2, "holds neither yes nor no"),
    ("a column of phones", more("How to reach you", "+44 20 7946 0000", "+44 20 7946 0001"), 2, ""),
    ("a column of novels", more("Your story", "x" * 100_000), 2, ""),
    ("other sheet", xlsx([HEAD, *PAIR], [["notes"], ["more"]]), 2, "only the sheet"),
    ("merged cells", xlsx(sheet_xml([HEAD, *PAIR, CLEO_ALONE, CLEO_ALONE], "C3:C5")), 2, "cells are merged here"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "count", "said"), CASES, ids=[case[0] for case in CASES])
def test_a_hostile_table_is_read_or_told(name: str, data: bytes | str, count: int, said: str, tmp_path: Path) -> None:
    reading = read(tmp_path / "applications", ("all.csv", data))
    found = STOPS if reading.applications is None else len(reading.mentors) + len(reading.mentees)
    assert (found, bool(reading.errors)) == (count, count == STOPS), reading.said
    weighty = [one for one in reading.problems if one.severity is not Severity.NOTE]
    assert [one for one in reading.problems if said in one.message] if said else weighty == [], reading.said
    assert all(one.hint and "applications" in one.at.file for one in weighty), weighty


def test_there_are_ninety_of_them() -> None:
    assert len({case[0] for case in CASES}) >= 90
    assert len({data if isinstance(data, bytes) else data.encode() for _, data, _, _ in CASES}) == len(CASES)


@pytest.mark.parametrize(
    "data",
    [
        also(not_with=", " * 60_000),
        also(not_with=";" * 120_000),
        also(manager="a@" * 60_000),
        also(manager="dr " * 40_000),
        also(email="<" * 120_000),
        also(email="a." * 60_000 + "@"),
        also(role="mentor, " * 15_000),
        also(name="a " * 60_000),
        also(zone="a/" * 60_000),
        also(first="\n".join(f"Ann L{number}" for number in range(9_000))),
        people(*PAIR, head=(*HEAD[:-1], " - " * 30_000)),
        people(
            (*ANN, *["x"] * 400),
            (*CLEO_ALONE, *["x"] * 400),
            head=(*HEAD, *(f"Grade {number}" for number in range(400))),
        ),
    ],
    ids=[
        "commas",
        "semicolons",
        "at signs",
        "titles",
        "brackets",
        "dots",
        "roles",
        "names",
        "zones",
        "choices",
        "a heading",
        "headings",
    ],
)
def test_nothing_makes_reading_slow(data: str, tmp_path: Path) -> None:
    began = time.process_time()
    read(tmp_path, ("all.csv", data))
    assert time.process_time() - began < 3


def test_folders_links_and_hidden_files_are_told_or_passed_over(tmp_path: Path) -> None:
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere")
    (tmp_path / "older.csv").mkdir()
    reading = read(tmp_path, ("all.csv", people(*PAIR)), (".hidden.csv", "x"), ("~$all.xlsx", "x"), ("notes.md", "x"))
    assert reading.said == ["applications/gone.csv: this is a link that leads nowhere"]


def test_an_empty_folder_says_what_belongs_there(tmp_path: Path) -> None:
    reading = read(tmp_path)
    assert reading.errors == ["applications: no application could be read"]
    assert reading.notes == ["applications: there are no files of applications here"]
