"""A Key made from a text of other people: its parts in the order of the anatomy, and a mark for each that is missing."""

from __future__ import annotations

import re
from copy import deepcopy
from xml.etree import ElementTree as etree

from mentorkit.guides.blocks import WRITING
from mentorkit.importing.asking_blocks import gap
from mentorkit.importing.html_elements import has_picture, text_of
from mentorkit.importing.left_out import LeftOutTally
from mentorkit.importing.markdown_writer import block
from mentorkit.importing.parts import (
    KEY_PARTS,
    Parted,
    bullets,
    heading,
    holding,
    level_of,
    paragraph,
    parted,
    said_by_block,
)

LEAST, MOST = 4, 6
"""Prompts of a Key, which fit into its time."""
STOCK_BRING = "One insight. One question."
"""What is brought to the session where the text does not say."""
_LONGEST_QUESTION = 300
_ENDS = {"low": gap("the low end"), "high": gap("the high end")}


def key_of(elements: list[etree.Element], tally: LeftOutTally) -> list[etree.Element]:
    """The parts of a Key."""
    text = parted(elements, KEY_PARTS)
    for found in text.parts.values():
        for said, _ in found:
            said_by_block(said, tally)
    main = _within_measure(_with_prompts(text.main))
    opening = next((one for element in main for one in element.iter("block") if one.get("kind") == "scale"), None)
    return [*_with_scale(main, tally), *_more_prompts(main), *_ending(text, opening), *text.notes]


def _prompts(elements: list[etree.Element]) -> int:
    return sum(one.get("kind") in WRITING for element in elements for one in element.iter("block"))


def _with_prompts(elements: list[etree.Element]) -> list[etree.Element]:
    """Make prompts of questions that stand alone, as long as a Key has room for more: the first of each section before all others."""
    room = MOST - _prompts(elements)
    places: list[tuple[int, int]] = []
    order = 0
    for number, one in enumerate(elements):
        order = 0 if level_of(one) else order
        if _asks(one):
            places.append((order, number))
            order += 1
    chosen = {number for _, number in sorted(places)[: max(room, 0)]}
    made: list[etree.Element] = []
    for number, one in enumerate(elements):
        questions = _questions(one)
        if number in chosen:
            made.append(block("prompt", one, {"lines": "4"}))
        elif questions and len(questions) <= room - len(chosen):
            room -= len(questions)
            made += [block("prompt", question, {"lines": "4"}) for question in questions]
        else:
            made.append(one)
    return made


def _asks(one: etree.Element) -> bool:
    words = text_of(one)
    return (
        one.tag == "p"
        and words.endswith("?")
        and len(words) <= _LONGEST_QUESTION
        and len(re.findall(r"[.!…][”’\")]?\s", words)) <= 1  # a paragraph that explains may end in a question, too
        and not has_picture(one)
        and not one.findall(".//br")
    )


def _questions(one: etree.Element) -> list[etree.Element]:
    """The entries of a list that are all questions."""
    items = [item for item in one if item.tag == "li"] if one.tag in ("ul", "ol") else []
    plain = [
        item[0] if len(item) == 1 and item[0].tag == "p" and not (item.text or "").strip() else item for item in items
    ]
    fits = all(
        text_of(item).endswith("?")
        and not any(inner.tag in ("ul", "ol", "p", "img", "br") for inner in list(item.iter())[1:])
        for item in plain
    )
    return plain if plain and fits else []


def _within_measure(elements: list[etree.Element]) -> list[etree.Element]:
    """Leave questions beyond the sixth as text: a Key has no time for more."""
    extra = _prompts(elements) - MOST
    made: list[etree.Element] = []
    for one in reversed(elements):
        if extra > 0 and one.tag == "block" and one.get("kind") == "prompt" and "TO FILL IN" not in text_of(one):
            extra -= 1
            asked = one.find("argument")
            assert asked is not None, "every block of ours has one"
            asked.tag = "p"
            made.append(asked)
        else:
            made.append(one)
    return made[::-1]


