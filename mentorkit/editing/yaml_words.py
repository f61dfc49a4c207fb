"""Values as YAML that our reader takes back letter by letter, written as people write it.

Plain where the reader takes them so, in double quotes otherwise; long texts stand folded below their name, those of several
lines below a bar. Whether the reader takes a writing is asked of the reader itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mentorkit.core.problems import Problem, Span
from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.base import is_gap
from mentorkit.workspace.layers import as_typed

LONGEST_LINE = 80
"""Letters of a text that stands beside its name; a longer one stands below it."""
LONGEST_LIST = 96
"""Letters of a list that stands on one line."""
WIDTH = 112
"""The column in which lines of long texts end at the latest."""
_TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2})?")
_ENTRY = re.compile(r"[-*+|>#•·]|\d{1,2}[.)]|[A-Za-z][.)]|-\w|#{1,6}")
"""Words that must not begin a line of a folded text: they look like the sign of an entry."""
_BREAK = re.compile(r"(?<=[^ ]) (?=[^ ])")


def canonical(value: Any, at: Span) -> tuple[Any, tuple[Problem, ...]]:
    """A value as the reader would give it, however it is written; with problems where it would change it, or refuse it."""
    if isinstance(value, str):
        return _canonical_text(value, at)
    if isinstance(value, dict):
        parts = {str(name): canonical(inner, at) for name, inner in value.items()}
        return {name: part[0] for name, part in parts.items()}, tuple(p for part in parts.values() for p in part[1])
    if isinstance(value, list | tuple):
        items = [canonical(item, at) for item in value]
        return [item[0] for item in items], tuple(p for item in items for p in item[1])
    if isinstance(value, bool):
        return ("yes" if value else "no"), ()
    return value if value is None else str(value), ()


def _canonical_text(value: str, at: Span) -> tuple[str, tuple[Problem, ...]]:
    text = as_typed(value.replace("\r\n", "\n").replace("\r", "\n")).rstrip().lstrip("\n")
    if "\n" in text:
        source = "".join(["k: |2\n", *(f"  {line}\n" if line.strip() else "\n" for line in text.split("\n"))])
    else:
        source = f"k: {double_quoted(text)}\n"
    read, problems = read_mapping(source, at.file)
    said = tuple(Problem(one.rule, one.message, at, one.hint, one.severity) for one in problems)
    return (str(read["k"]), said) if read is not None and isinstance(read.get("k"), str) else (text, said)


def double_quoted(text: str) -> str:
    """A text in double quotes, on one line."""
    for sign, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"), ("\0", "\\0")):
        text = text.replace(sign, escaped)
    return f'"{text}"'


def single_quoted(text: str) -> str:
    """A text in single quotes, on one line."""
    return "'" + text.replace("'", "''") + "'"


@lru_cache(maxsize=4096)
def is_taken(source: str, value: str) -> bool:
    """Whether the reader takes the value named `k` of this source for exactly this text, and has nothing to say of it."""
    read, problems = read_mapping(source, "")
    return read is not None and not problems and read.get("k") == value


def inline(value: str, *, flow: bool = False, like: str = "", quoted: bool = False) -> str:
    """A text on one line: in the quotes of what stood there before (`like`), or plain, or in double quotes."""
    if like == "'" and "\n" not in value and is_taken(f"k: {single_quoted(value)}\n", value):
        return single_quoted(value)
    if like != '"' and not quoted and _is_plain(value, flow=flow):
        return value
    if '"' in value and "'" not in value and "\n" not in value and is_taken(f"k: {single_quoted(value)}\n", value):
        return single_quoted(value)
    return double_quoted(value)


def _is_plain(value: str, *, flow: bool) -> bool:
    if not value or "\n" in value or _TIME.fullmatch(value) or value != value.strip():
        return False
    if not flow:
        return is_taken(f"k: {value}\n", value)
    if re.search(r"[\[\]{},?:#&*!|>%@`\"]", value):
        return False
    return is_taken(f"k: {value}\n", value)


def name(text: str, *, flow: bool = False) -> str:
    """The name of an entry of a mapping."""
    read, problems = read_mapping(f"{text}: x\n", "") if re.fullmatch(r"[\w#][^:#\n]*", text) else (None, ())
    plain = read is not None and not problems and list(read) == [text] and not (flow and re.search(r"[\[\]{},?]", text))
    return text if plain and not text.startswith("#") else double_quoted(text)


@dataclass(frozen=True, slots=True)
class WrittenValue:
    """A value in two parts: what stands beside its name, and the lines below, without their ends."""

    beside: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is written: the columns by which its mappings and lists are indented; and whether all texts get quotes."""

    step: int = 2
    list_step: int = 2
    quoted: bool = False

    def text(
        self, value: str, column: int, *, like: str = "", lines: Sequence[str] = (), width: int = WIDTH
    ) -> WrittenValue:
        """A text beside its name or, with lines that begin at `column`, below it; in the style of what stood there, and of its lines."""
        if like in ("|", ">") or "\n" in value or (len(value) > LONGEST_LINE and not is_gap(value)):
            for style in ("|",) if "\n" in value and like != ">" else (">", "|") if like != "|" else ("|", ">"):
                found = self._block(value, column, style, lines, width)
                if found:
                    return found
        return WrittenValue(inline(value, like=like, quoted=self.quoted))

    def _block(self, value: str, column: int, style: str, lines: Sequence[str], width: int) -> WrittenValue | None:
        if not value:
            return None
        digit = str(self.step) if value.startswith(" ") else ""
        if style == "|":
            made = value.split("\n")
        elif value.startswith(" ") or re.search(r"\n[ \n]|\n$", value):
            return None  # lines that begin with a space, and empty ones, are not folded
        else:
            made = list(_folded(value, column, lines, width))
        head = f"{style}{digit}-"
        below = tuple(" " * column + line if line.strip() else "" for line in made)
        source = "\n".join([f"k: {head}", *("  " + line if line.strip() else "" for line in made), ""])
        return WrittenValue(head, below) if is_taken(source, value) else None

    def value(self, value: Any, column: int, *, flow: bool = False) -> WrittenValue:
        """Any value below a name that begins at `column`; with `flow` on one line, where it fits."""
        if value is None:
            return WrittenValue("")
        if isinstance(value, str):
            return self.text(value, column + self.step)
        if not value:
            return WrittenValue("[]" if isinstance(value, list) else "{}")
        if (flow or self._is_short(value)) and not has_lines(value):
            made = in_flow(value, quoted=self.quoted)
            if len(made) + column <= max(WIDTH, LONGEST_LIST):
                return WrittenValue(made)
        return WrittenValue("", tuple(self.lines(value, column)))

    def _is_short(self, value: Any) -> bool:
        return isinstance(value, list) and all(isinstance(one, str) for one in value) and (
            sum(len(one) + 2 for one in value) <= LONGEST_LIST
        )  # fmt: skip

    def lines(self, value: Any, column: int) -> Iterable[str]:
        """A list or mapping in lines, below a name that begins at `column`."""
        if isinstance(value, list):
            for item in value:
                yield from self.item(item, column + self.list_step)
        else:
            for key, inner in value.items():
                yield from self.entry(key, inner, column + self.step)

    def entry(self, key: str, value: Any, column: int, *, flow: bool = False) -> list[str]:
        """An entry of a mapping that begins at `column`, in lines."""
        made = self.value(value, column, flow=flow)
        return [f"{' ' * column}{name(key)}:{' ' if made.beside else ''}{made.beside}", *made.below]

    def item(self, value: Any, column: int, *, flow: bool = False) -> list[str]:
        """An entry of a list whose hyphen stands at `column`, in lines."""
        front = " " * column
        if isinstance(value, str) or value is None or not value:
            made = self.value(value, column)
            return [
                f"{front}- {made.beside}".rstrip(" ") if not made.beside else f"{front}- {made.beside}",
                *made.below,
            ]
        if flow and not has_lines(value):
            made_flow = in_flow(value, quoted=self.quoted)
            if column + len(made_flow) <= WIDTH:
                return [f"{front}- {made_flow}"]
        inner = list[str]()
        if isinstance(value, dict):
            for key, part in value.items():
                inner += self.entry(key, part, column + 2)
        else:
            for part in value:
                inner += self.item(part, column + 2)
        return [f"{front}- {inner[0].lstrip(' ')}", *inner[1:]]


