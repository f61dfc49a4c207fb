"""The page on which the next round of a programme is begun: what is said anew, what is taken over, what stays behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mentorkit.core.language_tags import first_text
from mentorkit.core.names import LONGEST, as_id
from mentorkit.core.problems import BuildFailed
from mentorkit.definition.base import a_day
from mentorkit.editing.changes import Change
from mentorkit.editing.definition_edits import open_definition
from mentorkit.editing.saving import save
from mentorkit.studio.begin_routes import mistaken_day
from mentorkit.studio.documents import Document, open_document
from mentorkit.studio.form_fields import _
from mentorkit.studio.round_plan import RoundPlan, left_behind, moved_along, round_plan
from mentorkit.studio.studio_app import Studio, posted, studio_of
from mentorkit.upkeep.beginnings import begin_round
from mentorkit.workspace.workspace import ProgramFile, Workspace

OWN_NAMES = {
    "status": _("Where it stands: the next round begins as a draft"),
    "cohort": _("The name of the round"),
    "address": _("The address of the portal"),
    "public": _("Whether search engines may list the portal"),
    "accepted": _("What was accepted, with its reasons, of what the audit found"),
}
"""What belongs to one round, in words."""
_RESULTS = {
    "outcome": _("What came of goals"),
    "reached": _("Whether goals were reached"),
    "decisions": _("What was decided on the results"),
    "results_published": _(
        "That its results are shown on the portal; they can be compared with those of the next round"
    ),
    "invited": _("How many people were asked"),
    "except": _("Dates of series that were left out"),
    "moved": _("Dates of series that were moved"),
}
"""What came of a round, by the last step of its path, in words."""


@dataclass(frozen=True)
class LastRound:
    """The programme of which there is to be a next round."""

    studio: Studio
    workspace: Workspace
    file: ProgramFile
    document: Document

    @property
    def plan(self) -> RoundPlan:
        """What becomes of it in the next."""
        return round_plan(self.document.value(()))

    @property
    def starts(self) -> date:
        """Its first day. Raises BuildFailed where that cannot be read, as with every programme that cannot be checked."""
        return a_day(str(self.document.value(("starts",))))

    def usual_start(self) -> date:
        """Its first day a year later, on the same day of the week."""
        return self.starts + timedelta(weeks=52)


def last_round_of(request: Request) -> LastRound:
    """The programme that an address names. Raises HTTPException where there is none."""
    studio = studio_of(request)
    file = studio.program(request)
    workspace = studio.workspace()
    return LastRound(studio, workspace, file, open_document(workspace, file, studio.words))


def ask(request: Request) -> Response:
    """The page, with what can be guessed."""
    last = last_round_of(request)
    title = first_text(last.document.value(("title",)))
    values = {"title": title, "cohort": "", "starts": last.usual_start().isoformat(), "move": "yes"}
    return _shown(request, last, values, {})


def _shown(
    request: Request, last: LastRound, values: Mapping[str, str], wrong: Mapping[str, str], status: int = 200
) -> Response:
    plan = last.plan
    kinds = [one.path[-1] for one in plan.results]
    return last.studio.show(
        request,
        "next_round.html",
        status,
        program=last.file,
        values=values,
        wrong=wrong,
        days=[(date.fromisoformat(one.value.strip()), one) for one in plan.days],
        own=[OWN_NAMES[one.path[0]] for one in plan.own if one.path[0] in OWN_NAMES],
        results=[said for name, said in _RESULTS.items() if name in kinds],
    )


def begun(request: Request, form: FormData) -> Response:
    """Write the file of the next round, and go on to it; or say what is missing."""
    last = last_round_of(request)
    values = {name: str(form.get(name, "")).strip() for name in ("title", "cohort", "starts", "move")}
    id_ = f"{last.file.client}/{as_id(values['title'] + ' ' + values['cohort'])}"
    wrong = dict(_mistakes(last, id_, values))
    if not wrong:
        with last.studio.writing:
            wrong = _written(last, id_, values)
    if wrong:
        return _shown(request, last, values, wrong, 422)
    return last.studio.back(request, f"/p/{id_}")


def _mistakes(last: LastRound, id_: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What keeps the round from being begun, each with the input that it is about."""
    if not values["title"]:
        yield "title", _("write what the programme is called")
    if not values["cohort"]:
        yield "cohort", _("write what this round is called, such as Spring 2028")
    elif len(id_.partition("/")[2]) > LONGEST:
        yield "cohort", _("this name is too long for a file; write a shorter one")
    elif id_ in {one.id for one in last.workspace.programs()}:
        yield "cohort", _("there is a round of this name already; write another one")
    if mistake := mistaken_day(values["starts"]):
        yield "starts", mistake


def _written(last: LastRound, id_: str, values: Mapping[str, str]) -> dict[str, str]:
    """Write the file; what kept it from being written, where that could not be known before."""
    starts = date.fromisoformat(values["starts"])
    try:
        (path,) = begin_round(last.workspace, id_, last.file.id, starts, title=values["title"], cohort=values["cohort"])
    except BuildFailed as failed:
        return {"": "; ".join(str(one.message) for one in failed.problems)}
    changes = left_behind(last.plan, last.file.id, last.document.value(("evaluation", "compare_with")))
    if values["move"]:
        changes += moved_along(last.plan, last.starts, starts)
    _change(last.workspace, ProgramFile(last.file.client, path.stem, path), changes, last.studio)
    return {}


def _change(workspace: Workspace, file: ProgramFile, changes: Sequence[Change], studio: Studio) -> None:
    """Write these changes into the file; where one cannot be written, the others. What is left is told by `check`."""
    definition, problems = open_definition(workspace, file)
    if definition is None:
        raise BuildFailed(problems)
    fine = tuple(changes)
    if definition.changed(fine).value is None:
        fine = ()
        for one in changes:
            fine = (*fine, one) if definition.changed((*fine, one)).value else fine
    meant = studio.words.gettext("What is different in this round")
    saved, problems = save(workspace, file.path, fine, definition.digest, meant=meant)
    if saved is None:
        raise BuildFailed(problems)


_ADDRESS = "/p/{client}/{program}/-/next-round"
ROUTES = (Route(_ADDRESS, ask), Route(_ADDRESS, posted(begun), methods=["POST"]))
