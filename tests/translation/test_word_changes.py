"""Which edits of a sentence are slips that were mended, and which change what it says."""

from __future__ import annotations

import pytest

from mentorkit.translation.word_changes import is_slip, targets_that_went

KNOWN = frozenset(
    [
        "the",
        "mentor",
        "mentee",
        "mentors",
        "receive",
        "separate",
        "conversation",
        "feedback",
        "from",
        "form",
        "two",
        "ten",
        "now",
        "not",
        "can",
        "at",
        "least",
        "week",
        "weeks",
        "organise",
        "agree",
        "allowed",
        "quiet",
        "quite",
        "manager",
        "managed",
        "ask",
        "asks",
        "person",
        "one",
        "first",
        "last",
        "meets",
        "lost",
        "loose",
    ]
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("You recieve feedback", "You receive feedback"),
        ("a seperate conversation", "a separate conversation"),
        ("one conversaton", "one conversation"),
        ("their converstaion", "their conversation"),
        ("One, two", "One two"),
        ("the the mentor", "the mentor"),
        ("‘Yes’ - she said", "“Yes” – she said"),
        ("*ask* the mentor", "ask the **mentor**"),
        ("two  weeks\nlater", "two weeks later"),
        ("a follow up call", "a follow-up call"),
        ("You organise it", "You organize it"),
        ("its own way", "it’s own way"),
        ("a hour", "an hour"),
        ("ask for two or form", "ask for two or a form"),
        ("atleast two", "at least two"),
        ("the Mentor", "the mentor"),
        ("Ask the mentor", "Ask the mentor."),
        ("[Feedback](feedback.md) asks", "[feedback](feedback.md) asks"),
        ("يسأل، ثم ينتظر", "يسأل ثم ينتظر"),
    ],
)
def test_slips(before: str, after: str) -> None:
    assert is_slip(before, after, KNOWN)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("now you ask", "not you ask"),
        ("You can ask", "You can’t ask"),
        ("You can ask", "You cannot ask"),
        ("15 minutes", "50 minutes"),
        ("1.5 hours", "15 hours"),
        ("at 9:30", "at 930"),
        ("-5 degrees", "5 degrees"),
        ("5 % of them", "5 of them"),
        ("ask the mentor", "ask the mentee"),
        ("ask the mentor", "ask the mentors"),
        ("managed", "manager"),
        ("a form", "a from"),
        ("quiet", "quite"),
        ("two weeks", "ten weeks"),
        ("the first week", "the last week"),
        ("She is lost", "She is loose"),
        ("You asked.", "You asked?"),
        ("No, wait", "No wait"),
        ("لا، انتظر", "لا انتظر"),
        ("سألت المرشد.", "سألت المرشد؟"),
        ("the {{ mentor }}", "the {{ mentee }}"),
        ("[Ask](a.md)", "[Ask](b.md)"),
        ("`yes`", "`no`"),
        ("the US", "the us"),
        ("the mentor meets", "the mentor never meets"),
        ("ask", "ask ask ask"),
        ("~~ask~~", "ask"),
        ("one or two", "two or one"),
        ("a nowhere", "a now here"),
        ("the xyzzy", "the plugh"),
        ("no no", "no"),
        ("few ask", "a few ask"),
        ("twice a week", "twice week"),
        ("conversaton", "conversationalist"),
    ],
)
def test_changes_of_what_is_said(before: str, after: str) -> None:
    assert not is_slip(before, after, KNOWN)


def test_a_word_that_other_texts_use_is_never_taken_for_a_slip() -> None:
    assert is_slip("trial and erorr", "trial and error", KNOWN | {"error"})
    assert not is_slip("trial and erorr", "trial and error", KNOWN | {"error", "erorr"})
    assert not is_slip("trial and erorr", "trial and error", KNOWN)


@pytest.mark.parametrize(
    ("before", "after", "went"),
    [
        ("Read [it](b.md) now.", "Read [it](c.md) now.", {"b.md"}),
        ("Read [it](b.md) now.", "Read [more](c.md) now.", set()),
        ("See https://www.a.example/b#c.", "See https://a.example/d.", {"a.example/b"}),
        ("[it](b.md#one)", "[it](b.md#two)", {"b.md#one"}),
        ("[it](http://a.example/)", "[it](https://a.example/)", {"http://a.example/"}),
        ("[it](#one)", "[it](#two)", {"#one"}),
        ("[it](b.md), [that](c.md)", "[it](b.md), [that](d.md)", {"c.md"}),
        ("the same", "the  same", set()),
    ],
)
def test_where_a_link_led_that_leads_elsewhere_now(before: str, after: str, went: set[str]) -> None:
    assert targets_that_went(before, after) == went
