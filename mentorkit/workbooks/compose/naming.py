"""The shared labels in the language of one programme, for the templates of books."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mentorkit.definition.moments import Moment
from mentorkit.language import labels
from mentorkit.language.catalogue import Words


@dataclass(frozen=True, slots=True)
class Names:
    """Says what the definition's fixed choices are called; `people` is what the programme calls its people."""

    words: Words
    people: Mapping[str, str]

    def phase(self, phase: str) -> str:
        """The name of a phase."""
        return labels.phase_label(phase, self.words)

    def session(self, number: int, title: str = "") -> str:
        """`Session 3: Goals`, or `Session 3`."""
        return labels.session_label(number, title, self.words, self.people)

    def level(self, level: str) -> str:
        """For whom a goal makes a difference."""
        return labels.goal_level_label(level, self.words, self.people)

    def route(self, route: str) -> str:
        """How somebody comes to take part."""
        return labels.route_label(route, self.words, self.people)

    def method(self, method: str) -> str:
        """Who makes the pairs."""
        return labels.method_label(method, self.words)

    def moment(self, when: str) -> str:
        """When a questionnaire is asked."""
        return labels.moment_label(when, self.words)

    def answer(self, answer: str, steps: int) -> str:
        """How a question is answered."""
        return labels.answer_label(answer, self.words, steps)

    def result(self, level: str) -> str:
        """Which level of results a question asks about."""
        return labels.result_label(level, self.words)

    def message(self, kind: str) -> str:
        """What kind of message a text is."""
        return labels.message_label(kind, self.words, self.people)

    def audience(self, roles: Iterable[str]) -> str:
        """For whom something is."""
        return labels.for_label(roles, self.words, self.people)


@dataclass(frozen=True, slots=True)
class Dates:
    """Says moments; times are given with their zone where it is not `home`."""

    words: Words
    home: str

    def day(self, moment: Moment) -> str:
        """The day, the days, or the week."""
        return labels.day_label(moment, self.words)

    def time(self, moment: Moment) -> str:
        """The time of day; nothing where there is none."""
        return labels.time_label(moment, self.words, self.home)

    def length(self, minutes: int) -> str:
        """How long something takes."""
        return labels.length_label(minutes, self.words)


def short_address(address: str) -> str:
    """A web address as people say it: without scheme and closing slash."""
    return address.partition("://")[2].rstrip("/") or address.removeprefix("mailto:").removeprefix("tel:")
