"""Machines that share a cache: a fleet of tiny programmes built in parts, as one, and on an empty machine after an edit.

The fleet has N programmes of N/20 clients, each with one session and no books; every tenth uses a Key of the workspace.
Four machines build a part each and share what they make; one machine builds all of it by itself. Both must be the same to
the byte. Then the Key is edited, and a machine that has kept nothing builds all of it in another folder: only what shows
that Key may be made. At last an empty machine builds it once more: nothing may be made. Each line tells the seconds for
each programme and the memory of the largest process, so that two sizes show whether anything grows faster than the fleet.

`benchmarks/run shared_cache` takes a small fleet; python benchmarks/shared_cache.py --sizes 100,400 takes others.
A programme takes one or two seconds of processor time to make, and about three megabytes of disk; it is made twice.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import http.server
import os
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from fleet import edit_key
from ratios import ROOT, Ratio, Run, mentorkit

SIZE, PARTS = 20, 4
PROGRAMME = """\
title: Programme {number}
organisation: Client {client}
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {{title: Begin, week: 2, keys: [{key}]}}
library: {{forms: [goal-sheet]}}
"""
TAKEN = re.compile(r"portals: (\d+) made, (\d+) from the cache of this machine, (\d+) from the shared")


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine with a checkout of the fleet, its own cache, and a site."""

    home: Path
    size: int

    @classmethod
    def new(cls, home: Path, size: int, shared: str) -> Machine:
        """Check out a fleet of this size on a machine that has kept nothing."""
        settings = (ROOT / "mkdocs.yml").read_text("utf-8")
        assert "  mentorkit:\n" in settings
        home.mkdir(parents=True)
        named = f"  mentorkit:\n    cache: {shared}\n"
        (home / "mkdocs.yml").write_text(settings.replace("  mentorkit:\n", named), "utf-8")
        for number in range(size):
            client = number % max(1, size // 20)
            folder = home / f"programs/client-{client + 1:04}"
            folder.mkdir(parents=True, exist_ok=True)
            key = "our-own" if number % 10 == 0 else "first-conversation"
            text = PROGRAMME.format(number=number + 1, client=client + 1, key=key)
            (folder / f"programme-{number + 1:05}.yml").write_text(text, "utf-8")
        (home / "content/keys").mkdir(parents=True)
        stock = (ROOT / "content/keys/first-conversation.md").read_text("utf-8")
        own = stock.replace("title: First conversation", "title: Our own")
        (home / "content/keys/our-own.md").write_text(own, "utf-8")
        return cls(home, size)

    def edit(self) -> None:
        """Write one more sentence into the Key that every tenth programme uses."""
        edit_key(self.home / "content/keys/our-own.md")

    def build(
        self, what: str, *options: str, secret: str = "shared by all machines of the benchmark"
    ) -> tuple[tuple[int, ...], Run]:
        """Build, and tell what it took; how many portals were made, kept here, and shared."""
        os.environ["MENTORKIT_CACHE_SECRET"] = secret
        where = ("-f", self.home / "mkdocs.yml", "-d", self.home / "site")
        run = mentorkit("build", "--book", "none", *where, *options)
        found = TAKEN.search(run.said)
        counted = tuple(map(int, found.groups())) if found else (0, 0, 0)
        tell(f"{what}: {counted[0]} made, {counted[1]} kept, {counted[2]} shared", run, sum(counted) or self.size)
        return counted, run

    def files(self) -> dict[str, str]:
        """The digest of every published file."""
        home = self.home / "site"
        paths = (path for path in home.glob("[!.]*/**/*") if path.is_file())
        return {path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def tell(what: str, run: Run, programmes: int) -> None:
    """Print a measurement, its seconds for each programme, and the memory of its largest process."""
    each = f"{1000 * run.processor / programmes:.0f} ms of it each"
    took = f"{run.clock:.1f} s, {run.processor:.1f} s of processors, {each}, {run.memory:.0f} MB"
    print(f"  {what}; {took}", file=sys.stderr, flush=True)


def ratios() -> Iterator[Ratio]:
    """A small fleet with a folder as the store, and a smaller one with a server."""
    for size, by_http in ((SIZE, False), (SIZE // 2, True)):
        yield from in_scratch(size, os.cpu_count() or 1, by_http=by_http)


def in_scratch(size: int, jobs: int, *, by_http: bool) -> Iterator[Ratio]:
    """A fleet of this size in a folder that is deleted afterwards."""
    for name in ("MENTORKIT_CACHE", "MENTORKIT_CACHE_KEY", "MENTORKIT_CACHE_TOKEN"):
        os.environ.pop(name, None)
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(time.time())))  # one moment for all machines
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as servers:
        folder = Path(scratch, "store")
        store = servers.enter_context(served(folder)) if by_http else str(folder)
        yield from measured(size, jobs, store, Path(scratch))


def measured(size: int, jobs: int, store: str, scratch: Path) -> Iterator[Ratio]:
    """Measure a fleet of this size. Ends the process where anything is not as it must be."""
    print(f"{size} programmes, store: {store.partition(':')[0] if '://' in store else 'a folder'}", file=sys.stderr)
    options, users = ("--jobs", str(jobs)), (size + 9) // 10
    parts = Machine.new(scratch / "parts", size, store)
    for number in range(1, PARTS + 1):
        shutil.rmtree(parts.home / ".cache", ignore_errors=True)  # each part is built by a machine of its own
        parts.build(f"part {number} of {PARTS}, all machines empty", *options, "--shard", f"{number}/{PARTS}")
    whole = Machine.new(scratch / "whole", size, store)
    _, cold = whole.build("one machine by itself", *options, secret="off")
    first = parts.files()
    demand(first == whole.files(), "the parts are one machine's, to the byte")
    shutil.rmtree(whole.home)
    shutil.rmtree(parts.home / ".cache")
    shutil.rmtree(parts.home / "site")
    empty = Machine.new(scratch / "in another/folder", size, store)
    empty.edit()
    counted, edited = empty.build("empty machine, a Key edited", *options)
    demand(counted == (users, 0, size - users), "only what shows it is made")
    shutil.rmtree(empty.home / "site")
    counted, _ = empty.build("the same machine, its site deleted", *options)
    demand(counted == (0, size, 0), "nothing is made")
    second = empty.files()
    shutil.rmtree(empty.home)
    last = Machine.new(scratch / "last", size, store)
    last.edit()
    counted, taken = last.build("empty machine, nothing edited", *options)
    demand(counted == (0, 0, size), "nothing is made")
    demand(last.files() == second, "what is shared is what was made, to the byte")
    changed = {name.split("/")[1] for name in second if second[name] != first.get(name)}
    demand(len(changed) == users, "the edit changed those programmes and no other")
    of = "server" if "://" in store else "folder"
    what, against = f"an empty machine with a shared {of}", f"{size} small portals, cold"
    yield Ratio(f"{what}, a Key of {users} edited", against, (edited.processor / cold.processor,))
    yield Ratio(f"{what}, nothing edited", against, (taken.processor / cold.processor,))


def demand(true: bool, what: str) -> None:  # noqa: FBT001 - what is to be true stands first
    """End here where something is not as it must be."""
    if not true:
        sys.exit(f"NOT SO: {what}")
    print(f"  so it is: {what}", file=sys.stderr)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A server of files that knows GET and PUT, in a folder; its address."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version, disable_nagle_algorithm = "HTTP/1.1", True

        def do_PUT(self) -> None:
            file = Path(self.translate_path(self.path))
            file.parent.mkdir(parents=True, exist_ok=True)
            new = file.with_name(f"{file.name}.{threading.get_ident()}")
            new.write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            new.replace(file)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    folder.mkdir()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def main() -> None:
    """Measure fleets of some sizes."""
    parser = argparse.ArgumentParser(description="Machines that share a cache.")
    parser.add_argument("--sizes", default="100,400", help="how many programmes: 100,400")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes of each build")
    parser.add_argument("--http", action="store_true", help="share by a server on this machine instead of a folder")
    chosen = parser.parse_args()
    for size in (int(size) for size in chosen.sizes.split(",")):
        for ratio in in_scratch(size, chosen.jobs, by_http=chosen.http):
            print(ratio)


if __name__ == "__main__":
    main()
