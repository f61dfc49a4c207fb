"""Files of Word and PowerPoint as they are handed on: with title and language, without anything about who made them and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The moment that every part has: the format knows no earlier one."""
_CORE_XML = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>{language}</dc:language></cp:coreProperties>
"""
_APP_XML = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>
"""
_OF_TEMPLATE = r"(?:/|\.\./)*(?:docProps/|word/|ppt/)?(?:customXml/|thumbnail|stylesWithEffects|printerSettings)[^\"]*"
"""Parts that the template brings along and nothing needs: its thumbnail, its data, a copy of its styles, the printer of its author."""
_LEFT_OUT = re.compile(_OF_TEMPLATE)
_MENTIONED = re.compile(rf'<(?:Relationship|Override)\b[^>]*\b(?:Target|PartName)="{_OF_TEMPLATE}"[^>]*/>')


def finished(saved: bytes, title: str, language: str, parts: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """The file without author, dates, revision and leftovers of the template; the same parts give the same bytes.

    Its properties hold the title and the language, which screen readers and search ask for. `parts` stand in place of
    those that have their names, `word/fontTable.xml`.
    """
    core = _CORE_XML.format(title=escape(title), language=escape(language))
    told = {"docProps/core.xml": core, "docProps/app.xml": _APP_XML, **parts}
    out = BytesIO()
    with ZipFile(BytesIO(saved)) as old, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=9) as new:
        for name in old.namelist():  # the list of types first, as the format recommends
            if _LEFT_OUT.fullmatch(name):
                continue
            data = told[name].encode() if name in told else old.read(name)
            if name.endswith(".rels") or name == "[Content_Types].xml":
                data = _MENTIONED.sub("", data.decode()).encode()
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            new.writestr(entry, data)
    return out.getvalue()
