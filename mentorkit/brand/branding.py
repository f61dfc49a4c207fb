"""A brand with its files: the nearest `_brand.yml` upward, its colours made readable, its logos and fonts found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mentorkit.brand.assets import picture_problem
from mentorkit.brand.faults import Fault
from mentorkit.brand.font_files import font_problem
from mentorkit.brand.logo_contrast import can_be_seen, plate_for, shows_nothing
from mentorkit.brand.palette import Palette, is_dark, mix_palette
from mentorkit.brand.typefaces import FontFace, chosen, faces_of, families_of, nearest_face, warning
from mentorkit.core.amounts import amount
from mentorkit.core.names import as_on_disk, is_file
from mentorkit.core.problems import Problem, Result, Severity, Span, did_you_mean
from mentorkit.core.yaml_source import Located, read_mapping
from mentorkit.definition.base import is_address
from mentorkit.definition.brand_file import Brand, LogoForms, MentorKitDefaults, Typography
from mentorkit.definition.reading import read_as
from mentorkit.workspace.layers import LARGEST_ASSET, LayerFile, Layers, read_text, stock_root

BRAND_FILE = "_brand.yml"
PLATES = ("#ffffff", "#111111")
"""The plate under a logo that cannot be seen on its ground."""
FROM_THE_WEB = "would be fetched from the web, and is left out"
CODE_FONT = "templates/assets/fonts/JetBrainsMono-Regular.ttf"
SYMBOL_FONTS = (
    "templates/assets/fonts/NotoEmoji-Regular.ttf",
    "templates/assets/fonts/NotoSansSymbols2-Regular.ttf",
    CODE_FONT,
)


@dataclass(frozen=True, slots=True)
class LogoOn:
    """A logo as it stands on one ground: its form (`light` or `dark`), its file, and the plate behind it, if it needs one."""

    form: str
    path: Path
    plate: str
    """The colour of the plate; empty where the logo can be seen without, or on no plate either."""


@dataclass(frozen=True, slots=True)
class LogoFiles:
    """One size of a logo on light and on dark backgrounds, and what it shows."""

    light: Path
    dark: Path
    alt: str

    def on(self, ground: str) -> LogoOn:
        """The form for this ground; the other one where only that can be seen, and a plate where neither can."""
        usual, other = ("dark", "light") if is_dark(ground) else ("light", "dark")
        form = next((one for one in (usual, other) if can_be_seen(getattr(self, one), ground)), usual)
        path: Path = getattr(self, form)
        return LogoOn(form, path, plate_for(path, ground, PLATES))


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
    base_weight: int
    heading_family: str
    heading_weight: int
    heading_style: str
    settings: MentorKitDefaults
    text_font: Path
    """The font of text that is neither bold nor slanted."""
    code_family: str
    """The brand's own family for code; empty where it has none."""
    code_font: Path
    """The font for code in books: the brand's, or the stock's."""
    lent_families: tuple[str, ...]
    """The families for letters that the one for text lacks: the brand's others, then the stock's."""
    symbol_fonts: tuple[Path, ...]
    """The stock's fonts for signs and pictures among letters."""

    @property
    def text_families(self) -> tuple[str, ...]:
        """The families that text is set in, each for the letters that those before it lack."""
        return tuple(dict.fromkeys((self.base_family, *self.lent_families)))

    @property
    def heading_families(self) -> tuple[str, ...]:
        """The families that headings are set in, each for the letters that those before it lack."""
        return tuple(dict.fromkeys((self.heading_family, *self.text_families)))


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
    assets = _Assets(nearest)
    own_fonts, wrong_fonts = faces_of(brand.typography.fonts, assets.font)
    stock_brand, wrong_stock = (brand, ()) if nearest == stock else _read(stock, names)
    assert stock_brand is not None
    stock_fonts, _ = faces_of(stock_brand.typography.fonts, _Assets(stock).font)
    families = families_of(brand.typography.fonts, (*own_fonts, *stock_fonts))
    uses = chosen(brand.typography, families)
    logos = {size: assets.logo(brand, size) for size in ("small", "medium", "large")}
    palette, wrong_colours = mix_palette(brand)
    told = (*_passed_over(brand), *_unseen(brand, logos, palette)) if nearest != stock else ()
    problems = (
        *wrong_fonts,
        *wrong_stock,
        *wrong_colours,
        *families.slips,
        *warning(families),
        *assets.problems(),
        *told,
    )
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Result(None, problems)
    written = brand.meta.name
    fonts = _Fonts(own_fonts, stock_fonts, stock.path.parent)
    branding = Branding(
        root=nearest.layer.root,
        name=(written and (written.short or written.full)) or name,
        palette=palette,
        small=logos["small"],
        medium=logos["medium"],
        large=logos["large"],
        settings=_settings(brand),
        **fonts.chosen(brand.typography, *uses),
    )
    return Result(branding, problems)


