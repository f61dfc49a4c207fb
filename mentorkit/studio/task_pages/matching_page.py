"""The task page "Matching": who makes the pairs, by what, and the way out of a pair that does not work."""

from __future__ import annotations

from mentorkit.studio.form_fields import WITH_MENTORS, Field, FieldGroup, Kind, TaskPage, _
from mentorkit.studio.task_pages.matching_entries import COMPARED, CRITERIA, QUESTIONS, SEATS

_MANUAL = "writing-a-programme.md#who-takes-part-and-with-whom"
_SOFTWARE = (("matching", "method"), ("hybrid", "software"))

METHODS = (
    ("by hand", _("People make the pairs by hand")),
    ("hybrid", _("Software suggests pairs, and people decide")),
    ("software", _("Software makes the pairs")),
    ("self-chosen", _("People choose each other")),
)
_AGAIN = (("may meet again", _("May be a pair again")), ("not again", _("Are not put together again")))
_METHOD = FieldGroup(
    _("Who decides"),
    (
        Field(
            ("matching", "method"),
            _("How pairs are made"),
            Kind.CHOICE,
            _("Everybody reads it on the portal, so it has to be true."),
            _MANUAL,
            rules=("MAT08", "MAT09"),
            options=METHODS,
        ),
        Field(
            ("matching", "decided_by"),
            _("Who decides"),
            Kind.LINE,
            _("Names or roles of people who answer for it. For example: Sam Okafor and Lin Park."),
            COMPARED,
            rules=("MAT09",),
        ),
        Field(
            ("matching", "mentee_input"),
            _("What the mentee has a say in"),
            Kind.LINE,
            _("Pairs who had a say trust each other sooner. For example: Names a first and a second choice."),
            _MANUAL,
            rules=("MAT02",),
        ),
        Field(
            ("matching", "mentor_input"),
            _("What the mentor has a say in"),
            Kind.LINE,
            _("For example: May decline without a reason."),
            _MANUAL,
            rules=("MAT02",),
            formats=WITH_MENTORS,
        ),
        Field(
            ("matching", "line_manager_allowed"),
            _("The line manager may be the mentor"),
            Kind.YES_NO,
            _("Answer no: nobody shows a doubt to the person who decides about their pay."),
            _MANUAL,
            rules=("MAT03",),
        ),
        Field(
            ("matching", "bias_check"),
            _("How the matches are looked at for patterns that nobody intended"),
            Kind.TEXT,
            _(
                "For example: Two people who did not make the pairs look at all of them side by side before they are announced."
            ),
            _MANUAL,
            rules=("MAT05",),
        ),
        Field(
            ("matching", "chemistry_meeting"),
            _("A first meeting after which either may say no"),
            Kind.TEXT,
            _("For example: Half an hour, after which either may say no."),
            _MANUAL,
        ),
    ),
)

_RULED_OUT = FieldGroup(
    _("Who is not put together, and who comes first"),
    (
        Field(
            ("matching", "reporting_line"),
            _("The question whose same answer rules a pair out"),
            Kind.PICK,
            _("Such as the unit, or the head of the line. Line managers are ruled out anyway."),
            COMPARED,
            source="matching.applications",
            only_if=_SOFTWARE,
        ),
        Field(
            ("matching", "earlier_pairs"),
            _("Two who were a pair before"),
            Kind.CHOICE,
            _("In a second round a new partner usually brings more."),
            COMPARED,
            options=_AGAIN,
            usual=_("May be a pair again"),
            only_if=_SOFTWARE,
        ),
        Field(
            ("matching", "left_out_first"),
            _("Whoever got nobody in the last round comes first"),
            Kind.YES_NO,
            _("Nobody should be left out twice."),
            COMPARED,
            only_if=_SOFTWARE,
            usual=_("Yes"),
        ),
        Field(
            ("matching", "mentees_per_mentor"),
            _("How many mentees a mentor has at most"),
            Kind.NUMBER,
            _("Each takes two to three hours a month."),
            _MANUAL,
            usual="1",
            rules=("MAT06",),
            formats=WITH_MENTORS,
        ),
        Field(
            ("matching", "shortlist"),
            _("How many each meets before they choose"),
            Kind.NUMBER,
            _("For a round of short meetings first. For example: 4. Leave it open where there is none."),
            COMPARED,
        ),
        Field(
            ("matching", "mentors_per_mentee"),
            _("How many mentors each mentee has"),
            Kind.NUMBER,
            _("On an advisory board without named seats. For example: 3."),
            COMPARED,
            formats=("advisory board",),
        ),
    ),
)

_REMATCH = FieldGroup(
    _("The way out of a pair that does not work"),
    (
        Field(
            ("matching", "rematch", "no_fault"),
            _("Nobody is asked for a reason"),
            Kind.YES_NO,
            _(
                "A poor pair is worse than none. Without a way out that costs nobody their face, both stay and stop meeting."
            ),
            _MANUAL,
            rules=("MAT04",),
            usual=_("No"),
        ),
        Field(
            ("matching", "rematch", "within_weeks"),
            _("Within how many weeks a new match can be asked for"),
            Kind.NUMBER,
            _("Counted from the start. For example: 8."),
            _MANUAL,
        ),
        Field(
            ("matching", "rematch", "steps"),
            _("What to do"),
            Kind.TEXTS,
            _("For example: Tell Sam that it is not working. One sentence is enough."),
            _MANUAL,
            rules=("MAT04",),
        ),
    ),
)

MATCHING = TaskPage(
    name="matching",
    title=_("Matching"),
    section=_("Taking part"),
    lead=_("Who brings mentors and mentees together, by what, and how a pair parts that does not work."),
    parts=(_METHOD, CRITERIA, QUESTIONS, _RULED_OUT, SEATS, _REMATCH),
)
