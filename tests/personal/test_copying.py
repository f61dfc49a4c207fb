"""Who gets a copy, from what, and when it is made anew. Nothing is laid out here: books stand for themselves as a line.

test_copies.py looks at real books.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import LEAD, SMALL, Project

from mentorkit.brand.scripts import way_out
from mentorkit.personal import copies, kinds_of_copies, named_books, recipes, stamping
from mentorkit.personal.folder_names import folder_names
from mentorkit.personal.participants import Participant

PROGRAM = (
    SMALL
    + """\
events:
  - what: Launch
    groups:
      - {name: Morning, date: 2027-02-02, at: "09:00"}
      - {name: Evening, date: 2027-02-03, at: "18:00"}
library: {forms: [goal-sheet]}
"""
)
SHORT = (
    "mentor-workbook: {chapters: [dates]}, mentee-workbook: {chapters: [dates]}, facilitator-guide: none, cards: none"
)
PEOPLE = """\
role,name,partner,group
mentee,Ada,Bob,Evening
mentor,Bob,Ada,
mentee,Eve,,Evening
mentee,Zoë,Carl,Evening
mentor,Carl,Zoë,
"""


@dataclass
class Press:
    """Stands for the engine: what was laid out, and what a book has room for."""

    laid_out: list[str] = field(default_factory=list)
    places: frozenset[str] = frozenset({"cover-own", "head"})

    def write_book(self, composed: Any, _layers: object, into: Path) -> None:
        self.laid_out.append(f"{composed.title} ({composed.edition.id})")
        into.write_text(self.laid_out[-1], "utf-8")

    def master(self, data: bytes, title: str, personal: Any, *, mirrored: bool) -> Any:
        held = " mirrored" if mirrored else ""
        slots = "+".join(sorted({slot.holds for slot in personal.slots.values()}))

        def copy(names: Mapping[str, str], lines: Mapping[str, Any]) -> bytes:
            assert {whose: line.text for whose, line in lines.items()} == names
            told = ", ".join(f"{whose} {name}" for whose, name in names.items())
            return f"{data.decode()}{held} [{slots}]: {told}; {title}".encode()

        return SimpleNamespace(
            places=self.places,
            copy=copy,
        )


def too_wide(_personal: object, lines: Mapping[str, Any]) -> list[str]:
    return [whose for whose, line in lines.items() if len(line.text) > 20]


def set_in_type(name: str) -> Any:
    return SimpleNamespace(text=name, missing={letter for letter in name if letter in "李明"})


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Press:
    made = Press()
    monkeypatch.setattr(named_books, "write_book", made.write_book)
    monkeypatch.setattr(
        stamping, "_master", lambda one: made.master(one.data, one.title, one.personal, mirrored=one.mirrored)
    )
    monkeypatch.setattr(kinds_of_copies, "too_wide", too_wide)
    monkeypatch.setattr(recipes, "Typesetter", lambda css, *_: SimpleNamespace(css=css, set=set_in_type))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    return made


@pytest.fixture
def ready(project: Project, press: Press) -> Project:
    project.write(LEAD, f"{PROGRAM}books: {{{SHORT}}}\n")
    project.write("people.csv", PEOPLE)
    return project


def run(project: Project, *options: str, quiet: bool = True) -> list[str]:
    """What is said by a run, without the folders' common part."""
    table = project.root / "people.csv"
    result = project.run("personalise", "acme/lead", str(table), *(["--quiet"] if quiet else []), *options)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    private = f"{project.root}/private/acme/lead"
    said = (result.stderr + result.stdout).replace(str(table), "people.csv").replace(private, "HERE")
    return said.splitlines()


def books(project: Project) -> dict[str, str]:
    """The text of every copy by its path."""
    here = project.root / "private/acme/lead"
    return {path.relative_to(here).as_posix(): path.read_text("utf-8") for path in sorted(here.glob("[!.]*/*.pdf"))}


