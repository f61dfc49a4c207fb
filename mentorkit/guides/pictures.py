"""The pictures of texts: how a text names one, which file is meant, and how it stands on a page or in a book."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from mentorkit.brand.faults import Fault
from mentorkit.brand.page_pictures import PagePicture, page_picture
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.definition.base import as_written, texts_in
from mentorkit.guides.text_links import links
from mentorkit.workspace.layers import LayerFile, Layers

FOLDER = "content/pictures"
"""Where a layer keeps them; they may stand in folders inside it."""
_HOME = re.compile(r"^(?:\./|(?:\.\./)*(?:content/)?pictures/)+")
"""The way to that folder, which a text may say or leave out: editors that show pictures need it."""


def picture_name(target: str) -> str:
    """The name of a picture inside its folder, from what a text says: `team.png` for `../pictures/team.png`."""
    return normalize("NFC", _HOME.sub("", unquote(target)))


def picture_files(layers: Layers) -> dict[str, LayerFile]:
    """The files of all pictures by their names, the nearest layer's first."""
    return {normalize("NFC", name): file for name, file in layers.names(FOLDER, "", deep=True).items()}


def shown_names(texts: Iterable[str]) -> Iterator[str]:
    """The names of the pictures that these texts show."""
    for text in texts:
        yield from (picture_name(one.target) for one in links(text, "") if one.picture) if "![" in text else ()


def texts_with_pictures(value: Any) -> Iterator[str]:
    """Every text with a picture inside a definition."""
    for _, text in texts_in(value):
        if "![" in as_written(text):
            yield as_written(text)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture with the address that it has in one medium."""

    address: str
    picture: PagePicture

    def attributes(self) -> dict[str, str]:
        """The attributes of its element, but for what it shows in words."""
        size = self.picture.size
        measured = {"width": str(size[0]), "height": str(size[1])} if size else {}
        look = "mk-picture mk-picture--clear" if self.picture.clear else "mk-picture"
        return {"src": self.address, "class": look, **measured}


def opened(pictures: Mapping[str, Path]) -> dict[str, PagePicture]:
    """These pictures as they are shown. Raises BuildFailed where one, which was checked, has been spoiled since."""
    made = {}
    for name, path in pictures.items():
        try:
            shown = page_picture(path)
        except OSError as error:
            shown = Fault(f"cannot be opened: {error.strerror}", "put it back, and build again")
        if isinstance(shown, Fault):
            raise BuildFailed([Problem("picture", f"this picture {shown.says}", Span(str(path)), shown.way_out)])
        made[name] = shown
    return made


class PictureElements(Treeprocessor):
    """Gives the pictures of a text their addresses and sizes; one alone in its paragraph has its title below it.

    `shown` are the attributes of each picture by its name. Of a picture that is not among them its words are left.
    """

    def __init__(self, md: Markdown, shown: Mapping[str, Mapping[str, str]], *, lazily: bool) -> None:
        super().__init__(md)
        self.shown, self.lazily = shown, lazily

    def run(self, root: etree.Element) -> None:
        """Give every picture its attributes; on pages of ours, templates have done so."""
        if not self.md.trusted:
            for picture in root.iter("img"):
                self._show(picture)
            for paragraph in root.iter("p"):
                if _is_captioned(paragraph):
                    _caption(paragraph)

    def _show(self, picture: etree.Element) -> None:
        found = self.shown.get(picture_name(picture.get("src", "").replace(f"{AMP_SUBSTITUTE}amp;", "&")))
        if found is None:
            picture.tag, picture.text = "span", picture.get("alt", "")
            picture.attrib.clear()
            return
        picture.attrib.update(found)
        if self.lazily:
            picture.attrib.update({"loading": "lazy", "decoding": "async"})


def _is_captioned(paragraph: etree.Element) -> bool:
    alone = len(paragraph) == 1 and not (paragraph.text or "").strip() and not (paragraph[0].tail or "").strip()
    return alone and paragraph[0].tag == "img" and bool(paragraph[0].get("title"))


def _caption(paragraph: etree.Element) -> None:
    """Turn a paragraph that is one picture into a figure with the picture's title below it."""
    picture = paragraph[0]
    caption = etree.SubElement(paragraph, "figcaption")
    caption.text = picture.attrib.pop("title")
    paragraph.tag, paragraph.text, picture.tail = "figure", None, None
    paragraph.set("class", "mk-figure")
