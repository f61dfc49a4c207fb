"""Small programmes and everything in the Toolkits that are assembled from them."""

from __future__ import annotations

from datetime import date, time
from typing import Any, cast

import pytest
import yaml

from mentorkit.brand.branding import Branding
from mentorkit.definition.front_matter import FormFacts, KeyFacts, ModuleFacts
from mentorkit.definition.moments import Moment
from mentorkit.definition.program import Program
from mentorkit.definition.schedule import Recording
from mentorkit.definition.settings import Settings, Thresholds
from mentorkit.guides.library import Guide, Library
from mentorkit.toolkit import Occurrence, Toolkit, assemble, linked_paths, with_guide

BRANDING = cast("Branding", object())


def key(name: str, body: str = "") -> Guide[KeyFacts]:
    facts = KeyFacts.model_validate({"title": name, "summary": ".", "topic": "t", "phase": "develop", "minutes": 20})
    return Guide(name, facts, body, (), "keys", f"keys/{name}.md", 1, "stock")


def module(name: str, *keys: str, body: str = "") -> Guide[ModuleFacts]:
    facts = ModuleFacts.model_validate({"title": name, "summary": ".", "minutes": 60, "keys": keys})
    return Guide(name, facts, body, (), "training", f"training/{name}.md", 1, "stock")


def form(name: str, body: str = "", *, standard: bool = True) -> Guide[FormFacts]:
    facts = FormFacts(title=name, summary=".", standard=standard)
    return Guide(name, facts, body, (), "forms", f"forms/{name}.md", 1, "stock")


def library(*guides: Guide[Any]) -> Library:
    shelves: dict[str, dict[str, Any]] = {"keys": {}, "training": {}, "forms": {}}
    for guide in guides:
        shelves[guide.folder][guide.id] = guide
    return Library(**shelves)


def kit(text: str, *guides: Guide[Any], settings: Settings = Settings()) -> Toolkit:  # noqa: B008 - it is frozen
    written = {"title": "Lead", "organisation": "Acme", "starts": "2027-02-01"} | yaml.load(text, yaml.BaseLoader)
    return assemble("acme", "lead", Program.model_validate(written), BRANDING, library(*guides), settings)


def lines(toolkit: Toolkit) -> list[str]:
    """The timeline, a line for each entry: its days, its time, and what it is."""
    told = []
    for one in toolkit.timeline:
        days = f"{one.moment.first:%m-%d}" + (
            f"..{one.moment.last:%m-%d}" if one.moment.last != one.moment.first else ""
        )
        at = f" {one.moment.at:%H:%M}" if one.moment.at else ""
        what = one.session.session.title if one.session else one.event.event.what if one.event else ""
        group = f" {one.occurrence.number}" if one.occurrence and one.occurrence.number else ""
        told.append(f"{days}{at} {one.kind} {what}{group}".strip())
    return told


def test_the_timeline_holds_everything_that_has_a_date_in_its_order() -> None:
    toolkit = kit("""
        ends: 2027-12-01
        sessions:
          3: {title: Third, date: 2027-03-01, at: "10:00"}
          1: {title: First, week: 1}
          2: {title: Some time}
        events:
          - {what: Kick-off, date: 2027-02-01}
          - {what: Early call, date: 2027-03-01, at: "09:00"}
          - {what: Festival, date: 2027-03-01, until: 2027-03-05}
          - {what: Walk, date: 2027-03-01}
          - {what: Call, date: 2026-12-01, at: "09:00"}
          - {what: Training, groups: [{week: 6, day: Tuesday, at: "18:00"}, {week: 5}]}
          - {what: Finish, date: 2027-12-01}
          - {what: Survey, date: 2027-12-10}
    """)
    assert lines(toolkit) == [
        "12-01 09:00 event Call",
        "02-01 start",
        "02-01 event Kick-off",
        "02-01..02-07 session First",
        "03-01 event Walk",
        "03-01..03-05 event Festival",
        "03-01..03-07 event Training 2",
        "03-01 09:00 event Early call",
        "03-01 10:00 session Third",
        "03-09 18:00 event Training 1",
        "12-01 event Finish",
        "12-01 end",
        "12-10 event Survey",
    ]
    assert toolkit.id == "acme/lead"
    assert toolkit.timeline[1].moment == Moment(date(2027, 2, 1), date(2027, 2, 1), None, "UTC", None)
    assert toolkit.timeline[-2].moment == Moment(date(2027, 12, 1), date(2027, 12, 1), None, "UTC", None)
    event = toolkit.events[5]
    assert toolkit.timeline[6].event is event
    assert toolkit.timeline[6].occurrence is event.occurrences[1]
    assert event.moment is event.occurrences[0].moment


