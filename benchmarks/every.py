"""Everything that is measured, part by part: prints each ratio as it is there, and keeps them for the manual.

Run it with `benchmarks/run`, or `benchmarks/run check answers` for some parts. On two quiet cores all of it takes less than an hour.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from ratios import ROOT, Ratio

PARTS = {
    "compare": "One programme",
    "fleet": "Programmes after edits",
    "edit": "One edit in a preview",
    "shared_cache": "Machines that share a cache",
    "cluster": "A cluster",
    "engines": "Site engines",
    "personal": "Personal copies",
    "check": "Checking",
    "editing": "Editing in the studio",
    "answers": "Answers",
    "matching": "Matching",
}
"""The modules that measure, in order, and what each is about."""
KEPT = ROOT / "benchmarks/ratios.json"
"""What was measured last; the manual's table is made from it."""


def measured(part: str) -> Iterator[Ratio]:
    """The ratios of a part, each printed as soon as it is there."""
    ratios: Callable[[], Iterator[Ratio]] = importlib.import_module(part).ratios
    for ratio in ratios():
        print(ratio, flush=True)
        yield ratio


def main() -> None:
    """Measure all parts, or those named, and end with 1 where a goal is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=", ".join(PARTS))
    chosen = parser.parse_args().parts or list(PARTS)
    kept: dict[str, Any] = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    missed = False
    for part in chosen:
        print(f"\n{PARTS[part]}", flush=True)
        began = time.perf_counter()
        ratios = list(measured(part))
        missed = missed or not all(one.is_kept for one in ratios)
        kept[part] = {
            "about": PARTS[part],
            "measured": f"{datetime.now(UTC):%Y-%m-%d}",
            "processors": os.cpu_count(),
            "python": platform.python_version(),
            "minutes": round((time.perf_counter() - began) / 60, 1),
            "ratios": [asdict(one) for one in ratios],
        }
        ordered = {name: kept[name] for name in PARTS if name in kept}
        KEPT.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", "utf-8")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
