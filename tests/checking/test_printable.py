"""Letters that no font has are told by `check`, where they were written, and only where a book shows them."""

from __future__ import annotations

import pytest
from conftest import SHORT, Project

from mentorkit.build.outputs import make_book

FORM = "---\ntitle: Sheet{title}\nsummary: One.{summary}\nkind: worksheet\nfor: [mentor]\n---\n\n## Begin\n\nText {body} here.\n"
HINT = "-> write it with other letters, or name a font that has them in _brand.yml"
MESSAGE = "error  books have no letters for “{}”: no font of the programme has them  [letter-in-no-font] " + HINT


def sheet(project: Project, title: str = "", summary: str = "", body: str = "") -> None:
    project.write("content/forms/sheet.md", FORM.format(title=title, summary=summary, body=body))
    project.write("programs/acme/lead.yml", SHORT.replace("goal-sheet", "sheet"))


@pytest.mark.parametrize(
    ("about", "place"),
    [({"title": " 日"}, "2:8"), ({"summary": " 日"}, "3:10"), ({"body": "日"}, "10:6"), ({"body": "`日`"}, "10:7")],
)
def test_a_letter_of_a_guide_that_no_font_has_is_told_where_it_stands(
    about: dict[str, str], place: str, project: Project
) -> None:
    sheet(project, **about)
    assert project.problems() == [f"content/forms/sheet.md:{place}  {MESSAGE.format('日')}"]


def test_a_letter_of_a_definition_that_no_font_has_is_told_where_it_stands(project: Project) -> None:
    project.write("programs/acme/lead.yml", SHORT.replace("title: Lead", "title: Lead 日"))
    assert project.problems() == [f"programs/acme/lead.yml:1:8  {MESSAGE.format('日')}"]


def test_what_stands_in_no_book_may_have_any_letter(project: Project) -> None:
    project.write("programs/acme/lead.yml", SHORT + "trust: 日\n")
    assert project.problems() == []


def test_signs_pictures_and_code_can_be_printed(project: Project) -> None:
    sheet(
        project,
        title=" 🎯 ✓",
        summary=" ☕ → ❤️",
        body="`code = 1` 👩\u200d💻 👍🏽 1️⃣ 🇩🇪 **🎉 bold** *🌱 slanted*\n\n    block ☐ of code\n\n### 🚀 Go",
    )
    assert project.problems() == []
    job = project.job()
    (form,) = (book for book in job.books if book.form)
    assert make_book(job, form).pages == 1
