"""All rules on one programme: those that stand, are open, still to fill in, or accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from mentorkit.core.problems import Problem, Report, Severity
from mentorkit.definition.program import Acceptance
from mentorkit.design_rules.registry import AREA_OF, AREAS, RULES, nearest
from mentorkit.design_rules.rule import Area, Finding, Path, Rule, _
from mentorkit.toolkit import Toolkit

READS_PROSE = _("%(hint)s; this rule reads prose and may be mistaken")
"""A remedy, where a rule guesses from words."""

State = Literal["stands", "open", "to fill in", "accepted", "does not apply"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict of one rule on one programme."""

    rule: Rule
    state: State
    problems: tuple[Problem, ...] = ()
    """The findings, in English: open where `state` is "open", otherwise kept for whoever wants to know what was accepted."""
    findings: tuple[Finding, ...] = ()
    """The same as the rule found them, for those who tell them in the language of the programme."""
    acceptance: Acceptance | None = None
    """The reason why the findings are accepted, where they are."""


@dataclass(frozen=True, slots=True)
class Audit:
    """The verdicts of all rules on one programme, in the order of the areas."""

    toolkit: Toolkit
    verdicts: tuple[Verdict, ...]
    problems: tuple[Problem, ...]
    """The problems of acceptances."""

    @property
    def file(self) -> str:
        """The file of the programme."""
        return self.toolkit.program.where().file

    @property
    def open(self) -> tuple[Problem, ...]:
        """Every open finding, in the order of the rules."""
        return tuple(problem for one in self.verdicts if one.state == "open" for problem in one.problems)

    @property
    def report(self) -> Report:
        """Every open finding, in the order of the file."""
        return Report.of(self.open)

    def of(self, area: Area) -> tuple[Verdict, ...]:
        """The verdicts of one area."""
        return tuple(one for one in self.verdicts if AREA_OF[one.rule.id] is area)

    @property
    def areas(self) -> Iterator[tuple[Area, tuple[Verdict, ...]]]:
        """The six areas, each with its verdicts."""
        return ((area, self.of(area)) for area in AREAS)

    def only(self, asked_for: Callable[[str], bool]) -> Audit:
        """The same without the rules that nobody asked for."""
        return replace(self, verdicts=tuple(one for one in self.verdicts if asked_for(one.rule.id)))


def audit(toolkit: Toolkit, *, gaps: Iterable[Path] = (), today: date | None = None) -> Audit:
    """Ask every rule. `gaps` are the places that are marked as still to be filled in.

    Errors of design count as warnings where the programme is not live: a draft can be built while it is being thought
    over, a pilot is there to find out, and what is closed can no longer be mended. An
    acceptance that has run out by `today` accepts nothing any more.
    """
    marked = tuple(gaps)
    verdicts = tuple(_verdict(toolkit, rule, marked, today) for rule in RULES.values())
    return Audit(toolkit, verdicts, tuple(_wrong_acceptances(toolkit, verdicts, today)))


def _verdict(toolkit: Toolkit, rule: Rule, gaps: tuple[Path, ...], today: date | None) -> Verdict:
    if not rule.applies(toolkit):
        return Verdict(rule, "does not apply")
    findings = list(rule.find(toolkit))
    acceptance = toolkit.program.accepted.get(rule.id)
    if findings and acceptance and not _has_run_out(acceptance, today):
        return _told(toolkit, rule, "accepted", findings, acceptance)
    unknown = [one for one in findings if not any(gap[: len(one.path)] == one.path for gap in gaps)]
    if unknown:
        return _told(toolkit, rule, "open", unknown)
    return Verdict(rule, "to fill in" if findings else "stands")


def _told(
    toolkit: Toolkit, rule: Rule, state: State, findings: list[Finding], acceptance: Acceptance | None = None
) -> Verdict:
    problems = tuple(_problem(toolkit, rule, one) for one in findings)
    return Verdict(rule, state, problems, tuple(findings), acceptance)


def _problem(toolkit: Toolkit, rule: Rule, finding: Finding) -> Problem:
    severity = finding.severity or rule.severity
    if severity is Severity.ERROR and toolkit.program.status != "live":
        severity = Severity.WARNING
    hint = finding.said(finding.hint) if finding.hint else rule.remedy
    if rule.reads_prose:
        hint = READS_PROSE % {"hint": hint}
    at = toolkit.program.place_for(*finding.path)
    return Problem(rule.id, finding.said(finding.message), at, hint, severity, toolkit.client, finding.path)


def _has_run_out(acceptance: Acceptance, today: date | None) -> bool:
    return bool(acceptance.until and today and acceptance.until < today)


def _wrong_acceptances(toolkit: Toolkit, verdicts: tuple[Verdict, ...], today: date | None) -> Iterator[Problem]:
    state = {one.rule.id: one.state for one in verdicts}
    for id_, acceptance in toolkit.program.accepted.items():
        at = toolkit.program.place_for("accepted", id_)
        if id_ not in state:
            yield Problem("accepted-rule", f'no rule of design is called "{id_}"', at, nearest(id_))
        elif state[id_] in ("stands", "does not apply"):
            message, hint = f"{id_} is accepted, but there is nothing to accept", "take the line out"
            yield Problem("accepted-needless", message, at, hint, Severity.WARNING)
        elif _has_run_out(acceptance, today):
            message = f"{id_} was accepted until {acceptance.until}, which has passed"
            hint = "mend what it finds, or decide again and write a later day"
            yield Problem("accepted-expired", message, at, hint, Severity.WARNING)
