"""A brand as it is written in `_brand.yml`, in the vocabulary of the public brand.yml format.

What is MentorKit's own stands under `defaults.mentorkit`. Names that have no effect here, of the format or of other tools,
are kept as names (`BrandPart.ineffective`), so that one note can tell them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated, Any, ClassVar, Literal, cast

from pydantic import BeforeValidator, ConfigDict, Field

from mentorkit.core.problems import Span
from mentorkit.definition.base import Authored, Line, Link, YesNo, complain, shorthand

_TYPO = 0.85
"""How near (difflib's ratio) a strange name is to one of the format where it is a slip of the pen: primry, backgroud."""


def _tell_editors(schema: dict[str, Any], kind: type[Any]) -> None:
    """Let editors accept the names that have no effect, and any name where people choose them."""
    for name in sorted(kind.without_effect):
        part = schema["properties"].setdefault(name, {})
        schema["properties"][name] = {**part, "description": "Has no effect here; other tools may read it."}
    if kind.every_name:
        schema["additionalProperties"] = True


class BrandPart(Authored):
    """A part of a brand. Names of other tools may stand in it; one that nearly is a name of the format may not."""

    model_config = ConfigDict(json_schema_extra=_tell_editors)

    without_effect: ClassVar[frozenset[str]] = frozenset()
    """Names of the format that change nothing here."""
    every_name: ClassVar[bool] = False
    """Any name may stand here, however near it is to one that is read."""

    @classmethod
    def _passes_over(cls, name: str) -> bool:
        return cls.every_name or not get_close_matches(name.lower(), cls.names(), n=1, cutoff=_TYPO)

    def ineffective(self, path: str = "") -> Iterator[tuple[str, Span]]:
        """The names in this part that change nothing here, in the order of their kinds, with their places."""
        effective = self.names() - self.without_effect
        for name, at in self.typed().items():
            if name not in effective and self._passes_over_or_reads(name):
                yield f"{path}{name}", at
        for name, part in self:
            inner = f"{path}{type(self).model_fields[name].alias or name}."
            for one in _parts(part):
                yield from one.ineffective(inner)

    @classmethod
    def _passes_over_or_reads(cls, name: str) -> bool:
        """Return whether this name is no slip of the pen."""
        return name in cls.names() | cls.without_effect or cls._passes_over(name)


def _parts(value: object) -> Iterator[BrandPart]:
    if isinstance(value, BrandPart):
        yield value
    elif isinstance(value, tuple):
        yield from (one for one in value if isinstance(one, BrandPart))
    elif isinstance(value, dict):
        yield from (one for one in value.values() if isinstance(one, BrandPart))


class BrandName(BrandPart):
    """The organisation's name, whole and short."""

    every_name = True

    full: Line | None = None
    short: Line | None = None


class BrandLinks(BrandPart):
    """Where the organisation is found on the web; any name may stand here."""

    every_name = True

    home: Line | None = None


Links = Annotated[BrandLinks, shorthand("home", BrandLinks)]


class BrandMeta(BrandPart):
    """Whose brand it is; any name may stand here."""

    every_name = True

    name: Annotated[BrandName, shorthand("full", BrandName)] | None = None
    link: Links | None = None
    links: Links | None = None
    """The same, as many write it."""


def _said(value: Any) -> Any:
    return value if value != "" else None


class Image(BrandPart):
    """A picture file, relative to the `_brand.yml`."""

    path: Line
    alt: Annotated[Line | None, BeforeValidator(_said)] = None


Picture = Annotated[Image, shorthand("path", Image)]


class LightDark(BrandPart):
    """One thing for light and for dark backgrounds; either stands in for the other."""

    light: Line | None = None
    dark: Line | None = None


class LogoForms(BrandPart):
    """A logo for light and for dark backgrounds."""

    light: Picture | None = None
    dark: Picture | None = None


def _logo_forms(value: Any) -> Any:
    if isinstance(value, str) or (isinstance(value, dict) and "path" in value):
        return {"light": value, "dark": value}
    return value


Logo = Annotated[LogoForms, BeforeValidator(_logo_forms, json_schema_input_type=str | Image | LogoForms)]


class Logos(BrandPart):
    """The logo in three sizes."""

    images: dict[str, Picture] = Field(default_factory=dict)
    """Names for files, so that they can be used below by name."""
    small: Logo | None = None
    """A square mark: favicon, header, running head."""
    medium: Logo | None = None
    large: Logo | None = None
    """The whole logo, for covers."""


def _one_logo(value: Any) -> Any:
    """One picture is the logo of every size."""
    if isinstance(value, str) or (isinstance(value, dict) and "path" in value):
        return {"small": value, "medium": value, "large": value}
    return value


def _light_dark(value: Any) -> Any:
    return {"light": value, "dark": value} if isinstance(value, str) else value


Colour = Annotated[LightDark, BeforeValidator(_light_dark, json_schema_input_type=str | LightDark)]

ROLES = (
    "foreground", "background", "primary", "secondary", "tertiary",
    "success", "info", "warning", "danger", "light", "dark", "link",
)  # fmt: skip
"""The colour roles of brand.yml."""


class Colours(BrandPart):
    """The palette by name, and the role that each colour plays."""

    without_effect = frozenset({"tertiary"})

    palette: dict[str, Colour] = Field(default_factory=dict)
    foreground: Colour | None = None
    background: Colour | None = None
    primary: Colour | None = None
    secondary: Colour | None = None
    tertiary: Colour | None = None
    success: Colour | None = None
    info: Colour | None = None
    warning: Colour | None = None
    danger: Colour | None = None
    light: Colour | None = None
    dark: Colour | None = None
    link: Colour | None = None


_WEIGHT_NAMES = {
    "thin": 100, "hairline": 100, "extra-light": 200, "ultra-light": 200, "light": 300, "normal": 400, "regular": 400,
    "book": 400, "medium": 500, "semi-bold": 600, "demi-bold": 600, "bold": 700, "extra-bold": 800, "ultra-bold": 800,
    "black": 900, "heavy": 900,
}  # fmt: skip
_PLAIN_WEIGHTS = {name.replace("-", ""): weight for name, weight in _WEIGHT_NAMES.items()}


def _number(value: Any) -> int:
    """A weight from 1 to 1000, by number or by name."""
    word = re.sub(r"[\s_-]", "", value).lower() if isinstance(value, str) else ""
    weight = _PLAIN_WEIGHTS.get(word, int(word) if re.fullmatch(r"\d{1,4}", word, re.ASCII) else 0)
    if not 1 <= weight <= 1000:
        raise complain(
            f'"{value}" is not a weight' if isinstance(value, str) else "a weight is one number or word",
            "write a number such as 400, or a word such as bold",
        )
    return weight


def _a_weight(value: Any) -> Any:
    return value if isinstance(value, int) else _number(value)


def _weights(value: Any) -> Any:
    """`400`, `bold`, `[400, 700]` or `400..700`, as a tuple; `auto` is an empty one."""
    if isinstance(value, list):
        return tuple(weight for one in value if one is not None for weight in _weights(one))
    if not isinstance(value, str):
        return value
    if value.strip().lower() in ("auto", "variable"):
        return ()
    first, dots, last = (part.strip() for part in value.partition(".."))
    if not dots:
        return (_number(value),)
    low, high = _number(first), _number(last.lstrip("."))
    if low > high:
        raise complain(f'"{value}" is not a range of weights', "write the lighter one first: 400..700")
    return tuple(sorted({low, high, *range(-(-low // 100) * 100, high + 1, 100)}))


def _styles(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Weight = Annotated[int, BeforeValidator(_a_weight, json_schema_input_type=int | str)]
Weights = Annotated[tuple[int, ...], BeforeValidator(_weights, json_schema_input_type=int | str | list[int | str])]
"""Every weight that one file has; none where the file is to be asked."""
Style = Literal["normal", "italic", "oblique"]
Styles = Annotated[tuple[Style, ...], BeforeValidator(_styles, json_schema_input_type=Style | list[Style])]


class FontFile(BrandPart):
    """One font file, relative to the `_brand.yml`; a `.woff2` of the same name beside it serves the web.

    Weight and style that are not said are those that the file itself says.
    """

    path: Line
    weight: Weights = ()
    style: Styles = ()


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


def _a_source(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


class Font(BrandPart):
    """A font family: its files, or the place that others would fetch it from."""

    without_effect = frozenset({"display"})

    family: Line
    source: Annotated[Line | None, BeforeValidator(_a_source)] = None
    """`file`; or a place whose fonts are not here: `google`, `bunny`, `adobe`, `system`."""
    files: Annotated[
        tuple[Annotated[FontFile, shorthand("path", FontFile)], ...],
        BeforeValidator(_listed, json_schema_input_type=str | FontFile | list[str | FontFile]),
    ] = ()
    weight: Weights = ()
    style: Styles = ()


class Typeface(BrandPart):
    """How one kind of text is set."""

    family: Line | None = None
    weight: Weight | None = None
    style: Style | None = None
    color: Colour | None = None
    background: Colour | None = Field(default=None, alias="background-color")


class BaseFace(Typeface):
    """How text is set."""

    without_effect = frozenset({"style", "color", "background-color", "size", "line-height"})


class HeadingFace(Typeface):
    """How headings are set."""

    without_effect = frozenset({"background-color", "size", "line-height"})


class CodeFace(Typeface):
    """How code is set."""

    without_effect = frozenset({"weight", "style", "color", "background-color", "size", "line-height"})


class PartOfCodeFace(CodeFace):
    """How code within a line, or a block of it, is set elsewhere: here as all code."""

    without_effect = CodeFace.without_effect | {"family"}


class LinkFace(Typeface):
    """How links are set."""

    without_effect = frozenset({"family", "weight", "style", "background-color", "decoration"})


class Typography(BrandPart):
    """Fonts, and what each is for."""

    fonts: tuple[Font, ...] = ()
    base: Annotated[BaseFace, shorthand("family", BaseFace)] | None = None
    headings: Annotated[HeadingFace, shorthand("family", HeadingFace)] | None = None
    monospace: Annotated[CodeFace, shorthand("family", CodeFace)] | None = None
    inline: Annotated[PartOfCodeFace, shorthand("family", PartOfCodeFace)] | None = Field(
        default=None, alias="monospace-inline"
    )
    block: Annotated[PartOfCodeFace, shorthand("family", PartOfCodeFace)] | None = Field(
        default=None, alias="monospace-block"
    )
    link: Annotated[LinkFace, shorthand("color", LinkFace)] | None = None


class MentorKitDefaults(Authored):
    """What brand.yml has no word for."""

    corners: Literal["sharp", "soft", "round"] = "soft"
    """How corners of cards, buttons and fields are drawn."""
    scheme: Literal["device", "light", "dark"] = "device"
    """How the portal opens for readers who have not chosen: as their device is set, light or dark. What they choose wins."""
    hero: Literal["primary", "dark", "light", "paper"] = "primary"
    """How the top of the home page and the book covers are filled."""
    link: Link | None = None
    """Where the organisation's name leads to."""
    credit: YesNo = True
    """Whether the foot of the portal says, in one line, what it was made with."""


class Defaults(BrandPart):
    """Settings for particular tools; only MentorKit's are read here."""

    without_effect = frozenset({"bootstrap", "quarto", "shiny", "pkgdown"})

    mentorkit: MentorKitDefaults = MentorKitDefaults()


class Brand(BrandPart):
    """What an organisation looks like."""

    meta: BrandMeta = BrandMeta()
    logo: Annotated[Logos, BeforeValidator(_one_logo, json_schema_input_type=str | Image | Logos)] = Logos()
    color: Colours = Colours()
    typography: Typography = Typography()
    defaults: Defaults = Defaults()


def face_of(typography: Typography, use: str) -> Typeface | None:
    """The setting of one kind of text, by the name of its field."""
    return cast("Typeface | None", getattr(typography, use))
