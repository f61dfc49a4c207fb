"""The page of what is missing: each point leads to its field, and findings of the audit can be accepted there with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from mentorkit.core.problems import Severity
from mentorkit.design_rules.registry import RULES
from mentorkit.editing.changes import ABSENT, Change, Value
from mentorkit.editing.definition_edits import open_definition
from mentorkit.editing.saving import save
from mentorkit.language.catalogue import capital
from mentorkit.studio.check_runner import Checks, CheckSeen
from mentorkit.studio.form_fields import Path, TaskPage, named
from mentorkit.studio.guide_list import address_of
from mentorkit.studio.leads import lead_to
from mentorkit.studio.missing import Missing, sentence_of
from mentorkit.studio.studio_app import Studio, posted, studio_of
from mentorkit.studio.task_pages import PAGES
from mentorkit.studio.task_pages.guides_page import GUIDES_PAGE
from mentorkit.studio.task_pages.hand_over_page import CHECK
from mentorkit.workspace.workspace import ProgramFile


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the list: what is missing, and the way to where it is mended."""

    missing: Missing
    page: TaskPage | None
    """The page that mends it; None where none does."""
    labels: tuple[str, ...] = ()
    address: str = ""
    order: tuple[int | str, ...] = ()
    """Where it stands on its page."""
    field: str = ""
    """The name of the field that it belongs to, where it is one of a form."""

    @property
    def why(self) -> str:
        """Why it matters, of a rule of design."""
        return RULES[self.missing.rule].why if self.missing.of_design else ""

    @property
    def level(self) -> str:
        """How it is marked beside its field."""
        if self.missing.stops:
            return "error"
        return "finding" if self.missing.of_design or self.missing.to_fill_in else "warning"


@dataclass(frozen=True, slots=True)
class PointGroup:
    """The points of one part of the list that are mended on one page."""

    title: str
    """Empty for what no page mends."""
    points: tuple[Point, ...]


def checks_of(studio: Studio) -> Checks:
    """The checks of a running studio."""
    checks: Checks = studio.kept.setdefault("checks", Checks())
    return checks


def point(missing: Missing, program: ProgramFile) -> Point:
    """What is missing in a programme, with the address of where it is mended: a field, or the editor of a guide."""
    if lead := lead_to(missing, PAGES):
        address = f"/p/{program.id}/{lead.address}"
        return Point(missing, lead.page, lead.labels, address, lead.order, named(lead.path))
    at = missing.at
    if address := address_of(program.id, at.file, at.line):
        title = at.file.rpartition("/")[2].removesuffix(".md").replace("-", " ")
        return Point(missing, GUIDES_PAGE, (capital(title),), address, (at.file, at.line))
    return Point(missing, None)


def by_page(points: Iterable[Point]) -> tuple[PointGroup, ...]:
    """These points by the pages that mend them, in the order of the sidebar; last those that no page mends."""
    order = {page.name: number for number, page in enumerate(PAGES)}

    def place(one: Point) -> tuple[int, tuple[int | str, ...]]:
        return (order[one.page.name] if one.page else len(order), one.order)

    groups = groupby(sorted(points, key=place), key=lambda one: one.page.title if one.page else "")
    return tuple(PointGroup(title, tuple(ones)) for title, ones in groups)


def missing_of_fields(request: Request) -> Response:
    """What is missing, for the script: how many points each page has, and which ones belong to each field."""
    studio = studio_of(request)
    program = studio.program(request)
    seen = checks_of(studio).asked(studio.workspace(), program, studio.words)
    points = [point(one, program) for one in seen.missing.counted] if seen.missing else []
    pages: dict[str, int] = {CHECK.name: len(points)}
    fields: dict[str, list[dict[str, str | bool]]] = {}
    for one in points:
        if one.page:
            pages[one.page.name] = pages.get(one.page.name, 0) + 1
        if one.field:
            fields.setdefault(one.field, []).append(
                {
                    "level": one.level, "message": one.missing.sentence.rstrip("."),
                    "hint": one.missing.way_out, "address": one.address, "asked": one.missing.to_fill_in,
                }
            )  # fmt: skip
    told = {"ready": seen.fresh, "total": len(points), "pages": pages, "fields": fields, "edition": seen.edition}
    return JSONResponse(told)


def show_check(request: Request, status: int = 200, wrong: str = "", rule: str = "") -> Response:
    """The list; `wrong` says why the acceptance of a rule was not saved."""
    studio = studio_of(request)
    program = studio.program(request)
    seen = checks_of(studio).asked(studio.workspace(), program, studio.words)
    sections = dict(_sections(seen, program))
    return studio.show(
        request, "check.html", status, program=program, page=CHECK, seen=seen, sections=sections, wrong=wrong, wrong_rule=rule
    )  # fmt: skip


def _sections(seen: CheckSeen, program: ProgramFile) -> Iterator[tuple[str, tuple[PointGroup, ...]]]:
    """The parts of the list, by name."""
    points = [point(one, program) for one in seen.missing.items] if seen.missing else []
    parts: dict[str, list[Point]] = {"stopping": [], "open": [], "design": [], "warned": [], "notes": []}
    for one in points:
        parts[_part(one.missing)].append(one)
    for name, ones in parts.items():
        yield name, by_page(ones)


def _part(missing: Missing) -> str:
    """The part of the list that something stands in."""
    if missing.stops:
        return "stopping"
    if missing.to_fill_in or missing.of_design:
        return "open" if missing.to_fill_in else "design"
    return "notes" if missing.severity is Severity.NOTE else "warned"


def accept(request: Request, form: FormData) -> Response:
    """Accept the findings of a rule with a reason, or take that back."""
    studio = studio_of(request)
    rule, reason, until = (str(form.get(name, "")).strip() for name in ("rule", "reason", "until"))
    if rule not in RULES:
        raise HTTPException(400)
    if form.get("do") == "take-back":
        after: Value = ABSENT
        meant = studio.words.gettext("Take back that %(rule)s is accepted")
    elif reason:
        after = {"reason": reason, "until": until} if until else reason
        meant = studio.words.gettext("Accept %(rule)s with a reason")
    else:
        return show_check(request, 422, studio.words.gettext("Write the reason first."), rule)
    wrong = _saved(studio, studio.program(request), ("accepted", rule), after, meant % {"rule": rule})
    return show_check(request, 422, wrong, rule) if wrong else studio.back(request, request.url.path)


def _saved(studio: Studio, program: ProgramFile, path: Path, after: Value, meant: str) -> str:
    """Save one value; why it could not be, else nothing."""
    workspace = studio.workspace()
    with studio.writing:
        definition, problems = open_definition(workspace, program)
        if definition is not None:
            change = Change(path, definition.value(path), after)
            saved, problems = save(workspace, program.path, [change], definition.digest, meant=meant)
            if saved is not None:
                return studio.words.gettext("Somebody else has just changed this. Look again.") if saved.crossed else ""
    return " ".join(sentence_of(one.message) for one in problems)


_PROGRAM = "/p/{client}/{program}"
ROUTES: list[BaseRoute] = [
    Route(f"{_PROGRAM}/-/missing", missing_of_fields),
    Route(f"{_PROGRAM}/check", show_check, methods=["GET"]),
    Route(f"{_PROGRAM}/check", posted(accept), methods=["POST"]),
]
