"""Fields of Word documents: places to write and boxes to tick, each with a name that screen readers say."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from textwrap import shorten
from typing import Any

from docx.oxml import parse_xml

from mentorkit.office.word_elements import el, words_of_run

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_EMPTY = "\u2002" * 5
"""What a field shows before somebody writes into it: room to click, and nothing on paper."""
_LONGEST_NAME = 64
"""Letters that a field's name may have in Word."""


@dataclass(slots=True)
class WordFields:
    """Makes the fields of one document. `numbers` are the ids that they have, and its pictures."""

    numbers: count[int] = field(default_factory=lambda: count(1))

    def room(self, label: str) -> Any:
        """A place to write in, of as many lines as are written."""
        shown = el("r", None, el("rPr", None, el("rStyle", {"val": "PlaceholderText"})), words_of_run(_EMPTY))
        return self._control(label, el("text", {"multiLine": 1}), shown, empty=True)

    def tick(self, label: str) -> Any:
        """A box to tick."""
        box = parse_xml(
            f'<w14:checkbox xmlns:w14="{_W14}"><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
        )
        fonts = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), "MS Gothic")
        shown = el("r", None, el("rPr", None, el("rFonts", fonts)), words_of_run("☐"))
        return self._control(label, box, shown)

    def _control(self, label: str, kind: Any, shown: Any, *, empty: bool = False) -> Any:
        properties = el("sdtPr")
        if label:
            properties.append(el("alias", {"val": shorten(label, _LONGEST_NAME, placeholder="…")}))
        properties.append(el("id", {"val": next(self.numbers)}))
        properties.extend([el("showingPlcHdr")] if empty else [])
        properties.append(kind)
        return el("sdt", None, properties, el("sdtContent", None, shown))
