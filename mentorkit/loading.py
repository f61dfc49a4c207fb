"""From a workspace to Toolkits: everything is read, every problem of the run is found, nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mentorkit.archetypes import Archetypes
from mentorkit.branding import BRAND_FILE, Branding, read_branding
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.gaps import gap_problems
from mentorkit.layers import Found, Layer, Layers, read_text, shown
from mentorkit.library import Library, read_library
from mentorkit.markdown import Prose, links
from mentorkit.placeholders import filled, unknown, usual_people, values
from mentorkit.problems import Problem, Report, Severity
from mentorkit.references import check_guide, check_references
from mentorkit.toolkit import Toolkit, assemble
from mentorkit.vocabulary import options
from mentorkit.words import Words, is_language
from mentorkit.workspace import ProgramFile, Workspace
from mentorkit.yaml_source import read_mapping


@dataclass(frozen=True, slots=True)
class Loaded:
    """The Toolkits of a run and everything that is to be said about them."""

    toolkits: tuple[Toolkit, ...]
    report: Report


@dataclass(slots=True)
class _Client:
    """What all programmes of one client share, read once."""

    layers: Layers
    library: Library
    archetypes: Archetypes
    branding: Branding | None


@dataclass(slots=True)
class Loader:
    """Reads programmes of one workspace."""

    workspace: Workspace
    found: list[Problem] = field(default_factory=list)
    clients: dict[str, _Client] = field(default_factory=dict)

    def load(self, programs: Iterable[ProgramFile]) -> Loaded:
        """Read these programmes. A programme with errors is left out of the Toolkits."""
        chosen = tuple(programs)
        self.found += self.workspace.file_problems(chosen)
        toolkits = [self._toolkit(program) for program in chosen]
        return Loaded(tuple(kit for kit in toolkits if kit), Report.of(self.found))

    def _toolkit(self, file: ProgramFile) -> Toolkit | None:
        client = self.clients.get(file.client) or self._client(file.client)
        before = len(self.found)
        program = self._program(file, client)
        if program is None:
            return None
        self.found += check_references(program, client.library)
        wrong = any(problem.severity is Severity.ERROR for problem in self.found[before:])
        if client.branding is None or client.library.unreadable or wrong:
            return None
        allow_html = self.workspace.settings.allow_html
        return assemble(file.client, file.slug, program, client.branding, client.library, allow_html=allow_html)

    def _program(self, file: ProgramFile, client: _Client) -> Program | None:
        """What the file says, with what it takes over from its archetype, and with its placeholders filled."""
        name = self.workspace.name(file.path)
        text = read_text(file.path, name, Layer("client", file.path.parent), self.found)
        own = read_mapping(text, name, self.found) if text else None
        source = client.archetypes.resolve(own, self.found) if own is not None else None
        if own is None or source is None:
            return None
        program = read_as(Program, source, self.found)
        self.found += unknown(source)
        self.found += gap_problems(source, own)
        if program is None or not is_language(program.language):
            return program
        after: list[Problem] = []
        full = read_as(Program, filled(source, values(program, Words(program.language))), after)
        self.found += after if full is None else ()  # the rest has been said above
        return full

    def _client(self, client: str) -> _Client:
        layers = self.workspace.layers(client)
        library = read_library(layers, self._name, self.found)
        brands = {file.path: self._name(file) for file in layers.every(BRAND_FILE)}
        branding = read_branding(layers, client, self.found, file_name=brands)
        self.clients[client] = _Client(layers, library, Archetypes(layers, self._name), branding)
        anchors = _anchors(library, layers)
        for guide in library.guides():
            self.found += check_guide(guide, library, anchors)
        return self.clients[client]

    def _name(self, file: Found) -> str:
        """How a file of a layer is called: from the workspace, or by its layer's name."""
        if file.path.is_relative_to(self.workspace.root):
            return self.workspace.name(file.path)
        return f"({file.layer.name}) {shown(file.path, file.layer.root)}"


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
    prose = Prose(options("portal", layers, "en-GB", usual_people(Words("en-GB"))))
    return {guide.path: prose.anchors(guide.body) for guide in guides}


def load(workspace: Workspace, programs: Iterable[ProgramFile]) -> Loaded:
    """Read these programmes of a workspace and find everything that is wrong with them."""
    return Loader(workspace).load(programs)
