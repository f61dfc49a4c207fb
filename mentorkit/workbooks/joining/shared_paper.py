"""A paper, such as a Key by itself, as the programmes of a client share it: laid out once, without what only one of them says.

What a programme is called beside the letterhead's logo (`head_words`), and what the file says of itself, is put on when it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, Protocol
from xml.etree.ElementTree import Element, SubElement
from xml.sax.saxutils import escape

from mentorkit.workbooks.joining.book_of_chapters import ChapterStore, kept
from mentorkit.workbooks.joining.head_words import HEAD, take_out_words
from mentorkit.workbooks.joining.joined_pdf import AS_ARTIFACT, lay_over, save
from mentorkit.workbooks.joining.laid_out_chapter import JoinedBook, LaidOutChapter
from mentorkit.workbooks.joining.shared_fonts import share_fonts

_SAID_OF_ITSELF = frozenset({"author", "description"})


class PaperPress(Protocol):
    """The engine, as it is needed here."""

    def made_from_paper(self, root: Element) -> str:
        """Everything that this tree is made from as a paper."""

    def made_from(self, root: Element, *, heads: bool = False) -> str:
        """Everything that this tree is made from as words at the top of a page."""

    @property
    def complaints(self) -> int:
        """How often something was found to be wrong so far."""

    def paper(self, root: Element) -> LaidOutChapter:
        """This tree laid out with its running heads."""

    def words(self, root: Element) -> LaidOutChapter | None:
        """This tree laid out without tags; None where its words need more room than they have."""


@dataclass(frozen=True, slots=True)
class SharedPaper:
    """The tree of a paper without what only its programme says."""

    root: Element
    words: Element
    """The words that are put on, with everything that stands around and beside them and is not seen."""
    said: Mapping[str, str] = field(default_factory=dict)
    """What the file says of itself, by what stands for it in the tree."""
    place: int = 0
    """The number of the paragraph from which the words were taken, counted from 0."""

    @classmethod
    def of(cls, root: Element) -> SharedPaper | None:
        """The paper, where the tree is one: a single element, with words that are put on. They are taken out of the tree."""
        body = root.find("body")
        if body is None or len(body) != 1 or (body.text or "").strip():
            return None
        words = take_out_words(body[0])
        if words is None:
            return None
        place = next(number for number, one in enumerate(root.iter("p")) if one.get(HEAD) is not None)
        return cls(root, words, _taken_out_of_head(root), place)

    @property
    def alone(self) -> Element:
        """The words with everything around them, as a document."""
        root = Element(self.root.tag, self.root.attrib)
        SubElement(SubElement(root, "head"), "title").text = "Words"
        body = SubElement(
            root, "body", {name: value for one in self.root.findall("body") for name, value in one.items()}
        )
        body.append(deepcopy(self.words))
        return root


def write_paper(paper: SharedPaper, press: PaperPress, store: ChapterStore, into: Path) -> JoinedBook | None:
    """Write a paper; None where what its programme is called needs more room than there is, or stands elsewhere than it would alone."""
    alone = paper.alone
    words = kept(store, press, press.made_from(alone), partial(press.words, alone))
    if words is None:
        return None
    laid_out = kept(store, press, press.made_from_paper(paper.root), partial(press.paper, paper.root))
    assert laid_out is not None, "a paper depends on nothing else"
    is_whole = laid_out.head == words.head and _put_on(laid_out.pdf, words.pdf, paper, into)
    return JoinedBook.of_paper(laid_out, words) if is_whole else None


def _taken_out_of_head(root: Element) -> dict[str, str]:
    """What the file would say of itself, by what is put in its place."""
    said = dict[str, str]()
    for one in (one for head in root.findall("head") for one in head):
        mark = f"said-{len(said)}-here"
        if one.tag == "title":
            said[mark], one.text = one.text or "", mark
        elif one.get("name") in _SAID_OF_ITSELF:
            said[mark] = one.get("content", "")
            one.set("content", mark)
    return said


def _put_on(laid_out: bytes, words: bytes, paper: SharedPaper, into: Path) -> bool:
    """Write a paper with these words on its first page, and what it says of itself. Same input, same bytes.

    Return whether it is written: it is not where its tags have no place for the words.
    """
    import pikepdf

    said = paper.said
    with pikepdf.open(BytesIO(laid_out)) as made, pikepdf.open(BytesIO(words)) as on_top:
        page: Any = made.pages[0].obj
        meant = _meant(made, page, paper.place)
        if meant is None:
            return False
        (head,) = [made.copy_foreign(one.obj) for one in on_top.pages]
        _share_faces(made, page.Resources.Font, head.Resources)
        page.Resources = pikepdf.Dictionary(page.Resources)  # that of all pages
        for name in ("/Font", "/XObject", "/ExtGState"):
            if name in page.Resources:
                page.Resources[name] = pikepdf.Dictionary(page.Resources[name])
        lay_over(made, page, head, 0, "/Words", meant)
        for name, value in made.docinfo.items():
            if str(value) in said:
                made.docinfo[name] = said[str(value)]
        if "/Metadata" in made.Root:
            made.Root.Metadata.write(_put_in(made.Root.Metadata, said))
        save(made, into)
    return True


def _share_faces(pdf: Any, fonts: Any, of_words: Any) -> None:
    """Give the words the fonts that the paper has, with what glyphs are missing there."""
    import pikepdf

    faces = {str(one.BaseFont) for one in of_words.Font.values()}
    same = pikepdf.Dictionary({name: one for name, one in fonts.items() if str(one.BaseFont) in faces})
    share_fonts(pdf, [pikepdf.Dictionary(Font=same), of_words])


def _meant(pdf: Any, page: Any, number_of_place: int) -> bytes | None:
    """What marks the words as those of the paragraph from which they were taken; as no part of what is read, where there are no tags.

    None where that paragraph has no tag, or something else stands in it: a style sheet can do both.
    """
    if "/StructTreeRoot" not in pdf.Root:
        return AS_ARTIFACT
    tree = pdf.Root.StructTreeRoot
    place = next(islice(_paragraphs(tree.K[0]), number_of_place, None), None)
    if place is None or len(place.K):
        return None
    meanings = tree.ParentTree.Nums[2 * int(page.StructParents) + 1]
    number = len(meanings)
    place.K = [number]
    meanings.append(place)
    return b"/P <</MCID %d>> BDC\n%%s\nEMC" % number


def _paragraphs(element: Any) -> Iterator[Any]:
    """The paragraphs in an element of the tag tree, in the order of reading."""
    import pikepdf

    for one in element.K:
        if isinstance(one, pikepdf.Dictionary) and "/K" in one:
            if one.S == pikepdf.Name.P:
                yield one
            yield from _paragraphs(one)


def _put_in(metadata: Any, said: Mapping[str, str]) -> bytes:
    """What the file says of itself in its second way, which is XML."""
    text: bytes = metadata.read_bytes()
    for mark, words in said.items():
        text = text.replace(mark.encode(), escape(words).encode())
    return text
