"""One cell of a file of answers as the value of its question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from unicodedata import normalize

from mentorkit.answers.answered import OTHER, NoAnswer, Value
from mentorkit.answers.columns_file import answer_key
from mentorkit.answers.plain_headings import ALL_WORDS, NOTHING_WORDS, OTHER_WORDS, option_words, plain_option
from mentorkit.answers.ticks import Ticks, TicksRead
from mentorkit.definition.items import CHOSEN, Item, Scale
from mentorkit.definition.questionnaires import GroupQuestion
from mentorkit.language.catalogue import Words

YES = frozenset(
    {
        "yes",
        "y",
        "true",
        "1",
        "ja",
        "oui",
        "sí",
        "si",
        "sim",
        "sì",
        "tak",
        "wahr",
        "vrai",
        "verdadero",
        "x",
        "✓",
        "✔",
        "checked",
        "selected",
    }
)
NO = frozenset(
    {
        "no",
        "n",
        "false",
        "0",
        "nein",
        "non",
        "não",
        "nee",
        "nie",
        "falsch",
        "faux",
        "falso",
        "unchecked",
        "not selected",
    }
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d( .*)?")
_POINT = re.compile(
    r"\(?(\d{1,2})(?:[.,]0+)?\)?(?:\s*(?:/|out of|of|von)\s*(\d{1,2}))?(?:\s*[-:=(.,]?\s*([^\W\d].*?)\)?)?", re.DOTALL
)
"""A number of a scale, perhaps with the number of its points, and with its name: 5 - Completely | 5/5 | 5.0."""
_NUMBER = re.compile(r"([+-]?\d[\d.,' ]*)\s*(.*)", re.DOTALL)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ ',.]\d{3})+")
_MOST_KEPT = 20_000
"""Texts whose value is remembered, for each question."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a cell is no answer to its question, and a way out. No word of the cell is in it."""

    why: str
    hint: str
    unknown: tuple[str, ...] = ()
    """The texts that people can say the meaning of, in the file of columns: for that file only."""
    kept: Value = NoAnswer.UNANSWERED
    """What counts all the same: the ticks that are known."""


@dataclass(slots=True)
class CellReader:
    """Reads the cells of one question. What it read once, it knows."""

    question: Item | GroupQuestion
    scale: Scale
    words: Words
    meant: Mapping[str, Value | None] = field(default_factory=dict)
    """What people said that texts mean, by their `meaning_key`; None where they are left out."""
    options: dict[str, int] = field(init=False)
    ticks: Ticks = field(init=False)
    yes_no: dict[str, int] = field(init=False)
    _points: dict[str, int] = field(init=False)
    _known: dict[str, Value | Refused] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Prepare what is looked up for every cell."""
        question = self.question
        self.options = option_words(question.options)
        self.ticks = Ticks.of(self.options)
        ours = {plain_option(self.words.gettext("Yes")): 1, plain_option(self.words.gettext("No")): 0}
        self.yes_no = dict.fromkeys(YES, 1) | dict.fromkeys(NO, 0) | ours
        names = ((plain_option(self.scale.name(number)), number) for number in range(1, self.scale.steps + 1))
        self._points = {name: number for name, number in names if name}

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
        if words in NOTHING_WORDS and words not in self.options and words not in self._points:
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
        if not text:
            return NoAnswer.UNANSWERED
        if isinstance(self.question, Item) and self.question.may_not_apply:
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
        if words in OTHER_WORDS and self.allows_other:
            return (OTHER,) if several else OTHER
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
        if _DATE.fullmatch(text):
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
        found = _POINT.fullmatch(normalize("NFKC", _plain_digits(text)))
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
        if name and self.scale.name(number) and name not in self._points:
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
        bounds = self.question.number if isinstance(self.question, Item) else None
        found = _NUMBER.fullmatch(normalize("NFKC", _plain_digits(text)).replace("−", "-").strip())
        unit = plain_option(bounds.unit or "") if bounds else ""
        rest = plain_option(found[2]) if found else ""
        read = _readings(found[1].strip(" .,'")) if found and not any(map(str.isdigit, rest)) else []
        if _DATE.fullmatch(text) or not read or (rest and not _is_unit(rest, unit)):
            return Refused(
                "holds no plain number", "write digits only: 8, or 8.5; where it is a range, decide for one number"
            )
        if bounds:
            inside = [one for one in read if _within(one, bounds.least, bounds.most)]
            if not inside:
                return Refused(
                    "holds a number outside the bounds of the question",
                    "mend the cell, or the `least` and `most` of the question",
                )
            read = inside
        if len(read) > 1:
            return Refused(
                "holds a number that can be read in two ways, as 1,200",
                "write it without a sign between the digits: 1200, or 1.2",
            )
        return read[0]


def meaning_key(text: str) -> str:
    """An answer by which people say in the file of columns what it means, as it is compared."""
    return plain_option(answer_key(text))


def _plain_digits(text: str) -> str:
    """A text whose digits, of whatever script, are 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(int(one)) if one.isdecimal() else one for one in text).replace("٫", ".").replace("٬", "'")


def _readings(written: str) -> list[int | float]:
    """The numbers that a text may mean: 1,200 is one thousand two hundred to some, and one and a fifth to others."""
    found = list[int | float]()
    if _GROUPED.fullmatch(written):
        found.append(int(re.sub(r"[ ',.]", "", written)))
    signs = re.findall(r"[.,]", written)
    plain = written if len(signs) < 2 else ""
    if len(signs) > 1 and written.count(signs[-1]) == 1:  # 1.200,5
        plain = re.sub(r"[ ']|[.,](?=.*[.,])", "", written)
    if re.fullmatch(r"[+-]?\d+(?:[.,]\d+)?", plain):
        number = float(plain.replace(",", "."))
        found.append(int(number) if number.is_integer() else number)
    return list(dict.fromkeys(found))


def _is_unit(rest: str, unit: str) -> bool:
    """Whether the word behind a number is its unit, in one of its forms: session of sessions, % of percent."""
    if rest in ("%", "percent", "per cent") or not unit:
        return rest in ("%", "percent", "per cent") and (unit in ("%", "percent", "per cent", ""))
    return unit.startswith(rest.rstrip("s")) or rest.startswith(unit.rstrip("s"))


def _within(number: float, least: int | None, most: int | None) -> bool:
    return (least is None or number >= least) and (most is None or number <= most)
