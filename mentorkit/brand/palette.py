"""Colours that can be read: every text/background pair that portal and print use, computed from the brand.

Contrast is WCAG 2.2's (relative luminance, success criteria 1.4.3 and 1.4.11): 4.5 for text, 3 for large shapes.
Where the brand's own pair falls short, the nearest lightness of the same hue that is readable is taken, and said so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from coloraide import Color

from mentorkit.core.problems import Problem, Result, Severity, Span
from mentorkit.definition.brand_file import ROLES, Brand, LightDark, face_of

TEXT = 4.5
"""Smallest contrast of text, WCAG 2.2 AA 1.4.3."""
SHAPE = 3.0
"""Smallest contrast of what must be seen but not read, WCAG 2.2 AA 1.4.11."""
USES = {
    "base": "base", "headings": "headings", "monospace": "monospace", "inline": "monospace-inline",
    "block": "monospace-block", "link": "link",
}  # fmt: skip
"""The kinds of text that a brand may give colours, and what the format calls them."""


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
    info: str
    warning: str


@dataclass(frozen=True, slots=True)
class Palette:
    """A brand's colours for light screens, dark screens and white paper."""

    light: Scheme
    dark: Scheme
    print: Scheme


def is_dark(colour: str) -> bool:
    """Whether white stands out on this colour more than black does."""
    return contrast("#ffffff", colour) > contrast("#000000", colour)


@lru_cache(maxsize=20_000)  # a brand is mixed anew for each programme and after each save, from the same few colours
def contrast(one: str, other: str) -> float:
    """WCAG contrast of two colours, 1 to 21."""
    return float(Color(one).contrast(other, method="wcag21"))


@lru_cache(maxsize=5_000)
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


@lru_cache(maxsize=5_000)
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
        self.problems: dict[str, Problem] = {}
        self.moved: dict[tuple[str, str], Problem] = {}
        self.side = "dark" if name == "dark" else "light"
        self.where = {"light": "on light pages", "dark": "on dark pages", "print": "in print"}[name]

    def scheme(self, *, paper: str | None = None, ink: str | None = None) -> Scheme:
        """The whole scheme."""
        paper = paper or self.role("background", "#ffffff")
        ink = self.fitted("text", ink or self.role("foreground", _best(paper, "#1b1f24")), paper, "foreground")
        primary, on_primary = self.fill(self.role("primary", "#2f5d8a"), paper)
        surface, tint = _ground(paper, ink, 0.05, ink), _ground(paper, primary, 0.14, ink)
        link = self.face("link", self.role("link", primary))
        link = readable(self.fitted("links", link, paper, "primary"), surface)
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
            info=readable(self.role("info", link), surface),
            warning=readable(self.role("warning", "#8a5a00"), surface),
        )

    def role(self, role: str, fallback: str) -> str:
        """The brand's colour of this role as #rrggbb, or the fallback; one that stands in the palette under this name counts."""
        colours = self.brand.color
        written, at = getattr(colours, role), colours.where(role)
        if written is None and role in colours.palette:
            written, at = colours.palette[role], colours.where("palette", role)
        return self._colour(written, at, fallback, (role,))

    def face(self, use: str, fallback: str) -> str:
        """The colour that the typography gives to links or headings, or the fallback."""
        face = face_of(self.brand.typography, use)
        return self._colour(face.color, self.brand.typography.where(use, "color"), fallback) if face else fallback

    def check_all(self) -> None:
        """Read every colour of the brand, those too that nothing is drawn in."""
        colours = self.brand.color
        for role in ROLES:
            self._colour(getattr(colours, role), colours.where(role), "", (role,))
        for name, written in colours.palette.items():
            self._colour(written, colours.where("palette", name), "", (name,))
        for use in USES:
            face = face_of(self.brand.typography, use)
            for name in ("color", "background-color") if face else ():
                self._colour(getattr(face, name.partition("-")[0]), self.brand.typography.where(USES[use], name), "")

    def _colour(self, written: LightDark | None, at: Span, fallback: str, seen: tuple[str, ...] = ()) -> str:
        """A colour on this side; where it is seen through, as it looks on the page."""
        name = self._on_this_side(written)
        colour = (
            self.named(name, written.where(self.side) if written and written.typed() else at, seen) if name else None
        )
        return self._flat(colour) if colour else fallback

    def _flat(self, colour: Color) -> str:
        """The colour on the ground of the page, where it lets that through."""
        alpha = colour.alpha(nans=False)
        if alpha >= 1:
            return _hex(colour)
        ground = self.brand.color.background
        name = self._on_this_side(ground)
        below = self.named(name, self.brand.color.where("background"), ("background",)) if name else None
        page = (
            _hex(below) if below and below.alpha(nans=False) == 1 else "#101418" if self.side == "dark" else "#ffffff"
        )
        return _mix(page, _hex(colour.clone().set("alpha", 1)), alpha)

    def _on_this_side(self, written: LightDark | None) -> str | None:
        return (getattr(written, self.side) or written.light or written.dark) if written else None

    def named(self, name: str, at: Span, seen: tuple[str, ...] = ()) -> Color | None:
        """A colour as written: in any notation of CSS, or the name of something in the palette or of a role."""
        colours = self.brand.color
        if name in colours.palette and f"palette.{name}" not in seen:
            inner = self._on_this_side(colours.palette[name]) or ""
            return self.named(inner, colours.where("palette", name), (*seen, f"palette.{name}"))
        role = self._on_this_side(getattr(colours, name)) if name in ROLES else None
        if role and name not in seen:
            return self.named(role, at, (*seen, name))
        if Color.match(name, fullmatch=True) is not None:
            return Color(name)
        message = f'there is no colour "{name}"'
        if name in ROLES or name in colours.palette:
            message = f'the colour "{name}" is said to be itself'
        known = ", ".join(colours.palette) or "none yet"
        hint = f"write it as #1f4e79, or name one of the palette ({known})"
        if re.fullmatch(r"[0-9a-fA-F]{3,8}", name) and Color.match(f"#{name}", fullmatch=True):
            hint = f'write it with its mark and in quotes: "#{name}"'
        said = self.problems.get(message)
        if said is None or at < said.at:
            self.problems[message] = Problem("no-such-colour", message, at, hint)
        return None

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
    for mixer in (in_print, on_dark, on_light):
        mixer.check_all()
    moved = in_print.moved | on_dark.moved | on_light.moved
    problems = in_print.problems | on_dark.problems | on_light.problems
    return Result(Palette(light, dark, paper), (*problems.values(), *_in_one(tuple(moved.values()))))


def _in_one(notes: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """One note of all pairs that had to be moved, at the place of the first."""
    if len(notes) < 2:
        return notes
    first = min(notes, key=lambda note: note.at)
    others = (note.message for note in notes if note is not first)
    return (replace(first, message="; ".join((first.message, *others))),)


def _darkest(colour: str) -> str:
    """A ground for dark pages in the hue of `colour`."""
    dark = Color(colour).convert("oklch")
    dark["lightness"], dark["chroma"] = 0.2, min(dark["chroma"], 0.04)
    return _hex(dark)
