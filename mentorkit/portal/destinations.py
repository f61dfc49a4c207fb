"""The five destinations of a portal, in the order in which its navigation shows them, and the pages that each leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from mentorkit.brand.charts.bars import ChartStyle
from mentorkit.brand.charts.chart_inks import ChartInks
from mentorkit.brand.charts.result_views import ResultsView, results_view
from mentorkit.definition.front_matter import KeyFacts
from mentorkit.guides.library import Guide
from mentorkit.guides.page_order import INDEX, folder_title
from mentorkit.language.templates import font_list
from mentorkit.language.voice import Voice
from mentorkit.portal.guide_pages import GuidePages
from mentorkit.portal.pages import (
    Page,
    QuestionnaireContext,
    ResultsContext,
    RoleContext,
    SessionContext,
    keys_in_order,
)
from mentorkit.toolkit import Toolkit


@dataclass(frozen=True, slots=True)
class Destination:
    """One entry of the bar at the bottom of phones and of the tabs at a desk: a page by itself, or several under one title.

    Its first page is where it leads to. `icon` is the name of its picture in `portal/parts/icons.html`.
    """

    title: str
    icon: str
    pages: tuple[Page, ...]

    def as_files(self) -> Destination:
        """The same pages, to be opened without a server."""
        return replace(self, pages=tuple(replace(page, as_file=True) for page in self.pages))


def destinations(toolkit: Toolkit, voice: Voice, writer: GuidePages) -> Iterator[Destination]:
    """The destinations in order; that of Keys only where the programme has some, or forms. `writer` writes guides."""
    _ = voice.words.gettext
    home = Page("", toolkit.program.title, template="home", hide=("toc", "footer"), kind="home")
    yield Destination(_("Home"), "home", (home,))
    yield Destination(_("My path"), "path", tuple(_path(toolkit, voice)))
    if toolkit.keys or toolkit.forms:
        yield Destination(_("Keys") if toolkit.keys else _("Forms"), "key", tuple(_keys(toolkit, voice, writer)))
    yield Destination(_("My notes"), "notes", (Page("my-notes", _("My notes"), template="notes", hide=("toc",)),))
    yield Destination(_("Help"), "help", tuple(_help(toolkit, voice, writer)))


def page_paths(toolkit: Toolkit) -> tuple[str, ...]:
    """The paths of all pages that the portal of a programme has, whoever it is for."""
    voice = Voice.of(toolkit.program)
    return tuple(page.path for one in destinations(toolkit, voice, GuidePages(toolkit, voice)) for page in one.pages)


def _path(toolkit: Toolkit, voice: Voice) -> Iterator[Page]:
    """What somebody comes to on their way: the dates, the sessions, the agreement, and what each role does."""
    _ = voice.words.gettext
    yield Page("timeline", _("Timeline"), template="timeline")
    if toolkit.sessions:
        yield from _in_folder(voice.roles("session"), _sessions(toolkit, voice))
    else:
        yield from (*_beginning(toolkit, voice), *_end(toolkit, voice))
    if toolkit.program.agreement:
        yield Page("agreement", _("Our agreement"), template="agreement", hide=("toc",))
    yield from _in_folder(_("Your part"), _roles(toolkit, voice))
    yield from _in_folder(_("Questions to you"), _questionnaires(toolkit))


def _keys(toolkit: Toolkit, voice: Voice, writer: GuidePages) -> Iterator[Page]:
    """The Keys and, in a group of their own, the forms to write in."""
    _ = voice.words.gettext
    if toolkit.keys:
        yield _index("keys", _("Keys"))
        yield from (_guide(one, writer, voice) for one in keys_in_order(toolkit))
    if toolkit.forms:
        forms = (_index("forms", _("Forms")), *(_guide(one, writer, voice) for one in toolkit.forms))
        yield from _in_folder(_("Forms"), forms) if toolkit.keys else forms


def _help(toolkit: Toolkit, voice: Voice, writer: GuidePages) -> Iterator[Page]:
    """Whom to ask, what is asked often, what there is to read and to print, and what only organisers need."""
    _ = voice.words.gettext
    yield Page("help", _("Help"), template="help")
    if _tells_how_it_works(toolkit):
        yield Page("about", _("How it works"), template="about")
    if toolkit.results:
        yield Page("results", _("Results"), template="results", about=ResultsContext(_results(toolkit, voice)))
    if toolkit.program.people.introduced:
        yield Page("people", _("Experts and speakers"), template="experts")
    if toolkit.pages:
        yield from _handbook(toolkit, voice, writer)
    yield Page("downloads", _("Downloads"), template="downloads", hide=("toc",))
    organisers = (replace(page, for_organisers=True) for page in _for_organisers(toolkit, voice, writer))
    yield from _in_folder(_("For organisers"), organisers)


def _results(toolkit: Toolkit, voice: Voice) -> ResultsView:
    """The released results as pictures in the brand's colours on light; the style sheet has those on dark."""
    assert toolkit.results is not None, "whoever asks has looked"
    branding = toolkit.branding
    families, rtl = str(font_list(branding.text_families)), voice.words.direction == "rtl"
    style = ChartStyle(ChartInks.of(branding.palette.light), families, rtl=rtl)
    return results_view(toolkit.results, toolkit.program, voice, style)


