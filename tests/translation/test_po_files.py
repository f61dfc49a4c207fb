"""What translators get and give back: a message a block, checked on its way in, and written piece by piece, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from conftest import ROOT, Project
from translated_project import said

SOURCE, TRANSLATION = "content/keys/own.md", "content/keys/da/own.md"
KEPT = "content/keys/da/_sources/own.md"
KEY = """\
---
title: Own Key
summary: What {{ mentees }} bring.
topic: beginnings
phase: develop
minutes: 20
---

Read [Feedback](feedback.md) with your {{ mentor }} first.

/// fill | What happened, and what did you learn from it in the end?
    columns: [What happened on that day, "What I said, and to whom", What came of it in the weeks after, What I would do now]
    rows: [Monday, Tuesday]

Two lines of help, so long that they have to be wrapped where a page is wide, and that stay one paragraph in
every language.
///

| Day | Hours |
|---|---|
| Monday | 2 |

- One entry
- Another entry
"""
DANISH = {
    "Own Key": "Egen nøgle",
    "What {{ mentees }} bring.": "Det, {{ the_mentees }} har med.",
    "beginnings": "begyndelser",
    "Read [Feedback](feedback.md) with your {{ mentor }} first.": "Læs først [Feedback](feedback.md) med din {{ mentor }}.",
    "What happened, and what did you learn from it in the end?": "Hvad skete der, og hvad lærte du af det til sidst?",
    "What happened on that day": "Hvad der skete: hele dagen, fra morgen til aften",
    "What I said, and to whom": "Hvad jeg sagde, og til hvem",
    "What came of it in the weeks after": "Hvad der kom ud af det i ugerne efter",
    "What I would do now": "Hvad jeg ville gøre i dag",
    "Monday": "mandag",
    "Tuesday": "tirsdag",
    "| Day | Hours |": "| Dag | Timer |",
    "| Monday | 2 |": "| Mandag | 2 |",
    "One entry": "Et punkt",
    "Another entry": "Et punkt til",
}
LONG = "To linjer hjælp, så lange at de skal brydes, hvor siden er bred, og som bliver ét afsnit på alle sprog, uanset hvor lange ordene er."


@pytest.fixture
def exported(project: Project, tmp_path: Path) -> Path:
    """A workspace with a Key of its own, and the file that a translator gets."""
    project.write(SOURCE, KEY)
    file = tmp_path / "da.po"
    assert said(project, "--export", "da", "--to", str(file)) == (0, [f"wrote {file}: 1 piece"])
    return file


def translate(file: Path, **other: str) -> None:
    """Fill the file in as a translator does, with other words where they are named."""
    text = file.read_text("utf-8")
    for message in list(read_po(file.open("rb"))):
        if message.id:
            words = DANISH.get(str(message.id), LONG)
            words = other.get(words.split()[0], words)
            quoted = words.replace("\\", "\\\\").replace('"', '\\"')
            head, context, rest = text.partition(f'msgctxt "{message.context}"')
            text = head + context + rest.replace('msgstr ""', f'msgstr "{quoted}"', 1)
    file.write_text(text, "utf-8")


def test_a_translator_gets_a_message_a_block_and_is_told_what_stays(exported: Path) -> None:
    messages = {str(one.id): one for one in read_po(exported.open("rb")) if one.id}
    assert messages.keys() - DANISH.keys() == {
        "Two lines of help, so long that they have to be wrapped where a page is wide, and that stay one paragraph in every language."
    }
    link = messages["Read [Feedback](feedback.md) with your {{ mentor }} first."]
    assert (link.context, link.auto_comments) == ("keys/own | 5 | text", ["keep: feedback.md, {{ mentor }}"])
    assert link.locations == [(SOURCE, 9)]


def test_what_comes_back_is_written_with_its_source(project: Project, exported: Path) -> None:
    before = project.files()
    translate(exported)
    assert said(project, "--import", str(exported), "-n") == (
        0,
        [f"{TRANSLATION} would be written", "Nothing was written."],
    )
    assert project.files() == before
    assert said(project, "--import", str(exported)) == (0, [f"{TRANSLATION} is written"])
    made = (project.root / TRANSLATION).read_text("utf-8")
    assert project.files() == before | {KEPT: KEY.encode(), TRANSLATION: made.encode()}
    assert made.split("\n")[:4] == [
        "---",
        "title: Egen nøgle",
        "summary: Det, {{ the_mentees }} har med.",
        "topic: begyndelser",
    ]
    assert '    columns: ["Hvad der skete: hele dagen, fra morgen til aften", "Hvad jeg sagde, og til hvem",' in made
    assert "\n| Mandag | 2 |\n" in made
    assert " ".join(LONG.split()) in " ".join(made.split())
    assert max(map(len, made.split("\n")[14:])) <= 120
    assert said(project) == (0, ["da: 1 up to date"])


def test_no_line_of_a_paragraph_begins_with_a_sign(project: Project, exported: Path) -> None:
    words = " ".join(["To", *["ord"] * 27, "- 12. # > + som", *["ord"] * 30])
    translate(exported, To=words)
    assert said(project, "--import", str(exported)) == (0, [f"{TRANSLATION} is written"])
    lines = (project.root / TRANSLATION).read_text("utf-8").split("\n")
    (long,) = [line for line in lines if line.startswith("To ord")]
    assert long.endswith(" - 12. # > +")


def test_a_round_trip_changes_no_byte(project: Project, exported: Path) -> None:
    translate(exported)
    said(project, "--import", str(exported))
    text = (
        (project.root / TRANSLATION)
        .read_text("utf-8")
        .replace("- Et punkt\n", "-   Et punkt\n")
        .replace("title: Egen nøgle", 'title:   "Egen nøgle"')
    )
    project.write(TRANSLATION, text)
    before = project.files()
    said(project, "--export", "da", "--to", str(exported))
    assert said(project, "--import", str(exported)) == (0, ["Nothing is different."])
    assert project.files() == before


@pytest.mark.slow
def test_a_round_trip_of_the_stock_changes_no_byte(project: Project, tmp_path: Path) -> None:
    for path in (*(ROOT / "content/keys").rglob("*.md"), *(ROOT / "content/archetypes").rglob("*.yml")):
        project.write(path.relative_to(ROOT).as_posix(), path.read_bytes())
    before, file = project.files(), tmp_path / "da.po"
    assert said(project, "--export", "da", "--to", str(file))[0] == 0
    code, lines = said(project, "--import", str(file))
    left = [line for line in lines if "still open" not in line]
    assert (code, left) == (0, ["Nothing is different." if left == lines else "Nothing was written."])
    assert project.files() == before


@pytest.mark.parametrize(
    ("first", "words", "problem"),
    [
        ("Læs", "Læs først [Feedback](feedback.md).", "this translation lost {{ mentor }}"),
        ("Læs", "Læs [Feedback](other.md) med {{ mentor }}.", "links and code are others here than in the source"),
        ("Læs", "Læs [Feedback](feedback.md) med {{ mentorr }}.", 'there is no placeholder "mentorr"'),
        ("|", "| Dag | Timer", "lines or columns are others here than in the source"),
        ("To", "# To linjer", "this is not read back as it is meant"),
        ("To", "/// prompt", "this is not read back as it is meant"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_place(
    project: Project, exported: Path, first: str, words: str, problem: str
) -> None:
    before = project.files()
    translate(exported, **{first: words})
    code, lines = said(project, "--import", str(exported))
    assert code == 1
    assert any(problem in line for line in lines), lines
    assert project.files() == before


def test_a_piece_of_which_something_is_open_is_left_and_the_others_go_in(project: Project, exported: Path) -> None:
    project.write("content/keys/other.md", KEY)
    said(project, "--export", "da", "--to", str(exported))
    translate(exported)
    text = exported.read_text("utf-8").replace('msgstr "Et punkt til"', 'msgstr ""', 1)
    exported.write_text(text, "utf-8")
    code, lines = said(project, "--import", str(exported))
    assert (code, lines) == (
        0,
        ["content/keys/da/other.md is not written: 1 of its texts are still open", f"{TRANSLATION} is written"],
    ) or lines == [
        f"{TRANSLATION} is not written: 1 of its texts are still open",
        "content/keys/da/other.md is written",
    ]


def test_what_is_behind_comes_as_fuzzy_with_the_old_wording(project: Project, exported: Path) -> None:
    translate(exported)
    said(project, "--import", str(exported))
    project.write(SOURCE, KEY.replace("One entry", "One entry more"))
    said(project, "--export", "da", "--to", str(exported))
    (fuzzy,) = [one for one in read_po(exported.open("rb")) if one.fuzzy and one.id]
    assert (fuzzy.id, fuzzy.string) == ("One entry more", "Et punkt")
    assert '#| msgid "One entry"' in exported.read_text("utf-8")
    assert (
        said(project, "--import", str(exported))[1][0] == f"{TRANSLATION} is not written: 1 of its texts are still open"
    )
    text = exported.read_text("utf-8").replace("#, fuzzy\n", "").replace('msgstr "Et punkt"', 'msgstr "Et punkt mere"')
    exported.write_text(text, "utf-8")
    assert said(project, "--import", str(exported)) == (0, [f"{TRANSLATION} is written"])
    assert "- Et punkt mere\n" in (project.root / TRANSLATION).read_text("utf-8")
    assert said(project) == (0, ["da: 1 up to date"])


def test_a_source_that_was_changed_since_is_told_and_nothing_is_mixed(project: Project, exported: Path) -> None:
    translate(exported)
    project.write(SOURCE, KEY.replace("One entry", "One entry more"))
    before = project.files()
    code, lines = said(project, "--import", str(exported))
    assert code == 1
    assert "warning  the source no longer says: One entry" in lines[-2]
    assert project.files() == before


def test_a_piece_of_the_stock_can_be_translated_in_the_workspace(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "sv.po"
    assert said(project, "--export", "sv", "--only", "keys/feedback", "--to", str(file)) == (
        0,
        [f"wrote {file}: 1 piece"],
    )
    text = file.read_text("utf-8")
    for message in list(read_po(file.open("rb"))):
        if message.id:
            head, context, rest = text.partition(f'msgctxt "{message.context}"')
            words = str(message.id).replace("\\", "\\\\").replace('"', '\\"')
            text = head + context + rest.replace('msgstr ""', f'msgstr "{words}"', 1)
    file.write_text(text, "utf-8")
    assert said(project, "--import", str(file)) == (0, ["content/keys/sv/feedback.md is written"])
    stock = (ROOT / "content/keys/feedback.md").read_bytes()
    assert (project.root / "content/keys/sv/_sources/feedback.md").read_bytes() == stock
    assert (project.root / "content/keys/sv/feedback.md").read_bytes() == stock


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("not a PO file\n", "this cannot be read as a PO file"),
        ('msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n', "this file does not say which language it is in"),
    ],
)
def test_files_that_are_something_else(project: Project, tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "x.po").write_text(text, "utf-8")
    code, lines = said(project, "--import", str(tmp_path / "x.po"))
    assert (code, lines[0]) == (1, "Nothing was written.")
    assert problem in lines[1]
