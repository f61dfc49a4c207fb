"""The one reader of blocks: where each begins and ends, whom it is for, and which lines are its options."""

import pytest

from mentorkit.guides.blocks import FillOptions, holds_block, map_outside_options, read_blocks

TEXT = """\
Before.

//// role | mentor
Ask first.

/// prompt | What did you hear?
    lines: 3
Take your time.
///

/// action | mentee
///
////
/// bring
"""


def test_a_block_knows_its_first_line_and_its_last() -> None:
    blocks, problems = read_blocks(TEXT, "key.md", 10)
    assert [problem.at.line for problem in problems] == [23]
    (role,) = blocks
    assert [(block.kind, block.at.line, block.last_line) for block in role.walk()] == [
        ("role", 12, 22),
        ("prompt", 15, 18),
        ("action", 20, 21),
    ]


def test_a_block_that_names_a_role_is_for_that_one() -> None:
    role, prompt, action = read_blocks(TEXT, "key.md", 1)[0][0].walk()
    assert [block.is_for("mentor") for block in (role, prompt, action)] == [True, True, False]
    assert [block.is_for("mentee") for block in (role, prompt, action)] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("", ""),
        ("one\n\ntwo\n", "ONE\n\nTWO\n"),
        ("/// scale | how\n    low: no\n    high: yes\n\n    code\n///", "/// SCALE | HOW\n    low: no\n    high: yes\n\n    CODE\n///"),
        ("/// bring\none\n    two\n///\n    three", "/// BRING\nONE\n    TWO\n///\n    THREE"),
        ("//// role | mentor\n/// fill | a\n    rows: 2", "//// ROLE | MENTOR\n/// FILL | A\n    rows: 2"),
        ("// no block\n    one", "// NO BLOCK\n    ONE"),
    ],
)  # fmt: skip
def test_options_are_left_as_they_are_and_nothing_else_is(text: str, changed: str) -> None:
    assert map_outside_options(text, str.upper) == changed


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("/// prompt", True),
        ("one\n  - /// prompt", True),
        ("> ///", True),
        ("1. ////", True),
        ("one /// two", False),
        ("https://a.example///b", False),
        ("// two", False),
    ],
)
def test_a_line_of_a_block_is_known_wherever_it_was_put(text: str, holds: bool) -> None:
    assert holds_block(text) is holds


@pytest.mark.parametrize(("sessions", "rows"), [(0, 3), (1, 2), (9, 18), (40, 60)])
def test_a_table_can_have_rows_for_each_session(sessions: int, rows: int) -> None:
    """Three where nobody knows how many sessions there are, and never more than a table may have."""
    ((block,), _) = read_blocks("/// fill | a\n    columns: [a]\n    each_session: 2\n///", "form.md", 1)
    assert isinstance(block.options, FillOptions)
    assert len(block.options.for_sessions(sessions).rows) == rows


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("figure: rings", []),
        ("figure: rings\n    labels: [All, Few, Me]", []),
        ("figure: line\n    labels: [Then, Now]", []),
        ("figure: seats", []),
        ("figure: ladder\n    labels: [Goal, Step]", []),
        ("figure: axes\n    labels: [Support, Challenge, a, b, c, d]", []),
        ("figure: axes", ['a figure "axes" has 2 to 6 labels']),
        ("figure: ladder\n    labels: [Goal]", ['a figure "ladder" has 2 to 6 labels']),
        ("figure: seats\n    labels: [One]", ['a figure "seats" has no labels']),
        ("labels: [All, Few]", ['"labels" name the parts of a figure, and there is none']),
        ("figure: circle\n    labels: [All]", ['a figure "circle" has no labels']),
        ("figure: line\n    labels: [Now]", ['a figure "line" has 2 labels']),
        ("figure: columns", ['a figure "columns" has 2 to 7 labels']),
        ("figure: rings\n    labels: [1, 2, 3, 4, 5]", ['a figure "rings" has 2 to 4 labels']),
    ],
)
def test_the_labels_of_a_figure_are_as_many_as_it_has_parts(options: str, said: list[str]) -> None:
    _, problems = read_blocks(f"/// draw | What?\n    {options}\n///", "key.md", 1)
    assert [problem.message for problem in problems] == said
