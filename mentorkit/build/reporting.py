"""Sponsors' reports made within limits: an endless template, or a huge table, stops here and not the machine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from mentorkit.build.workers import Worker, workers
from mentorkit.checking import design_report
from mentorkit.checking.loading import Loaded
from mentorkit.design_rules.audit import Audit
from mentorkit.workspace.layers import Layers
from mentorkit.workspace.run_folder import run_folder
from mentorkit.workspace.workspace import Workspace


def write_reports(loaded: Loaded, workspace: Workspace, folder: Path, today: date) -> Iterator[Path]:
    """Write the report of each programme into a folder, and name its files as they are there. Raises BuildFailed as `write` does."""
    limits = workspace.settings.limits
    with run_folder(workspace.root), workers(1, limits) as start:
        yield from design_report.write(loaded, workspace, folder, today, Worker(start, limits).do)


def report_page(audit: Audit, layers: Layers, workspace: Workspace, today: date) -> str:
    """The report of one programme as an HTML file that needs no other. Raises BuildFailed."""
    limits = workspace.settings.limits
    with workers(1, limits) as start:
        kit = audit.toolkit
        at = kit.program.where()
        page: str = Worker(start, limits).do(f"the report of {kit.id}", at, design_report.page, audit, layers, today)
        return page
