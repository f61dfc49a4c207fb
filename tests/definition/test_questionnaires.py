"""Questions of questionnaires: their answers, and which of them ask again."""

import pytest
from pydantic import ValidationError

from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.items import Item, Scale
from mentorkit.definition.measures import Measure
from mentorkit.definition.questionnaires import Evaluation, Questionnaire
from mentorkit.definition.reading import read_as


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"answer": "one of"}, "has no options"),
        ({"options": ["A", "B"]}, "another kind of answer"),
        ({"answer": "words", "other": "yes"}, "another kind of answer"),
        ({"answer": "one of", "options": ["Keys", "keys"]}, 'called "keys"'),
        ({"answer": "one of", "options": ["A", {"text": "B", "also": ["a"]}]}, 'called "a"'),
        ({"answer": "number", "number": {"least": 9, "most": 1}}, "more than the most"),
        ({"answer": "yes or no", "number": {"unit": "hours"}}, "another kind of answer"),
        ({"scale": {"points": {"7": "Partly"}}}, "no number 7"),
    ],
)
def test_an_answer_has_what_it_needs_and_nothing_else(written: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Item.model_validate({"ask": "How was it?", **written})


def test_every_point_that_has_a_name_says_it() -> None:
    scale = Scale(low="Never", high="Always", points={3: "Half of the time"})
    assert [scale.name(number) for number in range(1, 6)] == ["Never", "", "Half of the time", "", "Always"]


def test_a_point_beyond_the_scale_is_told_where_it_stands() -> None:
    source = read_mapping("low: Never\nsteps: 3\npoints: {2: Sometimes, 4: Often}\n", "scale.yml").value
    assert source is not None
    (problem,) = read_as(Scale, source).problems
    assert (str(problem.at), problem.message) == ("scale.yml:3:24", "the scale has no number 4")
    assert problem.path == ("points", "4")


def test_each_role_reads_its_own_words() -> None:
    item = Item.model_validate({"ask": "My mentor asked first.", "wording": {"mentors": "I asked first."}})
    assert (item.said_to("mentor"), item.said_to("mentee")) == ("I asked first.", "My mentor asked first.")


def _questionnaire(when: str, **item: str) -> Questionnaire:
    return Questionnaire.model_validate({"id": when, "title": when, "when": when, "items": [item]})


@pytest.mark.parametrize(
    ("later", "again"),
    [
        ({"ask": "i know whom to ask."}, True),
        ({"ask": "I knew whom to ask.", "again": "ask"}, True),
        ({"ask": "I knew whom to ask."}, False),
        ({"ask": "I know whom to ask.", "answer": "yes or no"}, False),
    ],
)
def test_a_question_knows_its_first_asking(later: dict[str, str], again: bool) -> None:
    baseline, end = _questionnaire("baseline", ask="I know whom to ask.", id="ask"), _questionnaire("end", **later)
    evaluation = Evaluation(questionnaires=(end, baseline))  # as they are written, not as they are asked
    first = evaluation.first_asking(end.items[0])
    assert first is (baseline.items[0] if again else end.items[0])


@pytest.mark.parametrize("wrong", [{"figure": "mean", "at_least": 4}, {"counts": ["yes"], "at_least": 4}])
def test_a_measure_says_once_what_counts(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Measure.model_validate({"item": "ask", "target": 3, **wrong})
