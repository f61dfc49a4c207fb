"""A made-up view of a proposal, with every part that there can be."""

from __future__ import annotations

from mentorkit.matching.fits import State
from mentorkit.matching.proposal_view import (
    CriterionView,
    LeftView,
    LoadView,
    PairView,
    ProposalView,
    SaidView,
)

STATES: tuple[State, ...] = ("met", "in part", "not met", "not known")


def made_up(pairs: int) -> ProposalView:
    """A proposal of so many pairs."""
    names = ("Another team", "Grade", "What mentees want to learn", "Times to meet")
    states = {name: [STATES[(n * 7 + k) % 11 % 4] for n in range(pairs)] for k, name in enumerate(names)}
    criteria = tuple(
        CriterionView(
            name, "Neither has a stake in the work of the other.", "Compared: “Your team?”", "It counts much.", False,
            tuple(sorted(found, key=STATES.index)),
        )
        for name, found in states.items()
    )  # fmt: skip
    people = CriterionView("Character", "No form asks for it.", "People judge it.", "–", True, ())
    return ProposalView(
        table="pairs.xlsx", decided_by="Sam Okafor", whole=(f"{pairs} of {pairs + 1} mentees have a mentor.", "No two would rather swap."),
        criteria=(*criteria, people), pairs=tuple(_pair(number, {name: found[number - 1] for name, found in states.items()}) for number in range(1, pairs + 1)),
        left=(("Mentees", (LeftView("Left <Over>", ("No mentor has room.",), ("If Ruth took a second mentee, there would be a pair.",)),)),),
        loads=(LoadView("Ruth Rao", 2, 2, ("Ann Long", "Eve Park")),), loads_heading="How full mentors are", mentor="Mentor",
        method=("Never proposed: line managers.", "Lots decide among equals."),
    )  # fmt: skip


def _pair(number: int, states: dict[str, State]) -> PairView:
    def some(*wanted: State) -> tuple[SaidView, ...]:
        text = f"Mentor {number} offers 3 of the 4 topics that Mentee {number} asked for: Leading people, Budgets and Career."
        return tuple(SaidView(name, text, state) for name, state in states.items() if state in wanted)

    return PairView(
        number, f"Mentee {number}", f"Mentor {number}", "", "proposed", "Both asked for it." if number == 2 else "",
        some("met", "in part"), some("not met"), some("not known"), f"Other mentors for Mentee {number}",
        ("Mentor 9 offers all four topics, and is proposed for Mentee 9, for whom nobody else fits.",) * 2,
        f"Other mentees for Mentor {number}", ("Mentee 7 asks for two of the topics.",),
    )  # fmt: skip
