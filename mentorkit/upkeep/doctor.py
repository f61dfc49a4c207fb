"""The examination of a machine: what the engines need, and the command that installs what is not there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from ctypes.util import find_library
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.util import find_spec

from mentorkit.upkeep.diagnosis import Diagnosis
from mentorkit.workspace.installed_libraries import installed
from mentorkit.workspace.layers import stock_root

_PANGO = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0   (Debian, Ubuntu)\nbrew install pango   (macOS)"


def examine() -> Iterator[Diagnosis]:
    """Look at Python, the engines, Pango, the fonts, the stock and installed libraries."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    yield Diagnosis("Python", sys.version_info >= (3, 11), python, "install Python 3.11 or newer")
    for package in ("mkdocs", "mkdocs-material", "weasyprint", "icalendar", "babel"):
        yield _package(package)
    yield _first_of("Pango", ("pango-1.0", "pango-1.0-0"))
    yield _first_of("PangoFT2", ("pangoft2-1.0", "pangoft2-1.0-0"))
    yield _first_of("HarfBuzz", ("harfbuzz-subset", "harfbuzz-subset-0"))
    yield _print_engine()
    fonts = sorted((stock_root() / "templates" / "assets" / "fonts").glob("*.ttf"))
    yield Diagnosis("stock fonts", bool(fonts), f"{len(fonts)} files", "pip install --force-reinstall mentorkit")
    pages = (
        files("material").joinpath("templates", "base.html").is_file() if _package("mkdocs-material").fine else False
    )
    yield Diagnosis("page engine", pages, "theme found" if pages else "theme missing", "pip install mkdocs-material")
    if find_spec("zensical"):  # an extra, which few need
        yield _package("zensical")
    yield from libraries()


def libraries() -> Iterator[Diagnosis]:
    """Look at the shared libraries that are installed as packages."""
    for library in installed():
        remedy = f"it {library.wrong}; ask whoever made {library.package}" if library.wrong else ""
        yield Diagnosis(f"library {library.name}", not library.wrong, f"{library.package} {library.version}", remedy)


def _package(name: str) -> Diagnosis:
    try:
        return Diagnosis(name, True, version(name))
    except PackageNotFoundError:
        return Diagnosis(name, False, "not installed", f"pip install {name}")


def _first_of(name: str, libraries: tuple[str, ...]) -> Diagnosis:
    library = next((path for path in map(find_library, libraries) if path), None)
    return Diagnosis(name, library is not None, library or "not found", _PANGO)


def _print_engine() -> Diagnosis:
    try:
        from mentorkit.workbooks.layout.print_engine import engine_shape

        shape = engine_shape()
    except (ImportError, OSError) as error:
        return Diagnosis("print engine", False, str(error).split("\n")[0][:100], _PANGO)
    if problem := shape.problem:
        return Diagnosis("print engine", False, problem.message, problem.hint)
    return Diagnosis("print engine", True, shape.weasyprint)
