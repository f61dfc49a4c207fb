"""Decks of slides: read again by the library, opened by LibreOffice, the same each time, and readable."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from conftest import ARABIC, NO_WORKBOOKS, SMALL, Project
from pptx import Presentation
from pptx.oxml.ns import qn

from mentorkit.brand.palette import TEXT, contrast
from mentorkit.office.office_files import OfficeFile
from mentorkit.office.slides import slide_decks

pytestmark = pytest.mark.slow

STEP = """
//// step | {title}
    minutes: {minutes}

Do xdo-{minutes}.

/// say
Say xsay-{minutes}.
///

/// watch
Watch xwatch-{minutes}.
///
{slide}////
"""
LONG = (
    "/// slide | A slide with far too many words\n"
    + "- Everybody writes down what they would rather keep to themselves today.\n" * 24
    + "///\n"
)
MODULE = (
    "---\ntitle: Signs of a stuck pair\nsummary: A module.\nminutes: 40\nreserve: 3\n---\nWhy.\n\n## Run sheet\n"
    + STEP.format(title="A step without a slide", minutes=5, slide="")
    + STEP.format(
        title="Two",
        minutes=12,
        slide="/// slide\n1. In threes\n2. **Choose** two signs\n///\n\n/// answers\nxanswers\n///\n",
    )
    + "\n/// break | Tea\n    minutes: 10\n\nxbreak-notes\n///\n"
    + STEP.format(
        title="A title that goes on for so long that it takes more than one line of a slide", minutes=10, slide=LONG
    )
)
MODULE += "".join(
    f"\n/// {kind}\nText.\n///\n"
    for kind in ("case | A", "practice", "debrief", "handout | B", "remote", "access", "worked")
)
ARAB = "typography: {fonts: [{family: DejaVu Sans, source: file, files: [sans.ttf]}], base: DejaVu Sans, headings: DejaVu Sans}\n"


def made(project: Project, language: str = "en-GB") -> tuple[OfficeFile, ...]:
    project.write(
        "programs/acme/lead.yml", SMALL + "library: {training: [signs]}\n" + NO_WORKBOOKS + f"language: {language}\n"
    )
    project.write("content/training/signs.md", MODULE)
    if language == "ar":
        shutil.copy(ARABIC, project.root / "programs/acme/sans.ttf")
        project.write("programs/acme/_brand.yml", ARAB)
    job = project.job()
    kit = replace(job.toolkit, training=tuple(one for one in job.toolkit.training if one.id == "signs"))
    first, second = slide_decks(replace(job, toolkit=kit)), slide_decks(replace(job, toolkit=kit))
    assert first == second, "the same bytes each time"
    return tuple(first)


def inks(element: Any) -> Any:
    """The first colour that a style gives to letters."""
    fill = next(element.iter(qn("a:solidFill")), None)
    return fill[0] if fill is not None else None


def colour(deck: Any, said: Any) -> str:
    """A colour of a style as #rrggbb: itself, or what the theme calls so."""
    if said.tag == qn("a:srgbClr"):
        return f"#{said.get('val')}"
    name = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}.get(said.get("val"), said.get("val"))
    theme = next(rel.target_part.blob for rel in deck.slide_masters[0].part.rels.values() if "theme" in rel.reltype)
    found = re.search(rf'<a:{name}><a:srgbClr val="(\w+)"', theme.decode())
    assert found
    return f"#{found[1]}"


def contrasts(deck: Any) -> dict[str, float]:
    """The contrast of the letters of each place of each layout on its ground."""
    master, found = deck.slide_masters[0]._element, {}
    for layout in deck.slide_layouts:
        ground = colour(deck, inks(layout._element.cSld.find(qn("p:bg"))))
        for place in layout.placeholders:
            own = inks(place._element.find(qn("p:txBody")).find(qn("a:lstStyle")))
            style = "p:titleStyle" if "Title" in place.name else "p:bodyStyle"
            said = own if own is not None else inks(next(master.iter(qn(style))))
            found[f"{layout.name} {place.name}"] = contrast(colour(deck, said), ground)
    return found