@dataclass(frozen=True, slots=True)
class _Fonts:
    """A brand's own faces, the stock's, and the folder of the stock."""

    own: tuple[FontFace, ...]
    stock: tuple[FontFace, ...]
    folder: Path

    def chosen(self, typography: Typography, text: str, headings: str, code: str) -> dict[str, Any]:
        """Everything that a `Branding` says of fonts, by its names."""
        fonts, stock_family = tuple(dict.fromkeys((*self.own, *self.stock))), self.stock[-1].family
        base, head = typography.base, typography.headings
        text = text or stock_family
        families = dict.fromkeys(face.family for face in (*self.own, *self.stock))
        lent = (*(one for one in families if one not in (text, code, stock_family)), stock_family)
        return {
            "fonts": fonts,
            "base_family": text,
            "base_weight": _hundreds((base and base.weight) or 400),
            "heading_family": headings or text,
            "heading_weight": _hundreds((head and head.weight) or 700),
            "heading_style": "italic" if head and head.style in ("italic", "oblique") else "normal",
            "text_font": nearest_face(fonts, text).path,
            "code_family": code,
            "code_font": nearest_face(fonts, code).path if code else self.folder / CODE_FONT,
            "lent_families": lent,
            "symbol_fonts": tuple(self.folder / path for path in SYMBOL_FONTS),
        }


def _hundreds(weight: int) -> int:
    """The nearest weight that the engine of the books knows."""
    return min(900, max(100, round(weight / 100) * 100))


def _settings(brand: Brand) -> MentorKitDefaults:
    """MentorKit's own settings; the name leads to the organisation's page where they do not say where else."""
    ours = brand.defaults.mentorkit
    home = next((links.home for links in (brand.meta.link, brand.meta.links) if links and links.home), "")
    return ours.model_copy(update={"link": home}) if not ours.link and is_address(home) else ours


def _passed_over(brand: Brand) -> Iterator[Problem]:
    """One note that names everything that has no effect here."""
    names = sorted(brand.ineffective(), key=lambda one: one[1])
    if names:
        message = f"this has no effect here, and is passed over: {', '.join(dict.fromkeys(name for name, _ in names))}"
        hint = "nothing to do; other tools may read it"
        yield Problem("no-effect", message, names[0][1], hint, Severity.NOTE)


def _read(file: LayerFile, names: Mapping[Path, str]) -> Result[Brand | None]:
    name = names.get(file.path, str(file.path))
    source = read_text(file.path, name, file.layer).then(lambda text: brand_source(text, name))
    return source.then(lambda source: read_as(Brand, source))


def brand_source(text: str, name: str) -> Result[Located | None]:
    """A brand as YAML. What stands behind `# ` is a comment, as others take it: only the names under `meta` are sentences."""
    mapping, problems = read_mapping(text, name)
    keys = mapping.place.keys if mapping is not None else {}
    first = keys["meta"].line if "meta" in keys else 0
    last = min((at.line for at in keys.values() if at.line > first), default=text.count("\n") + 2) if first else 0
    lines, comments = text.split("\n"), 0
    for one in problems:
        line, column = one.at.line - 1, one.at.column - 1
        is_comment = one.rule == "yaml-comment" and bool(re.match(r"#+\s+(?!\d)", lines[line][column:]))
        if is_comment and not first <= one.at.line < last:
            lines[line], comments = lines[line][:column], comments + 1
    return read_mapping("\n".join(lines), name) if comments else Result(mapping, problems)


