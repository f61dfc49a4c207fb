"""Documents of Word of the simplest XML, with everything that a test wants to be in one."""

from __future__ import annotations

import io
from collections.abc import Mapping
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
)
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/>{more}</w:style>'
    for id_, name, more in (
        ("Normal", "Normal", ""),
        ("Title", "Title", ""),
        ("Subtitle", "Subtitle", ""),
        ("berschrift1", "heading 1", ""),  # as a German Word calls it
        ("berschrift2", "heading 2", ""),
        ("berschrift3", "heading 3", ""),
        ("Chapter", "Chapter of ours", '<w:basedOn w:val="berschrift1"/>'),
        ("Verzeichnis1", "toc 1", ""),
        ("Quote", "Quote", ""),
        ("Caption", "caption", ""),
        ("Listenabsatz", "List Paragraph", ""),
    )
)
_LEVELS = "".join(
    '<w:abstractNum w:abstractNumId="{}">{}</w:abstractNum>'.format(
        number,
        "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{"☐" if level == 3 else "•"}"/></w:lvl>'
            for level in range(4)
        ),
    )
    for number, kind in ((0, "bullet"), (1, "decimal"))
)
_NUMBERING = (
    f'<w:numbering {NAMES}>{_LEVELS}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def run(text: str, properties: str = "") -> str:
    """A run: `run("bold", "<w:b/>")`."""
    about = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{about}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*inside: str, style: str = "", level: int | None = None, numbered: bool = False, about: str = "") -> str:
    """A paragraph of texts and of XML; an entry of a list where it has a level."""
    shape = f'<w:pStyle w:val="{style}"/>' if style else ""
    if level is not None:
        shape += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{2 if numbered else 1}"/></w:numPr>'
    return (
        f"<w:p><w:pPr>{shape}{about}</w:pPr>{''.join(one if one.startswith('<') else run(one) for one in inside)}</w:p>"
    )


def h(level: int, text: str) -> str:
    """A heading."""
    return p(text, style=f"berschrift{level}")


def cell(*inside: str, about: str = "") -> str:
    """A cell of paragraphs; a text is one."""
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{''.join(one if one.startswith('<') else p(one) for one in inside) or '<w:p/>'}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells, or of their texts."""
    made = "".join(
        f"<w:tr>{''.join(one if one.startswith('<w:tc') else cell(*([one] if one else [])) for one in row)}</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/>{made}</w:tbl>"


def picture(relation: str, words: str = "", more: str = "", title: str = "") -> str:
    """A picture in a run."""
    blip = (
        f'<a:blip r:embed="{relation}"/>' if not relation.startswith("http") else f'<a:blip r:link="{relation[4:]}"/>'
    )
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{escape(words, {chr(34): "&quot;"})}" title="{title}">{more}</wp:docPr>'
        f'<a:graphic><a:graphicData uri="picture"><pic:pic><pic:blipFill>{blip}</pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def link(relation: str, text: str) -> str:
    """A link to what a relation names."""
    return f'<w:hyperlink r:id="{relation}">{run(text)}</w:hyperlink>'


def field(instruction: str, result: str) -> str:
    """A field with its result."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end"))
    return (
        f'{begin}<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>{separate}{run(result)}{end}'
    )


def docx(
    *body: str,
    pictures: Mapping[str, bytes] | None = None,
    links: Mapping[str, str] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    footnotes: Mapping[int, str] | None = None,
) -> bytes:
    """A document. Pictures and links go by the ids of their relations; `parts` are put in as they are."""
    pictures, links, footnotes = pictures or {}, links or {}, footnotes or {}
    relations = [
        ("s", "styles", "styles.xml", False),
        ("n", "numbering", "numbering.xml", False),
        *((id_, "image", f"media/{id_}.png", False) for id_ in pictures),
        *((id_, "hyperlink", target, True) for id_, target in links.items()),
        *([("f", "footnotes", "footnotes.xml", False)] if footnotes else []),
    ]
    written = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{escape(target)}"{" TargetMode=" + chr(34) + "External" + chr(34) if outside else ""}/>'
        for id_, kind, target, outside in relations
    )
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{run(text)}</w:p></w:footnote>'
        for number, text in footnotes.items()
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _RELATIONS.format(
            f'<Relationship Id="d" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {NAMES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _RELATIONS.format(written),
        "word/styles.xml": f"<w:styles {NAMES}>{_STYLES}</w:styles>",
        "word/numbering.xml": _NUMBERING,
        **{f"word/media/{id_}.png": data for id_, data in pictures.items()},
        **({"word/footnotes.xml": f"<w:footnotes {NAMES}>{notes}</w:footnotes>"} if footnotes else {}),
        **(parts or {}),
    }
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def png(width: int = 8, height: int = 6, colour: str = "teal") -> bytes:
    """A picture of one colour."""
    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(made, "PNG")
    return made.getvalue()
