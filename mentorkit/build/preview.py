"""A live preview of one programme: the portal at once on every save, its workbooks as soon as they are laid out."""

from __future__ import annotations

import gc
import shutil
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

from mentorkit.build.cache import Cache
from mentorkit.build.fleet import too_much
from mentorkit.build.memory import Memory
from mentorkit.build.outputs import Job, make_book, make_portal
from mentorkit.build.workers import OutOfBounds, Pool, result
from mentorkit.checking.loading import load
from mentorkit.core.atomic import replace_folder
from mentorkit.core.clock import now
from mentorkit.core.problems import BuildFailed, Problem, Report
from mentorkit.files.downloads import Download
from mentorkit.portal.site_engine import Preview
from mentorkit.workbooks.compose.book_list import Book
from mentorkit.workbooks.relayout.laid_out_book import LaidOutBook
from mentorkit.workspace.workspace import Workspace, open_workspace

Say = Callable[[str], None]
Tell = Callable[[Report], None]


@dataclass(slots=True)
class _Previewed:
    """One programme under preview. `live` is what readers see; it is only ever replaced by something whole."""

    config: Path
    program: str
    scratch: Path
    say: Say
    tell: Tell
    books: list[Download] = field(default_factory=list)
    pool: Pool | None = None
    edition: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    one_at_a_time: threading.Lock = field(default_factory=threading.Lock)
    layouts: list[threading.Thread] = field(default_factory=list)
    kept: Cache = field(init=False)
    """What was made since the preview began."""

    def __post_init__(self) -> None:
        self.kept = Cache(self.scratch / "kept")

    @property
    def live(self) -> Path:
        return self.scratch / "live"

    def workspace(self) -> Workspace:
        """The workspace as it is now. Raises BuildFailed."""
        workspace, problems = open_workspace(self.config)
        if workspace is None:
            raise BuildFailed(problems)
        return workspace

    def refresh(self) -> None:
        """Show the programme as it is now written; where that cannot be done, say why and keep the last good page."""
        job = self._refreshed()
        if job is not None:
            self.edition += 1
            self.layouts = [thread for thread in self.layouts if thread.is_alive()]
            self.layouts.append(threading.Thread(target=self._lay_out_in_turn, args=(job, self.edition)))
            self.layouts[-1].start()

    def end(self) -> None:
        """Stop laying out books, so that nothing is written any more; a book that nobody will read is not waited for."""
        self.edition += 1
        if self.pool:
            self.pool.end()
        for thread in self.layouts:
            thread.join()
        self._end_pool()

    def _refreshed(self) -> Job | None:
        """Show the portal anew; None where it could not be."""
        began = monotonic()
        try:
            with self.lock:
                job = self._job()
                if job is not None:
                    self._show(job)
                    self.say(f"Portal shown in {monotonic() - began:.1f} s")
        except BuildFailed as error:
            self.tell(Report.of(error.problems))
            self.say("The last good page is kept.")
            return None
        return job

    def _job(self) -> Job | None:
        workspace = self.workspace()
        loaded = load(workspace, workspace.choose([self.program]))
        if loaded.report.stops():
            self.tell(loaded.report)
            self.say("The last good page is kept.")
            return None
        kit = loaded.toolkits[0]
        look, kept = Memory(workspace, "").appearance(kit), self.kept
        folder = self.scratch / "next"
        return Job(kit, workspace.layers(kit.client), workspace.config, folder, now(), cache=kept, appearance=look)

    def _show(self, job: Job) -> None:
        shutil.rmtree(job.folder, ignore_errors=True)
        if (self.live / "downloads").is_dir():
            shutil.copytree(self.live / "downloads", job.folder / "downloads")
        make_portal(job, self.books)
        replace_folder(job.folder, self.live, self.scratch / "last")

    def _lay_out_in_turn(self, job: Job, edition: int) -> None:
        """In a process of its own, so that the next save is shown without waiting; a newer save makes it stale."""
        with self.one_at_a_time:
            if edition == self.edition:
                self._lay_out_books(job, edition)

    def _lay_out_books(self, job: Job, edition: int) -> None:
        folder, began = self.scratch / f"books-{edition}", monotonic()
        apart = replace(job, folder=folder)
        try:
            made = []
            for book in job.books:
                one = self._laid_out(apart, book)
                if edition != self.edition:
                    return
                made.append(one)
                if one not in self.books:
                    self._show_book(folder / one.path, one.path)
            if made != self.books:
                with self.lock:
                    self.books = made
                self._refreshed()  # its pages tell how large each book is
            self.say(f"Workbooks laid out in {monotonic() - began:.1f} s")
            if self.pool:
                self.pool.start(_tidy)
        except BuildFailed as error:
            if edition == self.edition:
                self.tell(Report.of(error.problems))
        except (CancelledError, RuntimeError):
            if edition == self.edition:
                raise  # not the end of the preview, but something that must be seen
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _laid_out(self, job: Job, book: Book) -> Download:
        """A book that was made, if need be by a fresh process: what one remembers of earlier layouts takes memory too.

        Raises BuildFailed where it goes beyond the limits in that one also.
        """
        fresh = self.pool is None
        try:
            pool = self._within_limits()
            made: Download = result(pool.start(_make_again, job, book), pool.limits)
            return made
        except OutOfBounds as error:
            self._end_pool()
            if not fresh:
                return self._laid_out(job, book)
            pool = self._within_limits()
            problem = too_much(job, book.stem, str(error), pool.start, pool.limits)
            self._end_pool()
            raise BuildFailed([problem]) from None

    def _within_limits(self) -> Pool:
        """The one process that lays out books, with the limits as they are now."""
        limits = self.workspace().settings.limits
        if self.pool and self.pool.limits != limits:
            self._end_pool()
        self.pool = self.pool or Pool(1, limits)
        return self.pool

    def _end_pool(self) -> None:
        if self.pool:
            self.pool.end()
        self.pool = None

    def _show_book(self, made: Path, path: str) -> None:
        with self.lock:
            target = self.live / path
            target.parent.mkdir(parents=True, exist_ok=True)
            made.replace(target)


