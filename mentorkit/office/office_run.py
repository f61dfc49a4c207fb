"""From a programme to its office files, in a folder of its own: each part made by processes within limits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from mentorkit.build.chosen_languages import in_languages
from mentorkit.build.fleet import too_much
from mentorkit.build.memory import Memory
from mentorkit.build.outputs import Job
from mentorkit.build.workers import OutOfBounds, Progress, one_a_processor, result, workers
from mentorkit.checking.loading import load
from mentorkit.core.clock import now
from mentorkit.core.machine import unwritable
from mentorkit.core.problems import BuildFailed, Problem, Report, Span
from mentorkit.office.office_files import PARTS, OfficeFile, Part
from mentorkit.office.office_folder import OFFICE, OfficeFolder, edited_problems, refuse_office_folder
from mentorkit.workspace.run_folder import run_folder
from mentorkit.workspace.workspace import ProgramFile, Workspace

_NEEDS: dict[str, str] = {"slides": "pptx", "documents": "docx"}
"""The package that a part is made with, where that is an extra."""


@dataclass(frozen=True, slots=True)
class OfficeTask:
    """A piece of the work: what it makes, as progress tells it, and the function that makes it."""

    part: Part
    what: str
    make: Callable[..., list[OfficeFile]]
    given: tuple[object, ...] = ()
    """What it is called with after the job."""


@dataclass(frozen=True, slots=True)
class OfficeMade:
    """What came of it: how many files were written, how many were there already, and the problems."""

    folder: Path
    made: int
    same: int
    edited: tuple[str, ...]
    """The files that were left alone because somebody has edited them."""
    report: Report


def make_office(
    workspace: Workspace,
    program: ProgramFile,
    into: Path | None = None,
    *,
    only: Collection[str] = (),
    languages: Collection[str] = (),
    replace: bool = False,
    jobs: int = 0,
    progress: Progress = lambda done, total, what: None,
) -> OfficeMade:
    """Make the office files of a programme, or those of some parts `only`, in its main language or in these `languages`.

    Those of a further language are in a folder of that, as `en-GB/`. Raises BuildFailed, with nothing written, where the programme has errors, where the folder is published or not free
    for this, and where something is not installed.
    """
    folder = into or workspace.root / OFFICE / program.client / program.slug
    parts = [part for part in PARTS if not only or part in only]
    refuse_office_folder(folder, workspace)
    if missing := [*_missing(parts)]:
        raise BuildFailed(missing)
    with run_folder(workspace.root):
        every, report = _jobs(workspace, program, folder, languages)
        runs = [_OfficeRun(job, workspace, OfficeFolder(job.folder, replace)) for job in every]
        for run in runs:
            run.make_parts(parts, jobs or one_a_processor(), progress)
    edited = [f"{run.inside(folder)}{name}" for run in runs for name in run.of("edited")]
    told = [*(one for run in runs for one in run.problems), *edited_problems(edited, workspace.name(folder))]
    made, same = (sum(len(run.of(what)) for run in runs) for what in ("made", "same"))
    return OfficeMade(folder, made, same, tuple(edited), Report.of([*report.problems, *told]))


def _missing(parts: Iterable[str]) -> Iterator[Problem]:
    """A problem where the packages that these parts are made with are not installed."""
    if any(part in _NEEDS and find_spec(_NEEDS[part]) is None for part in parts):
        message = "what writes slides and Word documents is not installed"
        yield Problem("extra-missing", message, Span("mentorkit"), 'pip install "mentorkit[office]"')


def _jobs(
    workspace: Workspace, program: ProgramFile, folder: Path, languages: Collection[str]
) -> tuple[list[Job], Report]:
    """The programme on its way in each language, and what is to be said of it. Raises BuildFailed."""
    loaded = load(workspace, [program])
    ready, report = loaded.ready(strict=False), loaded.before_building(strict=False)
    if not ready:
        raise BuildFailed(report.problems)
    main, memory = ready[0], Memory(workspace, OFFICE)
    jobs = [
        Job(
            toolkit=kit,
            layers=workspace.layers(kit.client),
            config=workspace.config,
            folder=folder if kit is main else folder / kit.language,
            built_at=now(),
            cache=memory.cache(kit.client),
            appearance=memory.appearance(kit),
        )
        for kit in in_languages(main, languages)
    ]
    return jobs, report


def tasks(job: Job, parts: Collection[str]) -> Iterator[OfficeTask]:
    """Everything that is made of a programme in these parts, in the order in which it is told.

    What a part is made with is imported where it is asked for: it may be an extra that is not installed.
    """
    training = job.toolkit.training
    if "books" in parts or "packs" in parts:
        from mentorkit.office.module_packs import facilitator_books, module_pack

        yield OfficeTask("books", "facilitator guide", facilitator_books)
        for module in training:
            yield OfficeTask("packs", f"pack {module.id}", module_pack, (module.path,))
    if "slides" in parts and training:
        from mentorkit.office.slides import slide_decks

        yield OfficeTask("slides", "slides", slide_decks)
    if "sheets" in parts:
        from mentorkit.office.module_sheets import module_sheets

        for module in training:
            yield OfficeTask("sheets", f"sheets {module.id}", module_sheets, (module.path,))
    if "records" in parts:
        from mentorkit.office.record_papers import record_paper

        for form in job.toolkit.records:
            yield OfficeTask("records", f"record {form.id}", record_paper, (form.path,))
    if "documents" in parts:
        from mentorkit.office.word_documents import word_documents

        yield OfficeTask("documents", "Word documents", word_documents)
    if "messages" in parts and job.toolkit.program.communications:
        from mentorkit.office.message_drafts import message_drafts

        yield OfficeTask("messages", "drafts of messages", message_drafts)


@dataclass(slots=True)
class _OfficeRun:
    """One run: tasks given to processes, and what they return put into the folder."""

    job: Job
    workspace: Workspace
    folder: OfficeFolder
    problems: list[Problem] = field(default_factory=list)
    _put: dict[str, str] = field(default_factory=dict)

    def of(self, came: str) -> list[str]:
        """The files of which this came."""
        return [name for name, what in self._put.items() if what == came]

    def inside(self, folder: Path) -> str:
        """The name of this run's folder in the one of all languages, with a slash behind it; empty where it is that."""
        return "" if self.job.folder == folder else f"{self.job.folder.name}/"

    def make_parts(self, parts: Collection[Part], processes: int, progress: Progress) -> None:
        """Make everything of these parts, and keep the record of what was written."""
        try:
            self.make([task for task in tasks(self.job, parts) if task.part in parts], processes, progress)
            if not self.problems:
                self.folder.end(parts)
        except OSError as error:
            self.problems.append(unwritable(error, error.filename or str(self.job.folder), "office-folder"))
        finally:
            with suppress(OSError):  # told already: nothing can be written there
                self.folder.keep_record()

    def make(self, todo: list[OfficeTask], processes: int, progress: Progress) -> None:
        """Make these; a task that fails stops no other."""
        limits = self.workspace.settings.limits
        with workers(min(processes, len(todo) or 1), limits) as start:
            begun = [(task, start(task.make, self.job, *task.given)) for task in todo]
            for number, (task, future) in enumerate(begun, 1):
                try:
                    for file in result(future, limits):
                        self._put[file.path.as_posix()] = self.folder.put(file)
                except BuildFailed as failed:
                    self.problems += failed.problems
                except OutOfBounds as beyond:
                    self.problems.append(too_much(self.job, task.what, beyond, start, limits))
                progress(number, len(begun), task.what)
