"""The kinds of guides, and the head of facts of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from mentorkit.definition.base import (
    EVERYONE,
    PAIR,
    Audience,
    Authored,
    GuideIds,
    Line,
    Lines,
    YesNo,
    complain,
    shorthand,
)
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
    language: Line | None = None
    """Its language, where that is another than the programme's and it lies in no language folder: en, de."""


_SHORTEST, _LONGEST = 5, 60
_Minutes = Annotated[int, Field(ge=_SHORTEST, le=_LONGEST)]


class KeyMinutes(Authored):
    """How long each of the pair takes to work through a Key."""

    mentee: _Minutes
    mentor: _Minutes

    @property
    def most(self) -> int:
        """The time of whoever takes longer."""
        return max(self.mentee, self.mentor)

    def figure(self, role: str = "") -> str:
        """`20` for one of the pair; `15–20` for both where they differ."""
        if role in PAIR:
            return str(getattr(self, role))
        least = min(self.mentee, self.mentor)
        return str(least) if least == self.most else f"{least}–{self.most}"


def _for_both(value: Any) -> Any:
    """Accept one number in place of one for each."""
    if not isinstance(value, str | int):
        return value
    if not re.fullmatch(r"\d{1,2}", str(value)) or not _SHORTEST <= int(value) <= _LONGEST:
        hint = f"write a number from {_SHORTEST} to {_LONGEST}, or one for each: {{mentee: 20, mentor: 25}}"
        raise complain(f'"minutes" cannot be "{value}"', hint)
    return {"mentee": value, "mentor": value}


class KeyFacts(GuideFacts):
    """The head of a Key."""

    topic: Line
    """One word that it is filed under."""
    phase: Phase
    minutes: Annotated[KeyMinutes, BeforeValidator(_for_both, json_schema_input_type=int | KeyMinutes)]
    """How long one person takes to work through it: a number, or one for each of the pair, `{mentee: 20, mentor: 25}`."""


class GroupSize(Authored):
    """How many people a module can be run with."""

    least: Annotated[int, Field(ge=1, le=500)]
    most: Annotated[int, Field(ge=1, le=500)]

    @model_validator(mode="after")
    def _in_order(self) -> GroupSize:
        if self.most < self.least:
            raise complain(f'"most" is {self.most}, and "least" {self.least}', "write the smaller number first")
        return self


class ModuleFacts(GuideFacts):
    """The head of a training module."""

    kind: Literal["training", "event"] = "training"
    """The run sheet of an event, such as a launch or a council, needs no case, practice and debrief."""
    minutes: Annotated[int, Field(ge=10, le=480)]
    """The whole duration; the run sheet's steps, its breaks and the reserve add up to it."""
    short: Annotated[int, Field(ge=10, le=480)] | None = None
    """The duration of the shorter version, which keeps no reserve."""
    reserve: Annotated[int, Field(ge=0, le=60)] = 0
    """Minutes of the whole duration that no step uses."""
    group: GroupSize | None = None
    """How many people it can be run with."""
    outcomes: Lines = ()
    """What people can do afterwards."""
    bring: Lines = ()
    """What those who take part bring along or do before."""
    materials: Lines = ()
    preparation: Lines = ()
    keys: GuideIds = ()
    """Keys that go with it."""


class FormFacts(GuideFacts):
    """The head of a form."""

    kind: Literal["worksheet", "application", "checklist", "reference", "briefing", "record", "handbook"] = "worksheet"
    """Worksheets and references stand in the workbooks of those they are for, applications and checklists in the
    facilitator guide; a briefing is a page to hand out. Two stand on no portal: a record, which one person keeps on paper, and a
    handbook, which those who run the programme read in the facilitator guide."""
    standard: YesNo = True
    """Whether programmes that name no forms of their own have it."""
    per_session: YesNo = False
    """Whether a fresh copy is used for each session: workbooks then name it as a sheet to print, and do not hold it."""


class PageFacts(GuideFacts):
    """The head of a page: a text without a fixed anatomy, such as a chapter of a handbook."""

    for_: Audience = Field(default=EVERYONE, alias="for")
    order: Annotated[int, Field(ge=0, le=9999)] | None = None
    """Its place in its folder. Pages without one follow in the order of their files' names."""


@dataclass(frozen=True, slots=True)
class GuideKind:
    """One kind of guide: the folder of `content/` that it stands in, what messages call it, and its head."""

    folder: str
    noun: str
    facts: type[GuideFacts]
    in_folders: bool = False
    """Whether it may stand in folders inside its folder."""


KINDS = {
    kind.folder: kind
    for kind in (
        GuideKind("keys", "Key", KeyFacts),
        GuideKind("training", "training module", ModuleFacts),
        GuideKind("forms", "form", FormFacts),
        GuideKind("pages", "page", PageFacts, in_folders=True),
    )
}
"""Every kind of guide, by its folder."""