def test_without_an_end_the_timeline_has_none() -> None:
    assert lines(kit("sessions: {1: {title: First}}")) == ["02-01 start"]


def test_groups_take_over_what_they_do_not_say_themselves() -> None:
    toolkit = kit("""
        time_zone: Europe/London
        sessions: {1: {title: First}}
        events:
          - what: "Foundations, day one"
            for: mentors
            with: [Lea]
            at: "09:00"
            minutes: 90
            place: Hall
            link: https://a.example/join
            notes: https://a.example/notes
            recording: https://a.example/film
            groups:
              - {date: 2027-02-02}
              - name: evening
                week: 2
                day: Friday
                at: "18:00"
                minutes: 60
                time_zone: Asia/Tokyo
                with: [Tom, Ida]
                place: Room 2
                link: https://b.example/join
                notes: https://b.example/notes
                recording: https://b.example/film
    """)
    (event,) = toolkit.events
    day, friday = date(2027, 2, 2), date(2027, 2, 12)
    assert (event.id, event.audience, event.module) == ("foundations-day-one", ("mentor",), None)
    assert event.occurrences == (
        Occurrence(
            uid="foundations-day-one-group-1@lead.acme", group=None, number=1,
            moment=Moment(day, day, time(9), "Europe/London", 90), leaders=("Lea",), place="Hall",
            link="https://a.example/join", notes="https://a.example/notes", recordings=(Recording(link="https://a.example/film"),),
        ),
        Occurrence(
            uid="foundations-day-one-group-evening@lead.acme", group="evening", number=2,
            moment=Moment(friday, friday, time(18), "Asia/Tokyo", 60), leaders=("Tom", "Ida"), place="Room 2",
            link="https://b.example/join", notes="https://b.example/notes", recordings=(Recording(link="https://b.example/film"),),
        ),
    )  # fmt: skip


def test_groups_take_over_the_event_s_own_week_and_zone() -> None:
    toolkit = kit("""
        sessions: {1: {title: First}}
        events:
          - {what: Call, week: 2, time_zone: Europe/Warsaw, groups: [{at: "08:00"}, {day: Friday, week: 2}]}
          - {what: Late, at: "20:00", time_zone: Europe/Warsaw, minutes: 15, groups: [{date: 2027-05-01}]}
          - {what: Alone, date: 2027-05-01, place: Hall}
    """)
    monday, sunday, friday = date(2027, 2, 8), date(2027, 2, 14), date(2027, 2, 12)
    may = date(2027, 5, 1)
    assert [one.moment for event in toolkit.events for one in event.occurrences] == [
        Moment(monday, sunday, time(8), "Europe/Warsaw", None, whole_week=True),
        Moment(friday, friday, None, "Europe/Warsaw", None),
        Moment(may, may, time(20), "Europe/Warsaw", 15),
        Moment(may, may, None, "UTC", None),
    ]
    (alone,) = toolkit.events[2].occurrences
    assert (alone.uid, alone.group, alone.number, alone.place, alone.leaders) == (
        "alone@lead.acme",
        None,
        0,
        "Hall",
        (),
    )


