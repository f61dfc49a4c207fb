"""What the portal offers to collect applications in is read back whole: the tables of headings, and the files for form tools."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from application_tables import PROGRAM
from conftest import begun

from mentorkit.core.problems import Severity
from mentorkit.files.application_questions import application_questions
from mentorkit.files.form_tools import APPLICATIONS, form_files
from mentorkit.files.question_list import Question
from mentorkit.files.tables import heading_rows
from mentorkit.language.voice import Voice
from mentorkit.matching.application_reading import ApplicationsFolder
from mentorkit.toolkit import Toolkit

FORMS = "library: {forms: [mentor-application, mentee-application]}\n"


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Toolkit:
    """A programme with every kind of question, whose application forms are the stock's."""
    return begun(tmp_path_factory.mktemp("offered"), PROGRAM + FORMS).job().toolkit


def _answer(one: Question | None, name: str) -> str:
    if one is None:
        return "Something that is not compared"
    address = f"{name.split()[0].lower()}@example.org"
    known = {"name": name, "email": address, "time-zone": "Europe/Paris", "capacity": "2"}
    if one.item is None or one.choices:
        return known.get(one.name) or (one.choices[0].text if one.choices else "")
    return {"number": "2", "words": "Sales"}[one.kind]


def _headings(kit: Toolkit, offered: str, role: str) -> tuple[str, ...]:
    if offered == "table":
        return next(row.headings for row in heading_rows(kit) if row.name == f"{role}-application")
    (file,) = (
        one
        for one in form_files(kit)
        if one.questionnaire == APPLICATIONS and one.name.endswith(f"{role}-questions.csv")
    )
    return tuple(row[1] for row in csv.reader(StringIO(file.data.decode("utf-8-sig"))))[1:]


@pytest.mark.slow
@pytest.mark.parametrize("offered", ["table", "form tool"])
def test_every_question_of_what_is_offered_is_read_back(kit: Toolkit, tmp_path: Path, offered: str) -> None:
    voice, folder = Voice.of(kit.program), tmp_path / "applications"
    folder.mkdir()
    for role, name in (("mentor", "Ann Lee"), ("mentee", "Bo Ray")):
        asked = {one.said_to(role): one for one in application_questions(kit.program, voice, role)}
        headings = _headings(kit, offered, role)
        text = StringIO()
        csv.writer(text).writerows([headings, [_answer(asked.get(one), name) for one in headings]])
        (folder / f"{role}-application.csv").write_text(text.getvalue(), "utf-8-sig")
    applications, problems = ApplicationsFolder(kit.program, kit.id, folder, "applications").read()
    assert [one for one in problems if one.severity is Severity.ERROR] == []
    assert applications is not None
    for person, role in ((applications.mentors[0], "mentor"), (applications.mentees[0], "mentee")):
        assert kit.program.matching
        assert {*person.values} == {one.id for one in kit.program.matching.applications if role in one.for_}
        assert (person.email, person.zone, person.groups) == (
            "ann@example.org" if role == "mentor" else "bo@example.org", "Europe/Paris", {"shifts": 0},
        )  # fmt: skip
    assert applications.mentors[0].capacity == 2
