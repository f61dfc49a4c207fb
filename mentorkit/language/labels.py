"""What a definition's fixed choices, times and readers are called: on pages, in books and in calendars alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from babel.dates import format_interval

from mentorkit.definition.base import ROLES
from mentorkit.definition.moments import Moment
from mentorkit.language.catalogue import Words


def kind_label(kind: str, words: Words) -> str:
    """The name of a kind of event."""
    _ = words.gettext
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


def phase_label(phase: str, words: Words) -> str:
    """The name of a phase."""
    _ = words.gettext
    return {"prepare": _("Prepare"), "establish": _("Establish"), "develop": _("Develop"), "close": _("Close")}[phase]


def session_label(number: int, title: str, words: Words, people: Mapping[str, str]) -> str:
    """`Session 3: Goals` or, where it goes without a title, `Session 3`."""
    _ = words.gettext
    said = _("%(session)s %(number)s: %(title)s") if title else _("%(session)s %(number)s")
    return said % {"session": capital(people["session"]), "number": number, "title": title}


def goal_level_label(level: str, words: Words, people: Mapping[str, str]) -> str:
    """For whom a goal of the programme makes a difference (`goals: level`)."""
    _ = words.gettext
    named = {"participant": _("Participant"), "organisation": _("Organisation")}
    return named.get(level) or capital(people["programme"])


def route_label(route: str, words: Words, people: Mapping[str, str]) -> str:
    """How somebody comes to take part (`eligibility: route`), as a sentence."""
    _ = words.gettext
    return {
        "open": _("Anyone who meets the criteria can take part."),
        "self-nominated": _("People put themselves forward."),
        "manager-nominated": _("People are put forward by their %(managers)s, with their own consent."),
        "invited": _("People are invited to take part."),
    }[route] % {"managers": people["managers"]}


def method_label(method: str, words: Words) -> str:
    """Who makes the pairs (`matching: method`), as a sentence."""
    _ = words.gettext
    return {
        "by hand": _("People, not software, make the matches."),
        "hybrid": _("Software suggests matches, and people decide."),
        "software": _("Software makes the matches."),
        "self-chosen": _("People choose each other."),
    }[method]


def moment_label(when: str, words: Words) -> str:
    """When a questionnaire is asked (`questionnaires: when`)."""
    _ = words.gettext
    return {
        "baseline": _("At the start"),
        "middle": _("Half-way"),
        "end": _("At the end"),
        "follow-up": _("Some time after the end"),
    }[when]


def answer_label(answer: str, words: Words, steps: int) -> str:
    """How a question is answered (`items: answer`); `steps` are those of the questionnaire's scale."""
    _ = words.gettext
    return {
        "scale": _("1 to %(steps)s") % {"steps": steps},
        "words": _("In your own words"),
        "yes or no": _("Yes or no"),
    }[answer]


def result_label(level: str, words: Words) -> str:
    """Which of the four levels of results a question asks about (`items: level`)."""
    _ = words.gettext
    return {
        "reaction": _("How people find it"),
        "learning": _("What they learn"),
        "behaviour": _("What they do differently"),
        "results": _("What comes of it"),
    }[level]


def message_label(kind: str, words: Words, people: Mapping[str, str]) -> str:
    """What kind of message a text is (`communications: kind`)."""
    _ = words.gettext
    return {
        "launch": _("Launch"),
        "recruitment": _("Call for applications"),
        "manager briefing": _("Briefing for %(people)s") % {"people": people["managers"]},
        "reminder": _("Reminder"),
        "results": _("Results"),
    }[kind]


def audience_label(roles: Iterable[str], words: Words, people: Mapping[str, str]) -> str:
    """`mentors and mentees`, or `everyone`; `people` is what the programme calls them (`placeholders.people`)."""
    named = tuple(roles)
    if set(named) >= set(ROLES):
        return words.gettext("everyone")
    return words.list(people.get(f"{role}s", people[role]) for role in named)


def for_label(roles: Iterable[str], words: Words, people: Mapping[str, str]) -> str:
    """`For mentors and mentees`, or `For everyone`."""
    return words.gettext("For %(people)s") % {"people": audience_label(roles, words, people)}


def day_label(moment: Moment, words: Words) -> str:
    """`Mon, 1 Feb 2027`, `1–5 Feb 2027`, or `Week of 1 February 2027` where only the week is known."""
    if moment.whole_week:
        return words.gettext("Week of %(date)s") % {"date": words.date(moment.first)}
    if moment.first == moment.last:
        return words.weekday_date(moment.first)
    return str(format_interval(moment.first, moment.last, "yMMMd", locale=words.locale))


def time_label(moment: Moment, words: Words, home: str | None = None) -> str:
    """`14:00–15:30 (London Time)`, without the zone where it is `home`; empty where no time is known."""
    if moment.at is None:
        return ""
    _ = words.gettext
    said = words.time(moment.at)
    if moment.ends:
        said = _("%(begins)s–%(ends)s") % {"begins": said, "ends": words.time(moment.ends.timetz())}
    if moment.zone != home:
        said = _("%(time)s (%(zone)s)") % {"time": said, "zone": words.zone(moment.zone)}
    if moment.whole_week:
        said = _("%(time)s; the day will be announced") % {"time": said}
    return said


def length_label(minutes: int | None, words: Words) -> str:
    """`45 minutes`, `1 hour`, `1 h 30 min`; empty where it is unknown."""
    if not minutes:
        return ""
    ngettext = words.catalogue.ngettext
    hours, rest = divmod(minutes, 60)
    if not hours:
        return ngettext("%(num)s minute", "%(num)s minutes", rest) % {"num": rest}
    if not rest:
        return ngettext("%(num)s hour", "%(num)s hours", hours) % {"num": hours}
    return words.gettext("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
