"""What can be wrong with the rows of a file of answers: said once for each kind of mistake, without a word of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mentorkit.core.problems import Problem, Severity, Span

_MOST_TEXTS = 40
"""Different unknown answers to a question that are written into the file of columns."""

Told = tuple[str, str, str, Severity]
"""A rule, a sentence and a way out, all without a word of an answer, and their weight."""


@dataclass(slots=True)
class _Repeated:
    """Mistakes of one kind in one column: where the first stands, and how many there are."""

    line: int
    column: int
    count: int = 1
    others: list[int] = field(default_factory=list)
    last: int = field(init=False)

    def __post_init__(self) -> None:
        """Begin with the first: a row is counted once for each kind."""
        self.last = self.line


@dataclass(slots=True)
class Mistakes:
    """What is wrong in the rows of a file, so far."""

    file: str
    kinds: dict[tuple[Told, int], _Repeated] = field(default_factory=dict)
    texts: dict[int, dict[str, None]] = field(default_factory=dict, repr=False)
    """Unknown answers by item, for the file of columns only."""

    def add(self, told: Told, line: int, column: int = -1) -> None:
        """Count a mistake in a column, from 0; -1 where it is of the whole row."""
        known = self.kinds.get((told, column))
        if known is None:
            self.kinds[told, column] = _Repeated(line, column)
            return
        if line == known.last:
            return
        known.count += 1
        known.last = line
        if len(known.others) < 5:
            known.others.append(line)

    def keep_texts(self, item: int, texts: Iterable[str]) -> None:
        """Keep unknown answers to an item, up to a number that people can decide on."""
        kept = self.texts.setdefault(item, {})
        kept |= dict.fromkeys(list(texts)[: _MOST_TEXTS - len(kept)])

    def problems(self) -> Iterator[Problem]:
        """Each kind of mistake once, with its lines."""
        for ((rule, message, hint, severity), column), one in self.kinds.items():
            more = one.count - 1 - len(one.others)
            rows = ", ".join(map(str, one.others)) + (f" and {more} more" if more else "")
            again = f"; so it is in line{'s' if one.count > 2 else ''} {rows}" if one.others else ""
            yield Problem(rule, message + again, Span(self.file, one.line, column + 1), hint, severity)


TOO_WIDE = (
    "table",
    "this row has more cells than there are headings, and is left out",
    "put what holds the sign between cells into quotation marks, or export the answers again",
    Severity.WARNING,
)
PERSON_TOO_WIDE = (*TOO_WIDE[:3], Severity.ERROR)
TRIAL = (
    "trial",
    "this row was left out: it is a trial, as the form tool says",
    "nothing needs to be done",
    Severity.NOTE,
)
NO_ANSWER = (
    "no-answer", "this row was left out: no question is answered in it", "nothing needs to be done, unless the columns are those of another questionnaire", Severity.NOTE,
)  # fmt: skip
SAME_ADDRESS = (
    "twice", "this row was left out: somebody with the same address answered again further below, which counts",
    "if they are different people, take the column of addresses out of the file", Severity.WARNING,
)  # fmt: skip
SAME_ROW = (
    "twice",
    "this row was left out: it stands in the file already, its time and number too",
    "nothing needs to be done",
    Severity.WARNING,
)
SAME_WORDS = (
    "twice", "this row is the same as one above, word for word, and is counted too",
    "if somebody was exported twice, delete the row", Severity.WARNING,
)  # fmt: skip
SAME_CODE = (
    "same-code", "this code stands in an earlier row too: both are counted, and neither is linked to another round",
    "if it is the same person, delete one of the rows", Severity.WARNING,
)  # fmt: skip
NO_CODE = (
    "no-code", "this code looks like a name or an address, and is not used", "ask for a code that says nothing of the person", Severity.WARNING,
)  # fmt: skip
NO_ROLE = (
    "unknown-role",
    "this cell names no role that the questionnaire is for",
    "write mentor or mentee",
    Severity.WARNING,
)
TWO_COLUMNS = (
    "two-columns", "two columns hold different answers to one question, and the first counts",
    "say in columns.yml which of the two is to be left out", Severity.WARNING,
)  # fmt: skip
SEVERAL_TICKS = (
    "unknown-answer", "several options are ticked in this row, and the question allows one", "if people could tick several, write `answer: several of`", Severity.WARNING,
)  # fmt: skip
COMMENT = (
    "comment", "somebody chose an option and wrote something beside it: only the option is counted", "read the comments in the file itself", Severity.NOTE,
)  # fmt: skip
