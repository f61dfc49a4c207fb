"""Builds of a fleet after edits, against the cold build of the same fleet; and one programme after another of the same client.

The fleet is a workspace of ten of the repository's examples, each with a title of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ratios import ROOT, Ratio, Run, mentorkit

from mentorkit.checking.loading import load
from mentorkit.workspace.workspace import open_workspace

SIZE, USERS, CLIENTS = 10, 3, 4
SECOND = "calder/open-door"
"""The programme that the same client runs again, under another title and with other dates."""
YEARS = 28
"""After so many years each day is the same day of the week again, and leap years are leap years."""


def ratios() -> Iterator[Ratio]:
    """Ratios of processor time, and of time on the clock where it is about processes."""
    os.environ.pop("MENTORKIT_CACHE", None)  # each fleet has its own
    yield from of_fleet()
    yield from of_second()


def of_fleet() -> Iterator[Ratio]:
    """A fleet cold, with nothing changed, and after edits."""
    with tempfile.TemporaryDirectory() as scratch:
        fleet = Fleet(Path(scratch))
        fleet.write()
        key, users = fleet.key()
        cold = fleet.build()
        print(f"  {SIZE} programmes cold: {cold.clock:.0f} s, {cold.processor:.0f} s of processors", file=sys.stderr)

        def after(what: str, change: Callable[[], object], goal: float | None = None) -> Ratio:
            change()
            run = fleet.build()
            return Ratio(what, f"{SIZE} programmes cold", (run.processor / cold.processor,), goal, note=_made(run))

        yield after("nothing changed", lambda: None)
        yield after("the site deleted, the cache kept", lambda: shutil.rmtree(fleet.home / "site"))
        yield after(f"a Key edited that {users} of them use", lambda: edit_key(key), 0.03)
        yield after("a session’s title edited", fleet.edit_title, 0.03)
        yield after("a client’s colour edited", fleet.edit_colour)


def of_second() -> Iterator[Ratio]:
    """A programme, then the same client's next one with the same Keys; and processes against one."""
    with tempfile.TemporaryDirectory() as scratch:
        fleet, example = Fleet(Path(scratch)), ROOT / f"programs/{SECOND}.yml"
        shutil.copyfile(ROOT / "mkdocs.yml", fleet.home / "mkdocs.yml")
        shutil.copytree(example.parent, fleet.home / "programs/calder", ignore=shutil.ignore_patterns("[!_]*.yml"))
        text = example.read_text("utf-8")
        (fleet.home / "programs/calder/first.yml").write_text(text, "utf-8")
        first = fleet.build("--jobs", "1")
        later = re.sub(r"\b(20\d\d)-(?=\d\d-\d\d)", lambda year: f"{int(year[1]) + YEARS}-", text)
        later = re.sub(r"^title: .*", "title: The Next Round", later, count=1, flags=re.MULTILINE)
        (fleet.home / "programs/calder/second.yml").write_text(later, "utf-8")
        second = fleet.build("calder/second", "--jobs", "1")
        shutil.rmtree(fleet.home / ".cache")
        shutil.rmtree(fleet.home / "site")
        side_by_side = fleet.build("calder/first", "--jobs", "2")
    what = "a second programme of the same client with the same Keys"
    yield Ratio(what, "the first, cold", (second.processor / first.processor,), 0.6)
    yield Ratio("one programme with two processes", "with one", (side_by_side.clock / first.clock,), unit="clock")


@dataclass(frozen=True, slots=True)
class Fleet:
    """A workspace of some programmes, made from the examples."""

    home: Path

    def write(self) -> None:
        """Write the workspace. Each client has the brand of an example's client, and that client's examples."""
        shutil.copyfile(ROOT / "mkdocs.yml", self.home / "mkdocs.yml")
        every = sorted((ROOT / "programs").glob("*/[!_]*.yml"))
        for number in range(SIZE):
            client = number % CLIENTS
            source = sorted({path.parent for path in every})[client]
            own = [path for path in every if path.parent == source]
            home = self.home / f"programs/client-{client + 1}"
            if not home.exists():
                shutil.copytree(source, home, ignore=shutil.ignore_patterns("[!_]*.yml"))
            text = own[number // CLIENTS % len(own)].read_text("utf-8")
            text = re.sub(r"^(title: (?:\{\w+: )?[^,}\n]*)", rf"\1 {number + 1}", text, count=1, flags=re.MULTILINE)
            text = re.sub(r"^(sessions:\n)(?!  1:)", r"\1  1: {title: The first}\n", text, count=1, flags=re.MULTILINE)
            (home / f"programme-{number + 1:02}.yml").write_text(text, "utf-8")

    def build(self, *words: str) -> Run:
        """Build it, with as many processes as there are processors."""
        return mentorkit("build", *words, "-f", self.home / "mkdocs.yml")

    def key(self) -> tuple[Path, int]:
        """A Key that about three of the programmes use, copied from the stock, and how many use it."""
        workspace = open_workspace(self.home / "mkdocs.yml").value
        assert workspace is not None
        toolkits = load(workspace, workspace.programs()).toolkits
        used = Counter(key.id for kit in toolkits for key in kit.keys)
        name = min(used, key=lambda one: (abs(used[one] - USERS), one))
        mentorkit("override", f"content/keys/{name}.md", "-f", workspace.config)
        return self.home / f"content/keys/{name}.md", used[name]

    def edit_colour(self) -> None:
        """Change the first colour of the first client by a shade of blue."""
        brand = sorted(self.home.glob("programs/*/_brand.yml"))[0]
        _change(brand, r"#([0-9a-fA-F]{5})([0-9a-fA-F])", lambda c: f"#{c[1]}{(int(c[2], 16) + 1) % 16:x}")

    def edit_title(self) -> None:
        """Give the first session of the first programme another title."""
        program = sorted(self.home.glob("programs/*/programme-01.yml"))[0]
        _change(program, r"^(sessions:\n  1:\s+\{?title: )[^,}\n]*", r"\1A beginning")


def edit_key(key: Path) -> None:
    """Write one more sentence at the end of the first paragraph."""
    _change(key, r"(\n---\n\n.+?)\n\n", r"\1 This is an edit.\n\n")


def _change(path: Path, what: str, by: object) -> None:
    text, changes = re.subn(what, by, path.read_text("utf-8"), count=1, flags=re.MULTILINE | re.DOTALL)  # type: ignore[call-overload]
    assert changes == 1, f"{path} is not what was expected"
    path.write_text(text, "utf-8")


def _made(run: Run) -> str:
    built = re.search(r"(\d+ programmes?) built", run.said)
    return f"{built[1] if built else '0 programmes'} made"
