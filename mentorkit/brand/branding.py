"""A brand with its files: the nearest `_brand.yml` upward, its colours made readable, its logos and fonts found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mentorkit.brand.assets import picture_problem
from mentorkit.brand.font_files import font_problem
from mentorkit.brand.palette import Palette, mix_palette
from mentorkit.core.names import is_file
from mentorkit.core.problems import Problem, Result, Severity, Span, did_you_mean
from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.brand_file import Brand, Font, LogoForms, Logos, MentorKitDefaults
from mentorkit.definition.reading import read_as
from mentorkit.workspace.layers import LARGEST_ASSET, LayerFile, Layers, read_text, stock_root

BRAND_FILE = "_brand.yml"
CODE_FONT = "templates/assets/fonts/JetBrainsMono-Regular.ttf"
SYMBOL_FONTS = ("templates/assets/fonts/NotoEmoji-Regular.ttf", "templates/assets/fonts/NotoSansSymbols2-Regular.ttf")


@dataclass(frozen=True, slots=True)
class LogoFiles:
    """One size of a logo on light and on dark backgrounds, and what it shows."""

    light: Path
    dark: Path
    alt: str


@dataclass(frozen=True, slots=True)
class FontFace:
    """One font file. `web` is the smaller file of the same face for browsers, where there is one."""

    family: str
    weight: int
    style: str
    path: Path
    web: Path


@dataclass(frozen=True, slots=True)
class Branding:
    """The look of portal and print. Every path lies inside `root`."""

    root: Path
    name: str
    palette: Palette
    small: LogoFiles | None
    medium: LogoFiles | None
    large: LogoFiles | None
    fonts: tuple[FontFace, ...]
    base_family: str
    heading_family: str
    heading_weight: int
    settings: MentorKitDefaults
    code_font: Path
    """The stock's font for code in books."""
    symbol_fonts: tuple[Path, ...]
    """The stock's fonts for signs and pictures among the letters of books."""


def read_branding(layers: Layers, name: str, *, file_name: Mapping[Path, str] | None = None) -> Result[Branding | None]:
    """The branding of the nearest layer that has a brand; `name` is the organisation's, where the brand has none.

    None where the brand cannot be read or a file of it cannot be had. `file_name` says how brand files are called in messages.
    """
    stock = [*layers.every(BRAND_FILE)][-1]
    nearest = layers.find(BRAND_FILE)
    assert nearest is not None, "the stock layer has a brand"
    brand = _read(nearest, file_name or {})
    return brand.then(lambda brand: _with_files(brand, nearest, stock, name, file_name or {}))


def _with_files(
    brand: Brand, nearest: LayerFile, stock: LayerFile, name: str, names: Mapping[Path, str]
) -> Result[Branding | None]:
    """A brand with its files and its palette, and the stock's fonts behind its own."""
    own_fonts, wrong_fonts = _faces(nearest, brand.typography.fonts)
    stock_brand, wrong_stock = (brand, ()) if nearest == stock else _read(stock, names)
    assert stock_brand is not None
    stock_fonts, wrong_stock_fonts = _faces(stock, stock_brand.typography.fonts)
    palette, wrong_colours = mix_palette(brand)
    fonts = (*own_fonts, *stock_fonts)
    unknown = _unknown_families(brand, {face.family for face in fonts})
    logos = [_logo(nearest, brand.logo, size) for size in ("small", "medium", "large")]
    wrong_logos = [problem for logo in logos for problem in logo.problems]
    problems = (*wrong_fonts, *wrong_stock, *wrong_stock_fonts, *wrong_colours, *unknown, *wrong_logos)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Result(None, problems)
    made = _branding(nearest, brand, name, palette, [logo.value for logo in logos], fonts, stock.path.parent)
    return Result(made, problems)


