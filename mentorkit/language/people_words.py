"""What people of each role, programmes and sessions are called where a programme says nothing else, with and without an article."""

from __future__ import annotations

from collections.abc import Mapping

from mentorkit.core.language_tags import base_of

_ = str
"""Marks a message for the catalogue."""

USUAL = {
    "mentor": _("mentor"), "mentors": _("mentors"), "the_mentor": _("the mentor"), "the_mentors": _("the mentors"),
    "mentee": _("mentee"), "mentees": _("mentees"), "the_mentee": _("the mentee"), "the_mentees": _("the mentees"),
    "manager": _("people manager"), "managers": _("people managers"), "the_manager": _("the people manager"),
    "sponsor": _("sponsor"), "sponsors": _("sponsors"), "the_sponsor": _("the sponsor"),
    "facilitator": _("facilitator"), "facilitators": _("facilitators"), "the_facilitator": _("the facilitator"),
    "hr": _("HR"), "the_hr": _("HR"),
    "safe-contact": _("safe contact"), "safe-contacts": _("safe contacts"), "the_safe-contact": _("the safe contact"),
    "programme": _("programme"), "programmes": _("programmes"), "the_programme": _("the programme"),
    "session": _("session"), "sessions": _("sessions"), "the_session": _("the session"), "the_sessions": _("the sessions"),
}  # fmt: skip
"""The messages by name. Every translated message may use each of them, whether or not the English one does."""

OF_EQUALS = {
    "mentor": _("partner"), "mentors": _("partners"), "the_mentor": _("the partner"), "the_mentors": _("the partners"),
    "mentee": _("partner"), "mentees": _("partners"), "the_mentee": _("the partner"), "the_mentees": _("the partners"),
}  # fmt: skip
"""The same for a programme in which everybody is a mentor and a mentee in turn."""

OF_MEETINGS = {
    "session": _("meeting"), "sessions": _("meetings"),
    "the_session": _("the meeting"), "the_sessions": _("the meetings"),
}  # fmt: skip
"""The same for a cohort without pairs, for which "session" would be one of a pair."""

THE = "the_"
"""Beginning of the names of words with an article."""


def with_articles(wording: Mapping[str, str], language: str) -> dict[str, str]:
    """A programme's own words, completed by those with an article that it does not give.

    English makes them by rule. In any other language the word stays as it is: the usual one would be for somebody else.
    """
    article = "the " if base_of(language) == "en" else ""
    made = {f"{THE}{name}": f"{article}{said}" for name, said in wording.items() if f"{THE}{name}" in USUAL}
    return made | dict(wording)


def lacking_articles(wording: Mapping[str, str], usual: Mapping[str, str], language: str) -> list[str]:
    """The words that a programme calls otherwise without saying how they are with an article, in a language that has such forms."""
    if base_of(language) == "en":
        return []
    return [
        name
        for name in wording
        if (the := f"{THE}{name}") in usual and the not in wording and usual[the] != usual[name]
    ]
