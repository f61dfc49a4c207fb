"""What Zensical prints, as problems: its warnings with page and words, what stopped it, and the template in which it did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mentorkit.core.problems import Problem, Span
from mentorkit.portal.look import OVERRIDES, THEME
from mentorkit.portal.zensical.zensical_process import STOPPED

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
"""What terminals take for colours."""
_PROGRESS = re.compile(r"(?:Build started|No issues found|\d+ issues? found|Build finished in [\w.]+|)\s*")
"""A line that says how far it is, and an empty one."""
_WARNING = re.compile(r"(?:Warning|Error): (.+)")
"""A warning, whose place follows on the next line."""
_PLACE = re.compile(r"\s*╭─\[ ?(?P<page>.+?):(?P<line>\d+):(?P<column>\d+) ?\]")
"""The place of a warning; lines and columns are counted from 1."""
_FRAME = re.compile(r"\s*\d* ?[│╰╭─┬┆·]|─")
"""The beginning of a line of the frame that it draws around a place."""
_WORDS = re.compile(r"[^\s()<>\"]*")
"""What a warning is about, from its place on."""
_IN_TEMPLATE = re.compile(r"([^()]*?)(?:\([^()]*\)[^()]*?)*? \(in ([^()\s]+):(\d+)\)(?:: |$)")
"""An error and its template and line, once for each of the templates that include each other, the outermost first."""


def engine_problems(said: str, staged: Path) -> Iterator[Problem]:
    """The problems in what the process of the engine printed while it worked in `staged`; none in its progress."""
    said, _, stopped = _COLOURS.sub("", said).replace(f"{staged}/", "").partition(STOPPED)
    lines = said.splitlines()
    for number, line in enumerate(lines):
        if warning := _WARNING.fullmatch(line.strip()):
            yield _problem(f"the site engine says: {warning[1]}{_place(lines[number + 1 : number + 2], staged)}")
        elif not (_PROGRESS.fullmatch(line) or _PLACE.match(line) or _FRAME.match(line)):
            yield _problem(f"the site engine says: {line.strip()}")
    if stopped:
        first = stopped.strip().splitlines()[0].removeprefix("Python error: ")
        yield _in_template(first, staged / OVERRIDES) or _problem(f"the site engine stopped: {first}")


def _in_template(said: str, overrides: Path) -> Problem | None:
    """The problem in a layer's template that stopped the engine; None where something else did.

    Of templates that include each other, it is the innermost of a layer.
    """
    levels = _IN_TEMPLATE.findall(said)
    own = [(file, line) for _, file, line in levels if (overrides / file).is_file()]
    if not own:
        return None
    (file, line), what = own[-1], levels[-1][0]
    hint = "Zensical fills templates with MiniJinja, which has fewer filters than Jinja and no methods of texts"
    return Problem("template", f"this template cannot be filled in: {what}", Span(f"{THEME}/{file}", int(line)), hint)


def _place(below: list[str], staged: Path) -> str:
    """The page that a warning is about, and the words there, as the line below it names them; nothing where it names none."""
    place = _PLACE.match(below[0]) if below else None
    if not place:
        return ""
    page = staged / "docs" / place["page"]
    lines = page.read_text("utf-8").splitlines() if page.is_file() else []
    line = dict(enumerate(lines, 1)).get(int(place["line"]), "")
    words = _WORDS.match(line[int(place["column"]) - 1 :])
    return f': "{words[0]}" in "{place["page"]}"' if words and words[0] else f': "{place["page"]}"'


def _problem(message: str) -> Problem:
    return Problem("portal", message, Span("mkdocs.yml"))
