"""The page of each rule, for a terminal and for the manual."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from mentorkit.core.problems import Severity
from mentorkit.design_rules.registry import AREA_OF, AREAS
from mentorkit.design_rules.rule import Rule

WEIGHT = {
    Severity.ERROR: "breaks the programme",
    Severity.WARNING: "weakens the programme",
    Severity.NOTE: "advice",
}
"""The meaning of each severity of a rule."""

_PROSE = "This rule reads prose. It guesses from words, and may be mistaken: accept what it finds where it is."
_WIDTH = 96


def page(rule: Rule) -> str:
    """Everything about one rule, as text for a terminal."""
    parts = [
        f"{rule.id}  {rule.good}",
        f"{rule.severity}: {WEIGHT[rule.severity]}  ·  {AREA_OF[rule.id].title}",
        f"Why it matters\n{_indented(rule.why)}",
        f"What to do\n{_indented(_sentence(rule.remedy))}",
        f"What to write, for example\n{textwrap.indent(rule.yaml, '    ')}",
        f"Source\n{_indented(_sentence(rule.source))}",
        f"If it does not hold here\n{textwrap.indent(_acceptance(rule), '    ')}",
    ]
    if rule.reads_prose:
        parts.insert(3, _indented(_PROSE))
    return f"{parts[0]}\n" + "\n\n".join(parts[1:])


def overview() -> str:
    """Every rule in a line, by area."""
    return "\n\n".join(
        "\n".join([area.title, *(f"  {rule.id}  {rule.severity:<7}  {rule.good}" for rule in area.rules)])
        for area in AREAS
    )


def manual() -> str:
    """The page of the manual on all rules."""
    return "\n".join(_manual())


def _manual() -> Iterator[str]:
    yield "<!-- Made by dev/generate.py from mentorkit/design_rules; do not edit. -->"
    yield "# Rules of design\n"
    yield _INTRODUCTION
    for area in AREAS:
        yield f"\n## {area.title}\n"
        yield "| rule | what it asks for | |\n|---|---|---|"
        for rule in area.rules:
            yield f"| [{rule.id}](#{rule.id.lower()}) | {rule.good} | {WEIGHT[rule.severity]} |"
        for rule in area.rules:
            yield from _section(rule)


_INTRODUCTION = """\
`mentorkit check` reads a definition as an experienced designer of programmes would, and says what is missing, where it
belongs, and what to write instead. These are the rules it goes by. `mentorkit explain SES02` prints one of them;
[Checking a programme](checking.md) says how findings are counted, accepted and left out.

A rule that **breaks the programme** is an error once the programme is live, and a warning before. One that **weakens the
programme** is a warning. **Advice** is a note."""


def _section(rule: Rule) -> Iterator[str]:
    yield f"\n### {rule.id}\n"
    yield f"**{_sentence(rule.good)}** {_sentence(WEIGHT[rule.severity])}\n"
    yield f"{rule.why}\n"
    if rule.reads_prose:
        yield f"{_PROSE}\n"
    yield f"What to do: {_end(rule.remedy)}\n"
    yield f"```yaml\n# for example\n{rule.yaml}\n```\n"
    yield f"Source: {_end(rule.source)}"


def _acceptance(rule: Rule) -> str:
    return f'accepted:\n  {rule.id}: {{reason: "Say why, for everybody who reads the charter", until: 2027-12-31}}'


def _indented(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)


def _end(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def _sentence(text: str) -> str:
    return _end(text[0].upper() + text[1:])
