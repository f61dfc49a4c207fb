"""Errors of YAML in plain words, at the place where it was begun."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import yaml

from mentorkit.core.problems import Problem, Span

BULLETS = "•·▪●○‣⁃◦■□◆◇➢\uf0b7\uf0a7\uf0d8"
"""Signs at the front of a line, those of Word's own letters too."""
CURLY = "“”„‟‘’‚‛«»"
STRAIGHT = 'write straight quotes: "like this"; YAML takes typographic ones for letters'

At = Callable[[int, int], Span]
"""Makes a place of a line and a column, both counted from 0."""

_Said = tuple[str, str, tuple[int, int]]
"""A message, a hint, and the line and column that they are about."""


def syntax_problem(error: yaml.MarkedYAMLError, text: str, tokens: Sequence[yaml.Token], at: At) -> Problem:
    """Explain an error of YAML. `tokens` are those in front of it."""
    mark = error.problem_mark or error.context_mark
    where = (mark.line, mark.column) if mark else (0, 0)
    lines = [*text.split("\n"), ""]
    said = (
        _tab(lines, where)
        or _list_sign(error, lines, where)
        or _quote(error, lines, tokens, where)
        or _bracket(error, lines, where)
        or _sign_at_front(error, lines, where)
        or _no_colon(error, lines, where)
        or _typographic(lines, where)
    )
    if said:
        message, hint, where = said
        return Problem("yaml-syntax", message, at(*where), hint)
    words = f"{error.context or ''} {error.problem or ''}"
    if "could not find expected ':'" in words and error.context_mark:
        where = (error.context_mark.line, error.context_mark.column)
    for known, (message, hint) in _PLAIN_WORDS.items():
        if known in words:
            return Problem("yaml-syntax", message, at(*where), hint)
    message = f"this cannot be read as YAML: {error.problem}"
    return Problem("yaml-syntax", message, at(*where), "compare it with the lines around it")


def _tab(lines: list[str], where: tuple[int, int]) -> _Said | None:
    """Name the tab that a line is indented with."""
    tab = re.match(r" *\t", lines[min(where[0], len(lines) - 1)])
    if not tab:
        return None
    return "this line is indented with a tab", "indent it with spaces", (where[0], tab.end() - 1)


def _list_sign(error: yaml.MarkedYAMLError, lines: list[str], where: tuple[int, int]) -> _Said | None:
    """Name what was meant to begin an entry of a list, on this line or one before it."""
    begun = error.context_mark.line if error.context_mark else where[0]
    for number in range(min(where[0], len(lines) - 1), max(where[0] - 1, begun) - 2, -1):
        sign = re.match(rf"\s*([{BULLETS}]|-(?=[^\W\d]))", lines[number]) if number >= 0 else None
        if sign:
            what = "a hyphen without a space" if sign[1] == "-" else "a bullet"
            column = sign.end() - 1
            return (
                f"{what} begins no entry of a list",
                "begin each entry on a line of its own with `- `",
                (number, column),
            )
    return None


def _quote(
    error: yaml.MarkedYAMLError, lines: list[str], tokens: Sequence[yaml.Token], where: tuple[int, int]
) -> _Said | None:
    """Say where a quotation mark was opened that is closed too late, too early or never."""
    if "quoted scalar" in (error.context or "") and "escape" not in (error.problem or "") and error.context_mark:
        start = (error.context_mark.line, error.context_mark.column)
        return "a quotation mark is opened here and never closed", "close it on the same line", start
    for token in reversed([one for one in tokens if isinstance(one, yaml.ScalarToken) and not one.plain][-3:]):
        start, end = token.start_mark, token.end_mark
        if token.style not in ("'", '"') or end.line != where[0] or end.column > where[1]:
            continue
        if start.line < end.line:
            message = f"a quotation mark is opened here and closed only {end.line - start.line} lines further down"
            if end.line == start.line + 1:
                message = "a quotation mark is opened here and closed only on the next line"
            return message, "close it where the text ends", (start.line, start.column)
        if re.match(r" *,\s*$", lines[end.line][end.column :]) and "flow" not in (error.context or ""):
            return "a comma at the end of a line ends nothing here", "take it out", (end.line, end.column)
        if re.match(r" *[^\s,:\]}#]", lines[end.line][end.column :]):
            hint = 'put all of it inside; an apostrophe in it needs double quotes around: "it\'s"'
            return "this text goes on after its closing quotation mark", hint, (start.line, start.column)
    return None


def _bracket(error: yaml.MarkedYAMLError, lines: list[str], where: tuple[int, int]) -> _Said | None:
    """Say where a bracket was opened that is never closed, or in front of which word a comma is missing."""
    said = error.problem or ""
    if "expected ',' or" not in said or "got '?'" in said or not error.context_mark:
        return None
    opened = (error.context_mark.line, error.context_mark.column)
    here = lines[where[0]]
    closes = {"[": "]", "{": "}"}.get(lines[opened[0]][opened[1] : opened[1] + 1], "]")
    if where[0] == opened[0] and closes in here[where[1] :]:
        word = re.search(r"(\S+)\s*$", here[: where[1]]) if here[where[1] : where[1] + 1] == ":" else None
        if word and here[: word.start()].endswith(": "):
            message, hint = _PLAIN_WORDS["mapping values are not allowed"]
            return message, hint, (where[0], where[1])
        column = word.start() if word else where[1]
        named = word[1] if word else here[column:].split()[0].strip(f"{closes},")
        hint = "put commas between entries, and texts with a colon in them in quotes"
        return f'a comma is missing in front of "{named}"', hint, (where[0], column)
    return "a bracket is opened here and never closed", "close it: [like, this]", opened


