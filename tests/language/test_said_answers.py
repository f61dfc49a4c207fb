"""What people write in files of answers, in every language that has a list."""

from typing import get_args

import pytest

from mentorkit.answers.answered import OTHER, NoAnswer, Value
from mentorkit.answers.cell_values import CellReader
from mentorkit.definition.items import Item, Option, Scale
from mentorkit.language.catalogue import Words
from mentorkit.language.said_answers import FOLDER, Says, _read, said_in_answers

OPTIONS = tuple(Option(text=text) for text in ("Rød", "Blå"))


@pytest.mark.parametrize("language", sorted(path.stem for path in FOLDER.glob("*.yml")))
def test_a_list_says_everything_in_small_letters(language: str) -> None:
    read = _read(FOLDER / f"{language}.yml")
    assert sorted(read) == sorted(get_args(Says))
    assert all(
        words and all(isinstance(one, str) and one == one.casefold() for one in words) for words in read.values()
    )
    assert not set(read["yes"]) & set(read["no"])


def test_no_language_says_yes_where_another_says_no() -> None:
    assert not said_in_answers("yes") & said_in_answers("no")
    assert not said_in_answers("nothing") & (said_in_answers("yes") | said_in_answers("no") | said_in_answers("other"))


@pytest.mark.parametrize(
    ("answer", "text", "value"),
    [
        ("yes or no", "Ja", 1), ("yes or no", "Nej", 0), ("yes or no", "نعم", 1), ("yes or no", "لا", 0),
        ("scale", "4 ud af 5", 4), ("scale", "4 af 5", 4), ("scale", "٤ من ٥", 4), ("scale", "4 out of 5", 4),
        ("several of", "Alle ovenstående", (0, 1)), ("several of", "Andet", (OTHER,)), ("scale", "Ikke relevant", NoAnswer.NOT_APPLICABLE),
    ],
)  # fmt: skip
def test_answers_are_read_in_each(answer: str, text: str, value: Value) -> None:
    chosen = {"options": OPTIONS, "other": True} if answer == "several of" else {"may_not_apply": True}
    item = Item(ask="Hvordan?", answer=answer, **chosen)  # type: ignore[arg-type]
    assert CellReader(item, Scale(), Words("da")).read(text) == value
