"""Need: whether mentoring is the right remedy, and how anybody will know."""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.design_rules.rule import ERROR, WARNING, Area, Finding, _, any_written, cannot_read, is_written
from mentorkit.design_rules.sources import CLUTTERBUCK, PRACTITIONERS, PURPOSE
from mentorkit.language.word_lists import word_list
from mentorkit.toolkit import Toolkit

AREA = Area("need", "Need")


@AREA.rule(
    "PUR01",
    "the need is stated, and the strategy that it serves",
    ERROR,
    why="""Without a need, nobody can say what the programme is for, and it is the first thing to go when money or time is
    short. With a strategy behind it, leaders have a reason of their own to protect it.""",
    source=PURPOSE,
    remedy="say in `need` what is missing for whom, and which strategy the programme serves",
    yaml="""
    need:
      statement: People who join from outside take a year to find out whom to ask.
      driver: "People Plan 2026–2029: a first year that works"
    """,
)
def need_is_stated(kit: Toolkit) -> Iterator[Finding]:
    need = kit.program.need
    if need is None or not is_written(need.statement):
        yield Finding(_("nothing says what need the programme answers"), ("need", "statement") if need else ("need",))
    if need and not is_written(need.driver):
        hint = _("add `driver:`, the strategy or plan that it belongs to")
        yield Finding(_("the need is tied to no strategy"), ("need", "driver"), hint)


@AREA.rule(
    "PUR02",
    "there are goals, each with an indicator and a target",
    ERROR,
    why="""A goal that nobody can count is a wish. At the end everybody will have liked the programme, and nobody will be
    able to say whether it should be held again.""",
    source=PURPOSE,
    remedy="give every goal an `indicator` (what is counted) and a `target` (how many would be good)",
    yaml="""
    goals:
      - id: network
        statement: New starters know people in other teams whom they can ask.
        level: participant
        indicator: People outside the own team whom they asked something last month
        baseline: 1, at the start
        target: 4
    """,
)
def goals_can_be_counted(kit: Toolkit) -> Iterator[Finding]:
    if not kit.program.goals:
        yield Finding(_("no goals are set"), ("goals",))
    for number, goal in enumerate(kit.program.goals):
        lacking = [name for name in ("indicator", "target") if not is_written(getattr(goal, name))]
        if lacking:
            message = {
                "indicator": _('the goal "%(goal)s" has no indicator'),
                "target": _('the goal "%(goal)s" has no target'),
            }.get(" ".join(lacking), _('the goal "%(goal)s" has no indicator and no target'))
            yield Finding(message, ("goals", number, lacking[0]), values={"goal": goal.id or goal.statement})


@AREA.rule(
    "PUR03",
    "evidence shows that the need is there",
    WARNING,
    why="""One figure or one finding from your own house convinces a sponsor more than any article. It is also what you
    compare with at the end.""",
    source=PURPOSE,
    remedy="add to `need` one finding of your own and where it is known from",
    yaml="""
    need:
      statement: People who join from outside take a year to find out whom to ask.
      driver: "People Plan 2026–2029: a first year that works"
      evidence:
        - {finding: 11 of 40 new starters left within their first year, source: "HR figures, 2025"}
    """,
)
def need_is_shown(kit: Toolkit) -> Iterator[Finding]:
    need = kit.program.need
    if need is None or not any_written(one.finding for one in need.evidence):
        yield Finding(_("no evidence shows that the need is there"), ("need", "evidence") if need else ("need",))


@AREA.rule(
    "PUR04",
    "mentoring is not asked to mend pay, culture, engagement or attrition",
    WARNING,
    why="""People who are paid too little, led badly or overworked have a reason to leave that a mentor cannot take away. They
    hear it as: talk about it instead. The programme is then blamed for what it could never do.""",
    source=PRACTITIONERS,
    remedy="say what people cannot learn, see or reach today; take pay, culture and workload up where they are decided, "
    "and say so in `not_for`",
    yaml="""
    need:
      statement: People who join from outside take a year to find out whom to ask.
      driver: "People Plan 2026–2029: a first year that works"
      not_for:
        - Pay and grading
        - Workload, which the site managers settle with their teams
    """,
    applies=lambda kit: kit.program.need is not None,
    reads_prose=True,
)
def need_is_one_for_mentoring(kit: Toolkit) -> Iterator[Finding]:
    need = kit.program.need
    words = word_list(kit.program.language, "mended_elsewhere")
    if words is None or need is None:
        yield cannot_read(kit, ("need", "statement"))
        return
    if found := dict.fromkeys(one.lower() for one in words.found(need.statement)):
        message = _("the need reads as a fix for something that mentoring cannot mend: %(words)s")
        yield Finding(message, ("need", "statement"), values={"words": ", ".join(f'"{one}"' for one in found)})


@AREA.rule(
    "PUR05",
    "the programme works together with something else",
    WARNING,
    why="""Mentoring on its own is an event beside the work. It holds where it picks up what people learn in courses, talks
    with their manager and new tasks, and where those who run them know of it.""",
    source=CLUTTERBUCK,
    remedy="name in `need` what the programme complements",
    yaml="""
    need:
      statement: People who join from outside take a year to find out whom to ask.
      driver: "People Plan 2026–2029: a first year that works"
      complements:
        - Induction week
        - Half-yearly talk with the manager
    """,
)
def something_complements_it(kit: Toolkit) -> Iterator[Finding]:
    need = kit.program.need
    if need is None or not any_written(need.complements):
        yield Finding(_("nothing complements the programme"), ("need", "complements") if need else ("need",))


@AREA.rule(
    "PUR06",
    "people can read what mentoring here is, and what it is not",
    WARNING,
    why="""Most disappointments begin as expectations that nobody spoke about: a promotion, a second boss, an answer for
    everything. One list before the start prevents them.""",
    source=PRACTITIONERS,
    remedy="write `expectations`, with what mentoring here `is` and what it `is_not`",
    yaml="""
    expectations:
      is:
        - A conversation in which you do the thinking
        - Your own topic
      is_not:
        - A second line manager
        - A promise of promotion
    """,
)
def expectations_are_told(kit: Toolkit) -> Iterator[Finding]:
    expected = kit.program.expectations
    if expected is None:
        yield Finding(_("nothing says what mentoring here is and is not"), ("expectations",))
    elif not any_written(expected.is_):
        yield Finding(_("nothing says what mentoring here is"), ("expectations", "is"))
    elif not any_written(expected.is_not):
        yield Finding(_("nothing says what mentoring here is not"), ("expectations", "is_not"))