def test_what_is_called_the_same_is_told_apart_and_an_id_of_ones_own_stays() -> None:
    toolkit = kit("""
        sessions: {1: {title: First, id: begin}, 2: {title: Second}, 3: {title: Third, id: 2}}
        events:
          - {what: Call, date: 2027-03-01}
          - {what: Call, date: 2027-04-01}
          - {what: Cohort call, id: call, date: 2027-05-01}
          - {what: Circle, date: 2027-05-01}
          - {what: Session 1, date: 2027-05-01}
          - what: Training
            groups: [{date: 2027-05-01}, {name: Night, date: 2027-05-01}, {name: night, date: 2027-05-01}]
    """)
    assert [
        (event.id, [one.uid.removesuffix("@lead.acme") for one in event.occurrences]) for event in toolkit.events
    ] == [
        ("call--2", ["call--2"]),
        ("call--3", ["call--3"]),
        ("call", ["call"]),
        ("circle", ["circle"]),
        ("session-1", ["event-session-1"]),
        ("training", ["training-group-1", "training-group-night", "training-group-night--176473d7"]),
    ]
    assert [session.uid for session in toolkit.sessions] == [
        "session-begin@lead.acme", "session-2--2@lead.acme", "session-2@lead.acme",
    ]  # fmt: skip


def test_sessions_go_by_number_and_know_their_guides() -> None:
    a, b, m = key("a"), key("b"), module("m")
    toolkit = kit(
        "sessions: {10: {title: Tenth, keys: [b, a]}, 2: {title: Second, week: 3, day: Wed, reinforces: m, keys: [a]}}",
        a, b, m,
    )  # fmt: skip
    second, tenth = toolkit.sessions
    wednesday = date(2027, 2, 17)
    assert (second.uid, second.number, second.session.title) == ("session-2@lead.acme", 2, "Second")
    assert (second.moment, second.keys, second.reinforces) == (Moment(wednesday, wednesday, None, "UTC", None), (a,), m)
    assert (tenth.uid, tenth.number, tenth.moment, tenth.keys, tenth.reinforces) == (
        "session-10@lead.acme", 10, None, (b, a), None,
    )  # fmt: skip
    assert toolkit.sessions_with(a) == (second, tenth)
    assert toolkit.sessions_with(b) == (tenth,)
    assert tenth.keys_for("mentee") == tenth.keys_for("hr", "mentor") == (b, a)
    assert tenth.keys_for("hr") == ()


def test_a_phase_lasts_until_the_next_one_that_has_a_date_begins() -> None:
    toolkit = kit("""
        ends: 2027-12-01
        sessions:
          1: {title: One, phase: establish, date: 2027-03-03}
          2: {title: Two, phase: establish, date: 2027-03-01}
          3: {title: Three, phase: prepare, date: 2027-02-03}
          4: {title: Four, phase: develop}
          5: {title: Five, phase: close, date: 2027-11-01}
          6: {title: Six}
    """)
    assert [(one.phase, one.first, one.last, [s.number for s in one.sessions]) for one in toolkit.phase_spans] == [
        ("prepare", date(2027, 2, 3), date(2027, 3, 1), [3]),
        ("establish", date(2027, 3, 1), date(2027, 11, 1), [1, 2]),
        ("develop", None, date(2027, 11, 1), [4]),
        ("close", date(2027, 11, 1), date(2027, 12, 1), [5]),
    ]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("", ("mentee", "mentor")),
        ("events: [{what: A, date: 2027-03-01}, {what: B, date: 2027-03-01, for: mentors}]", ("mentee", "mentor")),
        ("events: [{what: A, date: 2027-03-01, for: [hr, mentors]}]", ("mentee", "mentor", "hr")),
        ("roles: {sponsor: {summary: Pays}, mentor: {summary: Helps}}", ("mentee", "mentor", "sponsor")),
        (
            "roles: {facilitator: {summary: Leads}}\nevents: [{what: A, date: 2027-03-01, for: managers}]",
            ("mentee", "mentor", "manager", "facilitator"),
        ),
    ],
)
def test_the_roles_are_the_pair_and_whom_something_is_said_to(text: str, roles: tuple[str, ...]) -> None:
    assert kit(f"sessions: {{1: {{title: First}}}}\n{text}").roles == roles


