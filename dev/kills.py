"""Kills: end every command that writes at random moments of its work with files, and see what is left.

    python dev/kills.py                           150 kills of each command
    python dev/kills.py --kills 20 build package  20 kills of two of them

Each run has a process of its own that ends, as if it were killed, right before it would touch one file or folder of its
workspace, or start another program. After each, what people wrote is as it was; then the command runs once more, and
everything must be, to the byte, as where nothing was killed, with nothing beside it. What the engines make is made once
and remembered: a run takes a moment, and nearly all of it is work with files.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from fuzz import ROOT, _here

from mentorkit.answers import outcomes
from mentorkit.build import fleet
from mentorkit.cli import main
from mentorkit.matching import match_run
from mentorkit.personal import copies
from mentorkit.portal import site_engine
from mentorkit.workbooks.layout import print_engine

PROGRAM = """\
title: {title}
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {{title: Begin, week: 2, keys: [first-conversation]}}
library: {{forms: [goal-sheet]}}
books: {{mentor-workbook: {{chapters: [dates]}}, mentee-workbook: {{chapters: [dates]}}, facilitator-guide: none, cards: none}}
"""
HOME = "private/acme/lead"
PEOPLE = "role,name\nmentee,Ada Nowak\nmentor,Bob Ray\n"
THEIRS = ("private/people", f"{HOME}/applications/", f"{HOME}/answers/")
"""What people put into the private folder themselves."""
TOUCHES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.chmod", "os.truncate", "subprocess.Popen"}
"""The events of Python's audit that change files or start programs, besides `open`."""
COMMANDS: dict[str, list[str]] = {
    "build": ["build", "-j", "1", "-q"],
    "match": ["match", "acme/lead", "-q"],
    "match-csv": ["match", "acme/lead", "--csv", "-q"],
    "accept": ["match", "acme/lead", "--accept", "-q"],
    "outcomes": ["outcomes", "acme/lead", "--release", "-q"],
    "personalise": ["personalise", "acme/lead", "private/people.csv", "-q"],
    "package": ["package", "-j", "1", "-q"],
    "publish": ["publish", "acme/lead", "--folder", "out/lead", "-j", "1", "-q"],
    "branch": ["publish", "acme/lead", "--branch", "pages", "-j", "1", "-q"],
    "report": ["report", "-q"],
    "new": ["new", "program", "acme/next"],
    "workspace": ["new", "workspace", "fresh"],
    "override": ["override", "templates/portal/home.html"],
    "update": ["update"],
}
MATCHING = """\
matching:
  method: hybrid
  applications:
    - {id: unit, ask: Your unit}
  criteria:
    - {name: Another unit, why: Neither judges the other., compare: different, of: unit}
evaluation:
  questionnaires:
    - {id: end, title: At the end, when: end, week: 30, items: [{ask: It was worth my time}, {ask: What was best?, answer: words}]}
"""
APPLICATIONS = [
    "Name,Role,E-mail address,Your unit",
    *(f"{name} Nowak,mentee,{name.lower()}@acme.example,{'North' if number % 2 else 'South'}" for number, name in enumerate(("Ada", "Bea", "Cid", "Dan"))),
    *(f"{name} Obi,mentor,,{'North' if number % 2 else 'South'}" for number, name in enumerate(("Eve", "Fay", "Gus", "Hal"))),
]  # fmt: skip
"""Eight people who applied, of whom one withdraws before the run that is killed."""
ANSWERS = "Role,It was worth my time,What was best?\n" + "mentee,4,The calls of Nowak\nmentor,5,\n" * 8
OF_PEOPLE = ("match", "match-csv", "accept", "outcomes")
"""The commands that read what people applied and answered."""
PRIVATE = (b"Nowak", b"Obi")
"""What stands in private files only."""
_OLD_HOME = "templates/portal/timeline.html"


def begun(folder: Path, command: str) -> Path:
    """A workspace in which the command was run before, and of which something was changed since."""
    (folder / "programs/acme").mkdir(parents=True)
    (folder / "private").mkdir()
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "private/people.csv").write_text(PEOPLE, "utf-8")
    (folder / "programs/acme/lead.yml").write_text(PROGRAM.format(title="Lead"), "utf-8")
    if command == "branch":
        for words in (
            ["init", "-q", "-b", "main"],
            ["config", "user.name", "A"],
            ["config", "user.email", "a@b.example"],
        ):
            subprocess.run(["git", *words], cwd=folder, check=True)
    if command == "update":
        run(folder, ["override", _OLD_HOME])
        for path in (folder / _OLD_HOME, folder / ".originals" / _OLD_HOME):
            path.write_text(path.read_text("utf-8").replace("<form", "<!-- as it was -->\n<form", 1), "utf-8")
    elif command in OF_PEOPLE:
        _begin_private(folder, command)
    elif command not in ("new", "workspace", "override"):
        assert run(folder, COMMANDS[command]) == 0, command
    more = MATCHING if command in OF_PEOPLE else ""
    (folder / "programs/acme/lead.yml").write_text(PROGRAM.format(title="Lead again") + more, "utf-8")
    return folder


