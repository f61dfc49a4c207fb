"""A brand's files opened as portals and books open them: pictures made fit to be shown, and what is wrong with the others."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from mentorkit.brand.drawings import plain_drawing
from mentorkit.brand.faults import NO_PICTURE, Fault
from mentorkit.brand.pixels import kind_of, plain_pixels
from mentorkit.core.problems import BuildFailed, Problem, Span

_KINDS = {
    "SVG": (".svg",), "PNG": (".png",), "JPEG": (".jpg", ".jpeg"), "WebP": (".webp",), "GIF": (".gif",), "AVIF": (".avif",),
}  # fmt: skip
"""The kinds of picture that can be used, and the endings of their names."""
PICTURES = tuple(suffix for suffixes in _KINDS.values() for suffix in suffixes)
_ADVISED = (".svg", ".png", ".jpg", ".jpeg", ".webp")


def picture_problem(path: Path) -> Fault | None:
    """The fault of a picture and a way out; None where it can be shown."""
    shown = shown_picture(path)
    return shown if isinstance(shown, Fault) else None


def picture_bytes(path: Path) -> bytes:
    """A picture as it is shown. Raises BuildFailed where it is none that can be."""
    shown = shown_picture(path)
    if isinstance(shown, Fault):
        raise BuildFailed([Problem("picture", f"the picture {shown.says}", Span(str(path)), shown.way_out)])
    return shown


def shown_picture(path: Path) -> bytes | Fault:
    """A picture as it is shown, or what is wrong with it. It is opened once, for as long as the file stays the same."""
    about = path.stat()
    return _shown(path, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=64)
def _shown(path: Path, _changed: int, _size: int) -> bytes | Fault:
    suffix, data = path.suffix.lower(), path.read_bytes()
    kind = kind_of(data)
    if suffix not in PICTURES and not kind:
        return Fault("is not a picture", f"use one of these: {', '.join(_ADVISED)}")
    if not data:
        return Fault("is empty", "copy or export it anew")
    if not kind:
        return NO_PICTURE
    if suffix not in _KINDS.get(kind, ()):
        return _misnamed(path, kind)
    return plain_drawing(data) if kind == "SVG" else plain_pixels(data, kind)


def _misnamed(path: Path, kind: str) -> Fault:
    if kind not in _KINDS:
        return Fault(f"is {_a(kind)}, which not every browser shows", "export it as PNG or SVG")
    new = path.with_suffix(_KINDS[kind][0]).name
    return Fault(f"is {_a(kind)}, whatever its name says", f'rename it to "{new}", here and in the folder')


def _a(kind: str) -> str:
    return f"{'an' if kind in ('SVG', 'ICO', 'AVIF', 'EPS') else 'a'} {kind}"
