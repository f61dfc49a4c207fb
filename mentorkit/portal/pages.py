"""Which pages a portal has, and how they are ordered in its navigation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from posixpath import basename, dirname, relpath
from typing import Any

from mentorkit.definition.front_matter import KeyFacts
from mentorkit.definition.schedule import PHASES
from mentorkit.guides.library import Guide, Key
from mentorkit.guides.page_order import INDEX, folder_title
from mentorkit.language.templates import TemplateContext
from mentorkit.language.voice import Voice
from mentorkit.portal.guide_pages import GuidePages
from mentorkit.toolkit import PlannedSession, Toolkit

_INDEXES = ("", "sessions", "keys", "training", "forms", "pages", "about")


@dataclass(frozen=True)
class RoleContext(TemplateContext):
    """The name that `portal/role.html` knows besides."""

    role: str
    """The role that the page is for: `mentee`, `manager`."""


@dataclass(frozen=True)
class SessionContext(TemplateContext):
    """The names that `portal/session.html` knows besides."""

    planned: PlannedSession
    """The session: `planned.number`, `planned.moment`, `planned.keys`, and as it is written `planned.session`."""
    previous: PlannedSession | None
    """The session before it, if there is one."""
    following: PlannedSession | None
    """The session after it, if there is one."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address without slashes at the ends, its title, and what it is made from.

    `template` makes a page of ours; `markdown` is the text of a page of an author's.
    """

    path: str
    title: str
    summary: str = ""
    template: str = ""
    about: TemplateContext | None = None
    """The names that its template knows besides those of every page."""
    markdown: Callable[[], str] | None = None
    folders: tuple[str, ...] = ()
    """The titles of the folders that it is in, inside its section."""
    hide: tuple[str, ...] = ()
    kind: str = ""
    tags: tuple[str, ...] = ()
    """Words that the search finds it by, beside those on it."""
    as_file: bool = False
    """Whether it is opened as a file, without a server: links then name files, not folders."""

    @property
    def source(self) -> str:
        """Its file below the folder of documents."""
        return f"{self.path}/index.md".lstrip("/") if self.path in _INDEXES else f"{self.path}.md"

    @property
    def is_index(self) -> bool:
        """Whether it stands for a whole folder."""
        return _is_index(self.path)

    @property
    def writes(self) -> bool:
        """Whether a reader may find something to write on it."""
        return self.markdown is not None or self.template in ("agreement", "session")

    @property
    def output(self) -> str:
        """Its file in the site."""
        return _file_of(self.path) if self.as_file else f"{_folder_of(self.path)}/index.html".lstrip("/")

    def to(self, target: str) -> str:
        """The relative address of another page (keys/feedback), with or without an anchor, or of a file."""
        path, hash_, anchor = target.partition("#")
        if path == self.path:
            return f"#{anchor}" if anchor else basename(self.output) if self.as_file else "./"
        if self.as_file:
            file = path if "." in path else _file_of(path)
            return f"{relpath(file, dirname(self.output) or '.')}{hash_}{anchor}"
        address = relpath(_folder_of(path) or ".", _folder_of(self.path) or ".")
        return f"{address}{'' if '.' in path else '/'}{hash_}{anchor}"


_INDEX = f"/{INDEX}"
"""The end of the path of a page that stands for its folder: pages/handbook/index."""


def _is_index(path: str) -> bool:
    return path in _INDEXES or path.endswith(_INDEX)


def _folder_of(path: str) -> str:
    """The folder in the site whose index a page is."""
    return path.removesuffix(_INDEX)


def _file_of(path: str) -> str:
    return f"{_folder_of(path)}/index.html".lstrip("/") if _is_index(path) else f"{path}.html"


@dataclass(frozen=True, slots=True)
class Section:
    """One tab of the portal: a page by itself, or several under one title."""

    title: str
    pages: tuple[Page, ...]

    def as_files(self) -> Section:
        """The same pages, to be opened without a server."""
        return Section(self.title, tuple(replace(page, as_file=True) for page in self.pages))


def sections(toolkit: Toolkit, voice: Voice, writer: GuidePages) -> Iterator[Section]:
    """The tabs of a portal in order, without those for which the programme has nothing. `writer` writes guides."""
    _ = voice.words.gettext
    program = toolkit.program
    alone = ("navigation", "toc")
    yield Section(_("Home"), (Page("", program.title, template="home", hide=(*alone, "footer"), kind="home"),))
    yield Section(_("Timeline"), (Page("timeline", _("Timeline"), template="timeline", hide=("navigation",)),))
    yield Section(_("Your part"), tuple(_roles(toolkit, voice)))
    if toolkit.sessions:
        yield Section(voice.roles("session"), tuple(_sessions(toolkit, voice)))
    for title, folder, guides in (
        (_("Keys"), "keys", keys_in_order(toolkit)),
        (_("Training"), "training", toolkit.training),
    ):
        if guides:
            yield Section(title, (_index(folder, title), *(_guide(one, writer, voice) for one in guides)))
    if program.agreement:
        yield Section(_("Agreement"), (Page("agreement", _("Our agreement"), template="agreement", hide=alone),))
    if toolkit.forms:
        title = _("Forms")
        yield Section(title, (_index("forms", title), *(_guide(one, writer, voice) for one in toolkit.forms)))
    if toolkit.pages:
        yield Section(*_handbook(toolkit, voice, writer))
    yield Section(_("My notes"), (Page("my-notes", _("My notes"), template="notes", hide=alone),))
    yield Section(_("Downloads"), (Page("downloads", _("Downloads"), template="downloads", hide=alone),))
    about = tuple(_about(toolkit, _))
    if about:
        yield Section(_("About"), about)


def keys_in_order(toolkit: Toolkit) -> tuple[Key, ...]:
    """The Keys as they are met: by phase, then by the first session that uses them."""

    def order(key: Key) -> tuple[int, float, str]:
        used = [session.number for session in toolkit.sessions_with(key)]
        return PHASES.index(key.facts.phase), min(used, default=float("inf")), key.id

    return tuple(sorted(toolkit.keys, key=order))


def _handbook(toolkit: Toolkit, voice: Voice, writer: GuidePages) -> tuple[str, tuple[Page, ...]]:
    """The title of the section of pages, and these; where no page stands for all of them, a list of them is the first."""
    pages = {page.id: page for page in toolkit.pages}
    own = pages.get(INDEX)
    title = own.facts.title if own else voice.words.gettext("Handbook")
    made = []
    for page in toolkit.pages:
        above = page.id.split("/")[:-1]
        folders = tuple(folder_title("/".join(above[:depth]), pages) for depth in range(1, len(above) + 1))
        made.append(replace(_guide(page, writer, voice), folders=folders))
    return title, tuple(made) if own else (_index("pages", title), *made)


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


def _sessions(toolkit: Toolkit, voice: Voice) -> Iterator[Page]:
    _ = voice.words.gettext
    yield _index("sessions", voice.roles("session"))
    for number, planned in enumerate(toolkit.sessions):
        before = toolkit.sessions[number - 1] if number else None
        after = toolkit.sessions[number + 1] if number + 1 < len(toolkit.sessions) else None
        around = SessionContext(planned, before, after)
        title = voice.words.fill(_("%(number)s. %(title)s"), {"number": planned.number, "title": planned.session.title})
        yield Page(f"sessions/{planned.number}", title, template="session", about=around, hide=("toc", "footer"))


def _about(toolkit: Toolkit, _: Callable[[str], str]) -> Iterator[Page]:
    program = toolkit.program
    need = program.need and (program.need.evidence or program.need.alternatives_considered or program.need.not_for or program.need.complements)  # fmt: skip
    parts = (
        need, program.eligibility, program.matching, program.trust, program.accountability, program.support,
        program.exposure, program.recognition, program.privacy, program.accessibility, program.resources,
        program.contact, program.people.sponsor, program.people.leaders_mentor,
        not program.evaluation and any(goal.indicator or goal.target for goal in program.goals),
    )  # fmt: skip
    if any(parts):
        yield Page("about", _("How it works"), template="about")
    if program.people.introduced:
        yield Page("people", _("Experts and speakers"), template="experts")
    if program.evaluation:
        yield Page("evaluation", _("How we find out whether it works"), template="evaluation")
    if program.communications:
        yield Page("communications", _("Texts to send"), template="communications")


def navigation(tabs: list[Section], escaped: Callable[[str], str]) -> list[dict[str, Any]]:
    """The tabs as MkDocs writes them; titles are escaped, for the theme prints them as they are."""
    return [
        {escaped(tab.title): tab.pages[0].source}
        if len(tab.pages) == 1
        else {escaped(tab.title): _in_folders(tab.pages, escaped)}
        for tab in tabs
    ]


def _in_folders(pages: Iterable[Page], escaped: Callable[[str], str]) -> list[dict[str, Any]]:
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
