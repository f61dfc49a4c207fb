"""The addresses that a book may read: embedded data, and files inside the layers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from mentorkit.brand.assets import PICTURES, shown_picture
from mentorkit.brand.faults import Fault
from mentorkit.brand.page_pictures import page_picture
from mentorkit.brand.pixels import PIXELS, kind_of, plain_pixels
from mentorkit.guides.pictures import FOLDER
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

    def as_shown(self, address: str, data: bytes) -> bytes:
        """A file that was admitted; a picture as it is shown. Raises ValueError where it cannot be, and `refused` says why."""
        if address.startswith("data:"):
            kind = kind_of(data)
            shown = plain_pixels(data, kind) if kind in PIXELS else data
            name = "a picture inside this book"
        else:
            parts = urlsplit(address)
            path = Path(url2pathname(parts.path))
            shown = self._of_file(path, parts.fragment) if path.suffix.lower() in PICTURES else data
            name = f'the picture "{path.name}"'
        if isinstance(shown, Fault):
            self.refused.append(f"{name} {shown.says}; {shown.way_out}")
            raise ValueError("refused")  # as the engine has it
        return shown

    def _of_file(self, path: Path, known: str) -> bytes | Fault:
        """A picture as it is shown; one of a text is smaller than one of a brand, and its address says what it shows."""
        if not any(path.parent.resolve().is_relative_to(root / FOLDER) for root in self.roots):
            return shown_picture(path)
        shown = page_picture(path)
        if isinstance(shown, Fault):
            return shown
        return shown.data if shown.digest == known else Fault("has been changed meanwhile", "build again")

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
