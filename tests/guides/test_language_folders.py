"""Guides in language folders: which file counts for a language, and under which words answers to it are kept."""

from __future__ import annotations

import pytest
from conftest import SMALL, Project

from mentorkit.guides.library import Guide, read_library
from mentorkit.language.speech import Speech
from mentorkit.workspace.workspace import required_workspace

FORM = "---\ntitle: {title}\nsummary: S.\nkind: worksheet\n---\n{body}\n"
ASKED = """\
/// prompt | What do you want from {{ mentee }}?
///

/// checklist | Which of these?
- First **point**
- Second
///

/// fill | A table
    columns: [When, Who]
    rows: [Monday, Friday]
///
"""
GEFRAGT = """\
/// prompt | Was willst du von {{ mentee }}?
///

/// checklist | Was davon?
- Erster Punkt
- Zweiter
///

/// fill | Eine Tabelle
    columns: [Wann, Wer]
    rows: [Montag, Freitag]
///
"""


def form(title: str, body: str = "Text.") -> str:
    return FORM.replace("{title}", title).replace("{body}", body)


def titles(project: Project, language: str, client: str = "acme") -> dict[str, str]:
    workspace = required_workspace(project.root / "mkdocs.yml")
    library = read_library(workspace.layers(client, language), workspace.called).value
    return {name: str(one.facts.title) for name, one in (library.forms | library.pages).items() if name.startswith("x")}


@pytest.mark.slow
def test_the_nearest_layer_counts_and_in_it_the_language_that_is_read(project: Project) -> None:
    project.write("content/forms/x.md", form("Workspace"))
    project.write("content/forms/de/x.md", form("Arbeitsbereich"))
    assert titles(project, "en-GB") == {"x": "Workspace"}
    assert titles(project, "de-CH") == {"x": "Arbeitsbereich"}, "what is for all who speak it"
    project.write("content/forms/de-CH/x.md", form("Arbeitsbereich der Schweiz"))
    assert titles(project, "de-CH") == {"x": "Arbeitsbereich der Schweiz"}
    assert titles(project, "de") == {"x": "Arbeitsbereich"}
    project.write("programs/acme/content/forms/x.md", form("Own"))
    assert titles(project, "de-CH") == {"x": "Own"}, "a client's own hides the translation of what it hides"


def test_no_client_gets_the_translation_of_another(project: Project) -> None:
    project.write("programs/acme/content/forms/de/x.md", form("Nur für Acme"))
    project.write("programs/other/content/forms/xy.md", form("Other"))
    assert titles(project, "de") == {"x": "Nur für Acme"}
    assert titles(project, "de", "other") == {"xy": "Other"}
    assert titles(project, "en-GB") == {}, "a translation is none of the guides in other languages"


def test_a_language_folder_of_pages_is_no_part_of_their_paths(project: Project) -> None:
    project.write("content/pages/x/first.md", form("First").replace("kind: worksheet\n", ""))
    project.write("content/pages/da/x/first.md", form("Den første").replace("kind: worksheet\n", ""))
    project.write("content/pages/da/_sources/x/first.md", form("First").replace("kind: worksheet\n", ""))
    assert titles(project, "da") == {"x/first": "Den første"}
    assert titles(project, "en-GB") == {"x/first": "First"}


def options_of(project: Project, program: str = "programs/acme/lead.yml") -> list[tuple[str | None, tuple[str, ...]]]:
    kit = project.job().toolkit
    guide: Guide = next(one for one in kit.forms if one.id == "x")  # type: ignore[type-arg]
    assert guide.source is None
    return [(getattr(one.options, "was", None), getattr(one.options, "parts", ())) for one in guide.blocks]


KEPT = [
    ("What do you want from mentee?", ()),
    ("Which of these?", ("First point", "Second")),
    ("A table", ("When", "Who", "Monday", "Friday")),
]


@pytest.mark.slow
def test_answers_to_a_translation_are_kept_under_the_words_of_its_source(project: Project) -> None:
    project.write("programs/acme/lead.yml", f"{SMALL}language: de\nlibrary: {{forms: [x]}}\n")
    project.write("programs/acme/content/forms/de/x.md", form("Übersetzt", GEFRAGT))
    project.write(
        "programs/acme/content/forms/de/_sources/x.md",
        form("Source", "language: en").replace("---\nlanguage: en", f"language: en\n---\n{ASKED}"),
    )
    assert options_of(project) == KEPT, "of the kept source, also where there is no other any more"
    project.write("programs/acme/content/forms/x.md", form("Source", ASKED.replace("What do", "What would")))
    assert options_of(project) == KEPT, "and while the translation is behind"


@pytest.mark.slow
def test_without_a_kept_source_a_translation_that_is_built_otherwise_is_told(project: Project) -> None:
    project.write("programs/acme/lead.yml", f"{SMALL}language: de\nlibrary: {{forms: [x]}}\n")
    project.write("content/forms/x.md", form("Source", ASKED).replace("kind:", "language: en\nkind:"))
    project.write("content/forms/de/x.md", form("Übersetzt", GEFRAGT))
    assert options_of(project) == KEPT
    project.write("content/forms/de/x.md", form("Übersetzt", GEFRAGT.replace("- Zweiter\n", "")))
    told = [one for one in project.problems() if "[translation]" in one]
    assert told == [
        "content/forms/de/x.md:9:1  warning  this translation is built otherwise than content/forms/x.md, which it was made from"
        "  [translation] -> give it the same blocks in the same order: what readers write is then kept in every language alike"
    ]


def test_a_kept_source_that_cannot_be_read_is_told(project: Project) -> None:
    project.write("programs/acme/lead.yml", f"{SMALL}language: de\nlibrary: {{forms: [x]}}\n")
    project.write("content/forms/x.md", form("Source", ASKED).replace("kind:", "language: en\nkind:"))
    project.write("content/forms/de/x.md", form("Übersetzt", GEFRAGT))
    project.write("content/forms/de/_sources/x.md", "---\ntitle: [\n---\n")
    assert [one for one in project.problems() if "[translation]" in one] == [
        "content/forms/de/x.md  warning  content/forms/de/_sources/x.md, which this was made from, cannot be read"
        "  [translation] -> mend it, or bring it back as it was"
    ]
    told = project.run("translations", "--language", "de").stdout
    assert "delete it, compare the translation with its source, and mark it as done" in told


@pytest.mark.parametrize(("name", "tag"), [("DA", "da"), ("en_gb", "en-GB")])
def test_a_folder_that_is_nearly_a_tag_is_to_be_renamed(project: Project, name: str, tag: str) -> None:
    project.write(f"content/forms/{name}/x.md", form("Source", ASKED))
    (told,) = [one for one in project.problems() if f"content/forms/{name}" in one]
    assert f'-> for translations, rename it to "{tag}"; for others, move the files one up' in told


@pytest.mark.slow
def test_what_stands_for_placeholders_is_in_the_language_of_the_text(project: Project) -> None:
    project.write("programs/acme/lead.yml", f"{SMALL}language: da\nwording: {{mentee: lærling}}\n")
    speech: Speech = project.job().toolkit.speech
    assert speech.placeholders("da")["mentee"] == speech.placeholders()["mentee"] == "lærling"
    assert speech.placeholders("en")["mentee"] == "mentee", "an English text has the usual words, and no Danish one"
