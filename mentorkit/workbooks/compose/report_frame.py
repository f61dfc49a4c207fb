"""The frame of reports: the names, the page and the print HTML that the reports for sponsors and for HR have in common.

Each report is a folder of templates that extend those of `templates/frame/`, and a context of its own, derived from
`ReportContext`.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from mentorkit.brand.assets import PICTURES, picture_bytes
from mentorkit.brand.branding import Branding
from mentorkit.brand.font_letters import lenders
from mentorkit.brand.palette import Scheme, is_dark
from mentorkit.brand.typefaces import FontFace
from mentorkit.definition.program import Program
from mentorkit.language.catalogue import Words
from mentorkit.language.templates import TemplateContext, programme_environment
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.book_context import PAPER, Paper
from mentorkit.workbooks.compose.directed_css import styled_for
from mentorkit.workbooks.compose.editions import EDITIONS
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workspace.layers import Layers

_MEDIA = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp",
    ".gif": "image/gif", ".avif": "image/avif",
    ".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf",
}  # fmt: skip


@dataclass(frozen=True)
class ReportContext(TemplateContext):
    """The names that the templates of every report know."""

    program: Program
    """The definition, field by field as it is written: `program.title`, `program.goals`."""
    branding: Branding
    """The brand, with its files found and its colours made readable."""
    colours: Scheme
    """The brand's colours, those for a screen or those for paper."""
    logo: tuple[str, str, str] | None
    """The address of the logo, the words for it and the colour of the plate behind it; none where the brand has none."""
    faces: tuple[FontFace, ...]
    """The upright fonts of text and headings; on a page, also those that lend them letters of it."""
    address: Callable[[Path], str]
    """`address(file)` is a file as an address that holds all of it."""
    title: str
    """The title of the file."""
    today: date
    """The day of the report."""
    paper: Paper
    """The paper: `paper.width` and `paper.height` in millimetres."""


@dataclass(frozen=True)
class ReportPageContext(TemplateContext):
    """The names that a report's page knows besides."""

    css: Markup
    """The style sheet."""
    digest: str
    """The digest of the style sheet, by which the page lets it in."""
    ours: Markup
    """The mark that tells the sponsor's report from other files; empty in other reports."""


@dataclass(frozen=True)
class ReportPrintContext(TemplateContext):
    """The name that the print HTML of a report knows besides."""

    fit: int
    """The setting, from 1 to 3: each is smaller than the one before."""


def shared_names(toolkit: Toolkit, title: str, today: date, colours: Scheme) -> dict[str, Any]:
    """The fields of `ReportContext`, for a context that is derived from it."""
    branding = toolkit.branding
    context = ReportContext(
        program=toolkit.program,
        branding=branding,
        colours=colours,
        logo=_letterhead_logo(branding, colours.paper),
        faces=tuple(_upright_faces(branding)),
        address=_whole_address,
        title=title,
        today=today,
        paper=PAPER[toolkit.program.paper],
    )
    return context.names()


FILTERS: Mapping[str, Callable[..., object]] = {"is_dark": is_dark}
"""The filters of reports besides those of all templates."""


def report_environment(layers: Layers, voice: Voice, filters: Mapping[str, Callable[..., object]]) -> Environment:
    """The environment that a report is filled in with; `filters` are its own."""
    env = programme_environment(layers, voice)
    env.filters |= {**FILTERS, **filters}
    return env


def report_page(env: Environment, folder: str, context: ReportContext, ours: str = "") -> str:
    """A report as an HTML file that needs no other and runs nothing, from `page.html` and `screen.css` of a folder.

    `ours` is HTML for its head.
    """
    template = env.get_template(f"{folder}/page.html")
    said = template.render(context.names() | ReportPageContext(Markup(), "", Markup()).names())
    faces = dict.fromkeys((*context.faces, *lenders(said, context.branding)))
    css = env.get_template(f"{folder}/screen.css").render(replace(context, faces=tuple(faces)).names())
    digest = b64encode(sha256(css.encode()).digest()).decode()
    besides = ReportPageContext(Markup(css), digest, Markup(ours))  # noqa: S704 - our own style sheet and mark
    return template.render(context.names() | besides.names())


def report_print(
    env: Environment, folder: str, context: ReportContext, most_pages: int, heads: tuple[float, float]
) -> PrintHtml:
    """A report for the engine of the books, from `print.html` and `print.css` of a folder.

    It is set smaller rather than have more than `most_pages`. `heads` are millimetres at top and bottom that hold running
    heads.
    """
    template = env.get_template(f"{folder}/print.html")
    html, *tighter = (template.render(context.names() | ReportPrintContext(fit).names()) for fit in (1, 2, 3))
    return PrintHtml(
        html=html,
        css=styled_for(
            Words(context.program.language), env.get_template(f"{folder}/print.css").render(context.names())
        ),
        title=context.title,
        author=context.program.organisation,
        language=context.program.language,
        least_pages=1,
        heads=heads,
        most_pages=most_pages,
        tighter=tuple(tighter),
        edition=EDITIONS["screen"],
    )


@dataclass(frozen=True, slots=True)
class ReportTemplates:
    """A folder of templates of a report that has no filters of its own, and how its paper is set."""

    folder: str
    most_pages: int
    """It is set smaller rather than have more."""
    heads: tuple[float, float] = (12.0, 14.0)
    """Millimetres at top and bottom that hold running heads."""

    def page(self, toolkit: Toolkit, layers: Layers, context: Callable[[Voice, Scheme], ReportContext]) -> str:
        """The report as an HTML file that needs no other and runs nothing, in the colours of a screen."""
        voice = Voice.of(toolkit.program)
        env = report_environment(layers, voice, {})
        return report_page(env, self.folder, context(voice, toolkit.branding.palette.light))

    def printed(self, toolkit: Toolkit, layers: Layers, context: Callable[[Voice, Scheme], ReportContext]) -> PrintHtml:
        """The report for the engine of the books, in the colours of paper."""
        voice = Voice.of(toolkit.program)
        env = report_environment(layers, voice, {})
        filled = context(voice, toolkit.branding.palette.print)
        return report_print(env, self.folder, filled, self.most_pages, self.heads)


def _letterhead_logo(branding: Branding, paper: str) -> tuple[str, str, str] | None:
    """The address and the words of the logo for this ground, and the plate that it needs there."""
    files = branding.large or branding.medium or branding.small
    if files is None:
        return None
    shown = files.on(paper)
    return _whole_address(shown.path), files.alt or branding.name, shown.plate


def _upright_faces(branding: Branding) -> Iterator[FontFace]:
    """The upright fonts that text and headings are set in."""
    families = {branding.base_family, branding.heading_family}
    return (face for face in branding.fonts if face.family in families and face.style == "normal")


def _whole_address(file: Path) -> str:
    """A file as an address that holds all of it."""
    suffix = file.suffix.lower()
    data = picture_bytes(file) if suffix in PICTURES else file.read_bytes()
    return f"data:{_MEDIA[suffix]};base64,{b64encode(data).decode()}"
