"""How programmes of each format speak of those who meet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mentorkit.build.outputs import fill_in
from mentorkit.definition.program import Program
from mentorkit.files.calendars import audiences
from mentorkit.files.form_tools import form_files
from mentorkit.language.voice import Voice
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of
from tests.conftest import Project, begun

HEAD = """\
title: Lead
format: {}
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
agreement: {{confidentiality: It stays here., limits: [Danger]}}
matching: {{mentees_per_mentor: 5, line_manager_allowed: no, rematch: {{no_fault: yes}}}}
sessions:
  1: {{title: Begin, week: 2, keys: [first-conversation], prepare: {{mentee: Think.}}}}
library: {{forms: [goal-sheet]}}
"""
FORMATS = ("one-to-one", "reverse", "group", "peer", "advisory board")


def voice(format_: str, **more: object) -> Voice:
    return Voice.of(Program.model_validate({"title": "A", "organisation": "B", "starts": "2027-02-01", "format": format_,
                                            "sessions": {"1": {"title": "Begin"}}, **more}))  # fmt: skip


@pytest.mark.parametrize(
    ("format_", "met", "signed"),
    [
        ("one-to-one", "You and your mentor", ["Mentee", "Mentor"]),
        ("reverse", "You and your mentor", ["Mentee", "Mentor"]),
        ("group", "You and your circle", ["Mentor", *(f"Mentee {one}" for one in range(1, 9))]),
        ("peer", "You and your partner", ["Myself", "My partner"]),
        ("advisory board", "You and your board", ["Mentee", *(f"Mentor {one}" for one in range(1, 7))]),
    ],
)
def test_who_meets_and_who_signs(format_: str, met: str, signed: list[str]) -> None:
    meets = voice(format_).meets
    assert (meets.meeting("mentee"), [one.label for one in meets.signers]) == (met, signed)
    assert len({one.part for one in meets.signers}) == len(signed), "browsers keep each name apart"


def test_a_circle_signs_as_many_lines_as_it_has_members_and_speaks_with_its_own_words() -> None:
    said = voice("group", matching={"mentees_per_mentor": "3"}, wording={"mentor": "host", "mentee": "member"}).meets
    assert [one.label for one in said.signers] == ["Host", "Member 1", "Member 2", "Member 3"]


@pytest.mark.parametrize(
    ("format_", "met", "cover"),
    [("one-to-one", "أنت والمرشد", "المرشد"), ("peer", "أنت والشريك", "الشريك"), ("group", "أنت وحلقتك", "المرشد")],
)
def test_who_meets_the_reader_is_named_with_the_article_where_a_language_needs_it(
    format_: str, met: str, cover: str
) -> None:
    meets = voice(format_, language="ar").meets
    assert (meets.meeting("mentee"), meets.partner("mentee")) == (met, cover)


def test_equals_have_one_name_which_stands_once() -> None:
    peers = voice("peer")
    assert peers.audience(("mentor", "mentee")) == "partners"
    assert voice("peer", wording={"mentee": "buddy", "mentees": "buddies"}).people["mentor"] == "buddy"


def test_nobody_mentors_their_own_manager_either() -> None:
    assert voice("reverse").meets.not_in_line == "The mentee is never the line manager of the mentor."


@pytest.mark.parametrize("format_", FORMATS)
def test_every_phrase_is_said_in_every_format_without_a_pair_where_there_is_none(format_: str) -> None:
    meets = voice(format_).meets
    said = [text for name in dir(type(meets)) if isinstance(text := getattr(meets, name), str)]
    said += [meets.keys("15 minutes"), meets.keys_in_short("15 minutes"), meets.half_way(3, 6), meets.most(4)]
    for role in ("mentee", "mentor"):
        said += [meets.meeting(role), meets.partner(role), meets.other_book(role), meets.part(role), meets.action(role)]
    wrong = {
        "group": r"\bpairs?\b|\bboth\b|\bthe other\b|\bthe two\b",
        "advisory board": r"\bpairs?\b|\bboth\b|\bcircle|\bthe two\b",
        "peer": r"\bmentors?\b|\bmentees?\b",
    }.get(format_, r"circle|board")
    assert [text for text in said if re.search(wrong, text) or "%(" in text] == []


@pytest.mark.slow
def test_peers_have_one_page_one_book_one_calendar_and_the_whole_of_each_key(project: Project) -> None:
    project.write("programs/acme/lead.yml", HEAD.format("peer"))
    kit = project.job().toolkit
    assert (kit.roles[:1], audiences(kit)) == (("mentee",), ("mentee",))
    books = {book.id: book for book in books_of(kit)}
    assert "mentor-workbook" not in books
    html = compose(kit, books["keys/first-conversation"], project.job().layers).html
    assert "When you are the one who listens" in html
    assert not re.search(r"(?i)for the (mentor|mentee)\b", html)


def test_peers_apply_in_one_form(project: Project) -> None:
    asked = "{id: times, ask: When, answer: several of, options: [Early, Late]}"
    criterion = "{name: Hours, why: They meet., compare: overlap, of: times}"
    text = HEAD.format("peer").replace("matching: {", f"matching: {{applications: [{asked}], criteria: [{criterion}], ")
    project.write("programs/acme/lead.yml", text)
    files = [one for one in form_files(project.job().toolkit) if one.questionnaire == "applications"]
    assert [one.name for one in files] == [
        f"application-{end}" for end in ("questions.csv", "limesurvey.txt", "text.txt")
    ]


@pytest.mark.slow
@pytest.mark.parametrize("format_", ["group", "peer"])
def test_every_template_can_be_filled_in(tmp_path: Path, format_: str) -> None:
    fill_in(begun(tmp_path, HEAD.format(format_)).job(), theme=False)
