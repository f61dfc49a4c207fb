"""What a programme takes over: from a preset, or from another programme of its client, and so on.

No other client's programme can be named here, whether there is one of that name or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mentorkit.core.problems import Problem, Report, Severity, Span, did_you_mean
from mentorkit.core.yaml_source import Located, Place, read_mapping
from mentorkit.definition.base import ID
from mentorkit.inheritance.archetypes import LONGEST_CHAIN, Archetypes, take_over
from mentorkit.inheritance.gaps import spoken
from mentorkit.language.placeholders import texts
from mentorkit.workspace.layers import Layer, read_text
from mentorkit.workspace.workspace import ProgramFile, Workspace

OWN = ("title", "starts", "status", "cohort", "address", "public", "accepted")
"""What belongs to one round: no programme takes it over from another."""

_MISSED = frozenset({"title", "starts"})
"""Those of which it is said anyway that they are missing."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A programme with everything that it takes over; without a source where that cannot be had."""

    source: Located | None
    extends: tuple[str, Span] | None = None
    """The programme that it names, and where."""
    behind: frozenset[str] = frozenset()
    """The files of the programmes behind it."""

    def concerns(self, found: Iterable[Problem]) -> Iterator[Problem]:
        """One problem in this programme's own file, where there are some in the files behind it."""
        theirs = Report.of(one for one in found if one.at.file in self.behind and one.severity is not Severity.NOTE)
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


@dataclass(slots=True)
class Lineage:
    """The programmes of one client, each with what it takes over."""

    workspace: Workspace
    client: str
    archetypes: Archetypes
    written: dict[str, tuple[_Written, list[Problem]]] = field(default_factory=dict)
    """What was read before, and what was found then: many programmes may build on one."""
    joined: dict[str, tuple[Located | None, list[Problem]]] = field(default_factory=dict)

    def resolve(self, file: ProgramFile, found: list[Problem]) -> Definition:
        """This programme with everything behind it. What is wrong with that is added to `found`."""
        chain = [self._read(file, found)]
        whole = self._follow(chain, found)
        own, *behind = chain
        source = self._join(chain, found) if whole else None
        definition = Definition(source, own.extends(), frozenset(one.name for one in behind))
        if source is not None and behind:
            found += _left_behind(own, behind[0])
            found += _dates_of_others(own, behind, source)
        return definition

    def beneath(self, source: Located) -> Located:
        """What a definition would take over that named the same archetype and said nothing else."""
        return self.archetypes.resolve(_only(source, ("archetype",)), []) or Located()

    def _follow(self, chain: list[_Written], found: list[Problem]) -> bool:
        """Add all programmes behind the first; False, and a problem, where one cannot be had."""
        while True:
            written = chain[-1]
            if written.source is None or not _names_one(written.source, found):
                return False
            extends = written.extends()
            if extends is None:
                return True
            target, at = extends
            problem = self._refusal(target, at, chain)
            if problem:
                found.append(problem)
                return False
            (file,) = (one for one in self.workspace.programs(self.client) if one.id == target)
            chain.append(self._read(file, found))

    def _refusal(self, target: str, at: Span, chain: list[_Written]) -> Problem | None:
        """Why the last of the chain cannot extend the programme `target`."""
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

    def _read(self, file: ProgramFile, found: list[Problem]) -> _Written:
        if file.id not in self.written:
            problems: list[Problem] = []
            name = self.workspace.name(file.path)
            text = read_text(file.path, name, Layer("client", file.path.parent), problems)
            source = read_mapping(text, name, problems) if text else None
            self.written[file.id] = _Written(file.id, name, source), problems
        written, problems = self.written[file.id]
        found += problems
        return written

    def _join(self, chain: list[_Written], found: list[Problem]) -> Located | None:
        own, *behind = chain
        assert own.source is not None, "a chain that was followed to its end was read"
        if not behind:
            return self.archetypes.resolve(_of_preset(own.source), found)
        if behind[0].id not in self.joined:
            problems: list[Problem] = []
            self.joined[behind[0].id] = self._join(behind, problems), problems
        base, problems = self.joined[behind[0].id]
        found += problems
        if base is None:
            return None
        return take_over(_without(own.source, ("extends",)), _without(base, OWN), found)


def _names_one(source: Located, found: list[Problem]) -> bool:
    """Whether a definition says in one place at most what it takes over from; otherwise a problem."""
    extends = source.get("extends")
    if extends is not None and not isinstance(extends, str):
        message, hint = '"extends" should name one preset or one programme', "write `extends:` and one name"
        found.append(Problem("extends", message, source.place.at("extends"), hint))
    elif extends is not None and source.get("archetype") is not None:
        message = '"archetype" and "extends" both say what this takes over from'
        hint = "keep one of the two lines; what stands behind it comes along"
        found.append(Problem("extends", message, max(source.place.keys[name] for name in _BOTH), hint))
    else:
        return True
    return False


_BOTH = ("archetype", "extends")


def _of_preset(source: Located) -> Located:
    """The same with the preset that it extends named as its archetype."""
    plain = _without(source, ("extends",))
    if source.get("extends") is not None:
        plain["archetype"] = source["extends"]
        plain.place.keys["archetype"] = source.place.keys["extends"]
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


def _dates_of_others(own: _Written, behind: Iterable[_Written], source: Located) -> Iterator[Problem]:
    """A warning for each day in a calendar that stands in a programme with another start."""
    extends, starts = own.extends(), source.get("starts")
    others = {one.name for one in behind if one.source and one.source.get("starts") != starts}
    for path, text, place in texts(source, source.place):
        if extends and starts and place.span.file in others and re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
            message = f"{spoken(source, path)} is taken over as {text.strip()} from a programme with another start"
            hint = f"write it here for this round, or as a week in {place.span}"
            yield Problem("date-taken-over", message, extends[1], hint, Severity.WARNING)
