"""From a staged project to a finished site, by the engine that the workspace chose. One module knows each engine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.definition.settings import EngineName
from mentorkit.portal.site_finish import finish


def build_site(
    staged: Path, site: Path, expected: Sequence[str], *, engine: EngineName = "mkdocs", offline: bool = False
) -> None:
    """Turn the project in `staged` into the folder `site`, which is emptied first, and finish it.

    What is staged in `beside` stands beside the pages. `offline` is a site that is opened as files.

    Raises BuildFailed where the engine warns of anything, stops, or leaves out one of the `expected` pages. Never to be
    called from several threads.
    """
    _engine(engine).make(staged, site)
    missing = [page for page in expected if not (site / page).is_file()]
    if missing:
        raise BuildFailed(
            Problem("portal", f"the site engine left out the page {page}", Span(page)) for page in missing
        )
    finish(site, staged / "beside", staged / "search.json", offline=offline)


def try_settings(staged: Path, *, engine: EngineName = "mkdocs") -> None:
    """Read the settings of the project in `staged` as `build_site` does, and build nothing. Raises BuildFailed."""
    _engine(engine).try_settings(staged)


class _Engine(Protocol):
    """What the module of an engine has."""

    def make(self, staged: Path, site: Path) -> None:
        """Turn the project in `staged` into the folder `site`. Raises BuildFailed."""

    def try_settings(self, staged: Path) -> None:
        """Read the settings of the project, and make nothing. Raises BuildFailed."""


def _engine(name: EngineName) -> _Engine:
    if name == "zensical":
        from mentorkit.portal.zensical import zensical_engine

        return zensical_engine
    from mentorkit.portal import mkdocs_engine

    return mkdocs_engine