def _with_scale(elements: list[etree.Element], tally: LeftOutTally) -> list[etree.Element]:
    """Open with a scale: the text's own, or one to be written, behind its first words."""
    asking = [one for one in elements if one.tag == "block"]
    if any(one.get("kind") == "scale" for one in asking):
        return _with_scale_first(elements, tally) if asking[0].get("kind") == "scale" else elements
    place = next(
        (number for number, one in enumerate(elements) if level_of(one) or one.tag == "block"), min(2, len(elements))
    )
    first = [] if elements[:place] else [paragraph(gap("why this topic deserves twenty minutes, and why now"))]
    return [
        *elements[:place],
        *first,
        block("scale", gap("ask where the reader stands today"), dict(_ENDS)),
        *elements[place:],
    ]


def _with_scale_first(elements: list[etree.Element], tally: LeftOutTally) -> list[etree.Element]:
    """The scale that is the first to ask, in front of the first section; a heading for it alone is no longer needed."""
    scale = next(number for number, one in enumerate(elements) if one.get("kind") == "scale")
    first = next((number for number, one in enumerate(elements) if level_of(one)), scale)
    if first >= scale:
        return elements
    alone = level_of(elements[scale - 1]) and (scale + 1 == len(elements) or level_of(elements[scale + 1]))
    begins = scale - 1 if alone else scale
    if alone:
        said_by_block(text_of(elements[begins]), tally)
    return [*elements[:first], elements[scale], *elements[first:begins], *elements[scale + 1 :]]


_ASKED = (
    "ask what is there: a moment, a fact, a feeling",
    "ask to look at it from another side",
    "ask what lies behind it",
    "ask for one decision, small enough to keep",
)


def _more_prompts(elements: list[etree.Element]) -> list[etree.Element]:
    lacking = LEAST - _prompts(elements)
    if lacking <= 0:
        return []
    named = any(re.fullmatch(r"choose|decide", text_of(one), re.IGNORECASE) for one in elements if level_of(one))
    prompts = [block("prompt", gap(asked), {"lines": "4"}) for asked in _ASKED[-lacking:]]
    return prompts if named else [heading("Choose"), *prompts]


def _ending(text: Parted, opening: etree.Element | None) -> list[etree.Element]:
    """The parts behind the questions, in their order; the scale at the end asks what the one at the beginning asked."""
    mentor = text.taken("mentor") or [
        paragraph(gap("which of the pages above the mentor fills in too, what to resist, what to look for"))
    ]
    if not _prompts(mentor):
        mentor = _mentor_asked(mentor)
    after = text.taken("after") or [paragraph(gap("what has changed since"))]
    if not any(one.get("kind") == "scale" for element in after for one in element.iter("block")):
        asked = block("scale", gap("ask the opening question again, in the same words with a “now”"), dict(_ENDS))
        after = [*after, asked if opening is None else deepcopy(opening)]
    return [
        holding(block("role", "mentor"), mentor),
        holding(block("bring"), text.taken("bring") or [paragraph(STOCK_BRING)]),
        holding(block("starters"), _starters(text.taken("starters"))),
        holding(block("action", "mentee"), text.taken("action mentee")),
        holding(block("action", "mentor"), text.taken("action mentor")),
        holding(block("after"), after),
        holding(block("private"), text.taken("private") or [paragraph(gap("what nobody needs to show to anybody"))]),
    ]


def _mentor_asked(elements: list[etree.Element]) -> list[etree.Element]:
    """The mentor's part with a question to answer: the first that it asks, or one to be written."""
    first = next((number for number, one in enumerate(elements) if _asks(one)), None)
    if first is None:
        asked = block(
            "prompt", gap("ask the mentor to reflect as well, on something else than the mentee"), {"lines": "4"}
        )
        return [*elements, asked]
    return [*elements[:first], block("prompt", elements[first], {"lines": "4"}), *elements[first + 1 :]]


def _starters(elements: list[etree.Element]) -> list[etree.Element]:
    """Starters are entries of a list; paragraphs that ask become entries."""
    if not elements:
        return [
            bullets(
                *(
                    gap(asked)
                    for asked in (
                        "an open question",
                        "another one",
                        "one that a senior person would be glad to hear",
                        "one about what comes next",
                    )
                )
            )
        ]
    made: list[etree.Element] = []
    for one in elements:
        if one.tag == "p" and not has_picture(one) and text_of(one).endswith("?"):
            if not made or made[-1].tag != "ul" or not made[-1].get("starters"):
                made.append(etree.Element("ul", {"starters": "yes"}))
            one.tag = "li"
            made[-1].append(one)
        else:
            made.append(one)
    return made
