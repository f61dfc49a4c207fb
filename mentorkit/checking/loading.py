"""From a workspace to Toolkits: everything is read, every problem of the run is reported, nothing is written."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mentorkit.brand.branding import BRAND_FILE, Branding, read_branding
from mentorkit.brand.template_assets import asset_problems
from mentorkit.checking.drawable import drawing_problems
from mentorkit.checking.evaluation_checks import check_compared
from mentorkit.checking.guide_checks import guide_problems
from mentorkit.checking.language_notes import untranslated
from mentorkit.checking.marks import marks_of_program
from mentorkit.checking.picture_checks import opened_problems
from mentorkit.checking.printable import check_letters
from mentorkit.checking.program_reading import Gaps, read_program
from mentorkit.checking.references import check_references, unwritten_guides
from mentorkit.checking.search_checks import search_problems
from mentorkit.core.clock import now
from mentorkit.core.names import is_id
from mentorkit.core.problems import Problem, Report, Result, Severity
from mentorkit.definition.front_matter import KINDS
from mentorkit.definition.program import Program
from mentorkit.definition.results import Results
from mentorkit.design_rules.audit import Audit, audit
from mentorkit.files.application_forms import form_problems, with_questions
from mentorkit.guides.introduction import introduced_library
from mentorkit.guides.library import Library, guide_files, read_library
from mentorkit.guides.pictures import picture_files, shown_names, texts_with_pictures
from mentorkit.guides.search_reading import list_files
from mentorkit.inheritance.archetypes import Archetypes, preset_files
from mentorkit.inheritance.gaps import TO_FILL_IN
from mentorkit.inheritance.lineage import Definition, Lineage
from mentorkit.language.speech import Speech
from mentorkit.toolkit import Toolkit, assemble
from mentorkit.workspace.layers import Layers
from mentorkit.workspace.results_file import read_results
from mentorkit.workspace.workspace import ProgramFile, Workspace


@dataclass(frozen=True, slots=True)
class Loaded:
    """The Toolkits of a run, with all problems and findings."""

    toolkits: tuple[Toolkit, ...]
    report: Report
    """Problems of form: what cannot be read, does not exist or is still to fill in."""
    audits: tuple[Audit, ...] = ()
    """The audit of the design of each programme that can be read."""
    files: tuple[tuple[str, str], ...] = ()
    """The id and the file of every programme that was to be read."""
    layers: Mapping[str, Layers] = field(default_factory=dict)
    """The layers of each client."""
    languages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The tags of each programme's languages, the main one first, as it says itself or takes over."""

    def everything(self) -> Report:
        """Problems of form and open findings of design together."""
        return Report.of([*self.report.problems, *self.findings().problems])

    def findings(self) -> Report:
        """The open findings of design."""
        return Report.of(problem for audit in self.audits for problem in audit.report.problems)

    def before_building(self, *, strict: bool = False) -> Report:
        """The report of a build: problems of form, and those findings of design that stop it."""
        stopping = [problem for problem in self.findings().problems if Report((problem,)).stops(strict=strict)]
        return Report.of([*self.report.problems, *stopping])

    def ready(self, *, strict: bool = False) -> tuple[Toolkit, ...]:
        """The programmes that nothing stops: neither what is wrong with them, nor with what they share with others."""
        shared, *programmes = self.by_programme()
        stopping = [problem for problem in shared.form.problems if Report((problem,)).stops(strict=strict)]
        if any(not problem.at.file.startswith("programs/") for problem in stopping):
            return ()
        clients = {problem.client for problem in stopping}
        fine = {one.id for one in programmes if not one.form.stops(strict=strict)}
        fine -= {one.toolkit.id for one in self.audits if one.report.stops(strict=strict)}
        return tuple(kit for kit in self.toolkits if kit.id in fine and kit.client not in clients)

    def only(self, asked_for: Callable[[str], bool]) -> Loaded:
        """The same without the rules of design that nobody asked for."""
        return replace(self, audits=tuple(one.only(asked_for) for one in self.audits))

    def by_programme(self) -> list[Checked]:
        """First what programmes share, then every programme."""
        own: dict[str, list[Problem]] = {file: [] for _, file in self.files}
        shared: list[Problem] = []
        for problem in self.report.problems:
            own.get(problem.at.file, shared).append(problem)
        audits = {one.toolkit.id: one for one in self.audits}
        programmes = (Checked(id_, file, Report.of(own[file]), audits.get(id_)) for id_, file in self.files)
        return [Checked("", "", Report.of(shared), None), *programmes]


@dataclass(frozen=True, slots=True)
class Checked:
    """One programme with its problems of form and, where it can be read, the audit of its design."""

    id: str
    file: str
    form: Report
    audit: Audit | None


@dataclass(frozen=True, slots=True)
class _Client:
    """The things that all programmes of one client share, read once."""

    layers: Layers
    lineage: Lineage
    branding: Branding | None


@dataclass(frozen=True, slots=True)
class _InLanguage:
    """The things that the programmes of one client which are in one language share."""

    layers: Layers
    library: Library
    lineage: Lineage
    problems: tuple[Problem, ...]
    """What is wrong with the guides and presets."""


