"""The pages of a book with nothing on them but running heads and page numbers, to be laid over the pages of its chapters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from mentorkit.workbooks.joining.laid_out_chapter import HeadPage, LaidOutChapter

_PLACE = "page"


def head_elements(chapters: Sequence[LaidOutChapter]) -> Iterator[Element]:
    """An empty element for each page of these chapters, which sets what that page sets."""
    for number, chapter in enumerate(chapters):
        for page, printed in enumerate(chapter.pages):
            begins = (chapter.begins or "page") if page == 0 else "page"
            first, last = dict(reversed(printed.heads)), dict(printed.heads)
            kind = f"break-before: {begins if number or page else 'auto'}; page: {printed.name or 'auto'}"
            yield Element("div", {"id": f"{_PLACE}-{number}-{page}", "style": f"{kind}{_sets(first)}"})
            if first != last:
                yield Element("div", {"style": f"page: {printed.name or 'auto'}{_sets(last)}"})


def head_page(anchors: Iterable[str], left: float) -> HeadPage:
    """The page that these anchors stand on, which `head_elements` has put there."""
    for anchor in anchors:
        kind, chapter, page = anchor.split("-")
        assert kind == _PLACE, "no other anchors stand on pages with running heads alone"
        return HeadPage(int(chapter), int(page), left)
    return HeadPage(None, 0, left)


def _sets(heads: Mapping[str, str]) -> str:
    return "; string-set: " + ", ".join(f"{name} {_quoted(value)}" for name, value in heads.items()) if heads else ""


def _quoted(text: str) -> str:
    """A text as a string of a style sheet."""
    return '"' + "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in text) + '"'
