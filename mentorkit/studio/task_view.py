"""A task page with what stands in a document, as its template shows it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from mentorkit.core.digests import digest
from mentorkit.core.language_tags import first_text
from mentorkit.definition.base import is_gap
from mentorkit.editing.changes import ABSENT
from mentorkit.language.catalogue import capital
from mentorkit.studio.field_drafts import Draft, SavingNote
from mentorkit.studio.form_fields import Entries, Field, FieldGroup, Kind, Part, Path, fields_of, named
from mentorkit.studio.form_values import Inputs, asked, shown
from mentorkit.studio.guide_options import GuideOption


class SeenDocument(Protocol):
    """What a page asks of the file that it shows."""

    def value(self, path: Path) -> Any:
        """What stands at a path; ABSENT where nothing does."""

    def origin(self, path: Path) -> str:
        """From where a value is taken over, in words; empty where it is its own, or absent."""

    def translations(self, path: Path) -> dict[str, str]:
        """The texts at a path by the names of their languages, where it is given in several; empty where it is not."""

    def inherited(self, path: Path) -> Any:
        """What would stand at a path if the file said nothing of it; ABSENT where nothing would."""

    def spoken(self, text: str) -> str:
        """A text as people will read it, with what placeholders stand for."""


@dataclass(frozen=True)
class FieldView:
    """A field with what stands there."""

    field: Field
    path: Path
    """Its whole path."""
    inputs: Inputs
    was: str
    """The value that was seen, as JSON."""
    origin: str = ""
    """The file from which it is taken over."""
    asked: str = ""
    """What an open place asks for."""
    unshown: bool = False
    """Whether it is written in a way that this form cannot show."""
    translations: tuple[tuple[str, str], ...] = ()
    """Its texts by the names of their languages, where it is given in several: it is shown, and changed in the file."""
    told: SavingNote | None = None
    options: tuple[tuple[str, str], ...] = ()
    guides: tuple[GuideOption, ...] = ()
    """The guides that can be chosen, each with its summary."""
    could_be_taken_over: bool = False
    """Whether its own value stands in place of one that would be taken over."""

    @property
    def name(self) -> str:
        """The name of its inputs."""
        return named(self.path)

    @property
    def only_if_name(self) -> str:
        """The name of the field that says whether this one means something."""
        assert self.field.only_if, "whoever asks has looked"
        return named((*self.path[: len(self.path) - len(self.field.path)], *self.field.only_if[0]))

    @property
    def rows(self) -> int:
        """Lines of its text area."""
        written = sum(1 + len(line) // 70 for line in self.text.split("\n"))
        return min(16, max(written + (self.field.kind is not Kind.TEXT), 3))

    @property
    def input_type(self) -> str:
        """The type of its input: a native one for a date where the browser can show what stands there."""
        if self.field.kind is Kind.DAY:
            return "date" if re.fullmatch(r"(\d{4}-\d{2}-\d{2})?", self.text) else "text"
        if self.field.kind is Kind.TIME:
            return "time" if re.fullmatch(r"(\d{2}:\d{2})?", self.text) else "text"
        return "text"

    @property
    def is_hex(self) -> bool:
        """Whether a colour is written so that a browser's picker takes it."""
        return re.fullmatch(r"#[0-9a-fA-F]{6}", self.text) is not None

    @property
    def text(self) -> str:
        """The text of its only input."""
        return (self.inputs.get("") or ("",))[0]

    def part(self, name: str) -> str:
        """The text of one of several inputs."""
        return (self.inputs.get(name) or ("",))[0]

    @property
    def chosen(self) -> tuple[str, ...]:
        """The texts of inputs of which several can be chosen."""
        return self.inputs.get("", ())


@dataclass(frozen=True)
class EntryRow:
    """One entry of a list, as its page lists it."""

    key: str
    """Its id, its number, or `#` and its position."""
    title: str
    origin: str
    address: str
    first: bool
    last: bool
    seen: str
    """The digest of what stands there, so that a button never means another entry."""


