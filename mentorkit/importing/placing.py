"""Writing a proposal into the library of a workspace or of a client: its guide and its pictures, all or nothing, over no other file."""

from __future__ import annotations

import dataclasses
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mentorkit.core.atomic import write_file
from mentorkit.core.machine import unwritable
from mentorkit.core.names import is_id
from mentorkit.core.problems import BuildFailed, Problem, Span, did_you_mean
from mentorkit.guides.pictures import FOLDER
from mentorkit.importing.import_pictures import ImportedPicture
from mentorkit.importing.proposals import GuideProposal
from mentorkit.workspace.layers import Layer
from mentorkit.workspace.workspace import Workspace

_OF_DOCUMENT = ("title", "summary")
"""What of a head a document says itself."""


def place(
    workspace: Workspace, proposal: GuideProposal, client: str = "", *, replace: bool = False
) -> tuple[Path, ...]:
    """Write a proposal; the files that were written, the guide first.

    Without `replace`, nothing is written where the guide or its pictures stand already, or where the guide would take the place
    of one of another layer. Raises BuildFailed.
    """
    layer = _layer(workspace, client)
    relative = f"content/{proposal.folder}/{proposal.id}.md"
    guide = layer.root / relative
    pictures = layer.root / FOLDER / proposal.pictures[0].name.rpartition("/")[0] if proposal.pictures else None
    wrong = [*_outside(layer, [guide, *([pictures] if pictures else [])])]
    if not replace:
        wrong += _taken(workspace, client, guide, relative, proposal)
    if wrong:
        raise BuildFailed(wrong)
    try:
        with _placed(pictures, proposal.pictures):
            write_file(guide, proposal.text)
    except OSError as error:
        raise BuildFailed([unwritable(error, workspace.name(guide))]) from None
    return (guide, *(layer.root / FOLDER / one.name for one in proposal.pictures))


def taking_over(workspace: Workspace, proposal: GuideProposal, client: str = "") -> GuideProposal:
    """A form with the facts of the one that it will replace: whom it is for and what kind it is, no document says.

    Its title and its summary are those of the document. Other guides, and a form that replaces none, are left as they are.
    """
    there = workspace.layers(client or None).find(f"content/{proposal.folder}/{proposal.id}.md")
    before = _entries(there.path.read_text("utf-8", "replace")) if there and proposal.kind == "form" else {}
    if not before:
        return proposal
    now = _entries(proposal.text)
    own = {name: entry for name, entry in now.items() if name in _OF_DOCUMENT}
    others = {name: entry for name, entry in before.items() if name not in _OF_DOCUMENT}
    text = proposal.text.replace("".join(now.values()), "".join((own | others).values()), 1)
    lines = text.count("\n") - proposal.text.count("\n")
    return dataclasses.replace(
        proposal,
        text=text,
        guessed=(),
        missing=tuple((line + lines, what) for line, what in proposal.missing),
        proposed=tuple((line + lines, what) for line, what in proposal.proposed),
    )


def _entries(text: str) -> dict[str, str]:
    """The entries of a guide's head as they are written, by their names; none where it has no head."""
    _, fence, rest = text.partition("---\n")
    head, end, _ = rest.partition("\n---")
    entries = re.split(r"^(?=\w+:)", f"{head}\n", flags=re.MULTILINE) if fence and end else []
    return {entry.partition(":")[0]: entry for entry in entries if entry.strip()}


def _layer(workspace: Workspace, client: str) -> Layer:
    """The layer of a client, or the workspace's own. Raises BuildFailed where there is no such client."""
    if not client:
        return Layer("workspace", workspace.root)
    home = workspace.root / "programs"
    clients = sorted(folder.name for folder in home.glob("*/") if is_id(folder.name))
    if client not in clients:
        hint = (
            did_you_mean(client, clients, otherwise="`mentorkit new client NAME` begins one")
            if clients
            else "`mentorkit new client NAME` begins one"
        )
        raise BuildFailed([Problem("no-such-client", f'there is no client "{client}"', Span("programs"), hint)])
    return Layer(f"client {client}", home / client)


def _outside(layer: Layer, paths: list[Path]) -> Iterator[Problem]:
    """Problems of places to which a link leads out of the layer."""
    for path in paths:
        if not layer.holds(path) or path.is_symlink():
            message = "a link leads from here out of its folder"
            yield Problem("leaves-layer", message, Span(str(path)), "put a folder in place of the link")


def _taken(workspace: Workspace, client: str, guide: Path, relative: str, proposal: GuideProposal) -> Iterator[Problem]:
    """Problems where something stands already."""
    ways = "choose another name with --id, or say --replace"
    if guide.exists():
        yield Problem("exists", "this is there already; nothing was written", Span(workspace.name(guide)), ways)
        return
    for one in workspace.layers(client or None).every(relative):
        message = f"{workspace.called(one)} has this name, and yours would stand in its place; nothing was written"
        yield Problem("exists", message, Span(workspace.name(guide)), ways)
        return
    for picture in proposal.pictures:
        path = guide.parents[len(Path(relative).parts) - 1] / FOLDER / picture.name
        if path.exists() and not (path.is_file() and path.read_bytes() == picture.data):
            yield Problem("exists", "this is there already; nothing was written", Span(workspace.name(path)), ways)
            return


@contextmanager
def _placed(folder: Path | None, pictures: tuple[ImportedPicture, ...]) -> Iterator[None]:
    """Put pictures into their folder while the block runs; they stay there once it ends without an error. Raises OSError."""
    if folder is None:
        yield
        return
    new, aside = folder.with_name(f".{folder.name}.new"), folder.with_name(f".{folder.name}.old")
    for left in (new, aside):
        shutil.rmtree(left, ignore_errors=True)
    moved = False
    try:
        new.mkdir(parents=True)
        for one in pictures:
            (new / one.name.rpartition("/")[2]).write_bytes(one.data)
        if folder.exists():
            folder.rename(aside)
            moved = True
        new.rename(folder)
        yield
    except BaseException:
        if moved or not new.exists():
            shutil.rmtree(folder, ignore_errors=True)
        if moved:
            aside.rename(folder)
        raise
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(aside, ignore_errors=True)
