"""What is hidden, case by case."""

from __future__ import annotations

from mentorkit.answers.answered import Answered, NoAnswer, Value
from mentorkit.answers.hiding import hide, spread
from mentorkit.answers.published import Published, Spread, Why
from mentorkit.answers.tally import count
from mentorkit.definition.measures import Measure
from mentorkit.definition.questionnaires import Evaluation

GROUP = {"id": "site", "ask": "Where?", "options": ["Office", "Depot", "Shop"], "purpose": "so"}


def published(item: dict[str, object], *groups: tuple[str, int | None, list[Value]], smallest: int = 5) -> Published:
    """Of one question, answered by groups: role, site and answers."""
    form = {"id": "end", "title": "End", "when": "end", "items": [{"ask": "How was it?", **item}]}
    asked = Evaluation.model_validate({"groups": [GROUP], "questionnaires": [form]})
    rows = (Answered(role, (value,), (site,), "", 1) for role, site, values in groups for value in values)
    return hide(count(rows, asked.questionnaires[0], asked), "acme/lead", smallest)


def shown(result: Published, by: str) -> dict[str, int]:
    """The people of each group that is shown."""
    split = result.items[0].split(by)
    assert split is not None
    return {name: numbers.counts.people for name, numbers in split.shown}


def hidden(result: Published, by: str) -> tuple[str, ...]:
    split = result.items[0].split(by)
    assert split is not None
    return split.hidden


def test_groups_that_are_large_enough_are_shown() -> None:
    result = published({}, ("mentor", 0, [3, 4, 5, 5, 5]), ("mentee", 1, [3, 4, 4, 4, 5, 5]))
    assert shown(result, "role") == {"mentor": 5, "mentee": 6}
    assert shown(result, "site") == {"Office": 5, "Depot": 6}


def test_a_small_group_takes_the_next_smallest_with_it() -> None:
    result = published({}, ("mentor", 0, [1, 2, 3] * 4), ("mentor", 1, [1, 2, 3]), ("mentor", 2, [1, 2, 3] * 2))
    assert shown(result, "site") == {"Office": 12}
    split = result.items[0].split("site")
    assert split is not None
    assert (split.hidden, split.why) == (("Depot", "Shop"), Why.SOME)
    assert split.of("Depot") is None
    assert "6" not in repr(split)  # not even how many people a hidden group has


def test_of_two_groups_none_is_shown_where_one_is_small() -> None:
    result = published({}, ("mentor", 0, [1, 2, 3] * 4), ("mentor", 1, [1, 2, 3]))
    assert shown(result, "site") == {}
    split = result.items[0].split("site")
    assert split is not None
    assert split.why is Why.ALL


def test_two_small_groups_that_are_fewer_than_five_together_take_a_third() -> None:
    result = published(
        {}, ("mentor", 0, [1, 2, 3] * 2), ("mentor", 1, [1, 2]), ("mentor", 2, [3, 1]), ("mentor", None, [1, 2, 3] * 3)
    )
    assert shown(result, "site") == {"": 9}


def test_an_answer_that_nobody_of_the_hidden_groups_gave_hides_more() -> None:
    groups = (("mentor", 0, [1, 2] * 4), ("mentor", 1, [2, 2, 2]), ("mentor", 2, [2] * 5), ("mentor", None, [1, 2] * 5))
    assert shown(published({}, *groups), "site") == {"": 10}


def test_a_tick_of_everybody_in_the_hidden_groups_hides_more() -> None:
    ticks = {"answer": "several of", "options": ["a", "b"]}
    some: list[Value] = [(0,), (1,), (0, 1), ()] * 3
    groups = (
        ("mentor", 0, some),
        ("mentor", 1, [(0,), (0, 1), (0,)]),
        ("mentor", 2, [(0,)] * 5),
        ("mentor", None, [*some, (1,)]),
    )
    assert shown(published(ticks, *groups), "site") == {"": 13}


