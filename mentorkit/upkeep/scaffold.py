"""New workspaces, clients, programmes, guides and archetypes: short files that pass the checks and say what to write."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import partial
from pathlib import Path

import yaml

from mentorkit.brand.branding import BRAND_FILE, read_branding
from mentorkit.core.atomic import write_file
from mentorkit.core.machine import unwritable
from mentorkit.core.names import LONGEST, as_id, is_id, is_of_system
from mentorkit.core.problems import BuildFailed, Problem, Report, Span, did_you_mean
from mentorkit.definition.front_matter import KINDS
from mentorkit.definition.program import Program
from mentorkit.inheritance.archetypes import FOLDER, Archetypes
from mentorkit.inheritance.gaps import open_parts
from mentorkit.language.catalogue import Words
from mentorkit.language.language_names import usual_zone
from mentorkit.language.templates import environment
from mentorkit.upkeep.schema import SCHEMAS, schema
from mentorkit.workspace.layers import Layers, shown, stock_root


def new_workspace(folder: Path) -> list[Path]:
    """Write a workspace into a new or empty folder: configuration, schemas, room for clients. Raises BuildFailed.

    The configuration comes last: by it, a workspace is known to be whole, and what was killed before can be done again.
    """
    files = {f"schema/{name}.schema.json": schema(name).encode() for name in SCHEMAS}
    files[".gitignore"] = b"/.cache/\n/office/\n/packages/\n/private/\n/reports/\n/site/\n"
    if any(_is_other(path, files.get(path.relative_to(folder).as_posix())) for path in folder.rglob("*")):
        raise _taken(folder, "choose a new folder")
    for name in ("programs", *(f"content/{kind}" for kind in (*KINDS, "archetypes")), "templates"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        write_file(folder / name, data)
    return [_write(folder / "mkdocs.yml", (stock_root() / "mkdocs.yml").read_bytes()), *map(folder.joinpath, files)]


def _is_other(path: Path, ours: bytes | None) -> bool:
    """Return whether this is no folder, nor what a killed run of ours left of itself."""
    left = is_of_system(path.name) or (path.name.startswith(".") and path.name.endswith(".new"))
    return path.is_symlink() or (path.is_file() and not left and path.read_bytes() != ours)


def new_client(root: Path, layers: Layers, name: str) -> list[Path]:
    """Write a client with a brand of its own to fill in. `name` is the organisation's; the folder's is made of it."""
    return new_brand(root, layers, as_id(name), name)


def new_brand(root: Path, layers: Layers, client: str, name: str) -> list[Path]:
    """Write a brand to fill in for a client that has none; `name` is the organisation's."""
    return [_write(root / "programs" / client / BRAND_FILE, _text(layers, "brand.yml", {"name": name}))]


def new_program(root: Path, layers: Layers, id_: str, values: Mapping[str, str], archetype: str = "") -> list[Path]:
    """Write a programme `client/program` that can be built at once and marks what only the organisation knows.

    With an archetype it holds nothing else: the rest is taken over. It is in the language of `layers`. Raises BuildFailed.
    """
    language = layers.language
    values = {"title": _title(id_), "language": language, "time_zone": usual_zone(language), **values}
    if archetype:
        values |= {"archetype": archetype, "gaps": _gaps(root, layers, archetype)}
    template = "program-of-archetype.yml" if archetype else "program.yml"
    return [_write(_program_file(root, id_), _text(layers, template, values))]


def next_round(
    root: Path, layers: Layers, id_: str, last: Program, last_id: str, values: Mapping[str, str]
) -> list[Path]:
    """Write a programme `client/program` that extends the last one of its client, and lasts as long. Raises BuildFailed.

    `values` holds its first day as `starts`, and may hold a `title` and what the round is called, as `cohort`.
    """
    starts = date.fromisoformat(values["starts"])
    ends = (starts + (last.ends - last.starts)).isoformat() if last.ends else ""
    values = {"id": id_, "extends": last_id, "title": _title(id_), "cohort": "", "ends": ends, **values}
    return [_write(_program_file(root, id_), _text(layers, "next-round.yml", values))]


def _title(id_: str) -> str:
    return id_.partition("/")[2].replace("-", " ").capitalize()


