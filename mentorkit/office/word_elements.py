"""Elements of Word documents, as python-docx keeps them."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from mentorkit.office.document_look import twips
from mentorkit.office.document_pieces import PieceTable, TableCell, TextLine

_LETTER, _PADDING = 2.1, 4.5
"""Millimetres that a letter of a table takes, and the space beside the words of a cell."""


def el(tag: str, values: dict[str, Any] | None = None, *inside: Any) -> Any:
    """An element; names without a prefix get that of Word."""
    made = OxmlElement(tag if ":" in tag else f"w:{tag}")
    for name, value in (values or {}).items():
        made.set(qn(name if ":" in name else f"w:{name}"), str(value))
    made.extend([one for one in inside if one is not None])
    return made


def refill(element: Any, xml: str) -> None:
    """Give an element of the template other content."""
    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(xml)))


def keep_with_next(rows: Any) -> None:
    """Keep a row, or all of a table, on the page of what follows it."""
    for properties in rows.iter(qn("w:pPr")):
        if properties.find(qn("w:keepNext")) is not None:
            continue
        style = properties.find(qn("w:pStyle"))
        properties.insert(0 if style is None else 1, el("keepNext"))


def namespace() -> str:
    """The name of Word's vocabulary, which its elements begin with."""
    return qn("w:p")[1:].partition("}")[0]


def words_of_run(text: str) -> Any:
    """The text of a run, with its spaces."""
    made = el("t")
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def styled(name: str) -> Any:
    """The properties of a paragraph in this style."""
    return el("pPr", None, el("pStyle", {"val": name}))


def column_widths(table: PieceTable, measure: float, *, first: bool) -> list[int]:
    """The widths of columns, in twips: the first, where it names rows, and columns with long words, are wider."""
    columns = table.columns
    shares = [1.0] * columns
    for place in range(columns):
        cells = [row[place] for row in table.rows if place < len(row) and len(row) == columns]
        longest = max((len(_said(cell)) for cell in cells), default=0)
        shares[place] = min(max(longest, 8), 40) if not all(cell.field for cell in cells) or first else 12
    if first and columns == 2:
        shares = [1.0, 1.6]
    longest_words = [
        max((len(word) for row in table.rows if len(row) == columns for word in _said(row[place]).split()), default=0)
        for place in range(columns)
    ]
    least = [twips(_LETTER * min(letters, 14) + _PADDING) for letters in longest_words]
    whole = twips(measure)
    spare = max(0, whole - sum(least))
    made = [round(few + spare * share / sum(shares)) for few, share in zip(least, shares, strict=True)]
    made[-1] += whole - sum(made)
    return made


def _said(cell: TableCell) -> str:
    return " ".join(line.words for line in cell.lines if isinstance(line, TextLine))