FOR_MENTEES, FOR_MENTORS = "Lead: Workbook for mentees", "Lead: Workbook for mentors"


def test_everybody_gets_a_book_and_dates_from_as_few_layouts_as_can_be(ready: Project, press: Press) -> None:
    assert run(ready, quiet=False) == [
        "[1/5] mentee-eve",
        "[2/5] mentee-ada",
        "[3/5] mentee-zoe",
        "[4/5] mentor-bob",
        "[5/5] mentor-carl",
        "HERE: 5 made, 0 kept",
        "No problems. Everybody has a copy.",
    ]
    assert press.laid_out == [f"{FOR_MENTEES} (print)"] * 2 + [f"{FOR_MENTORS} (print)"]
    assert books(ready) == {
        "mentee-ada/mentee-workbook.pdf": f"{FOR_MENTEES} (print) [own+partner]: own Ada, partner Bob; {FOR_MENTEES}",
        "mentee-eve/mentee-workbook.pdf": f"{FOR_MENTEES} (print) [own]: own Eve; {FOR_MENTEES}",
        "mentee-zoe/mentee-workbook.pdf": f"{FOR_MENTEES} (print) [own+partner]: own Zoë, partner Carl; {FOR_MENTEES}",
        "mentor-bob/mentor-workbook.pdf": f"{FOR_MENTORS} (print) [own+partner]: own Bob, partner Ada; {FOR_MENTORS}",
        "mentor-carl/mentor-workbook.pdf": f"{FOR_MENTORS} (print) [own+partner]: own Carl, partner Zoë; {FOR_MENTORS}",
    }
    here = ready.root / "private/acme/lead"
    ada, bob = ((here / name / "calendar.ics").read_text("utf-8") for name in ("mentee-ada", "mentor-bob"))
    assert [line for line in ada.splitlines() if line.startswith(("SUMMARY", "DTSTAMP"))] == [
        "SUMMARY:Launch (Evening)", "DTSTAMP:20261118T110640Z", "SUMMARY:Session 1: Begin", "DTSTAMP:20261118T110640Z",
    ]  # fmt: skip
    assert "Launch (Morning)" in bob
    assert "Launch (Evening)" in bob


@pytest.mark.slow
def test_everybody_gets_a_certificate_with_their_name_where_the_programme_gives_one(
    ready: Project, press: Press
) -> None:
    ready.write(LEAD, f"{PROGRAM}books: {{{SHORT}}}\nrecognition: {{certificate: yes}}\n")
    press.places |= {"certificate-own"}
    ready.write("people.csv", "role,name,partner\nmentee,Ada,Bob\nmentee,Eve,Ida\n")
    assert run(ready) == []
    certificate = "Lead: Certificate of participation"
    assert press.laid_out == [f"{FOR_MENTEES} (print)", f"{certificate} (print)"], "one layout for all"
    assert {name: text.partition(": own ")[2] for name, text in books(ready).items() if "certificate" in name} == {
        "mentee-ada/certificate.pdf": f"Ada, partner Bob; {certificate}",
        "mentee-eve/certificate.pdf": f"Eve, partner Ida; {certificate}",
    }
    press.places -= {"certificate-own"}
    ready.write("people.csv", "role,name\nmentee,Uma\n")
    assert run(ready)[:2] == [
        "templates/print/certificate.html  error  this certificate leaves no place for a name  [no-place]",
        '    put `slot(book.personal, "certificate-own")` into your own template, as the stock\'s has it',
    ]


