"""A definition takes over from its archetype what it does not say itself."""

from __future__ import annotations

import pytest
import yaml

from mentorkit.inheritance import inherit
from mentorkit.layers import stock_root
from mentorkit.loading import load
from mentorkit.problems import Problem
from mentorkit.toolkit import Toolkit
from mentorkit.workspace import open_workspace
from mentorkit.yaml_source import Located, read_mapping
from tests.conftest import Project

ARCHETYPES = stock_root() / "content/archetypes"
STOCK = sorted(path.stem for path in ARCHETYPES.glob("[!_]*.yml"))
HEAD = "title: Lead\norganisation: Acme\narchetype: house\nstarts: 2027-02-01\n"
HOUSE = """\
ends: week 20 Friday
summary: "{{ program.title }} for every {{ mentee }}, until {{ program.ends }}."
need: {statement: TO FILL IN (what is missing), driver: The plan}
sessions:
  1: {title: Begin, week: 2, day: Tuesday, minutes: 60, keys: [first-conversation]}
  2: {title: Go on, week: 6}
events:
  - {id: launch, week: 1, what: Launch}
  - {id: closing, week: 20, what: Closing}
goals:
  - {id: contacts, statement: People know each other., target: TO FILL IN (how many)}
"""


def located(text: str) -> Located:
    found: list[Problem] = []
    source = read_mapping(text, "x.yml", found)
    assert source is not None, found
    return source


@pytest.mark.parametrize(
    ("own", "behind", "joined"),
    [
        ("a: 1", "a: 2\nb: 3", {"a": "1", "b": "3"}),
        ("a:", "a: 2", {"a": "2"}),
        ("a: {x: 1}", "a: {x: 2, y: 3}", {"a": {"x": "1", "y": "3"}}),
        ("a: none", "a: {x: 2}\nb: 3", {"b": "3"}),
        ("a: none", "b: 3", {"a": "none", "b": "3"}),
        ("a: [1]", "a: [2, 3]", {"a": ["1"]}),
        ("a: {add: 4}", "a: [2, 3]", {"a": ["2", "3", "4"]}),
        ("a: {without: q}", "a: [{id: p}, {id: q}]", {"a": [{"id": "p"}]}),
        ("a: {change: {q: {n: 1}}, add: [z]}", "a: [{id: q, m: 2}]", {"a": [{"id": "q", "m": "2", "n": "1"}, "z"]}),
        ("a: {date: 2027-02-01}", "a: {week: 3, day: monday, at: 9}", {"a": {"date": "2027-02-01", "at": "9"}}),
        ("a: {week: 3}", "a: {date: 2027-02-01, at: 9}", {"a": {"week": "3", "at": "9"}}),
        ("a: {date: TO FILL IN}", "a: {week: 3}", {"a": {"week": "3", "date": "TO FILL IN"}}),
        ("a: text", "a: {x: 2}", {"a": "text"}),
    ],
)
def test_two_definitions_are_joined(own: str, behind: str, joined: dict[str, object]) -> None:
    found: list[Problem] = []
    assert inherit(located(own), located(behind), found) == joined
    assert found == []


def test_what_is_taken_over_keeps_the_place_where_it_was_written() -> None:
    merged = inherit(located("\n\na: {x: 1}"), located("a: {y: 2}\nb: [{id: q}]"), [])
    assert [str(merged.place.at(*path)) for path in (("a", "x"), ("a", "y"), ("b", 0, "id"))] == [
        "x.yml:3:8", "x.yml:1:8", "x.yml:2:10",
    ]  # fmt: skip


def toolkit(project: Project) -> Toolkit:
    workspace = open_workspace(project.root / "mkdocs.yml", [])
    assert workspace is not None
    loaded = load(workspace, workspace.choose(["acme/lead"]))
    assert len(loaded.toolkits) == 1, loaded.report.problems
    return loaded.toolkits[0]


def test_a_programme_takes_over_from_its_archetype(project: Project) -> None:
    project.write("content/archetypes/house.yml", HOUSE)
    project.write("programs/acme/lead.yml", HEAD + "sessions: {2: none, 1: {week: 3}}\nwording: {mentee: partner}\n")
    kit = toolkit(project)
    assert [(s.number, s.session.title, str(s.moment and s.moment.first)) for s in kit.sessions] == [
        (1, "Begin", "2027-02-16"),
    ]  # fmt: skip
    assert str(kit.program.ends) == "2027-06-18"
    assert kit.program.summary == "Lead for every partner, until 18 June 2027."
    assert [event.event.what for event in kit.events] == ["Launch", "Closing"]


def test_gaps_are_listed_where_they_belong(project: Project) -> None:
    project.write("content/archetypes/house.yml", HOUSE)
    project.write("programs/acme/lead.yml", HEAD + "goals:\n  change:\n    contacts: {baseline: TO FILL IN}\n")
    only_you = "only you can know this; write it in place of TO FILL IN"
    assert project.problems() == [
        f"programs/acme/lead.yml:1:1  warning  need.statement is still to fill in: what is missing  [to-fill-in] -> {only_you}",
        f"programs/acme/lead.yml:7:15  warning  goals.contacts.target is still to fill in: how many  [to-fill-in] -> {only_you}",
        f"programs/acme/lead.yml:7:26  warning  goals.contacts.baseline is still to fill in  [to-fill-in] -> {only_you}",
    ]


