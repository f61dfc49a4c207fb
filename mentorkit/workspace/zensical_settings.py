"""Settings of a workspace's `mkdocs.yml` that Zensical, where it is the engine, would leave out in silence."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from mentorkit.core.problems import Problem
from mentorkit.core.yaml_source import Located

_READ = frozenset(
    {
        *("site_url", "site_description", "site_author", "copyright", "use_directory_urls", "extra"),
        *("theme", "plugins", "markdown_extensions", "validation", "strict", "watch", "dev_addr"),
        *("repo_url", "repo_name", "edit_uri", "edit_uri_template", "remote_branch", "remote_name"),
        *("exclude_docs", "draft_docs", "not_in_nav"),
    }
)
"""The settings that it reads, or that change nothing in a portal."""
_THEME = frozenset({"name", "features", "icon", "language", "direction", "font", "favicon", "logo"})
"""What it reads below `theme`, except what each portal sets itself."""
_LINKS = frozenset(("not_found", "anchors", "unrecognized_links"))
"""What it reads below `validation.links`; the last is what `check` looks at, with any engine."""
_HINT = "take it out, or write `engine: mkdocs` below `extra.mentorkit`"


def zensical_problems(data: Located) -> Iterator[Problem]:
    """What stands in the way of portals by Zensical: that it is not installed, and each setting that it does not read."""
    if find_spec("zensical") is None:
        at = data.place.at("extra", "mentorkit", "engine")
        hint = 'pip install "mentorkit[zensical]", or write `engine: mkdocs`'
        yield Problem("extra-missing", "the site engine Zensical is not installed", at, hint)
    yield from _unread(data, "", _READ)
    yield from _unread(data.get("theme"), "theme.", _THEME)
    plugins = data.get("plugins")
    if isinstance(plugins, Located):
        for name in plugins.keys() - {"search"}:
            message = f'the plugin "{name}" is one of MkDocs, which Zensical would leave out'
            yield Problem("config-shape", message, plugins.place.keys[name], _HINT)
        yield from _unread(plugins.get("search"), "plugins.search.", frozenset())
    checked = data.get("validation")
    yield from _unread(checked, "validation.", frozenset(("links",)))
    yield from _unread(checked.get("links") if isinstance(checked, Located) else None, "validation.links.", _LINKS)


def _unread(settings: Any, above: str, read: frozenset[str]) -> Iterator[Problem]:
    for name in settings if isinstance(settings, Located) else ():
        if name not in read:
            message = f'Zensical does not read "{above}{name}", and would leave it out'
            yield Problem("config-shape", message, settings.place.keys[name], _HINT)