_LAID_OUT: dict[str, LaidOutBook] = {}
"""In the process that lays out the books: those of many pages, as they were laid out last."""
_MOST_PAGES = 400
"""Pages after which no more books are kept. Each takes about a megabyte."""


def _make_again(job: Job, book: Book) -> Download:
    """Make a book; of one that is kept from before, only what has changed is laid out."""
    kept = _LAID_OUT.get(book.stem)
    if kept is None and book.holds_guides and sum(len(one.pages) for one in _LAID_OUT.values()) < _MOST_PAGES:
        kept = _LAID_OUT[book.stem] = LaidOutBook()
    return make_book(job, book, kept)


def _tidy() -> None:
    """Look through everything that is kept for what can be freed: between two edits, and not while one is waited for."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def serve(
    config: Path, program: str, host: str, port: int, *, say: Say, report: Tell, open_browser: bool = False
) -> None:
    """Serve one programme until interrupted. Raises BuildFailed where there is nothing good to show at first."""
    with tempfile.TemporaryDirectory(prefix="mentorkit-serve-") as scratch:
        shown = _Previewed(config.absolute(), program, Path(scratch), say, report)
        workspace = shown.workspace()
        chosen = workspace.choose([program])
        if len(chosen) != 1:
            raise BuildFailed(
                [
                    Problem(
                        "one-program",
                        f'"{program}" names {len(chosen)} programmes',
                        workspace.config_data.place.span,
                        f"name one, such as {chosen[0].id}",
                    )
                ]
            )
        try:
            ready = f"Serving {chosen[0].id} on http://{host}:{port}/ (end with Ctrl+C)"
            preview = Preview(shown.live, host, port, shown.refresh, lambda: say(ready))
            shown.refresh()
            if not shown.live.exists():
                raise BuildFailed([])
            for path in watched(workspace, chosen[0].client):
                preview.watch(path)
            preview.serve(open_browser=open_browser)
        except KeyboardInterrupt:
            say("Ended.")
        finally:
            shown.end()


def watched(workspace: Workspace, client: str) -> list[Path]:
    """The source files and folders of one programme: never the site, and no other client's folder."""
    places = [workspace.config]
    for layer in workspace.layers(client).order:
        client_folder = layer.root.parent == workspace.root / "programs"
        parts = (
            [layer.root] if client_folder else [layer.root / name for name in ("content", "templates", "_brand.yml")]
        )
        places += [part for part in parts if part.exists()]
    return places
