"""A portal by Zensical against the same portal by MkDocs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ratios import ROOT, Ratio, mentorkit

PROGRAM, PAIRS = "calder/open-door", 3


def ratios() -> Iterator[Ratio]:
    """The portal alone, made anew by both engines in turn."""
    with tempfile.TemporaryDirectory() as scratch:
        plain = workspace(Path(scratch, "plain"), "")
        other = workspace(Path(scratch, "other"), "    engine: zensical\n")
        rounds = [(portal(other), portal(plain)) for _ in range(PAIRS + 1)]
    yield Ratio("a portal by Zensical", "by MkDocs", tuple(one / two for one, two in rounds[1:]))  # the first warms up


def workspace(home: Path, setting: str) -> Path:
    """A workspace with one client's programmes and this setting."""
    shutil.copytree(ROOT / "programs" / PROGRAM.partition("/")[0], home / "programs" / PROGRAM.partition("/")[0])
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    (home / "mkdocs.yml").write_text(settings.replace("  mentorkit:\n", f"  mentorkit:\n{setting}"), "utf-8")
    return home


def portal(home: Path) -> float:
    """Processor seconds of one build."""
    words = [
        "build",
        PROGRAM,
        "--book",
        "none",
        "--fresh",
        "--jobs",
        "1",
        "-f",
        home / "mkdocs.yml",
        "-d",
        home / "site",
    ]
    return mentorkit(*words).processor
