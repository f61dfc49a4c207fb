"""What a definition may say and no task page shows, each with the reason: it is written in the file, or the studio writes it."""

from __future__ import annotations

_CHOSEN = "chosen when the programme is begun; what is taken over would change under everything that was written since"
_CALLED = "events call people by their name"
_BY_ITS_FILE = "a name for whoever writes the file, by which a programme changes what it takes over"
_DEPUTY = "a deputy is reached by e-mail or telephone; what else is said of them is rare"
_OF_QUESTIONNAIRES = "a question of an application measures nothing"
_RECORDINGS = "a recording is called by what it records; a title of its own is needed where there are several"
_MOVED = (
    "single dates are moved below the fields of an event; that one is at another hour or place, or of a group, is rare"
)
_OWN_BOOKS = "a book of one's own is composed in the file, chapter by chapter"

ONLY_IN_FILE = {
    "archetype": _CHOSEN,
    "extends": _CHOSEN,
    "languages": "with each text in every language beside the others, which pages show and do not change",
    "accepted": "written on the page of what is missing, where a finding is accepted with its reason",
    "people.sponsor.id": _CALLED,
    "people.programme_manager.id": _CALLED,
    "people.programme_manager.deputy.id": _CALLED,
    "people.programme_manager.deputy.title": _DEPUTY,
    "people.programme_manager.deputy.link": _DEPUTY,
    "people.programme_manager.deputy.about": _DEPUTY,
    "people.safe_contact.id": _CALLED,
    "people.safe_contact.deputy.id": _CALLED,
    "people.safe_contact.deputy.title": _DEPUTY,
    "people.safe_contact.deputy.link": _DEPUTY,
    "people.safe_contact.deputy.about": _DEPUTY,
    "people.facilitators.*.id": _CALLED,
    "people.experts.*.id": _CALLED,
    "people.speakers.*.id": _CALLED,
    "matching.criteria.*.id": _BY_ITS_FILE,
    "matching.applications.*.goal": _OF_QUESTIONNAIRES,
    "matching.applications.*.level": _OF_QUESTIONNAIRES,
    "matching.applications.*.again": _OF_QUESTIONNAIRES,
    "matching.applications.*.options.*.also": "other words for an answer in files of form tools, column by column",
    "evaluation.questionnaires.*.items.*.options.*.also": "other words for an answer in files of form tools",
    "evaluation.questionnaires.*.time_zone": "everybody answers by the clock of the programme",
    "evaluation.groups.*.options.*.also": "other words for an answer in files of form tools",
    "communications.*.id": _BY_ITS_FILE,
    "communications.*.until": "a message goes out on one day",
    "communications.*.minutes": "a message takes no time",
    "communications.*.time_zone": "messages go out by the clock of the programme",
    "resources.*.recording.*.title": _RECORDINGS,
    "events.*.moved": _MOVED,
    "events.*.groups.*.moved": _MOVED,
    "events.*.recording.*.title": _RECORDINGS,
    "events.*.groups.*.recording.*.title": _RECORDINGS,
    "events.*.parts.*.recording.*.title": _RECORDINGS,
    "events.*.resources.*.recording.*.title": _RECORDINGS,
    "sessions.*.recording.*.title": _RECORDINGS,
    "sessions.*.parts.*.recording.*.title": _RECORDINGS,
    "sessions.*.resources.*.recording.*.title": _RECORDINGS,
    "books.*.title": _OWN_BOOKS,
    "books.*.for": _OWN_BOOKS,
    "books.*.summary": _OWN_BOOKS,
}
"""By the dotted path in a definition; `*` stands for each entry of a list."""
