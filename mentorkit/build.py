"""The pipeline, from a workspace to folders that can be published: load, books, portal, calendars, publish."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mentorkit import publish
from mentorkit.calendar import calendars, single_dates
from mentorkit.clock import now
from mentorkit.csv_headings import heading_rows
from mentorkit.downloads import Download
from mentorkit.layers import Layers
from mentorkit.loading import load
from mentorkit.placeholders import people
from mentorkit.problems import BuildFailed, Problem, Report, Span
from mentorkit.toolkit import Toolkit
from mentorkit.words import Words
from mentorkit.workbooks.books import Book, books_of
from mentorkit.workbooks.compose import PrintHtml, compose
from mentorkit.workbooks.editions import PRINT
from mentorkit.workbooks.imposition import impose
from mentorkit.workers import worker_pool
from mentorkit.workspace import ProgramFile, Workspace


@dataclass(frozen=True, slots=True)
class Job:
    """One programme on its way to a folder. Everything that a worker process needs."""

    toolkit: Toolkit
    layers: Layers
    config: Path
    folder: Path
    built_at: datetime
    editions: tuple[str, ...] = ()
    """Editions of the workbooks, instead of those that the programme names."""
    offline: bool = False
    """Whether the portal is opened as files, without a server."""

    @property
    def books(self) -> tuple[Book, ...]:
        """What is made for this programme. Raises BuildFailed as `books_of` does."""
        return books_of(self.toolkit, self.editions)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the folders that were published (none, where problems stopped it) and what it found."""

    folders: tuple[Path, ...]
    report: Report
    toolkits: tuple[Toolkit, ...] = ()
    """The programmes in these folders, in the same order."""


Progress = Callable[[int, int, str], None]
"""Called after each step with the steps done, all steps, and what was done."""


def build(
    workspace: Workspace,
    programs: Iterable[ProgramFile],
    site: Path,
    *,
    strict: bool = False,
    jobs: int = 0,
    editions: tuple[str, ...] = (),
    offline: bool = False,
    progress: Progress = lambda done, total, what: None,
    waiting: Callable[[], None] = lambda: None,
) -> Built:
    """Build these programmes and publish them together. Where anything is wrong, nothing is published.

    `jobs` is how many processes work at once; 0 is one for each processor. `editions` of the workbooks are made
    instead of those that a programme names. `offline` makes portals that are opened as files. Raises BuildFailed where an engine cannot make its output or a folder is
    not ours to replace.
    """
    loaded = load(workspace, programs)
    report = loaded.before_building(strict=strict)
    if report.stops(strict=strict) or not loaded.toolkits:
        return Built((), report)
    refuse_sources(workspace, site)
    with publish.site_lock(site, waiting):
        try:
            names = [toolkit.id for toolkit in loaded.toolkits]
            for name in names:
                publish.refuse_foreign(site, name)
            built_at = now()
            made = [
                Job(
                    kit,
                    workspace.layers(kit.client),
                    workspace.config,
                    publish.new_folder(site, kit.id),
                    built_at,
                    editions,
                    offline,
                )
                for kit in loaded.toolkits
            ]
            _make(made, jobs or os.cpu_count() or 1, progress)
            for name in names:
                publish.swap_in(site, name)
        finally:
            publish.tidy(site)
    return Built(tuple(site / name for name in names), report, loaded.toolkits)


def refuse_sources(workspace: Workspace, site: Path) -> None:
    """A site is never built over, or into, what people wrote."""
    target, root = site.resolve(), workspace.root.resolve()
    sources = [root / name for name in ("programs", "content", "templates")]
    if root.is_relative_to(target) or any(target.is_relative_to(source) for source in sources):
        hint = "name a folder of its own, such as --site-dir site"
        raise BuildFailed(
            [
                Problem(
                    "site-dir",
                    "the site would be built among the files that it is made from",
                    Span(workspace.name(site)),
                    hint,
                )
            ]
        )


