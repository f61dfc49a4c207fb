"""The task page "Texts": the messages that go out, help and thanks, privacy and accessibility, and what people are called."""

from __future__ import annotations

from mentorkit.studio.form_fields import Entries, Field, FieldGroup, Kind, TaskPage, _
from mentorkit.studio.task_pages.questionnaire_entries import WHO

_MANUAL = "writing-a-programme.md#what-carries-it"
_CALLED = "writing-a-programme.md#what-it-is"
_MORE = "writing-a-programme.md#more-from-the-library"

KINDS = (
    ("launch", _("The launch")),
    ("recruitment", _("A call to take part")),
    ("manager briefing", _("A briefing for people managers")),
    ("reminder", _("A reminder")),
    ("results", _("The results")),
)

_MESSAGES = Entries(
    ("communications",),
    _("a message"),
    ("title",),
    (
        Field(
            ("title",),
            _("Its subject"),
            Kind.LINE,
            _("What people see in their inbox. For example: Would you be a mentor?"),
            _MANUAL,
            needed=True,
        ),
        Field(
            ("kind",),
            _("What it is"),
            Kind.CHOICE,
            _("Facilitators find it under this heading."),
            _MANUAL,
            rules=("GOV07", "GOV06", "EVL06"),
            options=KINDS,
            usual=_("A call to take part"),
        ),
        Field(
            ("for",),
            _("Who gets it"),
            Kind.ROLES,
            _("Those to whom it is sent."),
            _MANUAL,
            options=WHO,
            usual=_("Mentors and mentees"),
        ),
        Field(
            (),
            _("When it goes out"),
            Kind.MOMENT,
            _("A day, or a week counted from the start; -13 is a quarter before it. For example: week -13."),
            _MANUAL,
        ),
        Field(("at",), _("At what time"), Kind.TIME, _("Where that matters. For example: 09:00."), _MANUAL),
        Field(
            ("channel",),
            _("By which way"),
            Kind.LINE,
            _("And who sends it. For example: E-mail to everybody, from Ada Grant."),
            _MANUAL,
        ),
        Field(
            ("text",),
            _("The text"),
            Kind.TEXT,
            _(
                "Say what it is, what it takes and what to do by when. For example: We are looking for twenty people who have learned "
                "something by doing it. It takes two hours a month. Sam has the details."
            ),
            _MANUAL,
            rules=("GOV07",),
        ),
    ),
    new={"title": _("TO FILL IN (its subject)")},
    heading=_("Messages"),
    lead=_(
        "The call, the launch, the reminders. What is not written is passed on by word of mouth, to those who are well connected."
    ),
    rules=("GOV07",),
)

_HELP = FieldGroup(
    _("Help and thanks"),
    (
        Field(
            ("support", "statement"),
            _("Who helps, and how"),
            Kind.TEXT,
            _("For example: Sam answers within two working days."),
            _MANUAL,
            rules=("TRN04",),
        ),
        Field(
            ("support", "mentors_circle"),
            _("Where mentors meet each other"),
            Kind.TEXT,
            _(
                "Mentors are alone with what they hear. For example: Mentors meet every six weeks, without their mentees."
            ),
            _MANUAL,
            rules=("TRN05",),
        ),
        Field(
            ("support", "until"),
            _("Until when there is help"),
            Kind.DAY,
            _("Not earlier than the last day of the programme."),
            _MANUAL,
            rules=("TRN04",),
            weeks=True,
        ),
        Field(
            ("recognition", "certificate"),
            _("There is a certificate"),
            Kind.YES_NO,
            _("It is printed with the other papers."),
            _MANUAL,
            rules=("CLO02",),
            usual=_("No"),
        ),
        Field(
            ("recognition", "actions"),
            _("How people’s time and effort are seen"),
            Kind.TEXTS,
            _("For example: Mentoring hours count as development time."),
            _MANUAL,
            rules=("CLO02",),
        ),
    ),
)

_CARE = FieldGroup(
    _("Privacy and accessibility"),
    (
        Field(
            ("privacy",),
            _("What is kept about participants, where, and until when"),
            Kind.TEXTS,
            _("For example: Nothing is kept of what is said in a session."),
            "privacy.md",
        ),
        Field(
            ("accessibility",),
            _("What is done so that everybody can take part"),
            Kind.TEXTS,
            _(
                "And who to ask for more. For example: Every training is offered by video with captions. Ask Sam for anything else."
            ),
            _MANUAL,
        ),
    ),
)

_LINKS = Entries(
    ("resources",),
    _("a link"),
    ("title",),
    (
        Field(("title",), _("What it is"), Kind.LINE, _("For example: Who does what."), _MORE, needed=True),
        Field(("link",), _("Its address"), Kind.LINK, _("The whole address."), _MORE),
        Field(("note",), _("A word about it"), Kind.LINE, _("For example: Names and numbers."), _MORE),
        Field(("type",), _("What kind of thing"), Kind.LINE, _("For example: film, slides, article."), _MORE),
        Field(("speaker",), _("Who speaks in it"), Kind.LINES, _("Where it is a talk."), _MORE),
        Field(
            ("recording",),
            _("Where it can be seen or heard"),
            Kind.LINES,
            _("The whole address."),
            _MORE,
            entry="link",
        ),
    ),
    new={"title": _("TO FILL IN (what it is)")},
    heading=_("Further links"),
    lead=_("What helps people and stands elsewhere."),
)


def _word(name: str, label: str, example: str) -> Field:
    """What this organisation says for one of the words."""
    return Field(("wording", name), label, Kind.LINE, example, _CALLED)


_WORDS = FieldGroup(
    _("What you call people and things"),
    (
        _word("mentor", _("A mentor is a"), _("For example: guide.")),
        _word("mentors", _("Mentors are"), _("For example: guides.")),
        _word("mentee", _("A mentee is a"), _("For example: partner.")),
        _word("mentees", _("Mentees are"), _("For example: partners.")),
        _word("session", _("A session is a"), _("For example: meeting.")),
        _word("sessions", _("Sessions are"), _("For example: meetings.")),
        _word("programme", _("The programme is a"), _("For example: scheme.")),
        _word("programmes", _("Programmes are"), _("For example: schemes.")),
    ),
    lead=_(
        "Leave open what is right already. Menus, headings, books and guides use your words. Write them without a capital, one and "
        "many."
    ),
)

_ARTICLES = FieldGroup(
    _("The same words with an article"),
    (
        _word("the_mentor", _("One mentor, with the article"), _("For example: the guide.")),
        _word("the_mentors", _("Mentors, with the article"), _("For example: the guides.")),
        _word("the_mentee", _("One mentee, with the article"), _("For example: the partner.")),
        _word("the_mentees", _("Mentees, with the article"), _("For example: the partners.")),
        _word("the_session", _("One session, with the article"), _("For example: the meeting.")),
        _word("the_sessions", _("Sessions, with the article"), _("For example: the meetings.")),
        _word("the_programme", _("The programme, with the article"), _("For example: the scheme.")),
    ),
    lead=_(
        "English makes these itself. In other languages the article may be an ending, or change with the word: write them there for "
        "each word of your own."
    ),
)

TEXTS = TaskPage(
    name="texts",
    title=_("Texts"),
    section=_("Words and looks"),
    lead=_("What goes out to people, who helps them, what is kept of them, and what you call everybody."),
    parts=(_MESSAGES, _HELP, _CARE, _LINKS, _WORDS, _ARTICLES),
)
