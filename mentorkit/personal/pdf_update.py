"""Changing a few objects of a finished PDF by an incremental update (ISO 32000-1, 7.5.6).

What changes is written behind the file, which stays as it is: a long book costs no more than a short one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_LAST_TABLE = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")


@dataclass(slots=True)
class PdfUpdate:
    """Objects to be written behind the PDF `data`, which is open as `pdf` and ends with a stream of cross-references."""

    data: bytes
    pdf: Any
    _written: dict[int, bytes] = field(default_factory=dict)
    _brought: dict[tuple[int, int], int] = field(default_factory=dict)

    def put(self, number: int, dictionary: bytes, stream: bytes | None = None) -> None:
        """Have this dictionary, or the stream that it describes but for its length, in place of that object."""
        if stream is not None:
            head = dictionary.removesuffix(b">>")
            dictionary = b"%s/Length %d >>\nstream\n%s\nendstream" % (head, len(stream), stream)
        self._written[number] = dictionary

    def bring(self, value: Any, source: Any) -> bytes:
        """A dictionary of the open PDF `source` as it is to be written here, with everything that it refers to.

        Nothing in it may lead back to a page or hold a text that reads like a reference: fonts and pictures do not.
        """
        return _REFERENCE.sub(lambda match: self._reference(int(match[1]), source), value.unparse(resolved=True))

    def _reference(self, number: int, source: Any) -> bytes:
        from pikepdf import Stream

        key = id(source), number
        if key not in self._brought:
            self._brought[key] = new = int(self.pdf.trailer.Size) + len(self._brought)
            one = source.get_object(number, 0)
            if isinstance(one, Stream):
                head, raw = self.bring(one.stream_dict, source), one.read_raw_bytes()
                self._written[new] = b"%s\nstream\n%s\nendstream" % (head, raw)
            else:
                self._written[new] = self.bring(one, source)
        return b"%d 0 R" % self._brought[key]

    def whole(self) -> bytes:
        """The PDF with its update. Same input, same bytes."""
        trailer, made, rows = self.pdf.trailer, bytearray(self.data), list[tuple[int, int]]()
        for number, body in sorted(self._written.items()):
            rows.append((number, len(made)))
            made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        end, table = len(made), int(trailer.Size) + len(self._brought)
        rows.append((table, end))
        before = _LAST_TABLE.search(self.data[-64:])
        assert before, "a PDF that we wrote ends as PDFs do"
        known = sha256(made[len(self.data) :]).hexdigest()[:32].encode()
        head = b"<</Type /XRef /W [1 4 2] /Index [%s] /Size %d /Prev %s /ID [<%s><%s>] %s>>" % (
            b" ".join(b"%d 1" % number for number, _ in rows), table + 1, before[1], known, known,
            b" ".join(b"%s %d 0 R" % (name.encode(), trailer[name].objgen[0]) for name in ("/Root", "/Info")),
        )  # fmt: skip
        self.put(table, head, b"".join(b"\x01%s\x00\x00" % at.to_bytes(4, "big") for _, at in rows))
        made += b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, self._written.pop(table), end)
        return bytes(made)
