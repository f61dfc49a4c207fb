"""The font of form fields. Readers type any letter into them, so a PDF with fields holds the whole of it.

Chapters are laid out with a stand-in of the same measures and next to no glyphs; the font itself is put in once, when they are joined.
"""

from __future__ import annotations

import re
from base64 import b64encode
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from mentorkit.workbooks.joining.shared_fonts import STAND_IN

FAMILY = "MentorKit fields"
"""The family that style sheets of fillable books declare for their fields, and use for nothing else."""
_FACE = re.compile(rf'@font-face\s*\{{\s*font-family:\s*"{FAMILY}";\s*src:\s*url\("([^"]+)"\);?\s*\}}')


def has_stand_in(rules: str) -> bool:
    """Return whether these rules declare a font of fields that has a stand-in."""
    face = _FACE.search(rules)
    return face is not None and bool(_stand_in(face[1]))


def with_stand_in(rules: str) -> tuple[str, str]:
    """The declaration of a stand-in for the font of fields, and these rules with it; no declaration where there is none."""
    face = _FACE.search(rules)
    stand_in = _stand_in(face[1]) if face else b""
    if not face or not stand_in:
        return "", rules
    address = f"data:font/ttf;base64,{b64encode(stand_in).decode()}"
    declared = f'@font-face {{ font-family: "{STAND_IN}"; src: url("{address}") }}'
    return declared, _FACE.sub("", rules).replace(f'"{FAMILY}"', f'"{STAND_IN}"')


@lru_cache(maxsize=4)
def _stand_in(address: str) -> bytes:
    """The font with the space alone; nothing where it cannot be made."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont, TTLibError

    made = BytesIO()
    with suppress(TTLibError, OSError, ImportError), TTFont(Path(url2pathname(urlsplit(address).path))) as font:
        if "fvar" in font or "glyf" not in font:
            return b""
        kept = Options(
            recalc_average_width=False, recalc_bounds=False, recalc_max_context=False, hinting=False,
            layout_features=[], notdef_outline=True,
        )  # fmt: skip
        subsetter = Subsetter(kept)
        subsetter.populate(unicodes=[ord(" ")])
        subsetter.subset(font)
        font.flavor = None
        font.save(made)
    return made.getvalue()
