"""A Key edited in the preview: all books of a programme of which only what has changed is laid out, against all of them whole.

With a word more, and with so much more that the Key takes another page.
"""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ratios import ROOT, Ratio, processor_seconds

from mentorkit.build.outputs import write_book
from mentorkit.checking.loading import load
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of
from mentorkit.workbooks.joining.book_of_chapters import ChaptersInMemory
from mentorkit.workspace.layers import Layers
from mentorkit.workspace.workspace import open_workspace

CLIENT, PROGRAM, GOAL = "calder", "open-door", 0.15


def ratios() -> Iterator[Ratio]:
    """Both edits of the programme's first Key, against books of which nothing is kept."""
    kept = ChaptersInMemory()
    with tempfile.TemporaryDirectory() as scratch:
        home, into = Path(scratch, "workspace"), Path(scratch, "book.pdf")
        shutil.copytree(ROOT / f"programs/{CLIENT}", home / f"programs/{CLIENT}")
        shutil.copyfile(ROOT / "mkdocs.yml", home / "mkdocs.yml")
        toolkit, layers = loaded(home)
        before = write(toolkit, layers, kept, into)  # warms up
        whole = processor_seconds(lambda: write(toolkit, layers, ChaptersInMemory(), into))
        key = toolkit.keys[0]
        own = home / f"content/{key.path}.md"
        own.parent.mkdir(parents=True)
        for what, text in (
            ("a word more", "Once. "),
            ("a page more", "It is said again, so that there is more to read. " * 60),
        ):
            source = (ROOT / f"content/{key.path}.md").read_text("utf-8")
            own.write_text(source.replace("\n---\n\n", f"\n---\n\n{text}\n\n", 1), "utf-8")
            edited, layers = loaded(home)
            pages = list[int]()
            gc.collect()
            gc.freeze()  # else what is kept of earlier books is looked through again and again
            taken = processor_seconds(lambda: pages.append(write(edited, layers, kept, into)))  # noqa: B023
            note = f"{pages[0] - before} more than {before} pages"
            yield Ratio(f"a Key with {what}, in all books", "all books laid out", (taken / whole,), GOAL, note=note)


def loaded(home: Path) -> tuple[Toolkit, Layers]:
    """The programme as it is now."""
    workspace = open_workspace(home / "mkdocs.yml").value
    assert workspace is not None
    (toolkit,) = load(workspace, workspace.choose([f"{CLIENT}/{PROGRAM}"])).toolkits
    return toolkit, workspace.layers(toolkit.client)


def write(toolkit: Toolkit, layers: Layers, kept: ChaptersInMemory, into: Path) -> int:
    """Compose and write all books; how many pages they have."""
    return sum(write_book(compose(toolkit, book, layers), layers, into, kept) for book in books_of(toolkit))
