"""How words of several languages are read by the search."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import ROOT
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page()
    made.add_script_tag(path=ROOT / "templates/portal/assets/search/words.js")
    yield made
    made.close()


STEMS = """([how, list, words]) => {
  const { words: read } = mkWords.reader(how);
  const stem = mkWords.stemmer((list.endings ?? []).flatMap(read), (list.beginnings ?? []).flatMap(read));
  return words.flatMap(read).map(stem);
}"""


def test_danish_letters_are_found_however_they_are_typed(page: Page) -> None:
    how = {"digraphs": True, "rings": True}
    for words in (["Ærlig", "aerlig"], ["Møde", "moede"], ["Århus", "Aarhus"]):
        first, other = page.evaluate(STEMS, [how, {}, words])
        assert first == other
    assert page.evaluate(STEMS, [{"digraphs": True}, {}, ["Isaac"]]) == ["isaac"]


def test_arabic_words_are_found_with_what_is_written_in_front_of_them(page: Page) -> None:
    parts = {"beginnings": ["ال", "و", "وال", "لل"], "endings": ["ات", "ين", "ة"]}
    stems = page.evaluate(STEMS, [{}, parts, ["جلسة", "الجلسة", "والجلسات", "جلسات"]])
    assert len(set(stems)) == 1
    assert page.evaluate(STEMS, [{}, parts, ["ورق"]]) == ["ورق"], "too little would be left"
