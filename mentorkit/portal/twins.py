"""The languages of a portal: the same pages in each, in folders of their own, and the addresses that lead from a page to its twins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from posixpath import dirname, relpath
from typing import Any

from mentorkit.language.catalogue import Words
from mentorkit.language.language_names import own_names
from mentorkit.language.templates import TemplateContext
from mentorkit.portal.pages import Page
from mentorkit.toolkit import Toolkit


@dataclass(frozen=True, slots=True)
class Twin:
    """A page in one of the languages of its portal."""

    language: str
    """The tag of the language: `da`, `en-GB`."""
    name: str
    """What the language calls itself: `Dansk`, `English`."""
    direction: str
    """`ltr` or `rtl`."""
    link: str
    """The address, from the page that leads there."""
    whole: str
    """The whole address, where that of the portal is known; else `link`."""
    own: bool
    """Whether it is the page itself."""


@dataclass(frozen=True)
class LanguagesContext(TemplateContext):
    """The name that `portal/parts/languages.html` and `alternates.html` know besides."""

    twins: tuple[Twin, ...]
    """The page in each language of the portal, that of the main language first: `twin.name`, `twin.link`, `twin.own`."""


@dataclass(frozen=True, slots=True)
class Twins:
    """The languages of a portal as one of them sees them."""

    own: str
    """The tag of the language of this portal's pages."""
    folders: dict[str, str]
    """The folder of each language below that of the main one, which comes first and has none: `da/`."""
    pages: dict[str, frozenset[str]]
    """The paths of the pages that there are in each language."""
    address: str = ""
    """The whole address of the portal in its main language, where that is known."""

    @classmethod
    def of(cls, toolkit: Toolkit, every: Sequence[Toolkit], paths: Callable[[Toolkit], Iterable[str]]) -> Twins:
        """The languages of `every`, the same programme with its main language first, for the pages of one of them.

        `paths` are those of the pages that the portal of one has.
        """
        known = every if len(every) > 1 else ()
        tags = [one.program.language for one in known]
        return cls(
            toolkit.program.language,
            {tag: f"{tag}/" if number else "" for number, tag in enumerate(tags)},
            {tag: frozenset(paths(one)) for tag, one in zip(tags, known, strict=True)},
            (every[0].program.address or "") if known else "",
        )

    @property
    def up(self) -> str:
        """The way from this portal's folder to that of the main language, behind a slash; empty in that one."""
        return "/.." if self.folders.get(self.own) else ""

    def of_page(self, page: Page) -> tuple[Twin, ...]:
        """A page in each language; where one has no such page, its home page. None where there is one language alone."""
        names = own_names(self.folders)
        here = self.folders.get(self.own, "") + page.output
        return tuple(
            Twin(tag, names[tag], Words(tag).direction, *self._addresses(page, tag, here), own=tag == self.own)
            for tag in self.folders
        )

    def _addresses(self, page: Page, tag: str, here: str) -> tuple[str, str]:
        output = page.output if page.path in self.pages[tag] else "index.html"
        there = self.folders[tag] + output
        if page.as_file:
            link = relpath(there, dirname(here) or ".")
            return link, f"{self.address}{there}" if self.address else link
        folder = there.removesuffix("index.html")
        link = f"{relpath(dirname(there) or '.', dirname(here) or '.')}/"
        return link, f"{self.address}{folder}" if self.address else link

    def ways_from_home(self, page: Page) -> dict[str, str]:
        """Where the home page of the main language leads those who chose another one; nothing on all other pages."""
        if page.path or self.up:
            return {}
        return {one.language: one.link for one in self.of_page(page) if not one.own}

    def front(self, page: Page, part: Callable[..., str]) -> dict[str, Any]:
        """What the theme is told of the languages of a page; `part` fills in a template."""
        if not self.folders:
            return {}
        context = LanguagesContext(self.of_page(page))
        return {
            "languages": part("languages", context),
            "alternates": part("alternates", context),
            "ways": self.ways_from_home(page),
        }
