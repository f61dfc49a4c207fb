"""No trace of one client in what is made for another: names, colours, fonts, pictures, file names, what PDFs say of themselves."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from conftest import ROOT

pytestmark = pytest.mark.slow

CLIENTS = sorted(path.name for path in (ROOT / "programs").iterdir() if path.is_dir())
INK = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|scn|SCN)\b")


def files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def written(folder: Path, *suffixes: str) -> str:
    """What people wrote in a folder, in small letters."""
    return " ".join(path.read_text("utf-8") for path in files(folder) if path.suffix in suffixes).lower()


@cache
def stock() -> str:
    """What belongs to nobody."""
    brand = (ROOT / "_brand.yml").read_text("utf-8").lower()
    return (
        brand + written(ROOT / "content", ".md", ".yml") + written(ROOT / "templates", ".html", ".css", ".js", ".svg")
    )


@cache
def marks(client: str) -> dict[str, frozenset[str]]:
    """What belongs to this client alone."""
    home = ROOT / "programs" / client
    text = written(home, ".yml")
    others = stock() + "".join(written(ROOT / "programs" / one, ".yml") for one in CLIENTS if one != client)
    found = {
        "names": re.findall(r"^(?:organisation|title|  name): \"?([\w’' -]{6,})\"?$", text, re.MULTILINE)
        + re.findall(r"[\w.]+@[\w.-]+\w", text)
        + [client, *(path.stem for path in home.glob("[!_]*.yml"))],
        "colours": re.findall(r"#[0-9a-f]{6}\b", text),
        "families": re.findall(r"family: ([a-z ]{4,})$", text, re.MULTILINE),
        "pictures": [path.name.lower() for folder in ("brand", "fonts") for path in files(home / folder)],
    }
    assert all(len(ones) > 1 for ones in found.values()), "there is something of each kind to look for"
    return {kind: frozenset(one for one in ones if one not in others) for kind, ones in found.items()}


@cache
def foreign(client: str) -> dict[str, frozenset[str]]:
    """What belongs to the other clients."""
    others = [marks(one) for one in CLIENTS if one != client]
    return {kind: frozenset().union(*(one[kind] for one in others)) for kind in others[0]}


@pytest.mark.parametrize("client", CLIENTS)
def test_there_is_much_to_look_for(client: str) -> None:
    has_own_type = (ROOT / "programs" / client / "fonts").is_dir()
    lacking = [kind for kind, ones in marks(client).items() if not ones]
    assert lacking == ([] if has_own_type else ["families"])
    assert len(marks(client)["names"]) > 5
    assert len(marks(client)["colours"]) > 5


@pytest.mark.parametrize("client", CLIENTS)
def test_no_file_of_a_client_holds_or_is_anything_of_another(client: str, examples: Path) -> None:
    trace = re.compile("|".join(map(re.escape, sorted(frozenset().union(*foreign(client).values())))))
    theirs = {
        sha256(path.read_bytes()).digest(): path
        for one in CLIENTS
        if one != client
        for folder in ("brand", "fonts")
        for path in files(ROOT / "programs" / one / folder)
    }
    for path in files(examples / client):
        data = path.read_bytes()
        said = f"{path.relative_to(examples)}\n{data.decode('utf-8', 'ignore')}".lower()
        assert trace.findall(said) == [], path
        assert theirs.get(sha256(data).digest()) is None, path


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("book", ["mentee-workbook", "charter"])
def test_no_book_of_a_client_says_shows_or_is_set_in_anything_of_another(
    book: str, client: str, examples: Path
) -> None:
    other = foreign(client)
    for path in sorted((examples / client).glob(f"*/downloads/{book}.pdf")):
        text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout.lower()
        with pikepdf.open(path) as pdf:
            about = " ".join([*map(str, pdf.docinfo.values()), str(pdf.open_metadata())]).lower()  # type: ignore[operator]
            streams = [
                one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/Width" not in one
            ]
            fonts = {str(one["/FontName"]).lower() for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one}  # fmt: skip
        inks = {ink(*found) for stream in streams for found in INK.findall(stream)}
        assert [name for name in other["names"] if name in f"{text}\n{about}"] == [], path
        assert inks & other["colours"] == set(), path
        assert [one for one in other["families"] if any(one.replace(" ", "") in font for font in fonts)] == [], path
        assert inks & marks(client)["colours"], "its own colours are found in this way"


def ink(*parts: bytes) -> str:
    return "#" + "".join(f"{round(255 * float(part)):02x}" for part in parts)
