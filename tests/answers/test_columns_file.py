"""The file in which people say what columns are: what is near is proposed and never taken, and what is written there is followed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from answer_tables import ASKED, END, FULL, PROGRAM, read, table
from conftest import ROOT

from mentorkit.answers.answered import OTHER, NoAnswer
from mentorkit.core.problems import Severity

NEAR = "How was the pace of it?"
HEAD = tuple(NEAR if one == ASKED["pace"] else one for one in ("Role", *END))
BOTH = ("Role", *END[:2])
"""Headings that stand in both rounds."""


def test_a_heading_that_is_near_is_proposed_and_not_read_until_somebody_agrees(tmp_path: Path) -> None:
    file = ("end.csv", table(FULL, head=HEAD))
    before = read(tmp_path, file)
    assert before.values("pace") == [NoAnswer.UNANSWERED]
    assert (
        before.said[0]
        == f'answers/end.csv:1:4: the column "{NEAR}" is like a question, but not the same, and is not read yet'
    )
    assert f'- file: "end.csv"\n  columns:\n    "{NEAR}": "pace ?"\n' in before.columns
    again = read(tmp_path, file)
    assert again.columns == before.columns
    agreed = read(tmp_path, file, columns=before.columns.replace("pace ?", "pace"))
    assert (agreed.values("pace"), agreed.said) == ([1], [])


def test_a_heading_between_two_questions_is_proposed_for_neither(tmp_path: Path) -> None:
    near = "".join(
        f"        - {{id: pace-{one}, ask: How was the pace {one} it?, answer: words}}\n" for one in ("in", "on")
    )
    before = "        - {id: met, ask: How many"
    twin = PROGRAM.replace(before, near + before)
    reading = read(tmp_path, ("end.csv", table(FULL, head=HEAD)), text=twin)
    assert f'"{NEAR}": "?"' in reading.columns


def test_what_is_left_out_is_left_out_without_a_word(tmp_path: Path) -> None:
    columns = f'files:\n- file: "*.csv"\n  columns:\n    "{NEAR}": leave out\n    "What was best?": leave out\n'
    reading = read(tmp_path, ("end.csv", table(FULL, head=HEAD)), columns=columns)
    assert (reading.values("pace"), reading.values("best")) == ([NoAnswer.UNANSWERED], [NoAnswer.UNANSWERED])
    assert reading.said == ['answers/end.csv:1: no column answers "How was the pace?", "What was best?"']


@pytest.mark.parametrize("name", ["pace", "How was the pace?", "how was the pace", "The pace was"])
def test_a_question_is_named_by_its_id_or_its_words(name: str, tmp_path: Path) -> None:
    columns = f'files:\n- file: end.csv\n  columns: {{"{NEAR}": "{name}"}}\n'
    assert read(tmp_path, ("end.csv", table(FULL, head=HEAD)), columns=columns).values("pace") == [1]


def test_options_in_columns_of_their_own_are_named_behind_their_question(tmp_path: Path) -> None:
    columns = 'files:\n- file: end.csv\n  columns: {x1: topics-again > Feedback, x2: topics-again > other, x3: role, x4: "shifts", x5: code}\n'
    head = ("x1", "x2", "x3", "x4", "x5", ASKED["help"])
    reading = read(
        tmp_path, ("end.csv", table(("x", "dogs", "mentor", "I do not", "AB1", "4"), head=head)), columns=columns
    )
    assert reading.values("topics-again") == [(OTHER, 1)]
    assert [(row.role, row.groups, row.code) for row in reading.rows] == [("mentor", (1,), "AB1")]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ('  columns: {"How was the pace of it?": paice}', '4: there is no question "paice" in this questionnaire -> did you mean "pace"?'),
        ("  columns: {Nothing: pace}", '4: the file has no column "Nothing" -> take this line out'),
        ('  columns: {"How was the pace of it?": topics-again > Dogs}', "4: the question has no such option -> write question > option, or question > other"),
        ("  questionnaire: ende", '4: there is no questionnaire "ende" -> did you mean "end"?'),
        ("  role: boss", '4: the questionnaire is not for "boss" -> '),
        ("  answers: {paice: [{says: x, is: Right}]}", '4: there is no question "paice" in this questionnaire -> did you mean "pace"?'),
        ("  answers: {pace: [{says: x, is: Righd}]}", "4: this is no answer to the question -> write one of its options or points, `other`, or `leave out`"),
        ("  cols: {a: b}", '4: nothing called "cols" belongs here -> '),
    ],
)  # fmt: skip
def test_what_the_file_names_wrongly_is_told_with_its_line(columns: str, said: str, tmp_path: Path) -> None:
    text = f'# ours\nfiles:\n- file: "end.csv"\n{columns}\n'
    reading = read(tmp_path, ("end.csv", table(FULL, head=HEAD)), columns=text)
    told = [
        f"{one.at.line}: {one.message} -> {one.hint}"
        for one in reading.problems
        if one.at.file == "answers/columns.yml"
    ]
    assert [one for one in told if one.startswith(said)], told


def test_a_part_about_no_file_and_a_file_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    reading = read(tmp_path / "a", ("end.csv", table(FULL)), columns="files:\n- file: ende.csv\n  role: mentor\n")
    assert reading.said == ["answers/columns.yml:2:9: there is no such file of answers"]
    broken = read(tmp_path / "b", ("end.csv", table(FULL)), columns="files:\n- file: 'end.csv\n")
    assert (broken.rows, len(broken.said)) == ([], 1)
    for name, data in {"c": b"files:\n- file: \xff\n", "d": b"#" * 2_100_000}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "columns.yml").write_bytes(data)
        assert len(read(tmp_path / name, ("end.csv", table(FULL))).said) == 1


def test_answers_that_are_none_of_the_options_are_shown_there_and_nowhere_else(tmp_path: Path) -> None:
    rows = [
        ("mentor", "4", "Career", "Breathless", "Yes", "3", "8", "x"),
        ("mentor", "4", "Career", "breathless!", "Yes", "3", "8", "y"),
        ("mentor", "4", "Career", "Odd", "Maybe", "3", "8", "z"),
    ]
    before = read(tmp_path, ("end.csv", table(*rows)))
    assert before.said == [
        'answers/end.csv:2:4: a cell of the column "How was the pace?" holds none of the options; so it is in lines 3, 4',
        'answers/end.csv:4:5: a cell of the column "Would you take part again?" holds neither yes nor no',
    ]
    assert (
        '    "pace":\n    - {says: "Breathless", is: "?"}\n    - {says: "breathless!", is: "?"}\n    - {says: "Odd", is: "?"}\n'
        in before.columns
    )
    decided = before.columns.replace('"Breathless", is: "?"', '"Breathless", is: Too fast').replace(
        '"Odd", is: "?"', '"Odd", is: leave out'
    )
    after = read(tmp_path, ("end.csv", table(*rows)), columns=decided.replace('"Maybe", is: "?"', '"Maybe", is: "no"'))
    assert after.values("pace") == [2, 2, NoAnswer.UNANSWERED]
    assert after.values("again") == [1, 1, 0]
    assert after.said == []


def test_people_keep_their_lines_and_what_is_new_comes_behind_them(tmp_path: Path) -> None:
    mine = "# mine, and dear to me\nfiles:\n- file: end.csv   # the second export\n  role: mentor\n"
    reading = read(tmp_path, ("end.csv", table((*FULL[1:], "dog"), head=(*END, "Which animal?"))), columns=mine)
    assert reading.columns == mine + '- file: "end.csv"\n  columns:\n    "Which animal?": "?"\n'
    assert [row.role for row in reading.rows] == ["mentor"]


def test_a_file_to_whose_end_nothing_can_be_added_is_left_as_it_is(tmp_path: Path) -> None:
    mine = "files: [{file: end.csv, role: mentor}]\n"
    reading = read(tmp_path, ("end.csv", table((*FULL[1:], "dog"), head=(*END, "Which animal?"))), columns=mine)
    assert reading.columns == mine
    assert (
        "answers/columns.yml: what is to be decided cannot be added to this file: its end is no list `files:`"
        in reading.said
    )


@pytest.mark.parametrize(
    ("name", "questionnaire"),
    [("baseline.csv", "baseline"), ("End of 2027.csv", "end"), ("export-final.csv", "end"), ("pre.csv", "baseline"), ("before-we-begin-3.csv", "baseline"), ("post_2.csv", "end")],
)  # fmt: skip
def test_a_file_whose_questions_stand_in_two_rounds_is_known_by_its_name(
    name: str, questionnaire: str, tmp_path: Path
) -> None:
    reading = read(tmp_path, (name, table(("mentor", "4", "Career"), head=BOTH)))
    assert [file.questionnaire.id for file in reading.files] == [questionnaire]


def test_else_people_are_asked_which_round_it_is(tmp_path: Path) -> None:
    file = ("export.csv", table(("mentor", "4", "Career"), head=BOTH))
    before = read(tmp_path, file)
    assert before.rows == []
    assert before.said == [
        'answers/export.csv:1: the questions of this file stand in several questionnaires: "baseline" or "end"'
    ]
    assert '- file: "export.csv"\n  questionnaire: "?"\n' in before.columns
    assert read(tmp_path, file).columns == before.columns
    after = read(
        tmp_path,
        file,
        columns=before.columns.replace('"?"', "end", 1).replace('questionnaire: "?"', "questionnaire: end"),
    )
    assert [file.questionnaire.id for file in after.files] == ["end"]


@pytest.mark.parametrize(
    ("name", "role"), [("end-mentors.csv", "mentor"), ("mentee_end.csv", "mentee"), ("End (Mentees).csv", "mentee"), ("mentoring end.csv", ""), ("end mentors and mentees.csv", "")]
)  # fmt: skip
def test_the_name_of_a_file_says_whose_answers_they_are(name: str, role: str, tmp_path: Path) -> None:
    reading = read(tmp_path, (name, table(FULL[1:], head=END)))
    assert [row.role for row in reading.rows] == [role]
    assert bool([one for one in reading.said if "says whose answers" in one]) == (role == "")
    assert ('role: "?"' in reading.columns) == (role == "")


def test_a_column_in_which_only_roles_stand_is_that_of_the_role(tmp_path: Path) -> None:
    reading = read(
        tmp_path, ("end.csv", table(("4", "Mentor"), ("5", "mentee"), head=(ASKED["help"], "You are here as")))
    )
    assert [row.role for row in reading.rows] == ["mentor", "mentee"]


def test_who_answers_twice_counts_once_and_with_the_later_answer(tmp_path: Path) -> None:
    rows = [
        ("1", "ada@example.org", "mentor", "1"),
        ("2", "bo@example.org", "mentor", "2"),
        ("3", "Ada@example.org", "mentor", "3"),
        ("4", "", "mentor", "4"),
        ("5", "", "mentor", "5"),
    ]
    reading = read(tmp_path, ("end.csv", table(*rows, head=("ID", "Email", "Role", ASKED["help"]))))
    assert reading.values("help-again") == [2, 3, 4, 5]
    said = "answers/end.csv:2: this row was left out: somebody with the same address answered again further below, which counts"
    assert reading.said[1:] == [said]


def test_equal_rows_are_one_only_where_something_tells_rows_apart(tmp_path: Path) -> None:
    timed = table(
        *[("2026-11-20 10:00", "mentor", "5")] * 3,
        ("2026-11-20 10:01", "mentor", "5"),
        head=("Timestamp", "Role", ASKED["help"]),
    )
    assert len(read(tmp_path / "timed", ("end.csv", timed)).rows) == 2
    plain = read(tmp_path / "plain", ("end.csv", table(*[("mentor", "5")] * 3, head=("Role", ASKED["help"]))))
    assert (len(plain.rows), [one for one in plain.said if "row" in one]) == (3, [])
    wordy = [("mentor", "5", "The same sentence, of more than thirty letters")] * 2
    worded = read(tmp_path / "worded", ("end.csv", table(*wordy, head=("Role", ASKED["help"], ASKED["best"]))))
    assert len(worded.rows) == 2
    assert [one for one in worded.said if "word for word, and is counted too" in one]


@pytest.mark.parametrize(
    ("code", "kept"), [("ma07s", "MA07S"), ("MA 07-S", "MA07S"), ("Ada Lovelace", ""), ("x" * 40, ""), ("", ""), ("مرحبا7", "مرحبا7")]
)  # fmt: skip
def test_a_code_is_written_in_one_way_and_is_no_name(code: str, kept: str, tmp_path: Path) -> None:
    reading = read(tmp_path, ("end.csv", table(("mentor", "5", code), head=("Role", ASKED["help"], "My code"))))
    assert [row.code for row in reading.rows] == [kept]
    assert bool([one for one in reading.said if "looks like a name" in one]) == (bool(code) and not kept)


def test_a_code_that_stands_twice_is_told_and_both_are_counted(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        ("end.csv", table(("mentor", "5", "AB1"), ("mentee", "4", "ab-1"), head=("Role", ASKED["help"], "My code"))),
    )
    assert [row.code for row in reading.rows] == ["AB1", "AB1"]
    assert [one.severity for one in reading.problems if one.rule == "same-code"] == [Severity.WARNING]


def test_the_sample_of_the_manual_is_followed(tmp_path: Path) -> None:
    (sample,) = re.findall(r"```yaml\n(files:.*?)```", (ROOT / "docs/pages/outcomes.md").read_text("utf-8"), re.DOTALL)
    rows = [("4", "x", "1", "much too fast"), ("4", "", "", "what pace")]
    head = (ASKED["help"], "Favourite animal", "Which topics? | Careers", ASKED["pace"])
    reading = read(
        tmp_path, ("end 3.csv", table(*rows, head=head)), columns=sample.replace("topics >", "topics-again >")
    )
    assert [row.role for row in reading.rows] == ["mentor", "mentor"]
    assert reading.values("pace") == [2, NoAnswer.UNANSWERED]
    assert reading.values("topics-again") == [(2,), NoAnswer.UNANSWERED]
    assert [one.at.file for one in reading.problems if one.rule == "unknown-column"] == ["answers/columns.yml"]


@pytest.mark.parametrize(
    ("headings", "values"), [("{line: 3}", [4, 5]), ("{line: 4}", []), ("{rows: 1, line: 3}", [4, 5]), ("{rows: 4}", []), ("{line: 0}", [])]
)  # fmt: skip
def test_people_can_say_where_the_headings_are(headings: str, values: list[int], tmp_path: Path) -> None:
    data = "Answers,of,our,mentees\n\n" + table(
        ("mentee", "4", "Career"), ("mentee", "5", "Career"), head=("Role", *END[:2])
    )
    columns = f"files:\n- file: end.csv\n  headings: {headings}\n"
    reading = read(tmp_path, ("end.csv", data), columns=columns)
    assert [row.values[0] for row in reading.rows] == values
    assert values or reading.said


def test_a_heading_that_is_like_no_question_is_proposed_for_none_though_one_is_left(tmp_path: Path) -> None:
    head = (*("Role", *END)[:-1], "What was the weather?")
    assert '"What was the weather?": "?"' in read(tmp_path, ("end.csv", table(FULL, head=head))).columns


@pytest.mark.parametrize(
    ("above", "below", "value"), [("pace", "?", 1), ("pace ?", "pace", 1), ("leave out", "pace", 1), ("pace", "leave out", NoAnswer.UNANSWERED)]
)  # fmt: skip
def test_what_is_decided_further_below_counts(above: str, below: str, value: object, tmp_path: Path) -> None:
    columns = "files:\n" + "".join(f'- file: end.csv\n  columns: {{"{NEAR}": "{said}"}}\n' for said in (above, below))
    assert read(tmp_path, ("end.csv", table(FULL, head=HEAD)), columns=columns).values("pace") == [value]
