"""The task of Keys, training modules, forms and pages. Its pages are made in `guide_routes.py`."""

from __future__ import annotations

from mentorkit.studio.form_fields import TaskPage, _

GUIDES_PAGE = TaskPage(
    "guides",
    _("Keys and modules"),
    _("What people read and fill in: Keys, training modules, forms, and pages of a handbook of your own."),
    section=_("Together"),
)
