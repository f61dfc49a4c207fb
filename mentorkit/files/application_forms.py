"""Application forms that ask what their programme's matching compares: in the words of the form, or else with questions put in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from mentorkit.core.problems import Problem, Severity
from mentorkit.definition.base import PAIR, as_written
from mentorkit.definition.front_matter import FormFacts, GuideFacts
from mentorkit.definition.program import Program
from mentorkit.files.application_questions import CHOICES, application_questions, has_applications, headings_for
from mentorkit.files.question_list import Question
from mentorkit.guides import markdown
from mentorkit.guides.blocks import Block, FillOptions, read_blocks
from mentorkit.guides.library import Guide
from mentorkit.language.catalogue import Words
from mentorkit.language.placeholders import PLACEHOLDER
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit
from mentorkit.workspace.layers import STOCK

Facts = TypeVar("Facts", bound=GuideFacts, covariant=True)
ASKING = ("prompt", "scale", "checklist", "fill")
"""The blocks of a form that ask something."""
_SHORT = ("name", "email", "line-manager", "managers-manager", "not-with", "earlier", "time-zone", "capacity")
"""Questions of every application that a few words answer: they are rows of one table."""


def applicant(form: Guide[GuideFacts]) -> str:
    """The role that applies with this form; nothing where it is no application of one of the pair."""
    applies = isinstance(form.facts, FormFacts) and form.facts.kind == "application"
    return form.facts.for_[0] if applies and form.facts.for_ in ((PAIR[0],), (PAIR[1],)) else ""


def with_questions(toolkit: Toolkit) -> Toolkit:
    """The same with application forms that ask everything that matching compares."""
    if not has_applications(toolkit.program):
        return toolkit
    voice = Voice.of(toolkit.program)
    forms = tuple(_completed(form, toolkit, voice) for form in toolkit.forms)
    pieces = tuple(_completed(piece, toolkit, voice) for piece in toolkit.pieces)
    return replace(toolkit, forms=forms, pieces=pieces)


def form_problems(toolkit: Toolkit) -> Iterator[Problem]:
    """A warning for each question that a form asks with other answers to choose from than the definition.

    Those of the stock's forms follow the definition.
    """
    if not has_applications(toolkit.program):
        return
    voice = Voice.of(toolkit.program)
    for form in toolkit.forms:
        role = applicant(form) if form.layer != STOCK else ""
        for block, asked in _differing(form, toolkit.program, voice) if role else ():
            message = f'this form asks "{asked.said_to(role)}" with other answers than `matching.applications`'
            hint = "give both the same, word for word: only what is the same can be compared"
            yield Problem("application-form", message, block.at, hint, Severity.WARNING)


def _differing(form: Guide[GuideFacts], program: Program, voice: Voice) -> Iterator[tuple[Block, Question]]:
    """The lists of a form with other answers than those of the question that they ask, with that question."""
    texts, questions = voice.placeholders(program), application_questions(program, voice, applicant(form))
    for block in form.every("checklist"):
        asked = question_called(said(block.argument, texts), questions)
        theirs = {_plain(said(one, texts)) for one in re.findall(r"^[-*+] +(.*)$", block.text, re.MULTILINE)}
        if asked and theirs - {_plain(asked.other), _plain(asked.none)} != {_plain(one.text) for one in asked.choices}:
            yield block, asked


def said(text: str, texts: dict[str, str]) -> str:
    """A text of a form as people read it: without marks, and with its placeholders filled."""
    return re.sub(r"[*`]", "", PLACEHOLDER.sub(lambda match: texts.get(match[1], match[0]), text))


def question_called(heading: str, questions: Sequence[Question]) -> Question | None:
    """The question that a form asks under this heading."""
    words = _plain(heading)
    return next((one for one in questions if words in map(_plain, headings_for(one))), None)


def asked_in(block: Block) -> Iterator[tuple[str, str]]:
    """What a block asks, each with its heading in a table of answers.

    A table to fill asks for its columns; one with a single column, for its labelled rows.
    """
    if not isinstance(block.options, FillOptions):
        yield block.argument, block.argument
        return
    rows = [row for row in block.options.rows if row]
    if rows and len(block.options.columns) == 1:
        yield from ((row, f"{block.argument}: {row}") for row in rows)
    else:
        yield from (("", f"{block.argument}: {column}") for column in block.options.columns)


@lru_cache(maxsize=5000)
def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _completed(form: Guide[Facts], toolkit: Toolkit, voice: Voice) -> Guide[Facts]:
    """The same with what it does not ask by itself, in front of what applicants agree to and sign."""
    role, texts = applicant(form), voice.placeholders(toolkit.program)
    if not role:
        return form
    form = _following(form, toolkit.program, voice) if form.layer == STOCK else form
    every = application_questions(toolkit.program, voice, role)
    asked = {_name(said(label, texts), every) for block in form.every(*ASKING) for label, _ in asked_in(block)}
    missing = [one for one in every if one.name not in {*asked, *CHOICES} and one.kind != "role"]
    lines, at = form.body.split("\n"), _place(form)
    return _rewritten(form, [*lines[:at], *_section(missing, role, voice.words), *lines[at:]]) if missing else form


def _following(form: Guide[Facts], program: Program, voice: Voice) -> Guide[Facts]:
    """The same with the definition's answers to choose from, where its own are others."""
    lines = form.body.split("\n")
    for block, asked in reversed([*_differing(form, program, voice)]):
        place = form.lines_of(block)
        lines[place.start + 1 : place.stop - 1] = _options(asked)
    return _rewritten(form, lines)


