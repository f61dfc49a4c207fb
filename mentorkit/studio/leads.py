"""Leads: from something that is missing to the task page and the field where it is mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mentorkit.brand.branding import BRAND_FILE
from mentorkit.studio.form_fields import Entries, Field, FieldGroup, Part, Path, TaskPage, named
from mentorkit.studio.missing import Missing


@dataclass(frozen=True, slots=True)
class Lead:
    """The way to one field, or to the list or the entry that comes nearest to it."""

    page: TaskPage
    labels: tuple[str, ...]
    """The words on the way below the title of the page, as messages of the catalogue."""
    address: str
    """Behind the address of the programme: `purpose#f-need.statement`, `dates/events/launch#f-events.launch.place`."""
    path: Path


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
    for one in (one for page in pages if page.file == kind for one in _on(page, target)):
        path = one.lead.path
        near = min(len(path), len(target))
        if not near or path[:near] != target[:near]:
            continue
        score = (near, missing.rule in one.rules)
        if best is None or score > best[0]:  # of equals the first: fields stand before the entry that has them
            best = score, one.lead
    return best[1] if best else None


def _on(page: TaskPage, target: Path) -> Iterator[_Candidate]:
    return _among(page, page.parts, (), (), page.name, target)


def _among(
    page: TaskPage, parts: Iterable[Part], base: Path, labels: tuple[str, ...], address: str, target: Path
) -> Iterator[_Candidate]:
    """The fields of a page or an entry, and those of the entry of a list that the target lies in."""
    for part in parts:
        if isinstance(part, Field):
            yield _candidate(page, part, base, labels, address)
        elif isinstance(part, FieldGroup):
            for field in part.fields:
                yield _candidate(page, field, base, labels, address)
        else:
            yield from _in_list(page, part, base, labels, address, target)


def _candidate(page: TaskPage, field: Field, base: Path, labels: tuple[str, ...], address: str) -> _Candidate:
    path = (*base, *field.path)
    lead = Lead(page, (*labels, field.label), f"{address}#f-{named(path)}", path)
    return _Candidate(lead, field.rules)


def _in_list(
    page: TaskPage, part: Entries, base: Path, labels: tuple[str, ...], address: str, target: Path
) -> Iterator[_Candidate]:
    path, said = (*base, *part.path), (*labels, part.heading or part.one)
    yield _Candidate(Lead(page, said, f"{address}#f-{named(path)}", path), part.rules)
    if len(target) <= len(path) or target[: len(path)] != path:
        return
    entry = target[: len(path) + 1]
    inside = f"{address}/{named(part.path)}/{named(entry[-1:])}"
    yield from _among(page, part.fields, entry, said, inside, target)
    yield _Candidate(Lead(page, said, inside, entry), ())
