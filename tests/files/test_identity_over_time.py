"""A date in somebody's calendar stays the same date, whatever is written before, behind and between: its UID follows no place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from conftest import NO_WORKBOOKS, Project, one_fast

from mentorkit.files.calendars import calendar_for, calendars

STAMP = datetime(2026, 11, 21, 12, tzinfo=UTC)
HEAD = "title: Lead\norganisation: Acme\nstarts: 2027-02-01\nends: 2027-12-01\nlibrary: {forms: [goal-sheet]}\n"
SESSIONS = "sessions:\n  1: {title: Begin, week: 2}\n"


def uids(project: Project, *events: str, sessions: str = SESSIONS) -> dict[str, str]:
    """The UID of everything in the calendar, by what it is called there."""
    listed = f"events:\n{''.join(f'  - {{{event}}}{chr(10)}' for event in events)}" if events else ""
    project.write("programs/acme/lead.yml", HEAD + NO_WORKBOOKS + sessions + listed)
    kit = project.job().toolkit
    read = [icalendar.Calendar.from_ical(data) for _name, _role, data in calendars(kit, STAMP)]
    found = [(str(one["summary"]), str(one["uid"])) for one in read[0].walk("VEVENT")]
    assert len({uid for _, uid in found}) == len(found), (
        f"two dates share one UID, so a calendar shows one of them: {found}"
    )
    every = {str(one["uid"]) for calendar in read for one in calendar.walk("VEVENT")}
    assert every == {uid for _, uid in found}, "the calendars of single roles know the same dates by the same UIDs"
    return dict(found)


FAMILIES = {
    "ids": ["id: launch, what: Launch, week: 1", "id: call, what: A call, week: 4", "id: close, what: The close, week: 40"],
    "titles": ["what: Launch, week: 1", "what: A call, week: 4", "what: The close, week: 40"],
    "titles that differ in a number": ["what: Call, week: 3", "what: Call 2, week: 4", "what: Call 3, week: 5"],
    "titles in other scripts": ["what: 启动, week: 1", "what: 结束, week: 40", "what: Запуск, week: 2", "what: إطلاق, week: 3"],
    "titles with letters that are lost": ["what: Łódź, week: 1", "what: ódź, week: 2", "what: Launch 启动, week: 3", "what: Launch, week: 4"],
    "titles that differ in an accent": ["what: Café, week: 1", "what: Cafe, week: 2", "what: Müller, week: 3", "what: Muller, week: 4"],
    "titles that differ in a sign": ["what: Call, week: 1", "what: Call!, week: 2", "what: CALL, week: 3"],
    "titles without letters": ["what: '???', week: 1", "what: Launch, week: 2"],
    "titles like sessions": ["what: Session 1, week: 1", "id: session-2, what: x, week: 3", "what: Event session 1, week: 5"],
    "ids like titles": ["id: launch, what: Begin, week: 1", "id: launch-2, what: End, week: 2", "what: Launch, week: 3"],
}  # fmt: skip
"""Lists of events that somebody could write, each of other titles or with other ids."""
ALIKE = ("ids like titles", "titles that differ in an accent", "titles that differ in a sign")
"""Those of which one is known by its title alone once the other is gone."""


@pytest.mark.slow
@pytest.mark.parametrize("family", one_fast(FAMILIES, "titles"))
def test_events_that_are_moved_added_or_removed_leave_the_others_as_they_are(family: str, project: Project) -> None:
    events = FAMILIES[family]
    known = uids(project, *events)
    for order in (events[::-1], events[1:] + events[:1]):
        assert uids(project, *order) == known, "moving an event changed what another is known by"
    new = "what: Something new, week: 9"
    for place in range(len(events) + 1):
        after = uids(project, *events[:place], new, *events[place:])
        assert {what: after[what] for what in known} == known, f"an event at place {place + 1} changed another"
    for gone in range(len(events) if family not in ALIKE else 0):
        after = uids(project, *events[:gone], *events[gone + 1 :])
        assert after.items() <= known.items(), f"without event {gone + 1}, another is known by something else"


@pytest.mark.slow
def test_an_event_with_an_id_may_get_another_title_day_and_place(project: Project) -> None:
    before = uids(project, "id: launch, what: Launch, week: 1", "what: A call, week: 4")
    after = uids(project, "what: A call, week: 4", "id: launch, what: The big day, date: 2027-03-05, place: Hall")
    assert after["The big day"] == before["Launch"]
    assert after["A call"] == before["A call"]


@pytest.mark.slow
def test_of_two_events_with_one_title_and_no_id_those_behind_an_addition_stay(project: Project) -> None:
    """All that is promised: each is there, and one that comes behind the others changes none. Who wants more gives ids."""
    calls = ["what: Call, week: 3, place: One", "what: Call, week: 6, place: Two"]

    def by_place(*events: str) -> dict[str, str]:
        uids(project, *events)
        (data,) = (data for name, _role, data in calendars(project.job().toolkit, STAMP) if name == "calendar.ics")
        return {
            str(one["location"]): str(one["uid"])
            for one in icalendar.Calendar.from_ical(data).walk("VEVENT")
            if "location" in one
        }

    known = by_place(*calls)
    after = by_place(
        "what: Launch, week: 1, place: Hall",
        "what: Call 2, week: 2, place: Four",
        *calls,
        "what: Call, week: 9, place: Three",
    )
    assert {place: after[place] for place in ("One", "Two")} == known
    named = by_place("id: third, what: Call, week: 9, place: Three", *calls)
    assert {place: named[place] for place in ("One", "Two")} == known, "an id takes an event out of the numbering"


GROUPS = [
    "{name: Morning, date: 2027-03-01}",
    "{name: Evening, date: 2027-03-02}",
    "{name: 夜, date: 2027-03-03}",
    "{name: 朝, date: 2027-03-04}",
]


@pytest.mark.slow
def test_a_group_with_a_name_is_known_by_it_wherever_it_stands(project: Project) -> None:
    def of(groups: list[str]) -> dict[str, str]:
        return uids(project, f"what: Workshop, groups: [{', '.join(groups)}]")

    known = of(GROUPS)
    assert of(GROUPS[::-1]) == known
    for place in range(len(GROUPS) + 1):
        after = of([*GROUPS[:place], "{name: Noon, date: 2027-03-05}", *GROUPS[place:]])
        assert {what: after[what] for what in known} == known, f"a group at place {place + 1} changed another"
    for gone in range(len(GROUPS)):
        assert of([*GROUPS[:gone], *GROUPS[gone + 1 :]]).items() <= known.items()


@pytest.mark.slow
def test_groups_without_names_are_known_by_their_numbers_and_beside_named_ones(project: Project) -> None:
    known = uids(project, "what: Workshop, groups: [{date: 2027-03-01}, {date: 2027-03-02}]")
    after = uids(
        project,
        "what: Workshop, groups: [{date: 2027-03-01}, {date: 2027-03-02}, {date: 2027-03-03}, {name: '2', date: 2027-03-04}]",
    )
    assert {what: after[what] for what in known} == known


@pytest.mark.slow
def test_a_group_and_an_event_that_are_called_alike_are_two(project: Project) -> None:
    """`uids` looks that no two are known by one name, whichever of these stand beside each other."""
    alike = [
        "what: Launch, groups: [{name: A, week: 3}, {name: Group A, week: 4}]",
        "what: Launch group A, week: 5",
        "what: Launch group, groups: [{name: A, week: 6}]",
        "what: Launch group group A, week: 7",
        "what: Launch group A event, week: 8",
        "id: launch-group-group, what: L, groups: [{name: A, week: 9}, {week: 10}]",
    ]
    known = uids(project, *alike)
    for one in alike:
        assert uids(project, one).items() <= known.items(), "what stands beside it changed what it is known by"
    assert known["Launch (A)"] == "launch-group-a@lead.acme", "as it always was"


def numbered(*sessions: str) -> str:
    return "sessions:\n" + "".join(f"  {number}: {{{one}}}\n" for number, one in enumerate(sessions, 1))


WITH_IDS = ("id: begin, title: Begin, week: 2", "id: go-on, title: Go on, week: 6", "id: part, title: Part, week: 20")


@pytest.mark.slow
def test_a_session_with_an_id_is_known_by_it_when_one_is_put_before_it(project: Project) -> None:
    def by_title(*sessions: str) -> dict[str, str]:
        return {what.partition(": ")[2]: uid for what, uid in uids(project, sessions=numbered(*sessions)).items()}

    known = by_title(*WITH_IDS)
    for place in range(4):
        after = by_title(*WITH_IDS[:place], "title: New, week: 3", *WITH_IDS[place:])
        assert {what: after[what] for what in known} == known, f"a session at place {place + 1} changed another"
    assert by_title(*WITH_IDS[1:]).items() <= known.items()


@pytest.mark.slow
def test_a_session_without_an_id_is_known_by_its_number(project: Project) -> None:
    known = uids(project, sessions=numbered("title: Begin, week: 2", "title: Go on, week: 6"))
    moved = uids(
        project, sessions=numbered("title: Start, week: 3", "title: Move, week: 7", "id: part, title: Part, week: 20")
    )
    assert [*moved.values()][:2] == [*known.values()]


MOVED = "id: launch, what: Launch, date: {}", "id: call, what: A call, week: 4"


def revisions(project: Project, day: str, made: datetime) -> dict[str, tuple[str, int, datetime, datetime]]:
    """Of every entry in a calendar that was made at this moment: its UID, its revision and when it was revised."""
    uids(project, *(event.format(day) for event in MOVED))
    _name, _role, data = next(calendars(project.job().toolkit, made))
    return {
        str(one["summary"]): (str(one["uid"]), int(one["sequence"]), one["last-modified"].dt, one["dtstamp"].dt)
        for one in icalendar.Calendar.from_ical(data).walk("VEVENT")
    }


@pytest.mark.slow
def test_a_date_that_was_moved_is_a_higher_revision_of_the_same_entry(project: Project) -> None:
    """Calendars leave an entry as it is where a file knows it by the same UID and no higher revision."""
    before = revisions(project, "2027-02-03", STAMP)["Launch"]
    after = revisions(project, "2027-02-04", STAMP + timedelta(minutes=1))["Launch"]
    assert after[0] == before[0]
    assert after[1] == before[1] + 1
    assert after[2] == after[3] == STAMP + timedelta(minutes=1), "it is as new as its file"
    assert revisions(project, "2027-02-03", STAMP)["Launch"] == before, "the same input has the same bytes"


@pytest.mark.slow
def test_revisions_are_numbers_that_outlook_has_room_for(project: Project) -> None:
    for moment, number in ((datetime(2020, 1, 1, 0, 1, tzinfo=UTC), 1), (datetime(2000, 1, 1, tzinfo=UTC), 0)):
        assert revisions(project, "2027-02-03", moment)["Launch"][1] == number
    assert 0 < revisions(project, "2027-02-03", datetime(2999, 1, 1, tzinfo=UTC))["Launch"][1] < 2**31


def both(project: Project) -> Iterator[dict[str, str]]:
    for role in ("mentor", "mentee"):
        data = calendar_for(project.job().toolkit, role, STAMP)
        yield {str(one["summary"]): str(one["uid"]) for one in icalendar.Calendar.from_ical(data).walk("VEVENT")}


@pytest.mark.slow
def test_two_programmes_share_no_uid(project: Project) -> None:
    known = uids(project, *FAMILIES["titles"])
    text = (project.root / "programs/acme/lead.yml").read_text("utf-8")
    project.write("programs/beta/lead.yml", text)
    project.write("programs/acme/rise.yml", text)
    assert {uid.partition("@")[2] for uid in known.values()} == {"lead.acme"}
    assert all(set(one.values()) <= set(known.values()) for one in both(project)), "and each role has the same ones"
