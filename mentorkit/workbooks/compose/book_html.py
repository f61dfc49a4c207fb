"""Toolkit to print HTML: the text of each book. No engine is imported here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment

from mentorkit.brand.palette import is_dark
from mentorkit.guides.key_signs import sign_of
from mentorkit.guides.pictures import Shown, opened
from mentorkit.guides.vocabulary import options
from mentorkit.language.catalogue import in_english
from mentorkit.language.shaping import in_one_form
from mentorkit.language.templates import TemplateContext, programme_environment
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.book_context import (
    CONTENTS,
    BookContext,
    CoverContext,
    DeckContext,
    OutlineContext,
    PhaseContext,
    RingsContext,
    SignContext,
    StyleContext,
)
from mentorkit.workbooks.compose.book_list import Book
from mentorkit.workbooks.compose.cards import TEXT_BOX, Deck, Grid, cut_deck, lay_out
from mentorkit.workbooks.compose.chapters import contents_of
from mentorkit.workbooks.compose.directed_css import styled_for
from mentorkit.workbooks.compose.figures import cover_art
from mentorkit.workbooks.compose.guide_printing import PART, GuidePrinter, anchor
from mentorkit.workbooks.compose.outline import headings, visible_text
from mentorkit.workbooks.compose.phase_art import closing_art, phase_art
from mentorkit.workbooks.compose.print_html import Frame, PrintHtml, svg_address
from mentorkit.workbooks.compose.run_sheets import run_sheet
from mentorkit.workspace.layers import Layers

NEW_PAGE = "data-new-page"
"""Templates put this attribute on whatever begins a page, so that the engine knows how many pages there must be."""

_FIT = 'data-fit="1"'
"""Stands on the body of books that should not have more than some pages; 2 and 3 are smaller settings."""

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+(?=[^<>]*<(?!/a>|/title>))")
"""An e-mail address in a text; not one in a tag, in a link or in the title."""
_LINK = re.compile(r"(<a [^>]*>)(.*?)(</a>)", re.DOTALL)
_SPOKEN = re.compile(r"<span( lang=[^<>]*)>[^<]*</span>")
"""The words of a link, all in another language than the text around it."""
_PICTURE = re.compile(r'(<img [^>]*?\balt="([^"]*)"[^>]*>)')
_WITHIN = re.compile(r' href="#([^"]*)"')
_PAGE_OF = re.compile(r',? *<a class="page-of" href="#([^"]*)">[^<]*</a>')
_ID = re.compile(r'<[a-z][^>]* id="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")


def compose(toolkit: Toolkit, book: Book, layers: Layers) -> PrintHtml:
    """The print HTML of one book. Raises BuildFailed where a template cannot be read."""
    voice = Voice.of(toolkit.program, book.personal.zone if book.personal else "")
    env, printer = programme_environment(layers, voice), _printer(toolkit, book, layers, voice)
    env.filters |= {"md": printer.prose.html, "mdi": printer.prose.inline_marked, "anchor": anchor, "is_dark": is_dark}
    context = BookContext.of(toolkit, book, voice, printer)
    deck = _deck(toolkit, voice, book, context.grid)
    names = context.names() | contents_of(toolkit, book).names()
    if deck:
        names |= DeckContext.of(deck, toolkit.branding, env, printer).names()
    body = env.get_template(book.template).render(names)
    if str(CONTENTS) in body:
        outline = OutlineContext(headings(body)).names()
        contents = env.get_template("print/parts/contents.html").render(names | outline)
        body = body.replace(str(CONTENTS), contents, 1)
    html = _mend(body)
    return PrintHtml(
        html=html,
        css=styled_for(voice.words, env.get_template("print/book.css").render(names | _sheets(env, context).names())),
        title=str(in_english(context.title)),
        author=toolkit.program.organisation,
        language=voice.words.language,
        least_pages=len(re.findall(rf"<[a-z][^>]*\s{NEW_PAGE}[\s>]", html)),
        heads=book.heads,
        sides=book.sides,
        most_pages=book.most_pages,
        tighter=tuple(html.replace(_FIT, f'data-fit="{step}"', 1) for step in (2, 3)) if book.most_pages else (),
        source=book.guide.file if book.guide else "",
        frames=tuple(_frames(deck, printer, 1 if book.cards else 2)) if deck else (),
        edition=book.edition,
    )


def _printer(toolkit: Toolkit, book: Book, layers: Layers, voice: Voice) -> GuidePrinter:
    texts, language = voice.placeholders(toolkit.program), voice.words.language
    vocabulary = options(
        "print",
        layers,
        language,
        voice.people,
        texts,
        sessions=len(toolkit.sessions),
        program_format=voice.format,
        allow_html=toolkit.allow_html,
        pictures=_pictures(toolkit.pictures),
        reader=book.role,
    )
    clocks = {module.path: run_sheet(toolkit, voice, module) for module in toolkit.training}
    return GuidePrinter(
        vocabulary, toolkit.speech, book.role, book.essential, clocks=clocks, whole=book.for_facilitators
    )


def _pictures(pictures: Mapping[str, Path]) -> dict[str, dict[str, str]]:
    """The attributes of each picture by its name; its address holds the digest of what it shows, so that a new one is told."""
    shown = opened(pictures)
    return {name: Shown(f"{pictures[name].as_uri()}#{one.digest}", one).attributes() for name, one in shown.items()}


def _deck(toolkit: Toolkit, voice: Voice, book: Book, grid: Grid) -> Deck | None:
    """The cards that a book is made of, if it is."""
    if book.cards and book.form:
        return cut_deck(book.form, book.cards, grid)
    return lay_out(toolkit, voice, grid) if book.id == "cards" else None


def _frames(laid_out: Deck, printer: GuidePrinter, pages: int) -> Iterator[Frame]:
    """Where the text of each card must stay: on the front of its sheet, which its back follows where a sheet has two `pages`."""
    grid, (left, top, right, bottom) = laid_out.grid, TEXT_BOX
    (beside, above), (wide, high) = grid.margins, grid.card
    for number, sheet in enumerate(laid_out.sheets):
        for place in sheet:
            card = place.card
            if card.at and card.guide:
                yield Frame(
                    page=pages * (number - len(laid_out.sheets)),
                    left=beside + place.x + left,
                    top=above + place.y + top,
                    width=wide - left - right,
                    height=high - top - bottom,
                    text=visible_text(card.title + printer.text(card.text, card.guide)),
                    what="card",
                    at=card.at,
                )


def _mend(html: str) -> str:
    """Mend what the engine would stumble over.

    Links hold words only (WeasyPrint tags a link wrongly where elements stand in it); of a picture that is one, the words
    stand behind it. Of links to what this book does
    not hold the words are left, and nothing of those that say its page. Addresses are not hyphenated. A picture among the
    letters stands in the one form that print has.
    """
    html = in_one_form(html)
    anchors = set(_ID.findall(html))
    html = _PAGE_OF.sub(lambda link: link[0] if link[1] in anchors else "", html)
    html = _LINK.sub(lambda link: _link(link, anchors), html)
    return _EMAIL.sub(r'<span class="whole">\g<0></span>', html)


def _link(link: re.Match[str], anchors: set[str]) -> str:
    opening, target = link[1], _WITHIN.search(link[1])
    shown = _PICTURE.findall(link[2])
    pictures, said = "".join(picture for picture, _ in shown), " ".join(words for _, words in shown)
    if target:
        guide = target[1].partition(PART)[0]
        led = next((name for name in (target[1].replace(PART, "-"), guide) if name in anchors), "")
        if not led:
            return f"<span{opening[2:].replace(target[0], '')}{link[2]}</span>"
        opening = opening.replace(target[0], f' href="#{led}"')
    if spoken := _SPOKEN.fullmatch(link[2].strip()):
        opening = f"{opening[:-1]}{spoken[1]}>"
    return pictures + opening + (_TAG.sub("", link[2]).strip() or said) + link[3]


def _sheets(env: Environment, context: BookContext) -> StyleContext:
    """Render the pictures that the style sheet shows: those behind whole pages, of phases, and the signs of Keys."""
    names, toolkit = context.names(), context.toolkit

    def picture(name: str, *besides: TemplateContext) -> str:
        known = names | {name: value for one in besides for name, value in one.names().items()}
        return svg_address(env.get_template(f"print/parts/{name}.svg").render(known))

    width, height = context.paper.width, context.paper.height
    spans = [opener.span for opener in context.openers.values()] if "sessions" in context.book.chapters else []
    keys = toolkit.keys if context.book.holds_guides else ()
    return StyleContext(
        cover_image=picture("cover-art", CoverContext(cover_art(toolkit, width, height))),
        cut_marks=picture("cut-marks"),
        ruled_page=picture("ruled"),
        closing_image=picture(
            "phase-art",
            PhaseContext(closing_art(toolkit, width, round(height * (0.28 if context.edition.large else 0.4), 2))),
        ),
        phase_images={
            span.phase: picture("phase-art", PhaseContext(phase_art(toolkit, span, width, round(height * 0.56, 2))))
            for span in spans
        },
        ring_images={count: picture("rings", RingsContext(count)) for count in range(1, 5)},
        sign_images={anchor(key): picture("key-sign", SignContext(sign_of(key))) for key in keys},
    )