def _sign_at_front(error: yaml.MarkedYAMLError, lines: list[str], where: tuple[int, int]) -> _Said | None:
    """Name a sign that YAML has a use of its own for, where it begins a text: [draft] is this, {{ name }}, *stars*, &."""
    here = lines[where[0]]
    if "alphabetic or numeric" in (error.problem or ""):
        sign = re.match(r"(.*?(?:^\s*|: +|- +|[\[{,] *))([*&])", here[: where[1] + 1])
        if sign and sign[2] == "*" and not sign[1].strip():
            return "a star begins no entry of a list", "begin each entry with `- `", (where[0], sign.start(2))
        if sign:
            return f"a text that begins with {sign[2]} needs quotes", 'write "like this"', (where[0], sign.start(2))
    if "cannot start any token" in (error.problem or "") and here[where[1] : where[1] + 1] in ("%", "@", "`"):
        return f"a text that begins with {here[where[1]]} needs quotes", 'write "like this"', where
    closed = re.match(r"(.*?(?:: +|- +))(\[[^\[\]]*\]|\{.*?\}+)\s*$", here[: where[1]])
    if closed and "did not find expected" in (error.problem or ""):
        message = "this text begins with a bracket, which YAML takes for a list or a group"
        return message, f'put the whole text in quotes: "{closed[2]} …"', (where[0], closed.start(2))
    return None


def _no_colon(error: yaml.MarkedYAMLError, lines: list[str], where: tuple[int, int]) -> _Said | None:
    """Name the line above that has no colon behind its name, and so runs on into the one at which that shows."""
    said = error.problem or ""
    if not where[0] or not any(
        one in said for one in ("mapping values are not allowed", "could not find expected ':'")
    ):
        return None
    number, indent = where[0] - 1, re.match(r" *", lines[where[0]])
    above = re.match(r"( *)([A-Za-z_]\w*)\s*(=|:|\uff1a|;|[-–] )\s*(\S.*)", lines[number])
    if above is None or indent is None or above[1] != indent[0] or re.search(r":(\s|$)", lines[number]):
        return None
    message = f'a colon and a space are missing behind "{above[2]}"'
    return message, f"write `{above[2]}: {above[4]}`", (number, above.start(3))


def _typographic(lines: list[str], where: tuple[int, int]) -> _Said | None:
    """Name typographic quotes around a text that would be read if they were straight."""
    curly = re.match(rf"(.*?(?:: +|- +|[\[{{,] *))[{CURLY}]", lines[min(where[0], len(lines) - 1)])
    if not curly:
        return None
    return "typographic quotes stand around this text", STRAIGHT, (where[0], curly.end() - 1)


_PLAIN_WORDS = {
    "found another document": (
        "a line `---` or `...` ends what can be read here",
        "take it out: one file says one thing",
    ),
    "expected <document start>": (
        "the file goes on here after what looked like its end",
        "give this line, or the ones above it, the same number of spaces at the front",
    ),
    "mapping values are not allowed": (
        "there is a colon in the middle of this text",
        'put the whole text in quotes: "like: this"',
    ),
    "cannot start any token": (
        "this line begins with a character that YAML reserves",
        "indent with spaces, not tabs, and put texts that begin with @, ` or % in quotes",
    ),
    "could not find expected ':'": ("a colon is missing after a name", "write `name: value`"),
    "expected <block end>": (
        "this line does not line up with the ones above it",
        "give entries of one list or one part the same number of spaces at the front",
    ),
    "got '?'": ("a question mark cannot stand here without quotes", 'put the whole text in quotes: "like this?"'),
    "did not find expected key": (
        "this line does not go on with what stands above it",
        "give lines that belong together the same number of spaces at the front, and close quotes and brackets",
    ),
    "did not find expected '-'": (
        "this line does not line up with the list above it",
        "begin each entry with `- ` and give its lines the same number of spaces at the front",
    ),
    "are not allowed in this context": (
        "this begins a list or a named line in the middle of a text",
        "put it on a line of its own, or the whole text in quotes",
    ),
    "expected node content": (
        "a value is missing, or begins with a sign of YAML's own",
        'put texts in quotes: "like this"',
    ),
    "expected comment or line break": (
        "after | or > the text begins on the next line",
        "put the text on the next line, indented; or in quotes",
    ),
    "invalid Unicode character escape": (
        "a backslash in double quotes means something else here",
        "write it twice, or use single quotes",
    ),
    "unknown escape character": (
        "a backslash in double quotes means something else here",
        "write it twice, or use single quotes",
    ),
    "found unexpected end of stream": ("a quotation mark is opened and never closed", "close it on the same line"),
    "expected ',' or": ("a bracket is opened and never closed", "close it: [like, this]"),
    "undefined alias": ("a text that begins with * needs quotes", 'write "*like this"'),
    "special characters are not allowed": ("this file holds a control character", "delete it; it is invisible"),
}
