"""Writes a Toolkit as an ordinary MkDocs project: Markdown, theme overrides and an `mkdocs.yml`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment
from markupsafe import Markup

from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.files import calendars
from mentorkit.files.downloads import Download, by_reader
from mentorkit.guides import markdown
from mentorkit.guides.markdown import Prose
from mentorkit.guides.vocabulary import GENERATED, options
from mentorkit.language.catalogue import Words
from mentorkit.language.labels import capital
from mentorkit.language.placeholders import people
from mentorkit.language.templates import environment
from mentorkit.language.voice import Phrases
from mentorkit.portal import dates, look
from mentorkit.portal.guide_pages import GuidePages, questions
from mentorkit.portal.pages import Page, Section, keys_in_order, navigation, sections
from mentorkit.portal.web import web_files
from mentorkit.toolkit import Toolkit
from mentorkit.workspace.layers import Layers


def stage(
    toolkit: Toolkit,
    layers: Layers,
    config: Path,
    into: Path,
    *,
    today: date,
    downloads: Sequence[Download],
    offline: bool = False,
) -> tuple[str, ...]:
    """Write the project into the folder `into` and return the paths of the pages that its site must have.

    `config` is the workspace's `mkdocs.yml`, which the project inherits. `today` decides what is next and which phase
    is current; `downloads` are the files that will stand beside the site. `offline` makes a portal that is opened as
    files, without a server.
    """
    words = Words(toolkit.program.language)
    phrases = Phrases(words, people(toolkit.program, words), toolkit.program.starts)
    writer = GuidePages(toolkit, phrases)
    tabs = list(sections(toolkit, phrases, lambda guide: lambda: writer.text(guide)))
    tabs = [tab.as_files() for tab in tabs] if offline else tabs
    pages = [page for tab in tabs for page in tab.pages]
    _refuse_twins(pages)
    docs, overrides = into / "docs", into / "overrides"
    vocabulary = options("portal", layers, words.language, phrases.people, writer.values, allow_html=toolkit.allow_html)
    render = _Renderer(toolkit, layers, phrases, Prose(vocabulary), pages)
    render.env.globals |= {"today": today, "downloads": [file for file in downloads if not file.alone]}
    render.offer({file.form: file for file in downloads if file.form})
    for page in pages:
        _write(docs / page.source, render.page(page))
    styles, scripts = look.put_look(toolkit.branding, layers, docs, overrides)
    if look.theme_language(words) != words.language:
        _write(overrides / f"partials/languages/{words.language}.html", look.language_partial(words))
    settings = _settings(toolkit, config, phrases, tabs) | {
        "copyright": str(render.part("footer")).strip(),
        "extra_css": styles,
        "extra_javascript": [{"path": path, "defer": True} for path in scripts],
        "markdown_extensions": {"mentorkit.vocabulary": vocabulary},
    }
    if summary := toolkit.program.summary:
        settings["site_description"] = escape(render.env.filters["md"](summary).striptags())
    settings["extra"] |= {"portal": _for_theme(toolkit, render)}
    if offline:
        settings["use_directory_urls"] = False
        settings["extra"] |= {"polyfills": [look.put_offline_search(layers, docs)]}
    for name, text in () if offline else web_files(toolkit.program, pages, render.env).items():
        _write(into / "beside" / name, text)
    _write(into / "mkdocs.yml", yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=1000))
    return tuple(page.output for page in pages)


def _refuse_twins(pages: list[Page]) -> None:
    """A guide called "index" would take the place of the list of all guides."""
    twins = [page for page in pages if page.path.endswith("/index")]
    if twins:
        raise BuildFailed(
            Problem(
                "file-name",
                f'the name "index" belongs to the list of all {page.kind}',
                Span(f"content/{page.path}.md"),
                "give this guide another name",
            )
            for page in twins
        )


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _settings(toolkit: Toolkit, config: Path, phrases: Phrases, tabs: list[Section]) -> dict[str, Any]:
    """The part of `mkdocs.yml` that is different for each portal."""
    _ = phrases.words.gettext
    schemes = [("default", _("Switch to light")), ("slate", _("Switch to dark"))]
    if toolkit.branding.settings.scheme == "dark":
        schemes.reverse()
    palette = [
        {"scheme": name, "primary": "custom", "accent": "custom", "toggle": {"icon": icon, "name": other}}
        for (name, _own), (_next, other), icon in zip(
            schemes, reversed(schemes), [_ICONS[name] for name, _own in schemes], strict=True
        )
    ]
    small = toolkit.branding.small
    theme: dict[str, Any] = {
        "custom_dir": "overrides",
        "language": phrases.words.language,
        "direction": phrases.words.direction,
        "palette": palette,
        "font": False,
    }
    if small:
        theme |= {"favicon": f"assets/portal/{look.logo_name(small, 'small', 'light')}"}
    return {
        "INHERIT": str(config.absolute()),
        "site_name": escape(toolkit.program.title),
        "site_url": "",
        "use_directory_urls": True,
        "docs_dir": "docs",
        "nav": navigation(tabs, escape),
        "theme": theme,
        "extra": {"generator": False},
    }


_ICONS = {"default": "material/weather-night", "slate": "material/weather-sunny"}
"""What the switch shows in each scheme: where it leads."""


def _for_theme(toolkit: Toolkit, render: _Renderer) -> dict[str, Any]:
    """What the overrides of the theme print: words and addresses, all escaped."""
    branding = toolkit.branding
    logos = {}
    if branding.small:
        for scheme, form in look.logo_forms(branding).items():
            logos[scheme] = f"assets/portal/{look.logo_name(branding.small, 'small', form)}"
    return {
        "public": toolkit.program.public,
        "notice": str(render.part("notice")).strip(),
        "logos": logos,
        "program": {"id": toolkit.id, "title": escape(toolkit.program.title)},
        "keep": str(render.part("keep")).strip(),
        "writing": str(render.part("writing")).strip(),
        "share": str(render.part("share", card=look.CARD)).strip(),
        "days": str(render.part("days")).strip(),
        "search": escape(render.phrases.words.gettext("Search this portal")),
    }


class _Renderer:
    """Renders pages of one portal; links in them are relative to the page that is being made."""

    def __init__(self, toolkit: Toolkit, layers: Layers, phrases: Phrases, prose: Prose, pages: list[Page]) -> None:
        self.toolkit, self.phrases = toolkit, phrases
        self.current = pages[0]
        self.prints: Mapping[str, Download] = {}
        self.known = {page.path for page in pages}
        self.env: Environment = environment(layers, phrases.words)
        self.env.filters |= {
            "md": prose.html, "mdi": prose.inline, "plain": _plain, "capital": capital,
            "day": phrases.day, "clock": phrases.clock, "duration": phrases.duration, "week": phrases.week,
            "role": phrases.role, "roles": phrases.roles, "audience": phrases.audience,
            "for_whom": phrases.for_whom, "kind": phrases.kind, "phase": phrases.phase, "phase_means": phrases.phase_means,
            "leaf": phrases.leaf,
            "route": phrases.route, "method": phrases.method, "asked": phrases.asked, "answer": phrases.answer,
            "by_reader": by_reader, "result": phrases.result, "message": phrases.message, "goal_level": phrases.goal_level,
        }  # fmt: skip
        self.env.tests["contains"] = lambda members, one: one in members
        self.env.globals |= {
            "toolkit": toolkit,
            "program": toolkit.program,
            "branding": toolkit.branding,
            "people": phrases.people,
            "keys_in_order": keys_in_order(toolkit),
            "dates": dates,
            "questions": questions,
            "writing_pages": lambda: json.dumps(
                {page.path: self.current.to(page.path) for page in pages if page.writes}
            ),
            "phrases": phrases,
            "to": lambda target: self.current.to(target),
            "has": self.known.__contains__,
            "title_of": lambda card: dates.title(card, phrases),
            "address_of": self.address,
            "calendar_roles": calendars.audiences(toolkit),
            "large_logos": {
                scheme: f"assets/portal/{look.logo_name(toolkit.branding.large, 'large', form)}"
                for scheme, form in look.logo_forms(toolkit.branding).items()
                if toolkit.branding.large
            },
        }

    def offer(self, prints: Mapping[str, Download]) -> None:
        """Offer these files on the pages of the forms that they print, by page, and in the list of all forms."""
        self.prints = prints
        self.env.globals |= {"prints": prints}

    def page(self, page: Page) -> str:
        """The whole file of a page, front matter included."""
        self.current = page
        front: dict[str, Any] = {"hide": list(page.hide), "kind": page.kind, "path": page.path, "writes": page.writes}
        if page.path:
            front["title"] = escape(page.title)
        if page.tags:
            front |= {"tags": list(map(escape, page.tags)), "search": {"boost": 2}}
        if page.summary:
            front["description"] = escape(page.summary)
        if file := self.prints.get(page.path):
            front["file"] = {"path": file.path, "link": str(self.part("print", file=file)).strip()}
        head = f"---\n{yaml.safe_dump(front, allow_unicode=True, width=1000)}---\n"
        if page.markdown:
            return f"{head}\n{page.markdown()}"
        body = self.env.get_template(f"portal/{page.template}.html").render(page=page, **page.about)
        return f"{head}{GENERATED}\n\n{body}\n"

    def part(self, name: str, **about: object) -> Markup:
        """A piece that stands on many pages."""
        return Markup(self.env.get_template(f"portal/parts/{name}.html").render(about))  # noqa: S704 - an escaping template

    def address(self, card: dates.DateCard) -> str:
        """Where a card leads: a session to its page, everything else to the timeline."""
        return self.current.to(f"sessions/{card.session.number}" if card.session else f"timeline#{card.anchor}")


def _plain(text: str) -> Markup:
    """A text as Markdown that shows exactly this text, for headings that are Markdown."""
    return Markup(markdown.plain(str(text)))  # noqa: S704 - `plain` escapes what Markdown and HTML read
