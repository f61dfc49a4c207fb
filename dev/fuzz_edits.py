"""Random edits of definitions, saved and undone: only lines that were meant change, and what was asked is what is read back.

    python dev/fuzz_edits.py                     1,000 edits, 300 while others edit, 100 kills
    python dev/fuzz_edits.py --edits 200 --both 0 --kills 0 --seed 7
    python dev/fuzz_edits.py --only 123          one edit again, with its difference

Each edit changes one to three things of an example programme, or of a small one over an archetype. After it, every other value
of the whole definition is as it was, every line that is gone belongs to what was changed, and undo gives the bytes back.
An edit that meets one made by hand since the file was seen is made beside it, or told. A kill ends the process right before it would touch a file; then the old text stands there or the new one, and saving goes on.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher, unified_diff
from pathlib import Path
from typing import Any
from unicodedata import normalize

from mentorkit.core.digests import digest
from mentorkit.core.yaml_source import read_mapping
from mentorkit.editing.changes import ABSENT, Change, Move
from mentorkit.editing.definition_edits import EditableDefinition, open_definition
from mentorkit.editing.saving import opened, save, undo
from mentorkit.editing.seen_values import entry_id
from mentorkit.workspace.workspace import ProgramFile, Workspace, open_workspace

ROOT = Path(__file__).resolve().parent.parent
SMALL = """\
# Ours
title: {title}
organisation: Acme
archetype: {archetype}
starts: 2027-02-01   # a Monday

people:
  # our head
  sponsor: Pat Long
  safe_contact: {{name: Kim Ray, email: kim@example.org}}
events:
  without: [{gone}]
  add:
    # ours alone
    - {{id: picnic, what: Picnic, week: 20, kind: social}}

    - id: walk
      what: A walk
      date: 2027-06-01
      about: >-
        Along the river and back, in whatever
        weather there is.
sessions:
  02: {{week: 5}}   # later
  3:
    title: Something else
"""
TEXTS = [
    "x", "yes", "null", "~", "09:30", "2027-02-01", "A: b", "a #b", "# c", "- x", "{x", "[y]", "*z*", "&q", "!t", "%p", "@a", "`b`",
    "it's", 'say "x"', "“q”", "a, b", "\N{GRINNING FACE} smile", "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd", "long words " * 18 + "end", "one\n\ntwo",
    "a\n- b\n- c", "TO FILL IN (who and when)", "ends:", "tab\tin", "C:\\new", "1e3", "-", "?", "a  b", "word " * 40, "Zo\u0308e", "1.",
    "yes, no", "Room #4", "key: [a, b]", "'quoted'", "\N{BULLET} one", "a\N{NO-BREAK SPACE}b", "{{ program.title }}", "e-mail: x@y.z",
]  # fmt: skip
DAYS = ["2027-03-01", "week 9", "week 12 Friday", "2027-11-30"]


def workspace_in(folder: Path) -> Workspace:
    """A workspace with the example programmes and small ones over each archetype."""
    shutil.copytree(ROOT / "programs", folder / "programs")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "programs/acme").mkdir()
    for path in sorted((ROOT / "content/archetypes").glob("[!_]*.yml")):
        events: Any = read_mapping(path.read_text("utf-8"), "").value
        gone = next(one["id"] for one in events["events"] if one.get("id"))
        text = SMALL.format(title=path.stem.title(), archetype=path.stem, gone=gone)
        manner = len(path.stem) % 3
        data = text.encode() if manner == 0 else text.replace("\n", "\r\n").encode() if manner == 1 else b"\xef\xbb\xbf" + text.rstrip("\n").encode()  # fmt: skip
        (folder / f"programs/acme/{path.stem}.yml").write_bytes(data)
    workspace, problems = open_workspace(folder / "mkdocs.yml")
    assert workspace is not None, problems
    return workspace


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every value of a definition with its path, containers too."""
    yield path, value
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(value, list):
        ids = [entry_id(one) if isinstance(one, dict) else "" for one in value]
        for number, inner in enumerate(value):
            known = ids[number] and ids.count(ids[number]) == 1
            yield from leaves(inner, (*path, ids[number] if known else f"#{number}"))


