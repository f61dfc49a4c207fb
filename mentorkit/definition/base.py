"""The base of every written type: strict names, places, and field types that read what people type."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from types import UnionType
from typing import Annotated, Any, ClassVar, Literal, Self, Union, get_args, get_origin

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic.functional_validators import ModelWrapValidatorHandler
from pydantic_core import PydanticCustomError

from mentorkit.core.open_marks import GAP
from mentorkit.core.plain_words import words_of_line
from mentorkit.core.problems import Problem, Span, did_you_mean
from mentorkit.core.text_entries import entries_of
from mentorkit.core.yaml_source import Located, Place
from mentorkit.core.yaml_syntax import BULLETS
from mentorkit.definition.weeks import WEEKDAYS, Weeks

_NOWHERE = Place(Span(""))


def is_no(value: Any) -> bool:
    """Return whether this text says no, in one of the ways in which YAML has it."""
    return isinstance(value, str) and value.strip().lower() in ("no", "n", "off", "false", "f")


_WHOLE_IN_QUOTES = "put the whole text in quotes"


def is_gap(value: Any) -> bool:
    """Return whether this text says that something is still to be written."""
    return isinstance(value, str) and GAP in value and value.lstrip().startswith(GAP)


def _name_what_is_passed_over(schema: dict[str, Any], kind: type[Any]) -> None:
    """Let editors accept what other tools read."""
    for name in sorted(kind.passes_over):
        schema["properties"][name] = {"description": "Read by other tools."}


class Authored(BaseModel):
    """A part of what somebody wrote. It never changes, and knows where it was written."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
        validate_by_name=True,
        validate_by_alias=True,
        json_schema_extra=_name_what_is_passed_over,
    )
    passes_over: ClassVar[frozenset[str]] = frozenset()
    """Names that are other tools' business: neither read nor complained about."""

    _place: Place = PrivateAttr(default_factory=lambda: _NOWHERE)  # a plain default would be copied for each

    def where(self, *path: str | int) -> Span:
        """The place of this part, or of the named thing inside it, or of the nearest that was written."""
        return self._place.at(*path)

    def typed(self) -> dict[str, Span]:
        """The names that were typed in this part, those that nothing reads too, and where; none of a shorthand."""
        return self._place.keys

    def keys_of(self, name: str) -> dict[str, Span]:
        """The keys of the mapping called `name` as they were typed, and where."""
        return self._place.inside[name].keys if name in self._place.inside else {}

    @classmethod
    @cache
    def typed_names(cls) -> tuple[tuple[str, str], ...]:
        """The names of its fields, each with the word that stands for it in a definition."""
        return tuple((name, info.alias or name) for name, info in cls.model_fields.items())

    @classmethod
    @cache
    def names(cls) -> frozenset[str]:
        """The words that may stand here."""
        return frozenset(info.alias or name for name, info in cls.model_fields.items())

    @model_validator(mode="wrap")
    @classmethod
    def _keep_place(cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        if not isinstance(data, Located):
            return handler(data)
        model = handler(cls._known_only(data, info))
        model._place = data.place  # noqa: SLF001 - its own
        return model

    @classmethod
    def _known_only(cls, data: Located, info: ValidationInfo) -> Mapping[str, Any]:
        """Drop blanks (a name without a value says nothing) and gaps that no text can stand in; report strange names."""
        known = cls._read_names()
        open_ = {name for name, value in data.items() if is_gap(value)} - cls._prose_names()
        open_ |= cls._left_open(open_)
        for name in data:
            if name not in known and not cls._passes_over(name) and info.context is not None:
                inside = cls._homes(name)
                hint = f"it belongs under `{inside[0]}`" if inside else did_you_mean(name, cls.names(), likeness=0.7)
                if data[name] is None and (" " in name or name in data.bare):
                    hint = f"a comma outside quotes begins something new: {_WHOLE_IN_QUOTES}"
                problem = Problem("unknown-name", f'nothing called "{name}" belongs here', data.place.keys[name], hint)
                info.context["unknown"].append(problem)
            elif name in known and name in data.bare and info.context is not None:
                message = f'"{name}" has no value: a comma outside quotes begins something new'
                problem = Problem("unknown-name", message, data.place.keys[name], _WHOLE_IN_QUOTES)
                info.context["unknown"].append(problem)
        return {
            name: value for name, value in data.items() if name in known and value is not None and name not in open_
        }

    @classmethod
    def _passes_over(cls, name: str) -> bool:
        """Return whether this name is other tools' business."""
        return name in cls.passes_over

    @classmethod
    def _left_open(cls, open_: Collection[str]) -> frozenset[str]:
        """Names that say nothing while those in `open_` are still to fill in."""
        return frozenset()

    @classmethod
    @cache
    def _homes(cls, name: str) -> tuple[str, ...]:
        """The parts of this one in which something of this name stands, where that is not the name of something else."""
        parts = {info.alias or field: _plain_kind(info.annotation) for field, info in cls.model_fields.items()}
        return tuple(field for field, kind in parts.items() if issubclass(kind, Authored) and name in kind.names())

    @classmethod
    @cache
    def _read_names(cls) -> frozenset[str]:
        return cls.names() | set(cls.model_fields)

    @classmethod
    @cache
    def _prose_names(cls) -> set[str]:
        """The names under which a text of any kind can stand, and so the mark of a gap too."""
        return {
            name
            for field, info in cls.model_fields.items()
            if _holds_prose(info.annotation, info.metadata)
            for name in (field, info.alias or field)
        }


def texts_in(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], str]]:
    """Every text inside a value, at any depth, with its path in the names that authors write.

    A list, since handing each on from level to level took most of the time.
    """
    if isinstance(value, str):
        return [(path, value)]
    if isinstance(value, Authored):
        parts: Iterable[tuple[str | int, Any]] = (
            (written, getattr(value, name)) for name, written in value.typed_names()
        )
    elif isinstance(value, list | tuple):
        parts = enumerate(value)
    elif isinstance(value, Mapping):
        parts = ((str(name), inner) for name, inner in value.items())
    else:
        return []
    return [text for name, inner in parts if inner is not None for text in texts_in(inner, (*path, name))]