@dataclass(frozen=True, slots=True)
class _Version:
    """A programme in one of its languages; without a program where it cannot be read."""

    spoken: _InLanguage
    definition: Definition
    program: Program | None
    gaps: Gaps = ()

    @property
    def tag(self) -> str:
        """The tag of its language."""
        return self.read.language

    @property
    def read(self) -> Program:
        """The programme, which was read."""
        assert self.program is not None, "whoever asks has looked"
        return self.program

    @property
    def of_folder(self) -> Program:
        """The programme at the address of its own portal, which in a further language is in a folder of that."""
        program = self.read
        if self.tag == program.main_language or not program.address:
            return program
        return program.model_copy(update={"address": f"{program.address}{self.tag}/"})


def _unfit(kit: Toolkit, version: _Version, layers: Layers) -> tuple[Problem, ...]:
    """What cannot be written or printed of a programme in one language, whose forms have their questions."""
    source = version.definition.source
    assert source is not None, "a programme was read from it"
    unwritten = tuple(unwritten_guides(version.read, dict.fromkeys((*kit.guides, *kit.pieces))))
    return unwritten or tuple(check_letters(kit, source, layers))


@dataclass(slots=True)
class Loader:
    """Reads programmes of one workspace. What was read for one is kept, with its problems, for the others."""

    workspace: Workspace
    clients: dict[str, Result[_Client]] = field(default_factory=dict)
    spoken: dict[tuple[str, str], _InLanguage] = field(default_factory=dict)
    content: dict[tuple[Path, ...], Result[tuple[Library, Archetypes]]] = field(default_factory=dict)

    def load(self, programs: Iterable[ProgramFile]) -> Loaded:
        """Read these programmes. A programme with errors is left out of the Toolkits."""
        collecting = gc.isenabled()
        gc.disable()  # all of it is kept: looking for what can be thrown away would take as long as reading
        try:
            return self._load(tuple(programs))
        finally:
            if collecting:
                gc.enable()

    def forget_programmes(self) -> None:
        """Let go of what was read, but for the guides and presets that programmes of every client use."""
        self.clients.clear()
        self.spoken.clear()
        of_clients = self.workspace.root / "programs"
        for files in [files for files in self.content if any(file.is_relative_to(of_clients) for file in files)]:
            del self.content[files]

    def _load(self, chosen: tuple[ProgramFile, ...]) -> Loaded:
        read = [self._toolkit(program) for program in chosen]
        made = [one.value for one in read if one.value]
        clients = {file.client: self._client(file.client) for file in chosen}
        spoken = [one for (client, _), one in self.spoken.items() if client in clients]
        today = now().date()
        audits = tuple(audit(kit, gaps=open_, today=today) for kit, open_ in made)
        problems = [
            *self.workspace.file_problems(chosen),
            *(problem for one in spoken for problem in one.problems),
            *(problem for one in (*clients.values(), *read) for problem in one.problems),
            *(problem for one in audits for problem in one.problems),
        ]
        files = tuple((program.id, self.workspace.name(program.path)) for program in chosen)
        layers = {name: client.value.layers for name, client in clients.items()}
        report = Report.of(map(_with_client, problems))
        languages = {file.id: self._client(file.client).value.lineage.languages(file) for file in chosen}
        return Loaded(tuple(kit for kit, _ in made), report, audits, files, layers, languages)

    def _toolkit(self, file: ProgramFile) -> Result[tuple[Toolkit, Gaps] | None]:
        """The Toolkit of a programme and the gaps in it; None where the programme, or what it shares, has errors."""
        client = self._client(file.client).value
        main, problems = self._version(file, self._in_language(file.client, client.lineage.language(file)))
        versions = [main]
        for tag in main.definition.languages[1:]:
            one, wrong = self._version(file, self._in_language(file.client, tag))
            versions.append(one)
            known = {
                problem.path for problem in problems if problem.rule == TO_FILL_IN
            }  # a gap is one in every language
            problems = (*problems, *(new for new in wrong if new.rule != TO_FILL_IN or new.path not in known))
        results, unreleased = self._results(main.program, file) if main.program else Result(None)
        problems = (*problems, *unreleased, *main.definition.concerns(problems))
        stopped = any(problem.severity is Severity.ERROR for problem in problems)
        unread = any(one.program is None or one.spoken.library.unreadable for one in versions)
        if client.branding is None or stopped or unread:
            return Result(None, problems)
        kits = self._kits(file, versions, client.branding, results)
        whole = tuple(map(with_questions, kits))
        unfit = [
            problem for kit, one in zip(whole, versions, strict=True) for problem in _unfit(kit, one, client.layers)
        ]
        notes = [note for kit, one in zip(kits, versions, strict=True) for note in untranslated(kit, one.definition)]
        forms = [problem for kit in kits for problem in form_problems(kit)]
        made = replace(whole[0], translations=whole[1:])
        return Result(None if unfit else (made, main.gaps), (*problems, *unfit, *forms, *notes))

    def _version(self, file: ProgramFile, spoken: _InLanguage) -> Result[_Version]:
        """A programme in one language, with everything that is wrong with it."""
        definition, met = spoken.lineage.resolve(file)
        if definition.source is None:
            return Result(_Version(spoken, definition, None), met)
        read, wrong = read_program(definition, spoken.lineage.archetypes)
        if read is None:
            return Result(_Version(spoken, definition, None), (*met, *wrong))
        program, open_ = read
        problems = [*met, *wrong, *check_references(program, spoken.library)]
        problems += marks_of_program(program, html=self.workspace.settings.allow_html)
        problems += self._opened(program, spoken.library)
        problems += self._compared(program, file.client)
        return Result(_Version(spoken, definition, program, open_), tuple(problems))

    def _kits(
        self, file: ProgramFile, versions: Sequence[_Version], branding: Branding, results: Results | None
    ) -> tuple[Toolkit, ...]:
        """The Toolkit of each version of a programme; ids and UIDs are those of the first, which is in its main language."""
        programs = {one.tag: one.of_folder for one in versions}
        kits = list[Toolkit]()
        for one in versions:
            others = {tag: program for tag, program in programs.items() if tag != one.tag}
            program = programs[one.tag]
            library = introduced_library(one.spoken.library, Speech.of(program, others))
            settings, first = self.workspace.settings, kits[0] if kits else None
            kit = assemble(file.client, file.slug, program, branding, library, settings, results, named_as=first)
            kits.append(replace(kit, others=others))
        return tuple(kits)

    def _opened(self, program: Program, library: Library) -> Iterator[Problem]:
        """Problems of the files of pictures that the texts of a programme show."""
        texts = texts_with_pictures(program)
        return opened_problems(shown_names(texts), library, self.workspace.called)

    def _compared(self, program: Program, client: str) -> Iterator[Problem]:
        """Problems of the earlier programmes that the results stand beside."""
        return check_compared(program, client, lambda: [one.id for one in self.workspace.programs(client)])

    def _results(self, program: Program, file: ProgramFile) -> Result[Results | None]:
        """The results that the portal shows; None where it shows none, with a problem where it should."""
        evaluation = program.evaluation
        if evaluation is None or not evaluation.results_published:
            return Result(None)
        results, wrong = read_results(self.workspace, file.client, file.slug)
        least = evaluation.smallest_group or self.workspace.settings.design.smallest_group
        at = evaluation.where("results_published")
        if results is None and not wrong:
            message, hint = "there are no results to publish", f"release some: mentorkit outcomes {file.id} --release"
            return Result(None, (Problem("no-results", message, at, hint, Severity.WARNING),))
        if results and results.smallest_group < least:
            message = (
                f"the results show groups of {results.smallest_group} people, and the smallest group is now {least}"
            )
            hint = f"release them anew: mentorkit outcomes {file.id} --release"
            return Result(None, (Problem("no-results", message, at, hint, Severity.WARNING),))
        return Result(results, wrong)

    def _client(self, client: str) -> Result[_Client]:
        if client not in self.clients:
            layers = self.workspace.layers(client)
            brands = {file.path: self.workspace.called(file) for file in layers.every(BRAND_FILE)}
            branding, problems = read_branding(layers, client, file_name=brands)
            lineage = Lineage(self.workspace, client, Archetypes(layers, self.workspace.called))
            problems = (*problems, *asset_problems(layers, self.workspace.called))
            problems += tuple(drawing_problems(branding, layers, self.workspace.called))
            self.clients[client] = Result(_Client(layers, lineage, branding), problems)
        return self.clients[client]

    def _in_language(self, client: str, language: str) -> _InLanguage:
        """What programmes of this client in this language share."""
        if (client, language) not in self.spoken:
            layers = self.workspace.layers(client, language)
            (library, archetypes), problems = self._content(layers)
            written = self._client(client).value.lineage.written
            lineage = Lineage(self.workspace, client, archetypes, written, reads=language)
            self.spoken[client, language] = _InLanguage(layers, library, lineage, problems)
        return self.spoken[client, language]

    def _content(self, layers: Layers) -> Result[tuple[Library, Archetypes]]:
        """The guides and presets of these layers, read once for all clients whose layers hold the same files."""
        shelves = [
            *(guide_files(layers, folder) for folder in KINDS),
            preset_files(layers),
            picture_files(layers),
        ]
        files = tuple(file.path for shelf in shelves for file in shelf.values())
        files += tuple(file.path for file in list_files(layers))
        if files not in self.content:
            library, problems = read_library(layers, self.workspace.called)
            broken = list(guide_problems(library.guides(), library, layers, self.workspace))
            broken += search_problems(library)
            archetypes = Archetypes(layers, self.workspace.called)
            self.content[files] = Result((library, archetypes), (*problems, *broken))
        return self.content[files]


def _with_client(problem: Problem) -> Problem:
    """The same problem, of the client whose folder it stands in or is about."""
    programs, client = [*problem.at.file.split("/"), ""][:2]
    return replace(problem, client=client) if programs == "programs" and is_id(client) else problem


def load(workspace: Workspace, programs: Iterable[ProgramFile]) -> Loaded:
    """Read these programmes of a workspace, with all problems in them."""
    return Loader(workspace).load(programs)
