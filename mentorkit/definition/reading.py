"""From located YAML to a written type, with every mistake said in the author's words."""

from __future__ import annotations

import re
from datetime import date
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from mentorkit.core.language_tags import is_language
from mentorkit.core.problems import Problem, Result, did_you_mean
from mentorkit.core.yaml_source import Located
from mentorkit.definition.base import NO_START, Authored, a_day, is_gap, is_no
from mentorkit.definition.weeks import Weeks, whole_weeks

Written = TypeVar("Written", bound=Authored)


def read_as(kind: type[Written], source: Located, whole: Located | None = None) -> Result[Written | None]:
    """Read `source` as `kind`; None where it cannot be, with every reason. Weeks are counted as the `whole` says, if it is a part."""
    # A validator of pydantic returns a value or fails: a problem that lets the reading go on has no other way out of it.
    unknown: list[Problem] = []
    try:
        counting = _counting(source if whole is None else whole)
        written = kind.model_validate(source, context={"unknown": unknown, **counting})
    except ValidationError as error:
        said = _first_causes(error.errors(include_url=False))
        return Result(None, (*unknown, *(_problem(kind, source, details) for details in said)))
    return Result(written, tuple(unknown))


def _first_causes(told: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out weeks that cannot be counted, and lists that are too short only without their wrong entries."""
    wrong = {details["loc"][:steps] for details in told for steps in range(len(details["loc"]))}
    return [
        details
        for details in told
        if details["type"] != NO_START and not (details["type"] == "too_short" and details["loc"] in wrong)
    ]


def _counting(source: Located) -> dict[str, Any]:
    """How weeks are counted: the number of the first and, where the start can be read, all of it."""
    number = re.fullmatch(r"\s*(-?\d{1,3})\s*", str(source.get("first_week", "")), re.ASCII)
    first = int(number[1]) if number else 1
    starts = _day(source.get("starts"))
    return {"first_week": first, "weeks": Weeks(starts, first, _uncounted(source)) if starts else None}


def _uncounted(source: Located) -> tuple[date, ...]:
    """The Mondays of weeks in pauses that are not counted, where they can be read."""
    pauses = source.get("pauses")
    found: set[date] = set()
    for one in pauses if isinstance(pauses, list) else ():
        said = one if isinstance(one, dict) else {}
        first, last = _day(said.get("from")), _day(said.get("to"))
        if first and last and is_no(said.get("counted")):
            found.update(whole_weeks(first, last))
    return tuple(sorted(found))


def _day(value: Any) -> date | None:
    """A day in a definition, where it can be read."""
    try:
        return a_day(value) if isinstance(value, str) else None
    except PydanticCustomError:
        return None


def _problem(kind: type[Authored], source: Located, details: ErrorDetails) -> Problem:
    path = _path_in(source, details)
    name = f'"{path[-1]}"' if path else "this"
    if path and isinstance(path[-1], int):
        name = f"entry {path[-1] + 1}"
    message, hint = _in_plain_words(details, name, choices(kind, path))
    if details["type"] == "missing" and is_gap(_written_at(source, path)):
        message, hint = f"{name} is still to fill in, and nothing can be made without it", "write it now"
    given, about = details["input"], details.get("ctx", {}).get("about")
    if about and isinstance(given, Located):
        *within, _ = inner = _path_of_key(given, about)
        place = given.place.inside[within[0]] if within else given.place
        return Problem("field-value", message, place.keys.get(about, place.span), hint, path=(*path, *inner))
    return Problem(_RULES.get(details["type"], "field-value"), message, source.place.at(*path), hint, path=path)


def _path_of_key(group: Located, name: str) -> tuple[str, ...]:
    """The path of a name in a mapping, or in one inside it: the number of a scale among its points."""
    inside = (key for key, value in group.items() if isinstance(value, Located) and name in value.place.keys)
    return (name,) if name in group.place.keys else (*filter(None, (next(inside, None),)), name)


def _written_at(source: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        if isinstance(source, list) and isinstance(step, int):
            source = source[step]
        else:
            source = source.get(step) if isinstance(source, dict) else None
    return source


def _path_in(source: Located, details: ErrorDetails) -> tuple[str | int, ...]:
    """The validator's location without the steps that name a type rather than something written."""
    location = details["loc"]
    path: list[str | int] = []
    here: Any = source
    for number, step in enumerate(location):
        last = number == len(location) - 1
        if isinstance(here, dict) and (step in here or (last and isinstance(step, str) and step.isidentifier())):
            path.append(step)
            here = here.get(str(step))
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            if details["input"] is not None and not any(isinstance(item, dict) for item in here):
                written = [number for number, item in enumerate(here) if item is not None]
                # Blanks were passed over in the count; where it goes beyond the rest, a blank is the fault itself.
                step = written[step] if step < len(written) else step
            path.append(step)
            here = here[step]
    return tuple(path)


def choices(kind: Any, path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The words of which one can stand at `path` inside a `kind`, in the order of its type; none where others can too."""
    if get_origin(kind) is Annotated:
        return choices(get_args(kind)[0], path)
    if get_origin(kind) in (Union, UnionType):
        return tuple(word for part in get_args(kind) for word in choices(part, path))
    if not path:
        return get_args(kind) if get_origin(kind) is Literal else ()
    step, *rest = path
    if isinstance(kind, type) and issubclass(kind, Authored):
        fields = {info.alias or name: info.annotation for name, info in kind.model_fields.items()}
        return choices(fields.get(str(step)), tuple(rest))
    if get_origin(kind) is dict:
        return choices(get_args(kind)[1], tuple(rest))
    return choices(get_args(kind)[0], tuple(rest)) if get_origin(kind) is tuple else ()


def _not_one(name: str) -> str:
    """The words for a value that is none of those of a field, or of a list."""
    if name.startswith("entry "):
        return "cannot stand in this list"
    noun = name.replace("_", " ")
    if noun in ("when", "for", "this"):
        return f'cannot stand after "{noun}"'
    return f"is not {'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _in_plain_words(details: ErrorDetails, what: str, known: tuple[str, ...]) -> tuple[str, str]:
    kind, given, limits = details["type"], details["input"], details.get("ctx", {})
    name = what.strip('"')
    if kind == "value_explained":
        return limits["message"], limits["hint"]
    if kind == "missing":
        return f"{what} is missing", f"add a line `{name}: …`"
    if kind in ("literal_error", "enum"):
        choose = f"choose one of: {', '.join(known)}"
        if not isinstance(given, str):
            return f"{what} should be one word, not a {_short(given, as_kind=True)}", choose
        return f'"{_short(given)}" {_not_one(name)}', did_you_mean(given, known, otherwise=choose)
    if kind == "string_type" and isinstance(given, dict | list):
        return f"{what} should be a text, not a {_short(given, as_kind=True)}", _no_text(given)
    if kind == "tuple_type" and isinstance(given, dict):
        return f"{what} should be a list, not a group of names", _in_languages(given, is_list=True) or _CHANGE_OR_LIST
    if kind in _WORDS:
        message, hint = _WORDS[kind]
        return f"{what} {message}".format(given=_short(given, as_kind=kind.endswith("_type")), **limits), hint
    return f'{what} cannot be "{_short(given)}"', "compare it with the examples in the documentation"


def _no_text(given: dict[str, Any] | list[Any]) -> str:
    """The way out where YAML takes a text for a list or a group of names."""
    if isinstance(given, dict) and len(given) == 1 and " " in next(iter(given)).strip():
        return "a colon and a space begin something new: put the whole text in quotes"
    if isinstance(given, dict) and (hint := _in_languages(given)):
        return hint
    if isinstance(given, dict) and given:
        return f'write one text; where "{next(iter(given))}: …" is a part of it, put the whole in quotes'
    return "write one text; where it begins with a bracket or a hyphen, put the whole in quotes"


def _in_languages(given: dict[str, Any], *, is_list: bool = False) -> str:
    """The way out where texts were meant to stand in several languages beside each other; empty where they were not."""
    tags = [name for name in given if is_language(name)]
    if not tags or len(given) == 1:
        return ""
    if strange := [name for name in given if name not in tags]:
        return f'"{strange[0]}" is not a language; name each text by a tag, such as da or en-GB'
    texts = ", ".join(f"{tag}: …" for tag in tags)
    return f"give {'each entry by itself' if is_list else 'one text'} in each language: {'- ' * is_list}{{{texts}}}"


_CHANGE_OR_LIST = (
    "begin each entry on a line of its own with `- `; only what is taken over can be changed, "
    "with `add`, `change` and `without`"
)

_WORDS = {
    "string_type": ("should be a text, not a {given}", "write it on one line, or after a bar: `summary: |`"),
    "string_too_short": ("is empty", "write something, or take the line out"),
    "string_too_long": ("is longer than {max_length} characters", "say it shorter, or put it in a Markdown file"),
    "int_type": ("should be a number, not a {given}", "write a whole number such as 6"),
    "int_parsing": ('should be a whole number, not "{given}"', "write digits only: 60"),
    "int_from_float": ('should be a whole number, not "{given}"', "write digits only: 60"),
    "int_parsing_size": ("has too many digits", "write a smaller number"),
    "float_type": ("should be a number, not a {given}", "write digits only: 1.5"),
    "finite_number": ("should be a number, not {given}", "write digits only: 1.5"),
    "float_parsing": ('should be a number, not "{given}"', "write digits only: 1.5"),
    "bool_parsing": ('should be yes or no, not "{given}"', "write yes or no"),
    "bool_type": ("should be yes or no, not a {given}", "write yes or no"),
    "tuple_type": ("should be a list, not a {given}", "begin each entry on a line of its own with `- `"),
    "list_type": ("should be a list, not a {given}", "begin each entry on a line of its own with `- `"),
    "dict_type": ("should have named lines under it, not a {given}", "write `name: value` lines, indented"),
    "model_type": ("should have named lines under it, not a {given}", "write `name: value` lines, indented"),
    "model_attributes_type": ("should have named lines under it, not a {given}", "write `name: value` lines, indented"),
    "greater_than": ("is {given}, and should be more than {gt:g}", ""),
    "greater_than_equal": ("is {given}, and should be at least {ge:g}", ""),
    "less_than_equal": ("is {given}, and should be at most {le:g}", ""),
    "too_long": ("has more than {max_length} of them", "leave some out"),
    "too_short": ("needs at least {min_length} of them", "add one"),
    "date_type": ("should be a date, not a {given}", "write year-month-day: 2027-02-01"),
    "time_type": ("should be a time of day, not a {given}", "write hours and minutes: 09:30"),
}


_RULES = {
    "missing": "field-missing",
    **dict.fromkeys(("literal_error", "enum"), "field-choice"),
    "string_type": "field-text",
    **dict.fromkeys(("string_too_short", "string_too_long"), "field-length"),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float", "int_parsing_size"), "field-number"),
    **dict.fromkeys(("float_type", "finite_number", "float_parsing"), "field-number"),
    **dict.fromkeys(("greater_than", "greater_than_equal", "less_than_equal", "less_than"), "field-range"),
    **dict.fromkeys(("bool_parsing", "bool_type"), "field-yes-no"),
    **dict.fromkeys(("tuple_type", "list_type"), "field-list"),
    **dict.fromkeys(("too_long", "too_short"), "field-count"),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), "field-group"),
    "date_type": "field-date",
    "time_type": "field-time",
}
"""The rules that problems of fields are filed under, by what the library calls them; others are of `field-value`."""


def _short(given: Any, *, as_kind: bool = False) -> str:
    """The value that was given, for a message: the text itself, cut where it is long, or only its kind."""
    if isinstance(given, dict):
        return "group of names"
    if isinstance(given, list | tuple):
        return "list"
    if given is None:
        return "blank"
    text = str(given)
    return "text" if as_kind else text if len(text) <= 60 else text[:57] + "…"
