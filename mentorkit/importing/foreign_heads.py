"""The heads of texts as other tools have them: YAML, TOML, JSON, titles of Pandoc, properties of Notion. What guides say too is taken over."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import yaml

from mentorkit.importing.left_out import LeftOutTally

FACTS = "facts at the top that other tools read"
_YAML = re.compile(r"(?:[ ]*\n)*---[ ]*\n(.*?\n)?(?:---|\.\.\.)[ ]*(?:\n|$)", re.DOTALL)
_TOML = re.compile(r"\s*\+\+\+[ ]*\n(.*?\n)?\+\+\+[ ]*(?:\n|$)", re.DOTALL)
_JSON = re.compile(r"\s*(\{\s*\n.*?\n\})[ ]*\n", re.DOTALL)
_PANDOC = re.compile(r"%[ ]+(.*)\n(?:%.*\n){0,2}")
_NOTION = re.compile(r"\s*#[ ]+[^\n]+\n+((?:[A-Z][\w ]{1,30}: [^\n]*\n)+)(?=\n|$)")
_OF_NOTION = re.compile(
    r"^(?:Created(?: time| by)?|Last edited(?: time| by)?|Owner|Author|Tags|Status|Assign(?:ee)?|Due(?: date)?|Date|Reviewer|Verification):",
    re.MULTILINE,
)
_SAID = {
    "title": ("title", "linktitle", "name"),
    "summary": ("summary", "description", "subtitle", "excerpt", "abstract", "lead", "tagline"),
    "order": ("order", "weight", "nav_order", "sidebar_position", "position", "menu_order"),
}
_LARGEST = 50_000
_MOST_BRACKETS = 300
_NESTED = re.compile(r"(?:[-?][ ]+){20}")
"""Lists in lists, of which a head has none and the reader takes minutes."""


def parted_head(text: str, tally: LeftOutTally) -> tuple[dict[str, str], str]:
    """What a head says that guides say too, and the text below it."""
    for pattern, read in ((_YAML, _yaml), (_TOML, _toml), (_JSON, _json)):
        found = pattern.match(text)
        if found and len(found[0]) < _LARGEST and (head := read(found[1] or "")) is not None:
            return _facts(head, tally), text[found.end() :]
    if found := _PANDOC.match(text):
        tally.take(FACTS, quote="author and date" if found[0].count("\n") > 1 else "")
        return {"title": found[1].strip()}, text[found.end() :]
    if (found := _NOTION.match(text)) and _OF_NOTION.search(found[1]):
        names = ", ".join(line.partition(":")[0] for line in found[1].strip().split("\n"))
        tally.take(FACTS, quote=names)
        return {}, text[: found.start(1)] + text[found.end(1) :]
    return {}, text


def _yaml(text: str) -> dict[str, Any] | None:
    if _NESTED.search(text) or len(re.findall(r"[\[{]", text)) > _MOST_BRACKETS:
        return None
    try:
        read = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes texts, lists and mappings of them, nothing else
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return read if isinstance(read, dict) else {} if read is None else None


def _toml(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _json(text: str) -> dict[str, Any] | None:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def _facts(head: dict[str, Any], tally: LeftOutTally) -> dict[str, str]:
    """The title, the summary and the order that a head says. Of everything else only the name is told."""
    lower = {str(name).casefold(): value for name, value in head.items()}
    said = {
        fact: next(
            (lower[name] for name in names if isinstance(lower.get(name), str | int) and str(lower[name]).strip()), ""
        )
        for fact, names in _SAID.items()
    }
    facts = {name: " ".join(str(value).split()) for name, value in said.items() if value != ""}
    if not re.fullmatch(r"\d{1,4}", facts.get("order", "0")):
        del facts["order"]
    taken = {name for fact, names in _SAID.items() if fact in facts for name in names}
    if others := [str(name) for name in head if str(name).casefold() not in taken]:
        tally.take(FACTS, quote=", ".join(others))
    return facts
