"""The addresses that a book may read: embedded data, and files inside the layers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from mentorkit.workspace.layers import LARGEST_ASSET


@dataclass(slots=True)
class Gate:
    """Lets through what lies inside `roots`, and remembers in plain words what it refused."""

    roots: tuple[Path, ...]
    refused: list[str] = field(default_factory=list)

    def admits(self, address: str) -> bool:
        """Return whether a book may read this address; if not, `refused` says why."""
        reason = self._reason(address)
        if reason:
            self.refused.append(reason)
        return not reason

    def _reason(self, address: str) -> str:
        parts = urlsplit(address)
        shown = address if len(address) < 120 else f"{address[:117]}…"
        if parts.scheme == "data":
            return "" if len(address) <= 2 * LARGEST_ASSET else "embedded data of more than 20 MB is not printed"
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            return f'"{shown}" would be fetched from elsewhere; books hold only files of this workspace'
        path = Path(url2pathname(parts.path))
        if not any(path.resolve().is_relative_to(root) for root in self.roots):
            return f'the file "{path}" lies outside the folders that books are made from'
        if not path.is_file():
            return f'the file "{path}" is not there'
        if path.stat().st_size > LARGEST_ASSET:
            return f'the file "{path}" is larger than 10 MB'
        return ""