def test_whoever_is_elsewhere_reads_their_own_time_beside_the_programmes(ready: Project) -> None:
    program = PROGRAM.replace('at: "18:00"', 'at: "18:00", minutes: 60') + "time_zone: Europe/London\n"
    ready.write(LEAD, f"{program}books: {{{SHORT}}}\n")
    ready.write(
        "people.csv", "role,name,group,time zone\nmentee,Ada,Evening,Asia/Manila\nmentee,Eve,Evening,Europe/London\n"
    )
    assert run(ready) == []
    here = ready.root / "private/acme/lead"
    ada, eve = ((here / name / "calendar.ics").read_bytes() for name in ("mentee-ada", "mentee-eve"))
    own = "Your time: Thu\\, 4 Feb 2027\\, 02:00–03:00 (Philippines Time)"
    assert own in ada.decode().replace("\r\n ", "")
    assert b"X-WR-TIMEZONE:Asia/Manila" in ada
    assert b"Your time" not in eve
    assert b"X-WR-TIMEZONE:Europe/London" in eve
    assert [line for line in ada.splitlines() if line.startswith(b"DTSTART;TZ")] == [
        line for line in eve.splitlines() if line.startswith(b"DTSTART;TZ")
    ], "the same moment in both"


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="{}"/></svg>'


def change(path: str, old: str, new: str) -> Callable[[Project], object]:
    return lambda project: project.write(path, (project.root / path).read_text("utf-8").replace(old, new))


def put(path: str, text: str) -> Callable[[Project], object]:
    return lambda project: project.write(path, text)


ALL = "ada bob carl eve zoe"
CHANGES: tuple[tuple[Callable[[Project], object], str], ...] = (
    (put("programs/acme/grow.yml", SMALL), ""),
    (change("people.csv", "mentee,Eve,", "mentee,Éve,"), "eve"),
    (change("people.csv", "Zoë,Carl", "Zoë,CARL"), "zoe"),
    (change("people.csv", "mentee,Éve,,Evening", "mentee,Éve,,Morning"), "eve"),
    (change("people.csv", "mentee,Éve,", "mentee,Éve,Bob"), "eve"),
    (change(LEAD, '"18:00"', '"18:30"'), "ada bob carl zoe"),  # in the morning nobody meets the evening
    (put("programs/acme/_brand.yml", "logo: {medium: logo.svg}\n"), ALL),
    (put("programs/acme/logo.svg", SVG.format("#654321")), ALL),
    (put("templates/print/names.css", ".name { color: red }"), ALL),
)


