"""The proposal to read: one HTML file that needs no other, and a PDF of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from mentorkit.brand.palette import Scheme
from mentorkit.language.voice import Voice
from mentorkit.matching.proposal_view import ProposalView
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.compose.report_frame import ReportContext, ReportTemplates, shared_names
from mentorkit.workspace.layers import Layers

_TEMPLATES = ReportTemplates("matching", most_pages=400)  # as many pages as its pairs need


@dataclass(frozen=True, slots=True)
class ProposalReport:
    """Everything that a proposal to read is made of."""

    toolkit: Toolkit
    view: ProposalView
    today: date


@dataclass(frozen=True)
class ProposalContext(ReportContext):
    """The names that all templates of a proposal of pairs know besides."""

    view: ProposalView
    """Everything that is shown: `view.pairs`, `view.left`, `view.criteria`, `view.whole`."""

    @classmethod
    def of(cls, report: ProposalReport, voice: Voice, colours: Scheme) -> ProposalContext:
        """The context of a proposal in these colours."""
        words, program = voice.words, report.toolkit.program
        title = words.fill(words.gettext("%(program)s: a proposal of pairs"), {"program": program.title})
        return cls(**shared_names(report.toolkit, title, report.today, colours), view=report.view)


def proposal_page(report: ProposalReport, layers: Layers) -> str:
    """The proposal as an HTML file that needs no other and runs nothing."""
    return _TEMPLATES.page(report.toolkit, layers, partial(ProposalContext.of, report))


def proposal_print(report: ProposalReport, layers: Layers) -> PrintHtml:
    """The proposal for the engine of the books."""
    return _TEMPLATES.printed(report.toolkit, layers, partial(ProposalContext.of, report))


def make_proposal(report: ProposalReport, layers: Layers, html: Path, pdf: Path) -> None:
    """Write the page and the PDF of a proposal into these files. Raises BuildFailed."""
    from mentorkit.workbooks.layout.print_engine import write_pdf

    html.write_bytes(proposal_page(report, layers).encode())
    write_pdf(proposal_print(report, layers), layers, pdf)
