"""The task pages of the studio, in the order of its sidebar."""

from __future__ import annotations

from mentorkit.studio.form_fields import TaskPage
from mentorkit.studio.task_pages.basics_page import BASICS
from mentorkit.studio.task_pages.books_page import BOOKS
from mentorkit.studio.task_pages.dates_page import DATES
from mentorkit.studio.task_pages.look_page import LOOK
from mentorkit.studio.task_pages.sessions_page import SESSIONS_PAGE

PAGES: tuple[TaskPage, ...] = (BASICS, DATES, SESSIONS_PAGE, BOOKS, LOOK)
