"""Reports as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.problems import Problem, Report, Severity


def problem_lines(problem: Problem) -> Iterator[str]:
    """Where, how bad, what and why it is called so; then the way out."""
    yield f"{problem.at}  {problem.severity}  {problem.message}  [{problem.rule}]"
    if problem.hint:
        yield f"    {problem.hint}"


def summary(report: Report, outcome: str) -> str:
    """How many problems of each kind there are, and what came of it: `2 errors. Nothing was written.`."""
    counts = [(report.count(severity), str(severity)) for severity in Severity]
    parts = [f"{number} {word}{'s' if number != 1 else ''}" for number, word in counts if number]
    return f"{', '.join(parts) or 'No problems'}. {outcome}".strip()
