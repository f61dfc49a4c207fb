"""The look of a portal: the brand as CSS variables, fonts, logos, and the language of the theme."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from urllib.parse import quote

from mentorkit.brand.assets import picture_bytes
from mentorkit.brand.branding import Branding, LogoFiles
from mentorkit.brand.charts.chart_inks import ChartInks
from mentorkit.brand.font_letters import letters_of
from mentorkit.brand.palette import Scheme
from mentorkit.brand.stand_ins import StandIn, stand_ins
from mentorkit.brand.template_assets import is_picture
from mentorkit.brand.typefaces import FontFace
from mentorkit.core.names import is_litter, is_passed_over
from mentorkit.definition.settings import EngineName
from mentorkit.language.catalogue import Words
from mentorkit.language.digits import digits_of
from mentorkit.language.templates import css_text
from mentorkit.workspace.layers import Layers

ASSETS = "templates/portal/assets"
THEME = "templates/portal/theme"
OVERRIDES = "overrides"
"""The folder of a staged project that holds what layers put in place of the theme's templates."""
OFFLINE = "templates/portal/offline"
ENGINES = "templates/portal/engines"
"""What only one site engine needs, in a folder of its name: more of `assets` and of `theme`."""
BRAND_CSS = "brand.css"
CHART_CSS = "portal.chart-colours.css"
CARD = "assets/portal/card.png"
"""The picture of a shared link, which the build puts there where the portal has an address."""

_CORNERS = {"sharp": "0", "soft": "0.4rem", "round": "0.9rem"}
_PILLS = {"sharp": "0", "soft": "0.4rem", "round": "5rem"}
"""Corners of cards, and of buttons and tags."""

_FORMATS = {".woff2": "woff2", ".woff": "woff", ".ttf": "truetype", ".otf": "opentype"}
_ROOM = {"small": "0.15rem 0.25rem", "large": "0.4rem 0.6rem"}
"""The rim of a plate around a logo."""
_SCHEMES = {"default": "light", "slate": "dark"}
"""The theme's names for light and dark."""


def engine_theme(engine: EngineName) -> str:
    """The folder of a layer for templates of the theme that only this engine needs."""
    return f"{ENGINES}/{engine}/theme"


def put_look(
    branding: Branding,
    layers: Layers,
    docs: Path,
    overrides: Path,
    words: Words,
    *,
    engine: EngineName = "mkdocs",
    charts: bool = False,
) -> tuple[list[str], list[str]]:
    """Write style, fonts, logos and theme overrides; return the style sheets and scripts that every page loads.

    With `charts`, style sheets have the colours of charts too. What they count is in the digits of the language.
    """
    assets = docs / "assets" / "portal"
    _copy_layered(layers, assets, f"{ENGINES}/{engine}/assets", ASSETS)
    _copy_layered(layers, overrides, engine_theme(engine), THEME)
    for face in web_faces(branding):
        _copy(face.web, assets / "fonts" / face.web.name)
    for size, logo in logos_of(branding).items():
        for form in ("light", "dark") if logo else ():
            _copy(getattr(logo, form), assets / logo_name(logo, size, form), shown=True)
    (assets / BRAND_CSS).write_text(brand_css(branding), "utf-8")
    if charts:
        (assets / CHART_CSS).write_text(chart_css(branding), "utf-8")
    digits = digits_of(words.language)
    for sheet in () if digits.stored else assets.glob("*.css"):
        sheet.write_text(digits.styled(sheet.read_text("utf-8"), lists=".md-typeset ol"), "utf-8")
    return _bundle(assets, "css"), _bundle(assets, "js")


def _bundle(assets: Path, suffix: str) -> list[str]:
    """Make one file of the portal's own of a kind, so that a visit asks for fewer; return it and what layers add."""
    names = sorted((file.name for file in assets.glob(f"*.{suffix}")), key=_ours_first)
    ours = [name for name in names if name == BRAND_CSS or name.startswith("portal.")]
    texts = [(assets / name).read_text("utf-8") for name in ours]
    for name in ours:
        (assets / name).unlink()
    (assets / f"portal.{suffix}").write_text("\n".join(texts), "utf-8")
    return [f"assets/portal/{quote(name)}" for name in (f"portal.{suffix}", *names[len(ours) :])]


def put_offline_search(layers: Layers, docs: Path) -> str:
    """Write the script that lets a portal be searched without a server, and return its address."""
    _copy_layered(layers, docs / "assets" / "portal" / "offline", OFFLINE)
    return "assets/portal/offline/search.js"


def logo_name(logo: LogoFiles | None, size: str, form: str) -> str:
    """The file name of a logo on the portal; `form` says whether it stands on light or on dark."""
    return f"logo-{size}-on-{form}{getattr(logo, form).suffix.lower()}"


