"""Checks of matching: that criteria and seats name questions of the application that are there, and that can be compared so."""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.core.problems import Problem, did_you_mean
from mentorkit.definition.base import PAIR, Authored
from mentorkit.definition.items import CHOSEN
from mentorkit.definition.matching import BUILT_IN, COMPARES, TIME_ZONE, ApplicationQuestion, Criterion, Matching, Seat
from mentorkit.definition.program import Program

WayOut = tuple[str, str]
"""What is wrong, and the way out."""


def check_matching(program: Program) -> Iterator[Problem]:
    """Problems of what the criteria, seats and questions of one programme's matching name."""
    matching = program.matching
    if matching is None:
        return
    yield from _questions(matching)
    for criterion in matching.compared:
        yield from _criterion(criterion, matching, program)
    yield from _reporting_line(matching, program)
    yield from _board(matching, program)
    for seat in matching.seats:
        yield from _seat(seat, matching, program)


def check_method(program: Program) -> Iterator[Problem]:
    """A problem where readers are told that people make the matches without software, which a proposal would make untrue."""
    matching = program.matching or Matching()
    if matching.method in ("by hand", "self-chosen", None):
        told = {"by hand": "people make the matches", "self-chosen": "people choose each other"}.get(
            matching.method or "", ""
        )
        message = (
            f"readers of the portal are told that {told}" if told else "nothing tells readers that software takes part"
        )
        hint = "write `method: hybrid` below `matching:`; the portal then says that software suggests and people decide"
        yield Problem("matching-method", message, program.place_for("matching", "method"), hint)


def _questions(matching: Matching) -> Iterator[Problem]:
    seen = dict[str, int]()
    for one in matching.applications:
        at = one.where("id")
        if one.id in BUILT_IN:
            message = f'every application has a question with the id "{one.id}" already'
            yield Problem("same-id", message, at, "leave this question out, or give it another id")
        elif one.id in seen:
            message = f'two questions of the application have the id "{one.id}" (first on line {seen[one.id]})'
            yield Problem("same-id", message, at, "give one of them another id")
        seen.setdefault(one.id, at.line)
        if one.shown and "mentor" not in one.for_:
            message = f'mentors are not asked "{one.id}", and no profile of theirs can show it'
            yield Problem("criterion", message, one.where("shown"), "leave out `shown`, or ask mentors too")


def _criterion(criterion: Criterion, matching: Matching, program: Program) -> Iterator[Problem]:
    named = {"of": criterion.of, "with": criterion.with_}
    missing = [one for field, id_ in named.items() if id_ for one in _missing(criterion, field, id_, matching, program)]
    yield from missing
    of, theirs = matching.question(criterion.of), matching.question(criterion.asked_of_mentors)
    if missing or criterion.compare == "preferred":
        return
    if of is None or theirs is None:
        yield from _time_zones(criterion)
        return
    wrong = _not_asked(of, theirs, program) or _unfit(criterion, of) or _unfit(criterion, theirs) or _unlike(of, theirs)
    wrong = wrong or _out_of_reach(criterion, of)
    if wrong:
        yield Problem("criterion", wrong[0], criterion.where("compare"), wrong[1])
    for one in {of.id: of, theirs.id: theirs}.values():
        if one.protected and not criterion.because:
            message = f'"{one.id}" is under special protection, and nothing says why it takes part in matching'
            hint = "write `because:` and a reason that applicants may read, or take `compare:` away"
            yield Problem("protected", message, criterion.where("of"), hint)


def _missing(part: Authored, field: str, id_: str, matching: Matching, program: Program) -> Iterator[Problem]:
    """A problem where no question of the application that can be compared has this id."""
    known = [one.id for one in matching.applications]
    groups = [one.id for one in program.evaluation.groups] if program.evaluation else []
    if id_ in known or id_ == TIME_ZONE:
        return
    if id_ in BUILT_IN:
        message = f'"{id_}" is asked of everybody, and is nothing that a criterion compares'
        hint = f'name a question below `applications:`, or "{TIME_ZONE}"'
    elif id_ in groups:
        message = f'"{id_}" is a question about groups, whose answers take no part in any match'
        hint = (
            "what people say there is for looking at fairness; ask it below `applications:` with a purpose of its own"
        )
    else:
        message = f'no question of the application has the id "{id_}"'
        hint = did_you_mean(id_, known) if known else f"ask it below `applications:`, with `id: {id_}`"
    yield Problem("question-exists", message, part.where(field), hint)


def _time_zones(criterion: Criterion) -> Iterator[Problem]:
    if criterion.compare not in ("fits", "same") or (criterion.with_ or TIME_ZONE) != criterion.of:
        message = f'time zones are not compared by "{criterion.compare}"'
        hint = f"write `compare: fits`, `of: {TIME_ZONE}` and, in hours, `at_most: 3`"
        yield Problem("criterion", message, criterion.where("compare"), hint)


