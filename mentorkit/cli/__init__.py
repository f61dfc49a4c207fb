"""The command `mentorkit`."""

from mentorkit.cli.root import main

__all__ = ["main"]
