"""Answers in words: a file in which somebody reads them one by one and releases some, and what they released.

The file `words.yml` lies in the folder of answers. MentorKit adds answers that are new, at the end, and never changes a line
that is there. An entry is bound to its answer by the digest of it, so a decision stays with its answer whatever the order; what
is printed is the text as it stands in the entry, which people may shorten. Nothing else of an answer in words leaves the
private folder. Neither role nor group stands beside it: with the words, these would tell who wrote them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field

from mentorkit.answers.answered import Answered
from mentorkit.answers.columns_file import without_answers
from mentorkit.answers.outcome_report import ReleasedWords
from mentorkit.core.atomic import write_file
from mentorkit.core.digests import digest
from mentorkit.core.problems import INVISIBLE, Problem, Result, Severity, Span
from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.base import Authored, Id, YesNo
from mentorkit.definition.items import Item
from mentorkit.definition.questionnaires import Evaluation, Questionnaire
from mentorkit.definition.reading import read_as

WORDS_FILE = "words.yml"
MARK = "[name?]"
"""Stands behind what may be somebody's name, until a person took it away."""
_RULE = "words-review"
_MOST = 6_000  # entries that the reader of YAML takes; nobody reads more, one by one
_BEGIN = f"""\
# Answers in words. Read each, and write `release: yes` where everybody may read it: only these are printed.
# You may shorten an answer, or take out what tells who wrote it: it is printed as it stands here. "{MARK}" stands behind what
# may be a name; while it is there, the answer is not printed. Leave `original` as it is: it says which answer this is.
# This file holds what people wrote: it stays in this folder.
answers:
"""


class ReviewedWords(Authored):
    """One answer in words, and what somebody decided on it."""

    of: Id
    """The id of the questionnaire."""
    question: str = ""
    answer: str = ""
    """The words that are printed, where they are released."""
    release: YesNo = False
    original: str = Field(pattern="^[0-9a-f]{20}$")
    """The digest of the answer that this entry is about."""


class WordsFile(Authored):
    """Everything that was decided."""

    answers: tuple[ReviewedWords, ...] = ()


_Asked = tuple[str, int]
"""The id of a questionnaire and the index of a question."""


@dataclass(slots=True)
class WordsReview:
    """The answers in words of a run, while rows are read."""

    _texts: dict[_Asked, dict[str, str]] = field(default_factory=dict, repr=False)
    """By their digests, which also give the order: it says nothing about who wrote them."""

    def add(self, asked: Questionnaire, row: Answered) -> None:
        """Take the answers in words of one person. The same words twice are one entry."""
        for index, (item, value) in enumerate(zip(asked.items, row.values, strict=True)):
            if item.answer == "words" and isinstance(value, str) and (text := _tidy(value)):
                self._texts.setdefault((asked.id, index), {})[_digest(asked, item, text)] = text

    def reviewed(
        self, folder: Path, name: str, evaluation: Evaluation, names: Iterable[str] = ()
    ) -> tuple[tuple[ReleasedWords, ...], int, tuple[Problem, ...]]:
        """What was released, how many answers nobody has released, and what is wrong with the file of decisions.

        New answers are added to `words.yml` in `folder`, which is called `name` in messages; in these, `names` of people are
        marked. Raises OSError.
        """
        every = sum(len(texts) for texts in self._texts.values())
        if not every and not (folder / WORDS_FILE).exists():
            return (), 0, ()
        written, called = _written(folder / WORDS_FILE), f"{name}/{WORDS_FILE}"
        read = _read(written, called)
        if read.value is None:
            return (), every, read.problems
        decided = {one.original: one for one in read.value.answers}
        new = list(self._new(decided, evaluation, _pattern(names)))
        added = _added(written, new, len(read.value.answers), called)
        if added.value is not None and new:
            write_file(folder / WORDS_FILE, added.value)
        refused = {one.original: problem for one in read.value.answers for problem in _refusals(one)}
        twice = _twins(read.value.answers)
        released = {key: one for key, one in decided.items() if one.release and key not in refused and key not in twice}
        words = tuple(self._released(released, evaluation))
        problems = (*read.problems, *added.problems, *refused.values(), *twice.values())
        return words, every - sum(len(one.answers) for one in words), problems

    def _new(
        self, decided: Mapping[str, ReviewedWords], evaluation: Evaluation, names: re.Pattern[str]
    ) -> Iterator[str]:
        """An entry for each answer that has none."""
        for asked, item, texts in self._by_question(evaluation):
            for key in sorted(texts.keys() - decided.keys()):
                yield _entry(asked, item, names.sub(rf"\g<0> {MARK}", texts[key]), key)

    def _released(self, released: Mapping[str, ReviewedWords], evaluation: Evaluation) -> Iterator[ReleasedWords]:
        for asked, item, texts in self._by_question(evaluation):
            answers = tuple(released[key].answer.strip() for key in sorted(texts) if key in released)
            if answers:
                yield ReleasedWords(str(item.ask), str(asked.title), answers)

    def _by_question(self, evaluation: Evaluation) -> Iterator[tuple[Questionnaire, Item, dict[str, str]]]:
        for asked in evaluation.questionnaires:
            for index, item in enumerate(asked.items):
                if texts := self._texts.get((asked.id, index)):
                    yield asked, item, texts


