"""The pages of a portal: what each is made from, and the addresses that lead from one to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from posixpath import basename, dirname, relpath

from mentorkit.brand.charts.result_views import ResultsView
from mentorkit.definition.questionnaires import Questionnaire
from mentorkit.definition.schedule import PHASES
from mentorkit.guides.library import Key
from mentorkit.guides.page_order import INDEX
from mentorkit.language.templates import TemplateContext
from mentorkit.toolkit import PlannedSession, Toolkit

_WRITTEN = frozenset({"agreement", "session", "questionnaire", "letter", "half-way", "looking-back"})
"""The templates of pages to write on."""
_INDEXES = ("", "help", "sessions", "keys", "training", "forms", "pages", "about")


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


@dataclass(frozen=True)
class ResultsContext(TemplateContext):
    """The name that `portal/results.html` knows besides."""

    view: ResultsView
    """The released results with their pictures: `view.goals`, `view.legend`."""


@dataclass(frozen=True)
class QuestionnaireContext(TemplateContext):
    """The name that `portal/questionnaire.html` knows besides."""

    asked: Questionnaire
    """The questionnaire that is answered on the page."""


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
    """The titles of the groups that it is in, inside its destination."""
    hide: tuple[str, ...] = ()
    kind: str = ""
    tags: tuple[str, ...] = ()
    """Words that the search finds it by, beside those on it."""
    for_organisers: bool = False
    """Whether only those who run the programme need it: the search finds it after what is for everybody."""
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
        return self.markdown is not None or self.template in _WRITTEN

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


def keys_in_order(toolkit: Toolkit) -> tuple[Key, ...]:
    """The Keys as they are met: by phase, then by the first session that uses them."""

    def order(key: Key) -> tuple[int, float, str]:
        used = [session.number for session in toolkit.sessions_with(key)]
        return PHASES.index(key.facts.phase), min(used, default=float("inf")), key.id

    return tuple(sorted(toolkit.keys, key=order))
