"""How a moment is said in print."""

from __future__ import annotations

from dataclasses import dataclass

from mentorkit.moments import Moment
from mentorkit.words import Words


@dataclass(frozen=True, slots=True)
class Dates:
    """Says moments in the language of `words`; times are given with their zone where it is not `home`."""

    words: Words
    home: str

    def day(self, moment: Moment) -> str:
        """The day, the days, or the week."""
        _ = self.words.gettext
        if moment.whole_week:
            return _("Week of %(date)s") % {"date": self.words.date(moment.first)}
        if moment.first != moment.last:
            days = {"first": self.words.weekday_date(moment.first), "last": self.words.weekday_date(moment.last)}
            return _("%(first)s to %(last)s") % days
        return self.words.weekday_date(moment.first)

    def time(self, moment: Moment) -> str:
        """The time of day, with its end where that is known; nothing where there is none."""
        _ = self.words.gettext
        if moment.at is None:
            return ""
        said = self.words.time(moment.at)
        if moment.ends:
            said = _("%(begins)s–%(ends)s") % {"begins": said, "ends": self.words.time(moment.ends.timetz())}
        elif moment.whole_week:
            said = _("%(time)s; the day will be announced") % {"time": said}
        if moment.zone == self.home:
            return said
        return _("%(time)s (%(zone)s)") % {"time": said, "zone": self.words.zone(moment.zone)}

    def length(self, minutes: int) -> str:
        """`45 min`, `2 h`, `2 h 30 min`."""
        _ = self.words.gettext
        hours, rest = divmod(minutes, 60)
        if minutes <= 90 or not hours:
            return _("%(minutes)s min") % {"minutes": minutes}
        if not rest:
            return _("%(hours)s h") % {"hours": hours}
        return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
