"""How long `check` takes over 200 programmes of ten clients, in seconds of one processor, and whether it imports an engine.

Half of the programmes begin from the six archetypes, half are the repository's examples, some of which say everything
themselves. Run it with: python benchmarks/check.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NUMBER, CLIENTS = 200, 10
SCRIPT = """
import sys, time
from mentorkit.cli import main
try:
    main(["check", "--format", "json"])
except SystemExit as ended:
    print(ended.code, time.process_time(), *({"mkdocs", "weasyprint"} & {*sys.modules}), file=sys.stderr)
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


def main() -> None:
    """Measure three times and print the least."""
    with tempfile.TemporaryDirectory() as scratch:
        workspace(Path(scratch))
        runs = [
            subprocess.run(
                [sys.executable, "-c", SCRIPT], cwd=scratch, env=os.environ | {"PYTHONPATH": str(ROOT)},
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True,
            ).stderr.split()
            for _ in range(3)
        ]  # fmt: skip
    code, _, *engines = runs[0]
    least = min(float(run[1]) for run in runs)
    print(
        f"{NUMBER} programmes: {least:.2f} s of one processor, ended with {code}, engines imported: {engines or 'none'}"
    )


if __name__ == "__main__":
    main()
