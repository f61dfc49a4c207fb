"""Fuzzing: change inputs at random, and see whether `check` and `build` end as they should.

    python dev/fuzz.py                          3,000 inputs through check, 150 of those that pass through build
    python dev/fuzz.py --check 300 --build 0 --seed 7

An input is an example programme with its brand, its settings and some guides, or a table of people, in which one to three
bytes, lines or values were changed. Prints every traceback, every run that takes longer than its seconds, every problem
that has no line, and every input that `check` passes and `build` refuses, with the number that makes the same input again:
`--only 1234`. Each input has a process of its own, forked from one that has read the libraries.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from mentorkit.build import fleet, outputs
from mentorkit.build.workers import Start
from mentorkit.checking.loading import load
from mentorkit.cli import main
from mentorkit.core.problems import BuildFailed
from mentorkit.definition.settings import Limits
from mentorkit.personal.participants import read_participants
from mentorkit.portal import site_engine, stage
from mentorkit.workspace.workspace import open_workspace

ROOT = Path(__file__).resolve().parent.parent
SECONDS = {"check": 20, "build": 90}
PRELOADED = (outputs, site_engine, stage)

SMALL = """\
title: Lead
organisation: Acme
summary: A year in which two people meet, one of whom has been there before.
starts: 2027-02-01
ends: 2027-12-01
status: draft
need: {statement: "Half of our new leads leave within a year."}
people: {sponsor: Pat Long, safe_contact: {name: Kim Ray, email: kim@example.org}}
events:
  - {what: Kick-off, date: 2027-02-03, at: "10:00", minutes: 90, place: "Room 4"}
  - {what: Closing, week: 40}
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation], actions: {mentor: Write down why you said yes., mentee: Bring a question.}}
  2: {title: Go on, week: 6, keys: [feedback]}
matching:
  method: hybrid
  decided_by: Pat Long
  mentees_per_mentor: 2
  reporting_line: unit
  earlier_pairs: not again
  left_out_first: yes
  applications:
    - {id: grade, ask: Your grade, answer: one of, ordered: yes, shown: yes, options: [Junior, Senior, Lead]}
    - {id: unit, ask: Your unit, also: [Where do you work?]}
    - {id: wants, ask: What would you like help with?, answer: several of, other: yes, options: [Budgets, {text: Career, also: [My career]}], for: mentees}
    - {id: offers, ask: What can you help with?, wording: {mentors: What do you offer?}, answer: several of, options: [Budgets, Career], for: mentors}
    - {id: age, ask: Your year of birth, answer: number, number: {least: 1940, most: 2010}, may_not_apply: yes, protected: yes}
  criteria:
    - {name: Grade, id: grade, why: A step ahead., compare: apart, of: grade, at_least: 1, at_most: 2, above: mentor, weight: must}
    - {name: Topics, why: Something to talk about., compare: overlap, of: wants, with: offers, at_least: 1, weight: most}
    - {name: Age, why: Both learn., compare: apart, of: age, above: either, because: The council asked for it., weight: a little}
    - {name: Hours, why: They can meet., compare: fits, of: time-zone, at_most: 3}
    - {name: Wishes, why: Who chose stays., compare: preferred}
    - They get on
  bias_check: We look at who got nobody, by shift.
  rematch: {within_weeks: 8, no_fault: yes, steps: [Say so]}
goals:
  - {id: stay, statement: People stay., indicator: People who say so, target: 8, measure: {item: stays, at_least: 4, target: 8, of: mentees}}
  - {statement: People meet., outcome: They did., reached: in part}
evaluation:
  code: yes
  smallest_group: 5
  uptake_by_group: yes
  results_published: yes
  decision_date: 2027-12-10
  groups: [{id: site, ask: "Where do you work?", options: [North, {text: South, also: [S]}], purpose: so that we see whether both are served}]
  questionnaires:
    - {id: start, title: At the start, when: baseline, week: 1, for: pairs, items: [{ask: I will stay., id: stays, goal: stay}]}
    - id: end
      title: At the end
      when: end
      week: 40
      for: pairs
      invited: {mentors: 12, mentees: 12}
      scale: {low: Never, high: Always, steps: 4, points: {2: Now and then}}
      items:
        - {ask: I will stay., wording: {mentors: My mentee will stay.}, again: stays, may_not_apply: yes}
        - {ask: "How many sessions were there?", answer: number, number: {unit: sessions, least: 0, most: 9}}
        - {ask: "What helped?", answer: several of, options: [The Keys, Lunch], other: yes, also: [Helped]}
        - {ask: "What are your plans?", level: results, answer: one of, options: [I stay, With another team], other: yes}
        - {ask: "What should change?", answer: words}
      slip: {ask: "Shall we ring you?", goes_to: Pat Long}
  decisions: [{what: It goes on., who: Pat Long, by: 2027-12-20}]