def other(rng: random.Random, value: Any) -> Any:
    """Another value of the same kind."""
    if not isinstance(value, str):
        return rng.choice(TEXTS)
    if re.fullmatch(r"\d{4}-\d\d-\d\d|week .*", value):
        return rng.choice(DAYS)
    if value.isdecimal():
        return str(int(value) + rng.randint(1, 9))
    if re.fullmatch(r"\d\d:\d\d", value):
        return f"{rng.randint(0, 23):02}:{rng.choice(('00', '15', '45'))}"
    return {"yes": "no", "no": "yes", "true": "no", "false": "yes"}.get(value) or rng.choice(TEXTS)


def random_change(rng: random.Random, values: Any) -> Change | Move:
    """One thing that somebody could mean."""
    every = [
        (path, value)
        for path, value in leaves(values)
        if path and path[0] not in ("archetype", "extends", "first_week")
    ]
    kind = rng.random()
    lists = [(path, value) for path, value in every if isinstance(value, list) and value]
    if kind < 0.5:
        path, value = rng.choice([one for one in every if isinstance(one[1], str)])
        return Change(path, value, other(rng, value))
    if kind < 0.65:
        path, value = rng.choice(every)
        return Change(path, value, ABSENT)
    if kind < 0.8:
        path, value = rng.choice(lists)
        entry = rng.choice(value)
        if isinstance(entry, dict):
            entry = {
                name: rng.choice(TEXTS) if name in ("about", "text", "statement") else one
                for name, one in entry.items()
                if name != "id"
            }
        behind = rng.choice([None, "", f"#{rng.randrange(len(value))}"])
        return Change(
            (*path, rng.choice(["+", "+a-new-one"])),
            ABSENT,
            entry if isinstance(entry, dict) else rng.choice(TEXTS),
            behind,
        )
    if kind < 0.87:
        path, value = rng.choice(lists)
        if len(value) > 1:
            first, second = rng.sample(range(len(value)), 2)
            return Move((*path, f"#{first}"), rng.choice([f"#{second}", ""]))
    if kind < 0.92:
        path, value = rng.choice(lists)
        return Change(path, value, rng.sample(value, rng.randint(1, len(value))))
    names = ("trust", "accountability", "cohort", "summary", "contact", "exposure", "privacy")
    place = rng.choice(
        [(one,) for one in names] + [(*path, "about") for path, _ in every if path[0] == "events" and len(path) == 2]
    )
    value = dict(every).get(place, ABSENT)
    return Change(place, value, "https://x.example/y" if place[-1] == "contact" else rng.choice(TEXTS))


def asked(definition: EditableDefinition, changes: Sequence[Change | Move]) -> str:
    """What is wrong with a definition that these changes were made to, apart from what `changed` itself looks at."""
    for change in changes:
        if (
            isinstance(change, Move)
            or change.adds
            or change.path[-1][0] == "#"
            or change.path[-1] == "id"
            or len(changes) > 1
        ):
            continue
        now, after = definition.value(change.path), change.after
        if isinstance(after, str) and isinstance(now, str):
            now, after = " ".join(now.split()), " ".join(after.split())
        if normalize("NFC", str(now)) != normalize("NFC", str(after)) and not isinstance(now, list | dict):
            return f"{change.path} is {now!r:.80}, not {after!r:.80}"
    return ""


def lines_gone(old: str, new: str) -> list[int]:
    """The numbers of the lines of the old text that are others in the new one."""
    matcher = SequenceMatcher(None, old.splitlines(), new.splitlines(), autojunk=False)
    return [line for kind, a, b, _, _ in matcher.get_opcodes() if kind != "equal" for line in range(a, b)]


