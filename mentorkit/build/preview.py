"""A live preview of one programme: the portal at once on every save, its workbooks as soon as they are laid out."""

from __future__ import annotations

import shutil
import threading
import webbrowser
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import Any

from mentorkit.build.cache import Cache
from mentorkit.build.fleet import too_much
from mentorkit.build.job_sender import JobSender
from mentorkit.build.live_server import LiveServer
from mentorkit.build.memory import Memory
from mentorkit.build.outputs import Job, in_each_language, make_book, make_portal
from mentorkit.build.watcher import Watcher
from mentorkit.build.workers import OutOfBounds, Pool, result
from mentorkit.checking.loading import load
from mentorkit.checking.report_text import problem_lines
from mentorkit.core.atomic import replace_folder
from mentorkit.core.clock import now
from mentorkit.core.problems import BuildFailed, Problem, Report, Severity
from mentorkit.definition.settings import Limits
from mentorkit.files.downloads import Download
from mentorkit.workspace.run_folder import run_folder
from mentorkit.workspace.workspace import ProgramFile, Workspace, open_workspace, required_workspace

Say = Callable[[str], None]
Tell = Callable[[Report], None]


@dataclass(slots=True)
class _Worker:
    """One process that stays from save to save, with the limits as they are now; it begins with what it is needed for."""

    limits: Callable[[], Limits]
    pool: Pool | None = None
    sender: JobSender = field(init=False)

    def begin(self) -> Pool:
        """The process within the limits; another one where these have changed."""
        limits = self.limits()
        if self.pool and self.pool.limits != limits:
            self.end()
        if self.pool is None:
            self.pool = Pool(1, limits)
            self.sender = JobSender(self.pool.submit)
        return self.pool

    def make(self, what: str, job: Job, task: Callable[..., Any], *given: Any) -> Any:
        """Do a task, if need be in a fresh process: what one remembers of earlier saves takes memory too.

        Raises BuildFailed where it goes beyond the limits in that one also.
        """
        fresh = self.pool is None
        try:
            pool = self.begin()
            return result(self.sender.start(task, job, *given), pool.limits)
        except OutOfBounds as error:
            self.end()
            if not fresh:
                return self.make(what, job, task, *given)
            pool = self.begin()
            problem = too_much(job, what, error, self.sender.start, pool.limits)
            self.end()
            raise BuildFailed([problem]) from None

    def end(self) -> None:
        """End the process, whatever it is doing."""
        if self.pool:
            self.pool.shutdown()
        self.pool = None


@dataclass(slots=True)
class _Previewed:
    """One programme under preview. `live` is what readers see; it is only ever replaced by something whole."""

    config: Path
    program: str
    scratch: Path
    say: Say
    tell: Tell
    server: LiveServer
    books: dict[str, list[Download]] = field(default_factory=dict)
    """The books that were laid out, in each language of the programme."""
    edition: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    one_at_a_time: threading.Lock = field(default_factory=threading.Lock)
    layouts: list[threading.Thread] = field(default_factory=list)
    kept: Cache = field(init=False)
    """The outputs made since the preview began."""
    pages: _Worker = field(init=False)
    """Makes the portal, while `layout` may be at work still on its books."""
    layout: _Worker = field(init=False)

    def __post_init__(self) -> None:
        self.kept = Cache(self.scratch / "kept")
        self.pages, self.layout = _Worker(self._limits), _Worker(self._limits)

    @property
    def live(self) -> Path:
        return self.scratch / "live"

    def workspace(self) -> Workspace:
        """The workspace as it is now. Raises BuildFailed."""
        return required_workspace(self.config)

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
        self._end_workers()
        for thread in self.layouts:
            thread.join()
        self._end_workers()  # a thread may have begun another one meanwhile

    def _end_workers(self) -> None:
        self.pages.end()
        self.layout.end()

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
            self._keep(Report.of(error.problems))
            return None
        return job

    def _keep(self, report: Report) -> None:
        """Keep the last good page; the terminal and the page itself say why."""
        self.tell(report)
        self.say("The last good page is kept.")
        self._say_on_pages(report)

    def _say_on_pages(self, report: Report) -> None:
        errors = [problem for problem in report.problems if problem.severity is Severity.ERROR]
        self.server.stale([line for problem in errors for line in problem_lines(problem)])

    def _job(self) -> Job | None:
        workspace = self.workspace()
        loaded = load(workspace, workspace.choose([self.program]))
        if loaded.report.stops():
            self._keep(loaded.report)
            return None
        kit = loaded.toolkits[0]
        look, kept = Memory(workspace, "").appearance(kit), self.kept
        folder = self.scratch / "next"
        return Job(kit, workspace.layers(kit.client), workspace.config, folder, now(), cache=kept, appearance=look)

    def _show(self, job: Job) -> None:
        shutil.rmtree(job.folder, ignore_errors=True)
        for one in in_each_language(job):
            books = self.live / one.folder.relative_to(job.folder) / "downloads"
            if books.is_dir():
                shutil.copytree(books, one.folder / "downloads")
            self.pages.make("portal", one, make_portal, self.books.get(one.toolkit.language, []))
        with self.server.swap():
            replace_folder(job.folder, self.live, self.scratch / "last")
        self.server.changed()

    def _lay_out_in_turn(self, job: Job, edition: int) -> None:
        """In a process of its own, so that the next save is shown without waiting; a newer save makes it stale."""
        with self.one_at_a_time:
            if edition == self.edition:
                self._lay_out_books(job, edition)

    def _lay_out_books(self, job: Job, edition: int) -> None:
        folder, began = self.scratch / f"books-{edition}", monotonic()
        apart = replace(job, folder=folder)
        try:
            made: dict[str, list[Download]] = {}
            for version, book in [(one, book) for one in in_each_language(apart) for book in one.books]:
                one: Download = self.layout.make(book.stem, version, make_book, book)
                if edition != self.edition:
                    return
                language = version.toolkit.language
                made.setdefault(language, []).append(one)
                if one not in self.books.get(language, []):
                    path = version.folder / one.path
                    self._show_book(path, path.relative_to(folder).as_posix())
            if made != self.books:
                with self.lock:
                    self.books = made
                self._refreshed()  # its pages tell how large each book is
            self.say(f"Workbooks laid out in {monotonic() - began:.1f} s")
        except BuildFailed as error:
            if edition == self.edition:
                self.tell(Report.of(error.problems))
                self._say_on_pages(Report.of(error.problems))
        except (CancelledError, RuntimeError):
            if edition == self.edition:
                raise  # not the end of the preview, but something that must be seen
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _limits(self) -> Limits:
        return self.workspace().settings.limits

    def _show_book(self, made: Path, path: str) -> None:
        with self.lock:
            target = self.live / path
            target.parent.mkdir(parents=True, exist_ok=True)
            made.replace(target)


