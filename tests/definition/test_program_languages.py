"""A programme in several languages: texts beside each other, one Toolkit for each, and the same ids in all."""

from __future__ import annotations

import pytest
from conftest import Project

LEAD = "programs/acme/lead.yml"
BOTH = """\
title: {da: Ledere, en: Leaders}
organisation: Acme
languages: [da, en-GB]
starts: 2027-02-01
ends: 2027-12-01
address: https://mentoring.example/lead/
summary:
  da: Vi mødes.
  en-GB: We meet.
wording: {mentee: {da: lærling, en: apprentice}}
roles:
  mentor:
    responsibilities: [{da: Lyt, en: Listen}, Spørg]
sessions:
  1: {title: {da: Begynd, en: Begin}, week: 2, keys: [first-conversation], agenda: [{da: Hils, en: Greet}]}
events:
  - what: {da: Åbning, en: Opening}
    week: 1
    groups: [{name: {da: Nord, en: North}}, {name: {da: Syd, en: South}}]
pauses:
  - {name: {da: Sommer, en: Summer}, week: 20}
"""


@pytest.mark.slow
def test_each_language_has_a_toolkit_with_its_texts(project: Project) -> None:
    project.write(LEAD, BOTH)
    danish = project.job().toolkit
    (english,) = danish.translations
    assert [kit.language for kit in danish.languages] == ["da", "en-GB"]
    assert (danish.program.title, english.program.title) == ("Ledere", "Leaders")
    assert (danish.program.summary, english.program.summary) == ("Vi mødes.", "We meet.")
    assert english.program.sessions[1].agenda[0].what == "Greet"
    assert english.speech.placeholders()["mentee"] == "apprentice"
    assert english.speech.placeholders("da")["mentee"] == "lærling", "in a Danish text of the English portal"
    assert english.program.address == "https://mentoring.example/lead/en-GB/"
    mentor = english.program.roles.mentor
    assert mentor
    assert mentor.responsibilities == ("Listen", "Spørg"), "what is missing is in the main one"


@pytest.mark.slow
def test_ids_and_uids_are_the_same_in_all_languages(project: Project) -> None:
    project.write(LEAD, BOTH)
    danish = project.job().toolkit
    (english,) = danish.translations

    def names(kit):  # type: ignore[no-untyped-def]
        every = [(one.id, [time.uid for time in one.occurrences]) for one in kit.events]
        return every, [one.uid for one in kit.sessions], [(one.id, one.uid) for one in kit.pauses]

    assert names(danish) == names(english)
    project.write(LEAD, BOTH.replace("languages: [da, en-GB]", "language: da").replace(", en: Opening", ""))
    alone = BOTH
    for text in ("{da: Ledere, en: Leaders}", "{da: Begynd, en: Begin}", "{da: Hils, en: Greet}", "{da: Åbning, en: Opening}",
                 "{da: Nord, en: North}", "{da: Syd, en: South}", "{da: Sommer, en: Summer}", "{da: lærling, en: apprentice}",
                 "{da: Lyt, en: Listen}"):  # fmt: skip
        alone = alone.replace(text, text.split(": ")[1].split(",")[0])
    alone = (
        alone.replace("languages: [da, en-GB]", "language: da")
        .replace("  en-GB: We meet.\n", "")
        .replace("summary:\n  da: Vi mødes.", "summary: Vi mødes.")
    )
    project.write(LEAD, alone)
    assert names(project.job().toolkit) == names(danish), "and stay what they were before there was a second language"


