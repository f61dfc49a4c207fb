"""The dates on one page, and the codes of addresses."""

from __future__ import annotations

from dataclasses import replace

import pytest
import segno
import zxingcpp
from conftest import Project
from test_page_craft import assembled, texts, workbook

from mentorkit.language.voice import Voice
from mentorkit.personal.own_groups import for_groups
from mentorkit.workbooks.compose.poster import Poster, poster
from mentorkit.workbooks.compose.qr_codes import QUIET, qr_code

DEFINITION = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-06-30
address: https://mentoring.example.com/lead/
pauses: [{name: Easter, from: 2027-03-29, to: 2027-04-04}]
sessions:
  1: {title: Begin, week: 2, phase: prepare}
  2: {title: Go on, date: 2027-05-03, phase: develop}
events:
  - what: Launch
    kind: launch
    groups: [{date: 2027-02-03, name: North}, {date: 2027-02-10, name: South}]
  - {what: Questions, kind: survey, date: 2027-04-20, for: [mentor]}
books: {mentee-workbook: {chapters: [poster]}, mentor-workbook: none, facilitator-guide: none, cards: none}
"""


def lines(made: Poster) -> dict[str, list[str]]:
    return {
        f"{month.first:%Y-%m}": [
            *(f"({phase})" for phase in month.phases),
            *(f"{one.days} {one.label}{f' +{one.others}' if one.others else ''}" for one in month.dates),
        ]
        for month in made.months
    }


def test_a_page_has_the_months_with_the_phases_dates_and_pauses_of_its_reader(project: Project) -> None:
    kit, _ = assembled(project, DEFINITION)
    voice = Voice.of(kit.program)
    assert lines(poster(kit, voice, ["mentee"], 172, 248)) == {
        "2027-02": ["(prepare)", "1 The programme begins", "3 Launch +1", "8–14 Begin"],
        "2027-03": ["29– Easter"],
        "2027-05": ["(develop)", "3 Go on"],
        "2027-06": ["30 The programme ends"],
    }
    south = for_groups(kit, ["South"])
    assert lines(poster(south, voice, ["mentee"], 172, 248))["2027-02"][2:] == ["8–14 Begin", "10 Launch"]
    assert lines(poster(kit, voice, ["mentor"], 172, 248))["2027-04"] == ["20 Questions"]


def test_what_has_no_room_is_left_out_from_the_least_to_the_most(project: Project) -> None:
    kit, _ = assembled(project, DEFINITION)
    voice = Voice.of(kit.program)
    assert poster(kit, voice, ["mentor"], 172, 248).whole
    small = poster(kit, voice, ["mentor"], 172, 102)
    assert small.close
    assert not small.whole
    assert "2027-04" not in lines(small)
    assert poster(kit, voice, ["mentor"], 172, 60).months == ()


@pytest.mark.slow
def test_the_poster_is_one_page_with_both_codes(project: Project) -> None:
    """What a phone would read off the printed page, at 150 dots an inch."""
    _, job = assembled(project, DEFINITION)
    book = workbook(job)
    ((number, page),) = [(number, page) for number, page in enumerate(texts(book)) if "To pin up" in page]
    assert "May 2027" in page
    assert "mentoring.example.com/lead/calendar" in page.replace("\r\n", "")
    codes = zxingcpp.read_barcodes(book[number].render(scale=150 / 72).to_pil())
    assert {code.text for code in codes} == {
        "https://mentoring.example.com/lead/",
        "https://mentoring.example.com/lead/calendar-mentee.ics",
    }


@pytest.mark.parametrize("address", ["https://a.example/", f"https://mentoring.example.com/{'long-' * 20}name/"])
def test_a_code_is_that_of_its_address_with_a_quiet_zone(address: str) -> None:
    made = qr_code(address)
    dark = set()
    for run in made.path.removesuffix("z").split("z"):
        place, _, rest = run.removeprefix("M").partition("h")
        x, y = map(int, place.split())
        dark |= {(x + step - QUIET, y - QUIET) for step in range(int(rest.partition("v")[0]))}
    error = "q" if len(address) < 80 else "m"
    matrix = segno.make(address, micro=False, error=error, boost_error=False).matrix
    assert dark == {(x, y) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert made.side == len(matrix) + 2 * QUIET
    assert replace(made, path="") == replace(qr_code(address), path="")
