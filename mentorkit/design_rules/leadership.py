"""Leadership: who backs the programme, who leads it, and who hears of it."""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.design_rules.rule import (
    ERROR,
    NOTE,
    WARNING,
    Area,
    Finding,
    _,
    any_written,
    is_written,
    meant_for,
    numbered,
)
from mentorkit.design_rules.sources import BRIEFING, IBARRA, PRACTITIONERS, RECRUITMENT, SUPPORT
from mentorkit.toolkit import Toolkit

AREA = Area("leadership", "Leadership")

_MANAGER = ("people", "programme_manager")


@AREA.rule(
    "GOV01",
    "a senior leader is named as sponsor",
    ERROR,
    why="""A programme that nobody at the top stands for is nobody's to defend. Sessions are the first thing that gives way
    when work is busy, and a sponsor is the person who can say that they do not.""",
    source=PRACTITIONERS,
    remedy="name the senior leader who backs the programme under `people`",
    yaml="""
    people:
      sponsor:
        name: Ada Grant
        title: Chief Executive
    """,
)
def sponsor_is_named(kit: Toolkit) -> Iterator[Finding]:
    sponsor = kit.program.people.sponsor
    if sponsor is None:
        yield Finding(_("no sponsor is named"), ("people", "sponsor"))
    elif not is_written(sponsor.name):
        yield Finding(_("no sponsor is named"), ("people", "sponsor", "name"))


@AREA.rule(
    "GOV02",
    "the sponsor speaks and acts where people can see it",
    WARNING,
    why="""People believe what leaders do. A name on a page helps little; three sentences in the sponsor's own words and two
    things that everybody can watch them do help a great deal.""",
    source=PRACTITIONERS,
    remedy="add the sponsor's `message`, and `actions` that people can see",
    yaml="""
    people:
      sponsor:
        name: Ada Grant
        message: Somebody once took an hour a month for me. I would like you to have that on purpose.
        actions:
          - Opens the launch
          - Mentors one person herself
    """,
    applies=lambda kit: kit.program.people.sponsor is not None,
)
def sponsor_is_seen(kit: Toolkit) -> Iterator[Finding]:
    sponsor = kit.program.people.sponsor
    if sponsor and not is_written(sponsor.message):
        yield Finding(_("the sponsor has no message for participants"), ("people", "sponsor", "message"))
    if sponsor and not any_written(sponsor.actions):
        yield Finding(_("the sponsor does nothing that people can see"), ("people", "sponsor", "actions"))


@AREA.rule(
    "GOV03",
    "senior leaders are mentors themselves",
    NOTE,
    why="""Leaders who mentor learn what the programme asks of people, talk about it with their peers, and open doors that
    nobody else can open. Where they only recommend it, people notice.""",
    source=IBARRA,
    remedy="ask two or three senior leaders to take part as mentors, and say so",
    yaml="""
    people:
      leaders_mentor: yes
    """,
    applies=lambda kit: len(kit.program.pair) > 1,  # among equals nobody is the mentor
)
def leaders_mentor(kit: Toolkit) -> Iterator[Finding]:
    if not kit.program.people.leaders_mentor:
        yield Finding(_("no senior leader mentors"), ("people", "leaders_mentor"))


@AREA.rule(
    "GOV04",
    "a programme manager is named and can be reached",
    ERROR,
    why="""What everybody owns, nobody does. Pairs need one person who answers when a date falls through, a match does not
    work or something worries them, and whose address they have from the first day.""",
    source=SUPPORT,
    remedy="name the programme manager under `people`, with an address that they read",
    yaml="""
    people:
      programme_manager:
        name: Sam Okafor
        email: mentoring@riverside.example
        hours_per_week: 6
    """,
)
def manager_is_named(kit: Toolkit) -> Iterator[Finding]:
    manager = kit.program.people.programme_manager
    if manager is None:
        yield Finding(_("no programme manager is named"), _MANAGER)
    elif not is_written(manager.name):
        yield Finding(_("no programme manager is named"), (*_MANAGER, "name"))
    elif not (manager.email or is_written(manager.phone)):
        hint = _("add their `email` or `phone`")
        yield Finding(_("the programme manager cannot be reached"), (*_MANAGER, "email"), hint)


@AREA.rule(
    "GOV05",
    "the programme manager has enough hours for the cohort",
    WARNING,
    why="""Matching, checks, questions and evaluation take about ten minutes a week for each place. A programme led on top of
    a full job is led in the evenings, then not at all. The line is a setting: `minutes_per_pair`.""",
    source=SUPPORT,
    remedy="agree the hours with the programme manager's own manager and write them down, or take fewer people",
    yaml="""
    people:
      programme_manager:
        name: Sam Okafor
        email: mentoring@riverside.example
        hours_per_week: 6
    """,
    applies=lambda kit: kit.program.people.programme_manager is not None,
)
def manager_has_time(kit: Toolkit) -> Iterator[Finding]:
    program, minutes = kit.program, kit.thresholds.minutes_per_pair
    hours = program.people.programme_manager.hours_per_week if program.people.programme_manager else None
    places = program.eligibility.cohort_cap if program.eligibility else None
    if hours is None:
        yield Finding(_("nothing says how many hours the programme manager has"), (*_MANAGER, "hours_per_week"))
    elif places and hours * 60 < places * minutes:
        needed = -(-places * minutes // 30) / 2
        message = _("%(hours)s hours a week are too few for %(places)s places, which take about %(needed)s")
        values = {"hours": f"{hours:g}", "places": places, "needed": f"{needed:g}"}
        yield Finding(message, (*_MANAGER, "hours_per_week"), values=values)


_BRIEFED = ("training", "webinar", "call", "learning", "launch", "other")


@AREA.rule(
    "GOV06",
    "people managers are briefed",
    WARNING,
    why="""The manager decides whether the hour is free. Managers who hear of the programme from their own people fear that
    it is about them; those who were asked beforehand make time, and send the right topics to a mentor.""",
    source=BRIEFING,
    remedy="plan a short briefing for managers before the start, or send them one",
    yaml="""
    events:
      - {week: -2, what: Briefing for people managers, kind: training, for: managers, module: manager-briefing, minutes: 30}
    """,
)
def managers_are_briefed(kit: Toolkit) -> Iterator[Finding]:
    written = any(one.kind == "manager briefing" and is_written(one.text) for one in kit.program.communications)
    held = any(
        "mentee" not in event.audience or (event.module and "manager" in event.module.facts.for_)
        for _, event in numbered(kit, *_BRIEFED)
        if meant_for(event, "manager")
    )
    if not (written or held):
        yield Finding(_("people managers are not briefed"), ("events",))


@AREA.rule(
    "GOV07",
    "a text invites people or launches the programme",
    ERROR,
    why="""Those who need a mentor most are those who hear of it last. What is not written is passed on by word of mouth,
    from people who are well connected to people who are well connected.""",
    source=RECRUITMENT,
    remedy="write the call or the launch text under `communications`",
    yaml="""
    communications:
      - id: call
        title: Would you like a mentor?
        kind: recruitment
        date: week -8 Monday
        for: mentees
        text: Six conversations with somebody from another team. Write to Sam by Friday; two lines are enough.
    """,
)
def people_hear_of_it(kit: Toolkit) -> Iterator[Finding]:
    if not any(one.kind in ("launch", "recruitment") and is_written(one.text) for one in kit.program.communications):
        yield Finding(_("no text launches the programme or invites people"), ("communications",))
