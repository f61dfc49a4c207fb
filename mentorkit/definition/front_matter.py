"""The head of facts of a Key, a training module and a form."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mentorkit.definition.base import PAIR, Audience, Authored, GuideIds, Line, Lines, YesNo, shorthand
from mentorkit.definition.schedule import Phase


class Reading(Authored):
    """A real work, for further reading."""

    title: Line
    author: Line | None = None
    note: Line | None = None


Readings = tuple[Annotated[Reading, shorthand("title", Reading)], ...]


class GuideFacts(Authored):
    """What every guide says about itself."""

    title: Line
    summary: Line
    """One line that says what it is good for."""
    for_: Audience = Field(default=PAIR, alias="for")
    reading: Readings = ()


class KeyFacts(GuideFacts):
    """The head of a Key."""

    topic: Line
    """One word that it is filed under."""
    phase: Phase
    minutes: Annotated[int, Field(ge=5, le=60)]
    """How long one person takes to work through it."""


class ModuleFacts(GuideFacts):
    """The head of a training module."""

    minutes: Annotated[int, Field(ge=10, le=480)]
    """The whole duration; the run sheet's steps add up to it."""
    outcomes: Lines = ()
    """What people can do afterwards."""
    materials: Lines = ()
    preparation: Lines = ()
    keys: GuideIds = ()
    """Keys that go with it."""


class FormFacts(GuideFacts):
    """The head of a form."""

    kind: Literal["worksheet", "application", "checklist", "reference", "briefing"] = "worksheet"
    """Worksheets and references stand in the workbooks of those they are for, applications and checklists in the
    facilitator guide; a briefing is a page to hand out."""
    standard: YesNo = True
    """Whether programmes that name no forms of their own have it."""