def _plain_kind(annotation: Any) -> type:
    """The class behind `kind | None`; for anything else the class of everything."""
    kinds = [part for part in get_args(annotation) if part is not type(None)]
    kind = kinds[0] if get_origin(annotation) in (Union, UnionType) and len(kinds) == 1 else annotation
    return kind if isinstance(kind, type) and get_origin(kind) is None else object


def _holds_prose(annotation: Any, rules: Iterable[Any] = ()) -> bool:
    """Return whether any text will do: not where a date, a number, a choice or an address is meant."""
    if any(isinstance(rule, StringConstraints) for rule in rules):
        return True
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _holds_prose(parts[0], parts[1:])
    if origin is tuple or origin in (Union, UnionType):
        return any(_holds_prose(part) for part in parts)
    return isinstance(annotation, type) and issubclass(annotation, Authored)


def complain(message: str, hint: str = "", *, about: str = "") -> PydanticCustomError:
    """An error of ours inside a field type, in the author's language; `about` is the key of a mapping that it means."""
    return PydanticCustomError("value_explained", "{message}", {"message": message, "hint": hint, "about": about})


def _no_blanks(value: Any) -> Any:
    return [item for item in value if item is not None] if isinstance(value, list) else value


NO_START = "no_start"
"""The kind of error where a week cannot be counted; what is wrong with the start is said where that stands."""

WEEK = re.compile(r"[Ww](?:eek|EEK) +(-?\d{1,3})(?: +(\w{3,}))?", re.ASCII)
"""A week in place of a date, and perhaps a day of it."""


def a_weekday(value: Any) -> Any:
    """Read the name of a day, or its beginning, as one of WEEKDAYS."""
    if not isinstance(value, str):
        return value
    full = [day for day in WEEKDAYS if len(value) >= 3 and day.startswith(value.lower())]
    if len(full) != 1:
        raise complain(f'"{value}" is not a day of the week', "write Monday, Tuesday … in English")
    return full[0]


def _a_date(value: Any, info: ValidationInfo) -> Any:
    """A date, or `week 12` and `week -6 Friday`, counted as the context knows it."""
    if not isinstance(value, str):
        return value
    if info.field_name != "starts" and value.strip().lower().startswith("week"):
        return _counted(value, info.context or {}, "Sunday" if info.field_name == "to" else "Monday")
    if info.field_name != "starts" and not re.search(r"\d", value):
        raise complain(f'"{value}" is not a date', f"leave it out, or write {GAP}, while it is open")
    return a_day(value)


