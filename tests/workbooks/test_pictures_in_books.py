"""Pictures of texts in books: in every edition, with their words, and never larger than their page."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from conftest import SHORT, Project
from PIL import Image
from test_conformity import failures

from mentorkit.build.outputs import Job, write_book
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import Book
from mentorkit.workbooks.compose.editions import EDITIONS

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="teal"/></svg>'
GUIDE = """\
---
title: Rooms
summary: Where we meet.
---
Here ![a sign](sign.svg) it is, [![a door](door.png)](https://acme.example) and [![a key](door.png)](goal-sheet.md).

![A long table](wide.jpg "Our table")

![A high tower](high.png)

| Where | What |
| --- | --- |
| Here | ![A room](wide.jpg) |

/// prompt | What do you see?
![A window](door.png)
///
"""
WORDS = {"a sign", "a door", "a key", "A long table", "A high tower", "A room", "A window"}


def bytes_of(picture: Image.Image, kind: str) -> bytes:
    made = BytesIO()
    picture.save(made, kind)
    return made.getvalue()


@pytest.fixture
def job(project: Project) -> Job:
    through = Image.effect_noise((90, 60), 90).convert("RGBA")
    through.putalpha(Image.linear_gradient("L").resize((90, 60)))
    project.write("content/pictures/sign.svg", SVG)
    project.write("content/pictures/door.png", bytes_of(through, "PNG"))
    project.write("content/pictures/wide.jpg", bytes_of(Image.effect_noise((3200, 400), 90).convert("CMYK"), "JPEG"))
    project.write("content/pictures/high.png", bytes_of(Image.effect_noise((200, 3000), 90), "PNG"))
    project.write("content/forms/rooms.md", GUIDE)
    project.write(
        "programs/acme/lead.yml",
        SHORT.replace("chapters: [dates]", "chapters: [forms/rooms]")
        + 'summary: "So we *sit*. ![A table](door.png)"\n',
    )
    return project.job()


def book_of(job: Job, edition: str) -> Book:
    return replace(next(book for book in job.books if book.id == "mentor-workbook"), edition=EDITIONS[edition])


def test_links_hold_words_and_pictures_stand_before_them(job: Job) -> None:
    html = compose(job.toolkit, book_of(job, "print"), job.layers).html
    assert re.search(r'<img [^>]*alt="a door"[^>]*/?><a [^>]*href="https://acme.example"[^>]*>a door</a>', html)
    assert re.search(r'<span[^>]*><img [^>]*alt="a key"[^>]*/?></span>', html), "this book does not hold that form"
    assert "loading=" not in html
    assert '<meta name="description" content="So we sit. A table">' in html, "words, where no picture can be"
    assert html.count("content/pictures/") == len(WORDS)


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_shows_them_with_their_words_and_inside_its_pages(job: Job, edition: str, tmp_path: Path) -> None:
    write_book(compose(job.toolkit, book_of(job, edition), job.layers), job.layers, tmp_path / "b.pdf")
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        pictures = {one.objgen: one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image" and "/SMask" not in one}  # fmt: skip
        sizes = {(int(one["/Width"]), int(one["/Height"])) for one in pictures.values()}
        colours = {str(one.get("/ColorSpace")) for one in pictures.values()}
        figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        alternatives = {str(one["/Alt"]) for one in figures if "/Alt" in one}
        boxes = [[float(side) for side in one["/A"]["/BBox"]] for one in figures if "/A" in one]
    assert {(1600, 200), (133, 2000), (90, 60)} <= sizes
    assert "/DeviceCMYK" not in colours
    if EDITIONS[edition].for_people:
        assert alternatives >= WORDS
        assert all(x2 - x1 < 170 * 4 and y2 - y1 < 250 * 4 for x1, y1, x2, y2 in boxes), "in pixels of 96 an inch"
        assert failures(tmp_path / "b.pdf", *(["pdfa-2a"] if EDITIONS[edition].archived else []), "ua1") == []
