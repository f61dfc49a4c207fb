"""Settings of a workspace's `mkdocs.yml` that Zensical, where it is the engine, would leave out in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from importlib.util import find_spec
from typing import Any

from mentorkit.core.problems import Problem
from mentorkit.core.yaml_source import Located

_READ = frozenset(
    {
        *("site_url", "site_description", "site_author", "copyright", "use_directory_urls", "extra"),
        *("theme", "plugins", "markdown_extensions", "validation", "strict", "watch", "dev_addr"),
        *("repo_url", "repo_name", "edit_uri", "edit_uri_template", "remote_branch", "remote_name"),
        "not_in_nav",
    }
)
"""The settings that it reads, or that change nothing in a portal."""
_THEME = frozenset({"name", "features", "icon", "language", "direction", "font", "favicon", "logo"})
"""What it reads below `theme`, except what each portal sets itself."""
_BOX = frozenset(("search", "close"))
"""The icons of the search's box, which is ours with Zensical (`templates/portal/engines/zensical/`)."""
_SHARED = "search.share"
"""The feature of the theme that its own box of the search has, and ours has not."""
_ANALYTICS = "analytics"
"""The setting below `extra` for a partial of the theme in whose place an empty one stands."""
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
    theme = data.get("theme")
    yield from _unread(theme, "theme.", _THEME)
    yield from _box(theme)
    extra = data.get("extra")
    yield from _unread(extra, "extra.", extra.keys() - {_ANALYTICS} if isinstance(extra, Located) else frozenset())
    plugins = data.get("plugins")
    if isinstance(plugins, Located):
        for name in plugins.keys() - {"search"}:
            message = f'the plugin "{name}" is one of MkDocs, which Zensical would leave out'
            yield Problem("config-shape", message, plugins.place.keys[name], _HINT)
        yield from _unread(plugins.get("search"), "plugins.search.", frozenset())
    checked = data.get("validation")
    yield from _unread(checked, "validation.", frozenset(("links",)))
    yield from _unread(checked.get("links") if isinstance(checked, Located) else None, "validation.links.", _LINKS)


def _box(theme: Any) -> Iterator[Problem]:
    """What the theme is asked for in the box of its search, and ours has not."""
    if not isinstance(theme, Located):
        return
    icons, features = theme.get("icon"), theme.get("features")
    yield from _unread(icons, "theme.icon.", icons.keys() - _BOX if isinstance(icons, Located) else frozenset())
    for number, one in enumerate(features if isinstance(features, list) else ()):
        if one == _SHARED:
            message = f'portals by Zensical have no "{_SHARED}", and would leave it out'
            yield Problem("config-shape", message, theme.place.at("features", number), _HINT)


def _unread(settings: Any, above: str, read: Collection[str]) -> Iterator[Problem]:
    for name in settings if isinstance(settings, Located) else ():
        if name not in read:
            message = f'Zensical does not read "{above}{name}", and would leave it out'
            yield Problem("config-shape", message, settings.place.keys[name], _HINT)
