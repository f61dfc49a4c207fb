"""From a workspace to Toolkits: everything is read, every problem of the run is found, nothing is written."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from mentorkit.brand.branding import BRAND_FILE, Branding, read_branding
from mentorkit.checking.references import check_guide, check_references
from mentorkit.core.clock import now
from mentorkit.core.problems import Problem, Report, Severity
from mentorkit.core.yaml_source import Located
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.design_rules.audit import Audit, audit
from mentorkit.guides.library import Library, read_library
from mentorkit.guides.markdown import Prose, links
from mentorkit.guides.vocabulary import options
from mentorkit.inheritance.archetypes import Archetypes
from mentorkit.inheritance.gaps import counted, gap_problems, gaps
from mentorkit.inheritance.lineage import Definition, Lineage
from mentorkit.language.catalogue import Words, is_language
from mentorkit.language.placeholders import filled, map_texts, title, unknown, usual_people, values
from mentorkit.toolkit import Toolkit, assemble
from mentorkit.workspace.layers import Layers
from mentorkit.workspace.workspace import ProgramFile, Workspace


@dataclass(frozen=True, slots=True)
class Loaded:
    """The Toolkits of a run and everything that is to be said about them."""

    toolkits: tuple[Toolkit, ...]
    report: Report
    """Problems of form: what cannot be read, does not exist or is still to fill in."""
    audits: tuple[Audit, ...] = ()
    """What is to be said about the design of each programme that can be read."""
    files: tuple[tuple[str, str], ...] = ()
    """The id and the file of every programme that was to be read."""
    layers: Mapping[str, Layers] = field(default_factory=dict)
    """Where each client's files come from."""

    def everything(self) -> Report:
        """Problems of form and open findings of design together."""
        return Report.of([*self.report.problems, *self.findings().problems])

    def findings(self) -> Report:
        """The open findings of design."""
        return Report.of(problem for audit in self.audits for problem in audit.report.problems)

    def before_building(self, *, strict: bool = False) -> Report:
        """What a build has to tell: problems of form, and those findings of design that stop it."""
        stopping = [problem for problem in self.findings().problems if Report((problem,)).stops(strict=strict)]
        return Report.of([*self.report.problems, *stopping])

    def ready(self, *, strict: bool = False) -> tuple[Toolkit, ...]:
        """The programmes that nothing stops: neither what is wrong with them, nor with what they share with others."""
        shared, *programmes = self.by_programme()
        stopping = [problem.at.file for problem in shared.form.problems if Report((problem,)).stops(strict=strict)]
        if any(not file.startswith("programs/") for file in stopping):
            return ()
        clients = {file.split("/")[1] for file in stopping}
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


@dataclass(slots=True)
class _Client:
    """What all programmes of one client share, read once."""

    layers: Layers
    library: Library
    lineage: Lineage
    branding: Branding | None


