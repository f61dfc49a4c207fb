"""MentorKit against MkDocs + Material + mkdocs-to-pdf on the same pages: ratios of paired runs.

Each pair builds one programme twice, once with each, one after the other, so that a machine that slows down slows
both. Ours makes the portal, all books and the calendars; the other makes the portal and one PDF of its pages.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pypdfium2
import yaml

from mentorkit.checking.loading import load
from mentorkit.portal.stage import stage
from mentorkit.workspace.workspace import open_workspace

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command: seconds on the clock, seconds of processor time of it and its children, what it printed."""

    wall: float
    processor: float
    said: str


def timed(*command: str | Path) -> Run:
    """Run a command to its end and measure it from outside."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    )
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, processor, done.stdout)


def other_project(program: str, folder: Path) -> Path:
    """The same pages as an ordinary MkDocs project that prints itself with mkdocs-to-pdf."""
    workspace = open_workspace(ROOT / "mkdocs.yml").value
    assert workspace is not None
    (toolkit,) = load(workspace, workspace.choose([program])).toolkits
    stage(toolkit, workspace.layers(toolkit.client), workspace.config, folder, today=date(2026, 11, 21), downloads=[])
    config = folder / "mkdocs.yml"
    written = yaml.safe_load(config.read_text("utf-8"))
    written["plugins"] = {**written.get("plugins", {}), "to-pdf": {"output_path": "all.pdf", "cover_title": program}}
    config.write_text(yaml.safe_dump(written), "utf-8")
    return config


def pages(folder: Path) -> int:
    """How many pages all PDFs of a folder have."""
    return sum(len(pypdfium2.PdfDocument(path)) for path in folder.rglob("*.pdf"))


def compare(program: str, pairs: int) -> None:
    """Print the ratio ours / theirs of one programme."""
    with tempfile.TemporaryDirectory() as scratch:
        ours, theirs, config = (
            Path(scratch, "ours"),
            Path(scratch, "theirs"),
            other_project(program, Path(scratch, "project")),
        )
        build = [sys.executable, "-m", "mentorkit", "build", program, "--jobs", "1", "--fresh", "-d", ours]
        print_it = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", config, "-d", theirs]
        timed(*build), timed(*print_it)  # both warm: compiled templates, files in memory
        runs = []
        for _ in range(pairs):
            shutil.rmtree(ours)
            runs.append((timed(*build), timed(*print_it)))
        print(
            f"\n{program}: ours {pages(ours)} printed pages in {len(list(ours.rglob('*.pdf')))} books, theirs {pages(theirs)} in 1; {pairs} pairs"
        )
        for name in ("wall", "processor"):
            ratios = sorted(getattr(a, name) / getattr(b, name) for a, b in runs)
            mine, other = (statistics.median(getattr(run[n], name) for run in runs) for n in (0, 1))
            print(
                f"  {name:9}  ours/theirs {statistics.median(ratios):.2f} (from {ratios[0]:.2f} to {ratios[-1]:.2f})   median {mine:.1f} s and {other:.1f} s"
            )


def main() -> None:
    """Compare every example programme, or those named."""
    workspace = open_workspace(ROOT / "mkdocs.yml").value
    assert workspace is not None
    for program in sys.argv[1:] or [program.id for program in workspace.programs()]:
        compare(program, pairs=3)


if __name__ == "__main__":
    main()
