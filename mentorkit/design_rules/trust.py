"""Trust and practice: what the two promise each other, and whether something happens between sessions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from mentorkit.definition.base import PAIR
from mentorkit.design_rules import sources
from mentorkit.design_rules.rule import (
    ERROR,
    NOTE,
    WARNING,
    Area,
    Finding,
    any_written,
    has_event,
    has_sessions,
    is_archetype,
    is_written,
    numbered,
)
from mentorkit.toolkit import PlannedSession, Toolkit

AREA = Area("trust", "Trust and practice")


@AREA.rule(
    "ETH01",
    "what is said stays between the two, within limits that both know",
    ERROR,
    why="""Without a promise of confidence nobody says what is really the matter. Without its limits the promise cannot be kept:
    where somebody may come to harm, the mentor has to act, and the mentee must have known.""",
    source=sources.ETHICS,
    remedy="write `confidentiality` and its `limits` into the agreement",
    yaml="""
    agreement:
      confidentiality: What is said in a session stays between the two of you.
      limits:
        - Where somebody may come to harm, the safe contact is told; you say so first.
    """,
)
def confidence_has_limits(kit: Toolkit) -> Iterator[Finding]:
    agreed = kit.program.agreement
    if agreed is None or not is_written(agreed.confidentiality):
        path = ("agreement", "confidentiality") if agreed else ("agreement",)
        where = "a session" if kit.sessions else "meetings"
        yield Finding(f"nothing says that what is said in {where} is confidential", path)
    elif not any_written(agreed.limits):
        yield Finding("nothing says where confidentiality ends", ("agreement", "limits"))


@AREA.rule(
    "ETH02",
    "somebody outside the line can be told in confidence",
    ERROR,
    why="""When something goes wrong in a pair, it is often about somebody with power. People need one name that belongs to
    neither their line nor the programme's success.""",
    source=sources.ETHICS,
    remedy="name a `safe_contact` under `people`, outside the line, and how to reach them",
    yaml="""
    people:
      safe_contact: {name: Nell Hart, title: Outside the line, email: nell.hart@riverside.example}
    """,
)
def somebody_safe_is_named(kit: Toolkit) -> Iterator[Finding]:
    safe = kit.program.people.safe_contact
    if safe is None or not is_written(safe.name):
        path = ("people", "safe_contact", "name") if safe else ("people", "safe_contact")
        yield Finding("nobody outside the line can be told in confidence", path)
    elif not (safe.email or is_written(safe.phone) or safe.link):
        yield Finding(
            "the safe contact cannot be reached", ("people", "safe_contact", "email"), "add their `email` or `phone`"
        )


@AREA.rule(
    "ETH03",
    "the two make an agreement",
    ERROR,
    why="""Time, confidence, candour and the way out are easy to settle on the first day and hard on the first bad one. Pairs who
    never spoke about them each assume something else.""",
    source=sources.ETHICS,
    remedy="write the `agreement` that pairs begin from",
    yaml="""
    agreement:
      confidentiality: What is said in a session stays between the two of you.
      limits:
        - Where somebody may come to harm, the safe contact is told; you say so first.
      ending: Either may end it, without giving a reason, by telling Sam.
    """,
)
def agreement_is_made(kit: Toolkit) -> Iterator[Finding]:
    if kit.program.agreement is None:
        yield Finding("there is no agreement between the two", ("agreement",))


@AREA.rule(
    "TRU01",
    "trust is built in the first two sessions",
    WARNING,
    why="""Two people who tell each other what they believe and care about can talk about difficult things by the third session.
    Those who begin with goals stay polite.""",
    source=sources.PRACTITIONERS,
    remedy="put the Key `first-conversation` into session 1 or 2, or describe your own exercise under `trust`",
    yaml="""
    sessions:
      1: {title: First conversation, week: 2, keys: [first-conversation]}
    """,
    applies=has_sessions,
)
def trust_is_built(kit: Toolkit) -> Iterator[Finding]:
    topics = {key.facts.topic for session in kit.sessions[:2] for key in session.keys}
    if not (is_written(kit.program.trust) or topics & {"trust", "agreement"}):
        first = kit.sessions[0].number
        yield Finding("no exercise builds trust in the first two sessions", ("sessions", first, "keys"))


