"""Slips that YAML reads without a word are found, and what is no slip is left alone."""

from __future__ import annotations

import pytest

from mentorkit.core.yaml_source import read_mapping

CUT = {
    "in a text": ("place: Room #4\n", "1:13"),
    "with a space behind": ("what: Launch with team # 3 and friends\n", "1:24"),
    "with two spaces in front": ("place: Room  #4\n", "1:14"),
    "a whole value": ("place: #4\n", "1:8"),
    "a whole value, with a space": ("place: # 4\nwhat: x\n", "1:8"),
    "a whole entry": ("l:\n  - #4\n  - b\n", "2:5"),
    "an entry": ("l:\n  - Room #4\n", "2:10"),
    "an entry on one line": ("l: [Room #4, Hall]\n", "1:10"),
    "an entry of several lines of brackets": ("l: [\n  Room #4\n  ]\n", "2:8"),
    "in braces": ("l: {place: Room #4, what: x}\n", "1:17"),
    "after an anchor": ("a: &a #4\n", "1:7"),
    "after an anchor and a text": ("a: &a Room #4\n", "1:12"),
    "after an alias": ("a: &a x\nb: *a #4\n", "2:7"),
    "in a name": ("a: b\nRoom #4: x\n", "2:6"),
    "in the only name": ("Room #4: x\n", "1:6"),
    "on the second line of a text": ("s: Ask the\n  best #1\nb: c\n", "2:8"),
    "at the front of the second line": ("s: Ask the\n  #1 question\nb: c\n", "2:3"),
    "after quotes": ('s: "Team" #4\n', "1:11"),
    "right after quotes": ('s: "Team"#4\n', "1:10"),
    "right after a comma": ("l: [Hall,#4\n  ]\n", "1:10"),
    "right behind a bar": ("s: |#4\n  text\n", "1:5"),
    "after a tag": ("s: !!str #4\n", "1:10"),
    "in a name after a question mark": ("? Room #4\n: b\n", "1:8"),
    "after a number": ("s: 12 #4\n", "1:7"),
    "after a number, with a space": ("s: 12 # 4 of them\n", "1:7"),
    "in typographic quotes": ("s: “Room #4”\n", "1:10"),
    "behind a bar": ("s: | #4\n  text\n", "1:6"),
}


@pytest.mark.parametrize("name", CUT)
def test_a_text_that_is_cut_at_a_comment_is_an_error_at_its_sign(name: str) -> None:
    text, place = CUT[name]
    problems = read_mapping(text, "f").problems
    assert [str(one.at) for one in problems if one.rule == "yaml-comment"] == [f"f:{place}"]
    assert len(problems) == 1


COMMENTS = {
    "two spaces in front": "a: red  # why\n",
    "a tab in front": "a: red\t# why\n",
    "a number": "a: 3 # why\n",
    "a date": "a: 2027-02-01 # why\n",
    "yes": "a: yes # why\n",
    "quotes": 'a: "Room #4" # why\n',
    "brackets": "a: [b, c] # why\n",
    "a comma": "a: [\n  b, # why\n  c]\n",
    "a name with its lines below": "a: # why\n  b: c\n",
    "a name with its list below": "a: # why\n- b\n",
    "a line": "a: b\n# c\n  # d\n",
    "a line that was taken out": "a:\n  b: c\n  #d: e\n#f: g\n",
    "an entry that was taken out": "a:\n  - b\n  #- c\n",
    "a text after a bar": "a: |  # why\n  Room #4 # text\nb: c\n",
    "a sign inside a word": "a: C#4\nb: https://x.example/#top\n",
    "a line at the edge between the lines of a bar": "a: |\n  b\n# c\nd: e\n",
    "in quotes of several lines": "a: 'b\n  #4 c'\n",
    "nothing behind": "a: b  #\n",
}


@pytest.mark.parametrize("name", COMMENTS)
def test_a_comment_stays_one(name: str) -> None:
    assert read_mapping(COMMENTS[name], "f").problems == ()


