"""Editing a programme as it resolves: a change of any value, inherited or not, becomes a change of its own file.

Text in, text out: nothing is saved here. A text that this gives resolves to exactly what was asked, and has no mistake that
was not there before; where that cannot be had, a problem says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from mentorkit.core.digests import digest
from mentorkit.core.language_tags import given_in_languages, texts_in_languages
from mentorkit.core.problems import Problem, Result, Severity, Span
from mentorkit.core.yaml_source import Located, Place
from mentorkit.definition.base import texts_in
from mentorkit.definition.field_types import FieldType
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.editing.changes import ABSENT, Change, Changes, Edited, Move, Path, Value
from mentorkit.editing.own_part import own_part
from mentorkit.editing.seen_values import SeenList, entry_id, number_of, plain, seen, value_at
from mentorkit.editing.yaml_edits import by_hand, refused, renumbered, rewritten, wanted_values
from mentorkit.editing.yaml_splices import Steps
from mentorkit.editing.yaml_tree import BOM
from mentorkit.inheritance.archetypes import plainly_numbered
from mentorkit.inheritance.lineage import Lineage
from mentorkit.workspace.layers import Layer, read_text
from mentorkit.workspace.workspace import ProgramFile, Workspace

TURNS = ("archetype", "extends", "first_week")
"""The names that decide what is taken over, and how it counts: with them, values change that nobody named."""

AS_WRITTEN = (
    "title", "organisation", "archetype", "extends", "format", "status", "cohort", "language", "paper", "editions",
    "time_zone", "starts", "first_week", "ends", "contact", "address", "public", "summary", "wording", "need", "goals",
    "expectations", "people", "eligibility", "matching", "pauses", "events", "own_start", "sessions", "agreement", "roles", "trust",
    "accountability", "support", "exposure", "communications", "recognition", "privacy", "accessibility", "evaluation",
    "library", "resources", "books", "accepted",
)  # fmt: skip
"""The order in which people write the parts of a programme."""

_OF_WRITING = ("edit", "yaml-", "inherit", "list-sentence", "rest-of-mark", "invisible")
"""The beginnings of rules of problems that another way of writing the same may not have."""

KIND = FieldType(Program, written=AS_WRITTEN)


@dataclass(frozen=True)
class EditableDefinition:
    """One programme's own file together with what it takes over."""

    text: str
    """The file letter by letter, with its byte order mark and its line ends."""
    program: ProgramFile
    source: Located
    """The whole definition, each value with its place."""
    problems: tuple[Problem, ...]
    """All that is wrong with it so far: mistakes of YAML, of inheritance, and values that cannot be read."""
    written: Located = field(repr=False)
    """The own file as it stands."""
    own: Located = field(repr=False)
    """The same, with sessions by their numbers."""
    base: Located = field(repr=False)
    """All that is taken over."""
    lineage: Lineage = field(repr=False)

    @property
    def name(self) -> str:
        """The name of the file in messages."""
        return self.lineage.workspace.name(self.program.path)

    @property
    def digest(self) -> str:
        """What tells this text from any other."""
        return digest(self.text)

    @cached_property
    def values(self) -> Any:
        """Everything as it is meant: texts that are short for more written out, sessions by their number."""
        return _meant(self.source) | {name: self.own[name] for name in ("extends",) if self.own.get(name)}

    @cached_property
    def _taken_over(self) -> Any:
        """All that is taken over, as it is meant."""
        return _meant(self.base)

    @cached_property
    def _places(self) -> Place:
        """The places of all values, those of sessions by their number."""
        return plainly_numbered(self.source).place

    def value(self, path: Path) -> Value:
        """What stands at a path; ABSENT where nothing does."""
        return value_at(self.values, path)

    def inherited(self, path: Path) -> Value:
        """What would stand at a path if the own file said nothing of it."""
        return value_at(self._taken_over, path)

    def translations(self, path: Path) -> dict[str, str]:
        """The texts at a path by their languages, where it or an entry of a list there is given in several; else nothing.

        Of a list, the entries are lines.
        """
        said = value_at(self._in_all_languages, path)
        entries = said if isinstance(said, list) else [said]
        given = [one for one in entries if given_in_languages(one)]
        if not given or not all(isinstance(one, str) or one in given for one in entries):
            return {}
        tags = dict.fromkeys(tag for one in given for tag in one)
        texts = {tag: [one if isinstance(one, str) else one.get(tag) or "–" for one in entries] for tag in tags}
        return {tag: "\n".join(ones) for tag, ones in texts.items()}

    def is_own(self, path: Path) -> bool:
        """Whether the own file says something at this path, or inside it."""
        return plain(self.value(path)) != plain(self.inherited(path)) or not self.origin(path)

    def origin(self, path: Path) -> str:
        """Where a value is said: "" in the own file, else as `archetype "succession"` or `extends acme/first`."""
        value, place = self.values, self._places
        for step in path:
            inner = number_of(value, step) if isinstance(value, list) else step
            below = place.inside.get(inner) if inner is not None else None
            value = value_at(value, (step,))
            if below is None:
                break
            place = below
        return self._called(place.span.file)

    def _called(self, file: str) -> str:
        if file == self.name:
            return ""
        workspace = self.lineage.workspace
        for program in workspace.programs(self.program.client):
            if workspace.name(program.path) == file:
                return f"extends {program.id}"
        return f'archetype "{file.rpartition("/")[2].removesuffix(".yml")}"' if file else "the standard books"

    def reopened(self, text: str) -> Result[EditableDefinition | None]:
        """The same programme with another text, which is not written."""
        return _opened(self.lineage.with_text(self.program, text.removeprefix(BOM)), self.program, text)

    def changed(self, changes: Changes) -> Result[Edited | None]:
        """The text with these changes; None, and why, where nothing can be changed so.

        Changes of which another value stands there than the one seen are left out, and told.
        """
        asked = tuple(self._where_it_can(change) for change in changes)
        refusal = self._keeps_numbers(asked) or self._keeps_languages(asked)
        if refusal:
            return Result.failed(refusal)
        (wanted, crossed), unclear = wanted_values(seen(self.values), asked, self.name, KIND)
        if unclear:
            return Result(None, unclear)
        self._keep_names(wanted)
        _put_back(wanted, asked, _meant(self.base))
        if plain(wanted) == plain(self.values):
            return Result(Edited(self.text, crossed))
        said: tuple[Problem, ...] = ()
        for whole, quoted in ((False, False), (True, False), (False, True), (True, True)):
            made = self._rewritten(wanted, whole=whole, quoted=quoted)
            wrong = made.problems if made.value is None else self._wrong(made.value, wanted)
            if made.value is not None and not wrong:
                return Result(Edited(made.value, crossed))
            said = said or wrong
            if not any(one.rule.startswith(_OF_WRITING) for one in wrong):
                break
        return Result(None, said)

    def _keeps_numbers(self, changes: Iterable[Change | Move]) -> Problem | None:
        """Say so where sessions are to be counted on that are taken over: theirs are the numbers of the base definition."""
        for change in changes:
            counted = len(change.path) == 2 and change.path[0] == "sessions" and self.base.get("sessions")
            number = change.path[-1]
            if counted and (
                isinstance(change, Move) or number[:1] == "-" or number[1:] in self.values.get("sessions", {})
            ):
                message = "sessions that are taken over keep their numbers"
                return Problem("edit", message, Span(self.name), "leave one out, or give it another week")
        return None

    def _keeps_languages(self, changes: Iterable[Change | Move]) -> Problem | None:
        """Say so where a text that is given in several languages would be said anew in one of them."""
        for change in changes:
            if isinstance(change, Move) or change.adds or change.after is ABSENT:
                continue
            if any(texts_in_languages(value_at(self._in_all_languages, change.path))):
                message = f'"{".".join(change.path)}" is given in several languages'
                return Problem("edit", message, Span(self.name), "change it in the file, in each of them")
        return None

    @cached_property
    def _in_all_languages(self) -> Any:
        """Everything as it is meant, texts in every language that they are given in."""
        return _meant(plainly_numbered(self.lineage.in_all_languages(self.program)))

    def _where_it_can(self, change: Change | Move) -> Change | Move:
        """The change as an own file can say it: a blank is what would be inherited; a new entry follows all inherited ones, as `add` appends."""
        if isinstance(change, Change) and change.after is None:
            return replace(change, after=self.inherited(change.path))
        if isinstance(change, Move) or not change.adds or change.behind is None:
            return change
        now, own = (value_at(one, change.path[:-1]) for one in (self.values, _meant(self.own)))
        if not isinstance(now, list) or isinstance(own, list) or not isinstance(self.inherited(change.path[:-1]), list):
            return change
        theirs = len(now) - len(own.get("add", ()) if isinstance(own, dict) else ())
        behind = number_of(now, change.behind) if change.behind else -1
        return change if behind is not None and behind >= theirs - 1 else replace(change, behind=None)

    def _keep_names(self, wanted: Any) -> None:
        """Let sessions that get other numbers keep the names by which calendars know them, once a programme is under way."""
        before, after = self.values.get("sessions"), wanted.get("sessions")
        if self.values.get("status", "draft") == "draft" or not isinstance(before, dict) or not isinstance(after, dict):
            return
        for old, new in (renumbered(before, after) or {}).items():
            if isinstance(after[new], dict) and "id" not in after[new]:
                after[new] = {"id": old, **after[new]}

    def _rewritten(self, wanted: Any, *, whole: bool, quoted: bool) -> Result[str | None]:
        own, base = _meant(self.own), _meant(self.base)
        turned = {name: wanted[name] for name in TURNS if name in wanted and wanted[name] != self.values.get(name)}
        gone = {name for name in TURNS if name in own and name not in wanted}
        said = own_part(own, base, self.values, wanted, whole=whole, raw=self.own)
        said = {name: value for name, value in said.items() if name not in gone} | turned
        return rewritten(self.text, self.name, own, said, kind=KIND, called={**self._called_otherwise}, quoted=quoted)

    @cached_property
    def _called_otherwise(self) -> dict[Steps, str]:
        """How sessions are called in the file, where not by their plain number."""
        theirs, numbered = self.written.get("sessions"), self.own.get("sessions")
        if not isinstance(theirs, Located) or not isinstance(numbered, Located):
            return {}
        names = {span: name for name, span in theirs.place.keys.items()}
        return {("sessions", number): names[span] for number, span in numbered.place.keys.items() if span in names}

    def _wrong(self, text: str, wanted: Any) -> tuple[Problem, ...]:
        """What is wrong with a text that should say what is wanted: new mistakes first."""
        again, problems = self.reopened(text)
        new = refused(self.problems, problems)
        if new or again is None:
            return new or (by_hand(self.name),)
        if lost := _translations(self.written) - _translations(again.written):
            said = {one for _, one in texts_in(again.values)}
            if any(said & {one for _, one in texts} for texts in lost):
                return (by_hand(self.name, "a text is given in several languages, and all but one would be lost"),)
        if any(wanted.get(name) != self.values.get(name) for name in TURNS):
            return ()  # what comes along with it is not known before
        differ = next(_differences(again.values, plain(wanted)), None)
        return () if differ is None else (_not_so(self.name, differ, value_at(wanted, differ)),)


