"""A Key edited in the preview: all books of a programme as the preview makes them, against all of them made from nothing.

With a word more, and with so much more that the Key takes another page.
"""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ratios import ROOT, Ratio, processor_seconds

from mentorkit.build.cache import Cache
from mentorkit.build.memory import Memory
from mentorkit.build.outputs import Job, make_book
from mentorkit.checking.loading import load
from mentorkit.core.clock import now
from mentorkit.workspace.workspace import open_workspace

CLIENT, PROGRAM, GOAL = "calder", "open-door", 0.15


def ratios() -> Iterator[Ratio]:
    """Both edits of the Key of the first session, against books of which nothing is kept."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch, "workspace")
        shutil.copytree(ROOT / f"programs/{CLIENT}", home / f"programs/{CLIENT}")
        shutil.copyfile(ROOT / "mkdocs.yml", home / "mkdocs.yml")
        kept, empty = Cache(Path(scratch, "kept")), Cache(Path(scratch, "empty"))
        before = made(job(home, kept))  # warms up
        whole = processor_seconds(lambda: made(job(home, empty)))
        key = job(home, kept).toolkit.sessions[0].keys[0]
        own = home / f"content/{key.path}.md"
        own.parent.mkdir(parents=True)
        for what, text in (
            ("a word more", "Once. "),
            ("a page more", "It is said again, so that there is more to read. " * 60),
        ):
            source = (ROOT / f"content/{key.path}.md").read_text("utf-8")
            own.write_text(source.replace("\n---\n\n", f"\n---\n\n{text}\n\n", 1), "utf-8")
            edited, pages = job(home, kept), list[int]()
            gc.collect()
            gc.freeze()  # else what is kept of earlier books is looked through again and again
            taken = processor_seconds(lambda: pages.append(made(edited)))  # noqa: B023
            note = f"{pages[0] - before} more than {before} pages"
            yield Ratio(f"a Key with {what}, in all books", "all books laid out", (taken / whole,), GOAL, note=note)


def job(home: Path, cache: Cache) -> Job:
    """The programme as it is now, on its way to books as a preview makes them."""
    workspace = open_workspace(home / "mkdocs.yml").value
    assert workspace is not None
    (toolkit,) = load(workspace, workspace.choose([f"{CLIENT}/{PROGRAM}"])).toolkits
    look, layers = Memory(workspace, "").appearance(toolkit), workspace.layers(toolkit.client)
    return Job(toolkit, layers, workspace.config, home / "made", now(), cache=cache, appearance=look)


def made(one: Job) -> int:
    """Make all books, or take them from the cache; how many pages they have."""
    return sum(make_book(one, book).pages for book in one.books)
