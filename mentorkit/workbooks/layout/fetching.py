"""The addresses that a book may read: embedded data, and the pictures, fonts and style sheets of its layers.

Templates name them, and whoever writes one is trusted with its own layer alone: the layer of a workspace is the folder in
which all clients, the built portals and the copies for single people lie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from mentorkit.brand.assets import PICTURES, shown_picture
from mentorkit.brand.faults import Fault
from mentorkit.brand.font_files import FONTS
from mentorkit.brand.page_pictures import page_picture
from mentorkit.brand.pixels import PIXELS, kind_of, plain_pixels
from mentorkit.core.amounts import amount
from mentorkit.guides.pictures import FOLDER
from mentorkit.workspace.layers import LARGEST_ASSET
from mentorkit.workspace.private_folder import PRIVATE
from mentorkit.workspace.site_folder import holds_site

_KINDS = (*PICTURES, *FONTS, ".css")
"""The endings of what a book shows or is set with; any other file would only be taken along, unseen."""
_NOT_ITS_OWN = ("programs", PRIVATE)
"""Folders of a layer that belong to others: its clients, which are layers themselves, and single people."""
_TAG = re.compile(r"<(a|area|embed|image|img|link|object)\b([^>]*)>", re.IGNORECASE)
_ADDRESS = re.compile(r"""\b(href|src|data|rel)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_OF_STYLE = re.compile(r"""(?:\burl\(|@import)\s*(?:"([^"]*)"|'([^']*)'|(?<=\()([^\s"')]+))""", re.IGNORECASE)
_STYLES = re.compile(r"""<style[^>]*>(.*?)</style>|\sstyle\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.DOTALL | re.IGNORECASE)
_FOR_READERS = ("http", "https", "mailto", "tel")
"""The schemes of addresses that mean the same on any machine."""


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
            return (
                ""
                if len(address) <= 2 * LARGEST_ASSET
                else f"embedded data of more than {amount(2 * LARGEST_ASSET)} is not printed"
            )
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            return f'"{shown}" would be fetched from elsewhere; books hold only files of this workspace'
        path = Path(url2pathname(parts.path))
        homes = [root for root in self.roots if path.resolve().is_relative_to(root)]
        if not homes or _is_of_others(path.resolve(), max(homes, key=lambda root: len(root.parts))):
            return f'the file "{path}" lies outside the folders that books are made from'
        if not path.is_file():
            return f'the file "{path}" is not there'
        if path.stat().st_size > LARGEST_ASSET:
            return f'the file "{path}" is larger than {amount(LARGEST_ASSET)}'
        if path.suffix.lower() not in _KINDS:
            return (
                f'the file "{path}" is neither a picture, nor a font, nor a style sheet; a book takes along no others'
            )
        return ""


def read_addresses(html: str, css: str) -> Iterator[str]:
    """The addresses that a book reads when it is laid out, as they are written, but for embedded data."""
    for tag, named in _tags(html):
        if tag not in ("a", "area") or named.get("rel") == "attachment":
            yield from (address for name, address in named.items() if name != "rel" and not address.startswith("data:"))
    styles = (unescape("".join(groups)) for groups in _STYLES.findall(html))
    for groups in _OF_STYLE.findall("\n".join((css, *styles))):
        yield from (address for address in groups if address and not address.startswith(("data:", "#")))


def lost_links(html: str) -> Iterator[str]:
    """Complaints of links that lead to a place on the machine that builds: what stands in a PDF goes to readers."""
    for tag, named in _tags(html):
        address = named.get("href", "")
        leads = tag in ("a", "area") and named.get("rel") != "attachment" and address and not address.startswith("#")
        if leads and urlsplit(address).scheme.lower() not in _FOR_READERS:
            yield f'a link leads to "{address}", which no reader has; write the whole address, with https://'


def _tags(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The tags of a page that can have an address, each with its attributes that say one."""
    for tag, attributes in _TAG.findall(html):
        found = _ADDRESS.findall(attributes)
        yield tag.lower(), {name.lower(): unescape("".join(values)).strip() for name, *values in found}


def _is_of_others(path: Path, home: Path) -> bool:
    """Whether a file inside the layer in the folder `home` belongs to a client, to a person or to a built portal, or is hidden."""
    parts = path.relative_to(home).parts
    hidden = any(part.startswith(".") for part in parts)
    between = path.parents[: len(parts) - 1]
    return hidden or parts[0] in _NOT_ITS_OWN or any(map(holds_site, between))
