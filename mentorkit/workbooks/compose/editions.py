"""The editions of a workbook: one source, laid out for paper, screen, tired eyes, a form, an archive, a fold, a press."""

from __future__ import annotations

from dataclasses import dataclass

from mentorkit.language.catalogue import Words


@dataclass(frozen=True, slots=True)
class Edition:
    """How one source is laid out. Templates know it as `edition`; `print/css/<id>.css`, where there is one, is its layout."""

    id: str
    margins: float = 38.0
    """Millimetres left and right of the text, together."""
    rule: float = 8.0
    """Millimetres from one writing line to the next."""
    column: bool = True
    """Whether a book has the grid of `print/css/grid.css`: hints stand in a column of their own beside the text."""
    most_columns: int = 0
    """Tables with more columns become lists; 0 is any number."""
    letter: float = 2.0
    """Millimetres that a letter in a table of a guide takes, and a bit: tables whose words need more than a line are fitted."""
    large: bool = False
    """Whether letters are large. What only repeats the words beside it, a picture or heads of columns, is then left out."""
    fields: bool = False
    """Whether what is written on, ticked or ringed is a form field."""
    opens_bookmarks: bool = False
    """Whether a reader sees the bookmarks at once."""
    archived: bool = False
    """Whether it is PDF/A-2a as well."""
    facing: bool = False
    """Whether it is printed on both sides and bound: a session opens on a left page, and a thumb index runs along the edge."""
    folded: bool = False
    """Whether its pages stand two up on sheets of twice their size."""
    bleed: float = 0.0
    """Millimetres of colour beyond the cut, with crop marks around; 0 is a page without either."""

    @property
    def for_people(self) -> bool:
        """Whether it is read as it is: a PDF/UA. Sheets to fold and pages to cut are for machines."""
        return not self.folded and not self.bleed

    @property
    def variant(self) -> str | None:
        """The standard that its PDF keeps to, as the engine calls it."""
        return ("pdf/a-2a" if self.archived else "pdf/ua-1") if self.for_people else None

    def sheet(self, paper: str) -> str:
        """The sheet to put into the printer, for pages of this paper."""
        return {"A4": "A3", "Letter": "Tabloid"}[paper] if self.folded else paper

    def label(self, words: Words) -> str:
        """Its use, as the downloads page says it."""
        _ = words.gettext
        return {
            "print": _("to print on both sides"),
            "screen": _("to read on screen"),
            "large-print": _("in large print"),
            "fillable": _("to fill in on screen"),
            "archive": _("to keep in an archive"),
            "booklet": _("to print and fold as a booklet"),
            "press": _("for a printing house"),
        }[self.id]


PRINT = Edition("print", facing=True)
EDITIONS = {
    edition.id: edition
    for edition in (
        PRINT,
        Edition("screen", margins=54.0, column=False, letter=2.2, opens_bookmarks=True),
        Edition("large-print", rule=11.0, column=False, most_columns=2, letter=3.5, large=True),
        Edition("fillable", fields=True, opens_bookmarks=True),
        Edition("archive", facing=True, archived=True),
        Edition("booklet", facing=True, folded=True),
        Edition("press", facing=True, bleed=3.0),
    )
}
"""Every edition by its name, the same names as in `definition.books.EditionName`."""
