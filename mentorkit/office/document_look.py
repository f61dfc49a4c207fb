"""How Word documents look: paper, fonts and colours of a brand as the styles that Word calls by their usual names, so that people can change them."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from mentorkit.brand.branding import Branding
from mentorkit.brand.palette import Scheme
from mentorkit.definition.program import Program
from mentorkit.language.catalogue import Words
from mentorkit.workbooks.compose.book_context import PAPER

_TWIPS = 1440 / 25.4
"""Twentieths of a point, in which Word measures, of a millimetre."""
_SIDE, _TOP = 20.0, 18.0
"""Millimetres of the margins."""
_HEADINGS = ((44, 0, 60), (28, 280, 80), (23, 220, 60), (22, 180, 40))
"""Of headings of each level: half points, and twentieths of a point before and behind."""
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def twips(millimetres: float) -> int:
    """Millimetres as Word counts them."""
    return round(millimetres * _TWIPS)


@dataclass(frozen=True, slots=True)
class DocumentLook:
    """Paper, language, fonts and colours of a programme's documents."""

    width: float
    """Millimetres of the paper."""
    height: float
    language: str
    right_to_left: bool
    text_font: str
    heading_font: str
    heading_italic: bool
    colours: Scheme
    compact: bool = False
    """Whether it is meant for one page: set smaller and closer."""

    @classmethod
    def of(cls, program: Program, branding: Branding, words: Words) -> DocumentLook:
        """The look of a programme's documents."""
        paper = PAPER[program.paper]
        return cls(
            width=paper.width,
            height=paper.height,
            language=words.language,
            right_to_left=words.direction == "rtl",
            text_font=branding.base_family,
            heading_font=branding.heading_family,
            heading_italic=branding.heading_style == "italic",
            colours=branding.palette.print,
        )

    @property
    def size(self) -> int:
        """Half points of text."""
        return 19 if self.compact else 22

    @property
    def measure(self) -> float:
        """Millimetres between the margins at left and right."""
        return self.width - 2 * _SIDE

    def section(self) -> str:
        """The paper and its margins, as the attributes of a section; the first page has a head of its own."""
        turned = "<w:bidi/>" if self.right_to_left else ""
        return (
            f'<w:pgSz w:w="{twips(self.width)}" w:h="{twips(self.height)}"/>'
            f'<w:pgMar w:top="{twips(_TOP + 12)}" w:bottom="{twips(_TOP)}" w:left="{twips(_SIDE)}" w:right="{twips(_SIDE)}" '
            f'w:header="{twips(12)}" w:footer="{twips(9)}" w:gutter="0"/><w:titlePg/>{turned}'
        )

    def styles(self) -> str:
        """The style sheet of a document, whole."""
        ink, muted = _hex(self.colours.ink), _hex(self.colours.muted)
        tongue = (
            f"w:val={quoteattr(self.language)} w:eastAsia={quoteattr(self.language)} w:bidi={quoteattr(self.language)}"
        )
        turned = "<w:bidi/>" if self.right_to_left else ""
        text = "".join((
            _defaults(f'{_fonts(self.text_font)}<w:color w:val="{ink}"/>{_size(self.size)}<w:lang {tongue}/>'),
            _style("Normal", "Normal", f'<w:pPr>{turned}<w:spacing w:after="{70 if self.compact else 120}" w:line="{252 if self.compact else 276}" w:lineRule="auto"/></w:pPr>', based="", default=True),
            *(self._heading(level, *measures) for level, measures in enumerate(_HEADINGS, 1)),
            _style("Subtitle", "Subtitle", f'<w:pPr><w:spacing w:after="{120 if self.compact else 240}"/></w:pPr><w:rPr><w:color w:val="{muted}"/>{_size(self.size + 4)}</w:rPr>'),
            _style("Question", "Question", '<w:pPr><w:keepNext/><w:spacing w:before="200" w:after="60"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr>', own=True),
            _style("Hint", "Hint", f'<w:pPr><w:keepNext/><w:spacing w:after="60"/></w:pPr><w:rPr><w:color w:val="{muted}"/>{_size(self.size - 2)}</w:rPr>', own=True),
            _style("Label", "Label", f'<w:pPr><w:keepNext/><w:spacing w:before="120" w:after="20"/></w:pPr><w:rPr><w:b/><w:bCs/><w:color w:val="{muted}"/>{_size(self.size - 3)}</w:rPr>', own=True),
            _style("ListBullet", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/></w:pPr>'),
            _style("ListNumber", "List Number", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr><w:spacing w:after="60"/></w:pPr>'),
            _style("Tick", "Box to tick", f'<w:pPr><w:spacing w:after="60"/><w:ind w:left="{twips(8)}" w:hanging="{twips(8)}"/></w:pPr>', own=True),
            _style("ScaleEnds", "Ends of a scale", f'<w:pPr><w:tabs><w:tab w:val="right" w:pos="{twips(self.measure)}"/></w:tabs><w:spacing w:before="40" w:after="160"/></w:pPr><w:rPr>{_size(self.size - 2)}</w:rPr>', own=True),
            _style("Cell", "Cell", '<w:pPr><w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/></w:pPr>', own=True),
            _style("Quote", "Quote", f'<w:pPr><w:ind w:left="{twips(8)}"/></w:pPr><w:rPr><w:i/><w:iCs/></w:rPr>'),
            _style("Code", "Code", f'<w:rPr>{_fonts("Courier New")}</w:rPr>', own=True),
            _style("Header", "header", f'<w:pPr><w:tabs><w:tab w:val="right" w:pos="{twips(self.measure)}"/></w:tabs><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:color w:val="{muted}"/>{_size(18)}</w:rPr>'),
            _style("Letterhead", "Letterhead", '<w:pPr><w:spacing w:after="200"/></w:pPr>', based="Header", own=True),
            _style("Footer", "footer", "", based="Header"),
            _characters("Hyperlink", "Hyperlink", f'<w:color w:val="{_hex(self.colours.link)}"/><w:u w:val="single"/>'),
            _characters("PlaceholderText", "Placeholder Text", f'<w:color w:val="{muted}"/>'),
            self._tables(),
        ))  # fmt: skip
        return f"<w:styles {_NAMESPACE}>{text}</w:styles>"

    def fonts(self) -> str:
        """The list of fonts: with what stands in for the brand's where it is not installed."""
        named = "".join(
            f'<w:font w:name={quoteattr(name)}><w:altName w:val="Arial"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
            for name in dict.fromkeys((self.text_font, self.heading_font))
        )
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {_NAMESPACE}>{named}</w:fonts>'

    def _heading(self, level: int, size: int, before: int, after: int) -> str:
        size, before, after = (
            (size, before, after) if not self.compact else (size * 7 // 8, before * 5 // 8, after * 5 // 8)
        )
        slanted = "<w:i/><w:iCs/>" if self.heading_italic else ""
        return _style(
            f"Heading{level}",
            f"heading {level}",
            f'<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/>'
            f'<w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr>{_fonts(self.heading_font)}<w:b/><w:bCs/>{slanted}'
            f'<w:color w:val="{_hex(self.colours.heading)}"/>{_size(size)}</w:rPr>',
        )

    def _tables(self) -> str:
        """Tables with lines around each cell; the first row on a tint."""
        line, tint, on_tint = _hex(self.colours.edge), _hex(self.colours.tint), _hex(self.colours.on_tint)
        borders = "".join(
            f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="{line}"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        margins = "".join(f'<w:{side} w:w="{twips(2)}" w:type="dxa"/>' for side in ("left", "right"))
        return (
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
            f'<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>'
            '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
            f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
            f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color w:val="{on_tint}"/></w:rPr>'
            f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{tint}"/></w:tcPr></w:tblStylePr>'
            '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr></w:style>'
        )


def numbering(groups: int) -> str:
    """The lists of a document: 1 is every list of points, 2 that of its style, and from 3 on each numbered list by itself."""
    points = "".join(_level(depth, "bullet", "•–·"[depth % 3]) for depth in range(4))
    numbers = "".join(
        _level(depth, ("decimal", "lowerLetter", "lowerRoman", "decimal")[depth], f"%{depth + 1}.")
        for depth in range(4)
    )
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{1 if number == 1 else 2}"/>'
        + ('<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if number > 2 else "")
        + "</w:num>"
        for number in range(1, 3 + groups)
    )
    kinds = ((1, points), (2, numbers))
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for number, levels in kinds
    )
    return f"<w:numbering {_NAMESPACE}>{abstract}{lists}</w:numbering>"


def _level(depth: int, kind: str, text: str) -> str:
    indent = f'<w:ind w:left="{twips(6 * (depth + 1))}" w:hanging="{twips(6)}"/>'
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr>{indent}</w:pPr></w:lvl>'
    )


def _defaults(letters: str) -> str:
    return f"<w:docDefaults><w:rPrDefault><w:rPr>{letters}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"


def _style(
    name: str, said: str, properties: str, *, based: str = "Normal", default: bool = False, own: bool = False
) -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    attributes = (' w:default="1"' if default else "") + (' w:customStyle="1"' if own else "")
    return (
        f'<w:style w:type="paragraph"{attributes} w:styleId="{name}"><w:name w:val="{said}"/>{base}'
        f'<w:next w:val="Normal"/><w:qFormat/>{properties}</w:style>'
    )


def _characters(name: str, said: str, letters: str) -> str:
    return f'<w:style w:type="character" w:styleId="{name}"><w:name w:val="{said}"/><w:rPr>{letters}</w:rPr></w:style>'


def _fonts(family: str) -> str:
    named = quoteattr(family)
    return f"<w:rFonts w:ascii={named} w:hAnsi={named} w:eastAsia={named} w:cs={named}/>"


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _hex(colour: str) -> str:
    return colour.lstrip("#").upper()
