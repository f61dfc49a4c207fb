"""Reports as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.core.problems import INVISIBLE, Problem, Report, Severity


def problem_lines(problem: Problem) -> Iterator[str]:
    """The lines of one problem: its place, severity, message and rule; then the way out."""
    yield _one_line(f"{problem.at}  {problem.severity}  {problem.message}  [{problem.rule}]")
    if problem.hint:
        yield f"    {_one_line(problem.hint)}"


def _one_line(text: str) -> str:
    """Keep what an author typed from breaking the line, or from steering the terminal."""
    return INVISIBLE.sub(lambda hidden: f"\\u{ord(hidden[0]):04x}", text.replace("\n", " ").replace("\t", " "))


def summary(report: Report, outcome: str) -> str:
    """The number of problems of each kind, and the outcome: `2 errors. Nothing was written.`."""
    counts = [(report.count(severity), str(severity)) for severity in Severity]
    parts = [f"{number} {word}{'s' if number != 1 else ''}" for number, word in counts if number]
    return f"{', '.join(parts) or 'No problems'}. {outcome}".strip()
