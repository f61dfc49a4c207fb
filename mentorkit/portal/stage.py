"""Writes a Toolkit as an ordinary MkDocs project: Markdown, theme overrides and an `mkdocs.yml`."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment
from markupsafe import Markup

from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.definition.base import PAIR
from mentorkit.definition.front_matter import KeyFacts
from mentorkit.files.downloads import Download, by_reader
from mentorkit.guides import markdown
from mentorkit.guides.key_signs import sign_of
from mentorkit.guides.library import Guide
from mentorkit.guides.markdown import Prose
from mentorkit.guides.vocabulary import GENERATED, in_language, options
from mentorkit.language.foreign_parts import marked, written_in
from mentorkit.language.language_names import with_country
from mentorkit.language.templates import TemplateContext, programme_environment
from mentorkit.language.voice import Voice
from mentorkit.portal import look
from mentorkit.portal.destinations import Destination, destinations, navigation, page_paths
from mentorkit.portal.found_by import search_words
from mentorkit.portal.guide_pages import GuidePages
from mentorkit.portal.open_links import OpenLinks
from mentorkit.portal.pages import Page
from mentorkit.portal.portal_context import (
    ErrorPageContext,
    FileContext,
    IconContext,
    PageContext,
    PortalContext,
    ShareContext,
    SignPartContext,
)
from mentorkit.portal.site_pictures import put_pictures
from mentorkit.portal.twins import Twins
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
    for_facilitators: bool = False,
    languages: Sequence[Toolkit] = (),
) -> tuple[str, ...]:
    """Write the project into the folder `into` and return the paths of the pages that its site must have.

    `config` is the workspace's `mkdocs.yml`, which the project inherits. `today` decides what is next and which phase
    is current; `downloads` are the files that will stand beside the site. `offline` makes a portal that is opened as
    files, without a server; one `for_facilitators` holds what nobody else may read. `languages` is the same programme
    in each of its languages, the main one first, where it has several.
    """
    voice = Voice.of(toolkit.program)
    writer = GuidePages(toolkit, voice, whole=for_facilitators)
    ways = [one.as_files() if offline else one for one in destinations(toolkit, voice, writer)]
    twins = Twins.of(toolkit, languages, page_paths)
    pages = [page for one in ways for page in one.pages]
    _refuse_twins(pages)
    main = languages[0] if twins.up else None
    context = PortalContext.of(toolkit, voice, pages, today, downloads, main=main, for_facilitators=for_facilitators)
    others = {one for guide in toolkit.guides if (one := writer.language(guide))}
    vocabulary = _vocabulary(toolkit, layers, voice, writer.values, into / "docs", others)
    papers = {key.path: [file for file in downloads if file.form == key.path] for key in toolkit.keys}
    prose = Prose(vocabulary)
    render = _Renderer(context, voice, layers, prose, pages, papers, twins, writer)
    modules = {} if for_facilitators else {f"{one.path}.md": one for one in toolkit.training}
    links = OpenLinks(modules, lambda module: prose.anchors(writer.text(module)))
    for page in pages:
        _write(into / "docs" / page.source, links.mended(render.page(page), page.source))
    settings = _settings(toolkit, config, voice, ways) | _look(toolkit, layers, voice, into)
    settings |= {"markdown_extensions": _extensions(vocabulary, voice)} | render.for_theme([one.icon for one in ways])
    if offline:
        polyfills = [look.put_offline_search(layers, into / "docs")]
        settings |= {"use_directory_urls": False, "extra": settings["extra"] | {"polyfills": polyfills}}
    else:
        lost = render.template("404", ErrorPageContext(tuple(ways)))
        for name, text in web_files(toolkit.program, pages, lost, twins).items():
            _write(into / "beside" / name, text)
    _write(into / "search.json", json.dumps(search_words(toolkit, voice), ensure_ascii=False))
    _write(into / "mkdocs.yml", _dumped(settings, allow_unicode=True, sort_keys=False, width=1000))
    return tuple(page.output for page in pages)


def _vocabulary(
    toolkit: Toolkit, layers: Layers, voice: Voice, values: Mapping[str, str], docs: Path, languages: Collection[str]
) -> dict[str, Any]:
    """The configuration of the vocabulary of guides, some of which are in other `languages`; the pictures that they show are put into `docs`."""
    return options(
        "portal",
        layers,
        voice.words.language,
        voice.people,
        values,
        sessions=len(toolkit.sessions),
        program_format=voice.format,
        allow_html=toolkit.allow_html,
        pictures=put_pictures(toolkit, docs),
        tongues={one: toolkit.speech.tongue(one) for one in sorted(languages)},
    )


def _extensions(vocabulary: dict[str, Any], voice: Voice) -> dict[str, Any]:
    """The settings of Markdown that are different for each portal, and extensions that a workspace need not name."""
    link = marked(voice.words.gettext("Link to this place"))
    return {name: {} for name in markdown.EXTENSIONS} | {
        "mentorkit.vocabulary": vocabulary,
        "smarty": {"substitutions": markdown.quotation_marks(voice.words)},
        "toc": {"permalink_title": link},
    }


def _refuse_twins(pages: list[Page]) -> None:
    """A guide called "index" would take the place of the list of all guides; pages have no list then."""
    twins = [page for page in pages if page.path.endswith("/index") and page.kind != "pages"]
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


class _ProjectDumper(yaml.SafeDumper):
    """Writes texts of any kind as texts."""


_ProjectDumper.add_multi_representer(str, lambda dumper, text: dumper.represent_str(str(text)))


def _dumped(value: Any, **how: Any) -> str:
    return str(yaml.dump(value, Dumper=_ProjectDumper, **how))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


_OWN_COLOURS = {"primary": "custom", "accent": "custom"}
"""Without them the theme takes its indigo, whose links in the dark are stronger than a brand's."""


