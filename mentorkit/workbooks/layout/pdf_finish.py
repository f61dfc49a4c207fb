"""The finishing of a PDF: the changes to its objects, before it is written, that the engine leaves open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mentorkit.workbooks.compose.editions import Edition
from mentorkit.workbooks.layout.pdf_objects import (
    at,
    compressed,
    fields,
    figures,
    header_cells,
    images,
    inner_links,
    letter_maps,
    loose_in_lists,
    named_cells,
    pages,
    running_heads,
)

_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that this file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""
"""That a PDF/A is a PDF/UA-1 too; a name from outside PDF/A's own has to be described (ISO 19005-2, 6.6.2.3)."""

_RADIO = 1 << 15
"""A radio group in which a choice can be taken back: without NoToggleToOff (ISO 32000-1, table 226)."""
_POINTS = 72 / 25.4
"""Points in a millimetre."""
_PIXEL = 0.75
"""Points in a pixel of CSS."""


@dataclass(slots=True)
class Spoken:
    """Words for parts of a PDF that have none of their own."""

    scales: dict[str, str] = field(default_factory=dict)
    """The question of each group of radio buttons by its name."""
    targets: dict[str, str] = field(default_factory=dict)
    """The words that stand where links of the book lead, by the anchor's name."""
    chapter: str = ""
    """A name of its own for the chapter that the PDF is, if it is one."""


def bind_on_the_right(pdf: Any) -> None:
    """Have programs that show two pages side by side show the earlier one on the right (ISO 32000-1, table 150)."""
    preferences = pdf.catalog.setdefault("ViewerPreferences", type(pdf.catalog)())
    preferences["Direction"] = "/R2L"


def finish(pdf: Any, edition: Edition, spoken: Spoken) -> None:
    """Make the changes that this edition needs."""
    if edition.opens_bookmarks and "Outlines" in pdf.catalog:
        pdf.catalog["PageMode"] = "/UseOutlines"
    _map_every_glyph(pdf)
    if edition.for_people:
        _add_meanings(pdf, spoken.targets)
        _place_figures(pdf)
        if spoken.chapter:
            _name_cells(pdf, spoken.chapter)
        _gather_in_bodies(pdf)
        _silence_running_heads(pdf)
    if edition.archived:
        _declare_ua(at(pdf, pdf.catalog["Metadata"]))
        _end_streams_plainly(pdf)
        for image in images(pdf):
            image["Interpolate"] = "false"  # what is kept looks the same in every program (ISO 19005-2, 6.2.8)
    if "AcroForm" in pdf.catalog:
        _mend_form(pdf, spoken.scales)
    if edition.bleed:
        _cut_pages(pdf, edition.bleed * _POINTS)


def finish_heads(pdf: Any, edition: Edition) -> None:
    """Make pages with running heads alone fit to become part of a book of this edition."""
    finish_lines(pdf)
    for image in images(pdf) if edition.archived else ():
        image["Interpolate"] = "false"
    if edition.bleed:
        _cut_pages(pdf, edition.bleed * _POINTS)


def finish_lines(pdf: Any) -> None:
    """Make lines of text fit to become part of a book of any edition."""
    _map_every_glyph(pdf)
    _end_streams_plainly(pdf)


def _map_every_glyph(pdf: Any) -> None:
    """Where a letter is drawn by several glyphs, the first stands for it; no letters at all are not allowed for the others.

    A zero width space is (ISO 14289-1, 7.21.7).
    """
    for one in letter_maps(pdf):
        one.stream = [part.replace(b"> <>", b"> <200b>") for part in one.stream]


def _add_meanings(pdf: Any, targets: Mapping[str, str]) -> None:
    """Say for whom a header cell speaks, and what a link leads to; the engine only names the anchor."""
    import pydyf

    for attributes, group in header_cells(pdf):
        attributes["Scope"] = "/Column" if group == "/THead" else "/Row"
    for link, anchor in inner_links(pdf):
        link["Contents"] = pydyf.String(targets[anchor])


