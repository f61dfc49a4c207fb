"""The task page "Agreement and trust": what the two promise each other, and what carries it."""

from __future__ import annotations

from mentorkit.studio.form_fields import Entries, Field, FieldGroup, Kind, TaskPage, _

_MANUAL = "writing-a-programme.md#what-the-two-agree"
_CARRIES = "writing-a-programme.md#what-carries-it"

_STAYS = FieldGroup(
    _("What stays between the two"),
    (
        Field(
            ("agreement", "confidentiality"),
            _("What is confidential"),
            Kind.TEXT,
            _("For example: What is said in a session stays between the two of you."),
            _MANUAL,
            rules=("ETH01", "ETH03"),
        ),
        Field(
            ("agreement", "limits"),
            _("Where that ends"),
            Kind.TEXTS,
            _(
                "A promise without limits is one that somebody will have to break. For example: Where a life is in danger, whoever hears "
                "of it tells a person who can prevent it, and says so first."
            ),
            _MANUAL,
            rules=("ETH01",),
        ),
        Field(
            ("agreement", "harm"),
            _("Harassment, bullying or discrimination: whose decision it is"),
            Kind.TEXT,
            _(
                "If whoever is told has to pass it on, nobody tells. For example: Whether it goes further is for the person it happened "
                "to: to whom, when, or not at all."
            ),
            _MANUAL,
            rules=("ETH04",),
        ),
        Field(
            ("agreement", "boundaries"),
            _("What neither may ask of the other"),
            Kind.TEXTS,
            _("For example: The mentor has no part in decisions about the mentee’s pay or post."),
            _MANUAL,
        ),
    ),
)

_DUTIES = Entries(
    ("agreement", "duties"),
    _("a duty to report"),
    ("who",),
    (
        Field(("who",), _("Who has it"), Kind.LINE, _("For example: Everyone who leads a team."), _MANUAL),
        Field(
            ("reports",),
            _("What they have to report"),
            Kind.LINE,
            _("So that nobody has to guess. For example: Harm to a patient, on the same shift."),
            _MANUAL,
        ),
        Field(("to",), _("Whom they tell"), Kind.LINE, _("For example: The safeguarding lead."), _MANUAL),
        Field(
            ("rule",),
            _("The law or house rule that says so"),
            Kind.LINE,
            _("So that it can be looked up. For example: Safeguarding policy, section 4."),
            _MANUAL,
        ),
    ),
    new={"who": _("TO FILL IN (who has a duty to report)")},
    heading=_("Who has a duty to report"),
    lead=_(
        "Ask the legal team who in the programme is bound to report what. They say so before anything is told to them."
    ),
)

_PRACTICE = FieldGroup(
    _("How they work together"),
    (
        Field(
            ("agreement", "rhythm"),
            _("How often they meet"),
            Kind.TEXT,
            _("For example: Once a month, for an hour."),
            _MANUAL,
        ),
        Field(
            ("agreement", "cancellation"),
            _("When one of them cannot come"),
            Kind.TEXT,
            _("For example: A day ahead, with a new date."),
            _MANUAL,
        ),
        Field(
            ("agreement", "feedback"),
            _("How they tell each other what helps"),
            Kind.TEXT,
            _("For example: At the end of each session, one sentence each."),
            _MANUAL,
        ),
        Field(
            ("agreement", "ending"),
            _("How either may end it"),
            Kind.TEXT,
            _("Without blame. For example: Either may end it, without giving a reason, by telling Sam."),
            _MANUAL,
            rules=("MAT04",),
        ),
        Field(
            ("agreement", "review"),
            _("When they look at it again"),
            Kind.TEXT,
            _("For example: After the third session."),
            _MANUAL,
        ),
        Field(
            ("agreement", "signatures"),
            _("It has lines for both to sign"),
            Kind.YES_NO,
            _("Some prefer a handshake."),
            _MANUAL,
            usual=_("Yes"),
        ),
    ),
)

_TRUST = FieldGroup(
    _("What carries it"),
    (
        Field(
            ("trust",),
            _("How trust is built in the first two sessions"),
            Kind.TEXT,
            _("For example: In the first session both tell of a decision that they would take differently today."),
            _CARRIES,
            rules=("TRU01",),
        ),
        Field(
            ("accountability",),
            _("Who keeps whom to what they said"),
            Kind.TEXT,
            _("Growth happens between sessions. For example: Each names somebody who asks whether it was done."),
            _CARRIES,
            rules=("SES07",),
        ),
        Field(
            ("exposure",),
            _("How participants get to be seen by senior people"),
            Kind.TEXTS,
            _("Advice alone opens no door. For example: Each pair visits one meeting of the leadership team."),
            _CARRIES,
            rules=("SES08",),
        ),
    ),
)

AGREEMENT = TaskPage(
    name="agreement",
    title=_("Agreement and trust"),
    section=_("Together"),
    lead=_("What mentor and mentee promise each other. They read it in their workbooks, and sign it if you wish."),
    parts=(_STAYS, _DUTIES, _PRACTICE, _TRUST),
)
