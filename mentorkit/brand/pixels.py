"""Pictures made of pixels, as portals and books show them (upright, still, eight bits for a colour of sRGB), or their fault: cut off, damaged.

A photo says where it was taken; that never leaves this stage. What is fit as it stands stays the same bytes.
"""

from __future__ import annotations

import warnings
import zlib
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from mentorkit.brand.faults import DAMAGED, Fault
from mentorkit.brand.whole_jpegs import is_whole
from mentorkit.brand.whole_pngs import has_all_rows

if TYPE_CHECKING:
    from PIL.Image import Image

PIXELS = ("PNG", "JPEG", "WebP", "GIF", "AVIF")
"""The kinds that can be shown."""
LARGEST = 3000
"""Pixels of a side that are kept: the width of A4 at 360 dots an inch. More only costs time and memory."""
_MOST = 200_000_000
"""Pixels that are opened, to be made smaller: what a worker's memory holds."""
_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"),
    (b"\0\0\1\0", "ICO"), (b"%PDF", "PDF"), (b"%!PS", "EPS"), (b"\xc5\xd0\xd3\xc6", "EPS"), (b"8BPS", "PSD"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"), (b"\xff\x4f\xff\x51", "JPEG 2000"), (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"), (b"\x1f\x8b", "compressed file"),
)  # fmt: skip
_FRONT = 65_536
"""Bytes in which a drawing begins, behind the remarks of an editor."""
_ISO = {b"avif": "AVIF", b"avis": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"hevc": "HEIC", b"mif1": "HEIC"}
"""Brands of the container that several kinds of picture share."""
_PNG_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"pHYs", b"sRGB", b"sBIT", b"bKGD"})
"""The parts of a PNG that say nothing but how it looks."""
_OF_A_PALETTE = 3
"""The number of a PNG whose pixels name colours of a list."""
_JPEG_MARKS = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xEE})
"""The segments of a JPEG that say nothing but how it looks, and that a PDF can hold: 0xEE tells its kind of colours."""
_JFIF = 16
"""Bytes of the first segment of most JPEGs, where it holds no small picture of its own."""
_ROOM = 64
"""Bytes of nothing at the end of what was copied in part, into a file of the whole size."""
_WHAT_ELSE = ("exif", "xmp", "XML:com.adobe.xmp", "icc_profile", "comment", "mp")
"""The names under which the library gives what a picture holds besides itself."""


