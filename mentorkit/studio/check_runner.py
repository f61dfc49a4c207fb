"""Checks of programmes beside the work of the studio: each is done again once a file that it depends on has changed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass

from mentorkit.core.digests import digest
from mentorkit.core.problems import BuildFailed, Problem, Severity
from mentorkit.language.catalogue import Words
from mentorkit.studio.missing import Missing, MissingList, sentence_of, what_is_missing
from mentorkit.workspace.workspace import ProgramFile, Workspace


def source_state(workspace: Workspace, client: str) -> str:
    """A digest that changes with every file which a programme of this client is made from, by its time and size."""
    return digest(*(f"{path} {time} {size}" for path, time, size in _files(workspace, client)))


def _files(workspace: Workspace, client: str) -> Iterator[tuple[str, int, int]]:
    own = workspace.root / "programs" / client
    places = [workspace.config, own]
    places += [
        layer.root / part
        for layer in workspace.layers(client).order
        if layer.root != own
        for part in ("content", "templates", "_brand.yml")
    ]
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else (place,):
            if path.is_file():
                stat = path.stat()
                yield str(path), stat.st_mtime_ns, stat.st_size


@dataclass(frozen=True, slots=True)
class CheckSeen:
    """The last check of a programme: None where none has ended yet, not `fresh` while the next one is under way."""

    missing: MissingList | None
    fresh: bool
    edition: str = ""
    """Another text after each check."""


@dataclass(slots=True)
class _Known:
    state: str
    missing: MissingList


class Checks:
    """The last check of each programme of a workspace, in each language that was asked for. One thread checks; whoever asks never waits."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], _Known] = {}
        self._lock, self._at_work = threading.Lock(), set[tuple[str, str]]()

    def asked(self, workspace: Workspace, program: ProgramFile, words: Words) -> CheckSeen:
        """What is known of a programme now, in this language; where a file has changed since, it is checked again meanwhile."""
        state, key = source_state(workspace, program.client), (program.id, words.language)
        with self._lock:
            known = self._known.get(key)
            fresh = known is not None and known.state == state
            if not fresh and key not in self._at_work:
                self._at_work.add(key)
                # Not a daemon: Python would end it amid a call into compiled code, and the process aborts then.
                threading.Thread(target=self._check, args=(workspace, program, words, state)).start()
        return CheckSeen(known.missing if known else None, fresh, known.state if known else "")

    def now(self, workspace: Workspace, program: ProgramFile, words: Words) -> MissingList:
        """Check a programme, unless it was since its files have changed, and wait for it."""
        state, key = source_state(workspace, program.client), (program.id, words.language)
        with self._lock:
            known = self._known.get(key)
        return known.missing if known and known.state == state else self._checked(workspace, program, words, state)

    def _check(self, workspace: Workspace, program: ProgramFile, words: Words, state: str) -> None:
        try:
            self._checked(workspace, program, words, state)
        finally:
            with self._lock:
                self._at_work.discard((program.id, words.language))

    def _checked(self, workspace: Workspace, program: ProgramFile, words: Words, state: str) -> MissingList:
        """Check with the files as they were at `state` or later; where they change meanwhile, the next one to ask sees it."""
        try:
            missing = what_is_missing(workspace, program, words)
        except BuildFailed as failed:
            missing = MissingList(tuple(map(_told, failed.problems)), (), 0, readable=False)
        with self._lock:
            self._known[program.id, words.language] = _Known(state, missing)
        return missing


def _told(problem: Problem) -> Missing:
    return Missing(problem.rule, Severity.ERROR, sentence_of(problem.message), "", (), problem.at)
