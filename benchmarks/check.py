"""A `check` of forty programmes of ten clients, against reading their YAML alone.

Half of the programmes begin from the archetypes, half are the repository's examples, some of which say everything themselves.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ratios import ROOT, Ratio, timed

NUMBER, CLIENTS, ROUNDS = 40, 10, 2
CHECK = """
import sys
from mentorkit.cli import main
try:
    main(["check", "--format", "json", "-f", sys.argv[1]])
except SystemExit:
    pass  # it ends with 1 where something is to be mended
"""
READ = """
import pathlib, sys
from mentorkit.core.yaml_source import read_mapping
for path in sys.argv[1:]:
    assert read_mapping(pathlib.Path(path).read_text("utf-8"), path).value
"""


def workspace(folder: Path) -> None:
    """A workspace of NUMBER programmes."""
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    examples = [path.read_bytes() for path in sorted((ROOT / "programs").glob("*/[!_]*.yml"))]
    archetypes = sorted(path.stem for path in (ROOT / "content/archetypes").glob("[!_]*.yml"))
    for number in range(NUMBER):
        client = folder / f"programs/client-{number % CLIENTS}"
        client.mkdir(parents=True, exist_ok=True)
        if number % 2:
            (client / f"example-{number}.yml").write_bytes(examples[number // 2 % len(examples)])
        else:
            name, id_ = archetypes[number // 2 % len(archetypes)], f"{client.name}/draft-{number}"
            command = [sys.executable, "-m", "mentorkit", "new", "program", id_, "--archetype", name]
            first = folder / f"{name}.yml"
            if not first.exists():
                subprocess.run(
                    command,
                    cwd=folder,
                    env=os.environ | {"PYTHONPATH": str(ROOT)},
                    check=True,
                    stdout=subprocess.DEVNULL,
                )
                shutil.move(folder / f"programs/{id_}.yml", first)
            shutil.copyfile(first, client / f"draft-{number}.yml")


def ratios() -> Iterator[Ratio]:
    """All of them checked, against all of them read."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        workspace(home)
        files = sorted(home.glob("programs/*/*.yml"))
        rounds = [
            (
                timed(sys.executable, "-c", CHECK, home / "mkdocs.yml"),
                timed(sys.executable, "-c", READ, *files),
            )
            for _ in range(ROUNDS)
        ]
    values = tuple(checked.processor / read.processor for checked, read in rounds)
    note = f"{min(checked.processor for checked, _ in rounds) / NUMBER * 1000:.0f} ms a programme"
    yield Ratio(f"a check of {NUMBER} programmes", "their YAML read alone", values, note=note)
