"""What is wrong with the answers to a questionnaire as a whole, once they are counted."""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.answers.tally import NOT_SAID, Tally
from mentorkit.core.problems import Problem, Severity
from mentorkit.definition.base import PAIR

_ROLE = 0  # the first partition is the one by role


def round_problems(tally: Tally) -> Iterator[Problem]:
    """Yield what makes the figures of a round wrong or weak; no message says more of anybody than a number."""
    form = tally.questionnaire
    invited = {"mentor": form.invited.mentors, "mentee": form.invited.mentees}
    for number, role in enumerate(tally.partitions[_ROLE].names):
        answered = sum(people for cell, people in tally.people.items() if cell[_ROLE] == number)
        asked = invited.get(role)
        if asked is not None and answered > asked:
            message = f"more {role}s answered ({answered}) than were invited ({asked})"
            hint = "correct the number, or look for rows that stand twice, also in two files"
            yield Problem("more-than-invited", message, form.where("invited", f"{role}s"), hint, Severity.ERROR)
    everybody = sum(tally.people.values())
    known = [invited[role] for role in form.for_ if role in PAIR]
    total = sum(one or 0 for one in known)
    not_said = any(cell[_ROLE] == NOT_SAID for cell in tally.people)
    if not_said and None not in known and len(known) == len(form.for_) and everybody > total:
        message = f"more people answered ({everybody}) than were invited ({total})"
        hint = "correct the numbers, or look for rows that stand twice, also in two files"
        yield Problem("more-than-invited", message, form.where("invited"), hint, Severity.ERROR)
    if tally.twins:
        message = f"{tally.twins} codes stand twice in the answers to this questionnaire, and link nobody"
        if tally.twins == 1:
            message = "one code stands twice in the answers to this questionnaire, and links nobody"
        yield Problem("code-twice", message, form.where("id"), "look whether somebody answered twice", Severity.NOTE)
