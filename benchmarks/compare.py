"""One programme against what a user would pick instead, and against the engines alone.

Ours makes the portal, all books and the calendars. MkDocs with Material and mkdocs-to-pdf makes the portal and prints its pages
as one PDF. The engines alone take the same staged Markdown and the same print HTML, with nothing of ours around them.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import yaml
from ratios import ROOT, Ratio, Run, mentorkit, timed

from mentorkit.checking.loading import load
from mentorkit.portal.stage import stage
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of
from mentorkit.workspace.workspace import open_workspace

PROGRAM, PAIRS = "calder/open-door", 2
DAY = date(2026, 11, 21)

BARE = """
import json, pathlib, sys
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
for book in json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8")):
    fonts = FontConfiguration()
    style = CSS(string=book["css"], font_config=fonts, base_url=book["base"])
    page = HTML(string=book["html"], base_url=book["base"])
    page.write_pdf(book["into"], stylesheets=[style], font_config=fonts, **book["options"])
"""


FILTERS = """
def on_env(env, **_):
    env.filters["split"] = lambda text, by, most=-1: str(text).split(by, most)
"""
"""What the staged templates take from our own environment, as a hook of MkDocs."""


def ratios() -> Iterator[Ratio]:
    """Ours against the other, and against the engines alone, in rounds of all of them."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        ours, theirs = folder / "ours", folder / "theirs"
        print_itself, site_alone, books_alone = prepared(folder)
        build: list[str | Path] = ["build", PROGRAM, "--jobs", "1", "--fresh", "-d", ours]
        mentorkit(*build), timed(*print_itself)  # both warm: compiled templates, files in memory
        rounds: list[tuple[Run, Run, Run, Run]] = []
        for _ in range(PAIRS):
            shutil.rmtree(ours)
            rounds.append((mentorkit(*build), timed(*print_itself), timed(*site_alone), timed(*books_alone)))
        printed = f"{pages(ours)} pages in {len(list(ours.rglob('*.pdf')))} PDFs against {pages(theirs)} in 1"
    yield Ratio(
        "one programme, cold",
        "MkDocs, Material and mkdocs-to-pdf",
        tuple(one.processor / other.processor for one, other, _, _ in rounds),
        note=printed,
    )
    yield Ratio(
        "one programme, cold",
        "MkDocs and WeasyPrint alone, with the same pages",
        tuple(one.processor / (site.processor + books.processor) for one, _, site, books in rounds),
    )


def prepared(folder: Path) -> tuple[list[str | Path], list[str | Path], list[str | Path]]:
    """The commands that make the portal and print it, the portal alone, and the books alone."""
    workspace = open_workspace(ROOT / "mkdocs.yml").value
    assert workspace is not None
    (kit,) = load(workspace, workspace.choose([PROGRAM])).toolkits
    layers, books = workspace.layers(kit.client), []
    for name in ("printed", "plain"):
        stage(kit, layers, workspace.config, folder / name, today=DAY, downloads=[])
        _add(folder / name, {"hooks": ["filters.py"]})
        (folder / name / "filters.py").write_text(FILTERS, "utf-8")
    _add(folder / "printed", {"plugins": {"to-pdf": {"output_path": "all.pdf", "cover_title": PROGRAM}}})
    for book in books_of(kit, ()):
        made, into = compose(kit, book, layers), folder / "bare" / f"{book.stem}.pdf"
        into.parent.mkdir(parents=True, exist_ok=True)
        options = {
            "pdf_variant": made.edition.variant,
            "pdf_tags": made.edition.for_people,
            "pdf_forms": made.edition.fields,
        }
        base = layers.order[0].root.resolve().as_uri() + "/"
        books.append({"html": made.html, "css": made.css, "base": base, "into": str(into), "options": options})
    (folder / "books.json").write_text(json.dumps(books), "utf-8")

    def mkdocs(name: str, site: str) -> list[str | Path]:
        return [sys.executable, "-m", "mkdocs", "build", "-q", "-f", folder / name / "mkdocs.yml", "-d", folder / site]

    return (
        mkdocs("printed", "theirs"),
        mkdocs("plain", "bare-site"),
        [sys.executable, "-c", BARE, folder / "books.json"],
    )


def _add(project: Path, settings: dict[str, Any]) -> None:
    """Add settings to those of a staged project; groups of them to what stands in the same group."""
    config = project / "mkdocs.yml"
    written = yaml.safe_load(config.read_text("utf-8"))
    for name, value in settings.items():
        written[name] = {**written.get(name, {}), **value} if isinstance(value, dict) else value
    config.write_text(yaml.safe_dump(written), "utf-8")


def pages(folder: Path) -> int:
    """How many pages all PDFs of a folder have."""
    return sum(len(pypdfium2.PdfDocument(path)) for path in folder.rglob("*.pdf"))
