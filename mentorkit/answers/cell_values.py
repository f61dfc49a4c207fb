"""One cell of a file of answers as the value of its question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase
from unicodedata import normalize

from mentorkit.answers.all_languages import SaidIn, together
from mentorkit.answers.answered import OTHER, NoAnswer, Value
from mentorkit.answers.columns_file import answer_key
from mentorkit.answers.plain_headings import ALL_WORDS, NOTHING_WORDS, OTHER_WORDS, option_words, plain_option
from mentorkit.answers.plain_numbers import DATE, plain_digits, plain_number
from mentorkit.answers.ticks import Ticks, TicksRead
from mentorkit.core.problems import Severity
from mentorkit.definition.items import CHOSEN, Item, Scale
from mentorkit.definition.questionnaires import GroupQuestion
from mentorkit.files.question_list import point_name
from mentorkit.language.catalogue import Words
from mentorkit.language.said_answers import said_in_answers

YES = said_in_answers("yes") | {"1", "x", "✓", "✔"}
"""What says yes, and that something is ticked, in small letters."""
NO = said_in_answers("no") | {"0"}
_OUT_OF = "|".join(map(re.escape, sorted(said_in_answers("out_of"), key=len, reverse=True)))
_POINT = re.compile(
    rf"\(?(\d{{1,2}})(?:[.,]0+)?\)?(?:\s*(?:/|{_OUT_OF})\s*(\d{{1,2}}))?(?:\s*[-:=(.,]?\s*([^\W\d].*?)\)?)?", re.DOTALL
)
"""A number of a scale, perhaps with the number of its points, and with its name: 5 - Completely | 5/5 | 5.0."""
_CODED = re.compile(r"ao?0?(\d{1,2})")
"""What LimeSurvey calls an option: A1 in our forms, AO01 in its own."""
_MOST_KEPT = 4_000
"""Texts whose value is remembered, for each question."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a cell is no answer to its question, and a way out. No word of the cell is in it."""

    why: str
    hint: str
    unknown: tuple[str, ...] = field(default=(), repr=False)
    """The texts that people can say the meaning of, in the file of columns: for that file only."""
    kept: Value = NoAnswer.UNANSWERED
    """What counts all the same: the ticks that are known."""
    severity: Severity = Severity.WARNING


