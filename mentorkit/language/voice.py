"""How the portal says times, people and kinds, in the language of the programme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mentorkit.definition.moments import Moment
from mentorkit.definition.questionnaires import Item
from mentorkit.definition.weeks import week_of
from mentorkit.language import labels
from mentorkit.language.catalogue import Words


@dataclass(frozen=True)
class Phrases:
    """The wording of one programme: its language, what it calls people, and when it starts."""

    words: Words
    people: Mapping[str, str]
    starts: date

    def day(self, moment: Moment) -> str:
        """The day, the days or the week of a moment."""
        return labels.day_label(moment, self.words)

    def clock(self, moment: Moment) -> str:
        """The time of day with its zone; empty where no time is known."""
        return labels.time_label(moment, self.words)

    def leaf(self, moment: Moment) -> tuple[str, str]:
        """What a leaf of a calendar says on the first day: `Feb` and `1`."""
        return self.words.month_and_day(moment.first)

    def duration(self, minutes: int | None) -> str:
        """How long it takes; empty where it is unknown."""
        return labels.length_label(minutes, self.words)

    def week(self, moment: Moment) -> str:
        """`Week 3` of the programme, or how many weeks before it."""
        _ = self.words.gettext
        number = week_of(moment.first, self.starts)
        if number > 0:
            return _("Week %(number)s") % {"number": number}
        ngettext = self.words.catalogue.ngettext
        weeks = ngettext("%(num)s week before the start", "%(num)s weeks before the start", -number)
        return weeks % {"num": -number}

    def role(self, role: str) -> str:
        """What one person in this role is called, with a capital."""
        return labels.capital(self.people[role])

    def roles(self, role: str) -> str:
        """What people in this role are called, with a capital."""
        return labels.capital(self.people.get(f"{role}s", self.people[role]))

    def session(self, number: int, title: str = "") -> str:
        """`Session 3: Goals`, or `Session 3`."""
        return labels.session_label(number, title, self.words, self.people)

    def audience(self, roles: Iterable[str]) -> str:
        """`mentors and mentees`, or `everyone`."""
        return labels.audience_label(roles, self.words, self.people)

    def for_whom(self, roles: Iterable[str]) -> str:
        """`For mentors and mentees`, or `For everyone`."""
        return labels.for_label(roles, self.words, self.people)

    def kind(self, kind: str) -> str:
        """What kind of event it is; empty for one that is none of the usual."""
        return "" if kind == "other" else labels.kind_label(kind, self.words)

    def route(self, route: str) -> str:
        """How somebody comes to take part."""
        return labels.route_label(route, self.words, self.people)

    def method(self, method: str) -> str:
        """Who makes the pairs."""
        return labels.method_label(method, self.words)

    def asked(self, when: str) -> str:
        """When a questionnaire is asked."""
        return labels.moment_label(when, self.words)

    def answer(self, item: Item) -> str:
        """How a question is answered; empty where the questionnaire's scale says it for all."""
        return "" if item.answer == "scale" else labels.answer_label(item.answer, self.words, 0)

    def result(self, level: str) -> str:
        """Which level of results a question asks about."""
        return labels.result_label(level, self.words)

    def message(self, kind: str) -> str:
        """What kind of message a text is."""
        return labels.message_label(kind, self.words, self.people)

    def goal_level(self, level: str) -> str:
        """For whom a goal makes a difference."""
        return labels.goal_level_label(level, self.words, self.people)

    def phase(self, phase: str) -> str:
        """The name of a phase."""
        return labels.phase_label(phase, self.words)

    def phase_means(self, phase: str) -> str:
        """What a phase is for, in a sentence."""
        _ = self.words.gettext
        meanings = {
            "prepare": _("Find out what you want from mentoring and what you bring to it."),
            "establish": _("Get to know each other, agree how you work together and set goals."),
            "develop": _("Work on what matters, try things between %(sessions)s and learn from them.") % self.people,
            "close": _("Look at what has changed, say thank you and decide what comes next."),
        }
        return meanings[phase]