LISTS = {
    "a hyphen without a space": ("l:\n  -Joined\n  -More\n", "2:3"),
    "a hyphen without a space, below another entry": ("l:\n  - One\n  -Two\n  - Three\n", "3:3"),
    "an entry indented into the one above": ("l:\n  - One\n    - Two\n", "3:5"),
    "bullets": ("l:\n  • One\n  • Two\n", "2:3"),
    "a bullet at the left edge": ("l:\n• One\n", "2:1"),
    "a bullet in an entry": ("l:\n  - • One\n", "2:5"),
    "a bullet below an entry": ("l:\n  - One\n  • Two\n", "3:3"),
    "numbers": ("l:\n  1. One\n  2. Two\n", "2:3"),
    "dashes": ("l:\n  – One\n  – Two\n", "2:3"),
    "numbers behind a text": ("s: Bring these\n  1. a pen\n  2. paper\n", "2:3"),
    "letters": ("s: Bring\n  a) a pen\n  b) paper\n", "2:3"),
    "a bullet of Word": ("l:\n  \uf0b7 One\n", "2:3"),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_is_none_is_named_at_its_sign(name: str) -> None:
    text, place = LISTS[name]
    (problem,) = read_mapping(text, "f").problems
    assert str(problem.at) == f"f:{place}"
    assert "begins no entry of a list" in problem.message


JOINED = {
    "hyphens below a sign that joins lines": ("s: >\n  Bring:\n  - a pen\n  - paper\n", "3:3", "-"),
    "the second hyphen, behind an empty line": ("s: >-\n  Bring:\n\n  - a pen\n  - paper\nt: x\n", "5:3", "-"),
    "stars in quotes": ('s: "Bring:\n  * a pen\n  * paper"\n', "2:3", "*"),
    "numbers in quotes": ("s: 'Bring:\n  1. a pen\n  2. paper'\n", "2:3", "1."),
    "letters": ("s: >\n  a) a pen\n  b) paper\n", "3:3", "b)"),
    "a table": ("s: >\n  | a | b |\n  |---|---|\n", "3:3", "|"),
    "a heading": ("s: >\n  So\n  ## More\n", "3:3", "##"),
    "a quotation": ('s: "So\n  > it is"\n', "2:3", ">"),
    "at the end of a file without a line end": ("s: >\n  Bring:\n  - a pen", "3:3", "-"),
    "in an entry": ("l:\n  - >\n    Bring:\n    • a pen\n", "4:5", "•"),
}


@pytest.mark.parametrize("name", JOINED)
def test_a_list_whose_lines_are_joined_is_named_at_its_sign(name: str) -> None:
    text, place, sign = JOINED[name]
    (problem,) = read_mapping(text, "f").problems
    assert (str(problem.at), problem.message) == (
        f"f:{place}", f'this "{sign}" begins no line of its own: the lines are read as one text',
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "s: >\n  Bring:\n    - a pen\n    - paper\n",
        "s: >\n  One line\n  and two – well-\n  known.\n\n  More\n",
        "s: |\n  Bring:\n  - a pen\n",
        's: "One\n  and two"\n',
        's: "Bring:\n\n  - a pen"\n',
        "s: 'in the year\n  12. of May'\n",
        "s: >\n  -6 degrees\n",
    ],
)
def test_lines_that_may_be_joined_are_left_alone(text: str) -> None:
    assert read_mapping(text, "f").problems == ()


FRONT = {
    "s: &friends meet at noon\n": ("1:4", 'a text that begins with & needs quotes: "&friends" would be left out'),
    "l:\n  - &co\n": ("2:5", 'a text that begins with & needs quotes: "&co" would be left out'),
    "l: [&co, b]\n": ("1:5", 'a text that begins with & needs quotes: "&co" would be left out'),
    "s: !Important note\n": ("1:4", 'a text that begins with ! needs quotes: "!Important" would be left out'),
    "s: ! note\n": ("1:4", 'a text that begins with ! needs quotes: "!" would be left out'),
    "s: !!! note\n": ("1:4", 'a text that begins with ! needs quotes: "!!!" would be left out'),
    "s: !!Important note\n": ("1:4", 'a text that begins with ! needs quotes: "!!Important" would be left out'),
    's: "C:\\temp\\new"\n': ("1:5", "backslashes in double quotes mean something else"),
    's: "See \\\\server\\team"\n': ("1:9", "backslashes in double quotes mean something else"),
}


