"""The names that templates of books know: a contract with everybody who overrides one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from jinja2 import Environment
from markupsafe import Markup

from mentorkit.brand.branding import Branding
from mentorkit.brand.palette import SHAPE, Scheme, contrast
from mentorkit.definition.base import ROLES
from mentorkit.definition.items import Number
from mentorkit.definition.program import Program
from mentorkit.definition.questionnaires import Questionnaire
from mentorkit.design_rules.registry import RULES
from mentorkit.design_rules.rule import Rule
from mentorkit.files.calendars import audiences
from mentorkit.files.question_list import Question, in_numbers, questions_of
from mentorkit.guides.asks import Ask, agreement_asks, milestone_asks, session_asks
from mentorkit.guides.blocks import Block, StepOptions
from mentorkit.guides.key_signs import KeySign
from mentorkit.guides.library import TrainingModule
from mentorkit.language.foreign_parts import written_in
from mentorkit.language.templates import TemplateContext
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.book_list import Book
from mentorkit.workbooks.compose.cards import CARD, Card, Deck, Grid, Suit
from mentorkit.workbooks.compose.editions import Edition
from mentorkit.workbooks.compose.figures import CoverArt, Timeline, concerns, timeline
from mentorkit.workbooks.compose.guide_printing import GuidePrinter, starters
from mentorkit.workbooks.compose.key_dates import KeyDate, key_dates
from mentorkit.workbooks.compose.outline import Heading
from mentorkit.workbooks.compose.phase_art import PhaseArt, PhaseOpener, phase_openers
from mentorkit.workbooks.compose.poster import Poster, poster
from mentorkit.workbooks.compose.print_html import svg_address
from mentorkit.workbooks.compose.qr_codes import QrCode, qr_code
from mentorkit.workbooks.compose.run_sheets import RunStep, run_sheet
from mentorkit.workbooks.compose.tabs import Tab, tabs

CONTENTS = Markup("<!-- contents -->")
"""Stands in a book where its table of contents goes, until the headings are known."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its width and height in millimetres, and the writing lines of 8 mm that fit between the margins."""

    width: float
    height: float
    lines: int


PAPER = {"A4": Paper(210.0, 297.0, 31), "Letter": Paper(215.9, 279.4, 29)}