def _branding(
    file: LayerFile,
    brand: Brand,
    name: str,
    palette: Palette,
    logos: list[LogoFiles | None],
    fonts: tuple[FontFace, ...],
    stock: Path,
) -> Branding:
    """Everything together; where the brand names no family for text, it is the last of the fonts, the stock's."""
    written, base, headings = brand.meta.name, brand.typography.base, brand.typography.headings
    base_family = (base and base.family) or fonts[-1].family
    return Branding(
        root=file.layer.root,
        name=(written and (written.short or written.full)) or name,
        palette=palette,
        small=logos[0],
        medium=logos[1],
        large=logos[2],
        fonts=tuple(dict.fromkeys(fonts)),
        base_family=base_family,
        heading_family=(headings and headings.family) or base_family,
        heading_weight=(headings and headings.weight) or 700,
        settings=brand.defaults.mentorkit,
        code_font=stock / CODE_FONT,
        symbol_fonts=tuple(stock / path for path in SYMBOL_FONTS),
    )


def _unknown_families(brand: Brand, known: set[str]) -> list[Problem]:
    """Families that text is to be set in and that no font file gives."""
    typography = brand.typography
    return [
        Problem(
            "no-such-font", f'there is no font "{face.family}"', typography.where(use), did_you_mean(face.family, known)
        )
        for use, face in (("base", typography.base), ("headings", typography.headings))
        if face and face.family and face.family not in known
    ]


def _read(file: LayerFile, names: Mapping[Path, str]) -> Result[Brand | None]:
    name = names.get(file.path, str(file.path))
    source = read_text(file.path, name, file.layer).then(lambda text: read_mapping(text, name))
    return source.then(lambda source: read_as(Brand, source))


def _asset(brand: LayerFile, written: str, at: Span, what: str) -> Result[Path | None]:
    """The file that a brand names; None where it does not lie inside the brand's layer or cannot be used."""
    path = brand.path.parent / written
    reason = _unusable(path, written, what, brand)
    if reason is None:
        return Result(path)
    return Result.failed(Problem("missing-asset", f'{what} "{written}" {reason[0]}', at, reason[1]))


def _unusable(path: Path, written: str, what: str, brand: LayerFile) -> tuple[str, str] | None:
    """The reason why a file that a brand names cannot be used, and a way out; None where it can."""
    if "://" in written:
        return "would be fetched from the web", "save the file beside the brand file and name it here"
    if not brand.layer.holds(path):
        return "leads out of this folder", "copy it into the folder of the brand file"
    if not is_file(path):
        return "is not there", _nearby(path, brand.path.parent)
    if path.stat().st_size > LARGEST_ASSET:
        return "is larger than 10 MB", "export it smaller"
    if what == "the logo":
        return picture_problem(path)
    return font_problem(path) if brand.layer.root != stock_root() else None  # ours are whole


def _logo(file: LayerFile, logos: Logos, size: str) -> Result[LogoFiles | None]:
    """One size of the logo; None where the brand has none of that size, or a file of it cannot be used."""
    forms: LogoForms | None = getattr(logos, size)
    if forms is None:
        return Result(None)
    pictures = [picture for picture in (forms.light or forms.dark, forms.dark or forms.light) if picture]
    named = [logos.images.get(picture.path, picture) for picture in pictures]
    files = [_asset(file, picture.path, logos.where(size), "the logo") for picture in named]
    problems = tuple(problem for one in files for problem in one.problems)
    if len(files) != 2 or files[0].value is None or files[1].value is None:
        return Result(None, problems)
    return Result(LogoFiles(files[0].value, files[1].value, named[0].alt or ""), problems)


def _faces(brand: LayerFile, fonts: tuple[Font, ...]) -> Result[tuple[FontFace, ...]]:
    """Every font file that can be used."""
    faces, problems = list[FontFace](), list[Problem]()
    for font in fonts:
        for number, file in enumerate(font.files):
            path, wrong = _asset(brand, file.path, font.where("files", number), "the font")
            problems += wrong
            if path is None:
                continue
            web = path.with_suffix(".woff2") if path.with_suffix(".woff2").is_file() else path
            if web != path:
                beside = Path(file.path).with_suffix(".woff2").as_posix()
                problems += _asset(brand, beside, font.where("files", number), "the font").problems
            faces.append(FontFace(font.family, file.weight, file.style, path, web))
    return Result(tuple(faces), tuple(problems))


def _nearby(path: Path, base: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f"there is no folder {path.parent.name}; names are relative to the brand file"
    names = [
        file.relative_to(base).as_posix() for file in folder.iterdir() if is_file(file) and file.is_relative_to(base)
    ]
    return did_you_mean(path.name, names) if names else "put the file there"
