"""Changes to a programme as it resolves: its own file says what is asked, over all that it takes over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import begun

from mentorkit.editing.changes import ABSENT, Change, Edited, Move
from mentorkit.editing.definition_edits import EditableDefinition, open_definition
from mentorkit.workspace.workspace import open_workspace

ARCHETYPE = """\
summary: Two people meet.
wording: {mentor: guide, mentors: guides}
people:
  sponsor: {actions: [Opens the launch]}
goals:
  - {id: stay, statement: People stay., target: 8}
  - {id: meet, statement: People meet.}
expectations:
  is: [A conversation, Work for both]
events:
  - {id: launch, what: Launch, week: 1, day: Monday}
  - {id: half, what: Half-way, week: 12}
sessions:
  1: {id: begin, title: Begin, week: 2, keys: [first-conversation]}
  2: {id: go-on, title: Go on, week: 6, actions: {mentor: Write.}}
  3: {title: End, week: 20}
"""
OWN = """\
# The year
title: Lead
organisation: Acme
archetype: year
starts: 2027-02-01
people:
  sponsor: Pat Long   # our head
goals:
  change:
    # as agreed
    stay: {target: 9}
sessions:
  go-on:
    week: 7   # after the holidays
"""
Opened = Callable[[str], EditableDefinition]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    project = begun(tmp_path_factory.mktemp("edits") / "w", OWN)
    project.write("content/archetypes/year.yml", ARCHETYPE)
    project.write("programs/acme/next.yml", "title: Next\nextends: acme/lead\nstarts: 2028-02-07\n")
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    known: dict[str, EditableDefinition] = {}

    def definition(text: str) -> EditableDefinition:
        name = "acme/next" if "extends:" in text else "acme/lead"
        if name not in known:
            made, problems = open_definition(workspace, *workspace.choose([name]))
            assert made is not None, problems
            known[name] = made
        again, problems = known[name].reopened(text)
        assert again is not None, problems
        return again

    return definition


def changed(definition: EditableDefinition, *changes: Change | Move) -> str:
    made, problems = definition.changed(changes)
    assert made is not None, problems
    assert made.crossed == ()
    return made.text


def put(definition: EditableDefinition, path: str, after: object) -> Change:
    steps = tuple(path.split("/"))
    return Change(steps, definition.value(steps), after)


@pytest.mark.parametrize(
    ("path", "after", "old", "new"),
    [
        ("title", "Leads", "title: Lead\n", "title: Leads\n"),
        ("summary", "We meet.", "starts: 2027-02-01\n", "starts: 2027-02-01\nsummary: We meet.\n"),
        ("wording/mentor", "mentor", "people:\n", "wording:\n  mentor: mentor\npeople:\n"),
        ("wording/mentor", ABSENT, "people:\n", "wording:\n  mentor: none\npeople:\n"),
        ("people/sponsor/name", "Pat Short", "sponsor: Pat Long ", "sponsor: Pat Short "),
        ("people/sponsor/email", "p@acme.example", "sponsor: Pat Long   # our head\n", "sponsor:   # our head\n    name: Pat Long\n    email: p@acme.example\n    actions: none\n"),
        ("goals/stay/target", "10", "{target: 9}", "{target: 10}"),
        ("goals/stay/target", "8", "goals:\n  change:\n    # as agreed\n    stay: {target: 9}\n", ""),
        ("goals/stay/target", None, "goals:\n  change:\n    # as agreed\n    stay: {target: 9}\n", ""),
        ("expectations/is", [], "sessions:\n", "expectations: none\nsessions:\n"),
        ("goals/stay/target", 11, "{target: 9}", "{target: 11}"),
        ("public", True, "people:\n", "public: yes\npeople:\n"),
        ("goals/stay/due", "week 30", "{target: 9}", "{target: 9, due: week 30}"),
        ("goals/meet/target", "7", "{target: 9}\n", "{target: 9}\n    meet: {target: 7}\n"),
        ("goals/meet", ABSENT, "{target: 9}\n", "{target: 9}\n  without: [meet]\n"),
        ("goals/+quiet", {"statement": "All is well."}, "{target: 9}\n", "{target: 9}\n  add:\n    - id: quiet\n      statement: All is well.\n"),
        ("goals", ABSENT, "goals:\n  change:\n    # as agreed\n    stay: {target: 9}\n", "goals: none\n"),
        ("expectations/is/+", "A year", "sessions:\n", "expectations:\n  is:\n    add: [A year]\nsessions:\n"),
        ("expectations/is/#0", "A talk", "sessions:\n", "expectations:\n  is: [A talk, Work for both]\nsessions:\n"),
        ("sessions/2/week", "8", "week: 7   #", "week: 8   #"),
        ("sessions/2/week", "6", "sessions:\n  go-on:\n    week: 7   # after the holidays\n", ""),
        ("sessions/2/actions/mentor", "Call.", "holidays\n", "holidays\n    actions:\n      mentor: Call.\n"),
        ("sessions/1/keys/+", "feedback", "sessions:\n", "sessions:\n  1:\n    keys:\n      add: [feedback]\n"),
        ("sessions/3", ABSENT, "holidays\n", "holidays\n  3: none\n"),
        ("sessions/4", {"title": "After", "week": "30"}, "holidays\n", "holidays\n  4:\n    title: After\n    week: 30\n"),
        ("books/cards", ABSENT, "holidays\n", "holidays\nbooks:\n  cards: none\n"),
    ],
)  # fmt: skip
def test_own_lines_say_what_is_different(opened: Opened, path: str, after: object, old: str, new: str) -> None:
    definition = opened(OWN)
    made, problems = definition.changed([put(definition, path, after)])
    assert made is not None, problems
    expected = OWN.replace(old, new, 1)
    assert made == Edited(expected)


def test_another_way_of_saying_when_replaces_the_first(opened: Opened) -> None:
    definition = opened(OWN)
    launch = ("events", "launch")
    made = changed(
        definition,
        Change((*launch, "date"), ABSENT, "2027-02-03"),
        Change((*launch, "week"), "1", ABSENT),
        Change((*launch, "day"), "Monday", ABSENT),
    )
    assert made == OWN.replace("goals:\n", "events:\n  change:\n    launch:\n      date: 2027-02-03\ngoals:\n")
    again = opened(made)
    back = changed(
        again,
        Change((*launch, "date"), "2027-02-03", ABSENT),
        Change((*launch, "week"), ABSENT, "1"),
        Change((*launch, "day"), ABSENT, "Monday"),
    )
    assert back == OWN


def test_part_of_what_was_taken_away_is_said_and_the_rest_stays_away(opened: Opened) -> None:
    """A session that was put in place of another takes none of its texts over, whichever is written first."""
    definition = opened(OWN)
    gone = opened(changed(definition, put(definition, "sessions/2/actions", ABSENT)))
    assert "actions: none" in gone.text
    made = opened(changed(gone, put(gone, "sessions/2/actions/mentee", "Read.")))
    assert made.value(("sessions", "2", "actions")) == {"mentee": "Read."}
    assert gone.text.replace("actions: none", "actions:\n      mentee: Read.\n      mentor: none") == made.text


def test_what_is_taken_away_can_be_taken_over_again(opened: Opened) -> None:
    definition = opened(OWN)
    gone = opened(changed(definition, put(definition, "events/launch", ABSENT)))
    assert gone.value(("events", "launch")) is ABSENT
    launch = definition.value(("events", "launch"))
    assert gone.inherited(("events", "launch")) == launch
    assert changed(gone, Change(("events", "launch"), ABSENT, launch)) == OWN


def test_an_order_of_its_own_is_a_list_of_its_own(opened: Opened) -> None:
    definition = opened(OWN)
    made = opened(changed(definition, Move(("events", "half"), "")))
    assert [one["id"] for one in made.value(("events",))] == ["half", "launch"]
    assert "events:\n  - id: half\n" in made.text


def test_values_are_those_that_are_meant_and_say_where_they_stand(opened: Opened) -> None:
    definition = opened(OWN)
    assert definition.value(("people", "sponsor")) == {"name": "Pat Long"}
    assert definition.value(("sessions", "2", "week")) == "7"
    origins = [definition.origin(tuple(path.split("/"))) for path in ("title", "sessions/2/week", "sessions/2/title", "goals/meet/statement", "books/cards")]  # fmt: skip
    assert origins == ["", "", 'archetype "year"', 'archetype "year"', "the standard books"]
    following = opened("title: Next\nextends: acme/lead\nstarts: 2028-02-07\n")
    assert following.origin(("goals", "stay", "target")) == "extends acme/lead"
    made = changed(following, put(following, "goals/stay/target", "12"), put(following, "sessions/2/week", "8"))
    assert made == (
        "title: Next\nextends: acme/lead\nstarts: 2028-02-07\ngoals:\n  change:\n    stay:\n      target: 12\n"
        "sessions:\n  2:\n    week: 8\n"
    )


@pytest.mark.parametrize(
    ("path", "after", "message"),
    [
        ("starts", "2027-02-30", '"2027-02-30" is not in the calendar'),
        ("cohort", "none", 'no "cohort" would be taken over here'),
        ("summary", "none", '"summary" cannot be the word none here: it takes away what would be taken over'),
        ("for", "x", 'nothing called "for" belongs here'),
        ("sessions/1/weeks", "3", 'nothing called "weeks" belongs here'),
        ("organisation", ABSENT, '"organisation" is missing'),
    ],
)
def test_what_nobody_could_read_is_refused(opened: Opened, path: str, after: object, message: str) -> None:
    definition = opened(OWN)
    made, problems = definition.changed([put(definition, path, after)])
    assert made is None
    assert [one.message for one in problems] == [message]


def test_another_archetype_brings_what_nobody_named(opened: Opened, tmp_path: Path) -> None:
    definition = opened(OWN)
    made = changed(definition, put(definition, "first_week", "0"))
    assert made == OWN.replace("2027-02-01\n", "2027-02-01\nfirst_week: 0\n")


OWN_SESSIONS = """\
title: Lead
organisation: Acme
starts: 2027-02-01
sessions:
  # the first
  01: {title: Begin, week: 2}
  02:
    title: Trust   # the second
    week: 4

  03: {title: End, week: 6}