@pytest.mark.slow
def test_what_is_not_there_in_a_language_is_listed_with_its_number(project: Project) -> None:
    project.write(LEAD, f"{BOTH}library: {{forms: [mine]}}\n")
    project.write("content/forms/mine.md", "---\ntitle: Mine\nsummary: S.\nlanguage: en\n---\nText.\n")
    result = project.run("check", "--ignore", "design")
    told = [line.strip() for line in result.stderr.splitlines()]
    assert (
        f'{LEAD}:13:47  note  1 text is not there in "en-GB": roles.mentor.responsibilities.2  [untranslated]' in told
    )
    assert f'{LEAD}:3:12  note  1 guide is there in "en" only, and not in "da"  [untranslated]' in told
    assert "translate forms/mine: content/forms/da/mine.md" in told


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        (
            "en: Leaders",
            "fr: Chefs",
            '"fr" is not among the languages of this programme (da, en-GB)  [language] -> name it: languages: [da, en-GB, fr]',
        ),
        (
            "[da, en-GB]",
            "[da, tlh-XX]",
            '"tlh-XX" is not a language  [language] -> write tags such as [en-GB, da]',
        ),
        ("[da, en-GB]", "[da, EN-gb]", '"EN-gb" is not a language  [language] -> did you mean "en-GB"?'),
        ("[da, en-GB]", "[da, da]", '"da" stands here twice  [language] -> keep one of the two'),
        (
            "[da, en-GB]",
            "{da: en}",
            "`languages` should be a list of tags  [language] -> write tags such as [en-GB, da]",
        ),
        (
            "en: Leaders",
            "xx: Chefs",
            '"title" should be a text, not a group of names  [field-text]'
            ' -> "xx" is not a language; name each text by a tag, such as da or en-GB',
        ),
        (
            "{da: Ledere, en: Leaders}",
            "{da: [Ledere], en: [Leaders]}",
            '"title" should be a text, not a group of names  [field-text]'
            " -> give one text in each language: {da: …, en: …}",
        ),
        (
            "[{da: Lyt, en: Listen}, Spørg]",
            "{da: [Lyt], en: [Listen]}",
            '"responsibilities" should be a list, not a group of names  [field-list]'
            " -> give each entry by itself in each language: - {da: …, en: …}",
        ),
        (
            "keys: [first-conversation]",
            "keys: [{da: first-conversation, en: feedback}]",
            "entry 1 is the same in every language  [language] -> write it once, without languages",
        ),
        (
            "[da, en-GB]",
            "[da, en-GB, en-US]",
            '"en-US" stands here beside another kind of the same language  [language] -> keep one of the two',
        ),
        (
            "languages:",
            "language: en-GB\nlanguages:",
            '`language` is "en-GB", and the first of `languages` "da"  [language]'
            " -> the first is the main language; take the line `language` out, or write the same",
        ),
        (
            "starts: 2027-02-01",
            "starts: {da: 2027-02-01, en: 2027-02-02}",
            '"starts" is the same in every language  [language] -> write it once, without languages',
        ),
    ],
)
def test_what_cannot_be_is_told_at_its_place(project: Project, before: str, after: str, problem: str) -> None:
    project.write(LEAD, BOTH.replace(before, after, 1))
    told = [line.partition("  error  ")[2] for line in project.problems() if "  error  " in line]
    assert problem in told, told


@pytest.mark.parametrize("languages", ["[DA, en-GB]", "[english]", "[da, da]", "da, en"])
def test_texts_are_not_held_against_languages_that_cannot_be_read(project: Project, languages: str) -> None:
    project.write(LEAD, BOTH.replace("[da, en-GB]", languages))
    errors = [line for line in project.problems() if "  error  " in line]
    assert len(errors) == 1, errors
    assert f"{LEAD}:3:" in errors[0]


def test_under_an_unknown_name_only_the_name_is_told(project: Project) -> None:
    project.write(LEAD, f"{BOTH}question: {{da: Hvad?, en: What?}}\n")
    errors = [line.partition("  error  ")[2] for line in project.problems() if "  error  " in line]
    assert [one.partition("  [")[0] for one in errors] == ['nothing called "question" belongs here']


@pytest.mark.slow
def test_a_text_without_the_main_language_is_said_where_it_stands(project: Project) -> None:
    project.write(LEAD, BOTH.replace("da: Ledere, ", ""))
    result = project.run("check", "--ignore", "design")
    told = [line.strip() for line in result.stderr.splitlines()]
    assert f'{LEAD}:1:8  note  1 text is not there in "da": title  [untranslated]' in told
    assert 'write each in "da" too, its main language' in told


@pytest.mark.slow
def test_a_text_that_is_taken_over_is_replaced_in_all_its_languages(project: Project) -> None:
    project.write(LEAD, BOTH)
    project.write(
        "programs/acme/next.yml",
        "title: Næste\nextends: acme/lead\nstarts: 2027-03-01\nends: 2027-12-20\nsummary: {da: Igen.}\n",
    )
    result = project.run("check", "--ignore", "design", "acme/next")
    told = [line for line in result.stderr.splitlines() if " not there in " in line]
    assert "summary" in told[0], "the English of another year's summary is no translation of this one"
    assert told[0].startswith("programs/acme/next.yml:5:10  note  "), "where it is written, not where the languages are"
