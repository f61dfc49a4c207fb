"""The task page "People": who backs the programme, who leads it, who can be told in confidence."""

from __future__ import annotations

from mentorkit.studio.form_fields import WITH_MENTORS, Entries, Field, FieldGroup, Kind, TaskPage, _

_MANUAL = "writing-a-programme.md#who-stands-behind-it"


def _reached(path: tuple[str, ...], rules: tuple[str, ...] = ()) -> tuple[Field, ...]:
    """The ways to reach the person at `path`."""
    return (
        Field((*path, "email"), _("E-mail"), Kind.EMAIL, _("An address that they read."), _MANUAL, rules=rules),
        Field((*path, "phone"), _("Telephone"), Kind.LINE, _("As it is dialled. For example: 01632 960990."), _MANUAL),
        Field((*path, "link"), _("Their page"), Kind.LINK, _("In the intranet, perhaps."), _MANUAL),
    )


def _about(path: tuple[str, ...]) -> Field:
    """The line or two about the person at `path`."""
    return Field(
        (*path, "about"),
        _("About them"),
        Kind.TEXT,
        _("A line or two that make it easy to speak to them. For example: Came as an apprentice."),
        _MANUAL,
    )


def _title(path: tuple[str, ...], example: str) -> Field:
    """What the person at `path` does in the organisation."""
    return Field((*path, "title"), _("Their position"), Kind.LINE, example, _MANUAL)


_SPONSOR = ("people", "sponsor")
_MANAGER = ("people", "programme_manager")
_SAFE = ("people", "safe_contact")

_BACKS = FieldGroup(
    _("Sponsor"),
    (
        Field((*_SPONSOR, "name"), _("Name"), Kind.LINE, _("For example: Ada Grant."), _MANUAL, rules=("GOV01",)),
        _title(_SPONSOR, _("For example: Chief Executive.")),
        Field(
            (*_SPONSOR, "message"),
            _("What they say to those who take part"),
            Kind.TEXT,
            _(
                "Three sentences in their own words do more than a page in yours. For example: Somebody once took an hour a month "
                "for me. I would like you to have that on purpose."
            ),
            _MANUAL,
            rules=("GOV02",),
        ),
        Field(
            (*_SPONSOR, "actions"),
            _("What they do that everybody can see"),
            Kind.LINES,
            _("People believe what leaders do. For example: Opens the launch."),
            _MANUAL,
            rules=("GOV02",),
        ),
        *_reached(_SPONSOR),
        _about(_SPONSOR),
        Field(
            ("people", "leaders_mentor"),
            _("Senior leaders are mentors themselves"),
            Kind.YES_NO,
            _("Where leaders only recommend it, people notice. Two or three are enough."),
            _MANUAL,
            rules=("GOV03",),
            usual=_("No"),
            formats=WITH_MENTORS,
        ),
    ),
    lead=_("The senior leader who backs the programme, and can say that sessions do not give way when work is busy."),
)

_LEADS = FieldGroup(
    _("Programme manager"),
    (
        Field((*_MANAGER, "name"), _("Name"), Kind.LINE, _("For example: Sam Okafor."), _MANUAL, rules=("GOV04",)),
        _title(_MANAGER, _("For example: People Development.")),
        *_reached(_MANAGER, rules=("GOV04",)),
        Field(
            (*_MANAGER, "hours_per_week"),
            _("Hours a week for it"),
            Kind.NUMBER,
            _(
                "Agreed with their own manager: about ten minutes for each place. A programme led on top of a full job is led in "
                "the evenings, then not at all. For example: 6."
            ),
            _MANUAL,
            rules=("GOV05",),
        ),
        _about(_MANAGER),
        Field(
            (*_MANAGER, "deputy", "name"),
            _("Deputy"),
            Kind.LINE,
            _("Who answers during holidays. For example: Lin Park."),
            _MANUAL,
        ),
        Field(
            (*_MANAGER, "deputy", "email"),
            _("The deputy’s e-mail"),
            Kind.EMAIL,
            _("One that they read themselves."),
            _MANUAL,
        ),
        Field(
            (*_MANAGER, "deputy", "phone"),
            _("The deputy’s telephone"),
            Kind.LINE,
            _("Where somebody may ring when it is urgent."),
            _MANUAL,
        ),
    ),
    lead=_(
        "The one person who leads it. Participants have their address from the first day; what everybody owns, nobody does."
    ),
)

_HEARS = FieldGroup(
    _("Safe contact"),
    (
        Field((*_SAFE, "name"), _("Name"), Kind.LINE, _("For example: Nell Hart."), _MANUAL, rules=("ETH02",)),
        _title(_SAFE, _("Say that they are outside the line. For example: Staff counsellor, outside the line.")),
        *_reached(_SAFE, rules=("ETH02",)),
        Field(
            (*_SAFE, "answers"),
            _("Within what time they answer"),
            Kind.LINE,
            _("Whoever writes waits for it. For example: within two working days."),
            _MANUAL,
        ),
        _about(_SAFE),
        Field(
            (*_SAFE, "deputy", "name"),
            _("Who stands in for them"),
            Kind.LINE,
            _(
                "Somebody else outside the line, for holidays and when two people come about each other. For example: Kim Adeyemi."
            ),
            _MANUAL,
            rules=("ETH05",),
        ),
        Field(
            (*_SAFE, "deputy", "email"),
            _("The stand-in’s e-mail"),
            Kind.EMAIL,
            _("One that nobody inside the line reads."),
            _MANUAL,
        ),
        Field(
            (*_SAFE, "deputy", "phone"),
            _("The stand-in’s telephone"),
            Kind.LINE,
            _("As it is dialled. For example: 01632 960991."),
            _MANUAL,
        ),
    ),
    lead=_(
        "Somebody outside the line who can be told what cannot be told inside it. Give an e-mail or a telephone number."
    ),
)


def _people(name: str, one: str, heading: str, lead: str) -> Entries:
    """A list of people, each with a page."""
    return Entries(
        ("people", name),
        one,
        ("name",),
        (
            Field(("name",), _("Name"), Kind.LINE, _("As they are called."), _MANUAL),
            _title((), _("So that readers know why to ask them. For example: Head of Operations.")),
            *_reached(()),
            _about(()),
        ),
        new={"name": _("TO FILL IN (the name)")},
        heading=heading,
        lead=lead,
    )


PEOPLE = TaskPage(
    name="people",
    title=_("People"),
    section=_("Programme"),
    lead=_("Who stands behind the programme, who leads it, and whom people can turn to."),
    parts=(
        _BACKS,
        _LEADS,
        _HEARS,
        _people(
            "facilitators",
            _("a facilitator"),
            _("Facilitators"),
            _("Who runs the training and what the cohort does together."),
        ),
        _people(
            "speakers",
            _("a speaker"),
            _("Speakers"),
            _("Who speaks at events. Each is introduced on the portal and in the books."),
        ),
        _people(
            "experts",
            _("an expert"),
            _("Experts"),
            _("Whom participants can ask at events. Each is introduced on the portal and in the books."),
        ),
    ),
)
