"""The title and the summary of a text, taken out of it, and its headings below them."""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple
from xml.etree import ElementTree as etree

from mentorkit.core.names import as_name
from mentorkit.guides.guide_head import as_words
from mentorkit.importing.html_elements import text_of
from mentorkit.importing.left_out import words_in
from mentorkit.importing.markdown_escapes import visible
from mentorkit.importing.markdown_writer import SOURCE
from mentorkit.importing.parts import level_of
from mentorkit.importing.word_reading import ForeignText

_LONGEST = 300
"""Letters of a title; what is longer is a paragraph in the style of one."""


class Titled(NamedTuple):
    """A title, and whether the text has one: else it is the name of the file."""

    words: str
    found: bool


def taken_title(text: ForeignText, file: PurePath) -> Titled:
    """The title: what a head says, a paragraph of that style, the first heading, the file's name. It is taken out of the text."""
    heading, given = _title_heading(list(text.root)), text.facts.get("title", "")
    first = text.root[0] if len(text.root) else None
    if given and first is not None and level_of(first) and visible(text_of(first)).casefold() == given.casefold():
        heading = first  # says it again
    said = visible(text_of(heading)) if heading is not None else ""
    if heading is not None and len(said) <= _LONGEST and given.casefold() in ("", said.casefold()):
        text.root.remove(heading)
        text.tally.missed.update(words_in(said) if given else ())
        return Titled(given or said, found=True)
    return Titled(given[:_LONGEST] or as_words(as_name(file.stem)), found=bool(given))


def _title_heading(elements: list[etree.Element]) -> etree.Element | None:
    """The heading of the whole: in the style of a title, else the only one of the highest level, or one right above the next."""
    titles = [one for one in elements if one.get("class") == "title" and text_of(one)]
    tops = [one for one in elements if one.tag == "h1" and text_of(one)]
    if titles or not tops:
        return titles[0] if titles else None
    before, after = elements[: elements.index(tops[0])], elements[elements.index(tops[0]) + 1 :]
    above = not before and bool(after) and after[0].tag == "h1"
    return tops[0] if (len(tops) == 1 or above) and not any(map(level_of, before)) else None


def taken_summary(text: ForeignText) -> str:
    """The summary: what a head says, else a paragraph in the style of a subtitle, which is taken out of the text."""
    found = next((one for one in text.root if one.get("class") == "subtitle" and text_of(one)), None)
    given = text.facts.get("summary", "")
    said = visible(text_of(found)) if found is not None else ""
    if found is None or given or len(said) > _LONGEST:
        return given if len(given) <= _LONGEST else f"{given[:_LONGEST].rsplit(' ', 1)[0]} …"
    text.root.remove(found)
    return said


def level_headings(root: etree.Element) -> None:
    """Put the highest headings right below the title."""
    headings = [one for one in root.iter() if level_of(one)]
    down = 2 - min(map(level_of, headings), default=2)
    for one in headings if down else ():
        one.tag = f"h{min(level_of(one) + down, 6)}"
        one.attrib.pop(SOURCE, None)
