"""The memory of a workspace's builds: from which inputs each client's programmes were made, and with which problems."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, NamedTuple

from mentorkit.build.cache import Cache
from mentorkit.build.cache_key import cache_key
from mentorkit.build.cache_tally import CacheTally
from mentorkit.build.fingerprint import Fingerprints, software
from mentorkit.core.atomic import own_folder
from mentorkit.core.clock import now
from mentorkit.core.digests import digest
from mentorkit.core.names import is_passed_over
from mentorkit.core.problems import Problem, Report, Severity, Span
from mentorkit.workspace.cache_place import cache_folder
from mentorkit.workspace.run_folder import CACHES
from mentorkit.workspace.workspace import ProgramFile, Workspace

if TYPE_CHECKING:
    from mentorkit.build.shared_opening import SharedCaches
    from mentorkit.toolkit import Toolkit

_LAYER = ("content", "templates", "_brand.yml")
_RUNS = "_runs"
"""Beside the folders of clients, none of which can be called so."""


class Recalled(NamedTuple):
    """What is known of the programmes of one client."""

    report: Report
    keys: dict[str, str]
    """The key of each programme."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory of one run. `options` is what was asked of it besides the programmes; `fresh` remembers nothing from before."""

    workspace: Workspace
    options: str
    fresh: bool = False
    at: datetime = field(default_factory=now)
    """The moment of the run, in which it may become midnight."""
    only_with: tuple[str, ...] = ()
    """The programmes that are built together, where what is known of one holds with these alone."""
    prints: Fingerprints = field(default_factory=Fingerprints)
    shared: SharedCaches | None = None
    """What other machines have made, where this one may take it."""
    tally: CacheTally = field(default_factory=CacheTally)
    """What this run takes and makes."""

    def cache(self, client: str) -> Cache:
        """The cache of one client."""
        shared = self.shared.of(client) if self.shared else None
        return replace(self._own(client), shared=shared, tally=self.tally)

    def _own(self, name: str) -> Cache:
        """A part of this machine's own cache; paths of this machine are in that of its runs."""
        caches = cache_folder(self.workspace.root)
        return Cache(caches / name, self.fresh, cache_key(self.workspace.root, caches))

    def unkept(self) -> Iterator[Problem]:
        """Yield a warning where nothing can be kept for later builds."""
        caches = cache_folder(self.workspace.root)
        try:
            if caches.is_relative_to(self.workspace.root / CACHES):
                own_folder(self.workspace.root / CACHES)
            caches.mkdir(parents=True, exist_ok=True)
            TemporaryFile(dir=caches).close()
        except OSError as error:
            message = f"nothing can be kept here ({error.strerror}), so every build makes everything anew"
            hint = "give yourself the right to write there, make room, or name another folder in MENTORKIT_CACHE"
            yield Problem("cache", message, Span(self.workspace.name(caches)), hint, Severity.WARNING)

    def tidy(self, programs: Iterable[ProgramFile]) -> None:
        """Let go of what was made for these clients and not asked for in a long time."""
        for client in {_RUNS, *(program.client for program in programs)}:
            self._own(client).tidy()
        if self.shared and not self.tally.unavailable:
            self.shared.store.tidy()

    def appearance(self, toolkit: Toolkit) -> str:
        """The digest of the look of this programme's books."""
        from mentorkit.build.outputs import appearance  # not before: where nothing has changed, nothing is made

        return appearance(toolkit, self.workspace.layers(toolkit.client), self.prints)

    def key(self, toolkit: Toolkit, last_change: date) -> str:
        """Everything that the outputs of this programme are made from. `last_change` stands for the day."""
        config = self.prints.config(self.workspace.config)
        return digest(
            "programme",
            self.appearance(toolkit),
            config,
            self.prints.object_digest(toolkit),
            self.options,
            _epoch(),
            str(last_change),
        )

    def recall(self, programs: tuple[ProgramFile, ...]) -> Recalled | None:
        """What is known of these programmes of one client, where nothing is different; else None."""
        try:
            note = self._own(_RUNS).note(self.inputs(programs))
            if note is None or any(self.prints.file(Path(file)) != kept for file, kept in note["files"].items()):
                return None
        except OSError:  # something cannot be read, and loading says so
            return None
        return Recalled(Report(tuple(map(_problem, note["problems"]))), note["keys"])

    def anew(self) -> Memory:
        """The same, with everything looked at again: what people save while a build is at work changes what it was made from."""
        return replace(self, prints=self.prints.anew())

    def remember(
        self, clients: Iterable[tuple[ProgramFile, ...]], reports: Mapping[str, Report], keys: Mapping[str, str]
    ) -> None:
        """Remember the problems and keys of programmes that are all whole now, client by client.

        Of a client of which something was saved meanwhile, nothing is remembered.
        """
        later, runs, files = self.anew(), self._own(_RUNS), self._files_elsewhere()
        for programs in clients:
            inputs, client = self.inputs(programs), programs[0].client
            if later.inputs(programs) == inputs:
                note = {
                    "problems": [asdict(problem) for problem in reports[client].problems],
                    "keys": {program.id: keys[program.id] for program in programs},
                    "files": files[""] | files[client],
                }
                runs.keep(inputs, self.workspace.root, (), note)

    def _files_elsewhere(self) -> defaultdict[str, dict[str, str]]:
        """The digests of files that were read and are in no folder of `inputs`, by client; those of everybody under no name."""
        homes, shared = self.workspace.root / "programs", self._shared_folders()
        found = defaultdict[str, dict[str, str]](dict)
        for path, kept in self.prints.known.items():
            home = next((one for one in (homes, *shared) if path.is_relative_to(one)), None)
            inside = path.relative_to(home).parts if home else ()
            if (home is None or any(map(is_passed_over, inside))) and path.is_file():
                found[inside[0] if home == homes else ""][str(path)] = kept
        return found

    def _shared_folders(self) -> list[Path]:
        """The folders of `inputs` that all clients share."""
        layers = {layer.root for layer in self.workspace.layers().order}
        return [root / part for root in layers for part in _LAYER]

    def inputs(self, programs: tuple[ProgramFile, ...]) -> str:
        """The digest of every file that could say something about these programmes of one client, and of the day: acceptances run out."""
        homes, client = self.workspace.root / "programs", programs[0].client
        parts = self.prints.folder(homes / client), self._layers(client), self.prints.names(homes)
        config, ids = self.prints.config(self.workspace.config), [program.id for program in programs]
        about = self.options, _epoch(), str(self.at.date()), self._astray(), repr(self.only_with)
        return digest("client", software(), config, *about, *parts, *ids)

    def _astray(self) -> str:
        """What is told of files that nobody reads, beside the layers that all clients share: looked for once, and not for each of them."""
        known, root = self.prints.astray, self.workspace.root
        if root not in known:
            known[root] = repr(self.workspace.stray_files())
        return known[root]

    def _layers(self, client: str) -> str:
        return self.prints.layers(self.workspace.layers(client), *_LAYER)


def by_client(programs: Iterable[ProgramFile]) -> list[tuple[ProgramFile, ...]]:
    """These programmes, those of one client together."""
    clients = defaultdict[str, list[ProgramFile]](list)
    for program in programs:
        clients[program.client].append(program)
    return [tuple(own) for own in clients.values()]


def _epoch() -> str:
    return os.environ.get("SOURCE_DATE_EPOCH", "")


def _problem(plain: dict[str, Any]) -> Problem:
    return Problem(**(plain | {"at": Span(**plain["at"]), "severity": Severity(plain["severity"])}))
