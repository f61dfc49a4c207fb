"""The tree of a text put in order: notes at the foot, captions, boxes, lists typed with bullets, headings that are only bold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, takewhile
from urllib.parse import unquote
from xml.etree import ElementTree as etree

from mentorkit.guides.markdown import heading_anchor
from mentorkit.guides.vocabulary import SAFE_LINK
from mentorkit.importing.asking_blocks import RULED
from mentorkit.importing.html_elements import has_picture, is_block, remove, replace, text_of
from mentorkit.importing.left_out import LeftOutTally, words_in
from mentorkit.importing.markdown_writer import SOURCE, grid, paragraphs_of
from mentorkit.importing.word_numbering import NUMBERED

NUMBERS = "numbers and letters in front of entries, which lists write themselves"
LINKS, INNER_LINKS = (
    "links to files that are not here (their words stay)",
    "links inside the document (their words stay)",
)
_PLAIN = frozenset(
    {"div", "section", "article", "main", "center", "header", "footer", "address", "form", "fieldset", "span", "font"}
)
_HEADING = re.compile(r"h[1-6]")
_BULLET = re.compile(r"\s*([•·▪◦‣●○■▸►➢❖\uf0b7\uf0a7\u2043–—*-]|o(?=\s))\s+")
_NUMBER = re.compile(r"\s*(\(?(\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+", re.IGNORECASE)
_CHECK = re.compile(r"\s*(?:[☐□☑☒❑❏]\s*|\[[ xX]?\]\s+)")
_ELSEWHERE = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_BOLD = frozenset({"strong", "b"})


def tidied(root: etree.Element, tally: LeftOutTally) -> None:
    """Put a text in order, in place."""
    _flatten(root)
    _notes(root)
    _numbered(root)
    for parent in root.iter():
        if parent.tag in ("body", "td", "th", "li", "blockquote", "note"):
            parent[:] = _listed(list(parent), tally)
    root[:] = [made for one in root for made in _unboxed(one)]
    _head_bold(root)
    _shallow(root)
    _captions(root)


def _flatten(root: etree.Element) -> None:
    """Put what stands in plain containers right into the text, as far as it is lines of its own; loose words are paragraphs."""
    root[:], root.text = paragraphs_of(root), None
    again = True
    while again:
        again = False
        for one in list(root):
            if (
                one.tag in _PLAIN
                and is_block(one)
                and len(one)
                and not (one.text or "").strip()
                and not any((c.tail or "").strip() for c in one)
            ):
                replace(root, one, list(one))
                again = True


def _notes(root: etree.Element) -> None:
    """Give notes at the foot the elements that stand for them."""
    texts = {one.get("id", ""): one for one in root.iter("li") if re.match(r"(?:foot|end)note-\d", one.get("id", ""))}
    names = _mentions(root, texts)
    if not names:
        return
    notes = etree.Element("notes")
    for target, name in names.items():
        note = etree.SubElement(notes, "div", {"name": name})
        note.text, note[:] = texts[target].text, list(texts[target])
        for parent in list(note.iter()):
            for back in [
                one for one in parent.findall("a") if re.match(r"#(?:foot|end)note-ref-", one.get("href", ""))
            ]:
                remove(parent, back)
    for parent in list(root.iter()):
        for one in [child for child in parent.findall("ol") if any(item.get("id", "") in texts for item in child)]:
            remove(parent, one)
    root.append(notes)


def _numbered(root: etree.Element) -> None:
    """Begin a numbered list with the number that its first entry has, and take out the marks that say it."""
    for one in root.iter("ol"):
        mark = (
            next((inner for inner in one[0].iter("a") if inner.get("id", "").startswith(NUMBERED)), None)
            if len(one)
            else None
        )
        number = mark.get("id", "").removeprefix(NUMBERED) if mark is not None else "1"
        if number != "1" and number.isdigit():
            one.set("start", number)
    for parent in list(root.iter()):
        for mark in [inner for inner in parent.findall("a") if inner.get("id", "").startswith(NUMBERED)]:
            remove(parent, mark)


def _mentions(root: etree.Element, texts: dict[str, etree.Element]) -> dict[str, str]:
    """Put elements of ours in place of what mentions notes; the names of the notes, by what they were called."""
    names: dict[str, str] = {}
    for parent in list(root.iter()):
        for one in [link for link in parent.findall("a") if link.get("href", "")[1:] in texts]:
            target = one.get("href", "")[1:]
            names.setdefault(target, str(len(names) + 1))
            replace(parent, one, [etree.Element("noted", {"name": names[target]})])
    for parent in list(root.iter()):
        for one in parent.findall("sup"):
            if len(one) == 1 and one[0].tag == "noted" and not text_of(one):
                replace(parent, one, list(one))
    return names


def linked(root: etree.Element, tally: LeftOutTally) -> None:
    """Leave the links that lead somewhere, to addresses and to headings of this text; of the others their words."""
    headings = [one for one in root.iter() if _HEADING.fullmatch(one.tag)]
    anchors = [heading_anchor(text_of(one), "-") for one in headings]
    count, named = Counter(anchors), dict[str, str]()
    for one, anchor in zip(headings, anchors, strict=True):
        for name in (anchor, *(inner.get("id", "") for inner in one.iter())):
            named.setdefault(name, anchor if count[anchor] == 1 else "")
        one.attrib.pop("id", None)
    for link in list(root.iter("a")):
        target = (link.get("href") or "").strip()
        if target.startswith("#") and named.get(target[1:]):
            link.set("href", f"#{named[target[1:]]}")
        elif target.startswith("#"):
            tally.take(INNER_LINKS)
            link.tag = "span"
        elif target and (not SAFE_LINK.match(target) or not _ELSEWHERE.match(target)):
            runs = target.lower().startswith(("javascript:", "data:", "vbscript:"))
            tally.take(LINKS, quote="" if runs else unquote(re.split(r"[/\\]", target.rstrip("/"))[-1]))
            link.tag = "span"


def _listed(elements: list[etree.Element], tally: LeftOutTally) -> list[etree.Element]:
    """Paragraphs that begin as entries do, as lists; one alone may begin so without being one, unless its sign is a bullet."""
    made: list[etree.Element] = []
    while elements:
        first = elements[0]
        for kind, mark in (("check", _CHECK), ("ul", _BULLET), ("ol", _NUMBER)):
            run = list(takewhile(lambda one, mark=mark: _begins(one, mark), elements))  # type: ignore[misc]
            sure = kind == "check" or (kind == "ul" and _begins(first, re.compile(r"\s*[•·▪◦‣●■▸►➢❖\uf0b7\uf0a7]")))
            if len(run) > 1 or (run and sure):
                made.append(_list_of(run, kind, mark, tally))
                del elements[: len(run)]
                break
        else:
            made.append(elements.pop(0))
    return made


def _begins(one: etree.Element, mark: re.Pattern[str]) -> bool:
    return (
        one.tag == "p"
        and not one.get("class")
        and SOURCE not in one.attrib
        and bool(mark.match(_lead(one)) and text_of(one))
    )


def _lead(one: etree.Element) -> str:
    """The text in front of an element, where its first words may be marked; a box to tick is one letter of it."""
    if (one.text or "").strip() or not len(one):
        return one.text or ""
    first = one[0]
    if first.tag == "input":
        return "☐ "
    return _lead(first) + (first.tail or "") if first.tag in ("span", "strong", "b", "em", "i", "u", "font") else ""


def _list_of(run: list[etree.Element], kind: str, mark: re.Pattern[str], tally: LeftOutTally) -> etree.Element:
    made = etree.Element("ol" if kind == "ol" else "ul", {"class": "check"} if kind == "check" else {})
    for one in run:
        begins = mark.match(_lead(one))
        assert begins, "looked at before"
        if kind == "ol":
            tally.take(NUMBERS, begins[1], missed=True)
        tally.missed.update(words_in(begins[0]) if kind == "check" else ())
        _without_lead(one, len(begins[0]))
        one.tag = "li"
        made.append(one)
    return made


def _without_lead(one: etree.Element, letters: int) -> None:
    """Take so many letters away in front of an element."""
    while letters > 0 and len(one) and not (one.text or "").strip():
        first = one[0]
        if first.tag == "input":
            remove(one, first)
            one.text = (one.text or "").lstrip()
            return
        held = len("".join(first.itertext()))
        if held >= letters:
            _without_lead(first, letters)
            return
        letters -= held
        one.text = (one.text or "") + (first.tail or "")
        first.tail = None
        one.remove(first)
    one.text = (one.text or "")[letters:].lstrip() if letters else one.text


def _shallow(root: etree.Element) -> None:
    """Take out levels of lists that hold nothing but the next level: entries that are only indented."""
    for parent in list(root.iter()):
        for item in [one for one in parent if one.tag == "li"]:
            while (
                len(item) == 1 and item[0].tag in ("ul", "ol") and not (item.text or "").strip() and len(item[0]) == 1
            ):
                inner = item[0][0]
                item.text, item[:] = inner.text, list(inner)


def _unboxed(one: etree.Element) -> Iterator[etree.Element]:
    """A table with one cell is a frame around a text: a note, or room to write where nothing stands in it."""
    cells = [cell for row in grid(one) for cell in row] if one.tag == "table" else []
    if one.tag == "table" and len(cells) < 2 and not any(_is_written(cell) for cell in cells):
        blank = etree.Element("p")
        blank.text = "________"
        yield blank
    elif len(cells) == 1:
        note = etree.Element("note", {"kind": "note"})
        note.text, note[:] = cells[0].text, list(cells[0])
        yield note
    else:
        yield one


def _is_written(cell: etree.Element) -> bool:
    """Whether anything stands in a cell but a line to write on."""
    words = text_of(cell)
    return bool(words and not RULED.fullmatch(words)) or has_picture(cell)


def _head_bold(root: etree.Element) -> None:
    """Where a text has no heading, short paragraphs that are wholly bold are its headings."""
    if any(_HEADING.fullmatch(one.tag) and one.get("class") != "title" for one in root.iter()):
        return
    elements = list(root)
    for number, one in enumerate(elements[:-1]):
        words = text_of(one)
        if (
            one.tag == "p"
            and 0 < len(words) <= 80
            and _is_bold(one)
            and not re.search(r"[.,;:]$", words)
            and elements[number + 1].tag != "table"
        ):
            one.tag = "h2"
            one.attrib.pop(SOURCE, None)
            for parent in list(one.iter()):
                for bold in [child for child in parent if child.tag in _BOLD]:
                    bold.tag = "span"


def _is_bold(one: etree.Element) -> bool:
    return not (one.text or "").strip() and len(one) > 0 and all(
        (child.tag in _BOLD or not text_of(child)) and not (child.tail or "").strip() for child in one
    )  # fmt: skip


_CAPTION = re.compile(r"(?:figure|fig\.?|picture|abbildung|abb\.?|bild)\s*\d+(?:\.\d+)?\s*[:.–—-]", re.IGNORECASE)
_LONGEST_CAPTION = 160


def _is_numbered_caption(one: etree.Element) -> bool:
    """Whether a plain paragraph begins as captions do, with Figure 1 and a colon."""
    text = text_of(one)
    plain = one.tag == "p" and all(inner.tag in ("p", "em", "strong", "i", "b", "span") for inner in one.iter())
    return plain and len(text) <= _LONGEST_CAPTION and _CAPTION.match(text) is not None


def _captions(root: etree.Element) -> None:
    """Put a caption below the picture that it stands beside."""
    elements = list(root)
    for before, one in pairwise(elements):
        for picture, caption in ((before, one), (one, before)):
            images = list(picture.iter("img"))
            if (
                (caption.get("class") == "caption" or (caption is one and _is_numbered_caption(one)))
                and len(images) == 1
                and not text_of(picture)
                and not has_picture(caption)
                and caption in list(root)
            ):
                images[0].set("title", text_of(caption))
                root.remove(caption)
