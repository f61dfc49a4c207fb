"""What a copy is: the books and the calendar of those who are alike, and one person's names in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from itertools import chain

from mentorkit import __version__
from mentorkit.brand.scripts import way_out
from mentorkit.core.clock import now
from mentorkit.core.digests import digest
from mentorkit.files.calendars import calendar_for
from mentorkit.personal.named_books import NamedBook, NoCopy, workbook_for
from mentorkit.personal.own_groups import for_groups
from mentorkit.personal.participants import Participant
from mentorkit.personal.recipes import Recipe
from mentorkit.personal.stamping import too_wide
from mentorkit.workbooks.compose.book_list import Book, books_of
from mentorkit.workbooks.compose.name_slots import PersonalLayout
from mentorkit.workbooks.layout.set_lines import SetLines

_ANY_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands for the moment of the run in what a copy is made from: a later run alone makes no copy anew."""


class KindOfCopy:
    """Copies of those who are alike, from one layout that is made when the first is wanted."""

    def __init__(self, recipe: Recipe, alike: Participant) -> None:
        self.recipe, self.alike = recipe, alike
        self.toolkit = for_groups(recipe.toolkit, alike.groups, recipe.main)

    def let_go(self) -> None:
        """Drop the books and their layouts from memory: there may be many kinds of copies, and each is made in one go."""
        self.__dict__.pop("books", None)

    @cached_property
    def books(self) -> tuple[NamedBook, ...]:
        """The workbook and, where the programme gives one, the certificate."""
        workbook = workbook_for(self.toolkit, self.alike.role, self.recipe.editions)
        certificates = (book for book in books_of(self.toolkit) if book.id == "certificate")
        return tuple(self._named(book) for book in (workbook, *certificates))

    def _named(self, book: Book) -> NamedBook:
        alike, edition = self.alike, book.edition.id
        groups = self.recipe.called(alike.groups)
        personal = PersonalLayout(groups, partner=bool(alike.partner), edition=edition, zone=alike.zone)
        return NamedBook(self.recipe, self.toolkit, book, personal)

    @cached_property
    def made_from(self) -> str:
        """A hash of everything in these copies but for the names."""
        # Days that count from a person's own start are in no calendar without one.
        own = _ANY_MOMENT.date() if self.toolkit.program.own_start else None
        calendar = calendar_for(self.toolkit, self.alike.role, _ANY_MOMENT, self.alike.zone, own).decode()
        versions = (__version__, version("weasyprint"), version("pikepdf"))
        texts = (text for book in self.books for text in book.made_from)
        return digest(*versions, self.recipe.typesetter.css, calendar, *texts)

    @cached_property
    def calendar(self) -> bytes:
        """The calendar of all whose days are counted from that of the programme."""
        return calendar_for(self.toolkit, self.alike.role, now(), self.alike.zone)

    def made_for(self, person: Participant) -> str:
        """A hash of everything in the copy of one person."""
        return digest(self.made_from, person.name, person.partner, str(person.first_day or ""))

    def lettered(self, person: Participant) -> dict[str, SetLines]:
        """The names in the copy of one person, set in type. Raises NoCopy where one cannot be, or finds no room."""
        names = _names_of(person)
        lines = {whose: self.recipe.typesetter.set(name) for whose, name in names.items()}
        if missing := sorted({letter for one in lines.values() for letter in one.missing}):
            codes = ", ".join(f"U+{ord(letter):04X}" for letter in missing)
            message = f"no font has letters for “{''.join(missing)}” ({codes})"
            raise NoCopy("no-letters", message, way_out(missing, self.toolkit.program.language))
        for whose in chain.from_iterable(too_wide(book.personal, lines) for book in self.books):
            message = f'"{names[whose]}" is too long for its place, even in small letters'
            raise NoCopy("too-long", message, "write a shorter form of the name")
        return lines

    def files(self, person: Participant) -> Mapping[str, bytes]:
        """The files of one person, by name. Raises NoCopy where one would not be what it claims to be."""
        names, lines = _names_of(person), self.lettered(person)
        made = {f"{book.stem}.pdf": book.copy(names, lines) for book in self.books}
        own = person.first_day
        role, zone = self.alike.role, self.alike.zone
        calendar = calendar_for(self.toolkit, role, now(), zone, own) if own else self.calendar
        return made | {"calendar.ics": calendar}


def _names_of(person: Participant) -> dict[str, str]:
    """The names in the copy of one person, by whose they are."""
    return {"own": person.name, "partner": person.partner} if person.partner else {"own": person.name}
