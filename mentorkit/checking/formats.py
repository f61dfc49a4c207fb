"""The problems and findings of a check, by programme: as lines of text, as JSON, as GitHub annotations and as SARIF."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from mentorkit import __version__
from mentorkit.checking.loading import Checked, Loaded
from mentorkit.core.problems import Problem, Severity, Span
from mentorkit.design_rules.audit import Audit, Verdict
from mentorkit.design_rules.registry import AREA_OF, RULES

FEW = 5
"""So many findings of design are said in full; where there are more, an area has a line until somebody asks for all."""

_BADNESS = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def in_full(audit: Audit, *, everything: bool) -> tuple[Problem, ...]:
    """The open findings to say in full: the errors, which stop a build, and the others where they are few or asked for."""
    findings = sorted(audit.open, key=lambda problem: _BADNESS.index(problem.severity))
    if everything or len(findings) <= FEW:
        return tuple(findings)
    return tuple(problem for problem in findings if problem.severity is Severity.ERROR)


def in_short(audit: Audit) -> Iterator[str]:
    """The other open findings, a line for each area: the first that matters most, and the rules of the rest."""
    said = in_full(audit, everything=False)
    rest = [problem for problem in audit.open if problem not in said]
    if not rest:
        return
    breaking = sum(RULES[problem.rule].severity is Severity.ERROR for problem in rest)
    warned = breaking and audit.toolkit.program.status != "closed"
    draft = f"; {breaking} of them stop{'s' if breaking == 1 else ''} a build once it is live" if warned else ""
    yield f"{audit.toolkit.id} leaves {len(rest)} {'more ' if said else ''}points of its design open{draft}"
    for area, verdicts in audit.areas:
        rules = [one.rule for one in verdicts if any(problem.rule == one.rule.id for problem in rest)]
        if rules:
            first = min(rules, key=lambda rule: _BADNESS.index(rule.severity))
            message = next(problem.message for problem in rest if problem.rule == first.id)
            also = " ".join(rule.id for rule in rules if rule is not first)
            yield f"    {area.title.lower():<22}  {message} [{first.id}]{f'; also {also}' if also else ''}"
    yield f"    All, with their places: mentorkit check {audit.toolkit.id} -v. Why, and what to write: mentorkit explain RULE"


def as_json(loaded: Loaded) -> str:
    """All problems, findings and acceptances, for other programs."""
    shared, *programmes = loaded.by_programme()
    report = {
        "mentorkit": __version__,
        "shared": [_plain(problem) for problem in shared.form.problems],
        "programmes": [_programme(one) for one in programmes],
    }
    return json.dumps(report, indent=2, ensure_ascii=False)


def _programme(one: Checked) -> dict[str, Any]:
    made: dict[str, Any] = {"id": one.id, "file": one.file, "form": [_plain(problem) for problem in one.form.problems]}
    if one.audit is None:  # it cannot be read, and there is nothing to say of its design
        return made
    return made | {
        "status": one.audit.toolkit.program.status,
        "design": [_plain(problem) for problem in one.audit.report.problems],
        "areas": [
            {"area": area.id, "rules": [_verdict(verdict) for verdict in verdicts]}
            for area, verdicts in one.audit.areas
        ],
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    made: dict[str, Any] = {"rule": verdict.rule.id, "good": verdict.rule.good, "state": verdict.state}
    if verdict.acceptance:
        until = verdict.acceptance.until
        made |= {"reason": verdict.acceptance.reason, "until": until.isoformat() if until else None}
    return made


def _plain(problem: Problem) -> dict[str, Any]:
    at = problem.at
    return {
        "rule": problem.rule, "severity": str(problem.severity), "message": problem.message, "hint": problem.hint,
        "client": problem.client, "file": at.file, "line": at.line, "column": at.column,
    }  # fmt: skip


_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_github(loaded: Loaded) -> str:
    """One annotation a line, as GitHub's runners read them from what a step prints."""
    return "\n".join(
        f"::{_GITHUB[problem.severity]} {_position(problem)},title={_property(problem.rule)}::{_message(problem)}"
        for problem in loaded.everything().problems
    )


def _position(problem: Problem) -> str:
    at = problem.at
    numbers = "".join(f",{name}={number}" for name, number in (("line", at.line), ("col", at.column)) if number)
    return f"file={_property(at.file)}{numbers}"


def _property(text: str) -> str:
    return _message_text(text).replace(":", "%3A").replace(",", "%2C")


def _message(problem: Problem) -> str:
    return _message_text(f"{problem.message}\n{problem.hint}" if problem.hint else problem.message)


def _message_text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_sarif(loaded: Loaded) -> str:
    """A log in SARIF 2.1.0. Findings that are accepted are in it, as suppressed, with the reason."""
    problems = loaded.everything().problems
    accepted = [
        (problem, one)
        for audit in loaded.audits
        for one in audit.verdicts
        if one.acceptance
        for problem in one.problems
    ]
    ids = list(dict.fromkeys([problem.rule for problem in problems] + [problem.rule for problem, _ in accepted]))
    results = [_result(problem, ids) for problem in problems]
    results += [
        _result(problem, ids) | {"suppressions": [{"kind": "inSource", "justification": one.acceptance.reason}]}
        for problem, one in accepted
        if one.acceptance
    ]
    driver = {"name": "MentorKit", "version": __version__, "rules": [_sarif_rule(id_) for id_ in ids]}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(log, indent=2, ensure_ascii=False)


def _sarif_rule(id_: str) -> dict[str, Any]:
    rule = RULES.get(id_)
    if rule is None:
        return {"id": id_}
    return {
        "id": id_,
        "shortDescription": {"text": rule.good},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.remedy}\n\n{rule.yaml}", "markdown": f"{rule.remedy}\n\n```yaml\n{rule.yaml}\n```"},
        "defaultConfiguration": {"level": str(rule.severity)},
        "properties": {"tags": [AREA_OF[id_].id]},
    }


def _result(problem: Problem, ids: list[str]) -> dict[str, Any]:
    text = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    return {
        "ruleId": problem.rule,
        "ruleIndex": ids.index(problem.rule),
        "level": str(problem.severity),
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(problem.at)}],
    }


def _location(at: Span) -> dict[str, Any]:
    region = {name: number for name, number in (("startLine", at.line), ("startColumn", at.column)) if number}
    return {"artifactLocation": {"uri": quote(at.file)}} | ({"region": region} if region else {})


FORMATS: dict[str, Callable[[Loaded], str]] = {"json": as_json, "github": as_github, "sarif": as_sarif}
"""The forms that `mentorkit check --format` can make besides lines of text."""
