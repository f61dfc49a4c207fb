"""The report on outcomes for a sponsor to read: what was wanted and what came of it; one HTML file, and a PDF of it.

It is made of figures that may be published and of answers in words that a person released, and knows nothing else.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from mentorkit.brand.branding import Branding
from mentorkit.brand.charts.bars import ChartStyle
from mentorkit.brand.charts.chart_inks import ChartInks
from mentorkit.brand.charts.result_views import ResultsView, results_view
from mentorkit.brand.font_letters import lenders
from mentorkit.brand.palette import Scheme, is_dark
from mentorkit.brand.typefaces import FontFace
from mentorkit.checking.design_report import letterhead_logo, upright_faces, whole_address
from mentorkit.definition.program import Program
from mentorkit.definition.questionnaires import Evaluation
from mentorkit.definition.results import Results
from mentorkit.language.templates import TemplateContext, font_list, programme_environment
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.book_context import PAPER, Paper
from mentorkit.workbooks.compose.editions import EDITIONS
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workspace.layers import Layers

MOST_PAGES = 8
"""A report is set smaller rather than have more."""
_HEADS = (12.0, 14.0)


@dataclass(frozen=True, slots=True)
class ReleasedWords:
    """Answers in words to one question that a person released, in no order of people."""

    ask: str
    title: str
    """The questionnaire that asked it."""
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeReport:
    """Everything that a report on outcomes is made of."""

    toolkit: Toolkit
    results: Results
    words: tuple[ReleasedWords, ...]
    today: date
    draft: bool
    unreleased: int = 0
    """How many answers in words nobody has released."""


@dataclass(frozen=True)
class OutcomesContext(TemplateContext):
    """The names that all templates of the report on outcomes know."""

    program: Program
    """The definition, field by field as it is written: `program.title`, `program.goals`."""
    evaluation: Evaluation
    """What the definition says of the evaluation: `evaluation.decisions`."""
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
    draft: bool
    """Whether it was not released."""
    view: ResultsView
    """Everything that is shown: `view.goals`, `view.others`, `view.rounds`, each with its pictures."""
    released: tuple[ReleasedWords, ...]
    """Answers in words that a person released."""
    unreleased: int
    """How many answers in words nobody has released."""
    compared: tuple[str, ...]
    """The titles of the programmes that these results stand beside."""
    paper: Paper
    """The paper: `paper.width` and `paper.height` in millimetres."""

    @classmethod
    def of(cls, report: OutcomeReport, voice: Voice, colours: Scheme) -> OutcomesContext:
        """The context of a report in these colours."""
        program, branding, words = report.toolkit.program, report.toolkit.branding, voice.words
        families = str(font_list(branding.text_families))
        style = ChartStyle(ChartInks.of(colours), families, rtl=words.direction == "rtl")
        return cls(
            program=program,
            evaluation=program.evaluation or Evaluation(),
            branding=branding,
            colours=colours,
            logo=letterhead_logo(branding, colours.paper),
            faces=tuple(upright_faces(branding)),
            address=whole_address,
            title=words.fill(words.gettext("%(program)s: what came of it"), {"program": program.title}),
            today=report.today,
            draft=report.draft,
            view=results_view(report.results, program, voice, style),
            released=report.words,
            unreleased=report.unreleased,
            compared=tuple(dict.fromkeys(one.named or one.cohort for one in report.results.rounds if one.cohort)),
            paper=PAPER[program.paper],
        )


@dataclass(frozen=True)
class OutcomesPageContext(TemplateContext):
    """The names that `outcomes/page.html` knows besides."""

    css: Markup
    """The style sheet."""
    digest: str
    """The digest of the style sheet, by which the page lets it in."""


@dataclass(frozen=True)
class OutcomesPrintContext(TemplateContext):
    """The name that `outcomes/print.html` knows besides."""

    fit: int
    """The setting, from 1 to 3: each is smaller than the one before."""


def outcome_page(report: OutcomeReport, layers: Layers) -> str:
    """The report as an HTML file that needs no other and runs nothing."""
    voice = Voice.of(report.toolkit.program)
    context = OutcomesContext.of(report, voice, report.toolkit.branding.palette.light)
    env = _environment(layers, voice)
    template = env.get_template("outcomes/page.html")
    said = template.render(context.names() | OutcomesPageContext(Markup(), "").names())
    faces = dict.fromkeys((*context.faces, *lenders(said, context.branding)))
    css = env.get_template("outcomes/screen.css").render(replace(context, faces=tuple(faces)).names())
    digest = b64encode(sha256(css.encode()).digest()).decode()
    return template.render(context.names() | OutcomesPageContext(Markup(css), digest).names())  # noqa: S704 - our own style sheet


def outcome_print(report: OutcomeReport, layers: Layers) -> PrintHtml:
    """The report for the engine of the books."""
    voice = Voice.of(report.toolkit.program)
    env = _environment(layers, voice)
    context = OutcomesContext.of(report, voice, report.toolkit.branding.palette.print)
    template = env.get_template("outcomes/print.html")
    html, *tighter = (template.render(context.names() | OutcomesPrintContext(fit).names()) for fit in (1, 2, 3))
    return PrintHtml(
        html=html,
        css=env.get_template("outcomes/print.css").render(context.names()),
        title=context.title,
        author=context.program.organisation,
        language=context.program.language,
        least_pages=1,
        heads=_HEADS,
        most_pages=MOST_PAGES,
        tighter=tuple(tighter),
        edition=EDITIONS["screen"],
    )


def make_report(report: OutcomeReport, layers: Layers, html: Path, pdf: Path) -> None:
    """Write the page and the PDF of a report into these files. Raises BuildFailed."""
    from mentorkit.workbooks.layout.print_engine import write_pdf

    html.write_bytes(outcome_page(report, layers).encode())
    write_pdf(outcome_print(report, layers), layers, pdf)


def _environment(layers: Layers, voice: Voice) -> Environment:
    env = programme_environment(layers, voice)
    env.filters |= FILTERS
    return env


FILTERS = {"is_dark": is_dark}
"""The filters of the report's templates besides those of all."""
