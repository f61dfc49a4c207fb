"""The file of the results of a programme that were released: figures of groups, in the client's folder, where portals find them."""

from __future__ import annotations

from pathlib import Path

import yaml

from mentorkit.core.atomic import write_file
from mentorkit.core.problems import Result
from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.reading import read_as
from mentorkit.definition.results import Results
from mentorkit.workspace.folders import RESULTS
from mentorkit.workspace.layers import Layer, read_text
from mentorkit.workspace.workspace import Workspace

_HEAD = """\
# Released results: figures of groups, and nothing of a single answer. `mentorkit outcomes CLIENT/PROGRAM --release` writes
# this file; a portal shows it where the definition says `results_published: yes`.
"""


def results_path(workspace: Workspace, client: str, slug: str) -> Path:
    """Where the results of a programme lie."""
    return workspace.root / "programs" / client / RESULTS / f"{slug}.yml"


def read_results(workspace: Workspace, client: str, slug: str) -> Result[Results | None]:
    """The released results of a programme; None where none were released, or where the file cannot be read."""
    path = results_path(workspace, client, slug)
    if not path.exists():
        return Result(None)
    name = workspace.name(path)
    text = read_text(path, name, Layer(f"client {client}", workspace.root / "programs" / client))
    return text.then(lambda text: read_mapping(text, name)).then(lambda located: read_as(Results, located))


def write_results(path: Path, results: Results) -> None:
    """Write released results in one step. Raises OSError."""
    plain = results.model_dump(mode="json", exclude_defaults=True)
    write_file(path, _HEAD + yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=120))
