"""The manual's page of speed: every ratio that was measured last, from `benchmarks/ratios.json`."""

from __future__ import annotations

import json
import statistics
from datetime import date
from pathlib import Path
from typing import Any

RATIOS = Path(__file__).resolve().parent.parent / "benchmarks/ratios.json"
_HEAD = """# Speed

What MentorKit takes, as ratios to what was measured beside it on the same machine in the same minutes: seconds depend on a
machine, ratios much less. 0.03 says that something takes three hundredths of what it is held against. `benchmarks/run` measures
all of it, and this page is generated from what it measured last: `python dev/generate.py`.

Processor time is counted where nothing else is said. The median stands first; where it was measured more than once, the lowest and
the highest value stand in brackets. A goal is what a ratio may be at most.
"""
_UNITS = {"processor": "", "clock": "time on the clock", "memory": "memory"}


def speed_page() -> str:
    """The page, a table for each part."""
    parts = json.loads(RATIOS.read_text("utf-8"))
    return _HEAD + "".join(map(_part, parts.values()))


def _part(part: dict[str, Any]) -> str:
    day = date.fromisoformat(part["measured"])
    how = f"Measured on {day.day} {day:%B %Y}, {part['processors']} processors, Python {part['python']}"
    rows = "".join(f"| {' | '.join(_cells(one))} |\n" for one in part["ratios"])
    return f"\n## {part['about']}\n\n{how}.\n\n| what | held against | ratio | goal | |\n|---|---|---|---|---|\n{rows}"


def _cells(ratio: dict[str, Any]) -> list[str]:
    values = ratio["values"]
    said = _number(statistics.median(values))
    if len(values) > 1:
        said += f" ({_number(min(values))} to {_number(max(values))})"
    goal = "" if ratio["goal"] is None else f"{ratio['goal']:g}"
    if ratio["goal"] is not None and statistics.median(values) > ratio["goal"]:
        goal += ", not reached"
    notes = ", ".join(one for one in (_UNITS[ratio["unit"]], ratio["note"]) if one)
    return [ratio["what"], ratio["against"], said, goal, notes]


def _number(value: float) -> str:
    """A ratio with three digits that count, and no more than three behind the point."""
    return f"{value:.3g}" if value >= 0.1 else f"{value:.3f}"
