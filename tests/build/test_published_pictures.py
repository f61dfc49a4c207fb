"""Pictures from a layer to what readers get: each client's own, on the pages and in the books that show them, and no others."""

from __future__ import annotations

import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from conftest import SHORT, Project, begun
from PIL import Image

pytestmark = pytest.mark.slow

PAGE = """\
---
title: Rooms
---
Where we meet.

![Two chairs](chairs.png "Our chairs")

| Where | |
| --- | --- |
| Here | [![A door](door.png)](https://acme.example) |
"""
TEXTS = 'summary: "So we sit. ![A table](table.png)"\n'
COLOURS = {"acme": (200, 10, 10), "other": (10, 10, 200), "shared": (10, 120, 10)}


def png(colour: tuple[int, int, int], size: tuple[int, int] = (90, 60)) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, colour).save(made, "PNG")
    return made.getvalue()


def digests(folder: Path) -> set[bytes]:
    return {sha256(path.read_bytes()).digest() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two clients with pictures of one name, and a shared page that shows it."""
    project = begun(tmp_path_factory.mktemp("pictures"), SHORT + TEXTS)
    project.write("content/pages/rooms.md", PAGE)
    project.write("programs/other/lead.yml", SHORT.replace("Acme", "Other") + "status: draft\n")
    for client in ("acme", "other"):
        project.write(f"programs/{client}/content/pictures/chairs.png", png(COLOURS[client]))
        project.write(f"programs/{client}/content/pictures/unused.png", png((1, 2, 3)))
    project.write("content/pictures/chairs.png", png(COLOURS["shared"], (60, 90)))
    project.write("content/pictures/door.png", png(COLOURS["shared"]))
    project.write("content/pictures/table.png", png((9, 9, 9), (1700, 40)))
    result = project.run("build", "-d", str(project.root / "site"))
    assert result.exit_code == 0, result.stderr
    return project


def test_a_clients_picture_reaches_no_other_client(built: Project) -> None:
    for client, other in (("acme", "other"), ("other", "acme")):
        there = digests(built.root / "site" / client)
        assert sha256(png(COLOURS[client])).digest() in there
        assert sha256(png(COLOURS[other])).digest() not in there
        assert sha256(png(COLOURS["shared"], (60, 90))).digest() not in there, "the nearest layer's alone"


def test_what_no_page_shows_is_not_published(built: Project) -> None:
    names = {client: sorted(re.sub("-[0-9a-f]{10}", "", path.name) for path in (built.root / f"site/{client}/lead/assets/pictures").iterdir()) for client in ("acme", "other")}  # fmt: skip
    assert names == {"acme": ["chairs.png", "door.png", "table.png"], "other": ["chairs.png", "door.png"]}


def test_every_picture_is_found_from_its_page(built: Project) -> None:
    portal = built.root / "site/acme/lead"
    shown = set()
    for page in portal.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "portal.invalid" not in text
        for address in re.findall(r'<img [^>]*class="mk-picture[^>]*src="([^"]+)"', text):
            assert (page.parent / address).is_file(), (page, address)
            shown.add(re.sub("-[0-9a-f]{10}", "", Path(address).name))
            assert 'width="1600"' in text or "table-" not in address, "no wider than it is shown"
    assert shown == {"chairs.png", "door.png", "table.png"}
    page = (portal / "pages/rooms/index.html").read_text("utf-8")
    assert re.search(r'<figure class="mk-figure">\s*<img [^>]*alt="Two chairs"[^>]*>', page)
    assert "<figcaption>Our chairs</figcaption>" in page
    assert re.search(r'<a href="https://acme.example"><img [^>]*alt="A door"', page)
