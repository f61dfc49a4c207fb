"""A programme as one zip file that needs neither a server nor a network: unpack it, open the page at its top."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mentorkit.build.pipeline import BuildOptions, build
from mentorkit.build.workers import Progress
from mentorkit.core.archive import files_of, refuse_other_file, write_zip
from mentorkit.core.clock import now
from mentorkit.core.problems import Report
from mentorkit.definition.program import Program
from mentorkit.language.templates import TemplateContext, programme_environment
from mentorkit.language.voice import Voice
from mentorkit.portal.site_finish import finished
from mentorkit.toolkit import Toolkit
from mentorkit.workspace.run_folder import run_folder
from mentorkit.workspace.workspace import ProgramFile, Workspace

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
"""Characters that some system does not take in the name of a file."""


@dataclass(frozen=True, slots=True)
class Packaged:
    """The packages that were written (none, where problems stopped it), and the problems."""

    files: tuple[Path, ...]
    report: Report


@dataclass(frozen=True)
class StartContext(TemplateContext):
    """The name that `portal/start.html` knows, the page at the top of a package."""

    program: Program
    """The definition: `program.title`."""


def package(
    workspace: Workspace,
    programs: Iterable[ProgramFile],
    into: Path,
    *,
    strict: bool = False,
    jobs: int = 0,
    progress: Progress = lambda done, total, what: None,
    for_facilitators: bool = False,
) -> Packaged:
    """Build these programmes and write `<client>-<program>.zip` of each into a folder; all of them, or none.

    `for_facilitators` makes `<client>-<program>-facilitators.zip`, with what only they may read.

    Raises BuildFailed as `build` does, and where a file of such a name is no package.
    """
    chosen, at = tuple(programs), now()
    for program in chosen:
        refuse_other_file(into / file_name(program.id, for_facilitators=for_facilitators))
    with run_folder(workspace.root), tempfile.TemporaryDirectory(prefix="package-") as scratch:
        options = BuildOptions(strict, offline=True, for_facilitators=for_facilitators)
        built = build(workspace, chosen, Path(scratch), options, jobs=jobs, together=len(chosen), progress=progress)
        files = tuple(into / file_name(kit.id, for_facilitators=for_facilitators) for kit in built.toolkits)
        for toolkit, folder, file in zip(built.toolkits, built.folders, files, strict=True):
            write_zip(file, _contents(toolkit, workspace, folder), at)
    return Packaged(files, built.report)


def file_name(program: str, *, for_facilitators: bool = False) -> str:
    """The name of a programme's package."""
    return f"{program.replace('/', '-')}{'-facilitators' if for_facilitators else ''}.zip"


def _contents(toolkit: Toolkit, workspace: Workspace, folder: Path) -> Iterator[tuple[str, bytes]]:
    voice = Voice.of(toolkit.program)
    top = " ".join(_NOT_IN_NAMES.sub(" ", toolkit.program.title).split())[:80].strip(" .") or file_name(toolkit.id)
    env = programme_environment(workspace.layers(toolkit.client), voice)
    start = env.get_template("portal/start.html").render(StartContext(toolkit.program).names())
    name = voice.words.gettext("Start here")
    yield f"{top}/{name}.html", finished(start, offline=True).encode()
    yield from files_of(folder, f"{top}/portal")
