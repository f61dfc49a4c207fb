"""What the engine leaves open in a PDF, done before it is written. Works on pydyf's objects, the engine's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mentorkit.workbooks.compose.editions import Edition

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


@dataclass(slots=True)
class Spoken:
    """Words for what has none of its own in a PDF."""

    scales: dict[str, str] = field(default_factory=dict)
    """The question of each group of radio buttons by its name."""
    targets: dict[str, str] = field(default_factory=dict)
    """What stands where links of the book lead, by the anchor's name."""


def finish(pdf: Any, edition: Edition, spoken: Spoken) -> None:
    """Do what this edition needs."""
    if edition.opens_bookmarks and "Outlines" in pdf.catalog:
        pdf.catalog["PageMode"] = "/UseOutlines"
    _map_every_glyph(pdf)
    if edition.for_people:
        _say_what_is_meant(pdf, spoken.targets)
        _silence_running_heads(pdf)
    if edition.archived:
        _say_that_it_is_ua(_object(pdf, pdf.catalog["Metadata"]))
        _end_streams_plainly(pdf)
    if "AcroForm" in pdf.catalog:
        _mend_form(pdf, spoken.scales)
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
    for one in pdf.objects:
        if getattr(one, "stream", None) and one.stream[0] == b"/CIDInit /ProcSet findresource begin":
            one.stream = [part.replace(b"> <>", b"> <200b>") for part in one.stream]


def _say_what_is_meant(pdf: Any, targets: Mapping[str, str]) -> None:
    """For whom a header cell speaks, and what a link leads to; the engine only names the anchor."""
    import pydyf

    for one in pdf.objects:
        if not isinstance(one, pydyf.Dictionary):
            continue
        if one.get("S") == "/TH":
            rows = _object(pdf, _object(pdf, one["P"])["P"])
            one["A"]["Scope"] = "/Column" if rows["S"] == "/THead" else "/Row"
        elif one.get("Subtype") == "/Link" and "Dest" in one:
            one["Contents"] = pydyf.String(targets[one["Dest"].string])


def _silence_running_heads(pdf: Any) -> None:
    """What stands in the margins is part of no chapter: the engine leaves it out of the tree, and does not call it an artefact."""
    import pydyf

    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    document = _object(pdf, root["K"][0])
    chapters, meanings = set(document["K"]), _object(pdf, root["ParentTree"])["Nums"]
    numbers = {reference: number for number, reference in enumerate(pdf.page_references)}
    for one in list(pdf.objects):
        if not isinstance(one, pydyf.Dictionary) or one.get("P") != document.reference or one.reference in chapters:
            continue
        for piece in (_object(pdf, kid) for kid in one["K"] if isinstance(kid, bytes)):
            if piece.get("S") == "/Span":
                (said,), page = piece["K"], piece["Pg"]
                drawn = _object(pdf, _object(pdf, page)["Contents"]).stream
                at = next(n for n, part in enumerate(drawn) if isinstance(part, dict) and part.get("MCID") == said)
                drawn[at - 1 : at + 1] = [b"/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
                meanings[2 * numbers[page] + 1][said] = b"null"


def _cut_pages(pdf: Any, bleed: float) -> None:
    """The engine calls all that it draws bleed, up to ten points; crop marks stand beyond it. Links are not printed."""
    import pydyf

    pdf.info["Trapped"] = "/False"
    for page in pdf.objects:
        if isinstance(page, pydyf.Dictionary) and "TrimBox" in page:
            left, bottom, right, top = page["TrimBox"]
            page["BleedBox"] = pydyf.Array([left - bleed, bottom - bleed, right + bleed, top + bleed])
            page.pop("Annots", None)


def _say_that_it_is_ua(metadata: Any) -> None:
    metadata.compress = False
    metadata.stream = [part.replace(b"</rdf:RDF>", _UA) for part in metadata.stream]


def _end_streams_plainly(pdf: Any) -> None:
    """A stream whose last byte is a carriage return seems one byte too long: the line feed behind it joins in.

    A byte after the end of compressed data counts for its length and means nothing (ISO 19005-2, 6.1.7.1; RFC 1950).
    """
    for one in pdf.objects:
        if getattr(one, "compress", False) and (data := one.data).endswith(b"\r\nendstream"):
            compressed = data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
            one.compress, one.stream = False, [compressed + b" "]
            one.extra["Filter"] = "/FlateDecode"


def _mend_form(pdf: Any, scales: Mapping[str, str]) -> None:
    """Only whole fields stand in the form; buttons of a scale belong to their group, which asks the question."""
    import pydyf

    form = pdf.catalog["AcroForm"]
    del form["NeedAppearances"]  # what can be ticked has its looks, and what is typed gets them where it is typed
    fields = [(reference, _object(pdf, reference)) for reference in form["Fields"]]
    form["Fields"] = pydyf.Array(reference for reference, one in fields if "Parent" not in one)
    for _, one in fields:
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


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