@dataclass(slots=True, repr=False)
class CellReader:
    """Reads the cells of one question. What it read once, it knows."""

    question: Item | GroupQuestion
    scale: Scale
    words: Words
    meant: Mapping[str, Value | None] = field(default_factory=dict)
    """What people said that texts mean, by their `meaning_key`; None where they are left out."""
    others: Sequence[SaidIn] = ()
    """The same question in the further languages of the programme: answers in those mean the same."""
    options: dict[str, int] = field(init=False)
    ticks: Ticks = field(init=False)
    yes_no: dict[str, int] = field(init=False)
    _other: frozenset[str] = field(init=False)
    _nothing_words: frozenset[str] = field(init=False)
    _points: dict[str, int] = field(init=False)
    _known: dict[str, Value | Refused] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Prepare what is looked up for every cell."""
        every = (SaidIn(self.question, self.scale, self.words), *self.others)
        self.options = _lettered(together(option_words(one.question.options) for one in every))
        self.ticks = Ticks.of(self.options)
        ours = ({plain_option(one.words.gettext("Yes")): 1, plain_option(one.words.gettext("No")): 0} for one in every)
        self.yes_no = _lettered(dict.fromkeys(YES, 1) | dict.fromkeys(NO, 0) | together(ours), {1: 0, 0: 1})
        self._other = OTHER_WORDS | {plain_option(one.words.gettext("Other")) for one in every}
        none = "Does not apply" if isinstance(self.question, Item) else "Prefer not to say"
        said = {plain_option(one.words.gettext(none)) for one in every}
        self._nothing_words = NOTHING_WORDS | {plain_option(none)} | said
        self._points = _lettered(together(map(_points_of, every)), {n: n - 1 for n in range(1, 27)})

    @property
    def kind(self) -> str:
        """The kind of its answers."""
        return self.question.answer if isinstance(self.question, Item) else "one of"

    @property
    def allows_other(self) -> bool:
        """Whether people may add an answer of their own."""
        return isinstance(self.question, Item) and self.question.other

    def read(self, text: str) -> Value | Refused:
        """The value of a cell, or why it has none."""
        known = self._known.get(text)
        if known is None:
            known = self._read(text)
            if len(self._known) < _MOST_KEPT and self.kind != "words":
                self._known[text] = known
        return known

    def _read(self, text: str) -> Value | Refused:
        words = plain_option(text) if len(text) < 2000 else text
        if self.meant and (key := meaning_key(text)) in self.meant:
            meant = self.meant[key]
            return NoAnswer.UNANSWERED if meant is None else meant
        bracketed = self.kind == "words" and not words and any(map(str.isalnum, text))  # <ada@example.org>
        if words in self._nothing_words and words not in self.options and words not in self._points and not bracketed:
            return self._nothing(words, text)
        if self.kind == "words":
            return text
        if self.kind in CHOSEN:
            return self._chosen(text, words)
        if self.kind == "scale":
            return self._on_scale(text, words)
        return self._yes_or_no(text, words) if self.kind == "yes or no" else self._number(text)

    def _nothing(self, words: str, text: str) -> Value | Refused:
        """What says that there is no answer."""
        if not text or not isinstance(self.question, Item):  # nobody has to say to which group they belong
            return NoAnswer.UNANSWERED
        if self.question.may_not_apply:
            return NoAnswer.NOT_APPLICABLE
        if self.kind == "words" or not any(map(str.isalnum, words)):
            return NoAnswer.UNANSWERED
        hint = "write `may_not_apply: yes` at the question if people may say so; until then they count as not having answered"
        return Refused("says that the question does not apply, which it does not allow", hint)

    def _chosen(self, text: str, words: str) -> Value | Refused:
        several = self.kind == "several of"
        if words in self.options:
            index = self.options[words]
            return (index,) if several else index
        if words in ALL_WORDS and several:
            return tuple(range(len(self.question.options)))
        if words in self._other and self.allows_other:
            return (OTHER,) if several else OTHER
        if coded := _CODED.fullmatch(words):
            return self._by_number(int(coded[1]), text)
        ticked = self.ticks.read(text)
        if several:
            return self._several(ticked)
        if len(ticked.known) == 1 and not ticked.rest:
            return ticked.known[0]
        if len(ticked.known) > 1:
            hint = "if people could tick several, write `answer: several of`; else mend the cell"
            return Refused("holds several of the options, and the question allows one", hint)
        if self.allows_other:
            return OTHER
        return self._unknown(text)

    def _by_number(self, number: int, text: str) -> Value | Refused:
        """The option that LimeSurvey calls by its place, as it does in what it was given by us."""
        if not 1 <= number <= len(self.question.options):
            return self._unknown(text)
        hint = "export full answers instead of codes to be sure; else look whether the options stand in the same order"
        kept: Value = (number - 1,) if self.kind == "several of" else number - 1
        return Refused(
            "holds the code of an option, and is read by its place among them", hint, (), kept, Severity.NOTE
        )

    def _several(self, ticked: TicksRead) -> Value | Refused:
        known, unknown, own = set(ticked.known), list[str](), False
        for one in ticked.rest:
            meant = self.meant.get(meaning_key(one), OTHER)
            if one in ALL_WORDS:
                known |= set(range(len(self.question.options)))
            elif isinstance(meant, tuple):
                known |= set(meant)
            elif meant is not None:
                own = True
                unknown.append(one)
        if unknown and not self.allows_other:
            kept = tuple(sorted(known))
            return Refused(
                "holds something that is none of the options",
                self._way_out(),
                tuple(unknown),
                kept or NoAnswer.UNANSWERED,
            )
        return tuple(sorted(known | ({OTHER} if own else set())))

    def _unknown(self, text: str) -> Refused:
        if DATE.fullmatch(text):
            hint = (
                "a spreadsheet took an answer such as 1-2 for a day: export it again, as CSV, and do not open it before"
            )
            return Refused("holds a day, and no option", hint, (text,))
        return Refused("holds none of the options", self._way_out(), (text,))

    def _way_out(self) -> str:
        return "say in columns.yml what it means, or give the option `also:`, or write `other: yes` at the question"

    def _on_scale(self, text: str, words: str) -> Value | Refused:
        if words in self._points:
            return self._points[words]
        steps = self.scale.steps
        found = _POINT.fullmatch(normalize("NFKC", plain_digits(text)))
        if not found or (found[2] and int(found[2]) != steps):
            hint = f"write 1 to {steps} or the name of a point, or say in columns.yml what it means"
            return Refused("holds no number of the scale", hint, (text,))
        number, name = int(found[1]), plain_option(found[3] or "")
        if not 1 <= number <= steps:
            hint = f"it goes from 1 to {steps}: is this the file of another scale?"
            return Refused("holds a number that the scale has not", hint)
        if name and self._points.get(name, number) != number:
            hint = "look whether the form tool numbers the points the other way round, and mend the file"
            return Refused("names a point of the scale by another number", hint)
        if name and point_name(self.scale, number, self.words) and name not in self._points:
            hint = (
                "give the point the same name in the definition (`scale: points:`), or say in columns.yml what it means"
            )
            return Refused("gives a point of the scale another name", hint, (text,))
        return number

    def _yes_or_no(self, text: str, words: str) -> Value | Refused:
        if words in self.yes_no:
            return self.yes_no[words]
        hint = "say in columns.yml whether it means yes or no; where people could say more, write `answer: one of` with the options"
        return Refused("holds neither yes nor no", hint, (text,))

    def _number(self, text: str) -> Value | Refused:
        found = plain_number(text, self.question.number if isinstance(self.question, Item) else None)
        return Refused(*found) if isinstance(found, tuple) else found


def _points_of(said: SaidIn) -> dict[str, int]:
    """The numbers of a scale by their names in one language."""
    names = {plain_option(point_name(said.scale, n, said.words)): n for n in range(1, said.scale.steps + 1)}
    return {name: number for name, number in names.items() if name}


def _lettered(answers: Mapping[str, int], places: Mapping[int, int] | None = None) -> dict[str, int]:
    """The same answers, also behind the letter of their place, as forms made of a text have them: "a. Office", "b) Depot".

    `places` has the place of each value, from 0; without it, values are places.
    """
    known = dict(answers)
    for name, value in answers.items():
        place = value if places is None else places[value]
        if place < len(ascii_lowercase):
            for mark in (".", ")", ":"):
                known.setdefault(f"{ascii_lowercase[place]}{mark} {name}", value)
    return known


def meaning_key(text: str) -> str:
    """An answer by which people say in the file of columns what it means, as it is compared."""
    return plain_option(answer_key(text))
