"""A document of Word to a tree of HTML with its pictures. The one module that knows mammoth."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as etree
from zipfile import ZipFile

import mammoth

from mentorkit.core.problems import Problem, Result, Span
from mentorkit.importing.html_elements import html_tree
from mentorkit.importing.left_out import LeftOutTally, words_in
from mentorkit.importing.markdown_escapes import visible
from mentorkit.importing.word_cleaning import clean
from mentorkit.importing.word_names import R, W, local, said
from mentorkit.importing.word_numbering import WordNumbering
from mentorkit.importing.word_package import Relation, WordPackage, open_word
from mentorkit.importing.word_styles import WordStyles

_LISTS = "\n".join(
    f"p[style-name='List {kind}{f' {level}' if level > 1 else ''}'] => {'ul|ol > li > ' * (level - 1)}{tag} > li:fresh"
    for kind, tag in (("Bullet", "ul"), ("Number", "ol"))
    for level in (1, 2, 3)
)
_STYLES = f"""
p.Title => h1.title:fresh
p.Subtitle => p.subtitle:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='Question'] => p.question:fresh
p[style-name='Hint'] => p.hint:fresh
p[style-name='Label'] => p.label:fresh
p[style-name='Ends of a scale'] => p.ends:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Preformatted Text'] => pre:separator('\\n')
p[style-name='Code'] => pre:separator('\\n')
r[style-name='Emphasis'] => em
r[style-name='Intense Emphasis'] => em > strong
r[style-name='HTML Code'] => code
highlight => mark
{_LISTS}
"""
_PARTS = ("footnotes", "endnotes")


@dataclass(frozen=True, slots=True)
class ForeignText:
    """A text of another program, read: its tree, its pictures, what was left out, and how many words it has."""

    root: etree.Element
    """A `body` with elements of HTML."""
    words: Counter[str]
    tally: LeftOutTally
    pictures: dict[str, bytes] = field(default_factory=dict)
    """By the addresses under which the tree shows them."""
    facts: dict[str, str] = field(default_factory=dict)
    """What a head said that guides say too: title, summary, order."""
    besides: tuple[str, ...] = ()
    """Parts of the file that are no text, and were never opened."""


def read_word(data: bytes, file: str) -> Result[ForeignText | None]:
    """Read a DOCX file, called `file` in messages; None where that cannot be done."""
    return open_word(data, file).then(lambda package: _read(package, file))


def _read(package: WordPackage, file: str) -> Result[ForeignText | None]:
    tally, styles = LeftOutTally(), WordStyles.read(package.styles)
    numbering = WordNumbering.read(package.numbering, package.styles)
    trees = {"document": package.document, **package.notes}
    for name, tree in trees.items():
        clean(tree, styles, numbering, tally)
        _only_known(tree, package.relations.get(name, {}), package.pictures)
    _only_noted(package)
    _only_whole(package.styles)
    pictures: dict[str, bytes] = {}
    try:
        html = mammoth.convert_to_html(
            _packed(package),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda image: _kept(image, pictures)),
        ).value
    except (Exception, RecursionError):  # what is not built as documents are may end the library's work in any way
        problem = Problem(
            "word-file", "this document is damaged", Span(file), "open it in Word, and save it again as DOCX"
        )
        return Result.failed(problem)
    words = Counter(words_in(visible(" ".join(said(tree) for tree in trees.values()))))
    return html_tree(html, file).then(lambda root: Result(ForeignText(root, words, tally, pictures, {}, package.left)))


def _kept(image: Any, pictures: dict[str, bytes]) -> dict[str, str]:
    with image.open() as opened:
        data = opened.read()
    known = next((name for name, one in pictures.items() if one == data), "")
    name = known or f"picture-{len(pictures) + 1}"
    pictures[name] = data
    return {"src": name}


def _only_known(tree: etree.Element, relations: dict[str, Relation], pictures: dict[str, bytes]) -> None:
    """Take out what refers to nothing, or to a picture that is not here."""
    for one in tree.iter():
        for name in (f"{R}id", f"{R}embed", f"{R}link", f"{R}pict"):
            relation = relations.get(one.get(name, ""))
            gone = relation is None or (relation.kind == "image" and relation.target not in pictures)
            if name in one.attrib and gone:
                del one.attrib[name]


def _only_whole(styles: etree.Element | None) -> None:
    """Leave the styles that say what they are for, and that have a name to be used by."""
    if styles is not None:
        styles[:] = [one for one in styles if local(one) != "style" or (one.get(f"{W}type") and one.get(f"{W}styleId"))]


def _only_noted(package: WordPackage) -> None:
    """Leave each note where it is mentioned, and no mention without its note."""
    for name, tag in zip(_PARTS, ("footnote", "endnote"), strict=True):
        root = package.notes.get(name)
        known = {one.get(f"{W}id") for one in root.iter(f"{W}{tag}")} if root is not None else set()
        mentioned = set()
        for parent in package.document.iter():
            for one in parent.findall(f"{W}{tag}Reference"):
                if one.get(f"{W}id") in known:
                    mentioned.add(one.get(f"{W}id"))
                else:
                    parent.remove(one)
        if root is not None:
            root[:] = [one for one in root if one.get(f"{W}id") in mentioned]
            for parent in root.iter():
                for one in [*parent.findall(f"{W}footnoteReference"), *parent.findall(f"{W}endnoteReference")]:
                    parent.remove(one)


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/></Types>'
)
_OF_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _packed(package: WordPackage) -> BytesIO:
    """The cleaned parts alone as a package, which the library reads."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels", _relations({"r": Relation("officeDocument", "word/document.xml", outside=False)})
        )
        numbers = {name: f"media/{number}" for number, name in enumerate(package.pictures, 1)}
        for name, tree in {"document": package.document, **package.notes}.items():
            archive.writestr(f"word/{name}.xml", etree.tostring(tree))
            relations = {key: _placed(one, numbers) for key, one in package.relations.get(name, {}).items()}
            archive.writestr(f"word/_rels/{name}.xml.rels", _relations(relations))
        if package.styles is not None:
            archive.writestr("word/styles.xml", etree.tostring(package.styles))
        if package.numbering is not None:
            archive.writestr("word/numbering.xml", etree.tostring(package.numbering))
        for name, place in numbers.items():
            archive.writestr(f"word/{place}", package.pictures[name])
    made.seek(0)
    return made


def _placed(relation: Relation, numbers: dict[str, str]) -> Relation:
    return (
        relation if relation.outside else Relation(relation.kind, numbers.get(relation.target, "none"), outside=False)
    )


def _relations(relations: dict[str, Relation]) -> bytes:
    """Only pictures and links: the other parts are found by their usual names."""
    root = etree.Element("Relationships", {"xmlns": "http://schemas.openxmlformats.org/package/2006/relationships"})
    for key, one in relations.items():
        if one.kind in ("image", "hyperlink", "officeDocument"):
            about = {"Id": key, "Type": f"{_OF_OFFICE}/{one.kind}", "Target": one.target}
            etree.SubElement(root, "Relationship", about)
    return etree.tostring(root)
