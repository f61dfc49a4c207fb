"""The files beside a portal's pages for web servers and search engines: an error page, robots.txt, a sitemap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from mentorkit.definition.program import Program
from mentorkit.portal.pages import Page
from mentorkit.portal.twins import Twins


def web_files(program: Program, pages: Iterable[Page], error_page: str, twins: Twins) -> dict[str, str]:
    """These files by name; `error_page` is the text of the first. Search engines are kept out unless the programme is public.

    A sitemap names pages by their whole addresses and is for search engines only, so it needs both. They look for it and
    for `robots.txt` at one place: the portal in the main language has them for all languages.
    """
    files = {"404.html": error_page}
    if not twins.up:
        files["robots.txt"] = _robots(program)
        if program.public and program.address:
            files["sitemap.xml"] = _sitemap(program.address, pages, twins)
    return files


def _robots(program: Program) -> str:
    if not program.public:
        return "User-agent: *\nDisallow: /\n"
    sitemap = f"Sitemap: {program.address}sitemap.xml\n" if program.address else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def _sitemap(address: str, pages: Iterable[Page], twins: Twins) -> str:
    places = "".join(place for page in pages for place in _places(address, page, twins))
    more = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"' if twins.folders else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"{more}>\n{places}</urlset>\n'
    )


def _places(address: str, page: Page, twins: Twins) -> Iterator[str]:
    """The entry of a page, or one for each of its languages, in which all of them are named."""
    same = twins.of_page(page)
    named = "".join(
        f'<xhtml:link rel="alternate" hreflang="{one.language}" href="{escape(one.whole)}"/>' for one in same
    )
    for whole in [one.whole for one in same] or [address + page.output.removesuffix("index.html")]:
        yield f"<url><loc>{escape(whole)}</loc>{named}</url>\n"