def _make(jobs: list[Job], workers: int, progress: Progress) -> None:
    """Make every book, then each portal as soon as its books are there (its downloads page tells their size)."""
    books = {job.toolkit.id: job.books for job in jobs}
    total, done = sum(len(some) + 1 for some in books.values()), 0
    downloads: dict[str, list[Download]] = {job.toolkit.id: [] for job in jobs}
    with _executor(min(workers, total)) as pool:
        running: dict[Future[Download | None], tuple[Job, str]] = {
            pool.submit(make_book, job, book): (job, book.stem) for job in jobs for book in books[job.toolkit.id]
        }
        while running:
            future = next(as_completed(running))
            job, what = running.pop(future)
            try:
                download = future.result()
            except BuildFailed:
                pool.shutdown(cancel_futures=True)
                raise
            done += 1
            progress(done, total, f"{job.toolkit.id} {what}")
            if download is not None:
                ready = downloads[job.toolkit.id]
                ready.append(download)
                if len(ready) == len(books[job.toolkit.id]):
                    running[pool.submit(make_portal, job, ready)] = (job, "portal")


@contextmanager
def _executor(workers: int) -> Iterator[Executor]:
    if workers == 1:
        yield _InThisProcess()
        return
    with worker_pool(workers) as pool:
        yield pool


class _InThisProcess(Executor):
    """Runs each task at once, where it is asked for: one job needs no second process."""

    def submit(self, task, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        future: Future[object] = Future()
        try:
            future.set_result(task(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
        return future


def make_book(job: Job, book: Book) -> Download:
    """Compose one book and write its PDF."""
    into = job.folder / "downloads" / f"{book.stem}.pdf"
    into.parent.mkdir(parents=True, exist_ok=True)
    program = job.toolkit.program
    pages = write_book(compose(job.toolkit, book, job.layers), job.layers, into)
    words = Words(program.language)
    title = book.title(words, people(program, words))
    several = book.holds_guides and {one.edition for one in job.books if one.holds_guides} != {PRINT}
    edition = book.edition.label(words) if several else ""
    path, size = f"downloads/{book.stem}.pdf", into.stat().st_size
    form = book.form.path if book.form else ""
    paper = book.edition.sheet(program.paper)
    return Download(path, title, book.audience, size, pages, paper, edition, form, book.summary)


def write_book(composed: PrintHtml, layers: Layers, into: Path) -> int:
    """Write the PDF of a book, on the sheets of its edition, and return their number of pages."""
    from mentorkit.workbooks.engine import write_pdf

    pages, edition = write_pdf(composed, layers, into), composed.edition
    if edition.folded:
        right_to_left = Words(composed.language).direction == "rtl"
        pages = impose(into, has_back=edition.back, right_to_left=right_to_left)
    return pages


def make_portal(job: Job, downloads: list[Download]) -> None:
    """Stage the portal, make its site and put the calendars, the tables and the picture of shared links beside it."""
    from mentorkit.portal.engine import build_site
    from mentorkit.portal.look import CARD
    from mentorkit.portal.stage import stage

    order, tables = [f"downloads/{book.stem}.pdf" for book in job.books], heading_rows(job.toolkit)
    still_made = [one for one in downloads if one.path in order]  # a preview may hold others from before
    in_order = sorted(still_made, key=lambda one: order.index(one.path))
    in_order += [table.download for table in tables]
    with tempfile.TemporaryDirectory(prefix="mentorkit-") as scratch:
        staged, made = Path(scratch, "staged"), Path(scratch, "site")
        today, offline = job.built_at.date(), job.offline
        pages = stage(job.toolkit, job.layers, job.config, staged, today=today, downloads=in_order, offline=offline)
        build_site(staged, made, pages, offline=offline)
        shutil.copytree(made, job.folder, dirs_exist_ok=True)
    if job.toolkit.program.address and not offline:
        from mentorkit.sharing import draw_card

        _write(job.folder / CARD, draw_card(job.toolkit, job.layers))
    for table in tables:
        _write(job.folder / table.download.path, table.data)
    for name, _role, data in calendars(job.toolkit, job.built_at):
        _write(job.folder / name, data)
    for path, data in single_dates(job.toolkit, job.built_at):
        _write(job.folder / path, data)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
