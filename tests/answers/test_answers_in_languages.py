"""Answers to a questionnaire that was asked in two languages come back to the same items, whatever file they stand in."""

from __future__ import annotations

from pathlib import Path

import pytest
from answer_tables import Reading, table
from conftest import SMALL, begun
from spreadsheets import csv_text

from mentorkit.answers.answered import NoAnswer
from mentorkit.answers.answers_folder import AnswersFolder
from mentorkit.answers.participant_names import known_names
from mentorkit.core.problems import Severity
from mentorkit.files.form_tools import limesurvey_codes
from mentorkit.files.question_list import questions_of
from mentorkit.files.tables import questionnaire_table
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit

QUESTIONS = """\
wording: {mentee: {da: Lærling, en: Apprentice}, mentees: {da: Lærlinge, en: Apprentices}}
evaluation:
  groups:
    - id: shifts
      ask: {da: Arbejder du på skift?, en: Do you work on shifts?}
      options: [{text: {da: Jeg er på skift, en: I do}}, {text: {da: Aldrig, en: Never}}]
      purpose: {da: for at se det, en: to see it}
  questionnaires:
    - id: start
      title: {da: Inden vi begynder, en: Before we start}
      when: baseline
      week: 1
      items: [{id: before, ask: {da: Hvordan går det?, en: How is it going?}}]
    - id: end
      title: {da: Til sidst, en: At the close}
      when: end
      week: 30
      scale: {low: {da: Slet ikke, en: Not a bit}, high: {da: Helt, en: Wholly}}
      items:
        - ask: {da: Jeg ved hvem jeg kan spørge, en: I know whom to ask}
          wording: {mentors: {da: Jeg har svar, en: I have answers}}
        - id: pace
          ask: {da: Tempoet var, en: The pace was}
          answer: one of
          options: [{text: {da: Fast, en: Slow}}, {text: {da: Rigtigt, en: Right}}, {text: {da: Løst, en: Fast}}]
        - id: topics
          ask: {da: Emner, en: Topics}
          answer: several of
          options: [{text: {da: Tid, en: Time}}, {text: {da: Karriere, en: Career}}, {text: {da: Ro, en: Calm}}]
        - {id: again, ask: {da: Igen?, en: Again?}, answer: yes or no, may_not_apply: yes}
"""
BOTH = SMALL.replace("title: Lead\n", "title: {da: Ledere, en: Leaders}\nlanguages: [da, en-GB]\n") + QUESTIONS
DANISH = ("Rolle", "Jeg ved hvem jeg kan spørge", "Tempoet var", "Emner", "Igen?", "Arbejder du på skift?")
ENGLISH = ("Role", "I know whom to ask", "The pace was", "Topics", "Again?", "Do you work on shifts?")


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Toolkit:
    """A Danish programme whose questions are asked in English as well."""
    return begun(tmp_path_factory.mktemp("asked"), BOTH).job().toolkit


def read(kit: Toolkit, folder: Path, *files: tuple[str, str]) -> Reading:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files:
        (folder / name).write_text(data, "utf-8")
    answers = AnswersFolder(kit.program, kit.id, folder, "answers", others=tuple(kit.others.values()))
    found = answers.files()
    rows = [row for file in found.value for row in file.rows()]
    problems = [*found.problems, *(one for file in found.value for one in file.problems)]
    return Reading(rows, found.value, [*problems, *answers.keep_unsure(found.value)], folder)


def test_an_export_of_each_form_gives_the_same_answers(kit: Toolkit, tmp_path: Path) -> None:
    danish = table(
        ("Mentor", "Helt", "Rigtigt", "Tid, Ro", "ja", "Aldrig"),
        ("Lærling", "2", "Løst", "Karriere", "Nej", "Jeg er på skift"),
        head=DANISH,
    )
    english = table(
        ("Mentor", "Wholly", "Right", "Time, Calm", "Yes", "Never"),
        ("Apprentice", "2", "Slow", "Career", "No", "I do"),
        head=ENGLISH,
    )
    reading = read(kit, tmp_path, ("dansk.csv", danish), ("english.csv", english))
    assert reading.problems == []
    assert [file.questionnaire.id for file in reading.files] == ["end", "end"]
    assert [(one.role, one.values, one.groups) for one in reading.rows] == [
        ("mentor", (5, 1, (0, 2), 1), (1,)),
        ("mentee", (2, 2, (1,), 0), (0,)),
        ("mentor", (5, 1, (0, 2), 1), (1,)),
        ("mentee", (2, 0, (1,), 0), (0,)),
    ]


