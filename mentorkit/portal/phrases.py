"""How the portal says times, people and kinds, in the language of the programme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from babel.dates import format_interval

from mentorkit.definition.base import ROLES
from mentorkit.labels import kind_label, phase_label
from mentorkit.moments import Moment, week_of
from mentorkit.words import Words


@dataclass(frozen=True)
class Phrases:
    """The wording of one programme: its language, what it calls people, and when it starts."""

    words: Words
    people: Mapping[str, str]
    starts: date

    def day(self, moment: Moment) -> str:
        """The day or days of a moment: `Mon, 1 Feb 2027`, or `1–5 Feb 2027`."""
        if moment.first == moment.last:
            return self.words.weekday_date(moment.first)
        return str(format_interval(moment.first, moment.last, "yMMMd", locale=self.words.locale))

    def clock(self, moment: Moment) -> str:
        """The time of day with its zone, `14:00–15:30 (London Time)`; empty where no time is known."""
        if moment.at is None:
            return ""
        _ = self.words.gettext
        zone = self.words.zone(moment.zone)
        begins = self.words.time(moment.at)
        if moment.ends is None:
            return _("%(time)s (%(zone)s)") % {"time": begins, "zone": zone}
        said = {"begins": begins, "ends": self.words.time(moment.ends.time()), "zone": zone}
        return _("%(begins)s–%(ends)s (%(zone)s)") % said

    def duration(self, minutes: int | None) -> str:
        """`45 minutes`, `1 hour`, `1 h 30 min`; empty where it is unknown."""
        if not minutes:
            return ""
        ngettext = self.words.catalogue.ngettext
        hours, rest = divmod(minutes, 60)
        if not hours:
            return ngettext("%(num)s minute", "%(num)s minutes", rest) % {"num": rest}
        if not rest:
            return ngettext("%(num)s hour", "%(num)s hours", hours) % {"num": hours}
        return self.words.gettext("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}

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
        return capital(self.people[role])

    def roles(self, role: str) -> str:
        """What people in this role are called, with a capital."""
        return capital(self.people.get(f"{role}s", self.people[role]))

    def audience(self, roles: Iterable[str]) -> str:
        """`mentors and mentees`, or `everyone`."""
        named = tuple(roles)
        if set(named) >= set(ROLES):
            return self.words.gettext("everyone")
        return self.words.list(self.people.get(f"{role}s", self.people[role]) for role in named)

    def kind(self, kind: str) -> str:
        """What kind of event it is; empty for one that is none of the usual."""
        return "" if kind == "other" else kind_label(kind, self.words)

    def phase(self, phase: str) -> str:
        """The name of a phase."""
        return phase_label(phase, self.words)

    def phase_means(self, phase: str) -> str:
        """What a phase is for, in a sentence."""
        _ = self.words.gettext
        meanings = {
            "prepare": _("Find out what you want from mentoring and what you bring to it."),
            "establish": _("Get to know each other, agree how you work together and set goals."),
            "develop": _("Work on what matters, try things between sessions and learn from them."),
            "close": _("Look at what has changed, say thank you and decide what comes next."),
        }
        return meanings[phase]


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
