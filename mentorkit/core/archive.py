"""Zip files that are the same, byte by byte, whenever their contents are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo, is_zipfile

from mentorkit.core.atomic import replacing
from mentorkit.core.names import is_of_system
from mentorkit.core.problems import BuildFailed, Problem, Span

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The format knows no earlier moment."""


def files_of(folder: Path, below: str = "") -> Iterator[tuple[str, bytes]]:
    """The files of a folder in order, named as they should stand below the folder `below` of an archive."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not is_of_system(path.name):
            name = path.relative_to(folder).as_posix()
            yield (f"{below}/{name}" if below else name), path.read_bytes()


def write_zip(into: Path, files: Iterator[tuple[str, bytes]], at: datetime) -> None:
    """Write these files as a zip file in which everything is as old as `at`; whole, or not at all."""
    moment = max(at.timetuple()[:6], _EARLIEST)
    with replacing(into) as new, ZipFile(new, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files:
            entry = ZipInfo(name, moment)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, data)


def refuse_other_file(file: Path) -> None:
    """Raise BuildFailed where `file` exists and is no zip file, so that writing it would lose something else."""
    if file.exists() and not is_zipfile(file):
        hint = "move it away, or name another place"
        raise BuildFailed([Problem("not-ours", "this is there already and is no zip file", Span(str(file)), hint)])
