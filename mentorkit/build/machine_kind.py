"""The kind of a machine: what outputs depend on besides the files of a workspace and the packages of Python.

The cache of one machine does not contain it, since finding it out takes longer than an unchanged build; `--fresh` is for changes.
The shared cache has it in every key, so that machines of different kinds share nothing.
"""

from __future__ import annotations

import ctypes
import os
import platform
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from ctypes.util import find_library
from functools import cache
from pathlib import Path

from mentorkit.core.digests import digest

_SYSTEMS_FONTS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts",
    "/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts", "C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts",
)  # fmt: skip
"""Where systems keep fonts."""
_CONFIGURATIONS = (
    "/etc/fonts", "/usr/local/etc/fonts", "/opt/homebrew/etc/fonts", "~/.config/fontconfig", "~/.fonts.conf", "~/.fonts.conf.d",
)  # fmt: skip
"""Where fontconfig looks for its configuration, besides what its variables name."""
_FOLDER = re.compile(r"<dir\b([^>]*)>\s*([^<]+?)\s*</dir>")
"""A folder of fonts in that configuration."""

_PANGO = ("pango-1.0", "libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")
_HARFBUZZ = ("harfbuzz", "libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")
_SUBSET = ("harfbuzz-subset", "libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll")
_FONTCONFIG = ("fontconfig", "libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")
"""The names under which WeasyPrint looks for them, the general one first. It writes fonts in another way without the third."""


@cache
def machine_kind() -> str:
    """The digest of this machine's system, the libraries that set type, and the fonts that it has."""
    configured = _configuration()
    return digest(sys.platform, platform.machine(), *_libraries(), *configured, *_fonts(configured))


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


def _configuration() -> tuple[str, ...]:
    """The texts of fontconfig's configuration, wherever they lie: they say which font stands in for which."""
    file, path, home = (os.environ.get(name, "") for name in ("FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_CONFIG_HOME"))
    places = [*path.split(os.pathsep), f"{home}/fontconfig" if home else "", *_CONFIGURATIONS]
    files = {one for place in filter(None, places) for one in _below(place) if one.suffix == ".conf"}
    files |= set(_below(file)) if file else set()
    return tuple(sorted(filter(None, map(_content, files))))


def _fonts(configured: Iterable[str]) -> Iterator[str]:
    """The names and sizes of the system's fonts, wherever they lie, in an order that does not depend on that."""
    named = (_folder(attributes, name) for text in configured for attributes, name in _FOLDER.findall(text))
    files = {file for folder in (*_SYSTEMS_FONTS, *named) for file in _below(folder)}
    return iter(sorted(f"{file.name} {size}" for file in files if (size := _size(file))))


def _folder(attributes: str, name: str) -> str:
    """A folder of fonts that a configuration names."""
    return f"{os.environ.get('XDG_DATA_HOME') or '~/.local/share'}/{name}" if "xdg" in attributes else name


def _below(place: str) -> Iterator[Path]:
    """A file, or every file in a folder."""
    with suppress(RuntimeError):  # nobody has a home folder here
        path = Path(place).expanduser()
        if path.is_file():
            yield path
        for home, _, names in os.walk(path):
            yield from (Path(home, name) for name in names)


def _content(file: Path) -> str:
    """The text of a configuration; nothing where it cannot be read, as by fontconfig."""
    with suppress(OSError):
        return file.read_text("utf-8", "replace")
    return ""


def _size(file: Path) -> int:
    """The size of a font; 0 for other files, such as the index of a folder."""
    with suppress(OSError):
        if not file.name.startswith(".") and file.name not in ("fonts.dir", "fonts.scale", "README"):
            return file.stat().st_size
    return 0