@pytest.mark.slow
def test_a_copy_is_made_anew_when_something_in_it_is_another_and_only_then(
    ready: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def moments() -> dict[str, int]:
        copies_of = ready.root.glob("private/acme/lead/*/*.pdf")
        return {path.parent.name.partition("-")[2]: path.stat().st_mtime_ns for path in copies_of}

    ready.write("programs/acme/logo.svg", SVG.format("#123456"))
    run(ready)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796000000")
    for number, (changed, anew) in enumerate(CHANGES):
        before = moments()
        changed(ready)
        run(ready)
        fresh = [name for name, moment in sorted(moments().items()) if before.get(name) != moment]
        assert (number, " ".join(fresh)) == (number, anew)
    run(ready, "--edition", "fillable")
    assert {text.partition(")")[0] for text in books(ready).values()} == {
        f"{FOR_MENTEES} (fillable", f"{FOR_MENTORS} (fillable",
    }  # fmt: skip


@pytest.mark.slow
def test_a_copy_is_made_anew_when_its_calendar_alone_says_something_else(ready: Project) -> None:
    """What an event is about stands in calendars, and not in the table of dates."""
    run(ready)
    ready.write(
        LEAD, (ready.root / LEAD).read_text("utf-8").replace("what: Launch", "what: Launch\n    about: Bring tea.")
    )
    assert run(ready, quiet=False)[-2:] == ["HERE: 5 made, 0 kept", "No problems. Everybody has a copy."]
    assert "Bring tea." in (ready.root / "private/acme/lead/mentee-ada/calendar.ics").read_text("utf-8")
    assert run(ready, quiet=False)[-2] == "HERE: 0 made, 5 kept"


def test_rows_that_cannot_have_a_copy_are_told_and_the_others_made(ready: Project) -> None:
    rows = ("mentee,李明,Ada 明", "mentee,Ada,Wolfeschlegelsteinhausen", "mentee,Eve,Bob", "mentee,,Bob")
    ready.write("people.csv", "\n".join(("role,name,partner", *rows)))
    (ready.root / "private/acme/lead/mentee-eve").mkdir(parents=True)
    (ready.root / "private/acme/lead/.personal").mkdir(parents=True)
    (ready.root / "private/acme/lead/mentee-eve/mine.txt").write_text("mine", "utf-8")
    assert run(ready) == [
        "people.csv:2  error  no font has letters for “明李” (U+660E, U+674E)  [no-letters]",
        f"    {way_out('明李')}",
        'people.csv:3  error  "Wolfeschlegelsteinhausen" is too long for its place, even in small letters  [too-long]',
        "    write a shorter form of the name",
        'people.csv:4  error  a new copy would replace "mentee-eve/mine.txt", which somebody changed or put there  [not-ours]',
        "    move it away, or name another folder with --into",
        "people.csv:5  error  this row has no name  [no-name]",
        "    write the name, or delete the row",
    ]
    assert books(ready) == {}
    assert (ready.root / "private/acme/lead/mentee-eve/mine.txt").read_text("utf-8") == "mine"


def test_all_names_are_looked_at_before_the_first_copy_is_written(
    ready: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready.write("people.csv", "role,name,partner\nmentee,Ada,Bob\nmentor,Zoë,李\nmentor,Bob,Ada\n")
    written_by_then = {}

    def looked_at(name: str) -> Any:
        written_by_then.setdefault(name, list(books(ready)))
        return set_in_type(name)

    monkeypatch.setattr(recipes, "Typesetter", lambda css, *_: SimpleNamespace(css=css, set=looked_at))
    assert [line for line in run(ready) if "error" in line] == [
        "people.csv:3  error  no font has letters for “李” (U+674E)  [no-letters]"
    ]
    assert written_by_then == {"Ada": [], "Bob": [], "Zoë": [], "李": []}
    assert {path.partition("/")[0] for path in books(ready)} == {"mentee-ada", "mentor-bob"}


def test_stamping_and_composing_keep_to_the_limits(ready: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever opens a PDF, lays out or fills in templates is done by another process, which has limits."""
    done = Counter[str]()

    @contextmanager
    def counted(_number: int, _limits: object, _tasks: int) -> Iterator[Any]:
        def start(task: Any, *given: Any) -> Any:
            done[task.__name__] += 1
            return SimpleNamespace(result=lambda: task(*given))

        yield start

    monkeypatch.setattr(copies, "workers", counted)
    run(ready)
    tasks = {name: done[name] for name in ("names_css", "compose", "write_book", "places", "stamped")}
    assert tasks == {"names_css": 1, "compose": 3, "write_book": 3, "places": 3, "stamped": 5}


@pytest.mark.slow
def test_folders_of_who_left_are_named_once_all_rows_are_right(ready: Project) -> None:
    run(ready)
    table = PEOPLE.replace("mentee,Eve,,Evening\n", "").replace("mentee,Zoë,Carl,Evening\nmentor,Carl,Zoë,\n", "")
    ready.write("people.csv", table + "mentee,,,\n")
    assert not [line for line in run(ready, quiet=False) if "is of nobody" in line]
    ready.write("people.csv", table)
    assert run(ready, quiet=False) == [
        "[1/2] mentee-ada",
        "[2/2] mentor-bob",
        "HERE/mentee-eve is of nobody in the table; delete it if it is not needed",
        "HERE/mentee-zoe is of nobody in the table; delete it if it is not needed",
        "HERE/mentor-carl is of nobody in the table; delete it if it is not needed",
        "HERE: 0 made, 2 kept",
        "No problems. Everybody has a copy.",
    ]


def test_a_role_without_a_workbook_is_told_once_and_the_other_gets_copies(ready: Project) -> None:
    ready.write(LEAD, PROGRAM + "books: {mentee-workbook: none}\n")
    ready.write("people.csv", "role,name\nmentee,Ada\nmentee,Eve\nmentor,Bob\n")
    said = run(ready, quiet=False)
    assert said == [
        "[1/3] mentee-ada",
        "[2/3] mentee-eve",
        "[3/3] mentor-bob",
        f'{LEAD}:13:8  error  this programme has no workbook for the role "mentee"  [no-workbook]',
        "    add a book for them under `books`, or take their rows out of the table",
        "HERE: 1 made, 0 kept",
        "1 error. Mend this and run it again.",
    ]
    assert list(books(ready)) == ["mentor-bob/mentor-workbook.pdf"]


@pytest.mark.slow
def test_a_book_of_ones_own_is_copied_where_there_is_no_standard_one(ready: Project) -> None:
    own = "notebook: {title: Notebook, for: mentees, chapters: [dates, sessions]}"
    ready.write("people.csv", "role,name\nmentee,Ada\n")
    ready.write(LEAD, f"{PROGRAM}books: {{{own}}}\n")
    run(ready)
    assert list(books(ready)) == ["mentee-ada/mentee-workbook.pdf"], "the standard one comes first"
    ready.write(LEAD, f"{PROGRAM}books: {{mentee-workbook: none, {own}}}\n")
    run(ready)
    assert list(books(ready)) == ["mentee-ada/notebook.pdf"]


def test_a_cover_of_ones_own_has_to_leave_a_place_for_the_name(ready: Project, press: Press) -> None:
    press.places = frozenset({"head"})
    ready.write("people.csv", "role,name\nmentee,Ada\nmentee,Eve\n")
    assert run(ready) == [
        "templates/print/parts/cover.html  error  the cover of these workbooks leaves no place for a name  [no-place]",
        '    put `slot(book.personal, "cover-own")` into your own template, as the stock\'s has it',
    ]
    assert len(press.laid_out) == 1
    assert books(ready) == {}


@pytest.mark.slow
def test_a_book_that_is_read_from_right_to_left_is_mirrored(ready: Project) -> None:
    ready.write("people.csv", "role,name\nmentee,Ada\n")
    ready.write(LEAD, PROGRAM + "language: ar\n")
    run(ready)
    (text,) = books(ready).values()
    assert " mirrored " in text


def test_where_nothing_can_be_written_it_is_told(ready: Project, tmp_path: Path) -> None:
    (tmp_path / "people").write_text("mine", "utf-8")
    ready.write("people.csv", "role,name\nmentee,Ada\n")
    into = tmp_path / "people/new"
    assert run(ready, "--into", str(into)) == [
        f"{into}  error  this would lie in a file, not in a folder  [private-folder]",
        "    move the file away, or name another folder",
    ]


def test_names_of_folders_are_short_plain_and_nobody_elses() -> None:
    def name(*people: tuple[str, str]) -> list[str]:
        return list(folder_names(Participant(2, "mentor", one, partner, ()) for one, partner in people).values())

    assert name(("ÆŒþğı Đð", "")) == ["mentor-aeoethgi-dd"]
    assert name(("Ada " + "long " * 20, "")) == ["mentor-ada-long-long-long-long-long-long-long-l"]
    assert name(("محمد علي 2", ""), ("नमिता", "")) == ["mentor-محمد-علي-2", "mentor-नमिता"]
    assert name(("李/明: *?", ""), ("A 明", "")) == ["mentor-李-明", "mentor-a-ming"]
    twins = name(("Ada", "Bob"), ("Ada", ""), ("Eve", ""))
    assert twins[2] == "mentor-eve"
    assert len(set(twins)) == 3
    assert all(len(one) == len("mentor-ada-123456") for one in twins[:2])
