"""The task page "The programme": its names, its stage and its shape."""

from __future__ import annotations

from mentorkit.language.catalogue import STOCK_LANGUAGE, Placed, catalogued
from mentorkit.language.language_names import own_names
from mentorkit.language.one_language import USUAL_LANGUAGE
from mentorkit.studio.form_fields import Field, FieldGroup, Kind, TaskPage, _

_MANUAL = "writing-a-programme.md#what-it-is"

STATUSES = (
    ("draft", _("Draft – still being written")),
    ("pilot", _("Pilot – a first round, to learn from")),
    ("live", _("Live – people take part")),
    ("closed", _("Closed – it is over")),
)
FORMATS = (
    ("one-to-one", _("One mentor and one mentee")),
    ("group", _("One mentor and a group of mentees")),
    ("peer", _("Peers mentor each other")),
    ("reverse", _("Reverse – the less senior person mentors")),
    ("advisory board", _("Advisory board – several mentors for each mentee")),
)
_WIDELY_SPOKEN = ("fr", "es", "it", "nl", "pl", "pt", "sv", "nb", "fi")
LANGUAGES = tuple(
    own_names(dict.fromkeys(("en-GB", "en-US", *sorted(catalogued() - {STOCK_LANGUAGE}), *_WIDELY_SPOKEN))).items()
)
"""Those offered, by their own names; a programme may have any other that dates can be written in."""

BASICS = TaskPage(
    name="basics",
    title=_("The programme"),
    section=_("Programme"),
    lead=_("What it is called, where it stands, and the sentence that makes somebody want to take part."),
    parts=(
        FieldGroup(
            _("Its names"),
            (
                Field(
                    ("title",),
                    _("Name of the programme"),
                    Kind.LINE,
                    _("It stands on every page and every cover. For example: Emerging Leaders."),
                    _MANUAL,
                    needed=True,
                ),
                Field(
                    ("organisation",),
                    _("Organisation"),
                    Kind.LINE,
                    _("Its name as people say it. For example: Riverside Trust."),
                    _MANUAL,
                    needed=True,
                ),
                Field(
                    ("cohort",),
                    _("Name of this round"),
                    Kind.LINE,
                    _("What tells it apart from the round before and the next. For example: Spring 2027."),
                    _MANUAL,
                ),
                Field(
                    ("summary",),
                    _("In one or two sentences"),
                    Kind.TEXT,
                    _(
                        "Why would somebody want to take part? It is the first thing that they read. For example: Six months with "
                        "somebody from another team who asks good questions."
                    ),
                    _MANUAL,
                ),
            ),
        ),
        FieldGroup(
            _("What kind of programme"),
            (
                Field(
                    ("status",),
                    Placed("programme", "Where it stands"),
                    Kind.CHOICE,
                    _(
                        "A draft may be unfinished. Once it is live, what is still to fill in stops it from being built, so that "
                        "nobody reads a gap."
                    ),
                    _MANUAL,
                    rules=("SEL04",),
                    options=STATUSES,
                    usual=_("Draft"),
                ),
                Field(
                    ("format",),
                    _("Who meets whom"),
                    Kind.CHOICE,
                    _("Pages, workbooks and matching speak of people accordingly."),
                    _MANUAL,
                    rules=("MAT06",),
                    options=FORMATS,
                    usual=_("One mentor and one mentee"),
                ),
                Field(
                    ("language",),
                    _("Language"),
                    Kind.CHOICE,
                    _(
                        "The language that you write in. Dates, lists and headings follow it, and so do the guides that come with "
                        "MentorKit, as far as they are there in it. A programme in several languages names them in its file: "
                        "languages: [da, en-GB]."
                    ),
                    "languages.md#a-programme-in-several-languages",
                    options=LANGUAGES,
                    usual=own_names((USUAL_LANGUAGE, "en-US"))[USUAL_LANGUAGE],
                ),
            ),
        ),
        FieldGroup(
            _("Where it is found"),
            (
                Field(
                    ("contact",),
                    _("Its page in your intranet"),
                    Kind.LINK,
                    _("The whole address. For example: https://intranet.riverside.example/mentoring"),
                    _MANUAL,
                ),
                Field(
                    ("address",),
                    _("Address of the portal"),
                    Kind.LINK,
                    _(
                        "Where the portal is published, once that is known. Calendars are subscribed to there. For example: "
                        "https://mentoring.riverside.example/spring/"
                    ),
                    "publishing.md#publish-it",
                ),
                Field(
                    ("public",),
                    _("Search engines may list the portal"),
                    Kind.YES_NO,
                    _("For a portal inside the organisation the answer is no."),
                    "publishing.md#search-engines-and-what-pages-may-load",
                    usual=_("No"),
                ),
            ),
        ),
    ),
)