@dataclass(frozen=True)
class BookContext(TemplateContext):
    """The names that all templates of a book know."""

    toolkit: Toolkit
    """The programme with every reference resolved: its sessions, events, phases, Keys, modules and forms."""
    program: Program
    """The definition, field by field as it is written: `program.title`, `program.people.sponsor`."""
    branding: Branding
    """The brand, with its files found and its colours made readable."""
    colours: Scheme
    """The brand's colours on white paper: `colours.primary`, `colours.ink`."""
    people: Mapping[str, str]
    """The programme's own words for its people, for itself and its sessions: `people.mentee`, `people.sessions`."""
    pair: tuple[str, ...]
    """The roles of those who meet, one where equals mentor each other, in the order in which tables show them."""
    book: Book
    """The book: `book.id`, `book.readers`; `book.form` is the form that it prints, where it is one."""
    edition: Edition
    """Its layout: `edition.id`, `edition.facing`, `edition.fields`."""
    essential: bool
    """Whether it holds the essential part of its content alone: `book.extent` says how much a workbook holds."""
    role: str
    """The role that works in it: `mentor`, `mentee`, `facilitator`."""
    book_title: str
    """The title of the book."""
    title: str
    """The title of the file: programme and book."""
    calendar: str
    """The address of the calendar of its reader, where it is known where the portal is published."""
    tabs: Mapping[int, Tab]
    """The thumb index, by the number of the session; empty in books that are not printed on both sides."""
    contents: Markup
    """The place of the table of contents, which is put in last of all."""
    picture: Timeline
    """The geometry of the timeline, in millimetres."""
    poster: Poster
    """The dates on one page: `poster.months`, none where there are too many for a page."""
    qr_code: Callable[[str], QrCode]
    """`qr_code(address)` is the QR code of an address: `side` in modules, and its `path`."""
    openers: Mapping[int, PhaseOpener]
    """The openers of phases, by the number of the session before which each stands."""
    concerns: Callable[..., bool]
    """`concerns(entry, roles)` says whether an entry of the timeline is for one of these roles."""
    rules: Mapping[str, Rule]
    """The rules of design, by their id."""
    described: tuple[str, ...]
    """The roles that the definition describes."""
    asks: Mapping[str, Ask]
    """What a session and the agreement ask, by its name: `asks.talked.label`, `asks["take-away"].lines`."""
    milestones: Mapping[str, tuple[Ask, ...]]
    """What is asked in a letter to oneself, half-way and at the end: `milestones["letter"]`, then `half-way`, `together`,
    `closing` and `keepsake`."""
    questions_in: Callable[[Questionnaire], tuple[Question, ...]]
    """`questions_in(questionnaire)` are its questions as they are put to people, with those of role, groups and code."""
    in_numbers: Callable[[Number], str]
    """`in_numbers(number)` is what a number counts and its bounds: `sessions, 0 to 9`."""
    guide_html: Callable[..., Markup]
    """`guide_html(guide, level)` is a guide as HTML, its first headings of that level, for this book's reader; with
    `leave_out="after"` without blocks of that kind, with `only="after"` nothing else; `questions=2` are all that a Key asks
    in an essential book."""
    guide_text: Callable[..., Markup]
    """`guide_text(text, guide)` is a piece of a guide as HTML."""
    contents_beside: bool
    """Whether the contents stand beside how the book is used, and have no page of their own."""
    written_in: Callable[..., Markup]
    """`written_in(guide)` are attributes that say its language, where that is another than the book's."""
    starters: Callable[..., Block | None]
    """`starters(key)` is the block of a Key with its conversation starters."""
    key_dates: Callable[..., list[KeyDate]]
    """`key_dates(roles, most)` are the few dates that these roles need, `most` of them."""
    grid: Grid
    """The division of a sheet into cards."""
    paper: Paper
    """The paper: `paper.width`, `paper.height` in millimetres, and its `paper.lines` of 8 mm between the margins."""
    writing_lines: int
    """The lines to write on that fit on a page, as far apart as this edition has them."""
    run_sheet: Callable[[TrainingModule], tuple[RunStep, ...]]
    """`run_sheet(module)` are the steps and breaks of a module: `title`, `minutes`, `short` (minutes of the shorter version), `begins`
    from the start, and the time of day as `clock`."""
    step_minutes: tuple[int, ...]
    """The lengths of the steps of training modules, for the clock beside them."""

    @classmethod
    def of(cls, toolkit: Toolkit, book: Book, voice: Voice, printer: GuidePrinter) -> BookContext:
        """The context of one book; `printer` turns guides into its pages."""
        program, edition, paper = toolkit.program, book.edition, PAPER[toolkit.program.paper]
        title = voice.words.gettext("%(program)s: %(book)s")
        steps = [step.options for module in toolkit.training for step in module.every("step", "break")]
        return cls(
            toolkit=toolkit,
            program=program,
            branding=toolkit.branding,
            colours=toolkit.branding.palette.print,
            people=voice.people,
            pair=program.pair,
            book=book,
            edition=edition,
            essential=book.essential,
            role=book.role,
            book_title=book.title(voice),
            title=voice.words.fill(title, {"program": program.title, "book": book.title(voice)}),
            calendar=_calendar(toolkit, book.role),
            tabs=tabs(toolkit) if edition.facing else {},
            contents=CONTENTS,
            picture=timeline(toolkit, voice, book.readers, paper.width - edition.margins),
            poster=poster(toolkit, voice, book.readers, paper.width - edition.margins, 8.0 * paper.lines),
            qr_code=qr_code,
            openers=phase_openers(toolkit),
            concerns=concerns,
            rules=RULES,
            described=tuple(name for name in ROLES if program.roles[name]),
            asks={**session_asks(voice.words), **agreement_asks(voice.words)},
            milestones=milestone_asks(voice.words),
            questions_in=lambda asked: questions_of(asked, program, voice),
            in_numbers=lambda number: in_numbers(number, voice.words),
            guide_html=printer.html,
            guide_text=printer.text,
            contents_beside=_contents_beside(toolkit, book),
            written_in=lambda guide: written_in(voice.words, guide.language),
            starters=starters,
            key_dates=partial(key_dates, toolkit),
            grid=Grid((paper.width, paper.height), CARD[program.paper]),
            paper=paper,
            writing_lines=int(8 * paper.lines / edition.rule),
            run_sheet=partial(run_sheet, toolkit, voice),
            step_minutes=tuple(sorted({step.minutes for step in steps if isinstance(step, StepOptions)})),
        )


