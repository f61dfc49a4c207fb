"""What `new` writes: every place that is to be written is marked, told by `check`, and published by no live programme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT, SMALL, Project

from mentorkit.cli import main
from mentorkit.definition.front_matter import KINDS
from mentorkit.guides.library import guide_files

MARK = "TO FILL IN"


@pytest.mark.parametrize(("kind", "folder"), [("key", "keys"), ("module", "training"), ("form", "forms")])
def test_every_mark_of_a_new_guide_is_told_at_its_place(project: Project, kind: str, folder: str) -> None:
    project.write("programs/acme/lead.yml", SMALL)
    assert project.run("new", kind, "Bold moves").exit_code == 0
    name = f"content/{folder}/bold-moves.md"
    text = (project.root / name).read_text("utf-8")
    marks = [
        f"{name}:{number}:{found.start() + 1}"
        for number, line in enumerate(text.splitlines(), 1)
        for found in re.finditer(MARK, line)
    ]
    told = [line for line in project.problems() if "[to-fill-in]" in line]
    assert [line.split("  ")[0] for line in told] == marks
    assert all("  warning  " in line for line in told)
    assert [line for line in told if "->" in line] == [f"{told[-1]}"], "the way out is said once"


@pytest.mark.parametrize("template", ["key.md", "module.md", "form.md"])
def test_no_sentence_of_a_new_file_passes_for_a_text(template: str) -> None:
    text = (ROOT / "templates/new" / template).read_text("utf-8")
    assert MARK in text
    assert not re.search(r"\b(Say|Ask|Tell|Words that|What to|How to) [a-z ]+", text), "this would be published"


def test_a_programme_can_begin_from_a_new_archetype_and_is_asked_what_that_leaves_open(project: Project) -> None:
    made = project.run("new", "archetype", "Returning to work")
    path = project.root / "content/archetypes/returning-to-work.yml"
    assert made.stdout == (
        f"wrote {path}\nNext: write what is marked TO FILL IN, and "
        "mentorkit new program CLIENT/PROGRAM --archetype returning-to-work\n"
    )
    assert project.run("new", "program", "acme/second", "--archetype", "returning-to-work").exit_code == 0
    told = project.problems("acme/second")
    assert {line.split("[")[1].split("]")[0] for line in told} == {"to-fill-in"}
    own = [line.split("(")[1] for line in path.read_text("utf-8").splitlines() if MARK in line and "#" not in line]
    assert own
    assert all(any(asked.rstrip(")") in line for line in told) for asked in own), "each mark is asked of the programme"


@pytest.mark.parametrize(
    ("kind", "folder"), [("key", "keys"), ("module", "training"), ("form", "forms"), ("page", "pages")]
)
def test_a_guide_begins_in_the_language_that_is_asked_for_with_the_same_parts(
    project: Project, kind: str, folder: str
) -> None:
    assert project.run("new", kind, "Bold moves").exit_code == 0
    assert project.run("new", kind, "Modige skridt", "--language", "da-DK").exit_code == 0
    english, danish = (
        (project.root / f"content/{folder}/{name}.md").read_text("utf-8") for name in ("bold-moves", "modige-skridt")
    )
    marks = [
        [line.split("|")[0].strip() for line in one.splitlines() if line.startswith("//")] for one in (english, danish)
    ]
    assert marks[0] == marks[1]
    assert danish.count(MARK) == english.count(MARK)
    said = re.findall(r"TO FILL IN \(([^)]*)\)", english)
    assert said
    assert [one for one in said if one in danish] == []


@pytest.mark.slow
def test_a_live_programme_is_not_built_with_a_guide_that_is_not_written(project: Project) -> None:
    assert project.run("new", "key", "Bold moves").exit_code == 0
    used = SMALL.replace("first-conversation", "bold-moves") + "library: {keys: [bold-moves]}\n"
    elsewhere = SMALL + "library: {keys: [first-conversation]}\n"
    lead = project.write("programs/acme/lead.yml", "status: live\n" + used)

    def errors() -> list[str]:
        return [line for line in project.problems() if "  error  " in line]

    count = (project.root / "content/keys/bold-moves.md").read_text("utf-8").count(MARK)
    assert errors() == [
        f'programs/acme/lead.yml:1:9  error  people would read "keys/bold-moves", which has {count} places still to fill in'
        "  [to-fill-in] -> write content/keys/bold-moves.md to its end, leave the guide out, or make the programme a draft"
    ]
    assert project.run("build", "-q").exit_code == 1
    assert not (project.root / "site/acme").exists()
    lead.write_text("status: draft\n" + used, "utf-8")
    assert errors() == []
    lead.write_text("status: live\n" + elsewhere, "utf-8")
    assert errors() == [], "nobody reads it in this one"


def test_a_client_that_is_called_nearly_as_another_is_asked_about(project: Project) -> None:
    assert project.run("new", "client", "Riverside Trust").exit_code == 0
    made = project.run("new", "program", "riversde-trust/lead")
    assert made.exit_code == 1
    assert made.stderr == (
        'programs  error  there is no client "riversde-trust"; nothing was written  [no-such-client]\n'
        '    did you mean "riverside-trust"? to begin another one: mentorkit new client riversde-trust\n'
    )
    assert not (project.root / "programs/riversde-trust").exists()
    for name in ("riverside-trust", "northbridge"):
        assert project.run("new", "program", f"{name}/lead").exit_code == 0
    assert project.run("new", "client", "riversde-trust").exit_code == 0
    assert project.run("new", "program", "riversde-trust/lead").exit_code == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("programs/acme/next.yml.txt", 'warning  this is not read: its name ends in .txt  [unread] -> rename it to "next.yml"'),
        ("programs/acme/next.yaml.TXT", 'warning  this is not read: its name ends in .TXT  [unread] -> rename it to "next.yml"'),
        ("programs/acme/_brand.yml.txt", 'warning  this is not read: its name ends in .txt  [unread] -> rename it to "_brand.yml"'),
        ("content/keys/x.md.txt", 'warning  this is not read: its name ends in .txt  [unread] -> rename it to "x.md"'),
        ("content/keys/x.MD", 'error  guides end in .md  [file-name] -> rename it to "x.md"'),
        ("content/forms/x.markdown", 'error  guides end in .md  [file-name] -> rename it to "x.md"'),
        ("programs/acme/next.YML", 'error  programme files end in .yml  [file-name] -> rename it to "next.yml"'),
        ("content/archetypes/x.yaml", 'error  archetypes end in .yml  [file-name] -> rename it to "x.yml"'),
        ("content/search/en.yaml", 'error  lists for the search end in .yml  [file-name] -> rename it to "en.yml"'),
        ("content/keys/._x.md", ""),
    ],
)  # fmt: skip
def test_files_with_nearly_the_right_ending_are_named(project: Project, name: str, said: str) -> None:
    project.write("programs/acme/lead.yml", SMALL)
    project.write(name, b"\0\5\26\7" if "._" in name else "x")
    assert project.problems() == ([f"{name}  {said}"] if said else [])


MISNAMED = {
    "lead - Copy.yml": ' seems to be a copy of "lead.yml"  [file-name] -> delete it, or rename it to "lead-copy.yml" if it is to stay',
    "lead (1).yml": ' seems to be a copy of "lead.yml"  [file-name] -> delete it, or rename it to "lead-1.yml" if it is to stay',
    "lead (Ada's conflicted copy 2027-01-01).yml": ' seems to be a copy of "lead.yml"  [file-name] -> delete it, or rename it to "lead-ada-s-conflicted-copy-2027-01-01.yml" if it is to stay',
    "lead-LAPTOP-12.yml": ' seems to be a copy of "lead.yml"  [file-name] -> delete it, or rename it to "lead-laptop-12.yml" if it is to stay',
}
UNREAD = {
    "programs/acme/lead.yml.": "error  this name ends in a space or a dot, and is not read  [file-name] -> delete it, or give it another name",
    "programs/acme/next.yml ": 'error  this name ends in a space or a dot, and is not read  [file-name] -> rename it to "next.yml"',
    "programs/acme/next.ymal": 'warning  this is not read: its name ends in .ymal  [unread] -> rename it to "next.yml"',
    "programs/acme/brand.yml": 'error  the file of a brand is called _brand.yml  [file-name] -> rename it to "_brand.yml"',
    "programs/acme/_brnad.yaml": 'error  the file of a brand is called _brand.yml  [file-name] -> rename it to "_brand.yml"',
    "content/keys/trust.docx": 'warning  this is not read: its name ends in .docx  [unread] -> write it as Markdown, in a file called "trust.md"',
    "content/forms/trust.txt": 'warning  this is not read: its name ends in .txt  [unread] -> rename it to "trust.md"',
}
FOLDERS = {
    "Content": 'warning  nothing is read from this folder  [unread] -> did you mean "content"?',
    "template": 'warning  nothing is read from this folder  [unread] -> did you mean "templates"?',
    "programmes": 'warning  nothing is read from this folder  [unread] -> did you mean "programs"?',
    "keys": "warning  nothing is read from this folder here  [unread] -> move it into content",
    "programs/acme/forms": "warning  nothing is read from this folder here  [unread] -> move it into programs/acme/content",
    "content/key": 'warning  nothing is read from a folder called "key"  [unread] -> did you mean "keys"?',
}


def test_names_of_copies_and_near_misses_are_told_and_nothing_is_passed_over(project: Project) -> None:
    for name in MISNAMED:
        project.write(f"programs/acme/{name}", SMALL)
    for name in UNREAD:
        project.write(name, "x")
    for name in FOLDERS:
        project.write(f"{name}/x.md", "x")
    expected = [f'programs/acme/{name}  error  "{name}"{said}' for name, said in MISNAMED.items()]
    expected += [f"{name}  {said}" for name, said in (UNREAD | FOLDERS).items()]
    assert sorted(project.problems("acme/lead")) == sorted(expected)


MEANT = {
    "programs/acme/next": 'this is not read: its name does not end in .yml  [unread] -> rename it to "next.yml"',
    "programs/acme/Next One.txt": 'this is not read: its name ends in .txt  [unread] -> rename it to "next-one.yml"',
    "programs/acme/lead.json": 'this is not read: its name ends in .json  [unread] -> rename it to "lead-2.yml"',
    "programs/acme/2027/next.yml": "this programme is not read: it stands in a folder inside that of its client  [unread] -> move it up, into programs/acme",
    "content/keys/trust": 'this is not read: its name does not end in .md  [unread] -> rename it to "trust.md"',
}
UNMEANT = ("programs/acme/notes.txt", "programs/acme/LICENSE", "programs/acme/brand/tokens.yml", "programs/acme/_old/next.yml",
           "content/keys/README.md", "content/keys/_draft.md", "content/forms/CODEOWNERS")  # fmt: skip


def test_a_file_that_holds_a_programme_or_a_guide_and_is_not_read_is_told(project: Project) -> None:
    for name in MEANT:
        project.write(name, SMALL if name.startswith("programs") else "---\ntitle: x\n---\n")
    project.write("programs/acme/lead.json", '{"title": "Lead"}')
    for name in UNMEANT:
        project.write(name, SMALL if "_old" in name else "Call Ann about the room.\n")
    assert sorted(project.problems()) == sorted(f"{name}  warning  {said}" for name, said in MEANT.items())


ABOUT = (
    "README.md",
    "readme.md",
    "Readme.de.md",
    "LICENSE.md",
    "LICENCE.md",
    "CONTRIBUTING.md",
    "CODE_OF_CONDUCT.md",
    "CHANGELOG.md",
)


@pytest.mark.slow
@pytest.mark.parametrize("layer", ["", "programs/acme/", "house/"])
def test_files_about_a_folder_are_passed_over_with_a_note_in_every_layer(layer: str, project: Project) -> None:
    config = (project.root / "mkdocs.yml").read_text("utf-8")
    project.write("mkdocs.yml", config.replace("libraries: []", "libraries: [house]"))
    (project.root / "house").mkdir()
    names = [f"{layer}content/{kind}/{name}" for kind in ("keys", "training", "forms", "pages") for name in ABOUT]
    for name in names:
        project.write(name, "# Not a guide\n\nCall Ann about the room.\n")
    project.write(f"{layer}content/pages/index.md", "# Ours\n\nA handbook.\n")
    said = project.run("check", "-v", "--ignore", "design").stderr
    note = "note  this is passed over: by its name it is about the folder, and no guide  [unread]"
    assert [name for name in names if f"{name}  {note}" not in said] == []
    layers = project.job().layers
    assert [one.path for kind in KINDS for one in guide_files(layers, kind).values() if one.path.name in ABOUT] == []


def test_names_in_a_library_are_looked_at_as_everywhere(project: Project) -> None:
    config = (project.root / "mkdocs.yml").read_text("utf-8")
    project.write("mkdocs.yml", config.replace("libraries: []", "libraries: [house]"))
    for name in ("keys/My Key.md", "keys/trust.txt", "kyes/trust.md"):
        project.write(f"house/content/{name}", "---\ntitle: x\n---\n")
    said = [line for line in project.problems() if re.search(r"^house.*\[(file-name|unread)\]", line)]
    assert [line.split("  [")[0] for line in said] == [
        'house/content/keys/My Key.md  error  the name "My Key.md" does not work in a web address',
        "house/content/keys/trust.txt  warning  this is not read: its name ends in .txt",
        'house/content/kyes  warning  nothing is read from a folder called "kyes"',
    ]


def test_guides_may_have_such_a_name_in_small_letters(project: Project) -> None:
    """Their authors mean the licence of a programme, or how to contribute to it."""
    for name in ("contributing", "code-of-conduct", "license", "changelog"):
        project.write(f"content/pages/{name}.md", "# A page\n\nIts text.\n")
    assert project.problems() == []
    assert {"contributing", "code-of-conduct", "license", "changelog"} <= set(
        guide_files(project.job().layers, "pages")
    )


LITTER = (".DS_Store", "._{}", "Thumbs.db", "desktop.ini", "~${}", "#{}#", "{}~", "{}.bak", "{}.orig", ".{}.swp")
"""Names that systems and editors give to files beside those of people."""


def test_what_systems_and_editors_leave_beside_files_is_not_read(project: Project) -> None:
    for place, name in (("programs/acme", "lead.yml"), ("content/keys", "x.md"), ("content/pages/a", "x.md")):
        for litter in LITTER:
            project.write(f"{place}/{litter.format(name)}", b"\0\5\26\7")
    assert project.problems() == []
    assert project.run("list").stdout == "acme/lead  programs/acme/lead.yml\n"


@pytest.mark.parametrize("name", ["con", "nul", "aux", "com1", "lpt9"])
def test_names_that_windows_cannot_hold_are_refused(project: Project, name: str) -> None:
    project.write("programs/acme/lead.yml", SMALL)
    project.write(f"programs/acme/{name}.yml", SMALL)
    (project.root / "programs" / name).mkdir()
    said = f'error  Windows keeps the name "{name}" for itself, and cannot hold this'
    assert sorted(project.problems()) == sorted(
        [
            f'programs/acme/{name}.yml  {said} file  [file-name] -> rename it, for example to "{name}-1.yml"',
            f'programs/{name}  {said} folder  [file-name] -> rename it, for example to "{name}-1"',
        ]
    )
    assert Path(project.root / "programs/acme/lead.yml").exists()


@pytest.mark.parametrize("name", ["con", "Aux", "LPT1"])
def test_nothing_new_is_called_as_windows_calls_its_devices(project: Project, name: str) -> None:
    for command, path in (
        ("client", "programs/{}-1/_brand.yml"),
        ("key", "content/keys/{}-1.md"),
        ("form", "content/forms/{}-1.md"),
    ):
        assert project.run("new", command, name).exit_code == 0
        assert (project.root / path.format(name.lower())).is_file()
    for program in (f"acme/{name.lower()}", f"{name.lower()}/lead"):
        assert (
            f"such as {program.replace(name.lower(), f'{name.lower()}-1')}"
            in project.run("new", "program", program).stderr
        )
    project.write(
        "programs/acme/lead.yml", SMALL + f"books: {{{name.lower()}: {{title: x, for: mentors, chapters: [dates]}}}}\n"
    )
    said = project.problems("acme/lead")[-1]
    assert said.endswith(
        f'"{name.lower()}" cannot be the name of a book  [field-value] -> Windows keeps this name for itself: add a word'
    )


def test_a_folder_that_only_its_system_has_written_to_is_empty(project: Project) -> None:
    folder = project.root / "fresh"
    folder.mkdir()
    (folder / ".DS_Store").write_bytes(b"\0")
    assert project.run("new", "workspace", str(folder), config=False).exit_code == 0
    (folder / "mkdocs.yml").rename(folder / "mkdocs.yaml")
    said = project.runner.invoke(main, ["check", "-f", str(folder / "mkdocs.yml")]).stderr
    assert "rename mkdocs.yaml to mkdocs.yml, or name it with -f" in said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tag", "archetype", "asked", "zone"),
    [
        ("da", "", "TO FILL IN (den", "Europe/Copenhagen"),
        ("da", "inclusion", "TO FILL IN (den", "Europe/Copenhagen"),
        ("de", "", "TO FILL IN (wer", "Europe/Berlin"),
    ],
)
def test_a_programme_begins_in_its_language_with_nothing_in_another(
    project: Project, tag: str, archetype: str, asked: str, zone: str
) -> None:
    more = ["--archetype", archetype] if archetype else []
    done = project.run("new", "program", "acme/hold", "--language", tag, "--starts", "2027-02-01", *more)
    assert done.exit_code == 0, done.output
    text = (project.root / "programs/acme/hold.yml").read_text("utf-8")
    assert f"language: {tag}\n" in text
    assert f"time_zone: {zone}\n" in text
    assert asked in text, "what is still to be written is asked in the language"
    told = project.run("check", "acme/hold", "--ignore", "design").stderr
    assert not [
        line for line in told.splitlines() if " texts are " in line or " text is " in line or "  error  " in line
    ]


def test_a_language_that_there_is_not_is_refused(project: Project) -> None:
    refused = project.run("new", "program", "acme/hold", "--language", "dansk")
    assert refused.exit_code == 2
    assert '"dansk" is not a language; did you mean "da"?' in refused.stderr
