"""The task pages of the studio, in the order of its sidebar."""

from __future__ import annotations

from mentorkit.studio.form_fields import TaskPage
from mentorkit.studio.task_pages.basics_page import BASICS

PAGES: tuple[TaskPage, ...] = (BASICS,)
