"""What is asked in the further languages of a programme: the same questions, item by item, whose answers count together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from mentorkit.definition.items import Item, Scale
from mentorkit.definition.questionnaires import GroupQuestion, Questionnaire
from mentorkit.language.catalogue import Words
from mentorkit.language.voice import Voice

Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class SaidIn:
    """One question in a further language: its options stand in the same order, and its scale has as many points."""

    question: Item | GroupQuestion
    scale: Scale
    words: Words


@dataclass(frozen=True, slots=True)
class AskedIn:
    """A questionnaire in a further language, with the same items in the same order."""

    questionnaire: Questionnaire
    groups: tuple[GroupQuestion, ...]
    voice: Voice

    def item(self, number: int) -> SaidIn:
        """One of its items."""
        item = self.questionnaire.items[number]
        return SaidIn(item, self.questionnaire.scale_of(item), self.voice.words)

    def group(self, number: int) -> SaidIn:
        """One of the questions about groups."""
        return SaidIn(self.groups[number], Scale(), self.voice.words)


def together(said: Iterable[Mapping[str, Meaning]]) -> dict[str, Meaning]:
    """What each of these words stands for; words that stand for different things in two languages are left out."""
    found, shared = dict[str, Meaning](), set[str]()
    for one in said:
        for words, meaning in one.items():
            if found.setdefault(words, meaning) != meaning:
                shared.add(words)
    return {words: meaning for words, meaning in found.items() if words not in shared}
