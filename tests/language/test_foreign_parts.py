"""Text in another language or direction than the text around it: whole sentences in one language, values kept apart, parts marked."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import LEAD, ROOT, Project
from jinja2 import Environment, FileSystemLoader
from lxml import html

from mentorkit.build.outputs import Job
from mentorkit.files.calendars import calendars
from mentorkit.language.catalogue import Words, in_english
from mentorkit.language.foreign_parts import AND_ON, ISOLATE, ISOLATE_LEFT_TO_RIGHT, apart, in_elements
from mentorkit.language.shaping import is_joined
from mentorkit.language.voice import Voice
from mentorkit.portal.look import language_partial, theme_language
from mentorkit.portal.site_finish import finished
from mentorkit.portal.stage import stage
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of

PROGRAM = """\
title: Lead
organisation: Acme
language: {}
starts: 2027-02-01
ends: 2027-12-01
wording: {{programme: Traject, session: Gesprek, sessions: Gesprekken}}
sessions:
  1: {{title: Aanvang, week: 2, phase: prepare, keys: [first-conversation]}}
  2: {{title: Doelen, week: 12, phase: develop}}
events:
  - {{what: Vragenlijst, kind: survey, date: 2027-05-01, until: 2027-05-12, at: "17:00"}}
library: {{forms: [goal-sheet]}}
books: {{mentee-workbook: {{extent: complete}}}}
"""


@pytest.fixture
def job(project: Project, request: pytest.FixtureRequest) -> Job:
    project.write(LEAD, PROGRAM.format(request.param))
    return project.job()


def timeline(job: Job) -> html.HtmlElement:
    made = job.folder.parent / "made"
    stage(job.toolkit, job.layers, job.config, made, today=date(2027, 3, 1), downloads=[])
    page = (made / "docs/timeline.md").read_text("utf-8")
    return html.fromstring(in_elements(page, (job.toolkit.program.language == "fa" and "rtl") or "ltr"))


DUTCH = pytest.mark.parametrize("job", ["nl"], indirect=True)
PERSIAN = pytest.mark.parametrize("job", ["fa"], indirect=True)


@DUTCH
def test_a_sentence_that_is_not_translated_is_english_as_a_whole(job: Job) -> None:
    voice = Voice.of(job.toolkit.program)
    assert in_english(voice.day(job.toolkit.sessions[0].moment)) == "Week of 8 February 2027"
    assert voice.placeholders(job.toolkit.program)["programme"] == "Traject", "alone, it is the programme's own word"
    assert voice.session(1, "Aanvang") == "Gesprek 1: Aanvang", "and so it is among signs"
    lines = [one.text_content() for one in timeline(job).xpath("//*[@lang='en']")]
    assert "The programme begins" in lines
    assert "From 1 February 2027 to 1 December 2027, with what comes before and after." in lines
    assert not [line for line in lines if "Traject " in line or "februari " in line]


@DUTCH
def test_what_is_in_the_language_of_the_programme_is_not_called_english(job: Job) -> None:
    page = timeline(job)
    said = [one.text_content() for one in page.xpath("//time[not(.//*[@lang='en'])]")]
    assert "ma 1 feb 2027" in said
    assert not page.xpath("//h4[contains(., 'Vragenlijst')]//*[@lang='en']")


@pytest.mark.parametrize("job", ["en-GB", "en-US"], indirect=True)
def test_an_english_programme_has_its_own_words_everywhere_and_no_marks(job: Job) -> None:
    page = timeline(job)
    assert not page.xpath("//*[@lang]")
    assert "The Traject begins" in page.text_content()


@DUTCH
def test_guides_of_the_stock_say_that_they_are_english(job: Job) -> None:
    front = (timeline(job) is not None) and (job.folder.parent / "made/docs/keys/first-conversation.md").read_text(
        "utf-8"
    )
    assert "english: ' lang=\"en\"'" in front
    printed = html.fromstring(compose(job.toolkit, books_of(job.toolkit)[0], job.layers).html)
    (key,) = printed.find_class("key")
    assert key.get("lang") == "en"
    assert "Traject" not in key.text_content()


@PERSIAN
def test_english_in_a_text_from_right_to_left_runs_from_left_to_right(job: Job) -> None:
    page = timeline(job)
    marked = page.xpath("//span[@lang='en'] | //option[@lang='en']")
    assert marked
    assert {one.get("dir") for one in marked} == {"ltr"}
    assert not re.search("[\ue000-\uf8ff]", html.tostring(page, encoding="unicode"))


@PERSIAN
def test_pictures_hold_no_letters_that_have_to_be_joined(job: Job) -> None:
    book = next(book for book in books_of(job.toolkit) if book.id == "mentee-workbook")
    printed = html.fromstring(compose(job.toolkit, book, job.layers).html)
    (picture,) = printed.find_class("timeline")
    drawn = [one.text_content() for one in picture.iter("text")]
    assert drawn, "the numbers of sessions"
    assert all(one.isdigit() for one in drawn)
    above = [one.text_content() for one in picture.findall("span")]
    assert any(map(is_joined, above)), "the months"
    assert len(picture.xpath(".//*[local-name()='g'][starts-with(@transform, 'matrix(-1')]")) == 1, "and it is mirrored"


@DUTCH
def test_pictures_of_plain_letters_are_drawn_as_ever(job: Job) -> None:
    book = next(book for book in books_of(job.toolkit) if book.id == "mentee-workbook")
    (picture,) = html.fromstring(compose(job.toolkit, book, job.layers).html).find_class("timeline")
    assert not picture.findall("span")
    assert {"feb", "mrt", "Gesprekken"} <= {one.text_content() for one in picture.iter("text")}


@PERSIAN
def test_calendars_hold_one_language_a_line(job: Job) -> None:
    data = next(calendars(job.toolkit, datetime(2026, 11, 21, tzinfo=UTC)))[2].decode()
    assert "until 17:00 (UTC)" in data.replace("\r\n ", "")


def test_values_are_kept_apart_where_letters_could_change_places() -> None:
    assert apart("Ada", "ltr") == "Ada"
    assert apart("محمد", "ltr") == f"{ISOLATE}محمد{AND_ON}"
    assert apart("23/08/2027", "rtl") == f"{ISOLATE}23/08/2027{AND_ON}"
    assert apart("", "rtl") == ""


def test_marks_become_elements_in_texts_and_signs_in_attributes() -> None:
    text = '<p title="\ue000By \ue002Ada\ue003\ue001">\ue000By \ue002Ada\ue003\ue001 <b>Ada</b></p><title>\ue000T\ue001</title><svg><text>\ue000T\ue001</text></svg>'
    signs = f"{ISOLATE_LEFT_TO_RIGHT}By {ISOLATE}Ada{AND_ON}{AND_ON}"
    assert in_elements(text, "rtl") == (
        f'<p title="{signs}"><span lang="en" dir="ltr">By <bdi>Ada</bdi></span> <b>Ada</b></p>'
        f'<title lang="en" dir="ltr">{ISOLATE_LEFT_TO_RIGHT}T{AND_ON}</title><svg><text lang="en" dir="ltr">T</text></svg>'
    )
    assert in_elements("\ue000T\ue001", "ltr") == '<span lang="en">T</span>'


ALONE = (
    ('<progress aria-label="\ue000T\ue001"></progress>', '<progress aria-label="T" lang="en"></progress>'),
    ('<button data-done="\ue000T\ue001"><svg><path/></svg>\ue000U\ue001</button>', '<button data-done="T" lang="en"><svg><path/></svg><span lang="en">U</span></button>'),
    ('<img alt="\ue000T\ue001">', '<img alt="T" lang="en">'),
    ('<option>\ue000T\ue001</option>', '<option lang="en">T</option>'),
    ('<option>\ue000T\ue001: Ada</option>', "<option>T: Ada</option>"),
    ("<span class='a'>\ue000T\ue001</span>", "<span class='a' lang=\"en\">T</span>"),
    ('<title>\ue000T\ue001 - Ada</title>', "<title>T - Ada</title>"),
    ('<input aria-label="Ada" placeholder="\ue000T\ue001">', '<input aria-label="Ada" placeholder="T">'),
    ('<a aria-label="Ada: \ue000T\ue001"></a>', '<a aria-label="Ada: T"></a>'),
    ('<div data-done="\ue000T\ue001">Ada</div>', '<div data-done="T" data-mk-words="en">Ada</div>'),
    ('<nav aria-label="\ue000T\ue001">Ada</nav>', '<nav aria-label="T">Ada</nav>'),
)  # fmt: skip


@pytest.mark.parametrize(("marked", "told"), ALONE)
def test_an_element_says_that_it_is_english_where_all_of_its_words_are(marked: str, told: str) -> None:
    assert in_elements(marked, "ltr") == told


@pytest.mark.parametrize(
    ("language", "key", "said"),
    [
        ("el", "footer.next", "Επόμενο"),
        ("mt", "footer.next", "\ue000Next\ue001"),
        ("mt", "direction", "ltr"),
        ("mt", "language", "mt"),
        ("mt", "search.config.separator", "[\\s\\-]+"),
        ("en-GB", "footer.next", "Next"),
        ("el", "no.such.key", "\ue000no.such.key\ue001"),
    ],
)
def test_words_that_the_theme_has_in_english_alone_are_marked(
    language: str, key: str, said: str, tmp_path: Path
) -> None:
    words, own = Words(language), tmp_path / f"partials/languages/{language}.html"
    own.parent.mkdir(parents=True)
    if theme_language(words) != language:
        own.write_text(language_partial(words), "utf-8")
    (spec,) = find_spec("material").submodule_search_locations or ()  # type: ignore[union-attr]
    env = Environment(loader=FileSystemLoader([tmp_path, ROOT / "templates/portal/theme", Path(spec, "templates")]))
    page = env.from_string('{% import "partials/language.html" as lang with context %}{{ lang.t(key) }}')
    config = SimpleNamespace(theme=SimpleNamespace(language=language))
    assert page.render(config=config, key=key) == said


def test_words_for_the_themes_script_have_no_marks() -> None:
    page = '<html><head></head><body><script id="c" type="application/json">{"none": "\\ue000None\\ue001"}</script></body></html>'
    assert '{"none": "None"}' in finished(page, offline=False)
