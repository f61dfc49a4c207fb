"""The picture that chats and social networks show where somebody shares a link to a portal."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from mentorkit.brand.branding import Branding
from mentorkit.brand.palette import is_dark
from mentorkit.definition.program import Program
from mentorkit.language.shaping import in_one_form
from mentorkit.language.templates import TemplateContext, programme_environment
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.layout.print_engine import write_pdf
from mentorkit.workspace.layers import Layers

WIDTH, HEIGHT = 1200, 630
"""Pixels, as those who show it ask for."""


@dataclass(frozen=True)
class ShareCardContext(TemplateContext):
    """The names that `portal/card.html` and `portal/card.css` know."""

    program: Program
    """The definition: `program.title`, `program.organisation`."""
    branding: Branding
    """The brand, with its files found and its colours made readable."""
    width: int
    """The width of the picture in pixels."""
    height: int
    """Its height."""


def draw_card(toolkit: Toolkit, layers: Layers) -> bytes:
    """A PNG of the brand, the programme's name and whose it is; the same input gives the same bytes.

    It is set by the engine of the books, which alone reads logos in SVG and any writing. Raises BuildFailed as
    `write_pdf` does.
    """
    card = compose_card(toolkit, layers)
    with TemporaryDirectory(prefix="mentorkit-") as scratch:
        pdf = Path(scratch, "card.pdf")
        write_pdf(card, layers, pdf)
        return _picture(pdf)


def compose_card(toolkit: Toolkit, layers: Layers) -> PrintHtml:
    """The card before it is laid out. Raises BuildFailed where a template cannot be read."""
    env = programme_environment(layers, Voice.of(toolkit.program))
    env.filters["is_dark"] = is_dark
    names = ShareCardContext(toolkit.program, toolkit.branding, WIDTH, HEIGHT).names()
    return PrintHtml(
        html=in_one_form(env.get_template("portal/card.html").render(names)),
        css=env.get_template("portal/card.css").render(names),
        title=toolkit.program.title,
        author=toolkit.program.organisation,
        language=toolkit.program.language,
        least_pages=1,
    )


def _picture(pdf: Path) -> bytes:
    """The first page as a PNG of the card's size."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        picture = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
    finally:
        document.close()
    out = BytesIO()
    picture.crop((0, 0, WIDTH, HEIGHT)).save(out, "PNG", optimize=True)
    return out.getvalue()