def _program_file(root: Path, id_: str) -> Path:
    """The file of a new programme. Raises BuildFailed where it cannot have this name."""
    client, _, slug = id_.partition("/")
    if not (is_id(client) and is_id(slug)):
        message, hint = (
            f'"{id_}" is not a name for a programme',
            f"write client/program, such as {as_id(client)}/{as_id(slug or 'first-cohort')}",
        )
        if max(len(client), len(slug)) > LONGEST:
            hint = f"write client/program with at most {LONGEST} letters each"
        raise BuildFailed([Problem("file-name", message, Span("programs"), hint)])
    _require_client(root, client)
    return root / "programs" / client / f"{slug}.yml"


def _require_client(root: Path, client: str) -> None:
    """Raises BuildFailed where there is no such client, and one that is called nearly so."""
    known = [folder.name for folder in (root / "programs").glob("*/") if is_id(folder.name)]
    near = get_close_matches(client, known, n=1, cutoff=0.8)
    if near and client not in known:
        message = f'there is no client "{client}"; nothing was written'
        hint = f'did you mean "{near[0]}"? to begin another one: mentorkit new client {client}'
        raise BuildFailed([Problem("no-such-client", message, Span("programs"), hint)])


_SAID = frozenset({"title", "organisation", "archetype", "status", "starts", "time_zone"})
"""Fields that a new programme of an archetype has in any case."""


def _gaps(root: Path, layers: Layers, archetype: str) -> str:
    """The parts that an archetype leaves to the organisation, as YAML to write over. Raises BuildFailed."""
    archetypes = Archetypes(
        layers, lambda file: shown(file.path, root if file.path.is_relative_to(root) else file.layer.root)
    )
    if archetype not in archetypes.ids():
        hint = did_you_mean(archetype, archetypes.ids())
        raise BuildFailed([Problem("archetype-exists", f'no archetype named "{archetype}"', Span(FOLDER), hint)])
    preset, problems = archetypes.read(archetype, Span(FOLDER))
    if preset is None or Report(problems).stops():
        raise BuildFailed(problems)
    parts = open_parts({name: value for name, value in preset.items() if name not in _SAID}) or {}
    written = (  # a mark on one line is written over whole
        yaml.safe_dump({name: part}, allow_unicode=True, sort_keys=False, width=math.inf)
        for name, part in parts.items()
    )
    return "\n".join(written).rstrip()


def organisation(layers: Layers, client: str) -> str:
    """The organisation's name as its brand has it, else made of the folder's name."""
    usual = client.replace("-", " ").title()
    nearest = layers.find(BRAND_FILE)
    branding = read_branding(layers, usual).value if nearest and nearest.layer.root.name == client else None
    return branding.name if branding else usual


_CONTENT = {
    "key": "keys/{}.md",
    "module": "training/{}.md",
    "form": "forms/{}.md",
    "page": "pages/{}.md",
    "archetype": "archetypes/{}.yml",
}
"""The files of `content/` that can be begun, by the kind that `new` calls them."""


def new_guide(root: Path, layers: Layers, kind: str, title: str) -> list[Path]:
    """Write a guide or an archetype of the workspace, with every part that its kind has marked to be filled in."""
    path = root / "content" / _CONTENT[kind].format(as_id(title))
    return [_write(path, _text(layers, f"{kind}{path.suffix}", {"title": title}))]


def _text(layers: Layers, template: str, values: Mapping[str, str]) -> str:
    """The text of a new file, from the template in the language of these layers where there is one."""
    env = environment(layers, Words("en-GB"))
    names = [*(f"new/{tag}/{template}" for tag in layers.language_folders), f"new/{template}"]
    env.autoescape = False  # these are YAML and Markdown; values are quoted where they stand
    env.filters["quoted"] = partial(json.dumps, ensure_ascii=False)  # a JSON text is a YAML text
    return env.select_template(names).render(values) + "\n"


def _write(path: Path, content: str | bytes) -> Path:
    try:
        if path.exists():
            raise _taken(path, "choose another name, or edit what is there")
        write_file(path, content)
    except OSError as error:
        raise BuildFailed([unwritable(error, str(path))]) from None
    return path


def _taken(path: Path, hint: str) -> BuildFailed:
    return BuildFailed([Problem("exists", "this is there already; nothing was written", Span(str(path)), hint)])
