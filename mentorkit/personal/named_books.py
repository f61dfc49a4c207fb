"""One book with places for names, laid out once for everybody whose book differs in nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from urllib.request import url2pathname

from mentorkit.build.message_places import placed
from mentorkit.build.outputs import write_book
from mentorkit.core.digests import file_digest
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.personal.recipes import Recipe
from mentorkit.personal.stamping import LaidOut, Stamped, places, stamped
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import Book, books_of
from mentorkit.workbooks.compose.name_slots import PersonalLayout
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.layout.set_lines import SetLines


class NoCopy(Exception):
    """No copy can be made of this row."""

    def __init__(self, rule: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.rule, self.message, self.hint = rule, message, hint


class NamedBook:
    """One book of those who are alike, with places for their names, from one layout."""

    def __init__(self, recipe: Recipe, toolkit: Toolkit, book: Book, personal: PersonalLayout) -> None:
        self.recipe, self.toolkit, self.personal = recipe, toolkit, personal
        self.book = replace(book, personal=personal)

    @property
    def stem(self) -> str:
        """The name of its file, without the ending."""
        return self.book.stem

    @cached_property
    def composed(self) -> PrintHtml:
        """The book before it is laid out. Raises BuildFailed where it cannot be composed."""
        what = self.book.title(self.recipe.voice)
        made: PrintHtml = self.recipe.within_limits(what, compose, self.toolkit, self.book, self.recipe.layers)
        return made

    @property
    def made_from(self) -> tuple[str, ...]:
        """Everything in it but for the names: its texts, and the digests of its files."""
        from_files = (file_digest(path) for path in _files(self.composed.html + self.composed.css))
        return (repr(self.composed.edition), self.composed.html, self.composed.css, *from_files)

    @cached_property
    def laid_out(self) -> LaidOut:
        """Its one layout. Raises BuildFailed where it cannot be laid out, or leaves no place for a name."""
        with TemporaryDirectory(prefix="mentorkit-") as scratch:
            file = Path(scratch, f"{self.book.stem}.pdf")
            self._lay_out(file)
            mirrored = self.recipe.voice.words.direction == "rtl"
            made = LaidOut(file.read_bytes(), self.composed.title, self.personal, mirrored)
        place, template = _PLACES.get(self.book.id, _PLACES[""])
        if place not in self.recipe.within_limits(self.composed.title, places, made):
            whose = "this certificate" if self.book.id in _PLACES else "the cover of these workbooks"
            message = f"{whose} leaves no place for a name"
            hint = f'put `slot(book.personal, "{place}")` into your own template, as the stock\'s has it'
            raise BuildFailed([Problem("no-place", message, Span(template), hint)])
        return made

    def _lay_out(self, into: Path) -> None:
        recipe = self.recipe
        try:
            recipe.within_limits(self.composed.title, write_book, self.composed, recipe.layers, into)
        except BuildFailed as failed:
            raise placed(failed, self.toolkit, recipe.layers, recipe.root) from None

    def copy(self, names: Mapping[str, str], lines: Mapping[str, SetLines]) -> bytes:
        """The book with these names. Raises NoCopy where it would not be what it claims to be."""
        title, edition = self.composed.title, self.book.edition
        made: Stamped = self.recipe.within_limits(title, stamped, self.laid_out, edition, names, lines)
        if made.broken:
            raise NoCopy("book", made.broken[0], "take another edition, or write the name in other letters")
        return made.data


_PLACES = {
    "": ("cover-own", "templates/print/parts/cover.html"),
    "certificate": ("certificate-own", "templates/print/certificate.html"),
}
"""The place for a name that each book has to have, and the template where it stands; "" is any workbook."""


def workbook_for(toolkit: Toolkit, role: str, editions: tuple[str, ...]) -> Book:
    """The workbook of a role, in the first of these editions: the standard one, else the first that is for it alone."""
    books = [book for book in books_of(toolkit, editions) if book.holds_guides and book.audience == (role,)]
    if not books:
        hint = "add a book for them under `books`, or take their rows out of the table"
        message = f'this programme has no workbook for the role "{role}"'
        raise BuildFailed([Problem("no-workbook", message, toolkit.program.where("books"), hint)])
    return next((book for book in books if book.id == f"{role}-workbook"), books[0])


def _files(text: str) -> Iterable[Path]:
    """The files that a book reads: pictures and fonts."""
    addresses = sorted(set(re.findall(r"file://[^\"')\s]+", text)))
    return [path for one in addresses if (path := Path(url2pathname(urlsplit(one).path))).is_file()]
