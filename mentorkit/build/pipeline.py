"""The pipeline, from a workspace to folders that can be published: load, make what has changed, publish."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mentorkit.build.cache_tally import CacheTally
from mentorkit.build.memory import Memory, Recalled, by_client
from mentorkit.build.workers import one_a_processor, opened_once
from mentorkit.core.clock import now
from mentorkit.core.problems import BuildFailed, Problem, Report, Span, did_you_mean
from mentorkit.workspace import site_folder
from mentorkit.workspace.run_folder import run_folder
from mentorkit.workspace.workspace import ProgramFile, Workspace

if TYPE_CHECKING:
    from mentorkit.build.fleet import Fleet
    from mentorkit.build.outputs import Job
    from mentorkit.build.workers import OpenRunner, Progress
    from mentorkit.checking.loading import Loader
    from mentorkit.toolkit import Toolkit

NO_BOOK = "none"
"""In the place of names of books: the portal alone."""
TOGETHER = 200
"""Programmes that are in memory at the same time; each takes up to some megabytes."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """The options of a build, besides the programmes."""

    strict: bool = False
    """Whether warnings stop it too."""
    editions: tuple[str, ...] = ()
    """Editions of the workbooks, instead of those that a programme names."""
    books: tuple[str, ...] = ()
    """The only books that are made, by the names of their files; all where nothing is named, none by the name `none`."""
    offline: bool = False
    """Whether portals are opened as files, without a server."""
    for_facilitators: bool = False
    """Whether portals hold what only facilitators may read."""


@dataclass(frozen=True, slots=True)
class Built:
    """The programmes that a build made, published or could not make, and its problems."""

    folders: tuple[Path, ...]
    """The folders of the programmes that are there now, whether they were made or had not changed."""
    report: Report
    toolkits: tuple[Toolkit, ...] = ()
    """The programmes in these folders, in the same order; none where some had not changed, or they were not in memory together."""
    made: tuple[str, ...] = ()
    """The programmes whose folders are new."""
    failed: tuple[str, ...] = ()
    """The programmes that could not be made; of each, what was there before is there still."""
    tally: CacheTally = field(default_factory=CacheTally)
    """Where their books and portals came from."""


def build(
    workspace: Workspace,
    programs: Iterable[ProgramFile],
    site: Path,
    options: BuildOptions = BuildOptions(),
    *,
    jobs: int = 0,
    runner: OpenRunner | None = None,
    fresh: bool = False,
    together: int = TOGETHER,
    progress: Progress = lambda done, total, what: None,
    waiting: Callable[[], None] = lambda: None,
) -> Built:
    """Build these programmes; of each, everything is published or nothing, and what has not changed is not made again.

    As many as `together` says are read and made before the next ones are; all of them, where books are named.

    `jobs` is how many processes of this machine work at once; 0 is one for each processor. `runner` runs the tasks instead of these.
    `fresh` makes everything anew. Raises BuildFailed where a folder is not ours to replace, where the options name a book
    that no programme has, and where the secret of the shared cache is none.
    """
    chosen = tuple(programs)
    only_with = tuple(program.id for program in chosen) if _names_books(options) else ()
    memory = Memory(workspace, repr(astuple(options)), fresh, now(), only_with)
    known = _unchanged(memory, chosen, site, options)
    changed = tuple(program for program in chosen if program.client not in known)
    reports = {client: one.report for client, one in known.items()}
    there = {name for one in known.values() for name in one.keys}
    if chosen and not changed:
        return Built(_folders(site, chosen, there), _joined(reports.values()))
    from mentorkit.checking.loading import Loader  # not before: all of it takes longer than to see that nothing changed

    if _names_books(options):  # each has to be a book of one of them
        together = len(changed)
    loader, run = Loader(workspace), None
    with ExitStack() as ends:
        open_runner = opened_once(runner or _on_this_machine(jobs), ends, in_parts=together < len(changed))
        for number in range(0, len(changed) or 1, together or 1):
            if ready := _ready(loader, changed[number : number + together], reports, strict=options.strict):
                run = run or ends.enter_context(_opened(memory, site, options, ready, chosen, waiting))
                run.make(ready, open_runner, progress, all_together=together >= len(chosen))
            del ready  # before the next ones are read
            loader.forget_programmes()
    if run is None:
        failed = tuple(program.id for program in changed)
        return Built(_folders(site, chosen, there), _joined(reports.values()), failed=failed)
    built = run.outcome(chosen, there, _joined(reports.values()))
    whole = (own for own in by_client(changed) if not any(program.id in built.failed for program in own))
    memory.remember(whole, reports, run.keys)
    return built


def _names_books(options: BuildOptions) -> bool:
    return bool(set(options.books) - {NO_BOOK})


def _unchanged(memory: Memory, chosen: Iterable[ProgramFile], site: Path, options: BuildOptions) -> dict[str, Recalled]:
    """The clients of which nothing has changed since their programmes were made, whose folders are there."""
    every = by_client(chosen)
    recalled = {own[0].client: memory.recall(own) for own in every}
    known = {
        client: one
        for client, one in recalled.items()
        if one and all(site_folder.holds(site, name, key) for name, key in one.keys.items())
    }
    return known if len(known) == len(every) or not _names_books(options) else {}


def _ready(
    loader: Loader, programs: Iterable[ProgramFile], reports: dict[str, Report], *, strict: bool
) -> list[Toolkit]:
    """Read programmes, add to the `reports` of their clients, and return those that nothing stops."""
    ready: list[Toolkit] = []
    for own in by_client(programs) or [()]:
        loaded, client = loader.load(own), own[0].client if own else ""
        found = loaded.before_building(strict=strict)
        reports[client] = _joined([reports[client], found]) if client in reports else found
        ready += loaded.ready(strict=strict)
    return ready


def _joined(reports: Iterable[Report]) -> Report:
    return Report.of(problem for one in reports for problem in one.problems)


def _folders(site: Path, chosen: Iterable[ProgramFile], there: Collection[str]) -> tuple[Path, ...]:
    return tuple(site / program.id for program in chosen if program.id in there)


def _on_this_machine(jobs: int) -> OpenRunner:
    from mentorkit.build.fleet import on_this_machine

    return on_this_machine(jobs or one_a_processor())


@contextmanager
def _opened(
    memory: Memory,
    site: Path,
    options: BuildOptions,
    ready: Iterable[Toolkit],
    chosen: Iterable[ProgramFile],
    waiting: Callable[[], None],
) -> Iterator[_Run]:
    """A run of which the site is held until its end. Raises BuildFailed as `build` does."""
    from mentorkit.build.fleet import Fleet
    from mentorkit.build.shared_opening import open_shared

    workspace = memory.workspace
    refuse_sources(workspace, site)
    _refuse_unknown_books(ready, options)
    shared, left_out = open_shared(workspace)
    memory = replace(memory, shared=shared)
    run = _Run(site, options, memory, memory.at, (*memory.unkept(), *left_out), Fleet(workspace.settings.limits))
    with run_folder(workspace.root), site_folder.site_lock(site, waiting):
        try:
            yield run
        finally:
            site_folder.tidy(site)
            memory.tidy(chosen)


def _refuse_unknown_books(toolkits: Iterable[Toolkit], options: BuildOptions) -> None:
    if not options.books:
        return
    from mentorkit.workbooks.compose.book_list import books_of

    books = [book for kit in toolkits for book in books_of(kit, options.editions)]
    closed = {book.stem for book in books if book.for_facilitators and not options.for_facilitators}
    known = {NO_BOOK, *(book.stem for book in books)} - closed
    if unknown := [name for name in options.books if name not in known]:
        raise BuildFailed(_unknown_book(name, known, closed) for name in unknown)


def _unknown_book(name: str, known: Collection[str], closed: Collection[str]) -> Problem:
    if name in closed:
        message, hint = (
            f'the book "{name}" is for facilitators alone, and in no portal',
            "mentorkit office makes it: --only books",
        )
    else:
        message, hint = f'there is no book "{name}"', did_you_mean(name, known)
    return Problem("no-such-book", message, Span("--book"), hint)


@dataclass(frozen=True, slots=True)
class _Run:
    """The making of programmes that can be made."""

    site: Path
    options: BuildOptions
    memory: Memory
    at: datetime
    unkept: tuple[Problem, ...]
    """What is wrong with the caches."""
    fleet: Fleet
    keys: dict[str, str] = field(default_factory=dict)
    """The key of each programme: the digest of everything that it is made from."""
    made: list[str] = field(default_factory=list)
    toolkits: list[Toolkit] = field(default_factory=list)
    """All programmes, where they are in memory together."""

    def make(
        self, toolkits: Iterable[Toolkit], open_runner: OpenRunner, progress: Progress, *, all_together: bool
    ) -> None:
        """Make what is not there as it should be; each programme is published as soon as it is whole.

        Raises BuildFailed where a folder is not ours to replace and nothing was published before; else that programme is not made.
        """
        changed = []
        for kit in toolkits:
            key = self.keys[kit.id] = self._key(kit, self.memory)
            if all_together:
                self.toolkits.append(kit)
            if not self.memory.fresh and site_folder.holds(self.site, kit.id, key):
                continue
            try:
                site_folder.refuse_foreign(self.site, kit.id)
            except BuildFailed as error:
                if all_together:
                    raise
                self.fleet.failed[kit.id] = list(error.problems)
            else:
                changed.append(kit)
        self.fleet.make((self._job(kit) for kit in changed), open_runner, self._publish, progress)
        self.memory.prints.forget_objects()

    def outcome(self, chosen: Iterable[ProgramFile], unchanged: Collection[str], report: Report) -> Built:
        """What came of it, beside the programmes that were not read; `report` has the problems of loading."""
        failed = self.fleet.failed
        told = [
            *report.problems,
            *self.unkept,
            *self.memory.tally.problems(self.memory.workspace.settings.where("cache")),
        ]
        there = {*unchanged, *self.keys} - failed.keys()
        return Built(
            folders=_folders(self.site, chosen, there),
            report=Report.of([*told, *(problem for some in failed.values() for problem in some)]),
            toolkits=() if unchanged else tuple(kit for kit in self.toolkits if kit.id not in failed),
            made=tuple(self.made),
            failed=tuple(program.id for program in chosen if program.id not in there),
            tally=self.memory.tally,
        )

    def _publish(self, job: Job, made: tuple[Job, ...]) -> None:
        """Publish a programme that is whole, and let other machines find what was made of it.

        Where something was saved meanwhile, nobody knows what that was made from; what was kept is what its key says.
        """
        from mentorkit.build.outputs import in_each_language

        kit = job.toolkit
        known = not made or self._key(kit, self.memory.anew()) == job.key
        for one in made if known else in_each_language(job):
            if one.cache:
                one.cache.announce(one.key) if known else one.cache.forget(one.key)
        site_folder.swap_in(self.site, kit.id, job.key if known else "")
        self.made.append(kit.id)

    def _key(self, kit: Toolkit, memory: Memory) -> str:
        from mentorkit.portal.dates import last_change

        return memory.key(kit, last_change(kit, self.at.date()))

    def _job(self, kit: Toolkit) -> Job:
        from mentorkit.build.outputs import Job

        return Job(
            toolkit=kit,
            layers=self.memory.workspace.layers(kit.client),
            config=self.memory.workspace.config,
            folder=site_folder.new_folder(self.site, kit.id),
            built_at=self.at,
            editions=self.options.editions,
            only=self.options.books,
            offline=self.options.offline,
            for_facilitators=self.options.for_facilitators,
            cache=self.memory.cache(kit.client),
            key=self.keys[kit.id],
            appearance=self.memory.appearance(kit),
        )


def part(programs: Iterable[ProgramFile], number: int, of: int) -> tuple[ProgramFile, ...]:
    """The programmes of one of several equal parts, the same on every machine; parts are counted from 1."""
    return tuple(sorted(programs, key=lambda program: program.id))[number - 1 :: of]


def refuse_sources(workspace: Workspace, site: Path) -> None:
    """A site is never built over, or into, what people wrote, and the cache is no part of it."""
    if misplaced := [*workspace.misplaced_caches(site)]:
        raise BuildFailed(misplaced)
    if workspace.root.resolve().is_relative_to(site.resolve()) or workspace.is_among_sources(site):
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
