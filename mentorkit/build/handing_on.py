"""Handing a programme on: built anew and put where people read it, a folder, a zip file or a branch of git."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mentorkit.build.pipeline import BuildOptions, build, refuse_sources
from mentorkit.build.publishing import Branch, Sent, put_in_folder, put_on_branch, refuse_personal
from mentorkit.build.workers import Progress
from mentorkit.core.archive import files_of, refuse_other_file, write_zip
from mentorkit.core.clock import now
from mentorkit.core.problems import Report
from mentorkit.workspace.run_folder import run_folder
from mentorkit.workspace.workspace import ProgramFile, Workspace


@dataclass(frozen=True, slots=True)
class PublishingPlace:
    """The place where a portal is published; one of its first three is given."""

    folder: Path | None = None
    zip_file: Path | None = None
    branch: Branch | None = None
    push: bool = False
    """Whether the branch is pushed, and not only committed to."""
    beside_others: bool = False
    """Whether portals of several clients may be in one place."""


@dataclass(frozen=True, slots=True)
class HandedOn:
    """A portal that was published; not `done` where problems stopped its build."""

    done: bool
    report: Report
    sent: Sent | None = None
    """What was put on a branch."""


def publish(
    workspace: Workspace,
    program: ProgramFile,
    to: PublishingPlace,
    *,
    strict: bool = False,
    for_facilitators: bool = False,
    jobs: int = 0,
    progress: Progress = lambda done, total, what: None,
    report: Callable[[Report], None] = lambda report: None,
    waiting: Callable[[], None] = lambda: None,
) -> HandedOn:
    """Build a programme anew and publish its portal, or the one `for_facilitators`, which holds what only they may read.

    `report` is called with the problems of the build before it is published.

    Raises BuildFailed where `build` does, where the portal holds what is never published, and where the place is not
    ours to write to or holds the portal of another client.
    """
    if to.folder:
        refuse_sources(workspace, to.folder)
    if to.zip_file:
        refuse_other_file(to.zip_file)
    with run_folder(workspace.root), tempfile.TemporaryDirectory(prefix="publish-") as scratch:
        built = build(
            workspace,
            [program],
            Path(scratch),
            BuildOptions(strict, for_facilitators=for_facilitators),
            jobs=jobs,
            progress=progress,
        )
        report(built.report)
        if not built.folders:
            return HandedOn(done=False, report=built.report)
        folder, title = built.folders[0], built.toolkits[0].program.title
        refuse_personal(folder)
        return HandedOn(done=True, report=built.report, sent=_put(folder, program.id, title, to, waiting))


def _put(built: Path, program: str, title: str, to: PublishingPlace, waiting: Callable[[], None]) -> Sent | None:
    """Put a built portal where it is to be read."""
    if to.folder:
        put_in_folder(built, program, to.folder, beside_others=to.beside_others, waiting=waiting)
    elif to.zip_file:
        write_zip(to.zip_file, files_of(built), now())
    elif to.branch:
        message = f"Publish {title}"
        return put_on_branch(built, program, to.branch, message, beside_others=to.beside_others, push=to.push)
    return None