def kind_of(data: bytes) -> str:
    """The kind of a picture by its contents; nothing where it is none that is known."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp":
        return _ISO.get(data[8:12], "")
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return "BMP"
    known = next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), "")
    start = data[:_FRONT]
    return known or ("SVG" if b"<svg" in start or "<svg".encode("utf-16-le") in start or b":svg" in start else "")


def plain_pixels(data: bytes, kind: str) -> bytes | Fault:
    """A picture of this kind as it is shown; its own bytes where it is fit as it stands, or what is wrong with it."""
    from PIL import Image

    try:
        with _strictly(), Image.open(BytesIO(data), formats=[kind.upper()]) as picture:
            if fault := _size_fault(picture):
                return fault
            alone = _holds_nothing_else(data, kind)  # looks whether all of it is there, too
            if max(picture.size) > 2 * LARGEST:
                picture.draft(None, (LARGEST, LARGEST))  # a JPEG is read in a smaller size
            picture.load()
            if alone and _is_fit(picture):
                return data
            return _saved(_converted(picture), kind, lossless=b"VP8L" in data[:64])
    except MemoryError:
        return _too_large("")
    except Exception:  # a damaged file can end the library's work in any way
        return DAMAGED


def _size_fault(picture: Image) -> Fault | None:
    if not all(picture.size):
        return Fault("has no pixels", "export it anew")
    if picture.width * picture.height > _MOST:
        return _too_large(f" with {picture.width} × {picture.height} pixels")
    return None


def _too_large(size: str) -> Fault:
    return Fault(f"is too large{size}", f"export it with {LARGEST} pixels a side or fewer")


@contextmanager
def _strictly() -> Iterator[None]:
    """Nothing that is cut off is taken for whole, as the engine of the books would have it, and sizes are judged here."""
    from PIL import Image, ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = False, None
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = before


def _is_fit(picture: Image) -> bool:
    """Return whether a picture can be shown as it is."""
    more = any(picture.info.get(name) for name in _WHAT_ELSE)
    still = picture.format != "MPO" and getattr(picture, "n_frames", 1) == 1
    return still and not more and max(picture.size) <= LARGEST and picture.mode in ("1", "L", "LA", "P", "RGB", "RGBA")


def _holds_nothing_else(data: bytes, kind: str) -> bool:
    """Return whether these bytes are those of a picture alone. Raises ValueError where some are missing or wrong."""
    if kind == "PNG":
        return _is_plain_png(data)
    if kind == "JPEG":
        return _is_plain_jpeg(data)
    if kind in ("WebP", "AVIF") and not data[-_ROOM:].strip(b"\0"):
        raise ValueError("the end is missing")
    return kind != "WebP" or int.from_bytes(data[4:8], "little") + 8 == len(data)


def _is_plain_png(data: bytes) -> bool:
    at, plain, kind, head, rows, seen = 8, True, b"", b"", list[bytes](), set[bytes]()
    while kind != b"IEND":
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data) or zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            raise ValueError("a part is missing or wrong")
        if kind == b"IHDR":  # bits of a colour, and whether it is interlaced
            plain, head = data[at + 16] <= 8 and not data[at + 20], data[at + 8 : end - 4]
        elif kind == b"IDAT":
            rows.append(data[at + 8 : end - 4])
        seen.add(kind)
        plain, at = plain and kind in _PNG_CHUNKS, end
    if not has_all_rows(head, rows) or (head[9] == _OF_A_PALETTE and b"PLTE" not in seen):
        raise ValueError("rows or colours are missing")
    return plain and at == len(data)


def _is_plain_jpeg(data: bytes) -> bool:
    at, plain, mark = 2, True, 0
    while mark != 0xDA:
        while data[at : at + 2] == b"\xff\xff":  # fills up
            at += 1
        if at + 4 > len(data) or data[at] != 0xFF:
            raise ValueError("a part is missing or wrong")
        mark, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        plain = plain and (mark in _JPEG_MARKS or (mark == 0xE0 and length == _JFIF))
        at += 2 + length
    end = data.find(b"\xff\xd9", at)
    if end < 0 or not is_whole(data, at, end):
        raise ValueError("the end is missing")
    return plain and end == len(data) - 2


def _converted(picture: Image) -> Image:
    """The picture upright, still, of eight bits, in sRGB or grey, no larger than it is shown, and without its notes."""
    from PIL import ImageOps
    from PIL.Image import Resampling

    made = _in_srgb(_of_eight_bits(ImageOps.exif_transpose(picture)), picture.info.get("icc_profile"))
    if max(made.size) > LARGEST:
        made.thumbnail((LARGEST, LARGEST), Resampling.LANCZOS, reducing_gap=2.0)
    made.info.clear()
    return made


def _of_eight_bits(picture: Image) -> Image:
    if picture.mode.startswith(("I", "F")):
        return _of_deep_grey(picture)
    through = picture.info.get("transparency")
    if isinstance(through, tuple) and max(through) > 255:  # of a picture with sixteen bits, which was opened with eight
        picture.info["transparency"] = tuple(value >> 8 for value in through)
    if picture.has_transparency_data:
        return picture if picture.mode in ("LA", "RGBA") else picture.convert("RGBA")
    if picture.mode == "1":
        return picture.convert("L")
    return picture if picture.mode in ("L", "RGB", "CMYK") else picture.convert("RGB")


def _of_deep_grey(picture: Image) -> Image:
    """Sixteen bits of grey as eight; the one value that counts as transparent stays so."""
    from PIL import Image

    grey = picture.convert("I")
    made = grey.point(lambda value: value * (1 / 257)).convert("L")
    through = picture.info.get("transparency")
    if not isinstance(through, int):
        return made
    seen = bytes(0 if value == through else 255 for value in array("i", grey.tobytes()))
    made.putalpha(Image.frombytes("L", made.size, seen))
    return made


def _in_srgb(picture: Image, profile: Any) -> Image:
    """The picture in the colours that every screen and the printed file take for granted."""
    plain = picture if picture.mode in ("L", "LA", "RGB", "RGBA") else picture.convert("RGB")
    if not profile:
        return plain
    from PIL import ImageCms

    alpha = picture.getchannel("A") if picture.mode in ("LA", "RGBA") else None
    opaque = picture.convert(picture.mode[:-1]) if alpha else picture
    try:
        theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(theirs):
            return plain
        made = ImageCms.profileToProfile(opaque, theirs, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (
        ImageCms.PyCMSError,
        OSError,
        ValueError,
    ):  # one that is damaged, or of another kind than the picture, says nothing
        return plain
    if made is None:
        return plain
    if alpha:
        made.putalpha(alpha)
    return made


def _saved(picture: Image, kind: str, *, lossless: bool) -> bytes:
    options: dict[str, dict[str, Any]] = {
        "JPEG": {"quality": 92, "optimize": True},
        "WebP": {"quality": 92, "lossless": lossless},
        "AVIF": {"quality": 90},
    }
    made = BytesIO()
    picture.save(made, kind.upper(), **options.get(kind, {}))
    return made.getvalue()
