"""Sentences taken at their word: each is read with a pattern of its own and held against the applications as they were made up.

Nothing of `mentorkit.matching` is used but what people answered: points, states and reasons are worked out anew here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from made_rounds import QUESTIONS

from mentorkit.answers.answered import OTHER, NoAnswer
from mentorkit.definition.matching import Criterion
from mentorkit.definition.program import Program
from mentorkit.matching.applicants import Applicant

ASKED = {one["id"]: one for one in QUESTIONS}
WEIGHTS = {"must": 0, "a little": 1, "much": 3, "most": 9}
WHO = r"Person p\d+"


def texts(person: Applicant, id_: str) -> list[str] | None:
    """What somebody answered as texts; None where it cannot be compared."""
    value, asked = person.values.get(id_, NoAnswer.UNANSWERED), ASKED[id_]
    if isinstance(value, NoAnswer):
        return None
    if asked["answer"] in ("one of", "several of"):
        numbers = value if isinstance(value, tuple) else (value,)
        known = [asked["options"][one] for one in numbers if one != OTHER]
        return known if known or not numbers else None
    return [str(value).strip().lower()]


def number(person: Applicant, id_: str) -> int | None:
    value = person.values.get(id_, NoAnswer.UNANSWERED)
    return None if isinstance(value, NoAnswer) or value == OTHER else int(value)


def clock(person: Applicant) -> float:
    zone = ZoneInfo(person.zone or "Europe/London")
    return datetime(2027, 2, 1, 12, tzinfo=zone).utcoffset().total_seconds() / 3600


def hours(one: Applicant, other: Applicant) -> float:
    gap = abs(clock(one) - clock(other))
    return min(gap, 24 - gap)


def state_and_share(name: str, one: Applicant, other: Applicant, program: Program) -> tuple[str, float]:
    """What became of one of the CRITERIA, worked out from the answers alone; between peers, of both directions."""
    there, back = one_way(name, one, other, program), one_way(name, other, one, program)
    if program.format != "peer" or name == "Character" or back[0] == "does not apply":
        return there
    if there[0] == "does not apply":
        return back
    if "not known" in (there[0], back[0]):
        return "not known", 0
    both = (int(60 * there[1] + 1e-9) + int(60 * back[1] + 1e-9)) // 2
    must = {each.name: each.weight for each in program.matching.criteria}[name] == "must"
    if not both or (must and "not met" in (there[0], back[0])):
        return "not met", 0
    return "met" if both == 60 else "in part", both / 60


def one_way(name: str, one: Applicant, other: Applicant, program: Program) -> tuple[str, float]:
    """The same, the answer of the one compared with that of the other."""
    if name == "Character":
        return "for people", 0
    if name == "Clocks":
        return ("met", 1) if hours(one, other) <= 5 else ("not met", 0)
    if name == "Choices":
        return choices_state(one, other)
    ids = {"Grade": "grade", "Seniority": "years", "Another department": "unit", "Same site": "site", "As sure": "sure"}
    ids |= {"Same journeys": "travel", "Times": "times"}
    ids_ = ("wants", "offers") if name == "Topics" else (ids[name], ids[name])
    raw = [person.values.get(id_) for person, id_ in zip((one, other), ids_, strict=True)]
    if NoAnswer.NOT_APPLICABLE in raw:
        return "does not apply", 0
    mine, theirs = (texts(person, id_) for person, id_ in zip((one, other), ids_, strict=True))
    if mine is None or theirs is None:
        return "not known", 0
    if name == "Topics" and not mine:
        return "does not apply", 0
    share = {
        "Topics": lambda: len(set(mine) & set(theirs)) / len(mine),
        "Times": lambda: bool(set(mine) & set(theirs)),
        "Another department": lambda: mine != theirs,
        "Same site": lambda: mine == theirs,
        "Same journeys": lambda: mine == theirs,
        "Seniority": lambda: abs(number(one, "years") - number(other, "years")) >= 3,
        "As sure": lambda: abs(number(one, "sure") - number(other, "sure")) <= 1,
        "Grade": lambda: 1 <= abs(number(other, "grade") - number(one, "grade")) <= 2 if program.format == "peer" else 1 <= (number(other, "grade") - number(one, "grade")) * (-1 if program.format == "reverse" else 1) <= 2,
    }[name]()  # fmt: skip
    return ("met" if share == 1 else "in part" if share else "not met"), float(share)


def choices_state(one: Applicant, other: Applicant) -> tuple[str, float]:
    counts = []
    for who, whom in ((one, other), (other, one)):
        if who.choices:
            rank = who.choices.index(whom.key) if whom.key in who.choices else None
            counts.append(0 if rank is None else [60, 40, 20, 10, 10, 10][rank])
    share = sum(counts) // len(counts) / 60 if counts else 0
    return ("does not apply" if not counts else "met" if share == 1 else "in part" if share else "not met"), share


def units(name: str, one: Applicant, other: Applicant, program: Program) -> int:
    return int(60 * state_and_share(name, one, other, program)[1] + 1e-9)


def points(one: Applicant, other: Applicant, program: Program) -> int:
    return sum(WEIGHTS[each.weight] * units(each.name, one, other, program) for each in program.matching.criteria)


def managers(people: list[Applicant], key: str) -> list[str]:
    said = max((one.managers for one in people if one.key == key), key=len, default=())
    first = [one for one in people if one.key == key]
    joined = list(first[0].managers) if first else []
    for one in first[1:]:
        joined += one.managers[len(joined) :]
    if len(joined) == 1 and joined[0]:
        theirs: list[str] = []
        for one in people:
            if one.key == joined[0]:
                theirs += one.managers[len(theirs) :]
        joined += theirs[:1]
    return joined[:2] or list(said)


def apart(one: Applicant, other: Applicant, program: Program, people: list[Applicant]) -> set[str]:
    """Why two cannot be a pair."""
    why = {
        f"{each.name} {state}"
        for each in program.matching.criteria
        if each.weight == "must" and each.compare
        for state in [state_and_share(each.name, one, other, program)[0]]
        if state in ("not met", "not known")
    }
    if one.key == other.key:
        return why | {"oneself"}
    chains = [(managers(people, one.key), other.key), (managers(people, other.key), one.key)]
    why |= {("line manager", "manager's manager")[chain.index(key)] for chain, key in chains if key in chain}
    if other.key in one.not_with or one.key in other.not_with:
        why.add("not with")
    mine, theirs = texts(one, "unit"), texts(other, "unit")
    if program.matching.reporting_line and mine is not None and mine == theirs:
        why.add("reporting line")
    if program.matching.earlier_pairs == "not again" and (other.key in one.earlier or one.key in other.earlier):
        why.add("earlier")
    return why


def quoted(listed: str) -> list[str]:
    return re.findall(r"“([^”]*)”", listed)


@dataclass
class PairClaims:
    """The sentences on one criterion of one pair."""

    program: Program
    mentee: Applicant
    mentor: Applicant
    criterion: Criterion
    read: list[str] = field(default_factory=list)

    def hold(self, text: str) -> bool:
        """Whether every sentence of a text is known and true."""
        while text:
            for pattern, check in self.patterns():
                if found := re.match(rf"{pattern}(?: |$)", text):
                    if not check(found.groupdict()):
                        return False
                    text = text[found.end() :]
                    break
            else:
                return False
        return True

    def person(self, name: str) -> Applicant:
        (found,) = [one for one in (self.mentee, self.mentor) if one.name == name]
        return found

    def question(self, words: str) -> str:
        return next(id_ for id_, one in ASKED.items() if one["ask"] == words)

    def says(self, answer: str, name: str, words: str) -> bool:
        """Whether somebody answered this to a question."""
        id_, person = self.question(words), self.person(name)
        value, asked = person.values.get(id_), ASKED[id_]
        if asked["answer"] in ("one of", "several of"):
            known = value if isinstance(value, tuple) else (value,)
            own = OTHER in known
            return (
                sorted(quoted(answer)) == sorted(asked["options"][one] for one in known if one != OTHER)
                and ("an answer of their own" in answer) == own
                and (bool(known) or answer == "none of the options")
            )
        if asked["answer"] == "words":
            return quoted(answer) == [str(value).strip()]
        if asked["answer"] == "yes or no":
            return quoted(answer) == [["No", "Yes"][int(value)]]
        ends = {1: " (Not at all)", 5: " (Completely)"} if id_ == "sure" else {}
        unit = "" if id_ == "sure" else " (years)" if value == 1 else " years"
        return answer == f"{value}{unit}{ends.get(value, '')}"

    def patterns(self) -> list[tuple[str, Callable[[dict[str, str]], bool]]]:
        mentee, mentor = self.mentee, self.mentor
        return [
            (r"Both answered (?P<a>.+?) to “(?P<q>[^”]+)”\.", self.both),
            (rf"(?P<one>{WHO}) answered (?P<a>.+?) to “(?P<q>[^”]+)”, and (?P<two>{WHO}) answered (?P<b>.+?)\.",
             lambda m: self.says(m["a"], m["one"], m["q"]) and self.says(m["b"], m["two"], m["q"]) and m["one"] != m["two"]),
            (rf"(?P<up>{WHO}) is (?P<n>\d+) ?(?:steps?|years|\(years\)) above (?P<low>{WHO})\.", self.is_above),
            (r"What is asked for is (?P<gap>.+?)\.", self.is_asked),
            (rf"(?P<giver>{WHO}) offers everything that (?P<taker>{WHO}) chose from the list: (?P<a>.+?)\.",
             lambda m: self.offers(m, m["a"], "")),
            (rf"(?P<giver>{WHO}) offers (?P<n>\d+) of the (?P<all>\d+) things that (?P<taker>{WHO}) asks for: (?P<a>.+?), but not (?P<b>.+?)\.",
             lambda m: self.offers(m, m["a"], m["b"]) and len(quoted(m["a"])) == int(m["n"]) and len(quoted(m["a"] + m["b"])) == int(m["all"])),
            (rf"(?P<giver>{WHO}) offers nothing of what (?P<taker>{WHO}) asks for: not (?P<b>.+?)\.", lambda m: self.offers(m, "", m["b"])),
            (rf"(?P<who>{WHO}) also gave an answer of their own, which only people can compare\.",
             lambda m: OTHER in self.person(m["who"]).values["wants"]),
            (r"The two have nothing in common here\.", lambda m: not set(texts(mentee, "times")) & set(texts(mentor, "times"))),
            (rf"(?P<other>{WHO}) is the (?P<rank>first|second|third) choice of (?P<one>{WHO})\.",
             lambda m: self.ranked(m, ["first", "second", "third"].index(m["rank"]))),
            (rf"(?P<other>{WHO}) is choice number (?P<rank>\d) of (?P<one>{WHO})\.", lambda m: self.ranked(m, int(m["rank"]) - 1)),
            (rf"(?P<one>{WHO}) named others than (?P<other>{WHO}) as choices\.",
             lambda m: self.person(m["other"]).key not in self.person(m["one"]).choices and bool(self.person(m["one"]).choices)),
            (rf"(?P<who>{WHO}) gave no answer to “(?P<q>[^”]+)” that can be compared\.",
             lambda m: texts(self.person(m["who"]), self.question(m["q"])) is None),
            (rf"(?P<who>{WHO}) said that “(?P<q>[^”]+)” does not apply\.",
             lambda m: self.person(m["who"]).values[self.question(m["q"])] is NoAnswer.NOT_APPLICABLE),
            (rf"(?P<who>{WHO}) chose nothing in answer to “(?P<q>[^”]+)”\.",
             lambda m: self.person(m["who"]).values[self.question(m["q"])] == ()),
            (r"Their clocks show the same time on 1 February 2027\.", lambda m: hours(mentee, mentor) == 0),
            (r"Their clocks are (?P<n>\d+) hours? apart on 1 February 2027\.", lambda m: hours(mentee, mentor) == int(m["n"])),
            (r"It is a must\.", lambda m: self.criterion.weight == "must"),
        ]  # fmt: skip

    def both(self, m: dict[str, str]) -> bool:
        id_ = self.question(m["q"])
        mine, theirs = texts(self.mentee, id_), texts(self.mentor, id_)
        if self.criterion.name == "Times":
            return sorted(quoted(m["a"])) == sorted(set(mine or ()) & set(theirs or ()))
        return mine is not None and mine == theirs and self.says(m["a"], self.mentee.name, m["q"])

    def is_above(self, m: dict[str, str]) -> bool:
        id_ = {"Grade": "grade", "Seniority": "years", "As sure": "sure"}[self.criterion.name]
        return number(self.person(m["up"]), id_) - number(self.person(m["low"]), id_) == int(m["n"]) > 0

    def is_asked(self, m: dict[str, str]) -> bool:
        up, low = ("mentee", "mentor") if self.program.format == "reverse" else ("mentor", "mentee")
        return {
            "Grade": "1 to 2 steps between the two"
            if self.program.format == "peer"
            else f"that the {up} is 1 to 2 steps above the {low}",
            "Seniority": "at least 3 years between the two",
            "As sure": "at most 1 step between the two",
        }[self.criterion.name] == m["gap"]

    def offers(self, m: dict[str, str], given: str, missing: str) -> bool:
        wants, offered = texts(self.person(m["taker"]), "wants"), texts(self.person(m["giver"]), "offers")
        return (
            sorted(quoted(given)) == sorted(set(wants) & set(offered))
            and sorted(quoted(missing)) == sorted(set(wants) - set(offered))
        )  # fmt: skip

    def ranked(self, m: dict[str, str], rank: int) -> bool:
        return self.person(m["one"]).choices[rank] == self.person(m["other"]).key
