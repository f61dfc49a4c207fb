"""Random answers through the studio's forms: only what was meant changes, what is left can be read, and undo gives the old bytes.

`python dev/fuzz_studio.py --edits 500 --seed 1` tries them on copies of all examples, and ends with 1 where one went wrong.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from mentorkit.checking.loading import load
from mentorkit.core.yaml_source import read_mapping
from mentorkit.editing.definition_edits import open_definition
from mentorkit.studio.form_fields import Entries, Field, Kind, fields_of, named
from mentorkit.studio.form_values import shown
from mentorkit.studio.studio_app import Studio
from mentorkit.studio.studio_routes import application
from mentorkit.studio.task_pages import PAGES
from mentorkit.studio.task_view import as_json, entry_keys

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "http://127.0.0.1:8770"
TEXTS = [
    "Spring", "", "none", "yes", "null", "2027-02-01", "week 3", "a: b", "- one\n- two", "# no comment", "{a}", "[b]", "“quoted” 'and' \"so\"",
    "two\r\nlines\r\n\r\nand a paragraph", "ünïcödé 🌍 שלום", "x" * 79, "word " * 60, "@home", "%", "&a *b", "!tag", "> folded", "| bar", "TO FILL IN (what)",
    "{{ mentors }}", "\\back", "tab\there", "12:30", "~", "-", "?", ": ", "nobody@organisation.example", "https://example.org/a?b=c#d", "7", "#0b6257",
]  # fmt: skip


def places(document: Any) -> list[tuple[str, tuple[str, ...], Field]]:
    """Every field of every page and entry: its address, its path, itself."""
    found: list[tuple[str, tuple[str, ...], Field]] = []

    def walk(address: str, base: tuple[str, ...], parts: Any) -> None:
        found.extend((address, (*base, *field.path), field) for field in fields_of(parts))
        for part in parts:
            if isinstance(part, Entries):
                for key in entry_keys(document.value((*base, *part.path))):
                    inner = f"{address}/{'/'.join(part.path)}/{key.replace('#', '~')}"
                    walk(inner, (*base, *part.path, key), part.fields)

    for page in PAGES:
        if page.file == "definition" and page.parts:
            walk(page.name, (), page.parts)
    return found


def typed(field: Field, chance: random.Random) -> dict[str, list[str]]:
    """Random inputs for a field."""
    options = [value for value, _ in field.options]
    if field.kind is Kind.MOMENT or field.weeks:
        how = chance.choice(["date", "week", "open"])
        return {
            "how": [how],
            "date": ["2027-03-0" + chance.choice("1234")],
            "week": [chance.choice(["3", "-2", "12"])],
            "day": [chance.choice(["", "friday"])],
        }
    if field.kind is Kind.ROLES:
        return {
            "": chance.sample(["mentor", "mentee", "manager", "sponsor", "facilitator", "hr"], chance.randint(0, 6))
        }
    if field.kind in (Kind.CHOICE, Kind.CHOICES) and options:
        return {"": chance.sample(options, 1)}
    if field.kind is Kind.YES_NO:
        return {"": [chance.choice(["yes", "no", ""])]}
    return {"": [chance.choice(TEXTS)]}


def tried(client: TestClient, workspace: Any, program: Any, chance: random.Random) -> tuple[str, str]:
    """One random answer: what became of it, and what was wrong; it is undone again."""
    document = open_definition(workspace, program).value
    assert document is not None
    address, path, field = chance.choice(places(document))
    before, old = document.value(path), program.path.read_bytes()
    if shown(field, before) is None:
        return "unshown", ""
    name, inputs = named(path), typed(field, chance)
    data = {f"{name}:{part}" if part else name: texts for part, texts in inputs.items()} | {
        f"was:{name}": [as_json(before)],
        "only": [name],
    }
    where = f"{program.id} {address} {name} {inputs}"
    answer = client.post(
        f"/p/{program.id}/{address}", data=data, headers={"origin": ADDRESS, "accept": "application/json"}
    )
    if answer.status_code != 200:
        return "failed", f"{where}: {answer.status_code}"
    state, new = answer.json()["fields"][name]["state"], program.path.read_bytes()
    if state != "saved":
        return state, "" if new == old else f"{where}: {state}, and the file is another"
    if new == old:
        return state, "" if document.value(path) == open_definition(workspace, program).value.value(
            path
        ) else f"{where}: saved, and nothing is"
    wrong = _wrong(workspace, program, document, path, field, chance)
    client.post(f"/p/{program.id}/-/undo", data={"back": "/"}, headers={"origin": ADDRESS})
    if program.path.read_bytes() != old:
        wrong = wrong or "undo does not give the old bytes"
        program.path.write_bytes(old)
    return state, f"{where}: {wrong}" if wrong else ""


def _wrong(
    workspace: Any, program: Any, document: Any, path: tuple[str, ...], field: Field, chance: random.Random
) -> str:
    """What is wrong with the file after an answer to the field at `path` was saved."""
    read = read_mapping(program.path.read_text("utf-8"), program.path.name)
    again = open_definition(workspace, program).value
    if read.value is None or again is None:
        return "the file cannot be read"
    inside = {path, *(other for other in [path[:-1]] if field.kind is Kind.MOMENT)}
    for other in places(document):
        beside = other[1]
        if any(beside[: len(one)] == one or one[: len(beside)] == beside for one in inside):
            continue
        if document.value(beside) != again.value(beside):
            return f"{named(beside)} has changed too"
    if chance.random() > 0.1:  # reading all that is checked takes longer than saving
        return ""
    errors = [one for one in load(workspace, [program]).report.problems if one.rule.startswith(("yaml", "field"))]
    return errors[0].message if errors else ""


def main() -> int:
    """Try them, and say what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["MENTORKIT_CACHE"] = str(Path(scratch) / "cache")
        home = Path(scratch) / "workspace"
        shutil.copytree(ROOT / "programs", home / "programs")
        shutil.copy(ROOT / "mkdocs.yml", home)
        studio = Studio(home / "mkdocs.yml")
        workspace = studio.workspace()
        client = TestClient(application(studio, 8770, "token"), base_url=ADDRESS, follow_redirects=False)
        client.get("/?token=token")
        told: dict[str, int] = {}
        failures = []
        for number in range(asked.edits):
            state, wrong = tried(client, workspace, chance.choice(workspace.programs()), chance)
            told[state] = told.get(state, 0) + 1
            if wrong:
                failures.append(wrong)
                print(wrong, flush=True)
            if number % 50 == 49:
                print(f"{number + 1}: {told}", flush=True)
    print(f"{asked.edits} answers: {told}; {len(failures)} wrong")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
