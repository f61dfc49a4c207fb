"""Problems: one thing each that is wrong in what people wrote, with its place and a way out; reports and results of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import Generic, NamedTuple, Protocol, TypeVar

T_co = TypeVar("T_co", covariant=True)
A = TypeVar("A")
B = TypeVar("B")

INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ufeff\ufffe\uffff\ud800-\udfff]"
    r"|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]"  # tags; behind a black flag they name a country
)
"""Characters that nobody means to write: controls, foreign line ends, turns of the reading direction, half characters, tags.

Engines choke on some of these, and others move the words around them. Tabs and line feeds are not among them.
"""


class Severity(StrEnum):
    """The weight of a problem: an error stops a build, a warning does only under `--strict`."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file. Lines and columns count from 1; 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`file:line:column`, as editors and terminals make it clickable."""
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a plain lower-case sentence, where it stands, and a way out."""

    rule: str
    message: str
    at: Span
    hint: str = ""
    severity: Severity = Severity.ERROR
    client: str = ""
    """The client whose own files it stands in; empty where it stands in what several share."""
    path: tuple[str | int, ...] = field(default=(), compare=False)
    """The part of a definition that it is about, written or not; empty where only the place is known."""


class _Valued(Protocol[T_co]):
    """The shape of a Result: of a generic tuple, mypy does not read `A` out of `Result[A | None]`."""

    @property
    def value(self) -> T_co: ...
    @property
    def problems(self) -> tuple[Problem, ...]: ...


class Result(NamedTuple, Generic[T_co]):
    """A value and the problems met in making it. Where the value is None, they say why, unless there was nothing to make."""

    value: T_co
    problems: tuple[Problem, ...] = ()

    @staticmethod
    def failed(problem: Problem) -> Result[None]:
        """No value, for this reason."""
        return Result(None, (problem,))

    def then(self: _Valued[A | None], step: Callable[[A], Result[B]]) -> Result[B | None]:
        """Take the next step with this value, where there is one; the problems of both steps are kept."""
        if self.value is None:
            return Result(None, self.problems)
        return step(self.value).after(self.problems)

    def after(self, problems: Iterable[Problem]) -> Result[T_co]:
        """The same value, with problems that were met before."""
        return Result(self.value, (*problems, *self.problems))


@dataclass(frozen=True, slots=True)
class Report:
    """Every problem of a run, in the order of the files, without repetition."""

    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> Report:
        """Sort and deduplicate: a shared file read for several programmes speaks once, and each client for itself."""
        return cls(tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.at, p.rule, p.message))))

    def count(self, severity: Severity) -> int:
        """The number of problems with this severity."""
        return sum(problem.severity is severity for problem in self.problems)

    def stops(self, *, strict: bool = False) -> bool:
        """Return whether a build must not go on: there are errors or, if strict, warnings."""
        return bool(self.count(Severity.ERROR) or (strict and self.count(Severity.WARNING)))


class BuildFailed(Exception):
    """A stage could not make its output; `problems` says why, in the user's terms."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))

    def __reduce__(self) -> tuple[type[BuildFailed], tuple[tuple[Problem, ...]]]:
        """Cross from a worker process whole."""
        return BuildFailed, (self.problems,)


def shortened(text: str) -> str:
    """What a message quotes of a text: forty letters at most."""
    return text if len(text) <= 40 else f"{text[:39]}…"


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str = "", likeness: float = 0.6) -> str:
    """`did you mean "…"?` for the nearest known word, else `otherwise`, else the list of what is known.

    A known word of which `word` is a whole part is the nearest: yes of "yes or no".
    """
    choices = sorted(known)
    parts = [one for one in choices if word.lower() in re.split("[ /]", one.lower())]
    near = parts if len(parts) == 1 else get_close_matches(word.lower(), choices, n=1, cutoff=likeness)
    if near:
        return f'did you mean "{near[0]}"?'
    return otherwise or f"known here: {', '.join(choices)}"