def _counted(value: str, context: Mapping[str, Any], usual_day: str) -> date:
    """The day of a week, the `usual_day` where none is named."""
    counted, no_0 = WEEK.fullmatch(value.strip()), context.get("first_week", 1) == 1
    if not counted or (no_0 and int(counted[1]) == 0):
        hint = "write week 12 or week -6 Friday" + ("; there is no week 0" if no_0 else "")
        raise complain(f'"{value}" is not a week', hint)
    weekday = WEEKDAYS.index(a_weekday(counted[2] or usual_day))
    weeks: Weeks | None = context.get("weeks")
    if weeks is None:
        raise PydanticCustomError(NO_START, "counted from a start that is wrong or missing")
    return weeks.monday(int(counted[1])) + timedelta(days=weekday)


_OTHER_DAYS = (
    r"(?P<y>\d{4})[-/. ](?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})\.?(?:[T ]\d{1,2}:\d{2}.*)?", r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
    r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>\d{4})", r"(?P<d>1[3-9]|2\d|3[01])[/-](?P<m>\d{1,2})[/-](?P<y>\d{4})",
    r"(?P<m>\d{1,2})[/-](?P<d>1[3-9]|2\d|3[01])[/-](?P<y>\d{4})",
    r"(?:\w+,? )?(?P<d>\d{1,2})(?:st|nd|rd|th|\.)? (?P<name>[A-Za-z]{3,9})\.?,? (?P<y>\d{4})",
    r"(?:\w+,? )?(?P<name>[A-Za-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})",
)  # fmt: skip
"""Ways of writing a day that can be read in one way only."""
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


def meant_day(value: str) -> str:
    """The way out where a day is written otherwise; empty where it can be read in several ways, or in none."""
    found = next(filter(None, (re.fullmatch(way, value, re.ASCII) for way in _OTHER_DAYS)), None)
    either = re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", value, re.ASCII)
    if found is None and either:
        first, second, year = map(int, either.groups())
        return f"write {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}, whichever is meant"
    parts = found.groupdict() if found else {}
    named = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(parts.get("name", "?").lower())]
    month = named[0] if len(named) == 1 else int(parts.get("m") or 0)
    try:
        return f'did you mean "{date(int(parts.get("y", 0)), month, int(parts.get("d", 0))).isoformat()}"?'
    except ValueError:
        return ""


def a_day(value: str) -> date:
    """Read a day as people write it; an error of ours where it is none."""
    value = value.strip()
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise complain(f'"{value}" is not a date', meant_day(value) or "write year-month-day: 2027-02-01")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise complain(f'"{value}" is not in the calendar', "check the month and the day") from None
    if not 1900 <= day.year < 2200:
        raise complain(f'"{value}" is in no year that a programme could see', "check the year")
    return day


def _meant_time(value: str) -> str:
    """The way out where a time of day is written otherwise; empty where nobody can know it."""
    found = re.fullmatch(
        r"(\d{1,2})(?:[.:hH ]?([0-5]\d))?\s*(?:h|Uhr|([ap])\.?m\.?)?", value.strip(), re.ASCII | re.IGNORECASE
    )
    if found is None or not (found[2] or found[3] or not value.strip().isdigit()):
        return ""
    hour = int(found[1]) % 12 + (12 if found[3] in ("p", "P") else 0) if found[3] else int(found[1])
    return f'did you mean "{hour:02}:{found[2] or "00"}"?' if hour < 24 else ""


