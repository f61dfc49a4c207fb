"""What finds English where Danish should be, in pages and books."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

ENGLISH = {
    *[
        "the",
        "of",
        "and",
        "with",
        "this",
        "that",
        "these",
        "those",
        "you",
        "your",
        "yours",
        "from",
        "what",
        "which",
        "who",
        "whom",
        "whose",
        "when",
        "where",
        "how",
        "why",
        "are",
        "were",
    ],
    *[
        "been",
        "being",
        "has",
        "would",
        "should",
        "could",
        "cannot",
        "might",
        "must",
        "shall",
        "not",
        "they",
        "them",
        "their",
        "there",
        "here",
        "we",
        "our",
        "its",
        "he",
        "she",
        "his",
        "if",
    ],
    *[
        "or",
        "as",
        "does",
        "did",
        "done",
        "each",
        "every",
        "other",
        "another",
        "some",
        "any",
        "both",
        "after",
        "before",
        "between",
        "about",
        "only",
        "than",
        "then",
        "into",
        "out",
    ],
    *[
        "because",
        "while",
        "until",
        "also",
        "just",
        "very",
        "much",
        "many",
        "few",
        "such",
        "through",
        "without",
        "within",
        "against",
        "across",
    ],
}
"""Frequent English words that are no Danish ones."""
NAMED = re.compile(
    r"Journal of [A-Z]\w+(?: (?:and )?[A-Z]\w+)*|Academy of Management \w+|Organizational Behavior and Human Decision Processes"
    r"|Personality and Social Psychology Bulletin|Psychological Science in the Public Interest|»[A-Z][^«]*«"
    r"|Managing the contract|Building the relationship|Enabling insight and learning|Outcome and action orientation"
    r"|Use of models and techniques|European Mentoring and Coaching Council"
)
"""Names that stay: journals, quoted titles, and the areas of the EMCC's competences. Titles of works stand in `em` and `cite`."""
UNSEEN = frozenset({"script", "style", "code", "pre", "em", "cite"})
TOLD = ("title", "alt", "aria-label", "placeholder", "label")
OF_SCRIPTS = frozenset({"data-mk-parts", "data-mk-mine", "data-mk-notes"})
"""Attributes that hold names of answers and pages, which nobody reads; single words in others are names too."""


def english(text: str) -> str:
    """The text, where it has English in it; else empty."""
    text = " ".join(text.split())
    plain = NAMED.sub("", re.sub(r"\{\w+\}", "", text))
    return text if ENGLISH & {*re.findall(r"[^\W\d_]+", plain.lower())} else ""


def english_in(element: html.HtmlElement, language: str) -> Iterator[str]:
    """Every Danish text of a page that is English: between elements, and in attributes that people are told."""
    language = element.get("lang") or language
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return
    if language.startswith("da"):
        said = [
            value
            for name, value in element.attrib.items()
            if name in TOLD or (name.startswith("data-") and name not in OF_SCRIPTS and " " in value)
        ]
        if element.tag == "meta" and element.get("name") == "description":
            said.append(element.get("content", ""))
        yield from filter(None, map(english, [element.text or "", *said]))
    for child in element:
        yield from english_in(child, language)
        if language.startswith("da"):
            yield from filter(None, [english(child.tail or "")])