def _rewritten(form: Guide[Facts], lines: Sequence[str]) -> Guide[Facts]:
    body = "\n".join(lines)
    return replace(form, body=body, blocks=read_blocks(body, form.file, form.body_line).value)


def _name(heading: str, questions: Sequence[Question]) -> str:
    asked = question_called(heading, questions)
    return asked.name if asked else ""


def _place(form: Guide[Facts]) -> int:
    """The line in front of the last blocks that ask for a yes and a signature; the end, where there are none."""
    at = len(form.body.split("\n"))
    for block in reversed(form.blocks):
        if block.kind == "checklist" and not re.search(r"[?…]", block.argument):
            return form.lines_of(block).start
        if block.kind not in ("fill", "checklist"):
            return at
    return at


def _section(questions: Sequence[Question], role: str, words: Words) -> Iterator[str]:
    """The lines that ask these questions, as an author would write them."""
    _ = words.gettext
    short = [one for one in questions if one.name in _SHORT or one.kind == "number"]
    if short:
        rows = [one.said_to(role) for one in short]
        title, columns = _("For the match"), [_("Your answer")]
        yield f"/// fill | {title}"
        yield f"    columns: {json.dumps(columns, ensure_ascii=False)}"
        yield f"    rows: {json.dumps(rows, ensure_ascii=False)}"
        yield from ("///", "")
        hints = dict.fromkeys(one.hint for one in short if one.hint)
        yield from (line for hint in hints for line in (hint, ""))
    for one in questions:
        if one not in short:
            yield from _block(one, role, words)


def _block(one: Question, role: str, words: Words) -> Iterator[str]:
    _, ask = words.gettext, as_written(one.said_to(role))
    if not one.choices:
        yield from (f"/// prompt | {ask}", "    lines: 2", "///", "")
    else:
        yield from (f"/// checklist | {ask}", *_options(one), "///", "")
        yield from (_("Tick as many as apply.") if one.kind == "several of" else _("Tick one."), "")
    if one.hint:
        yield from (one.hint, "")


def _options(one: Question) -> Iterator[str]:
    """The lines with the answers to choose from."""
    every = (*(choice.text for choice in one.choices), one.other, one.none)
    yield from (f"- {markdown.plain(option)}" for option in every if option)
