"""Checks of guides besides their form: their links, placeholders, marks and pictures, and what is still to be written in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from mentorkit.checking.marks import marks_of_guide
from mentorkit.checking.picture_checks import opened_problems
from mentorkit.checking.references import check_guide, path_of_link
from mentorkit.core.problems import Problem, Result
from mentorkit.definition.front_matter import KINDS, GuideFacts
from mentorkit.guides.library import Guide, Library, read_guide
from mentorkit.guides.markdown import Prose, heading_anchor
from mentorkit.guides.pictures import shown_names
from mentorkit.guides.text_links import links
from mentorkit.guides.vocabulary import options
from mentorkit.language.catalogue import Words
from mentorkit.language.voice import usual_people
from mentorkit.workspace.layers import STOCK, Layers, whole_text
from mentorkit.workspace.workspace import Workspace


def guide_problems(
    guides: Iterable[Guide[GuideFacts]], library: Library, layers: Layers, workspace: Workspace
) -> Iterator[Problem]:
    """Everything that is wrong with these guides of a library, besides what reading them has said."""
    checked, html = tuple(guides), workspace.settings.allow_html
    anchors = _anchors(checked, library, layers)
    for guide in checked:
        yield from check_guide(guide, library, anchors)
    # the marks of the stock are looked at by a test before it ships: reading all of its Markdown again takes long
    for guide in (one for one in checked if one.layer != STOCK):
        yield from marks_of_guide(guide, html=html)
    yield from opened_problems(shown_names(guide.body for guide in checked), library, workspace.called)


def checked_text(
    workspace: Workspace, layers: Layers, library: Library, path: str, text: str, *, layer: str, file: str
) -> Result[Guide[GuideFacts] | None]:
    """The guide that a text would be at this path of a library, with everything that is wrong with it; nothing need be saved.

    None where it cannot be read as a guide. `layer` is where it would stand, and `file` what messages call it.
    """
    folder, _, id_ = path.partition("/")
    whole = whole_text(text, file)
    guide, problems = whole.then(lambda text: read_guide(id_, text, KINDS[folder].facts, folder, file, layer))
    if guide is None:
        return Result(None, problems)
    shelves: dict[str, Any] = {folder: {**getattr(library, folder), id_: guide}}
    with_it = replace(library, **shelves)
    return Result(guide, (*problems, *guide_problems([guide], with_it, layers, workspace)))


def _anchors(guides: Iterable[Guide[GuideFacts]], library: Library, layers: Layers) -> dict[str, frozenset[str]]:
    """The headings' anchors of every guide that a link with an anchor in one of these leads to."""
    wanted = {
        path_of_link(guide, mention.target)
        for guide in guides
        for mention in links(guide.body, guide.file)
        if "#" in mention.target and ":" not in mention.target
    }
    if not wanted:
        return {}
    prose = Prose(options("portal", layers, "en-GB", usual_people(Words("en-GB")), {}))
    return {
        guide.path: prose.anchors(guide.body) | {heading_anchor(guide.facts.title, "-")}
        for guide in library.guides()
        if guide.path in wanted
    }
