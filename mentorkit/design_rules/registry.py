"""Every rule, by its id, and the six areas that they belong to."""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Iterable

from mentorkit.core.problems import did_you_mean
from mentorkit.design_rules import countable_answers, leadership, need, preparation, sessions, software_matching
from mentorkit.design_rules.rule import Area, Rule

# the rules of trust stand in two files: `trust` has those of the agreement, `sessions` adds those of practice;
# those of selection too: `software_matching` adds its own to `selection`; and `countable_answers` to `evaluation`
AREAS: tuple[Area, ...] = (
    need.AREA, leadership.AREA, software_matching.AREA, preparation.AREA, sessions.AREA, countable_answers.AREA,
)  # fmt: skip
RULES: dict[str, Rule] = {rule.id: rule for area in AREAS for rule in area.rules}
AREA_OF: dict[str, Area] = {rule.id: area for area in AREAS for rule in area.rules}


def _known(id_: str) -> Rule:
    return RULES[id_]


copyreg.pickle(Rule, lambda rule: (_known, (rule.id,)))  # other processes have the same rules

EVERY = "design"
"""The word that names every rule."""


def named(word: str) -> tuple[Rule, ...]:
    """The rules that a word names: an id, the beginning of ids (SES), or `design` for all; none, where it names none."""
    if word.lower() == EVERY:
        return tuple(RULES.values())
    return tuple(rule for rule in RULES.values() if word and rule.id.startswith(word.upper()))


def nearest(word: str) -> str:
    """The way out for somebody who named a rule that there is not."""
    known = {*RULES, *(id_[:3] for id_ in RULES), EVERY}
    by_lower = {id_.lower(): id_ for id_ in known}
    hint = did_you_mean(word, by_lower, otherwise="`mentorkit explain` lists all rules")
    for lower, id_ in by_lower.items():
        hint = hint.replace(f'"{lower}"', f'"{id_}"')
    return hint


def choice(select: Iterable[str], ignore: Iterable[str]) -> Callable[[str], bool]:
    """Return whether a rule is chosen: one of `select` (all, where nothing is selected) and none of `ignore`."""
    wanted = {rule.id for word in select for rule in named(word)}
    unwanted = {rule.id for word in ignore for rule in named(word)}
    everything = not tuple(select)
    return lambda id_: (everything or id_ in wanted) and id_ not in unwanted
