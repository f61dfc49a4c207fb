"""Form fields where a printed book has lines to write on, boxes to tick and numbers to ring.

They are put into the tree of a book that has been composed, so that whatever a template or a guide asks can be answered,
and each is named by the question that stands before it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from textwrap import shorten
from xml.etree.ElementTree import Element

from mentorkit.language.catalogue import Words
from mentorkit.language.digits import as_stored
from mentorkit.workbooks.layout.html_tree import (
    TO_FILL,
    classes,
    has_words,
    of_class,
    parents,
    put_first,
    put_in_place,
    take_out,
    words_in,
)

_MOST_LINES = 14
"""Writing lines that the field of a question is high at most; it scrolls."""
_LONGEST = 180
"""Letters of a question that a tooltip gives."""
_NAME = 60
"""Letters of a question, and of a place in a table, that a field's name gives."""
_QUESTIONS = frozenset({"mk-ask", "rest-title", "mk-label", "unfolded-head"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_SPACES = frozenset({"mk-prompt", "mk-lines", "rest"})
"""The classes of elements whose writing lines become one field."""
_BLANKS = frozenset({"sign", "cover-owner-line", "held-line"})
"""Lines for a few words."""


def add_fields(root: Element, words: Words) -> dict[str, str]:
    """Put the fields in. Returns the question of each scale by the name of its fields."""
    above = parents(root)
    for element in [*of_class(root, "mk-more"), *of_class(root, "rest--paper")]:
        take_out(above[element], element)
    for element in list(root.iter()):
        if classes(element) & _SPACES:
            _join_lines(element)
    for checklist in of_class(root, "mk-checklist"):
        for points in checklist.findall("div/ul"):
            points.set("class", "ticks")
    form = _Form(words)
    form.walk(root)
    return form.scales


def _join_lines(space: Element) -> None:
    """Put one field, as high as they were, in the place of all lines.

    How high the rest of a page is shows when it is laid out: there, the field lies over as many lines as find room.
    """
    lines = of_class(space, "mk-line")
    if not lines:
        return
    above = parents(space)
    if "rest" in classes(space):
        above[lines[0]].append(Element("textarea", {"class": "over"}))
        return
    high = 8 * min(len(lines), _MOST_LINES)
    put_in_place(above[lines[0]], lines[0], Element("textarea", {"style": f"height: {high}mm"}))
    for line in lines[1:]:
        take_out(above[line], line)


@dataclass(slots=True)
class _Form:
    """Walks through a book as it is read, and names each field by what was asked last."""

    words: Words
    scales: dict[str, str] = field(default_factory=dict)
    _question: str = ""
    _field: str = ""
    """A name of its own for the fields of the question, which stays when its words change."""
    _chapter: str = ""
    _anchor: str = "book"
    _taken: Counter[str] = field(default_factory=Counter)

    def walk(self, parent: Element) -> None:
        """Find what is to be filled in below `parent`, in reading order."""
        ticked = "ticks" in classes(parent)
        for child in list(parent):
            self._read(child)
            named = classes(child)
            if ticked:
                self._tick(child)
            elif named & _BLANKS:
                self._blank(parent, child)
            elif "choose" in named:
                self._options(child)
            elif "mk-scale__row" in named:
                self._scale(child)
            elif "mk-draw__frame" in named:
                child.append(self._named(Element("textarea", {"class": "over"}), self._question, self._chapter))
            elif child.tag == "textarea":
                self._named(child, self._question, self._chapter)
            elif child.tag == "table":
                self._table(child)
            else:
                self.walk(child)

    def _read(self, element: Element) -> None:
        """Remember what was asked, and in which chapter."""
        if element.tag in _HEADINGS or classes(element) & _QUESTIONS:
            self._question, self._field = words_in(element), element.get("data-field", "")
        if element.get("data-asked"):
            self._question = element.get("data-asked", "")
        if element.get("data-contents"):
            self._chapter = element.get("data-label") or words_in(element)
            self._anchor = element.get("id") or self._anchor

    def _named(self, made: Element, question: str, context: str = "", place: str = "") -> Element:
        """Give a field its name and the tooltip that says what belongs in it; `place` says which of a question's fields it is."""
        made.set("name", self._name(question, place))
        made.set("title", self._once(_tooltip(_joined(question, place), context)))
        return made

    def _name(self, question: str, place: str = "") -> str:
        """A name of the question's own words: who collects answers reads it, and it stays when others are added."""
        parts = (self._field,) if self._field else (self._anchor, _plain(question))
        name = "-".join(part for part in (*parts, _plain(place)) if part)
        return self._once(name).replace(" ", "-")

    def _once(self, text: str) -> str:
        """The text, with a number where it stood before."""
        self._taken[text] += 1
        return text if self._taken[text] == 1 else f"{text} {self._taken[text]}"

    def _tick(self, item: Element) -> None:
        if self._field:
            box = Element("input", {"type": "checkbox"})
            put_first(item, self._named(box, self._question, self._chapter, words_in(item)))
            self.walk(item)
            return
        what = shorten(self._question, _NAME, placeholder="…")
        about = " · ".join(part for part in dict.fromkeys((what, self._chapter)) if part)
        box = self._named(Element("input", {"type": "checkbox"}), words_in(item, ("page-of",)), about)
        put_first(item, box)

    def _blank(self, parent: Element, blank: Element) -> None:
        """A line for a few words, named by those behind it or before it."""
        what = (blank.tail or "").strip() or words_in(parent)
        line = Element("input", {"class": f"{blank.get('class')} line"})
        if self._field:
            self._named(line, self._question, self._chapter, what if parent.tag == "li" else "")
        else:
            self._named(line, what, self._chapter)
        put_in_place(parent, blank, line)

    def _scale(self, row: Element) -> None:
        """A choice below each number; all of them are one question."""
        name = self._name(self._question)
        for cell in of_class(row, "mk-scale__cell"):
            number = words_in(cell[0]) or words_in(cell)
            asked = _tooltip(_joined(self._question, words_in(cell)), "")
            cell.insert(
                1, Element("input", {"type": "radio", "value": as_stored(number), "name": name, "title": asked})
            )
        self.scales[name] = self._once(_tooltip(self._question, self._chapter))

    def _options(self, options: Element) -> None:
        """A choice before each option; all of a list are one question."""
        name = self._name(self._question)
        for item in options:
            words = words_in(item)
            asked = _tooltip(_joined(self._question, words), "")
            put_first(item, Element("input", {"type": "radio", "value": words, "name": name, "title": asked}))
            self.walk(item)
        self.scales[name] = self._once(_tooltip(self._question, self._chapter))

    def _table(self, table: Element) -> None:
        """A field in each empty cell, named by question, row and column; signatures have lines of their own."""
        heads = [words_in(cell) for row in table.iterfind("thead/tr") for cell in row]
        own = not classes(table) or bool(classes(table) & TO_FILL)
        rows = table.findall("tbody/tr")
        for number, row in enumerate(rows, 1):
            label = words_in(row[0]) if has_words(row[0]) else ""
            if not label and len(rows) > 1:
                label = self.words.fill(self.words.gettext("row %(number)s"), {"number": number})
            if choices := of_class(row, "mk-choose"):
                self._choice(choices, heads[-len(choices) :], label)
                continue
            for cell, head in zip(row, [*heads, *[""] * len(row)], strict=False):
                if own and cell.tag == "td" and not has_words(cell):
                    place = self.words.comma.join(part for part in (label, head) if part)
                    made = Element("textarea", {"class": "cell"})
                    cell.append(self._named(made, self._question, self._chapter, place))
                elif blanks := [one for one in cell if classes(one) & _BLANKS]:
                    self._signature(cell, blanks[0], head)
                else:
                    self.walk(cell)

    def _choice(self, places: list[Element], columns: list[str], row: str) -> None:
        """One of the columns in a row: a choice in each cell, all of them one question."""
        name, asked = self._name(self._question, row), _joined(self._question, row)
        for place, column in zip(places, columns, strict=True):
            title = _tooltip(f"{asked}{self.words.comma}{column}" if row else _joined(asked, column), "")
            place.append(Element("input", {"type": "radio", "value": column, "name": name, "title": title}))
        self.scales[name] = self._once(_tooltip(asked, self._chapter))

    def _signature(self, cell: Element, blank: Element, who: str) -> None:
        line = Element("input", {"class": f"{blank.get('class')} line"})
        put_in_place(cell, blank, self._named(line, (blank.tail or "").strip(), who))


def _joined(question: str, place: str) -> str:
    if not place:
        return question
    return f"{question}{' ' if question.endswith(('?', '.', '!', ':', '…')) else ': '}{place}"


def _plain(words: str) -> str:
    """`what-will-you-do`: letters and digits of any script; a name must not hold a full stop (ISO 32000-1, 12.7.3.2)."""
    return re.sub(r"[\W_]+", "-", shorten(words.casefold(), _NAME, placeholder="")).strip("-")


def _tooltip(question: str, context: str) -> str:
    """`What will you do? (Session 3: Trust)`."""
    asked = shorten(question.strip(" ,:"), _LONGEST, placeholder="…")
    return f"{asked} ({context})" if context and context != question else asked