def _begin_private(folder: Path, command: str) -> None:
    """People who applied and answered, a run, decisions in the table of pairs, and one person who withdraws."""
    definition, home = folder / "programs/acme/lead.yml", folder / HOME
    definition.write_text(definition.read_text("utf-8") + MATCHING, "utf-8")
    for name, text in (("applications/all.csv", "\n".join(APPLICATIONS)), ("answers/end.csv", ANSWERS)):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, "utf-8")
    if command != "outcomes":
        assert run(folder, COMMANDS["match"]) == 0, command
        if command == "accept":
            assert run(folder, COMMANDS["accept"]) == 0, command
        _decide(home / "matching/pairs.xlsx")
        (home / "applications/all.csv").write_text("\n".join(APPLICATIONS[:-1]), "utf-8")
        if command == "accept":
            assert run(folder, COMMANDS["match"]) == 0, command
    else:
        assert run(folder, COMMANDS[command]) == 0, command
        (home / "answers/end.csv").write_text(ANSWERS + "mentee,1,\n" * 8, "utf-8")


def _decide(table: Path) -> None:
    """Write a decision into the first rows of a table of pairs, as people do."""
    from python_calamine import CalamineWorkbook
    from xlsxwriter import Workbook

    head, *rows = CalamineWorkbook.from_path(table).get_sheet_by_index(0).to_python()
    for row, said in zip(rows, ("refuse", "keep"), strict=False):
        row[head.index("Decision")] = said
    with Workbook(table, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([head, *rows]):
            sheet.write_row(number, 0, row)


def run(folder: Path, words: Sequence[str]) -> int:
    """A command in this process, in a folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        done = CliRunner().invoke(main, list(words))
    finally:
        os.chdir(before)
    if done.exit_code not in (0, 1):
        print(done.output, done.exception)
    return done.exit_code


def apart(folder: Path, words: Sequence[str], at: int = -1) -> int:
    """A command in a process of its own, ended at its so-many-th touch; its status, 9 where it was ended."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.environ["TMPDIR"] = str(folder.parent / "temporary")
    tempfile.tempdir = None
    if at >= 0:
        end_at(at, folder)
    os._exit(run(folder, words))


def end_at(at: int, folder: Path) -> None:
    """End this process right before its so-many-th touch of something in this folder."""
    left = [at]

    def hook(event: str, given: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR)
        if writes or event in TOUCHES:
            if not left[0]:
                os._exit(9)
            left[0] -= 1

    sys.addaudithook(hook)


def touches(folder: Path, words: Sequence[str]) -> int:
    """The number of touches of a whole run."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        count = [0]

        def hook(event: str, given: tuple[Any, ...]) -> None:
            writes = event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR)
            count[0] += bool(writes or event in TOUCHES)

        sys.addaudithook(hook)
        run(folder, words)
        os.write(writer, str(count[0]).encode())
        os._exit(0)
    os.waitpid(child, 0)
    return int(os.read(reader, 20))


def contents(folder: Path) -> dict[str, bytes]:
    """Everything that people have in a workspace, and nothing that tools remember; of git, the branches."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        ours = name.startswith((".git/", ".cache/")) or name.endswith((".lock", "/lock", "mentorkit.key"))
        if path.is_file() and not ours:
            known = name.endswith(".json") and ("/.mentorkit/" in name or "/.personal/made/" in name)
            found[name] = b"" if known else path.read_bytes()
    if (folder / ".git").is_dir():
        for words in (["branch", "--format=%(refname)"], ["ls-tree", "-r", "pages"]):
            found[" ".join(words)] = subprocess.run(["git", *words], cwd=folder, capture_output=True, check=True).stdout
    return found


def wrong(work: Path, command: str, before: dict[str, bytes], wanted: dict[str, bytes]) -> list[str]:
    """What a kill lost, and what is not as it should be once the command was run again."""
    now = contents(work)
    written = [name for name in before if name.startswith((*THEIRS, "programs/acme/lead.yml", "content/", "mkdocs"))]
    lost = [f"lost at once: {name}" for name in written if now.get(name) != before[name]]
    tables = {name for name in before if name.startswith(f"{HOME}/matching/pairs.")}
    if tables and not any(
        now.get(name) in (before.get(name), wanted.get(name))
        for name in (*tables, *wanted)
        if name in now and "/pairs." in name
    ):
        lost.append("lost at once: what was decided on pairs")
    lost += [
        f"told outside: {name}"
        for name, data in now.items()
        if not name.startswith("private/") and any(one in data for one in PRIVATE)
    ]
    if command in OF_PEOPLE:
        lost += [f"temporary at once: {path.name}" for path in (work.parent / "temporary").iterdir()]
        lost += [f"open to others: {name}" for name in opened(work)]
    age(work)
    status = apart(work, COMMANDS[command])
    known = status == 1 and command in ("new", "workspace", "override")  # it was whole already
    after = contents(work)
    found = [*lost, *([f"the next run ends with {status}"] if status and not known else [])]
    found += [f"left behind: {name}" for name in after.keys() - wanted.keys()]
    found += [f"not there: {name}" for name in wanted.keys() - after.keys()]
    found += [f"other bytes: {name}" for name in wanted.keys() & after.keys() if after[name] != wanted[name]]
    temporary = [path.name for path in (work.parent / "temporary").iterdir()]
    unfinished = [path.name for name in (".new-*", "run-*") for path in (work / ".cache").rglob(name)]
    return [*found, *(f"temporary: {name}" for name in [*temporary, *unfinished])]


def opened(work: Path) -> list[str]:
    """What we wrote into a private folder and other accounts of the machine can read."""
    home, found = work / HOME, list[str]()
    for path in home.rglob("*"):
        name = path.relative_to(work).as_posix()
        way = [path, *(one for one in path.parents if one.is_relative_to(home))]
        if path.is_file() and not name.startswith(THEIRS) and all(one.stat().st_mode & 0o005 for one in way):
            packed = path.suffix in (".pdf", ".xlsx") or name.startswith(f"{HOME}/matching/")
            if packed or any(one in path.read_bytes() + path.name.encode() for one in PRIVATE):
                found.append(name)
    return found


def age(work: Path) -> None:
    """Make what is unfinished in the cache as old as it is some minutes later, when builds delete it."""
    for path in (work / ".cache").rglob(".new-*"):
        os.utime(path, (time.time() - 3600,) * 2)


def remember_engines() -> None:
    """Let each engine make the same thing once."""
    fleet.workers = copies.workers = match_run.workers = outcomes.workers = _here  # type: ignore[assignment, attr-defined]
    made: dict[str, Any] = {}

    def key(*parts: object) -> str:
        return sha256(repr(parts).encode()).hexdigest()

    def once(
        original: Callable[..., Any], name: Callable[..., str], file: Callable[..., Path] | None
    ) -> Callable[..., Any]:
        def remembered(*given: Any, **named: Any) -> Any:
            known, into = name(*given), file(*given) if file else None
            if known not in made:
                result = original(*given, **named)
                made[known] = result, into and _taken(into)
            result, data = made[known]
            if into is not None and data is not None:
                _put(into, data)
            return result

        return remembered

    write, lines, site = print_engine.write_pdf, print_engine.set_lines, site_engine.build_site
    print_engine.write_pdf = once(write, lambda composed, *_: key("pdf", composed), lambda _, __, into, *___: into)
    print_engine.set_lines = once(lines, lambda html, css, _: key("lines", html, css), None)
    site_engine.build_site = once(site, lambda staged, *_: key("site", contents(staged)), lambda _, made, *__: made)


def _taken(place: Path) -> dict[str, bytes]:
    files = [path for path in place.rglob("*") if path.is_file()] if place.is_dir() else [place]
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in files}


