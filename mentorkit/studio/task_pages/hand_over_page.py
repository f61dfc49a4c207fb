"""The task pages on what is missing, the preview, and building and handing over: their names; `*_routes.py` have what they do."""

from __future__ import annotations

from mentorkit.studio.form_fields import TaskPage, _

SECTION = _("Ready to hand over")

CHECK = TaskPage(
    "check",
    _("What is missing"),
    _("Everything that MentorKit finds missing or wrong, and where it is mended. The list shrinks while you work."),
    section=SECTION,
)
PREVIEW = TaskPage(
    "preview",
    _("Preview"),
    _(
        "The portal as its readers see it. It changes whenever you save something; workbooks follow as they become ready."
    ),
    section=SECTION,
)
HAND_OVER = TaskPage(
    "hand-over",
    _("Build and hand over"),
    _("Make the portal, the workbooks and the calendars, and put them where people read them."),
    section=SECTION,
)
