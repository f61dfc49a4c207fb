"""The report on outcomes for a sponsor to read: what was wanted and what came of it; one HTML file, and a PDF of it.

It is made of figures that may be published and of answers in words that a person released, and knows nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from mentorkit.brand.charts.bars import ChartStyle
from mentorkit.brand.charts.chart_inks import ChartInks
from mentorkit.brand.charts.result_views import ResultsView, results_view
from mentorkit.brand.palette import Scheme
from mentorkit.definition.questionnaires import Evaluation
from mentorkit.definition.results import Results
from mentorkit.language.templates import font_list
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.compose.report_frame import ReportContext, ReportTemplates, shared_names
from mentorkit.workspace.layers import Layers

_TEMPLATES = ReportTemplates("outcomes", most_pages=8)


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
class OutcomesContext(ReportContext):
    """The names that all templates of the report on outcomes know besides."""

    evaluation: Evaluation
    """What the definition says of the evaluation: `evaluation.decisions`."""
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

    @classmethod
    def of(cls, report: OutcomeReport, voice: Voice, colours: Scheme) -> OutcomesContext:
        """The context of a report in these colours."""
        program, words = report.toolkit.program, voice.words
        families = str(font_list(report.toolkit.branding.text_families))
        style = ChartStyle(ChartInks.of(colours), families, rtl=words.direction == "rtl")
        title = words.fill(words.gettext("%(program)s: what came of it"), {"program": program.title})
        return cls(
            **shared_names(report.toolkit, title, report.today, colours),
            evaluation=program.evaluation or Evaluation(),
            draft=report.draft,
            view=results_view(report.results, program, voice, style),
            released=report.words,
            unreleased=report.unreleased,
            compared=tuple(dict.fromkeys(one.named or one.cohort for one in report.results.rounds if one.cohort)),
        )


def outcome_page(report: OutcomeReport, layers: Layers) -> str:
    """The report as an HTML file that needs no other and runs nothing."""
    return _TEMPLATES.page(report.toolkit, layers, partial(OutcomesContext.of, report))


def outcome_print(report: OutcomeReport, layers: Layers) -> PrintHtml:
    """The report for the engine of the books."""
    return _TEMPLATES.printed(report.toolkit, layers, partial(OutcomesContext.of, report))


def make_report(report: OutcomeReport, layers: Layers, html: Path, pdf: Path) -> None:
    """Write the page and the PDF of a report into these files. Raises BuildFailed."""
    from mentorkit.workbooks.layout.print_engine import write_pdf

    html.write_bytes(outcome_page(report, layers).encode())
    write_pdf(outcome_print(report, layers), layers, pdf)