def _put(place: Path, data: dict[str, bytes]) -> None:
    for name, some in data.items():
        target = place if name == "." else place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(some)


def kill(command: str, kills: int, chance: random.Random, folder: Path) -> int:
    """Kill a command so often; the number of kills after which something is wrong, each of which is printed."""
    (folder / "temporary").mkdir()
    before = begun(folder / "before", command)
    wanted = shutil.copytree(before, folder / "wanted", symlinks=True)
    run(wanted, COMMANDS[command])  # here, so that the engines' work is remembered
    counted = shutil.copytree(before, folder / "counted", symlinks=True)
    most, work, bad = touches(counted, COMMANDS[command]), folder / "work", 0
    first, last = contents(before), contents(wanted)
    for _ in range(kills):
        at = chance.randrange(most)
        shutil.copytree(before, work, symlinks=True)
        apart(work, COMMANDS[command], at)
        found = wrong(work, command, first, last)
        bad += bool(found)
        shutil.rmtree(folder / "temporary")
        (folder / "temporary").mkdir()
        for text in found[:5]:
            print(f"{command}, killed at {at} of {most}: {text}", flush=True)
        shutil.rmtree(work)
    print(f"{command}: {kills} kills at {most} moments, {bad} with something wrong", flush=True)
    return bad


def main_() -> None:
    """Kill each command so often as is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("commands", nargs="*", metavar="COMMAND", default=[*COMMANDS])
    parser.add_argument("--kills", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    os.environ["SOURCE_DATE_EPOCH"] = "1795000000"
    os.environ["GIT_COMMITTER_DATE"] = os.environ["GIT_AUTHOR_DATE"] = "1795000000 +0000"
    remember_engines()
    bad = 0
    for command in wanted.commands:
        with tempfile.TemporaryDirectory(prefix="kills-") as folder:
            bad += kill(command, wanted.kills, random.Random(wanted.seed), Path(folder))
    sys.exit(int(bad > 0))


if __name__ == "__main__":
    main_()
