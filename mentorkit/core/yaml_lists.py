"""Texts and lists that YAML reads without a word, and not as they are meant: lists that are none, sentences cut at commas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import yaml

from mentorkit.core.yaml_syntax import BULLETS

_ENTRY = re.compile(rf"\s*(?:- |-(?=[^\W\d])|[*] |[{BULLETS}])")
_DASH = re.compile(r"\s*[–—]\s*\w")
_NUMBER = re.compile(r"\s*\d{1,2}[.)] ")
_LETTER = re.compile(r"\s*[A-Za-z][.)] ")
_JOINED = re.compile(rf"\s*(?:[-*+](?= )|-(?=[^\W\d_])|[{BULLETS}]|\||#{{1,6}}(?= )|>(?= ))")
"""Signs that begin a line of Markdown."""
_COUNTED = re.compile(r"\s*(?:\d{1,2}|[A-Za-z])[.)](?=\s)")
_SENTENCE_END = re.compile(r"[.!?…:;][”’»\"')\]]*$")
_WRITTEN_OUT = re.compile(r"""\s*\[\s*(['"]).*\1\s*,?\s*\]\s*""", re.DOTALL)
_OPENS_QUOTE = re.compile("[“„«]")

Said = tuple[str, str]


def no_list(node: yaml.ScalarNode, lines: Sequence[str]) -> tuple[Said, int] | None:
    """A message and hint, and the line counted from 0, where a plain text holds what was meant as an entry of a list."""
    first, last = node.start_mark.line, node.end_mark.line
    begins_line = not lines[first][: node.start_mark.column].strip()
    own = [lines[first][node.start_mark.column :], *lines[first + 1 : last + 1]]
    for number, line in enumerate(own):
        entry = _ENTRY.match(line)
        if entry and (number or begins_line or line[0] in BULLETS):
            return _no_entry(entry[0].strip()), first + number
    for sign, called in ((_DASH, "a dash"), (_NUMBER, "a number"), (_LETTER, "a letter")):
        for number, (before, line) in enumerate(pairwise(own)):
            listed = sign.match(before) or (sign is not _DASH and before.rstrip().endswith(":"))
            if listed and sign.match(line):
                return _no_entry(called), first + number + (not sign.match(before))
    return None


def joined_list(node: yaml.ScalarNode, lines: Sequence[str]) -> tuple[Said, int] | None:
    """A message and hint, and the line counted from 0, where YAML joins lines that were meant as a list, a table or a heading.

    It joins the lines of texts below a `>` and of those in quotes; lines that are indented further keep their ends.
    """
    first, last = node.start_mark.line + (node.style == ">"), node.end_mark.line
    own = list(lines[first : last + (node.style != ">")])
    if node.style != ">":
        own[0] = own[0][node.start_mark.column + 1 :]
    elif own and node.end_mark.column:
        own.append(lines[last][: node.end_mark.column])
    margin = min((len(line) - len(line.lstrip()) for line in own if line.strip()), default=0)
    for number, (before, line) in enumerate(pairwise(own), first + 1):
        even = node.style != ">" or not (before[margin : margin + 1].isspace() or line[margin : margin + 1].isspace())
        if not before.strip() or not even or before.endswith("\\"):
            continue
        sign = _JOINED.match(line) or (
            _COUNTED.match(line) if _COUNTED.match(before) or before.rstrip().endswith(":") else None
        )
        if sign:
            return _joined(sign[0].strip(), ">" if node.style == ">" else "quotes"), number
    return None


def list_in_quotes(node: yaml.ScalarNode) -> Said | None:
    """A message and hint where a text is a list between brackets, as programs print one."""
    if not _WRITTEN_OUT.fullmatch(node.value):
        return None
    hint = "write each entry on a line of its own that begins with `- `, or take away the quotes or the bar in front of the bracket"
    return "this is a list that is read as one text, with its brackets and quotes", hint


def _joined(sign: str, where: str) -> Said:
    message = f'this "{sign}" begins no line of its own: the lines are read as one text'
    if where == ">":
        return message, "write | in place of >, which keeps the lines"
    return message, "write the text below a bar, as `name: |`, indented and without quotes: that keeps the lines"


def _no_entry(sign: str) -> Said:
    hint = "begin each entry on a line of its own with `- `, under the first one; or put the whole text in quotes"
    if sign == "-":
        return "this hyphen begins no entry of a list: the lines are read as one text", hint
    if sign in ("a number", "a dash", "a letter"):
        return f"{sign} begins no entry of a list: the lines are read as one text", hint
    return "a bullet begins no entry of a list", hint


def left_over(node: yaml.ScalarNode) -> bool:
    """Return whether a plain text of several lines closes a bracket that it does not open, as the rest of a mark does."""
    value = node.value
    return node.start_mark.line < node.end_mark.line and value.endswith(")") and value.count(")") > value.count("(")


def cut_sentences(node: yaml.SequenceNode) -> Iterator[tuple[Said, yaml.ScalarNode]]:
    """Oddities in entries of a list that look like parts of one sentence, and the entry that goes on with one."""
    texts = [one for one in node.value if isinstance(one, yaml.ScalarNode)]
    if len(texts) != len(node.value):
        return
    sentences = any(_SENTENCE_END.search(one.value) for one in texts)
    for before, after in pairwise(texts):
        if before.style or after.style:
            continue
        if _goes_on(before.value, after.value, sentences=sentences, flow=bool(node.flow_style)):
            yield (_CUT_AT_COMMA if node.flow_style else _CUT_AT_LINE), after


_CUT_AT_COMMA = (
    "the entry in front of this ends in the middle of a sentence: a comma begins a new entry here",
    "write each entry on a line of its own that begins with `- `, or put it in quotes",
)
_CUT_AT_LINE = (
    "the entry in front of this ends in the middle of a sentence",
    "join the two, without the hyphen; or end the first and begin this one as a sentence of its own",
)


def _goes_on(before: str, after: str, *, sentences: bool, flow: bool) -> bool:
    """Return whether `after` looks like the rest of a sentence that began in `before`."""
    if before.endswith(","):
        return True
    if _SENTENCE_END.search(before) or not before[:1].isalpha() or not after[:1].islower():
        return flow and bool(_OPENS_QUOTE.match(before)) and not re.search("[”“»]$", before)
    if len(before.split()) < 3:
        return False
    words = len(before.split()) + len(after.split())
    if not flow:
        return before[0].isupper() and bool(_SENTENCE_END.search(after)) and words >= 6
    return words >= 6 and (before[0].isupper() or sentences)
