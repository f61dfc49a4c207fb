"""The files beside a portal's pages for web servers and search engines: an error page, robots.txt, a sitemap."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from mentorkit.definition.program import Program
from mentorkit.portal.pages import Page


def web_files(program: Program, pages: Iterable[Page], error_page: str) -> dict[str, str]:
    """These files by name; `error_page` is the text of the first. Search engines are kept out unless the programme is public.

    A sitemap names pages by their whole addresses and is for search engines only, so it needs both.
    """
    files = {"404.html": error_page, "robots.txt": _robots(program)}
    if program.public and program.address:
        files["sitemap.xml"] = _sitemap(program.address, pages)
    return files


def _robots(program: Program) -> str:
    if not program.public:
        return "User-agent: *\nDisallow: /\n"
    sitemap = f"Sitemap: {program.address}sitemap.xml\n" if program.address else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def _sitemap(address: str, pages: Iterable[Page]) -> str:
    places = "".join(
        f"<url><loc>{escape(address + page.output.removesuffix('index.html'))}</loc></url>\n" for page in pages
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n'
    )
