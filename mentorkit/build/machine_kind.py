"""The kind of a machine: what outputs depend on besides the files of a workspace and the packages of Python.

The cache of one machine does not contain it, since finding it out takes longer than an unchanged build; `--fresh` is for changes.
The shared cache has it in every key, so that machines of different kinds share nothing.
"""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from ctypes.util import find_library
from functools import cache
from pathlib import Path

from mentorkit.core.digests import digest

_SYSTEMS_FONTS = (
    "/etc/fonts", "/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "~/.config/fontconfig",
    "/opt/homebrew/etc/fonts", "/usr/local/etc/fonts", "/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts",
    "C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts",
)  # fmt: skip
"""Where systems keep fonts and the configuration of fontconfig."""


_PANGO = ("pango-1.0", "libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")
_HARFBUZZ = ("harfbuzz", "libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")
_SUBSET = ("harfbuzz-subset", "libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll")
_FONTCONFIG = ("fontconfig", "libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")
"""The names under which WeasyPrint looks for them, the general one first. It writes fonts in another way without the third."""


@cache
def machine_kind() -> str:
    """The digest of this machine's system, the libraries that set type, and the fonts that it has."""
    return digest(sys.platform, platform.machine(), *_libraries(), *_fonts())


def _libraries() -> Iterator[str]:
    """The versions of the libraries that lay out letters and write fonts."""
    yield f"pango {_version(_PANGO, lambda library: _text(library, 'pango_version_string'))}"
    yield f"harfbuzz {_version(_HARFBUZZ, lambda library: _text(library, 'hb_version_string'))}"
    yield f"harfbuzz-subset {_version(_SUBSET, lambda library: str(bool(library.hb_subset_or_fail)))}"
    yield f"fontconfig {_version(_FONTCONFIG, lambda library: str(library.FcGetVersion()))}"


def _version(names: tuple[str, ...], asked: Callable[[ctypes.CDLL], str]) -> str:
    """What a library says of itself; nothing where it is not there, as on a machine that makes no books."""
    for name in (*names[1:], find_library(names[0])):  # the last asks other programs, which not every machine has
        with suppress(OSError, AttributeError):
            if name:
                return asked(ctypes.CDLL(name))
    return ""


def _text(library: ctypes.CDLL, function: str) -> str:
    said = getattr(library, function)
    said.restype = ctypes.c_char_p
    return bytes(said() or b"").decode("ascii", "replace")


def _fonts() -> Iterator[str]:
    """The names and sizes of the system's fonts, wherever they lie, in an order that does not depend on that."""
    seen = list[str]()
    for folder in _SYSTEMS_FONTS:
        with suppress(RuntimeError):  # nobody has a home folder here
            for home, _, names in os.walk(Path(folder).expanduser()):
                seen += [f"{name} {size}" for name in names if (size := _size(Path(home, name)))]
    return iter(sorted(seen))


def _size(file: Path) -> int:
    """The size of a font or a configuration; 0 for other files, such as the index of a folder."""
    with suppress(OSError):
        if not file.name.startswith(".") and file.name not in ("fonts.dir", "fonts.scale", "README"):
            return file.stat().st_size
    return 0
