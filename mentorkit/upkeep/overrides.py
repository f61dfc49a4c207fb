"""Files of a workspace or a client that stand in place of others, and how they keep up with them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePath

from mentorkit.brand.branding import BRAND_FILE
from mentorkit.core.names import is_about_folder, is_file, is_id
from mentorkit.core.problems import BuildFailed, Problem, Severity, Span, did_you_mean
from mentorkit.guides.translation_sources import SOURCES
from mentorkit.upkeep import kept_originals
from mentorkit.upkeep.guide_copies import kept_path, kept_with, told_its_language
from mentorkit.upkeep.merging import Version, difference, merge
from mentorkit.workspace.layers import Layer, LayerFile, Layers, conflict_problem, shown
from mentorkit.workspace.run_folder import run_folder
from mentorkit.workspace.workspace import Workspace

_FOLDERS = ("content", "templates")
_FOLLOWS = re.compile(rb"""\{%[-+]?\s*extends\s+["']behind:""")
"""A template that changes parts of the one behind it is no copy of it, and follows it already."""


class State(StrEnum):
    """The relation of a file to its original."""

    CURRENT = "current"
    CHANGED = "outdated"
    GONE = "original-gone"
    SAME = "same"
    UNKNOWN = "origin-unknown"
    UNFINISHED = "conflict-marks"


@dataclass(frozen=True, slots=True)
class Override:
    """A file in place of another, its original then (`origin`) and now (`present`: the file that would count without it)."""

    layer: Layer
    relative: str
    name: str
    """The file as people of the workspace know it."""
    mine: Version
    origin: Version | None
    present: Version | None

    @property
    def state(self) -> State:
        """Its relation to its original."""
        if _marks(self.mine, self.name):
            return State.UNFINISHED
        if self.present is None:
            return State.GONE
        if self.mine.same_as(self.present):
            return State.SAME
        if self.origin is None:
            return State.UNKNOWN
        return State.CURRENT if self.origin.same_as(self.present) else State.CHANGED

    @property
    def can_be_merged(self) -> bool:
        """Whether everything that is known of it is text."""
        return all(version.is_text for version in (self.mine, self.origin, self.present) if version)

    def difference(self) -> Iterator[str]:
        """A unified diff of the original then and now; where the former is not known, of the file and the original."""
        if self.present and self.state in (State.CHANGED, State.UNKNOWN):
            before = replace(self.origin, name=f"{self.origin.name}, before") if self.origin else self.mine
            yield from difference(self.name, before, self.present)

    def problem(self) -> Problem | None:
        """A problem that says what to do about it; None where nothing is to be done."""
        state = self.state
        if state in (State.CURRENT, State.UNFINISHED):
            return _marks(self.mine, self.name)
        if state is State.SAME and SOURCES in PurePath(self.relative).parts:
            return None  # is the same as long as the translation beside it is of the same source
        now, before = (version.name if version else "" for version in (self.present, self.origin))
        keep = f"mentorkit update --adopt {self.name}"
        if state is State.GONE:
            message = f"the original is gone; this came from {before}"
            hint = f"delete this too, or keep it as yours alone: {keep}"
        elif state is State.SAME:
            message, hint = f"this is the same as in {now}", "delete it, and it follows the original"
        elif state is State.UNKNOWN:
            message = f"this differs from {now}, and nothing says what it came from"
            hint = f"put in what you want of `mentorkit outdated --diff {self.name}`, then: {keep}"
        else:
            message = f"{now} has changed the original{f' since {before}' if before != now else ''}"
            hint = f"merge that into yours: mentorkit update {self.name}"
            if not self.can_be_merged:
                hint = f"this is no text and is never merged: delete it to take the new one, or keep it: {keep}"
        severity = Severity.NOTE if state is State.SAME else Severity.WARNING
        return Problem(str(state), message, Span(self.name), hint, severity)


@dataclass(frozen=True, slots=True)
class OverrideUpdate:
    """The update of one file: its merged text (None: it is left as it is), and the problem that is left to people."""

    override: Override
    merged: Version | None
    left: Problem | None

    def difference(self) -> Iterator[str]:
        """A unified diff of the file before and after."""
        if self.merged:
            yield from difference(self.override.name, self.override.mine, self.merged)


def overrides(workspace: Workspace, wanted: Iterable[str] = ()) -> tuple[Override, ...]:
    """Files of the workspace and its clients in place of others: all, or those named, singly or by a folder.

    Raises BuildFailed where a name means none of them, or one cannot be read.
    """
    every = [one for layers in _homes(workspace) for one in _of_layer(workspace, layers)]
    names = [workspace.name(workspace.root / name) for name in wanted]
    chosen = {name: [one for one in every if name == "." or f"{one.name}/".startswith(f"{name}/")] for name in names}
    known, hint = [one.name for one in every], "`mentorkit outdated` looks at all that is overridden"
    unknown = [
        Problem("not-overridden", "nothing is overridden here", Span(name), did_you_mean(name, known, otherwise=hint))
        for name, ones in chosen.items()
        if not ones
    ]
    if unknown:
        raise BuildFailed(unknown)
    return tuple(one for one in every if not names or any(one in ones for ones in chosen.values()))


def override(workspace: Workspace, relative: str, client: str = "") -> Path:
    """Copy what stands behind the workspace, or behind a client, into it, to edit it there. Raises BuildFailed.

    With a translation goes the source that was kept for it, and a guide says its language where that was known by its place.
    """
    relative = PurePath(relative).as_posix()
    if client and client not in _clients(workspace):
        hint = did_you_mean(client, _clients(workspace), otherwise="begin one: mentorkit new client NAME")
        raise BuildFailed([Problem("no-such-client", f'there is no client "{client}"', Span("programs"), hint)])
    layers = workspace.layers(client or None)
    home = layers.order[0]
    original = _to_override(layers, relative)
    present = kept_originals.version(original)
    if source := kept_with(original, relative):  # first: a translation without it would be of an unknown source
        kept = kept_originals.version(source)
        kept_originals.remember(home, kept_path(relative), kept)
        kept_originals.put(home, home.root / kept_path(relative), kept.data)
    kept_originals.remember(home, relative, present)
    told = told_its_language(workspace, client, original, relative, present.data)
    return kept_originals.put(home, home.root / relative, told)


def update(workspace: Workspace, wanted: Iterable[str] = (), *, write: bool = True) -> tuple[OverrideUpdate, ...]:
    """Merge what changed in the originals into the files; with `write` off, only say what that would make.

    Where both changed the same lines, both versions are left in the file between marks. What is up to date is not in the
    answer. Raises BuildFailed where there is no git.
    """
    with run_folder(workspace.root):
        return tuple(_updates(workspace, {one.name for one in overrides(workspace, wanted)}, write=write))


def _updates(workspace: Workspace, names: Collection[str], *, write: bool) -> Iterator[OverrideUpdate]:
    for layers in _homes(workspace):  # the workspace's before its clients', which may come from them
        for one in [one for one in _of_layer(workspace, layers) if one.name in names]:
            if (
                one.state is State.SAME and one.present and write
            ):  # as if it were taken now, should somebody go on with it
                kept_originals.remember(one.layer, one.relative, one.present)
            elif one.state not in (State.CURRENT, State.SAME):
                made = _planned(one)
                yield _written(made) if write else made


def adopt(workspace: Workspace, wanted: Iterable[str]) -> tuple[Override, ...]:
    """Count these files, as they are, as made from the present originals, or as nobody's copy where there is none.

    Raises BuildFailed where one still has conflict marks.
    """
    chosen = overrides(workspace, wanted)
    unfinished = [problem for one in chosen if (problem := _marks(one.mine, one.name))]
    if unfinished:
        raise BuildFailed(unfinished)
    for one in chosen:
        if one.present:
            kept_originals.remember(one.layer, one.relative, one.present)
        else:
            kept_originals.forget(one.layer, one.relative)
    return chosen


def _planned(one: Override) -> OverrideUpdate:
    if one.state is not State.CHANGED or not one.can_be_merged or not (one.origin and one.present):
        return OverrideUpdate(one, None, one.problem())
    merged = Version("merged", merge(one.mine, one.origin, one.present))
    return OverrideUpdate(one, merged, _marks(merged, one.name, f"you and {one.present.name} changed the same lines"))


def _written(made: OverrideUpdate) -> OverrideUpdate:
    """The same, done; where it cannot be done, that is what it leaves."""
    one = made.override
    try:
        if made.merged and one.present:  # the file first: what is killed between the two is merged once more
            kept_originals.put(one.layer, one.layer.root / one.relative, made.merged.data, was=one.mine.data)
            kept_originals.remember(one.layer, one.relative, one.present)
    except BuildFailed as failed:
        return OverrideUpdate(one, None, failed.problems[0])
    return made


def _marks(version: Version, name: str, message: str = "this file still has conflict marks") -> Problem | None:
    return conflict_problem(version.data.decode("utf-8"), name, message) if version.is_text else None


def _homes(workspace: Workspace) -> Iterator[Layers]:
    """The layers as the workspace sees them, then as each client does."""
    yield workspace.layers()
    yield from (workspace.layers(client) for client in _clients(workspace))


def _clients(workspace: Workspace) -> list[str]:
    programs = Layer("", workspace.root / "programs")
    return sorted(path.name for path in programs.root.glob("*/") if is_id(path.name) and programs.holds(path))


def _of_layer(workspace: Workspace, layers: Layers) -> Iterator[Override]:
    """The files of the nearest layer in place of others, as far as they are copies of them or may be."""
    home = layers.order[0]
    files = (path for folder in _FOLDERS for path in sorted((home.root / folder).rglob("*")) if is_file(path))
    for path in files:
        relative = shown(path, home.root)
        original, origin = _behind(layers, relative), kept_originals.remembered(home, relative)
        if origin and _marks(origin, relative):  # two people's merge of it is nobody's original
            origin = None
        if not (original or origin) or is_about_folder(path.stem) or not home.holds(path):
            continue
        mine = kept_originals.version(LayerFile(path, home, 0))
        present = kept_originals.version(original) if original else None
        unfinished = present and _marks(present, relative)  # is merged first, and followed then
        if not _FOLLOWS.search(mine.data) and not unfinished:
            yield Override(home, relative, workspace.name(path), Version("yours", mine.data), origin, present)


def _behind(layers: Layers, relative: str) -> LayerFile | None:
    """The file that would count if the nearest layer had none."""
    inside = PurePath(relative).parts
    if not inside or inside[0] not in _FOLDERS or ".." in inside:
        return None
    return next((file for file in layers.every(relative) if file.depth and file.layer.holds(file.path)), None)


def _to_override(layers: Layers, relative: str) -> LayerFile:
    """The file behind the nearest layer, where that has none yet. Raises BuildFailed."""
    home, original = layers.order[0], _behind(layers, relative)
    target = home.root / relative
    if target.name == BRAND_FILE:
        rule, message = "not-alone", "a brand goes with its logos and fonts, which would not come along"
        hint = "begin one of your own: mentorkit new client NAME"
    elif target.is_dir():
        rule, message = "not-a-file", f'"{relative}" is a folder'
        hint = f"name one file in it; `mentorkit which {relative}` lists them"
    elif target.exists():
        rule, message = "exists", "this is there already; nothing was written"
        hint = f"it is the {home.name}'s own already; edit it"
    elif original is None:
        rule, message = "no-such-file", f'there is no "{relative}" behind the {home.name}'
        hint = "`mentorkit which` with a folder, such as templates/portal, lists what there is"
    else:
        return original
    raise BuildFailed([Problem(rule, message, Span(relative), hint)])
