"""The books of a programme: what each is called, who it is for, and the template that it is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mentorkit.words import Words


@dataclass(frozen=True, slots=True)
class Book:
    """One kind of book. `role` is the one who works in it; `template` is found through the layers."""

    id: str
    audience: tuple[str, ...]
    role: str
    template: str

    def title(self, words: Words, who: Mapping[str, str]) -> str:
        """What it is called in a programme that calls its people `who` (see `placeholders.people`)."""
        _ = words.gettext
        if self.role == "facilitator":
            return _("Facilitator guide")
        return _("Workbook for %(people)s") % {"people": who[f"{self.role}s"]}


BOOKS: tuple[Book, ...] = (
    Book("mentor-workbook", ("mentor",), "mentor", "print/mentor-workbook.html"),
    Book("mentee-workbook", ("mentee",), "mentee", "print/mentee-workbook.html"),
    Book("facilitator-guide", ("facilitator", "hr"), "facilitator", "print/facilitator-guide.html"),
)
"""Every programme's books, in the order in which they are listed."""