def _for_organisers(toolkit: Toolkit, voice: Voice, writer: GuidePages) -> Iterator[Page]:
    """What those who run the programme need: training to hold, texts to send, how it is found out whether it works."""
    _ = voice.words.gettext
    if toolkit.training:
        title = _("Training")
        yield from _in_folder(
            title, (_index("training", title), *(_guide(one, writer, voice) for one in toolkit.training))
        )
    if toolkit.program.evaluation:
        yield Page("evaluation", _("How we find out whether it works"), template="evaluation")
    if toolkit.program.communications:
        yield Page("communications", _("Texts to send"), template="communications")


def _in_folder(title: str, pages: Iterable[Page]) -> Iterator[Page]:
    """The same pages, in a group of this title."""
    return (replace(page, folders=(title, *page.folders)) for page in pages)


def _handbook(toolkit: Toolkit, voice: Voice, writer: GuidePages) -> Iterator[Page]:
    """The pages of the handbook in their folders; where no page stands for all of them, a list of them is the first."""
    pages = {page.id: page for page in toolkit.pages}
    own = pages.get(INDEX)
    title = own.facts.title if own else voice.words.gettext("Handbook")
    made = [] if own else [_index("pages", title)]
    for page in toolkit.pages:
        above = page.id.split("/")[:-1]
        folders = tuple(folder_title("/".join(above[:depth]), pages) for depth in range(1, len(above) + 1))
        made.append(replace(_guide(page, writer, voice), folders=folders))
    return _in_folder(title, made)


def _index(folder: str, title: str) -> Page:
    return Page(folder, title, template=f"{folder}/index", hide=("toc",))


def _guide(guide: Guide[Any], writer: GuidePages, voice: Voice) -> Page:
    facts = guide.facts
    tags = (facts.topic, voice.phase(facts.phase)) if isinstance(facts, KeyFacts) else ()
    return Page(
        guide.path, facts.title, facts.summary, markdown=partial(writer.text, guide), kind=guide.folder, tags=tags
    )


def _roles(toolkit: Toolkit, voice: Voice) -> Iterator[Page]:
    for role in toolkit.roles:
        title = voice.for_whom((role,))
        yield Page(f"roles/{role}", title, template="role", about=RoleContext(role), hide=("toc",))


def _questionnaires(toolkit: Toolkit) -> Iterator[Page]:
    """A page to answer each questionnaire that is not answered in a form tool."""
    for asked in toolkit.program.questionnaires:
        if not asked.link:
            yield Page(
                f"questionnaires/{asked.id}",
                asked.title,
                template="questionnaire",
                about=QuestionnaireContext(asked),
                hide=("toc", "footer"),
                kind="questionnaires",
            )


def _sessions(toolkit: Toolkit, voice: Voice) -> Iterator[Page]:
    """The sessions and, where they are due, the pages to look forward and back on, which stand in workbooks too."""
    _ = voice.words.gettext
    yield _index("sessions", voice.roles("session"))
    yield from _beginning(toolkit, voice)
    for number, planned in enumerate(toolkit.sessions):
        before = toolkit.sessions[number - 1] if number else None
        after = toolkit.sessions[number + 1] if number + 1 < len(toolkit.sessions) else None
        around = SessionContext(planned, before, after)
        title = voice.words.fill(_("%(number)s. %(title)s"), {"number": planned.number, "title": planned.session.title})
        yield Page(f"sessions/{planned.number}", title, template="session", about=around, hide=("toc", "footer"))
        if number + 1 == toolkit.half_way and toolkit.has_chapter("sessions"):
            yield _milestone("half-way", _("Half-way"))
    yield from _end(toolkit, voice)


def _beginning(toolkit: Toolkit, voice: Voice) -> Iterator[Page]:
    if toolkit.has_chapter("letter"):
        yield _milestone("letter", voice.words.gettext("A letter to yourself"))


def _end(toolkit: Toolkit, voice: Voice) -> Iterator[Page]:
    if toolkit.has_chapter("closing") or toolkit.has_chapter("keepsake"):
        yield _milestone("looking-back", voice.words.gettext("Looking back"))


def _milestone(path: str, title: str) -> Page:
    return Page(path, title, template=path, hide=("toc", "footer"))


def _tells_how_it_works(toolkit: Toolkit) -> bool:
    """Whether the definition says anything that the page "How it works" shows."""
    program = toolkit.program
    need = program.need and (program.need.evidence or program.need.alternatives_considered or program.need.not_for or program.need.complements)  # fmt: skip
    parts = (
        need, program.eligibility, program.matching, program.trust, program.accountability, program.support,
        program.exposure, program.recognition, program.privacy, program.accessibility, program.resources,
        program.contact, program.people.sponsor, program.people.leaders_mentor,
        not program.evaluation and any(goal.indicator or goal.target for goal in program.goals),
    )  # fmt: skip
    return any(parts)


def navigation(entries: Iterable[Destination], escaped: Callable[[str], str]) -> list[dict[str, Any]]:
    """The destinations as MkDocs writes them; titles are escaped, for the theme prints them as they are."""
    return [
        {escaped(one.title): one.pages[0].source}
        if len(one.pages) == 1
        else {escaped(one.title): _in_groups(one.pages, escaped)}
        for one in entries
    ]


def _in_groups(pages: Iterable[Page], escaped: Callable[[str], str]) -> list[dict[str, Any]]:
    """Pages as MkDocs writes them, those in a folder as a group of its own."""
    groups: list[dict[str, Any]] = []
    for page in pages:
        within = groups
        for title in map(escaped, page.folders):
            if not (within and list(within[-1]) == [title] and isinstance(within[-1][title], list)):
                within.append({title: []})
            within = within[-1][title]
        within.append({escaped(page.title): page.source})
    return groups
