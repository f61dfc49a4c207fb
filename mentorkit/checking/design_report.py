"""The report of an audit for a sponsor to read: what stands and what is open; one HTML file, and a PDF of it.

It is for those who decide on a programme. No portal holds it, and it is not written where one is published.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol, get_args

from jinja2 import Environment, pass_environment
from markupsafe import Markup, escape

from mentorkit.brand.palette import Scheme
from mentorkit.checking.loading import Loaded
from mentorkit.core.atomic import replacing
from mentorkit.core.machine import unwritable
from mentorkit.core.problems import BuildFailed, Problem, Severity, Span
from mentorkit.design_rules.audit import READS_PROSE, Audit, State, Verdict
from mentorkit.design_rules.rule import Area, Finding
from mentorkit.language.catalogue import Words, capital
from mentorkit.language.voice import Voice
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.compose.report_frame import (
    ReportContext,
    report_environment,
    report_page,
    report_print,
    shared_names,
)
from mentorkit.workspace.layers import Layers
from mentorkit.workspace.private_folder import published
from mentorkit.workspace.run_folder import run_folder
from mentorkit.workspace.workspace import Workspace

FOLDER = "reports"
"""The folder of reports in a workspace."""
MOST_PAGES = 3
"""A report is set smaller rather than have more."""
MOST_EXPLAINED = 28
"""Where more rules are open, paper has no room for the reason of each."""
MOST_FINDINGS = 3
"""So many findings of one rule are said; `check -v` has all."""

_OURS = '<meta name="generator" content="MentorKit report">'
_FOOT = (0.0, 14.0)


@dataclass(frozen=True, slots=True)
class AreaReport:
    """One area: its verdicts by state, those that matter most first."""

    area: Area
    by_state: dict[State, tuple[Verdict, ...]]

    @classmethod
    def of(cls, area: Area, verdicts: tuple[Verdict, ...]) -> AreaReport:
        """Part the verdicts of an area by their states."""
        by_weight = sorted(verdicts, key=lambda one: list(Severity).index(one.rule.severity))
        return cls(area, {state: tuple(one for one in by_weight if one.state == state) for state in get_args(State)})

    @property
    def first(self) -> State | None:
        """The state under which the report tells of this area first; None where it does not."""
        order: tuple[State, ...] = ("open", "to fill in", "accepted", "stands")
        return next((state for state in order if self.by_state[state]), None)


@dataclass(frozen=True)
class DesignReportContext(ReportContext):
    """The names that all templates of the sponsor's report know besides."""

    areas: tuple[AreaReport, ...]
    """The areas of the audit, each with its verdicts by state."""
    number: Mapping[State, int]
    """How many rules are in each state: `number.open`."""
    breaking: int
    """How many of the open rules would break the programme."""
    rules: int
    """How many rules there are."""
    most_findings: int
    """The number of findings of one rule that are said."""
    brief: bool
    """Whether there are too many open rules for the reason of each."""
    rules_language: Markup
    """The attribute that says that rules are told in English, where nobody has translated them."""

    @classmethod
    def of(
        cls, audit: Audit, voice: Voice, today: date, colours: Scheme, *, brief: bool = False
    ) -> DesignReportContext:
        """The context of one programme's report in these colours."""
        words = voice.words
        title = words.fill(
            words.gettext("%(program)s: what stands and what is open"), {"program": audit.toolkit.program.title}
        )
        return cls(
            **shared_names(audit.toolkit, title, today, colours),
            areas=tuple(AreaReport.of(area, verdicts) for area, verdicts in audit.areas),
            number={state: sum(one.state == state for one in audit.verdicts) for state in get_args(State)},
            breaking=sum(one.state == "open" and one.rule.severity is Severity.ERROR for one in audit.verdicts),
            rules=len(audit.verdicts),
            most_findings=MOST_FINDINGS,
            brief=brief,
            rules_language=Markup(' lang="en"') if words.foreign else Markup(),
        )


def page(audit: Audit, layers: Layers, today: date) -> str:
    """The report as an HTML file that needs no other and runs nothing."""
    voice = Voice.of(audit.toolkit.program)
    context = DesignReportContext.of(audit, voice, today, audit.toolkit.branding.palette.light)
    return report_page(report_environment(layers, voice, FILTERS), "report", context, _OURS)


def printed(audit: Audit, layers: Layers, today: date) -> PrintHtml:
    """The report for the engine of the books."""
    voice = Voice.of(audit.toolkit.program)
    brief = sum(one.state == "open" for one in audit.verdicts) > MOST_EXPLAINED
    context = DesignReportContext.of(audit, voice, today, audit.toolkit.branding.palette.print, brief=brief)
    return report_print(report_environment(layers, voice, FILTERS), "report", context, MOST_PAGES, _FOOT)


class Do(Protocol):
    """Runs a task within limits and returns its result; `what` and `at` are for the problem where it goes beyond them."""

    def __call__(self, what: str, at: Span, task: Callable[..., Any], *given: Any) -> Any:
        """Run it. Raises BuildFailed."""


