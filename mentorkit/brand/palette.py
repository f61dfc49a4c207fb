"""Colours that can be read: every text/background pair that portal and print use, computed from the brand.

Contrast is WCAG 2.2's (relative luminance, success criteria 1.4.3 and 1.4.11): 4.5 for text, 3 for large shapes.
Where the brand's own pair falls short, the nearest lightness of the same hue that is readable is taken, and said so.
"""

from __future__ import annotations

from dataclasses import dataclass

from coloraide import Color

from mentorkit.core.problems import Problem, Result, Severity, Span
from mentorkit.definition.brand_file import ROLES, Brand, LightDark

TEXT = 4.5
"""Smallest contrast of text, WCAG 2.2 AA 1.4.3."""
SHAPE = 3.0
"""Smallest contrast of what must be seen but not read, WCAG 2.2 AA 1.4.11."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of one medium, as #rrggbb. Each `on_…` is readable on what it names."""

    paper: str
    ink: str
    heading: str
    muted: str
    surface: str
    line: str
    edge: str
    primary: str
    on_primary: str
    link: str
    accent: str
    on_accent: str
    tint: str
    on_tint: str
    hero: str
    on_hero: str
    good: str
    bad: str


@dataclass(frozen=True, slots=True)
class Palette:
    """A brand's colours for light screens, dark screens and white paper."""

    light: Scheme
    dark: Scheme
    print: Scheme


def is_dark(colour: str) -> bool:
    """Whether white stands out on this colour more than black does."""
    return contrast("#ffffff", colour) > contrast("#000000", colour)


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two colours, 1 to 21."""
    return float(Color(one).contrast(other, method="wcag21"))


def readable(text: str, background: str, least: float = TEXT) -> str:
    """The colour nearest to `text`, of the same hue, whose contrast on `background` is at least `least`."""
    if contrast(text, background) >= least:
        return text
    start = Color(text).convert("oklch")
    away = -1 if Color(background).luminance() > 0.18 else 1
    for direction in (away, -away):
        candidate = start.clone()
        for _ in range(200):
            candidate["lightness"] += direction * 0.005
            if not 0 <= candidate["lightness"] <= 1:
                break
            shown = _hex(candidate)
            if contrast(shown, background) >= least:
                return shown
    return max("#000000", "#ffffff", key=lambda end: contrast(end, background))


def _hex(color: Color) -> str:
    return str(color.convert("srgb").fit(method="oklch-chroma").to_string(hex=True))[:7]


def _mix(one: str, other: str, share: float) -> str:
    """`share` of `other` in `one`."""
    return _hex(Color(one).mix(other, share, space="srgb"))


def _ground(paper: str, colour: str, share: float, ink: str) -> str:
    """`share` of a colour in the paper, or as much of that as leaves the ink readable on it."""
    grounds = (_mix(paper, colour, share * step / 4) for step in (4, 3, 2, 1))
    return next((ground for ground in grounds if contrast(ink, ground) >= TEXT), paper)


class _Mixer:
    """Makes one scheme of a brand's colours. `problems` are colours that do not exist, `moved` notes of what had to be moved.

    `name` is light, dark or print; `paper` and `ink` are given where the medium decides them. A scheme that is
    `derived`, because the brand has no dark form of its own, moves colours without a word.
    """

    def __init__(self, brand: Brand, name: str, *, derived: bool = False) -> None:
        self.brand, self.derived = brand, derived
        self.problems: list[Problem] = []
        self.moved: dict[tuple[str, str], Problem] = {}
        self.side = "dark" if name == "dark" else "light"
        self.where = {"light": "on light pages", "dark": "on dark pages", "print": "in print"}[name]

    def scheme(self, *, paper: str | None = None, ink: str | None = None) -> Scheme:
        """The whole scheme."""
        paper = paper or self.role("background", "#ffffff")
        ink = self.fitted("text", ink or self.role("foreground", _best(paper, "#1b1f24")), paper, "foreground")
        primary, on_primary = self.fill(self.role("primary", "#2f5d8a"), paper)
        surface, tint = _ground(paper, ink, 0.05, ink), _ground(paper, primary, 0.14, ink)
        link = readable(self.fitted("links", self.face("link", primary), paper, "primary"), surface)
        accent = readable(self.role("secondary", primary), paper, SHAPE)
        hero = self.hero(paper, primary)
        return Scheme(
            paper=paper,
            ink=ink,
            heading=readable(self.fitted("headings", self.face("headings", ink), paper, "foreground"), surface),
            muted=readable(_mix(ink, paper, 0.35), surface),
            surface=surface,
            line=_mix(paper, ink, 0.16),
            edge=readable(_mix(paper, ink, 0.4), surface, SHAPE),
            primary=primary,
            on_primary=on_primary,
            link=link,
            accent=accent,
            on_accent=_best(accent, paper, ink),
            tint=tint,
            on_tint=readable(link, tint),
            hero=hero,
            on_hero=_best(hero, ink, paper),
            good=readable(self.role("success", "#1a7f37"), surface),
            bad=readable(self.role("danger", "#b3261e"), surface),
        )

    def role(self, role: str, fallback: str) -> str:
        """The brand's colour of this role as #rrggbb, or the fallback."""
        written: LightDark | None = getattr(self.brand.color, role)
        name = self._on_this_side(written)
        return self.named(name, self.brand.color.where(role)) or fallback if name else fallback

    def face(self, use: str, fallback: str) -> str:
        """The colour that the typography gives to links or headings, or the fallback."""
        face = getattr(self.brand.typography, use)
        name = self._on_this_side(face.color) if face else None
        return self.named(name, self.brand.typography.where(use, "color")) or fallback if name else fallback

    def _on_this_side(self, written: LightDark | None) -> str | None:
        return (getattr(written, self.side) or written.light or written.dark) if written else None

    def named(self, name: str, at: Span, seen: tuple[str, ...] = ()) -> str | None:
        """A colour as written: #rgb, a CSS name, or the name of something in the palette or of a role."""
        colours = self.brand.color
        if name in colours.palette and name not in seen:
            return self.named(colours.palette[name], colours.where("palette", name), (*seen, name))
        role = self._on_this_side(getattr(colours, name)) if name in ROLES else None
        if role and name not in seen:
            return self.named(role, at, (*seen, name))
        if name in seen or Color.match(name, fullmatch=True) is None:
            known = ", ".join(colours.palette) or "none yet"
            hint = f"write it as #1f4e79, or name one of the palette ({known})"
            self.problems.append(Problem("no-such-colour", f'there is no colour "{name}"', at, hint))
            return None
        return _hex(Color(name))

    def fitted(self, what: str, text: str, background: str, role: str) -> str:
        """`readable`, reported where the brand's own pair was not."""
        result = readable(text, background)
        if result != text:
            self.report(f"{what} {self.where}", (text, background), (result, background), role)
        return result

    def fill(self, primary: str, paper: str) -> tuple[str, str]:
        """The primary colour as a filled shape, and what text stands on it.

        White or the page's own colour where either can be read; where white nearly can, the shape is moved a little.
        """
        for text in ("#ffffff", paper):
            if contrast(text, primary) >= TEXT:
                return primary, text
        moved = readable(primary, "#ffffff") if contrast("#ffffff", primary) >= SHAPE else primary
        text = "#ffffff" if moved != primary else _best(primary, self.role("foreground", "#1b1f24"))
        self.report(f"text on the primary colour {self.where}", ("#ffffff", primary), (text, moved), "primary")
        return moved, text

    def hero(self, paper: str, primary: str) -> str:
        """The colour that fills the top of the home page and the covers."""
        light = _mix(paper, primary, 0.3) if self.side == "dark" else self.role("light", _mix(paper, primary, 0.3))
        choices = {"primary": primary, "dark": self.role("dark", "#14202b"), "light": light, "paper": paper}
        return choices[self.brand.defaults.mentorkit.hero]

    def report(self, pair: str, before: tuple[str, str], after: tuple[str, str], role: str) -> None:
        """Say what was moved, and how far; once for a pair, and only for what the brand itself chose."""
        if self.derived or before in self.moved:
            return
        message = f"{pair}: {before[0]} on {before[1]} has a contrast of {contrast(*before):.2f}, below {TEXT:g}; {after[0]} on {after[1]} is used instead ({contrast(*after):.2f})"
        hint = "nothing to do; choose other colours if you would rather decide yourself"
        self.moved[before] = Problem("contrast", message, self.brand.color.where(role), hint, Severity.NOTE)


