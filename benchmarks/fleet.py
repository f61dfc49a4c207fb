"""Builds of a fleet, as ratios to the cold build of the same fleet in the same round.

A fleet is a workspace of the repository's examples, each with a title of its own, of three clients to eight programmes.
A round builds each size cold, in empty folders; from the cache, into an empty site; and with nothing changed. In the
largest it then edits a Key that a part of the programmes uses, a client's colour and a session's title, and builds
after each. At last one programme is held against its engines (`floor.py`) and its time is taken apart
(`breakdown.py`). Run it with: python benchmarks/fleet.py --sizes 1,10,40
A round of 1, 10 and 40 programmes takes about an hour of processor time.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import floor
from compare import ROOT, Run, timed

from mentorkit.checking.loading import load
from mentorkit.workspace.workspace import open_workspace

COLUMNS = ("Build", "Programmes made", "Books laid out", "Seconds", "Processor seconds", "Of cold", "Of its processor")


@dataclass(frozen=True, slots=True)
class Made:
    """One build: what it took, and how much it made anew."""

    run: Run
    programmes: int
    books: int


@dataclass(frozen=True, slots=True)
class Fleet:
    """A workspace of some programmes, made from the examples in a folder of clients."""

    home: Path
    size: int
    examples: Path
    made: dict[str, list[Made]] = field(default_factory=lambda: defaultdict(list))
    """The builds of each kind, one a round."""

    def write(self) -> None:
        """Write the workspace. Each client has the brand of an example's client, and that client's examples."""
        shutil.copyfile(ROOT / "mkdocs.yml", self.home / "mkdocs.yml")
        every = sorted(self.examples.glob("*/[!_]*.yml"))
        clients = max(1, self.size * 3 // 8)
        for number in range(self.size):
            client = number % clients
            source = every[client % len(every)].parent
            own = [path for path in every if path.parent == source]
            home = self.home / f"programs/client-{client + 1:02}"
            if not home.exists():
                shutil.copytree(source, home, ignore=shutil.ignore_patterns("[!_]*.yml"))
            text = own[(number // clients + client) % len(own)].read_text("utf-8")
            text = re.sub(r"^title: (.*)", rf"title: \1 {number + 1}", text, count=1, flags=re.MULTILINE)
            text = re.sub(r"^(sessions:\n)(?!  1:)", r"\1  1: {title: The first}\n", text, count=1, flags=re.MULTILINE)
            (home / f"programme-{number + 1:02}.yml").write_text(text, "utf-8")

    def build(self, kind: str, jobs: int) -> None:
        """Build all of it, and remember what that took."""
        before = self.books()
        run = timed(sys.executable, "-m", "mentorkit", "build", "-f", self.home / "mkdocs.yml", "--jobs", str(jobs))
        built = re.search(r"(\d+) programmes? built", run.said)
        one = Made(run, int(built[1]) if built else 0, len(self.books() - before))
        self.made[kind].append(one)
        told = f"{one.programmes} programmes, {one.books} books, {run.wall:.2f} s, {run.processor:.2f} s of processors"
        print(f"  {self.size}, {kind}: {told}", file=sys.stderr, flush=True)

    def books(self) -> set[Path]:
        """The books in the cache; one that is laid out anew is another one."""
        return set((self.home / ".cache").rglob("downloads/**/*.pdf"))

    def clear(self, *folders: str) -> None:
        """Delete these folders of the workspace."""
        for folder in folders:
            shutil.rmtree(self.home / folder, ignore_errors=True)

    def table(self, base: str) -> None:
        """Print what was measured as rows of a table, held against the builds called `base`."""
        size = f"{self.size} programme{'s' if self.size > 1 else ''}"
        for kind, builds in self.made.items():
            wall, processor = ([getattr(one.run, name) for one in builds] for name in ("wall", "processor"))
            cold = [one.run for one in self.made[base]]
            of_wall = [mine / theirs.wall for mine, theirs in zip(wall, cold, strict=True)]
            of_processor = [mine / theirs.processor for mine, theirs in zip(processor, cold, strict=True)]
            seconds = [f"{statistics.median(column):.2f}" for column in (wall, processor)]
            ratios = [f"{statistics.median(column):.3f}" for column in (of_wall, of_processor)]
            cells = [f"{size}, {kind}", str(builds[-1].programmes), str(builds[-1].books), *seconds, *ratios]
            print(f"| {' | '.join(cells)} |")


@dataclass(frozen=True, slots=True)
class Edits:
    """Edits of a fleet, each another one every time."""

    fleet: Fleet
    key: Path
    """A Key that about a quarter of the programmes uses, copied from the stock."""
    users: int

    @classmethod
    def of(cls, fleet: Fleet) -> Edits:
        """The edits of this fleet; the Key is overridden first."""
        workspace = open_workspace(fleet.home / "mkdocs.yml").value
        assert workspace is not None
        toolkits = load(workspace, workspace.programs()).toolkits
        used = Counter(key.id for kit in toolkits for key in kit.keys)
        name = min(used, key=lambda one: (abs(used[one] - fleet.size / 4), one))
        timed(sys.executable, "-m", "mentorkit", "override", f"content/keys/{name}.md", "-f", workspace.config)
        return cls(fleet, fleet.home / f"content/keys/{name}.md", used[name])

    def edit_key(self, number: int) -> None:
        """Write one more sentence at the end of the first paragraph."""
        self._change(self.key, r"(\n---\n\n.+?)\n\n", rf"\1 This is edit {number}.\n\n")

    def edit_brand(self, number: int) -> None:
        """Change the first colour of the first client by a shade of blue."""
        brand = sorted(self.fleet.home.glob("programs/*/_brand.yml"))[0]
        self._change(brand, r"#([0-9a-fA-F]{5})([0-9a-fA-F])", lambda c: f"#{c[1]}{(int(c[2], 16) + 1) % 16:x}")

    def edit_definition(self, number: int) -> None:
        """Give the first session of the first programme another title."""
        program = sorted(self.fleet.home.glob("programs/*/programme-01.yml"))[0]
        self._change(program, r"^(sessions:\n  1:\s+\{?title: )[^,}\n]*", rf"\1A beginning ({number})")

    def _change(self, path: Path, what: str, by: object) -> None:
        text, changes = re.subn(what, by, path.read_text("utf-8"), count=1, flags=re.MULTILINE | re.DOTALL)  # type: ignore[call-overload]
        assert changes == 1, f"{path} is not what was expected"
        path.write_text(text, "utf-8")


def measure(fleet: Fleet, edits: Edits | None, number: int, jobs: int, *, alone: bool) -> str:
    """One round of a fleet; the name of the builds to which the others are held."""
    cold = f"cold, {jobs} jobs" if jobs > 1 else "cold, 1 job"
    for at_once in ([1] if alone and jobs > 1 else []) + [jobs]:
        fleet.clear("site", ".cache")
        fleet.build(cold if at_once == jobs else "cold, 1 job", at_once)
    fleet.clear("site")
    fleet.build("from the cache", jobs)
    fleet.build("nothing changed", jobs)
    if edits:
        edits.edit_key(number)
        fleet.build(f"a Key of {edits.users} edited", jobs)
        edits.edit_brand(number)
        fleet.build("a client’s colour edited", jobs)
        edits.edit_definition(number)
        fleet.build("a session’s title edited", jobs)
    return cold


def measured(examples: Path, sizes: list[int], rounds: int, jobs: int, alone: int) -> None:
    """Measure fleets of these sizes, round by round, and print the table."""
    with tempfile.TemporaryDirectory() as scratch:
        fleets = [Fleet(Path(scratch, str(size)), size, examples) for size in sizes]
        for fleet in fleets:
            fleet.home.mkdir()
            fleet.write()
        edits = Edits.of(fleets[-1])
        cold = ""
        for number in range(1, rounds + 1):
            print(f"Round {number} of {rounds}", file=sys.stderr, flush=True)
            for fleet in fleets:
                own = edits if fleet is fleets[-1] else None
                cold = measure(fleet, own, number, jobs, alone=fleet.size <= alone)
        print(f"\n| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
        for fleet in fleets:
            fleet.table(cold)


def main() -> None:
    """Measure fleets, then one programme."""
    parser = argparse.ArgumentParser(description="Builds of a fleet as ratios to its cold build.")
    parser.add_argument("--sizes", default="1,10,40", help="how many programmes: 1,10,40; nothing skips fleets")
    parser.add_argument("--repeat", type=int, default=1, help="rounds; medians are printed")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes of all builds but one")
    parser.add_argument("--alone", type=int, default=10, help="the largest size that is built with one process too")
    parser.add_argument("--pairs", type=int, default=3, help="pairs against the bare engines; 0 skips them")
    parser.add_argument("--examples", type=Path, default=ROOT / "programs", help="folder of clients with programmes")
    chosen = parser.parse_args()
    os.environ.pop("MENTORKIT_CACHE", None)  # each fleet has its own
    sizes = sorted(int(size) for size in chosen.sizes.split(",") if size)
    if sizes:
        measured(chosen.examples.resolve(), sizes, chosen.repeat, chosen.jobs, chosen.alone)
    if chosen.pairs:
        with tempfile.TemporaryDirectory() as scratch:
            one = Fleet(Path(scratch), 1, chosen.examples.resolve())
            one.write()
            floor.measure(one.home, chosen.pairs)


if __name__ == "__main__":
    main()
