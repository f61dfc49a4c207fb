"""The task page "Books": the paper, how workbooks are laid out, which books there are, and what stands in the workbooks."""

from __future__ import annotations

from mentorkit.definition.books import READERS, chapters_for
from mentorkit.studio.form_fields import Field, FieldGroup, Kind, TaskPage, _

_MANUAL = "writing-a-programme.md#books"
_PRINTING = "printing.md"
CHAPTERS = {
    "welcome": _("How to use this book, who to talk to"),
    "expectations": _("What mentoring is and is not, the reader’s part"),
    "letter": _("A letter to oneself, opened at the end"),
    "poster": _("The dates on one page, to pin up"),
    "dates": _("The timeline, and the reader’s dates"),
    "sessions": _("The sessions and their Keys"),
    "reading": _("What to read on"),
    "further": _("Keys that no session uses"),
    "forms": _("The forms"),
    "agreement": _("The agreement, to sign"),
    "closing": _("Looking back"),
    "keepsake": _("The last page: three sentences, two names"),
    "glance": _("Why the programme exists, its goals"),
    "people": _("Contacts, roles, selection, matching"),
    "calendar": _("All dates, every event in detail"),
    "checklists": _("Before the start, each month, at the end"),
    "training": _("The run sheets of the training modules"),
    "evaluation": _("The questionnaires, and what becomes of them"),
    "messages": _("The texts to send"),
}
"""Every chapter in words."""
BOOKS_THAT_MAY_GO = (
    ("mentor-workbook", _("The mentors’ workbook")),
    ("mentee-workbook", _("The mentees’ workbook")),
    ("facilitator-guide", _("The facilitator guide")),
    ("charter", _("The charter: the programme on a few pages, for sponsors")),
    ("keys", _("A file for each Key")),
    ("cards", _("A deck of cards with questions")),
    ("questionnaires", _("The questionnaires on paper")),
)
"""The books that every programme has unless it says otherwise."""


def _book(name: str, heading: str, lead: str) -> FieldGroup:
    readers = READERS[name]
    extent = Field(
        ("books", name, "extent"),
        _("How much it holds"),
        Kind.CHOICES,
        help=_("The essentials are about four pages a session. Tick both, and both are made."),
        manual="printing.md#essential-and-complete",
        options=(("essential", _("The essentials")), ("complete", _("Everything"))),
        usual=_("The essentials"),
    )
    looks = (
        Field(
            ("books", name, "cover"),
            _("Cover"),
            Kind.CHOICE,
            help=_("Outlines on white take little ink."),
            options=(("full", _("In full colour")), ("low-ink", _("Outlines on white"))),
            usual=_("In full colour"),
        ),
        Field(
            ("books", name, "lines"),
            _("Lines to write on"),
            Kind.CHOICE,
            help=_("Dotted lines are quieter below a pen."),
            options=(("ruled", _("Drawn through")), ("dotted", _("Dotted"))),
            usual=_("Drawn through"),
        ),
        Field(
            ("books", name, "chapters"),
            _("Chapters"),
            Kind.CHOICES,
            help=_("What is not ticked is left out. A chapter about which nothing is said is left out by itself."),
            manual="printing.md#chapters",
            options=tuple((one, CHAPTERS[one]) for one in chapters_for(readers)),
        ),
    )
    return FieldGroup(heading, (extent, *looks) if len(readers) == 1 else looks, lead)


BOOKS = TaskPage(
    name="books",
    title=_("Books"),
    lead=_("Which workbooks and papers are made, and on which paper."),
    section=_("Words and looks"),
    template="books.html",
    parts=(
        FieldGroup(
            _("Paper"),
            (
                Field(
                    ("paper",),
                    _("Paper"),
                    Kind.CHOICE,
                    help=_("What lies in your printers."),
                    manual=_PRINTING,
                    options=(("A4", "A4"), ("Letter", "Letter")),
                    usual="A4",
                ),
                Field(
                    ("editions",),
                    _("How workbooks are laid out"),
                    Kind.CHOICES,
                    help=_(
                        "Each is one more file of each workbook: for paper, for reading on a screen, for filling in."
                    ),
                    manual="printing.md#editions",
                    options=(
                        ("print", _("To print on both sides")),
                        ("screen", _("To read on screen")),
                        ("large-print", _("In large print")),
                        ("fillable", _("To fill in on screen")),
                        ("archive", _("To keep in an archive")),
                        ("booklet", _("To print and fold as a booklet")),
                        ("press", _("For a printing house")),
                    ),
                    usual=_("To print on both sides"),
                ),
            ),
        ),
        _book("mentor-workbook", _("The mentors’ workbook"), _("What each mentor works with.")),
        _book("mentee-workbook", _("The mentees’ workbook"), _("What each mentee works with.")),
        _book("facilitator-guide", _("The facilitator guide"), _("For those who run the programme.")),
    ),
)
