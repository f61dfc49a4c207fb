"""The names that templates of the portal know: a contract with everybody who overrides one."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import ModuleType

from mentorkit.brand.branding import Branding
from mentorkit.definition.items import Number
from mentorkit.definition.people import Person
from mentorkit.definition.program import Program
from mentorkit.definition.questionnaires import Questionnaire, Slip
from mentorkit.files import calendars
from mentorkit.files.downloads import Download
from mentorkit.files.form_tools import APPLICATIONS
from mentorkit.files.question_list import Question, in_numbers, kept_alike, questions_of
from mentorkit.files.tables import questionnaire_table
from mentorkit.guides.asks import Ask, agreement_asks, milestone_asks, session_asks
from mentorkit.guides.key_signs import KeySign, sign_of
from mentorkit.guides.library import Key
from mentorkit.language.templates import TemplateContext
from mentorkit.language.voice import Voice
from mentorkit.portal import dates, look
from mentorkit.portal.applying import Applying, applying
from mentorkit.portal.dates import DateCard
from mentorkit.portal.destinations import Destination
from mentorkit.portal.guide_pages import questions
from mentorkit.portal.pages import Page, keys_in_order
from mentorkit.toolkit import Toolkit


@dataclass(frozen=True)
class PortalContext(TemplateContext):
    """The names that all templates of a portal know."""

    toolkit: Toolkit
    """The programme with every reference resolved: its sessions, events, phases, Keys, modules and forms."""
    program: Program
    """The definition, field by field as it is written: `program.title`, `program.people.sponsor`."""
    branding: Branding
    """The brand, with its files found and its colours made readable."""
    people: Mapping[str, str]
    """The programme's own words for its people, for itself and its sessions: `people.mentee`, `people.sessions`."""
    pair: tuple[str, ...]
    """The roles of those who meet, one where equals mentor each other, in the order in which pages show them."""
    today: date
    """The day for which the pages are made."""
    dates: ModuleType
    """Functions over the dates: `parts`, `coming`, `current`, `weeks`, `role_path`, `single_path`."""
    applying: Sequence[Applying]
    """The times in which people can apply, each with its address: `one.link`, `one.what`, `one.groups`, `one.on(today)`."""
    keys_in_order: tuple[Key, ...]
    """The Keys as they are met: by phase, then by the first session that uses them."""
    questions: Callable[..., int]
    """`questions(key, role)` counts what a Key asks before the session, of everybody or of one role."""
    sign_of: Callable[[Key], KeySign]
    """`sign_of(key)` is the sign of a Key, which `key_sign` of `drawings/signs.svg` draws."""
    asks: Mapping[str, Ask]
    """What a session and the agreement ask, by its name: `asks.talked.label`, `asks["take-away"].lines`."""
    milestones: Mapping[str, tuple[Ask, ...]]
    """What is asked in a letter to oneself, half-way and at the end: `milestones["letter"]`, then `half-way`, `together`,
    `closing` and `keepsake`."""
    for_facilitators: bool
    """Whether the portal holds what only facilitators may read: whole modules, and books for them alone."""
    downloads: tuple[Download, ...]
    """The files that the downloads page lists: books, papers and tables."""
    prints: Mapping[str, Download]
    """The files that print one form each, by the page of the form: `prints["forms/goal-sheet"]`."""
    questionnaire_papers: Mapping[str, tuple[Download, ...]]
    """The files that print a questionnaire, and its slip, by the id of the questionnaire."""
    form_tools: Mapping[str, tuple[Download, ...]]
    """The files for form tools, by the id of their questionnaire."""
    application_files: tuple[Download, ...]
    """The files of the application for form tools; none where nothing is compared."""
    questions_in: Callable[[Questionnaire], tuple[Question, ...]]
    """`questions_in(questionnaire)` are its questions as they are put to people, with those of role, groups and code."""
    in_numbers: Callable[[Number], str]
    """`in_numbers(number)` is what a number counts and its bounds: `sessions, 0 to 9`."""
    headings_of: Callable[[Questionnaire], str]
    """`headings_of(questionnaire)` are the headings of the table in which its answers are collected, as JSON."""
    collector: Person | None
    """Whoever collects the answers: the programme's manager."""
    slip_reader: Callable[[Slip], Person | None]
    """`slip_reader(slip)` is the person whom a slip goes to, where the definition gives one of this name."""
    calendar_roles: tuple[str, ...]
    """The roles that have a calendar of their own."""
    large_logos: Mapping[str, str]
    """The address of the large logo for each colour scheme; empty where the brand has none."""
    has: Callable[[str], bool]
    """`has("evaluation")` says whether the portal has this page."""
    title_of: Callable[[DateCard], str]
    """`title_of(card)` is the title of a date on the timeline."""

    @classmethod
    def of(
        cls,
        toolkit: Toolkit,
        voice: Voice,
        pages: Collection[Page],
        today: date,
        downloads: Sequence[Download],
        *,
        main: Toolkit | None = None,
        for_facilitators: bool = False,
    ) -> PortalContext:
        """The context of one programme's portal, which has these pages; `main` is the programme in its main language, if that is another."""
        asked = toolkit.program.questionnaires
        return cls(
            toolkit=toolkit,
            program=toolkit.program,
            branding=toolkit.branding,
            people=voice.people,
            pair=toolkit.program.pair,
            today=today,
            dates=dates,
            applying=applying(toolkit),
            keys_in_order=keys_in_order(toolkit),
            questions=questions if len(toolkit.program.pair) > 1 else lambda guide, _role="": questions(guide),
            sign_of=sign_of,
            asks={**session_asks(voice.words), **agreement_asks(voice.words)},
            milestones=milestone_asks(voice.words),
            for_facilitators=for_facilitators,
            downloads=tuple(file for file in downloads if not file.alone),
            prints={file.form: file for file in downloads if file.form.startswith("forms/")},
            questionnaire_papers={one.id: _files_of(f"questionnaires/{one.id}", downloads) for one in asked},
            form_tools={one.id: _files_of(f"form-tools/{one.id}", downloads) for one in asked},
            application_files=tuple(one for one in downloads if one.form.startswith(f"{APPLICATIONS}/")),
            questions_in=lambda asked: _questions(asked, toolkit.program, voice, main),
            in_numbers=lambda number: in_numbers(number, voice.words),
            headings_of=lambda one: json.dumps(questionnaire_table(one, toolkit.program, voice).safe_headings),
            collector=toolkit.program.people.programme_manager,
            slip_reader=lambda slip: _reader_of(slip, toolkit.program),
            calendar_roles=calendars.audiences(toolkit),
            large_logos=look.large_logos(toolkit.branding),
            has={page.path for page in pages}.__contains__,
            title_of=lambda card: dates.title(card, voice),
        )


