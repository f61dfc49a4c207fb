"""Whom the blocks of a Key are for, where it is for both: said in each on what both read, and to the other in a book of one."""

from __future__ import annotations

import re

import pytest
from conftest import begun
from lxml import html

from mentorkit.build.outputs import Job
from mentorkit.definition.base import PAIR
from mentorkit.definition.front_matter import KeyFacts
from mentorkit.guides.blocks import read_blocks
from mentorkit.guides.library import Guide, read_guide
from mentorkit.guides.markdown import Prose
from mentorkit.guides.vocabulary import options
from mentorkit.language.voice import Voice
from mentorkit.portal.guide_pages import GuidePages, questions
from mentorkit.workbooks.compose.guide_printing import GuidePrinter

SAID = re.compile(r"For (?:both of you|the mentee|the mentor)")


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    program = "title: Lead\norganisation: Acme\nstarts: 2027-02-01\nsessions: {1: {title: Begin, week: 2, keys: [goals-that-matter]}}\n"
    return begun(tmp_path_factory.mktemp("addressees") / "workspace", program).job()


@pytest.fixture
def key(job: Job) -> Guide:  # type: ignore[type-arg]
    return next(key for key in job.toolkit.keys if key.id == "goals-that-matter")


def said(block: html.HtmlElement) -> str:
    return " ".join(SAID.findall(block.text_content()))


def test_a_page_says_in_every_block_whom_it_is_for(job: Job, key: Guide) -> None:  # type: ignore[type-arg]
    voice = Voice.of(job.toolkit.program)
    texts = voice.placeholders(job.toolkit.program)
    prose = Prose(options("portal", job.layers, "en-GB", voice.people, texts))
    page = html.fromstring(str(prose.html(GuidePages(job.toolkit, voice).text(key))))
    asks = list(page.xpath("//*[@data-mk-write][not(ancestor::*[@data-mk-write])]"))
    assert [said(one.xpath("ancestor-or-self::*[@data-mk-for]")[0] if one.xpath("ancestor::*[@data-mk-for]") else one)
            for one in asks if one.get("data-mk-of") != "action"] == [
        "For both of you", *["For the mentee"] * 5, *["For the mentor"] * 2, *["For both of you"] * 3,
    ]  # fmt: skip
    assert "For both of you" in page.find_class("mk-starters")[0].text_content()


@pytest.mark.parametrize(("role", "labels", "lines"), [("mentee", [], 5), ("mentor", ["For the mentee"] * 5, 0), ("", ["For both of you", *["For the mentee"] * 5, *["For both of you"] * 4], 5)])  # fmt: skip
def test_a_book_says_it_only_where_that_is_somebody_else(
    job: Job,
    key: Guide,
    role: str,
    labels: list[str],
    lines: int,  # type: ignore[type-arg]
) -> None:
    voice = Voice.of(job.toolkit.program)
    texts = voice.placeholders(job.toolkit.program)
    printer = GuidePrinter(
        options("print", job.layers, "en-GB", voice.people, texts, reader=role), job.toolkit.speech, role
    )
    book = html.fromstring(f"<body>{printer.html(key, 1)}</body>")
    assert [one.text_content() for one in book.find_class("mk-whose")] == labels
    asked = book.xpath("//*[@data-ask][not(ancestor::*[contains(@class, 'mk-role')])]")
    kinds = [one.get("data-ask").partition("-")[0] for one in asked]
    assert sum(kind in ("prompt", "fill", "checklist") for kind in kinds) == lines
    assert "Look hard at three wishes." in book.text_content(), "the mentor reads what will be brought"


def test_what_the_other_brings_is_read_and_not_its_label_alone(job: Job) -> None:
    body = "/// bring\n    for: mentee\n**One insight:** a door that opened.\n///\n"
    head = "---\ntitle: T\nsummary: S.\ntopic: t\nphase: prepare\nminutes: 20\nfor: [mentee, mentor]\n---\n"
    key = read_guide("t", head + body, KeyFacts, "keys", "t.md", "stock").value
    assert key
    voice = Voice.of(job.toolkit.program)
    texts = voice.placeholders(job.toolkit.program)
    printer = GuidePrinter(
        options("print", job.layers, "en-GB", voice.people, texts, reader="mentor"), job.toolkit.speech, "mentor"
    )
    (theirs,) = html.fromstring(f"<body>{printer.html(key, 1)}</body>").find_class("mk-theirs")
    assert " ".join(theirs.text_content().split()) == "For the mentee One insight: a door that opened."
    assert theirs.find_class("mk-lines") == []


def test_questions_are_counted_for_who_answers_them(key: Guide) -> None:  # type: ignore[type-arg]
    assert {role: questions(key, role) for role in PAIR} == {"mentee": 8, "mentor": 5}


@pytest.mark.parametrize(
    ("minutes", "figures"),
    [
        ("20", ["20", "20", "20"]),
        ("{mentee: 20, mentor: 15}", ["20", "15", "15–20"]),
        ("{mentor: 25, mentee: 20}", ["20", "25", "20–25"]),
    ],
)
def test_minutes_are_those_of_a_role(minutes: str, figures: list[str]) -> None:
    head = f"---\ntitle: T\nsummary: S.\ntopic: t\nphase: prepare\nminutes: {minutes}\n---\n"
    key = read_guide("k", head, KeyFacts, "keys", "k.md", "stock").value
    assert key is not None
    assert isinstance(key.facts, KeyFacts)
    assert [key.facts.minutes.figure(role) for role in ("mentee", "mentor", "")] == figures


def test_the_minutes_of_both_stand_on_the_page_until_a_script_knows_who_reads(job: Job, key: Guide) -> None:  # type: ignore[type-arg]
    voice = Voice.of(job.toolkit.program)
    prose = Prose(options("portal", job.layers, "en-GB", voice.people, voice.placeholders(job.toolkit.program)))
    page = html.fromstring(str(prose.html(GuidePages(job.toolkit, voice).text(key))))
    (said,) = page.xpath("//em[@data-mk-mentor]")
    assert said.text_content() == "15–20 minutes"
    assert (said.get("data-mk-mentee"), said.get("data-mk-mentor")) == ("20 minutes", "15 minutes")


@pytest.mark.parametrize(("minutes", "said"), [("4", '"minutes" cannot be "4"'), ("ten", '"minutes" cannot be "ten"'), ("{mentee: 20}", '"mentor" is missing')])  # fmt: skip
def test_minutes_that_are_none_are_explained(minutes: str, said: str) -> None:
    head = f"---\ntitle: T\nsummary: S.\ntopic: t\nphase: prepare\nminutes: {minutes}\n---\n"
    read = read_guide("k", head, KeyFacts, "keys", "k.md", "stock")
    assert [problem.message for problem in read.problems] == [said]


def test_a_block_for_somebody_unknown_is_a_problem() -> None:
    problems = read_blocks("/// prompt | What?\n    for: boss\n///", "k.md", 1).problems
    assert [(one.at.line, one.message, one.hint) for one in problems] == [
        (2, '"boss" cannot stand after "for"', "choose one of: mentee, mentor, both")
    ]
