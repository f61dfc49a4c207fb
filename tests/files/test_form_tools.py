"""What a programme offers to those who set a questionnaire up in a form tool."""

from __future__ import annotations

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from conftest import SMALL, begun

from mentorkit.definition.items import Scale
from mentorkit.files.form_tools import form_files, limesurvey_codes
from mentorkit.files.question_list import Question, point_name, questions_of
from mentorkit.files.tables import heading_rows
from mentorkit.language.catalogue import Words
from mentorkit.language.foreign_parts import is_english
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit

ASKED = """\
evaluation:
  code: yes
  groups: [{id: site, ask: Where do you work?, options: [Office, Depot], purpose: so that we see whether both are served}]
  questionnaires:
    - id: end
      title: Looking back
      when: end
      for: pairs
      scale: {low: Never, high: Always, steps: 3}
      items:
        - {ask: My mentor listened., id: listens, wording: {mentors: I listened.}, may_not_apply: yes}
        - {ask: "Did you meet (at all {or not})?", answer: yes or no}
        - {ask: Which helped?, id: helped, answer: several of, options: [The Keys, "=The <calls>"], other: yes}
        - {ask: "How many sessions did the two of you hold?", answer: number, number: {unit: sessions, least: 0, most: 9}}
        - {ask: What else?, answer: words}
"""


@pytest.fixture(scope="module")
def toolkit(tmp_path_factory: pytest.TempPathFactory) -> Toolkit:
    """A programme whose one questionnaire has every kind of answer."""
    return begun(tmp_path_factory.mktemp("forms"), SMALL + ASKED).job().toolkit


def file(toolkit: Toolkit, name: str) -> str:
    (data,) = (one.data for one in form_files(toolkit) if one.name == name)
    return data.decode("utf-8-sig")


def limesurvey(toolkit: Toolkit, name: str) -> list[dict[str, str]]:
    """The rows as LimeSurvey reads them: cells parted by tabs, in quotes where needed, a head that names the columns."""
    return list(csv.DictReader(StringIO(file(toolkit, name)), delimiter="\t"))


def test_each_role_has_the_files_in_its_own_words(toolkit: Toolkit) -> None:
    assert [(one.name, one.title) for one in form_files(toolkit)] == [
        ("end-mentor-questions.csv", "Questions and options, for a spreadsheet (mentors)"),
        ("end-mentor-limesurvey.txt", "Survey for LimeSurvey (mentors)"),
        ("end-mentor-text.txt", "Text to import from Word, or to paste (mentors)"),
        ("end-mentee-questions.csv", "Questions and options, for a spreadsheet (mentees)"),
        ("end-mentee-limesurvey.txt", "Survey for LimeSurvey (mentees)"),
        ("end-mentee-text.txt", "Text to import from Word, or to paste (mentees)"),
    ]


def test_one_form_asks_for_the_role_where_the_words_are_the_same(tmp_path: Path) -> None:
    text = ASKED.replace("wording: {mentors: I listened.}, ", "")
    same = begun(tmp_path, SMALL + text).job().toolkit
    assert [one.name for one in form_files(same)] == ["end-questions.csv", "end-limesurvey.txt", "end-text.txt"]
    assert file(same, "end-questions.csv").splitlines()[1] == "1,Role,One of these,Mentor|Mentee,Yes,"


def test_the_spreadsheet_has_a_row_for_each_question(toolkit: Toolkit) -> None:
    rows = file(toolkit, "end-mentor-questions.csv").splitlines()
    assert rows[:7] == [
        "Number,Question,Kind of answer,Options,Has to be answered,Note",
        "1,I listened.,One of these,1: Never|2|3: Always|Does not apply,No,",
        "2,Did you meet (at all {or not})?,One of these,Yes|No,No,",
        "3,Which helped?,As many of these as apply,The Keys|=The <calls>|Other,No,As many of these as apply",
        '4,How many sessions did the two of you hold?,A number,,No,"sessions, 0 to 9"',
        "5,What else?,In your own words,,No,",
        "6,Where do you work?,One of these,Office|Depot|Prefer not to say,No,You can leave this out. We ask so that we see whether both are served.",
    ]
    assert rows[7].startswith("7,My code,A few letters and figures,,No,")


def test_the_text_has_numbered_questions_with_lettered_options(toolkit: Toolkit) -> None:
    text = file(toolkit, "end-mentee-text.txt").replace("\r\n", "\n")
    assert text.startswith(
        "Looking back (mentees)\n\nNobody has to answer every question. Please do not write names.\n\n"
    )
    assert "\n\n1. My mentor listened.\nA. 1: Never\nB. 2\nC. 3: Always\nD. Does not apply\n\n2. Did you meet" in text
    assert "\n\n3. Which helped?\nA. The Keys\nB. =The <calls>\nC. Other\n\n4. How many" in text
    assert (
        "\n\n-----\nTo set up by hand; leave this out of the import:\n(3) As many of these as apply\n(4) sessions, 0 to 9\n"
        in text
    )