def _tidy(text: str) -> str:
    """An answer as the file shows it, without what cannot be seen."""
    return INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()


def _digest(asked: Questionnaire, item: Item, text: str) -> str:
    return digest(asked.id, item.id or str(item.ask), text)[:20]


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Each word of the names, where it stands by itself; the short ones only as they are written."""
    words = {word for name in names for word in re.findall(r"[^\W\d_]+", name) if len(word) > 1}
    long = "|".join(sorted(map(re.escape, (word for word in words if len(word) > 2))))
    short = "|".join(sorted(map(re.escape, (word for word in words if len(word) == 2))))
    parts = [rf"(?i:{long})" if long else "", short]
    inner = "|".join(filter(None, parts))
    return re.compile(rf"\b(?:{inner})\b" if inner else r"(?!)")


def _entry(asked: Questionnaire, item: Item, text: str, key: str) -> str:
    """Lines of YAML."""
    is_plain = text.isprintable() or all(line.isprintable() and not line.startswith(" ") for line in text.split("\n"))
    block = "|-" + "".join(f"\n      {line}" if line else "\n" for line in text.split("\n"))
    lines = (
        f"  - of: {asked.id}",
        f"    question: {json.dumps(str(item.ask), ensure_ascii=False)}",
        f"    answer: {block if is_plain else json.dumps(text, ensure_ascii=False)}",
        "    release: no",
        f"    original: {json.dumps(key)}",
    )
    return "".join(f"{line}\n" for line in lines)


def _written(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _read(written: bytes, called: str) -> Result[WordsFile | None]:
    """The decisions; none where there is no file. Messages quote nothing of it."""
    if not written:
        return Result(WordsFile())
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = "this file is not written in UTF-8"
        return Result.failed(Problem("unreadable-bytes", message, Span(called), "save it as UTF-8"))
    read = read_mapping(text, called).then(lambda source: read_as(WordsFile, source))
    return Result(read.value, tuple(without_answers(one) for one in read.problems))


def _added(written: bytes, entries: list[str], known: int, called: str) -> Result[str | None]:
    """The file with new entries at its end; None, with the reason, where they cannot stand there."""
    room = max(0, _MOST - known)
    text = written.decode("utf-8-sig") if written else _BEGIN
    text = text if text.endswith("\n") else f"{text}\n"
    text += "".join(f"\n{one}" for one in entries[:room])
    problems = []
    if len(entries) > room:
        message = f"{len(entries) - room} answers in words do not stand in this file, which has room for {_MOST}"
        problems.append(
            Problem(_RULE, message, Span(called), "take out entries that are not to be printed", Severity.WARNING)
        )
    read = _read(text.encode("utf-8"), called) if entries[:room] else None  # nothing new cannot stand in a wrong place
    if read and (read.value is None or len(read.value.answers) != known + len(entries[:room])):
        message = "new answers cannot be added at the end of this file"
        hint = "let it end with the last entry below `answers:`, indented as MentorKit wrote it"
        return Result(None, (*problems, Problem(_RULE, message, Span(called), hint)))
    return Result(text, tuple(problems))


def _refusals(one: ReviewedWords) -> Iterator[Problem]:
    """Why an answer that is to be released is not."""
    if one.release and MARK in one.answer:
        hint = f"take out the name, or only the mark where it is none: {MARK}"
        message = "this answer is not printed: it may hold somebody’s name"
        yield Problem(_RULE, message, one.where("answer"), hint, Severity.WARNING)
    elif one.release and not one.answer.strip():
        message = "this answer is released, and has no words"
        yield Problem(_RULE, message, one.where("release"), "write `release: no`", Severity.WARNING)


def _twins(entries: Iterable[ReviewedWords]) -> dict[str, Problem]:
    """Entries on one answer of which only some release it, or in other words: nobody knows which of them counts."""
    first, twins = dict[str, ReviewedWords](), dict[str, Problem]()
    for one in entries:
        other = first.setdefault(one.original, one)
        if (other.release, other.answer) != (one.release, one.answer):
            message = "this answer stands twice, with two decisions, and is not printed"
            twins[one.original] = Problem(
                _RULE, message, one.where("original"), "delete one of the two", Severity.WARNING
            )
    return twins
