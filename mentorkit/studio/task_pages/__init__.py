"""The task pages of the studio, in the order of its sidebar."""

from __future__ import annotations

from mentorkit.studio.form_fields import TaskPage
from mentorkit.studio.task_pages.agreement_page import AGREEMENT
from mentorkit.studio.task_pages.basics_page import BASICS
from mentorkit.studio.task_pages.books_page import BOOKS
from mentorkit.studio.task_pages.dates_page import DATES
from mentorkit.studio.task_pages.eligibility_page import ELIGIBILITY
from mentorkit.studio.task_pages.guides_page import GUIDES_PAGE
from mentorkit.studio.task_pages.hand_over_page import CHECK, HAND_OVER, PREVIEW
from mentorkit.studio.task_pages.look_page import LOOK
from mentorkit.studio.task_pages.matching_page import MATCHING
from mentorkit.studio.task_pages.people_page import PEOPLE
from mentorkit.studio.task_pages.purpose_page import PURPOSE
from mentorkit.studio.task_pages.questionnaires_page import QUESTIONNAIRES_PAGE
from mentorkit.studio.task_pages.roles_page import ROLES_PAGE
from mentorkit.studio.task_pages.sessions_page import SESSIONS_PAGE
from mentorkit.studio.task_pages.spreadsheet_page import SPREADSHEET
from mentorkit.studio.task_pages.texts_page import TEXTS

PAGES: tuple[TaskPage, ...] = (
    BASICS, PURPOSE, PEOPLE, ROLES_PAGE,
    DATES, SESSIONS_PAGE, GUIDES_PAGE, AGREEMENT, SPREADSHEET,
    ELIGIBILITY, MATCHING, QUESTIONNAIRES_PAGE,
    TEXTS, BOOKS, LOOK,
    CHECK, PREVIEW, HAND_OVER,
)  # fmt: skip