def _best(background: str, *wanted: str) -> str:
    """The first wanted colour that can be read on the background, else black or white."""
    for colour in wanted:
        if contrast(colour, background) >= TEXT:
            return colour
    return max("#111111", "#ffffff", key=lambda end: contrast(end, background))


def mix_palette(brand: Brand) -> Result[Palette]:
    """The palette of a brand, with a note of each pair of colours that had to be moved, in the first medium that has it."""
    on_light = _Mixer(brand, "light")
    light = on_light.scheme()
    background = brand.color.background
    own_dark = bool(background and background.dark and background.dark != background.light)
    on_dark = _Mixer(brand, "dark", derived=not own_dark)
    if own_dark:
        dark = on_dark.scheme()
    else:
        dark = on_dark.scheme(paper=_darkest(light.ink), ink=_mix("#ffffff", light.ink, 0.1))
    in_print = _Mixer(brand, "print")
    paper = in_print.scheme(paper="#ffffff", ink=readable(light.ink, "#ffffff", 7))
    moved = in_print.moved | on_dark.moved | on_light.moved
    problems = (*on_light.problems, *on_dark.problems, *in_print.problems, *moved.values())
    return Result(Palette(light, dark, paper), problems)


def _darkest(colour: str) -> str:
    """A ground for dark pages in the hue of `colour`."""
    dark = Color(colour).convert("oklch")
    dark["lightness"], dark["chroma"] = 0.2, min(dark["chroma"], 0.04)
    return _hex(dark)
