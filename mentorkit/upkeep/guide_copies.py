"""What a copy of a guide needs to be read as its original was: the language it is in, and what a translation was made from."""

from __future__ import annotations

from pathlib import PurePath

from mentorkit.core.language_tags import base_of, is_language
from mentorkit.core.names import is_file
from mentorkit.definition.front_matter import KINDS
from mentorkit.guides.translation_sources import SOURCES
from mentorkit.inheritance.lineage import Lineage
from mentorkit.language.catalogue import STOCK_LANGUAGE
from mentorkit.workspace.layers import LayerFile
from mentorkit.workspace.workspace import Workspace


def told_its_language(workspace: Workspace, client: str, original: LayerFile, relative: str, text: bytes) -> bytes:
    """The text of a guide, which says in which language it is where that is no longer known from where it lies.

    Outside of language folders the stock is in English, and everything else in the main language of the programme that uses it.
    """
    folder, *inside = PurePath(relative).parts[1:]
    is_plain = folder in KINDS and len(inside) > 0 and not is_language(inside[0])
    head, end, body = text.partition(b"\n---\n")
    if not (is_plain and original.layer.is_stock and end) or b"\nlanguage:" in head:
        return text
    readers = [one for one in workspace.programs() if client in ("", one.client)]
    spoken = {base_of(Lineage.of(workspace, one).language(one)) for one in readers}
    return text if spoken <= {"", STOCK_LANGUAGE} else head + f"\nlanguage: {STOCK_LANGUAGE}".encode() + end + body


def kept_with(original: LayerFile, relative: str) -> LayerFile | None:
    """The source that was kept for a translation, in the same layer; None where this is none, or nothing was kept."""
    path = kept_path(relative)
    kept = original.layer.root / path
    return LayerFile(kept, original.layer, original.depth) if path and is_file(kept) else None


def kept_path(relative: str) -> str:
    """Where the source of a translation is kept: `content/keys/da/_sources/feedback.md`; empty for what is no translation."""
    content, *inside = PurePath(relative).parts
    if content != "content" or len(inside) < 3 or not is_language(inside[1]) or SOURCES in inside:
        return ""
    return PurePath(content, inside[0], inside[1], SOURCES, *inside[2:]).as_posix()
