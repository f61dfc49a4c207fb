"""Questions, tables and lists of a text that ask their reader to write, as the blocks of the vocabulary that do so.

Taken are only those that leave room to write, numbers to ring or boxes to tick: what is only a question stays a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as etree

from mentorkit.importing.html_elements import has_picture, text_of
from mentorkit.importing.left_out import LeftOutTally
from mentorkit.importing.markdown_escapes import escaped
from mentorkit.importing.markdown_writer import SOURCE, block, grid

RULED = re.compile(r"[_.…‥·\s\u2002-]*(?:_{4,}|[.…‥·]{5,}|…{3,})[_.…‥·\s\u2002-]*")
"""A line to write on, and nothing else."""
_BLANK = re.compile(r"\s*(?:_{4,}|\.{6,}|…{3,})[_.…\s]*")
_NUMBERS = re.compile(
    r"(?P<low>(?:[^\d]*?[\s:|(–-])??)\(?(?P<from>[01])\)?(?P<rest>(?:[\s|,/–-]+\(?\d{1,2}\)?){2,10})(?P<high>[^\d]*)"
)
_OF_NUMBERS = re.compile(
    r"\b(?:scale|rate|rating|skala)\b.*?\b([01])\s*(?:to|bis|-|–|—|/|…|and)\s*(10|[3-9])\b", re.IGNORECASE
)
_ENDS = re.compile(
    r"\s*[(\[]?\s*\b([01])\s*(?:=|:|means|is|–|-)\s*(?P<low>[^,;()\d]{2,60}?)\s*(?:[,;]|\band\b|\bto\b)\s*(?:and\s+)?(10|[3-9])\s*(?:=|:|means|is|–|-)\s*(?P<high>[^,;()\d]{2,60}?)\s*[)\]]?\s*([.?!]?)$"
)
RUNG = "numbers of scales, which scales print themselves"
CORNERS = "heads above the names of rows"
_MOST_COLUMNS, _MOST_ROWS, _MOST_LINES = 6, 60, 30
_LONGEST_QUESTION = 400


def gap(asked: str) -> str:
    """The mark of what is still to be written."""
    return f"TO FILL IN ({asked})"


def with_blocks(elements: list[etree.Element], tally: LeftOutTally) -> list[etree.Element]:
    """The parts of a text with blocks in place of what asks for an answer."""
    made: list[etree.Element] = []
    lines = 0
    for one in elements:
        ruled = _ruled(one)
        if ruled:
            lines += ruled
            continue
        if lines:
            made = _asked(made, lines)
            lines = 0
        made = _taken(made, one, tally)
    return _asked(made, lines) if lines else made


def _ruled(one: etree.Element) -> int:
    """The lines to write on that an element is, and nothing else."""
    if one.tag != "p" or has_picture(one):
        return 0
    text = "".join("\n" if inner.tag == "br" else "" for inner in one.iter())
    words = text_of(one)
    return text.count("\n") + 1 if words and RULED.fullmatch(words) else 0


def _asked(before: list[etree.Element], lines: int) -> list[etree.Element]:
    """Make a question with room to write of what stands before some lines."""
    last = before[-1] if before else None
    if last is not None and last.tag == "block" and last.get("kind") == "prompt" and last.get("ruled"):
        return before  # a question that has its lines, and more of them
    options: dict[str, str | list[str]] = {"lines": str(min(max(lines, 2), _MOST_LINES))}
    if last is not None and last.tag in ("ul", "ol") and len(last) and not last[-1].findall("*/li"):
        item = last[-1]
        last.remove(item)
        last.attrib.pop(SOURCE, None)
        return [*(before if len(last) else before[:-1]), _prompt(item, options)]
    if last is not None and (last.tag == "p" or re.fullmatch("h[2-6]", last.tag)) and _is_question_like(last):
        return [*before[:-1], _prompt(last, options)]
    return [*before, block("prompt", gap("the question for these lines"), options)]


def _is_question_like(one: etree.Element) -> bool:
    return 0 < len(text_of(one)) <= _LONGEST_QUESTION and not has_picture(one) and not one.get("class")


def _prompt(question: etree.Element, options: dict[str, str | list[str]]) -> etree.Element:
    made = block("prompt", _without_colon(question), options)
    made.set("ruled", "yes")
    return made


def _without_colon(one: etree.Element) -> etree.Element:
    """An element without a colon at its end, and without a paragraph around its words."""
    if len(one) == 1 and one[0].tag == "p" and not (one.text or "").strip():
        return _without_colon(one[0])
    if len(one) and (one[-1].tail or "").strip():
        one[-1].tail = re.sub(r"\s*:\s*$", "", one[-1].tail or "")
    elif not len(one):
        one.text = re.sub(r"\s*:\s*$", "", one.text or "")
    return one


def _taken(made: list[etree.Element], one: etree.Element, tally: LeftOutTally) -> list[etree.Element]:
    """Add one part of a text to those before it, as the block that it asks for."""
    if one.tag == "p":
        return _of_paragraph(made, one, tally)
    if one.tag == "table":
        return _of_table(made, one, tally)
    if one.tag in ("ul", "ol") and _is_to_tick(one):
        argument, rest = _argument_before(made, gap("what to tick"))
        return [*rest, _checklist(argument, one)]
    return [*made, one]


def _is_to_tick(one: etree.Element) -> bool:
    items = [item for item in one if item.tag == "li"]
    boxes = [item for item in items if any(inner.get("type") == "checkbox" for inner in item.iter("input"))]
    typed = [item for item in items if re.match(r"\[ ?\]\s", text_of(item))]
    return bool(items) and (one.get("class") == "check" or len(boxes) == len(items) or len(typed) == len(items))


def _checklist(argument: etree.Element | str, items: etree.Element) -> etree.Element:
    made = block("checklist", argument)
    for parent in list(items.iter()):
        for box in parent.findall("input"):
            tail = (box.tail or "").lstrip()
            before = list(parent).index(box)
            parent.remove(box)
            if before:
                parent[before - 1].tail = (parent[before - 1].tail or "") + tail
            else:
                parent.text = (parent.text or "").lstrip() + tail
    for item in items:
        holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
        holder.text = re.sub(r"^\s*\[ ?\]\s+", "", holder.text or "")
    items.attrib.clear()
    made.append(items)
    return made


def _argument_before(made: list[etree.Element], otherwise: str) -> tuple[etree.Element | str, list[etree.Element]]:
    """What introduces a table or a list, and the rest: a short paragraph in front of it that leads to it."""
    last = made[-1] if made else None
    if (
        last is not None
        and last.tag == "p"
        and _is_question_like(last)
        and (re.search(r"[:?]$", text_of(last)) or len(text_of(last)) <= 120)
    ):
        return _without_colon(last), made[:-1]
    return otherwise, made


def _of_paragraph(made: list[etree.Element], one: etree.Element, tally: LeftOutTally) -> list[etree.Element]:
    words = text_of(one)
    if _NUMBERS.fullmatch(words) and (scale := _rungs(words)):
        argument, rest = _argument_before(made, gap("what to rate"))
        low, high, last = scale
        tally.take(RUNG, " ".join(re.findall(r"\d+", words)), missed=True)
        return [*rest, scale_block(argument, low, high, last)]
    rated = _OF_NUMBERS.search(words)
    if rated and len(words) <= _LONGEST_QUESTION and "?" in words and not has_picture(one):
        return [*made, _of_scale(one, words, rated, tally)]
    boxes = (
        words.count("☐") + words.count("□") + sum(1 for inner in one.iter("input") if inner.get("type") == "checkbox")
    )
    if boxes > 1 and (choice := _choice(one)):
        lead, items = choice
        argument, rest = (lead, made) if lead else _argument_before(made, gap("what to tick"))
        return [*rest, _checklist(argument, items)]
    if (
        _BLANK.search(words)
        and len(words) <= _LONGEST_QUESTION
        and not has_picture(one)
        and not len(one.findall(".//br"))
    ):
        plain = re.sub(r"\s+", " ", _BLANK.sub(" … ", words)).strip()
        plain = (plain.rstrip(" …") if plain.count("…") == 1 and plain.endswith("…") else plain).rstrip(" :")
        return [*made, block("prompt", plain, {"lines": "2" if len(words) < 60 else "3"})] if plain else [*made, one]
    return [*made, one]


def _rungs(words: str) -> tuple[str, str, str] | None:
    """The ends of a row of numbers that follow each other, and the last of them."""
    found = _NUMBERS.fullmatch(words)
    assert found, "looked at before"
    numbers = [int(one) for one in re.findall(r"\d+", found["from"] + found["rest"])]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))) or not 3 <= numbers[-1] <= 10:
        return None
    clean = " \t–-|:.()"
    return found["low"].strip(clean), found["high"].strip(clean), str(numbers[-1])


def _of_scale(one: etree.Element, words: str, rated: re.Match[str], tally: LeftOutTally) -> etree.Element:
    """A question that is answered by a number."""
    ends = _ENDS.search(words)
    if ends:
        question = (
            words[: ends.start()].rstrip(" ,;.")
            if "?" in words[: ends.start()]
            else words[: ends.start()].rstrip() + ends[5]
        )
        tally.take(RUNG, f"{ends[1]} {ends[3]}", missed=True)
        return scale_block(question, ends["low"].strip(), ends["high"].strip(), rated[2], rated[1])
    return scale_block(one, "", "", rated[2], rated[1])


def scale_block(argument: etree.Element | str, low: str, high: str, last: str, first: str = "1") -> etree.Element:
    """A scale with what its ends mean; what is not known is still to be written."""
    options: dict[str, str | list[str]] = {
        "low": escaped(low) or gap("what the lowest number means"),
        "high": escaped(high) or gap("what the highest number means"),
    }
    options |= {"from": first} if first != "1" else {}
    options |= {"to": last} if last != "10" else {}
    return block("scale", argument, options)


def _choice(one: etree.Element) -> tuple[str, etree.Element] | None:
    """The options of a line with several boxes, and what stands before them."""
    parts = ["☐" if inner.tag == "input" else inner.text or "" for inner in one.iter()]
    text = "".join(_flat(one))
    lead, *options = re.split("[☐□]", text)
    items = etree.Element("ul")
    for option in options:
        if option.strip(" ,;/"):
            etree.SubElement(items, "li").text = option.strip(" ,;/")
    return (lead.strip().rstrip(":"), items) if len(items) > 1 and parts else None


def _flat(one: etree.Element) -> Iterator[str]:
    yield "☐" if one.tag == "input" else " " if one.tag == "br" else one.text or ""
    for child in one:
        yield from _flat(child)
        yield child.tail or ""


def _of_table(made: list[etree.Element], one: etree.Element, tally: LeftOutTally) -> list[etree.Element]:
    rows = grid(one)
    texts = [["" if RULED.fullmatch(text_of(cell)) else text_of(cell) for cell in row] for row in rows]
    if any(has_picture(cell) or cell.find(".//input") is not None for row in rows for cell in row):
        return [*made, one]
    ladder = [" ".join(row) for row in texts]
    if len(rows) == 1 and _NUMBERS.fullmatch(ladder[0]) and (scale := _rungs(ladder[0])):
        argument, rest = _argument_before(made, gap("what to rate"))
        tally.take(RUNG, " ".join(re.findall(r"\d+", ladder[0])), missed=True)
        return [*rest, scale_block(argument, *scale)]
    if len(rows) > 1 and _is_to_fill(texts):
        argument, rest = _argument_before(made, gap("what to write into this table"))
        return [*rest, block("fill", argument, _columns(rows, texts, tally))]
    labels = len(texts[0]) == 2 if texts else False
    if labels and all(first and not second for first, second in texts):
        return [*made, *(block("prompt", _without_colon(first), {"lines": "2"}) for first, _ in rows)]
    return [*made, one]


def _is_to_fill(texts: list[list[str]]) -> bool:
    """Whether the first row names columns, and nothing stands below but the names of rows."""
    head, *body = texts
    named = sum(map(bool, head))
    return (
        2 <= len(head) <= _MOST_COLUMNS
        and len(body) <= _MOST_ROWS
        and named >= max(2, len(head) - 1)
        and all(head[1:])
        and all(not any(row[1:]) for row in body)
        and max(map(len, head)) <= 120
    )


def _columns(
    rows: list[list[etree.Element]], texts: list[list[str]], tally: LeftOutTally
) -> dict[str, str | list[str]]:
    """The columns and rows of a table to fill; where its rows have names, those stand in front of the columns."""
    labels = [row[0] for row in texts[1:]]
    if not any(labels):
        return {
            "columns": [escaped(text) or gap("the name of this column") for text in texts[0]],
            "rows": str(len(labels)),
        }
    if texts[0][0]:
        tally.take(CORNERS, texts[0][0], quote=texts[0][0], missed=True)
    return {"columns": [escaped(text) for text in texts[0][1:]], "rows": labels}
