"""What is missing in a programme, as the studio says it: sentences, each with the part of the programme that it is about."""

from __future__ import annotations

import re

import pytest
from conftest import LEAD, Project

from mentorkit.core.problems import Severity, Span
from mentorkit.core.yaml_source import read_mapping
from mentorkit.design_rules.registry import RULES
from mentorkit.language.catalogue import Words
from mentorkit.studio.missing import MissingList, as_forms_name, path_at, sentence_of, what_is_missing, without_code
from mentorkit.studio.remedies import remedies
from mentorkit.workspace.workspace import open_workspace

WORDS = Words("en-GB")


def missing(project: Project) -> MissingList:
    workspace, problems = open_workspace(project.root / "mkdocs.yml")
    assert workspace, problems
    return what_is_missing(workspace, workspace.choose(["acme/lead"])[0], WORDS)


def test_every_rule_of_design_has_a_way_out_that_shows_no_code() -> None:
    ways_out = remedies(WORDS)
    assert ways_out.keys() == RULES.keys()
    assert [one for one in ways_out.values() if not re.fullmatch(r"[A-Z][^`_{}]*\.", one)] == []


@pytest.mark.slow
def test_what_an_archetype_leaves_open_leads_to_its_field(project: Project) -> None:
    project.write(LEAD, "title: Lead\norganisation: Acme\narchetype: succession\nstarts: 2027-02-01\n")
    found = missing(project)
    assert found.readable
    (need,) = [one for one in found.items if one.path == ("need", "statement")]
    assert need.to_fill_in
    assert not need.stops
    assert not need.of_design
    assert need.sentence[0].isupper()
    assert need.sentence.endswith(".")
    assert {one.path[0] for one in found.items if one.to_fill_in} >= {"need", "goals", "people"}
    goals = {one.path[:2] for one in found.items if one.path[:1] == ("goals",)}
    assert goals
    assert [name for _, name in goals if "#" in name] == [], "entries are named by their id"
    titles = {one.titles[:2] for one in found.items if one.path[:1] == ("goals",)}
    assert ("", "The work goes on at its usual standard when its former holder is gone.") in titles


@pytest.mark.slow
def test_findings_of_design_lead_to_their_field_with_a_way_out_in_plain_words(project: Project) -> None:
    project.write(
        LEAD, project.root.joinpath(LEAD).read_text() + "accepted: {PUR01: said in the strategy, SES09: no pause}\n"
    )
    found = missing(project)
    actions = next(one for one in found.items if one.rule == "SES02")
    assert actions.path == ("sessions", "1", "actions")
    assert actions.way_out == "Write an action for the mentee and one for the mentor into the session."
    assert actions.of_design
    assert actions in found.counted
    assert {one.rule for one in found.counted if one.severity is Severity.NOTE} == {
        one.rule for one in found.items if one.of_design and one.severity is Severity.NOTE
    }
    needless = next(one for one in found.items if one.path == ("accepted", "SES09"))
    assert needless.sentence == "“Nothing is planned in a pause” is accepted, but there is nothing to accept."
    (accepted,) = found.accepted
    assert (accepted.rule, accepted.reason, accepted.until) == ("PUR01", "said in the strategy", None)
    assert accepted.sentences
    assert found.standing > 0


@pytest.mark.slow
def test_what_cannot_be_read_comes_first_and_names_its_field(project: Project) -> None:
    text = project.root.joinpath(LEAD).read_text("utf-8")
    project.write(LEAD, text.replace("2027-02-01", "1 Febtember") + "goals: [{id: network, target: ''}]\n")
    found = missing(project)
    assert not found.readable
    assert found.standing == 0
    assert found.accepted == ()
    assert ("starts",) in [one.path for one in found.stopping]
    assert ("goals", "network", "statement") in [one.path for one in found.stopping]
    assert found.items[: len(found.stopping)] == found.stopping
    assert all(one.severity is Severity.ERROR for one in found.stopping)


@pytest.mark.slow
def test_the_mistakes_of_other_clients_are_not_told(project: Project) -> None:
    project.write("programs/other/first.yml", "title: Secret\nnonsense: yes\n")
    project.write("programs/other/_brand.yml", "color: {primary: '#zz'}\n")
    assert [one for one in missing(project).items if "other" in one.at.file] == []


def test_the_part_at_a_place_is_found_by_its_position() -> None:
    source = read_mapping(
        "title: A\nevents:\n  - {id: launch, what: L}\n  - what: B\nsessions:\n  '02': {title: T}\n", "x"
    )
    assert source.value is not None
    at = [path_at(source.value, Span("x", *place)) for place in ((1, 1), (3, 24), (4, 5), (6, 10), (9, 1), (0, 0))]
    assert [as_forms_name(source.value, path) for path in at] == [
        ("title",),
        ("events", "launch", "what"),
        ("events", "#1", "what"),
        ("sessions", "2", "title"),
        (),
        (),
    ]


@pytest.mark.parametrize(
    ("hint", "left"),
    [
        ("add a line `starts: …`", ""),
        ("check the two years", "check the two years"),
        ("it came in by copying; put the whole in quotes", "it came in by copying"),
    ],
)
def test_hints_about_how_files_are_written_are_left_out(hint: str, left: str) -> None:
    assert without_code(hint) == left


def test_messages_become_sentences() -> None:
    assert [sentence_of(one) for one in ("no sponsor", "who? ", "")] == ["No sponsor.", "Who?", ""]
