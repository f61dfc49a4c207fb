"""The books and papers of a programme: what each is called, who it is for, and the template that it is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from mentorkit.definition.base import PAIR
from mentorkit.definition.books import (
    ESSENTIAL,
    GOAL,
    READERS,
    BookPlan,
    Cover,
    Extent,
    Rules,
    endings,
    extents_of,
    papers_of,
    pieces_of,
)
from mentorkit.definition.front_matter import FormFacts, KeyFacts
from mentorkit.definition.questionnaires import Questionnaire
from mentorkit.files.downloads import refuse_taken
from mentorkit.files.question_list import questions_of
from mentorkit.guides.blocks import FOR_ONE, Block
from mentorkit.guides.essentials import is_marked
from mentorkit.guides.library import Form, Guide, Key
from mentorkit.language.catalogue import Words
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.cards import deck
from mentorkit.workbooks.compose.editions import EDITIONS, PRINT, Edition
from mentorkit.workbooks.compose.name_slots import PersonalLayout


@dataclass(frozen=True, slots=True)
class Book:
    """One thing to print. `role` is the one who works in it; `template` is found through the layers."""

    id: str
    audience: tuple[str, ...]
    role: str
    template: str
    form: Form | None = None
    """The briefing or the form that it prints, where it is one."""
    key: Key | None = None
    """The Key that it prints, where it is one."""
    cards: Block | None = None
    """The block of `form` whose points are cards to cut apart, where they are."""
    questionnaire: Questionnaire | None = None
    """The questionnaire that it prints, or whose slip, where it is one."""
    name: str = ""
    """Its title in the definition, where that has one."""
    summary: str = ""
    extent: Extent | None = None
    """How much of its content it holds; None where there is no choice."""
    chapters: tuple[str, ...] = ()
    """Its contents in order: chapters by their names (`definition.books`), and pieces of the library."""
    lines: Rules = "ruled"
    """How its lines to write on are drawn."""
    cover: Cover = "full"
    """How much of its covers is printed."""
    holds_guides: bool = False
    """Whether Keys, modules and forms stand in it, so that links between them lead to its pages."""
    most_pages: int = 0
    """Pages that it is set smaller for rather than have more; 0 is any number. One is a promise: longer is an error."""
    heads: tuple[float, float] = (21.0, 21.0)
    """Millimetres at top and bottom of a page, from the second on, that hold running heads and nothing else."""
    sides: float = 16.0
    """Millimetres at left and right of a page that hold no text but the thumb index at the edge."""
    edition: Edition = PRINT
    file: str = ""
    """The name of its file without `.pdf`, where that is not its id."""
    personal: PersonalLayout | None = None
    """The part of one person that waits for a name; nothing in books for everybody."""

    @property
    def stem(self) -> str:
        """The name of its file without `.pdf`."""
        return self.file or self.id

    @property
    def essential(self) -> bool:
        """Whether it holds the essential part of its content alone."""
        return self.extent == "essential"

    @property
    def for_facilitators(self) -> bool:
        """Whether those who run the programme read it alone: it holds what nobody else should, such as good answers."""
        return self.holds_guides and set(self.audience) <= {"facilitator", "hr"}

    @property
    def guide(self) -> Form | Key | None:
        """The one piece of the library that it prints."""
        return self.form or self.key

    @property
    def readers(self) -> tuple[str, ...]:
        """The roles whose dates, Keys and forms stand in it."""
        return self.audience if self.chapters and "facilitator" not in self.audience else (self.role,)

    def is_for(self, guide: Guide[Any]) -> bool:
        """Return whether a guide is for one of its readers; whoever facilitates reads all."""
        return "facilitator" in self.readers or not set(self.readers).isdisjoint(guide.facts.for_)

    def extent_label(self, words: Words) -> str:
        """How much it holds, as its cover and the downloads page say it; nothing where there is no choice."""
        _ = words.gettext
        return {"essential": _("the essentials"), "complete": _("complete")}.get(self.extent or "", "")

    def title(self, voice: Voice) -> str:
        """Its name in the voice of its programme."""
        _ = voice.words.gettext
        if self.name:
            return self.name
        if self.guide:
            return self.guide.facts.title
        named = {
            "facilitator-guide": _("Facilitator guide"),
            "charter": voice.words.fill(_("%(programme)s charter"), {"programme": voice.role("programme")}),
            "cards": _("Card deck"),
            "certificate": _("Certificate of participation"),
        }
        if self.questionnaire:
            return self._title_of_questionnaire(self.questionnaire, voice)
        return named.get(self.id) or voice.words.fill(
            _("Workbook for %(people)s"), {"people": voice.people[f"{self.role}s"]}
        )

    def _title_of_questionnaire(self, asked: Questionnaire, voice: Voice) -> str:
        if self.template == _SLIP.template:
            return voice.words.fill(voice.words.gettext("%(title)s: slip"), {"title": asked.title})
        return f"{asked.title} ({voice.audience(self.audience)})" if self.role in PAIR else asked.title


_STANDARD = {
    "mentor-workbook": Book("mentor-workbook", ("mentor",), "mentor", "print/mentor-workbook.html", holds_guides=True),
    "mentee-workbook": Book("mentee-workbook", ("mentee",), "mentee", "print/mentee-workbook.html", holds_guides=True),
    "facilitator-guide": Book(
        "facilitator-guide", ("facilitator", "hr"), "facilitator", "print/facilitator-guide.html", holds_guides=True
    ),
}
_CHARTER = Book(
    "charter", ("sponsor", "hr"), "facilitator", "print/charter.html", most_pages=4, heads=(0.0, 16.0), sides=10.0
)
_CARDS = Book("cards", (*PAIR, "facilitator"), "facilitator", "print/cards.html", sides=5.0)
_CERTIFICATE = Book("certificate", ("facilitator", "hr"), "facilitator", "print/certificate.html", most_pages=1)
_FORM = Book("form", (), "facilitator", "print/form.html", heads=(0.0, 17.0), edition=EDITIONS["fillable"])
"""A form alone: one file to fill in on screen, or to print and fill in by hand."""
_KEY = Book("key", PAIR, "facilitator", "print/key.html", heads=(0.0, 17.0), edition=Edition("print"))
"""A Key alone, on pages without a left and a right."""

_QUESTIONNAIRE = Book(
    "questionnaire", (), "facilitator", "print/questionnaire.html", heads=(0.0, 17.0), edition=EDITIONS["fillable"]
)
"""A questionnaire alone: one file to fill in on screen, or to print and fill in by hand."""
_SLIP = replace(_QUESTIONNAIRE, template="print/slip.html", most_pages=1)
"""What goes with a questionnaire and needs a name: a file of its own, so that it is not sent with answers."""


def books_of(toolkit: Toolkit, editions: Iterable[str] = ()) -> tuple[Book, ...]:
    """The books of one programme, in the order in which they are listed; `editions` instead of those that it names.

    Raises BuildFailed where a briefing has the name of another book.
    """
    chosen = tuple(dict.fromkeys(editions)) or tuple(dict.fromkeys(toolkit.program.editions))
    return tuple(_books(toolkit, [EDITIONS[name] for name in chosen]))


def _books(toolkit: Toolkit, editions: list[Edition]) -> Iterator[Book]:
    program = toolkit.program
    first, *others = editions
    for book in _with_chapters(toolkit):
        yield replace(book, edition=first)
        for edition in others:
            yield replace(book, edition=edition, file=f"{book.stem}-{edition.id}")
    if "cards" in program.books and deck(toolkit):
        yield _as_planned(_CARDS, program.books["cards"], toolkit)
    if "charter" in program.books and (program.need or program.goals or program.accepted):
        yield _as_planned(_CHARTER, program.books["charter"], toolkit)
    if "keys" in program.books:
        yield from _keys(toolkit, fillable=EDITIONS["fillable"] in editions)
    yield from _briefings(toolkit)
    if "questionnaires" in program.books:
        yield from _questionnaires(toolkit)
    if program.recognition and program.recognition.certificate:
        yield _CERTIFICATE
    for form in toolkit.forms:
        if form.facts.kind != "briefing":
            yield replace(_FORM, id=form.path, audience=form.facts.for_, form=form)


def _keys(toolkit: Toolkit, *, fillable: bool) -> Iterator[Book]:
    """Each Key alone: once for each of the pair where parts of it are for one of them, else once."""
    for key in toolkit.keys:
        alone = replace(_KEY, id=key.path, key=key, edition=EDITIONS["fillable"] if fillable else _KEY.edition)
        readers = tuple(role for role in toolkit.program.pair if role in key.facts.for_)
        if len(readers) > 1 and key.every(*FOR_ONE):
            for role in readers:
                yield replace(alone, id=f"{key.path}-{role}", audience=(role,), role=role)
        else:
            role = readers[0] if len(readers) == 1 else _KEY.role
            yield replace(alone, audience=readers or key.facts.for_, role=role)


def _questionnaires(toolkit: Toolkit) -> Iterator[Book]:
    """Each questionnaire, once for each role where the roles are asked in other words, and its slip."""
    program, voice = toolkit.program, Voice.of(toolkit.program)
    for asked in program.questionnaires:
        alone = replace(_QUESTIONNAIRE, id=f"questionnaire-{asked.id}", audience=asked.for_, questionnaire=asked)
        if any(one.wording for one in questions_of(asked, program, voice)):
            for role in asked.for_:
                yield replace(alone, id=f"{alone.id}-{role}", audience=(role,), role=role)
        else:
            yield alone
        if asked.slip:
            yield replace(_SLIP, id=f"{alone.id}-slip", audience=asked.for_, questionnaire=asked)


def _with_chapters(toolkit: Toolkit) -> Iterator[Book]:
    for name, plan in toolkit.program.books.items():
        if READERS.get(name, plan.for_) == PAIR[:1] and PAIR[0] not in toolkit.program.pair:
            continue  # of equals, each has the one workbook
        if name in _STANDARD:
            yield from _extents(_STANDARD[name], plan, toolkit)
        elif name not in (_CARDS.id, _CHARTER.id, "keys", "questionnaires"):
            alone = len(plan.for_) == 1 or not set(plan.for_) & set(PAIR)
            role = plan.for_[0] if alone else "facilitator"
            yield from _extents(Book(name, plan.for_, role, "print/book.html", holds_guides=True), plan, toolkit)


def _extents(book: Book, plan: BookPlan, toolkit: Toolkit) -> Iterator[Book]:
    """The book in each of its extents; the first has its name alone."""
    extents = extents_of(plan.for_ or book.audience, standard=book.id in READERS, said=plan.extent)
    for number, extent in enumerate(extents or (None,)):
        file = f"{book.id}-{extent}" if number else ""
        yield _as_planned(replace(book, extent=extent, file=file), plan, toolkit)


def _as_planned(book: Book, plan: BookPlan, toolkit: Toolkit) -> Book:
    chapters = tuple(_essential(book, plan, toolkit)) if book.essential else plan.chapters
    planned = replace(
        book,
        name=plan.title or "",
        summary=plan.summary or "",
        chapters=chapters,
        lines=plan.lines,
        cover=plan.cover,
    )
    return replace(planned, chapters=tuple(_chapters(planned, toolkit)))


def _essential(book: Book, plan: BookPlan, toolkit: Toolkit) -> Iterator[str]:
    """The chapters of an essential workbook: those that somebody named, and the usual ones.

    Keys that no session uses stand in it where sessions use none. The goal faces the dates, unless forms are left out.
    """
    usual = ESSENTIAL if any(session.keys for session in toolkit.sessions) else (*ESSENTIAL, "further")
    goal = next((form for form in toolkit.forms if form.path == GOAL and book.is_for(form) and is_marked(form)), None)
    faces_dates = "forms" in plan.chapters and GOAL not in plan.chapters
    for number, name in enumerate(plan.chapters):
        if name in usual or plan.names_itself(number):
            yield name
        if name == "poster" and not plan.names_itself(number) and goal and faces_dates:
            yield GOAL


def _chapters(book: Book, toolkit: Toolkit) -> Iterator[str]:
    """The chapters, and in place of a folder those of its pages that are for the readers of this book."""
    pages = {piece.path: piece for piece in toolkit.pieces}
    for chapter in book.chapters:
        for path in pieces_of(chapter, pages):
            if path == chapter or book.is_for(pages[path]):
                yield path


def _briefings(toolkit: Toolkit) -> Iterator[Book]:
    taken = {*_STANDARD, _CHARTER.id, _CARDS.id, _CERTIFICATE.id}
    taken |= {f"{name}-{ending}" for name in toolkit.program.books for ending in endings()}
    taken |= {paper for one in toolkit.program.questionnaires for paper in papers_of(one.id)}
    for form in toolkit.forms:
        if form.facts.kind == "briefing":
            refuse_taken(form.id, form.file, taken)
            yield _briefing(form)


def _briefing(form: Form) -> Book:
    reader = form.facts.for_[0] if form.facts.for_ else "hr"
    return Book(form.id, form.facts.for_, reader, "print/briefing.html", form=form, most_pages=1)


def alone(guide: Guide[Any], role: str = "") -> Book:
    """One guide by itself, to be looked at while it is written: a Key or a form as its file has it, others as a chapter.

    Of a Key that has parts for one of the pair, `role` says whose file it is. A module or a page is found among the
    `pieces` of the Toolkit.
    """
    if isinstance(guide.facts, KeyFacts):
        readers = (role,) if role else guide.facts.for_
        return replace(_KEY, id=guide.path, key=guide, audience=readers, role=role or _KEY.role)
    if isinstance(guide.facts, FormFacts):
        if guide.facts.kind == "briefing":
            return _briefing(guide)
        edition = Edition("print") if guide.facts.kind == "record" else _FORM.edition
        return replace(_FORM, id=guide.path, audience=guide.facts.for_, form=guide, edition=edition)
    return Book("alone", ("facilitator",), "facilitator", "print/alone.html", chapters=(guide.path,), holds_guides=True)


def cut_cards(sheet: Form, block: Block) -> Book:
    """The points of a block of this guide as cards to cut apart."""
    return Book(sheet.path, sheet.facts.for_, "facilitator", "print/cut-cards.html", form=sheet, cards=block, sides=5.0)
