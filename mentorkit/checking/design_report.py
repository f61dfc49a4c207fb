"""The report of an audit for a sponsor to read: what stands and what is open; one HTML file, and a PDF of it.

It is for those who decide on a programme. No portal holds it, and it is not written where one is published.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol, get_args

from jinja2 import Environment
from markupsafe import Markup, escape

from mentorkit.brand.assets import PICTURES, picture_bytes
from mentorkit.brand.branding import Branding
from mentorkit.brand.font_letters import lenders
from mentorkit.brand.palette import Scheme, is_dark
from mentorkit.brand.typefaces import FontFace
from mentorkit.checking.loading import Loaded
from mentorkit.core.atomic import replacing
from mentorkit.core.machine import unwritable
from mentorkit.core.problems import BuildFailed, Problem, Severity, Span
from mentorkit.definition.program import Program
from mentorkit.design_rules.audit import Audit, State, Verdict
from mentorkit.design_rules.rule import Area
from mentorkit.language.catalogue import capital
from mentorkit.language.templates import TemplateContext, programme_environment
from mentorkit.language.voice import Voice
from mentorkit.workbooks.compose.book_context import PAPER, Paper
from mentorkit.workbooks.compose.editions import EDITIONS
from mentorkit.workbooks.compose.print_html import PrintHtml
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
_MEDIA = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp",
    ".gif": "image/gif", ".avif": "image/avif",
    ".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf",
}  # fmt: skip


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
class ReportContext(TemplateContext):
    """The names that all templates of the sponsor's report know."""

    program: Program
    """The definition, field by field as it is written: `program.title`, `program.status`."""
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
    """The attribute that says that rules are written in English, where the programme is not."""
    paper: Paper
    """The paper: `paper.width` and `paper.height` in millimetres."""

    @classmethod
    def of(cls, audit: Audit, voice: Voice, today: date, colours: Scheme, *, brief: bool = False) -> ReportContext:
        """The context of one programme's report in these colours."""
        program, branding, words = audit.toolkit.program, audit.toolkit.branding, voice.words
        english = words.language.split("-")[0] == "en"
        return cls(
            program=program,
            branding=branding,
            colours=colours,
            logo=letterhead_logo(branding, colours.paper),
            faces=tuple(upright_faces(branding)),
            address=whole_address,
            title=words.gettext("%(program)s: what stands and what is open") % {"program": program.title},
            today=today,
            areas=tuple(AreaReport.of(area, verdicts) for area, verdicts in audit.areas),
            number={state: sum(one.state == state for one in audit.verdicts) for state in get_args(State)},
            breaking=sum(one.state == "open" and one.rule.severity is Severity.ERROR for one in audit.verdicts),
            rules=len(audit.verdicts),
            most_findings=MOST_FINDINGS,
            brief=brief,
            rules_language=Markup("") if english else Markup(' lang="en"'),
            paper=PAPER[program.paper],
        )


@dataclass(frozen=True)
class ReportPageContext(TemplateContext):
    """The names that `report/page.html` knows besides."""

    css: Markup
    """The style sheet."""
    digest: str
    """The digest of the style sheet, by which the page lets it in."""
    ours: Markup
    """The mark that tells a report from other files."""


@dataclass(frozen=True)
class ReportPrintContext(TemplateContext):
    """The name that `report/print.html` knows besides."""

    fit: int
    """The setting, from 1 to 3: each is smaller than the one before."""


def page(audit: Audit, layers: Layers, today: date) -> str:
    """The report as an HTML file that needs no other and runs nothing."""
    voice = Voice.of(audit.toolkit.program)
    env, context = (
        _environment(layers, voice),
        ReportContext.of(audit, voice, today, audit.toolkit.branding.palette.light),
    )
    template = env.get_template("report/page.html")
    said = template.render(context.names() | ReportPageContext(Markup(), "", Markup()).names())
    faces = dict.fromkeys((*context.faces, *lenders(said, context.branding)))
    css = env.get_template("report/screen.css").render(replace(context, faces=tuple(faces)).names())
    digest = b64encode(sha256(css.encode()).digest()).decode()
    besides = ReportPageContext(Markup(css), digest, Markup(_OURS))  # noqa: S704 - our own style sheet
    return template.render(context.names() | besides.names())


def printed(audit: Audit, layers: Layers, today: date) -> PrintHtml:
    """The report for the engine of the books."""
    voice = Voice.of(audit.toolkit.program)
    brief = sum(one.state == "open" for one in audit.verdicts) > MOST_EXPLAINED
    env = _environment(layers, voice)
    context = ReportContext.of(audit, voice, today, audit.toolkit.branding.palette.print, brief=brief)
    template = env.get_template("report/print.html")
    html, *tighter = (template.render(context.names() | ReportPrintContext(fit).names()) for fit in (1, 2, 3))
    return PrintHtml(
        html=html,
        css=env.get_template("report/print.css").render(context.names()),
        title=context.title,
        author=context.program.organisation,
        language=context.program.language,
        least_pages=1,
        heads=_FOOT,
        most_pages=MOST_PAGES,
        tighter=tuple(tighter),
        edition=EDITIONS["screen"],
    )


def _environment(layers: Layers, voice: Voice) -> Environment:
    env = programme_environment(layers, voice)
    env.filters |= FILTERS | {"is_dark": is_dark}
    return env


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


def letterhead_logo(branding: Branding, paper: str) -> tuple[str, str, str] | None:
    """The address and the words of the logo for this ground, and the plate that it needs there."""
    files = branding.large or branding.medium or branding.small
    if files is None:
        return None
    shown = files.on(paper)
    return whole_address(shown.path), files.alt or branding.name, shown.plate


def upright_faces(branding: Branding) -> Iterator[FontFace]:
    """The upright fonts that text and headings are set in."""
    families = {branding.base_family, branding.heading_family}
    return (face for face in branding.fonts if face.family in families and face.style == "normal")


def whole_address(file: Path) -> str:
    """A file as an address that holds all of it."""
    suffix = file.suffix.lower()
    data = picture_bytes(file) if suffix in PICTURES else file.read_bytes()
    return f"data:{_MEDIA[suffix]};base64,{b64encode(data).decode()}"


def _sentence(text: str) -> str:
    """A clause as a sentence."""
    return capital(text) + ("" if text.rstrip('"”»').endswith((".", "?", "!", "…")) else ".")


def _coded(text: str) -> Markup:
    """The text with the words between backticks as code, which one writes in a definition."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped right here


def _found(verdict: Verdict) -> list[str]:
    """The findings of a rule, each once."""
    return list(dict.fromkeys(problem.message for problem in verdict.problems))


def _hints(verdict: Verdict) -> list[str]:
    """The hints of those findings that are said, each once."""
    said = _found(verdict)[:MOST_FINDINGS]
    return list(dict.fromkeys(problem.hint for problem in verdict.problems if problem.message in said))


FILTERS = {"sentence": _sentence, "coded": _coded, "found": _found, "hints": _hints}
"""The filters of the report's templates besides those of all."""
