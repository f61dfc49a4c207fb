"""Zensical as the site engine: where it differs from MkDocs, its input and its output are corrected.

It reads the project that is staged for MkDocs and renders the same Markdown, so that one finish serves both.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.guides.vocabulary import GENERATED
from mentorkit.portal.look import OVERRIDES, THEME, engine_theme
from mentorkit.portal.zensical.included_templates import refused_includes
from mentorkit.portal.zensical.zensical_messages import engine_problems
from mentorkit.portal.zensical.zensical_process import OUT_OF_MEMORY

_PROJECT = "zensical.yml"
_SETTINGS = """\
INHERIT: mkdocs.yml
site_url: null
site_dir: site
strict: false
theme: {name: material, variant: classic}
markdown_extensions:
  toc: {slugify: !!python/name:mentorkit.guides.markdown.heading_anchor ''}
"""
"""Settings that it needs in addition: no address (MkDocs takes an empty one for none), the variant of the theme that our style
sheets are written for, and the function that makes the anchors of headings, to which links lead."""

_AS_WRITTEN = "//as-written.invalid/"
"""Stands before an address in a page of ours until it is built: the engine takes each for one that counts from the page's
source, and would change it."""
_ADDRESS = re.compile(r'(\s(?:href|src|srcset|action)=")(?!https?:|mailto:|tel:|data:|[/#"])')

_DIFFERENCES = (
    (re.compile(r'(\s(?:href|src)=")(?:\./)+(?=[^"<>]+"[^<>]*>)'), r"\1"),
    (re.compile(r'(<a [^<>]*?href=)""'), r'\1"."'),
    (re.compile(r"&amp;(?=(?:amp|lt|gt|quot|#x?\w+);)(?=[^<>]*>)"), "&"),
)
"""What it writes in tags differently from MkDocs, and what stands there instead: an address that begins with "./", an empty
address for the page itself, and titles in attributes, which are staged escaped and which it escapes once more."""
_REMOTE = re.compile(r"https://(?:unpkg\.com|cdn\.jsdelivr\.net|api\.github\.com)/[^\"'`\s]*")
"""Addresses in the theme's script that it would fetch from, for things that no portal has."""

_LISTED = "partials/nav-item.html"
_ICON = '{% include ".icons/" ~ nav_item.meta.icon ~ ".svg" %}'
"""What the theme prints for an entry of the navigation, if its page has an icon, which no page of a portal has. Another template
could hand it an entry whose icon is any picture on this machine."""

_SEARCH = "partials/search.html"
_BOX = "mk-search"
"""What the box of the search is called in its template. Our script fills this one alone."""

_SEPARATOR = r"[\s\-]+"
"""What separates words, as MkDocs writes it into its index."""
_FRONT = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)


def make(staged: Path, site: Path) -> None:
    """Turn the project in `staged` into the folder `site`, which is emptied first.

    Raises BuildFailed where the engine warns of anything or stops, or where a template would read what is none of the
    theme's. The engine's cache lies in `staged`.
    """
    pages = _prepare(staged)
    for page in pages:
        text = page.read_text("utf-8")
        if GENERATED in text:
            page.write_text(_ADDRESS.sub(rf"\1{_AS_WRITTEN}", text), "utf-8")
    _run("build", staged)
    shutil.rmtree(site, ignore_errors=True)
    shutil.move(staged / "site", site)
    for made in site.rglob("*.html"):
        made.write_text(_corrected(made.read_text("utf-8")), "utf-8")
    for script in site.glob("assets/javascripts/*.js"):
        script.write_text(_REMOTE.sub("", script.read_text("utf-8")), "utf-8")
    shutil.rmtree(site / "assets/stylesheets/modern", ignore_errors=True)
    _put_index(site, staged / "docs", pages)


def _corrected(page: str) -> str:
    """A page as MkDocs writes it."""
    page = page.replace(_AS_WRITTEN, "")
    for pattern, instead in _DIFFERENCES:
        page = pattern.sub(instead, page)
    return page


def try_settings(staged: Path) -> None:
    """Read the settings of the project in `staged` as `make` does, and make nothing. Raises BuildFailed."""
    _prepare(staged)
    _run("read", staged)


def _prepare(staged: Path) -> list[Path]:
    """Write the engine's own project file; return the pages that it has to make."""
    if problems := list(refused_includes(staged / OVERRIDES)):
        raise BuildFailed(problems)
    box = staged / OVERRIDES / _SEARCH
    if box.is_file() and _BOX not in box.read_text("utf-8", "replace"):
        message = "this box of the search is made for MkDocs, and would find nothing with Zensical"
        hint = f"put one for Zensical into {engine_theme('zensical')}/{_SEARCH}; stock has one there to begin from"
        raise BuildFailed([Problem("template", message, Span(f"{THEME}/{_SEARCH}"), hint)])
    listed = staged / OVERRIDES / _LISTED
    if not listed.exists():
        listed.parent.mkdir(parents=True, exist_ok=True)
        theirs = str(files("zensical").joinpath("templates", _LISTED).read_text("utf-8"))
        listed.write_text(theirs.replace(_ICON, ""), "utf-8")
    (staged / _PROJECT).write_text(_SETTINGS, "utf-8")
    return sorted((staged / "docs").rglob("*.md"))


def _run(work: str, staged: Path) -> None:
    """Run the engine in a process that ends with this one.

    Raises BuildFailed where it prints anything but its progress, and MemoryError where it needs more memory than it may have.
    """
    paths = os.pathsep.join(path for path in sys.path if path)  # what this process can import, that one can
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-P", "-m", "mentorkit.portal.zensical.zensical_process", work, str(staged / _PROJECT)],
        cwd=staged,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stdout is not None, "asked for"
        said = process.stdout.read()  # its input stays open until it has ended
    if process.returncode == OUT_OF_MEMORY:
        raise MemoryError
    problems = list(dict.fromkeys(engine_problems(said, staged)))
    if not problems and process.returncode:
        problems = [Problem("portal", f"the site engine ended with the code {process.returncode}", Span("mkdocs.yml"))]
    if problems:
        raise BuildFailed(problems)


def _put_index(site: Path, docs: Path, pages: list[Path]) -> None:
    """Write the index of the search in the place and the format of MkDocs."""
    file = site / "search.json"
    if not file.is_file():
        return
    index = json.loads(file.read_text("utf-8"))
    texts = {_location(page.relative_to(docs).as_posix()): page.read_text("utf-8") for page in pages}
    sections = []
    for one in index["items"]:
        page = texts.get(_location(one["location"].partition("#")[0]), "")
        section: dict[str, Any] = {name: one[name] for name in ("location", "title", "text")}
        if one["tags"]:
            section["tags"] = one["tags"]
        if boost := _boost(page):
            section["boost"] = boost
        sections.append(section)
    languages = [one.partition("-")[0] for one in index["config"]["lang"]]
    made = {"config": {"lang": languages, "separator": _SEPARATOR}, "docs": sections}
    (site / "search").mkdir()
    (site / "search/search_index.json").write_text(json.dumps(made, ensure_ascii=False), "utf-8")
    file.unlink()


def _location(name: str) -> str:
    """The name of a page, which is the same for its source and its address."""
    return re.sub(r"(?:^|/)(?:index)?$", "", re.sub(r"\.(?:md|html)$", "", name))


def _boost(page: str) -> float | None:
    """The boost in the search that the front matter of a page asks for; None where it asks for none."""
    head = _FRONT.match(page)
    search = yaml.safe_load(head[1]).get("search") if head else None
    return search.get("boost") if search else None