def _settings(toolkit: Toolkit, config: Path, voice: Voice, ways: list[Destination]) -> dict[str, Any]:
    """The part of `mkdocs.yml` that is different for each portal."""
    small = toolkit.branding.small
    theme: dict[str, Any] = {
        "custom_dir": look.OVERRIDES,
        "language": voice.words.language,
        "direction": voice.words.direction,
        "palette": [_OWN_COLOURS | {"scheme": "slate" if toolkit.branding.settings.scheme == "dark" else "default"}],
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
        "nav": navigation(ways, _escaped),
        "theme": theme,
    }


def _look(toolkit: Toolkit, layers: Layers, voice: Voice, into: Path) -> dict[str, Any]:
    """Write style, scripts and theme overrides; return the settings that name them."""
    words, overrides = voice.words, into / look.OVERRIDES
    charts = toolkit.results is not None
    styles, scripts = look.put_look(
        toolkit.branding, layers, into / "docs", overrides, words, engine=toolkit.engine, charts=charts
    )
    if look.theme_language(words) != words.language:
        _write(overrides / f"partials/languages/{words.language}.html", look.language_partial(words))
    return {"extra_css": styles, "extra_javascript": [{"path": path, "defer": True} for path in scripts]}


class _Renderer:
    """Renders the pages of one portal, and the parts that stand on many of them."""

    def __init__(
        self,
        context: PortalContext,
        voice: Voice,
        layers: Layers,
        prose: Prose,
        pages: list[Page],
        papers: Mapping[str, list[Download]],
        twins: Twins,
        writer: GuidePages,
    ) -> None:
        self.context, self.voice, self.prose, self.pages, self.papers = context, voice, prose, pages, papers
        self.twins, self.writer = twins, writer
        self.env: Environment = programme_environment(layers, voice)
        self.env.filters |= {"md": prose.html, "mdi": prose.inline_marked, "plain": _plain, "by_reader": by_reader}
        self.env.tests["contains"] = lambda members, one: one in members

    def page(self, page: Page) -> str:
        """The whole file of a page, front matter included."""
        front: dict[str, Any] = {"hide": list(page.hide), "kind": page.kind, "path": page.path, "writes": page.writes}
        if page.is_index:
            front["index"] = True
        guide = next((one for one in self.context.toolkit.guides if one.path == page.path), None)
        if guide and (english := written_in(self.voice.words, guide.language)):
            front["english"] = english
        front |= (
            self._of_key(guide) if guide and isinstance(guide.facts, KeyFacts) else {"minutes": dict.fromkeys(PAIR, 0)}
        )
        if page.path:
            front["title"] = _escaped(page.title)
        if page.tags:
            front |= {"tags": list(map(_escaped, page.tags)), "search": {"boost": 2}}
        elif page.for_organisers:
            front["search"] = {"boost": 0.5}
        if page.summary:
            front["description"] = _escaped(page.summary)
        if file := self.context.prints.get(page.path):
            front["file"] = {"path": file.path, "link": self.part("print", FileContext(file))}
        if papers := self.papers.get(page.path):
            front["papers"] = [self._paper(file, alone=len(papers) == 1) for file in papers]
        front |= self.twins.front(page, self.part)
        head = f"---\n{_dumped(front, allow_unicode=True, width=1000)}---\n"
        if page.markdown:
            language = guide and self.writer.language(guide)
            return f"{head}\n{in_language(language) if language else ''}{page.markdown()}"
        besides = [PageContext.of(page, self.pages), *([page.about] if page.about else ())]
        return f"{head}{GENERATED}\n\n{self.template(page.template, *besides)}\n"

    def _of_key(self, key: Guide[Any]) -> dict[str, Any]:
        """The time that it takes each of the pair, its sign, and the session that it is for."""
        front: dict[str, Any] = {"minutes": {role: getattr(key.facts.minutes, role) for role in PAIR}}
        front["sign"] = self.part("sign", SignPartContext(sign_of(key)))
        for one in self.context.toolkit.sessions_with(key)[:1]:
            title = self.voice.session(one.number, one.session.title)
            front["session"] = {"path": f"sessions/{one.number}", "title": _escaped(title)}
        return front

    def _paper(self, file: Download, *, alone: bool) -> dict[str, str]:
        """A file that prints the Key of a page: its address, its link and, where it is for one of a pair, whom it is for."""
        role = "" if alone else file.audience[0]
        return {"path": file.path, "role": role, "link": self.part("paper", FileContext(file))}

    def template(self, name: str, *besides: TemplateContext) -> str:
        """A template of the portal, filled with what all of its pages know and with what this one knows besides."""
        names = self.context.names()
        for context in besides:
            names |= context.names()
        return self.env.get_template(f"portal/{name}.html").render(names)

    def part(self, name: str, *besides: TemplateContext) -> str:
        """A piece that stands on many pages."""
        return self.template(f"parts/{name}", *besides).strip()

    def for_theme(self, icons: list[str]) -> dict[str, Any]:
        """The settings that the overrides of the theme print: words and addresses, all escaped; and the `icons` of destinations."""
        toolkit, program = self.context.toolkit, self.context.program
        portal = {
            "public": program.public,
            "notice": self.part("notice"),
            "logos": look.small_logos(toolkit.branding),
            "program": {"id": toolkit.id, "title": escape(program.title)},
            "keep": self.part("keep"),
            "paper": self.part("workbooks"),
            "writing": self.part("writing"),
            "share": self.part("share", ShareContext(look.CARD, with_country(self.voice.words.language))),
            "up": self.twins.up,
            "days": self.part("days"),
            "icons": [self.part("icon", IconContext(name)) for name in icons],
            "fonts": look.preloaded(toolkit.branding),
            "light": self.part("light"),
            "digits": self.voice.words.own_digits,
            "beside": _escaped(self.voice.words.gettext("Other pages of this part")),
            "search": _escaped(self.voice.words.gettext("Search this portal")),
        }
        about = {"site_description": escape(self.prose.html(program.summary).striptags())} if program.summary else {}
        return {"copyright": self.part("footer"), "extra": {"generator": False, "portal": portal}} | about


def _escaped(text: str) -> str:
    """A text for the theme, which prints it as it is."""
    return escape(marked(text))


def _plain(text: str) -> Markup:
    """A text as Markdown that shows exactly this text, for headings that are Markdown."""
    return Markup(markdown.plain(str(marked(text))))  # noqa: S704 - `plain` escapes what Markdown and HTML read