def _a_time(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    written = re.fullmatch(r"(\d{1,2}):(\d{2})", value, re.ASCII)
    if not written or int(written[1]) > 23 or int(written[2]) > 59:
        midnight = written is not None and int(written[1]) == 24
        hint = _meant_time(value) or (
            "a day ends at 23:59, and the next begins at 00:00"
            if midnight
            else "write hours and minutes: 09:30 or 14:00"
        )
        raise complain(f'"{value}" is not a time of day', hint)
    return time(int(written[1]), int(written[2]))


_ADDRESS = re.compile(r"https?://[^\s/?#<>\"\[\]@:]+(:\d{1,5})?([/?#][^\s<>\"]*)?|(mailto|tel):[^\s<>\"]+")
"""A whole web address, an e-mail address or a telephone number, as they can stand in a page."""


def is_address(text: str) -> bool:
    """Return whether this is a whole address, as it can stand in a page."""
    return bool(_ADDRESS.fullmatch(text))


def _a_link(value: Any) -> Any:
    value = (
        re.sub(r"^(?i:https?|mailto|tel)(?=:)", lambda one: one[0].lower(), value) if isinstance(value, str) else value
    )
    if isinstance(value, str) and re.fullmatch(r"[^@\s<>\"':/]+@[^@\s<>\"':/]+\.\w{2,}", value):
        raise complain(f'"{value}" is an e-mail address, and a link is meant', f"write mailto:{value}")
    if isinstance(value, str) and not is_address(value):
        whole = f"https://{value}" if re.fullmatch(r"www\.[^\s/]+\.\w{2,}(/\S*)?", value) else "https://…"
        raise complain(f'"{value}" is not a link', f"write the whole address: {whole}")
    return value


def _an_email(value: Any) -> Any:
    named = re.search(r"[^@\s<>\"':;,]+@[^@\s<>\"':;,]+\.\w{2,}", value) if isinstance(value, str) else None
    if isinstance(value, str) and (named is None or named[0] != value):
        if named and re.search(r"mailto:|<.*>|[.,;]$", value) and value.count("@") == 1:
            raise complain(f'"{value}" is more than an e-mail address', f"write {named[0]} alone")
        raise complain(f'"{value}" is not an e-mail address', "write it as name@organisation.example")
    return value


ID = "[a-z0-9]+(-[a-z0-9]+)*"
"""A name that can stand in an address and be the name of a file."""


def _an_id(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(ID, value):
        raise complain(f'"{value}" cannot be an id', "use lower-case letters, digits and hyphens: first-survey")
    return value


@dataclass(frozen=True, slots=True)
class Shorthand:
    """Takes a bare text for what says only this `name`."""

    name: str

    def __call__(self, value: Any) -> Any:
        """Write it out."""
        return {self.name: value} if isinstance(value, str) else value


def shorthand(name: str, kind: type[Authored]) -> BeforeValidator:
    """Accept a bare text in place of a `kind` of which only `name` is to be said."""
    return BeforeValidator(Shorthand(name), json_schema_input_type=str | kind)


def one_or_more(kind: Any) -> BeforeValidator:
    """Accept one text in place of a list of `kind`."""

    def listed(value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    return BeforeValidator(listed, json_schema_input_type=str | list[kind])


def _listed(value: Any) -> Any:
    """Accept one text in place of a list; one that is a list of Markdown has its entries."""
    return entries_of(value) if isinstance(value, str) else value


LISTED_TEXT = BeforeValidator(_listed, json_schema_input_type=str | list[str])
_LISTED = re.compile(rf"\n\s*(?:[-*+{BULLETS}|]|#{{1,6}}|\d{{1,2}}[.)])\s")
"""The beginning of an entry on a further line of a text."""
LONGEST_WORD = 80
"""Letters; the longest place names have 58."""


def _written(value: Any) -> Any:
    """A text of which nothing would be seen is none."""
    return "" if isinstance(value, str) and not any(map(str.isprintable, value.strip())) else value


def _on_one_line(value: Any) -> Any:
    """A line folded over several is still one line; a word must fit on a page."""
    if not isinstance(value, str):
        return value
    if _LISTED.search(value):
        raise complain("a list cannot stand here: this is one line", "write one sentence, without signs for entries")
    line = re.sub(r"[ \t\n]+", " ", _written(value))
    longest = max(map(len, re.split(r"[\s/\u00ad\u200b-]", line)))
    if longest > LONGEST_WORD and len(line) <= 400:
        raise complain(
            f"this has a word of {longest} letters, which fits on no page", "put a space or a hyphen into it"
        )
    return line


class Worded(str):
    """The plain words of a line; `written` is what its author wrote, with marks."""

    __slots__ = ("written",)
    written: str

    @classmethod
    def of(cls, written: str) -> Worded:
        """Read a line."""
        made = cls(words_of_line(written) or written)
        made.written = written
        return made


def as_written(text: str) -> str:
    """A text as its author wrote it, with marks where it is a line."""
    return text.written if isinstance(text, Worded) else text


yaml.SafeDumper.add_representer(Worded, yaml.SafeDumper.represent_str)


Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000), BeforeValidator(_written)
]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=400),
    BeforeValidator(_on_one_line),
    AfterValidator(Worded.of),
]
"""A text on one line. Where no links and emphasis can be, its plain words stand."""
Id = Annotated[str, BeforeValidator(_an_id)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(_no_blanks), LISTED_TEXT]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_no_blanks), LISTED_TEXT]
GuideIds = Annotated[tuple[str, ...], BeforeValidator(_no_blanks), one_or_more(str)]
"""Ids of guides of the library, where anything else is told by whoever knows the library: a title, perhaps."""
_YES_NO = "^([Yy]([Ee][Ss])?|[Nn][Oo]?|[Oo]([Nn]|[Ff][Ff])|[Tt]([Rr][Uu][Ee])?|[Ff]([Aa][Ll][Ss][Ee])?)$"
YesNo = Annotated[
    bool,
    BeforeValidator(
        lambda value: value,
        json_schema_input_type=bool | Literal["yes", "no"] | Annotated[str, StringConstraints(pattern=_YES_NO)],
    ),
]
Day = Annotated[
    date,
    BeforeValidator(
        _a_date, json_schema_input_type=date | Annotated[str, StringConstraints(pattern=f"^{WEEK.pattern}$")]
    ),
]
"""A date; also `week 12` or `week -6 Friday`, counted from the start of the programme."""
TimeOfDay = Annotated[time, BeforeValidator(_a_time, json_schema_input_type=str)]
Link = Annotated[str, BeforeValidator(_a_link)]
Email = Annotated[str, BeforeValidator(_an_email)]
Minutes = Annotated[int, Field(ge=5, le=60 * 24)]


