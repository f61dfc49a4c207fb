"""What is shown of results: each figure with what it is counted of, and a sentence for what cannot be said."""

from __future__ import annotations

from released import program, released, scale

from mentorkit.brand.charts.bars import ChartStyle
from mentorkit.brand.charts.chart_inks import ChartInks
from mentorkit.brand.charts.item_views import ItemView
from mentorkit.brand.charts.result_views import ResultsView, results_view
from mentorkit.brand.palette import mix_palette
from mentorkit.definition.brand_file import Brand
from mentorkit.definition.results import Results
from mentorkit.language.voice import Voice


def view(results: Results | None = None) -> ResultsView:
    style = ChartStyle(ChartInks.of(mix_palette(Brand()).value.print), "'Inter'")
    return results_view(results or released(), program(), Voice.of(program()), style)


def question(words: str, results: Results | None = None) -> ItemView:
    shown = view(results)
    items = [
        *(item for goal in shown.goals for item in goal.items),
        *(item for _, some in shown.others for item in some),
    ]
    (found,) = (item for item in items if item.ask == words)
    return found


def test_goals_are_told_with_where_they_began_what_was_aimed_at_and_what_came_of_it() -> None:
    told = [(one.reached, one.before, one.target, one.after, one.said) for one in view().goals]
    assert told == [
        (
            "Not reached",
            "18% of 22 people",
            "80%",
            "70% of 20 people",
            "From the answers of 20 people; plausible are 46% to 88%.",
        ),
        ("Reached", "–", "8", "8.3, from 20 people", "From the answers of 20 people."),
        ("Cannot be said", "–", "–", "Known in 2029", ""),
    ]
    assert view().sums == (
        ("yes", "1 reached"),
        ("no", "1 not reached"),
        ("cannot be said", "1 of which it cannot be said"),
    )


def test_a_goal_holds_its_questions_and_the_rest_stands_by_level() -> None:
    shown = view()
    assert [[item.ask for item in goal.items] for goal in shown.goals] == [
        ["I have a plan."],
        ["How many sessions did you hold?"],
        [],
    ]
    assert [(level, [item.ask for item in items]) for level, items in shown.others] == [
        ("How people find it", ["What helped you?", "What should change?"])
    ]


def test_rounds_stand_below_each_other_and_groups_of_the_last_follow() -> None:
    rows = question("I have a plan.").rows
    assert [(row.label, row.people, row.counts, row.whole) for row in rows] == [
        ("At the start", 22, (6, 8, 4, 3, 1), True),
        ("At the end", 20, (1, 2, 3, 9, 5), True),
        ("Mentors · At the end", 10, (1, 1, 1, 4, 3), False),
        ("Office · At the end", 12, (0, 1, 2, 6, 3), False),
    ]
    assert rows[1].said == "4 or more: 14 of 20 people, 70% (40% to 80%)"
    assert "1: 1, 2: 2, 3: 3, 4: 9, 5: 5; of 20 people who answered" in rows[1].chart


def test_a_change_of_people_is_told_with_those_whom_no_code_links() -> None:
    change = question("I have a plan.").change
    assert change is not None
    assert change.label == "Since the start"
    assert change.said == (
        "Of 15 people whose code links both answers, 9 answer higher, 4 the same and 2 lower. 5 others are not linked."
    )


def test_what_is_hidden_and_what_does_not_apply_is_said() -> None:
    assert question("I have a plan.").notes == (
        "Does not apply, and not counted: 2 people.",
        "Hidden, because few people are in a group: Where do you work? Depot and not said.",
    )


def test_two_rounds_without_a_link_are_two_pictures_and_a_sentence() -> None:
    results = released()
    start, end = results.rounds
    plan = end.items[0].model_copy(update={"change": None, "hidden": (), "groups": ()})
    apart = results.model_copy(update={"rounds": (start, end.model_copy(update={"items": (plan,)}))})
    assert "No code links the two rounds" in question("I have a plan.", apart).notes[-1]
    few = plan.model_copy(update={"linked_too_few": True})
    linked = results.model_copy(update={"rounds": (start, end.model_copy(update={"items": (few,)}))})
    assert (
        "How many people changed is not told: few answers of both rounds are linked"
        in question("I have a plan.", linked).notes[-1]
    )


