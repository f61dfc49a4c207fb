"""Leads: from something that is missing to the task page and the field where it is mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import shorten

from mentorkit.brand.branding import BRAND_FILE
from mentorkit.studio.form_fields import Entries, Field, FieldGroup, Part, Path, TaskPage, named
from mentorkit.studio.missing import Missing

LONGEST = 60
"""Letters of the title of an entry on the way to a field."""


class Called(str):
    """What people called an entry: in quotes on the way, and no message of the catalogue."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """The way to one field, or to the list or the entry that comes nearest to it."""

    page: TaskPage
    labels: tuple[str, ...]
    """The words on the way below the title of the page, as messages of the catalogue, and what people called entries."""
    address: str
    """Behind the address of the programme: `purpose#f-need.statement`, `dates/events/launch#f-events.launch.place`."""
    path: Path
    order: tuple[int | str, ...] = ()
    """Where it stands on its page: leads of one page are in order by it."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    lead: Lead
    rules: tuple[str, ...]


def lead_to(missing: Missing, pages: Iterable[TaskPage]) -> Lead | None:
    """Where this is mended; None where no field of the studio does."""
    kind = "brand" if missing.at.file.endswith(BRAND_FILE) else "definition"
    target = missing.path
    if not target:
        return None
    best: tuple[tuple[int, bool], Lead] | None = None
    for one in (
        one for page in pages if page.file == kind for one in _among(page.parts, Lead(page, (), page.name, ()), missing)
    ):
        path = one.lead.path
        near = min(len(path), len(target))
        if not near or path[:near] != target[:near]:
            continue
        score = (near, missing.rule in one.rules)
        if best is None or score > best[0]:  # of equals the first: fields stand before the entry that has them
            best = score, one.lead
    return best[1] if best else None


def _among(parts: Iterable[Part], above: Lead, missing: Missing) -> Iterator[_Candidate]:
    """The fields of a page or an entry, which `above` leads to, and those of the entry of a list in which it is missing."""
    for number, part in enumerate(parts):
        if isinstance(part, Field):
            yield _to_field(part, above, (number,), ())
        elif isinstance(part, FieldGroup):
            said = (part.heading,) if len(parts_with_fields(parts)) > 1 else ()
            for place, field in enumerate(part.fields):
                yield _to_field(field, above, (number, place), said)
        else:
            yield from _in_list(part, above, number, missing)


def parts_with_fields(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts that have fields of their own, among which a heading tells one group from the others."""
    return tuple(part for part in parts if not isinstance(part, Entries))


def _to_field(field: Field, above: Lead, order: tuple[int, ...], said: tuple[str, ...]) -> _Candidate:
    path = (*above.path, *field.path)
    labels = (*above.labels, *said, field.label)
    lead = Lead(above.page, labels, f"{above.address}#f-{named(path)}", path, (*above.order, *order))
    return _Candidate(lead, field.rules)


def _in_list(part: Entries, above: Lead, number: int, missing: Missing) -> Iterator[_Candidate]:
    target = missing.path
    path, said, order = (*above.path, *part.path), (*above.labels, part.heading or part.one), (*above.order, number)
    yield _Candidate(Lead(above.page, said, f"{above.address}#f-{named(path)}", path, order), part.rules)
    if len(target) <= len(path) or target[: len(path)] != path:
        return
    entry = target[: len(path) + 1]
    address = "/".join((above.address, *part.path, named(entry[-1:])))
    called = "".join(missing.titles[len(path) : len(path) + 1])
    title = Called(shorten(called, LONGEST, placeholder=" …")) if called else _in_words(entry[-1])
    inside = Lead(above.page, (*said, title), address, entry, (*order, entry[-1]))
    yield from _among(part.fields, inside, missing)
    yield _Candidate(inside, ())


def _in_words(entry: str) -> str:
    """The name of an entry as people read it: a position counted from one, an id without its hyphens."""
    return str(int(entry[1:]) + 1) if entry.startswith("#") else entry.replace("-", " ")
