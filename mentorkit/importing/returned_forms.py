"""Forms of ours that people have edited in Word and bring back: what is asked, by the names of our styles, with its hint and the room to answer it."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as etree

from mentorkit.importing.asking_blocks import RULED, RUNG, scale_block, with_blocks
from mentorkit.importing.html_elements import text_of
from mentorkit.importing.left_out import LeftOutTally
from mentorkit.importing.markdown_escapes import escaped
from mentorkit.importing.markdown_writer import block, grid

QUESTION, HINT, LABEL, ENDS = "question", "hint", "label", "ends"
"""The classes of paragraphs in our styles (`word_reading`, `office/document_look.py`)."""
READERS = "the line that says for whom a form is, which its head says (for: …)"
_LINES = 3
"""Lines of a place to write in: how high it was, nobody can tell once somebody has written into it."""


def with_returned(elements: list[etree.Element], tally: LeftOutTally) -> list[etree.Element]:
    """The parts of a text with blocks in place of what our forms ask; other texts are left as they are."""
    waiting, made = list(elements), list[etree.Element]()
    while waiting:
        one = waiting.pop(0)
        kind = _class(one)
        if kind == LABEL and not made:
            tally.take(READERS, text_of(one), missed=True)
        elif kind == QUESTION:
            made += _question(_plain(one), waiting, tally)
        else:
            made.append(_plain(one))
    return made


def _class(one: etree.Element) -> str:
    return one.get("class", "") if one.tag == "p" else ""


def _plain(one: etree.Element) -> etree.Element:
    """An element without the class of a style of ours."""
    if _class(one) in (QUESTION, HINT, LABEL, ENDS):
        del one.attrib["class"]
    return one


def _question(question: etree.Element, waiting: list[etree.Element], tally: LeftOutTally) -> list[etree.Element]:
    """A question with its hints and what it is answered in, which are taken from those `waiting` behind it."""
    hints = list[etree.Element]()
    while waiting and _class(waiting[0]) == HINT:
        hints.append(_plain(waiting.pop(0)))
    first, *others = _answered(question, waiting, tally)
    if first.tag != "block":
        return [first, *hints, *others]
    first[1:1] = hints  # behind the argument
    return [first, *others]


def _answered(question: etree.Element, waiting: list[etree.Element], tally: LeftOutTally) -> list[etree.Element]:
    lines = 0
    while waiting and waiting[0].tag == "p" and RULED.fullmatch(text_of(waiting[0])):
        waiting.pop(0)
        lines += _LINES
    if lines:
        return [block("prompt", question, {"lines": str(lines)})]
    answer = waiting[0].tag if waiting else ""
    if answer == "table" and (numbers := _numbers(waiting[0])):
        waiting.pop(0)
        low, high = _ends(waiting.pop(0)) if waiting and _class(waiting[0]) == ENDS else ("", "")
        tally.take(RUNG, " ".join(map(str, numbers)), missed=True)
        return [scale_block(question, low, high, str(numbers[-1]), str(numbers[0]))]
    if answer == "table" and (filled := _choices(waiting[0]) or _rows_to_fill(waiting[0])):
        waiting.pop(0)
        return [block("fill", question, filled)]
    if answer in ("table", "ul", "ol"):
        return with_blocks([question, waiting.pop(0)], tally)
    return [question]


def _numbers(table: etree.Element) -> list[int]:
    """The numbers of a scale, in a row above one of boxes to tick; nothing where a table is something else."""
    rows = [[text_of(cell) for cell in row] for row in grid(table)]
    if (
        len(rows) != 2
        or not all(map(str.isdecimal, rows[0]))
        or any(rows[1][n] not in ("", "☐", "☒") for n in range(len(rows[1])))
    ):
        return []
    numbers = list(map(int, rows[0]))
    follow = all(after == before + 1 for before, after in pairwise(numbers))
    return numbers if follow and len(numbers) > 2 and numbers[0] in (0, 1) else []


def _choices(table: etree.Element) -> dict[str, str | list[str]]:
    """The options of a table in which one column of each row is ticked; none where a table is something else."""
    head, *rows = grid(table)
    boxes = [cell for row in rows for cell in row[1:]]
    if len(head) < 3 or not boxes or not all(map(_is_box, boxes)):
        return {}
    columns, labels = ([escaped(text_of(cell)) for cell in cells] for cells in (head[1:], [row[0] for row in rows]))
    return {"columns": columns, "rows": labels, "choice": "yes"}


def _rows_to_fill(table: etree.Element) -> dict[str, str | list[str]]:
    """The options of a table of one column to fill, beside the names of its rows; `asking_blocks` knows wider ones."""
    head, *rows = [[text_of(cell) for cell in row] for row in grid(table)] or [[]]
    if (
        len(head) != 2
        or head[0]
        or not rows
        or not all(name and (not room or RULED.fullmatch(room)) for name, room in rows)
    ):
        return {}
    return {"columns": [escaped(head[1])], "rows": [escaped(name) for name, _ in rows]}


def _is_box(cell: etree.Element) -> bool:
    return text_of(cell) in ("☐", "☒") or (not text_of(cell) and cell.find(".//input") is not None)


def _ends(line: etree.Element) -> tuple[str, str]:
    """What the lowest and the highest number mean: a tab stands between them."""
    low, _, high = "".join(line.itertext()).partition("\t")
    return " ".join(low.split()), " ".join(high.split())