SHELVES = (
    key("alone"),
    key("chosen", "[To](linked.md#there), [out](https://a.example/x.md), [page](form.html), [form](../forms/rare.md)"),
    key("linked", "[Round](chosen.md) and [on](./gone.md)."),
    key("of-event"),
    key("of-session"),
    module("event", "of-event"),
    module("session"),
    module("shelved"),
    form("rare", standard=False),
    form("usual", "[To](../training/shelved.md)"),
)


def names(toolkit: Toolkit) -> list[str]:
    return [guide.path for guide in toolkit.guides]


def test_a_programme_has_the_guides_that_it_uses_names_or_is_led_to() -> None:
    toolkit = kit(
        """
        sessions: {1: {title: First, keys: [of-session], reinforces: session}}
        events: [{what: Training, date: 2027-03-01, module: event}]
        library: {keys: [chosen]}
        """,
        *SHELVES,
    )
    assert names(toolkit) == [
        "keys/chosen", "keys/linked", "keys/of-event", "keys/of-session",
        "training/event", "training/session", "training/shelved", "forms/rare", "forms/usual",
    ]  # fmt: skip
    assert toolkit.events[0].module is SHELVES[5]
    assert names(kit("sessions: {1: {title: First}}", *SHELVES)) == ["training/shelved", "forms/usual"]
    own = "sessions: {1: {title: First}}\nlibrary: {forms: [rare], training: [session]}"
    assert names(kit(own, *SHELVES)) == ["training/session", "forms/rare"], "named forms stand for the standard ones"


def test_links_lead_to_guides_by_their_paths() -> None:
    body = "[A](linked.md#there), [b](form.html), [c](../forms/rare.md), [d](#here), `[e](code.md)`"
    assert linked_paths(key("chosen", body)) == ["keys/linked", "forms/rare"]


def test_what_books_name_as_chapters_need_not_be_among_the_guides() -> None:
    toolkit = kit(
        """
        sessions: {1: {title: First}}
        books:
          mentor-workbook: {chapters: [dates, keys/of-event, keys/alone]}
          board-pack: {title: Board, for: sponsors, chapters: [keys/alone, training/event]}
        """,
        *SHELVES,
    )
    assert [piece.path for piece in toolkit.pieces] == ["keys/of-event", "keys/alone", "training/event"]
    assert "keys/alone" not in names(toolkit)


def test_a_workspace_s_settings_reach_it() -> None:
    assert (kit("sessions: {1: {title: F}}").allow_html, kit("sessions: {1: {title: F}}").branding) == (False, BRANDING)
    own = kit(
        "sessions: {1: {title: F}}",
        settings=Settings.model_validate({"allow_html": "yes", "design": {"first_check_days": "30"}}),
    )
    assert (own.allow_html, own.thresholds) == (True, Thresholds(first_check_days=30))
    assert (own.client, own.slug, own.program.title) == ("acme", "lead", "Lead")


def test_a_guide_takes_the_place_of_the_one_at_its_path_wherever_that_stands() -> None:
    before = kit("sessions: {1: {title: Begin, keys: [trust], week: 2, phase: develop}}", key("trust"), form("sheet"))
    written, further = key("trust", "In other words."), key("new")

    after = with_guide(before, written)
    assert (after.keys, after.sessions[0].keys) == ((written,), (written,))
    assert [one.sessions for one in after.phase_spans] == [(after.sessions[0],)]
    assert after.forms == before.forms
    assert with_guide(before, further).keys == (*before.keys, further)