@dataclass(frozen=True)
class EntriesView:
    """A list with its entries."""

    entries: Entries
    path: Path
    rows: tuple[EntryRow, ...]

    @property
    def name(self) -> str:
        """The name that forms know it by."""
        return named(self.path)

    @property
    def movable(self) -> bool:
        """Whether its order can be changed here: a list that is taken over would have to be written whole for it."""
        return not self.entries.numbered and len(self.rows) > 1 and not any(row.origin for row in self.rows)


@dataclass(frozen=True)
class GroupView:
    """Fields below a heading."""

    group: FieldGroup
    fields: tuple[FieldView, ...]


PartView = FieldView | GroupView | EntriesView


@dataclass(frozen=True)
class PageBuilder:
    """Makes views of the parts of one page, or of one entry: `base` is its path, `address` where it is shown."""

    document: SeenDocument
    base: Path
    address: str
    drafts: Mapping[str, Draft]
    """What was typed and is not saved, by the names of fields."""
    shelves: Mapping[str, tuple[GuideOption, ...]] = field(default_factory=dict)
    """The guides that can be chosen, by their shelf."""

    def parts(self, parts: tuple[Part, ...]) -> tuple[PartView, ...]:
        """The views of these parts, as far as they mean something in the programme's format."""
        return tuple(self._part(one) for one in parts if self._means_something(one))

    def _part(self, part: Part) -> PartView:
        if isinstance(part, Field):
            return self.field(part)
        if isinstance(part, FieldGroup):
            return GroupView(part, tuple(self.field(one) for one in part.fields if self._means_something(one)))
        return self.entries(part)

    def _means_something(self, part: Part) -> bool:
        """Whether it is asked in the programme's format, or the file says something there all the same."""
        format_ = self.document.value(("format",))
        if not part.formats or ("one-to-one" if format_ is ABSENT else format_) in part.formats:
            return True
        fields = part.fields if isinstance(part, FieldGroup) else (part,)
        paths = [(*self.base, *one.path) for one in fields]
        return any(self.document.value(path) is not ABSENT and not self.document.origin(path) for path in paths)

    def field(self, field: Field) -> FieldView:
        """The view of one field."""
        path = (*self.base, *field.path)
        value = self.document.value(path)
        translations = self.document.translations(path)
        inputs = None if translations else shown(field, value)
        view = FieldView(
            field,
            path,
            inputs or {},
            as_json(value),
            self.document.origin(path),
            self.document.spoken(asked(value)),
            inputs is None,
            translations=tuple(translations.items()),
            options=tuple(self._options(field)),
            guides=self._guides(field),
            could_be_taken_over=self._other(path, value),
        )
        draft = self.drafts.get(view.name)
        return replace(view, inputs=draft.inputs, told=draft.note) if draft else view

    def _other(self, path: Path, value: Any) -> bool:
        """Whether another value would be taken over than the one that stands at a path."""
        if path[0] == "sessions":  # another session may stand under the number of one that would be taken over
            name = (*path[:2], "id")
            if self.document.value(name) != self.document.inherited(name):
                return False
        theirs = self.document.inherited(path)
        return theirs not in (ABSENT, None, value) and not is_gap(theirs)

    def _guides(self, field: Field) -> tuple[GuideOption, ...]:
        """The guides that a field chooses from."""
        if field.kind not in (Kind.GUIDE, Kind.GUIDES):
            return ()
        say = self.document.spoken
        return tuple((id_, say(title), say(summary)) for id_, title, summary in self.shelves.get(field.shelf, ()))

    def _options(self, field: Field) -> Iterator[tuple[str, str]]:
        """What can be chosen: the field's own options, or entries of another list by their ids."""
        yield from field.options
        yield from ((id_, title) for id_, title, _ in self._guides(field))
        if field.kind is Kind.PICK:
            for one in self._listed(tuple(field.source.split("."))):
                if isinstance(one, dict) and isinstance(one.get("id"), str):
                    yield one["id"], title_of(one, ("title",)) or one["id"]

    def _listed(self, path: Path) -> Iterator[Any]:
        """The entries of the list at a path; where another list lies on the way, those of each of its entries."""
        found = [self.document.value(path[:1])]
        for step in path[1:]:
            inner = (one.get(step) for one in found if isinstance(one, dict))
            found = [entry for one in inner for entry in (one if isinstance(one, list) else [one])]
        for one in found:
            yield from one if isinstance(one, list) else [one]

    def _title(self, path: Path, key: str, entries: Entries) -> str:
        """The words by which people know an entry; what an open place asks for; else its key."""
        said = title_of(self.document.value((*path, key)), entries.title)
        return self.document.spoken(capital(asked(said)) or said) or key.removeprefix("#")

    def entries(self, entries: Entries) -> EntriesView:
        """The view of a list."""
        path = (*self.base, *entries.path)
        keys = entry_keys(self.document.value(path))
        rows = tuple(
            EntryRow(
                key,
                self._title(path, key, entries),
                self.document.origin((*path, key)),
                f"{self.address}/{'/'.join(entries.path)}/{key.replace('#', '~')}",
                number == 0,
                number == len(keys) - 1,
                entry_digest(self.document.value((*path, key))),
            )
            for number, key in enumerate(keys)
        )
        return EntriesView(entries, path, rows)


