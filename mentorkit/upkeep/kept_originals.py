"""The originals of files in place of others: each kept as it was when its file was made from it.

An original lies in `.originals/`, next to `content/` and `templates/` of the layer that the file is in, under the same path; the file
of this name with `.from` at its end says which version it is. Both belong into git with the rest.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from mentorkit import __version__
from mentorkit.core.atomic import replacing
from mentorkit.core.machine import unwritable
from mentorkit.core.names import is_file
from mentorkit.core.problems import INVISIBLE, BuildFailed, Problem, Span
from mentorkit.upkeep.merging import Version
from mentorkit.workspace.layers import STOCK, Layer, LayerFile

FOLDER = ".originals"
_LONGEST_NAME = 100
"""Letters of the name of a version: it is a line that anybody can write."""


def version(file: LayerFile) -> Version:
    """Read a file of a layer, with the name that people have for this version. Raises BuildFailed where it cannot be read."""
    stock = file.layer.name == STOCK
    return Version(f"stock {__version__}" if stock else file.layer.label, _bytes(file.path))


def remembered(home: Layer, relative: str) -> Version | None:
    """The original of the file `relative` of this layer; None where none is kept. Raises BuildFailed."""
    original, source = _places(home, relative)
    if not (is_file(original) and home.holds(original)):
        return None
    said = _bytes(source).decode("utf-8", "replace") if is_file(source) and home.holds(source) else ""
    name = INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", said.strip().split("\n")[0])[:_LONGEST_NAME]
    return Version(name or "an earlier version", _bytes(original))


def remember(home: Layer, relative: str, original: Version) -> None:
    """Keep `original` as the original of the file `relative`. Raises BuildFailed."""
    kept, source = _places(home, relative)
    put(home, source, f"{original.name}\n".encode())
    put(home, kept, original.data)


def forget(home: Layer, relative: str) -> None:
    """Delete the original of the file `relative`. Raises BuildFailed."""
    for path in _places(home, relative):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise _unwritable(path, error) from None


def put(home: Layer, path: Path, data: bytes, *, was: bytes | None = None) -> Path:
    """Write a file of this layer, whole or not at all, with the rights that it had. Raises BuildFailed.

    With `was`, only where it still holds that: what somebody saved in the meantime is not written over.
    """
    if path.is_symlink() or not home.holds(path):
        hint = "put the file or folder itself there in place of the link"
        raise BuildFailed([Problem("leaves-layer", "this would be written through a link", Span(str(path)), hint)])
    try:
        with replacing(path) as new:
            new.write_bytes(data)
            if path.exists():
                shutil.copymode(path, new)
            if was is not None and path.read_bytes() != was:
                message = "this was saved in the meantime, and is left as it is"
                raise BuildFailed([Problem("saved-meanwhile", message, Span(str(path)), "run it again")])
    except OSError as error:
        raise _unwritable(path, error) from None
    return path


def _places(home: Layer, relative: str) -> tuple[Path, Path]:
    original = home.root / FOLDER / relative
    return original, original.with_name(f"{original.name}.from")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message, hint = f"this file cannot be opened: {error.strerror}", "give yourself the right to read it"
        raise BuildFailed([Problem("unreadable-file", message, Span(str(path)), hint)]) from None


def _unwritable(path: Path, error: OSError) -> BuildFailed:
    return BuildFailed([unwritable(error, str(path))])
