"""The time of this run."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def now() -> datetime:
    """The moment of this run: SOURCE_DATE_EPOCH where it is set, so that builds can be repeated byte by byte."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch and epoch.isdigit() else datetime.now(UTC)