library: {forms: [goal-sheet, mentee-application]}
books: {mentor-workbook: {chapters: [dates, keys/feedback, forms/goal-sheet]}, mentee-workbook: none, facilitator-guide: none, cards: none}
"""
"""The programme that is built."""
BOARD = SMALL.replace("status: draft", "status: draft\nformat: advisory board").replace(
    "  mentees_per_mentor: 2\n",
    "  mentees_per_mentor: 2\n  shortlist: 3\n  seats: [{name: Money, of: offers, options: [Budgets]}, {name: Career, of: offers}]\n",
)
"""The same with boards, and short meetings before."""
GUIDES = ("keys/first-conversation", "keys/feedback", "training/questions-and-listening", "forms/goal-sheet")
PEOPLE = "role,name,partner,group\nmentee,Ada Nowak,Bob Ray,\nmentor,Bob Ray,Ada Nowak,\nmentee,Łukasz Żak,,\n"

SIGNS = [*"\0\t\r\n\"'`#:-?,[]{}&*!|>%@<\\/=$~^_", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", "\N{BOM}", "\u2028",
         "\x85", "\x1b", "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{GRINNING FACE}", "é", "e\N{COMBINING ACUTE ACCENT}", "株", "\U000F0000"]  # fmt: skip
VALUES = [
    "", "[]", "{}", "null", "~", "-1", "0", "1e999", "99999999999999999999", "2027-02-30", "9999-12-31", "0001-01-01",
    "25:99", "yes", "no", "'", '"', "&a [*a]", "*a", "!!python/object:os.system x", "!x y", "TO FILL IN", "{{ x }}",
    "{{ program.title }}", "{% x %}", "../../x", "/etc/passwd", "http://[", "https://example.org/ä b", "javascript:x",
    "x" * 3000, "[" * 200, "- x", "|", ">-", "[a, b]", "{a: b}", "? x", "week 3", "#fff", "#ggg", "rgb(0,0,0)", "1:1:1",
    "א", "😀", "<b>x</b>", "a\\nb", '"\\ud800"', '"\\0"', '"\\u0007"', "con", ".", "..", "none", "all", "everybody", "key:x",
]  # fmt: skip
MARKDOWN = [
    "```", "~~~~", "/// prompt", "///", "/// scale | x", "/// nosuch\nx\n///", "| a |", "| a | b |\n|---|---|\n| c |",
    "[x](#y)", "[x](", "[x](nosuch.md)", "![](x.png)", "![x](../../../etc/passwd)", "<script>x</script>", "<b", "<!--",
    "\\", "{: #id .x }", "{: style='x'", "[^1]", "[^1]: x", "[^1]: [^1]", "---", "===", "# x", "####### x", "> " * 80 + "x",
    "* " * 60, "[" * 300, "![" * 200, "*" * 500, "_a" * 300, "`" * 301, "<" * 400, "&#0;", "&nosuch;", "&#x110000;",
    "*[a]: b", "a\n: b", "!!! note", '??? "x"', "- [ ] x", "~~x~~", "    code", "\tcode", "1. a\n   - b\n     1. c",
    "[x]: y 'z", "<http://x", "{{ x }}", "{{ program.nosuch }}", "{% x %}", "x" * 3000, "/// fill | x\n    lines: -1\n///",
    "/// scale\n    from: 9\n    to: 1\n///", "/// actions\n///", "/// tabs\n/// tab | a\n///",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one input: its number, its kind (`traceback`, `hang`, `no place`, `build refuses`), and what was seen."""

    number: int
    kind: str
    seen: str


