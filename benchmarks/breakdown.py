"""Where the processor time of a cold build of one programme goes: python benchmarks/breakdown.py WORKSPACE."""

from __future__ import annotations

import importlib
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

PARTS = {
    "reading and checking": ["checking.loading.load"],
    "composing the books": ["build.outputs.compose"],
    "the books’ style sheet and fonts": ["workbooks.layout.print_engine._style"],
    "a look at the print engine": ["workbooks.layout.print_engine.examine"],
    "laying out": ["workbooks.layout.print_engine._rendered"],
    "writing the PDF": ["workbooks.layout.print_engine._write"],
    "proof of the PDF": ["workbooks.layout.print_engine.prove", "workbooks.layout.print_engine.misfits"],
    "portal: staging": ["portal.stage.stage"],
    "portal: MkDocs": ["portal.mkdocs_engine._run"],
    "portal: finishing": ["portal.site_engine.finish"],
    "portal: picture of shared links": ["build.share_card.draw_card"],
    "calendars and tables": ["build.outputs.calendars", "build.outputs.single_dates", "build.outputs.heading_rows"],
    "cache and fingerprints": ["build.cache.Cache.keep", "build.cache.Cache.take", "build.fingerprint.Fingerprints.text_of", "build.memory.Memory.key", "build.memory.Memory.recall", "build.memory.Memory.remember"],
    "publishing": ["workspace.site_folder.swap_in"],
}  # fmt: skip
"""The functions that do each part. What one does inside another counts for the inner one."""

spent: Counter[str] = Counter()
inside = [""]
since = 0.0


def turn() -> None:
    """Put what has passed to the account of the part that is at work."""
    global since
    now = time.process_time()
    spent[inside[-1]] += now - since
    since = now


def counted(part: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """The same function with its time on the account of a part."""

    @wraps(work)
    def done(*given: Any, **named: Any) -> Any:
        turn()
        inside.append(part)
        try:
            made = work(*given, **named)
            return iter(list(made)) if isinstance(made, Iterator) else made
        finally:
            turn()
            inside.pop()

    return done


def watch() -> None:
    """Put every function of the table on its account."""
    for part, names in PARTS.items():
        for name in names:
            home, _, function = f"mentorkit.{name}".rpartition(".")
            try:
                owner = importlib.import_module(home)
            except ModuleNotFoundError:  # a class
                module, _, kind = home.rpartition(".")
                owner = getattr(importlib.import_module(module), kind)
            setattr(owner, function, counted(part, getattr(owner, function)))


def main() -> None:
    """Build the first programme of a workspace anew, and print the table."""
    for engine in ("mkdocs.commands.build", "weasyprint"):  # here, so that no part pays for it
        importlib.import_module(engine)
    from mentorkit.build import pipeline
    from mentorkit.workspace.workspace import open_workspace

    watch()
    inside[0] = "starting and importing"
    turn()
    inside[0] = "everything else"
    workspace = open_workspace(Path(sys.argv[1], "mkdocs.yml")).value
    assert workspace is not None
    with tempfile.TemporaryDirectory() as site:
        built = pipeline.build(workspace, workspace.programs()[:1], Path(site), jobs=1, fresh=True)
    turn()
    if built.failed:
        sys.exit("\n".join(str(problem) for problem in built.report.problems))
    total = sum(spent.values())
    print(f"\n| Where {total:.1f} seconds of one processor go | Percent |\n|---|---|")
    for part in ("starting and importing", *PARTS, "everything else"):
        print(f"| {part} | {100 * spent[part] / total:.1f} |")


if __name__ == "__main__":
    main()