def logos_of(branding: Branding) -> dict[str, LogoFiles | None]:
    """The logos that stand in the header and on the home page, by their size; that of medium size for one that is not there."""
    return {"small": branding.small or branding.medium, "large": branding.large or branding.medium}


def large_logos(branding: Branding) -> dict[str, str]:
    """The address of the large logo in each scheme of the theme; none where the brand has none."""
    return _addresses("large", branding)


def small_logos(branding: Branding) -> dict[str, str]:
    """The address of the small logo in each scheme of the theme; none where the brand has none."""
    return _addresses("small", branding)


def _addresses(size: str, branding: Branding) -> dict[str, str]:
    logo = logos_of(branding)[size]
    forms = (
        {theirs: logo.on(getattr(branding.palette, ours).hero).form for theirs, ours in _SCHEMES.items()}
        if logo
        else {}
    )
    return {scheme: f"assets/portal/{logo_name(logo, size, form)}" for scheme, form in forms.items()}


def _plates(branding: Branding, ground: str) -> str:
    """The plates of logos that cannot be seen on this ground, as CSS variables."""
    on = {size: logo.on(ground) for size, logo in logos_of(branding).items() if logo}
    return "".join(
        f"  --mk-plate-{size}: {one.plate};\n  --mk-plate-{size}-room: {_ROOM[size]};\n"
        for size, one in on.items()
        if one.plate
    )


def web_faces(branding: Branding) -> tuple[FontFace, ...]:
    """The font files that the portal is set in, and those for the letters that these lack."""
    families = {*branding.heading_families, branding.code_family}
    return tuple(face for face in branding.fonts if face.family in families)


def brand_css(branding: Branding) -> str:
    """The brand as CSS: its fonts, and one set of variables for each scheme."""
    lent = {family: tuple(_stand_ins(branding, family)) for family in (branding.base_family, branding.heading_family)}
    own = {branding.base_family, branding.heading_family, branding.code_family}
    faces = [_font_face(face, "" if face.family in own else letters_of(face.path)) for face in web_faces(branding)]
    rules = [*faces, *(_local_face(one) for family in lent.values() for one in family), _shared(branding, lent)]
    for theirs, ours in _SCHEMES.items():
        scheme = getattr(branding.palette, ours)
        rules.append(_scheme(f"[data-md-color-scheme={theirs}]", scheme, ours, _plates(branding, scheme.hero)))
    paper = _scheme("body[data-md-color-scheme]", branding.palette.print, "light")
    return "\n".join([*rules, f"@media print {{\n{paper}}}\n"])


def _scheme(where: str, colours: Scheme, kind: str, plates: str = "") -> str:
    lines = "".join(f"  --mk-{name.replace('_', '-')}: {colour};\n" for name, colour in asdict(colours).items())
    return f"{where} {{\n{lines}{plates}  color-scheme: {kind};\n}}\n"


def chart_css(branding: Branding) -> str:
    """The colours of charts for each scheme, and for paper. A picture has those of light pages in it already."""
    palette = branding.palette
    rules = [_chart_colours("[data-md-color-scheme=slate] ", palette.dark)]
    rules.append(_chart_colours("[data-md-color-scheme=default] ", palette.light))
    return "\n".join([*rules, f"@media print {{\n{_chart_colours('body[data-md-color-scheme] ', palette.print)}}}\n"])


def _chart_colours(where: str, scheme: Scheme) -> str:
    inks, lines = ChartInks.of(scheme), []
    for side in ("less", "apart", "more"):
        for step in range(5):
            name, fill = f".mk-c-{side}{step}", inks.fill(side, step / 4)
            lines.append(f"{where}{name} {{ fill: {fill.ground}; stroke: {fill.outline}; }}")
            lines.append(f"{where}{name}-figure {{ fill: {fill.figure}; stroke: none; }}")
            lines.append(f"{where}.mk-swatch{name} {{ background: {fill.ground}; border-color: {fill.outline}; }}")
    return "\n".join(lines) + "\n"


def _font_face(face: FontFace, letters: str) -> str:
    """One face; a browser fetches one of which the letters are given only for a page that has one of them."""
    kind = _FORMATS.get(face.web.suffix.lower(), "truetype")
    return (
        f'@font-face {{ font-family: "{css_text(face.family)}"; font-weight: {face.weight}; font-style: {face.style};'
        f' font-display: swap; src: url("fonts/{quote(face.web.name)}") format("{kind}");'
        f"{letters and f' unicode-range: {letters};'} }}\n"
    )


def _stand_ins(branding: Branding, family: str) -> Iterator[StandIn]:
    """What stands in for a family until its files have come."""
    return stand_ins(web_faces(branding), family, branding.heading_weight if family == branding.heading_family else 700)


