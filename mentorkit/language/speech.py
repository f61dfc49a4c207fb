"""How a programme speaks in each of its languages: what stands for placeholders in a text that is in one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mentorkit.core.language_tags import base_of, nearest_of
from mentorkit.definition.program import Program
from mentorkit.language.catalogue import Words
from mentorkit.language.voice import Voice


@dataclass(frozen=True)
class Speech:
    """One programme in the language that it is shown in, and the same in its other languages."""

    program: Program
    """In the language that it is shown in."""
    others: Mapping[str, Program] = field(default_factory=dict)
    """In its further languages, by their tags."""
    main: str = ""
    """The tag of its main language."""
    _known: dict[str, Mapping[str, str]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, program: Program, others: Mapping[str, Program] | None = None) -> Speech:
        """The speech of a programme; without `others`, of one that has a single language."""
        return cls(program, others or {}, program.main_language)

    @property
    def words(self) -> Words:
        """Those of the language that it is shown in."""
        return Words(self.program.language)

    def placeholders(self, language: str = "") -> Mapping[str, str]:
        """The text of every placeholder in a text in this language, or in that of the programme.

        In a language that the programme is not in, its own words are not known: there the usual ones stand.
        """
        if language not in self._known:
            self._known[language] = self._voice(language)
        return self._known[language]

    def _voice(self, language: str) -> Mapping[str, str]:
        other = None if self._is_own(language) else self.others.get(nearest_of(language, self.others))
        return self.voice(language).placeholders(other or self.program)

    def _is_own(self, language: str) -> bool:
        return not language or base_of(language) == base_of(self.program.language)

    def tongue(self, language: str) -> dict[str, Any]:
        """What blocks of guides in this language need to know of it, as plain data."""
        voice = self.voice(language)
        people = {name: str(said) for name, said in voice.people.items()}
        return {"language": voice.words.language, "people": people, "texts": dict(self.placeholders(language))}

    def voice(self, language: str = "") -> Voice:
        """The voice of the programme in this language, or in that in which it is shown."""
        if self._is_own(language):
            return Voice.of(self.program)
        if other := self.others.get(nearest_of(language, self.others)):
            return Voice.of(other)
        return Voice.of(self.program, language=language)
