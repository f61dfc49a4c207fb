"""The times of a training module: its steps and breaks on the clock, of the full version and of the shorter one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mentorkit.core.problems import Problem
from mentorkit.definition.front_matter import ModuleFacts
from mentorkit.guides.blocks import Block, BreakOptions, StepOptions


@dataclass(frozen=True, slots=True)
class TimedStep:
    """A step or a break of a run sheet: the minutes from the start at which it begins, and how long it takes."""

    block: Block
    begins: int
    minutes: int
    short: int
    """Its minutes in the shorter version; 0 where it is left out."""

    @property
    def ends(self) -> int:
        """Minutes from the start."""
        return self.begins + self.minutes

    @property
    def is_break(self) -> bool:
        """Whether it is a break."""
        return isinstance(self.block.options, BreakOptions)


def timed(steps: list[Block]) -> tuple[TimedStep, ...]:
    """The steps and breaks of a module on the clock, in order: `timed(module.every("step", "break"))`."""
    return tuple(_timed(steps))


def _timed(steps: list[Block]) -> Iterator[TimedStep]:
    begins = 0
    for block in steps:
        options = block.options
        assert isinstance(options, StepOptions), "asked for of steps and breaks"
        short = options.minutes if options.short is None else options.short
        yield TimedStep(block, begins, options.minutes, short)
        begins += options.minutes


def clock(minutes: int) -> str:
    """Minutes from the start as hours and minutes: 0:06."""
    return f"{minutes // 60}:{minutes % 60:02}"


def timing_problems(facts: ModuleFacts, steps: tuple[TimedStep, ...]) -> Iterator[Problem]:
    """Problems of a run sheet whose minutes, in full or in short, are not those that the module says."""
    total = sum(step.minutes for step in steps) + facts.reserve
    if steps and total != facts.minutes:
        what = " and the reserve" if facts.reserve else ""
        message = f"the steps{what} take {total} minutes and the module {facts.minutes}"
        yield _wrong(message, facts, "minutes", "change a step or the duration until they agree")
    if facts.short is None:
        yield from map(_without_short, (step.block for step in steps if _says_short(step)))
        return
    short = sum(step.short for step in steps)
    if steps and short != facts.short:
        message = f"the steps of the shorter version take {short} minutes, and it {facts.short}"
        yield _wrong(message, facts, "short", "change `short` of a step, or of the module, until they agree")
    if facts.short >= facts.minutes:
        message = f"the shorter version takes {facts.short} minutes, and the full one {facts.minutes}"
        yield _wrong(message, facts, "short", "write fewer, or take the line away")


def _says_short(step: TimedStep) -> bool:
    options = step.block.options
    return isinstance(options, StepOptions) and options.short is not None


def _wrong(message: str, facts: ModuleFacts, name: str, hint: str) -> Problem:
    return Problem("run-sheet", message, facts.where(name), hint)


def _without_short(block: Block) -> Problem:
    message = f"this {block.kind} says how long it takes in a shorter version, and the module has none"
    return Problem("run-sheet", message, block.at, "write `short:` with its minutes at the top of the module")
