"""Saying that a translation is up to date: the source is kept as it is now, whole or one block of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy

from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.core.yaml_source import read_mapping
from mentorkit.editing.seen_values import plain
from mentorkit.editing.yaml_edits import rewritten
from mentorkit.editing.yaml_tree import Node, YamlTree
from mentorkit.editing.yaml_words import inline
from mentorkit.translation.alignment import ChangeKind, align
from mentorkit.translation.definition_drift import keep_texts
from mentorkit.translation.definition_pieces import DefinitionPiece
from mentorkit.translation.drift import Texts, differences, read_texts, units_of
from mentorkit.translation.translated_pieces import Piece
from mentorkit.translation.units import Part, Steps, Unit, part_text
from mentorkit.upkeep.kept_originals import put


def keep(piece: Piece | DefinitionPiece, line: int | None = None) -> None:
    """Count a translation as made from its source as it is now, or from what stands on this line of it. Raises BuildFailed."""
    if isinstance(piece, DefinitionPiece):
        keep_texts(piece, line)
    elif line is None:
        keep_whole(piece)
    else:
        keep_block(piece, line)


def keep_whole(piece: Piece) -> None:
    """Count the translation as made from the source as it is now. Raises BuildFailed where it is built otherwise, or is not there."""
    texts = _texts(piece)
    apart = tuple(differences(piece, texts.of_source, texts.of_translation))
    if apart:
        raise BuildFailed(apart)
    write_kept(piece, texts.source)


def keep_block(piece: Piece, line: int) -> None:
    """Count one change of the source, on this line of it, as one that the translation need not follow. Raises BuildFailed."""
    texts = _texts(piece)
    if not texts.kept:
        message, hint = "no source was kept for this translation", f"mentorkit translations --done {piece.name}"
        raise BuildFailed([Problem("translation", message, Span(piece.workspace.name(piece.path)), hint)])
    before, after = _changed_at(piece, texts, line)
    text = with_unit(texts.kept, before, after, texts.source)
    units = units_of(text, piece.workspace.name(piece.kept), piece).value if text else None
    taken = units is not None and len(units) == len(texts.of_kept) and after.key in {one.key for one in units}
    if not text or not taken:
        message = "this block cannot be marked alone"
        hint = f"mark the whole piece: mentorkit translations --still-right {piece.name}"
        raise BuildFailed([Problem("translation", message, Span(piece.source_name(), line), hint)])
    write_kept(piece, text)


def write_kept(piece: Piece, text: str) -> None:
    """Keep this text as the source of the translation. Raises BuildFailed where it cannot be written."""
    put(piece.layer, piece.kept, text.encode())


def with_unit(text: str, unit: Unit, other: Unit, source: str) -> str | None:
    """`text` with `other`, a unit of `source`, in place of one of its own; None where it cannot stand there."""
    if unit.part is None and other.part is None:
        return text[: unit.start] + source[other.start : other.end] + text[unit.end :]
    if unit.part is None or other.part is None:
        return None
    return with_values(text, unit.part, {unit.path: other.text})


def with_values(text: str, part: Part, values: Mapping[Steps, str]) -> str | None:
    """`text` with other values in one of its parts in YAML; None where they cannot be written there."""
    written = part_text(text, part)
    old = plain(read_mapping(written, "").value or {})
    new = deepcopy(old)
    for path, value in values.items():
        around = new
        for step in path[:-1]:
            around = around[step]
        around[path[-1]] = value
    made = _on_their_lines(written, values) if part.indent else rewritten(written + "\n", "", old, new).value
    if made is None or plain(read_mapping(made, "").value) != new:
        return None
    indented = "\n".join(" " * part.indent + line if line else line for line in made.removesuffix("\n").split("\n"))
    return text[: part.start] + indented + text[part.end :]


def _on_their_lines(written: str, values: Mapping[Steps, str]) -> str:
    """Options of a block with other values: each stays on its line, since what stands further in is no option."""
    nodes = dict[Steps, tuple[Node, bool]]()
    _by_path(YamlTree(written).root, (), nodes, flow=False)
    for path in sorted(values, key=lambda one: -nodes[one][0].start):
        node, flow = nodes[path]
        written = written[: node.start] + inline(values[path], flow=flow, like=node.style) + written[node.end :]
    return written


def _by_path(node: Node | None, path: Steps, nodes: dict[Steps, tuple[Node, bool]], *, flow: bool) -> None:
    if node is None or node.kind not in ("list", "mapping"):
        nodes.update({path: (node, flow)} if node else {})
        return
    names: Sequence[str | int] = [key.text for key in node.keys] if node.keys else range(len(node.items))
    for name, item in zip(names, node.items, strict=False):
        _by_path(item, (*path, name), nodes, flow=flow or node.flow)


def _texts(piece: Piece) -> Texts:
    """The texts of a translation that is there and has a source. Raises BuildFailed."""
    texts, problems = read_texts(piece)
    if texts is None:
        raise BuildFailed(problems)
    if not texts.source or not texts.translation:
        what = "translation" if texts.source else "source"
        hint = f"it would lie in {piece.workspace.name(piece.path)}" if texts.source else "delete the translation too"
        message = f"there is no {what} of {piece.name} ({piece.language})"
        raise BuildFailed([Problem("translation", message, Span(piece.source_name()), hint)])
    return texts


def _changed_at(piece: Piece, texts: Texts, line: int) -> tuple[Unit, Unit]:
    """The change on a line of the source as it is now: the unit before and after. Raises BuildFailed where there is none."""
    found = align(texts.of_kept, texts.of_source).changes
    both = [
        (texts.of_kept[one.before], texts.of_source[one.after])
        for one in found
        if one.kind in (ChangeKind.CHANGED, ChangeKind.SLIP) and one.before is not None and one.after is not None
    ]
    here = [pair for pair in both if pair[1].line <= line] or both
    nearest = min(here, key=lambda pair: abs(line - pair[1].line), default=None)
    if nearest is None or line not in lines_of(texts.source, nearest[1]):
        lines = ", ".join(str(after.line) for _, after in both)
        hint = (
            f"lines with a change: {lines}"
            if both
            else "no block of it has changed; what came or went cannot be harmless"
        )
        raise BuildFailed(
            [Problem("translation", "no block begins here that has changed", Span(piece.source_name(), line), hint)]
        )
    return nearest


def lines_of(text: str, unit: Unit) -> range:
    """The lines of a text that a unit stands on, from 1."""
    more = text.count("\n", unit.start, unit.end) if unit.part is None else 0
    return range(unit.line, unit.line + more + 1)
