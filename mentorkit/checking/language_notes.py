"""Notes of what a programme shows in another language than its own, in each of its languages."""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.core.language_tags import base_of
from mentorkit.core.problems import Problem, Severity
from mentorkit.inheritance.lineage import Definition
from mentorkit.language.one_language import missing_by_name
from mentorkit.toolkit import Toolkit

_NAMED = 5
"""Texts and guides that a note names; of the others it gives the number."""


def untranslated(kit: Toolkit, definition: Definition) -> Iterator[Problem]:
    """A note of the texts and one of the guides that a programme has in another language only."""
    program, tag = kit.program, kit.program.language
    at = program.where("languages" if program.languages else "language")
    if texts := definition.missing:
        named, count = _first([*missing_by_name(texts)]), len(texts)
        message = f'{count} text{"s are" if count > 1 else " is"} not there in "{tag}": {named}'
        hint = f"write each in both languages: {{{program.main_language}: …, {tag}: …}}"
        file = program.where("title").file  # its own: a title is never taken over
        own = next((one.at for one in texts if one.at.file == file), None)
        if tag == program.main_language:
            taken_over = f'they come from an archetype that is not there in "{tag}"; say them here, or translate it'
            hint = f'write each in "{tag}" too, its main language' if own else taken_over
        yield Problem("untranslated", message, own or at, hint, Severity.NOTE)
    others = [guide for guide in kit.guides if guide.language and base_of(guide.language) != base_of(tag)]
    if others:
        count, spoken = len(others), ", ".join(dict.fromkeys(base_of(one.language) for one in others))
        message = f'{count} guide{"s are" if count > 1 else " is"} there in "{spoken}" only, and not in "{tag}"'
        hint = f"translate {_first([one.path for one in others])}: content/{others[0].folder}/{base_of(tag)}/{others[0].id}.md"
        yield Problem("untranslated", message, at, hint, Severity.NOTE)


def _first(names: list[str]) -> str:
    """The first of these names, and how many more there are."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