def _contents_beside(toolkit: Toolkit, book: Book) -> bool:
    """Return whether the contents of an essential book find room beside its first page: lines of 22 letters there."""
    if not book.essential or not book.edition.column or "welcome" not in book.chapters:
        return False
    heights = [1.4 + 4.4 * (1 + (len(planned.session.title) + 12) // 22) for planned in toolkit.sessions]
    return sum(heights) + 8 * (len(book.chapters) + 3) < 8 * PAPER[toolkit.program.paper].lines - 16


def _calendar(toolkit: Toolkit, role: str) -> str:
    """The address of a role's calendar, else of that of all dates."""
    address = toolkit.program.address
    return f"{address}calendar{f'-{role}' if role in audiences(toolkit) else ''}.ics" if address else ""


@dataclass(frozen=True)
class OutlineContext(TemplateContext):
    """The name that `print/parts/contents.html` knows besides."""

    headings: Sequence[Heading]
    """The headings of the book: their level, anchor and text."""


@dataclass(frozen=True)
class CoverContext(TemplateContext):
    """The name that `print/parts/cover-art.svg` knows besides."""

    art: CoverArt
    """The geometry of the cover's pattern, in millimetres."""


@dataclass(frozen=True)
class PhaseContext(TemplateContext):
    """The name that `print/parts/phase-art.svg` knows besides."""

    art: PhaseArt
    """The geometry of the drawing of a phase, in millimetres."""


@dataclass(frozen=True)
class SignContext(TemplateContext):
    """The name that `print/parts/key-sign.svg` knows besides."""

    sign: KeySign
    """The sign: the name of its drawing, or the number that an abstract one is put together from."""


@dataclass(frozen=True)
class RingsContext(TemplateContext):
    """The name that `print/parts/rings.svg` knows besides."""

    rings: int
    """How many rings there are."""


@dataclass(frozen=True)
class StyleContext(TemplateContext):
    """The names that `print/book.css` knows besides: pictures behind whole pages, as addresses that hold all of them."""

    cover_image: str
    """The pattern of the cover."""
    cut_marks: str
    """The marks between which cards are cut."""
    ruled_page: str
    """The lines of a page for notes."""
    closing_image: str
    """The drawing of the last page: two threads that meet in every session."""
    phase_images: Mapping[str, str]
    """The drawing of each phase that has an opener, by its id."""
    sign_images: Mapping[str, str]
    """The sign of each Key of the programme, by its anchor in a book."""
    ring_images: Mapping[int, str]
    """Rings to draw in, by their number; one is a circle."""


@dataclass(frozen=True)
class SuitContext(TemplateContext):
    """The names that `print/parts/card-back.svg` and `card-sign.svg` know, and no others."""

    branding: Branding
    """The brand."""
    grid: Grid
    """The division of a sheet into cards."""
    suit: Suit
    """The suit: its number, name and sign."""
    ground: str
    """The colour of the cards' backs."""
    ink: str
    """The colour of the sign on this ground, or on paper."""


@dataclass(frozen=True)
class DeckContext(TemplateContext):
    """The names that `print/cards.html` knows besides."""

    deck: Deck
    """The cards on their sheets, and the suits."""
    card_html: Callable[[Card], Markup]
    """`card_html(card)` is the text of a card."""
    suit_ink: Callable[[Suit], tuple[str, str]]
    """`suit_ink(suit)` are the colour of a suit, and the colour of what stands on it."""
    suit_back: Callable[[Suit], str]
    """`suit_back(suit)` is the picture on the back of its cards, as an address."""
    suit_sign: Callable[[Suit], str]
    """`suit_sign(suit)` is the sign of a suit, as an address."""

    @classmethod
    def of(cls, deck: Deck, branding: Branding, env: Environment, printer: GuidePrinter) -> DeckContext:
        """The context of a deck; its pictures come from the templates of `env`."""
        colours = branding.palette.print
        pairs = ("primary", "on_primary"), ("accent", "on_accent"), ("ink", "paper"), ("tint", "on_tint")
        inks = list({getattr(colours, ink): getattr(colours, on) for ink, on in pairs}.items())

        @cache
        def picture(name: str, suit: Suit, ground: str, ink: str) -> str:
            names = SuitContext(branding, deck.grid, suit, ground, ink).names()
            return svg_address(env.get_template(f"print/parts/{name}.svg").render(names))

        def ink(suit: Suit) -> tuple[str, str]:
            return inks[(suit.number - 1) % len(inks)]

        def back(suit: Suit) -> str:
            return picture("card-back", suit, *ink(suit))

        def sign(suit: Suit) -> str:
            ground, on = ink(suit)
            return picture("card-sign", suit, ground, ground if contrast(ground, colours.paper) >= SHAPE else on)

        return cls(deck, lambda card: printer.text(card.text, card.guide), ink, back, sign)  # type: ignore[arg-type]
