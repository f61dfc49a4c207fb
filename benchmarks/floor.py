"""One programme against its engines alone, the memory of a worker, and where the time goes.

The floor is what the engines take for the same work with nothing of ours around them: the staged Markdown through
MkDocs once, the print HTML of every book through WeasyPrint once, each in a process of its own.
"""

from __future__ import annotations

import json
import resource
import shutil
import statistics
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from compare import Run, timed

from mentorkit.build.outputs import Job, make_book, make_portal
from mentorkit.build.workers import workers
from mentorkit.checking.loading import load
from mentorkit.definition.settings import Limits
from mentorkit.portal.stage import stage
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of
from mentorkit.workspace.workspace import Workspace, open_workspace

DAY = date(2026, 11, 21)
ASKED = 500
"""Megabytes that a worker may take for a book of 200 pages."""

BARE = """
import json, pathlib, sys
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
for book in json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8")):
    fonts = FontConfiguration()
    style = CSS(string=book["css"], font_config=fonts, base_url=book["base"])
    page = HTML(string=book["html"], base_url=book["base"])
    page.write_pdf(book["into"], stylesheets=[style], font_config=fonts, **book["options"])
"""


def opened(home: Path) -> tuple[Workspace, Toolkit]:
    """A workspace and its first programme."""
    workspace = open_workspace(home / "mkdocs.yml").value
    assert workspace is not None
    return workspace, load(workspace, workspace.programs()[:1]).toolkits[0]


def prepared(home: Path, scratch: Path) -> tuple[list[str | Path], list[str | Path]]:
    """The commands that take the same Markdown through MkDocs, and the same HTML through WeasyPrint."""
    workspace, kit = opened(home)
    layers, books = workspace.layers(kit.client), []
    stage(kit, layers, workspace.config, scratch / "staged", today=DAY, downloads=[])
    for book in books_of(kit, ()):
        made, into = compose(kit, book, layers), scratch / "bare" / f"{book.stem}.pdf"
        into.parent.mkdir(parents=True, exist_ok=True)
        options = {
            "pdf_variant": made.edition.variant,
            "pdf_tags": made.edition.for_people,
            "pdf_forms": made.edition.fields,
        }
        base = layers.order[0].root.resolve().as_uri() + "/"
        books.append({"html": made.html, "css": made.css, "base": base, "into": str(into), "options": options})
    (scratch / "books.json").write_text(json.dumps(books), "utf-8")
    mkdocs = ["-m", "mkdocs", "build", "-q", "-f", scratch / "staged/mkdocs.yml", "-d", scratch / "bare-site"]
    return [sys.executable, *mkdocs], [sys.executable, "-c", BARE, scratch / "books.json"]


def against_engines(home: Path, pairs: int) -> None:
    """Print the ratio ours / bare engines."""
    ours = [sys.executable, "-m", "mentorkit", "build", "-f", home / "mkdocs.yml", "--jobs", "1"]
    rounds: list[tuple[Run, Run, Run]] = []
    with tempfile.TemporaryDirectory() as scratch:
        mkdocs, weasyprint = prepared(home, Path(scratch))
        for number in range(1, pairs + 1):
            for folder in ("site", ".cache"):
                shutil.rmtree(home / folder, ignore_errors=True)
            rounds.append((timed(*ours), timed(*mkdocs), timed(*weasyprint)))
            told = "ours {:.1f} s, MkDocs {:.1f} s, WeasyPrint {:.1f} s".format(*(run.wall for run in rounds[-1]))
            print(f"  bare engines, pair {number} of {pairs}: {told}", file=sys.stderr, flush=True)
    print("\n| One programme, cold, 1 job | Ours | MkDocs alone | WeasyPrint alone | Ours / both | from | to |")
    print("|---|---|---|---|---|---|---|")
    for name, label in (("wall", "Seconds"), ("processor", "Processor seconds")):
        seconds = [[getattr(run, name) for run in one] for one in rounds]
        ratios = sorted(ours / (site + books) for ours, site, books in seconds)
        medians = [f"{statistics.median(column):.2f}" for column in zip(*seconds, strict=True)]
        spread = [f"{ratio:.2f}" for ratio in (statistics.median(ratios), ratios[0], ratios[-1])]
        print(f"| {label} | {' | '.join(medians + spread)} |")


def peak(job: Job, names: tuple[str, ...]) -> tuple[int, float]:
    """Make these books (all of them and the portal, where none is named): most pages of one, and megabytes so far."""
    books = [book for book in job.books if not names or book.id in names]
    made = [make_book(job, book) for book in books]
    if not names:
        make_portal(job, made)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return max(one.pages for one in made), used / (1e6 if sys.platform == "darwin" else 1e6 / 1024)


def memory(home: Path) -> None:
    """Print the peak memory of workers: for the longest book alone, and for everything one after the other."""
    workspace, kit = opened(home)
    print("\n| One worker | Pages | Peak, MB | Of the 500 MB that may be |\n|---|---|---|---|")
    for what, names in (("The facilitator’s guide", ("facilitator-guide",)), ("All books and the portal", ())):
        with tempfile.TemporaryDirectory() as scratch, workers(2, Limits()) as start:
            job = Job(
                kit, workspace.layers(kit.client), workspace.config, Path(scratch), datetime(2026, 11, 21, tzinfo=UTC)
            )
            pages, used = start(peak, job, names).result()
        print(f"| {what} | {pages} | {used:.0f} | {used / ASKED:.0%} |", flush=True)


def measure(home: Path, pairs: int) -> None:
    """All of it, for the first programme of a workspace."""
    against_engines(home, pairs)
    memory(home)
    print(timed(sys.executable, Path(__file__).with_name("breakdown.py"), home).said)
