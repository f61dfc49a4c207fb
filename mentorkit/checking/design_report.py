"""The report of an audit: what stands and what is open, for a sponsor to read; one HTML file, and a PDF of it.

It is for those who decide on a programme. No portal holds it, and it is not written where one is published.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from jinja2 import Environment
from markupsafe import Markup, escape

from mentorkit.brand.branding import Branding
from mentorkit.brand.palette import Scheme
from mentorkit.checking.loading import Loaded
from mentorkit.core.atomic import replacing
from mentorkit.core.problems import BuildFailed, Problem, Severity, Span
from mentorkit.design_rules.audit import Audit, State, Verdict
from mentorkit.design_rules.rule import Area
from mentorkit.language.catalogue import Words
from mentorkit.language.labels import capital
from mentorkit.language.templates import environment
from mentorkit.workbooks.compose.book_html import PAPER, css_text, is_dark
from mentorkit.workbooks.compose.editions import EDITIONS
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workspace.layers import Layers
from mentorkit.workspace.private_folder import published
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


def page(audit: Audit, layers: Layers, today: date) -> str:
    """The report as an HTML file that needs no other and runs nothing."""
    env, context = _context(audit, layers, today, audit.toolkit.branding.palette.light)
    css = env.get_template("report/screen.css").render(context)
    digest = b64encode(sha256(css.encode()).digest()).decode()
    about = {"css": Markup(css), "digest": digest, "ours": Markup(_OURS)}  # noqa: S704 - our own style sheet
    return env.get_template("report/page.html").render(context | about)


def printed(audit: Audit, layers: Layers, today: date) -> PrintHtml:
    """The report for the engine of the books."""
    env, context = _context(audit, layers, today, audit.toolkit.branding.palette.print)
    template = env.get_template("report/print.html")
    context["brief"] = context["number"]["open"] > MOST_EXPLAINED
    html, *tighter = (template.render(context | {"fit": fit}) for fit in (1, 2, 3))
    return PrintHtml(
        html=html,
        css=env.get_template("report/print.css").render(context),
        title=context["title"],
        author=audit.toolkit.program.organisation,
        language=audit.toolkit.program.language,
        least_pages=1,
        heads=_FOOT,
        most_pages=MOST_PAGES,
        tighter=tuple(tighter),
        edition=EDITIONS["screen"],
    )


def write(loaded: Loaded, workspace: Workspace, folder: Path, today: date) -> Iterator[Path]:
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
            _write(audit, loaded.layers[audit.toolkit.client], html, pdf, today)
        except OSError as error:
            message, hint = f"this cannot be written: {error.strerror}", "name another folder: --into"
            raise BuildFailed([Problem("unwritable", message, Span(workspace.name(html)), hint)]) from None
        yield from (html, pdf)


def _files(audit: Audit, folder: Path) -> tuple[Path, Path]:
    kit = audit.toolkit
    return folder / kit.client / f"{kit.slug}.html", folder / kit.client / f"{kit.slug}.pdf"


def _write(audit: Audit, layers: Layers, html: Path, pdf: Path, today: date) -> None:
    """Write both files or none."""
    from mentorkit.workbooks.layout.print_engine import write_pdf

    with replacing(pdf) as new_pdf, replacing(html) as new_html:  # the page first: by it, both are known as ours
        new_html.write_bytes(page(audit, layers, today).encode())
        write_pdf(printed(audit, layers, today), layers, new_pdf)


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


def _context(audit: Audit, layers: Layers, today: date, colours: Scheme) -> tuple[Environment, dict[str, Any]]:
    kit = audit.toolkit
    words = Words(kit.program.language)
    env = environment(layers, words)
    env.filters |= {"css_text": css_text, "sentence": _sentence, "coded": _coded, "hints": _hints, "found": _found}
    env.filters["is_dark"] = is_dark
    areas = [AreaReport.of(area, verdicts) for area, verdicts in audit.areas]
    width, height, _ = PAPER[kit.program.paper]
    context = {
        "program": kit.program,
        "branding": kit.branding,
        "colours": colours,
        "logo": _logo(kit.branding, colours.paper),
        "faces": tuple(_faces(kit.branding)),
        "address": _address,
        "title": words.gettext("%(program)s: what stands and what is open") % {"program": kit.program.title},
        "today": today,
        "areas": areas,
        "number": {state: sum(one.state == state for one in audit.verdicts) for state in get_args(State)},
        "breaking": sum(one.state == "open" and one.rule.severity is Severity.ERROR for one in audit.verdicts),
        "rules": len(audit.verdicts),
        "most_findings": MOST_FINDINGS,
        "brief": False,
        "rules_language": Markup("") if words.language.split("-")[0] == "en" else Markup(' lang="en"'),
        "paper": {"width": width, "height": height},
    }
    return env, context


def _logo(branding: Branding, paper: str) -> tuple[str, str] | None:
    """The address and the words of the logo for this ground."""
    files = branding.large or branding.medium or branding.small
    if files is None:
        return None
    return _address(files.dark if is_dark(paper) else files.light), files.alt or branding.name


def _faces(branding: Branding) -> Iterator[Any]:
    """The upright fonts that text and headings are set in."""
    families = {branding.base_family, branding.heading_family}
    return (face for face in branding.fonts if face.family in families and face.style == "normal")


def _address(file: Path) -> str:
    """A file as an address that holds all of it."""
    return f"data:{_MEDIA[file.suffix.lower()]};base64,{b64encode(file.read_bytes()).decode()}"


def _sentence(text: str) -> str:
    """A clause as a sentence."""
    return capital(text) + ("" if text.rstrip('"”»').endswith((".", "?", "!", "…")) else ".")


def _coded(text: str) -> Markup:
    """A text in which words between backticks are what one writes in a definition."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped right here


def _found(verdict: Verdict) -> list[str]:
    """The findings of a rule, each once."""
    return list(dict.fromkeys(problem.message for problem in verdict.problems))


def _hints(verdict: Verdict) -> list[str]:
    """The hints of those findings that are said, each once."""
    said = _found(verdict)[:MOST_FINDINGS]
    return list(dict.fromkeys(problem.hint for problem in verdict.problems if problem.message in said))
