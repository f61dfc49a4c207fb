"""Exports of three cohorts of one programme, with the difficulties of real ones, against a count that goes another way.

Options hold the sign that joins ticks and name their cohort, questions come and go, and people answer outside the options.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from answer_tables import read, table
from conftest import SMALL

from mentorkit.answers.answered import OTHER
from mentorkit.definition.items import Item

PROGRAM = (
    SMALL
    + """\
wording: {mentee: participant, mentees: participants}
evaluation:
  questionnaires:
    - id: middle
      title: Half-way
      when: middle
      week: 8
      for: mentees
      items:
        - {id: better, ask: The circle helps me to work in the open, also: [The circle helps me work openly]}
        - id: well
          ask: Which parts of the circle's meetings work well?
          answer: several of
          other: yes
          options:
            - Notes before, during and after the meeting
            - Warm-up by the hosts
            - Talks (short, live)
            - {text: Talks, also: [Talks by guests]}
            - Writing down, together
        - {id: hours, ask: How much time does it take?, answer: one of, other: yes, options: ["<1 hour / week", 1-2 hours / week, 3+ hours / week]}
        - id: seen
          ask: How many meetings could you see?
          answer: one of
          other: yes
          options: ["I was in some, and saw the others later", I was in all]
    - id: mentors
      title: Mentors
      when: end
      week: 20
      for: mentors
      items:
        - id: next
          ask: Would you come back, as a mentor or else?
          answer: several of
          other: yes
          options:
            - Yes, as a mentor
            - {text: "Not sure, ask me later", also: ["Not sure, ask me when Circle-2 begins", "Not sure, ask me when Circle-3 begins"]}
            - {text: "No, I cannot return", also: ["No, I cannot return to Circle-3"]}
        - {id: more, ask: Anything else?, answer: words}
"""
)
WELL, HOURS, SEEN, NEXT = (
    "Which parts of the circle's meetings work well?", "How much time does it take?", "How many meetings could you see?", "Would you come back, as a mentor or else?",
)  # fmt: skip
NOTES, BOTH = "Notes before, during and after the meeting", "Warm-up by the hosts, Talks (short, live)"
FILES = {
    "participant_mid_circle-1.csv": table(
        ("5", f"{NOTES}, Talks by guests", "<1 hour / week"), ("4", "All of the above", "1-2 hours / week"), ("5", f"{BOTH}, All of the above", "It varies, a lot"),
        ("", "", ""), ("3", f"My dog, {NOTES}, the cat, and mice", "1-2 hours / weekperhaps more"), ("4", "Writing down, together", ""),
        head=("The circle helps me work openly", WELL, HOURS),
    ),
    "participant_mid_circle-2.csv": table(
        ("5", f"Talks, {BOTH}", "3+ hours / week", "I was in some, and saw the others later"), ("5", "Nonothing yet", "3+ hours / week", "I was in all"), ("2", "Talks (short, live)", "none", "Some"),
        head=("The circle helps me to work in the open", WELL, HOURS, SEEN),
    ),
    "mentor_end_circle-1.csv": table(
        ("Yes, as a mentor, Not sure, ask me when Circle-2 begins", 'Thanks, "all"\nof you'), ("No, I cannot return", ""), ("Yes, perhaps", ""), ("Yes, as a mentor, in a year", ""),
        head=(NEXT, "Anything else?"),
    ),
    "mentor_end_circle-2.csv": table(
        ("Not sure, ask me when Circle-3 begins", ""), ("No, I cannot return to Circle-3, Not sure, ask me later", "x"), ("", "y"),
        head=(NEXT, "Anything else?"),
    ),
}  # fmt: skip


def counted(item: Item, cells: list[str]) -> Counter[int]:
    """How often each option stands in these cells: pieces between commas are joined again, the most that make an option."""
    options = {words: index for index, option in enumerate(item.options) for words in option.words}
    found = Counter[int]()
    for cell in filter(None, cells):
        ticked = set(_ticked(cell.split(", "), options, len(item.options)))
        found.update({OTHER} if item.answer == "one of" and OTHER in ticked else ticked)
    return found


def _ticked(pieces: list[str], options: dict[str, int], number: int) -> Iterator[int]:
    while pieces:
        size = next((n for n in range(len(pieces), 0, -1) if ", ".join(pieces[:n]) in options), 0)
        if size:
            yield options[", ".join(pieces[:size])]
        elif pieces[0] == "All of the above":
            yield from range(number)
        else:
            yield OTHER
        pieces = pieces[max(size, 1) :]


@pytest.mark.parametrize("name", FILES)
def test_every_option_is_counted_as_an_independent_count_has_it(name: str, tmp_path: Path) -> None:
    reading = read(tmp_path, (name, FILES[name]), text=PROGRAM)
    (file,) = reading.files
    head, *rows = csv.reader(io.StringIO(FILES[name]))
    assert {row.role for row in reading.rows} == {name.split("_")[0].replace("participant", "mentee")}
    compared = 0
    for number, item in enumerate(file.questionnaire.items):
        if item.options and item.ask in head:
            cells = [row[head.index(item.ask)] for row in rows]
            values = [row.values[number] for row in reading.rows]
            ticks = Counter(
                one
                for value in values
                for one in (value if isinstance(value, tuple) else (value,))
                if isinstance(one, int)
            )
            assert ticks == counted(item, cells)
            compared += 1
    assert compared == len([one for one in head if one in (WELL, HOURS, SEEN, NEXT)])


def test_all_headings_are_known_without_help(tmp_path: Path) -> None:
    reading = read(tmp_path, *FILES.items(), text=PROGRAM)
    assert reading.columns == ""
    assert reading.said == [
        'answers/participant_mid_circle-1.csv:1: no column answers "How many meetings could you see?"'
    ]
    assert len(reading.rows) == 5 + 3 + 4 + 3