"""


@pytest.mark.parametrize(
    ("change", "sessions"),
    [
        (("-2",), "  # the first\n  01: {title: Begin, week: 2}\n\n  02: {title: End, week: 6}\n"),
        (("+2",), "  # the first\n  01: {title: Begin, week: 2}\n  02: {title: New, week: 3}\n  03:\n    title: Trust   # the second\n    week: 4\n\n  04: {title: End, week: 6}\n"),
        (("3", ""), "  01: {title: End, week: 6}\n  # the first\n  02: {title: Begin, week: 2}\n  03:\n    title: Trust   # the second\n    week: 4\n"),
        (("1", "3"), "  01:\n    title: Trust   # the second\n    week: 4\n  02: {title: End, week: 6}\n  # the first\n  03: {title: Begin, week: 2}\n"),
    ],
)  # fmt: skip
def test_sessions_come_go_and_move_and_the_others_are_counted_on(
    opened: Opened, change: tuple[str, ...], sessions: str
) -> None:
    definition = opened(OWN_SESSIONS)
    number = change[0]
    meant: Change | Move = Change(("sessions", number), definition.value(("sessions", number[1:])), ABSENT)
    if number.startswith("+"):
        meant = Change(("sessions", number), ABSENT, {"title": "New", "week": "3"})
    if len(change) > 1:
        meant = Move(("sessions", number), change[1])
    assert changed(definition, meant) == OWN_SESSIONS.partition("  # the first")[0] + sessions


def test_a_session_under_way_keeps_the_name_that_calendars_know(opened: Opened) -> None:
    definition = opened(OWN_SESSIONS.replace("starts", "status: live\nstarts"))
    made = changed(definition, Change(("sessions", "-2"), definition.value(("sessions", "2")), ABSENT))
    assert made.endswith("  02: {id: 3, title: End, week: 6}\n")


def test_sessions_that_are_taken_over_keep_their_numbers(opened: Opened) -> None:
    definition = opened(OWN)
    for change in (Move(("sessions", "3"), "1"), Change(("sessions", "+2"), ABSENT, {"title": "New"})):
        made, problems = definition.changed([change])
        assert made is None
        assert [one.message for one in problems] == ["sessions that are taken over keep their numbers"]
    assert "  4:\n" in changed(definition, Change(("sessions", "+4"), ABSENT, {"title": "New", "week": "30"}))


def test_a_new_entry_stands_behind_those_that_are_taken_over(opened: Opened) -> None:
    definition = opened(OWN)
    picnic = {"what": "Picnic", "week": "9"}
    for behind in ("", "launch", "half", "#0"):
        made = changed(definition, Change(("events", "+picnic"), ABSENT, picnic, behind))
        assert "events:\n  add:\n    - id: picnic\n      what: Picnic\n      week: 9\ngoals:" in made


def test_sessions_given_in_another_order_take_their_lines_along(opened: Opened) -> None:
    definition = opened(OWN_SESSIONS)
    before = definition.value(("sessions",))
    new = {
        "1": before["1"],
        "2": {"title": "New", "week": "4"},
        "3": {**before["2"], "week": "6"},
        "4": {**before["3"], "week": "8"},
    }
    made = changed(definition, Change(("sessions",), before, new))
    assert made == OWN_SESSIONS.partition("  02:")[0] + (
        "  02: {title: New, week: 4}\n  03:\n    title: Trust   # the second\n    week: 6\n\n  04: {title: End, week: 8}\n"
    )


def test_what_is_new_is_written_as_people_write_it(opened: Opened) -> None:
    definition = opened(OWN)
    asked = {
        "ask": "Where do you work?", "answer": "one of", "id": "site",
        "options": [{"text": "North"}, {"text": "South", "also": ["S"]}], "for": ["mentees"],
    }  # fmt: skip
    made = changed(definition, Change(("matching", "applications", "+"), ABSENT, asked))
    assert made.partition("matching:\n")[2].startswith(
        "  applications:\n    - id: site\n      ask: Where do you work?\n      answer: one of\n      options:\n        - North\n"
        "        - text: South\n          also: [S]\n      for: mentees\n"
    )
