"""The manual inside the studio: a page of it, read where help beside a field leads to."""

from __future__ import annotations

import re
from itertools import pairwise

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mentorkit.core.commonmark import reader
from mentorkit.guides.markdown import heading_anchor
from mentorkit.studio.studio_app import studio_of


def manual_page(request: Request) -> Response:
    """One page of the manual. Raises HTTPException where there is none of this name."""
    from mentorkit.build import manual  # it brings the engine of sites, for which the studio should not wait

    name, titles = request.path_params["name"], manual.titles()
    if name not in titles:
        raise HTTPException(404)
    text = Markup(_html(manual.text(name)))  # noqa: S704 - made by our reader from our own manual, with HTML shown as it is typed
    return studio_of(request).show(request, "manual.html", title=titles[name], titles=titles, name=name, text=text)


_ANCHOR = re.compile(r" *\{ ?#[\w-]+ ?\}(?=\n)")
"""The anchor that a heading is given by hand."""
_ANCHORED = re.compile(r"^(#+ .*?) *\{ ?#([\w-]+) ?\}$", re.MULTILINE)


def _html(text: str) -> str:
    """A page of the manual: headings with the anchors that links count on, links to other pages inside the studio."""
    md = reader()
    tokens = md.parse(_ANCHOR.sub("", text))
    anchors = {plain.strip("# "): anchor for plain, anchor in re.findall(_ANCHORED, text)}
    for token, inside in pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchors.get(inside.content) or heading_anchor(inside.content, "-"))
        for child in (token, *(token.children or ())):
            address = child.attrGet("href")
            if isinstance(address, str):
                child.attrSet("href", re.sub(r"^([\w-]+)\.md(?=#|$)", r"/-/manual/\1", address))
    return str(md.renderer.render(tokens, md.options, {}))


ROUTES: tuple[BaseRoute, ...] = (Route("/-/manual/{name}", manual_page),)
