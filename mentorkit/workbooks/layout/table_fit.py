"""The tables of a book fitted to its pages: columns as wide as their words need, or a list of labelled entries instead.

In templates and style sheets the class of such a list is `unfolded`; a table whose columns have set widths is marked
`data-fitted`.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from mentorkit.guides.vocabulary import LONGEST_UNDIVIDED
from mentorkit.workbooks.compose.editions import Edition
from mentorkit.workbooks.layout.html_tree import TO_FILL, classes, has_words, parents, put_in_place, words_in

_LINES = 2
"""Writing lines for a cell that was empty."""
_PAPER = 210.0
"""Millimetres that the narrowest paper is wide."""
_INSET = 15.0
"""Millimetres by which what stands around a table, such as a box, narrows it at most."""
_GAP = 3.0
"""Millimetres between columns."""
_LEAST = 7
"""Letters that a column has room for at least, where it has words as long: shorter parts of words are hard to read."""
_AT_EASE = 0.75
"""The share of the page that columns may need and still share it as the engine thinks best: brands have wider letters."""


def fit_tables(root: Element, edition: Edition) -> None:
    """Fit every table whose columns would not find room. A list has an entry for each row.

    The tables of templates are made for their pages, and only become lists in an edition that has few columns.
    """
    above, room = parents(root), _PAPER - edition.margins - _INSET
    for table in list(root.iter("table")):
        words = _longest_words(table)
        longest = [min(letters, LONGEST_UNDIVIDED) for letters in words]
        fitting = _shortened(longest, edition.letter, room)
        if _is_for_lists(table, edition) or (not classes(table) and fitting is None):
            _stack(above[table], table)
        elif fitting and _is_too_wide(table, words, longest, edition.letter, room):
            _set_widths(table, [letters * edition.letter + _GAP for letters in fitting])


def _is_too_wide(table: Element, words: list[int], longest: list[int], letter: float, room: float) -> bool:
    """Whether the engine would not share the page well among the columns of a table.

    The table of dates keeps its days whole, and gives that up only where its words find no room undivided.
    """
    if "dates" in classes(table):
        return _needed(words, letter) > room
    return not classes(table) and _needed(longest, letter) > _AT_EASE * room


def _is_for_lists(table: Element, edition: Edition) -> bool:
    most = edition.most_columns
    return bool(most) and (any(len(row) > most for row in table.iter("tr")) or next(table.iter("li"), None) is not None)


def _needed(longest: list[int], letter: float) -> float:
    """Return the millimetres that columns need for their longest words."""
    return sum(letters * letter + _GAP for letters in longest)


def _shortened(longest: list[int], letter: float, room: float) -> list[int] | None:
    """Return how many letters of its longest word each column has room for; None where that would be too few."""
    for most in range(LONGEST_UNDIVIDED, _LEAST - 1, -1):
        shortened = [min(letters, most) for letters in longest]
        if _needed(shortened, letter) <= room:
            return shortened
    return None


def _longest_words(table: Element) -> list[int]:
    """Return the number of letters of the longest word in each column."""
    longest: list[int] = []
    for row in table.iter("tr"):
        longest += [0] * (len(row) - len(longest))
        for number, cell in enumerate(row):
            longest[number] = max(longest[number], _longest_word(cell))
    return longest


def _longest_word(cell: Element) -> int:
    return max(map(len, words_in(cell).split()), default=0)


def _set_widths(table: Element, widths: list[float]) -> None:
    columns = Element("colgroup")
    for width in widths:
        SubElement(columns, "col", {"style": f"width: {100 * width / sum(widths):.2f}%"})
    for old in table.findall("colgroup"):
        table.remove(old)
    table.insert(0, columns)
    table.set("data-fitted", "")


def _stack(parent: Element, table: Element) -> None:
    """Put a list in the place of a table, below its caption and the head of the column that names its rows."""
    made = _stacked(table)
    put_in_place(parent, table, made)
    titles = [words_in(caption) for caption in table.findall("caption")]
    if made.find("li/p[@class='unfolded-row']") is not None:
        titles += _heads(table)[:1]
    for title in filter(None, titles):
        above = Element("p", {"class": "unfolded-title"})
        above.text = title
        parent.insert(list(parent).index(made), above)


def _heads(table: Element) -> list[str]:
    return [words_in(cell) for row in table.iterfind("thead/tr") for cell in row]


def _stacked(table: Element) -> Element:
    heads = _heads(table)
    rows = [row for row in table.iter("tr") if row not in table.findall("thead/tr")]
    to_fill = not classes(table) or bool(classes(table) & TO_FILL)
    numbered = to_fill and len(rows) > 1 and not any(has_words(row) for row in rows)
    made = Element("ol" if numbered else "ul", {"class": " ".join(["unfolded", *sorted(classes(table))])})
    for row in rows:
        item = SubElement(made, "li", {"class": row.get("class") or ""})
        for number, cell in enumerate(row):
            plain = cell.tag == "th" or not ("number" in classes(cell) or any(cell.iter("ul")))
            named = number == 0 and has_words(cell) and plain
            if named:
                item.append(_renamed(cell, "p", "unfolded-row"))
            elif has_words(cell) or to_fill:
                item.append(_cell(cell, heads[number] if number < len(heads) else ""))
    return made


def _renamed(cell: Element, tag: str, name: str) -> Element:
    made = Element(tag, {"class": name})
    made.text = cell.text
    made.extend(list(cell))
    return made


def _cell(cell: Element, head: str) -> Element:
    """A cell below the head of its column; an empty one has lines to write on."""
    made = _renamed(cell, "div", "unfolded-cell")
    if not has_words(cell) and cell.find("div") is None:
        made.text = None
        made.append(lines := Element("div", {"class": "mk-lines"}))
        lines.extend(Element("div", {"class": "mk-line"}) for _ in range(_LINES))
    if head:
        label = Element("p", {"class": "unfolded-head"})
        label.text, label.tail, made.text = head, made.text, None
        made.insert(0, label)
    return made