def touched(old: Any, new: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of an own file, as it was, in which it says something else."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in {**old, **new}:
            if name not in old:
                yield (*path, name)
            else:
                yield from touched(old[name], new.get(name), (*path, name))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (one, two) in enumerate(zip(old, new, strict=True)):
            yield from touched(one, two, (*path, number))
    elif old != new:
        yield path


def meant_lines(old: str, new: str) -> set[int]:
    """The lines of the old text that may change: those of the values that are others, with comments and blank lines around."""
    before, after = (read_mapping(text.removeprefix("\ufeff"), "").value for text in (old, new))
    assert before is not None
    lines, allowed = old.removeprefix("\ufeff").splitlines(), set[int]()
    starts = sorted(set(places(before.place)) | {len(lines) + 1})
    for path in touched(before, after):
        first = before.place.at(*path).line
        inside: Any = before
        place = before.place
        for step in path:
            below = place.inside.get(step)
            if below is None:
                break
            key = place.keys.get(str(step))
            first = key.line if key else below.span.line
            place, inside = below, inside[step]
        last = max([first, *places(place)]) if path else len(lines)
        end = next(one for one in starts if one > last) if path else len(lines) + 1
        allowed |= set(range(first - 1, end - 1))
        above = first - 2
        while above >= 0 and (not lines[above].strip() or lines[above].lstrip().startswith(("#", "-"))):
            allowed.add(above)
            above -= 1
    return allowed


def places(place: Any) -> Iterator[int]:
    """The lines in which something of a place begins."""
    for span in place.keys.values():
        yield span.line
    for inner in place.inside.values():
        yield inner.span.line
        yield from places(inner)


def one_edit(workspace: Workspace, programs: Sequence[ProgramFile], seed: str, *, show: bool) -> tuple[str, str]:
    """Make, look at and undo one edit; what became of it, and what is wrong."""
    rng = random.Random(seed)
    program = rng.choice(programs)
    data = program.path.read_bytes()
    definition = open_definition(workspace, program).value
    assert definition is not None
    changes = [random_change(rng, definition.values) for _ in range(rng.choice((1, 1, 1, 2, 3)))]
    seen = digest(opened(workspace, program.path).value or "")
    made, problems = save(workspace, program.path, changes, seen)
    text = program.path.read_bytes().decode()
    if show:
        print(*changes, *problems, sep="\n")
        print("".join(unified_diff(definition.text.splitlines(True), text.splitlines(True), n=1)))
    if made is None:
        return "refused: " + ", ".join(
            sorted({one.rule for one in problems})
        ), "" if program.path.read_bytes() == data else "refused, and written"
    if text == definition.text:
        return "the same", ""
    again = open_definition(workspace, program).value
    wrong = "cannot be read any more" if again is None else "" if made.crossed else asked(again, changes)
    stray = sorted(set(lines_gone(definition.text, text)) - meant_lines(definition.text, text))
    if stray:
        wrong = wrong or f"lines {[one + 1 for one in stray]} were not meant"
    if not undo(workspace, program.path).value or program.path.read_bytes() != data:
        wrong = wrong or "undo gives other bytes"
        program.path.write_bytes(data)
    return "changed", wrong


def two_at_once(workspace: Workspace, programs: Sequence[ProgramFile], seed: str) -> tuple[str, str]:
    """Save a value while somebody changed the file by hand since it was seen; what became of it, and what is wrong."""
    rng = random.Random(seed)
    program = rng.choice(programs)
    data = program.path.read_bytes()
    definition = open_definition(workspace, program).value
    assert definition is not None
    seen = digest(opened(workspace, program.path).value or "")
    theirs = definition.changed([random_change(rng, definition.values)]).value
    texts = [(path, one) for path, one in leaves(definition.values) if isinstance(one, str) and path[-1] != "id"]
    path, value = rng.choice([one for one in texts if one[0][0] not in ("archetype", "extends", "first_week")])
    mine = Change(path, value, f"mine {rng.randrange(10**6)}")
    if theirs is None or definition.changed([mine]).value is None or theirs.text == definition.text:
        return "not possible", ""
    program.path.write_bytes(theirs.text.encode())
    made, problems = save(workspace, program.path, [mine], seen)
    text = program.path.read_bytes().decode()
    program.path.write_bytes(data)
    if made is None:
        return "both: refused", "" if text == theirs.text else f"refused, and written: {problems}"
    if made.crossed:
        return "both: told", "" if text == theirs.text else "crossed, and written"
    both, hers = definition.reopened(text).value, definition.reopened(theirs.text).value
    if both is None or hers is None:
        return "both: made", "cannot be read any more"
    before, after = (
        Counter(str(one) for _, one in leaves(each.values) if isinstance(one, str)) for each in (hers, both)
    )
    after.subtract(before)
    differ = {said: number for said, number in after.items() if number}
    return "both: made", "" if differ == {mine.after: 1, value: -1} else f"{path}: {differ}"


def one_kill(workspace: Workspace, program: ProgramFile, seed: str) -> tuple[str, str]:
    """Kill a process while it saves; what became of it, and what is wrong then."""
    rng = random.Random(seed)
    old = program.path.read_bytes()
    definition = open_definition(workspace, program).value
    assert definition is not None
    change = Change(("title",), definition.value(("title",)), f"Title {rng.randrange(10**6)}")
    expected = (definition.changed([change]).value or definition).text.encode()
    child = os.fork()
    if child == 0:
        die_before(rng.randint(0, 28), str(workspace.root))
        save(workspace, program.path, [change], definition.digest)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    became = {0: "came to its end", -signal.SIGKILL: "killed"}.get(os.waitstatus_to_exitcode(status), "failed")
    now = program.path.read_bytes()
    became += ", written" if now == expected else ", not written"
    if now not in (old, expected):
        return became, "neither the old text nor the new one"
    if now == expected and undo(workspace, program.path).value is None:
        return became, "what was saved cannot be undone"
    if program.path.read_bytes() != old:
        return became, "undo gives other bytes"
    if not save(workspace, program.path, [change], definition.digest).value or program.path.read_bytes() != expected:
        return became, "it cannot be saved again"
    if not undo(workspace, program.path).value or program.path.read_bytes() != old:
        return became, "the second save cannot be undone"
    return became, "the process ended otherwise" if became.startswith("failed") else ""


def die_before(touches: int, root: str) -> None:
    """Kill this process before it touches one more file of a folder."""
    left = [touches]

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        writes = (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        )
        if (writes or event in ("os.rename", "os.remove", "os.mkdir", "os.chmod", "os.truncate")) and root in str(
            arguments[0]
        ):
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def main() -> int:
    """Run, print, and end with 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--both", type=int, default=300)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", default="0")
    parser.add_argument("--only", type=int)
    given = parser.parse_args()
    began, counted, faults = time.monotonic(), Counter[str](), list[str]()

    def report(number: int, became: str, fault: str) -> None:
        counted[became] += 1
        if fault:
            faults.append(fault)
            print(f"{became} {number}: {fault}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("MENTORKIT_CACHE", None)
        workspace = workspace_in(Path(folder) / "w")
        programs = workspace.programs()
        for number in range(given.edits) if given.only is None else [given.only]:
            report(number, *one_edit(workspace, programs, f"{given.seed}-{number}", show=given.only is not None))
        for number in range(given.both) if given.only is None else ():
            report(number, *two_at_once(workspace, programs, f"{given.seed}-both-{number}"))
        for number in range(given.kills) if given.only is None else ():
            report(number, *one_kill(workspace, programs[number % len(programs)], f"{given.seed}-kill-{number}"))
    print(
        ", ".join(f"{number} {what}" for what, number in counted.most_common()),
        f"- {len(faults)} wrong, {time.monotonic() - began:.0f} s",
    )
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
