"""Whose answers they are, by a cell, by the name of a file, or because a questionnaire is for one role."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentorkit.answers.all_languages import together
from mentorkit.answers.plain_headings import plain_option
from mentorkit.language.voice import Voice


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The roles that a questionnaire is for, by every word for one of each and for many."""

    words: Mapping[str, str]

    @classmethod
    def of(cls, voices: Sequence[Voice], roles: Sequence[str]) -> RoleWords:
        """The words of these roles: their own, and the programme's in each of its languages."""
        found = {plain_option(one): role for role in roles for one in (role, f"{role}s")}
        said = (
            {
                plain_option(str(words)): role
                for role in roles
                for one in (role, f"{role}s")
                if (words := voice.people.get(one))
            }
            for voice in voices
        )
        found |= together(said)
        found |= {f"a{number}": role for number, role in enumerate(roles, 1)}  # their codes in our forms for LimeSurvey
        return cls(found)

    def role(self, text: str) -> str:
        """The role that a text names, as "mentor" or "as a mentor"; nothing where it names none, or several."""
        said = plain_option(text)
        if said in self.words:
            return self.words[said]
        tokens = _spaced(said)
        named = {role for word, role in self.words.items() if _spaced(word) in tokens}
        return named.pop() if len(named) == 1 else ""

    def all_roles(self, cells: Sequence[str]) -> bool:
        """Whether every cell that holds something names a role, in a word or two."""
        filled = [cell for cell in cells if cell]
        return len(filled) > 1 and all(len(cell) < 40 and plain_option(cell) in self.words for cell in filled)


def _spaced(text: str) -> str:
    return f" {' '.join(re.split(r'[^0-9a-zA-ZÀ-￿]+', text))} "
