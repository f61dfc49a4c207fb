"""Lists of which an entry is a part of a sentence."""

import pytest
import yaml

from mentorkit.core.yaml_lists import cut_sentences


def cut(text: str) -> list[str]:
    return [node.value for _, node in cut_sentences(yaml.compose(text, Loader=yaml.SafeLoader))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- Pens,\n- paper\n", ["paper"]),
        ("- pens and one sheet,\n- Paper.\n- ink\n", ["Paper."]),
        ("- The safe contact is told\n- and tells those who can help.\n", ["and tells those who can help."]),
        ("[Nobody may come to harm, the safe contact is told]", ["the safe contact is told"]),
        ("[“One, two”, three]", ["two”"]),
        ('- "Pens,"\n- paper\n', []),
        ("- Pens\n- paper\n", []),
        ("- Bring two pens.\n- paper for all of us.\n", []),
        ("[Pens, paper, ink]", []),
        ("- Pens,\n- [paper]\n", []),
    ],
)
def test_an_entry_that_goes_on_with_the_sentence_in_front_of_it_is_found(text: str, told: list[str]) -> None:
    assert cut(text) == told


def test_an_entry_that_ends_in_a_comma_is_told_as_one_of_its_line_or_of_its_commas() -> None:
    [((line, _), _)] = cut_sentences(yaml.compose("- Pens,\n- paper\n", Loader=yaml.SafeLoader))
    [((comma, _), _)] = cut_sentences(
        yaml.compose("[Nobody may come to harm, the safe contact is told]", Loader=yaml.SafeLoader)
    )
    assert line == "the entry in front of this ends in the middle of a sentence"
    assert comma == f"{line}: a comma begins a new entry here"