PAIR = ("mentor", "mentee")
"""The two of a mentoring pair."""
SAFE_CONTACT = "safe-contact"
"""The role of whoever listens outside the line."""
ROLES = (*PAIR, "manager", "sponsor", "facilitator", "hr", SAFE_CONTACT)
"""Everyone a programme speaks to; `manager` is the mentee's line manager, never the mentor."""


def role_word(role: str) -> str:
    """A role as definitions name it: mentors, hr, safe contacts."""
    return role if role == "hr" else f"{role.replace('-', ' ')}s"


_ROLE_WORDS = {role_word(role): role for role in ROLES} | {
    **{role: role for role in ROLES},
    "people managers": "manager", "hrs": "hr", "safe contact": SAFE_CONTACT, "safe-contacts": SAFE_CONTACT, "safe_contact": SAFE_CONTACT,
}  # fmt: skip


_OTHER_WORDS = {
    "partners": "pairs", "participants": "pairs", "both": "pairs", "all": "everyone", "everybody": "everyone",
    "coaches": "mentors", "protégés": "mentees", "line managers": "managers", "bosses": "managers",
    "trainers": "facilitators", "human resources": "hr", "ombudsperson": "safe contacts", "ombuds": "safe contacts",
}  # fmt: skip
"""What people say for those whom a programme knows by another word."""


def _roles(value: Any) -> Any:
    """`mentors`, `[mentors, mentees]`, `pairs` or `everyone`, as a tuple of role names."""
    words: Iterable[Any] = [value] if isinstance(value, str) else value
    if not isinstance(words, list | tuple):
        raise complain("this should name who it is for", "write for: mentors, for: [mentors, mentees] or for: everyone")
    named: list[str] = []
    for word in words:
        if not isinstance(word, str):
            raise complain("this should name who it is for", "write for: mentors, or for: [mentors, mentees]")
        lower = word.strip().lower()
        if lower == "everyone":
            named += ROLES
        elif lower == "pairs":
            named += PAIR
        elif lower in _ROLE_WORDS:
            named.append(_ROLE_WORDS[lower])
        else:
            if lower in _OTHER_WORDS:
                raise complain(f'"{word}" is nobody this programme knows', f'did you mean "{_OTHER_WORDS[lower]}"?')
            known = [*map(role_word, ROLES), "pairs", "everyone"]
            raise complain(f'"{word}" is nobody this programme knows', did_you_mean(lower, known))
    return tuple(role for role in ROLES if role in named)


NAMED_ROLES = BeforeValidator(_roles, json_schema_input_type=str | list[str])
Audience = Annotated[tuple[str, ...], NAMED_ROLES]
EVERYONE: tuple[str, ...] = ROLES
