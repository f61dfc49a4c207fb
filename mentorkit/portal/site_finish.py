"""The last hand on a built portal: what it may load, HTML that is valid, and nothing that it cannot use."""

from __future__ import annotations

import re
import shutil
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape, unescape
from pathlib import Path

from mentorkit.language.catalogue import ENGLISH
from mentorkit.language.foreign_parts import in_elements
from mentorkit.portal.site_pictures import place_pictures
from mentorkit.portal.site_search import mend_search, with_our_script

_NOT_OURS_TO_SHIP = ("**/*.map", "sitemap.xml", "sitemap.xml.gz", "404.html")
"""Files that the engine writes and a portal cannot use: source maps; a sitemap with the day of the build; an error page whose
links begin at the server's root and so break below it."""

_IN_THE_SCRIPT = (
    (r"https://unpkg\.com/mermaid@11/dist/mermaid\.min\.js", ""),
    (r'location\.protocol!=="file:"(?=\),\w+\("search"\))', "!1"),
    (r"(\{index\$:(\w+),location\$:\w+\}\)\{return \w+\(\[)\2,", r"\1/[?&]h=/.test(location.search)?\2:[],"),
)
"""In the theme's script: an address that it would fetch from, for things that no portal has; and two places that load
the index of the search, a quarter of a first visit, before anybody searches or comes from a search."""

_UNWANTED = (
    (re.compile(r'\s*<meta name="generator"[^>]*>'), ""),
    (re.compile(r'(<input class="md-toggle[^>]*?) autocomplete="off"'), r"\1"),
    (re.compile(r'(<label class="md-nav__link[^>]*?) tabindex=""'), r"\1"),
    (re.compile(r"<th([^>]*)></th>"), r"<td\1></td>"),
    (re.compile(r'(<meta name="viewport" content="[^"]*initial-scale=1)"'), r'\1,viewport-fit=cover"'),
)
"""Parts that the theme writes and HTML does not know: `autocomplete` on check boxes, an empty `tabindex`; what its readers
need not: which tools made the page; and headings of columns that say nothing, which screen readers would announce. Last, pages reach below the edge of a phone that has
no corners, where our bar of destinations knows how much room it has to leave."""

_FROM_RIGHT = re.compile(r'<(?:html|body)\b[^>]*\sdir="rtl"')
_TEXT_IN_OTHER_LANGUAGE = re.compile(r'<div id="mk-content"[^>]*?( lang="[\w-]+"(?: dir="\w+")?)')
"""The text of a page in another language than its portal."""
_HEADINGS = '<ul class="md-nav__list" data-md-component="toc"'
_IN_SCRIPTS = re.compile(r"\\ue00[0-3]")
"""The same marks, as the theme writes them among the words for its script."""
_NAMED_TWICE = re.compile(rf'(<a [^>]*class="md-footer__link[^>]*?) aria-label="[^"]*{ENGLISH}[^"]*"')
"""A link whose name is that of its words, and would be in two languages."""
_HEAD = re.compile(r"<head[^>]*>\s*(?:<meta charset[^>]*>)?")
_TEXT = re.compile(r'<article class="md-content__inner.*</article>', re.DOTALL)
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_STYLED = re.compile(r"<[a-z][^<>]*?\sstyle=\"([^\"]*)\"")


def finish(site: Path, beside: Path, words: Path, *, offline: bool) -> None:
    """Prune a site, add what is `beside` it, then mend and seal every page.

    `words` is the file of what its search knows besides; `offline`: it is opened as files.
    """
    for pattern in _NOT_OURS_TO_SHIP:
        for file in site.glob(pattern):
            file.unlink()
    for script in site.glob("assets/javascripts/bundle.*.js"):
        text = script.read_text("utf-8")
        for pattern, instead in _IN_THE_SCRIPT:
            text = re.sub(pattern, instead, text)
        script.write_text(text, "utf-8")
    shutil.rmtree(site / "assets/javascripts/lunr", ignore_errors=True)
    mend_search(site, words)
    if beside.is_dir():
        shutil.copytree(beside, site, dirs_exist_ok=True)
    place_pictures(site)
    if offline:
        _index_as_script(site)
    for page in site.rglob("*.html"):
        page.write_text(finished(page.read_text("utf-8"), offline=offline), "utf-8")


def finished(page: str, *, offline: bool) -> str:
    """One page, valid, each of its parts in its language, and with its Content-Security-Policy."""
    page = _in_languages(page)
    for pattern, instead in _UNWANTED:
        page = pattern.sub(instead, page)
    page = with_our_script(page)
    if 'id="__toc"' not in page:  # the theme's label for a switch that only some pages have
        page = page.replace(' for="__toc"', "")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(page, offline=offline))}">'
    return _HEAD.sub(lambda head: f"{head[0]}\n{meta}", page, count=1)


def _in_languages(page: str) -> str:
    """A page whose English parts say so, also in what the theme prints of them: its list of headings, the links at its foot."""
    page = in_elements(_NAMED_TWICE.sub(r"\1", _IN_SCRIPTS.sub("", page)), "rtl" if _FROM_RIGHT.search(page) else "ltr")
    if text := _TEXT_IN_OTHER_LANGUAGE.search(page):
        page = page.replace(_HEADINGS, f"{_HEADINGS}{text[1]}")
    return page


def policy(page: str, *, offline: bool) -> str:
    """The Content-Security-Policy of a page: its own folder's files, and the scripts and styles that the theme wrote into it.

    A script inside the text of a page is never among them: what slips through in a text does not run. On a disk, 'self'
    means nothing to some browsers, so files have to be named as such.
    """
    ours = "'self' file:" if offline else "'self'"
    scripts = [ours, *_hashes(_SCRIPT.findall(_TEXT.sub("", page)))]
    styled = [unescape(one) for one in _STYLED.findall(page)]
    styles = [ours, *(["'unsafe-hashes'"] if styled else []), *_hashes([*_STYLE.findall(page), *styled])]
    return "; ".join(
        (
            f"default-src {ours}",
            f"script-src {' '.join(scripts)}",
            f"style-src {' '.join(styles)}",
            f"img-src {ours} data:",
            "object-src 'none'",
            "base-uri 'none'",
            f"form-action {ours}",
        )
    )


def _hashes(texts: Iterable[str]) -> list[str]:
    return [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in dict.fromkeys(texts)]


def _index_as_script(site: Path) -> None:
    """Browsers read no JSON from a disk; there the theme looks for a script that holds it."""
    for index in site.glob("search/search_index.json"):
        index.with_suffix(".js").write_text(f"var __index = {index.read_text('utf-8')}", "utf-8")
        index.unlink()