@AREA.rule(
    "SES01",
    "the programme has an end",
    ERROR,
    why="""With an end in sight, people use the time, and it is no failure to stop. Without one, pairs fade out, and nobody ever
    says thank you or asks what came of it.""",
    source=sources.CLOSURE,
    remedy="write `ends`, a date or a week; six to twelve months are usual",
    yaml="ends: week 30 Friday",
)
def programme_ends(kit: Toolkit) -> Iterator[Finding]:
    if kit.program.ends is None:
        yield Finding("the programme has no end", ("ends",))


@AREA.rule(
    "SES02",
    "every session has an action for each role",
    ERROR,
    why="""Growth happens between sessions. A mentee with nothing to do comes back with nothing to tell, and a mentor with
    nothing to do gives advice and learns nothing. One small step each is enough.""",
    source=sources.GOLLWITZER,
    remedy="write `actions` into the session, one for the `mentee` and one for the `mentor`",
    yaml="""
    sessions:
      1:
        title: First conversation
        week: 2
        actions:
          mentee: Send three lines on what you took away.
          mentor: Suggest two dates.
    """,
    applies=has_sessions,
)
def sessions_ask_both_to_act(kit: Toolkit) -> Iterator[Finding]:
    for one in kit.sessions:
        actions = one.session.actions
        idle = [role for role in PAIR if not is_written(getattr(actions, role, None))]
        if idle:
            nobody = "either of the two" if len(idle) == 2 else f"the {idle[0]}"
            path = ("sessions", one.number, "actions", *(idle if len(idle) == 1 else ()))
            yield Finding(f"session {one.number} asks nothing of {nobody}", path)


@AREA.rule(
    "SES03",
    "every session has a Key or a topic",
    WARNING,
    why="""The mentee who arrives without a topic is what mentors complain about most. A Key worked through beforehand, or a
    line that says what the hour is for, gives both a place to begin; they are free to leave it.""",
    source=sources.PRACTITIONERS,
    remedy="give the session a Key (`keys`), or say what it is for (`purpose`)",
    yaml="""
    sessions:
      3: {title: What I hear from others, week: 10, keys: [feedback]}
    """,
    applies=has_sessions,
)
def sessions_have_a_topic(kit: Toolkit) -> Iterator[Finding]:
    for one in kit.sessions:
        about = one.session
        if not (one.keys or is_written(about.purpose) or any_written(about.objectives) or about.agenda):
            yield Finding(f"session {one.number} has no Key and no topic", ("sessions", one.number, "keys"))


@AREA.rule(
    "SES04",
    "pairs meet often enough to go on where they stopped",
    WARNING,
    why="""After two months without a meeting, a pair begins again instead of going on, and in fewer than three meetings there
    is no middle. The lines are settings: `weeks_between_sessions`, `weeks_between_boards` and `fewest_sessions`.""",
    source=sources.MATCHING,
    remedy="move a session, or add one",
    yaml="""
    sessions:
      1: {title: First conversation, week: 2}
      2: {title: What I want to learn, week: 7}
      3: {title: Closing, week: 12}
    """,
    applies=has_sessions,
)
def pairs_meet_often_enough(kit: Toolkit) -> Iterator[Finding]:
    limits, boards = kit.thresholds, kit.program.format == "advisory board"
    weeks = limits.weeks_between_boards if boards else limits.weeks_between_sessions
    if len(kit.sessions) < limits.fewest_sessions:
        message = f"fewer sessions than {limits.fewest_sessions} leave no room to begin, work and close"
        yield Finding(message, ("sessions",), "add sessions")
    dated = sorted((one for one in kit.sessions if one.moment), key=_begins)
    for one, following in pairwise(dated):
        days = _begins(following) - _begins(one)
        if days > weeks * 7:
            message = f"{-(-days // 7)} weeks lie between session {one.number} and session {following.number}; {weeks} are the most"
            yield Finding(message, ("sessions", following.number, "date" if following.session.date else "week"))