def _warm() -> None:
    """Import what pages are made with, while another process reads the programme."""
    import mentorkit.portal.site_engine
    import mentorkit.portal.stage  # noqa: F401


def serve(
    config: Path,
    program: str,
    host: str,
    port: int,
    *,
    say: Say,
    report: Tell,
    open_browser: bool = False,
    serving: Say = lambda address: None,
) -> None:
    """Serve one programme until interrupted; `serving` is told the address. Port 0 is any that is free.

    Raises BuildFailed where there is nothing good to show at first.
    """
    workspace = required_workspace(config.absolute())
    chosen = _the_one(workspace, program)
    with run_folder(workspace.root) as scratch, ExitStack() as ends:
        server = LiveServer(scratch / "live", host, port)
        ends.callback(server.server_close)
        shown = _Previewed(config.absolute(), chosen.id, scratch, say, report, server)
        ends.callback(shown.end)
        try:
            _show_changes(shown, chosen, ends, serving, open_browser=open_browser)
        except KeyboardInterrupt:
            say("Ended.")


def _the_one(workspace: Workspace, program: str) -> ProgramFile:
    """The one programme of this name. Raises BuildFailed."""
    chosen = workspace.choose([program])
    if len(chosen) == 1:
        return chosen[0]
    message = f'"{program}" names {len(chosen)} programmes'
    hint = f"name one, such as {chosen[0].id}"
    raise BuildFailed([Problem("one-program", message, workspace.config_data.place.span, hint)])


def _show_changes(
    shown: _Previewed, program: ProgramFile, ends: ExitStack, serving: Say, *, open_browser: bool
) -> None:
    """Show the programme, and show it anew after each change, until interrupted. Raises BuildFailed."""
    watcher = Watcher()
    watcher.watch(watched(shown.workspace(), program.client))
    ends.callback(watcher.end)
    shown.pages.begin().submit(_warm)
    shown.refresh()
    if not shown.live.exists():
        raise BuildFailed([])
    shown.server.start()
    ends.callback(shown.server.end)
    shown.say(f"Serving {program.id} on {shown.server.url} (end with Ctrl+C)")
    serving(shown.server.url)
    if open_browser:
        webbrowser.open(shown.server.url)
    while True:
        watcher.wait()
        workspace = open_workspace(shown.config).value
        if workspace:
            watcher.watch(watched(workspace, program.client))
        shown.refresh()


def watched(workspace: Workspace, client: str) -> list[Path]:
    """The places of one programme's source files, there or not: never the site, and no other client's folder."""
    places = [workspace.config]
    for layer in workspace.layers(client).order:
        client_folder = layer.root.parent == workspace.root / "programs"
        parts = ("content", "templates", "_brand.yml")
        places += [layer.root] if client_folder else [layer.root / name for name in parts]
    return places
