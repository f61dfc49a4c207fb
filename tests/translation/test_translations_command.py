"""What `mentorkit translations` says of a workspace's own translations, and what it writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Project
from translated_project import said

PAGE = """\
---
title: Welcome
summary: What to know first.
---

We begin in March with 15 people.

- Bring a pen
- Bring a question

See you soon.
"""
DANISH = """\
---
title: Velkommen
summary: Det første at vide.
---

Vi begynder i marts med 15 personer.

- Tag en pen med
- Tag et spørgsmål med

Vi ses snart.
"""
SOURCE, TRANSLATION = "content/pages/welcome.md", "content/pages/da/welcome.md"
KEPT = "content/pages/da/_sources/welcome.md"


@pytest.fixture
def translated(project: Project) -> Project:
    """A workspace with a page, its Danish translation, and the source that this was made from."""
    project.write(SOURCE, PAGE)
    project.write(TRANSLATION, DANISH)
    project.write(KEPT, PAGE)
    return project


def test_what_is_up_to_date_is_counted_and_listed_when_asked_for(translated: Project) -> None:
    before = translated.files()
    assert said(translated) == (0, ["da: 1 up to date"])
    assert said(translated, "--strict", "-v") == (
        0,
        ["da: 1 up to date", f"  up to date  pages/welcome  {TRANSLATION}"],
    )
    assert translated.files() == before


def test_a_block_that_has_changed_is_shown_with_the_place_to_edit(translated: Project) -> None:
    translated.write(SOURCE, PAGE.replace("15 people", "50 people"))
    assert said(translated, "--strict") == (
        1,
        [
            "da: 1 behind",
            f"  behind  pages/welcome  {TRANSLATION}",
            f"    changed  {SOURCE}:6",
            "      - We begin in March with [15] people.",
            "      + We begin in March with [50] people.",
            f"      translated at {TRANSLATION}:6",
            "        Vi begynder i marts med 15 personer.",
        ],
    )
    assert said(translated)[0] == 0


def test_blocks_that_came_went_and_moved(translated: Project) -> None:
    text = PAGE.replace("- Bring a pen\n- Bring a question\n", "- Bring a question\n- Bring a pen\n")
    text = text.replace("See you soon.", "See you there.\n\nWrite to us.")
    translated.write(SOURCE, text.replace("We begin", "Hello.\n\nWe begin"))
    _, lines = said(translated)
    assert [line.split()[:2] for line in lines if line.startswith("    ") and line[4] != " "] == [
        ["added", f"{SOURCE}:6"],
        ["moved", f"{SOURCE}:10"],
        ["changed", f"{SOURCE}:13"],
        ["added", f"{SOURCE}:15"],
    ]


def test_slips_are_noted_and_not_behind(translated: Project) -> None:
    translated.write(KEPT, PAGE.replace("March with", "March, with").replace("See you", "See  you"))
    assert said(translated, "--strict") == (
        0,
        [
            "da: 1 up to date",
            f"  up to date  pages/welcome  {TRANSLATION}",
            f"    only letters, punctuation or spaces, nothing to translate: {SOURCE} lines 6, 11",
        ],
    )


def test_a_link_that_leads_elsewhere_asks_only_where_the_translation_leads_there_still(translated: Project) -> None:
    old, new = PAGE + "\nRead [more](https://old.example/more).\n", PAGE + "\nRead [more](https://new.example/more).\n"
    translated.write(KEPT, old)
    translated.write(SOURCE, new)
    for address, state in (("new", "up to date"), ("old", "behind"), ("dansk", "up to date")):
        translated.write(TRANSLATION, DANISH + f"\nLæs [mere](https://{address}.example/more).\n")
        assert said(translated)[1][0] == f"da: 1 {state}"
    translated.write(SOURCE, new.replace("Read", "Do not read"))
    assert said(translated)[1][0] == "da: 1 behind"


def test_what_was_taken_over_untranslated_follows_every_slip(translated: Project) -> None:
    translated.write(KEPT, PAGE + "\nMentors, and their mentees\n")
    translated.write(SOURCE, PAGE + "\nMentors and their mentees\n")
    for words, state in (("Mentorer og deres mentees", "up to date"), ("Mentors, and their mentees", "behind")):
        translated.write(TRANSLATION, DANISH + f"\n{words}\n")
        assert said(translated)[1][0] == f"da: 1 {state}"


def test_done_keeps_the_source_as_it_is_now(translated: Project) -> None:
    before = translated.files()
    text = PAGE.replace("15 people", "50 people")
    translated.write(SOURCE, text)
    assert said(translated, "--done", "pages/welcome") == (
        0,
        [f"{TRANSLATION} counts as made from the source as it is now"],
    )
    assert translated.files() == before | {SOURCE: text.encode(), KEPT: text.encode()}
    assert said(translated) == (0, ["da: 1 up to date"])


def test_one_block_can_be_marked_as_still_right(translated: Project) -> None:
    text = PAGE.replace("15 people", "some 15 people").replace("See you soon.", "See you in spring.")
    translated.write(SOURCE, text.replace("title: Welcome", "title: Hello and welcome"))
    assert said(translated, "--still-right", "pages/welcome:6")[0] == 0
    assert (translated.root / KEPT).read_text("utf-8") == PAGE.replace("15 people", "some 15 people")
    assert said(translated, "--still-right", "pages/welcome:2")[0] == 0
    kept = PAGE.replace("15 people", "some 15 people").replace("title: Welcome", "title: Hello and welcome")
    assert (translated.root / KEPT).read_text("utf-8") == kept
    code, lines = said(translated)
    assert (code, [line for line in lines if "changed" in line]) == (0, [f"    changed  {SOURCE}:11"])


def test_a_line_without_a_change_is_refused_with_those_that_have_one(translated: Project) -> None:
    translated.write(SOURCE, PAGE.replace("15", "50"))
    code, lines = said(translated, "--still-right", "pages/welcome:9")
    assert code == 1
    assert lines[0].startswith(f"{SOURCE}:9  error  no block begins here that has changed")
    assert lines[1] == "    lines with a change: 6"


def test_what_is_built_otherwise_cannot_be_done(translated: Project) -> None:
    translated.write(SOURCE, PAGE.replace("- Bring a pen\n", ""))
    before = translated.files()
    code, lines = said(translated, "--done", "pages/welcome")
    assert code == 1
    assert f"{TRANSLATION}:9" in lines[0]
    assert translated.files() == before


def test_without_a_kept_source_nobody_knows(translated: Project) -> None:
    (translated.root / KEPT).unlink()
    code, lines = said(translated, "--strict")
    assert (code, lines[:2]) == (1, ["da: 1 source unknown", f"  source unknown  pages/welcome  {TRANSLATION}"])
    assert said(translated, "--done", "pages/welcome")[0] == 0
    assert (translated.root / KEPT).read_text("utf-8") == PAGE


def test_a_translation_whose_source_is_gone_is_an_orphan(translated: Project) -> None:
    (translated.root / SOURCE).unlink()
    code, lines = said(translated, "--strict")
    assert (code, lines[:2]) == (1, ["da: 1 orphaned", f"  orphaned  pages/welcome  {TRANSLATION}"])


def test_what_is_not_translated_is_missing_in_the_languages_of_the_programmes(translated: Project) -> None:
    translated.write("content/pages/farewell.md", PAGE)
    assert said(translated) == (0, ["da: 1 up to date, 1 missing", "  missing: pages/farewell"])
    assert said(translated, "--language", "de", "--strict") == (
        1,
        ["de: 2 missing", "  missing: pages/farewell, pages/welcome"],
    )


def test_a_clients_translation_of_a_page_of_the_workspace(translated: Project) -> None:
    translated.write(f"programs/acme/{TRANSLATION}", DANISH)
    translated.write(f"programs/acme/{KEPT}", PAGE.replace("March", "April"))
    _, lines = said(translated, "acme")
    assert lines[0] == "da: 1 up to date, 1 behind"
    assert f"  behind  acme/pages/welcome  programs/acme/{TRANSLATION}" in lines
    assert said(translated, "--done", "acme/pages/welcome")[0] == 0
    assert (translated.root / f"programs/acme/{KEPT}").read_text("utf-8") == PAGE


def test_the_same_for_other_programs(translated: Project) -> None:
    translated.write(SOURCE, PAGE.replace("15 people", "50 people"))
    code, lines = said(translated, "--format", "json")
    (piece,) = json.loads("\n".join(lines))
    assert (code, piece["state"], piece["changes"]) == (
        0,
        "behind",
        [
            {
                "kind": "changed",
                "source": {"file": SOURCE, "line": 6},
                "before": "We begin in March with 15 people.",
                "after": "We begin in March with 50 people.",
                "translation": {"file": TRANSLATION, "line": 6},
                "translated": "Vi begynder i marts med 15 personer.",
            }
        ],
    )


def test_nothing_is_written_into_the_stock(translated: Project) -> None:
    code, lines = said(translated, "--done", "keys/feedback")
    assert code == 1
    assert 'there is no translation of "keys/feedback"' in lines[0]


def test_a_link_is_not_written_through(translated: Project, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.md"
    elsewhere.write_text(PAGE, "utf-8")
    (translated.root / KEPT).unlink()
    (translated.root / KEPT).symlink_to(elsewhere)
    code, _ = said(translated, "--done", "pages/welcome")
    assert (code, elsewhere.read_text("utf-8")) == (1, PAGE)


def test_check_has_a_note_for_each_owner_of_translations_whose_sources_changed(translated: Project) -> None:
    assert "translation-behind" not in translated.run("check").stderr
    translated.write(SOURCE, PAGE.replace("15", "50"))
    translated.write(f"programs/acme/{TRANSLATION}", DANISH)
    translated.write(f"programs/acme/{KEPT}", PAGE)
    lines = translated.run("check", "--ignore", "design").stderr.splitlines()
    number = next(at for at, line in enumerate(lines) if line.startswith(TRANSLATION))
    assert lines[number : number + 2] == [
        f"{TRANSLATION}  note  the source of 1 translation has changed since: pages/welcome (da)  [translation-behind]",
        "    `mentorkit translations` says in which blocks",
    ]
    assert "    `mentorkit translations acme` says in which blocks" in lines


def test_a_language_that_is_none_is_refused(translated: Project) -> None:
    told = translated.run("translations", "--language", "english")
    assert told.exit_code == 2
    assert '"english" is no tag of a language: da, de-CH' in told.output