def write(loaded: Loaded, workspace: Workspace, folder: Path, today: date, do: Do) -> Iterator[Path]:
    """Write `<client>/<programme>.html` and `.pdf` of each programme into a folder, and name them as they are there.

    What a report wrote before is replaced. Raises BuildFailed, before anything is written, where the folder is not for
    reports or something else has one of these names; and as `write_pdf` does.
    """
    _refuse_folder(folder, workspace)
    pairs = [(audit, *_files(audit, folder)) for audit in loaded.audits]
    for _, html, pdf in pairs:
        _refuse_other_files(html, pdf, workspace)
    for audit, html, pdf in pairs:
        try:
            with run_folder(workspace.root), replacing(pdf) as new_pdf, replacing(html) as new_html:
                # the page takes its place first: by it, both are known as ours
                given = audit, loaded.layers[audit.toolkit.client], today, new_html, new_pdf
                do(f"the report of {audit.toolkit.id}", audit.toolkit.program.where(), make, *given)
        except OSError as error:
            raise BuildFailed([unwritable(error, workspace.name(html))]) from None
        yield from (html, pdf)


def _files(audit: Audit, folder: Path) -> tuple[Path, Path]:
    kit = audit.toolkit
    return folder / kit.client / f"{kit.slug}.html", folder / kit.client / f"{kit.slug}.pdf"


def make(audit: Audit, layers: Layers, today: date, html: Path, pdf: Path) -> None:
    """Write the page and the PDF of one report into these files. Raises BuildFailed."""
    from mentorkit.workbooks.layout.print_engine import write_pdf

    html.write_bytes(page(audit, layers, today).encode())
    write_pdf(printed(audit, layers, today), layers, pdf)


def _refuse_folder(folder: Path, workspace: Workspace) -> None:
    """Raise BuildFailed where participants could read what is written into this folder, or it holds sources."""
    target, root = folder.resolve(), workspace.root.resolve()
    sources = (root / name for name in ("programs", "content", "templates", *workspace.settings.libraries))
    wrong = ""
    if place := published(target):
        wrong = f'reports would lie in "{place}", which is published'
    elif target == root or any(target.is_relative_to(source.resolve()) for source in sources):
        wrong = "reports would lie among the files that portals are made from"
    elif target.is_relative_to(root / "site"):
        wrong = "reports would lie among the portals"
    if wrong:
        hint = f"name a folder of its own, or leave out --into: reports are then kept in {FOLDER}/"
        raise BuildFailed([Problem("report-folder", wrong, Span(workspace.name(folder)), hint)])


def _refuse_other_files(html: Path, pdf: Path, workspace: Workspace) -> None:
    ours = html.is_file() and _OURS in html.read_text("utf-8", errors="replace")
    other = next((file for file in (html, pdf) if file.exists() and not ours), None)
    if other:
        hint = "move it away, or name another folder: --into"
        raise BuildFailed(
            [Problem("not-ours", "this is there already and is no report", Span(workspace.name(other)), hint)]
        )


def _sentence(text: str) -> str:
    """A clause as a sentence."""
    return capital(text) + ("" if text.rstrip('"”»').endswith((".", "?", "!", "…")) else ".")


def _coded(text: str) -> Markup:
    """The text with the words between backticks as code, which one writes in a definition."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped right here


@pass_environment
def _in_words(env: Environment, text: str) -> str:
    """A text of a rule in the programme's language; in English where nobody has translated it."""
    return str(_words(env).gettext(text))


@pass_environment
def _found(env: Environment, verdict: Verdict) -> list[str]:
    """The findings of a rule, each once."""
    return list(dict.fromkeys(_filled(_words(env), one, one.message) for one in verdict.findings))


@pass_environment
def _hints(env: Environment, verdict: Verdict) -> list[str]:
    """The hints of those findings that are said, each once."""
    words, rule = _words(env), verdict.rule
    said = _found(env, verdict)[:MOST_FINDINGS]
    hints = (
        _filled(words, one, one.hint or rule.remedy)
        for one in verdict.findings
        if _filled(words, one, one.message) in said
    )
    if rule.reads_prose:
        hints = (str(words.fill(words.gettext(READS_PROSE), {"hint": hint})) for hint in hints)
    return list(dict.fromkeys(hints))


def _filled(words: Words, finding: Finding, text: str) -> str:
    """A text of a finding in the programme's language."""
    said = words.gettext(text)
    return str(words.fill(said, finding.values) if finding.values else said)


def _words(env: Environment) -> Words:
    words = env.globals["words"]
    assert isinstance(words, Words)
    return words


FILTERS: Mapping[str, Callable[..., object]] = {
    "sentence": _sentence,
    "coded": _coded,
    "found": _found,
    "hints": _hints,
    "in_words": _in_words,
}
"""The filters of the report's templates besides those of all."""