def test_a_deck_says_on_slides_what_people_see_and_in_notes_what_to_do(project: Project, tmp_path: Path) -> None:
    (file,) = made(project)
    assert file.path.as_posix() == "slides/signs.pptx"
    (tmp_path / "signs.pptx").write_bytes(file.data)
    deck = Presentation(str(tmp_path / "signs.pptx"))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[:4] == ["Signs of a stuck pair", "A step without a slide", "Two", "Tea"]
    assert titles[4:] == [
        "A slide with far too many words",
        *(f"A slide with far too many words ({n})" for n in range(2, len(titles) - 3)),
    ]
    assert len(titles) > 6
    clocks = [shape.text_frame.text for slide in deck.slides for shape in slide.placeholders if shape.name == "Clock"]
    assert clocks[:4] == [
        "0:00–0:05 · 5 minutes",
        "0:05–0:17 · 12 minutes",
        "0:17–0:27 · 10 minutes",
        "0:27–0:37 · 10 minutes",
    ]
    notes = ["\n".join(slide.notes_slide.notes_text_frame.text.splitlines()) for slide in deck.slides]
    assert "0:05–0:17 · 12 minutes" in notes[2]
    for number, minutes in ((1, 5), (2, 12)):
        assert all(f"x{kind}-{minutes}" in notes[number] for kind in ("do", "say", "watch"))
    shown = " ".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)
    assert not re.findall(r"x(?:do|say|watch|answers|break)", shown), "what the facilitator alone knows"
    assert "xanswers" in notes[2]
    assert "xbreak-notes" in notes[3]
    runs = [
        run
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for one in shape.text_frame.paragraphs
        for run in one.runs
    ]
    assert {run._r.rPr.get("lang") for run in runs} == {"en-GB"}
    body = [
        run.font.size.pt
        for slide in deck.slides
        for shape in slide.placeholders
        if shape.name == "Text"
        for one in shape.text_frame.paragraphs
        for run in one.runs
    ]
    assert min(body) >= 24, "it is read from six metres"
    assert all(
        shape._element.nvPicPr.cNvPr.get("descr")
        for slide in deck.slides
        for shape in slide.shapes
        if shape.shape_type == 13
    )
    assert {name: ratio for name, ratio in contrasts(deck).items() if ratio < TEXT} == {}
    for part in (*deck.slide_layouts, *deck.slide_masters, *deck.slides):
        ids = [one.get("id") for one in part._element.iter(qn("p:cNvPr"))]
        assert len(ids) == len(set(ids)), "PowerPoint would repair the file"
    assert (deck.core_properties.author, deck.core_properties.title) == ("", "Signs of a stuck pair")
    assert deck.core_properties.created is None


@pytest.mark.parametrize("language", ["en-GB", "ar"])
def test_libreoffice_shows_every_slide_with_its_text_inside(project: Project, tmp_path: Path, language: str) -> None:
    (file,) = made(project, language)
    deck_file = tmp_path / "signs.pptx"
    deck_file.write_bytes(file.data)
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, deck_file],
        check=True,
        capture_output=True,
        timeout=300,
    )
    slides = Presentation(str(deck_file)).slides
    with pypdfium2.PdfDocument(tmp_path / "signs.pdf") as pages:
        assert len(pages) == len(slides)
        for page, slide in zip(pages, slides, strict=True):
            width, height = page.get_size()
            assert round(width / height, 2) == 1.78
            text = page.get_textpage()
            assert slide.shapes.title.text_frame.text[:20] in " ".join(text.get_text_range().split())
            boxes = [
                text.get_charbox(number)
                for number in range(text.count_chars())
                if text.get_text_range(number, 1).strip()
            ]
            assert all(
                left >= 0 and right <= width and 0.02 * height <= bottom and top <= height
                for left, bottom, right, top in boxes
            )
            if language == "ar" and slide.slide_layout.name == "Step":
                assert max(right for _, _, right, _ in boxes) > 0.9 * width, "lines begin at the right"


def test_the_stock_is_english_in_a_programme_of_another_language(project: Project) -> None:
    project.write(
        "programs/acme/lead.yml", SMALL + "library: {training: [stuck-pairs]}\n" + NO_WORKBOOKS + "language: nl\n"
    )
    job = project.job()
    kit = replace(job.toolkit, training=tuple(one for one in job.toolkit.training if one.id == "stuck-pairs"))
    (file,) = slide_decks(replace(job, toolkit=kit))
    runs = [run for slide in Presentation(BytesIO(file.data)).slides for run in slide._element.iter(qn("a:rPr"))]
    assert {run.get("lang") for run in runs} == {"en"}