def _place_figures(pdf: Any) -> None:
    """Say in points from the foot of the page where a figure is (ISO 32000-1, table 344); the engine counts its pixels from the top."""
    import pydyf

    for attributes, height in figures(pdf):
        left, top, right, bottom = (round(_PIXEL * float(edge), 3) for edge in attributes["BBox"])
        attributes["BBox"] = pydyf.Array((left, round(height - bottom, 3), right, round(height - top, 3)))


def _name_cells(pdf: Any, chapter: str) -> None:
    """Give header cells names that no other chapter gives: a book joins their tables to one tree."""
    import pydyf

    for cell, attributes in named_cells(pdf):
        if "ID" in cell:
            cell["ID"] = pydyf.String(f"{chapter}-{cell['ID'].string}")
        if "Headers" in attributes:
            attributes["Headers"] = pydyf.Array(
                pydyf.String(f"{chapter}-{one.string}") for one in attributes["Headers"]
            )


def _gather_in_bodies(pdf: Any) -> None:
    """Give every item of a list one body: the engine leaves paragraphs and figures beside its mark (ISO 32000-1, 14.8.4.3.3)."""
    import pydyf

    for item, loose in loose_in_lists(pdf):
        body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "Pg": item["Pg"], "P": item.reference})
        pdf.add_object(body)
        body["K"] = pydyf.Array(loose)
        for kid in loose:
            at(pdf, kid)["P"] = body.reference
        place = item["K"].index(loose[0])
        item["K"][:] = [*item["K"][:place], body.reference, *(kid for kid in item["K"][place:] if kid not in loose)]


def _silence_running_heads(pdf: Any) -> None:
    """Call running heads artefacts: the engine leaves them out of the tag tree, and does not say what they are."""
    import pydyf

    for head in running_heads(pdf):
        head.drawn[head.at - 1 : head.at + 1] = [b"/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
        head.meanings[head.said] = b"null"


def _cut_pages(pdf: Any, bleed: float) -> None:
    """Set the bleed to its own width, where the engine counts all that it draws up to ten points; take out links, which nobody prints."""
    import pydyf

    pdf.info["Trapped"] = "/False"
    for page in pages(pdf):
        left, bottom, right, top = page["TrimBox"]
        page["BleedBox"] = pydyf.Array([left - bleed, bottom - bleed, right + bleed, top + bleed])
        page.pop("Annots", None)


def _declare_ua(metadata: Any) -> None:
    metadata.compress = False
    metadata.stream = [part.replace(b"</rdf:RDF>", _UA) for part in metadata.stream]


def _end_streams_plainly(pdf: Any) -> None:
    """A stream whose last byte is a carriage return seems one byte too long: the line feed behind it joins in.

    A byte after the end of compressed data counts for its length and means nothing (ISO 19005-2, 6.1.7.1; RFC 1950).
    """
    for one, data in compressed(pdf):
        if data.endswith(b"\r\nendstream"):
            content = data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
            one.compress, one.stream = False, [content + b" "]
            one.extra["Filter"] = "/FlateDecode"


def _mend_form(pdf: Any, scales: Mapping[str, str]) -> None:
    """Only whole fields stand in the form; buttons of a scale belong to their group, which asks the question."""
    import pydyf

    form = pdf.catalog["AcroForm"]
    del form["NeedAppearances"]  # what can be ticked has its looks, and what is typed gets them where it is typed
    found = fields(pdf)
    form["Fields"] = pydyf.Array(reference for reference, one in found if "Parent" not in one)
    for _, one in found:
        if "Kids" in one:
            one["Ff"] = _RADIO
            one["TU"] = pydyf.String(scales[one["T"].string])
        elif "Parent" in one:
            del one["T"]
        if "DA" in one:
            one["DA"] = pydyf.String(re.sub(rb"^/a\S+ gs ", b"", one["DA"].string))
        if "Rect" in one:
            left, top, right, bottom = one["Rect"]
            one["Rect"] = pydyf.Array([left, min(top, bottom), right, max(top, bottom)])
