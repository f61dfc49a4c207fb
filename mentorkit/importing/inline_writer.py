"""The words of a paragraph, a heading or a cell as Markdown: emphasis, links, pictures, notes, code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote
from xml.etree import ElementTree as etree

from mentorkit.core.commonmark import whole_address
from mentorkit.guides.markdown import plain
from mentorkit.importing.html_elements import has_picture, text_of
from mentorkit.importing.markdown_escapes import (
    escaped,
    line_begun,
    line_inside,
    shown_letters,
    visible,
    without_placeholders,
)

BREAK = "\\\n"
_STRONG, _EMPHASIS = frozenset({"strong", "b", "em", "i"}), {"strong": "**", "b": "**", "em": "*", "i": "*"}
_SURE = re.compile(r"[\w\s.,;:()'’“”„«»–—/&%?!\"…€$£-]*")
"""Texts that need no proof: nothing in them means anything."""
_MARKED = _STRONG | {"s", "strike", "del", "mark", "sup", "sub"}
_EDGES = re.compile(r"^(?:\\\n|<br>|\s)+|(?:\\\n|<br>|\s)+$")
_MENTION = re.compile(r"(?<!\\)\[\^[\w-]+\]")
_PUNCTUATION = re.compile(r"(.*?)([^\w\s]*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Writes words with their marks. `ends` is how a line break is written: in cells and headings there are no lines."""

    ends: str = BREAK
    marks: frozenset[str] = _MARKED
    """The elements that are written with marks; of others, only the words."""

    def paragraph(self, element: etree.Element) -> str:
        """The words of an element as a paragraph of its own; proved to show these words."""
        return self._proved(element, lambda text: "\n".join(line_begun(line) for line in text.split("\n")))

    def line(self, element: etree.Element) -> str:
        """The words of an element on one line, which begins somewhere inside a line."""
        return self._proved(element, lambda text: line_inside(" ".join(text.split())))

    def _proved(self, element: etree.Element, finish: Callable[[str], str]) -> str:
        words = _letters(element)
        for marks in dict.fromkeys((self.marks, _STRONG, frozenset[str]())):
            text = finish(_EDGES.sub("", InlineWriter(self.ends, marks)._inside(element)))  # noqa: SLF001 - its own kind
            if _SURE.fullmatch(text) or _shows(text) == words:
                return text
        notes = "".join(self._noted(one) for one in element.iter("noted"))
        return re.sub(r"&(?=#?\w+;)", "&amp;", plain(visible(text_of(element)))) + notes

    def _inside(self, element: etree.Element) -> str:
        made = escaped(_spaced(element.text))
        children = list(element)
        for number, child in enumerate(children):
            after = _spaced(child.tail)
            following = after or (text_of(children[number + 1]) if number + 1 < len(children) else "")
            made = self._joined(made, child, following) + escaped(after)
        return made

    def _joined(self, before: str, child: etree.Element, after: str) -> str:
        """What stands before an element, and the element; spaces at its inner edges stand outside of its marks."""
        written = getattr(self, f"_{child.tag}", self._inside)(child)
        if child.tag not in self.marks or child.tag in ("sup", "sub"):
            return before + written
        mark = _EMPHASIS.get(child.tag, "==" if child.tag == "mark" else "~~")
        words = written.strip()
        if not words or not re.search(r"\w", words):
            return before + written
        head, tail = written[: len(written) - len(written.lstrip())], written[len(written.rstrip()) :]
        if not tail and after[:1].isalnum() and (split := _PUNCTUATION.fullmatch(words)):
            words, tail = split[1], split[2]  # a mark behind a sign and before a letter would close nothing
        if mark[0] == before[-1:] and not head:
            whole = before.endswith(mark) and len(before) - len(before.rstrip(mark[0])) == len(mark)
            return f"{before.removesuffix(mark)}{words}{mark}{tail}" if whole else f"{before}{written}"
        return f"{before}{head}{mark}{words}{mark}{tail}"

    def _br(self, _: etree.Element) -> str:
        return self.ends

    def _a(self, link: etree.Element) -> str:
        inside, address = self._inside(link), (link.get("href") or "").strip()
        words = inside.strip()
        if not words or not address:
            return inside
        head, tail = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
        said = visible(text_of(link))
        if whole_address(said) == address and re.fullmatch(
            r"(?:https?://|www\.)[\w./?=&%#~-]*[\w/]|[\w.+-]+@[\w.-]+\w", said
        ):
            return f"{head}{said}{tail}"
        if not has_picture(link):
            words = re.sub(r"(?<!\\)\[(?!\^)", r"\\[", words)
        return f"{head}[{words}]({_address(address)}){tail}"

    def _img(self, picture: etree.Element) -> str:
        says = escaped(picture.get("alt", ""))
        below = visible(picture.get("title", "")).replace('"', "”").strip()
        title = f' "{below}"' if below else ""
        return f"![{says}]({_address(picture.get('src', ''))}{title})"

    def _noted(self, mention: etree.Element) -> str:
        return f"[^{mention.get('name')}]"

    def _code(self, code: etree.Element) -> str:
        text = without_placeholders(" ".join("".join(code.itertext()).split()))
        longest = max((len(run) for run in re.findall("`+", text)), default=0)
        fence = "`" * (longest + 1)
        pad = " " if text.startswith("`") or text.endswith("`") else ""
        return f"{fence}{pad}{text}{pad}{fence}" if text else ""

    _kbd = _samp = _tt = _code

    def _sup(self, raised: etree.Element) -> str:
        return self._raised(raised, "^")

    def _sub(self, raised: etree.Element) -> str:
        return self._raised(raised, "~")

    def _raised(self, element: etree.Element, mark: str) -> str:
        inside = self._inside(element)
        return (
            f"{mark}{inside}{mark}"
            if re.fullmatch(r"\w[\w,.'-]{0,15}", inside) and element.tag in self.marks
            else inside
        )

    def _q(self, quoted: etree.Element) -> str:
        return f"“{self._inside(quoted)}”"

    def _input(self, field: etree.Element) -> str:
        if field.get("type") not in ("checkbox", "radio"):
            return "________"
        return "☑ " if "checked" in field.attrib else "☐ "


def _spaced(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _shows(markdown: str) -> str:
    """What a reader sees of a paragraph, without its notes: they stand elsewhere."""
    return shown_letters(_MENTION.sub("", markdown))


def _letters(element: etree.Element) -> str:
    """What a reader should see of an element, without its spaces."""
    return "".join(visible("".join(_in_order(element))).split())


def _in_order(element: etree.Element) -> list[str]:
    parts = ["“"] if element.tag == "q" else []
    if element.tag == "input":
        box = "☑" if "checked" in element.attrib else "☐"
        parts.append(box if element.get("type") in ("checkbox", "radio") else "________")
    parts.append("" if element.tag == "noted" else element.text or "")
    for child in element:
        parts += _in_order(child)
        parts.append(child.tail or "")
    return [*parts, "”"] if element.tag == "q" else parts


def _address(address: str) -> str:
    """An address inside round brackets."""
    plainly = quote(address, safe="!#$%&'()*+,/:;=?@[]~-._")
    return f"<{plainly}>" if "(" in plainly or ")" in plainly else plainly
