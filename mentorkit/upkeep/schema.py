"""JSON Schema for editors, generated from the types that validate."""

from __future__ import annotations

import json
from typing import Any

from mentorkit.core.open_marks import GAP
from mentorkit.definition.base import ID, WEEK, Authored
from mentorkit.definition.brand_file import Brand
from mentorkit.definition.front_matter import FormFacts, KeyFacts, ModuleFacts, PageFacts
from mentorkit.definition.program import Program
from mentorkit.definition.search_list import SearchList
from mentorkit.inheritance.joining import CHANGES

SCHEMAS: dict[str, type[Authored]] = {
    "program": Program,
    "archetype": Program,
    "brand": Brand,
    "key": KeyFacts,
    "module": ModuleFacts,
    "form": FormFacts,
    "page": PageFacts,
    "search": SearchList,
}


_NAMED = {
    "sessions": f"^0*[1-9][0-9]{{0,2}}$|^(?![0-9]+$){ID}$",
    "books": f"^{ID}$",
    "accepted": "^[A-Z]{3}[0-9]{2}$",
    "points": "^[1-9][0-9]?$",
    "moved": f"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$|^{WEEK.pattern}$",
}
"""The pattern of the names in a group, where people choose them."""
_OF_NAMES = frozenset({"keys", "training", "forms", "pages"})
"""The lists whose entries are ids of guides and nothing else."""

_PARTS: dict[str, Any] = {
    "None": {"type": "string", "pattern": "^[Nn][Oo][Nn][Ee]$", "description": "Takes away what the archetype says."},
    "Open": {
        "description": "Left blank, taken away, or marked as what only the organisation can know.",
        "anyOf": [{"type": "null"}, {"$ref": "#/$defs/None"}, {"type": "string", "pattern": f"^\\s*{GAP}"}],
    },
    "Word": {"anyOf": [{"type": ["string", "number", "boolean"]}, {"$ref": "#/$defs/InLanguages"}]},
    "InLanguages": {
        "type": "object",
        "description": "A text in several of the programme's languages: {da: …, en: …}.",
        "patternProperties": {"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$": {"type": ["string", "null"]}},
        "additionalProperties": False,
        "minProperties": 1,
    },
    "Figure": {"type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$"},
    "Ids": {"anyOf": [{"type": ["string", "number", "null"]}, {"type": "array", "items": {"$ref": "#/$defs/Ids"}}]},
}


def schema(name: str) -> str:
    """The schema called `name` as JSON text, with the descriptions that editors show."""
    made = SCHEMAS[name].model_json_schema(by_alias=True, mode="validation")
    if name in ("program", "archetype"):
        made = _taking_over(made)
    if name == "program":
        required = [*made.pop("required"), "sessions"]
        made |= {
            "if": {"anyOf": [{"required": [name]} for name in ("archetype", "extends")]},
            "else": {"required": required},
        }
    if name == "archetype":
        del made["required"], made["properties"]["archetype"]
        made["properties"]["extends"] = {"type": "string", "description": "Another preset, that this one builds on."}
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{name}.schema.json", **made}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _taking_over(made: dict[str, Any]) -> dict[str, Any]:
    """Let every value be `none`, blank or a gap, and a list that is taken over be changed (`mentorkit.inheritance.joining`)."""
    made = _as_typed(made)
    for part in [made, *made["$defs"].values()]:
        part["properties"] = {name: _or_taken_over(name, field) for name, field in part.get("properties", {}).items()}
        if part is not made:
            part.pop("required", None)  # what is missing here may be taken over
    made["$defs"] |= _PARTS
    return made


def _as_typed(node: Any) -> Any:
    """A text may be typed like a number or a truth, `cohort: 2027`, and a number in quotes: all are read alike."""
    if isinstance(node, list):
        return [_as_typed(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node == {"type": "string"}:
        return _ref("Word")
    node = {name: _as_typed(inner) for name, inner in node.items()}
    if node.get("type") == "string" and not node.keys() & {"enum", "const", "pattern", "format"}:
        plain = {key: node.pop(key) for key in [*node] if key not in ("title", "description", "default")}
        return node | {"anyOf": [plain | {"type": ["string", "number", "boolean"]}, _ref("InLanguages")]}
    if node.get("format") == "date":  # which not every editor looks at
        return node | {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    if node.get("type") in ("integer", "number"):
        plain = {key: node.pop(key) for key in [*node] if key not in ("title", "description", "default")}
        return node | {"anyOf": [plain, _ref("Figure")]}
    return node


def _ref(part: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{part}"}


def _or_taken_over(name: str, field: dict[str, Any]) -> dict[str, Any]:
    kept = {key: field[key] for key in ("title", "description", "default") if key in field}
    plain = {key: value for key, value in field.items() if key not in kept}
    kinds = plain["anyOf"] if set(plain) == {"anyOf"} else [plain]
    kinds = [kind for kind in kinds if kind != {"type": "null"}]
    further = [_ref("Open")]
    for kind in kinds:
        if "items" in kind:
            kind["items"] = {"anyOf": [kind["items"], {"type": "null"}]}
            further.insert(0, _changes(kind["items"], names=name in _OF_NAMES))
        if isinstance(kind.get("additionalProperties"), dict):
            one = {"anyOf": [kind.pop("additionalProperties"), _ref("None"), {"type": "null"}]}
            kind |= {"patternProperties": {_NAMED[name]: one}, "additionalProperties": False}
    return kept | {"anyOf": [*kinds, *further]}


def _changes(entry: dict[str, Any], *, names: bool) -> dict[str, Any]:
    """What can be said of a list that is taken over; `names` is whether its entries are ids alone."""
    how: dict[str, Any] = {
        "add": {"anyOf": [entry, {"type": "array", "items": entry}]},
        "change": {"type": ["object", "null"], "additionalProperties": {"anyOf": [entry, _ref("None")]}},
        "without": _ref("Ids"),
    }
    named = ["add"] if _ref("Word") in entry["anyOf"] and not names else sorted(CHANGES)  # texts have no ids
    if names or "$ref" not in entry["anyOf"][0]:  # names, each its own id
        named = [name for name in named if name != "change"]
    return {
        "type": "object",
        "description": "Changes to the list that is taken over from the archetype.",
        "properties": {name: how[name] for name in named},
        "additionalProperties": False,
    }
