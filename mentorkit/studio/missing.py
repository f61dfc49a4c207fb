"""What is missing in one programme: everything that `check` says of it, as sentences that lead to where it is mended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mentorkit.checking.loading import Loaded, load
from mentorkit.checking.program_reading import texts_of_placeholders
from mentorkit.core.problems import Problem, Severity, Span
from mentorkit.core.yaml_source import Located, Place
from mentorkit.definition.base import is_gap
from mentorkit.design_rules.audit import Audit, Verdict
from mentorkit.design_rules.registry import RULES
from mentorkit.design_rules.rule import Finding
from mentorkit.editing.seen_values import value_at
from mentorkit.inheritance.lineage import Lineage
from mentorkit.language.catalogue import Words, capital
from mentorkit.language.placeholders import title
from mentorkit.studio.form_fields import Path
from mentorkit.studio.remedies import remedies
from mentorkit.studio.task_view import title_of
from mentorkit.workspace.workspace import ProgramFile, Workspace

GAP_RULE = "to-fill-in"
"""The rule of problems about what an archetype leaves open."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing or wrong: a sentence, a way out, and the part of the programme that it is about."""

    rule: str
    severity: Severity
    sentence: str
    way_out: str
    """Empty where nothing can be said but where it is mended."""
    path: Path
    """As forms name what they show: entries of lists by id, else by position. Empty where it is about a whole file."""
    at: Span
    hint: str = ""
    """The way out for whoever mends it in its file, as `check` says it."""
    titles: tuple[str, ...] = ()
    """For each step of `path` the words by which people know the entry of a list there; empty where it is none."""

    @property
    def in_english(self) -> bool:
        """Whether it is said in English whatever the studio speaks: what `check` says of form is nobody's to translate yet."""
        return not self.of_design and not self.to_fill_in

    @property
    def of_design(self) -> bool:
        """Whether it is a finding of the audit, which can be accepted with a reason."""
        return self.rule in RULES

    @property
    def to_fill_in(self) -> bool:
        """Whether an archetype left it open for the organisation to say."""
        return self.rule == GAP_RULE

    @property
    def stops(self) -> bool:
        """Whether nothing can be built before it is mended."""
        return self.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """Findings of one rule that somebody accepted, with their reason and the last day on which it holds."""

    rule: str
    asks: str
    """The state that the rule asks for."""
    reason: str
    until: date | None
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingList:
    """Everything that is missing in a programme, in the order of its definition; what stops a build first."""

    items: tuple[Missing, ...]
    accepted: tuple[AcceptedFinding, ...]
    standing: int
    """The number of rules of design that find nothing; 0 where the programme cannot be read."""
    readable: bool

    @property
    def counted(self) -> tuple[Missing, ...]:
        """Those that count as open: notes on form are only said."""
        return tuple(one for one in self.items if one.of_design or one.severity is not Severity.NOTE)

    @property
    def stopping(self) -> tuple[Missing, ...]:
        """Those that have to be mended before anything can be built."""
        return tuple(one for one in self.items if one.stops)


def what_is_missing(workspace: Workspace, program: ProgramFile, words: Words) -> MissingList:
    """Check one programme, as `check` does."""
    loaded, source = load(workspace, (program,)), _resolved(workspace, program)
    (audit,) = loaded.audits or (None,)
    findings = dict(_findings(audit)) if audit else {}
    told = _Teller(
        remedies(words), findings, source, words, texts_of_placeholders(source) if source is not None else None
    )
    return MissingList(
        items=tuple(sorted(map(told.of, _problems(loaded, program)), key=lambda one: not one.stops)),
        accepted=tuple(told.accepted(one) for one in audit.verdicts if one.state == "accepted") if audit else (),
        standing=_standing(audit),
        readable=audit is not None,
    )


def _findings(audit: Audit) -> Iterator[tuple[Problem, Finding]]:
    for verdict in audit.verdicts:
        yield from zip(verdict.problems, verdict.findings, strict=True)


def _standing(audit: Audit | None) -> int:
    return sum(one.state == "stands" for one in audit.verdicts) if audit else 0


def _problems(loaded: Loaded, program: ProgramFile) -> Iterator[Problem]:
    """What is to be said of this programme; nothing that stands in the files of another client."""
    for problem in loaded.everything().problems:
        if problem.client in ("", program.client):
            yield problem


def _resolved(workspace: Workspace, program: ProgramFile) -> Located | None:
    """The definition with everything that it takes over; None where that cannot be had."""
    return Lineage.of(workspace, program).resolve(program).value.source


