"""Texts that a definition gives in several languages: what is behind, what is missing, what translators get and give back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from conftest import Project
from translated_project import said

PROGRAM = """\
# Both languages, Danish first.
title: {da: Nye ledere, en: New leaders}   # as on the poster
organisation: Acme
languages: [da, en-GB]
starts: 2027-02-01
ends: 2027-12-01
summary:
  da: >-
    Et år sammen med 15 kolleger, der har prøvet det før.
  en: A year with 15 colleagues who have done it before.
goals:
- id: trust
  statement: {da: De stoler på hinanden, en: They trust each other}
- statement: {da: De bliver længere, en: They stay longer}
sessions:
  1:
    id: first
    title: {da: Den første samtale, en: The first conversation}
    week: 2
    keys: [first-conversation]
  2:
    title: {da: Midtvejs, en: Half-way}
    week: 20
  3:
    title: {da: Farvel, en: Goodbye}
    week: 40
"""
SOURCE, KEPT = "programs/acme/lead.yml", "programs/acme/_sources/lead.yml"


@pytest.fixture
def bilingual(project: Project) -> Project:
    """A programme in Danish and English, of which the Danish texts were kept."""
    project.write(SOURCE, PROGRAM)
    assert said(project, "--done", "acme/lead")[0] == 0
    return project


def kept(project: Project) -> str:
    return (project.root / KEPT).read_text("utf-8")


def asked(project: Project, *arguments: str) -> list[tuple[str, int, str]]:
    """The changes that `translations` tells, each with its line and what it is in English now."""
    _, lines = said(project, "acme", "--format", "json", *arguments)
    (piece,) = [one for one in json.loads("\n".join(lines)) if one["piece"] == "acme/lead"]
    return [(one["kind"], one["source"]["line"], one["translated"]) for one in piece["changes"]]


def test_what_the_main_language_says_is_kept_beside_the_programme(bilingual: Project) -> None:
    assert kept(bilingual) == (
        "# What the main language said when each translation in lead.yml was last brought up to date, by language.\n"
        "# Written by `mentorkit translations`; it belongs into git with the rest, and is no programme.\n"
        "en-GB:\n"
        "  title: Nye ledere\n"
        "  summary: Et år sammen med 15 kolleger, der har prøvet det før.\n"
        "  goals.trust.statement: De stoler på hinanden\n"
        "  goals.2.statement: De bliver længere\n"
        "  sessions.first.title: Den første samtale\n"
        "  sessions.2.title: Midtvejs\n"
        "  sessions.3.title: Farvel\n"
    )
    assert said(bilingual, "acme", "--strict") == (0, ["en-GB: 1 up to date"])


@pytest.mark.slow
def test_what_is_kept_is_no_programme_no_guide_and_on_no_page(bilingual: Project) -> None:
    bilingual.write("programs/acme/brand.yml", PROGRAM)
    bilingual.write("content/archetypes/own.yml", "title: {da: Fælles, en: Shared}\n")
    assert said(bilingual, "--done", "acme/brand")[0] == 0
    assert said(bilingual, "--done", "archetypes/own", "-l", "en")[0] == 0
    before = {path for path in bilingual.files() if "_sources" in path}
    assert before == {KEPT, "programs/acme/_sources/brand.yml", "content/archetypes/_sources/own.yml"}
    checked = bilingual.run("check", "--ignore", "design")
    assert "_sources" not in checked.stdout + checked.stderr
    listed = bilingual.run("list")
    assert [line.split()[0] for line in listed.stdout.splitlines() if "acme/" in line] == ["acme/brand", "acme/lead"]


def test_without_kept_texts_nobody_knows(project: Project) -> None:
    project.write(SOURCE, PROGRAM)
    code, lines = said(project, "acme", "--strict")
    assert (code, lines[:2]) == (1, ["en-GB: 1 source unknown", f"  source unknown  acme/lead  {SOURCE}"])


def test_a_text_that_has_changed_is_shown_with_the_place_to_edit(bilingual: Project) -> None:
    bilingual.write(SOURCE, PROGRAM.replace("med 15", "med 50"))
    assert said(bilingual, "acme", "--strict") == (
        1,
        [
            "en-GB: 1 behind",
            f"  behind  acme/lead  {SOURCE}",
            f"    changed  {SOURCE}:8",
            "      - Et år sammen med [15] kolleger, der har prøvet det før.",
            "      + Et år sammen med [50] kolleger, der har prøvet det før.",
            f"      translated at {SOURCE}:10",
            "        A year with 15 colleagues who have done it before.",
        ],
    )


def test_a_text_that_came_in_both_languages_or_in_one(bilingual: Project) -> None:
    text = PROGRAM.replace("    week: 20\n", "    week: 20\n    purpose: Se tilbage\n")
    bilingual.write(SOURCE, text.replace("goals:\n", "goals:\n- statement: {da: De lærer, en: They learn}\n"))
    assert asked(bilingual) == [("added", 12, "They learn"), ("missing", 25, "")]
    assert said(bilingual, "--done", "acme/lead")[0] == 0
    assert asked(bilingual) == [("missing", 25, "")]
    assert "Se tilbage" not in kept(bilingual)


def test_sessions_and_goals_are_known_by_their_ids(bilingual: Project) -> None:
    """A session in front counts the others on, a goal moves, and one gets an id: of none of that a text changes."""
    text = PROGRAM.replace("  3:", "  4:").replace("  2:", "  3:").replace("  1:\n", "  2:\n", 1)
    text = text.replace("sessions:\n", "sessions:\n  1: {title: {da: Velkommen, en: Welcome}, week: 1}\n")
    trust = PROGRAM[PROGRAM.index("- id: trust") : PROGRAM.index("- statement: {da: De bliver")]
    text = text.replace(trust, "").replace("en: They stay longer}\n", f"en: They stay longer}}\n{trust}")
    text = text.replace("  4:\n", "  4:\n    id: end\n")
    text = text.replace("Den første samtale", "Samtale ét")
    bilingual.write(SOURCE, text)
    assert asked(bilingual) == [("added", 16, "Welcome"), ("changed", 19, "The first conversation")]


def test_a_slip_that_was_mended_asks_nothing(bilingual: Project) -> None:
    bilingual.write(SOURCE, PROGRAM.replace("Et år sammen med", "Et år sammen  med").replace("kolleger,", "kolleger"))
    assert said(bilingual, "acme", "--strict")[1][0] == "en-GB: 1 up to date"
    assert asked(bilingual) == [("slip", 8, "A year with 15 colleagues who have done it before.")]


def test_a_change_on_one_line_can_be_marked_as_still_right(bilingual: Project) -> None:
    bilingual.write(SOURCE, PROGRAM.replace("med 15", "med 50").replace("Midtvejs", "Halvvejs"))
    before = kept(bilingual)
    assert said(bilingual, "--still-right", "acme/lead:22") == (
        0,
        [f"{SOURCE} counts as made from the source as it is now, line 22"],
    )
    assert kept(bilingual) == before.replace("Midtvejs", "Halvvejs")
    assert asked(bilingual) == [("changed", 8, "A year with 15 colleagues who have done it before.")]
    code, lines = said(bilingual, "--still-right", "acme/lead:3")
    assert (code, lines[1]) == (1, "    lines with a change: 8")
    assert lines[0].startswith(f"{SOURCE}:3  error  no text has changed on this line")


def test_the_line_of_the_translation_names_a_change_too(bilingual: Project) -> None:
    bilingual.write(SOURCE, PROGRAM.replace("med 15", "med 50"))
    assert said(bilingual, "--still-right", "acme/lead:10")[0] == 0
    assert asked(bilingual) == []


def test_a_text_that_the_main_language_has_lost(bilingual: Project) -> None:
    bilingual.write(SOURCE, PROGRAM.replace("{da: Farvel, en: Goodbye}", "{en: Goodbye}"))
    assert asked(bilingual) == [("removed", 25, "Goodbye")]
    bilingual.write(SOURCE, PROGRAM.replace("    title: {da: Farvel, en: Goodbye}\n", ""))
    assert asked(bilingual) == []


def test_one_language_is_done_and_the_other_is_not(bilingual: Project) -> None:
    text = PROGRAM.replace("[da, en-GB]", "[da, en-GB, de]").replace("en: Goodbye", "en: Goodbye, de: Abschied")
    bilingual.write(SOURCE, text)
    assert said(bilingual, "--done", "acme/lead", "-l", "de")[0] == 0
    bilingual.write(SOURCE, text.replace("Farvel", "På gensyn"))
    assert said(bilingual, "--done", "acme/lead", "-l", "en")[0] == 0
    _, lines = said(bilingual, "acme")
    assert [line for line in lines if line[0] != " "] == ["de: 1 behind", "en-GB: 1 up to date"]
    assert f"    changed  {SOURCE}:25" in lines


def test_a_programme_in_one_language_of_two(project: Project) -> None:
    project.write(SOURCE, PROGRAM.replace("[da, en-GB]", "[da, de]").replace("en: ", "sv: "))
    assert said(project, "acme", "--strict") == (1, ["de: 1 missing", "  missing: acme/lead"])
    code, lines = said(project, "--done", "acme/lead")
    assert code == 1
    assert 'no text is given in "de" here' in lines[0]


def test_what_was_kept_for_a_programme_that_is_gone_is_an_orphan(bilingual: Project) -> None:
    bilingual.write("programs/acme/other.yml", PROGRAM)
    (bilingual.root / SOURCE).unlink()
    code, lines = said(bilingual, "acme", "-l", "en", "--strict")
    assert code == 1
    assert f"  orphaned  acme/lead  {KEPT}" in lines


@pytest.mark.slow
def test_check_notes_what_was_kept_for_a_programme_that_is_gone(bilingual: Project) -> None:
    bilingual.write("programs/acme/other.yml", PROGRAM)
    (bilingual.root / SOURCE).unlink()
    stderr = bilingual.run("check", "--ignore", "design").stderr
    assert f"{KEPT}  note  the source of 1 translation is gone: acme/lead (en-GB)  [translation-orphaned]" in stderr


def test_a_link_in_a_text_asks_only_where_the_translation_leads_there_still(project: Project) -> None:
    text = PROGRAM.replace("  en: A year with", "  en: A [year](https://old.example) with")
    text = text.replace("Et år sammen", "Et [år](https://old.example) sammen")
    project.write(SOURCE, text)
    assert said(project, "--done", "acme/lead")[0] == 0
    project.write(SOURCE, text.replace("Et [år](https://old", "Et [år](https://new"))
    assert [kind for kind, *_ in asked(project)] == ["changed"]
    project.write(SOURCE, text.replace("https://old", "https://new"))
    assert asked(project) == []


@pytest.mark.slow
def test_check_notes_a_programme_whose_texts_have_changed(bilingual: Project) -> None:
    assert "translation-behind" not in bilingual.run("check").stderr
    bilingual.write(SOURCE, PROGRAM.replace("Midtvejs", "Halvvejs"))
    lines = bilingual.run("check", "--ignore", "design").stderr.splitlines()
    message = "note  the source of 1 translation has changed since: acme/lead (en-GB)  [translation-behind]"
    assert f"{SOURCE}  {message}" in lines
    assert "    `mentorkit translations acme` says in which blocks" in lines


def test_what_was_kept_and_cannot_be_read_is_said_with_its_line(bilingual: Project) -> None:
    bilingual.write(KEPT, "en-GB: [1]\n")
    _, lines = said(bilingual, "acme")
    assert [line.strip() for line in lines[2:]] == [
        f"{KEPT}:1:8  this should hold a text for each path",
        "delete it, and run: mentorkit translations --done acme/lead",
    ]


def test_an_archetype_in_two_languages_is_not_missing(bilingual: Project) -> None:
    bilingual.write("content/archetypes/own.yml", "title: {da: Fælles, en: Shared}\nsummary: {da: Alle, en: All}\n")
    assert said(bilingual, "--done", "archetypes/own")[0] == 0
    bilingual.write("content/archetypes/own.yml", "title: {da: Fællesskab, en: Shared}\nsummary: {da: Alle, en: All}\n")
    _, lines = said(bilingual, "acme", "-l", "en")
    assert lines[:3] == [
        "en: 1 behind",
        "  behind  archetypes/own  content/archetypes/own.yml",
        "    changed  content/archetypes/own.yml:1",
    ]
    assert not any("missing" in line for line in lines)
    assert [line for line in said(bilingual, "acme")[1] if line[0] != " "] == ["en: 1 behind", "en-GB: 1 up to date"]


@pytest.fixture
def exported(bilingual: Project, tmp_path: Path) -> Path:
    """What a translator gets once a text has changed, and another came in Danish only."""
    text = PROGRAM.replace("med 15", "med 50").replace("title: {da: Farvel, en: Goodbye}", "title: Farvel   # sidst")
    bilingual.write(SOURCE, text)
    file = tmp_path / "en.po"
    assert said(bilingual, "acme", "--export", "en", "--to", str(file)) == (0, [f"wrote {file}: 1 piece"])
    return file


def answered(file: Path, **words: str) -> None:
    """Fill the file in as a translator does: these words in place of the first of each message, and nothing fuzzy."""
    text = file.read_text("utf-8").replace("#, fuzzy\n", "")
    for first, said_ in words.items():
        head, _, rest = text.partition(f'msgid "{first}')
        line, _, behind = rest.partition("msgstr ")
        text = f'{head}msgid "{first}{line}msgstr "{said_}"{behind[behind.index(chr(10)) :]}'
    file.write_text(text, "utf-8")


def test_a_translator_gets_each_text_by_its_path(exported: Path) -> None:
    messages = {str(one.context): one for one in read_po(exported.open("rb")) if one.id}
    assert [(context, one.string, one.fuzzy) for context, one in messages.items()] == [
        ("acme/lead | 0 | title", "New leaders", False),
        ("acme/lead | 1 | summary", "A year with 15 colleagues who have done it before.", True),
        ("acme/lead | 2 | goals.trust.statement", "They trust each other", False),
        ("acme/lead | 3 | goals.2.statement", "They stay longer", False),
        ("acme/lead | 4 | sessions.first.title", "The first conversation", False),
        ("acme/lead | 5 | sessions.2.title", "Half-way", False),
        ("acme/lead | 6 | sessions.3.title", "", False),
    ]
    assert '#| msgid "Et år sammen med 15 kolleger, der har prøvet det før."' in exported.read_text("utf-8")
    assert messages["acme/lead | 0 | title"].locations == [(SOURCE, 2)]


def test_nothing_is_written_while_a_text_is_open(bilingual: Project, exported: Path) -> None:
    before = bilingual.files()
    assert said(bilingual, "--import", str(exported)) == (
        0,
        [f"{SOURCE} is not written: 2 of its texts are still open", "Nothing was written."],
    )
    assert bilingual.files() == before


def test_what_comes_back_changes_only_its_own_lines(bilingual: Project, exported: Path) -> None:
    before = (bilingual.root / SOURCE).read_text("utf-8")
    answered(exported, Farvel="Goodbye", Et="A year with 50 colleagues: all have done it before.")
    assert said(bilingual, "--import", str(exported), "-n")[1] == [f"{SOURCE} would be written", "Nothing was written."]
    assert (bilingual.root / SOURCE).read_text("utf-8") == before
    assert said(bilingual, "--import", str(exported)) == (0, [f"{SOURCE} is written"])
    after = (bilingual.root / SOURCE).read_text("utf-8")
    changed = [line for line in after.splitlines() if line not in before.splitlines()]
    assert changed == [
        '  en: "A year with 50 colleagues: all have done it before."',
        "    title:   # sidst",
        "      da: Farvel",
        "      en: Goodbye",
    ]
    assert said(bilingual, "acme", "--strict") == (0, ["en-GB: 1 up to date"])
    assert said(bilingual, "--import", str(exported)) == (0, ["Nothing is different."])


def test_a_message_of_a_text_that_changed_meanwhile_is_refused(bilingual: Project, exported: Path) -> None:
    answered(exported, Farvel="Goodbye", Et="A year with 50 colleagues.")
    bilingual.write(SOURCE, PROGRAM.replace("Midtvejs", "Halvvejs"))
    before = bilingual.files()
    code, lines = said(bilingual, "--import", str(exported))
    assert code == 1
    assert any("the source no longer says: Midtvejs" in line for line in lines)
    assert bilingual.files() == before


def test_two_texts_of_the_same_words_keep_apart_when_another_came(bilingual: Project, tmp_path: Path) -> None:
    text = PROGRAM.replace("{da: Farvel, en: Goodbye}", "{da: Midtvejs, en: Between}")
    bilingual.write(SOURCE, text)
    file = tmp_path / "en.po"
    assert said(bilingual, "acme", "--export", "en", "--to", str(file))[0] == 0
    answered(file)
    bilingual.write(SOURCE, text.replace("goals:\n", "goals:\n- statement: De lærer\n"))
    assert said(bilingual, "--import", str(file))[1][0] == f"{SOURCE} is not written: 1 of its texts are still open"
