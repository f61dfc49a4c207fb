"""The pictures of a text, as files that pages can show: fit in kind and size, without what a camera or a program noted in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree as etree

from mentorkit.brand.drawings import plain_drawing
from mentorkit.brand.faults import Fault
from mentorkit.brand.page_pictures import TALLEST, WIDEST
from mentorkit.brand.pixels import kind_of, plain_pixels
from mentorkit.core.amounts import amount
from mentorkit.importing.asking_blocks import gap
from mentorkit.importing.html_elements import replace
from mentorkit.workspace.layers import LARGEST_ASSET

_ENDINGS = {"PNG": "png", "JPEG": "jpg", "WebP": "webp", "GIF": "gif", "AVIF": "avif", "SVG": "svg"}
_TURNED = ("BMP", "TIFF")
"""Kinds that no page shows, and that are turned into PNG."""
_MOST_TURNED = 60_000_000
"""Pixels of a picture of these kinds that is turned."""
_MADE_UP = re.compile(
    r"\s*(?:Description automatically generated(?: with (?:\w+) confidence)?|AI[- ]generated content may be incorrect\.?)\s*",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|img|pic|bild|grafik|foto|screenshot|graphic|shape)[\s_-]*\d*|[\w ()-]+\.(?:png|jpe?g|gif|webp|svg|avif|tiff?|bmp|emf|wmf)",
    re.IGNORECASE,
)
ASKED = "say what this picture shows, for those who cannot see it"


@dataclass(frozen=True, slots=True)
class ImportedPicture:
    """A picture as its file is to be."""

    name: str
    """Inside the folder of pictures: feedback/1.png."""
    data: bytes


def placed_pictures(
    root: etree.Element, files: dict[str, bytes], folder: str
) -> tuple[tuple[ImportedPicture, ...], list[str]]:
    """Give the pictures of a tree the names of their files in `folder`; the files, and why others cannot be shown."""
    made: dict[str, ImportedPicture] = {}
    faults: list[str] = []
    for parent in list(root.iter()):
        for picture in parent.findall("img"):
            source = picture.get("src", "")
            says = _words(picture.get("alt") or "")
            if source not in files:
                asked = f"a picture was here, and is no part of the document{': ' + says if says else ''}"
                faults.append(f"{source[:80] or 'a picture'} is no part of the document")
                replace(parent, picture, _asked(asked, picture))
                continue
            if source not in made:
                shown = _shown(files[source])
                if isinstance(shown, Fault):
                    faults.append(f"picture {len(made) + len(faults) + 1} {shown.says}: {shown.way_out}")
                    replace(
                        parent,
                        picture,
                        _asked(f"a picture was here; {shown.way_out}{': ' + says if says else ''}", picture),
                    )
                    continue
                made[source] = ImportedPicture(f"{folder}/{len(made) + 1}.{_ENDINGS[kind_of(shown)]}", shown)
            picture.set("src", made[source].name)
            picture.set("alt", says or gap(ASKED))
    return tuple(made.values()), faults


def _words(written: str) -> str:
    """What a picture shows, as somebody wrote it: not as a program made it up, and no name of a file."""
    words = " ".join(_MADE_UP.sub(" ", written).split()).replace("[", "(").replace("]", ")")
    return "" if _SAYS_NOTHING.fullmatch(words) else words


def _asked(asked: str, picture: etree.Element) -> list[etree.Element]:
    """The mark for a picture that cannot be shown, and the words that stood below it."""
    made = etree.Element("span")
    made.text = " ".join([gap(re.sub(r"[()]", "", asked)), *picture.get("title", "").split()])
    return [made]


def _shown(data: bytes) -> bytes | Fault:
    kind = kind_of(data)
    if len(data) > 4 * LARGEST_ASSET:
        return Fault("is too large", "export it with 1600 pixels across, and put it into content/pictures")
    if kind in _TURNED:
        data, kind = _turned(data, kind), "PNG"
    if kind not in _ENDINGS:
        return Fault("is of a kind that no browser shows", "export it as PNG or SVG, and put it into content/pictures")
    shown = plain_drawing(data) if kind == "SVG" else plain_pixels(data, kind)
    if isinstance(shown, Fault):
        return shown
    small = shown if kind in ("SVG", "GIF") else _small(shown)
    return (
        small
        if len(small) <= LARGEST_ASSET
        else Fault(f"is larger than {amount(LARGEST_ASSET)}", "export it smaller, and put it into content/pictures")
    )


def _turned(data: bytes, kind: str) -> bytes:
    """A picture of an old kind as PNG; nothing where it cannot be read."""
    from PIL import Image

    made = BytesIO()
    try:
        with Image.open(BytesIO(data), formats=[kind]) as picture:
            if picture.width * picture.height > _MOST_TURNED:
                return b""
            turned = picture if picture.mode in ("1", "L", "LA", "P", "RGB", "RGBA") else picture.convert("RGB")
            turned.save(made, "PNG")
    except Exception:  # a damaged file can end the library's work in any way
        return b""
    return made.getvalue()


def _small(data: bytes) -> bytes:
    """A picture no larger than a page shows it, in its own kind."""
    from PIL import Image

    with Image.open(BytesIO(data)) as picture:
        if picture.width <= WIDEST and picture.height <= TALLEST:
            return data
        kind, made = picture.format or "PNG", BytesIO()
        smaller = (
            picture
            if picture.mode in ("L", "LA", "RGB", "RGBA")
            else picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        )
        smaller.thumbnail((WIDEST, TALLEST))
        smaller.save(made, kind, **({"quality": 88} if kind in ("JPEG", "WEBP", "AVIF") else {}))
    return made.getvalue()
