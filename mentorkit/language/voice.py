"""The voice of a programme: its language, what it calls people, and how it gives days and times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from mentorkit.definition.base import ROLES
from mentorkit.definition.front_matter import KeyMinutes
from mentorkit.definition.gatherings import Gathering
from mentorkit.definition.moments import Moment
from mentorkit.definition.program import Program
from mentorkit.definition.weeks import Weeks
from mentorkit.language.catalogue import Told, Words, capital
from mentorkit.language.format_words import FormatWords, signing
from mentorkit.language.people_words import OF_EQUALS, OF_MEETINGS, THE, USUAL, with_articles
from mentorkit.language.placeholders import NAMES


def usual_people(words: Words) -> dict[str, str]:
    """The language's own names for people of each role, programmes and sessions, one and many, with and without an article."""
    return _said(USUAL, words)


def _said(messages: Mapping[str, str], words: Words) -> dict[str, str]:
    return {name: words.gettext(message) for name, message in messages.items()}


@dataclass(frozen=True)
class Voice:
    """The wording of one programme, the same in its portal, books and calendars. `zone` is its own time zone."""

    words: Words
    people: Mapping[str, str]
    """Its names for people of each role, for itself and for its sessions: its own wording, else the language's."""
    weeks: Weeks
    """How it counts its weeks."""
    zone: str
    reader_zone: str = ""
    """The time zone of one reader elsewhere; empty where this is for everybody."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The names of people who can be called by an id."""
    format: str = "one-to-one"
    signing: int = 2
    """How many sign an agreement."""

    @classmethod
    def of(cls, program: Program, reader_zone: str = "", language: str = "") -> Voice:
        """The voice of a programme, for everybody or for a reader in this time zone.

        In another `language` than its own, its wording is not known, and the usual words stand.
        """
        words = Words(language or program.language)
        usual = usual_people(words) | ({} if program.sessions else _said(OF_MEETINGS, words))
        own = {} if language else with_articles(program.wording.model_dump(exclude_none=True), program.language)
        if program.format == "peer":
            usual |= _said(OF_EQUALS, words)
            own = {name.replace("mentee", "mentor"): said for name, said in own.items() if "mentee" in name} | own
        if words.foreign:
            own = {name: Told(said, usual[name]) for name, said in own.items()}
        people = usual | own
        return cls(
            replace(words, people=people),
            people,
            program.weeks,
            program.time_zone,
            reader_zone,
            program.people.ids,
            program.format,
            signing(program),
        )

    @property
    def meets(self) -> FormatWords:
        """How it speaks of those who meet, by its format."""
        return FormatWords(self.words, self.format, self.people, self.signing)

    @property
    def home(self) -> str:
        """The time zone of whoever reads: the programme's, unless this is for one reader elsewhere."""
        return self.reader_zone or self.zone

    def placeholders(self, program: Program) -> dict[str, str]:
        """The text of every placeholder. Whatever the definition leaves open is said in general words."""
        _, people = self.words.gettext, self.people
        manager, sponsor, safe = program.people.programme_manager, program.people.sponsor, program.people.safe_contact
        known = {
            "program.title": program.title,
            "program.organisation": program.organisation,
            "program.starts": self.words.date(program.starts),
            "program.ends": self.words.date(program.ends)
            if program.ends
            else self.words.fill(_("the end of the %(programme)s"), people),
            "manager.name": manager.name if manager else self.words.fill(_("the %(programme)s manager"), people),
            "manager.email": (manager and manager.email) or self.words.fill(_("the %(programme)s’s address"), people),
            "sponsor.name": sponsor.name if sponsor else _("the sponsor"),
            "safe_contact.name": safe.name if safe else _("somebody you trust outside your line"),
            "safe_contact.email": (safe and safe.email) or _("the address in your portal"),
        }
        return known | {name: people[name] for name in NAMES if name in people}

    def day(self, moment: Moment | None) -> str:
        """`Mon, 1 Feb 2027`, `1–5 Feb 2027`, `Week of 1 February 2027` where only the week is known; that it is open, where no day is.

        Of what comes again, from when to when, and how often.
        """
        if moment is None:
            return self.words.gettext("Date to be announced")
        if len(moment.dates) > 1:
            days = self.words.days(moment.first, moment.over)
            return self.words.fill(
                self.words.gettext("%(days)s, %(rhythm)s"), {"days": days, "rhythm": self.rhythm(moment)}
            )
        if moment.whole_week:
            return self.words.fill(self.words.gettext("Week of %(date)s"), {"date": self.words.date(moment.first)})
        if moment.first == moment.last:
            return self.words.weekday_date(moment.first)
        return self.words.days(moment.first, moment.last)

    def rhythm(self, moment: Moment) -> str:
        """`every 2 weeks`; empty for what is once."""
        number, _, unit = moment.every.partition(" ")
        count, ngettext = int(number) if number.isdecimal() else 1, self.words.ngettext
        if unit.startswith("day"):
            return ngettext("every day", "every %(num)s days", count)
        if unit.startswith("week"):
            return ngettext("every week", "every %(num)s weeks", count)
        return ngettext("every month", "every %(num)s months", count) if unit else ""

    def each_date(self, moment: Moment) -> list[str]:
        """`Wed, 3 Feb 2027`, `Wed, 17 Feb`, `Fri, 5 Mar, 16:00–17:00, Room 5`: the dates of what comes again, with what differs."""
        said, year, usual = list[str](), 0, self.home_clock(moment)
        for one in moment.dates:
            day, clock = one.moment.first, self.home_clock(one.moment)
            named = self.words.weekday_and_day(day) if day.year == year else self.words.weekday_date(day)
            named = (self.day(one.moment) if one.moment.whole_week else named).replace(" ", "\u00a0")
            place = one.changed.place if one.changed else None
            said.append(self.words.joined((named, clock if clock != usual else "", place or ""), ", "))
            year = day.year
        return said

    def left_out(self, moment: Moment) -> str:
        """`Not on 17 Mar and 31 Mar`, of what comes again; empty where nothing is left out."""
        days = self.words.list(map(self.words.day_and_month, moment.left_out))
        return self.words.fill(self.words.gettext("Not on %(days)s"), {"days": days}) if moment.left_out else ""

    def in_words(self, moment: Moment) -> str:
        """`1 February 2027`, `1–5 Feb 2027` or `Week of 1 February 2027`, with the time where one is known."""
        days = self.day(moment) if moment.last > moment.first else self.words.date(moment.first)
        if moment.at is None:
            return days
        return self.words.fill(self.words.gettext("%(day)s, %(time)s"), {"day": days, "time": self.home_clock(moment)})

    def clock(self, moment: Moment | None) -> str:
        """`14:00–15:30 (London Time)`, `each day 09:00–12:00`, `until 17:00`; empty where no time is known."""
        return self._hours(moment, zone=True)

    def home_clock(self, moment: Moment | None) -> str:
        """The same; on a clock that is not the reader's, with its time zone and the reader's own time beside it.

        Empty where no time is known.
        """
        if moment is None:
            return ""
        said, own = self._hours(moment, zone=moment.zone != self.home), self.reader_clock(moment)
        return (
            self.words.fill(self.words.gettext("%(time)s, %(own_time)s"), {"time": said, "own_time": own})
            if own
            else said
        )

    def reader_clock(self, moment: Moment) -> str:
        """`15:00–16:30 (Warsaw Time)`, by the reader's clock, with the day where it is another; empty where it shows the same."""
        there, day = (moment.ends, moment.last) if moment.due else (moment.begins, moment.first)
        if there is None:
            return ""
        begins = there.astimezone(ZoneInfo(self.home))
        if begins.utcoffset() == there.utcoffset():
            return ""
        ends = moment.first_ends.astimezone(begins.tzinfo) if moment.first_ends else None
        said = self._with_zone(self._from_to(begins.timetz(), ends), self.home)
        if begins.date() == day:
            return said
        return self.words.fill(
            self.words.gettext("%(day)s, %(time)s"), {"day": self.words.weekday_date(begins.date()), "time": said}
        )

    def _from_to(self, begins: time, ends: datetime | None) -> str:
        said = self.words.time(begins)
        if ends is None:
            return said
        return self.words.fill(
            self.words.gettext("%(begins)s–%(ends)s"), {"begins": said, "ends": self.words.time(ends.timetz())}
        )

    def _with_zone(self, time: str, zone: str) -> str:
        return self.words.fill(self.words.gettext("%(time)s (%(zone)s)"), {"time": time, "zone": self.words.zone(zone)})

    def _hours(self, moment: Moment | None, *, zone: bool) -> str:
        if moment is None or moment.at is None:
            return ""
        _ = self.words.gettext
        said = self._from_to(moment.at, None if moment.due else moment.first_ends)
        if moment.due:
            said = self.words.fill(_("until %(time)s"), {"time": said})
        if moment.daily:
            said = self.words.fill(_("each day %(time)s"), {"time": said})
        if zone:
            said = self._with_zone(said, moment.zone)
        if moment.whole_week:
            said = self.words.fill(_("%(time)s; the day will be announced"), {"time": said})
        return said

    def named(self, people: Iterable[str]) -> str:
        """These people by name, some of whom are given by an id."""
        return self.words.list(self.names.get(one, one) for one in people)

    def who(self, gathering: Gathering) -> list[str]:
        """Who is there for people, each kind in a line: `With Ada Grant`, `Hosts: Sam Okafor and Lin Park`."""
        _ = self.words.gettext
        said = {
            _("With %(names)s"): gathering.leaders,
            _("Hosts: %(names)s"): gathering.hosts,
            _("Facilitators: %(names)s"): gathering.facilitators,
            _("Experts: %(names)s"): gathering.experts,
        }
        return [self.words.fill(line, {"names": self.words.list(names)}) for line, names in said.items() if names]

    def bound(self, kind: str) -> str:
        """What is said of the `start` or the `end` of the programme."""
        _ = self.words.gettext
        said = _("The %(programme)s begins") if kind == "start" else _("The %(programme)s ends")
        return self.words.fill(said, self.people)

    def leaf(self, moment: Moment) -> tuple[str, str]:
        """The month and the day of the first day, apart: `Feb` and `1`."""
        return self.words.month_and_day(moment.first)

    def duration(self, minutes: int | None) -> str:
        """`45 minutes`, `1 hour`, `1 h 30 min`; empty where it is unknown."""
        if not minutes:
            return ""
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self.words.ngettext("%(num)s minute", "%(num)s minutes", rest)
        if not rest:
            return self.words.ngettext("%(num)s hour", "%(num)s hours", hours)
        return self.words.fill(self.words.gettext("%(hours)s h %(minutes)s min"), {"hours": hours, "minutes": rest})

    def work_time(self, minutes: KeyMinutes, role: str = "") -> str:
        """`20 minutes`, the time that a Key takes one of the pair; `15–20 minutes` for both where they differ."""
        figure = minutes.figure(role)
        if figure.isdecimal():
            return self.duration(int(figure))
        return self.words.fill(self.words.gettext("%(time)s minutes"), {"time": figure})

    def how_long(self, moment: Moment | None) -> str:
        """`3 hours` for what takes that long where its hours do not say so, because its day or its time is open; else empty."""
        return "" if moment is None or (moment.begins and moment.first_ends) else self.duration(moment.minutes)

    def week(self, moment: Moment) -> str:
        """`Week 3` of the programme, or how many weeks before it; empty in a week without a number."""
        before, number = self.weeks.before_start(moment.first), self.weeks.number(moment.first)
        if before:
            return self.words.ngettext("%(num)s week before the start", "%(num)s weeks before the start", before)
        if number is None:
            return ""
        return self.words.fill(self.words.gettext("Week %(number)s"), {"number": number})

    def role(self, role: str) -> str:
        """The name of one person in this role, with a capital."""
        return capital(self.people[role])

    def person(self, role: str) -> dict[str, str]:
        """The values of a message about `the %(person)s`; translations take `%(the_person)s` where the article changes the word."""
        return {"person": self.people[role], "the_person": self.people[f"{THE}{role}"]}

    def roles(self, role: str) -> str:
        """The name of people in this role, with a capital."""
        return capital(self._many(role))

    def _many(self, role: str) -> str:
        return self.people.get(f"{role}s", self.people[role])

    def audience(self, roles: Iterable[str]) -> str:
        """`mentors and mentees`, or `everyone`."""
        named = tuple(roles)
        if set(named) >= set(ROLES):
            return self.words.gettext("everyone")
        return self.words.list(dict.fromkeys(map(self._many, named)))  # equals have one name for both roles

    def for_whom(self, roles: Iterable[str]) -> str:
        """`For mentors and mentees`, or `For everyone`."""
        return self.words.fill(self.words.gettext("For %(people)s"), {"people": self.audience(roles)})

    def session(self, number: int, title: str = "") -> str:
        """`Session 3: Goals` or, where it goes without a title, `Session 3`."""
        _ = self.words.gettext
        said = _("%(session)s %(number)s: %(title)s") if title else _("%(session)s %(number)s")
        return self.words.fill(said, {"session": self.role("session"), "number": number, "title": title})

    def kind(self, kind: str) -> str:
        """The name of a kind of event."""
        _ = self.words.gettext
        return {
            "application": _("Applications"),
            "webinar": _("Webinar"),
            "launch": _("Launch"),
            "training": _("Training"),
            "learning": _("Learning session"),
            "call": _("Cohort call"),
            "circle": _("Support circle"),
            "checkpoint": _("Checkpoint"),
            "showcase": _("Showcase"),
            "survey": _("Questionnaire"),
            "social": _("Get-together"),
            "task": _("On your own"),
            "closing": _("Closing"),
            "follow-up": _("Follow-up"),
            "other": _("Event"),
        }[kind]

    def phase(self, phase: str) -> str:
        """The name of a phase."""
        _ = self.words.gettext
        return {
            "prepare": _("Prepare"),
            "establish": _("Establish"),
            "develop": _("Develop"),
            "close": _("Close"),
        }[phase]

    def phase_means(self, phase: str) -> str:
        """The purpose of a phase, in a sentence."""
        _ = self.words.gettext
        meanings = {
            "prepare": _("Find out what you want from mentoring and what you bring to it."),
            "establish": _("Get to know each other, agree how you work together and set goals."),
            "develop": self.words.fill(
                _("Work on what matters, try things between %(sessions)s and learn from them."), self.people
            ),
            "close": _("Look at what has changed, say thank you and decide what comes next."),
        }
        return meanings[phase]

    def goal_level(self, level: str) -> str:
        """Those for whom a goal of the programme makes a difference (`goals: level`)."""
        _ = self.words.gettext
        named = {"participant": _("Participant"), "organisation": _("Organisation")}
        return named.get(level) or self.role("programme")

    def route(self, route: str) -> str:
        """How somebody comes to take part (`eligibility: route`), as a sentence."""
        _ = self.words.gettext
        said = {
            "open": _("It is open: nobody has to be put forward first."),
            "self-nominated": _("People put themselves forward."),
            "manager-nominated": _("People are put forward by their %(managers)s."),
            "invited": _("People are invited to take part."),
        }[route]
        return self.words.fill(said, {"managers": self.people["managers"]})

    def method(self, method: str) -> str:
        """How pairs are made (`matching: method`), as a sentence."""
        _ = self.words.gettext
        return {
            "by hand": _("People make the matches."),
            "hybrid": _(
                "Software suggests matches and gives its reasons. People look at each, change what they see fit, and decide."
            ),
            "software": _("A tool of the organisation makes the matches, by rules that are the same for everybody."),
            "self-chosen": _("People choose each other."),
        }[method]

    def asked(self, when: str) -> str:
        """When a questionnaire is asked (`questionnaires: when`)."""
        _ = self.words.gettext
        return {
            "baseline": _("At the start"),
            "middle": _("Half-way"),
            "end": _("At the end"),
            "follow-up": _("Some time after the end"),
        }[when]

    def answer(self, answer: str, steps: int) -> str:
        """How a question is answered (`items: answer`); `steps` are those of the questionnaire's scale."""
        _ = self.words.gettext
        return {
            "scale": self.words.fill(_("1 to %(steps)s"), {"steps": steps}),
            "words": _("In your own words"),
            "yes or no": _("Yes or no"),
            "one of": _("One of these"),
            "several of": _("As many of these as apply"),
            "number": _("A number"),
        }[answer]

    def result(self, level: str) -> str:
        """The name of one of the four levels of results (`items: level`)."""
        _ = self.words.gettext
        return {
            "reaction": _("How people find it"),
            "learning": _("What they learn"),
            "behaviour": _("What they do differently"),
            "results": _("What comes of it"),
        }[level]

    def message(self, kind: str) -> str:
        """The name of a kind of message (`communications: kind`)."""
        _ = self.words.gettext
        return {
            "launch": _("Launch"),
            "recruitment": _("Call for applications"),
            "manager briefing": self.words.fill(_("Briefing for %(people)s"), {"people": self.people["managers"]}),
            "reminder": _("Reminder"),
            "results": _("Results"),
        }[kind]
