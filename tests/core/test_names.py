"""Names made from titles: readable in plain letters, whatever script the title is in, and apart where titles are."""

from __future__ import annotations

import unicodedata

import pytest

from mentorkit.core.names import LONGEST, as_id, as_lasting_name, as_name, is_id

IDS = {
    "Łódź": "lodz", "ÆØÅ": "aeoa", "株式会社": "zhushihuishe", "Έναρξη": "enarxi", "Запуск": "zapusk", "إطلاق": "tlq",
    "한국어": "hangugeo", "हिन्दी": "hindi", "İstanbul ışık": "istanbul-isik", "Ørsted & Þór": "orsted-thor",
    "Grüße": "grusse", "Zürich": "zurich", "Zu\u0308rich": "zurich", "Ada’s  key!": "adas-key", "½ day": "1-2-day",
    "Launch 2": "launch-2", "🚀": "untitled", "???": "untitled", "": "untitled",
}  # fmt: skip


@pytest.mark.parametrize("title", IDS)
def test_letters_of_every_script_become_plain_ones(title: str) -> None:
    assert as_id(title) == IDS[title]
    assert is_id(as_id(title))


def test_names_of_files_are_readable_apart_and_never_too_long() -> None:
    titles = (
        "Łódź",
        "Lodz",
        "Έναρξη",
        "Enarxi",
        "启动",
        "QiDong",
        "🚀",
        "🎉",
        "株式会社" * 100,
        "株式会社" * 99,
        "a" * 400,
    )
    names = [as_name(title) for title in titles]
    assert len(set(names)) == len(titles)
    assert all(is_id(name) and len(name) <= LONGEST for name in names)
    assert names[:2] == ["lodz-bc8847fc", "lodz"]
    assert as_name("Kick-off: Zürich") == "kick-off-zurich", "nothing is added where nothing is lost"


PUBLISHED = {
    "Launch": "launch", "Kick-off: Zürich": "kick-off-zurich", "Ada’s call!": "adas-call", "a" * 300: "a" * 300,
    "Łódź": "odz-bc8847fc", "Launch 启动": "launch-cd77ab90", "Έναρξη": "untitled-733b4142", "Grüße": "grue-f83e0397",
}  # fmt: skip


@pytest.mark.parametrize("title", PUBLISHED)
def test_what_calendars_know_a_title_by_never_changes(title: str) -> None:
    assert as_lasting_name(title) == PUBLISHED[title]


@pytest.mark.parametrize("title", ["Łódź é", "Έναρξη", "Gặp gỡ", "한국어", "が"])
def test_a_title_is_the_same_however_its_accents_are_written(title: str) -> None:
    one, other = unicodedata.normalize("NFC", title), unicodedata.normalize("NFD", title)
    assert one != other
    assert (as_lasting_name(one), as_name(one)) == (as_lasting_name(other), as_name(other))