def _unseen(brand: Brand, logos: Mapping[str, LogoFiles | None], palette: Palette) -> Iterator[Problem]:
    """One note of the logos that need a plate; a warning where one can hardly be seen on any."""
    schemes = (palette.light, palette.dark, palette.print)
    grounds = dict.fromkeys((*(scheme.hero for scheme in schemes), palette.print.paper))
    places = [(logo, ground, logo.on(ground)) for logo in logos.values() if logo for ground in grounds]
    unseen = [(logo, ground, on) for logo, ground, on in places if not can_be_seen(on.path, ground)]
    if not unseen:
        return
    named = "; ".join(dict.fromkeys(f'"{on.path.name}" on {ground}' for _, ground, on in unseen))
    lost = any(not on.plate for _, _, on in unseen)
    hint = "name a logo for that ground too: {light: …, dark: …}"
    severity = Severity.WARNING if lost else Severity.NOTE
    message = "this logo cannot be seen on its ground" + (
        f": {named}" if lost else f", and stands on a plate there: {named}"
    )
    yield Problem("logo-contrast", message, brand.where("logo"), hint, severity)


@dataclass(frozen=True, slots=True)
class _Assets:
    """Finds the files that a brand names, and remembers those that cannot be used."""

    brand: LayerFile
    wrong: list[tuple[str, str, Fault, Span]] = field(default_factory=list)
    """What it is, its name, the reason with a way out, and the place; once a file."""

    def font(self, written: str, at: Span) -> Path | None:
        """The font file of this name; None, and a problem, where there is none."""
        whole = self.brand.layer.root == stock_root()
        return self._file(written, at, "font", _no_fault if whole else font_problem)

    def logo(self, brand: Brand, size: str) -> LogoFiles | None:
        """One size of the logo; None where the brand has none of that size, or a file of it cannot be used."""
        forms: LogoForms | None = getattr(brand.logo, size)
        pictures = forms and [picture for picture in (forms.light or forms.dark, forms.dark or forms.light) if picture]
        if not pictures:
            return None
        named = [brand.logo.images.get(picture.path, picture) for picture in pictures]
        at = brand.logo.where(size) if brand.logo.typed() else brand.where("logo")
        light, dark = (self._file(picture.path, at, "logo", _logo_fault) for picture in named)
        if light is None or dark is None:
            return None
        return LogoFiles(light, dark, named[0].alt or "")

    def problems(self) -> Iterator[Problem]:
        """One problem for each kind of fault, at the place of the first file that has it."""
        said = dict[tuple[str, str], list[tuple[str, Fault, Span]]]()
        for what, written, reason, at in self.wrong:
            said.setdefault((what, reason[0]), []).append((written, reason, at))
        for (what, fault), files in said.items():
            first, (_, hint), at = files[0]
            others = dict.fromkeys(f'"{written}"' for written, _, _ in files[1:])
            message = f'the {what} "{first}" {fault}' + (f"; the same of {', '.join(others)}" if others else "")
            severity = Severity.WARNING if fault == FROM_THE_WEB else Severity.ERROR
            yield Problem("missing-asset", message, at, hint, severity)

    def _file(self, written: str, at: Span, what: str, fault: Callable[[Path], Fault | None]) -> Path | None:
        path = as_on_disk(self.brand.path.parent / written.lstrip("/"))
        reason = self._unusable(path, written) or fault(path)
        if reason is None:
            return path
        if not any(one[:2] == (what, written) for one in self.wrong):
            self.wrong.append((what, written, reason, at))
        return None

    def _unusable(self, path: Path, written: str) -> Fault | None:
        """The reason why a file cannot be had, and a way out; None where it can."""
        if "://" in written:
            return Fault(FROM_THE_WEB, "save the file beside the brand file and name it here")
        if not self.brand.layer.holds(path):
            return Fault("leads out of this folder", "copy it into the folder of the brand file")
        if not is_file(path):
            return Fault("is not there", _nearby(path, self.brand.path.parent))
        if path.stat().st_size > LARGEST_ASSET:
            return Fault(f"is larger than {amount(LARGEST_ASSET)}", "export it smaller")
        return None


def _logo_fault(path: Path) -> Fault | None:
    """The fault of a logo that cannot be shown, or of which nothing is seen."""
    blank = Fault("shows nothing: it is empty, or all of it is transparent", "export it anew, with its colours")
    return picture_problem(path) or (blank if shows_nothing(path) else None)


def _no_fault(_: Path) -> None:
    """The fault of what comes with this software."""


def _nearby(path: Path, base: Path) -> str:
    """A way out where a file is not there: the nearest name of its kind, if any is near."""
    folder = path.parent
    if not folder.is_dir():
        return f"there is no folder {path.parent.name}; names are relative to the brand file"
    names = [
        file.relative_to(base).as_posix() for file in folder.iterdir() if is_file(file) and file.is_relative_to(base)
    ]
    return did_you_mean(path.name, names, otherwise="put the file there; names are relative to the brand file")
