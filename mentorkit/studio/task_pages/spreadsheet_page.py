"""The task of spreadsheets: a programme handed out as a workbook, and read again. Its pages are made in `spreadsheet_routes.py`."""

from __future__ import annotations

from mentorkit.studio.form_fields import TaskPage, _

SPREADSHEET = TaskPage(
    "spreadsheet",
    _("Spreadsheet"),
    _(
        "Dates, people, goals, questions and messages as a workbook that colleagues can fill in, and a timetable that you have already, brought in."
    ),
    section=_("Together"),
)
