"""What libraries warn of in their logs, so that it reaches the people whom it concerns."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def warnings_of(*libraries: str) -> Iterator[list[str]]:
    """Collect the warnings and errors that libraries log under their names, in their order."""
    heard: list[str] = []
    loggers, handler = [logging.getLogger(name) for name in libraries], logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield heard
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
