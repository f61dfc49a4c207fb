"""What `new` writes: every place that is to be written is marked, told by `check`, and published by no live programme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT, SMALL, Project

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
        ("content/keys/._x.md", ""),
    ],
)  # fmt: skip
def test_files_with_nearly_the_right_ending_are_named(project: Project, name: str, said: str) -> None:
    project.write("programs/acme/lead.yml", SMALL)
    project.write(name, b"\0\5\26\7" if "._" in name else "x")
    assert project.problems() == ([f"{name}  {said}"] if said else [])


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
