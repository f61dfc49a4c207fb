"""MkDocs as the site engine: the only module that knows it. ProperDocs, its continuation, has the same interface."""

from __future__ import annotations

import gc
import logging
import os
import traceback
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, TemplateError, TemplateSyntaxError

from mentorkit.core.log_warnings import warnings_of
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.guides.markdown import heading_anchor
from mentorkit.language.sandbox import SandboxedTemplates
from mentorkit.language.templates import MISTAKES, CompiledTemplates, template_problem
from mentorkit.portal.look import OVERRIDES, THEME

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_LOGS = ("mkdocs", "properdocs")
"""The names under which it logs; ProperDocs has its own."""
_COMPILED = CompiledTemplates()
"""The theme's templates: compiling them is a sixth of a site's cost, and every portal has the same ones."""


@contextmanager
def _listening() -> Iterator[list[str]]:
    """The engine's warnings, heard by us alone; its logger is left as it was."""
    loggers = [logging.getLogger(name) for name in _LOGS]
    before = [(logger.propagate, logger.level) for logger in loggers]
    for logger in loggers:
        logger.propagate = False
        logger.setLevel(logging.WARNING)
    try:
        with warnings_of(*_LOGS) as heard:
            yield heard
    finally:
        for logger, (propagate, level) in zip(loggers, before, strict=True):
            logger.propagate, logger.level = propagate, level


def make(staged: Path, site: Path) -> None:
    """Turn the project in `staged` into the folder `site`, which is emptied first.

    Raises BuildFailed where the engine warns of anything or stops. Never to be called from several threads: the engine
    shares state between configurations.
    """
    _run_task(staged, lambda: _run(staged, site))


def try_settings(staged: Path) -> None:
    """Read the settings of the project in `staged` as `make` does, and make nothing. Raises BuildFailed."""
    _run_task(staged, lambda: _settings(staged, staged.parent / "site"))


def _run_task(staged: Path, task: Callable[[], object]) -> None:
    """Run a task of the engine. Raises BuildFailed where it warns of anything or stops."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    stopped = []
    with _listening() as heard:
        try:
            task()
        except (MemoryError, RecursionError):  # the limits say this
            raise
        except (TemplateError, *MISTAKES) as error:
            place = _in_theme(error, staged / OVERRIDES)
            if place:
                raise BuildFailed([template_problem(error, place)]) from error
            stopped = [f"the site engine stopped: {error}"]
        except Exception as error:  # a workspace's plugins may raise anything, and all of it is the user's to hear
            refused = any(one.lstrip().startswith("Config value") for one in heard)  # it says so once more as it stops
            stopped = [] if refused else [f"the site engine stopped: {error}"]
    # Without the folder that pages were staged in.
    said = [f"the site engine says: {one.replace(f'{staged}/', '').strip()}" for one in heard] + stopped
    if said:
        raise BuildFailed(Problem("portal", one, Span("mkdocs.yml")) for one in dict.fromkeys(said))


def _in_theme(error: Exception, overrides: Path) -> Span | None:
    """The line of a layer's template of the theme in which an error came up; None where none of them was at work.

    It is called by its name inside a layer.
    """
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError):
        frames.append((error.filename or "", error.lineno))
    own = [(Path(file), line) for file, line in frames if Path(file).is_relative_to(overrides)]
    return Span(f"{THEME}/{own[-1][0].relative_to(overrides).as_posix()}", own[-1][1] or 1) if own else None


def _settings(staged: Path, site: Path) -> MkDocsConfig:
    from mkdocs.config import load_config

    return load_config(config_file=str(staged / "mkdocs.yml"), site_dir=str(site))


def _run(staged: Path, site: Path) -> None:
    from mkdocs.commands.build import build

    config = _settings(staged, site)
    config.mdx_configs.setdefault("toc", {}).setdefault("slugify", heading_anchor)
    config.theme.get_env = _theme_environment(config.theme.get_env)  # type: ignore[method-assign]
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
        gc.collect(1)


def build_manual(configuration: Path, site: Path) -> None:
    """Turn MentorKit's own manual, which is an ordinary project of the engine, into the folder `site`."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    with _listening():
        build(load_config(config_file=str(configuration), site_dir=str(site)))


class _ThemeTemplates(SandboxedTemplates):
    """The theme's templates and what layers put in place of them: of the engine's pages they read data and call nothing."""

    def _given(self, kind: type, attr: str) -> bool:
        definer = next((one for one in kind.__mro__ if attr in vars(one)), kind)
        if definer.__module__.partition(".")[0] not in _ENGINE:
            return super()._given(kind, attr)
        return not callable(getattr(kind, attr, None))

    def list_templates(
        self, extensions: Collection[str] | None = None, filter_func: Callable[[str], bool] | None = None
    ) -> list[str]:
        """The theme's files, but for those in hidden folders, of which the engine copies none.

        Material has its 14,000 icons in one; to look at each took a quarter of the time for a portal.
        """
        assert isinstance(self.loader, FileSystemLoader), "as the engine makes it"
        names = sorted({name for folder in self.loader.searchpath for name in _visible_files(Path(folder))})
        return [name for name in names if filter_func is None or filter_func(name)]


def _visible_files(folder: Path) -> Iterator[str]:
    """The files below a folder, without what is hidden."""
    for home, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(home, name).relative_to(folder).as_posix() for name in files)


_ENGINE = ("mkdocs", "properdocs", "material", "pymdownx")


def _theme_environment(make: Callable[[], Environment]) -> Callable[[], Environment]:
    """The theme's own environment in a sandbox, with compiled templates kept, and titles escaped once.

    The theme prints titles as they are in most places and escapes them in some; ours are staged escaped.
    """

    def made() -> Environment:
        theirs = make()
        env = _ThemeTemplates(loader=theirs.loader, auto_reload=False, extensions=list(theirs.extensions))
        env.filters |= theirs.filters
        env.globals |= {name: value for name, value in theirs.globals.items() if name != "range"}
        env.bytecode_cache = _COMPILED
        env.filters["split"] = lambda text, by, most=-1: str(text).split(by, most)  # which MiniJinja has
        env.filters["e"] = env.filters["escape"] = lambda text: escape(unescape(str(text)))
        return env

    return made
