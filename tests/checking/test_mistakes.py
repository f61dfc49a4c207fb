"""Mistakes that people make, each answered with what they meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentorkit.checking.references import check_references
from mentorkit.core.problems import Problem
from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.front_matter import FormFacts
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.guides.library import Library, read_guide
from mentorkit.language.language_names import language_called, zones_of_country
from mentorkit.workspace.layers import Layer, read_text

BEGUN = "title: Lead\norganisation: Acme\nstarts: 2027-02-01\nsessions: {1: {title: Begin}}\n"


def said(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{one.at.line}:{one.at.column} {one.message} -> {one.hint}" for one in problems]


YAML = {
    "title = Lead\nstarts: x\n": '1:7 a colon and a space are missing behind "title" -> write `title: Lead`',
    "title:Lead\nstarts: x\n": '1:6 a colon and a space are missing behind "title" -> write `title: Lead`',
    "title\uff1a Lead\nstarts: x\n": '1:6 a colon and a space are missing behind "title" -> write `title: Lead`',
    "need:\n  what: x\n  why = y\n  how: z\n": '3:7 a colon and a space are missing behind "why" -> write `why: y`',
    "summary: One thing: more\n": '1:19 there is a colon in the middle of this text -> put the whole text in quotes: "like: this"',
    "list:\n  * one\n  * two\n": "2:3 a star begins no entry of a list -> begin each entry with `- `",
    "summary: *very* good\n": '1:10 a text that begins with * needs quotes -> write "like this"',
    "summary: % of us\n": '1:10 a text that begins with % needs quotes -> write "like this"',
    "list:\n  - @anna\n": '2:5 a text that begins with @ needs quotes -> write "like this"',
    "summary: & more\n": '1:10 a text that begins with & needs quotes -> write "like this"',
    "a: [one, & two]\n": '1:10 a text that begins with & needs quotes -> write "like this"',
    "summary: [draft] what\n": '1:10 this text begins with a bracket, which YAML takes for a list or a group -> put the whole text in quotes: "[draft] …"',
    "summary: {{ program.title }} is\n": '1:10 this text begins with a bracket, which YAML takes for a list or a group -> put the whole text in quotes: "{{ program.title }} …"',
    "list:\n  - [x] done\n": '2:5 this text begins with a bracket, which YAML takes for a list or a group -> put the whole text in quotes: "[x] …"',
    'title: Lead\n"summary": "Lead",\nstarts: x\n': "2:18 a comma at the end of a line ends nothing here -> take it out",
    "a: {what: Launch: the start}\n": '1:17 there is a colon in the middle of this text -> put the whole text in quotes: "like: this"',
    "title; Lead\nstarts: x\n": '1:6 a colon and a space are missing behind "title" -> write `title: Lead`',
    "title - Lead\nstarts: x\n": '1:7 a colon and a space are missing behind "title" -> write `title: Lead`',
    "a: b\ntitle Lead\nstarts: x\n": "2:1 a colon is missing after a name -> write `name: value`",
    "a: {name: A email: b}\n": '1:13 a comma is missing in front of "email" -> put commas between entries, and texts with a colon in them in quotes',
}  # fmt: skip


@pytest.mark.parametrize("text", YAML)
def test_a_slip_in_yaml_is_named_where_it_was_made(text: str) -> None:
    assert said(read_mapping(text, "x.yml").problems) == [YAML[text]]


FIELDS = {
    "partners: [x]": '5:1 nothing called "partners" belongs here -> known here: ',
    "programme_manager: {name: A}": '5:1 nothing called "programme_manager" belongs here -> it belongs under `people`',
    "safe_contact: {name: A}": '5:1 nothing called "safe_contact" belongs here -> it belongs under `people`',
    "organization: y": '5:1 nothing called "organization" belongs here -> did you mean "organisation"?',
    "events: [{what: x, week: 1, for: partners}]": '5:34 "partners" is nobody this programme knows -> did you mean "pairs"?',
    "events: [{what: x, week: 1, for: Line managers}]": '5:34 "Line managers" is nobody this programme knows -> did you mean "managers"?',
    "events: [{what: Time, place, week: 1}]": '5:23 "place" has no value: a comma outside quotes begins something new -> put the whole text in quotes',
    "events: [{what: Launch, lunch, week: 1}]": '5:25 nothing called "lunch" belongs here -> a comma outside quotes begins something new: put the whole text in quotes',
    "cohort: |\n  Bring\n  - a pen": "5:9 a list cannot stand here: this is one line -> write one sentence, without signs for entries",
    "summary: [draft]": '5:10 "summary" should be a text, not a list -> write one text; where it begins with a bracket or a hyphen, put the whole in quotes',
    "contact: anna@acme.example": '5:10 "anna@acme.example" is an e-mail address, and a link is meant -> write mailto:anna@acme.example',
    "people: {safe_contact: {name: Kim, email: mailto:kim@acme.example}}": '5:43 "mailto:kim@acme.example" is more than an e-mail address -> write kim@acme.example alone',
    "people: {safe_contact: {name: Kim, email: Kim <kim@acme.example>}}": '5:43 "Kim <kim@acme.example>" is more than an e-mail address -> write kim@acme.example alone',
    "people: {safe_contact: {name: Kim, email: kim@acme.example.}}": '5:43 "kim@acme.example." is more than an e-mail address -> write kim@acme.example alone',
    "resources: [{title: x, link: www.x.example/a}]": '5:30 "www.x.example/a" is not a link -> write the whole address: https://www.x.example/a',
}  # fmt: skip


@pytest.mark.parametrize("line", FIELDS)
def test_a_name_or_a_value_that_is_another_ones_leads_to_the_right_one(line: str) -> None:
    problems = read_mapping(BEGUN + line, "x.yml").then(lambda source: read_as(Program, source)).problems
    (told,) = said(problems)
    assert told.startswith(FIELDS[line])


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        *((day, 'did you mean "2027-03-01"?') for day in (
            "2027-3-1", "2027/03/01", "20270301", "01.03.2027", "1. 3. 2027", "1 March 2027", '"March 1, 2027"', "1st Mar 2027",
            '"Monday, 1 March 2027"', "2027-03-01T10:00", "2027-03-01 10:00",
        )),
        ("13/3/2027", 'did you mean "2027-03-13"?'),
        ("3/13/2027", 'did you mean "2027-03-13"?'),
        ("3/1/2027", "write 2027-01-03 or 2027-03-01, whichever is meant"),
        *((day, "write year-month-day: 2027-02-01") for day in ("27-03-01", "1.3.27", "31 April 2027", "1 Ma 2027")),
    ],
)  # fmt: skip
def test_a_day_that_is_written_otherwise_leads_to_what_is_meant(written: str, hint: str) -> None:
    line = f"events: [{{what: x, date: {written}}}]"
    problems = read_mapping(BEGUN + line, "x.yml").then(lambda source: read_as(Program, source)).problems
    assert [(one.at.column, one.hint) for one in problems] == [(26, hint)]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        *((time, 'did you mean "09:30"?') for time in ("9.30", "9h30", "0930", "9:30 am", "9:30AM", "9.30 Uhr")),
        *((time, 'did you mean "14:00"?') for time in ("2pm", "2 p.m.", "14h", "14 Uhr")),
        ("14", "write hours and minutes: 09:30 or 14:00"),
        ("24:00", "a day ends at 23:59, and the next begins at 00:00"),
        ("25.00", "write hours and minutes: 09:30 or 14:00"),
    ],
)
def test_a_time_that_is_written_otherwise_leads_to_what_is_meant(written: str, hint: str) -> None:
    line = f"events: [{{what: x, date: 2027-03-01, at: {written}}}]"
    problems = read_mapping(BEGUN + line, "x.yml").then(lambda source: read_as(Program, source)).problems
    assert [(one.at.column, one.hint) for one in problems] == [(42, hint)]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("language: German", 'did you mean "de"?'),
        ("language: deutsch", 'did you mean "de"?'),
        ("language: en_GB", 'did you mean "en-GB"?'),
        ("language: klingonese", "write a tag such as en-GB, de or pl"),
        ("time_zone: Manila", 'did you mean "Asia/Manila"?'),
        ("time_zone: Poland", ""),
        ("time_zone: Germany", "write Europe/Berlin or Europe/Busingen"),
        ("time_zone: GMT+1", "name a city, whose clock knows summer time too: Europe/London"),
        ("time_zone: utc+02:00", "name a city, whose clock knows summer time too: Europe/London"),
        ("time_zone: Mars", "write it as Europe/London"),
    ],
)
def test_languages_and_time_zones_may_be_named_and_are_answered_with_their_tag(line: str, hint: str) -> None:
    program = read_mapping(BEGUN + line, "x.yml").then(lambda source: read_as(Program, source)).value
    assert program is not None
    told = [one.hint for one in check_references(program, Library({}, {}, {})) if one.severity == "error"]
    assert told == ([hint] if hint else [])


def test_names_in_other_letters_are_known() -> None:
    assert [language_called(name) for name in ("Polski", "FRANÇAIS", "pt_BR", "x")] == ["pl", "fr", "pt-BR", ""]
    assert zones_of_country("India") == ("Asia/Calcutta",) or zones_of_country("India") == ("Asia/Kolkata",)
    assert zones_of_country("nowhere") == ()


HEAD = "---\ntitle: A\nsummary: B\n---\n"
GUIDES = {
    "\n" + HEAD + "Text.": [],
    HEAD.replace("B\n---", "B\n...") + "Text.": [],
    "----\ntitle: A\n----\n": ["1:1 the facts at the top begin with another line than `---` -> write three hyphens, at the left edge"],
    "—\ntitle: A\n—\n": ["1:1 the facts at the top begin with another line than `---` -> write three hyphens, at the left edge"],
    " ---\ntitle: A\n---\n": ["1:1 the facts at the top begin with another line than `---` -> write three hyphens, at the left edge"],
    HEAD.replace("B\n---", "B\n"): ["1:1 the facts at the top of this guide are not closed -> put a line `---` below the last of them"],
    HEAD + "// prompt | What?\n": ["5:1 a block begins with three slashes -> write /// prompt, and close it with /// too"],
    HEAD + "// what follows | is a remark\n": [],
    HEAD + "/ prompt\n": ["5:1 a block begins with three slashes -> write /// prompt, and close it with /// too"],
}  # fmt: skip


@pytest.mark.parametrize("text", GUIDES)
def test_a_head_or_a_block_that_is_nearly_written_is_read_or_told(text: str) -> None:
    _guide, problems = read_guide("x", text, FormFacts, "forms", "x.md", "workspace")
    assert said(problems) == GUIDES[text]


def test_lines_are_counted_from_the_top_where_empty_ones_stand_before_a_head() -> None:
    _guide, problems = read_guide("x", "\n\n" + HEAD.replace("title", "titel"), FormFacts, "forms", "x.md", "workspace")
    assert {one.at.line for one in problems} == {4}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"{\\rtf1 title: Lead}", "this is a document of a word processor, and no plain text"),
        (b"PK\x03\x04\x14\0", "this is a document or an archive, and no plain text"),
        (b"\xd0\xcf\x11\xe0\xa1", "this is a document of an office program, and no plain text"),
        (b"%PDF-1.7", "this is a PDF file, and no plain text"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", "this is a web page, and no plain text"),
        ("title: Lead".encode("utf-16"), "this is written in UTF-16, as some editors call “Unicode”"),
    ],
)
def test_documents_of_other_programs_are_called_by_what_they_are(tmp_path: Path, data: bytes, what: str) -> None:
    file = tmp_path / "lead.yml"
    file.write_bytes(data)
    (problem,) = read_text(file, "lead.yml", Layer("workspace", tmp_path)).problems
    assert problem.message == what