def _translations(value: Any) -> set[frozenset[tuple[str, str]]]:
    """The texts in this that are given in several languages."""
    return {frozenset((name, one) for name, one in text.items() if one) for text in texts_in_languages(value)}


def _not_so(file: str, path: Path, value: Value) -> Problem:
    """The problem of a value that the file cannot say."""
    said = ".".join(path)
    if isinstance(value, str) and value.strip().lower() == "none":
        message = f'"{said}" cannot be the word none here: it takes away what would be taken over'
        return Problem("edit", message, Span(file), "say it in other words")
    return by_hand(file, f'"{said}" cannot be written into this file so that it is read back as it is meant')


def _differences(one: Any, other: Any, path: Path = ()) -> Iterator[Path]:
    """The paths at which two values differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in {**one, **other}:
            yield from _differences(one.get(name, ABSENT), other.get(name, ABSENT), (*path, name))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (mine, theirs) in enumerate(zip(one, other, strict=True)):
            yield from _differences(mine, theirs, (*path, f"#{number}"))
    elif one != other:
        yield path


def _meant(source: Located) -> Any:
    return KIND.spelled(plain(plainly_numbered(source)))


def _put_back(wanted: Any, changes: Iterable[Any], base: Any) -> None:
    """Put entries that were left out, and are taken over again, where the base definition has them."""
    for change in changes:
        entries, theirs = value_at(wanted, change.path[:-1]), value_at(base, change.path[:-1])
        id_ = change.path[-1].removeprefix("+")
        if not (isinstance(change, Change) and change.before is ABSENT and isinstance(entries, SeenList)):
            continue
        ids = [entry_id(one) for one in theirs] if isinstance(theirs, list) else []
        now = [entry_id(one) for one in entries]
        if id_ not in ids or now.count(id_) != 1:
            continue
        before = [now.index(one) for one in ids[: ids.index(id_)] if one in now]
        old, new = now.index(id_), max(before, default=-1) + 1
        new -= old < new
        entries.insert(new, entries.pop(old))
        entries.was.insert(new, entries.was.pop(old))
        entries.ids.insert(new, entries.ids.pop(old))


def open_definition(workspace: Workspace, program: ProgramFile) -> Result[EditableDefinition | None]:
    """Read a programme to change it; None, and why, where its file or what it takes over cannot be read."""
    name = workspace.name(program.path)
    read = read_text(program.path, name, Layer("client", program.path.parent))
    if read.value is None:
        return Result(None, read.problems)
    try:
        text = program.path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return Result.failed(Problem("unreadable-file", "this file cannot be opened", Span(name), "try again"))
    return _opened(Lineage.of(workspace, program).with_text(program, text.removeprefix(BOM)), program, text)


def _opened(lineage: Lineage, program: ProgramFile, text: str) -> Result[EditableDefinition | None]:
    """A definition with this text, and all problems of it; None where it cannot be resolved."""
    definition, problems = lineage.resolve(program)
    written = lineage.written[program.id].value
    parts = lineage.parts(program).value
    if definition.source is None or parts is None or written is None or written.source is None:
        return Result(None, problems)
    problems += read_as(Program, definition.source).problems
    own, base = parts
    stopped = tuple(one for one in problems if one.severity is not Severity.NOTE)
    made = EditableDefinition(text, program, definition.source, stopped, written.source, own, base, lineage)
    return Result(made, stopped)
