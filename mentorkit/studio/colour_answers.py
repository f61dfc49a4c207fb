"""What becomes of a colour of a brand: the colours that pages and books really use for it, each with its contrast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from coloraide import Color

from mentorkit.brand.palette import SHAPE, TEXT, Palette, contrast, mix_palette
from mentorkit.core.problems import Problem, Result
from mentorkit.definition.brand_file import ROLES, Brand, LightDark
from mentorkit.language.catalogue import Words, capital

SIDES = ("light", "dark")
_TEXT_USES = (("text", "ink", "paper"), ("headings", "heading", "paper"), ("links", "link", "paper"))
_HERO = (("hero", "on_hero", "hero"),)
_USES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "foreground": (*_TEXT_USES[:2], ("quiet", "muted", "paper")),
    "background": _TEXT_USES,
    "primary": (("buttons", "on_primary", "primary"), ("links", "link", "paper"), *_HERO),
    "secondary": (("marks", "accent", "paper"),),
    "link": (("links", "link", "paper"), ("links-tinted", "on_tint", "tint")),
    "light": _HERO,
    "dark": _HERO,
    "success": (("good", "good", "paper"),),
    "danger": (("bad", "bad", "paper"),),
    "info": (("info", "info", "paper"),),
    "warning": (("warning", "warning", "paper"),),
}
"""Where a role is seen: the name of the use, and the fields of a Scheme for what stands on what."""
_SHAPES = frozenset({"marks"})
"""Uses that are seen and not read."""


@dataclass(frozen=True, slots=True)
class ColourUse:
    """One pair of colours as it is used: what stands on what, in which medium."""

    use: str
    media: tuple[str, ...]
    """Where it is so; none where that is everywhere on this side."""
    front: str
    ground: str
    contrast: float
    least: float


@dataclass(frozen=True, slots=True)
class ColourAnswer:
    """What becomes of one colour: as it was understood, where it is used, and what is said of it."""

    colour: str
    """As #rrggbb; what a field for colours shows."""
    uses: tuple[ColourUse, ...]
    notes: tuple[str, ...]
    """Sentences about what had to be moved so that it can be read."""
    palette: Palette
    """All colours with this one."""

    def as_json(self, words: Words) -> dict[str, Any]:
        """The answer as a page's script reads it."""
        named, media = use_names(words), medium_names(words)
        uses = [
            {
                "use": named[one.use],
                "media": words.list(media[name] for name in one.media),
                "front": one.front,
                "ground": one.ground,
                "contrast": words.fill(words.gettext("%(ratio)s to 1"), {"ratio": f"{one.contrast:.1f}"}),
                "enough": one.contrast >= one.least,
            }
            for one in self.uses
        ]
        return {"colour": self.colour, "uses": uses, "notes": list(self.notes), "palette": flat(self.palette)}


def flat(palette: Palette) -> dict[str, str]:
    """Every colour of a palette by its medium and its name: light.primary."""
    media = [field.name for field in fields(palette)]
    return {
        f"{medium}.{one.name}": getattr(getattr(palette, medium), one.name)
        for medium in media
        for one in fields(getattr(palette, medium))
    }


def use_names(words: Words) -> dict[str, str]:
    """What people call each use."""
    _ = words.gettext
    return {
        "text": _("Text"), "headings": _("Headings"), "quiet": _("Quiet text"), "links": _("Links"),
        "links-tinted": _("Links on a tinted ground"), "buttons": _("Header and buttons"),
        "hero": _("Top of the home page, covers"), "marks": _("Marks beside text"), "good": _("What mentoring is, tips"),
        "bad": _("What mentoring is not, cautions"), "info": _("Notes"), "warning": _("Warnings"),
    }  # fmt: skip


def medium_names(words: Words) -> dict[str, str]:
    """What people call each medium."""
    _ = words.gettext
    return {"light": _("light pages"), "dark": _("dark pages"), "print": _("print")}


