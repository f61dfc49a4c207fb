"""Questions, goals and earlier rounds that an evaluation names are there, and fit each other."""

import pytest

from mentorkit.checking.evaluation_checks import check_evaluation
from mentorkit.core.problems import Severity
from tests.conftest import LEAD, SMALL, Project

ASKED = """\
goals:
  - {id: bench, statement: Six are ready, measure: %s}
evaluation:
  compare_with: [acme/lead]
  questionnaires:
    - id: start
      title: Before
      when: baseline
      items:
        - {ask: I am ready., id: ready, goal: bench}
        - {ask: How did you hear of it?, id: heard, answer: one of, options: [A friend, A poster]}
        - {ask: What do you hope for?, id: hope, answer: words}
        - {ask: How many meetings?, id: met, answer: number}
        - {ask: Have you led a team?, id: led, answer: yes or no}
    - id: end
      title: After
      when: end
      items:
        - %s
"""
FITS, AGAIN = "{item: ready, at_least: 4, target: 6}", "{ask: I am ready now., again: ready}"


def _said(project: Project, measure: str = FITS, again: str = AGAIN) -> list[str]:
    project.write(LEAD, SMALL + ASKED % (measure, again))
    return [one.partition("  error  ")[2] for one in project.problems()]


@pytest.mark.parametrize(
    "measure",
    [
        FITS,
        "{item: led, target: 6}",
        "{item: led, counts: no, figure: percent, target: 10}",
        "{item: heard, counts: [a friend], target: 3}",
        "{item: met, figure: median, target: 3}",
    ],
)
def test_what_fits_is_not_mentioned(project: Project, measure: str) -> None:
    assert _said(project, measure) == []


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("{item: redy, at_least: 4, target: 6}", 'no question has the id "redy"  [question-exists] -> did you mean "ready"?'),
        ("{item: hope, target: 6}", '"hope" is answered in words, which cannot be counted  [measure] -> ask for a number, or give it options'),
        ("{item: led, figure: mean, target: 6}", 'there is no mean of "led", which is answered by "yes or no"  [measure] -> write `figure: people` or `figure: percent`'),
        ("{item: led, at_least: 1, target: 6}", '"led" has no numbers to compare with `at_least`  [measure] -> name the answers in `counts`'),
        ("{item: ready, counts: [yes], target: 6}", '"ready" is answered by a number  [measure] -> write `at_least` in place of `counts`'),
        ("{item: ready, target: 6}", "it is not said which answers count  [measure] -> write `at_least: 4`"),
        ("{item: heard, target: 6}", "it is not said which answers count  [measure] -> write `counts: …`"),
        ("{item: heard, counts: [A frend], target: 6}", '"A frend" is not among the answers to "heard"  [measure] -> did you mean "A friend"?'),
    ],
)  # fmt: skip
def test_a_measure_counts_answers_that_its_question_has(project: Project, measure: str, said: str) -> None:
    assert _said(project, measure) == [said]


def test_a_measure_that_is_taken_over_may_name_a_question_that_is_not_asked(project: Project) -> None:
    own = (
        ASKED.split("goals:\n")[1]
        .split("\n", 1)[1]
        .replace("- %s", "- {ask: Ready?, id: sure}")
        .replace("  compare_with: [acme/lead]\n", "")
    )
    project.write(
        "content/archetypes/house.yml",
        "goals:\n  - {id: bench, statement: Six are ready, measure: {item: gone, at_least: 4}}\n",
    )
    project.write(LEAD, SMALL + "archetype: house\n" + own)
    (told,) = check_evaluation(project.job().toolkit.program)
    assert (told.message, told.severity) == ('no question has the id "gone"', Severity.NOTE)


@pytest.mark.parametrize(
    ("again", "said"),
    [
        ("{ask: Now?, again: redy}", 'no question has the id "redy"  [question-exists] -> did you mean "ready"?'),
        ("{ask: Now?, again: led}", '"led" is answered by "yes or no", and this question by "scale"  [question-exists] -> give both the same `answer`, or leave out `again`'),
        ("{ask: Now?, id: now, again: now}", '"now" is asked at the end, which is not before this question (at the end)  [question-exists] -> name the question that is asked first'),
        ("{ask: Now?, id: ready}", 'two questions have the id "ready" (first on line 16)  [same-id] -> give one of them another id; one that asks again says `again: ready`'),
    ],
)  # fmt: skip
def test_what_is_asked_again_was_asked_before_in_the_same_way(project: Project, again: str, said: str) -> None:
    assert _said(project, again=again) == [said]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("first", '"first" is not a name for a programme  [program-exists] -> write client/program, such as acme/first-cohort'),
        ("other/lead", '"other/lead" would be another client’s programme, and nothing is compared with one  [program-exists] -> name an earlier programme of the same client'),
        ("acme/leed", 'there is no programme "acme/leed" to compare with  [program-exists] -> did you mean "acme/lead"?'),
    ],
)  # fmt: skip
def test_results_stand_beside_those_of_the_same_client_only(project: Project, name: str, said: str) -> None:
    project.write(LEAD, SMALL + (ASKED % (FITS, AGAIN)).replace("acme/lead", name))
    assert [one.partition("  error  ")[2] for one in project.problems()] == [said]
