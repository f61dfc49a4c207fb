"""One guide as it is printed, while it is written: its PDF, and each of its pages as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mentorkit.build.outputs import Job, told_with_places, write_book
from mentorkit.guides.library import Guide
from mentorkit.guides.typed_guide import as_typed
from mentorkit.toolkit import with_guide
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import alone

_DOTS = 96
"""Dots an inch of the pictures: a page of A4 is 794 wide, which a column beside the text shows sharp on most screens."""


@dataclass(frozen=True, slots=True)
class PrintedGuide:
    """The files of a guide that was printed."""

    pdf: Path
    pages: tuple[Path, ...]
    """A PNG of each page."""


def print_guide(job: Job, guide: Guide[Any], pictures: Mapping[str, Path], role: str = "") -> PrintedGuide:
    """Lay out one guide alone into the folder of `job`, whether its programme uses it or not. Raises BuildFailed.

    `pictures` are the files of those that it shows. Of a Key with parts for one of the pair, `role` says whose paper it is.
    """
    job.folder.mkdir(parents=True, exist_ok=True)
    guide = as_typed(guide, job.toolkit.speech)
    kit = replace(with_guide(job.toolkit, guide, pictures), pieces=(guide,))
    pdf = job.folder / "guide.pdf"
    with told_with_places(replace(job, toolkit=kit)):
        write_book(compose(kit, alone(guide, role), job.layers), job.layers, pdf)
    return PrintedGuide(pdf, _pictures(pdf))


def _pictures(pdf: Path) -> tuple[Path, ...]:
    """Each page of a PDF as a PNG beside it."""
    import pypdfium2

    files = []
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()  # else fields to fill in are not drawn
        for number, page in enumerate(document, 1):
            file = pdf.with_name(f"page-{number}.png")
            page.render(scale=_DOTS / 72).to_pil().convert("RGB").save(file, "PNG")
            files.append(file)
    return tuple(files)
