"""Logos for programs that show no drawings: as PNG, drawn by the engine of the books, with what is behind the logo transparent."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageColor

from mentorkit.brand.branding import Branding, LogoFiles
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.layout.print_engine import write_pdf
from mentorkit.workspace.layers import Layers

_SIDE = 1200
"""Pixels of the longer side: 300 an inch on 10 cm."""
_FRAME = 960
"""CSS pixels of the frame that a drawing is put into."""


@dataclass(frozen=True, slots=True)
class LogoPicture:
    """A logo as PNG, cut to what is seen of it."""

    data: bytes
    alt: str
    width: int
    """Pixels."""
    height: int


def logo_for(toolkit: Toolkit, ground: str, layers: Layers, *, wide: bool = True) -> LogoPicture | None:
    """The logo in the form for this ground, with its plate where it needs one; None where the brand has none.

    `wide` is the largest form with words, else the smallest. Raises BuildFailed as `write_pdf` does.
    """
    branding = toolkit.branding
    files = _sizes(branding)[0 if wide else -1] if _sizes(branding) else None
    if files is None:
        return None
    shown = files.on(ground)
    picture = _drawn(shown.path, toolkit, layers) if shown.path.suffix.lower() == ".svg" else _opened(shown.path)
    picture = _on_plate(picture.crop(picture.getbbox() or None), shown.plate)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return LogoPicture(out.getvalue(), files.alt or branding.name, *picture.size)


def _sizes(branding: Branding) -> list[LogoFiles]:
    return [one for one in (branding.large, branding.medium, branding.small) if one]


def _opened(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        opened = picture.convert("RGBA")
    opened.thumbnail((_SIDE, _SIDE))
    return opened


def _drawn(path: Path, toolkit: Toolkit, layers: Layers) -> Image.Image:
    """A drawing, set alone on a page without a ground."""
    import pypdfium2

    page = PrintHtml(
        html=f'<!DOCTYPE html><html lang="en"><head><title>Logo</title></head><body><img src="{escape(path.as_uri())}" alt="Logo"></body></html>',
        css=f"@page {{ size: {_FRAME}px {_FRAME}px; margin: 0 }} body {{ margin: 0 }} "
        f"img {{ display: block; width: {_FRAME}px; height: {_FRAME}px; object-fit: contain }}",
        title="Logo",
        author=toolkit.program.organisation,
        language="en",
        least_pages=1,
    )
    with TemporaryDirectory(prefix="mentorkit-") as scratch:
        pdf = Path(scratch, "logo.pdf")
        write_pdf(page, layers, pdf)
        document = pypdfium2.PdfDocument(pdf)
        try:
            bitmap = document[0].render(scale=_SIDE / document[0].get_width(), fill_color=(0, 0, 0, 0))
            picture: Image.Image = bitmap.to_pil().convert("RGBA")
            return picture
        finally:
            document.close()


def _on_plate(picture: Image.Image, plate: str) -> Image.Image:
    """The picture on its plate, with a margin of the plate around it."""
    if not plate:
        return picture
    edge = round(max(picture.size) * 0.04)
    behind = Image.new("RGBA", (picture.width + 2 * edge, picture.height + 2 * edge), ImageColor.getrgb(plate))
    behind.alpha_composite(picture, (edge, edge))
    return behind
