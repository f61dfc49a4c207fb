"""The Word documents of a programme, for HR to edit: the agreement, each form and briefing, and the texts to send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from mentorkit.build.outputs import Job
from mentorkit.definition.base import EVERYONE, PAIR
from mentorkit.language.catalogue import in_english
from mentorkit.language.foreign_parts import is_english, unmarked
from mentorkit.language.voice import Voice
from mentorkit.office.document_look import DocumentLook
from mentorkit.office.document_pieces import Piece, TextLine, TextRun
from mentorkit.office.logo_pictures import logo_for
from mentorkit.office.office_files import OfficeFile
from mentorkit.office.print_pieces import pieces_of
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import Book, alone
from mentorkit.workspace.layers import Layers

FOLDER = PurePosixPath("documents")
"""The folder of the documents."""
_TEXTS = "messages"
"""The document of the texts to send, in which nobody writes notes."""


def word_documents(job: Job) -> list[OfficeFile]:
    """The Word documents of a programme. Raises BuildFailed where a template or a logo cannot be used."""
    return [*documents(job.toolkit, job.layers)]


def documents(toolkit: Toolkit, layers: Layers) -> Iterator[OfficeFile]:
    """Each document as a file of Word, with the words that its PDF has. Raises BuildFailed where a template cannot be read."""
    from mentorkit.office.word_writing import Letterhead, word_file  # python-docx is an extra

    voice = Voice.of(toolkit.program)
    look = DocumentLook.of(toolkit.program, toolkit.branding, voice.words)
    logo = logo_for(toolkit, look.colours.paper, layers)
    for name, book in named_books(toolkit):
        pieces = _with_readers(pieces_of(compose(toolkit, book, layers).html, notes=book.id != _TEXTS), book, voice)
        title = next((one.words for one in pieces if isinstance(one, TextLine) and one.kind == "heading"), name)
        own = replace(look, compact=book.most_pages == 1)
        program = toolkit.program
        named = (str(in_english(program.cohort or "")), program.organisation if logo else "")
        head = Letterhead(title, program.title, " · ".join(filter(None, named)), program.organisation, logo)
        yield OfficeFile(FOLDER / f"{name}.docx", word_file(pieces, own, head))


def named_books(toolkit: Toolkit) -> Iterator[tuple[str, Book]]:
    """What there is of each document in print, by the name of its file."""
    if toolkit.program.agreement:
        yield "agreement", Book("agreement", PAIR, PAIR[-1], "print/alone.html", chapters=("agreement",))
    for form in (*toolkit.handbooks, *toolkit.forms):
        yield form.id, alone(form)
    if toolkit.program.communications:
        readers = ("facilitator", "hr")
        yield "texts-to-send", Book(_TEXTS, readers, "facilitator", "print/alone.html", chapters=("messages",))


def _with_readers(pieces: tuple[Piece, ...], book: Book, voice: Voice) -> tuple[Piece, ...]:
    """The pieces with a line above the title that says for whom a form is, where it is not for everybody."""
    if book.form is None or set(book.audience) >= set(EVERYONE):
        return pieces
    said = voice.for_whom(book.audience)
    words = TextRun(unmarked(str(in_english(said))), language="en" if is_english(said) else "")
    return (TextLine((words,), "label"), *pieces)
