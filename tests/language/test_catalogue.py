"""The software's own words: a further language is a further file, and costs no code."""

from datetime import date, time
from pathlib import Path

import pytest

from mentorkit.definition.weeks import Weeks
from mentorkit.language.catalogue import Words, is_language
from mentorkit.language.voice import Voice, usual_people

GERMAN = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8"

msgid "Webinar"
msgstr "Netzseminar"
"""


def voice(words: Words) -> Voice:
    return Voice(words, usual_people(words), Weeks(date(2027, 2, 1)), "UTC")


def test_a_language_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "de/mentorkit.po").write_text(GERMAN, "utf-8")
    german = Words("de-AT", tmp_path)
    assert german.translated
    assert voice(german).kind("webinar") == "Netzseminar"
    assert voice(german).kind("launch") == "Launch"


def test_a_language_without_a_file_speaks_english_but_keeps_its_dates(tmp_path: Path) -> None:
    polish = Words("pl", tmp_path)
    assert not polish.translated
    assert voice(polish).kind("launch") == "Launch"
    assert polish.date(date(2027, 2, 1)) == "1 lutego 2027"


@pytest.mark.parametrize(
    ("language", "day", "clock", "listed", "direction"),
    [
        ("en-GB", "1 February 2027", "09:30", "a, b and c", "ltr"),
        ("en-US", "February 1, 2027", "9:30\u202fAM", "a, b, and c", "ltr"),
        ("de", "1. Februar 2027", "09:30", "a, b und c", "ltr"),
        ("ar", "1 فبراير 2027", "9:30 ص", "a وb وc", "rtl"),
    ],
)
def test_dates_times_and_lists_are_the_language_s_own(
    language: str, day: str, clock: str, listed: str, direction: str
) -> None:
    words = Words(language)
    assert (words.date(date(2027, 2, 1)), words.time(time(9, 30)), words.list(["a", "b", "c"]), words.direction) == (
        day,
        clock,
        listed,
        direction,
    )


@pytest.mark.parametrize(
    ("tag", "known"),
    [("en-GB", True), ("pl", True), ("zh-Hant", True), ("english", False), ("", False), ("../x", False)],
)
def test_language_tags(tag: str, known: bool) -> None:
    assert is_language(tag) is known
