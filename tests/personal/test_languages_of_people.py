"""People of a bilingual programme: each has the copies of their own language, under the same names and UIDs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from conftest import SMALL, Project, begun
from test_participants import read

from mentorkit.core.clock import now
from mentorkit.files.calendars import calendar_for
from mentorkit.files.tables import heading_rows
from mentorkit.personal.own_groups import for_groups
from mentorkit.personal.participants import Participant
from mentorkit.toolkit import Toolkit

EVENTS = """\
wording: {mentee: {da: Lærling, en: Apprentice}, mentees: {da: Lærlinge, en: Apprentices}}
events:
  - what: {da: Åbning, en: Opening}
    groups:
      - {name: {da: Nord, en: North}, date: 2027-02-02}
      - {name: {da: Syd, en: South}, date: 2027-02-03}
  - what: {da: Afslutning, en: Closing}
    date: 2027-11-02
"""
BOTH = (
    SMALL.replace("language: en-GB\n", "").replace(
        "title: Lead\n", "title: {da: Ledere, en: Leaders}\nlanguages: [da, en-GB]\n"
    )
    + EVENTS
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Toolkit:
    """A Danish programme that is also in English, with groups that have a name in each."""
    return begun(tmp_path_factory.mktemp("both"), BOTH).job().toolkit


def test_a_column_says_who_has_which_language(both: Toolkit, tmp_path: Path) -> None:
    table = """\
role,name,partner,group,Sprog
mentee,Ada,Bob,South,English
mentor,Bob,Ada,syd,dansk
lærling,Cy,,North,engelsk
apprentice,Di,,,EN
mentee,Ed,,,
mentee,Fay,,,en_US
"""
    assert read(both, tmp_path, table) == (
        [
            Participant(2, "mentee", "Ada", "Bob", ("Syd",), language="en-GB"),
            Participant(3, "mentor", "Bob", "Ada", ("Syd",)),
            Participant(4, "mentee", "Cy", "", ("Nord",), language="en-GB"),
            Participant(5, "mentee", "Di", "", (), language="en-GB"),
            Participant(6, "mentee", "Ed", "", ()),
            Participant(7, "mentee", "Fay", "", (), language="en-GB"),
        ],
        [],
    )


def test_a_language_that_the_programme_has_not_is_told_with_its_line(both: Toolkit, tmp_path: Path) -> None:
    people, said = read(both, tmp_path, "role,name,language\nmentee,Ada,French\nmentee,Bo,Dutch or so\nmentee,Cy,da\n")
    assert [one.name for one in people] == ["Cy"]
    empty = 'leave the cell empty where it is "da"; other languages are named in the definition, under `languages`'
    assert said == [
        f'2  error  "French" is not among the languages of this programme (da, en-GB)  [language] -> {empty}',
        f'3  error  "Dutch or so" is not among the languages of this programme (da, en-GB)  [language] -> {empty}',
    ]


def test_a_table_of_matches_says_it_for_each_of_the_two(both: Toolkit, tmp_path: Path) -> None:
    (table,) = (row for row in heading_rows(both.translations[0]) if row.name == "matching")
    assert "Language of the Apprentice" in table.headings
    rows = "Apprentice,Mentor,Language of the Apprentice,Language of the mentor\nAda,Bob,English,\nCy,Di,,English\n"
    people, said = read(both, tmp_path, rows)
    assert [(one.name, one.language) for one in people] == [("Ada", "en-GB"), ("Bob", ""), ("Cy", ""), ("Di", "en-GB")]
    assert said == []
    people, _ = read(both, tmp_path, "Mentee,Mentor,Language\nAda,Bob,English\n")
    assert [one.language for one in people] == ["en-GB", "en-GB"], "one column speaks for both"


def test_in_one_language_a_column_of_matches_may_be_called_so(tmp_path: Path) -> None:
    alone = begun(tmp_path, SMALL + "matching: {criteria: [Language]}\n").job().toolkit
    people, said = read(alone, tmp_path, "Mentee,Mentor,Language,Decision\nAda,Bob,both speak Polish,yes\n")
    assert ([one.name for one in people], said) == (["Ada", "Bob"], [])


def test_the_same_person_has_the_same_uids_in_every_language(both: Toolkit) -> None:
    mine = [for_groups(kit, ["Syd"], both) for kit in both.languages]
    danish, english = (calendar_for(kit, "mentee", now()).decode() for kit in mine)
    found = [re.findall(r"^UID:(.+)$", text, re.MULTILINE) for text in (danish, english)]
    assert found[0] == found[1]
    assert ("Åbning (Syd)" in danish, "Opening (South)" in english) == (True, True)
    assert not re.search("Nord|North", danish + english), "nobody has the dates of other groups"
    assert "Opening" not in danish
    assert "Åbning" not in english


@pytest.mark.slow
def test_a_pair_of_two_languages_gets_a_book_each_in_their_own(project: Project) -> None:
    project.write("programs/acme/lead.yml", BOTH)
    path = project.write(
        "people.csv",
        "role,name,partner,group,language\nmentee,Ada Nowak,Bo Holm,Syd,en\nmentor,Bo Holm,Ada Nowak,Syd,\nmentee,Cy Berg,,Nord,\n",
    )
    result = project.run("personalise", "acme/lead", str(path))
    assert result.exit_code == 0, result.stderr
    folder = project.root / "private/acme/lead"
    english, danish, other = (
        _words(folder / name) for name in ("mentee-ada-nowak", "mentor-bo-holm", "mentee-cy-berg")
    )
    assert "Opening (South)" in english
    assert "Åbning" not in english
    assert "Group: South" in english
    assert "Åbning (Syd)" in danish
    assert "Opening" not in danish
    assert "Åbning (Nord)" in other
    for mine, names in ((english, "Ada Bo"), (danish, "Ada Bo"), (other, "Cy")):
        assert [name for name in ("Ada", "Bo Holm", "Cy") if name in mine] == [
            n.replace("Bo", "Bo Holm") for n in names.split()
        ]
    elsewhere = [one for one in project.root.rglob("*") if one.is_file() and folder not in one.parents and one != path]
    assert not [one for one in elsewhere if b"Nowak" in one.read_bytes()], "neither a cache nor a log has a name"
    again = project.run("personalise", "acme/lead", str(path))
    assert again.stdout.startswith(f"{folder}: 0 made, 3 kept")
    path.write_text(path.read_text("utf-8").replace("Cy Berg,,Nord,", "Cy Berg,,Nord,English"), "utf-8")
    moved = project.run("personalise", "acme/lead", str(path))
    assert moved.stdout.startswith(f"{folder}: 1 made, 2 kept"), "whoever changes the language has one folder still"
    assert "Opening (North)" in _words(folder / "mentee-cy-berg")
    assert "Åbning" not in _words(folder / "mentee-cy-berg")


def _words(folder: Path) -> str:
    """The words of everything in somebody's folder."""
    made = [(folder / "calendar.ics").read_text("utf-8").replace("\r\n ", "")]
    for pdf in folder.glob("*.pdf"):
        done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True)
        made.append(" ".join(done.stdout.split()))
    return "\n".join(made)