def _questions(asked: Questionnaire, program: Program, voice: Voice, main: Toolkit | None) -> tuple[Question, ...]:
    mine = questions_of(asked, program, voice)
    if main is None:
        return mine
    first = main.program.questionnaires[program.questionnaires.index(asked)]
    return kept_alike(mine, questions_of(first, main.program, Voice.of(main.program)))


def _reader_of(slip: Slip, program: Program) -> Person | None:
    return next((one for one in program.people.listed if one.name in slip.goes_to or one.id == slip.goes_to), None)


def _files_of(name: str, downloads: Sequence[Download]) -> tuple[Download, ...]:
    return tuple(file for file in downloads if file.form == name)


@dataclass(frozen=True)
class PageContext(TemplateContext):
    """The names that templates of whole pages know besides, and the macros that these use. Addresses are relative to the page."""

    page: Page
    """The page: `page.title`, `page.path`."""
    to: Callable[[str], str]
    """`to("keys/feedback")` is the address of another page, with or without an anchor, or of a file."""
    address_of: Callable[[DateCard], str]
    """`address_of(card)` leads from a date to its session or to its place on the timeline."""
    writing_pages: Callable[[], str]
    """`writing_pages()` is the address of every page that has something to write on, by its path, as JSON."""

    @classmethod
    def of(cls, page: Page, pages: Collection[Page]) -> PageContext:
        """The context of one of these pages."""

        def address(card: DateCard) -> str:
            return page.to(f"sessions/{card.session.number}" if card.session else f"timeline#{card.anchor}")

        def writing() -> str:
            return json.dumps({one.path: page.to(one.path) for one in pages if one.writes})

        return cls(page, page.to, address, writing)


@dataclass(frozen=True)
class FileContext(TemplateContext):
    """The name that `portal/parts/print.html` and `paper.html` know besides."""

    file: Download
    """The file that prints the form or the Key of this page."""


@dataclass(frozen=True)
class SignPartContext(TemplateContext):
    """The name that `portal/parts/sign.html` knows besides."""

    sign: KeySign
    """The sign of the Key whose page it is."""


@dataclass(frozen=True)
class ShareContext(TemplateContext):
    """The name that `portal/parts/share.html` knows besides."""

    card: str
    """The address of the picture that shared links show, from the portal's folder."""
    locale: str
    """The language of the portal with a country, as those who show links want it: `da_DK`."""


@dataclass(frozen=True)
class IconContext(TemplateContext):
    """The name that `portal/parts/icon.html` knows besides."""

    name: str
    """The name of a picture in `portal/parts/icons.html`."""


@dataclass(frozen=True)
class ErrorPageContext(TemplateContext):
    """The name that `portal/404.html` knows besides."""

    destinations: tuple[Destination, ...]
    """The destinations of the portal: `one.title`, `one.icon`, and the page that it leads to, `one.pages[0]`."""