def has_lines(value: Any) -> bool:
    """Whether a text of several lines is somewhere in it, which cannot well stand between brackets."""
    if isinstance(value, str):
        return "\n" in value
    return any(map(has_lines, value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()))


def in_flow(value: Any, *, quoted: bool = False) -> str:
    """A value on one line, between brackets."""
    if isinstance(value, dict):
        parts = (f"{name(key, flow=True)}: {in_flow(inner, quoted=quoted)}" for key, inner in value.items())
        return "{" + ", ".join(parts) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(in_flow(item, quoted=quoted) for item in value) + "]"
    return "null" if value is None else inline(value, flow=True, quoted=quoted)


def _folded(value: str, column: int, old: Sequence[str], width: int) -> Iterable[str]:
    """The lines of a folded text, without their indent. Those of the old ones that still begin and end it stay as they are."""
    if "\n" in value:
        for number, paragraph in enumerate(value.split("\n")):
            yield from [""] if number else []
            yield from _wrapped(paragraph, width - column)
        return
    front, back = [], list[str]()
    lines, rest = [line for line in old if line], value
    while lines and (rest == lines[0] or rest.startswith(lines[0] + " ")):
        rest = rest[len(lines[0]) + 1 :]
        front.append(lines.pop(0))
    while lines and (rest == lines[-1] or rest.endswith(" " + lines[-1])):
        rest = rest[: max(len(rest) - len(lines[-1]) - 1, 0)]
        back.insert(0, lines.pop())
    yield from (*front, *(_wrapped(rest, width - column) if rest else ()), *back)


def _wrapped(text: str, width: int) -> list[str]:
    lines, line = list[str](), ""
    for word in _BREAK.split(text):
        fits = not line or len(line) + 1 + len(word) <= width or _ENTRY.fullmatch(word.split(" ")[0])
        if fits:
            line = f"{line} {word}" if line else word
        else:
            lines.append(line)
            line = word
    return [*lines, line]
