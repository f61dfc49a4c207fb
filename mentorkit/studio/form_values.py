"""What stands in a definition as the inputs of a form, and the inputs of a form as what an author would write.

Inputs are named texts, of which `""` is the name of the only one of most kinds: those of a day are `how`, `date`, `week`
and `day`. What was shown and sent back untouched reads as the same value, so nothing is changed by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mentorkit.core.open_marks import GAP
from mentorkit.core.text_entries import entries_of
from mentorkit.definition.base import PAIR, ROLES, WEEK, is_gap, is_no, role_word
from mentorkit.definition.weeks import WEEKDAYS
from mentorkit.editing.changes import ABSENT
from mentorkit.studio.form_fields import Field, Kind

Inputs = Mapping[str, tuple[str, ...]]
"""The texts of the inputs of one field: most have one, some none or several."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = ("date", "week", "day")


def shown(field: Field, value: Any) -> Inputs | None:
    """A value as inputs; None where it is written in a way that this kind of field cannot show."""
    if value is ABSENT or value is None or is_gap(value):
        nothing = _NOTHING.get(field.kind, {"": ("",)})
        return _inputs_of_day("open") if field.weeks else nothing
    return _SHOWN.get(field.kind, _scalar)(field, value)


def asked(value: Any) -> str:
    """What the mark of an open place asks for: who backs the programme."""
    return value.strip().removeprefix(GAP).strip(" ():") if is_gap(value) else ""


def read(field: Field, inputs: Inputs) -> Any:
    """The value of inputs: a text, a list, a mapping, or ABSENT where nothing is said."""
    return _READ.get(field.kind, _read_scalar)(field, inputs)


def paths_of(field: Field) -> tuple[str, ...]:
    """The names inside the mapping at its path that a field writes; none where it writes the value at its path."""
    return _MOMENT if field.kind is Kind.MOMENT else ()


def _text(inputs: Inputs, name: str = "") -> str:
    """The text of an input, with the line ends of files."""
    return (inputs.get(name) or ("",))[0].replace("\r\n", "\n").replace("\r", "\n").strip()


def _scalar(field: Field, value: Any) -> Inputs | None:
    return {"": (value,)} if isinstance(value, str) else None


def _read_scalar(field: Field, inputs: Inputs) -> Any:
    text = _text(inputs)
    if field.kind is not Kind.TEXT:
        text = re.sub(r"\s*\n\s*", " ", text)
    return text or ABSENT


def _entry_text(field: Field, item: Any) -> str | None:
    """What a line says of an entry; None where it is neither a text nor a mapping that says it."""
    if isinstance(item, dict) and field.entry:
        item = item.get(field.entry)
    return item if isinstance(item, str) else None


def _items(field: Field, value: Any) -> list[Any] | None:
    listed = entries_of(value) if isinstance(value, str) else value
    return [one for one in listed if one is not None] if isinstance(listed, list) else None


def _lines(field: Field, value: Any) -> Inputs | None:
    said = [_entry_text(field, item) for item in _items(field, value) or (None,)]
    if any(one is None for one in said):
        return None
    between, inside = ("\n\n", r"\n\s*\n") if field.kind is Kind.TEXTS else ("\n", r"\n")
    texts = [one for one in said if one is not None]
    if field.kind is Kind.LINES:
        texts = [re.sub(r"\s*\n\s*", " ", one) for one in texts]
    elif any(re.search(inside, one) for one in texts):
        return None
    return {"": (between.join(texts),)}


def _read_lines(field: Field, inputs: Inputs) -> Any:
    between = r"\n\s*\n" if field.kind is Kind.TEXTS else r"\n"
    return [one.strip() for one in re.split(between, _text(inputs)) if one.strip()] or ABSENT


def as_meant(field: Field, before: Any, after: Any) -> Any:
    """A value that was read, with what no input shows: what else an entry says whose line stays, and the order of what was chosen."""
    items = _items(field, before) if isinstance(before, str | list) else None
    if not items or not isinstance(after, list):
        return after
    if field.entry:
        said = {_entry_text(field, item): item for item in items}
        return [said.get(line, line) for line in after]
    if field.kind in (Kind.GUIDES, Kind.CHOICES):
        return [one for one in items if one in after] + [one for one in after if one not in items]
    return after


def _yes_no(field: Field, value: Any) -> Inputs | None:
    if not isinstance(value, str):
        return None
    said = "no" if is_no(value) else "yes" if value.strip().lower() in ("yes", "y", "on", "true", "t") else None
    return {"": (said,)} if said else None


