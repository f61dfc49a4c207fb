"""A brand with its files: the nearest `_brand.yml` upward, its colours made readable, its logos and fonts found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mentorkit.brand.assets import font_problem, picture_problem
from mentorkit.brand.palette import Palette, mix_palette
from mentorkit.core.names import is_file
from mentorkit.core.problems import Problem, Span, did_you_mean
from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.brand_file import Brand, Font, Image, LogoForms, Logos, MentorKitDefaults
from mentorkit.definition.reading import read_as
from mentorkit.workspace.layers import LARGEST_ASSET, LayerFile, Layers, read_text

BRAND_FILE = "_brand.yml"


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
    """Everything that decides what portal and print look like. Every path lies inside `root`."""

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


def read_branding(
    layers: Layers, name: str, found: list[Problem], *, file_name: dict[Path, str] | None = None
) -> Branding | None:
    """The branding of the nearest layer that has a brand; `name` is the organisation's, where the brand has none.

    None, and problems, where the brand cannot be read or a file of it cannot be had.
    """
    stock = [*layers.every(BRAND_FILE)][-1]
    nearest = layers.find(BRAND_FILE)
    assert nearest is not None, "the stock layer has a brand"
    before = len(found)
    brand = _read(nearest, found, file_name or {})
    if brand is None:
        return None
    files = _Files(nearest, found)
    own_fonts = files.faces(brand.typography.fonts)
    stock_brand = brand if nearest == stock else _read(stock, found, file_name or {})
    assert stock_brand is not None
    stock_fonts = _Files(stock, found).faces(stock_brand.typography.fonts)
    palette = mix_palette(brand, found)
    found += _unknown_families(brand, {face.family for face in (*own_fonts, *stock_fonts)})
    logo = brand.logo
    sizes = [files.logo(getattr(logo, size), logo, size) for size in ("small", "medium", "large")]
    if any(problem.severity == "error" for problem in found[before:]):
        return None
    return _branding(nearest, brand, name, palette, sizes, (*own_fonts, *stock_fonts))


def _branding(
    file: LayerFile,
    brand: Brand,
    name: str,
    palette: Palette,
    logos: list[LogoFiles | None],
    fonts: tuple[FontFace, ...],
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


def _read(file: LayerFile, found: list[Problem], names: dict[Path, str]) -> Brand | None:
    name = names.get(file.path, str(file.path))
    text = read_text(file.path, name, file.layer, found)
    source = read_mapping(text, name, found) if text else None
    return read_as(Brand, source, found) if source is not None else None


@dataclass(slots=True)
class _Files:
    """Finds the files that a brand names, inside its layer."""

    brand: LayerFile
    found: list[Problem]

    def path(self, written: str, at: Span, what: str) -> Path | None:
        path = self.brand.path.parent / written
        problem: tuple[str, str] | None = None
        if "://" in written:
            problem = (
                f'{what} "{written}" would be fetched from the web',
                "save the file beside the brand file and name it here",
            )
        elif not self.brand.layer.holds(path):
            problem = (f'{what} "{written}" leads out of this folder', "copy it into the folder of the brand file")
        elif not is_file(path):
            problem = (f'{what} "{written}" is not there', _nearby(path, self.brand.path.parent))
        elif path.stat().st_size > LARGEST_ASSET:
            problem = (f'{what} "{written}" is larger than 10 MB', "export it smaller")
        else:
            wrong = picture_problem(path) if what == "the logo" else font_problem(path)
            problem = (f'{what} "{written}" {wrong[0]}', wrong[1]) if wrong else None
        if problem:
            self.found.append(Problem("missing-asset", problem[0], at, problem[1]))
            return None
        return path

    def logo(self, forms: LogoForms | None, logos: Logos, size: str) -> LogoFiles | None:
        if forms is None:
            return None
        at = logos.where(size)
        pictures = [picture for picture in (forms.light or forms.dark, forms.dark or forms.light) if picture]
        named = [self._named(picture, logos) for picture in pictures]
        paths = [self.path(picture.path, at, "the logo") for picture in named]
        if len(paths) != 2 or paths[0] is None or paths[1] is None:
            return None
        return LogoFiles(paths[0], paths[1], named[0].alt or "")

    @staticmethod
    def _named(picture: Image, logos: Logos) -> Image:
        return logos.images.get(picture.path, picture)

    def faces(self, fonts: tuple[Font, ...]) -> tuple[FontFace, ...]:
        faces = []
        for font in fonts:
            for number, file in enumerate(font.files):
                path = self.path(file.path, font.where("files", number), "the font")
                if path:
                    web = path.with_suffix(".woff2")
                    faces.append(FontFace(font.family, file.weight, file.style, path, web if web.is_file() else path))
        return tuple(faces)


def _nearby(path: Path, base: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f"there is no folder {path.parent.name}; names are relative to the brand file"
    names = [
        file.relative_to(base).as_posix() for file in folder.iterdir() if is_file(file) and file.is_relative_to(base)
    ]
    return did_you_mean(path.name, names) if names else "put the file there"