def with_colour(brand: Brand, role: str, side: str, written: str) -> Brand:
    """The brand with one colour written otherwise; with nothing in place of it, where `written` is empty."""
    colours, now = brand.color, getattr(brand.color, role)
    forms = {one: getattr(now, one) if now else None for one in SIDES} | {side: written or None}
    changed = LightDark(**forms) if any(forms.values()) else None
    return brand.model_copy(update={"color": colours.model_copy(update={role: changed})})


def answered_colour(brand: Brand, role: str, side: str, written: str) -> Result[ColourAnswer | None]:
    """What would become of a colour, were it written for this role on light or dark pages; None where there is no such colour."""
    assert role in ROLES, "whoever asks has looked"
    assert side in SIDES, "whoever asks has looked"
    before = {problem.message for problem in mix_palette(brand).problems}
    palette, problems = mix_palette(with_colour(brand, role, side, written))
    wrong = tuple(one for one in problems if one.rule == "no-such-colour" and one.message not in before)
    if wrong:
        return Result(None, wrong)
    return Result(_answer(with_colour(brand, role, side, written), role, side, palette, problems))


def written_colours(brand: Brand, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], ColourAnswer]:
    """What becomes of the colours of a brand as they are written, by role and side."""
    palette, problems = mix_palette(brand)
    return {(role, side): _answer(brand, role, side, palette, problems) for role, side in asked}


def _answer(brand: Brand, role: str, side: str, palette: Palette, problems: Iterable[Problem]) -> ColourAnswer:
    shown = _shown(brand, role, side, palette)
    return ColourAnswer(shown, _uses(role, side, palette), _moved(problems, shown), palette)


def _moved(problems: Iterable[Problem], colour: str) -> tuple[str, ...]:
    """What is said of this colour where it had to be moved: the palette's note has one part for each pair."""
    said = (part for one in problems if one.rule == "contrast" for part in one.message.split("; "))
    parts = [*said]
    pairs = [f"{first}; {second}" for first, second in zip(parts[::2], parts[1::2], strict=False)]
    return tuple(capital(one) for one in pairs if colour and colour in one)


def _uses(role: str, side: str, palette: Palette) -> tuple[ColourUse, ...]:
    return tuple(
        ColourUse(name, media, front, ground, contrast(front, ground), SHAPE if name in _SHAPES else TEXT)
        for name, text, behind in _USES.get(role, ())
        for media, (front, ground) in _pairs(side, palette, text, behind)
    )


def _pairs(side: str, palette: Palette, text: str, behind: str) -> Iterator[tuple[tuple[str, ...], tuple[str, str]]]:
    """What stands on what on one side: one pair or, where print has another one than light pages, both."""
    media = ("dark",) if side == "dark" else ("light", "print")
    schemes = [getattr(palette, medium) for medium in media]
    pairs = [(getattr(scheme, text), getattr(scheme, behind)) for scheme in schemes]
    if len(set(pairs)) == 1:
        yield (), pairs[0]
    else:
        yield from (((medium,), pair) for medium, pair in zip(media, pairs, strict=True))


def _shown(brand: Brand, role: str, side: str, palette: Palette) -> str:
    """The colour that a role has as #rrggbb, however it is written: by a name of the palette, by that of another role."""
    written: LightDark | None = getattr(brand.color, role)
    name, seen = (getattr(written, side) or written.light or written.dark or "") if written else "", set[str]()
    while name and name not in seen:
        seen.add(name)
        below = brand.color.palette.get(name) or (getattr(brand.color, name) if name in ROLES else None)
        if below is None:
            break
        name = getattr(below, side) or below.light or below.dark or ""
    if name and Color.match(name, fullmatch=True) is not None:
        return str(Color(name).convert("srgb").fit(method="oklch-chroma").to_string(hex=True))[:7]
    return str(getattr(getattr(palette, side), {"background": "paper", "foreground": "ink"}.get(role, role), ""))
