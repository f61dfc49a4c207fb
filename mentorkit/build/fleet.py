"""Programmes made side by side: every book and every portal is a task, and the failure of one stops no other."""

from __future__ import annotations

import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from mentorkit.build.cache_tally import CacheCounts
from mentorkit.build.job_sender import JobSender
from mentorkit.build.outputs import (
    Job,
    in_each_language,
    keep,
    lay_out_chapters,
    make_book,
    make_portal,
    restore,
    try_guide,
)
from mentorkit.build.workers import IN_FLIGHT, OpenRunner, OutOfBounds, Progress, Start, TaskRunner, result, workers
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.definition.settings import Limits
from mentorkit.files.downloads import Download
from mentorkit.workbooks.compose.book_list import Book


@contextmanager
def _processes(most: int, tasks: int, limits: Limits) -> Iterator[TaskRunner]:
    with workers(min(most, tasks), limits) as start:
        yield TaskRunner(JobSender(start).start, lambda: most * IN_FLIGHT)


_SHARES = 3
"""Shares of a book's chapters from which they are worth it: each composes the book once more."""


def on_this_machine(processes: int) -> OpenRunner:
    """At most so many processes of this machine."""
    return partial(_processes, processes)


@dataclass(slots=True)
class _Programme:
    """One programme in one language on its way, and what was made of it."""

    job: Job
    books: tuple[Book, ...]
    shares: Counter[str] = field(default_factory=Counter)
    """How many shares of a book's chapters are not laid out yet: the book waits for them."""
    downloads: list[Download] = field(default_factory=list)
    whole: bool = False

    @property
    def id(self) -> str:
        return self.job.toolkit.id


@dataclass(frozen=True, slots=True, eq=False)  # each is another: to compare two would compare all of their programmes
class _Task:
    """A book, a share of its chapters or, without a book, the portal."""

    programme: _Programme
    book: Book | None = None
    share: tuple[int, int] | None = None
    """Which one of how many."""

    @property
    def what(self) -> str:
        made = self.book.stem if self.book else "portal"
        job = self.programme.job
        further = job.languages and job.toolkit is not job.languages[0]
        return f"{job.toolkit.language} {made}" if further else made

    def start(self, start: Start) -> Future[Any]:
        job = self.programme.job
        if self.book and self.share:
            return start(partial(_counted, lay_out_chapters), job, self.book, *self.share)
        if self.book:
            return start(partial(_counted, make_book), job, self.book)
        return start(partial(_counted, _portal), job, self.programme.downloads)


Whole = Callable[[Job, tuple[Job, ...]], None]
"""Called with a programme that is there whole, and with what was made of it."""


