"""Which questionnaire a file holds answers to: by its headings, else by its name, else people have to say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mentorkit.answers.column_targets import Questions, ToItem
from mentorkit.answers.columns_file import Said
from mentorkit.answers.heading_rows import Column
from mentorkit.core.names import in_ascii
from mentorkit.core.problems import Problem, Result, Severity, Span, did_you_mean

_MOMENTS = {
    "baseline": {"baseline", "pre", "before", "start", "kickoff", "intake", "begin", "beginning", "onboarding"},
    "middle": {"middle", "mid", "midterm", "midpoint", "midway", "halfway", "interim"},
    "end": {"end", "post", "final", "exit", "close", "closing", "after", "endline"},
    "follow-up": {"followup", "follow", "later"},
}
"""Words in the names of files, by the moment of the questionnaire."""


def questionnaire_of(
    every: Sequence[Questions], columns: Iterable[Column], file: str, name: str, said: Said | None
) -> Result[Questions | None]:
    """The questions of the questionnaire that these columns answer. `file` is the file in messages, `name` without its folder."""
    ids = {one.questionnaire.id: one for one in every}
    if said and said.decided:
        if said.value in ids:
            return Result(ids[said.value])
        message = f'there is no questionnaire "{said.value}"'
        return Result.failed(Problem("unknown-questionnaire", message, said.at, did_you_mean(said.value, ids)))
    if every[0].named:
        return Result(every[0])
    listed = tuple(columns)
    matched = {one.questionnaire.id: _matched(one, listed) for one in every}
    most = max(map(len, matched.values()), default=0)
    if not most:
        message = "no column of this file is a question of a questionnaire"
        hint = "look whether it is the file of another programme, or give the questions `also:` with the headings; or say in columns.yml what each column is"
        return Result.failed(Problem("unknown-questionnaire", message, Span(file, 1), hint))
    best = [one for one in every if len(matched[one.questionnaire.id]) == most]
    named = _named(name, every)
    chosen = best[0] if len(best) == 1 else next((one for one in best if one.questionnaire.id == named), None)
    if chosen is None:
        whole = [one for one in best if len(one.questionnaire.items) == most]
        chosen = whole[0] if len(whole) == 1 and not named else None
    if chosen is None:
        options = " or ".join(f'"{one.questionnaire.id}"' for one in best)
        message = f"the questions of this file stand in several questionnaires: {options}"
        return Result.failed(
            Problem(
                "which-questionnaire",
                message,
                Span(file, 1),
                "say in columns.yml which one it is, or put its id into the name of the file",
            )
        )
    return Result(chosen, _wrong_round(chosen, named, file))


def _matched(questions: Questions, columns: Iterable[Column]) -> set[int]:
    """The items of a questionnaire that have a column."""
    found = (questions.target(column) for column in columns)
    return {one.item for one in found if isinstance(one, ToItem)}


def _tokens(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+|\d+", in_ascii(text).lower()))


def _named(name: str, every: Sequence[Questions]) -> str:
    """The id of the questionnaire that a file's name names: by its id, its title, or its moment; nothing where not one alone."""
    words = _tokens(name.rpartition(".")[0] or name)
    for fits in (_by_id, _by_title, _by_moment):
        fit = [one.questionnaire.id for one in every if fits(one, words)]
        if len(fit) == 1:
            return fit[0]
    return ""


def _by_id(one: Questions, words: set[str]) -> bool:
    return bool(tokens := _tokens(one.questionnaire.id)) and tokens <= words


def _by_title(one: Questions, words: set[str]) -> bool:
    """Whether the title in some language stands in the name of a file."""
    titles = (one.questionnaire.title, *(asked.questionnaire.title for asked in one.languages))
    return any(tokens and tokens <= words for tokens in map(_tokens, titles))


def _by_moment(one: Questions, words: set[str]) -> bool:
    return bool(words & _MOMENTS[one.questionnaire.when])


def _wrong_round(chosen: Questions, named: str, file: str) -> tuple[Problem, ...]:
    """A warning where a file is called after another questionnaire than its headings."""
    if not named or named == chosen.questionnaire.id:
        return ()
    message = f'this file is called after "{named}", and its questions are those of "{chosen.questionnaire.id}"'
    hint = "look whether it is the right file; if so, say in columns.yml which questionnaire it is"
    return (Problem("wrong-round", message, Span(file), hint, Severity.WARNING),)
