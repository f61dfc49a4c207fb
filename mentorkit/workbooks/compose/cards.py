"""The card deck: its cards, their suits, and the place of each on a sheet, front and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import shorten, wrap

from mentorkit.core.problems import Span
from mentorkit.definition.front_matter import GuideFacts
from mentorkit.guides.blocks import Block
from mentorkit.guides.key_signs import KeySign, sign_of
from mentorkit.guides.library import Guide, Key
from mentorkit.guides.list_items import list_items
from mentorkit.language.catalogue import Told, capital
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit

CARD = {"A4": (90.0, 64.0), "Letter": (92.0, 60.0)}
"""Width and height of a card in millimetres. Two columns of four fill a sheet and leave room for cut marks around."""
_COLUMNS, _ROWS = 2, 4
TEXT_BOX = (6.0, 6.0, 6.0, 13.0)
"""Millimetres from the edges of a card to its text: left, top, right, bottom (below the text stands the suit)."""
_SIZES = (110, 170, 210)
"""Letters up to which a card is set in the first, second and third size."""
SIGNS = ("disc", "peak", "ring", "square", "leaf", "arch", "half", "drop", "band", "quarter", "pebble")
"""Shapes that tell suits apart without colour. Their number has no divisor in common with that of a brand's colours
(four at most), so that forty-four suits have each their own pair of shape and colour."""


@dataclass(frozen=True, slots=True)
class Suit:
    """The cards of one topic, with the number and the sign on their backs."""

    number: int
    name: str
    source: str
    """The title of the Key or module that the first of its cards comes from."""
    key_sign: KeySign | None = None
    """The sign of that Key, in place of `sign`."""

    @property
    def sign(self) -> str:
        """One of `SIGNS`."""
        return SIGNS[(self.number - 1) % len(SIGNS)]

    @property
    def short_name(self) -> str:
        """Its name, no longer than three lines of a card's back."""
        short = shorten(self.name, 66, placeholder="…")
        return (
            Told(short, short, untranslated=True) if isinstance(self.name, Told) and self.name.untranslated else short
        )

    @property
    def lines(self) -> list[str]:
        """The same, line by line."""
        return wrap(self.short_name, 24)


@dataclass(frozen=True, slots=True)
class Card:
    """One card: its Markdown, and for a role the title. `at` is where the author wrote it. A blank card has neither."""

    suit: Suit
    text: str = ""
    title: str = ""
    guide: Guide[GuideFacts] | None = None
    at: Span | None = None

    @property
    def size(self) -> int:
        """From 1, large, to 4: by its letters, so that a card is as easy to read as its text allows."""
        letters = len(self.title) + len(self.text)
        return 1 + sum(letters > most for most in _SIZES)


@dataclass(frozen=True, slots=True)
class CardPlace:
    """The place of a card on a sheet, in millimetres from the top left corner of the cards."""

    card: Card
    x: float
    y: float
    back_x: float
    """The same place seen from behind, after a turn over the long edge."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The division of a sheet into cards, in millimetres."""

    paper: tuple[float, float]
    card: tuple[float, float]

    @property
    def margins(self) -> tuple[float, float]:
        """The margins of a sheet, beside its cards and above them."""
        (width, height), (wide, high) = self.paper, self.card
        return round((width - _COLUMNS * wide) / 2, 3), round((height - _ROWS * high) / 2, 3)

    @property
    def cuts(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """The lines to cut along, from the corner of the sheet: the upright ones, and the level ones."""
        (beside, above), (wide, high) = self.margins, self.card
        return (
            tuple(round(beside + wide * number, 3) for number in range(_COLUMNS + 1)),
            tuple(round(above + high * number, 3) for number in range(_ROWS + 1)),
        )


@dataclass(frozen=True, slots=True)
class Deck:
    """The cards of a programme on their sheets."""

    grid: Grid
    suits: tuple[Suit, ...]
    sheets: tuple[tuple[CardPlace, ...], ...]

    @property
    def size(self) -> int:
        """The size in which every card can be set: that of the one with the most letters."""
        return max((place.card.size for sheet in self.sheets for place in sheet), default=1)

    def count(self, suit: Suit) -> int:
        """The number of cards of a suit."""
        return sum(place.card.suit == suit for sheet in self.sheets for place in sheet)


def deck(toolkit: Toolkit) -> list[Card]:
    """Every conversation starter of the programme's Keys, as the Keys are met, then every `card` block; each once."""
    suits: dict[str, Suit] = {}
    cards: dict[str, Card] = {}

    def add(guide: Guide[GuideFacts], name: str, title: str, text: str, at: Span, sign: KeySign | None) -> None:
        same = re.sub(r"[\W_]+", "", title + text).casefold()
        if same not in cards:  # a suit of which every card is there already would leave a gap in the numbers
            suit = suits.setdefault(name.casefold(), Suit(len(suits) + 1, name, guide.facts.title, sign))
            cards[same] = Card(suit, text, title, guide, at)

    for key in _keys_in_order(toolkit):
        for block in key.every("starters"):
            for text, at in list_items(key, block):
                add(key, capital(key.facts.topic), "", text, at, sign_of(key))
    for guide in toolkit.guides:
        for block in guide.every("card"):
            add(guide, guide.facts.title, block.argument, block.text, block.at, None)
    return list(cards.values())


def lay_out(toolkit: Toolkit, voice: Voice, grid: Grid) -> Deck:
    """Put the deck on sheets. What is left of the last one becomes cards to write on."""
    cards = deck(toolkit)
    suits = list(dict.fromkeys(card.suit for card in cards))
    a_sheet = _COLUMNS * _ROWS
    missing = -len(cards) % a_sheet
    if missing:
        suits.append(Suit(len(suits) + 1, voice.words.gettext("Your own"), ""))
        cards += [Card(suits[-1])] * missing
    return Deck(grid, tuple(suits), _on_sheets(cards, grid))


def cut_deck(guide: Guide[GuideFacts], block: Block, grid: Grid) -> Deck:
    """The points of a block as cards on sheets of which only the fronts are printed."""
    suit = Suit(1, guide.facts.title, guide.facts.summary)
    cards = [Card(suit, _number(guide, at) + text, "", guide, at) for text, at in list_items(guide, block)]
    return Deck(grid, (suit,), _on_sheets(cards, grid))


def _number(guide: Guide[GuideFacts], at: Span) -> str:
    """The number of a point in a numbered list, which good answers call it by; not the mark of a list of its own."""
    numbered = re.match(r"\d+(?=[.)]\s)", guide.body.split("\n")[at.line - guide.body_line])
    return f"{numbered[0]}\\. " if numbered else ""


def _on_sheets(cards: list[Card], grid: Grid) -> tuple[tuple[CardPlace, ...], ...]:
    """Cards side by side, as many to a sheet as it holds."""
    wide, high = grid.card
    a_sheet = _COLUMNS * _ROWS
    places = [
        CardPlace(
            card,
            x=wide * (number % _COLUMNS),
            y=high * (number % a_sheet // _COLUMNS),
            back_x=wide * (_COLUMNS - 1 - number % _COLUMNS),
        )
        for number, card in enumerate(cards)
    ]
    return tuple(tuple(places[first : first + a_sheet]) for first in range(0, len(places), a_sheet))


def _keys_in_order(toolkit: Toolkit) -> list[Key]:
    met = [key for session in toolkit.sessions for key in session.keys]
    return list({key.path: key for key in (*met, *toolkit.keys)}.values())
