"""People who applied in two languages are compared as if they had applied in one."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SMALL, Project, begun
from spreadsheets import csv_text

from mentorkit.matching.application_reading import ApplicationsFolder

MATCHING = """\
matching:
  applications:
    - {id: grade, ask: {da: Niveau, en: Grade}, answer: one of, options: [{text: {da: Ny, en: Junior}}, {text: {da: Erfaren, en: Senior}}]}
    - id: topics
      ask: {da: Emner, en: Topics}
      wording: {mentors: {da: Emner jeg tilbyder, en: Topics that I offer}, mentees: {da: Emner jeg søger, en: Topics that I look for}}
      answer: several of
      shown: yes
      options: [{text: {da: Tid, en: Time}}, {text: {da: Karriere, en: Career}}]
    - {id: held, ask: {da: Pladser, en: Places}, answer: number, for: mentors}
  criteria:
    - {name: {da: Emner til fælles, en: Topics in common}, compare: overlap, of: topics, weight: most}
"""
BOTH = SMALL.replace("title: Lead\n", "title: {da: Ledere, en: Leaders}\nlanguages: [da, en-GB]\n") + MATCHING
DANISH = [
    ("Navn", "E-mail", "Rolle", "Niveau", "Emner jeg søger", "Emner jeg tilbyder", "Pladser"),
    ("Ann Lee", "ann@example.org", "Mentor", "Erfaren", "", "Tid, Karriere", "2"),
    ("Bo Holm", "bo@example.org", "Mentee", "Ny", "Karriere", "", ""),
]
ENGLISH = [
    ("Name", "E-mail address", "Role", "Grade", "Topics that I look for", "Topics that I offer", "Places"),
    ("Cy Berg", "cy@example.org", "Mentor", "Senior", "", "Time, Career", "3"),
    ("Di Falk", "di@example.org", "Mentee", "Junior", "Career", "", ""),
]


@pytest.mark.slow
def test_answers_of_both_forms_are_the_same_values(tmp_path: Path) -> None:
    """`Places` is built in as the capacity of a mentor; the question of the definition comes before it, also in its second language."""
    kit = begun(tmp_path, BOTH).job().toolkit
    folder = tmp_path / "applications"
    folder.mkdir()
    for name, rows in (("dansk.csv", DANISH), ("english.csv", ENGLISH)):
        (folder / name).write_text(csv_text(rows, ","), "utf-8")
    others = tuple(kit.others.values())
    read = ApplicationsFolder(kit.program, kit.id, folder, "applications", others=others).read()
    assert read.problems == ()
    assert read.value
    assert {one.name: dict(one.values) for one in (*read.value.mentors, *read.value.mentees)} == {
        "Ann Lee": {"grade": 1, "topics": (0, 1), "held": 2},
        "Cy Berg": {"grade": 1, "topics": (0, 1), "held": 3},
        "Bo Holm": {"grade": 0, "topics": (1,)},
        "Di Falk": {"grade": 0, "topics": (1,)},
    }


@pytest.mark.slow
def test_mentees_read_the_profiles_of_mentors_in_every_language(project: Project) -> None:
    project.write("programs/acme/lead.yml", BOTH)
    for name, rows in (("dansk.csv", DANISH), ("english.csv", ENGLISH)):
        head, mentor, mentee = rows
        table = csv_text([(*head, "My profile may be shown"), (*mentor, "Yes"), (*mentee, "")], ",")
        project.write(f"private/acme/lead/applications/{name}", table)
    result = project.run("match", "acme/lead", "--profiles")
    assert result.exit_code == 0, result.stderr
    folder = project.root / "private/acme/lead/matching"
    danish, english = ((folder / f"{name}.html").read_text("utf-8") for name in ("profiles", "profiles-en-GB"))
    assert 'lang="da"' in danish
    assert 'lang="en-GB"' in english
    for page, topics, others in ((danish, "Tid; Karriere", "Career"), (english, "Time; Career", "Karriere")):
        assert page.count(topics) == 2, "of the one who applied in Danish and of the one who applied in English"
        assert others not in page
