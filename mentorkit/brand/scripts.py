"""Free fonts for letters of any script, by the names that Unicode gives to letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_HAN = {
    "ja": "Noto Sans JP",
    "ko": "Noto Sans KR",
    "zh-hant": "Noto Sans TC",
    "zh-tw": "Noto Sans TC",
    "zh-hk": "Noto Sans HK",
}
"""The forms of Chinese letters in each language; those of the mainland elsewhere."""
_FONTS = {
    "HIRAGANA": "Noto Sans JP", "KATAKANA": "Noto Sans JP", "HALFWIDTH": "Noto Sans JP", "IDEOGRAPHIC": "Noto Sans JP",
    "HANGUL": "Noto Sans KR", "BOPOMOFO": "Noto Sans TC", "LATIN": "Noto Sans", "GREEK": "Noto Sans", "CYRILLIC": "Noto Sans",
    "COMBINING": "Noto Sans", "MODIFIER": "Noto Sans", "MATHEMATICAL": "Noto Sans Math", "MUSICAL": "Noto Music",
    "EGYPTIAN": "Noto Sans Egyptian Hieroglyphs", "OL": "Noto Sans Ol Chiki", "NKO": "Noto Sans NKo", "CANADIAN": "Noto Sans Canadian Aboriginal",
    "TIBETAN": "Noto Serif Tibetan", "YI": "Noto Sans Yi",
}  # fmt: skip
_OWN = frozenset({
    "ARABIC", "HEBREW", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM",
    "SINHALA", "THAI", "LAO", "MYANMAR", "GEORGIAN", "ARMENIAN", "ETHIOPIC", "KHMER", "MONGOLIAN", "CHEROKEE", "SYRIAC",
    "THAANA", "TIFINAGH", "JAVANESE", "BALINESE", "SUNDANESE", "ADLAM", "RUNIC", "OGHAM", "GOTHIC", "COPTIC", "GLAGOLITIC",
})  # fmt: skip
"""Scripts with a font of their name."""


_SIGNS = (
    (range(0x20A0, 0x20D0), "Noto Sans"), (range(0x2150, 0x2190), "Noto Sans"), (range(0x2100, 0x2300), "Noto Sans Math"),
    (range(0x27C0, 0x2800), "Noto Sans Math"), (range(0x2900, 0x2B00), "Noto Sans Math"), (range(0x2460, 0x2500), "Noto Sans Symbols"),
    (range(0x2500, 0x25A0), "Noto Sans Mono"), (range(0x2300, 0x2C00), "Noto Sans Symbols 2"), (range(0x1F000, 0x1FB00), "Noto Emoji"),
)  # fmt: skip
"""Fonts for signs that belong to no script: currencies, mathematics and arrows, others, pictures."""


def fonts_with(letters: Iterable[str], language: str = "") -> tuple[str, ...]:
    """Return the free fonts that have these letters, each once; none for letters that belong to no script and are no signs."""
    return tuple(sorted({font for letter in letters if (font := _font_of(letter, language.lower()))}))


def way_out(letters: Iterable[str], language: str = "") -> str:
    """Return what can be done where no font has these letters."""
    fonts = fonts_with(letters, language)
    free = f" (free: {', '.join(fonts)})" if fonts else ""
    return (
        f"put a font that has them{free} beside the brand file, and name its files under typography.fonts in _brand.yml: "
        "it is used wherever the others lack letters; or write it with other letters"
    )


def _font_of(letter: str, language: str) -> str:
    first = unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]
    if first in ("CJK", "KANGXI", "FULLWIDTH"):
        return _HAN.get(language) or _HAN.get(language.partition("-")[0]) or "Noto Sans SC"
    if first in _OWN:
        return f"Noto Sans {first.title()}"
    return _FONTS.get(first) or next((font for signs, font in _SIGNS if ord(letter) in signs), "")
