"""A translation put together: the words of its blocks in the place of those that stand there, and everything else as it was."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from mentorkit.translation.drift import Texts
from mentorkit.translation.keeping import with_values
from mentorkit.translation.units import Part, Steps, Unit

_WIDTH = 118
"""The column in which lines of a paragraph end at the latest."""
_WORD = re.compile(r"(?:\{\{.*?\}\}|`[^`]*`|[^\s])+")
_SIGN = re.compile(r"[-*+>|=:#•·]+|\d+[.)]|/{3,}.*|#{1,6}|[-_*]{3,}")
"""What would begin something else at the front of a line."""


def composed(texts: Texts, wanted: Mapping[int, str]) -> str | None:
    """The text with `wanted` in place of the units of these numbers of the source; None where a value cannot be written.

    Where the translation is built like the source as it is now, only blocks change that say something else; where it is
    not, or is not there, it is made from the source.
    """
    own = [one.shape for one in texts.of_translation] == [one.shape for one in texts.of_source]
    text, units = (texts.translation, texts.of_translation) if own else (texts.source, texts.of_source)
    values = defaultdict[Part, dict[Steps, str]](dict)
    splices = list[tuple[int, Unit | Part, str]]()
    for number, unit in enumerate(units):
        said = wanted.get(number, texts.of_source[number].text if unit.fixed else unit.text)
        if said == unit.text:
            continue
        if unit.part:
            values[unit.part][unit.path] = said
        else:
            splices.append((unit.start, unit, said))
    splices += [(part.start, part, "") for part in values]
    made: str | None = text
    for _, place, said in sorted(splices, key=lambda one: -one[0]):
        if made is None:
            return None
        if isinstance(place, Part):
            made = with_values(made, place, values[place])
        else:
            made = made[: place.start] + _written(text, place, said) + made[place.end :]
    return made


def _written(text: str, unit: Unit, said: str) -> str:
    """Words as lines, indented as those that they stand in place of."""
    if unit.raw or unit.shape.endswith("asks") or "heading" in unit.shape:
        return said
    line = text[text.rfind("\n", 0, unit.start) + 1 : unit.start]
    front = re.sub(r"[^>\s]", " ", line)
    parts = said.split("\\\n")
    lines = [row for part in parts[:-1] for row in _lines(f"{part}\\", len(front))]
    return f"\n{front}".join([*lines, *_lines(parts[-1], len(front))])


def _lines(said: str, indent: int) -> list[str]:
    lines, line = list[str](), ""
    for word in _WORD.findall(said):
        if not line or len(line) + 1 + len(word) + indent <= _WIDTH or _SIGN.fullmatch(word):
            line = f"{line} {word}" if line else word
        else:
            lines.append(line)
            line = word
    return [*lines, line]
