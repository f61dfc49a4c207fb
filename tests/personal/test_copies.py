"""Personal copies: who gets one, what stands in it, and where it must never lie."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import page as validator
import pikepdf
import pytest
from conftest import ONE_FORM, SMALL, Project

from mentorkit.brand.scripts import way_out
from mentorkit.personal.folder_names import folder_names
from mentorkit.personal.own_groups import for_groups
from mentorkit.personal.participants import Participant
from mentorkit.workspace.private_folder import PrivateFolder

PROGRAM = (
    SMALL
    + ONE_FORM
    + """\
agreement: {rhythm: Every second week.}
recognition: {certificate: yes}
books: {mentee-workbook: {extent: complete}}
events:
  - what: Launch
    groups:
      - {name: Morning, date: 2027-02-02, at: "09:00"}
      - {name: Evening, date: 2027-02-03, at: "18:00"}
"""
)
TABLE = """\
Role;Name;Partner;Group;Email;Time zone
mentee;Żółta Łucja;محمد علي الحسن;Evening;zolta@people.example;
mentee;;Ada;;;
mentee;Ադա Նովակ;;evening;;Asia/Yerevan
mentee;Zoë;;EVENING;;Asia/Yerevan
mentee;A\ue000;;Evening;;
mentee;Eve;Wolfeschlegelsteinhausenbergerdorff Hubert Blaine the Elder of Waltham;Evening;;
"""


@pytest.fixture
def ready(project: Project) -> Project:
    """A programme with an event in two groups."""
    project.write("programs/acme/lead.yml", PROGRAM)
    return project


def words(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.slow
def test_everybody_in_the_table_gets_a_book_and_a_calendar_of_their_own(ready: Project) -> None:
    path = ready.write("people.csv", TABLE.encode("utf-8-sig"))
    result = ready.run("personalise", "acme/lead", str(path), "--edition", "fillable")
    folder = ready.root / "private/acme/lead"
    assert result.stderr.splitlines() == [
        "[1/5] mentee-a",
        "[2/5] mentee-zoe",
        "[3/5] mentee-ադա-նովակ",
        "[4/5] mentee-eve",
        "[5/5] mentee-zolta-lucja",
        f"{path}:3  error  this row has no name  [no-name]",
        "    write the name, or delete the row",
        f"{path}:6  error  no font has letters for “\ue000” (U+E000)  [no-letters]",
        f"    {way_out(chr(0xE000))}",
        f'{path}:7  error  "Wolfeschlegelsteinhausenbergerdorff Hubert Blaine the Elder of Waltham" is too long for its place, even in small letters  [too-long]',
        "    write a shorter form of the name",
    ]
    assert result.stdout == f"{folder}: 3 made, 0 kept\n3 errors. Mend this and run it again.\n"
    assert result.exit_code == 1
    assert sorted(path.relative_to(folder).as_posix() for path in folder.glob("[!.]*/*")) == [
        f"{name}/{file}"
        for name in ("mentee-zoe", "mentee-zolta-lucja", "mentee-ադա-նովակ")
        for file in ("calendar.ics", "certificate.pdf", "mentee-workbook.pdf")
    ]
    assert (folder / ".gitignore").read_text("utf-8").endswith("\n*\n")
    one, other = (folder / name / "mentee-workbook.pdf" for name in ("mentee-zolta-lucja", "mentee-ադա-նովակ"))
    said = words(one)
    assert said.count("Żółta Łucja") >= 4, "on the cover, in the agreement and at the head of left pages"
    assert said.count("محمد علي الحسن") == 2
    assert "Group: Evening" in said
    assert "Morning" not in said
    assert "Ադա" not in said
    assert words(other).count("Ադա Նովակ") >= 4
    # Beside it stands another column, of which a word may come in between where a line breaks.
    assert re.search(r"18:00 \(UTC\), 22:00\s(.{0,60}\s)?\(Armenia Time\)", words(other), re.DOTALL)
    assert "UTC" not in said.replace("Times are given in UTC.", "")
    assert "given to Żółta Łucja" in " ".join(words(one.with_name("certificate.pdf")).split())
    _is_valid(one.with_name("certificate.pdf"), "Żółta Łucja – Lead: Certificate of participation", ["Żółta Łucja"])
    assert "slot" not in said + words(other)
    _is_valid(one, "Żółta Łucja – Lead: Workbook for mentees", ["Żółta Łucja", "Żółta Łucja", *["محمد علي الحسن"] * 2])
    _is_valid(other, "Ադա Նովակ – Lead: Workbook for mentees", ["Ադա Նովակ"] * 2)
    calendar = (folder / "mentee-zolta-lucja/calendar.ics").read_text("utf-8")
    assert "SUMMARY:Launch (Evening)" in calendar
    assert "Morning" not in calendar
    assert not [path for path in folder.rglob("*") if path.is_file() and b"people.example" in path.read_bytes()]
    _is_resumed(ready, folder, one)


def _is_valid(pdf: Path, title: str, names: list[str]) -> None:
    report = validator.validate_pdf(pdf, profile="ua1")
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    checked = subprocess.run(["qpdf", "--check", pdf], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
    with pikepdf.open(pdf) as book:
        things = [one for one in book.objects if isinstance(one, pikepdf.Dictionary)]
        assert sorted(str(one.ActualText) for one in things if "/ActualText" in one) == sorted(names)
        assert not [one for one in things if str(one.get("/Alt", "")).startswith("slot")]
        assert book.docinfo.Title == book.open_metadata()["dc:title"] == title
        if "/AcroForm" not in book.Root:
            return
        asked = {str(one.get("/TU")) for one in book.Root.AcroForm.Fields}
        assert "Name (Mentee)" not in asked
        assert ("Name (Mentor)" in asked) == (len(names) == 2), "only who has no partner yet is asked for one"


def _is_resumed(ready: Project, folder: Path, one: Path) -> None:
    """Copies that are right are kept, and others made anew, the same whoever else is in the table; but never over notes."""
    before = one.read_bytes()
    one.unlink()
    (folder / "mentee-zoe/calendar.ics").unlink()
    (folder / "mentee-zoe/notes.txt").write_text("mine", "utf-8")
    table = "name,role,partner,group,time zone\nŻółta Łucja,mentee,محمد علي الحسن,Evening,\nZoë,mentee,,Evening,Asia/Yerevan\n"
    path = ready.write("people.csv", table)
    result = ready.run("personalise", "acme/lead", str(path), "--edition", "fillable", "--quiet")
    assert result.stderr.splitlines() == [
        f'{path}:3  error  a new copy would replace "mentee-zoe/notes.txt", which somebody changed or put there  [not-ours]',
        "    move it away, or name another folder with --into",
    ]
    (folder / "mentee-zoe/notes.txt").unlink()
    result = ready.run("personalise", "acme/lead", str(path), "--edition", "fillable")
    assert result.stdout == f"{folder}: 1 made, 1 kept\nNo problems. Everybody has a copy.\n"
    assert result.stderr.endswith(
        f"{folder}/mentee-ադա-նովակ is of nobody in the table; delete it if it is not needed\n"
    )
    assert result.exit_code == 0
    assert one.read_bytes() == before


def test_of_an_event_with_groups_only_ones_own_is_left(ready: Project) -> None:
    toolkit = ready.job().toolkit
    own = for_groups(toolkit, ["Evening"])
    assert [one.group for event in own.events for one in event.occurrences] == ["Evening"]
    assert [entry.occurrence.group for entry in own.timeline if entry.occurrence] == ["Evening"]
    assert for_groups(toolkit, []) == toolkit == for_groups(toolkit, ["Noon"])
    assert for_groups(toolkit, ["EVENING"]) == own, "another event may write its group otherwise"


@pytest.mark.parametrize(
    ("into", "message"),
    [
        ("site", 'in a workspace, personal copies lie below "private/" and nowhere else'),
        ("private", 'in a workspace, personal copies lie below "private/" and nowhere else'),
        ("programs/acme/people", 'in a workspace, personal copies lie below "private/" and nowhere else'),
        ("private/../site/acme", 'in a workspace, personal copies lie below "private/" and nowhere else'),
        ("../www/acme/people", 'personal copies would lie in "{up}/www", which is published'),
        ("../link/people", 'personal copies would lie in "{up}/www", which is published'),
        ("../html/people", 'personal copies would lie in "{up}/html", which is published'),
        ("../repository/people", 'personal copies would lie in "{up}/repository", whose files git keeps'),
        ("../desk", "this holds other things than personal copies"),
    ],
)
def test_personal_data_never_lands_where_others_could_read_it(into: str, message: str, ready: Project) -> None:
    up = ready.root.parent
    for folder in ("www/.mentorkit", "repository/.git", "desk", "html"):
        (up / folder).mkdir(parents=True)
    (up / "desk/letter.txt").write_text("mine", "utf-8")
    (up / "html/index.html").write_text("<p>", "utf-8")
    (up / "link").symlink_to(up / "www")
    before = sorted(up.rglob("*"))
    path = up / "people.csv"
    path.write_text("role,name\nmentee,Ada\n", "utf-8")
    result = ready.run("personalise", "acme/lead", str(path), "--into", str(ready.root / into))
    assert result.exit_code == 1
    first, hint, outcome = result.stderr.splitlines()
    assert first.endswith(f"  error  {message.format(up=up)}  [private-folder]")
    assert hint == "    name an empty folder outside of it, or leave out --into: copies are then kept in private/"
    assert outcome == "1 error. Nothing was written."
    assert sorted(up.rglob("*")) == sorted([*before, path])


def test_a_table_of_people_is_not_read_where_all_can_see_it(ready: Project) -> None:
    (ready.root / "site/.mentorkit").mkdir(parents=True)
    path = ready.write("site/people.csv", "role,name\nmentee,Ada\n")
    result = ready.run("personalise", "acme/lead", str(path))
    assert result.stderr.splitlines() == [
        f'{path}  error  this table lies in "{ready.root}/site", which is published  [private-folder]',
        "    move it away, for example to private/",
        "1 error. Nothing was written.",
    ]


def test_a_folder_is_named_after_its_person_whatever_the_order() -> None:
    def person(name: str, partner: str = "") -> Participant:
        return Participant(2, "mentee", name, partner, ())

    people = [
        person("Łukasz Ørsted"),
        person("../etc/passwd"),
        person("李 明"),
        person("Ada", "Bob"),
        person("ADA", "Eve"),
    ]
    names = list(folder_names(people).values())
    assert names[:3] == ["mentee-lukasz-orsted", "mentee-etc-passwd", "mentee-李-明"]
    assert names[3] != names[4]
    assert {name[:11] for name in names[3:]} == {"mentee-ada-"}
    assert list(folder_names(people[::-1]).values()) == names[::-1]


def test_nobody_shares_a_folder_where_names_are_long_and_alike() -> None:
    """These names are alike in 40 letters, and so are the first two in the six letters that tell such names apart."""
    ministry = "Delegation of the Ministry of Education and Science"
    people = [Participant(2, "mentor", f"{ministry}, {number}", "", ()) for number in ("00146", "00174", "00175")]
    names = list(folder_names(people).values())
    assert len(set(names)) == len(people)
    assert len({name[:52] for name in names[:2]}) == 1, "or this test shows nothing"
    assert len(names[2]) < len(names[0]), "whose name was enough keeps it"


def test_copies_of_two_programmes_do_not_lie_in_one_folder(ready: Project) -> None:
    ready.write("programs/other/grow.yml", SMALL.replace("title: Lead", "title: Grow"))
    into = ready.root.parent / "copies"
    PrivateFolder(into).root.mkdir()
    with PrivateFolder(into).held():
        PrivateFolder(into).keep_for("acme/lead")
    before = sorted(into.rglob("*"))
    path = ready.root.parent / "people.csv"
    path.write_text("role,name\nmentee,Ada\n", "utf-8")
    result = ready.run("personalise", "other/grow", str(path), "--into", str(into))
    assert result.exit_code == 1
    assert result.stderr.splitlines()[:2] == [
        f"{into}  error  copies of another programme lie here: acme/lead  [private-folder]",
        f"    name a folder of its own; if other/grow was called so before, delete {into}/.personal/programme",
    ]
    assert sorted(into.rglob("*")) == before