def change(text: str, chance: random.Random, kind: str) -> str:
    """The text with one thing in it changed."""
    lines = text.split("\n")
    at, where = chance.randrange(len(lines)), chance.randrange(len(text) + 1)
    ways: list[Callable[[], str]] = [
        lambda: text[:where] + chance.choice(SIGNS) + text[where:],
        lambda: text[:where] + text[where + chance.choice((1, 1, 1, 5, 40)) :],
        lambda: text[:where],
        lambda: "\n".join(lines[:at] + lines[at + chance.choice((1, 1, 3)) :]),
        lambda: "\n".join([*lines[:at], lines[at], *lines[at:]]),
        lambda: "\n".join([*lines[:at], chance.choice((" ", "  ", "    ", "\t")) + lines[at], *lines[at + 1 :]]),
        lambda: "\n".join([*lines[:at], lines[at].lstrip(), *lines[at + 1 :]]),
        lambda: "\n".join([*lines[:at], " ".join(lines[at : at + 2]), *lines[at + 2 :]]),
        lambda: "\n".join(lines[:at] + lines[at : at + 2][::-1] + lines[at + 2 :]),
    ]
    value = lambda: "\n".join([*lines[:at], _other_value(lines[at], chance), *lines[at + 1 :]])  # noqa: E731
    mark = lambda: "\n".join([*lines[:at], "", chance.choice(MARKDOWN), "", *lines[at:]])  # noqa: E731
    ways += [mark] * 8 if kind == "md" else [value] * 8
    return chance.choice(ways)()


def _other_value(line: str, chance: random.Random) -> str:
    """A line with another value behind its colon, or behind one between braces."""
    places = list(re.finditer(r"(?<=: )[^,{}\[\]]+|(?<=- ).+|(?<=\[)[^\]]*(?=\])", line))
    if not places:
        return line + chance.choice(VALUES)
    place = chance.choice(places)
    return line[: place.start()] + chance.choice(VALUES) + line[place.end() :]


def programmes() -> list[Path | str]:
    """The small programmes, and the examples."""
    return [SMALL, BOARD, *sorted(path for path in ROOT.glob("programs/*/*.yml") if not path.name.startswith("_"))]


def begin(folder: Path, example: Path | str) -> list[Path]:
    """Write a workspace, with an example or a small programme; the files in it that are changed, by their weight."""
    shutil.copy(ROOT / "mkdocs.yml", folder)
    client = folder / "programs/acme"
    if isinstance(example, Path):
        shutil.copytree(
            example.parent,
            client,
            ignore=lambda _, names: [n for n in names if n.endswith(".yml") and n != "_brand.yml"],
        )
        shutil.copy(example, client / "lead.yml")
    else:
        client.mkdir(parents=True)
        (client / "lead.yml").write_text(example, "utf-8")
        shutil.copytree(ROOT / "programs/lumen/brand", client / "brand")
        shutil.copytree(ROOT / "programs/lumen/fonts", client / "fonts")
        shutil.copy(ROOT / "programs/lumen/_brand.yml", client)
    guides = [folder / f"content/{name}.md" for name in GUIDES if (ROOT / f"content/{name}.md").is_file()]
    for guide in guides:
        guide.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / guide.relative_to(folder), guide)
    (folder / "people.csv").write_text(PEOPLE, "utf-8")
    definition, brand = client / "lead.yml", client / "_brand.yml"
    return [*[definition] * 6, *[brand] * 2, *guides, guides[0], folder / "mkdocs.yml", folder / "people.csv"]


def mutate(number: int, seed: int, files: list[Path]) -> Path:
    """Change one of the files, as this number and seed say."""
    chance = random.Random(f"{seed}/{number}")
    file = chance.choice(files)
    text = file.read_text("utf-8")
    for _ in range(chance.choice((1, 1, 2, 3))):
        text = change(text, chance, file.suffix[1:])
    data = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.05:
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice((b"\xff", b"\xc3", b"\xed\xa0\x80", b"\0")) + data[at:]
    file.write_bytes(data)
    return file


def run(folder: Path, *words: str) -> tuple[int, str]:
    """A command in this process: its status and what it printed. Raises what it does not tell in words."""
    done = CliRunner().invoke(main, [*words, "-f", str(folder / "mkdocs.yml")])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout or done.stderr


def checked(folder: Path) -> tuple[bool, list[str]]:
    """Return whether `check` passes, and the problems that have no line."""
    status, said = run(folder, "check", "--format", "json")
    report = json.loads(said)
    problems = [*report["shared"], *(problem for program in report["programmes"] for problem in program["form"])]
    nowhere = [f"{one['rule']}: {one['file']}: {one['message']}" for one in problems if not one.get("line")]
    if (folder / "people.csv").read_text("utf-8", "replace") != PEOPLE:
        workspace = open_workspace(folder / "mkdocs.yml").value
        assert workspace
        kits = load(workspace, workspace.choose(["acme/lead"])).toolkits
        try:
            for kit in kits:
                read_participants(folder / "people.csv", kit)
        except BuildFailed as error:
            nowhere += [f"{one.rule}: {one.message}" for one in error.problems if not one.at.line]
    return status == 0, nowhere