def _choice(field: Field, value: Any) -> Inputs | None:
    known = [one for one, _ in field.options]
    return {"": (value,)} if isinstance(value, str) and (value in known or not known) else None


def _several(field: Field, value: Any) -> Inputs | None:
    listed = [value] if isinstance(value, str) else value
    return {"": tuple(listed)} if isinstance(listed, list) and all(isinstance(one, str) for one in listed) else None


def _read_several(field: Field, inputs: Inputs) -> Any:
    return [one.strip() for one in inputs.get("", ()) if one.strip()] or ABSENT


def _roles(field: Field, value: Any) -> Inputs | None:
    """Roles one by one, whatever word stands for several."""
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        return None
    named: set[str] = set()
    for one in listed:
        word = one.strip().lower()
        named |= {"everyone": {*ROLES}, "pairs": {*PAIR}}.get(word, {word.removesuffix("s").replace(" ", "-")})
    return {"": tuple(role for role in ROLES if role in named)} if named <= {*ROLES} else None


def _read_roles(field: Field, inputs: Inputs) -> Any:
    chosen = [role for role in ROLES if role in inputs.get("", ())]
    if chosen == [*ROLES]:
        return "everyone"
    words = [role_word(role) for role in chosen]
    return words[0] if len(words) == 1 else words or ABSENT


def _day(field: Field, value: Any) -> Inputs | None:
    if not isinstance(value, str):
        return None
    week = WEEK.fullmatch(value.strip()) if field.weeks else None
    if week:
        return _inputs_of_day("week", week=week[1], day=_weekday(week[2]))
    if not field.weeks or not _ISO.fullmatch(value.strip()):
        return None if field.weeks else {"": (value,)}
    return _inputs_of_day("date", date=value.strip())


def _inputs_of_day(how: str, date: str = "", week: str = "", day: str = "") -> Inputs:
    return {"how": (how,), "date": (date,), "week": (week,), "day": (day,)}


def _weekday(said: str | None) -> str:
    return next((day for day in WEEKDAYS if said and day.startswith(said.lower())), said or "")


def _read_day(field: Field, inputs: Inputs) -> Any:
    if not field.weeks:
        return _text(inputs) or ABSENT
    how = _text(inputs, "how")
    if how == "date":
        return _text(inputs, "date") or ABSENT
    if how == "week" and _text(inputs, "week"):
        return f"week {_text(inputs, 'week')} {_text(inputs, 'day').capitalize()}".strip()
    return ABSENT


def _moment(field: Field, value: Any) -> Inputs | None:
    """The inputs of the `date`, `week` and `day` of a mapping."""
    if not isinstance(value, dict):
        return None
    date, week, day = (value.get(name) for name in _MOMENT)
    if isinstance(date, str) and not is_gap(date):
        counted = WEEK.fullmatch(date.strip())
        if counted:
            return _inputs_of_day("week", week=counted[1], day=_weekday(counted[2]))
        return _inputs_of_day("date", date=date) if _ISO.fullmatch(date.strip()) else None
    if isinstance(week, str) and not is_gap(week):
        return _inputs_of_day("week", week=week, day=_weekday(day if isinstance(day, str) else None))
    return _inputs_of_day("open")


def _read_moment(field: Field, inputs: Inputs) -> Any:
    how, nothing = _text(inputs, "how"), dict.fromkeys(_MOMENT, ABSENT)
    if how == "date" and _text(inputs, "date"):
        return {**nothing, "date": _text(inputs, "date")}
    if how == "week" and _text(inputs, "week"):
        day = _text(inputs, "day").capitalize() or ABSENT
        return {**nothing, "week": _text(inputs, "week"), "day": day}
    return nothing


_NOTHING: dict[Kind, Inputs] = {
    Kind.MOMENT: _inputs_of_day("open"),
    Kind.ROLES: {"": ()},
    Kind.GUIDES: {"": ()},
    Kind.CHOICES: {"": ()},
}
_SHOWN = {
    Kind.LINES: _lines,
    Kind.TEXTS: _lines,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
    Kind.GUIDES: _several,
    Kind.CHOICES: _several,
    Kind.ROLES: _roles,
}
_READ = {
    Kind.LINES: _read_lines,
    Kind.TEXTS: _read_lines,
    Kind.DAY: _read_day,
    Kind.MOMENT: _read_moment,
    Kind.GUIDES: _read_several,
    Kind.CHOICES: _read_several,
    Kind.ROLES: _read_roles,
}
