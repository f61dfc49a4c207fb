"""The manual's page on templates, made of the contexts that templates are filled with."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from mentorkit.answers import outcome_report
from mentorkit.brand.palette import is_dark
from mentorkit.build.package import StartContext
from mentorkit.build.share_card import ShareCardContext
from mentorkit.checking import design_report
from mentorkit.files.downloads import by_reader
from mentorkit.guides.markdown import Prose, plain
from mentorkit.guides.vocabulary import BlockContext
from mentorkit.language import templates
from mentorkit.language.catalogue import Words
from mentorkit.language.templates import TemplateContext
from mentorkit.language.voice import Voice
from mentorkit.matching import proposal_report
from mentorkit.matching.mentor_profiles import ProfilesContext
from mentorkit.matching.messages import MessageContext
from mentorkit.personal.lettering import LetteringContext
from mentorkit.portal.pages import QuestionnaireContext, ResultsContext, RoleContext, SessionContext
from mentorkit.portal.portal_context import (
    ErrorPageContext,
    FileContext,
    IconContext,
    PageContext,
    PortalContext,
    ShareContext,
    SignPartContext,
)
from mentorkit.portal.twins import LanguagesContext
from mentorkit.workbooks.compose import report_frame
from mentorkit.workbooks.compose.book_context import (
    BookContext,
    CoverContext,
    DeckContext,
    OutlineContext,
    PhaseContext,
    RingsContext,
    SignContext,
    StyleContext,
    SuitContext,
)
from mentorkit.workbooks.compose.chapters import ContentsContext
from mentorkit.workbooks.compose.guide_printing import anchor
from mentorkit.workbooks.compose.report_frame import ReportContext, ReportPageContext, ReportPrintContext

EVERYWHERE = ("words", "comma", "voice")
"""The names that every template of a programme knows."""


@dataclass(frozen=True)
class Kind:
    """A kind of template: which ones, the contexts that all of them know, and those that single ones know besides."""

    title: str
    about: str
    files: tuple[str, ...]
    contexts: tuple[type[TemplateContext], ...]
    besides: dict[str, tuple[type[TemplateContext], ...]]
    filters: Mapping[str, Callable[..., object]]

    def holds(self, template: str) -> bool:
        """Whether `template` (portal/home.html) is of this kind."""
        return any(fnmatch(template, pattern) for pattern in self.files)

    def known_to(self, template: str) -> tuple[type[TemplateContext], ...]:
        """The contexts that a template is filled with."""
        more = [own for pattern, own in self.besides.items() if fnmatch(template, pattern)]
        return (*self.contexts, *(context for own in more for context in own))


_PAGES = "portal/[!p4]*.html"
"""The templates of whole pages: neither `portal/parts/` nor `portal/404.html`."""

_PROSE = {"md": Prose.html, "mdi": Prose.inline}
COMMON = {
    **{name: getattr(Words, method) for name, method in templates.FORMATS.items()},
    **{name: getattr(Voice, name) for name in templates.PHRASES},
    **templates.PLAIN,
    **templates.COMPARISONS,
}
"""The filters of every template of a programme, and the function behind each."""

KINDS = (
    Kind(
        "Pages of the portal",
        "Everything in `portal/`. All of these templates know:",
        ("portal/*.html", "portal/*/*.html"),
        (PortalContext,),
        {
            _PAGES: (PageContext,),
            "portal/pages/*.html": (PageContext,),
            "portal/parts/macros.html": (PageContext,),
            "portal/questionnaire.html": (QuestionnaireContext,),
            "portal/results.html": (ResultsContext,),
            "portal/role.html": (RoleContext,),
            "portal/session.html": (SessionContext,),
            "portal/404.html": (ErrorPageContext,),
            "portal/parts/icon.html": (IconContext,),
            "portal/parts/lost_ways.html": (ErrorPageContext,),
            "portal/parts/print.html": (FileContext,),
            "portal/parts/paper.html": (FileContext,),
            "portal/parts/languages.html": (LanguagesContext,),
            "portal/parts/alternates.html": (LanguagesContext,),
            "portal/parts/share.html": (ShareContext,),
            "portal/parts/sign.html": (SignPartContext,),
        },
        {**_PROSE, "plain": plain, "by_reader": by_reader},
    ),
    Kind(
        "Books and papers",
        "Everything in `print/`: books, their parts, style sheets and pictures. All of these templates know:",
        ("print/*.html", "print/*.css", "print/*.svg"),
        (BookContext, ContentsContext),
        {
            "print/cards.html": (DeckContext,),
            "print/cut-cards.html": (DeckContext,),
            "print/parts/contents.html": (OutlineContext,),
            "print/parts/answer.html": (BlockContext,),
            "print/parts/cover-art.svg": (CoverContext,),
            "print/parts/phase-art.svg": (PhaseContext,),
            "print/parts/rings.svg": (RingsContext,),
            "print/parts/key-sign.svg": (SignContext,),
            "print/*.css": (StyleContext,),
        },
        {**_PROSE, "anchor": anchor, "is_dark": is_dark},
    ),
    Kind(
        "Blocks of guides",
        "One template a block, in `blocks/portal/` and `blocks/print/`. It is one XML element, in which "
        '`<slot name="argument"/>` and `<slot name="content"/>` stand where the author\'s Markdown goes.',
        ("blocks/*", "print/parts/answer.html"),
        (BlockContext,),
        {},
        {},
    ),
    Kind(
        "Drawings",
        "The drawings that pages, books and cards share, in `drawings/`: macros, which know what they are given.",
        ("drawings/*.svg",),
        (),
        {},
        {},
    ),
    Kind(
        "The frame of reports",
        "What all reports have in common, in `frame/`, which their own templates extend. All of these templates know:",
        ("frame/*",),
        (ReportContext,),
        {"frame/page.html": (ReportPageContext,), "frame/print.html": (ReportPrintContext,)},
        report_frame.FILTERS,
    ),
    Kind(
        "The sponsor's report",
        "Everything in `report/`. All of these templates know:",
        ("report/*",),
        (ReportContext, design_report.DesignReportContext),
        {},
        design_report.FILTERS,
    ),
    Kind(
        "The report on outcomes",
        "Everything in `outcomes/`, which `mentorkit outcomes` fills. All of these templates know:",
        ("outcomes/*",),
        (ReportContext, outcome_report.OutcomesContext),
        {},
        {},
    ),
    Kind(
        "The proposal of pairs",
        "Everything in `matching/` but the message, which `mentorkit match` fills. All of these templates know:",
        ("matching/*",),
        (ReportContext, proposal_report.ProposalContext),
        {},
        {},
    ),
    Kind(
        "Messages on matches",
        "The draft of a message to one applicant, as plain text: `matching/message.txt`.",
        ("matching/message.txt",),
        (MessageContext,),
        {},
        {},
    ),
    Kind(
        "Profiles of mentors",
        "Everything in `profiles/`, which `mentorkit match --profiles` fills. All of these templates know:",
        ("profiles/*",),
        (ReportContext, ProfilesContext),
        {},
        {},
    ),
    Kind(
        "The share card",
        "The picture of shared links: `portal/card.html` and `portal/card.css`.",
        ("portal/card.*",),
        (ShareCardContext,),
        {},
        {"is_dark": is_dark},
    ),
    Kind("The page at the top of a package", "`portal/start.html`.", ("portal/start.html",), (StartContext,), {}, {}),
    Kind(
        "Names of personal copies",
        "The style of names that are put into workbooks: `print/names.css`.",
        ("print/names.css",),
        (LetteringContext,),
        {},
        {},
    ),
    Kind(
        "Suits of the card deck",
        "The pictures `print/parts/card-back.svg` and `print/parts/card-sign.svg`.",
        ("print/parts/card-back.svg", "print/parts/card-sign.svg"),
        (SuitContext,),
        {},
        {},
    ),
)
"""Every kind of template. Where several hold a template, it is of the last."""


def kind_of(template: str) -> Kind:
    """The kind of a template: portal/home.html."""
    return [kind for kind in KINDS if kind.holds(template)][-1]


def fields_of(context: type[TemplateContext]) -> dict[str, tuple[str, str]]:
    """The type and the docstring of each field of a context, as they are written."""
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(context))).body
    assert isinstance(body, ast.ClassDef)
    found: dict[str, tuple[str, str]] = {}
    for node, after in zip(body.body, [*body.body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            said = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
            found[node.target.id] = ast.unparse(node.annotation), inspect.cleandoc(str(said))
    return found


def templates_page() -> str:
    """The page of the manual."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    yield "<!-- Made by dev/generate.py from the contexts of templates; do not edit. -->"
    yield "# Templates\n"
    yield _INTRODUCTION
    for kind in KINDS:
        yield f"\n## {kind.title}\n\n{kind.about}\n"
        for context in kind.contexts:
            yield from _table(context)
        for context in dict.fromkeys(context for own in kind.besides.values() for context in own):
            yield f"\n{inspect.getdoc(context)}\n"
            yield from _table(context)
        if kind.filters:
            yield "\nFilters besides those of every template:\n"
            yield from _filters(kind.filters)
    yield "\n## Filters of every template\n"
    yield "Blocks of guides have those that take no part of a programme: dates, times and lists.\n"
    yield from _filters(COMMON)