@dataclass(frozen=True, slots=True)
class _Teller:
    """Says problems in the words of the studio, which never show how a definition is written."""

    ways_out: dict[str, str]
    findings: Mapping[Problem, Finding]
    """The findings behind problems of design."""
    source: Located | None
    words: Words
    texts: dict[str, str] | None
    """What placeholders stand for."""

    def of(self, problem: Problem) -> Missing:
        made = self._of(problem, self._path(problem))
        return replace(made, titles=tuple(self._titles(made.path)))

    def _titles(self, path: Path) -> Iterator[str]:
        texts = self.texts
        for number in range(len(path)):
            above = value_at(self.source, path[:number])
            is_entry = isinstance(above, list) or path[:number] == ("sessions",)
            said = title_of(value_at(self.source, path[: number + 1]), ("title",)) if is_entry else ""
            yield "" if is_gap(said) else title(said, texts) if texts and "{{" in said else said

    def _of(self, problem: Problem, path: Path) -> Missing:
        if problem.rule == GAP_RULE:
            asked = problem.message.partition("still to fill in")[2].lstrip(": ")
            sentence = sentence_of(asked) or self.words.gettext("This is still to be written.")
            return Missing(problem.rule, problem.severity, sentence, "", path, problem.at)
        if path[:1] == ("accepted",) and path[-1] in RULES:
            asked = self.words.quoted(capital(self.words.gettext(RULES[path[-1]].good)))
            sentence = sentence_of(problem.message.replace(path[-1], asked))
            return Missing(problem.rule, problem.severity, sentence, "", path, problem.at)
        way_out = self.ways_out.get(problem.rule) or sentence_of(without_code(problem.hint))
        sentence, hint = self._sentence(problem), sentence_of(problem.hint)
        return Missing(problem.rule, problem.severity, sentence, way_out, path, problem.at, hint)

    def _sentence(self, problem: Problem) -> str:
        """What is wrong, as a sentence in the language of the studio as far as there are words for it."""
        finding = self.findings.get(problem)
        if finding is None:
            return sentence_of(problem.message)
        said = self.words.gettext(finding.message)
        return sentence_of(self.words.fill(said, finding.values) if finding.values else said)

    def accepted(self, verdict: Verdict) -> AcceptedFinding:
        assert verdict.acceptance is not None, "that is what the state says"
        sentences = tuple(map(self._sentence, verdict.problems))
        reason, until = verdict.acceptance.reason, verdict.acceptance.until
        return AcceptedFinding(
            verdict.rule.id, sentence_of(self.words.gettext(verdict.rule.good)), reason, until, sentences
        )

    def _path(self, problem: Problem) -> Path:
        found = problem.path or (path_at(self.source, problem.at) if self.source is not None else ())
        return as_forms_name(self.source, found)


def sentence_of(text: str) -> str:
    """A message as a sentence."""
    text = text.strip()
    return f"{capital(text)}." if text and text[-1] not in ".!?…" else capital(text)


_CODE = re.compile(r"`|mentorkit |\.ya?ml|\bline\b|indent|in quotes|known here: |--\w")


def without_code(hint: str) -> str:
    """The parts of a hint that say nothing of how files are written; a hint is parted by semicolons."""
    return "; ".join(part for part in hint.split("; ") if not _CODE.search(part))


def path_at(source: Located, at: Span) -> tuple[str | int, ...]:
    """The path of what stands at a place of a definition; empty where nothing begins there."""
    if not at.line:
        return ()
    return max((path for path, span in _spans(source, source.place, ()) if span == at), key=len, default=())


def _spans(value: Any, place: Place, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Span]]:
    yield path, place.span
    steps: Iterable[Any] = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for step in steps:
        if step in place.keys:
            yield (*path, step), place.keys[step]
        if step in place.inside:
            yield from _spans(value[step], place.inside[step], (*path, step))


def as_forms_name(source: Located | None, path: Iterable[str | int]) -> Path:
    """A path of positions as forms name it: entries by their id, else as #0, #1; sessions by their number."""
    made: list[str] = []
    here: Any = source
    for step in path:
        if isinstance(here, list) and isinstance(step, int):
            here = here[step] if step < len(here) else None
            id_ = here.get("id") if isinstance(here, dict) else None
            made.append(id_ if isinstance(id_, str) else f"#{step}")
            continue
        if made == ["sessions"]:
            here = _session(here, str(step))
            made.append(str(step).lstrip("0") or "0")
            continue
        here = here.get(str(step)) if isinstance(here, dict) else None
        made.append(str(step))
    return tuple(made)


def _session(sessions: Any, number: str) -> Any:
    if not isinstance(sessions, dict):
        return None
    return next((one for name, one in sessions.items() if name.lstrip("0") == number.lstrip("0")), None)