def test_one_file_may_hold_answers_of_both(kit: Toolkit, tmp_path: Path) -> None:
    """As form tools that ask in several languages export them: headings of one, and each answer in its own."""
    mixed = table(
        ("Lærling", "Slet ikke", "Løst", "Tid", "Nej", ""),
        ("Apprentice", "Not a bit", "Right", "Time, Career", "No", "I do"),
        head=DANISH,
    )
    reading = read(kit, tmp_path / "mixed", ("end.csv", mixed))
    assert reading.problems == []
    assert [one.values for one in reading.rows] == [(1, 2, (0,), 0), (1, 1, (0, 1), 0)]
    joined = csv_text(
        [
            (*DANISH, *ENGLISH[1:]),
            ("Lærling", "1", "Løst", "Tid", "Nej", "", "", "", "", "", ""),
            ("Apprentice", "", "", "", "", "", "3", "Slow", "Calm", "Yes", "Never"),
        ],
        ",",
    )
    reading = read(kit, tmp_path / "joined", ("end.csv", joined))
    assert [one.values for one in reading.rows] == [(1, 2, (0,), 0), (3, 0, (2,), 1)]
    assert not [one for one in reading.problems if one.severity is Severity.ERROR]


def test_words_that_mean_different_answers_in_two_languages_are_asked_for(kit: Toolkit, tmp_path: Path) -> None:
    """ "Fast" is the first option in Danish and the third in English."""
    both = table(("Lærling", "1", "Fast", "Tid", "Nej", ""), head=DANISH)
    reading = read(kit, tmp_path, ("end.csv", both))
    assert reading.rows[0].values[1] is NoAnswer.UNANSWERED
    assert [one.message for one in reading.problems][:1] == [
        'a cell of the column "Tempoet var" holds none of the options'
    ]
    assert '{says: "Fast", is: "?"}' in reading.columns


def test_the_words_for_one_role_and_a_title_tell_in_every_language(kit: Toolkit, tmp_path: Path) -> None:
    mentors = table(("4", "Right"), head=("I have answers", "The pace was"))
    reading = read(kit, tmp_path, ("answers.csv", mentors))
    assert [(one.role, one.values[0]) for one in reading.rows] == [("mentor", 4)]
    file = table(("4", "Right"), head=("I know whom to ask", "How is it going?"))
    for name, asked in (
        ("before-we-start.csv", "start"),
        ("inden-vi-begynder.csv", "start"),
        ("At the close.csv", "end"),
    ):
        found = read(kit, tmp_path / name, (name, file))
        assert [one.questionnaire.id for one in found.files] == [asked]


def test_our_own_tables_and_codes_are_known_in_every_language(kit: Toolkit, tmp_path: Path) -> None:
    for one in kit.languages:
        asked = one.program.questionnaires[1]
        voice = Voice.of(one.program)
        answers = ("Mentor", "3", "2", "", "", "")
        codes = limesurvey_codes(questions_of(asked, one.program, voice))
        heads = (
            questionnaire_table(asked, one.program, voice).headings,
            [codes[q.name] for q in questions_of(asked, one.program, voice)],
        )
        for number, head in enumerate(heads):
            reading = read(kit, tmp_path / f"{one.language}-{number}", ("end.csv", table(answers, head=head)))
            assert [row.values[0] for row in reading.rows] == [3], (one.language, number)


def test_names_are_known_from_tables_with_headings_of_any_language(kit: Toolkit, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("role;Apprentice\nx;Ada Nowak\n", "utf-8")
    assert "Ada Nowak" not in known_names(tmp_path, kit.program)
    assert "Ada Nowak" in known_names(tmp_path, kit.program, kit.others.values())
