"""The page on which a programme is begun: for whom, from which archetype, under which name, from which day on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mentorkit.core.clock import now
from mentorkit.core.language_tags import base_of
from mentorkit.core.names import LONGEST, as_id, is_id
from mentorkit.core.problems import BuildFailed
from mentorkit.definition.base import meant_day
from mentorkit.language.catalogue import STOCK_LANGUAGE, catalogued
from mentorkit.language.language_names import own_names
from mentorkit.studio.archetype_offers import ArchetypeOffer, archetypes_offered
from mentorkit.studio.form_fields import _
from mentorkit.studio.studio_app import posted, studio_of
from mentorkit.upkeep import scaffold
from mentorkit.upkeep.beginnings import begin_program, first_of_next_quarter
from mentorkit.workspace.workspace import Workspace

NEW = "+"
"""The client of whom nothing is there yet."""


@dataclass(frozen=True)
class Beginning:
    """What was typed on the page, by the names of its inputs."""

    values: Mapping[str, str]
    wrong: Mapping[str, str] = field(default_factory=dict)
    """What has to be mended, as messages of the catalogue, by the names of inputs."""

    @property
    def is_new(self) -> bool:
        """Whether the client is one of whom nothing is there yet."""
        return self.values["client"] == NEW

    @property
    def client(self) -> str:
        """The name of the client's folder."""
        return as_id(self.values["organisation"]) if self.is_new else self.values["client"]

    @property
    def id(self) -> str:
        """The programme, as client/program."""
        return f"{self.client}/{as_id(self.values['title'])}"


def clients_of(workspace: Workspace) -> dict[str, str]:
    """The clients of a workspace, each with what it is called."""
    folders = sorted(path for path in (workspace.root / "programs").glob("*/") if is_id(path.name))
    return {path.name: scaffold.organisation(workspace.layers(path.name), path.name) for path in folders}


def begin(request: Request) -> Response:
    """The page, with nothing chosen but what can be guessed."""
    workspace = studio_of(request).workspace()
    usual = {
        "client": "" if clients_of(workspace) else NEW,
        "organisation": "",
        "archetype": "?",
        "title": "",
        "starts": _usual_start(),
        "language": base_of(studio_of(request).words.language),
    }
    return _shown(request, workspace, Beginning(usual))


def _usual_start() -> str:
    return first_of_next_quarter(now().date()).isoformat()


def _shown(request: Request, workspace: Workspace, said: Beginning, status: int = 200) -> Response:
    return studio_of(request).show(
        request,
        "begin.html",
        status,
        said=said,
        clients=clients_of(workspace),
        offers=archetypes_offered(workspace),
        own=_offers_of_clients(workspace),
        languages=own_names(sorted(catalogued())),
    )


def _offers_of_clients(workspace: Workspace) -> dict[str, tuple[ArchetypeOffer, ...]]:
    """The archetypes that belong to one client alone."""
    shared = {one.id for one in archetypes_offered(workspace)}
    offers = {client: archetypes_offered(workspace, client) for client in clients_of(workspace)}
    own = {client: tuple(one for one in offered if one.id not in shared) for client, offered in offers.items()}
    return {client: offered for client, offered in own.items() if offered}


def begun(request: Request, form: FormData) -> Response:
    """Write the files, and go on to the programme; or say what is missing."""
    studio = studio_of(request)
    with studio.writing:
        workspace = studio.workspace()
        values = {
            name: str(form.get(name, "")).strip()
            for name in ("client", "organisation", "archetype", "title", "starts", "language")
        }
        if values["organisation"] and not values["client"]:
            values["client"] = NEW  # whoever writes a name means it
        said = Beginning(values)
        wrong = dict(_mistakes(workspace, said))
        if not wrong:
            wrong = _written(workspace, said)
    if wrong:
        return _shown(request, workspace, Beginning(values, wrong), 422)
    return studio.back(request, f"/p/{said.id}")


def _mistakes(workspace: Workspace, said: Beginning) -> Iterator[tuple[str, str]]:
    """What keeps the programme from being begun, each with the input that it is about."""
    clients, values = clients_of(workspace), said.values
    yield from _mistaken_client(clients, said)
    if values["archetype"] not in {one.id for one in archetypes_offered(workspace, _known(said, clients))}:
        yield "archetype", _("choose what it begins from; “None of these” is a choice, too")
    if not values["title"]:
        yield "title", _("write what the programme is called")
    elif len(as_id(values["title"])) > LONGEST:
        yield "title", _("this name is too long for a file; write a shorter one")
    elif said.id in {one.id for one in workspace.programs()}:
        yield "title", _("this client has a programme of this name; write another one, such as with the year in it")
    if values["language"] and values["language"] not in catalogued():
        yield "language", _("choose one of these languages")
    if mistake := mistaken_day(values["starts"]):
        yield "starts", mistake


def _mistaken_client(clients: Mapping[str, str], said: Beginning) -> Iterator[tuple[str, str]]:
    """What is wrong with the client."""
    values = said.values
    if not said.is_new and values["client"] not in clients:
        yield "client", _("choose the client, or a new one")
    elif not said.is_new and values["organisation"]:
        yield "client", _("choose a new client, or leave out its name below")
    elif said.is_new and not values["organisation"]:
        yield "organisation", _("write the name of the organisation")
    elif said.is_new and said.client in clients:
        yield "organisation", _("this client is there already; choose it above")
    elif len(said.client) > LONGEST:
        yield "organisation", _("this name is too long for a folder; write a shorter one")


def _known(said: Beginning, clients: Mapping[str, str]) -> str | None:
    return said.client if said.client in clients else None


def mistaken_day(written: str) -> str:
    """What is wrong with a first day as it was typed; empty where nothing is."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return meant_day(written) or _("write the day as year-month-day: 2027-02-01")
    return "" if 1900 <= day.year < 2200 else _("in this year there are no programmes; check it")


def _written(workspace: Workspace, said: Beginning) -> dict[str, str]:
    """Write the files; what kept them from being written, where that could not be known before."""
    values = said.values
    language = "" if values["language"] == STOCK_LANGUAGE else values["language"]
    try:
        if said.is_new:
            scaffold.new_client(workspace.root, workspace.layers(language=language), values["organisation"])
        starts, title, archetype = date.fromisoformat(values["starts"]), values["title"], values["archetype"]
        begin_program(workspace, said.id, starts, title=title, archetype=archetype, language=language)
    except BuildFailed as failed:
        return {"": "; ".join(str(one.message) for one in failed.problems)}
    return {}


ROUTES = (Route("/begin", begin), Route("/begin", posted(begun), methods=["POST"]))
