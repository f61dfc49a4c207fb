"""What those who facilitate read: the books that are for them alone, and each training module as one PDF."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path, PurePosixPath

from mentorkit.build.outputs import Job, make_book
from mentorkit.office.office_files import OfficeFile
from mentorkit.workbooks.compose.book_list import Book, alone, books_of


def facilitator_books(job: Job) -> list[OfficeFile]:
    """Every book of the programme that is for facilitators and HR alone: the facilitator guide, in each of its editions."""
    return [printed(job, book, f"books/{book.stem}.pdf") for book in books_of(job.toolkit) if book.for_facilitators]


def module_pack(job: Job, path: str) -> list[OfficeFile]:
    """One module with everything that its facilitator needs: run sheet, what to say, answers, sheets and handouts."""
    module = next(one for one in job.toolkit.training if one.path == path)
    kit = replace(job.toolkit, pieces=(module,))
    book = replace(alone(module), name=module.facts.title)
    return [printed(replace(job, toolkit=kit), book, f"packs/{module.id}.pdf")]


def printed(job: Job, book: Book, path: str) -> OfficeFile:
    """A book as a file. Raises BuildFailed."""
    with tempfile.TemporaryDirectory(prefix="mentorkit-") as scratch:
        made = make_book(replace(job, folder=Path(scratch)), book)
        return OfficeFile(PurePosixPath(path), Path(scratch, made.path).read_bytes())
