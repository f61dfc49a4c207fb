"""What the definition's fixed words are called on pages, in books and in calendars."""

from __future__ import annotations

from mentorkit.words import Words


def kind_label(kind: str, words: Words) -> str:
    """The name of a kind of event."""
    _ = words.gettext
    return {
        "application": _("Applications"),
        "webinar": _("Webinar"),
        "launch": _("Launch"),
        "training": _("Training"),
        "learning": _("Learning session"),
        "call": _("Cohort call"),
        "circle": _("Support circle"),
        "checkpoint": _("Checkpoint"),
        "showcase": _("Showcase"),
        "survey": _("Questionnaire"),
        "social": _("Get-together"),
        "task": _("On your own"),
        "closing": _("Closing"),
        "follow-up": _("Follow-up"),
        "other": _("Event"),
    }[kind]


def phase_label(phase: str, words: Words) -> str:
    """The name of a phase."""
    _ = words.gettext
    return {"prepare": _("Prepare"), "establish": _("Establish"), "develop": _("Develop"), "close": _("Close")}[phase]
