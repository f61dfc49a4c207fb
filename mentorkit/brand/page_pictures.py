"""Pictures of texts: as those of a brand, and no larger than a page shows them, with their size and whether one sees through them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mentorkit.brand.assets import shown_picture
from mentorkit.brand.drawings import drawing_size
from mentorkit.brand.faults import DAMAGED, Fault
from mentorkit.core.amounts import amount
from mentorkit.core.digests import digest
from mentorkit.core.names import as_name
from mentorkit.workspace.layers import LARGEST_ASSET

if TYPE_CHECKING:
    from PIL.Image import Image

WIDEST, TALLEST = 1600, 2000
"""Pixels that are kept: twice the width of a column on a screen, 240 dots an inch in the column of A4."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture as pages and books show it."""

    data: bytes
    name: str
    """The name of its file on the portal, which holds the digest of what it shows."""
    size: tuple[int, int] | None
    """Pixels; None of a drawing that does not say."""
    digest: str
    """Of what it shows, a part of it."""
    clear: bool
    """Whether one sees through it, so that what lies below has to be light."""


def page_picture(path: Path) -> PagePicture | Fault:
    """A picture of a text as it is shown, or what is wrong with it. It is opened once, for as long as the file stays the same."""
    about = path.stat()
    if about.st_size > LARGEST_ASSET:
        return Fault(f"is larger than {amount(LARGEST_ASSET)}", f"export it with {WIDEST} pixels across")
    return _made(path, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=64)
def _made(path: Path, _changed: int, _size: int) -> PagePicture | Fault:
    shown = shown_picture(path)
    if isinstance(shown, Fault):
        return shown
    if path.suffix.lower() == ".svg":
        return _named(path, shown, drawing_size(shown), clear=True)
    try:
        return _of_pixels(path, shown)
    except Exception:  # what a library could open once may still end its work in any way
        return DAMAGED


def _of_pixels(path: Path, shown: bytes) -> PagePicture:
    from PIL import Image

    with Image.open(BytesIO(shown)) as picture:
        data = _smaller(picture) if picture.width > WIDEST or picture.height > TALLEST else shown
    with Image.open(BytesIO(data)) as picture:
        return _named(path, data, picture.size, clear=_is_clear(picture))


def _named(path: Path, data: bytes, size: tuple[int, int] | None, *, clear: bool) -> PagePicture:
    known = digest(data)[:10]
    return PagePicture(data, f"{as_name(path.stem)}-{known}{path.suffix.lower()}", size, known, clear)


def _smaller(picture: Image) -> bytes:
    from PIL.Image import Resampling

    kind, made = picture.format or "PNG", BytesIO()
    if picture.mode not in ("L", "LA", "RGB", "RGBA"):  # of a palette, no colour lies between two others
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((WIDEST, TALLEST), Resampling.LANCZOS, reducing_gap=2.0)
    options: dict[str, Any] = {"quality": 88} if kind in ("JPEG", "WEBP", "AVIF") else {}
    picture.save(made, kind, **options)
    return made.getvalue()


def _is_clear(picture: Image) -> bool:
    """Return whether there is a pixel that one sees through."""
    if not picture.has_transparency_data:
        return False
    least, _ = picture.convert("RGBA").getchannel("A").getextrema()
    return isinstance(least, int | float) and least < 255
