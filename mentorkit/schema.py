"""JSON Schema for editors, generated from the types that validate."""

from __future__ import annotations

import json
from typing import Any

from mentorkit.definition.base import Authored
from mentorkit.definition.brand import Brand
from mentorkit.definition.front_matter import FormFacts, KeyFacts, ModuleFacts
from mentorkit.definition.program import Program
from mentorkit.inheritance import CHANGES

SCHEMAS: dict[str, type[Authored]] = {
    "program": Program,
    "archetype": Program,
    "brand": Brand,
    "key": KeyFacts,
    "module": ModuleFacts,
    "form": FormFacts,
}


def schema(name: str) -> str:
    """The schema called `name` as JSON text, with the descriptions that editors show."""
    made = SCHEMAS[name].model_json_schema(by_alias=True, mode="validation")
    if name in ("program", "archetype"):
        _let_lists_change(made)
    if name == "archetype":
        del made["required"]
        made["properties"]["extends"] = {"type": "string", "description": "Another preset, that this one builds on."}
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{name}.schema.json", **made}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _let_lists_change(made: dict[str, Any]) -> None:
    """A list that is taken over may be written as changes to it (`mentorkit.inheritance`), and any value as `none`."""
    made["$defs"]["Changes"] = {
        "type": "object",
        "description": "Changes to the list that is taken over from the archetype.",
        "properties": {name: {} for name in sorted(CHANGES)},
        "additionalProperties": False,
    }
    for part in [made, *made["$defs"].values()]:
        if part is not made["$defs"]["Changes"]:
            part["properties"] = {name: _or_changes(field) for name, field in part.get("properties", {}).items()}
        if part is not made:
            part.pop("required", None)  # what is missing here may be taken over


def _or_changes(field: dict[str, Any]) -> dict[str, Any]:
    kept = {key: field[key] for key in ("title", "description", "default") if key in field}
    plain = {key: value for key, value in field.items() if key not in kept}
    kinds = plain["anyOf"] if set(plain) == {"anyOf"} else [plain]
    further: list[dict[str, Any]] = [{"const": "none"}]
    if any(kind.get("type") == "array" for kind in kinds):
        further.insert(0, {"$ref": "#/$defs/Changes"})
    return kept | {"anyOf": [*kinds, *further]}
