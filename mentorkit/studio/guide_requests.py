"""What the addresses of the editor of guides name, and what the studio keeps for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from mentorkit.core.digests import digest
from mentorkit.core.problems import Problem
from mentorkit.definition.front_matter import KINDS
from mentorkit.language.catalogue import Words
from mentorkit.language.one_language import USUAL_LANGUAGE
from mentorkit.studio.form_values import Inputs
from mentorkit.studio.guide_desk import GuideDesk, aside_file, draft_file, kept_draft
from mentorkit.studio.guide_saving import OpenGuide, open_guide, typed_text
from mentorkit.studio.guide_text import parted
from mentorkit.studio.program_language import layers_of
from mentorkit.studio.studio_app import Studio, studio_of
from mentorkit.workspace.workspace import ProgramFile, Workspace

WHOSE = ("client", "workspace")
"""Whose a guide can be: one client's, or that of all clients of the workspace."""


def desk_of(studio: Studio) -> GuideDesk:
    """What the studio keeps for guides."""
    with studio.writing:
        desk: GuideDesk = studio.kept.get("guides") or GuideDesk()
        studio.kept["guides"] = desk
        return desk


@dataclass(frozen=True)
class GuideRequest:
    """A guide that an address names, opened."""

    studio: Studio
    workspace: Workspace
    program: ProgramFile
    opened: OpenGuide
    desk: GuideDesk

    @property
    def address(self) -> str:
        """The address of the editor."""
        return f"/p/{self.program.id}/guides/{self.opened.listed.path}"

    @property
    def draft(self) -> Path:
        """The file of the draft."""
        return draft_file(self.workspace, self.program.client, self._named)

    @property
    def aside(self) -> Path:
        """The file of a copy that was put aside."""
        return aside_file(self.workspace, self.program.client, self._named)

    @property
    def own_words(self) -> Words:
        """The language that the guide is written in."""
        guide, layers = self.opened.listed.guide, self.opened.layers
        return Words((guide.language if guide else "") or layers.language or USUAL_LANGUAGE)

    @property
    def _named(self) -> str:
        """Its path: a translation has a draft of its own."""
        return "/".join(filter(None, (self.opened.listed.file.language, self.opened.listed.path)))

    def over(self, seen: str) -> str:
        """The text that was seen, by its digest; what stands there now where nobody remembers it."""
        kept = kept_draft(self.draft)
        known = kept.over if kept and digest(kept.over) == seen else self.desk.texts.get(seen)
        return self.opened.text.whole if known is None else known

    def typed(self, form: FormData) -> tuple[str, str, tuple[Problem, ...]]:
        """The text that a form holds, the one over which it was typed, and problems of facts that cannot be written."""
        over, listed = self.over(str(form.get("seen", ""))), self.opened.listed
        names = {name.removeprefix("was:") for name in form if name.startswith("was:")}

        def inputs(name: str) -> Inputs | None:
            return {"": tuple(str(one) for one in form.getlist(name))} if name in names else None

        made = typed_text(parted(over), listed.folder, listed.called, str(form.get("body", "")), inputs)
        return made.value, over, made.problems


def asked_guide(request: Request) -> GuideRequest:
    """The guide that an address names. Raises HTTPException where there is none."""
    studio = studio_of(request)
    program, workspace = studio.program(request), studio.workspace()
    desk = desk_of(studio)
    folder, id_ = request.path_params["folder"], request.path_params["id"]
    texts = desk.placeholders(workspace, program)
    opened = open_guide(workspace, layers_of(workspace, program), f"{folder}/{id_}", texts) if folder in KINDS else None
    if opened is None:
        raise HTTPException(404)
    desk.saw(opened.digest, opened.text.whole)
    return GuideRequest(studio, workspace, program, opened, desk)
