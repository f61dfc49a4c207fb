"""What the format of a programme asks of its pairs: how many partners each has, which seats a board has, and the best of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from mentorkit.answers.answered import Value
from mentorkit.definition.matching import Matching, Seat
from mentorkit.matching.applicants import Applicant, Applications
from mentorkit.matching.assignment import Flags, Pair, Task, Whole, assign
from mentorkit.matching.boards import BoardTask, Seated, fill_boards
from mentorkit.matching.peers import pair_up
from mentorkit.matching.shortlists import fair_share, rounds, shortlists


@dataclass(frozen=True, eq=False)
class RoundFormat:
    """The format of one round."""

    applications: Applications

    @property
    def name(self) -> str:
        """As the definition has it."""
        return self.applications.program.format

    @property
    def peers(self) -> bool:
        """Whether mentees are paired with each other."""
        return self.name == "peer"

    @property
    def even(self) -> bool:
        """Whether mentors are to have as many mentees as each other."""
        return self.name == "group" or self.meets

    @cached_property
    def meets(self) -> bool:
        """Whether this is a round of short meetings, each with several: so long as nobody has named a choice after them."""
        return bool(self._matching.shortlist) and not self.peers and not any(one.choices for one in self.applications)

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The seats of a board."""
        return self._matching.seats if self.name == "advisory board" and not self.meets else ()

    @property
    def partners(self) -> int:
        """How many mentors a mentee may have in this round."""
        if self.meets:
            return self._matching.shortlist or 1
        if self.name == "advisory board":
            return len(self.seats) or self._matching.mentors_per_mentee or 1
        return 1

    @property
    def is_search(self) -> bool:
        """Whether the best pairs are searched for by a linear programme, which takes longer than an assignment."""
        return self.peers or self.partners > 1

    @property
    def _matching(self) -> Matching:
        return self.applications.program.matching or Matching()

    def capacity(self, given: Mapping[int, int]) -> Whole:
        """How many mentees each mentor takes: what they offered, or as many as people gave them. Peers take one.

        In short meetings it is as many as all need to meet so many; who takes nobody meets nobody.
        """
        mentors = self.applications.mentees if self.peers else self.applications.mentors
        offered = [one.capacity for one in mentors]
        if self.peers:
            offered = [1] * len(mentors)
        elif self.meets:
            share = fair_share(len(self.applications.mentees), sum(number > 0 for number in offered), self.partners)
            offered = [share if number else 0 for number in offered]
        return np.array([max(number, given.get(mentor, 0)) for mentor, number in enumerate(offered)], np.int64)

    def best(self, task: Task, seats: Mapping[Pair, str]) -> dict[Pair, str]:
        """The best pairs with the seat of each, or the number of the round in which two meet; "" in other formats.

        `seats` are those of locked pairs, where they are known.
        """
        if self.peers:
            return dict.fromkeys(pair_up(task).pairs, "")
        if self.seats:
            locked = tuple(self._seated(task.locked, seats))
            found = fill_boards(BoardTask(replace(task, locked=()), self.able, self.wanted, locked))
            return {(mentee, mentor): self.seats[seat].name for mentee, mentor, seat in found}
        if self.partners > 1:
            given = Counter(mentee for mentee, _ in task.locked)
            each = np.array([max(self.partners, given[one]) for one in range(len(task.points))], np.int64)
            pairs = shortlists(task, each).pairs
            when = {pair: str(number) for number, now in enumerate(rounds(pairs), 1) for pair in now}
            return {pair: when[pair] if self.meets else "" for pair in pairs}
        return dict.fromkeys(assign(task).pairs, "")

    @cached_property
    def able(self) -> Flags:
        """Whether each mentor can take each seat: a row for each seat."""
        return np.array(
            [[self._gave(mentor, seat) for mentor in self.applications.mentors] for seat in self.seats], np.bool_
        ).reshape(len(self.seats), len(self.applications.mentors))

    @cached_property
    def wanted(self) -> Flags:
        """Whether the board of each mentee has each seat: all, or those for which mentees are asked."""
        return np.array(
            [
                [not self._asks_mentees(seat) or self._gave(mentee, seat) for seat in self.seats]
                for mentee in self.applications.mentees
            ],
            np.bool_,
        ).reshape(len(self.applications.mentees), len(self.seats))

    def _asks_mentees(self, seat: Seat) -> bool:
        asked = self._matching.question(seat.of)
        return asked is not None and "mentee" in asked.for_

    def _gave(self, person: Applicant, seat: Seat) -> bool:
        """Whether somebody gave one of the answers that a seat takes."""
        asked = self._matching.question(seat.of)
        if asked is None:
            return False
        numbers = {number for number, option in enumerate(asked.options) if option.text in seat.answers}
        return bool(numbers.intersection(_numbers(person.values.get(seat.of))))

    def _seated(self, locked: tuple[Pair, ...], seats: Mapping[Pair, str]) -> list[Seated]:
        """Locked pairs with their seats; who has none takes the first that is free, if possible one that they can take."""
        names = [seat.name for seat in self.seats]
        found = [(*pair, names.index(seats[pair])) for pair in locked if seats.get(pair) in names]
        for mentee, mentor in (pair for pair in locked if seats.get(pair) not in names):
            taken = {seat for one, _, seat in found if one == mentee}
            free = [seat for seat in range(len(names)) if seat not in taken]
            free.sort(key=lambda seat: (not self.able[seat, mentor], not self.wanted[mentee, seat], seat))
            found.append((mentee, mentor, free[0]))
        return found


def _numbers(value: Value | None) -> tuple[int, ...]:
    """The options that somebody gave."""
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, int) else ()