def one(number: int, seed: int, *, build: bool, folder: Path) -> list[tuple[str, str]]:
    """Everything that is wrong with how one input ends; where it is built and could not be, `skipped`."""
    some = (SMALL, BOARD) if build else programmes()
    file = mutate(number, seed, begin(folder, some[number % len(some)]))
    where = file.relative_to(folder).as_posix()
    try:
        passes, nowhere = checked(folder)
        found = [("no place", f"{where}: {text}") for text in nowhere]
        if not build or not passes:
            return [*found, *([("skipped", "")] if build else [])]
        fleet.workers = _here  # type: ignore[assignment]
        status, said = run(folder, "build", "-j", "1", "-q")
    except BaseException:
        return [("traceback", f"{where}: {traceback.format_exc(limit=-6)}")]
    return [*found, *([("build refuses", f"{where}: {said}")] if status else [])]


@contextmanager
def _here(number: int, limits: Limits) -> Iterator[Start]:
    """The one process that works is this one, which is ended from outside."""
    from concurrent.futures import Future

    def start(task: Callable[..., Any], *given: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(task(*given))
        except BaseException as error:
            future.set_exception(error)
        return future

    yield start


def warm(*, build: bool) -> None:
    """Do once what processes forked from this one then need not do: import, and read what does not change."""
    for example in programmes():
        with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
            begin(Path(folder), example)
            status, said = run(Path(folder), "check", "--format", "json")
            assert status == 0, said
            if build and example is SMALL:
                fleet.workers = _here  # type: ignore[assignment]
                status, said = run(Path(folder), "build", "-j", "1", "-q")
                assert status == 0, said


def apart(number: int, seed: int, *, build: bool, keep: bool = False) -> list[Outcome]:
    """One input in a process of its own, which is ended when it takes too long."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        os.environ["MENTORKIT_CACHE"] = str(folder / "cache")
        with os.fdopen(writer, "w", encoding="utf-8", errors="replace") as out:
            json.dump(one(number, seed, build=build, folder=folder), out)
        os._exit(0)
    os.close(writer)
    end = time.monotonic() + SECONDS["build" if build else "check"] * 5  # other programs are at work too
    with os.fdopen(reader, encoding="utf-8") as heard:
        said = _heard(heard.fileno(), child, end)
    os.waitpid(child, 0)
    if not keep:
        shutil.rmtree(folder, ignore_errors=True)
    elif keep:
        print(folder)
    found = json.loads(said) if said else [["hang", "it takes too long, or its process ended"]]
    return [Outcome(number, kind, seen) for kind, seen in found]


def _heard(pipe: int, child: int, end: float) -> str:
    """Everything that a child writes; nothing of one that has to be ended."""
    import select

    data = b""
    while time.monotonic() < end:
        if select.select([pipe], [], [], 1)[0]:
            more = os.read(pipe, 1 << 16)
            if not more:
                return data.decode("utf-8", "replace")
            data += more
    os.kill(child, signal.SIGKILL)
    return ""


def main_() -> None:
    """Run as many inputs as are asked for, and print what is wrong with them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", type=int, default=3000)
    parser.add_argument("--build", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", type=int, default=0, dest="first", help="the number of the first input")
    parser.add_argument("--only", type=int, help="one input, whose folder is kept; with --build 1, through build")
    wanted = parser.parse_args()
    os.environ["SOURCE_DATE_EPOCH"] = "1795000000"
    if wanted.only is not None:
        for outcome in apart(wanted.only, wanted.seed, build=wanted.build == 1, keep=True):
            print(outcome.kind, outcome.seen)
        return
    counts: Counter[str] = Counter()
    warm(build=wanted.build > 0)
    for number in range(wanted.first, wanted.first + wanted.check):
        counts["check"] += 1
        _tell(apart(number, wanted.seed, build=False), counts)
    number = wanted.first
    while counts["build"] < wanted.build:
        outcomes = apart(number, wanted.seed, build=True)
        number += 1
        if not any(outcome.kind == "skipped" for outcome in outcomes):
            counts["build"] += 1
        _tell([outcome for outcome in outcomes if outcome.kind != "skipped"], counts)
    print(", ".join(f"{name}: {number}" for name, number in counts.items()))
    sys.exit(int(bool(counts.keys() - {"check", "build"})))


def _tell(outcomes: list[Outcome], counts: Counter[str]) -> None:
    for outcome in outcomes:
        counts[outcome.kind] += 1
        print(f"{outcome.number}  {outcome.kind}  {outcome.seen}", flush=True)
    if not (counts["check"] + counts["build"]) % 20:
        print(dict(counts), file=sys.stderr)


if __name__ == "__main__":
    main_()
