"""A questionnaire that is added: its round, its name, its week, and the questions that it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mentorkit.core.names import as_id
from mentorkit.definition.base import WEEK
from mentorkit.definition.questionnaires import When
from mentorkit.language.catalogue import Words
from mentorkit.studio.form_fields import _

TITLES: dict[When, str] = {
    "baseline": _("Before we begin"),
    "middle": _("Half-way"),
    "end": _("Looking back"),
    "follow-up": _("Some months later"),
}
"""What a questionnaire of each round is called, unless somebody writes something else."""

GOALS = "goals"
"""The questions that it can begin with, besides those of another questionnaire: one for each goal."""
EMPTY = ""
"""One question, still to be written."""

_OF_AN_ASKING = ("ask", "wording", "also", "answer", "options", "other", "number", "scale", "may_not_apply", "again")
"""What a question that is asked again has in common with its first asking; its goal and level it has from there."""


@dataclass(frozen=True)
class NewQuestionnaire:
    """What was chosen."""

    when: When
    title: str
    week: str = ""
    """The week in which it is asked; open where nothing is said."""
    questions: str = EMPTY
    """The id of the questionnaire whose questions it asks again, or GOALS, or EMPTY."""


def entry_of(
    chosen: NewQuestionnaire, questionnaires: Sequence[Any], goals: Sequence[Any], words: Words
) -> dict[str, Any]:
    """The questionnaire as a definition has it. `questionnaires` and `goals` are those of the definition, in the language of `words`."""
    again = next((one for one in _mappings(questionnaires) if one.get("id") == chosen.questions), None)
    entry: dict[str, Any] = {"id": _new_id(chosen, questionnaires), "title": chosen.title, "when": chosen.when}
    if chosen.week:
        entry["week"] = chosen.week
    entry |= {name: again[name] for name in ("for", "scale") if again and again.get(name) is not None}
    if isinstance(entry.get("for"), list) and len(entry["for"]) == 1:
        entry["for"] = entry["for"][0]
    entry["items"] = _questions(chosen, again, goals, words) or [
        {"ask": str(words.gettext(_("TO FILL IN (the first question)")))}
    ]
    return entry


def _new_id(chosen: NewQuestionnaire, questionnaires: Sequence[Any]) -> str:
    """Its round as a name where that is free, then its title, then both with a number."""
    taken = {one.get("id") for one in _mappings(questionnaires)}
    names = (chosen.when, as_id(chosen.title), *(f"{chosen.when}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _questions(
    chosen: NewQuestionnaire, again: dict[str, Any] | None, goals: Sequence[Any], words: Words
) -> list[dict[str, Any]]:
    if again:
        asked = (one if isinstance(one, dict) else {"ask": one} for one in again.get("items") or ())
        return [{name: one[name] for name in _OF_AN_ASKING if one.get(name) is not None} for one in asked]
    return [*_one_for_each(goals, words)] if chosen.questions == GOALS else []


def _one_for_each(goals: Sequence[Any], words: Words) -> Iterator[dict[str, Any]]:
    """A question for each goal that questions can name, still to be put into words."""
    for goal in _mappings(goals):
        if isinstance(goal.get("id"), str):
            about = str(goal.get("statement", goal["id"])).rstrip(". ")
            ask = words.gettext(_("TO FILL IN (a question that tells whether this came about: %(about)s)"))
            yield {"ask": str(words.fill(ask, {"about": about})), "goal": goal["id"], "level": "behaviour"}


def _mappings(entries: Sequence[Any]) -> Iterator[dict[str, Any]]:
    yield from (one for one in entries if isinstance(one, dict))


def usual_week(when: When, starts: Any, ends: Any) -> str:
    """The week in which a questionnaire of this round is usually asked; empty where the end of the programme is not known."""
    if when == "baseline":
        return "-1"
    last = _last_week(str(starts), str(ends))
    if last < 1:
        return ""
    return str({"middle": max(last // 2, 1), "end": last, "follow-up": last + 26}[when])


def _last_week(starts: str, ends: str) -> int:
    """The number of the week in which a programme ends; 0 where that cannot be read."""
    counted = WEEK.fullmatch(ends.strip())
    if counted:
        return int(counted[1])
    if not all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", one.strip()) for one in (starts, ends)):
        return 0
    try:
        first, last = (date.fromisoformat(one.strip()).toordinal() for one in (starts, ends))
    except ValueError:
        return 0
    return (last - 1) // 7 - (first - 1) // 7 + 1  # ordinals of Mondays are one more than a multiple of seven
