"""What libraries warn of in their logs, so that it reaches the people whom it concerns."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def warnings_of(library: str) -> Iterator[list[str]]:
    """Collect the warnings and errors that a library logs under its name."""
    heard: list[str] = []
    logger, handler = logging.getLogger(library), logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logger.addHandler(handler)
    try:
        yield heard
    finally:
        logger.removeHandler(handler)
