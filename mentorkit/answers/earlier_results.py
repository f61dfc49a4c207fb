"""Earlier programmes of the same client beside this one: their released results, of questions that both asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mentorkit.core.problems import Problem, Result, Severity
from mentorkit.definition.program import Program
from mentorkit.definition.results import Results, RoundResult
from mentorkit.inheritance.lineage import Lineage
from mentorkit.workspace.results_file import read_results
from mentorkit.workspace.workspace import ProgramFile, Workspace


def earlier_rounds(
    workspace: Workspace, file: ProgramFile, program: Program, own: Iterable[RoundResult], smallest: int
) -> Result[tuple[RoundResult, ...]]:
    """The rounds of the programmes that the definition compares with, or extends, as far as their results were released."""
    asked = {(item.series, str(item.answer)) for one in own for item in one.items}
    rounds: list[RoundResult] = []
    problems: list[Problem] = []
    for name in _names(workspace, file, program):
        client, _, slug = name.rpartition("/")
        if client not in ("", file.client):  # nobody else's results are looked at
            continue
        results, wrong = read_results(workspace, file.client, slug)
        problems += wrong
        if results is None or results.smallest_group < smallest:
            message = f'"{name}" does not stand beside these results: none of its own were released'
            if results is not None:
                message = (
                    f'"{name}" does not stand beside these results: it shows groups of {results.smallest_group} people'
                )
            at = program.where("evaluation", "compare_with")
            hint = f"release them: mentorkit outcomes {file.client}/{slug} --release"
            problems.append(Problem("no-results", message, at, hint, Severity.NOTE))
            continue
        rounds += _shared(results, f"{file.client}/{slug}", asked)
    return Result(tuple(rounds), tuple(problems))


def _names(workspace: Workspace, file: ProgramFile, program: Program) -> Iterable[str]:
    """The programmes that it is compared with: those that the definition names, then those that it extends, the oldest first."""
    evaluation = program.evaluation
    named = map(str, evaluation.compare_with if evaluation else ())
    lineage = Lineage.of(workspace, file)
    return dict.fromkeys((*named, *reversed(lineage.bases(file))))


def _shared(results: Results, name: str, asked: set[tuple[str, str]]) -> Iterator[RoundResult]:
    """The rounds of an earlier programme, with the questions that both asked, for everybody."""
    for one in results.own:
        items = tuple(
            item.model_copy(update={"groups": (), "hidden": (), "change": None})
            for item in one.items
            if (item.series, item.answer) in asked and item.everybody
        )
        if items:
            yield one.model_copy(
                update={"cohort": name, "named": results.title or name, "items": items, "groups": (), "hidden": ()}
            )
