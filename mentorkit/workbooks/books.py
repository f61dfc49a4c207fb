"""The books and papers of a programme: what each is called, who it is for, and the template that it is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from mentorkit.downloads import refuse_taken
from mentorkit.library import Form
from mentorkit.toolkit import Toolkit
from mentorkit.words import Words
from mentorkit.workbooks.cards import deck
from mentorkit.workbooks.editions import EDITIONS, PRINT, Edition
from mentorkit.workbooks.stamping import Personal


@dataclass(frozen=True, slots=True)
class Book:
    """One thing to print. `role` is the one who works in it; `template` is found through the layers."""

    id: str
    audience: tuple[str, ...]
    role: str
    template: str
    form: Form | None = None
    """The briefing or the form that it prints, where it is one."""
    holds_guides: bool = False
    """Whether Keys, modules and forms stand in it, so that links between them lead to its pages."""
    most_pages: int = 0
    """Pages that it is set smaller for rather than have more; 0 is any number. One is a promise: longer is an error."""
    heads: tuple[float, float] = (21.0, 21.0)
    """Millimetres at top and bottom of a page, from the second on, that hold running heads and nothing else."""
    edition: Edition = PRINT
    file: str = ""
    """The name of its file without `.pdf`, where that is not its id."""
    personal: Personal | None = None
    """What stands in it of one person and waits for a name; nothing in books for everybody."""

    @property
    def stem(self) -> str:
        """The name of its file without `.pdf`."""
        return self.file or self.id

    def title(self, words: Words, who: Mapping[str, str]) -> str:
        """What it is called in a programme that calls its people `who` (see `placeholders.people`)."""
        _ = words.gettext
        if self.form:
            return self.form.facts.title
        named = {
            "facilitator-guide": _("Facilitator guide"),
            "charter": _("Programme charter"),
            "cards": _("Card deck"),
            "certificate": _("Certificate of participation"),
        }
        return named.get(self.id) or _("Workbook for %(people)s") % {"people": who[f"{self.role}s"]}


_WORKBOOKS = (
    Book("mentor-workbook", ("mentor",), "mentor", "print/mentor-workbook.html", holds_guides=True),
    Book("mentee-workbook", ("mentee",), "mentee", "print/mentee-workbook.html", holds_guides=True),
    Book("facilitator-guide", ("facilitator", "hr"), "facilitator", "print/facilitator-guide.html", holds_guides=True),
)
_CHARTER = Book("charter", ("sponsor", "hr"), "facilitator", "print/charter.html", most_pages=4, heads=(0.0, 16.0))
_CARDS = Book("cards", ("mentor", "mentee", "facilitator"), "facilitator", "print/cards.html")
_CERTIFICATE = Book("certificate", ("facilitator", "hr"), "facilitator", "print/certificate.html", most_pages=1)


def books_of(toolkit: Toolkit, editions: Iterable[str] = ()) -> tuple[Book, ...]:
    """The books of one programme, in the order in which they are listed; `editions` instead of those that it names.

    Raises BuildFailed where a briefing has the name of another book.
    """
    chosen = tuple(dict.fromkeys(editions)) or tuple(dict.fromkeys(toolkit.program.editions))
    return tuple(_books(toolkit, [EDITIONS[name] for name in chosen]))


def _books(toolkit: Toolkit, editions: list[Edition]) -> Iterator[Book]:
    program = toolkit.program
    first, *others = editions
    for book in _WORKBOOKS:
        yield replace(book, edition=first)
        for edition in others:
            yield replace(book, edition=edition, file=f"{book.id}-{edition.id}")
    if deck(toolkit):
        yield _CARDS
    if program.need or program.goals:
        yield _CHARTER
    taken = {book.id for book in (*_WORKBOOKS, _CHARTER, _CARDS, _CERTIFICATE)}
    taken |= {f"{book.id}-{edition}" for book in _WORKBOOKS for edition in EDITIONS}
    for form in toolkit.forms:
        if form.facts.kind == "briefing":
            refuse_taken(form.id, form.file, taken)
            reader = form.facts.for_[0] if form.facts.for_ else "hr"
            yield Book(form.id, form.facts.for_, reader, "print/briefing.html", form=form, most_pages=1)
    if program.recognition and program.recognition.certificate:
        yield _CERTIFICATE
    for form in toolkit.forms:
        if form.facts.kind != "briefing":
            yield Book(form.path, form.facts.for_, "facilitator", "print/form.html", form=form, heads=(0.0, 17.0))
