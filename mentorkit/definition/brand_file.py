"""A brand as it is written in `_brand.yml`, in the vocabulary of the public brand.yml format.

What is MentorKit's own stands under `defaults.mentorkit`; other tools' defaults are passed over.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from mentorkit.definition.base import Authored, Line, Link, YesNo, complain, shorthand


class BrandName(Authored):
    """The organisation's name, whole and short."""

    full: Line | None = None
    short: Line | None = None


class BrandMeta(Authored):
    """Whose brand it is."""

    passes_over: ClassVar[frozenset[str]] = frozenset({"link"})

    name: Annotated[BrandName, shorthand("full", BrandName)] | None = None


class Image(Authored):
    """A picture file, relative to the `_brand.yml`."""

    path: Line
    alt: Line | None = None


Picture = Annotated[Image, shorthand("path", Image)]


class LightDark(Authored):
    """One thing for light and for dark backgrounds; either stands in for the other."""

    light: Line | None = None
    dark: Line | None = None


class LogoForms(Authored):
    """A logo for light and for dark backgrounds."""

    light: Picture | None = None
    dark: Picture | None = None


def _logo_forms(value: Any) -> Any:
    if isinstance(value, str) or (isinstance(value, dict) and "path" in value):
        return {"light": value, "dark": value}
    return value


Logo = Annotated[LogoForms, BeforeValidator(_logo_forms, json_schema_input_type=str | Image | LogoForms)]


class Logos(Authored):
    """The logo in three sizes."""

    images: dict[str, Picture] = Field(default_factory=dict)
    """Names for files, so that they can be used below by name."""
    small: Logo | None = None
    """A square mark: favicon, header, running head."""
    medium: Logo | None = None
    large: Logo | None = None
    """The whole logo, for covers."""


def _light_dark(value: Any) -> Any:
    return {"light": value, "dark": value} if isinstance(value, str) else value


Colour = Annotated[LightDark, BeforeValidator(_light_dark, json_schema_input_type=str | LightDark)]

ROLES = (
    "foreground", "background", "primary", "secondary", "tertiary",
    "success", "info", "warning", "danger", "light", "dark",
)  # fmt: skip
"""The colour roles of brand.yml."""


class Colours(Authored):
    """The palette by name, and the role that each colour plays."""

    palette: dict[str, Line] = Field(default_factory=dict)
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


_WEIGHT_NAMES = {
    "thin": 100, "extra-light": 200, "ultra-light": 200, "light": 300, "normal": 400, "regular": 400,
    "medium": 500, "semi-bold": 600, "demi-bold": 600, "bold": 700, "extra-bold": 800, "ultra-bold": 800, "black": 900,
}  # fmt: skip


def _a_weight(value: Any) -> Any:
    return _WEIGHT_NAMES.get(value, value) if isinstance(value, str) else value


Weight = Annotated[int, Field(ge=1, le=1000), BeforeValidator(_a_weight, json_schema_input_type=int | str)]


class FontFile(Authored):
    """One font file, relative to the `_brand.yml`; a `.woff2` of the same name beside it serves the web."""

    path: Line
    weight: Weight = 400
    style: Literal["normal", "italic"] = "normal"


def _own_files_only(value: Any) -> Any:
    if value != "file":
        raise complain(
            f'fonts from "{value}" would be fetched from somebody else\'s server',
            "put the font files beside this file and write `source: file` with `files:`",
        )
    return value


class Font(Authored):
    """A font family that comes as files."""

    passes_over: ClassVar[frozenset[str]] = frozenset({"display"})

    family: Line
    source: Annotated[Literal["file"], BeforeValidator(_own_files_only)] = "file"
    files: Annotated[
        tuple[Annotated[FontFile, shorthand("path", FontFile)], ...],
        Field(min_length=1),
    ]


class Typeface(Authored):
    """The family that one kind of text is set in."""

    passes_over: ClassVar[frozenset[str]] = frozenset(
        {"size", "line-height", "background-color", "decoration", "style"}
    )

    family: Line | None = None
    weight: Weight | None = None
    color: Colour | None = None


Face = Annotated[Typeface, shorthand("family", Typeface)]


class Typography(Authored):
    """Fonts, and what each is for."""

    passes_over: ClassVar[frozenset[str]] = frozenset({"monospace-inline", "monospace-block"})

    fonts: tuple[Font, ...] = ()
    base: Face | None = None
    headings: Face | None = None
    monospace: Face | None = None
    link: Annotated[Typeface, shorthand("color", Typeface)] | None = None


class MentorKitDefaults(Authored):
    """What brand.yml has no word for."""

    corners: Literal["sharp", "soft", "round"] = "soft"
    """How corners of cards, buttons and fields are drawn."""
    scheme: Literal["light", "dark"] = "light"
    """The scheme in which the portal opens for readers who have not chosen one."""
    hero: Literal["primary", "dark", "light", "paper"] = "primary"
    """How the top of the home page and the book covers are filled."""
    link: Link | None = None
    """Where the organisation's name leads to."""
    credit: YesNo = True
    """Whether the foot of the portal says, in one line, what it was made with."""


class Defaults(Authored):
    """Settings for particular tools; only MentorKit's are read here."""

    passes_over: ClassVar[frozenset[str]] = frozenset({"bootstrap", "quarto", "shiny", "pkgdown"})

    mentorkit: MentorKitDefaults = MentorKitDefaults()


class Brand(Authored):
    """What an organisation looks like."""

    meta: BrandMeta = BrandMeta()
    logo: Logos = Logos()
    color: Colours = Colours()
    typography: Typography = Typography()
    defaults: Defaults = Defaults()
