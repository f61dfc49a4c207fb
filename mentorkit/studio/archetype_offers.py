"""The archetypes that a programme can begin from, in the words of people who have to choose one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mentorkit.core.problems import Span
from mentorkit.inheritance.archetypes import FOLDER, Archetypes, preset_files
from mentorkit.studio.form_fields import _
from mentorkit.workspace.layers import LayerFile, stock_root
from mentorkit.workspace.workspace import Workspace


@dataclass(frozen=True)
class ArchetypeOffer:
    """One archetype. Its texts are messages of the catalogue, or what the author of an archetype of one's own wrote."""

    id: str
    name: str
    purpose: str
    """Who it is for."""
    shape: str = ""
    """How long it takes, and what happens in it."""


STOCK = (
    ArchetypeOffer(
        "next-generation",
        _("Next generation"),
        _("For young or remote people who have no network yet."),
        _(
            "Eight sessions in eight months, teams of four from four places, and senior people met six at a time, by video."
        ),
    ),
    ArchetypeOffer(
        "career-transition",
        _("Career transition"),
        _("For a new role, or one that is larger than the last."),
        _("Six sessions in six months around a plan for days 30, 60 and 90. The people manager is briefed first."),
    ),
    ArchetypeOffer(
        "inclusion",
        _("Inclusion"),
        _("For people whom nobody has taken under their wing."),
        _("Seven sessions in eight months. It goes out to find people, and looks at itself for bias three times."),
    ),
    ArchetypeOffer(
        "succession",
        _("Succession"),
        _("For a post that changes hands on a day that is known."),
        _(
            "Eight sessions in eight months, a map of critical knowledge, two absences as a rehearsal, and a planned last day."
        ),
    ),
    ArchetypeOffer(
        "advisory-board",
        _("Advisory board"),
        _("For work that asks for more kinds of experience than one person has."),
        _("Six sessions in nine months with three to six advisers: all of them once a quarter, one alone in between."),
    ),
    ArchetypeOffer(
        "circle",
        _("Mentoring circle"),
        _("For more people than there are mentors, who can learn from each other."),
        _(
            "Seven meetings in seven months: one host, six to eight members, and a third of the time for what members bring."
        ),
    ),
    ArchetypeOffer(
        "peer",
        _("Peer mentoring"),
        _("For people of the same standing who are alone with their work."),
        _("Six meetings in six months: half of the time for one, half for the other, and no rank between them."),
    ),
    ArchetypeOffer(
        "reverse",
        _("Reverse mentoring"),
        _("For leaders who no longer see how work is done a few grades below them."),
        _("Six meetings in six months. The one with less rank mentors, and what they say may not be used."),
    ),
    ArchetypeOffer(
        "return",
        _("Return and onboarding"),
        _("For people who come back after a long absence, and people who are new."),
        _("Five meetings in four months, counted from each person’s own first day. People join all year round."),
    ),
    ArchetypeOffer(
        "sponsorship",
        _("Sponsorship"),
        _("For people whose work is good and whose names do not come up."),
        _(
            "Six meetings in seven months with a person who has a say and puts them forward: with their yes, openly, on record."
        ),
    ),
    ArchetypeOffer(
        "leadership-cohort",
        _("Leadership cohort"),
        _("For a cohort that grows into leading together."),
        _(
            "Nine sessions in twelve months, five learning sessions, challenge teams, and a leaders’ council that answers."
        ),
    ),
)
"""Those that come with MentorKit, in the order of the manual."""

NOTHING = ArchetypeOffer(
    "",
    _("None of these"),
    _("For a programme that you know already."),
    _("A short beginning with three sessions and two trainings. Everything else is yours to write."),
)


def archetypes_offered(workspace: Workspace, client: str | None = None) -> tuple[ArchetypeOffer, ...]:
    """The archetypes that programmes of a client can begin from: those of the stock, and then the workspace's and the client's."""
    archetypes = Archetypes(workspace.layers(client), workspace.called)
    files = {id_: file for id_, file in preset_files(archetypes.layers).items() if id_ in archetypes.ids()}
    stock = {one.id: one for one in STOCK if one.id in files and _is_stock(files[one.id])}
    return (*stock.values(), *_own(archetypes, [id_ for id_ in files if id_ not in stock]), NOTHING)


def _is_stock(file: LayerFile) -> bool:
    return file.path.is_relative_to(stock_root())


def _own(archetypes: Archetypes, ids: list[str]) -> Iterator[ArchetypeOffer]:
    """Archetypes of one's own, named by their files, with what they say of themselves."""
    for id_ in ids:
        preset = archetypes.read(id_, Span(FOLDER)).value
        summary = preset.get("summary") if preset else None
        own = summary if isinstance(summary, str) and "{{" not in summary and "TO FILL IN" not in summary else ""
        yield ArchetypeOffer(id_, id_.replace("-", " ").capitalize(), own or _("An archetype of your own."))