def test_too_few_people_in_all_are_not_even_counted() -> None:
    result = published({}, ("mentor", 0, [1, 2, 3, 4]))
    assert (result.people, result.items) == (None, ())
    few = published({}, ("mentor", 0, [1, 2, 3, 4, NoAnswer.UNANSWERED]))
    assert few.people is not None
    assert few.items[0].everybody is None


def test_a_group_of_which_few_answered_the_question_is_hidden_in_it_alone() -> None:
    skipped: list[Value] = [1, 2, 3, 4, NoAnswer.UNANSWERED]
    result = published({}, ("mentor", 0, skipped), ("mentee", 0, [1, 2, 3, 4] * 3))
    assert hidden(result, "role") == ("mentor", "mentee")
    assert result.people is not None
    role = result.people.split("role")
    assert role is not None
    assert [(name, one.counts.people) for name, one in role.shown] == [("mentor", 5), ("mentee", 12)]


def test_a_group_that_all_but_two_of_the_mentors_belong_to_is_hidden_with_theirs() -> None:
    """Whoever knows that only mentors are in the office subtracts: the two mentors elsewhere."""
    some: list[Value] = [1, 2, 3, 4]
    result = published({}, ("mentor", 0, some * 2), ("mentor", 1, [1, 2]), ("mentee", 1, some * 3))
    assert shown(result, "role") == {"mentor": 10, "mentee": 12}
    assert shown(result, "site") == {}


def test_what_a_group_that_is_shown_says_of_all_its_people_hides_nothing() -> None:
    """Nobody in the small groups gave a 1, so no site may be shown. No mentee did, and the only one in the shop is a mentee."""
    some: list[Value] = [1, 2, 3, 4]
    result = published(
        {}, ("mentor", 0, some * 4), ("mentor", 1, [2, 3, 4, 4]), ("mentee", 0, [2, 3, 4] * 5), ("mentee", 2, [4])
    )
    assert shown(result, "role") == {"mentor": 20, "mentee": 16}
    assert shown(result, "site") == {}


def test_a_site_at_which_all_are_mentors_is_no_reason_to_hide_roles() -> None:
    """All that can be worked out of it is said of mentors."""
    result = published({}, ("mentor", 1, [1, 2, 3, 3] * 4), ("mentee", 0, [2, 3, 4] * 5), ("mentee", 2, [3, 4, 4]))
    assert shown(result, "role") == {"mentor": 16, "mentee": 18}
    assert shown(result, "site") == {}


def test_numbers_are_told_by_mean_and_quartiles_and_never_one_by_one() -> None:
    result = published({"answer": "number"}, ("mentor", 0, [1, 2, 3, 4, 50]))
    numbers = result.items[0].everybody
    assert numbers is not None
    assert (numbers.counts.people, numbers.counts.chosen) == (5, {})
    assert numbers.spread == Spread(mean=12, lower=2, median=3, upper=4)


def test_quartiles_are_those_of_spreadsheets() -> None:
    assert spread({6: 1, 7: 1, 15: 1, 36: 1, 39: 1, 40: 1}) == Spread(23.833333333333332, 9.0, 25.5, 38.25)
    assert spread({4: 7}) == Spread(4, 4, 4, 4)


def test_a_goal_that_counts_numbers_from_one_on_is_told_how_many_there_are() -> None:
    items = [{"ask": "How many?", "id": "held", "answer": "number"}]
    asked = Evaluation.model_validate(
        {"questionnaires": [{"id": "end", "title": "End", "when": "end", "items": items}]}
    )
    measures = [Measure(item="held", at_least=4, target=3), Measure(item="other", at_least=2, target=3)]
    rows = (Answered("mentor", (value,), (), "", 1) for value in (1, 3, 4, 4.5, 9))
    (item,) = hide(count(rows, asked.questionnaires[0], asked, measures), "acme/lead", 5).items
    assert item.everybody is not None
    assert item.everybody.reaching == ((4, 3),)
