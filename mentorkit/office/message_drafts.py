"""Drafts of the texts to send: a file for a mail program for each, by its date and its readers. Nobody is written to.

A draft has neither sender nor recipients, so that nothing can go out by mistake: whoever opens it looks it over, fills in both
and sends it. For whom it is, its name says and a header that mail programs pass over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from pathlib import PurePosixPath

from mentorkit.build.outputs import Job
from mentorkit.core.digests import digest
from mentorkit.core.names import as_name
from mentorkit.definition.program import Message
from mentorkit.guides.markdown import Prose
from mentorkit.guides.vocabulary import options
from mentorkit.language.catalogue import in_english
from mentorkit.language.foreign_parts import unmarked
from mentorkit.language.voice import Voice
from mentorkit.office.document_pieces import Piece, PieceTable, TextLine, TextRun
from mentorkit.office.office_files import OfficeFile
from mentorkit.office.print_pieces import pieces_of
from mentorkit.toolkit import Toolkit
from mentorkit.workspace.layers import Layers

FOLDER = PurePosixPath("messages")
"""The folder of the drafts."""
_UNDATED = "undated"
"""How the name of a draft begins whose day is open."""


def message_drafts(job: Job) -> list[OfficeFile]:
    """The drafts of a programme."""
    return [*drafts(job.toolkit, job.layers)]


def drafts(toolkit: Toolkit, layers: Layers) -> Iterator[OfficeFile]:
    """A draft for each text of the programme's communications, in their order; the same input gives the same bytes."""
    drawn, named = _Drafts(toolkit, layers), set[str]()
    for message in toolkit.program.communications:
        if not message.text:
            continue
        stem = name = drawn.name(message)
        while name in named:
            name = f"{stem}-{sum(one.startswith(stem) for one in named) + 1}"
        named.add(name)
        yield OfficeFile(FOLDER / f"{name}.eml", drawn.file(message))


class _Drafts:
    """Makes the drafts of one programme."""

    def __init__(self, toolkit: Toolkit, layers: Layers) -> None:
        program = toolkit.program
        self.program, self.voice = program, Voice.of(program)
        words = self.voice.words
        vocabulary = options(
            "print",
            layers,
            words.language,
            self.voice.people,
            self.voice.placeholders(program),
            sessions=len(toolkit.sessions),
        )
        self.prose = Prose(vocabulary)  # texts of a definition link to whole addresses only

    def name(self, message: Message) -> str:
        """`2027-02-01-invitation-mentees`: when it goes out, what it is, who gets it."""
        when = self.program.moment_of(message)
        day = when.first.isoformat() if when else _UNDATED
        named, readers = message.id or as_name(message.title), as_name(self.readers(message))
        return "-".join((day, named) if named.endswith(readers) else (day, named, readers))

    def readers(self, message: Message) -> str:
        """Who gets it, in the programme's words, in English where nobody has translated ours."""
        return unmarked(str(in_english(self.voice.audience(message.for_))))

    def file(self, message: Message) -> bytes:
        """The draft, as a mail program opens it to be finished."""
        pieces = pieces_of(str(self.prose.html(message.text or "", level=2, top=2)))
        language, direction = self.voice.words.language, self.voice.words.direction
        made = EmailMessage(policy=SMTP)
        made["Subject"] = " ".join(unmarked(str(message.title)).split())
        made["X-Unsent"] = "1"
        made["X-MentorKit-For"] = self.readers(message)
        made.set_content("\n".join(_plain(pieces)) + "\n", cte="quoted-printable")
        head = f'<!DOCTYPE html>\n<html lang="{escape(language)}" dir="{direction}"><head><meta charset="utf-8"><title>{escape(made["Subject"])}</title></head>'
        made.add_alternative(
            f"{head}<body>\n{''.join(_html(pieces))}</body></html>\n", subtype="html", cte="quoted-printable"
        )
        made.set_boundary(f"mentorkit-{digest(*map(str, pieces))[:32]}")  # it is drawn by lot otherwise
        return made.as_bytes()


def _plain(pieces: Iterable[Piece]) -> Iterator[str]:
    """The lines of a text without marks: an empty one between paragraphs, a dash or a number before items."""
    number, before = 0, ""
    for line in _lines(pieces):
        number = number + 1 if line.kind == "numbered" else 0
        listed = line.kind in ("item", "numbered", "tick")
        if before and not (listed and before == line.kind):
            yield ""
        mark = f"{number}. " if number else "- " if listed else "> " if line.kind == "quote" else ""
        yield "  " * line.level * listed + mark + "".join(map(_with_address, line.runs))
        before = line.kind


def _with_address(run: TextRun) -> str:
    """The words of a link with its address, where they are not it."""
    address = run.href.removeprefix("mailto:").removeprefix("tel:")
    return f"{run.text} ({address})" if address and address not in (run.text, run.text.replace(" ", "")) else run.text


def _lines(pieces: Iterable[Piece]) -> Iterator[TextLine]:
    """The lines of a text, and the rows of its tables as lines."""
    for piece in pieces:
        if isinstance(piece, TextLine):
            yield piece
        elif isinstance(piece, PieceTable):
            for row in piece.rows:
                said = [" ".join(line.words for line in _lines(cell.lines)) for cell in row]
                yield TextLine((TextRun(" | ".join(filter(None, said))),))


def _html(pieces: Iterable[Piece]) -> Iterator[str]:
    """The same as HTML that mail programs show: paragraphs, lists and links."""
    open_list = ""
    for line in _lines(pieces):
        kind = {"item": "ul", "tick": "ul", "numbered": "ol"}.get(line.kind, "")
        if kind != open_list:
            yield f"</{open_list}>\n" if open_list else ""
            yield f"<{kind}>\n" if kind else ""
            open_list = kind
        tag = (
            "li"
            if kind
            else f"h{line.level}"
            if line.kind == "heading"
            else "blockquote"
            if line.kind == "quote"
            else "p"
        )
        yield f"<{tag}>{''.join(map(_run_html, line.runs))}</{tag}>\n"
    yield f"</{open_list}>\n" if open_list else ""


def _run_html(run: TextRun) -> str:
    said = escape(run.text, quote=False).replace("\n", "<br>")
    for wanted, tag in ((run.code, "code"), (run.italic, "em"), (run.bold, "strong")):
        said = f"<{tag}>{said}</{tag}>" if wanted else said
    said = f'<span lang="{escape(run.language)}">{said}</span>' if run.language else said
    return f'<a href="{escape(run.href)}">{said}</a>' if run.href else said
