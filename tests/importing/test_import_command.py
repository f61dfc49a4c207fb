"""The command that imports: where it writes, what it says, and that it writes all or nothing, over no other file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import Project
from word_files import docx, h, p, picture, png

from mentorkit.importing import placing

HANDBOOK = docx(
    p("Saying no", style="Title"),
    p("Kindly.", f'<w:del w:id="1" w:author="Jane">{"<w:r><w:delText>Rudely</w:delText></w:r>"}</w:del>'),
    p("What do you say?"),
    p("______"),
    p(picture("a", "A closed door")),
    pictures={"a": png()},
)


def files(project: Project) -> dict[str, bytes]:
    """Every file of the workspace but the document."""
    return {name: data for name, data in project.files().items() if not name.endswith(".docx")}


@pytest.fixture
def handbook(project: Project) -> str:
    return str(project.write("no.docx", HANDBOOK))


def new(project: Project, before: dict[str, bytes]) -> list[str]:
    after = files(project)
    assert all(after[name] == data for name, data in before.items())
    return sorted(after.keys() - before.keys())


def test_a_page_is_written_with_its_pictures_and_everything_is_said(project: Project, handbook: str) -> None:
    before = files(project)
    result = project.run("import", "guide", handbook, "--into", "rules")
    assert (result.exit_code, result.stdout) == (
        0,
        "wrote content/pages/rules/saying-no.md\nwrote content/pictures/saying-no/1.png\n"
        "Next: mentorkit check; every programme shows it that names no pages\n",
    )
    assert result.stderr == (
        "7 words in the document, 7 of them in the guide\n"
        "Left out:      deleted passages (1, of 1 word)\n"
        "Made a block:  line 7: prompt | What do you say?\n"
    )
    assert new(project, before) == ["content/pages/rules/saying-no.md", "content/pictures/saying-no/1.png"]
    text = (project.root / "content/pages/rules/saying-no.md").read_text("utf-8")
    assert text == (
        "---\ntitle: Saying no\n---\n\nKindly.\n\n/// prompt | What do you say?\n    lines: 2\n///\n\n"
        "![A closed door](saying-no/1.png)\n"
    )
    assert project.problems() == []


def test_a_key_of_a_client_is_written_into_the_folder_of_the_client(project: Project, handbook: str) -> None:
    before = files(project)
    result = project.run("import", "guide", handbook, "--as", "key", "--client", "acme", "--id", "no-thanks")
    assert result.exit_code == 0
    home = "programs/acme/content"
    assert new(project, before) == [f"{home}/keys/no-thanks.md", f"{home}/pictures/no-thanks/1.png"]
    assert result.stdout.splitlines()[-1] == (
        "Next: write what is marked TO FILL IN, then: mentorkit check; name it in a session of a programme: keys: [no-thanks]"
    )
    assert (
        "Still missing: line 3: in one line, what this Key is good for\n               line 4: one word"
        in result.stderr
    )


def test_with_dry_run_the_guide_is_printed_and_nothing_is_written(project: Project, handbook: str) -> None:
    before = files(project)
    result = project.run("import", "guide", handbook, "-n")
    assert result.exit_code == 0
    assert result.stdout.startswith("---\ntitle: Saying no\n---\n")
    assert result.stderr.endswith("Nothing was written.\n")
    assert files(project) == before


@pytest.mark.parametrize(
    ("there", "arguments", "message"),
    [
        (
            {"content/pages/saying-no.md": "mine"},
            [],
            "content/pages/saying-no.md  error  this is there already; nothing was written  [exists]",
        ),
        (
            {"content/pictures/saying-no/1.png": "mine"},
            [],
            "content/pictures/saying-no/1.png  error  this is there already; nothing was written  [exists]",
        ),
        (
            {},
            ["--as", "key", "--id", "feedback"],
            "content/keys/feedback.md  error  (stock) content/keys/feedback.md has this name, and yours would stand in its place; "
            "nothing was written  [exists]",
        ),
    ],
)
def test_no_other_file_is_written_over_or_stood_before(
    there: dict[str, str], arguments: list[str], message: str, project: Project, handbook: str
) -> None:
    for name, text in there.items():
        project.write(name, text)
    before = files(project)
    result = project.run("import", "guide", handbook, *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{message}\n    choose another name with --id, or say --replace\n"
    assert files(project) == before
    assert project.run("import", "guide", handbook, *arguments, "--replace").exit_code == 0
    assert files(project) != before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--client", "acm"], 'there is no client "acm"'),
        (["--id", "Saying No"], '"Saying No" is not a name for a guide'),
        (["--id", "../../x"], '"../../x" is not a name for a guide'),
        (["--into", "../keys"], '"../keys/saying-no" is not a name for a guide'),
    ],
)
def test_names_that_lead_nowhere_are_refused(
    arguments: list[str], message: str, project: Project, handbook: str
) -> None:
    before = files(project)
    result = project.run("import", "guide", handbook, *arguments)
    assert result.exit_code == 1
    assert message in result.stderr
    assert files(project) == before


def test_into_is_for_pages_alone(project: Project, handbook: str) -> None:
    assert project.run("import", "guide", handbook, "--as", "key", "--into", "x").exit_code == 2


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_no_link_leads_it_out_of_the_workspace(project: Project, handbook: str, tmp_path: Path) -> None:
    (project.root / "content").mkdir(exist_ok=True)
    (tmp_path / "elsewhere").mkdir()
    (project.root / "content/pages").symlink_to(tmp_path / "elsewhere")
    result = project.run("import", "guide", handbook)
    assert result.exit_code == 1
    assert "a link leads from here out of its folder" in result.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("before", [False, True], ids=["new", "replaced"])
def test_where_the_guide_cannot_be_written_its_pictures_are_not_either(
    *, before: bool, project: Project, handbook: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if before:
        project.write("content/pages/saying-no.md", "mine")
        project.write("content/pictures/saying-no/mine.png", "mine")
    there = files(project)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(placing, "write_file", full)
    result = project.run("import", "guide", handbook, "--replace")
    assert result.exit_code == 1
    assert files(project) == there


def test_the_name_of_the_file_is_the_title_where_the_text_has_none(project: Project) -> None:
    file = project.write("First week_2.docx", docx(h(1, "One"), p("a"), h(1, "Two"), p("b")))
    result = project.run("import", "guide", str(file))
    assert result.exit_code == 0
    assert 'Look at:       the title "First week 2" is the name of the file: the text has none\n' in result.stderr


def test_a_form_that_replaces_another_keeps_whom_it_is_for_and_what_kind_it_is(project: Project) -> None:
    form = project.write("mentee.docx", docx(p("Apply here", style="Title"), p("Why?"), p("______")))
    given = ("import", "guide", str(form), "--as", "form", "--client", "acme", "--id", "mentee-application")
    result = project.run(*given, "--replace")
    assert result.exit_code == 0, result.stderr
    assert "Look at:" not in result.stderr
    assert "line 8: prompt | Why?" in result.stderr
    text = (project.root / "programs/acme/content/forms/mentee-application.md").read_text("utf-8")
    head = text.partition("\n---\n")[0]
    assert head.splitlines()[1] == "title: Apply here"
    assert {"kind: application", "for: [mentee]"} <= {*head.splitlines()}
    assert "standard" not in head
    assert text.splitlines()[7] == "/// prompt | Why?"
