"""Subsets of one TrueType font, with the glyphs under their own numbers, made one again (OpenType 1.9, `glyf`, `loca`, `hmtx`)."""

from __future__ import annotations

import struct
from collections.abc import Iterable

_SHORT = 0x20000
"""Bytes of outlines up to which their places are written in two bytes, halved."""


def united(subsets: Iterable[bytes]) -> bytes:
    """The font with the glyphs of all these subsets; tables besides are those of the one with the most glyphs.

    Raises ValueError where one of them is no TrueType font.
    """
    fonts = [_tables(one) for one in sorted(set(subsets), key=len, reverse=True)]
    if len(fonts) == 1:
        return _font(fonts[0])
    counts = [_number(font["maxp"], 4) for font in fonts]
    whole = dict(fonts[counts.index(max(counts))])
    outlines, metrics = [b""] * max(counts), [(0, 0)] * max(counts)
    for font, count in zip(fonts, counts, strict=True):
        places, glyphs = _places(font, count), font["glyf"]
        for glyph, metric in enumerate(_metrics(font, count)):
            outlines[glyph] = outlines[glyph] or glyphs[places[glyph] : places[glyph + 1]]
            metrics[glyph] = max(metrics[glyph], metric)  # a glyph that is not in a subset is of no width there
    _put_outlines(whole, outlines)
    whole["hhea"] = whole["hhea"][:34] + struct.pack(">H", len(metrics))
    whole["hmtx"] = b"".join(struct.pack(">Hh", *metric) for metric in metrics)
    return _font(whole)


def _number(table: bytes, at: int) -> int:
    return int.from_bytes(table[at : at + 2], "big")


def _tables(font: bytes) -> dict[str, bytes]:
    if font[:4] not in (b"\x00\x01\x00\x00", b"true"):
        raise ValueError("this is no TrueType font")
    rows = struct.iter_unpack(">4sIII", font[12 : 12 + 16 * _number(font, 4)])
    return {name.decode("latin-1"): font[start : start + length] for name, _, start, length in rows}


def _places(font: dict[str, bytes], count: int) -> tuple[int, ...]:
    """Where each outline begins, and where the last one ends."""
    if _number(font["head"], 50):
        return struct.unpack(f">{count + 1}I", font["loca"])
    return tuple(2 * place for place in struct.unpack(f">{count + 1}H", font["loca"]))


def _metrics(font: dict[str, bytes], count: int) -> Iterable[tuple[int, int]]:
    """The width of each glyph, and where it begins; at the end of the table the width of the last one counts for all."""
    own = _number(font["hhea"], 34)
    yield from struct.iter_unpack(">Hh", font["hmtx"][: 4 * own])
    width = _number(font["hmtx"], 4 * own - 4)
    for (begins,) in struct.iter_unpack(">h", font["hmtx"][4 * own : 4 * own + 2 * (count - own)]):
        yield width, begins


def _put_outlines(font: dict[str, bytes], outlines: Iterable[bytes]) -> None:
    places, glyphs = [0], bytearray()
    for outline in outlines:
        glyphs += _padded(outline)
        places.append(len(glyphs))
    short = len(glyphs) < _SHORT
    font["glyf"] = bytes(glyphs)
    font["loca"] = struct.pack(f">{len(places)}{'H' if short else 'I'}", *(at // 2 if short else at for at in places))
    font["head"] = font["head"][:50] + struct.pack(">H", not short) + font["head"][52:]


def _font(tables: dict[str, bytes]) -> bytes:
    """The tables as a file, with their sums."""
    power = len(tables).bit_length() - 1
    head, body = (
        struct.pack(">IHHHH", 0x00010000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power)),
        b"",
    )
    start = 12 + 16 * len(tables)
    tables["head"] = tables["head"][:8] + bytes(4) + tables["head"][12:]
    for name, table in sorted(tables.items()):
        head += struct.pack(">4sIII", name.encode("latin-1"), _sum(table), start + len(body), len(table))
        body += _padded(table)
    made, at = bytearray(head + body), start
    for name, table in sorted(tables.items()):
        if name == "head":
            made[at + 8 : at + 12] = struct.pack(">I", (0xB1B0AFBA - _sum(bytes(made))) % 2**32)
        at += len(_padded(table))
    return bytes(made)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _sum(data: bytes) -> int:
    padded = _padded(data)
    total: int = sum(struct.unpack(f">{len(padded) // 4}I", padded))
    return total % 2**32