@dataclass(slots=True)
class Loader:
    """Reads programmes of one workspace."""

    workspace: Workspace
    found: list[Problem] = field(default_factory=list)
    gaps: dict[str, tuple[tuple[str | int, ...], ...]] = field(default_factory=dict)
    clients: dict[str, _Client] = field(default_factory=dict)
    content: dict[tuple[Path, ...], tuple[Library, Archetypes]] = field(default_factory=dict)

    def load(self, programs: Iterable[ProgramFile]) -> Loaded:
        """Read these programmes. A programme with errors is left out of the Toolkits."""
        chosen = tuple(programs)
        self.found += self.workspace.file_problems(chosen)
        toolkits = tuple(kit for program in chosen if (kit := self._toolkit(program)))
        today = now().date()
        audits = tuple(audit(kit, gaps=self.gaps[kit.id], today=today) for kit in toolkits)
        self.found += [problem for one in audits for problem in one.problems]
        files = tuple((program.id, self.workspace.name(program.path)) for program in chosen)
        layers = {name: client.layers for name, client in self.clients.items()}
        return Loaded(toolkits, Report.of(self.found), audits, files, layers)

    def _toolkit(self, file: ProgramFile) -> Toolkit | None:
        client = self.clients.get(file.client) or self._client(file.client)
        before = len(self.found)
        definition = client.lineage.resolve(file, self.found)
        program = self._program(file.id, definition)
        self.found += check_references(program, client.library) if program else ()
        self.found += [*definition.concerns(self.found[before:])]
        if program is None:
            return None
        wrong = any(problem.severity is Severity.ERROR for problem in self.found[before:])
        if client.branding is None or client.library.unreadable or wrong:
            return None
        texts, settings = values(program, Words(program.language)), self.workspace.settings
        library = client.library.introduced(lambda facts: map_texts(facts, partial(title, texts=texts)))
        return assemble(file.client, file.slug, program, client.branding, library, settings)

    def _program(self, id_: str, definition: Definition) -> Program | None:
        """What a definition says, with its placeholders filled."""
        source = definition.source
        if source is None:
            return None
        whole = _filled(source)
        told = dict(gaps(whole))
        open_ = [(path, told[path]) for path, _ in gaps(source)]  # what names an open place is not one itself
        self.gaps[id_] = tuple(counted(path) for path, _ in open_)
        self.found += unknown(source)
        self.found += gap_problems(source, open_, definition.behind)
        return read_as(Program, whole, self.found)

    def _client(self, client: str) -> _Client:
        layers = self.workspace.layers(client)
        library, archetypes = self._content(layers)
        brands = {file.path: self.workspace.called(file) for file in layers.every(BRAND_FILE)}
        branding = read_branding(layers, client, self.found, file_name=brands)
        self.clients[client] = _Client(layers, library, Lineage(self.workspace, client, archetypes), branding)
        return self.clients[client]

    def _content(self, layers: Layers) -> tuple[Library, Archetypes]:
        """What these layers hold, read once for all clients whose layers hold the same files."""
        folders = (("keys", ".md"), ("training", ".md"), ("forms", ".md"), ("archetypes", ".yml"))
        files = tuple(file.path for name, end in folders for file in layers.names(f"content/{name}", end).values())
        if files not in self.content:
            library = read_library(layers, self.workspace.called, self.found)
            anchors = _anchors(library, layers)
            for guide in library.guides():
                self.found += check_guide(guide, library, anchors)
            self.content[files] = library, Archetypes(layers, self.workspace.called)
        return self.content[files]


_STOOD_FOR = ("title", "organisation", "starts", "ends", "people", "wording", "language")
"""The parts of a definition that placeholders stand for."""


def _filled(source: Located) -> Located:
    """A definition with its placeholders filled; as it is, where what they stand for cannot be read."""
    part = Located({name: source[name] for name in _STOOD_FOR if name in source}, sessions={"1": {"title": "any"}})
    part.place = source.place
    program = read_as(Program, part, [])
    if program is None or not is_language(program.language):
        return source
    return filled(source, values(program, Words(program.language)))


def _anchors(library: Library, layers: Layers) -> dict[str, frozenset[str]]:
    """The headings' anchors of every guide that some link with an anchor leads to."""
    guides = library.guides()
    wanted = {
        mention.target
        for guide in guides
        for mention in links(guide.body, guide.file)
        if "#" in mention.target and ":" not in mention.target
    }
    if not wanted:
        return {}
    prose = Prose(options("portal", layers, "en-GB", usual_people(Words("en-GB")), {}))
    return {guide.path: prose.anchors(guide.body) for guide in guides}


def load(workspace: Workspace, programs: Iterable[ProgramFile]) -> Loaded:
    """Read these programmes of a workspace and find everything that is wrong with them."""
    collecting = gc.isenabled()
    gc.disable()  # all of it is kept: looking for what can be thrown away would take as long as reading
    try:
        return Loader(workspace).load(programs)
    finally:
        if collecting:
            gc.enable()