def _begins(one: PlannedSession) -> int:
    return one.moment.first.toordinal() if one.moment else 0


_GOAL = re.compile(r"\bgoals?\b|\baims?\b|\bto learn\b", re.IGNORECASE)


@AREA.rule(
    "SES05",
    "mentors set a goal of their own",
    WARNING,
    why="""A mentor who is learning something asks better questions and stays curious when the hour is inconvenient. One who only
    gives runs dry by the second round.""",
    source=sources.CLUTTERBUCK,
    remedy="use the Key `goals-that-matter`, or ask mentors for a goal of their own in their `responsibilities`",
    yaml="""
    roles:
      mentor:
        responsibilities:
          - Set a goal of your own and tell your mentee how it goes
    """,
    reads_prose=True,
)
def mentors_set_a_goal(kit: Toolkit) -> Iterator[Finding]:
    mentor = kit.program.roles.mentor
    texts = [*mentor.responsibilities, *mentor.first_steps, *mentor.benefits] if mentor else []
    for one in kit.sessions:
        texts += [part.mentor for part in (one.session.prepare, one.session.actions) if part and part.mentor]
    worked_on = any(key.facts.topic == "direction" for one in kit.sessions for key in one.keys)  # its Key is for both
    if not worked_on and not any(_GOAL.search(text) for text in texts):
        path = ("roles", "mentor", "responsibilities") if mentor else ("roles", "mentor")
        yield Finding("mentors set no goal of their own", path)


@AREA.rule(
    "SES06",
    "what is learned together is put to use in a later session",
    WARNING,
    why="""Little of what a learning event teaches stays unless it is used. A session that comes back to it costs
    nothing, and ties the cohort's learning to each pair's.""",
    source=sources.PRACTITIONERS,
    remedy="name the module of the event in a later session: `reinforces: feedback-and-challenge`",
    yaml="""
    events:
      - {week: 6, what: "Learning session: feedback", kind: learning, for: pairs, module: feedback-and-challenge}
    sessions:
      1: {title: First conversation, week: 2}
      2: {title: What I hear from others, week: 8, reinforces: feedback-and-challenge}
    """,
    applies=lambda kit: has_sessions(kit) and any(one.module for _, one in numbered(kit, "learning")),
)
def learning_is_reinforced(kit: Toolkit) -> Iterator[Finding]:
    for number, event in numbered(kit, "learning"):
        module, learned = event.module, event.moment
        taken_up = any(
            one.reinforces is module and not (one.moment and learned and one.moment.last < learned.first)
            for one in kit.sessions
        )
        if module and not taken_up:
            hint = f"write `reinforces: {module.id}` into a session after it"
            yield Finding(f'no later session takes up "{event.event.what}"', ("events", number), hint)


@AREA.rule(
    "SES07",
    "everybody names somebody who asks whether it was done",
    NOTE,
    why="""People keep a promise more often when somebody will ask about it. A colleague or friend outside the pair is better
    placed than the mentor, who would begin to check.""",
    source=sources.HARKIN,
    remedy="say under `accountability` who keeps whom to what they said",
    yaml="accountability: Each names a colleague outside the pair who asks after every session whether it was done.",
)
def somebody_asks(kit: Toolkit) -> Iterator[Finding]:
    if not is_written(kit.program.accountability):
        yield Finding("nobody names an accountability partner", ("accountability",))


@AREA.rule(
    "SES08",
    "participants are seen by senior people",
    WARNING,
    why="""Advice alone does not lead to a chance; somebody with a say has to have seen the person's work. Those whom this kind of
    programme is for are told to be visible more often than they are shown to anybody.""",
    source=sources.IBARRA,
    remedy="describe under `exposure` how participants and senior people meet over real work, or plan a `showcase`",
    yaml="""
    exposure:
      - Each pair visits one meeting of the leadership team and is asked for an opinion.
    """,
    applies=is_archetype("leadership-cohort", "next-generation", "inclusion"),
)
def participants_are_seen(kit: Toolkit) -> Iterator[Finding]:
    if not (any_written(kit.program.exposure) or has_event(kit, "showcase")):
        yield Finding("participants are not seen by senior people", ("exposure",))
