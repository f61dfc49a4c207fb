"""JSON Schema for editors, generated from the types that validate."""

from __future__ import annotations

import json

from mentorkit.definition.base import Authored
from mentorkit.definition.brand import Brand
from mentorkit.definition.front_matter import FormFacts, KeyFacts, ModuleFacts
from mentorkit.definition.program import Program

SCHEMAS: dict[str, type[Authored]] = {
    "program": Program,
    "brand": Brand,
    "key": KeyFacts,
    "module": ModuleFacts,
    "form": FormFacts,
}


def schema(name: str) -> str:
    """The schema called `name` as JSON text, with the descriptions that editors show."""
    made = SCHEMAS[name].model_json_schema(by_alias=True, mode="validation")
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{name}.schema.json", **made}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"