def test_limesurvey_gets_what_each_question_is_answered_with(toolkit: Toolkit) -> None:
    rows = limesurvey(toolkit, "end-mentee-limesurvey.txt")
    assert {row["name"]: row["text"] for row in rows if row["class"] == "S"} == {
        "language": "en",
        "format": "A",
        "anonymized": "Y",
        "datestamp": "N",
        "ipaddr": "N",
        "refurl": "N",
    }
    asked = dict[str, list[str]]()
    for row in rows[rows.index(next(row for row in rows if row["class"] == "Q")) :]:
        if row["class"] == "Q":
            asked[code := row["name"]] = [row["type/scale"]]
        else:
            asked[code].append(f"{row['class']} {row['name']}={row['text']}")
    assert list(asked.values()) == [
        ["L", "A 1=1: Never", "A 2=2", "A 3=3: Always", "A NA=Does not apply"],
        ["L", "A Y=Yes", "A N=No"],
        ["M", "SQ SQ001=The Keys", "SQ SQ002==The &lt;calls&gt;"],
        ["N"],
        ["T"],
        ["L", "A A1=Office", "A A2=Depot", "A NA=Prefer not to say"],
        ["S"],
    ]
    number = next(row for row in rows if row["type/scale"] == "N")
    assert (number["min_num_value_n"], number["max_num_value_n"], number["suffix"]) == ("0", "9", "sessions")
    several = next(row for row in rows if row["type/scale"] == "M")
    assert (several["other"], several["other_replace_text"]) == ("Y", "Other")


def test_limesurvey_takes_no_brace_for_an_expression(toolkit: Toolkit) -> None:
    rows = limesurvey(toolkit, "end-mentee-limesurvey.txt")
    assert [row["text"] for row in rows if "at all" in row["text"]] == ["Did you meet (at all &#123;or not&#125;)?"]


def test_every_code_is_one_that_limesurvey_takes(toolkit: Toolkit) -> None:
    rows = limesurvey(toolkit, "end-mentee-limesurvey.txt")
    codes = [row["name"] for row in rows if row["class"] == "Q"]
    assert [codes[0], codes[2], *codes[5:]] == ["listens", "helped", "aboutsite", "code"]
    assert all(re.fullmatch("[a-z][a-z0-9]{0,19}", code) for code in codes)
    answers = [row["name"] for row in rows if row["class"] == "A"]
    assert all(re.fullmatch("[A-Za-z0-9]{1,5}", code) for code in answers)


def test_codes_stay_when_questions_are_added_and_never_meet() -> None:
    first = Question("how-many-sessions-did-you-hold", "number", "How many sessions did you hold?")
    second = Question("how-many-sessions-did-you-hold-2", "number", "How many sessions did you hold?")
    digits = Question("3-wishes", "words", "3 wishes?")
    alone, together = limesurvey_codes([first]), limesurvey_codes([digits, second, first])
    assert together[first.name] == alone[first.name]
    assert together[digits.name] == "q3wishes"
    assert len(set(together.values())) == 3
    same = limesurvey_codes([Question("a-b", "words", "?"), Question("ab", "words", "?")])
    assert len(set(same.values())) == 2


def test_the_table_of_answers_has_columns_for_groups_and_code(toolkit: Toolkit) -> None:
    (table,) = (row for row in heading_rows(toolkit) if row.name == "questionnaire-end")
    assert [table.headings[0], *table.headings[-3:]] == ["Role", "What else?", "Where do you work?", "My code"]


def test_two_questions_of_the_same_words_have_two_names(tmp_path: Path) -> None:
    text = "evaluation: {questionnaires: [{id: a, title: A, when: end, items: [{ask: Why?}, {ask: Why?, answer: words}]}]}\n"
    kit = begun(tmp_path, SMALL + text).job().toolkit
    asked = questions_of(kit.program.questionnaires[0], kit.program, Voice.of(kit.program))
    assert [one.name for one in asked] == ["role", "why", "why-2"]


def test_the_ends_of_a_scale_are_told_in_the_language_of_the_programme_unless_somebody_wrote_them() -> None:
    greek = Words("el")
    usual, written = point_name(Scale(), 5, greek), point_name(Scale(low="Not at all"), 1, greek)
    assert (usual, is_english(usual)) == ("Completely", True)
    assert (written, is_english(written)) == ("Not at all", False)
    assert [point_name(Scale(points={1: "Nie"}), number, greek) for number in (1, 2)] == ["Nie", ""]
