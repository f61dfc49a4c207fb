"""The manual that comes with the command: read in a browser of this machine, without a network, or in the terminal."""

from __future__ import annotations

import re
import tempfile
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path

import mentorkit
from mentorkit.build.live_server import LiveServer
from mentorkit.core.problems import BuildFailed, Problem, Span, did_you_mean
from mentorkit.portal.mkdocs_engine import build_manual

_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)


def folder() -> Path:
    """The manual's configuration and pages: inside the installed package, or in the checkout that it stands in."""
    package = Path(mentorkit.__file__).parent
    packed = package / "manual"
    return packed if packed.is_dir() else package.parent / "docs"


def titles() -> dict[str, str]:
    """The title of each page, by the name that it is asked for with, in the order of the manual."""
    order = re.findall(r": ([\w-]+)\.md$", (folder() / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    found = {name: _HEADING.search(text(name)) for name in order}
    return {name: heading[1] if heading else name for name, heading in found.items()}


def text(name: str) -> str:
    """The Markdown of a page."""
    return (folder() / "pages" / f"{name}.md").read_text("utf-8")


def page_called(wanted: str) -> str:
    """The name of the page that is called so, by its name or title. Raises BuildFailed where there is none."""
    named = {title.casefold(): name for name, title in titles().items()}
    named |= {name: name for name in named.values()}
    found = named.get(wanted.casefold().removesuffix(".md").strip())
    if found is None:
        hint = did_you_mean(wanted.casefold(), named, otherwise="`mentorkit docs --text` lists them")
        raise BuildFailed([Problem("manual", f'the manual has no page "{wanted}"', Span("manual"), hint)])
    return found


def show(name: str, say: Callable[[str], None], *, open_browser: bool) -> None:
    """Build the manual, and show it on a free port of this machine until Ctrl+C. `name` is the page to begin with."""
    with tempfile.TemporaryDirectory(prefix="mentorkit-docs-") as scratch:
        site = Path(scratch) / "manual"
        build_manual(folder() / "mkdocs.yml", site)
        server = LiveServer(site, "127.0.0.1", 0)
        server.start()
        address = server.url if name == "index" else f"{server.url}{name}/"
        try:
            say(f"The manual is on {address} (end with Ctrl+C)")
            if open_browser:
                webbrowser.open(address)
            while True:
                time.sleep(1)
        except KeyboardInterrupt:
            say("Ended.")
        finally:
            server.end()
