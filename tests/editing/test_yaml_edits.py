"""Changes to a YAML text: every line that was not meant stays letter by letter."""

from __future__ import annotations

from textwrap import dedent

import pytest

from mentorkit.core.yaml_source import read_mapping
from mentorkit.editing.changes import ABSENT, Change, Crossed, Edited, Move, Value
from mentorkit.editing.yaml_edits import edited

PROGRAMME = """\
# said of the whole file
title: Lead   # the name
starts: 2027-02-01

# People
people:
  sponsor: Pat Long
  # who leads
  programme_manager: {name: Tom, email: tom@acme.example}   # since May

goals:
need:
  statement: >-
    Half of our new leads leave within a year, and those who stay tell us in
    every interview that they had nobody whom they could ask what was really
    expected of them.

  evidence:
    - finding: 9 of 20 left
      source: HR   # by March
    # counted by hand
    - finding: 7 asked nobody

    - finding: 3 stayed
sessions:
  01: {title: Begin, week: 2, keys: [first-conversation]}
for: mentors
"""


def changed(text: str, *changes: Change | Move) -> Edited:
    made, problems = edited(text, "lead.yml", changes)
    assert made is not None, problems
    return made


def after(old: str, new: str, *changes: Change | Move, text: str = PROGRAMME) -> None:
    """The text is the same but that `new` stands where `old` stood."""
    assert text.count(old) == 1
    made = changed(text, *changes)
    assert made == Edited(text.replace(old, new))


def test_a_value_changes_and_the_comment_on_its_line_stays() -> None:
    after("title: Lead   #", "title: Lead on   #", Change(("title",), "Lead", "Lead on"))


def test_saving_without_a_change_changes_nothing() -> None:
    assert changed(PROGRAMME, Change(("title",), "Lead", "Lead")) == Edited(PROGRAMME)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("yes", "yes"), ("null", '"null"'), ("~", '"~"'), ("none", "none"), ("09:30", '"09:30"'), ("2027-03-01", "2027-03-01"),
        ("#fff", '"#fff"'), ("Room #4", '"Room #4"'), ("Room # 4", '"Room # 4"'), ("Part 1: begin", '"Part 1: begin"'),
        ("- one", '"- one"'), ("*star*", '"*star*"'), ("[draft] x", '"[draft] x"'), ("{x", '"{x"'), ("@home", '"@home"'),
        ("`code`", '"`code`"'), ("%", '"%"'), ("!now", '"!now"'), ("& more", '"& more"'), ("it's", "it's"), ('"so"', "'\"so\"'"),
        ("C:\\new", "C:\\new"), ("“well”", '"“well”"'), ("\N{GRINNING FACE}", "\N{GRINNING FACE}"),
        ("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd"), ("Zo\u0308e", "Zöe"), ("ends:", '"ends:"'), ("", '""'),
    ],
)  # fmt: skip
def test_a_text_is_written_so_that_the_reader_takes_it(value: str, written: str) -> None:
    after("2027-02-01", written, Change(("starts",), "2027-02-01", value))


def test_of_a_long_text_only_the_lines_change_in_which_a_word_did() -> None:
    text = value_of(PROGRAMME)["need"]["statement"]
    new = text.replace("every interview", "each interview")
    after("every interview", "each interview", Change(("need", "statement"), text, new))


def test_a_text_that_grows_long_is_folded_and_one_of_paragraphs_stands_below_a_bar() -> None:
    long = "It is " + "long " * 18 + "indeed."
    folded = f"sponsor: >-\n    It is {'long ' * 18}indeed."
    after("sponsor: Pat Long", folded, Change(("people", "sponsor"), "Pat Long", long))
    bar = "sponsor: |-\n    One.\n\n    - two"
    after("sponsor: Pat Long", bar, Change(("people", "sponsor"), "Pat Long", "One.\r\n\r\n- two\r\n"))


def test_the_mark_of_a_gap_stays_on_one_line() -> None:
    mark = f"TO FILL IN ({'who and ' * 15}when)"
    after("Pat Long", mark, Change(("people", "sponsor"), "Pat Long", mark))


def test_what_was_blank_is_filled() -> None:
    new = "goals:\n  - statement: Stay\n    level: programme\nneed"
    after("goals:\nneed", new, Change(("goals", "+"), ABSENT, {"statement": "Stay", "level": "programme"}))


def test_a_text_becomes_a_mapping_and_a_list() -> None:
    person = {"name": "Pat Long", "title": "Director"}
    after("sponsor: Pat Long", "sponsor:\n    name: Pat Long\n    title: Director", Change(("people", "sponsor"), "Pat Long", person))  # fmt: skip
    after("for: mentors", "for: [mentors, mentees]", Change(("for", "+"), ABSENT, "mentees"))


def test_between_brackets_values_change_come_and_go() -> None:
    manager = ("people", "programme_manager")
    after("Tom,", "Tom Reyes,", Change((*manager, "name"), "Tom", "Tom Reyes"))
    after(", email: tom@acme.example", "", Change((*manager, "email"), "tom@acme.example", ABSENT))
    after("example}", 'example, phone: "1, 2"}', Change((*manager, "phone"), ABSENT, "1, 2"))
    after("[first-conversation]", "[feedback, first-conversation]", Change(("sessions", "01", "keys", "+"), ABSENT, "feedback", ""))  # fmt: skip


def test_brackets_in_which_a_text_grows_too_long_are_written_out() -> None:
    long = "Begin, " + "and go on, " * 9 + "and end"
    new = f"01:\n    title: >-\n      Begin, {'and go on, ' * 8}and go on,\n      and end\n    week: 2\n    keys: [first-conversation]"
    after("01: {title: Begin, week: 2, keys: [first-conversation]}", new, Change(("sessions", "01", "title"), "Begin", long))  # fmt: skip


