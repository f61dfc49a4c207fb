"""Trust: what the two promise each other, and who can be told in confidence."""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.definition.base import SAFE_CONTACT
from mentorkit.design_rules import sources
from mentorkit.design_rules.rule import (
    ERROR,
    WARNING,
    Area,
    Finding,
    _,
    any_written,
    has_sessions,
    is_written,
    meant_for,
)
from mentorkit.toolkit import Toolkit

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
        - Where a life is in danger, whoever hears of it tells a person who can prevent it, and says so first.
    """,
)
def confidence_has_limits(kit: Toolkit) -> Iterator[Finding]:
    agreed = kit.program.agreement
    if agreed is None or not is_written(agreed.confidentiality):
        path = ("agreement", "confidentiality") if agreed else ("agreement",)
        yield Finding(
            _("nothing says that what is said in a session is confidential")
            if kit.sessions
            else _("nothing says that what is said in meetings is confidential"),
            path,
        )
    elif not any_written(agreed.limits):
        yield Finding(_("nothing says where confidentiality ends"), ("agreement", "limits"))


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
        yield Finding(_("nobody outside the line can be told in confidence"), path)
    elif not (safe.email or is_written(safe.phone) or safe.link):
        yield Finding(
            _("the safe contact cannot be reached"),
            ("people", "safe_contact", "email"),
            _("add their `email` or `phone`"),
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
        - Where a life is in danger, whoever hears of it tells a person who can prevent it, and says so first.
      ending: Either may end it, without giving a reason, by telling Sam.
    """,
)
def agreement_is_made(kit: Toolkit) -> Iterator[Finding]:
    if kit.program.agreement is None:
        yield Finding(_("there is no agreement between the two"), ("agreement",))


@AREA.rule(
    "ETH04",
    "whoever was harassed decides whether it goes further",
    WARNING,
    why="""A person who was harassed, bullied or discriminated against has had something decided over their head already. If whoever
    they tell has to pass it on, they tell nobody. The agreement says that it is theirs to decide; the few who are bound to report
    are named under `duties`, and say so before anything is told to them.""",
    source=sources.ETHICS,
    remedy="write `harm` into the agreement: whose decision it is",
    yaml="""
    agreement:
      harm: >-
        Whether harassment, bullying or discrimination goes further is for the person it happened to, who decides to whom,
        when, or not at all.
    """,
    applies=lambda kit: kit.program.agreement is not None,
)
def whoever_was_harmed_decides(kit: Toolkit) -> Iterator[Finding]:
    agreed = kit.program.agreement
    if agreed and not is_written(agreed.harm):
        yield Finding(_("nothing says who decides whether harassment is reported"), ("agreement", "harm"))


@AREA.rule(
    "ETH05",
    "the safe contact is prepared, and has a stand-in",
    WARNING,
    why="""Whoever finds the courage to write does it once. An answer that says “back in three weeks” ends it. And without half an hour
    of preparation the kindest listener promises a silence that they may not be able to keep.""",
    source=sources.ETHICS,
    remedy="name a `deputy` of the safe contact, and prepare them: by an event that invites them, or by the form `safe-contact-briefing`",
    yaml="""
    people:
      safe_contact: {name: Nell Hart, email: nell.hart@riverside.example, deputy: Kim Adeyemi}
    events:
      add: [{week: -2, what: Preparation of the safe contact, kind: training, minutes: 45, for: safe contacts}]
    """,
    applies=lambda kit: kit.program.people.safe_contact is not None,
)
def safe_contact_is_ready(kit: Toolkit) -> Iterator[Finding]:
    safe = kit.program.people.safe_contact
    if safe and not (safe.deputy and is_written(safe.deputy.name)):
        yield Finding(_("nobody stands in for the safe contact"), ("people", "safe_contact", "deputy"))
    briefed = any(form.facts.kind == "briefing" and SAFE_CONTACT in form.facts.for_ for form in kit.forms)
    if safe and not (briefed or any(meant_for(event, SAFE_CONTACT) for event in kit.events)):
        yield Finding(_("nothing prepares the safe contact"), ("library", "forms"))


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
    topics = {key.topic for session in kit.sessions[:2] for key in session.keys}
    if not (is_written(kit.program.trust) or topics & {"trust", "agreement"}):
        first = kit.sessions[0].number
        yield Finding(_("no exercise builds trust in the first two sessions"), ("sessions", first, "keys"))
