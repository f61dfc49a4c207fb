"""Guides as one programme shows them: placeholders of their facts filled, American spelling, first wordings of questions."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial

from mentorkit.definition.front_matter import GuideFacts
from mentorkit.guides.american_guides import american_body, american_facts
from mentorkit.guides.first_wordings import first_words, with_first_wordings
from mentorkit.guides.library import Facts, Guide, Library
from mentorkit.language.american import AMERICAN
from mentorkit.language.catalogue import STOCK_LANGUAGE, Told, Words
from mentorkit.language.foreign_parts import written_in
from mentorkit.language.placeholders import PLACEHOLDER, map_texts, title
from mentorkit.language.speech import Speech
from mentorkit.workspace.layers import STOCK

Texts = tuple[tuple[str, str], ...]
"""Names of placeholders, and what they stand for."""


def introduced_library(library: Library, speech: Speech) -> Library:
    """The same for a programme: in the facts at the top of all guides, placeholders are replaced by what they stand for.

    Where a guide is in another language than the programme, what other pages show of it says so.
    """

    def shelf(guides: dict[str, Guide[Facts]]) -> dict[str, Guide[Facts]]:
        return {id_: introduced(guide, speech) for id_, guide in guides.items()}

    return replace(
        library,
        keys=shelf(library.keys),
        training=shelf(library.training),
        forms=shelf(library.forms),
        pages=shelf(library.pages),
    )


def introduced(guide: Guide[Facts], speech: Speech) -> Guide[Facts]:
    """One guide of `introduced_library`."""
    own, of_source = _placeholders(guide, guide.source)
    said = speech.placeholders(guide.language or speech.main) if own else {}
    first = speech.placeholders(guide.source.language or speech.main) if guide.source and of_source else {}
    texts = tuple((name, said[name]) for name in own if name in said)
    first_texts = tuple((name, first[name]) for name in of_source if name in first)
    return _introduced(  # type: ignore[return-value]
        guide, guide.source, guide.layer, speech.words.language, speech.main, texts, first_texts
    )


@lru_cache(maxsize=1000)
def _placeholders(
    guide: Guide[GuideFacts], source: Guide[GuideFacts] | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The placeholders in the facts of a guide, and those in the words of its source under which answers are kept."""
    found = list[str]()

    def noted(text: str) -> str:
        found.extend(PLACEHOLDER.findall(text))
        return text

    map_texts(guide.facts, noted)
    own = tuple(sorted(set(found)))
    found.clear()
    first_words(source.blocks if source else (), noted)
    return own, tuple(sorted(set(found)))


@lru_cache(maxsize=1000)
def _introduced(
    guide: Guide[GuideFacts],
    source: Guide[GuideFacts] | None,
    layer: str,
    language: str,
    main: str,
    said: Texts,
    first_said: Texts,
) -> Guide[GuideFacts]:
    """A guide for programmes in a language, of which many say the same: they share it.

    Its source and its layer are given besides, since guides that differ in those alone count as equal.
    """
    words = Words(language)
    if layer == STOCK and guide.language == STOCK_LANGUAGE and words.language == AMERICAN:
        body, blocks = american_body(guide.body, guide.file, guide.body_line)
        guide = replace(guide, facts=american_facts(guide.facts), body=body, blocks=blocks)
    guide = replace(guide, language=guide.language or main)
    if source is not None:
        body, blocks = with_first_wordings(guide.body, guide.top, guide.blocks, source.blocks, dict(first_said))
        guide = replace(guide, body=body, blocks=blocks, source=None, filed_under=getattr(source.facts, "topic", ""))
    facts = map_texts(guide.facts, partial(title, texts=dict(said)))
    if written_in(words, guide.language) and guide.language == STOCK_LANGUAGE:
        shown = {name: getattr(facts, name, None) for name in ("title", "summary", "topic")}
        told = {name: Told(text, text, untranslated=True) for name, text in shown.items() if text}
        facts = facts.model_copy(update=told)
    return replace(guide, facts=facts)
