"""The closed set of placeholders in content, and what each stands for in one programme."""

from __future__ import annotations

from mentorkit.definition.program import Program
from mentorkit.words import Words

NAMES = (
    "program.title", "program.organisation", "program.starts", "program.ends",
    "manager.name", "manager.email", "sponsor.name", "safe_contact.name", "safe_contact.email",
    "mentor", "mentors", "mentee", "mentees",
)  # fmt: skip


def usual_people(words: Words) -> dict[str, str]:
    """What people of each role are called where a programme has no words of its own, one and many."""
    _ = words.gettext
    return {
        "mentor": _("mentor"), "mentors": _("mentors"), "mentee": _("mentee"), "mentees": _("mentees"),
        "manager": _("people manager"), "managers": _("people managers"),
        "sponsor": _("sponsor"), "sponsors": _("sponsors"),
        "facilitator": _("facilitator"), "facilitators": _("facilitators"),
        "hr": _("HR"),
    }  # fmt: skip


def people(program: Program, words: Words) -> dict[str, str]:
    """What this programme calls people: its own wording, else the language's, else English."""
    return usual_people(words) | program.wording.model_dump(exclude_none=True)


def values(program: Program, words: Words) -> dict[str, str]:
    """The text of every placeholder. What the definition leaves open is said in general words."""
    _ = words.gettext
    manager, sponsor, safe = program.people.programme_manager, program.people.sponsor, program.people.safe_contact
    named = {
        "program.title": program.title,
        "program.organisation": program.organisation,
        "program.starts": words.date(program.starts),
        "program.ends": words.date(program.ends) if program.ends else _("the end of the programme"),
        "manager.name": manager.name if manager else _("the programme manager"),
        "manager.email": (manager and manager.email) or _("the programme’s address"),
        "sponsor.name": sponsor.name if sponsor else _("the sponsor"),
        "safe_contact.name": safe.name if safe else _("somebody you trust outside your line"),
        "safe_contact.email": (safe and safe.email) or _("the address in your portal"),
    }
    return named | {name: people(program, words)[name] for name in ("mentor", "mentors", "mentee", "mentees")}
