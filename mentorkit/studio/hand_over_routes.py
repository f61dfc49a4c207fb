"""Building and handing over: the page that begins jobs, shows how far they are, and leads to what they made."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from mentorkit.build.package import file_name
from mentorkit.core.problems import BuildFailed
from mentorkit.office.office_folder import OFFICE
from mentorkit.studio.check_routes import checks_of, point
from mentorkit.studio.jobs import Jobs
from mentorkit.studio.missing import sentence_of, without_code
from mentorkit.studio.shown_site import ShownSite
from mentorkit.studio.studio_app import Studio, posted, studio_of
from mentorkit.studio.task_pages.hand_over_page import HAND_OVER
from mentorkit.workspace.private_folder import PRIVATE
from mentorkit.workspace.workspace import ProgramFile, Workspace


def jobs_of(studio: Studio) -> Jobs:
    """The jobs of a running studio."""
    jobs: Jobs = studio.kept.setdefault("jobs", Jobs(studio.config))
    return jobs


def show_hand_over(request: Request, status: int = 200, wrong: tuple[str, ...] = (), **typed: str) -> Response:
    """The page; `wrong` says why nothing was begun, and `typed` what was to be published where."""
    studio = studio_of(request)
    program, workspace = studio.program(request), studio.workspace()
    seen = checks_of(studio).asked(workspace, program, studio.words).missing
    job = jobs_of(studio).seen
    return studio.show(
        request, "hand_over.html", status, program=program, page=HAND_OVER, job=job, wrong=wrong,
        example=workspace.root.parent / "published" / program.slug,
        typed={"to": "folder", "folder": "", "zip_file": "", "branch": "", "push": ""} | typed,
        stopping=[point(one, program) for one in seen.stopping] if seen else [],
        told=_told(job.problems) if job else [], **_made(studio, workspace, program),
    )  # fmt: skip


def _told(problems: tuple[Any, ...]) -> list[tuple[str, str, str]]:
    """Problems of a job as sentences: what is wrong, what to do, and the file that it is about."""
    shown = (one for one in problems if one.severity != "note")
    return [(sentence_of(one.message), sentence_of(without_code(one.hint)), str(one.at)) for one in shown]


def _made(studio: Studio, workspace: Workspace, program: ProgramFile) -> dict[str, Any]:
    """What is there from this and earlier builds: the address of the portal and its folder, the package, and the office files."""
    folder, package = workspace.root / "site" / program.id, _package_file(workspace, program)
    shown: ShownSite = studio.kept.setdefault("shown", ShownSite())
    office = workspace.root / OFFICE / program.client / program.slug
    there = (folder / "index.html").is_file()
    return {
        "portal": shown.address(folder) if there else "",
        "folder": folder if there else None,
        "package": package if package.is_file() else None,
        "office": office if office.is_dir() else None,
    }


def _package_file(workspace: Workspace, program: ProgramFile) -> Path:
    return workspace.root / "packages" / file_name(program.id)


def begin(request: Request, form: FormData) -> Response:
    """Begin a job, cancel the one that is at work, or open the folder of what was made."""
    studio = studio_of(request)
    program, wanted = studio.program(request), str(form.get("do", ""))
    if wanted == "cancel":
        jobs_of(studio).cancel()
    elif wanted == "open":
        made = _made(studio, studio.workspace(), program)
        click.launch(str(made["folder"] or made["package"] or studio.workspace().root), locate=True)
    elif wanted == "open-office":
        office = _made(studio, studio.workspace(), program)["office"]
        click.launch(str(office or studio.workspace().root), locate=True)
    elif wanted in ("build", "package", "publish", "office"):
        typed = {name: str(form.get(name, "")).strip() for name in ("to", "folder", "zip_file", "branch", "push")}
        place = {typed["to"]: typed.get(typed["to"], "")} if wanted == "publish" else {}
        if wanted == "publish" and (wrong := _unclear(studio, typed)):
            return show_hand_over(request, 422, (wrong,), **typed)
        try:
            jobs_of(studio).begin(wanted, program.id, push=typed["push"] == "yes", **place)
        except BuildFailed as failed:
            sentences = (sentence_of(f"{one.message}; {one.hint}") for one in failed.problems)
            return show_hand_over(request, 409, tuple(sentences), **typed)
    else:
        raise HTTPException(400)
    return studio.back(request, f"/p/{program.id}/{HAND_OVER.name}")


def _unclear(studio: Studio, typed: dict[str, str]) -> str:
    """Why it is not clear where to publish; empty where it is."""
    _ = studio.words.gettext
    if typed["to"] not in ("folder", "zip_file", "branch") or not typed[typed["to"]]:
        return _("Say where to publish it.")
    if typed["to"] == "branch":
        named_so = re.fullmatch(r"\w[\w./-]*", typed["branch"])
        return "" if named_so else _("The name of a branch has letters, digits, hyphens, points and slashes.")
    place = Path(typed[typed["to"]])
    if not place.is_absolute():
        return _("Write the whole address of the place, from the drive or the root folder on.")
    if place.resolve().is_relative_to((studio.config.parent / PRIVATE).resolve()):
        return _("Nothing is published into the folder of personal data.")
    if typed["to"] == "zip_file" and not typed["zip_file"].endswith(".zip"):
        return _("The name of the file ends with .zip.")
    return ""


def download(request: Request) -> Response:
    """The package of a programme."""
    studio = studio_of(request)
    file = _package_file(studio.workspace(), studio.program(request))
    if not file.is_file():
        raise HTTPException(404)
    return FileResponse(file, media_type="application/zip", filename=file.name)


_PROGRAM = "/p/{client}/{program}"
ROUTES: list[BaseRoute] = [
    Route(f"{_PROGRAM}/hand-over", show_hand_over, methods=["GET"]),
    Route(f"{_PROGRAM}/hand-over", posted(begin), methods=["POST"]),
    Route(f"{_PROGRAM}/-/package", download),
]