@pytest.mark.parametrize("text", FRONT)
def test_a_word_that_yaml_takes_for_its_own_is_told(text: str) -> None:
    assert [(str(one.at), one.message) for one in read_mapping(text, "f").problems] == [
        (f"f:{FRONT[text][0]}", FRONT[text][1])
    ]


@pytest.mark.parametrize(
    "text",
    [
        's: "one\\\\\\ntwo\\\\_x\\n1\\\\.\\n"\n',
        "a: &x b\nc: *x\n",
        "a: &x {b: c}\n",
        "s: 'C:\\temp'\n",
        's: "C:\\\\temp"\n',
        's: "1:\\n2"\n',
    ],
)
def test_a_word_of_yamls_own_that_is_meant_is_left_alone(text: str) -> None:
    assert read_mapping(text, "f").problems == ()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2027\u201102\u201101", "2027-02-01"),
        ("2027\u201302\u201301", "2027-02-01"),
        ("first\u2011day", "first-day"),
        ("one \u2013 two", "one \u2013 two"),
        ("9\u201310", "9\u201310"),
    ],
)
def test_hyphens_of_word_processors_in_dates_and_ids_are_hyphens(written: str, read: str) -> None:
    assert read_mapping(f"a: {written}\n", "f") == ({"a": read}, ())


@pytest.mark.parametrize("text", ["a: -6\n", "a:\n  -6\n", "a: one – and two –\n  – both\n", "a: well-\n  known\n"])
def test_other_hyphens_are_left_alone(text: str) -> None:
    assert read_mapping(text, "f").problems == ()


SENTENCES = {
    "l: [Where somebody may come to harm, the safe contact is told; you say so first.]\n": "1:38",
    "l: [If somebody may come to harm, the safe contact is told]\n": "1:35",
    "l:\n  - Where somebody may come to harm,\n  - the safe contact is told.\n": "3:5",
    "l:\n  - Where somebody may come to harm\n  - the safe contact is told.\n": "3:5",
    "l: [“Say it first, ask later”, x]\n": "1:20",
}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_that_was_cut_into_entries_is_a_warning(text: str) -> None:
    assert [(str(one.at), one.severity.value, one.rule) for one in read_mapping(text, "f").problems] == [
        (f"f:{SENTENCES[text]}", "warning", "list-sentence")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "l: [mentors, mentees]\n",
        "l: [What, Why, What else]\n",
        "l: [paper and pens, name badges for everybody]\n",
        "l:\n  - One sentence.\n  - Another one\n  - and a third\n",
        'l: ["If somebody may come to harm, it is told", "you say so first"]\n',
    ],
)
def test_other_lists_are_left_alone(text: str) -> None:
    assert read_mapping(text, "f").problems == ()


def test_what_is_left_of_a_mark_is_a_warning() -> None:
    (problem,) = read_mapping(
        "s: We lack leaders\n  for whom, and what follows from it)\nt: TO FILL IN (x\n  y)\n", "f"
    ).problems
    assert (str(problem.at), problem.rule, problem.severity.value) == ("f:1:4", "rest-of-mark", "warning")


def test_spaces_of_another_kind_are_read_as_spaces() -> None:
    text = "title:\u00a0Lead\nstarts: 2027-02-01\u00a0\nends: \u200e2027-03-01\nday: week\u00a03 Friday\n\u00a0\nl:\n-\u00a0a\n- {b:\u00a0c}\nwho\u00a0: x\nn: 20\u00a0Main Street\n"
    read, problems = read_mapping(text, "f")
    assert problems == ()
    assert read == {
        "title": "Lead", "starts": "2027-02-01", "ends": "2027-03-01", "day": "week 3 Friday", "l": ["a", {"b": "c"}],
        "who": "x", "n": "20\u00a0Main Street",
    }  # fmt: skip