def test_a_comment_above_an_entry_goes_with_it_and_one_apart_stays() -> None:
    evidence = ("need", "evidence")
    gone = Change((*evidence, "#1"), {"finding": "7 asked nobody"}, ABSENT)
    after("    # counted by hand\n    - finding: 7 asked nobody\n", "", gone)
    moved = "    # counted by hand\n    - finding: 7 asked nobody\n    - finding: 9 of 20 left\n      source: HR   # by March\n"
    old = "    - finding: 9 of 20 left\n      source: HR   # by March\n    # counted by hand\n    - finding: 7 asked nobody\n"
    after(old, moved, Move((*evidence, "#0"), "#1"))
    text = "a: 1\n\n# A section\n\nb: 2\n\nc: 3\n"
    after("b: 2\n\n", "", Change(("b",), "2", ABSENT), text=text)


def test_positions_are_those_that_were_seen() -> None:
    evidence = ("need", "evidence")
    made = changed(
        PROGRAMME,
        Change((*evidence, "#0"), {"finding": "9 of 20 left", "source": "HR"}, ABSENT),
        Change((*evidence, "#2", "finding"), "3 stayed", "4 stayed"),
        Change((*evidence, "+"), ABSENT, {"finding": "new"}, "#1"),
    )
    new = "    # counted by hand\n    - finding: 7 asked nobody\n    - finding: new\n\n    - finding: 4 stayed\n"
    assert (
        made.text == PROGRAMME[: PROGRAMME.index("    - finding: 9")] + new + PROGRAMME[PROGRAMME.index("sessions") :]
    )


def test_what_was_changed_meanwhile_is_left_and_told() -> None:
    crossed = Change(("title",), "Load", "Lode")
    made = changed(PROGRAMME, crossed, Change(("starts",), "2027-02-01", "2027-02-08"))
    assert made == Edited(PROGRAMME.replace("02-01", "02-08"), (Crossed(crossed, "Lead"),))


@pytest.mark.parametrize("manner", ["crlf", "bom", "no end"])
def test_line_ends_byte_order_mark_and_a_missing_last_line_end_stay(manner: str) -> None:
    def said(text: str) -> str:
        text = text.replace("\n", "\r\n") if manner == "crlf" else text
        return "\ufeff" + text if manner == "bom" else text.removesuffix("\n") if manner == "no end" else text

    new = PROGRAMME.replace("Lead ", "Leads ").replace("mentors", "mentees") + "since: 2027\n"
    changes = (
        Change(("title",), "Lead", "Leads"), Change(("for",), "mentors", "mentees"), Change(("since",), ABSENT, "2027")
    )  # fmt: skip
    assert changed(said(PROGRAMME), *changes).text == said(new)


def test_other_manners_are_kept() -> None:
    text = "'a' : 'one'   \nlist:\n- x\n-   b:  2 # two\n    c: 3\nmore:\n    deep: \"4\"\nflow: { a: [ 1 ], }\n"
    made = changed(
        text,
        Change(("a",), "one", "it's"),
        Change(("list", "#1", "b"), "2", "3"),
        Change(("list", "+"), ABSENT, {"d": "4"}),
        Change(("more", "deep"), "4", "5"),
        Change(("more", "mapping"), ABSENT, {"e": "6"}),
        Change(("flow", "b"), ABSENT, "2"),
    )
    assert made.text == dedent("""\
        'a' : 'it''s'   
        list:
        - x
        -   b:  3 # two
            c: 3
        - d: 4
        more:
            deep: "5"
            mapping:
                e: 6
        flow: { a: [ 1 ], b: 2, }
        """)  # noqa: W291 - a space at the end of a line stays


@pytest.mark.parametrize(
    ("text", "change", "message"),
    [
        ("a: &x {b: c}\nd: *x\n", Change(("a", "b"), "c", "e"), "what is written here counts in other places too, by *x"),
        ("a: b\n", Change(("a",), "b", ABSENT), "nothing would be left in this file"),
        ("a: b\n", Change(("a",), "b", "c\u202ed"), "this text holds an invisible character (U+202E)"),
        ("a: b\n", Change(("a",), "b", "['c', 'd']"), "this is a list that is read as one text, with its brackets and quotes"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_told_and_nothing_changes(text: str, change: Change, message: str) -> None:
    made, problems = edited(text, "lead.yml", [change])
    assert made is None
    assert [one.message for one in problems] == [message]


def test_an_alias_itself_can_be_written_over() -> None:
    after("*x", "other", Change(("d",), {"b": "c"}, "other"), text="a: &x {b: c}\nd: *x\n")
    after(" *x", "\n  b: e", Change(("d", "b"), "c", "e"), text="a: &x {b: c}\nd: *x\n")


def value_of(text: str) -> Value:
    return read_mapping(text, "").value


def test_a_list_that_somebody_gives_as_a_whole_changes_by_its_entries() -> None:
    text = "goals:\n  # first\n  - id: a\n    text: A\n  # second\n  - id: b   # b\n    text: B\n"
    new = [{"id": "c", "text": "C"}, {"id": "b", "text": "B2"}, {"id": "a", "text": "A"}]
    made = changed(text, Change(("goals",), value_of(text)["goals"], new))
    assert made.text == (
        "goals:\n  - id: c\n    text: C\n  # second\n  - id: b   # b\n    text: B2\n  # first\n  - id: a\n    text: A\n"
    )
