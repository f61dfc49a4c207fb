"""Profiles of mentors: of those who agreed, with nothing but what they knew would be shown."""

from __future__ import annotations

from typing import Any

import pytest
from made_rounds import CRITERIA, mentee, mentor, programme

from mentorkit.core.problems import BuildFailed
from mentorkit.language.voice import Voice
from mentorkit.matching.applicants import Applications
from mentorkit.matching.mentor_profiles import ProfileView, profiles_of


def round_of(shown: tuple[str, ...], protected: tuple[str, ...] = (), **about: Any) -> Applications:
    program = programme([CRITERIA[0], CRITERIA[6]])
    assert program.matching
    asked = tuple(
        one.model_copy(update={"shown": one.id in shown, "protected": one.id in protected})
        for one in program.matching.applications
    )
    program = program.model_copy(update={"matching": program.matching.model_copy(update={"applications": asked})})
    mentors = (
        mentor("Max", grade=2, unit="Peace", offers=(0, 4), choices=("ann@acme.example",), **about),
        mentor("Bea", grade=3, offers=(), profile_shown=True),
        mentor("Cal", grade=3, offers=(1,)),
    )
    return Applications(mentors, (mentee("Ann", grade=1, wants=(0,), profile_shown=True),), program)


def test_only_who_agreed_and_only_what_is_shown() -> None:
    applications = round_of(("offers", "unit"), ("unit",), profile_shown=True)
    assert profiles_of(applications, Voice.of(applications.program)) == (
        ProfileView("Bea", (("What can you help with?", "none of the options"),)),
        ProfileView("Max", (("What can you help with?", "Technology; Budgets"),)),
    )


@pytest.mark.parametrize(
    ("shown", "agreed", "said"),
    [
        ((), True, "no question of the application says that its answer is shown in a mentor’s profile"),
        (("wants",), True, "no question of the application says that its answer is shown in a mentor’s profile"),
        (("offers",), False, "no mentor agreed that mentees read the profile, so there is nothing to show"),
    ],
)
def test_where_there_is_nothing_to_show_it_says_so(shown: tuple[str, ...], agreed: bool, said: str) -> None:
    applications = round_of(shown, profile_shown=agreed)
    if not agreed:
        applications = Applications(applications.mentors[::2], applications.mentees, applications.program)
    with pytest.raises(BuildFailed) as failed:
        profiles_of(applications, Voice.of(applications.program))
    assert [one.message for one in failed.value.problems] == [said]