def entry_keys(value: Any) -> tuple[str, ...]:
    """The keys of the entries of a list: ids, positions where there are none, numbers of sessions."""
    if isinstance(value, dict):
        return tuple(sorted(value, key=lambda name: int(name) if name.isdecimal() else 1000))
    listed = value if isinstance(value, list) else []
    ids = [one.get("id") if isinstance(one, dict) else None for one in listed]
    return tuple(
        id_ if isinstance(id_, str) and ids.count(id_) == 1 else f"#{number}" for number, id_ in enumerate(ids)
    )


def entry_digest(entry: Any) -> str:
    """A short digest of what an entry says."""
    return digest(as_json(entry))[:12]


_TITLES = ("what", "title", "ask", "statement", "name", "text", "finding")
"""Where the words of an entry stand by which people know it, if not where its list says."""


def title_of(entry: Any, path: Path) -> str:
    """The words by which people know an entry; empty where it has none."""
    if text := first_text(entry):
        return text
    found = entry
    for step in path:
        found = found.get(step) if isinstance(found, dict) else None
    if not found and isinstance(entry, dict):
        found = next((entry[name] for name in _TITLES if first_text(entry.get(name))), None)
    return first_text(found)


def as_json(value: Any) -> str:
    """A value as a hidden input carries it; `null` alone where nothing stands there."""
    return "" if value is ABSENT else json.dumps(value, ensure_ascii=False)


def from_json(text: str) -> Any:
    """The value of a hidden input. Raises ValueError."""
    return json.loads(text) if text else ABSENT


@dataclass(frozen=True)
class Target:
    """Where an address leads: the parts of a page or of an entry, its path, and the lists on the way."""

    parts: tuple[Part, ...]
    base: Path = ()
    trail: tuple[tuple[Entries, str], ...] = ()

    @property
    def fields(self) -> dict[str, Field]:
        """The fields that are shown there, by their names in forms."""
        return {named((*self.base, *field.path)): field for field in fields_of(self.parts)}

    @property
    def lists(self) -> dict[str, Entries]:
        """The lists that are shown there, by their names in forms."""
        return {named((*self.base, *one.path)): one for one in self.parts if isinstance(one, Entries)}


def target_of(parts: tuple[Part, ...], steps: tuple[str, ...], base: Path = ()) -> Target | None:
    """Follow an address through the lists of a page to an entry; None where it leads nowhere.

    That the entry stands in the document is not looked at here.
    """
    if not steps:
        return Target(parts, base)
    for one in parts:
        length = len(one.path) if isinstance(one, Entries) else 0
        if isinstance(one, Entries) and steps[:length] == one.path and len(steps) > length:
            key = steps[length].replace("~", "#")
            inner = target_of(one.fields, steps[length + 1 :], (*base, *one.path, key))
            return Target(inner.parts, inner.base, ((one, key), *inner.trail)) if inner else None
    return None


def fields_in(parts: tuple[PartView, ...]) -> Iterator[FieldView]:
    """The fields among views."""
    for part in parts:
        if isinstance(part, FieldView):
            yield part
        elif isinstance(part, GroupView):
            yield from part.fields
