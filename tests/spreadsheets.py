"""Tables as spreadsheets and form tools write them: CSV, and workbooks of the simplest XML."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile


def csv_text(rows: Sequence[Sequence[str]], sign: str = ",") -> str:
    """Rows as a CSV file, this sign between the cells."""
    text = io.StringIO()
    csv.writer(text, delimiter=sign).writerows(rows)
    return text.getvalue()


_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default \
Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" \
ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-\
officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Cell = str | float | None


def sheet_xml(rows: Sequence[Sequence[Cell]], merged: str = "") -> str:
    """A sheet as XML. A text that begins with `<` is the inside of its cell as it is, with its type before a bar."""
    lines = "".join(
        f"<row r='{n}'>{''.join(_cell(c, n, v) for c, v in enumerate(row))}</row>" for n, row in enumerate(rows, 1)
    )
    joined = f"<mergeCells><mergeCell ref='{merged}'/></mergeCells>" if merged else ""
    return f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData>{joined}</worksheet>'


def _cell(column: int, row: int, value: Cell) -> str:
    at = (chr(64 + column // 26) if column > 25 else "") + chr(65 + column % 26) + str(row)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f"<c r='{at}' t='b'><v>{int(value)}</v></c>".replace("'", '"')
    if isinstance(value, int | float):
        return f'<c r="{at}"><v>{value}</v></c>'
    if value.startswith("<"):
        return f'<c r="{at}" {value[1:]}</c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def xlsx(*sheets: Sequence[Sequence[Cell]] | str, more: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """A workbook of these sheets, of rows or of XML."""
    made, numbers = io.BytesIO(), range(1, len(sheets) + 1)
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        target = f'<Relationship Id="r1" Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/>'
        archive.writestr("_rels/.rels", _RELATIONS.format(target))
        listed = "".join(f'<sheet name="Sheet {n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
        archive.writestr(
            "xl/workbook.xml",
            f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>{listed}</sheets></workbook>',
        )
        targets = "".join(
            f'<Relationship Id="r{n}" Type="{_RELATION}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
        )
        styles = f'<Relationship Id="s1" Type="{_RELATION}/styles" Target="styles.xml"/>'
        archive.writestr("xl/_rels/workbook.xml.rels", _RELATIONS.format(targets + styles))
        archive.writestr(
            "xl/styles.xml",
            f'<?xml version="1.0"?><styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        )
        for number, sheet in zip(numbers, sheets, strict=True):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", sheet if isinstance(sheet, str) else sheet_xml(sheet))
        for name, data in more:
            archive.writestr(name, data)
    return made.getvalue()
