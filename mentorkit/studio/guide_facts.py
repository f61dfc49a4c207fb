"""The facts at the top of a guide as fields of a form: what is asked of each kind, and what was typed as changes to its YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from mentorkit.definition.front_matter import KINDS
from mentorkit.editing.changes import Change, Value
from mentorkit.studio.form_fields import Field, Kind, _, named
from mentorkit.studio.form_values import Inputs, as_meant, read, shown

_MANUAL = "keys-and-modules.md"

_TITLE = Field(
    ("title",), _("Title"), needed=True, help=_("What people see in lists: a few words, such as “Saying no”.")
)
_SUMMARY = Field(("summary",), _("In one line"), needed=True, help=_("What it is good for. It stands below the title."))
_FOR = Field(("for",), _("For whom"), Kind.ROLES)
_MINUTES = Field(
    ("minutes",),
    _("Minutes"),
    Kind.NUMBER,
    needed=True,
    help=_("How long one person takes to work through it, 5 to 60."),
)
_BY_ROLE = (
    replace(_MINUTES, path=("minutes", "mentee"), label=_("Minutes for the mentee")),
    replace(_MINUTES, path=("minutes", "mentor"), label=_("Minutes for the mentor")),
)
_PHASE = Field(
    ("phase",),
    _("Phase"),
    Kind.CHOICE,
    needed=True,
    options=(
        ("prepare", _("Prepare: before the two meet")),
        ("establish", _("Establish: trust, and an agreement")),
        ("develop", _("Develop: the work itself")),
        ("close", _("Close: the end, and what stays")),
    ),
)
_READING = Field(
    ("reading",),
    _("Further reading"),
    Kind.LINES,
    entry="title",
    help=_("Titles of real works. Their authors and notes are written in the file, and stay there."),
)
_KEYS = Field(("keys",), _("Keys that go with it"), Kind.GUIDES, shelf="keys")

FACTS: dict[str, tuple[Field, ...]] = {
    "keys": (
        _TITLE,
        _SUMMARY,
        Field(("topic",), _("Topic"), needed=True, help=_("One word that it is filed under. It gives the Key its sign."), manual=f"{_MANUAL}#write-one"),
        _PHASE,
        _MINUTES,
        replace(_FOR, options=(("mentors", _("Mentors")), ("mentees", _("Mentees")))),
        _READING,
    ),
    "training": (
        _TITLE,
        _SUMMARY,
        replace(_MINUTES, help=_("The whole duration. The steps of the run sheet add up to it.")),
        _FOR,
        Field(("outcomes",), _("What people can do afterwards"), Kind.LINES),
        Field(("materials",), _("What is needed"), Kind.LINES),
        Field(("preparation",), _("What to prepare"), Kind.LINES),
        _KEYS,
        _READING,
    ),
    "forms": (
        _TITLE,
        _SUMMARY,
        _FOR,
        Field(
            ("kind",),
            _("Kind of form"),
            Kind.CHOICE,
            usual=_("worksheet"),
            options=(
                ("worksheet", _("Worksheet: stands in the workbooks")),
                ("reference", _("Reference: to look things up, in the workbooks")),
                ("application", _("Application: in the facilitator guide")),
                ("checklist", _("Checklist: in the facilitator guide")),
                ("briefing", _("Briefing: one page to hand out")),
                ("record", _("Record: kept on paper by one person, never on the portal")),
                ("handbook", _("Handbook: in the facilitator guide, never on the portal")),
            ),
        ),
        Field(
            ("standard",),
            _("In every programme"),
            Kind.YES_NO,
            usual=_("yes"),
            help=_("Whether programmes have it that name no forms of their own."),
        ),
        Field(
            ("per_session",),
            _("A fresh copy for each session"),
            Kind.YES_NO,
            usual=_("no"),
            help=_("Workbooks then name it as a sheet to print, and do not hold it."),
        ),
        _READING,
    ),
    "pages": (
        _TITLE,
        _SUMMARY,
        Field(("order",), _("Place in its folder"), Kind.NUMBER, help=_("A number; lower ones come first. Without one, the file’s name decides."), manual=f"{_MANUAL}#pages-a-handbook-of-your-own"),
        _FOR,
        _READING,
    ),
}  # fmt: skip
"""The fields of each kind of guide. A page needs none of them."""

assert [*FACTS] == [*KINDS]


def fields_for(folder: str, value: Callable[[tuple[str, ...]], Value]) -> tuple[Field, ...]:
    """The fields of one guide, whose facts `value` gives: minutes stand apart where they differ for the two."""
    fields = FACTS[folder]
    if folder == "pages":
        fields = tuple(replace(field, needed=False) for field in fields)
    if isinstance(value(("minutes",)), dict):
        at = fields.index(_MINUTES)
        fields = (*fields[:at], *_BY_ROLE, *fields[at + 1 :])
    return fields


def typed_changes(
    fields: tuple[Field, ...], value: Callable[[tuple[str, ...]], Value], inputs: Callable[[str], Inputs | None]
) -> Iterator[Change]:
    """What was typed as changes to the facts that `value` gives; fields without inputs, or shown as they are, change nothing."""
    for field in fields:
        given = inputs(named(field.path))
        before = value(field.path)
        seen = shown(field, before)
        if given is None or seen is None or read(field, given) == read(field, seen):
            continue
        yield Change(field.path, before, as_meant(field, before, read(field, given)))
