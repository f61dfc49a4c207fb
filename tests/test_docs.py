"""The manual is true: its commands run, its samples pass, its links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner
from conftest import ROOT, Project, preview
from filelock import FileLock

from mentorkit.cli import main
from mentorkit.definition.books import READERS

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs/pages").glob("*.md"))]
PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WHOLE = re.compile(r"# (programs/\S+\.yml)\n")
SLIPS = re.compile(r"# with slips: (programs/(\S+)\.yml)\n")
ESSENTIALS = {
    "title": "First cohort",
    "organisation": "Riverside Trust",
    "starts": "2027-02-01",
    "ends": "2027-08-31",
    "sessions": "{1: {title: First conversation}}",
}

named = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def fences(page: Path, language: str) -> list[str]:
    """The code blocks of one language on a page, in order."""
    return [body for kind, body in FENCE.findall(page.read_text("utf-8")) if kind == language]


def commands(page: Path) -> Iterator[tuple[str, bool]]:
    """Every `$ ` line of a page, and whether it is the last of its block."""
    for block in fences(page, "console"):
        lines = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
        yield from ((line, number == len(lines)) for number, line in enumerate(lines, 1))


@pytest.mark.slow
@named
def test_the_commands_of_a_page_run_in_order_in_an_empty_folder(
    page: Path, tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for line, last in commands(page):
        words = shlex.split(line)
        if words[0] == "cd":
            monkeypatch.chdir(words[1])
        elif words[:2] == ["mentorkit", "serve"]:
            assert last, f"nothing is reached after: {line}"
            serve(words)
        else:
            with FileLock(shared / "docs.lock"):  # most pages build the same programme, and the second finds it made
                ended, said = ran(line)
            assert ended == 0, f"{line}\n{said}"


def ran(line: str) -> tuple[int, str]:
    """How a command ends, and what it says. One of ours that a shell would not change runs in this process, which is faster."""
    if re.fullmatch(r"mentorkit [^|<>$*;&`\\]+", line):
        result = CliRunner().invoke(main, shlex.split(line)[1:])
        return result.exit_code, result.output
    done = subprocess.run(
        ["bash", "-c", line], env=os.environ | {"PATH": PATH}, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def serve(words: list[str]) -> None:
    """Run a preview until it shows its first page; it is then ended as Ctrl+C ends it."""
    with preview(f"PATH={PATH}", *words) as shown:
        shown.shows("<h1")
        assert shown.end(signal.SIGINT) == 0, shown.said


def complete(sample: str) -> str:
    """A sample of a definition with the essentials that it leaves out."""
    present = yaml.load(sample, yaml.BaseLoader)
    missing = {name: value for name, value in ESSENTIALS.items() if name not in present}
    return "".join(f"{name}: {value}\n" for name, value in missing.items()) + sample


def put_files_of(brand: str, project: Project, folder: Path) -> None:
    """The logos and fonts that a brand names: real ones, of the stock."""
    stock = {"svg": "templates/assets/logo-small.svg", "ttf": "templates/assets/fonts/Inter-Regular.ttf"}
    for path, kind in re.findall(r"(\w+/[\w-]+\.(svg|ttf))", brand):
        project.write(f"{folder}/{path}", (ROOT / stock[kind]).read_bytes())


@pytest.mark.slow
@named
def test_whole_definitions_pass_the_check(page: Path, project: Project) -> None:
    for sample in fences(page, "yaml"):
        whole = WHOLE.match(sample)
        if whole:
            put_files_of(sample, project, Path(whole[1]).parent)
            project.write(whole[1], sample)
            if "content" not in Path(whole[1]).parts:
                project.write(f"{Path(whole[1]).parent}/other.yml", complete("{}\n").removesuffix("{}\n"))
    assert project.problems() == []
    assert project.run("check").exit_code == 0


@pytest.mark.slow
@pytest.mark.parametrize("page", ["writing-a-programme.md", "getting-started.md"])
def test_samples_of_a_definition_pass_the_check_once_complete(page: str, project: Project) -> None:
    samples = [one for one in fences(ROOT / "docs/pages" / page, "yaml") if not one.startswith("# ")]
    assert samples
    for number, sample in enumerate(samples):
        project.write(f"programs/acme/sample-{number}.yml", complete(sample))
    assert project.problems() == []


@pytest.mark.slow
def test_the_sample_that_begins_from_an_archetype_lacks_only_what_the_organisation_knows(project: Project) -> None:
    samples = fences(ROOT / "docs/pages/writing-a-programme.md", "yaml")
    (sample,) = [one for one in samples if one.startswith("# a file that begins from an archetype")]
    project.write("programs/acme/sample.yml", "title: x\norganisation: y\nstarts: 2027-02-01\n" + sample)
    assert [line for line in project.problems() if "[to-fill-in]" not in line] == []


def test_the_samples_name_every_part_of_a_definition() -> None:
    from mentorkit.definition.program import Program

    pages = ("writing-a-programme", "languages")
    samples = [sample for page in pages for sample in fences(ROOT / f"docs/pages/{page}.md", "yaml")]
    named_somewhere = {name for sample in samples for name in yaml.load(sample, yaml.BaseLoader)}
    assert Program.names() <= named_somewhere


def test_slips_are_answered_as_the_page_says(project: Project) -> None:
    page = ROOT / "docs/pages/writing-a-programme.md"
    (sample,) = [one for one in fences(page, "yaml") if SLIPS.match(one)]
    path, name = SLIPS.match(sample).groups()  # type: ignore[union-attr]
    project.write(path, sample)
    result = project.run("check", name)
    assert result.exit_code == 1
    assert fences(page, "text") == [result.stderr + result.stdout]


@pytest.mark.slow
def test_the_manual_builds_strictly_and_asks_no_other_server(tmp_path: Path) -> None:
    command = ["mkdocs", "build", "--strict", "-f", ROOT / "docs/mkdocs.yml", "-d", tmp_path / "manual"]
    done = subprocess.run(command, env=os.environ | {"PATH": PATH}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for page in (tmp_path / "manual").rglob("*.html"):
        assert re.findall(r"<(?:script|img|link)\b[^>]*\b(?:src|href)=\"https?://", page.read_text("utf-8")) == []


OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
OTHERS = re.compile(r"\b(git|pip|uv|mkdocs serve|netlify|vercel|wrangler|aws|rsync|openssl|pybabel)\b|\bdev/")
"""Programs that have options of their own."""


def options(command: click.Command) -> Iterator[click.Option]:
    """Every option of a command and of those below it."""
    yield from (one for one in command.params if isinstance(one, click.Option))
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        yield from options(inner)


@named
def test_every_option_that_a_page_names_is_there(page: Path) -> None:
    """Those behind the name of a command belong to it; others belong to some command."""
    known = {name for one in options(main) for name in one.opts} | {"--help"}
    for line in page.read_text("utf-8").splitlines():
        if not OTHERS.search(line):
            assert [name for name in OPTION.findall(line) if name not in known] == [], line
        for words in re.findall(r"mentorkit ([a-z][^`|&;]*)", line):
            command, path = main, words.split()
            while isinstance(command, click.Group) and path and path[0] in command.commands:
                command = command.commands[path.pop(0)]
            own = {name for one in options(command) for name in one.opts} | {"--help"}
            assert [name for name in OPTION.findall(words) if name not in own] == [], line


def test_every_option_says_what_it_does() -> None:
    assert [one.opts for one in options(main) if not one.help or one.hidden] == []


def test_every_relative_link_of_the_readme_leads_somewhere() -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", (ROOT / "README.md").read_text("utf-8"))
    relative = [target.split("#")[0] for target in targets if "://" not in target]
    assert relative
    assert [target for target in relative if not (ROOT / target).is_file()] == []


def test_every_file_of_ours_that_the_architecture_page_names_is_there() -> None:
    text = (ROOT / "docs/pages/architecture.md").read_text("utf-8")
    named = set(re.findall(r"`((?:mentorkit|tests|dev)/[\w/.]+\.\w+)", text))
    assert len(named) > 10
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_the_two_commands_of_the_readme_are_there() -> None:
    first = fences(ROOT / "README.md", "sh")[0].split()
    assert first == ["dev/examples", "dev/test"]
    assert [name for name in first if not os.access(ROOT / name, os.X_OK)] == []
    assert (ROOT / ".ci/run").read_text("utf-8").splitlines()[-1] == "dev/test"


@pytest.mark.parametrize("page", ["README.md", "docs/pages/getting-started.md"])
def test_the_quick_first_command_names_an_example_and_one_of_its_books(page: str) -> None:
    named = re.search(r"dev/examples (\S+) --book ([\w-]+)", (ROOT / page).read_text("utf-8"))
    assert named, "nobody waits for all examples to see one"
    assert (ROOT / f"programs/{named[1]}.yml").is_file()
    assert named[2] in READERS


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/pages/architecture.md"])
def test_what_developers_are_led_to_is_there(page: str) -> None:
    """Every file and folder of the repository that a page for developers names, but for those with a name to fill in."""
    text = (ROOT / page).read_text("utf-8")
    named = re.findall(r"`((?:mentorkit|templates|tests|docs|dev|benchmarks|content)/[\w./-]+)(?: [^`]*)?`", text)
    assert len(named) > 10
    assert [path for path in named if not (ROOT / path).exists()] == []
