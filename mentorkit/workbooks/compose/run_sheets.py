"""The run sheet of a training module in a book: its steps with the minutes from the start, and the time of day where it is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from mentorkit.guides.blocks import Block, option_line
from mentorkit.guides.library import TrainingModule
from mentorkit.guides.module_timing import timed
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit


@dataclass(frozen=True, slots=True)
class RunStep:
    """One step or break: its title, how long it takes, the minutes from the start at which it begins, and the time of day then."""

    title: str
    minutes: int
    begins: int
    clock: str = ""
    short: int = 0
    """Its minutes in the shorter version; 0 where it is left out."""
    is_break: bool = False


def run_sheet(toolkit: Toolkit, voice: Voice, module: TrainingModule) -> tuple[RunStep, ...]:
    """The steps and breaks of a module in order. The time of day stands there where all its events begin at the same one."""
    return tuple(_steps(module, _begins(toolkit, module), voice))


def _begins(toolkit: Toolkit, module: TrainingModule) -> time | None:
    events = (event for event in toolkit.events if event.module == module)
    hours = {moment.at for event in events for one in event.moments for moment in one.each}
    return hours.pop() if len(hours) == 1 else None


def _steps(module: TrainingModule, hour: time | None, voice: Voice) -> Iterator[RunStep]:
    for step in timed(module.every("step", "break")):
        now = datetime.combine(datetime.min, hour) + timedelta(minutes=step.begins) if hour else None
        said = step.block.argument or voice.words.gettext("Break")
        at = voice.words.time(now.time()) if now else ""
        yield RunStep(said, step.minutes, step.begins, at, step.short, step.is_break)


def with_clocks(module: TrainingModule, body: str, steps: tuple[RunStep, ...]) -> str:
    """The text of a module whose steps know the time of day, for the margin of their blocks; line by line as before."""
    lines = body.split("\n")
    blocks: list[Block] = list(module.every("step", "break"))
    for block, step in zip(reversed(blocks), reversed(steps), strict=True):
        if step.clock:
            lines.insert(block.at.line - module.body_line + 1, option_line(f'attrs: {{data-clock: "{step.clock}"}}'))
    return "\n".join(lines)
