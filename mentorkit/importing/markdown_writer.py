"""A tree of HTML as Markdown in our dialect, with blocks of the vocabulary where the tree has them.

The tree is HTML with a few elements of our own: `block` (a block of the vocabulary: `kind`, `options`, an `argument` first),
`note` (a text said aside: `kind`, `title`), `noted` and `notes` (notes at the foot), and `source` for an element that is left as its author wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from xml.etree import ElementTree as etree

from mentorkit.importing.html_elements import BLOCKS, remove, text_of
from mentorkit.importing.inline_writer import InlineWriter
from mentorkit.importing.markdown_escapes import value, visible, without_placeholders

SOURCE = "source"
"""The attribute that holds how an element was written, where nothing about it is changed."""
ITEM_MARK = "– "
_PARAGRAPH, _LINE, _CELL = InlineWriter(), InlineWriter(" "), InlineWriter("<br>")
_CONTAINERS = frozenset({"body", "div", "section", "article", "main", "header", "footer", "aside", "center", "nav", "form", "fieldset",
                         "figure", "details", "address", "dialog"})  # fmt: skip
_APART = "<!-- another list -->"


def markdown_of(root: etree.Element) -> str:
    """A whole text."""
    return "\n\n".join(_chunks(root)).strip() + "\n"


def line_of(element: etree.Element) -> str:
    """The words of an element on one line, with their marks."""
    return _LINE.line(element)


def block(
    kind: str, argument: etree.Element | str = "", options: dict[str, str | list[str]] | None = None
) -> etree.Element:
    """A block of the vocabulary. The words of `argument` may have marks."""
    made = etree.Element("block", {"kind": kind})
    made.set("options", "\n".join(f"{name}: {value(one)}" for name, one in (options or {}).items()))
    holder = etree.SubElement(made, "argument")
    if isinstance(argument, str):
        holder.text = argument
    else:
        holder.text = argument.text
        holder.extend(list(argument))
    for parent in list(holder.iter()):  # a question has no notes: those are told at the end of the text
        for mention in parent.findall("noted"):
            remove(parent, mention)
    return made


def _chunks(parent: etree.Element) -> Iterator[str]:
    """The parts of a text, each of which stands apart; words between them are paragraphs."""
    for one in loose_wrapped(parent):
        written = one.get(SOURCE)
        yield from filter(None, [written] if written is not None else _written(one))


def loose_wrapped(parent: etree.Element) -> list[etree.Element]:
    """What stands inside an element, words and elements of a line put into paragraphs, and list beside list kept apart."""
    return _kept_apart(paragraphs_of(parent))


def paragraphs_of(parent: etree.Element) -> list[etree.Element]:
    """What stands inside an element, words and elements of a line put into paragraphs."""
    made: list[etree.Element] = []
    loose = etree.Element("p")
    loose.text = parent.text

    def end() -> None:
        nonlocal loose
        if text_of(loose) or any(one.tag in ("img", "input") for one in loose.iter()):
            made.append(loose)
        loose = etree.Element("p")

    for child in parent:
        if child.tag in BLOCKS or child.tag in ("note", "notes", "iframe", "video", "audio", "embed", "object"):
            end()
            made.append(child)
            loose.text, child.tail = child.tail, None
        else:
            loose.append(child)
    end()
    return made


def _kept_apart(elements: list[etree.Element]) -> list[etree.Element]:
    made = elements[:1]
    for before, one in pairwise(elements):
        if before.tag == one.tag and one.tag in ("ul", "ol"):
            made.append(etree.Element("p", {SOURCE: _APART}))
        made.append(one)
    return made


def _written(one: etree.Element) -> Iterable[str]:
    """How one part of a text is written."""
    if one.tag in _CONTAINERS:
        return _chunks(one)
    if re.fullmatch(r"h[1-6]", one.tag):
        return _heading(one)
    return _WRITERS.get(one.tag, _paragraph)(one)


def _paragraph(one: etree.Element) -> Iterable[str]:
    return [_PARAGRAPH.paragraph(one)]


def _heading(one: etree.Element) -> Iterable[str]:
    words = _LINE.line(one)
    anchor = f" {{#{one.get('id')}}}" if one.get("id") else ""
    return [f"{'#' * int(one.tag[1])} {words}{anchor}"] if words else []


def _list(one: etree.Element) -> Iterable[str]:
    ordered, number = one.tag == "ol", start_of(one)
    items = [list(_chunks(item)) for item in one if item.tag == "li"]
    simple = all(len(chunks) < 2 or (len(chunks) == 2 and re.match(r"[-*] |\d+\. ", chunks[1])) for chunks in items)
    lines = []
    for place, chunks in enumerate(filter(None, items), number):
        mark = f"{place}. " if ordered else "- "
        text = ("\n" if simple else "\n\n").join(chunks)
        lines.append(mark + text.replace("\n", f"\n{' ' * len(mark)}"))
    made = ("\n" if simple else "\n\n").join(lines)
    return [re.sub(r"[ ]+$", "", made, flags=re.MULTILINE)] if made else []


def start_of(one: etree.Element) -> int:
    """The number of the first entry of a list."""
    written = one.get("start") or "1"
    return int(written) if re.fullmatch(r"\d{1,6}", written) else 1


def _quotation(one: etree.Element) -> Iterable[str]:
    return [_quoted("\n\n".join(_chunks(one)))]


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""


def _note(one: etree.Element) -> Iterable[str]:
    title = " ".join(visible(one.get("title", "")).split())
    inside = "\n\n".join(_chunks(one))
    return [_quoted("\n".join(filter(None, [f"[!{one.get('kind', 'note').upper()}] {title}".rstrip(), inside])))]


def _notes(one: etree.Element) -> Iterable[str]:
    """Notes at the foot of a text."""
    for note in one:
        text = "\n\n".join(_chunks(note)).replace("\n", "\n    ")
        yield re.sub(r"[ ]+$", "", f"[^{note.get('name')}]: {text}", flags=re.MULTILINE)


def _code(one: etree.Element) -> Iterable[str]:
    text = "".join(_with_breaks(one)).strip("\n")
    longest = max((len(run) for run in re.findall("`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return [f"{fence}\n{without_placeholders(visible(text))}\n{fence}"] if text.strip() else []


def _with_breaks(element: etree.Element) -> Iterator[str]:
    yield "\n" if element.tag == "br" else element.text or ""
    for child in element:
        yield from _with_breaks(child)
        yield child.tail or ""


def _terms(one: etree.Element) -> Iterable[str]:
    lines: list[str] = []
    for part in one:
        if part.tag == "dt":
            lines += ["", _LINE.line(part)]
        elif part.tag == "dd":
            lines.append(": " + "\n\n".join(_chunks(part)).replace("\n", "\n  "))
    return ["\n".join(lines).strip()]


def _table(one: etree.Element) -> Iterable[str]:
    rows = [row for row in grid(one) if any(text_of(cell) or len(cell) for cell in row)]
    if not rows:
        return []
    lines = [f"| {' | '.join(map(_cell, row))} |" for row in rows]
    caption = one.find("caption")
    said = [f"**{_LINE.line(caption)}**"] if caption is not None and text_of(caption) else []
    return [*said, "\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]])]


def grid(table: etree.Element) -> list[list[etree.Element]]:
    """The cells of a table, each row with as many: where cells are merged, the first of them holds the words."""
    rows: list[list[etree.Element]] = []
    below: dict[tuple[int, int], bool] = {}
    for number, row in enumerate(_rows(table)):
        cells: list[etree.Element] = []
        for cell in (one for one in row if one.tag in ("td", "th")):
            while below.pop((number, len(cells)), False):
                cells.append(etree.Element("td"))
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            below.update(
                {(number + deep, len(cells) + wide): True for deep in range(1, down) for wide in range(across)}
            )
            cells += [cell, *(etree.Element("td") for _ in range(across - 1))]
        while below.pop((number, len(cells)), False):
            cells.append(etree.Element("td"))
        rows.append(cells)
    wide = max(map(len, rows), default=0)
    return [[*row, *(etree.Element("td") for _ in range(wide - len(row)))] for row in rows] if wide else []


def _rows(table: etree.Element) -> Iterator[etree.Element]:
    """The rows of a table, and not those of tables in it."""
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in part if row.tag == "tr")


def _span(cell: etree.Element, name: str) -> int:
    written = cell.get(name, "1")
    return min(max(int(written), 1), 50) if written.isdigit() and len(written) < 5 else 1


def _cell(cell: etree.Element) -> str:
    """A cell on one line: its paragraphs, and the entries of lists in it, have lines of their own in the table."""
    return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", "<br>".join(_cell_lines(cell))).strip()


def _cell_lines(cell: etree.Element) -> Iterator[str]:
    for one in loose_wrapped(cell):
        if one.get(SOURCE):
            continue
        if one.tag in ("ul", "ol"):
            for number, item in enumerate(one, start_of(one)):
                mark = f"{number}. " if one.tag == "ol" else ITEM_MARK
                yield from (f"{mark if place == 0 else ''}{line}" for place, line in enumerate(_cell_lines(item)))
        elif one.tag == "table":
            yield from (" – ".join(filter(None, map(_cell, row))) for row in grid(one))
        elif one.tag in _CONTAINERS or one.tag in ("blockquote", "note", "dl", "dd"):
            yield from _cell_lines(one)
        elif words := _CELL.line(one):
            yield f"**{words}**" if re.fullmatch(r"h[1-6]", one.tag) and "**" not in words else words


def _rule(_: etree.Element) -> Iterable[str]:
    return ["---"]


def _summary(one: etree.Element) -> Iterable[str]:
    words = _LINE.line(one)
    return [f"**{words}**" if words and "*" not in words else words]


def _elsewhere(one: etree.Element) -> Iterable[str]:
    """A film, a map or another page inside this one: a link to it."""
    address = one.get("src") or one.get("data") or next((inner.get("src", "") for inner in one.iter("source")), "")
    return [f"[{address}](<{address}>)"] if re.match(r"https?://[^\s<>]+$", address) else []


def _block(one: etree.Element) -> Iterable[str]:
    return [written_block(one)]


def written_block(one: etree.Element) -> str:
    """A block of the vocabulary; those around others have more slashes."""
    argument = one.find("argument")
    words = _LINE.line(argument) if argument is not None else ""
    slashes = "/" * (2 + _height(one))
    options = [f"    {line}" for line in (one.get("options") or "").split("\n") if line]
    content = etree.Element("div")
    content.extend([child for child in one if child is not argument])
    text = "\n\n".join(_chunks(content))
    head = [f"{slashes} {one.get('kind')}{f' | {words}' if words else ''}", *options]
    return "\n".join([*head, *([""] if options and text else []), *([text] if text else []), slashes])


def _height(one: etree.Element) -> int:
    return 1 + max((_height(inner) for inner in one.iter("block") if inner is not one), default=0)


_WRITERS = {
    "ul": _list, "ol": _list, "blockquote": _quotation, "note": _note, "notes": _notes, "pre": _code, "dl": _terms, "table": _table,
    "hr": _rule, "summary": _summary, "block": _block, "iframe": _elsewhere, "video": _elsewhere, "audio": _elsewhere, "embed": _elsewhere,
    "object": _elsewhere,
}  # fmt: skip
