"""The lineage of a programme: the preset, or the programme of the same client, that it takes over from, and so on.

No other client's programme can be named here, whether there is one of that name or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from mentorkit.core.language_tags import is_language, nearest_of
from mentorkit.core.problems import Problem, Report, Result, Severity, Span, did_you_mean
from mentorkit.core.yaml_source import Located, Place, read_mapping
from mentorkit.definition.base import ID
from mentorkit.inheritance.archetypes import (
    LONGEST_CHAIN,
    Archetypes,
    numbered_alike,
    plainly_numbered,
    preset_files,
    take_over,
)
from mentorkit.inheritance.gaps import spoken
from mentorkit.inheritance.renumbering import counted_alike
from mentorkit.language.one_language import USUAL_LANGUAGE, InOneLanguage, MissingText, in_one_language, languages_in
from mentorkit.language.placeholders import texts
from mentorkit.workspace.layers import Layer, read_text, whole_text
from mentorkit.workspace.workspace import ProgramFile, Workspace

OWN = ("title", "starts", "status", "cohort", "address", "public", "accepted")
"""The parts of a definition that belong to one round: no programme takes them over from another."""

_OF_LANGUAGE = ("archetype", "language", "languages")
"""The parts of a definition that say in which languages it is, itself or by its preset."""

_MISSED = frozenset({"title", "starts"})
"""Those of which it is said anyway that they are missing."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A programme with everything that it takes over; without a source where that cannot be had."""

    source: Located | None
    extends: tuple[str, Span] | None = None
    """The programme that it names, and where."""
    bases: frozenset[str] = frozenset()
    """The files of its base definitions."""
    languages: tuple[str, ...] = (USUAL_LANGUAGE,)
    """The tags of its languages, the main one first."""
    missing: tuple[MissingText, ...] = ()
    """The texts that are not there in the language in which it was read."""

    def concerns(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """One problem in this programme's own file, where there are some in the files of its base definitions."""
        theirs = Report.of(one for one in problems if one.at.file in self.bases and one.severity is not Severity.NOTE)
        if not self.extends or not theirs.problems:
            return
        name, at = self.extends
        errors, warnings = theirs.count(Severity.ERROR), theirs.count(Severity.WARNING)
        counted = [f"{n} {what}{'s' if n > 1 else ''}" for n, what in ((errors, "error"), (warnings, "warning")) if n]
        files = ", ".join(dict.fromkeys(problem.at.file for problem in theirs.problems))
        message = f'what is taken over from "{name}" has {" and ".join(counted)}'
        hint = f"mend it in {files}, or say it differently here"
        yield Problem("extends", message, at, hint, Severity.ERROR if errors else Severity.WARNING)


@dataclass(frozen=True, slots=True)
class _Written:
    """One programme's file as it stands."""

    id: str
    name: str
    source: Located | None

    def extends(self) -> tuple[str, Span] | None:
        """The programme that it names, and where; None where it names none."""
        target = self.source.get("extends") if self.source else None
        if self.source is None or not isinstance(target, str) or "/" not in target:
            return None
        return target, self.source.place.at("extends")


@dataclass(frozen=True, slots=True)
class _Chain:
    """A programme's file and its base definitions, nearest first; not `whole` where the last cannot be read or followed."""

    own: _Written
    bases: tuple[_Written, ...]
    whole: bool


@dataclass(slots=True)
class Lineage:
    """The programmes of one client, each with what it takes over."""

    workspace: Workspace
    client: str
    archetypes: Archetypes
    written: dict[str, Result[_Written]] = field(default_factory=dict)
    """The files that were read before: many programmes may build on one."""
    joined: dict[str, Result[Located | None]] = field(default_factory=dict)
    reads: str = ""
    """The language in which definitions are read; the main one of each where it is empty."""
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The languages of programmes that were asked for before."""

    @classmethod
    def of(cls, workspace: Workspace, file: ProgramFile) -> Lineage:
        """The programmes of this one's client, with presets in the language of this one."""
        plain = cls(workspace, file.client, Archetypes(workspace.layers(file.client), workspace.called))
        return plain.spoken(plain.language(file))

    def spoken(self, language: str) -> Lineage:
        """The same with presets in this language."""
        layers = self.workspace.layers(self.client, language)
        if preset_files(layers) == preset_files(self.archetypes.layers):
            return replace(self, reads=language)
        archetypes = Archetypes(layers, self.workspace.called)
        return Lineage(self.workspace, self.client, archetypes, self.written, reads=language)

    def languages(self, file: ProgramFile) -> tuple[str, ...]:
        """The tags of a programme's languages, the main one first, as it says itself or takes over."""
        if file.id not in self.tags:
            chain = self._chain(file).value
            written = [one.source for one in (chain.own, *chain.bases) if one.source is not None]
            naming = next((one for one in written if one.get("languages") or one.get("language")), None)
            if naming is None and written and chain.whole:
                naming = self.archetypes.resolve(_only(_of_preset(written[-1]), _OF_LANGUAGE)).value
            self.tags[file.id] = (USUAL_LANGUAGE,) if naming is None else languages_in(naming).value
        return self.tags[file.id]

    def language(self, file: ProgramFile) -> str:
        """The main language of a programme; empty where what it says is no language."""
        said = self.languages(file)[0]
        return said if is_language(said) else ""

    def resolve(self, file: ProgramFile) -> Result[Definition]:
        """This programme with everything that it takes over."""
        chain, problems = self._chain(file)
        own, bases = chain.own, chain.bases
        source, wrong = self._join(own, bases) if chain.whole else Result(None)
        definition = Definition(None, own.extends(), frozenset(one.name for one in bases))
        said = [*problems, *wrong]
        if source is not None:
            tags, strange = languages_in(source)
            read, misplaced = self._in_one_language(source, tags, own.name)
            said += strange or misplaced  # texts are not held against languages that are not known
            source = read.source
            definition = replace(definition, source=source, languages=tags, missing=read.missing)
        if source is not None and bases:
            said += _left_behind(own, bases[0])
            said += _dates_of_others(own, bases, source)
        return Result(definition, tuple(said))

    def bases(self, file: ProgramFile) -> tuple[str, ...]:
        """The programmes that it extends, the nearest first, as far as they can be followed."""
        return tuple(one.id for one in self._chain(file).value.bases)

    def beneath(self, source: Located) -> Located:
        """The definition that names the same archetype and says nothing else, with all that it takes over."""
        return self.archetypes.resolve(_only(source, ("archetype",))).value or Located()

    def with_text(self, file: ProgramFile, text: str) -> Lineage:
        """The same, for which this text stands in a programme's file."""
        name = self.workspace.name(file.path)
        source, problems = whole_text(text, name).then(lambda text: read_mapping(text, name))
        written = {**self.written, file.id: Result(_Written(file.id, name, source), problems)}
        joined = {id_: one for id_, one in self.joined.items() if id_ != file.id}
        return replace(self, written=written, joined=joined, tags={})

    def parts(self, file: ProgramFile) -> Result[tuple[Located, Located] | None]:
        """What a programme's file says itself, and all that it takes over, with weeks and sessions counted as it does."""
        chain, problems = self._chain(file)
        source, bases = chain.own.source, chain.bases
        if source is None or not chain.whole or self._join(chain.own, bases).value is None:
            return Result(None, problems)
        own = _without(source, ("extends",)) if bases else _of_preset(source)
        nearest = self.joined[bases[0].id].value if bases else None
        base = self.archetypes.beneath(own) if nearest is None else _without(nearest, OWN)
        base = plainly_numbered(counted_alike(base, own))
        whole = self.joined[bases[0].id].value if bases else None
        tags = languages_in(source if "languages" in source or whole is None else whole).value
        said, taken = (self._in_one_language(one, tags, chain.own.name).value.source for one in (source, base))
        return Result((numbered_alike(said, taken).value, taken), problems)

    def in_all_languages(self, file: ProgramFile) -> Located:
        """A programme with all that it takes over, texts in every language that they are given in; empty where it cannot be had."""
        chain = self._chain(file).value
        readable = chain.whole and chain.own.source is not None
        return (self._join(chain.own, chain.bases).value if readable else None) or Located()

    def _in_one_language(self, source: Located, tags: tuple[str, ...], own: str) -> Result[InOneLanguage]:
        """The definition in the language of this lineage, which is the main one where it has none."""
        spoken = nearest_of(self.reads, tags) or tags[0]
        return in_one_language(source, spoken, tags, own, lambda file: self.archetypes.language_of(file) or tags[0])

    def _chain(self, file: ProgramFile) -> Result[_Chain]:
        """A programme's file and all its base definitions, as far as they can be had."""
        following: ProgramFile | None = file
        chain, problems, refused = list[_Written](), list[Problem](), False
        while following:
            written, unread = self._read(following)
            chain.append(written)
            following, refusal = self._next(chain)
            problems += [*unread, *refusal]
            refused = written.source is None or bool(refusal)
        return Result(_Chain(chain[0], tuple(chain[1:]), not refused), tuple(problems))

    def _next(self, chain: list[_Written]) -> Result[ProgramFile | None]:
        """The programme that the last of a chain extends; None where it extends none, or cannot."""
        written = chain[-1]
        contradiction = _contradiction(written.source) if written.source is not None else None
        if contradiction:
            return Result.failed(contradiction)
        extends = written.extends()
        if extends is None:
            return Result(None)
        target, at = extends
        refusal = self._refusal(target, at, chain)
        if refusal:
            return Result.failed(refusal)
        (file,) = (one for one in self.workspace.programs(self.client) if one.id == target)
        return Result(file)

    def _refusal(self, target: str, at: Span, chain: list[_Written]) -> Problem | None:
        """Say why the last of the chain cannot extend the programme `target`."""
        known = [one.id for one in self.workspace.programs(self.client)]
        trail = [one.id for one in chain]
        if not re.fullmatch(f"{ID}/{ID}", target):
            hint = f"write client/program, such as {self.client}/first-cohort"
            return Problem("extends", f'"{target}" is not a name for a programme', at, hint)
        if target.partition("/")[0] != self.client:
            message = f'"{target}" would be another client’s programme, and nothing is taken over from one'
            return Problem("extends", message, at, "write what both share into content/archetypes, and extend that")
        if target not in known:
            hint = did_you_mean(target, [one for one in known if one not in trail] or known)
            return Problem("extends", f'there is no programme "{target}" to extend', at, hint)
        if target in trail:
            round_ = " → ".join([*trail[trail.index(target) :], target])
            message = f'"{target}" extends itself' + (f": {round_}" if trail[-1] != target else "")
            return Problem("extends", message, at, "let this one name another, or stand alone")
        if len(chain) == LONGEST_CHAIN:
            message = f"more than {LONGEST_CHAIN} programmes extend one another here"
            return Problem("extends", message, at, "let this one stand alone")
        return None

    def _read(self, file: ProgramFile) -> Result[_Written]:
        if file.id not in self.written:
            name = self.workspace.name(file.path)
            text = read_text(file.path, name, Layer("client", file.path.parent))
            source, problems = text.then(lambda text: read_mapping(text, name))
            self.written[file.id] = Result(_Written(file.id, name, source), problems)
        return self.written[file.id]

    def _join(self, own: _Written, bases: tuple[_Written, ...]) -> Result[Located | None]:
        """The definition of a programme, joined with its base definitions."""
        source = own.source
        assert source is not None, "a chain that was followed to its end was read"
        if not bases:
            return self.archetypes.resolve(_of_preset(source))
        nearest, *further = bases
        if nearest.id not in self.joined:
            self.joined[nearest.id] = self._join(nearest, tuple(further))
        return self.joined[nearest.id].then(lambda base: take_over(_without(source, ("extends",)), _without(base, OWN)))


def _contradiction(source: Located) -> Problem | None:
    """Say so where a definition names more than one thing, or none, that it takes over from."""
    extends = source.get("extends")
    if extends is None:
        return None
    if not isinstance(extends, str):
        message, hint = '"extends" should name one preset or one programme', "write `extends:` and one name"
        return Problem("extends", message, source.place.at("extends"), hint)
    if source.get("archetype") is None:
        return None
    message = '"archetype" and "extends" both say what this takes over from'
    hint = "keep one of the two lines; what that one takes over comes along"
    return Problem("extends", message, max(source.place.keys[name] for name in _BOTH), hint)


_BOTH = ("archetype", "extends")


def _of_preset(source: Located) -> Located:
    """The same with the preset that it extends named as its archetype."""
    plain = _without(source, ("extends",))
    if source.get("extends") is not None:
        plain["archetype"] = source["extends"]
        plain.place.keys["archetype"] = plain.place.keys["extends"] = source.place.keys["extends"]
        plain.place.inside["archetype"] = source.place.inside["extends"]
    return plain


def _without(source: Located, names: Iterable[str]) -> Located:
    """The same without some names, as if they had never been written."""
    return _only(source, {*source, *source.place.keys} - {*names})


def _only(source: Located, names: Iterable[str]) -> Located:
    """The same with these names alone."""
    kept = Located({name: value for name, value in source.items() if name in names})
    keys = {name: span for name, span in source.place.keys.items() if name in names}
    kept.place = Place(source.place.span, keys, {name: source.place.inside[name] for name in kept})
    return kept


def _left_behind(own: _Written, nearest: _Written) -> Iterator[Problem]:
    """A note of what the nearest programme says for itself alone."""
    extends = own.extends()
    if own.source is None or nearest.source is None or extends is None:
        return
    name, at = extends
    left = [one for one in OWN if nearest.source.get(one) is not None and own.source.get(one) is None]
    left = [one for one in left if one not in _MISSED]
    if left:
        said = " and ".join([", ".join(left[:-1]), left[-1]] if left[1:] else left)
        message = f'{said} of "{name}" {"are" if left[1:] else "is"} not taken over'
        hint = "that holds for one round; write here what holds for this one"
        yield Problem("extends", message, at, hint, Severity.NOTE)


def _dates_of_others(own: _Written, bases: Iterable[_Written], source: Located) -> Iterator[Problem]:
    """A warning for each day in a calendar that stands in a programme with another start."""
    extends, starts = own.extends(), source.get("starts")
    others = {one.name for one in bases if one.source and one.source.get("starts") != starts}
    for path, text, place in texts(source, source.place):
        if extends and starts and place.span.file in others and re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
            message = f"{spoken(source, path)} is taken over as {text.strip()} from a programme with another start"
            hint = f"write it here for this round, or as a week in {place.span}"
            yield Problem("date-taken-over", message, extends[1], hint, Severity.WARNING)
