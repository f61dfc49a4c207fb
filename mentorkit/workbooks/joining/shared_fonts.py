"""The fonts of a book that was joined: each one once, with the glyphs that its chapters show."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mentorkit.workbooks.joining.true_type import united

_LETTERS = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>")
STAND_IN = "MentorKit fields stand in"
"""The family that stands in chapters for the font of form fields, of which each would hold the whole."""
_MOST = 100
"""Glyphs that one block of a table of letters holds (Adobe Technical Note 5014)."""
_WHOLE = 1000
"""Glyphs from which a font is taken for a whole one, as fields have it that have no stand-in: each chapter holds the very same."""
_MAP = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
%s
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@dataclass(slots=True)
class _Shown:
    """A font as some chapters show it: the widths and the letters of its glyphs.

    Each chapter rounds the width of a glyph for the size in which it shows it first: by it letters are set closer or wider.
    Chapters that round one otherwise therefore keep a table of their own; the outlines are the same.
    """

    font: Any
    widths: dict[int, Any]
    letters: dict[bytes, bytes]

    @classmethod
    def of(cls, font: Any) -> _Shown:
        """The font of one chapter."""
        return cls(font, dict(_widths(font)), dict(_LETTERS.findall(font.ToUnicode.read_bytes())))

    def takes_in(self, other: _Shown) -> bool:
        """Take in what another chapter shows of it, where that does not say otherwise of a glyph. Returns whether it does not."""
        if not _agree(self.widths, other.widths) or not _agree(self.letters, other.letters):
            return False
        self.widths |= other.widths
        self.letters |= other.letters
        return True


def share_fonts(pdf: Any, resources: Iterable[Any], of_fields: Any = None) -> None:
    """Give the pages of these `resources` each font once, and the font `of_fields` where chapters have its stand-in.

    Fonts that are not TrueType are left as they are.
    """
    shown, files = dict[str, list[_Shown]](), dict[str, dict[bytes, frozenset[int]]]()
    whole = dict[tuple[bytes, bytes], Any]()
    for fonts in (one.Font for one in resources if "/Font" in one):
        for name in sorted(fonts.keys()):
            if of_fields is not None and _stands_in(fonts[name]):
                fonts[name] = of_fields
                continue
            if not _is_known(fonts[name]):
                continue
            same = (fonts[name].ToUnicode.read_raw_bytes(), _file(fonts[name]).read_raw_bytes())
            if same in whole:
                fonts[name] = whole[same]
                continue
            mine, face = _Shown.of(fonts[name]), str(fonts[name].BaseFont)
            files.setdefault(face, {})[_file(fonts[name]).read_bytes()] = frozenset(mine.widths)
            known = shown.setdefault(face, [])
            other = next((one for one in known if one.takes_in(mine)), None)
            if other:
                fonts[name] = other.font
            else:
                known.append(mine)
            if len(mine.widths) > _WHOLE:
                whole[same] = fonts[name]
    for face, versions in shown.items():
        data = united(_enough(files[face]))
        file = pdf.make_stream(zlib.compress(data, 9), Length1=len(data), Filter=_name("/FlateDecode"))
        for one in versions:
            _write(pdf, one, file)


def _stands_in(font: Any) -> bool:
    return f"+{STAND_IN.replace(' ', '-')}" in str(font.BaseFont)  # the weight may stand behind it


def _is_known(font: Any) -> bool:
    """Return whether this is a TrueType font with letters that can be read aloud."""
    descendants = font.get("/DescendantFonts")
    return descendants is not None and "/FontFile2" in descendants[0].FontDescriptor and "/ToUnicode" in font


def _file(font: Any) -> Any:
    return font.DescendantFonts[0].FontDescriptor.FontFile2


def _widths(font: Any) -> Iterable[tuple[int, Any]]:
    runs = font.DescendantFonts[0].W
    for place in range(0, len(runs), 2):
        yield from enumerate(runs[place + 1], int(runs[place]))


def _agree(some: Mapping[Any, Any], others: Mapping[Any, Any]) -> bool:
    return all(some.get(glyph, value) == value for glyph, value in others.items())


def _enough(files: Mapping[bytes, frozenset[int]]) -> list[bytes]:
    """Files that hold all glyphs together, those with most first: the others add nothing."""
    found, held = list[bytes](), set[int]()
    for data, glyphs in sorted(files.items(), key=lambda one: (-len(one[1]), one[0])):
        if not glyphs <= held:
            found.append(data)
            held |= glyphs
    return found


def _write(pdf: Any, shown: _Shown, file: Any) -> None:
    runs = list[Any]()
    for glyph, width in sorted(shown.widths.items()):
        if glyph - 1 not in shown.widths:
            runs += [glyph, []]
        runs[-1].append(width)
    letters = sorted(shown.letters.items())
    blocks = (letters[start : start + _MOST] for start in range(0, len(letters), _MOST))
    text = b"\n".join(
        b"%d beginbfchar\n%s\nendbfchar" % (len(block), b"\n".join(b"<%s> <%s>" % one for one in block))
        for block in blocks
    )
    descendant = shown.font.DescendantFonts[0]
    descendant.W, descendant.FontDescriptor.FontFile2 = _array(runs), file
    shown.font.ToUnicode = pdf.make_stream(zlib.compress(_MAP % text, 9), Filter=_name("/FlateDecode"))


def _array(items: list[Any]) -> Any:
    import pikepdf

    return pikepdf.Array([_array(item) if isinstance(item, list) else item for item in items])


def _name(text: str) -> Any:
    import pikepdf

    return pikepdf.Name(text)
