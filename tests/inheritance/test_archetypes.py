"""A definition takes over from its archetype what it does not say itself."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import one_fast

from mentorkit.checking.loading import load
from mentorkit.core.yaml_source import Located, read_mapping
from mentorkit.inheritance.joining import inherit
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of
from mentorkit.workspace.layers import stock_root
from mentorkit.workspace.workspace import open_workspace
from tests.conftest import ROOT, Project

ARCHETYPES = stock_root() / "content/archetypes"
STOCK = sorted(path.stem for path in ARCHETYPES.glob("[!_]*.yml"))
HEAD = "title: Lead\norganisation: Acme\narchetype: house\nstarts: 2027-02-01\n"
HOW = "write `change:`, below it `id:`, and below that what is different"
LIST = "begin each entry on a line of its own with `- `; only what is taken over can be changed, with `add`, `change` and `without`"
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
    source, problems = read_mapping(text, "x.yml")
    assert source is not None, problems
    return source


@pytest.mark.parametrize(
    ("own", "behind", "joined"),
    [
        ("a: 1", "a: 2\nb: 3", {"a": "1", "b": "3"}),
        ("a:", "a: 2", {"a": "2"}),
        ("a: {x: 1}", "a: {x: 2, y: 3}", {"a": {"x": "1", "y": "3"}}),
        ("a: none", "a: {x: 2}\nb: 3", {"b": "3"}),
        ("a: [1]", "a: [2, 3]", {"a": ["1"]}),
        ("a: {add: 4}", "a: [2, 3]", {"a": ["2", "3", "4"]}),
        ("a: {without: q}", "a: [{id: p}, {id: q}]", {"a": [{"id": "p"}]}),
        ("a: {change: {q: {n: 1}}, add: [z]}", "a: [{id: q, m: 2}]", {"a": [{"id": "q", "m": "2", "n": "1"}, "z"]}),
        ("a: {date: 2027-02-01}", "a: {week: 3, day: monday, at: 9}", {"a": {"date": "2027-02-01", "at": "9"}}),
        ("a: {week: 3}", "a: {date: 2027-02-01, at: 9}", {"a": {"week": "3", "at": "9"}}),
        ("a: {date: TO FILL IN}", "a: {week: 3}", {"a": {"week": "3", "date": "TO FILL IN"}}),
        ("a: text", "a: {x: 2}", {"a": "text"}),
        ("a: Zoe", "a: {name: Ada, title: Head}", {"a": {"name": "Zoe", "title": "Head"}}),
        ("a: {week: none}", "a: {week: 3, day: monday, at: 9}", {"a": {"at": "9"}}),
        ("a: {week: none, day: friday}", "a: {week: 3, day: monday}", {"a": {"day": "friday"}}),
        ("a: {date: none}", "a: {date: 2027-02-01, until: 2027-02-03, at: 9}", {"a": {"at": "9"}}),
        ("a: {change: {q: none}}", "a: [{id: p}, {id: q}]", {"a": [{"id": "p"}]}),
        ("a: {without: [q, ~], add: , change: }", "a: [{id: p}, {id: q}]", {"a": [{"id": "p"}]}),
        ("a: {add: 4}", "b: 3", {"a": ["4"], "b": "3"}),
        ("a: {x: {add: [4]}}", "b: 3", {"a": {"x": ["4"]}, "b": "3"}),
        ("a: {add: 4}", "a: 3", {"a": ["3", "4"]}),
        ("a: {without: q, add: keys/r}", "a: [p, q, Any text]", {"a": ["p", "Any text", "keys/r"]}),
    ],
)
def test_two_definitions_are_joined(own: str, behind: str, joined: dict[str, object]) -> None:
    assert inherit(located(own), located(behind)) == (joined, ())


def test_what_is_taken_over_keeps_the_place_where_it_was_written() -> None:
    merged = inherit(located("\n\na: {x: 1}"), located("a: {y: 2}\nb: [{id: q}]")).value
    assert [str(merged.place.at(*path)) for path in (("a", "x"), ("a", "y"), ("b", 0, "id"))] == [
        "x.yml:3:8", "x.yml:1:8", "x.yml:2:10",
    ]  # fmt: skip


def toolkit(project: Project) -> Toolkit:
    workspace = open_workspace(project.root / "mkdocs.yml").value
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
    project.write(
        "programs/acme/lead.yml",
        HEAD + "goals:\n  change:\n    contacts: {baseline: 'TO FILL IN (of {{ mentees }})'}\n",
    )
    only_you = "only you can know this; write it in place of TO FILL IN"
    assert project.problems() == [
        "programs/acme/lead.yml:1:1  warning  need.statement is still to fill in: what is missing  [to-fill-in]",
        "programs/acme/lead.yml:7:15  warning  goals.contacts.target is still to fill in: how many  [to-fill-in]",
        f"programs/acme/lead.yml:7:26  warning  goals.contacts.baseline is still to fill in: of mentees  [to-fill-in] -> {only_you}",
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
        (HOUSE + "extends: house\n", "", 'content/archetypes/house.yml:12:10  error  "house" extends itself  [archetype-loop] -> give this one another name, or let it stand alone'),
        (HOUSE + "extends: hose\n", "", 'content/archetypes/house.yml:12:10  error  there is no archetype "hose" to extend  [archetype-exists] -> did you mean "house"?'),
        (HOUSE, "events: {change: {lunch: {week: 2}}}", 'programs/acme/lead.yml:5:26  error  nothing with the id "lunch" would be taken over here  [inherit] -> did you mean "launch"?'),
        (HOUSE, "events: {change: [launch]}", 'programs/acme/lead.yml:5:18  error  "change" should name entries by their id  [inherit] -> write `change:`, below it `id:`, and below that what is different'),
        (HOUSE, "trust: For each {{ menti }}", 'programs/acme/lead.yml:5:8  error  there is no placeholder "menti"  [placeholder] -> did you mean "mentor"?'),
        (HOUSE, "ends: week 0", 'programs/acme/lead.yml:5:7  error  "week 0" is not a week  [field-value] -> write week 12 or week -6 Friday; there is no week 0'),
        (HOUSE + "staus: live\n", "", 'content/archetypes/house.yml:12:1  error  nothing called "staus" belongs here  [unknown-name] -> did you mean "status"?'),
        (HOUSE + "extends: [a, b]\n", "", 'content/archetypes/house.yml:12:10  error  "extends" should name one archetype  [archetype-extends] -> write `extends:` and one name'),
        (HOUSE + "archetype: succession\n", "", 'content/archetypes/house.yml:12:1  error  an archetype does not begin from another one in this way  [archetype-extends] -> write `extends:` in place of `archetype:`'),
        (HOUSE, "events: {change: {launch: later}}", f'programs/acme/lead.yml:5:27  error  "launch" should say what is different  [inherit] -> {HOW}'),
        (HOUSE, "events: {without: {launch: }}", 'programs/acme/lead.yml:5:19  error  "without" should name entries by their id  [inherit] -> write `without: [id]`'),
        (HOUSE, "events: {without: [closing, lunch]}", 'programs/acme/lead.yml:5:29  error  nothing with the id "lunch" would be taken over here  [inherit] -> did you mean "launch"?'),
        (HOUSE, "events: {without: launch, change: {launch: {week: 2}}}", 'programs/acme/lead.yml:5:36  error  "launch" is changed and left out  [inherit] -> keep it in `change` or in `without`'),
        (HOUSE, "exposure: {change: {visit: {text: x}}}", 'programs/acme/lead.yml:5:28  error  nothing with the id "visit" would be taken over here  [inherit] -> entries of this list have no ids; write the whole list'),
        (HOUSE, "goals: {contacts: {target: 4}}", f'programs/acme/lead.yml:5:8  error  "goals" should be a list, not a group of names  [field-list] -> {LIST}'),
        (HOUSE, "trust: none", 'programs/acme/lead.yml:5:8  error  no "trust" would be taken over here  [inherit] -> `none` takes away what would be taken over'),
        (HOUSE, "sessions: {7: none}", 'programs/acme/lead.yml:5:15  error  no "7" would be taken over here  [inherit] -> `none` takes away what would be taken over'),
        (HOUSE, "ends: week 12 Fr", 'programs/acme/lead.yml:5:7  error  "week 12 Fr" is not a week  [field-value] -> write week 12 or week -6 Friday; there is no week 0'),
        (HOUSE, "trust: About {{ program title }}", 'programs/acme/lead.yml:5:8  error  there is no placeholder "program title"  [placeholder] -> did you mean "program.title"?'),
        (HOUSE, "wording: {mentor: '{{ mentee }}'}", 'programs/acme/lead.yml:5:19  error  no placeholder can stand in what placeholders stand for  [placeholder] -> write out what you mean'),
        (HOUSE, "people: {sponsor: '{{ manager.name }}'}", 'programs/acme/lead.yml:5:19  error  no placeholder can stand in what placeholders stand for  [placeholder] -> write out what you mean'),
        (HOUSE, "contact: 'https://x.example/{{mentee}}'\nwording: {mentee: a guest}", 'programs/acme/lead.yml:5:10  error  "https://x.example/a guest" is not a link  [field-value] -> write the whole address: https://…'),
        (HOUSE, f"need: {{driver: '{'{{ mentees }} ' * 30}'}}\nwording: {{mentees: people who learn}}", 'programs/acme/lead.yml:5:16  error  "driver" is longer than 400 characters  [field-length] -> say it shorter, or put it in a Markdown file'),
        (HOUSE, "exposure:\n  -\n  - One\n  - [Two]", 'programs/acme/lead.yml:8:5  error  entry 3 should be a text, not a list  [field-text] -> write one text; where it begins with a bracket or a hyphen, put the whole in quotes'),
        (HOUSE.replace("id: launch", "id: [launch]"), "events: {without: lunch}", 'programs/acme/lead.yml:5:19  error  nothing with the id "lunch" would be taken over here  [inherit] -> known here: closing'),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_over_is_explained(project: Project, house: str, own: str, problem: str) -> None:
    project.write("content/archetypes/house.yml", house)
    head = HEAD.replace("archetype: house\n", own + "\n") if own.startswith("archetype") else HEAD + own + "\n"
    project.write("programs/acme/lead.yml", head)
    lines = [line for line in project.problems() if "to-fill-in" not in line]
    assert problem in lines
    assert len(lines) == 1 or "id: [launch]" in house


@pytest.mark.parametrize(
    ("start", "problem"),
    [
        ("", 'programs/acme/lead.yml:1:1  error  "starts" is missing  [field-missing] -> add a line `starts: …`'),
        ("starts: 2027-02-30\n", 'programs/acme/lead.yml:4:9  error  "2027-02-30" is not in the calendar  [field-value] -> check the month and the day'),
        ("starts: week 3\n", 'programs/acme/lead.yml:4:9  error  "week 3" is not a date  [field-value] -> write year-month-day: 2027-02-01'),
        ("starts: 9999-12-30\n", 'programs/acme/lead.yml:4:9  error  "9999-12-30" is in no year that a programme could see  [field-value] -> check the year'),
        ("starts: TO FILL IN\n", 'programs/acme/lead.yml:4:9  error  "starts" is still to fill in, and nothing can be made without it  [field-missing] -> write it now'),
    ],
)  # fmt: skip
def test_a_wrong_start_is_said_once_and_not_for_every_week(project: Project, start: str, problem: str) -> None:
    project.write("content/archetypes/house.yml", HOUSE + "support: {until: week 5}\n")
    project.write("programs/acme/lead.yml", HEAD.replace("starts: 2027-02-01\n", start))
    assert [line for line in project.problems() if "to-fill-in" not in line] == [problem]


def test_an_archetype_behind_that_cannot_be_read_is_all_that_is_said(project: Project) -> None:
    project.write("content/archetypes/_basics.yml", "trust: [\n")
    project.write("programs/acme/lead.yml", HEAD.replace("house", "succession"))
    assert project.problems() == [
        'content/archetypes/_basics.yml:2:1  error  a value is missing, or begins with a sign of YAML\'s own  [yaml-syntax] -> put texts in quotes: "like this"'
    ]


def test_no_archetype_leads_to_another_client(project: Project) -> None:
    project.write("programs/other/content/archetypes/secret.yml", "trust: Nobody's business.\n")
    path = "../../programs/other/content/archetypes/secret"
    project.write("content/archetypes/house.yml", HOUSE + f"extends: {path}\n")
    project.write("programs/acme/lead.yml", HEAD)
    (line,) = project.problems()
    assert line.startswith(
        f'content/archetypes/house.yml:12:10  error  there is no archetype "{path}" to extend  [archetype-exists] -> known here: _basics, '
    )


@pytest.mark.slow
def test_a_chain_of_archetypes_ends(project: Project) -> None:
    for number in range(1200):
        project.write(f"content/archetypes/a{number}.yml", f"extends: a{number + 1}\n")
    project.write("programs/acme/lead.yml", HEAD.replace("house", "a0"))
    assert project.problems() == [
        "content/archetypes/a9.yml:1:10  error  more than 10 archetypes extend one another here  [archetype-loop] -> let this one stand alone"
    ]


def test_a_session_is_known_by_its_number_however_it_is_written(project: Project) -> None:
    project.write("content/archetypes/house.yml", HOUSE)
    project.write("programs/acme/lead.yml", HEAD + "sessions: {01: none, 002: {week: 7}}\n")
    assert [(s.number, s.session.week) for s in toolkit(project).sessions] == [(2, 7)]


def test_gaps_have_the_place_where_they_were_written(project: Project) -> None:
    own = "trust: Ask TO FILL IN (whom) first\nevents:\n  add:\n    - {week: 3, what: TO FILL IN (a name)}\n"
    project.write("content/archetypes/house.yml", HOUSE.replace("TO FILL IN", "Not"))
    project.write("programs/acme/lead.yml", HEAD + own)
    only_you = "only you can know this; write it in place of TO FILL IN"
    assert project.problems() == [
        "programs/acme/lead.yml:5:8  warning  trust is still to fill in  [to-fill-in]",
        f"programs/acme/lead.yml:8:23  warning  events.3.what is still to fill in: a name  [to-fill-in] -> {only_you}",
    ]


@pytest.mark.slow
@pytest.mark.parametrize("archetype", one_fast(STOCK, "succession"))
def test_a_new_programme_of_an_archetype_lacks_only_what_the_organisation_knows(
    project: Project, archetype: str
) -> None:
    result = project.run("new", "program", "acme/fresh", "--archetype", archetype, "--starts", "2027-02-01")
    assert result.exit_code == 0, result.stderr
    written = (project.root / "programs/acme/fresh.yml").read_text("utf-8")
    said = yaml.safe_load(written)
    assert set(said) <= {
        "title", "organisation", "archetype", "status", "starts", "time_zone", "need", "people", "goals", "eligibility",
        "matching", "exposure", "support", "events", "evaluation", "sessions", "agreement",
    }  # fmt: skip
    lines = project.problems("acme/fresh")
    assert lines
    assert [line for line in lines if "[to-fill-in]" not in line] == []
    assert all(line.startswith("programs/acme/fresh.yml:") for line in lines)
    assert written.count("TO FILL IN") >= len(lines)
    assert not any("fresh.yml:1:1 " in line for line in lines), "each gap is marked in the new file"
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    (kit,) = load(workspace, workspace.choose(["acme/fresh"])).toolkits
    charter = next(book for book in books_of(kit) if book.id == "charter")
    assert "TO FILL IN (" in compose(kit, charter, workspace.layers("acme")).html, "a draft shows what is open"


def test_the_stock_has_these_archetypes() -> None:
    assert STOCK == [
        "advisory-board", "career-transition", "circle", "inclusion", "leadership-cohort", "next-generation", "peer", "return", "reverse",
        "sponsorship", "succession",
    ]  # fmt: skip


def test_an_unknown_archetype_is_explained_and_nothing_is_written(project: Project) -> None:
    result = project.run("new", "program", "acme/fresh", "--archetype", "sucession")
    assert (result.exit_code, result.stderr) == (
        1,
        'content/archetypes  error  no archetype named "sucession"  [archetype-exists]\n    did you mean "succession"?\n',
    )
    assert not (project.root / "programs/acme/fresh.yml").exists()


def test_the_own_archetype_of_a_client_is_known(project: Project) -> None:
    project.write("programs/acme/content/archetypes/house.yml", HOUSE)
    assert project.run("new", "program", "acme/fresh", "--archetype", "house").exit_code == 0
    assert project.run("new", "program", "other/fresh", "--archetype", "house").exit_code == 1


def test_every_gap_gets_into_the_new_file_once(project: Project) -> None:
    more = (
        "title: TO FILL IN (name)\nstarts: TO FILL IN\nexposure: [TO FILL IN (what), Talks]\n"
        "communications: [{id: a, title: TO FILL IN}, {id: a, title: B}]\npeople: {facilitators: [{name: TO FILL IN}, Bo]}\n"
    )
    project.write("content/archetypes/house.yml", HOUSE + more)
    assert project.run("new", "program", "acme/fresh", "--archetype", "house").exit_code == 0
    written = yaml.safe_load((project.root / "programs/acme/fresh.yml").read_text("utf-8"))
    assert {name: written[name] for name in ("title", "exposure", "communications", "people", "goals")} == {
        "title": "Fresh",
        "exposure": ["TO FILL IN (what)", "Talks"],
        "communications": [{"id": "a", "title": "TO FILL IN"}, {"id": "a", "title": "B"}],
        "people": {"facilitators": [{"name": "TO FILL IN"}, "Bo"]},
        "goals": {"change": {"contacts": {"target": "TO FILL IN (how many)"}}},
    }


@pytest.mark.parametrize(
    ("house", "arguments", "said"),
    [
        (HOUSE + "ends: week 3\n", ("acme/fresh",), 'content/archetypes/house.yml:12:1  error  "ends" stands here for the second time (first on line 1)  [duplicate-key]\n    keep one of the two; only one could count\n'),
        (HOUSE, ("lead-yml/fresh",), "ROOT/programs/lead-yml/fresh.yml  error  this is there already  [unwritable]\n    move it away, or name another folder\n"),
        (HOUSE, (f"acme/{'x' * 300}",), f'programs  error  "acme/{"x" * 300}" is not a name for a programme  [file-name]\n    write client/program with at most 200 letters each\n'),
    ],
)  # fmt: skip
def test_what_keeps_a_programme_from_being_begun_is_said(
    project: Project, house: str, arguments: tuple[str, ...], said: str
) -> None:
    project.write("content/archetypes/house.yml", house)
    project.write("programs/lead-yml", "a file\n")
    result = project.run("new", "program", *arguments, "--archetype", "house")
    assert (result.exit_code, result.stderr.replace(str(project.root), "ROOT")) == (1, said)


@pytest.mark.parametrize("start", ["9999-12-31", "0001-01-01", "1899-12-31"])
def test_a_first_day_in_another_age_is_refused(project: Project, start: str) -> None:
    result = project.run("new", "program", "acme/fresh", "--starts", start)
    assert result.exit_code == 2
    assert "in this year there are no programmes; check it" in result.stderr


def valid(name: str, text: str) -> bool:
    """Whether an editor finds nothing wrong with this file."""
    return validator(name).is_valid(as_editors_read(text))


@cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((ROOT / f"schema/{name}.schema.json").read_text("utf-8")))


def as_editors_read(text: str) -> object:
    class Loader(yaml.CSafeLoader):
        yaml_implicit_resolvers = {  # noqa: RUF012
            letter: [pair for pair in pairs if not pair[0].endswith("timestamp")]
            for letter, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
        }

    return json.loads(json.dumps(yaml.load(text, Loader)))


@pytest.mark.parametrize("path", sorted(ARCHETYPES.glob("*.yml")), ids=lambda path: path.stem)
def test_the_schema_accepts_the_archetypes(path: Path) -> None:
    assert valid("archetype", path.read_text("utf-8"))


@pytest.mark.parametrize("archetype", STOCK)
def test_the_schema_accepts_what_is_written_for_an_archetype(project: Project, archetype: str) -> None:
    project.run("new", "program", "acme/fresh", "--archetype", archetype)
    assert valid("program", (project.root / "programs/acme/fresh.yml").read_text("utf-8"))


FITTING = (
    "sessions: {1: none, 02: {week: '7', minutes: TO FILL IN}}", "trust: None", "cohort: 2027", "events:",
    "eligibility: {cohort_cap: TO FILL IN (most), voluntary: Yes}", "ends: WEEK 12 Fri", "exposure: [One, ~]",
    "events: {add: {what: x, week: 3}, change: {launch: none}, without: closing}", "people: {sponsor: Zoe}",
    "books: {cards: none, mentee-workbook: {chapters: {without: [dates], add: keys/feedback}}, pack: {chapters: dates}}",
)  # fmt: skip
WRONG = (
    "sessions: {Session 1: {title: y}}", "sessions: {1: {fase: close}}", "eligibility: {voluntary: perhaps}", "ends: soon",
    "events: {add: {what: x, wek: 3}}", "goals: {contacts: {target: 4}}", "events: {change: {launch: {wek: 3}}}",
    "exposure: {without: Talks}", "archetype: [house]", "books: {pack: {chapters: [datse]}}", "books: {A b: {title: x}}",
    "books: {pack: {chapters: {change: {dates: x}}}}",
)  # fmt: skip


@pytest.mark.parametrize(("own", "right"), [(own, True) for own in FITTING] + [(own, False) for own in WRONG])
def test_the_schema_says_what_check_says(own: str, right: bool) -> None:
    head = HEAD.replace("archetype: house\n", "") if own.startswith("archetype") else HEAD
    assert valid("program", f"{head}{own}\n") is right


def test_the_schema_asks_for_more_where_there_is_no_archetype() -> None:
    assert valid("program", "archetype: house\nstarts: 2027-02-01\n")
    assert not valid("program", "title: Lead\norganisation: Acme\nstarts: 2027-02-01\n")
    assert not valid("archetype", "archetype: house\n")
