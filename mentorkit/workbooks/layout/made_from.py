"""What a chapter is made from, as a text: with the digests of files instead of where they lie, and nothing else of its book.

So a chapter is known in every book that shows it, on any machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname
from xml.etree.ElementTree import Element, tostring

from mentorkit.core.digests import file_digest
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.joining.cut_book import chapter_rules
from mentorkit.workbooks.joining.used_rules import UsedStyle
from mentorkit.workbooks.layout.pdf_finish import Spoken

_FILE = re.compile(r"""\bfile:[^"')\s<>]+""")


def made_from(composed: PrintHtml, css: str, spoken: Spoken, root: Element, *, heads: bool = False) -> str:
    """Everything that this tree of a book is made from as a chapter, or as running heads; `css` changes with the files that it names."""
    around, inside = [root, *root.findall("body")], _inside(root)
    if heads:
        rules, shells = _all_rules(css), repr([(one.tag, *sorted(one.items())) for one in around])
    else:
        used = UsedStyle.of(rules_of_chapters(css), around, inside)
        rules, shells = used.rules, used.around
    edition = composed.edition, composed.language, composed.sides
    return repr((edition, rules, shells, text_of(root), [*_said_elsewhere(inside, spoken)]))


def paper_made_from(composed: PrintHtml, css: str, spoken: Spoken, root: Element) -> str:
    """Everything that this tree is made from as a paper: with its running heads, and those rules alone that it can use."""
    around, inside = [root, *root.findall("body")], _inside(root)
    used = UsedStyle.of(_all_rules(css), around, inside)
    edition = composed.edition, composed.language, composed.sides, composed.heads
    return repr(("paper", edition, used.rules, used.around, text_of(root), [*_said_elsewhere(inside, spoken)]))


def _inside(root: Element) -> list[Element]:
    return [one for body in root.findall("body") for one in body]


def text_of(root: Element) -> str:
    """What is in a tree and not around it."""
    return _of_anywhere("".join(tostring(one, "unicode").strip() for one in (*root.findall("head"), *_inside(root))))


def _said_elsewhere(elements: Sequence[Element], spoken: Spoken) -> Iterator[tuple[str, str]]:
    """The words for parts of a chapter that are taken from the whole book: where its links lead, what its scales ask."""
    for one in (one for element in elements for one in element.iter()):
        if one.get("href", "").startswith("#"):
            yield one.get("href", ""), spoken.targets.get(one.get("href", "")[1:], "")
        if one.get("type") == "radio":
            yield one.get("name", ""), spoken.scales.get(one.get("name", ""), "")


@lru_cache(maxsize=4)
def _all_rules(css: str) -> str:
    return _of_anywhere(css)


@lru_cache(maxsize=4)
def rules_of_chapters(css: str) -> str:
    """The style sheet of chapters, from that of their book."""
    return _of_anywhere(chapter_rules(css))


def _of_anywhere(text: str) -> str:
    """A text with the digests of the files that it names, instead of where they lie."""
    return _FILE.sub(lambda one: f"file:{_digest(one[0])}", text)


def _digest(address: str) -> str:
    return file_digest(Path(url2pathname(urlsplit(address).path)))


def contents(text: str) -> str:
    """The digests of the files that a text names, as a comment of a style sheet: a file that is replaced keeps its name."""
    named = sorted(set(_FILE.findall(text)))
    return "".join(f"/* {_digest(one)} */" for one in named)