def test_a_live_programme_has_no_gaps(project: Project) -> None:
    project.write("content/archetypes/house.yml", HOUSE)
    project.write("programs/acme/lead.yml", HEAD + "status: live\ngoals: none\n")
    only_you = "only you can know this; write it in place of TO FILL IN"
    assert project.problems() == [
        f"programs/acme/lead.yml:1:1  error  need.statement is still to fill in: what is missing  [to-fill-in] -> {only_you}"
    ]


def test_a_gap_can_stand_where_a_date_or_an_address_is_meant(project: Project) -> None:
    gaps = "people: {sponsor: {name: TO FILL IN, email: TO FILL IN (address)}}\nends: TO FILL IN\nsupport: {until: TO FILL IN}\n"
    project.write("content/archetypes/house.yml", HOUSE)
    project.write("programs/acme/lead.yml", HEAD + gaps)
    program = toolkit(project).program
    assert program.people.sponsor is not None
    assert (program.people.sponsor.name, program.people.sponsor.email, program.ends) == ("TO FILL IN", None, None)


@pytest.mark.parametrize(
    ("house", "own", "problem"),
    [
        (HOUSE, "archetype: hous", 'programs/acme/lead.yml:3:12  error  no archetype named "hous"  [archetype-exists] -> did you mean "house"?'),
        (HOUSE + "extends: house\n", "", 'content/archetypes/house.yml:12:10  error  "house" extends itself  [archetype-loop] -> let one of them stand alone'),
        (HOUSE + "extends: hose\n", "", 'content/archetypes/house.yml:12:10  error  there is no archetype "hose" to extend  [archetype-exists] -> did you mean "house"?'),
        (HOUSE, "events: {change: {lunch: {week: 2}}}", 'programs/acme/lead.yml:5:26  error  nothing with the id "lunch" would be taken over here  [inherit] -> did you mean "launch"?'),
        (HOUSE, "events: {change: [launch]}", 'programs/acme/lead.yml:5:18  error  "change" should name entries by their id  [inherit] -> write `change:`, below it `id:`, and below that what is different'),
        (HOUSE, "trust: For each {{ menti }}", 'programs/acme/lead.yml:5:8  error  there is no placeholder "menti"  [placeholder] -> did you mean "mentor"?'),
        (HOUSE, "ends: week 0", 'programs/acme/lead.yml:5:7  error  "week 0" is not a date  [field-value] -> write year-month-day: 2027-02-01'),
        (HOUSE + "staus: live\n", "", 'content/archetypes/house.yml:12:1  error  nothing called "staus" belongs here  [unknown-name] -> did you mean "status"?'),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_over_is_explained(project: Project, house: str, own: str, problem: str) -> None:
    project.write("content/archetypes/house.yml", house)
    head = HEAD.replace("archetype: house\n", own + "\n") if own.startswith("archetype") else HEAD + own + "\n"
    project.write("programs/acme/lead.yml", head)
    assert [line for line in project.problems() if "to-fill-in" not in line] == [problem]


@pytest.mark.parametrize("archetype", STOCK)
def test_a_new_programme_of_an_archetype_lacks_only_what_the_organisation_knows(
    project: Project, archetype: str
) -> None:
    result = project.run("new", "program", "acme/fresh", "--archetype", archetype, "--starts", "2027-02-01")
    assert result.exit_code == 0, result.stderr
    written = (project.root / "programs/acme/fresh.yml").read_text("utf-8")
    said = yaml.safe_load(written)
    assert set(said) <= {
        "title", "organisation", "archetype", "status", "starts", "time_zone", "need", "people", "goals", "eligibility",
        "matching", "exposure", "support", "events", "evaluation", "sessions",
    }  # fmt: skip
    lines = project.problems("acme/fresh")
    assert lines
    assert [line for line in lines if "[to-fill-in]" not in line] == []
    assert all(line.startswith("programs/acme/fresh.yml:") for line in lines)
    assert written.count("TO FILL IN") >= len(lines)
    assert not any("fresh.yml:1:1 " in line for line in lines), "each gap is marked in the new file"


def test_the_stock_has_six_archetypes() -> None:
    assert STOCK == [
        "advisory-board", "career-transition", "inclusion", "leadership-cohort", "next-generation", "succession",
    ]  # fmt: skip


def test_an_unknown_archetype_is_explained_and_nothing_is_written(project: Project) -> None:
    result = project.run("new", "program", "acme/fresh", "--archetype", "sucession")
    assert (result.exit_code, result.stderr) == (
        1,
        'content/archetypes  error  no archetype named "sucession"  [archetype-exists]\n    did you mean "succession"?\n',
    )
    assert not (project.root / "programs/acme/fresh.yml").exists()
