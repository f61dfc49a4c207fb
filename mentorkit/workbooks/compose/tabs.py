"""The thumb index at the outer edge of a book that is printed on both sides: a tab for each phase, with the session's number."""

from __future__ import annotations

from dataclasses import dataclass

from coloraide import Color

from mentorkit.brand.palette import SHAPE, contrast, readable
from mentorkit.toolkit import PlannedSession, Toolkit

PLACES = 12
"""Tabs that stand below each other on an edge before the next one begins again at the top."""


@dataclass(frozen=True, slots=True)
class Tab:
    """The mark at the edge of the pages of one session: a place, counted from the top, a colour, and what is read on it."""

    place: int
    ground: str
    ink: str


def tabs(toolkit: Toolkit) -> dict[int, Tab]:
    """The tab of each session, by its number.

    Sessions of a phase share a place and a colour, and so do those without a phase. Where all would share one, each
    session has a place of its own.
    """
    grounds = phase_colours(toolkit)
    places = {phase: place for place, phase in enumerate(grounds)}
    alone = len(grounds) == 1
    return {
        session.number: _tab(toolkit, number if alone else places[_phase(session)], grounds[_phase(session)])
        for number, session in enumerate(toolkit.sessions)
    }


def phase_colours(toolkit: Toolkit) -> dict[str | None, str]:
    """The colour of each phase that has sessions, and of the sessions without one (None), in their order.

    They lead from the brand's first colour over its second to its ink, and can all be seen on paper.
    """
    colours = toolkit.branding.palette.print
    groups = list(dict.fromkeys([*(one.phase for one in toolkit.phase_spans), *map(_phase, toolkit.sessions)]))
    stops = list(dict.fromkeys((colours.primary, colours.accent, colours.ink)))
    if len(groups) > len(stops):
        steps = Color.steps(stops, steps=len(groups), space="oklab")
        stops = [str(step.convert("srgb").fit().to_string(hex=True)) for step in steps]
    return {group: readable(stop, colours.paper, SHAPE) for group, stop in zip(groups, stops, strict=False)}


def _phase(session: PlannedSession) -> str | None:
    return session.session.phase


def _tab(toolkit: Toolkit, place: int, ground: str) -> Tab:
    colours = toolkit.branding.palette.print
    ink = max((colours.paper, colours.ink), key=lambda one: contrast(one, ground))
    return Tab(place % PLACES, ground, readable(ink, ground))
