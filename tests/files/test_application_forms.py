"""Application forms, tables and files for form tools ask what the criteria of a programme compare, in the same words."""

import re
from pathlib import Path

import pytest
from conftest import LEAD, SMALL, Project, begun

from mentorkit.files.form_tools import form_files
from mentorkit.files.tables import heading_rows
from mentorkit.toolkit import Toolkit

MATCHED = """\
library: {forms: [mentor-application, mentee-application]}
matching:
  criteria:
    - {name: Another site, compare: different, of: site, weight: must}
    - {name: The choice, compare: preferred}
  applications:
    - {id: site, ask: My site, answer: one of, options: [North, 2. South, "```", Other]}
    - id: topics
      ask: Topics
      wording: {mentors: I would gladly talk about, mentees: Choose up to three that come closest}
      answer: several of
      options: [Leading others]
    - {id: years, ask: Years in my trade, answer: number, number: {unit: years, least: 0}, for: mentors, shown: yes}
evaluation:
  uptake_by_group: yes
  groups: [{id: shift, ask: Which shift?, options: [Day, Night], purpose: so that we see more}]
"""


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Toolkit:
    """A programme that compares what the stock's application forms ask in part."""
    return begun(tmp_path_factory.mktemp("forms"), SMALL + MATCHED).job().toolkit


def asked(kit: Toolkit, form: str) -> list[str]:
    (guide,) = (one for one in kit.forms if one.id == form)
    return [block.argument for block in guide.every("fill", "checklist", "prompt", "scale")]


def test_what_a_form_does_not_ask_stands_in_front_of_what_people_agree_to(kit: Toolkit) -> None:
    assert asked(kit, "mentor-application")[-7:] == [
        "For a fair match",
        "For the match",
        "My site",
        "My profile may be shown to mentees",
        "Which shift?",
        "I agree",
        "Signed",
    ]
    assert asked(kit, "mentee-application")[-4:] == ["My site", "Which shift?", "I understand", "Signed"]


def test_nothing_is_asked_twice(kit: Toolkit) -> None:
    for form in ("mentor-application", "mentee-application"):
        assert asked(kit, form).count("My site") == 1
        assert "Name" not in asked(kit, form)
        assert (
            sum(
                one in ("I would gladly talk about", "Choose up to three that come closest") for one in asked(kit, form)
            )
            == 1
        )


def test_an_option_stays_an_option(kit: Toolkit) -> None:
    (guide,) = (one for one in kit.forms if one.id == "mentee-application")
    assert "/// checklist | My site\n- North\n- 2\\. South\n- \\`\\`\\`\n- Other\n///\n\nTick one.\n" in guide.body


def test_tables_have_the_words_of_the_questions_and_what_comes_later(kit: Toolkit) -> None:
    rows = {row.name: row.headings for row in heading_rows(kit)}
    assert rows["mentor-application"][:2] == ("Name", "E-mail address")
    assert {"Line manager", "My site", "Years in my trade", "I would gladly talk about"} < {*rows["mentor-application"]}
    assert rows["mentee-application"][-4:] == ("First choice", "Second choice", "Third choice", "Got nobody last time")


def test_form_tools_get_a_form_for_each_role(kit: Toolkit) -> None:
    files = {file.name: file for file in form_files(kit)}
    assert [*files] == [
        f"application-{role}-{ending}"
        for role in ("mentor", "mentee")
        for ending in ("questions.csv", "limesurvey.txt", "text.txt")
    ]
    questions = files["application-mentee-questions.csv"].data.decode("utf-8-sig")
    assert [line.split(",")[1] for line in questions.splitlines()[1:]] == [
        "Name", "E-mail address", "My site", "Choose up to three that come closest", "Line manager", "Manager’s manager",
        "Anyone I should not be matched with", "Which shift?",
    ]  # fmt: skip
    assert "anonymized\tN" in re.sub(r"\t+", "\t", files["application-mentor-limesurvey.txt"].data.decode())
    assert files["application-mentor-text.txt"].download.path == "downloads/applications/application-mentor-text.txt"


OWN = "---\ntitle: Apply\nsummary: In our words\nkind: application\nfor: [mentee]\n---\n\n/// checklist | My site\n- North\n- East\n///\n"


def test_a_form_of_the_stock_follows_the_definition(kit: Toolkit) -> None:
    (guide,) = (one for one in kit.forms if one.id == "mentor-application")
    assert "/// checklist | I would gladly talk about\n- Leading others\n///\n" in guide.body


def test_other_answers_to_choose_from_are_told_at_a_form_of_ones_own(project: Project) -> None:
    project.write("content/forms/mentee-application.md", OWN)
    project.write(LEAD, SMALL + MATCHED)
    told = [one for one in project.problems() if "[application-form]" in one]
    assert told == [
        'content/forms/mentee-application.md:8:1  warning  this form asks "My site" with other answers than `matching.applications`'
        "  [application-form] -> give both the same, word for word: only what is the same can be compared"
    ]


def test_a_programme_that_compares_nothing_has_the_forms_as_they_are(tmp_path: Path) -> None:
    plain = SMALL + "library: {forms: [mentor-application, mentee-application]}\nmatching: {criteria: [Humour]}\n"
    kit = begun(tmp_path, plain).job().toolkit
    assert "For the match" not in asked(kit, "mentor-application")
    assert [*form_files(kit)] == []
    assert [row.name for row in heading_rows(kit)] == ["mentee-application", "mentor-application", "matching"]
    assert heading_rows(kit)[1].headings[:2] == ("About you: Name", "About you: E-mail address")
