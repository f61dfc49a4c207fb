"""How a criterion of matching is compared and how much it counts, in sentences that applicants read."""

from __future__ import annotations

from mentorkit.definition.base import PAIR
from mentorkit.definition.matching import TIME_ZONE, Criterion, Matching, Weight
from mentorkit.definition.program import Program
from mentorkit.language.catalogue import Words
from mentorkit.language.voice import Voice


def how_compared(criterion: Criterion, program: Program, voice: Voice) -> str:
    """How its answers are compared: `Compared: “Your grade?”. The mentor is 1 to 2 steps further up.`; empty where people judge it."""
    _, words = voice.words.gettext, voice.words
    if criterion.compare is None:
        return ""
    if criterion.compare == "preferred":
        return words.fill(_("Compared: whether one of the two has named the other as a choice."), {})
    if criterion.of == TIME_ZONE:
        hours = criterion.at_most or 0
        said = words.ngettext(
            "Compared: time zones, which are at most %(num)s hour apart.",
            "Compared: time zones, which are at most %(num)s hours apart.",
            hours,
        )
        return said if hours else _("Compared: time zones, which are the same.")
    asked = {
        "asked": _asked(criterion, program.matching or Matching(), words),
        "rule": _rule(criterion, program, voice),
    }
    return words.fill(_("Compared: %(asked)s. %(rule)s"), asked)


def how_much(weight: Weight, words: Words) -> str:
    """How much a criterion counts, as a sentence."""
    _ = words.gettext
    return {
        "must": _("Without it there is no match."),
        "most": _("It counts most."),
        "much": _("It counts much."),
        "a little": _("It counts a little."),
    }[weight]


def goes_up(criterion: Criterion, program: Program) -> str:
    """Who is further up, where `apart` compares: `mentor`, `mentee` or `either`."""
    usual = {"reverse": "mentee", "peer": "either"}.get(program.format, "mentor")
    return criterion.above or usual


def _asked(criterion: Criterion, matching: Matching, words: Words) -> str:
    """The words of the question, or of both where the two are asked in other words."""
    said = list[str]()
    for role, id_ in zip(reversed(PAIR), (criterion.of, criterion.asked_of_mentors), strict=True):
        question = matching.question(id_)
        said += [question.said_to(role)] if question else []
    quoted = map(words.quoted, dict.fromkeys(said))
    return words.list(quoted)


def _rule(criterion: Criterion, program: Program, voice: Voice) -> str:
    _, words, people = voice.words.gettext, voice.words, voice.people
    least = criterion.at_least or 1
    if criterion.compare == "apart":
        distance = {"distance": _distance(criterion, program, words)}
        said = {
            "mentor": _("The %(mentor)s is %(distance)s further up."),
            "mentee": _("The %(mentee)s is %(distance)s further up."),
            "either": _("The two are %(distance)s apart."),
        }[goes_up(criterion, program)]
        return words.fill(said, {**people, **distance})
    offers = (
        _("What each of the two asks for and the other offers.")
        if program.format == "peer"
        else words.fill(_("What the %(mentee)s asks for and the %(mentor)s offers."), people)
    )
    return {
        "same": _("Both give the same answer."),
        "different": _("The two give different answers."),
        "overlap": offers,
        "fits": words.ngettext(
            "The two have at least one answer in common.", "The two have at least %(num)s answers in common.", least
        ),
    }[criterion.compare or "same"]


def _distance(criterion: Criterion, program: Program, words: Words) -> str:
    """`1 to 2 steps`, `at least 5 years`."""
    _, question = words.gettext, (program.matching or Matching()).question(criterion.of)
    counted = question.number.unit if question and question.number else None
    least, most = criterion.at_least, criterion.at_most

    def said(number: int) -> str:
        if counted:
            return words.fill("%(number)s %(unit)s", {"number": number, "unit": counted})
        return words.ngettext("%(num)s step", "%(num)s steps", number)

    if most is None:
        return words.fill(_("at least %(distance)s"), {"distance": said(least or 1)})
    if least is None:
        return words.fill(_("at most %(distance)s"), {"distance": said(most)})
    if least == most:
        return words.fill(_("exactly %(distance)s"), {"distance": said(most)})
    return words.fill(_("%(least)s to %(most)s"), {"least": least, "most": said(most)})