def test_line_ends_of_other_programs_move_no_place() -> None:
    read, (problem,) = read_mapping("a: one\u2028two\x85three\nb: c #4\n", "f")
    assert (read, str(problem.at)) == ({"a": "one two three", "b": "c"}, "f:2:6")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: b\nti\u200btle: x\n", "2:3"),
        ("k: first-\u00adday\n", "1:10"),
        ("k: [a, b\u200bc]\n", "1:9"),
        ("\u200btitle: x\n", "1:1"),
    ],
)
def test_a_sign_that_nobody_sees_is_named_with_its_column(text: str, place: str) -> None:
    assert [(str(one.at), one.rule) for one in read_mapping(text, "f").problems] == [
        (f"f:{place}", "invisible-character")
    ]


@pytest.mark.parametrize(
    "text", ["t: Mentoren\u00adprogramm\n", "t: \u200fنص\n", "t: A\u200b b\n", "t: |\n  A\u00a0b\n"]
)
def test_what_belongs_to_a_text_is_left_in_it(text: str) -> None:
    read, problems = read_mapping(text, "f")
    assert (str((read or {})["t"]).strip(), problems) == (text.partition(": ")[2].removeprefix("|\n").strip(), ())


SYNTAX = {
    "an unclosed quote": ('title: "Lead\na: b\nc: "d"\n', "1:8", "closed only 2 lines further down"),
    "an unclosed quote at the end": ('a: b\ntitle: "Lead\n', "2:8", "opened here and never closed"),
    "a quote that ends early": ("a: 'It's x'\n", "1:4", "goes on after its closing quotation mark"),
    "an unclosed bracket": ("a: [b, c\nd: e\n", "1:4", "a bracket is opened here and never closed"),
    "a missing comma": ("x: {name: A email: b}\n", "1:13", 'a comma is missing in front of "email"'),
    "a tab": ("a:\n\tb: c\n", "2:1", "this line is indented with a tab"),
    "a tab behind spaces": ("a:\n  b: c\n \td: e\n", "3:2", "this line is indented with a tab"),
    "typographic quotes around a colon": ("a: “b: c”\n", "1:4", "typographic quotes stand around this text"),
    "typographic quotes around a date": ("a: “2027-02-01”\n", "1:4", "typographic quotes stand around this"),
    "typographic quotes around a word": ("a: „live“\n", "1:4", "typographic quotes stand around this"),
}


@pytest.mark.parametrize("name", SYNTAX)
def test_an_error_of_form_is_said_where_it_began(name: str) -> None:
    text, place, words = SYNTAX[name]
    (problem,) = read_mapping(text, "f").problems
    assert (str(problem.at), words in problem.message) == (f"f:{place}", True), problem


def test_a_text_that_is_meant_to_be_quoted_stays_so() -> None:
    assert read_mapping("t: “Not that topic”\n", "f") == ({"t": "“Not that topic”"}, ())


def test_in_a_file_of_another_tool_slips_count_in_our_part_alone() -> None:
    text = "theme: material # ours\nextra:\n  mentorkit:\n    a: b # c\n  other: d # e\n"
    (problem,) = read_mapping(text, "f", only_in=("extra", "mentorkit")).problems
    assert str(problem.at) == "f:4:10"


MARGINS = """\
title: "Lead "
starts: " 2027-02-01\\t"
status: "live\\r"
trust: "One.\\r\\nTwo.\\r"
about: |2
    deeper

  text@
for: ["mentors ", " mentees"]
kind: >
  call
"sessions ": {"1 ": 'x '}
""".replace("@", "  ")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_blanks_around_a_text_and_carriage_returns_are_nobodys_business(line_end: str) -> None:
    read = read_mapping(MARGINS.replace("\n", line_end), "lead.yml")
    assert read.problems == ()
    assert read.value == {
        "title": "Lead",
        "starts": "2027-02-01",
        "status": "live",
        "trust": "One.\nTwo.",
        "about": "  deeper\n\ntext",
        "for": ["mentors", "mentees"],
        "kind": "call",
        "sessions": {"1": "x"},
    }
