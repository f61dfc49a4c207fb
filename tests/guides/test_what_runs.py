"""What a hostile author writes into a text neither runs nor fetches, however it is spelled; a browser's parser is the judge."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from itertools import product

import pytest

from mentorkit.guides.markdown import Prose
from mentorkit.language.catalogue import Words
from mentorkit.language.voice import usual_people
from mentorkit.portal.site_finish import finished
from mentorkit.workspace.layers import stock_root

MEDIA = ("portal", "print")
RUNS = (
    "onclick", "onerror", "onload", "onmouseover", "onfocus", "ontoggle", "onanimationstart", "style", "srcdoc", "formaction",
    "srcset", "poster", "background", "ping", "data", "manifest", "xlink:href",
)  # fmt: skip
"""Attributes that run something or fetch it from elsewhere."""
ADDRESSES = ("href", "src", "action", "xlink:href", "formaction", "data")
SAFE = {"http", "https", "mailto", "tel", ""}


def prose(medium: str, *, allow_html: bool = False) -> Prose:
    people = usual_people(Words("en-GB"))
    return Prose({"medium": medium, "layers": [str(stock_root())], "people": people, "allow_html": allow_html})


class Attributes(HTMLParser):
    """Every tag and attribute of a page as a browser reads them: in small letters, with entities decoded."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.found: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.found += [(name, value or "") for name, value in attrs]


def scheme(address: str) -> str:
    """What a browser takes for the scheme of an address: white space around it and control characters in it do not count."""
    plain = re.sub(r"[\t\n\r]", "", address.strip("".join(map(chr, range(33)))))
    found = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", plain)
    return found[1].lower() if found else ""


def dangers(html: str, known: str = "") -> list[str]:
    """What of these pages would run or fetch; `known` is the same without the hostile part, which the stock may style."""
    usual = set(Attributes(known).found)
    read = Attributes(html)
    wrong = [
        f"<{tag}>"
        for tag in read.tags
        if tag in ("script", "iframe", "object", "embed", "base", "form", "link", "meta", "svg", "img")
    ]
    for name, value in read.found:
        if (name.startswith("on") or name in RUNS) and (name, value) not in usual:
            wrong.append(f'{name}="{value}"')
        if name in ADDRESSES and scheme(value) not in SAFE:
            wrong.append(f'{name}="{value}"')
    return wrong


PLACES = (
    "# A heading {{: {0} }}",
    "A paragraph.\n{{: {0} }}",
    "A [link](https://a.example){{: {0} }} in a line.",
    "A [link](other.md){{ {0} }} in a line.",
    "Words that are *emphasised*{{: {0} }} and `code`{{: {0} }}.",
    "- An item\n    {{: {0} }}\n- another {{: {0} }}",
    "| a | b |\n|---|---|\n| c {{: {0} }} | d |",
)
"""Everywhere that Markdown lets attributes be written."""


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("name", RUNS)
def test_no_attribute_of_an_author_runs_or_fetches(name: str, medium: str) -> None:
    made = prose(medium)
    for place, spelled, quoted in product(PLACES, (name, name.upper(), name.title()), ('"{}"', "'{}'", "{}")):
        text = place.format(f"{spelled}={quoted.format('url(//evil.example/x)')}")
        assert dangers(made.html(text)) == [], text


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("name", [*RUNS, "a/onclick", "a onclick", "a>b onclick", 'a"onclick', "x\tonclick"])
def test_no_attribute_of_a_block_runs_or_fetches(name: str, medium: str) -> None:
    made = prose(medium)
    known = made.html("/// prompt | Why?\n    lines: 4\n///\n")
    for spelled in (name, name.upper()):
        quoted = spelled.replace('"', '\\"').replace("\t", "\\t")
        text = f'/// prompt | Why?\n    lines: 4\n    attrs: {{"{quoted}": "alert(1)"}}\n///\n'
        assert dangers(made.html(text), known) == [], text


SPELLINGS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "\x01javascript:alert(1)", "java\tscript:alert(1)",
    "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "&#0000106avascript:alert(1)", "javascript&#58;alert(1)",
    "javascript&colon;alert(1)", "java&#9;script:alert(1)", "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)",
    "&#1;javascript:alert(1)", "&#x20;javascript:alert(1)", "&amp;#106;avascript:alert(1)", "java\\script:alert(1)",
    "javascript\\:alert(1)", "javascript:%61lert(1)", "javascript://a.example/%0aalert(1)", "vbscript:msgbox(1)",
    "data:text/html,<b>x</b>", "DATA:text/html;base64,PHg+", "file:///etc/passwd", "blob:https://a.example/x", "view-source:x",
)  # fmt: skip
"""The same address as people have tried to smuggle it past filters."""
LINKS = (
    "[x]({0})",
    "[x](<{0}>)",
    '[x]({0} "a title")',
    "[x][y]\n\n[y]: {0}",
    "[x][y]\n\n[y]: <{0}>",
    "<{0}>",
    "[x](https://a.example){{: href='{0}' }}",
    '[x](https://a.example){{: href="{0}" }}',
    "# A heading {{: href='{0}' src='{0}' action='{0}' }}",
    "/// say\n[x]({0})\n///\n",
    "Text.[^1]\n\n[^1]: A note [x]({0})",
)


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("spelled", SPELLINGS)
def test_no_link_of_an_author_runs_however_its_address_is_spelled(spelled: str, medium: str) -> None:
    made = prose(medium)
    for link in LINKS:
        text = link.format(spelled)
        assert dangers(made.html(text)) == [], text


TAGS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>", "<form><button formaction='javascript:alert(1)'>x</button></form>",
    "<div style='background:url(https://evil.example/x)'>x</div>", "<base href='https://evil.example/'>",
    "<link rel=stylesheet href=//evil.example/x.css>", "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<object data='javascript:alert(1)'></object>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<a href='java&#9;script:alert(1)'>x</a>",
)  # fmt: skip


@pytest.mark.parametrize("medium", MEDIA)
def test_html_of_an_author_is_shown_as_it_was_typed_unless_the_workspace_allows_it(medium: str) -> None:
    shown, let_through = prose(medium), prose(medium, allow_html=True)
    for tag, around in product(TAGS, ("{}", "Words {} in a line.", "- an item {}", "/// say\n{}\n///\n", "> {}")):
        text = around.format(tag)
        assert dangers(shown.html(text)) == [], text
        name = tag[1:].partition(">")[0].split()[0].lower()
        assert name in Attributes(let_through.html(text)).tags, f"allowed, and yet not there: {text}"


@pytest.mark.parametrize(
    "tag", [*TAGS, "</article><script>alert(1)</script>", "<style>@import url(//evil.example/x.css)</style>"]
)
def test_on_a_page_no_script_of_an_author_runs_even_where_html_is_allowed(tag: str) -> None:
    """The page's own policy names its theme's scripts by their hashes, and nothing that stands in a text."""
    text = prose("portal", allow_html=True).html(tag)
    page = f'<html><head><meta charset="utf-8"><script>theme()</script></head><body><article class="md-content__inner">{text}</article></body></html>'
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', finished(page, offline=False))
    said = unescape(policy).split("; ")
    (scripts,) = [part for part in said if part.startswith("script-src")]
    assert scripts.count("sha256-") == 1, f"beside the theme's own script another could run: {scripts}"
    assert not {"'unsafe-inline'", "'unsafe-hashes'", "'unsafe-eval'", "data:", "*"} & set(scripts.split())
    assert {"default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"} <= set(said)
