"""Generated files are fresh, and do what they are for."""

import json
import subprocess
import sys
from functools import cache

import jsonschema
import pytest
import yaml
from conftest import ROOT, one_fast

from mentorkit.guides.markdown import EXTENSIONS
from mentorkit.upkeep.schema import SCHEMAS


@pytest.mark.slow  # `dev/test fast` runs `generate.py --check` itself
def test_schemas_and_catalogue_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "dev/generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
    assert done.returncode == 0, done.stderr


def loaded(path: str) -> object:
    """A YAML file as an editor reads it: nothing but texts, lists and mappings, numbers and truth."""

    class Loader(yaml.CSafeLoader):
        yaml_implicit_resolvers = {  # noqa: RUF012
            letter: [pair for pair in pairs if not pair[0].endswith("timestamp")]
            for letter, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
        }

    return json.loads(json.dumps(yaml.load((ROOT / path).read_text("utf-8"), Loader)))


EXAMPLES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "programs").glob("*/*.yml"))


@pytest.mark.slow
@pytest.mark.parametrize("path", one_fast(EXAMPLES, "programs/northbridge/emerging-leaders.yml"))
def test_the_schema_accepts_the_examples(path: str) -> None:
    found = validator("brand" if path.endswith("_brand.yml") else "program").iter_errors(loaded(path))
    assert [f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}" for one in found] == []


@cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    """What holds files against a schema, which is one itself."""
    schema = json.loads((ROOT / f"schema/{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_schema_refuses_what_check_refuses() -> None:
    schema = json.loads((ROOT / "schema/program.schema.json").read_text("utf-8"))
    wrong = {
        "title": "x",
        "organisation": "y",
        "starts": "2027-02-01",
        "sessions": {"1": {"title": "z", "fase": "close"}},
        "staus": "live",
    }
    messages = {e.message for e in jsonschema.Draft202012Validator(schema).iter_errors(wrong)}
    assert any("staus" in message for message in messages)
    assert any("fase" in message for message in messages)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_describes_its_fields(name: str) -> None:
    schema = json.loads((ROOT / f"schema/{name}.schema.json").read_text("utf-8"))
    assert schema["description"]
    assert schema["additionalProperties"] is False


def test_the_portal_reads_markdown_as_print_does() -> None:
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    assert tuple(config["markdown_extensions"]) == EXTENSIONS