def _not_asked(of: ApplicationQuestion, theirs: ApplicationQuestion, program: Program) -> WayOut | None:
    """A comparison needs what the mentee said, and what the mentor said."""
    if program.format == "peer":
        return None
    hint = "write `with:` and the id of the mentors’ question, or ask both: leave out its `for:`"
    for role, one in zip(reversed(PAIR), (of, theirs), strict=True):
        if role not in one.for_:
            return f'{role}s are not asked "{one.id}", and it would be compared with what they said', hint
    return None


def _unfit(criterion: Criterion, one: ApplicationQuestion) -> WayOut | None:
    """What is wrong where the answers to a question cannot be compared in this way."""
    assert criterion.compare is not None, "only what is compared is asked for"
    kinds = COMPARES[criterion.compare]
    if one.answer not in kinds:
        ways = [way for way, fitting in COMPARES.items() if one.answer in fitting]
        hint = f"compare it as {' or '.join(ways)}, " if ways else ""
        message = f'"{one.id}" is answered by "{one.answer}", which "{criterion.compare}" cannot compare'
        return message, f"{hint}{'or ' if ways else ''}ask it with `answer: {kinds[0]}`"
    if criterion.compare == "apart" and one.answer == "one of" and not one.ordered:
        message = f'nothing says that the options of "{one.id}" stand in order'
        return message, "write `ordered: yes` at the question, with the lowest option first"
    return None


def _unlike(of: ApplicationQuestion, theirs: ApplicationQuestion) -> WayOut | None:
    """What is wrong where two questions have no answers in common, or another order of them."""
    if {of.answer in CHOSEN, theirs.answer in CHOSEN} == {True, False} or (
        of.answer != theirs.answer and of.answer not in CHOSEN
    ):
        message = f'"{of.id}" is answered by "{of.answer}", and "{theirs.id}" by "{theirs.answer}"'
        return message, "give both the same `answer:`"
    mine, others = ([option.text.casefold() for option in one.options] for one in (of, theirs))
    if mine != others and (of.ordered or set(mine) != set(others)):
        return f'"{of.id}" and "{theirs.id}" have other options', "give both the same options, word for word"
    return None


def _out_of_reach(criterion: Criterion, of: ApplicationQuestion) -> WayOut | None:
    """What is wrong where no two answers could ever be as far apart, or have as much in common, as is asked for."""
    if criterion.at_least is None or of.answer not in CHOSEN:
        return None
    most = len(of.options) - 1 if criterion.compare == "apart" else len(of.options)
    if criterion.at_least > most:
        message = f'no two answers to "{of.id}" can have {criterion.at_least} in common'
        if criterion.compare == "apart":
            message = f'no two answers to "{of.id}" can be {criterion.at_least} steps apart'
        return message, f"its options allow {most} at most: write `at_least: {most}` or less"
    return None


def _reporting_line(matching: Matching, program: Program) -> Iterator[Problem]:
    id_ = matching.reporting_line
    if not id_:
        return
    asked, at = matching.question(id_), matching.where("reporting_line")
    if asked is None:
        yield from _missing(matching, "reporting_line", id_, matching, program)
    elif asked.answer not in COMPARES["same"]:
        message = f'"{id_}" is answered by "{asked.answer}", and a reporting line is one answer'
        yield Problem("criterion", message, at, "ask it with `answer: one of`, or in words")
    elif {*PAIR} - {*asked.for_} and program.format != "peer":
        yield Problem("criterion", f'"{id_}" is not asked of both', at, "leave out its `for:`")


def _board(matching: Matching, program: Program) -> Iterator[Problem]:
    """Seats belong to boards; a board has either named seats, or a number of mentors."""
    for field in ("seats", "mentors_per_mentee"):
        if getattr(matching, field) and program.format != "advisory board":
            message, hint = f'"{field}" belongs to another format', "write `format: advisory board`, or leave it out"
            yield Problem("seat", message, matching.where(field), hint)
            return
    if matching.seats and matching.mentors_per_mentee:
        message = f"a board has {len(matching.seats)} named seats, and {matching.mentors_per_mentee} mentors"
        yield Problem("seat", message, matching.where("mentors_per_mentee"), "keep one of the two")
    seen = set[str]()
    for seat in matching.seats:
        if seat.name.casefold() in seen:
            yield Problem("seat", f'two seats are called "{seat.name}"', seat.where("name"), "rename one of them")
        seen.add(seat.name.casefold())


def _seat(seat: Seat, matching: Matching, program: Program) -> Iterator[Problem]:
    asked = matching.question(seat.of)
    if asked is None:
        yield from _missing(seat, "of", seat.of, matching, program)
    elif asked.answer not in CHOSEN or "mentor" not in asked.for_:
        message = f'"{seat.of}" does not tell which mentor can take a seat'
        hint = "name a question that mentors answer with `answer: several of`"
        yield Problem("seat", message, seat.where("of"), hint)
    else:
        options = {option.text.casefold(): option.text for option in asked.options}
        for number, said in enumerate(seat.answers):
            if said.casefold() not in options:
                at = seat.where("options", number) if seat.options else seat.where("name")
                hint = did_you_mean(said, options.values())
                hint = hint if seat.options else f"{hint}; or list its answers below `options:`".lstrip("; ")
                yield Problem("seat", f'"{said}" is not among the answers to "{seat.of}"', at, hint)
