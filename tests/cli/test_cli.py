"""The command: its words, its exit codes, its switches."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from pathlib import Path
from textwrap import dedent

import pytest
from conftest import ROOT, SHORT, SMALL, Project

from mentorkit.cli.root import main


def test_help_is_short_and_names_every_command(project: Project) -> None:
    result = project.run("-h", config=False)
    assert result.exit_code == 0
    for name in (
        "build",
        "check",
        "completion",
        "docs",
        "doctor",
        "explain",
        "list",
        "match",
        "new",
        "outdated",
        "override",
        "schema",
        "serve",
        "update",
        "which",
    ):
        assert f"\n  {name} " in result.stdout


def test_version(project: Project) -> None:
    assert project.run("--version", config=False).stdout == "mentorkit, version 0.1.0\n"


@pytest.mark.parametrize(
    "arguments", [["bild"], ["build", "--jobs", "0"], ["schema", "programme"], ["serve"], ["check", "--nothing"]]
)
def test_wrong_usage_ends_with_2(project: Project, arguments: list[str]) -> None:
    assert project.run(*arguments, config=False).exit_code == 2


def test_check_of_a_good_programme_ends_with_0(project: Project) -> None:
    result = project.run("check", "--ignore", "design")
    assert (result.exit_code, result.stdout) == (0, "No problems. 1 programme can be built.\n")


@pytest.mark.slow
def test_check_of_one_programme_does_not_speak_of_another(project: Project) -> None:
    project.write("programs/acme/other.yml", "title: x\n")
    project.write("programs/beta/third.yml", "title: x\n")
    assert project.run("check", "acme/lead").exit_code == 0
    assert project.run("check", "programs/acme/lead.yml").exit_code == 0
    assert project.run("check", "acme").exit_code == 1
    assert "beta" not in project.run("check", "acme").stderr


def test_quiet_says_nothing_where_nothing_is_wrong(project: Project) -> None:
    result = project.run("check", "-q")
    assert (result.exit_code, result.output) == (0, "")


def test_list(project: Project) -> None:
    assert project.run("list").stdout == "acme/lead  programs/acme/lead.yml\n"


def test_which_lists_a_folder(project: Project) -> None:
    result = project.run("which", "content/training")
    assert result.exit_code == 0
    assert "content/training/mentor-foundations.md" in result.stdout.splitlines()
    missing = project.run("which", "content/nothing.md")
    assert (missing.exit_code, missing.stderr) == (1, 'no layer has "content/nothing.md"\n')


def test_colours_on_request_only(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("programs/acme/lead.yml", SMALL + "staus: x\n")
    run = project.runner.invoke
    from mentorkit.cli import main

    config = ["check", "-f", str(project.root / "mkdocs.yml")]
    assert "\x1b[31m" in run(main, config, color=True).stderr
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run(main, config, color=True).stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(project: Project, shell: str) -> None:
    assert "_MENTORKIT_COMPLETE" in project.run("completion", shell, config=False).stdout


@pytest.mark.slow
def test_completion_knows_programmes(project: Project) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from mentorkit.cli import main; main(prog_name='mentorkit')"],
        cwd=project.root, capture_output=True, text=True, check=False,
        env={"_MENTORKIT_COMPLETE": "bash_complete", "COMP_WORDS": "mentorkit build ac", "COMP_CWORD": "2", "PATH": "/usr/bin"},
    )  # fmt: skip
    assert done.stdout == "plain,acme/lead\n"


def test_doctor_finds_this_machine_fit(project: Project) -> None:
    result = project.run("doctor", config=False)
    assert result.exit_code == 0, result.output
    assert "missing" not in result.stdout


def test_doctor_says_what_to_install(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mentorkit.upkeep.doctor.find_library", lambda name: None)
    result = project.run("doctor", config=False)
    assert result.exit_code == 1
    assert (
        "missing  Pango: not found\n    apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        in result.stdout
    )


class TestNew:
    @pytest.mark.slow
    def test_a_workspace_grows_from_nothing_and_passes(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        fresh = Project(tmp_path / "ws")
        assert fresh.run("new", "workspace", "ws", config=False).exit_code == 0
        assert fresh.run("new", "client", "Acme & Søns").exit_code == 0
        assert fresh.run("new", "program", "acme-sons/first-cohort", "--starts", "2027-02-01").exit_code == 0
        assert fresh.run("new", "key", "Saying no").exit_code == 0
        assert fresh.run("new", "module", "Saying no").exit_code == 0
        assert [line for line in fresh.problems() if "  warning  " not in line or "[to-fill-in]" not in line] == []
        assert (fresh.root / "content/keys/saying-no.md").is_file()

    def test_nothing_is_overwritten(self, project: Project) -> None:
        result = project.run("new", "program", "acme/lead")
        assert result.exit_code == 1
        assert "this is there already; nothing was written  [exists]" in result.stderr
        assert (project.root / "programs/acme/lead.yml").read_text("utf-8") == SMALL

    def test_a_workspace_is_not_put_among_other_files(self, project: Project) -> None:
        result = project.run("new", "workspace", str(project.root), config=False)
        assert result.exit_code == 1
        assert not (project.root / "schema").exists()

    def test_a_name_that_does_not_work_is_explained(self, project: Project) -> None:
        result = project.run("new", "program", "Acme/My Cohort")
        assert result.exit_code == 1
        assert "write client/program, such as acme/my-cohort" in result.stderr


@pytest.mark.parametrize("site", [".", "programs", "programs/acme/x", "content"])
def test_a_site_is_never_built_over_its_sources(project: Project, site: str) -> None:
    result = project.run("build", "--site-dir", str(project.root / site))
    assert result.exit_code == 1
    assert "the site would be built among the files that it is made from  [site-dir]" in result.stderr
    assert (project.root / "programs/acme/lead.yml").read_text("utf-8") == SMALL


def test_a_programme_is_named_as_its_brand_names_the_organisation(project: Project) -> None:
    project.write("programs/acme/_brand.yml", "meta: {name: Acmé & Sons}\n")
    assert project.run("new", "program", "acme/second", "--starts", "2028-02-29").exit_code == 0
    text = (project.root / "programs/acme/second.yml").read_text("utf-8")
    assert 'organisation: "Acmé & Sons"' in text
    assert "ends: 2029-02-26" in text
    assert [line for line in project.problems() if "[to-fill-in]" not in line] == []


@pytest.mark.parametrize(
    ("path", "message"),
    [("content/keys", '"content/keys" is a folder'), ("_brand.yml", "a brand goes with its logos and fonts")],
)
def test_what_cannot_be_overridden_is_explained(project: Project, path: str, message: str) -> None:
    (project.root / "content/keys").mkdir(parents=True)
    result = project.run("override", path)
    assert result.exit_code == 1
    assert message in result.stderr


def test_a_first_day_in_another_order_is_explained(project: Project) -> None:
    result = project.run("new", "program", "acme/second", "--starts", "11/1/2027")
    assert result.exit_code == 2
    assert '"11/1/2027" is not a date; write 2027-01-11 or 2027-11-01, whichever is meant.' in result.stderr


@pytest.mark.slow
def test_quiet_says_nothing_where_nothing_is_wrong_whatever_is_made(project: Project) -> None:
    """Notes neither, with every command that has the option."""
    asked = "evaluation: {questionnaires: [{id: end, title: End, when: end, items: [{ask: It was good.}]}]}\n"
    matched = """\
        matching:
          method: hybrid
          decided_by: Ada
          applications: [{id: unit, ask: Your team}]
          criteria: [{name: Another team, why: Nobody judges, compare: different, of: unit}]
        """
    project.write("programs/acme/lead.yml", SHORT + "language: fy\n" + asked + dedent(matched))
    project.write(
        "private/acme/lead/applications/all.csv", "Name,Role,Your team\nAda Grant,mentor,A\nEve Long,mentee,B\n"
    )
    project.write("private/acme/lead/answers/end.csv", "Role,It was good.\n" + "mentor,4\nmentee,5\n" * 5)
    people = str(project.write("people.csv", "role,name\nmentor,Ada\n"))
    quiet = {name for name, one in main.commands.items() if any("-q" in option.opts for option in one.params)}
    made = {
        "check": ["--ignore", "design"],
        "build": ["acme/lead", "--shard", "1/1"],
        "package": ["acme/lead"],
        "publish": ["acme/lead", "--folder", str(project.root.parent / "host/www")],
        "personalise": ["acme/lead", people],
        "report": ["acme/lead"],
        "outcomes": ["acme/lead"],
        "match": ["acme/lead"],
        "office": ["acme/lead", "--only", "packs"],
    }
    assert quiet == set(made)
    for command, arguments in made.items():
        result = project.run(command, "-q", *arguments)
        assert (command, result.exit_code, result.output, result.stderr) == (command, 0, "", "")
    assert "  note  " in project.run("check", "-v").stderr


def test_an_empty_part_of_a_build_says_so_unless_it_is_quiet(project: Project) -> None:
    assert project.run("build", "--shard", "2/2").stdout == "No programme is in this part.\n"
    assert project.run("build", "-q", "--shard", "2/2").stdout == ""


def test_the_manual_comes_with_the_command(project: Project) -> None:
    listed = project.run("docs", "--text", config=False).stdout
    pages = {path.stem for path in (ROOT / "docs/pages").glob("*.md")}
    assert {line.split()[0] for line in listed.splitlines()} == pages
    for name in ("printing", "Printing", "printing.md"):
        assert project.run("docs", name, "--text", config=False).stdout.startswith("# Printing\n")
    missed = project.run("docs", "printng", "--text", config=False)
    assert (missed.exit_code, missed.stderr) == (
        1,
        'manual  error  the manual has no page "printng"  [manual]\n    did you mean "printing"?\n',
    )


@pytest.mark.slow
def test_the_manual_is_shown_from_the_page_that_was_asked_for(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def opened(address: str) -> None:
        with urllib.request.urlopen(address) as answer:
            seen.append(answer.read().decode())
        raise KeyboardInterrupt

    monkeypatch.setattr("webbrowser.open", opened)
    result = project.run("docs", "printing", config=False)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "Ended.")
    assert '<h1 id="printing">' in seen[0]
