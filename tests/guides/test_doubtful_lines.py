"""Lines that are read as something else than they look like, or not at all, are told where they stand."""

from __future__ import annotations

import pytest
from conftest import LEAD, SMALL, Project

from mentorkit.core.problems import Severity
from mentorkit.guides.doubtful_marks import doubtful_marks

RUN_ON = {
    "bullets": ("So:\n• one\n• two", "2:1 a bullet begins no entry of a list"),
    "bullets of Word": ("\uf0b7 one\n\uf0b7 two", "1:1 a bullet begins no entry of a list"),
    "a bullet inside an entry": ("- one\n  • two", "2:3 a bullet begins no entry of a list"),
    "dashes": ("– one\n– two", '1:1 "–" begins no entry of a list: these lines run on as one'),
    "hyphens without a space": ("-One\n-Two", '1:1 "-" begins no entry of a list: these lines run on as one'),
    "numbers without a space": ("1.One\n2.Two", '1:1 "1." begins no entry of a list: these lines run on as one'),
    "letters": ("So:\na. one\nb. two", '2:1 "a." begins no entry of a list: these lines run on as one'),
    "letters with brackets": ("a) one\nb) two", '1:1 "a)" begins no entry of a list: these lines run on as one'),
    "Roman numbers": ("ii. one\niii. two", '1:1 "ii." begins no entry of a list: these lines run on as one'),
    "numbers in brackets": ("(1) one\n(2) two", '1:1 "(1)" begins no entry of a list: these lines run on as one'),
    "boxes without a hyphen": ("[ ] one\n[x] two", '1:1 "[ ]" begins no entry of a list: these lines run on as one'),
    "signs": ("✅ one\n✅ two", '1:1 "✅" begins no entry of a list: these lines run on as one'),
    "named lines": ("Call us\nPhone: 12\nMail: x", "2:1 these lines run on as one"),
    "a table without its second line": ("|a|b|\n|1|2|", "1:1 this is no table: its second line has to have a --- for each cell of the first"),
    "rows copied out of a spreadsheet": ("Before.\n\nName\tMinutes\nAda\t20\nBob\t\t30", "3:1 this is no table: tabs stand between its cells, and its rows run on as one"),
    "a table whose second line is too short": ("| a | b |\n|---|\n| 1 | 2 |", "1:1 this is no table: its second line has to have a --- for each cell of the first"),
    "a number behind a greater-than sign": ("> 50 % of us", "1:1 the sign > makes a quotation of this line, and is not shown"),
    "a rule right below a sentence": ("So it is.\n---\nMore", "2:1 this line makes a heading of the text above it: --- below a text underlines it"),
    "a rule right below two lines": ("So\nit is\n---", "3:1 this line makes a heading of the text above it: --- below a text underlines it"),
    "stars without a space": ("*One\n*Two", '1:1 "*" begins no entry of a list: these lines run on as one'),
    "a link without words": ("See\n\n[ ](feedback.md)", "3:1 this link has no words"),
    "a heading without words": ("Text\n\n##\n\nMore", "3:1 this heading has no words"),
}  # fmt: skip


@pytest.mark.parametrize("name", RUN_ON)
def test_a_line_that_is_read_otherwise_is_a_warning_at_its_place(name: str) -> None:
    text, said = RUN_ON[name]
    told = list(doubtful_marks(text, "f"))
    assert [f"{one.at.line}:{one.at.column} {one.message}" for one in told] == [said]
    assert [(one.severity, bool(one.hint)) for one in told] == [(Severity.WARNING, True)]


LOST = {
    "cells without a column": ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", '3:1 this row has more cells than the first one: "3" would be shown nowhere'),
    "a bar inside code": ("| a |\n|---|\n| `x|y` |", '3:1 this row has more cells than the first one: "y`" would be shown nowhere'),
    "cells in a quotation": ("> | a |\n> |---|\n> | 1 | 2 |", '3:1 this row has more cells than the first one: "2" would be shown nowhere'),
    "cells in a list": ("- x\n\n  | a |\n  |---|\n  | 1 | 2 |", '5:1 this row has more cells than the first one: "2" would be shown nowhere'),
    "a line of a dialogue": ("[Anna]: Hello", '1:1 "[Anna]: Hello" is shown nowhere: nothing mentions it'),
    "a note that is written twice": ("so[^1]\n\n[^1]: one\n\n[^1]: two", '3:1 "[^1]: one" is shown nowhere: further down stands another [^1]'),
    "an address that is named twice": ("[a]\n\n[a]: https://x.example\n[a]: https://y.example", '4:1 "[a]: https://y.example" is shown nowhere: its name has an address already'),
}  # fmt: skip


@pytest.mark.parametrize("name", LOST)
def test_what_would_be_shown_nowhere_is_an_error_at_its_place(name: str) -> None:
    text, said = LOST[name]
    told = list(doubtful_marks(text, "f"))
    assert [f"{one.at.line}:{one.at.column} {one.message}" for one in told] == [said]
    assert [(one.severity, bool(one.hint)) for one in told] == [(Severity.ERROR, True)]


@pytest.mark.parametrize(
    "text",
    [
        "It was – as you know\n– late", "one, two\nthree – four", "Phone: 12  \nMail: x", "Phone: 12\\\nMail: x", "– one  \n– two",
        "Note: this goes\non here", "We met at 10:30\nand at 11: no", "[a] and ![b]\n\n[a]: https://x.example\n[b]: p.png",
        "[//]: # (not shown)\n[comment]: <> (nor this)", "| a | b |\n|---|---|\n| 1 |", "| a |\n|---|\n| x\\|y |", "> 5 minutes\n> later, he said",
        "> She said", "Title\n---", "Title\n===\n\nText", "- a\n---\nb", "a\n\n---\n\nb", "```\n• x\n|a|\n[a]: b\n```", "a | b\nc | d",
        "x = |y|\nand |z|", "a. one\nThen more", "1) one\n2) two", "✅ done\nand more", "> a quotation\n\n> 2nd",
    ],
)  # fmt: skip
def test_what_is_read_as_it_looks_is_not_told(text: str) -> None:
    assert list(doubtful_marks(text, "f")) == []


def test_check_tells_them_in_guides_and_in_definitions(project: Project) -> None:
    project.write("content/forms/ours.md", "---\ntitle: Ours\nsummary: So.\n---\n\nBring\n• pens\n\n[Anna]: Hello\n")
    project.write(LEAD, f"{SMALL}need:\n  statement: |\n    First\n    • one\n    • two\n")
    assert [line.partition("  [")[0] for line in project.problems()] == [
        "content/forms/ours.md:7:1  warning  a bullet begins no entry of a list",
        'content/forms/ours.md:9:1  error  "[Anna]: Hello" is shown nowhere: nothing mentions it',
        'content/forms/ours.md:9:9  error  this link leads to "Hello", which is not there',
        f"{LEAD}:8:14  warning  a bullet begins no entry of a list",
    ]
