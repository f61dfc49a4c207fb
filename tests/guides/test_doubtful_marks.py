"""Marks that mean nothing here, and are told with a way out."""

import pytest
from conftest import LEAD, SMALL, Project

from mentorkit.guides.doubtful_marks import doubtful_marks


def told(text: str, *, html: bool = False) -> list[str]:
    return [f"{one.at.line}:{one.at.column} {one.message}" for one in doubtful_marks(text, "f.md", 1, html=html)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("see [[x]]", '1:5 "[[x]]" is no link here'),
        ("so\nsee [a][b]", '2:5 nothing says where "[a][b]" leads to'),
        ("n[^2]", '1:2 there is no note for "[^2]"'),
        ("x\n\n[^u]: never", '3:1 the note "[^u]" is shown nowhere: nothing mentions it'),
        ("#Title", "1:1 this is no heading: a space is missing behind its #"),
        (":::sidebar\nx\n:::", "1:1 this begins no note"),
        ("!!! note\nNot indented", "1:1 this begins no note"),
        (":::note\nx", "1:1 this note is never closed"),
        ("**bold and", '1:1 this "**" marks nothing, and is shown as it is typed'),
        ("~~ gone~~", '1:1 this "~~" marks nothing, and is shown as it is typed'),
        ("a <details> b", '1:3 "<details>" is shown as it is typed: texts are Markdown, not HTML'),
        ("<!-- x", "1:1 this comment is never closed, and is shown as it is typed"),
        ("First\n2. second", '2:1 "2." begins no list here: it goes on with the sentence in front of it'),
        ("see [words] (https://x.example/a)", "1:5 this is no link, and is shown as it is typed"),
        ("see [words] (feedback.md)", "1:5 this is no link, and is shown as it is typed"),
        ("see [words](https://x.example/a b)", "1:5 this is no link, and is shown as it is typed"),
        ("see [words](feedback page.md)", "1:5 this is no link, and is shown as it is typed"),
        ("see [words](https://x.example", "1:5 this is no link, and is shown as it is typed"),
        ("(words)[https://x.example]", "1:1 this is no link: its brackets are the wrong way round"),
        ("so^[a note]", '1:3 "^[a note]" is no note here'),
        ("a %%secret%% b", '1:3 "%%secret%%" is a comment or a change of another tool: people would read it'),
        ("a {>>secret<<} b", '1:3 "{>>secret<<}" is a comment or a change of another tool: people would read it'),
        ("a {++more++} b", '1:3 "{++more++}" is a comment or a change of another tool: people would read it'),
        ("{% include x %}", '1:1 "{% include x %}" is shown as it is typed: it is a mark of another tool'),
        ("\\newpage", '1:1 "\\newpage" is shown as it is typed: it is a mark of another tool'),
        ("> [!MENTOR] So\n> x", '1:3 "[!MENTOR]" begins no note here'),
        ("####### Deep", '1:1 "#######" begins no heading: there are six levels'),
        ("so ** bold ** it", '1:4 "** bold **" marks nothing, and is shown as it is typed'),
        ("a :material-account: b", '1:3 ":material-account:" is shown as it is typed'),
        ("Dates TBD", '1:7 "TBD" says that something is missing, and people would read it'),
        ("TODO: write", '1:1 "TODO" says that something is missing, and people would read it'),
        ("So\n\n???", '3:1 "???" says that something is missing, and people would read it'),
        ("Lorem ipsum dolor", '1:1 "Lorem ipsum" says that something is missing, and people would read it'),
        ("well done :tada:", '1:11 ":tada:" is shown as it is typed'),
    ],
)  # fmt: skip
def test_a_mark_that_means_nothing_is_told(text: str, said: str) -> None:
    assert told(text)[:1] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "`[[x]]` \\[[x]] [x] [a](b.md) n[^1]\n\n[^1]: Said.", "# Title\n\nC# and #4 of 5", "> [!NOTE]\n> x", ":::tip\nx\n:::",
        "!!! note\n    x", "**bold** ~~gone~~ ==now== __so__", "2 ** 3 == 8, snake__case, a ~~ b", "<https://x.example/a__b__c>",
        "x <!-- not said --> y<br>z", "https://x.example/__a__/b", "- a\n- b\n\n2. c", "at 10:30:45, std::vector: and :not_one:", "3 < 4 > 2",
        "```\n[[x]] **\n```", "[1] (see below) and f(x)[1]", "50 %% of 3 % and 5 %", "2 ** 3 and 4 ** 5", "a --- b -- c", "`[a] (b.md)`",
        "\\[a](b) [^1]\n\n[^1]: [x](y.md)", "{a, b} and {{ program.title }}",
    ],
)  # fmt: skip
def test_what_means_something_or_nothing_at_all_is_not_told(text: str) -> None:
    assert told(text) == []


@pytest.mark.slow
def test_an_address_in_a_title_is_told_where_no_link_can_be(project: Project) -> None:
    project.write(
        "content/forms/ours.md",
        '---\ntitle: "[Ours](https://o.example)"\nsummary: "[So](https://s.example)"\n---\n\nx\n',
    )
    events = 'events: [{what: "[Call](https://c.example)", date: 2027-03-01, place: "[Hall](https://h.example)"}]\n'
    project.write(LEAD, SMALL.replace("Begin", '"[Begin](https://b.example)"') + events)
    assert [line.partition("  -")[0] for line in project.problems()] == [
        'content/forms/ours.md:2:8  warning  the address "https://o.example" is shown nowhere: a title has its words alone  [markdown] -> put it into a text below the title, or under `link` where there is one',
        f'{LEAD}:6:14  warning  the address "https://b.example" is shown nowhere: a title has its words alone  [markdown] -> put it into a text below the title, or under `link` where there is one',
    ]  # fmt: skip


def test_html_is_not_told_where_the_workspace_lets_it_through() -> None:
    assert told("a <b>bold</b> word", html=True) == []


def test_texts_of_guides_and_definitions_are_looked_at(project: Project) -> None:
    project.write("content/forms/ours.md", "---\ntitle: Ours\nsummary: Of **us\n---\n\nFirst\n\nSee [[x]]\n")
    project.write(LEAD, f"{SMALL}summary: See [[x]]\n")
    assert [line.partition("  ")[0] for line in project.problems()] == [
        "content/forms/ours.md:3:10", "content/forms/ours.md:8:5", f"{LEAD}:7:10",
    ]  # fmt: skip
