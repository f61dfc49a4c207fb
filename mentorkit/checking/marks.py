"""Warnings of marks in texts that mean nothing to their reader, in guides and in definitions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mentorkit.core.plain_words import words_of_line
from mentorkit.core.problems import Problem, Severity, Span
from mentorkit.definition.base import as_written, texts_in
from mentorkit.definition.front_matter import GuideFacts
from mentorkit.definition.program import Program
from mentorkit.guides.doubtful_marks import doubtful_marks
from mentorkit.guides.library import Guide
from mentorkit.guides.text_links import links


def marks_of_guide(guide: Guide[GuideFacts], *, html: bool) -> Iterator[Problem]:
    """Warnings of one guide: of its text, and of the lines in its head."""
    yield from doubtful_marks(guide.body, guide.file, guide.body_line, html=html)
    for path, text in texts_in(guide.facts):
        for problem in doubtful_marks(as_written(text), guide.file, html=html):
            yield replace(problem, at=guide.facts.where(*path))
        if path[0] in _WORDS_ALONE:
            yield from _lost_links(guide.facts.where(*path), text)


def marks_of_program(program: Program, *, html: bool) -> Iterator[Problem]:
    """Warnings of the texts of a definition, each where its text begins."""
    for path, text in texts_in(program):
        for problem in doubtful_marks(as_written(text), "", html=html):
            yield replace(problem, at=program.where(*path))
        if path[-1] in _WORDS_ALONE and "parts" not in path:
            yield from _lost_links(program.where(*path), text)


_WORDS_ALONE = frozenset({"title", "organisation", "cohort", "name", "topic"})
"""The names of lines that stand where no link can be: in headings, in links, and in the titles of pages."""


def _lost_links(place: Span, text: str) -> Iterator[Problem]:
    for mention in links(as_written(text), place.file):
        if not mention.picture and mention.target not in words_of_line(as_written(text)):
            message = f'the address "{mention.target}" is shown nowhere: a title has its words alone'
            hint = "put it into a text below the title, or under `link` where there is one"
            yield Problem("markdown", message, place, hint, Severity.WARNING)