@dataclass(slots=True)
class Fleet:
    """The making of programmes, within limits: of some, and then of further ones."""

    limits: Limits
    failed: dict[str, list[Problem]] = field(default_factory=dict)
    """The programmes that could not be made, and why."""
    queue: deque[_Task] = field(default_factory=deque)
    open: dict[str, tuple[Job, list[_Programme]]] = field(default_factory=dict)
    """By the id of a programme its job, and the languages in which it is made."""
    done: int = 0
    total: int = 0
    whole: Whole = lambda job, made: None
    progress: Progress = lambda done, total, what: None

    def make(self, jobs: Iterable[Job], open_runner: OpenRunner, whole: Whole, progress: Progress) -> None:
        """Make these programmes. Each portal follows its books, because its page of downloads tells their size.

        `whole` is called with each that is there whole, and with what was made of it now: the others of its languages were kept.
        """
        self.whole, self.progress = whole, progress
        for job in jobs:
            self._plan(job)
        if self.queue:  # else everything was kept
            self._open(open_runner)
        self.open.clear()

    def _open(self, open_runner: OpenRunner) -> None:
        """Begin with what is lined up."""
        with ExitStack() as ends:
            try:
                runner = ends.enter_context(open_runner(self._tasks(), self.limits))
            except BuildFailed as error:
                self.failed |= {name: list(error.problems) for name in self.open}
                self.queue.clear()
                return
            self._work(runner)

    def _work(self, runner: TaskRunner) -> None:
        self._divide(runner)
        running: dict[Future[Any], _Task] = {}
        while self.queue or running:
            while len(running) < runner.at_once() and (task := self._next()):
                running[task.start(runner.start)] = task
            wait(running, return_when=FIRST_COMPLETED)
            for future in [one for one in running if one.done()]:
                self._settle(running.pop(future), future, runner.start)

    def _tasks(self) -> int:
        """How many tasks there may be at most: a book that can be divided has work for any number of processes."""
        return sys.maxsize if any(map(_can_be_divided, self.queue)) else len(self.queue)

    def _divide(self, runner: TaskRunner) -> None:
        """Where there are far more processes than long books, line up shares of their chapters: else all would wait for the longest."""
        long = [task for task in self.queue if _can_be_divided(task, one_disk=runner.one_disk)]
        parts = runner.at_once() // IN_FLIGHT // len(long) if long else 0
        for task in long if parts >= _SHARES else ():
            assert task.book, "only books have chapters"
            task.programme.shares[task.book.stem] = parts
            self.queue.extendleft(replace(task, share=(part, parts)) for part in range(parts))
            self.total += parts

    def _next(self) -> _Task | None:
        """Take the first task that waits for no other; None where all do."""
        for task in self.queue:
            if task.share or not task.book or not task.programme.shares[task.book.stem]:
                self.queue.remove(task)
                return task
        return None

    def _plan(self, job: Job) -> None:
        """Take the whole programme from the cache, or line up what is to be made of it."""
        try:
            to_make = [_Programme(one, one.books) for one in in_each_language(job) if not restore(one)]
        except BuildFailed as error:
            self.failed[job.toolkit.id] = list(error.problems)
            return
        if not to_make:
            self.whole(job, ())
            return
        self.open[job.toolkit.id] = job, to_make
        for one in to_make:
            longest_first = sorted(one.books, key=_has_everything, reverse=True)
            self.queue.extend([_Task(one, book) for book in longest_first] or [_Task(one)])
            self.total += len(one.books) + 1

    def _settle(self, task: _Task, future: Future[Any], start: Start) -> None:
        """Take the result of a task that has ended, and begin what follows from it."""
        one = task.programme
        self.done += 1
        try:
            made, counts = result(future, self.limits)
        except BuildFailed as error:
            self._fail(one, error.problems)
        except OutOfBounds as error:
            if one.id not in self.failed:
                self._fail(one, [too_much(one.job, task.what, error, start, self.limits)])
        else:
            if one.job.cache:
                one.job.cache.tally.add(counts)
            self._go_on(task, made)
        self.progress(self.done, self.total, f"{one.id} {task.what}")

    def _go_on(self, task: _Task, made: Download | None) -> None:
        one = task.programme
        if one.id in self.failed:  # in another language
            return
        if task.book and task.share:
            one.shares[task.book.stem] -= 1
            return
        if made is None:
            job, made_now = self.open[one.id]
            one.whole = True
            if all(each.whole for each in made_now):
                self.whole(job, tuple(each.job for each in made_now))
            return
        one.downloads.append(made)
        if len(one.downloads) == len(one.books):
            self.queue.appendleft(_Task(one))

    def _fail(self, one: _Programme, problems: Iterable[Problem]) -> None:
        """Remember why, and do no more for this programme. What is left out counts as done: people see a count that only rises."""
        _, unfinished = self.open[one.id]
        if one.id not in self.failed:  # of each language, the portal that nobody has begun
            self.done += sum(len(each.downloads) < len(each.books) for each in unfinished)
        told = self.failed.setdefault(one.id, [])
        told += [problem for problem in problems if problem not in told]
        left = [task for task in self.queue if task.programme.id != one.id]
        self.done += len(self.queue) - len(left)
        self.queue = deque(left)


def too_much(job: Job, what: str, error: OutOfBounds, start: Start, limits: Limits) -> Problem:
    """Why something could not be made within the limits: the guide that takes too much, where one does so alone; else, the programme."""
    kit = job.toolkit
    at, hint = kit.program.where(), "look here for a huge table or picture, or raise `limits` in mkdocs.yml"
    if error.killed:
        hint = "close other programs, build with fewer --jobs, or give this machine more memory"
        return Problem("limits", f"{what} of {kit.id} {error}", at, hint)
    if guide := _guide_that_is_too_much(job, start, limits):
        at = Span(guide)
    return Problem("limits", f"{what} of {kit.id} {error}", at, hint)


def _guide_that_is_too_much(job: Job, start: Start, limits: Limits) -> str:
    """The file of the first guide that goes beyond the limits alone; none where two do and no other is within them."""
    kit = job.toolkit
    beyond, within = list[str](), False
    for guide in dict.fromkeys((*kit.guides, *kit.pieces)):
        try:
            result(start(try_guide, job, guide.path), limits)
            within = True
        except OutOfBounds:
            beyond.append(guide.file)
        except BuildFailed:
            within = True
        if beyond and (within or len(beyond) > 1):
            break
    return beyond[0] if beyond and (within or len(beyond) == 1) else ""


def _can_be_divided(task: _Task, *, one_disk: bool = True) -> bool:
    """Return whether other tasks can lay out chapters of a book before it, which finds them in the cache."""
    cache = task.programme.job.cache
    return bool(task.book and task.book.holds_guides and cache and not cache.fresh and (one_disk or cache.shared))


def _has_everything(book: Book) -> bool:
    """Return whether a book holds every guide, and takes the longest: begun last, it would keep one process at work while others rest."""
    return book.holds_guides and "facilitator" in book.readers


def _counted(task: Callable[..., Any], job: Job, *given: Any) -> tuple[Any, CacheCounts | None]:
    """The result of a task, and what it took from caches and made."""
    return task(job, *given), job.cache.tally.drained() if job.cache else None


def _portal(job: Job, downloads: list[Download]) -> None:
    """Make the portal, and keep the programme, which is then whole."""
    make_portal(job, downloads)
    if job.cache:
        keep(job, downloads)
