"""The template of slides in a brand: its theme, its master and three layouts, in place of those that the library brings along."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from mentorkit.brand.branding import Branding
from mentorkit.office.slide_fit import BEFORE, INDENT

EMU = 12700
"""Units of the format in a point."""
WIDTH, HEIGHT = 960.0, 540.0
"""Points of a slide, 16 to 9."""
NUMBER, CLOCK = 12, 13
"""The places for the number of a slide and for the clock, as layouts count them."""
_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


@dataclass(frozen=True, slots=True)
class SlideBox:
    """A place on a slide, in points from its top left corner."""

    left: float
    top: float
    width: float
    height: float

    def mirrored(self) -> SlideBox:
        """The same on a slide that is read from right to left."""
        return SlideBox(WIDTH - self.left - self.width, self.top, self.width, self.height)


TITLE, BODY = SlideBox(64, 28, 832, 96), SlideBox(64, 146, 832, 324)
_CLOCK, _NUMBER = SlideBox(64, 488, 620, 28), SlideBox(796, 488, 100, 28)
COVER_TITLE, COVER_LINE = SlideBox(64, 150, 832, 160), SlideBox(64, 330, 832, 120)
COVER_LOGO = SlideBox(64, 44, 260, 70)


@dataclass(frozen=True, slots=True)
class SlideLook:
    """Fonts, colours, language and direction of the slides of a programme."""

    branding: Branding
    language: str
    right_to_left: bool

    def template(self) -> Deck:
        """A presentation without slides, with the layouts `Cover`, `Step` and `Break`."""
        deck = Presentation()
        deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
        deck.element.find(qn("p:sldSz")).attrib.pop("type", None)  # the library's is that of 4 to 3
        master = deck.slide_masters[0]
        for layout in [*deck.slide_layouts][3:]:
            deck.slide_layouts.remove(layout)
        theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        theme._blob = self._theme().encode()  # noqa: SLF001 - the library has no other way to a theme
        self._fill(master._element, self._master_shapes(), _ground("bg1"))  # noqa: SLF001
        self._style(master._element)  # noqa: SLF001
        made = {"Cover": (self._cover(), "title"), "Step": (self._step(), "obj"), "Break": (self._break(), "secHead")}
        for layout, (name, ((shapes, ground), kind)) in zip(deck.slide_layouts, made.items(), strict=True):
            element = layout._element  # noqa: SLF001
            self._fill(element, shapes, ground)
            element.cSld.set("name", name)
            element.set("type", kind)
        return deck

    def place(self, box: SlideBox) -> SlideBox:
        """A place on a slide, on the side where this language begins."""
        return box.mirrored() if self.right_to_left else box

    @staticmethod
    def _fill(element: object, shapes: str, ground: str) -> None:
        """Put shapes in place of those of a master or a layout."""
        tree = element.cSld.spTree  # type: ignore[attr-defined]
        for child in list(tree)[2:]:
            tree.remove(child)
        for child in parse_xml(f"<p:spTree {_NAMESPACES}>{shapes}</p:spTree>"):
            tree.append(child)
        slide = element.cSld  # type: ignore[attr-defined]
        for old in slide.findall(qn("p:bg")):
            slide.remove(old)
        slide.insert(0, parse_xml(ground))

    def _style(self, master: object) -> None:
        """How titles and texts look: the master's styles."""
        old = master.find(qn("p:txStyles"))  # type: ignore[attr-defined]
        new = parse_xml(
            f"<p:txStyles {_NAMESPACES}>{self._title_style()}{self._body_style()}{self._other_style()}</p:txStyles>"
        )
        master.replace(old, new)  # type: ignore[attr-defined]

    @property
    def _turned(self) -> str:
        return ' algn="r" rtl="1"' if self.right_to_left else ' algn="l" rtl="0"'

    def _letters(self, size: float, colour: str, font: str, more: str = "") -> str:
        return (
            f'<a:defRPr lang={quoteattr(self.language)} sz="{round(size * 100)}" kern="1200"{more}><a:solidFill>{_colour(colour)}'
            f'</a:solidFill><a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/><a:cs typeface="+{font}-cs"/></a:defRPr>'
        )

    def _title_style(self) -> str:
        bold = ' b="1"' if self.branding.heading_weight >= 600 else ' b="0"'
        slanted = ' i="1"' if self.branding.heading_style == "italic" else ""
        return (
            f'<p:titleStyle><a:lvl1pPr{self._turned}><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
            f"{self._letters(40, 'tx2', 'mj', bold + slanted)}</a:lvl1pPr></p:titleStyle>"
        )

    def _body_style(self) -> str:
        levels = ""
        for level in range(1, 6):
            set_in = round(INDENT * (level - 1) * EMU)
            side = "marR" if self.right_to_left else "marL"
            levels += (
                f'<a:lvl{level}pPr {side}="{set_in}" indent="0"{self._turned}><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
                f'<a:spcBef><a:spcPct val="{round(BEFORE * 100000)}"/></a:spcBef><a:buNone/>{self._letters(36, "tx1", "mn")}</a:lvl{level}pPr>'
            )
        return f"<p:bodyStyle>{levels}</p:bodyStyle>"

    def _other_style(self) -> str:
        return f"<p:otherStyle><a:lvl1pPr{self._turned}>{self._letters(14, 'tx1', 'mn')}</a:lvl1pPr></p:otherStyle>"

    def _master_shapes(self) -> str:
        return self._title(TITLE) + self._text(3, "Text", BODY, 'type="body" idx="1"') + self._number()

    def _cover(self) -> tuple[str, str]:
        ink, on = self._cover_inks
        title = self._text(2, "Title", COVER_TITLE, 'type="ctrTitle"', _levels(self, on, 48, "mj"), anchor="b")
        line = self._text(3, "Subtitle", COVER_LINE, 'type="subTitle" idx="1"', _levels(self, on, 28, "mn"))
        return title + line, _ground(ink)

    def _step(self) -> tuple[str, str]:
        bar = SlideBox(0, 0, 14, HEIGHT)
        shapes = _bar(9, self.place(bar), "accent1") + self._title(TITLE)
        return shapes + self._text(3, "Text", BODY, 'type="body" idx="1"') + self._clock(
            "muted"
        ) + self._number(), _ground("bg1")

    def _break(self) -> tuple[str, str]:
        shapes = self._text(2, "Title", COVER_TITLE, 'type="title"', _levels(self, "tx1", 48, "mj"), anchor="b")
        shapes += self._text(3, "Text", COVER_LINE, 'type="body" idx="1"', _levels(self, "tx1", 32, "mn"))
        return shapes + self._clock("tx1") + self._number("tx1"), _ground("bg2")

    @property
    def _cover_inks(self) -> tuple[str, str]:
        return "accent4", "accent5"

    def _title(self, box: SlideBox) -> str:
        return self._text(2, "Title", box, 'type="title"', anchor="b")

    def _clock(self, colour: str) -> str:
        """The place for the clock. It is small: people in the room need not read it."""
        return self._text(
            4,
            "Clock",
            _CLOCK,
            f'type="body" sz="quarter" idx="{CLOCK}"',
            _levels(self, self._own(colour), 14, "mn"),
            anchor="ctr",
        )

    def _number(self, colour: str = "muted") -> str:
        field = '<a:fld id="{6F3C4C3A-2B1D-4E0F-9A5B-7C8D9E0F1A2B}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
        turned = "l" if self.right_to_left else "r"
        levels = f'<a:lvl1pPr algn="{turned}">{self._letters(14, self._own(colour), "mn")}</a:lvl1pPr>'
        return self._text(
            5, "Slide number", _NUMBER, f'type="sldNum" sz="quarter" idx="{NUMBER}"', levels, anchor="ctr", inside=field
        )

    def _own(self, colour: str) -> str:
        return self.branding.palette.light.muted if colour == "muted" else colour

    def _text(
        self, id_: int, name: str, box: SlideBox, place: str, levels: str = "", *, anchor: str = "t", inside: str = ""
    ) -> str:
        at = self.place(box)
        said = inside or f"<a:r><a:rPr lang={quoteattr(self.language)}/><a:t>{name}</a:t></a:r>"
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {place}/></p:nvPr></p:nvSpPr>'
            f'<p:spPr>{_frame(at)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
            f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="{int(self.right_to_left)}" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
            f"<a:lstStyle>{levels}</a:lstStyle><a:p>{said}</a:p></p:txBody></p:sp>"
        )

    def _theme(self) -> str:
        light = self.branding.palette.light
        colours = {
            "dk1": light.ink, "lt1": light.paper, "dk2": light.heading, "lt2": light.tint, "accent1": light.primary,
            "accent2": light.accent, "accent3": light.link, "accent4": light.hero, "accent5": light.on_hero,
            "accent6": light.edge, "hlink": light.link, "folHlink": light.link,
        }  # fmt: skip
        scheme = "".join(f'<a:{name}><a:srgbClr val="{_hex(colour)}"/></a:{name}>' for name, colour in colours.items())
        fonts = "".join(
            f"<a:{use}Font><a:latin typeface={quoteattr(family)}/><a:ea typeface={quoteattr(family)}/><a:cs typeface={quoteattr(family)}/></a:{use}Font>"
            for use, family in (("major", self.branding.heading_family), ("minor", self.branding.base_family))
        )
        name = quoteattr(self.branding.name)
        fill, line, effect = (
            '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>',
            '<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>',
            "<a:effectStyle><a:effectLst/></a:effectStyle>",
        )
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name={name}><a:themeElements>'
            f"<a:clrScheme name={name}>{scheme}</a:clrScheme><a:fontScheme name={name}>{fonts}</a:fontScheme>"
            f'<a:fmtScheme name="Plain"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
            f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
            "</a:themeElements></a:theme>"
        )


def _levels(look: SlideLook, colour: str, size: float, font: str) -> str:
    return f"<a:lvl1pPr{look._turned}><a:buNone/>{look._letters(size, colour, font)}</a:lvl1pPr>"  # noqa: SLF001


def _frame(box: SlideBox) -> str:
    x, y, wide, high = (round(one * EMU) for one in (box.left, box.top, box.width, box.height))
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'


def _bar(id_: int, box: SlideBox, colour: str) -> str:
    """A shape that says nothing: screen readers pass over what layouts hold."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name="Bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_frame(box)}'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>{_colour(colour)}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>'
    )


def _ground(colour: str) -> str:
    return f"<p:bg {_NAMESPACES}><p:bgPr><a:solidFill>{_colour(colour)}</a:solidFill><a:effectLst/></p:bgPr></p:bg>"


def _colour(name: str) -> str:
    return f'<a:srgbClr val="{_hex(name)}"/>' if name.startswith("#") else f'<a:schemeClr val="{name}"/>'


def _hex(colour: str) -> str:
    return colour.lstrip("#").upper()