_INTRODUCTION = """\
[Branding and layers](branding-and-layers.md#change-part-of-a-page) shows how to change a part of a template. This page
lists the names that each kind of template knows: `{{ program.title }}` prints the title of the programme. Any other name is
an error, so a slip of the pen is told and no page has a hole. What a name holds is best seen in the stock templates;
`mentorkit which templates/portal` lists them.

Every template knows `words`, the language of the programme: `words.language`, `words.direction`, `words.zone(name)`;
and `comma`, what stands between two values of a line in it. All but the blocks of guides know `voice`, the wording of the programme: its phrases are filters, and
`voice.session(number, title)` names a session. `_("…")`, `ngettext` and `{% trans %}` translate the software's own words."""


def _table(context: type[TemplateContext]) -> Iterator[str]:
    yield "| name | type | |\n|---|---|---|"
    for name, (kind, said) in fields_of(context).items():
        yield f"| `{name}` | {_type(kind)} | {_line(said)} |"


def _type(annotation: str) -> str:
    if annotation.startswith("Callable"):
        return "function"
    return "functions" if annotation == "ModuleType" else " or ".join(f"`{one}`" for one in annotation.split(" | "))


def _filters(filters: Mapping[str, Callable[..., object]]) -> Iterator[str]:
    yield "| filter | |\n|---|---|"
    for name, function in filters.items():
        yield f"| `{name}` | {_line(inspect.getdoc(function) or '')} |"


def _line(text: str) -> str:
    """The first paragraph of a docstring as a cell of a table."""
    return " ".join(text.partition("\n\n")[0].split()).replace("|", "\\|")


def stock_templates(root: Path) -> Iterator[str]:
    """Every template of ours that is filled in from a context, as portal/home.html."""
    for path in sorted((root / "templates").rglob("*")):
        name = path.relative_to(root / "templates").as_posix()
        copied = ("assets/", "portal/assets/", "portal/theme/", "portal/engines/", "portal/offline/", "new/")
        if path.is_file() and not name.startswith(copied):
            yield name
