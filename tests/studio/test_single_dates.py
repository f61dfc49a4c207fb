"""Single dates of what comes again: told one by one, left out, moved and put back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.editing.changes import ABSENT
from mentorkit.editing.yaml_edits import edited
from mentorkit.studio.single_dates import SingleDate, as_planned, left_out, moved_to, single_dates

YEAR = """\
title: Lead
organisation: Acme
starts: 2027-02-01
sessions:
  1: {title: Begin, week: 2}
pauses:
  - {name: Spring, from: 2027-03-22, to: 2027-03-26}
events:
  - id: call
    what: Call
    date: 2027-02-10
    every: 2 weeks
    times: 5
    except: 2027-02-24     # half-term
    moved:
      2027-03-10: 2027-03-11
      2027-04-07: {at: "16:00"}
  - {what: Once, week: 2}
"""
CALL: dict[str, Any] = {
    "except": "2027-02-24",
    "moved": {"2027-03-10": "2027-03-11", "2027-04-07": {"at": "16:00"}},
}
PATH = ("events", "call")


def program() -> Program:
    source, problems = read_mapping(YEAR, "lead.yml")
    assert source is not None, problems
    read, problems = read_as(Program, source)
    assert read is not None, problems
    return read


def test_each_date_says_whether_it_takes_place() -> None:
    read = program()
    assert single_dates(read, read.events[0]) == (
        SingleDate(date(2027, 2, 10), "on", date(2027, 2, 10)),
        SingleDate(date(2027, 2, 24), "out"),
        SingleDate(date(2027, 3, 10), "moved", date(2027, 3, 11)),
        SingleDate(date(2027, 3, 24), "rests"),
        SingleDate(date(2027, 4, 7), "changed", date(2027, 4, 7)),
    )
    assert single_dates(read, read.events[1]) == ()


@pytest.mark.parametrize(
    ("changes", "was", "becomes"),
    [
        (
            left_out(CALL, PATH, "2027-02-10"),
            "    except: 2027-02-24     # half-term\n",
            "    except: [2027-02-10, 2027-02-24]     # half-term\n",
        ),
        (moved_to(CALL, PATH, "2027-03-10", "2027-03-12"), "2027-03-10: 2027-03-11", "2027-03-10: 2027-03-12"),
        (moved_to(CALL, PATH, "2027-04-07", "2027-04-08"), '{at: "16:00"}', '{at: "16:00", date: 2027-04-08}'),
        (as_planned(CALL, PATH, "2027-02-24"), "    except: 2027-02-24     # half-term\n", ""),
        (as_planned(CALL, PATH, "2027-03-10"), "      2027-03-10: 2027-03-11\n", ""),
        (as_planned(CALL, PATH, "2027-02-10"), "", ""),
        (
            left_out(CALL, PATH, "2027-03-10"),
            "    except: 2027-02-24     # half-term\n    moved:\n      2027-03-10: 2027-03-11\n",
            "    except: [2027-02-24, 2027-03-10]     # half-term\n    moved:\n",
        ),
    ],
)
def test_one_date_is_changed_on_its_line(changes: Any, was: str, becomes: str) -> None:
    done, problems = edited(YEAR, "lead.yml", changes)
    assert done is not None, problems
    assert (done.text, done.crossed) == (YEAR.replace(was, becomes), ())


def test_the_first_date_that_is_moved_begins_the_list() -> None:
    [change] = moved_to({}, PATH, "2027-02-10", "2027-02-11")
    assert (change.path, change.before, change.after) == ((*PATH, "moved", "2027-02-10"), ABSENT, "2027-02-11")
