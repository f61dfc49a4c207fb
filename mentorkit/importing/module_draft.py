"""A training module made from a text of other people: its run sheet, its parts, and a mark for each that is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as etree

from mentorkit.importing.asking_blocks import gap
from mentorkit.importing.html_elements import has_picture, text_of
from mentorkit.importing.left_out import LeftOutTally
from mentorkit.importing.markdown_writer import block, grid, line_of, loose_wrapped
from mentorkit.importing.parts import (
    MODULE_PARTS,
    Parted,
    bullets,
    heading,
    holding,
    level_of,
    paragraph,
    parted,
    said_by_block,
)

TIMES = "times of the run sheet, which its steps say as minutes"
_LONGEST_LINE = 380
_USUAL = 10
"""Minutes of a step that does not say how long it takes."""
_MINUTES = re.compile(r"\(?\b(\d{1,3})\s*(?:minutes?|mins?|Min(?:uten)?|['′’])\.?(?!\w)\)?", re.IGNORECASE)
_HOURS = re.compile(r"\b(\d{1,2})[:.h](\d{2})\s*(?:[–—-]|to|until)\s*(\d{1,2})[:.h](\d{2})\b")
_BARE = re.compile(r"\d{1,3}")
_COLUMNS = {
    "time": re.compile(r"time|minutes?|min\.?|duration|when|length|how long|zeit|dauer|minuten", re.IGNORECASE),
    "say": re.compile(r"say.*|script|words to say|what to say", re.IGNORECASE),
    "watch": re.compile(r"watch.*|look out for|watch for|(?:trainer|facilitator)['’]?s? notes?", re.IGNORECASE),
    "activity": re.compile(
        r"activit(?:y|ies)|what|topics?|steps?|items?|agenda(?: item)?|content|task|session|block|title|inhalte?|thema|was|schritt|aktivität",
        re.IGNORECASE,
    ),
}
_LISTS = ("outcomes", "materials", "preparation")
_GAPS = {
    "case": ("the title of a case", "the case in a few sentences, without its solution"),
    "practice": ("", "who practises what with whom, and for how long"),
    "debrief": ("", "what happened, and what they will do differently"),
    "handout": ("the title of the handout", "what people take away, on one page"),
    "remote": ("", "how it changes on a video call"),
    "access": ("", "what makes it work for everybody"),
    "worked": ("", "how to tell, a month later, that it worked"),
}


@dataclass(frozen=True, slots=True)
class ModuleDraft:
    """The parts of a module, its minutes, and the lists of its head."""

    elements: list[etree.Element]
    minutes: int
    lists: dict[str, list[str]]


def module_of(elements: list[etree.Element], tally: LeftOutTally) -> ModuleDraft:
    """The parts of a training module."""
    text = parted(elements, MODULE_PARTS)
    lists = {name: [*_entries(text, name, tally)] for name in _LISTS}
    steps, main = _steps_of_agenda(text.main, tally, headings_alone=True)
    beside: list[etree.Element] = []
    for said, inside in text.parts.get("agenda", ()):
        said_by_block(said, tally)
        found, rest = _steps_of_agenda(inside, tally)
        steps, beside = [*steps, *found], [*beside, *rest]
    if not steps:
        steps = [(60, block("step", gap("what is done first"), {"minutes": "60"}))]
        steps[0][1].append(paragraph(gap("what to do")))
    for _, step in steps:
        _completed(step)
    whole = [*main, heading("Run sheet"), *beside, *(step for _, step in steps), *_ending(text, tally), *text.notes]
    return ModuleDraft(whole, sum(minutes for minutes, _ in steps), lists)


def _entries(text: Parted, name: str, tally: LeftOutTally) -> Iterator[str]:
    """The entries of a list that stands in the head of a module; what is too long for a line stays among its texts."""
    for said, inside in text.parts.get(name, ()):
        items = [item for one in inside for item in ([*one] if one.tag in ("ul", "ol") else [one])]
        lines = [line_of(item) for item in items]
        if any(
            len(line) > _LONGEST_LINE
            or one.tag not in ("p", "li")
            or has_picture(one)
            or any(inner.tag in ("ul", "ol") for inner in one)
            for one, line in zip(items, lines, strict=True)
        ):
            text.main += [heading(said), *inside]
            continue
        said_by_block(said, tally)
        yield from filter(None, lines)


def _steps(one: etree.Element, tally: LeftOutTally) -> list[tuple[int, etree.Element]]:
    """The steps that a table or a list has, with their minutes."""
    if one.tag == "table":
        return _of_table(one, tally)
    items = [item for item in one if item.tag == "li"] if one.tag in ("ul", "ol") else []
    timed = [_timed(text_of(loose_wrapped(item)[0]) if loose_wrapped(item) else "") for item in items]
    if not items or not all(timed):
        return []
    return [_step_of(minutes, loose_wrapped(item), tally) for minutes, item in zip(timed, items, strict=True)]


def _timed(words: str) -> int:
    """The minutes that some words name; 0 where they name none."""
    span = _HOURS.search(words)
    if span:
        minutes = (int(span[3]) * 60 + int(span[4])) - (int(span[1]) * 60 + int(span[2]))
        return minutes if 0 < minutes <= 240 else 0
    found = _MINUTES.search(words)
    return int(found[1]) if found and 0 < int(found[1]) <= 240 else 0


def _step_of(minutes: int, inside: list[etree.Element], tally: LeftOutTally) -> tuple[int, etree.Element]:
    """A step from what says its minutes first."""
    first, *rest = inside
    words = text_of(first)
    for found in (_HOURS.search(words), _MINUTES.search(words)):
        if found:
            tally.take(TIMES, found[0], missed=True)
            words = " ".join(re.sub(r"\(\s*\)", " ", words.replace(found[0], " ", 1)).split()).strip(" :–—-,")
            break
    title, _, more = words.partition(": ") if len(words) > 80 else (words, "", "")
    made = block("step", "", {"minutes": str(minutes)})
    made[0].text = title or gap("the name of this step")
    if more:
        made.append(paragraph(more))
    return minutes, holding(made, rest)


def _steps_of_agenda(
    inside: list[etree.Element], tally: LeftOutTally, *, headings_alone: bool = False
) -> tuple[list[tuple[int, etree.Element]], list[etree.Element]]:
    """The steps under the heading of a run sheet, and what else stands there: headings that say minutes begin steps too."""
    steps: list[tuple[int, etree.Element]] = []
    rest: list[etree.Element] = []
    here, within = rest, 0
    for one in inside:
        level, made = level_of(one), _steps(one, tally)
        begins = level or (one.tag == "p" and len(text_of(one)) < 100 and not headings_alone)
        timed = _timed(text_of(one)) if begins else 0
        if made:
            steps, here, within = [*steps, *made], rest, 0
        elif timed:
            step = _step_of(timed, [one], tally)
            steps.append(step)
            here, within = [], level
            step[1].set("open", "yes")
        elif level and within and level <= within:
            here, within = rest, 0
            here.append(one)
        elif steps and steps[-1][1].get("open") and here is not rest:
            steps[-1][1].append(one)
        else:
            here.append(one)
    return steps, rest


def _of_table(table: etree.Element, tally: LeftOutTally) -> list[tuple[int, etree.Element]]:
    """The steps of a table that has a column of times."""
    rows = grid(table)
    if len(rows) < 2 or len(rows[0]) < 2:
        return []
    head = [text_of(cell) for cell in rows[0]]
    names = {
        name: next((n for n, said in enumerate(head) if pattern.fullmatch(said.strip(" :"))), -1)
        for name, pattern in _COLUMNS.items()
    }
    time = names["time"]
    if time < 0 or not any(_minutes_of(text_of(row[time]), head[time]) for row in rows[1:]):
        return []
    if names["activity"] < 0:
        names["activity"] = next(n for n in range(len(head)) if n != time)
    tally.take(TIMES, " ".join([head[time], *(text_of(row[time]) for row in rows[1:])]), missed=True)
    if head[names["activity"]]:
        said_by_block(head[names["activity"]], tally)
    for name in ("say", "watch"):
        if names[name] >= 0:
            said_by_block(head[names[name]], tally)
    return [_of_row(row, head, names) for row in rows[1:] if any(text_of(cell) for cell in row)]


def _minutes_of(words: str, head: str) -> int:
    bare = _BARE.fullmatch(words.strip())
    return _timed(words) or (
        int(bare[0]) if bare and 0 < int(bare[0]) <= 240 and not re.search("hour", head, re.IGNORECASE) else 0
    )


def _of_row(row: list[etree.Element], head: list[str], names: dict[str, int]) -> tuple[int, etree.Element]:
    minutes = _minutes_of(text_of(row[names["time"]]), head[names["time"]]) or _USUAL
    first, *rest = loose_wrapped(row[names["activity"]]) or [paragraph(gap("the name of this step"))]
    step = block("step", "", {"minutes": str(minutes)})
    words = text_of(first)
    if len(words) > 120 or first.tag in ("ul", "ol", "table"):
        words, rest = gap("the name of this step"), [first, *rest]
    step[0].text = words
    step.extend(rest)
    for number, cell in enumerate(row):
        if number in names.values() or not text_of(cell):
            continue
        label = etree.Element("p")
        etree.SubElement(label, "strong").text = f"{head[number]}:" if head[number] else ""
        label[0].tail = " "
        inside = loose_wrapped(cell)
        if inside and inside[0].tag == "p":
            label[0].tail = f" {inside[0].text or ''}"
            label.extend(list(inside[0]))
            inside = inside[1:]
        step.extend([label, *inside])
    for name in ("say", "watch"):
        if names[name] >= 0 and text_of(row[names[name]]):
            step.append(holding(block(name), loose_wrapped(row[names[name]])))
    return minutes, step


def _completed(step: etree.Element) -> None:
    """Give a step the parts that each has: what to do, to say and to watch for."""
    step.attrib.pop("open", None)
    if len(step) == 1:
        step.append(paragraph(gap("what to do")))
    for kind, asked in (("say", "words that can be said aloud"), ("watch", "what to watch for")):
        own = [one for one in step.findall("block") if one.get("kind") == kind]
        for one in own:
            step.remove(one)
        step.extend(own or [holding(block(kind), [paragraph(gap(asked))])])


def _ending(text: Parted, tally: LeftOutTally) -> Iterator[etree.Element]:
    """The parts behind the run sheet, in their order."""
    for kind, (title, asked) in _GAPS.items():
        for said, inside in text.parts.get(kind, ()):
            _, sign, name = (
                re.split(r"(\s*[:–—]\s*|\s+-\s+)", said, maxsplit=1)
                if re.search(r"[:–—]|\s-\s", said)
                else ("", "", said)
            )
            named = name if kind in ("case", "handout") or (sign and kind in ("practice", "debrief")) else ""
            named = "" if kind in ("case", "handout") and not sign else named
            said_by_block(said.removesuffix(named), tally)
            yield holding(block(kind, named or (gap(title) if title else "")), inside or [paragraph(gap(asked))])
        if kind not in text.parts:
            body = (
                [bullets(gap("what happened"), gap("what they will do differently"))]
                if kind == "debrief"
                else [paragraph(gap(asked))]
            )
            yield holding(block(kind, gap(title) if title else ""), body)
