"""The pictures of texts on a portal: their files beside the pages, and their addresses, which count from each page."""

from __future__ import annotations

import re
from pathlib import Path

from mentorkit.guides.pictures import Shown, opened
from mentorkit.toolkit import Toolkit

FOLDER = "assets/pictures"
ANY_PAGE = "//portal.invalid/"
"""Stands for the way to the portal's folder until it is known on which page a text is read."""
_NAMED = re.compile(rf"{re.escape(ANY_PAGE)}{FOLDER}/([\w.-]+)")


def put_pictures(toolkit: Toolkit, docs: Path) -> dict[str, dict[str, str]]:
    """Write the pictures of a programme, and return the attributes of each by its name. Raises BuildFailed."""
    attributes = {}
    for name, picture in opened(toolkit.pictures).items():
        file = docs / FOLDER / picture.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(picture.data)
        attributes[name] = Shown(f"{ANY_PAGE}{FOLDER}/{picture.name}", picture).attributes()
    return attributes


def place_pictures(site: Path) -> None:
    """Give the pictures of every page the address that they have from there; those on no page are taken away."""
    seen = set[str]()
    for page in site.rglob("*.html") if (site / FOLDER).is_dir() else ():
        text = page.read_text("utf-8")
        if ANY_PAGE in text:
            seen.update(_NAMED.findall(text))
            up = "../" * (len(page.relative_to(site).parts) - 1)
            page.write_text(text.replace(ANY_PAGE, up), "utf-8")
    for file in (site / FOLDER).glob("*"):
        if file.name not in seen:
            file.unlink()
