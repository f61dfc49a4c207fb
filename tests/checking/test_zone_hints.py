"""What is no time zone, and what is one and looks like another."""

from __future__ import annotations

import pytest

from mentorkit.checking.zone_hints import nearest_zone, zone_problems
from mentorkit.core.problems import Span
from mentorkit.language.catalogue import Words


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("IST", "these letters mean several: write Asia/Kolkata, Europe/Dublin or Asia/Jerusalem"),
        ("cst", "these letters mean several: write America/Chicago, Asia/Shanghai or America/Havana"),
        ("EDT", "write America/New_York"),
        ("MEZ", "these letters mean several: write Europe/Berlin, Europe/Vienna or Europe/Zurich"),
        ("est", 'did you mean "America/New_York"?'),
        ("berlin", 'did you mean "Europe/Berlin"?'),
        ("UTC+2", "name a city, whose clock knows summer time too: Europe/London"),
        ("Mars", "write it as Europe/London"),
    ],
)
def test_the_zones_that_may_be_meant_are_named(written: str, hint: str) -> None:
    assert nearest_zone(written) == hint


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("EST", 'the clock of "EST" knows no summer time'),
        ("Etc/GMT-3", '"Etc/GMT-3" is 3 hours ahead of UTC, the whole year'),
        ("Etc/GMT+1", '"Etc/GMT+1" is 1 hour behind UTC, the whole year'),
    ],
)
def test_a_zone_that_looks_like_another_is_told(zone: str, said: str) -> None:
    (problem,) = zone_problems(zone, Span("x"))
    assert (problem.message, problem.severity.value) == (said, "warning")


def test_zones_are_zones() -> None:
    for zone in ("UTC", "Etc/UTC", "GMT", "Europe/Berlin", "CET", "Etc/GMT"):
        assert [*zone_problems(zone, Span("x"))] == []


def test_a_zone_of_no_place_is_called_as_people_call_it() -> None:
    for zone, said in {
        "Etc/UTC": "UTC", "Etc/Zulu": "UTC", "UTC": "UTC", "Etc/GMT": "GMT", "Etc/GMT-0": "GMT", "Etc/Greenwich": "GMT",
        "Etc/GMT-3": "UTC+3", "Etc/GMT+11": "UTC−11",
    }.items():  # fmt: skip
        for language in ("en-GB", "de", "ar"):
            assert str(Words(language).zone(zone)) == said
