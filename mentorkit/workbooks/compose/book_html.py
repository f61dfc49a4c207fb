"""Toolkit to print HTML: what stands in each book, as pure text. No engine is imported here."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from mentorkit.brand.palette import SHAPE, contrast
from mentorkit.definition.base import ROLES
from mentorkit.design_rules.registry import RULES
from mentorkit.guides.vocabulary import options
from mentorkit.language.catalogue import Words
from mentorkit.language.labels import capital
from mentorkit.language.placeholders import people, values
from mentorkit.language.templates import environment
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.book_list import Book
from mentorkit.workbooks.compose.cards import CARD, TEXT_BOX, Card, Deck, Grid, Suit, lay_out
from mentorkit.workbooks.compose.chapters import contents_of
from mentorkit.workbooks.compose.figures import concerns, cover_art, timeline
from mentorkit.workbooks.compose.guide_printing import GuidePrinter, anchor, starters
from mentorkit.workbooks.compose.key_dates import key_dates
from mentorkit.workbooks.compose.naming import Dates, Names, short_address
from mentorkit.workbooks.compose.outline import headings, visible_text
from mentorkit.workbooks.compose.print_html import Frame, PrintHtml
from mentorkit.workbooks.compose.tabs import tabs
from mentorkit.workspace.layers import Layers

NEW_PAGE = "data-new-page"
"""Templates put this attribute on whatever begins a page, so that the engine knows how many pages there must be."""

_FIT = 'data-fit="1"'
"""Stands on the body of books that should not have more than some pages; 2 and 3 are smaller settings."""

_CONTENTS = Markup("<!-- contents -->")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+(?=[^<>]*<(?!/a>|/title>))")
"""An e-mail address in a text; not one in a tag, in a link or in the title."""
_LINK = re.compile(r"(<a [^>]*>)(.*?)(</a>)", re.DOTALL)
_WITHIN = re.compile(r' href="#([^"]*)"')
_PAGE_OF = re.compile(r',? *<a class="page-of" href="#([^"]*)">[^<]*</a>')
_ID = re.compile(r'<[a-z][^>]* id="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
PAPER = {"A4": (210.0, 297.0, 31), "Letter": (215.9, 279.4, 29)}
"""Width and height in millimetres, and the writing lines of 8 mm that fit between the margins."""


def compose(toolkit: Toolkit, book: Book, layers: Layers) -> PrintHtml:
    """The print HTML of one book. Raises BuildFailed where a template cannot be read."""
    words = Words(toolkit.program.language)
    env = environment(layers, words)
    context = _context(toolkit, book, layers, words, env)
    body = env.get_template(book.template).render(context)
    contents = env.get_template("print/parts/contents.html").render(context | {"headings": headings(body)})
    html = _mend(body.replace(str(_CONTENTS), contents, 1))
    return PrintHtml(
        html=html,
        css=env.get_template("print/book.css").render(context | _sheets(env, context)),
        title=str(context["title"]),
        author=toolkit.program.organisation,
        language=words.language,
        least_pages=len(re.findall(rf"<[a-z][^>]*\s{NEW_PAGE}[\s>]", html)),
        heads=book.heads,
        most_pages=book.most_pages,
        tighter=tuple(html.replace(_FIT, f'data-fit="{step}"', 1) for step in (2, 3)) if book.most_pages else (),
        source=book.form.file if book.form else "",
        frames=tuple(_frames(context["deck"], context["card_html"])) if book.id == "cards" else (),
        edition=book.edition,
    )


def _frames(laid_out: Deck, html: Callable[[Card], Markup]) -> Iterator[Frame]:
    """Where the text of each card must stay: on the front of its sheet, which its back follows, up to the last page."""
    grid, (left, top, right, bottom) = laid_out.grid, TEXT_BOX
    (beside, above), (wide, high) = grid.margins, grid.card
    for number, sheet in enumerate(laid_out.sheets):
        for place in sheet:
            if place.card.at:
                yield Frame(
                    page=2 * (number - len(laid_out.sheets)),
                    left=beside + place.x + left,
                    top=above + place.y + top,
                    width=wide - left - right,
                    height=high - top - bottom,
                    text=visible_text(place.card.title + html(place.card)),
                    what="card",
                    at=place.card.at,
                )


def _mend(html: str) -> str:
    """What the engine would stumble over, mended.

    Links hold words only (WeasyPrint tags a link wrongly where elements stand in it). Of links to what this book does
    not hold the words are left, and nothing of those that say its page. Addresses are not hyphenated.
    """
    anchors = set(_ID.findall(html))
    html = _PAGE_OF.sub(lambda link: link[0] if link[1] in anchors else "", html)
    html = _LINK.sub(lambda link: _link(link, anchors), html)
    return _EMAIL.sub(r'<span class="whole">\g<0></span>', html)


def _link(link: re.Match[str], anchors: set[str]) -> str:
    target = _WITHIN.search(link[1])
    if target and target[1] not in anchors:
        return f"<span{link[1][2:].replace(target[0], '')}{link[2]}</span>"
    return link[1] + _TAG.sub("", link[2]) + link[3]


def _context(toolkit: Toolkit, book: Book, layers: Layers, words: Words, env: Environment) -> dict[str, Any]:
    who = people(toolkit.program, words)
    texts = values(toolkit.program, words)
    vocabulary = options("print", layers, words.language, who, texts, allow_html=toolkit.allow_html)
    printer = GuidePrinter(vocabulary, texts, book.role)
    names = Names(words, who)
    env.filters |= _filters(printer, names)
    dates = Dates(words, toolkit.program.time_zone)
    title = words.gettext("%(program)s: %(book)s")
    width, height, lines = PAPER[toolkit.program.paper]
    grid = Grid((width, height), CARD[toolkit.program.paper])
    own = _cards(lay_out(toolkit, words, grid), toolkit, env, printer) if book.id == "cards" else {}
    return (
        own
        | contents_of(toolkit, book)
        | {
            "toolkit": toolkit,
            "program": toolkit.program,
            "branding": toolkit.branding,
            "colours": toolkit.branding.palette.print,
            "book": book,
            "edition": book.edition,
            "role": book.role,
            "who": who,
            "book_title": book.title(words, who),
            "title": title % {"program": toolkit.program.title, "book": book.title(words, who)},
            "tabs": tabs(toolkit) if book.edition.facing else {},
            "contents": _CONTENTS,
            "when": dates,
            "picture": timeline(toolkit, words, book.readers, width - book.edition.margins),
            "concerns": concerns,
            "names": names,
            "rules": RULES,
            "described": [name for name in ROLES if getattr(toolkit.program.roles, name)],
            "guide_html": printer.html,
            "guide_text": printer.text,
            "starters": starters,
            "key_dates": partial(key_dates, toolkit),
            "grid": grid,
            "paper": {"width": width, "height": height, "lines": lines, "rules": int(8 * lines / book.edition.rule)},
            "step_minutes": sorted({step.options.minutes for m in toolkit.training for step in m.every("step")}),  # type: ignore[attr-defined]
        }
    )


def _cards(laid_out: Deck, toolkit: Toolkit, env: Environment, printer: GuidePrinter) -> dict[str, Any]:
    """What only the card deck needs: its sheets, the text of a card, and the pictures of its suits as addresses."""
    colours = toolkit.branding.palette.print
    pairs = ("primary", "on_primary"), ("accent", "on_accent"), ("ink", "paper"), ("tint", "on_tint")
    inks = list({getattr(colours, ink): getattr(colours, on) for ink, on in pairs}.items())

    @cache
    def picture(name: str, suit: Suit, **about: str) -> str:
        given = {"branding": toolkit.branding, "grid": laid_out.grid, "suit": suit}
        return _address(env.get_template(f"print/parts/{name}.svg").render(given | about))

    def ink(suit: Suit) -> tuple[str, str]:
        return inks[(suit.number - 1) % len(inks)]

    def seen(suit: Suit) -> str:
        ground, on = ink(suit)
        return ground if contrast(ground, colours.paper) >= SHAPE else on

    return {
        "deck": laid_out,
        "card_html": lambda card: printer.text(card.text, card.guide),
        "suit_ink": ink,
        "suit_back": lambda suit: picture("card-back", suit, ground=ink(suit)[0], on=ink(suit)[1]),
        "suit_sign": lambda suit: picture("card-sign", suit, ground=ink(suit)[0], ink=seen(suit)),
    }


def _filters(printer: GuidePrinter, names: Names) -> dict[str, Callable[..., Any]]:
    return {
        "md": printer.prose.html,
        "mdi": printer.prose.inline,
        "anchor": anchor,
        "is_dark": is_dark,
        "css_text": css_text,
        "audience": names.audience,
        "sentence": capital,
        "short_address": short_address,
    }


def _sheets(env: Environment, context: dict[str, Any]) -> dict[str, str]:
    """The pictures that lie behind whole pages: the cover's, the cut marks of cards, the lines of pages for notes."""
    art = cover_art(context["toolkit"], context["paper"]["width"], context["paper"]["height"])
    cover = env.get_template("print/parts/cover-art.svg").render(context | {"art": art})
    marks = env.get_template("print/parts/cut-marks.svg").render(context)
    rules = env.get_template("print/parts/ruled.svg").render(context)
    return {"cover_image": _address(cover), "cut_marks": _address(marks), "ruled_page": _address(rules)}


def _address(svg: str) -> str:
    """A picture as an address that holds all of it."""
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


def is_dark(colour: str) -> bool:
    """Whether white stands out on this colour more than black does."""
    return contrast("#ffffff", colour) > contrast("#000000", colour)


def css_text(text: str) -> Markup:
    """A text inside a string of a style sheet: every letter that could end the string is written as its number."""
    return Markup("".join(one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in text))  # noqa: S704 - nothing is left to escape