def test_ticks_are_shares_of_people_and_their_number_is_named() -> None:
    asked = question("What helped you?")
    assert [row.said for row in asked.rows] == [
        "8 of 20 people, 40% (19% to 64%)", "14 of 20 people, 70% (46% to 88%)", "1 of 20 people, 5% (0% to 25%)",
    ]  # fmt: skip
    assert asked.notes == ("Percentages are of people, who could tick several answers: 23 ticks by 20 people.",)


def test_numbers_are_told_by_their_middle() -> None:
    (row,) = question("How many sessions did you hold?").rows
    assert row.said == "20 people: median 7.5 sessions, half of them 6 to 9, mean 7.3"


def test_too_few_is_said_and_nothing_is_drawn() -> None:
    results = released()
    start, end = results.rounds
    few = end.model_copy(
        update={"items": (end.items[0].model_copy(update={"everybody": None, "groups": (), "hidden": ()}),)}
    )
    asked = question("I have a plan.", results.model_copy(update={"rounds": (start, few)}))
    assert [row.label for row in asked.rows] == ["At the start"]
    assert asked.notes[0] == "At the end: too few to say."


def test_an_earlier_cohort_stands_before_the_rounds_of_the_programme() -> None:
    results = released()
    plan = (
        results.rounds[1]
        .items[0]
        .model_copy(update={"everybody": released().rounds[0].items[0].everybody, "groups": ()})
    )
    first = results.rounds[1].model_copy(update={"cohort": "acme/first", "named": "First Round", "items": (plan,)})
    rows = question("I have a plan.", results.model_copy(update={"rounds": (*results.rounds, first)})).rows
    assert [row.label for row in rows][:3] == ["First Round · At the end", "At the start", "At the end"]


def test_each_option_has_one_row_with_what_it_was_before() -> None:
    results = released()
    end = results.rounds[1]
    helped = end.items[2]
    labels = ("The kick-off", "The journal", "Another answer")
    first = end.model_copy(
        update={
            "cohort": "acme/first",
            "named": "First Round",
            "items": (helped.model_copy(update={"labels": labels}),),
        }
    )
    asked = question(helped.ask, results.model_copy(update={"rounds": (*results.rounds, first)}))
    assert [(row.label, row.before) for row in asked.rows] == [
        ("The kick-off", ("First Round: 8 of 20, 40%",)),
        ("The Keys", ()),
        ("Another answer", ("First Round: 1 of 20, 5%",)),
        ("The journal · First Round · At the end", ()),
    ]
    assert asked.rows[0].said == "8 of 20 people, 40% (19% to 64%)"
    assert "First Round: 8 of 20, 40%" in asked.rows[0].chart
    assert "<circle" in asked.rows[0].chart
    assert "<circle" not in asked.rows[1].chart
    assert "Bars: At the end. Rings: earlier rounds, whose figures stand below." in asked.notes


def test_groups_of_a_single_round_are_not_called_after_it() -> None:
    results = released()
    end = results.rounds[1]
    plan = end.items[0].model_copy(update={"groups": ()})
    first = end.model_copy(update={"cohort": "acme/first", "named": "First Round", "items": (plan,)})
    rows = question("I have a plan.", results.model_copy(update={"rounds": (end, first)})).rows
    assert [row.label for row in rows] == ["First Round · At the end", "At the end", "Mentors", "Office"]


def test_answers_are_held_against_those_who_were_invited() -> None:
    start, end = view().rounds
    assert [(row.label, row.said) for row in start.rows] == [
        ("Everybody", "22 of 24 people who were invited, 92%"),
        ("Mentors", "11 of 12 people who were invited, 92%"),
        ("Mentees", "11 of 12 people who were invited, 92%"),
    ]
    assert (end.rows, end.plain) == ((), (("Everybody", "20 people"),))
    assert end.hidden == "Hidden, because few people are in a group: Where do you work? Depot and not said."


def test_a_scale_with_an_even_number_of_points_has_no_middle() -> None:
    results = released()
    start, end = results.rounds
    figures = scale(1, 2, 3, 4, 0)
    four = end.items[0].model_copy(
        update={"labels": ("1", "2", "3", "4"), "series": "four", "everybody": None, "groups": ()}
    ).model_dump() | {"everybody": figures | {"counts": (1, 2, 3, 4)}}
    changed = results.model_dump() | {"rounds": (start.model_dump(), end.model_dump() | {"items": (four,)})}
    asked = question("I have a plan.", Results.model_validate(changed | {"rounds": (changed["rounds"][1],)}))
    assert [side for side, _ in asked.levels] == ["less", "less", "more", "more"]
    assert asked.rows[0].said.startswith("3 or more:")
