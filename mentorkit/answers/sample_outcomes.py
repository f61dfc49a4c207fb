"""A report on outcomes of made-up answers, by which its templates are tried."""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.answers.answered import Answered, Value
from mentorkit.answers.goals import goal_results
from mentorkit.answers.hiding import hide
from mentorkit.answers.outcome_report import OutcomeReport, ReleasedWords, outcome_page, outcome_print
from mentorkit.answers.released_figures import rounds_of
from mentorkit.answers.tally import count
from mentorkit.build.outputs import Job, told_with_places
from mentorkit.definition.items import Item
from mentorkit.definition.questionnaires import Evaluation, Questionnaire
from mentorkit.definition.results import Results
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit

_PEOPLE = 6
"""So many of each role answer; in no group are fewer."""


def fill_in_outcomes(job: Job) -> None:
    """Fill in the report on outcomes of a programme, as a page and for paper; keep nothing. Raises BuildFailed."""
    from mentorkit.workbooks.layout.print_engine import refuse_unprintable

    kit = job.toolkit
    words = (ReleasedWords("What was it like?", "Looking back", ("Short, and good.",)),)
    report = OutcomeReport(kit, _made_up(kit), words, job.built_at.date(), draft=True, unreleased=1)
    with told_with_places(job):
        outcome_page(report, job.layers)
        refuse_unprintable(outcome_print(report, job.layers), job.layers)


def _made_up(kit: Toolkit) -> Results:
    """Results of everybody answering alike."""
    program, voice = kit.program, Voice.of(kit.program)
    evaluation = program.evaluation or Evaluation()
    tallies = [count(_rows(one, evaluation), one, evaluation) for one in evaluation.questionnaires]
    published = [hide(one, kit.id, _PEOPLE) for one in tallies]
    return Results(
        title=str(program.title),
        smallest_group=_PEOPLE,
        rounds=rounds_of(published, kit.id, evaluation, voice),
        goals=goal_results(program, published, voice),
    )


def _rows(asked: Questionnaire, evaluation: Evaluation) -> Iterator[Answered]:
    values = tuple(_value(item) for item in asked.items)
    for role in asked.for_:
        for line in range(_PEOPLE):
            yield Answered(role, values, (0,) * len(evaluation.groups), "", line)


def _value(item: Item) -> Value:
    values: dict[str, Value] = {"several of": (0,), "number": 1, "one of": 0, "words": "Good."}
    return values.get(item.answer, 1)