def _local_face(one: StandIn) -> str:
    sources = ", ".join(f'local("{css_text(name)}")' for name in one.local)
    return (
        f'@font-face {{ font-family: "{css_text(one.family)}"; font-weight: {one.weights}; src: {sources};'
        f" size-adjust: {one.size_adjust:.2%}; ascent-override: {one.ascent:.2%}; descent-override: {one.descent:.2%};"
        f" line-gap-override: {one.line_gap:.2%}; unicode-range: {one.letters}; }}\n"
    )


def preloaded(branding: Branding) -> list[str]:
    """The addresses of the fonts that every page needs at once: of text, and of headings."""
    wanted = (
        (branding.base_family, branding.base_weight, "normal"),
        (branding.heading_family, branding.heading_weight, branding.heading_style),
    )
    faces = [face for one in dict.fromkeys(wanted) for face in web_faces(branding) if (face.family, face.weight, face.style) == one]  # fmt: skip
    return list(dict.fromkeys(f"assets/portal/fonts/{quote(face.web.name)}" for face in faces if face.web.suffix.lower() == ".woff2"))  # fmt: skip


def _shared(branding: Branding, lent: Mapping[str, tuple[StandIn, ...]]) -> str:
    def families(first: str, *others: str) -> str:
        return _families(first, *(one.family for one in lent[first]), *others)

    code = f"  --mk-code-font: {_families(branding.code_family)};\n" if branding.code_family else ""
    return (
        ":root {\n"
        f"  --mk-text-font: {families(*branding.text_families)};\n"
        f"  --mk-text-weight: {branding.base_weight};\n"
        f"  --mk-heading-font: {families(*branding.heading_families)};\n"
        f"  --mk-heading-weight: {branding.heading_weight};\n"
        f"  --mk-heading-style: {branding.heading_style};\n"
        f"{code}"
        f"  --mk-corner: {_CORNERS[branding.settings.corners]};\n"
        f"  --mk-pill: {_PILLS[branding.settings.corners]};\n"
        "}\n"
    )


def _families(*names: str) -> str:
    """A list of families for CSS, each once."""
    return ", ".join(f'"{css_text(name)}"' for name in dict.fromkeys(names) if name)


def language_partial(words: Words) -> str:
    """The theme's words in this language, under its whole tag (en-GB) and with its direction; none where it does not know it."""
    theirs = theme_language(words)
    known = theirs != "en" or words.locale.language == "en"
    return (
        f'{{% import "partials/languages/{theirs}.html" as theirs %}}\n'
        f'{{% macro t(key) %}}{{% if key == "language" %}}{words.language}'
        f'{{% elif key == "direction" %}}{words.direction}'
        f"{'{% else %}{{ theirs.t(key) }}' if known else ''}{{% endif %}}{{% endmacro %}}\n"
    )


def theme_language(words: Words) -> str:
    """The nearest language that the theme speaks; English where it does not know this one."""
    locale = words.locale
    candidates = (words.language, f"{locale.language}-{locale.script}", locale.language, _COUSINS.get(locale.language))
    known = theme_languages()
    return next((name for name in candidates if name in known), "en")


_COUSINS = {"no": "nb"}


def theme_languages() -> frozenset[str]:
    """The languages of the theme's own words."""
    from importlib.util import find_spec

    spec = find_spec("material")
    places: Iterator[Path] = (Path(place) for place in (spec and spec.submodule_search_locations) or ())
    return frozenset(file.stem for place in places for file in place.glob("templates/partials/languages/*.html"))


def _copy_layered(layers: Layers, into: Path, *folders: str) -> None:
    """Copy every file below these folders: of one name the nearest layer's, and of that layer the first folder's.

    Only the file that is copied is opened.
    """
    for root, layer in ((layer.root / folder, layer) for layer in layers.order for folder in folders):
        for file in sorted(root.rglob("*")):
            to = into / file.relative_to(root)
            hidden = any(map(is_passed_over, file.relative_to(root).parts))
            if not to.exists() and file.is_file() and layer.holds(file) and not hidden and not is_litter(file.name):
                _copy(file, to, shown=is_picture(file.relative_to(layer.root)))


def _copy(file: Path, to: Path, *, shown: bool = False) -> None:
    """Copy a file as it is, or a picture as it is `shown`."""
    to.parent.mkdir(parents=True, exist_ok=True)
    if shown:
        to.write_bytes(picture_bytes(file))
    else:
        shutil.copyfile(file, to)


def _ours_first(name: str) -> tuple[bool, bool, str]:
    """The brand, then the portal, then what a workspace adds: what comes later can override."""
    return name != BRAND_CSS, not name.startswith("portal."), name
