"""Sessions: an end, a rhythm, a topic, and something to do for both between one and the next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mentorkit.definition.moments import Moment
from mentorkit.design_rules import sources
from mentorkit.design_rules.rule import (
    ERROR,
    NOTE,
    WARNING,
    Finding,
    _,
    any_written,
    cannot_read,
    has_event,
    has_sessions,
    is_archetype,
    is_written,
    numbered,
)
from mentorkit.design_rules.trust import AREA as AREA  # the registry has it from here, with all its rules
from mentorkit.language.word_lists import lists_for, word_list
from mentorkit.toolkit import PlannedSession, Toolkit


@AREA.rule(
    "SES01",
    "the programme has an end",
    ERROR,
    why="""With an end in sight, people use the time, and it is no failure to stop. Without one, pairs fade out, and nobody ever
    says thank you or asks what came of it.""",
    source=sources.CLOSURE,
    remedy="write `ends`, a date or a week; six to twelve months are usual",
    yaml="ends: week 30 Friday",
)
def programme_ends(kit: Toolkit) -> Iterator[Finding]:
    if kit.program.ends is None:
        yield Finding(_("the programme has no end"), ("ends",))


@AREA.rule(
    "SES02",
    "every session has an action for each role",
    ERROR,
    why="""Growth happens between sessions. A mentee with nothing to do comes back with nothing to tell, and a mentor with
    nothing to do gives advice and learns nothing. One small step each is enough.""",
    source=sources.GOLLWITZER,
    remedy="write `actions` into the session, one for the `mentee` and one for the `mentor`",
    yaml="""
    sessions:
      1:
        title: First conversation
        week: 2
        actions:
          mentee: Send three lines on what you took away.
          mentor: Suggest two dates.
    """,
    applies=has_sessions,
)
def sessions_ask_both_to_act(kit: Toolkit) -> Iterator[Finding]:
    for one in kit.sessions:
        actions = one.session.actions
        idle = [role for role in kit.program.pair if not is_written(getattr(actions, role, None))]
        if idle:
            message = {
                "mentor": _("session %(number)s asks nothing of the mentor"),
                "mentee": _("session %(number)s asks nothing of the mentee"),
            }.get(" ".join(idle), _("session %(number)s asks nothing of either of the two"))
            path = ("sessions", one.number, "actions", *(idle if len(idle) == 1 else ()))
            yield Finding(message, path, values={"number": one.number})


@AREA.rule(
    "SES03",
    "every session has a Key or a topic",
    WARNING,
    why="""The mentee who arrives without a topic is what mentors complain about most. A Key worked through beforehand, or a
    line that says what the hour is for, gives both a place to begin; they are free to leave it.""",
    source=sources.PRACTITIONERS,
    remedy="give the session a Key (`keys`), or say what it is for (`purpose`)",
    yaml="""
    sessions:
      3: {title: What I hear from others, week: 10, keys: [feedback]}
    """,
    applies=has_sessions,
)
def sessions_have_a_topic(kit: Toolkit) -> Iterator[Finding]:
    for one in kit.sessions:
        about = one.session
        if not (one.keys or is_written(about.purpose) or any_written(about.objectives) or about.agenda):
            message = _("session %(number)s has no Key and no topic")
            yield Finding(message, ("sessions", one.number, "keys"), values={"number": one.number})


@AREA.rule(
    "SES04",
    "pairs meet often enough to go on where they stopped",
    WARNING,
    why="""After two months without a meeting, a pair begins again instead of going on, and in fewer than three meetings there
    is no middle. The lines are settings: `weeks_between_sessions`, `weeks_between_boards` and `fewest_sessions`.""",
    source=sources.MATCHING,
    remedy="move a session, or add one",
    yaml="""
    sessions:
      1: {title: First conversation, week: 2}
      2: {title: What I want to learn, week: 7}
      3: {title: Closing, week: 12}
    """,
    applies=has_sessions,
)
def pairs_meet_often_enough(kit: Toolkit) -> Iterator[Finding]:
    limits, boards = kit.thresholds, kit.program.format == "advisory board"
    weeks = limits.weeks_between_boards if boards else limits.weeks_between_sessions
    if len(kit.sessions) < limits.fewest_sessions:
        message = _("fewer sessions than %(fewest)s leave no room to begin, work and close")
        yield Finding(message, ("sessions",), _("add sessions"), values={"fewest": limits.fewest_sessions})
    dated = sorted((one for one in kit.sessions if one.moment), key=_begins)
    for one, following in pairwise(dated):
        rest = _rest_between(kit, _begins(one), _begins(following))
        days = _begins(following) - _begins(one) - rest
        if days > weeks * 7:
            message = (
                _(
                    "%(weeks)s weeks without the pause lie between session %(one)s and session %(next)s; %(most)s are the most"
                )
                if rest
                else _("%(weeks)s weeks lie between session %(one)s and session %(next)s; %(most)s are the most")
            )
            values = {"weeks": -(-days // 7), "one": one.number, "next": following.number, "most": weeks}
            path = ("sessions", following.number, "date" if following.session.date else "week")
            yield Finding(message, path, values=values)


def _begins(one: PlannedSession) -> int:
    return one.moment.first.toordinal() if one.moment else 0


def _rest_between(kit: Toolkit, first: int, last: int) -> int:
    """How many of the days between two others lie in a pause."""
    rests = ((begin.toordinal(), end.toordinal()) for begin, end in kit.program.rests)
    return len({day for begin, end in rests for day in range(max(begin, first + 1), min(end, last - 1) + 1)})


@AREA.rule(
    "SES05",
    "mentors set a goal of their own",
    WARNING,
    why="""A mentor who is learning something asks better questions and stays curious when the hour is inconvenient. One who only
    gives runs dry by the second round.""",
    source=sources.CLUTTERBUCK,
    remedy="use the Key `goals-that-matter`, or ask mentors for a goal of their own in their `responsibilities`",
    yaml="""
    roles:
      mentor:
        responsibilities:
          - Set a goal of your own and tell your mentee how it goes
    """,
    applies=lambda kit: len(kit.program.pair) > 1,
    reads_prose=True,
)
def mentors_set_a_goal(kit: Toolkit) -> Iterator[Finding]:
    mentor = kit.program.roles.mentor
    texts = [*mentor.responsibilities, *mentor.first_steps, *mentor.benefits] if mentor else []
    for one in kit.sessions:
        texts += [part.mentor for part in (one.session.prepare, one.session.actions) if part and part.mentor]
    worked_on = any(key.topic == "direction" for one in kit.sessions for key in one.keys)  # its Key is for both
    lists = lists_for(kit.program.language, "goal")
    if not worked_on and not any(words.first(text) for words in lists for text in texts):
        path = ("roles", "mentor", "responsibilities") if mentor else ("roles", "mentor")
        if texts and word_list(kit.program.language, "goal") is None:
            yield cannot_read(kit, path)
            return
        yield Finding(_("mentors set no goal of their own"), path)


@AREA.rule(
    "SES06",
    "what is learned together is put to use in a later session",
    WARNING,
    why="""Little of what a learning event teaches stays unless it is used. A session that comes back to it costs
    nothing, and ties the cohort's learning to each pair's.""",
    source=sources.PRACTITIONERS,
    remedy="name the module of the event in a later session: `reinforces: feedback-and-challenge`",
    yaml="""
    events:
      - {week: 6, what: "Learning session: feedback", kind: learning, for: pairs, module: feedback-and-challenge}
    sessions:
      1: {title: First conversation, week: 2}
      2: {title: What I hear from others, week: 8, reinforces: feedback-and-challenge}
    """,
    applies=lambda kit: has_sessions(kit) and any(one.module for _, one in numbered(kit, "learning")),
)
def learning_is_reinforced(kit: Toolkit) -> Iterator[Finding]:
    for number, event in numbered(kit, "learning"):
        module, learned = event.module, event.moment
        taken_up = any(
            one.reinforces is module and not (one.moment and learned and one.moment.last < learned.first)
            for one in kit.sessions
        )
        if module and not taken_up:
            message, hint = (
                _('no later session takes up "%(event)s"'),
                _("write `reinforces: %(module)s` into a session after it"),
            )
            values = {"event": event.event.what, "module": module.id}
            yield Finding(message, ("events", number), hint, values=values)


@AREA.rule(
    "SES07",
    "everybody names somebody who asks whether it was done",
    NOTE,
    why="""People keep a promise more often when somebody will ask about it. A colleague or friend outside the pair is better
    placed than the mentor, who would begin to check.""",
    source=sources.HARKIN,
    remedy="say under `accountability` who keeps whom to what they said",
    yaml="accountability: Each names a colleague outside the pair who asks after every session whether it was done.",
)
def somebody_asks(kit: Toolkit) -> Iterator[Finding]:
    if not is_written(kit.program.accountability):
        yield Finding(_("nobody names an accountability partner"), ("accountability",))


@AREA.rule(
    "SES08",
    "participants are seen by senior people",
    WARNING,
    why="""Advice alone does not lead to a chance; somebody with a say has to have seen the person's work. Those whom this kind of
    programme is for are told to be visible more often than they are shown to anybody.""",
    source=sources.IBARRA,
    remedy="describe under `exposure` how participants and senior people meet over real work, or plan a `showcase`",
    yaml="""
    exposure:
      - Each pair visits one meeting of the leadership team and is asked for an opinion.
    """,
    applies=is_archetype("leadership-cohort", "next-generation", "inclusion"),
)
def participants_are_seen(kit: Toolkit) -> Iterator[Finding]:
    if not (any_written(kit.program.exposure) or has_event(kit, "showcase")):
        yield Finding(_("participants are not seen by senior people"), ("exposure",))


@AREA.rule(
    "SES09",
    "nothing is planned in a pause",
    WARNING,
    why="""In a pause people are away, or believe that they may be. Who comes to a date in it gives up the rest, and who stays away
    has missed something.""",
    source=sources.PRACTITIONERS,
    remedy="move it to another week, or change the pause; accept it with a reason where it goes on on purpose",
    yaml="""
    pauses:
      - {name: Summer break, from: week 20 Monday, to: week 21 Friday}
    """,
)
def nothing_in_a_pause(kit: Toolkit) -> Iterator[Finding]:
    for one in kit.sessions:
        if one.moment and (pause := _pause_of(kit, one.moment)):
            message = _('session %(number)s is on %(day)s, in the pause "%(pause)s"')
            values = {"number": one.number, "day": one.moment.first, "pause": pause}
            yield Finding(message, ("sessions", one.number, "date" if one.session.date else "week"), values=values)
    for number, planned in enumerate(kit.events):
        for occurrence in planned.occurrences:
            slot = planned.event.groups[occurrence.number - 1] if occurrence.number else planned.event
            path = ("events", number, *(("groups", occurrence.number - 1) if slot is not planned.event else ()))
            for moment in occurrence.moment.each if occurrence.moment else ():
                if pause := _pause_of(kit, moment):
                    said = "moved" if occurrence.moment and occurrence.moment.dates else "date" if slot.date else "week"
                    message = _('"%(event)s" is on %(day)s, in the pause "%(pause)s"')
                    values = {"event": planned.event.what, "day": moment.first, "pause": pause}
                    yield Finding(message, (*path, said), values=values)


def _pause_of(kit: Toolkit, moment: Moment) -> str:
    """The name of the pause that something lies in; empty where it lies in none."""
    days = ((one.name, (one.moment.first, one.moment.last)) for one in kit.pauses)
    return next((name for name, rest in days if moment.in_one_of((rest,))), "")


def _timed_middle(kit: Toolkit) -> Iterator[tuple[PlannedSession, int, int]]:
    """The sessions between first and last whose steps all have minutes: with the sum of these, and of those kept for own topics."""
    for one in kit.sessions[1:-1]:
        steps = one.session.agenda
        if steps and all(step.minutes for step in steps):
            own = sum(step.minutes or 0 for step in steps if step.own_topic)
            yield one, sum(step.minutes or 0 for step in steps), own


@AREA.rule(
    "SES10",
    "every session between the first and the last keeps time for what the mentee brings",
    WARNING,
    why="""The mentee sets the agenda: that is what tells mentoring from a course. A plan that fills every minute leaves no room for
    what happened yesterday, and the pair either drops the plan or never gets to what matters. A third of the time is the line, and
    a setting: `own_topic_percent`. Only agendas of which each step has its minutes are looked at.""",
    source=sources.CLUTTERBUCK,
    remedy="mark the step that belongs to what the mentee brings with `own_topic: yes`, and give it a third of the time",
    yaml="""
    sessions:
      2:
        title: What I want to learn
        week: 5
        minutes: 60
        agenda:
          - {what: What became of last time, minutes: 10}
          - {what: What you bring today, minutes: 20, own_topic: yes}
          - {what: The Key, minutes: 25}
          - {what: One action each, minutes: 5}
    """,
    applies=lambda kit: any(True for _ in _timed_middle(kit)),
)
def sessions_keep_time_for_own_topics(kit: Toolkit) -> Iterator[Finding]:
    for one, whole, own in _timed_middle(kit):
        if own * 100 < whole * kit.thresholds.own_topic_percent:
            message = _("session %(number)s keeps %(own)s of its %(whole)s minutes for what the mentee brings")
            values = {"number": one.number, "own": own, "whole": whole}
            yield Finding(message, ("sessions", one.number, "agenda"), values=values)
