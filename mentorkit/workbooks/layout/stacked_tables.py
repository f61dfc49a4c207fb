"""Tables stacked into lists of labelled entries, for an edition in which letters are too large for many columns.

In templates and style sheets their class is `unfolded`.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from mentorkit.workbooks.layout.html_tree import TO_FILL, classes, has_words, parents, put_in_place, words_in

_LINES = 2
"""Writing lines for a cell that was empty."""


def stack_tables(root: Element, most_columns: int) -> None:
    """Turn every table with more than `most_columns`, or with lists in its cells, into a list: an entry for each row."""
    above = parents(root)
    for table in list(root.iter("table")):
        rows = list(table.iter("tr"))
        if any(len(row) > most_columns for row in rows) or next(table.iter("li"), None) is not None:
            put_in_place(above[table], table, _stacked(table))


def _stacked(table: Element) -> Element:
    heads = [words_in(cell) for row in table.iterfind("thead/tr") for cell in row]
    rows = [row for row in table.iter("tr") if row not in table.findall("thead/tr")]
    to_fill = bool(classes(table) & TO_FILL)
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
    if not has_words(cell):
        made.text = None
        made.extend(Element("div", {"class": "mk-line"}) for _ in range(_LINES))
    if head:
        label = Element("p", {"class": "unfolded-head"})
        label.text, label.tail, made.text = head, made.text, None
        made.insert(0, label)
    return made
