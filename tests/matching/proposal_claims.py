"""Sentences on a whole proposal taken at their word: alternatives, those left over, and the whole picture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property

from claims import WEIGHTS, WHO, apart, points, state_and_share, texts, units

from mentorkit.definition.matching import Seat
from mentorkit.matching.applicants import Applicant, Applications
from mentorkit.matching.assignment import lots
from mentorkit.matching.pair_decisions import PairDecisions
from mentorkit.matching.proposal import LeftOver, Proposal, ProposedPair

Check = Callable[[dict[str, str]], bool]
_CHOICES = (("the first choice", 1), ("the second", 2), ("the third", 3))
_REASONS = {
    "one is the line manager of the other": "line manager",
    "one is the manager’s manager of the other": "manager's manager",
    "both are in one reporting line": "reporting line",
    "one asked not to be matched with the other": "not with",
    "they were a pair before": "earlier",
    "those who decide refused the pair": "refused",
}


def names(listed: str) -> list[str]:
    return re.findall(WHO, listed)


def quoted(listed: str) -> set[str]:
    return set(re.findall(r"“([^”]*)”", listed))


class ProposalClaims:
    """One proposal and the applications that it is made from."""

    def __init__(self, applications: Applications, decisions: PairDecisions, proposal: Proposal) -> None:
        self.applications, self.decisions, self.proposal = applications, decisions, proposal
        self.program, self.people = applications.program, list(applications)
        self.mentees, self.mentors = list(applications.mentees), list(applications.mentors)
        self.kept = {(one.mentee, one.mentor) for one in decisions.kept}
        self.peers, self.several = self.program.format == "peer", "board" in self.program.format
        self.several |= bool(self.program.matching.shortlist)
        if self.peers:
            self.mentors = self.mentees

    @cached_property
    def pairs(self) -> list[tuple[Applicant, Applicant]]:
        return [(one.mentee, one.mentor) for one in self.proposal.pairs]

    @property
    def ways(self) -> list[tuple[Applicant, Applicant]]:
        """The pairs; between peers, seen from both."""
        return [*self.pairs, *((other, one) for one, other in self.pairs if self.peers)]

    @cached_property
    def having(self) -> dict[str, list[Applicant]]:
        """The mentees of each mentor, by key."""
        found: dict[str, list[Applicant]] = {}
        for one, other in self.ways:
            found.setdefault(other.key, []).append(one)
        return found

    @cached_property
    def mentor_of(self) -> dict[str, Applicant]:
        return {one.key: other for one, other in self.ways}

    def why(self, one: Applicant, other: Applicant) -> set[str]:
        no = {(each.mentee, each.mentor) for each in self.decisions.refused}
        refused = (one.key, other.key) in no or (self.peers and (other.key, one.key) in no)
        return apart(one, other, self.program, self.people) | ({"refused"} if refused else set())

    def points(self, one: Applicant, other: Applicant) -> int:
        return points(one, other, self.program)

    def lot(self, one: Applicant, other: Applicant) -> int:
        there, back = (int(lots("acme/two", (a.key,), (b.key,))[0, 0]) for a, b in ((one, other), (other, one)))
        return there + back * self.peers

    def holds(self, text: str, patterns: list[tuple[str, Check]]) -> bool:
        """Whether every sentence of a text is known and true."""
        while text:
            for pattern, check in patterns:
                if found := re.match(rf"{pattern}(?: |$)", text):
                    if not check(found.groupdict()):
                        return False
                    text = text[found.end() :]
                    break
            else:
                return False
        return True

    def false(self) -> Iterator[str]:
        """Every sentence that is not true, or that nobody knows how to check."""
        for pair in self.proposal.pairs:
            others = [(one, (pair.mentee, one.person)) for one in pair.other_mentors]
            for one, new in others + [(one, (one.person, pair.mentor)) for one in pair.other_mentees]:
                if self.why(*new) or not self.holds(one.said.text, self.of_alternative(pair, new)):
                    yield f"{pair.mentee.name} + {pair.mentor.name}: {one.said.text}"
        for left in self.proposal.left:
            if left.seat:
                yield from (f"{left.seat}: {text}" for text in self.of_seat(left))
                continue
            for said in (*left.why, *left.would_change):
                if not self.holds(said.text, self.of_left_over(left)):
                    yield f"{left.applicant.role} {left.applicant.name}: {said.text}"
        for said in self.proposal.whole.sentences:
            if not self.holds(said.text, self.of_whole()):
                yield said.text

    # alternatives

    def compared(self, pair: ProposedPair, new: tuple[Applicant, Applicant]) -> tuple[set[str], set[str], int]:
        more, less, total = set(), set(), 0
        for one in self.program.matching.criteria:
            weight = WEIGHTS[one.weight] if one.compare else 0
            gain = weight * (
                units(one.name, *new, self.program) - units(one.name, pair.mentee, pair.mentor, self.program)
            )
            total += gain
            more |= {one.name} if gain > 0 else set()
            less |= {one.name} if gain < 0 else set()
        return more, less, total

    def swap(self, pair: ProposedPair, new: tuple[Applicant, Applicant], partner: str, mine: str) -> int | None:
        """What two pairs would gain if they changed partners; None where they cannot."""
        if new[0] is pair.mentee:  # another mentor: whose mentee gets ours
            theirs = next(one for one in self.having[new[1].key] if one.name == partner), new[1]
            other = theirs[0], pair.mentor
            assert mine == pair.mentor.name
        else:
            theirs = new[0], self.mentor_of[new[0].key]
            assert partner == theirs[1].name
            other = pair.mentee, theirs[1]
            assert mine == pair.mentee.name
        if self.why(*other):
            return None
        return self.points(*new) + self.points(*other) - self.points(pair.mentee, pair.mentor) - self.points(*theirs)

    def of_alternative(self, pair: ProposedPair, new: tuple[Applicant, Applicant]) -> list[tuple[str, Check]]:
        more, less, total = self.compared(pair, new)
        person = new[1] if new[0] is pair.mentee else new[0]
        same = r"(?P<who>Person p\d+)"

        def differs(m: dict[str, str], sign: int | None = None) -> bool:
            said = quoted(m.get("more") or ""), quoted(m.get("less") or "")
            return m["who"] == person.name and said == (more, less) and sign in (None, (total > 0) - (total < 0))

        def decided(m: dict[str, str]) -> bool:
            kept = self.kept | {pair[::-1] for pair in self.kept if self.peers}
            theirs = [(one, person) for one in self.having.get(person.key, [])]
            if person is not new[1]:
                theirs = [(person, self.mentor_of[person.key])]
            return bool(theirs) and all((one.key, other.key) in kept for one, other in theirs)

        def both_roles(m: dict[str, str]) -> bool:
            (mine,) = [one for one in (pair.mentee, pair.mentor) if one.name == m["partner"]]
            other = [one for one in self.people if one.key == mine.key and one.role == m["role"] != mine.role]
            return len(other) == 1 and ((other[0], person) in self.pairs or (person, other[0]) in self.pairs)

        def has_nobody(m: dict[str, str]) -> bool:
            return m["mine"] == pair.mentor.name and len(self.having[pair.mentor.key]) == 1

        def waited(m: dict[str, str]) -> bool:
            (one,) = [each for each in (pair.mentee, pair.mentor) if each.name == m["mine"]]
            return one.waited and not person.waited

        def even(m: dict[str, str]) -> bool:
            return (
                self.program.format == "group"
                and len(self.having.get(person.key, [])) + 1 > len(self.having[pair.mentor.key]) - 1
                and (m["who"], m["mine"]) == (person.name, pair.mentor.name)
            )

        return [
            (rf"{same} fits just as well\.", lambda m: differs(m)),
            (rf"{same} meets more of (?P<more>[^.]+?) and less of (?P<less>[^.]+?), which counts less\.", lambda m: differs(m, 1)),
            (rf"{same} meets more of (?P<more>[^.]+?) and less of (?P<less>[^.]+?), which counts the same\.", lambda m: differs(m, 0)),
            (rf"{same} meets more of (?P<more>[^.]+?), but less of (?P<less>[^.]+?), which counts more\.", lambda m: differs(m, -1)),
            (rf"{same} meets more of (?P<more>[^.]+?)\.", lambda m: differs(m, 1)),
            (rf"{same} meets less of (?P<less>[^.]+?)\.", lambda m: differs(m, -1)),
            (rf"{same} is proposed to (?P<partner>{WHO}), who is a (?P<role>mentor|mentee) too\.", both_roles),
            (rf"{same} is proposed to (?P<partner>{WHO}), who cannot be paired with (?P<mine>{WHO})\.",
             lambda m: self.swap(pair, new, m["partner"], m["mine"]) is None),
            (rf"{same} is proposed to {WHO}\. If (?P<partner>{WHO}) had (?P<mine>{WHO}) in return, the two pairs together would fit (?P<how>less well|just as well|better)\.",
             lambda m: {"less well": -1, "just as well": 0, "better": 1}[m["how"]] == _sign(self.swap(pair, new, m["partner"], m["mine"]))),
            (rf"No place is left with {same}\.", lambda m: m["who"] == person.name and self.room(person) <= 0 and self.several),
            (r"The lot decided\.", lambda m: total == 0 or self.swapped_lots(pair, new)),
            (rf"People decided whom {same} has\.", decided),
            (rf"Then (?P<mine>{WHO}) would have nobody\.", has_nobody),
            (rf"(?P<mine>{WHO}) got nobody last time, and so comes first\.", waited),
            (rf"Then {same} would have more than (?P<mine>{WHO}), and numbers are kept even\.", even),
        ]  # fmt: skip

    def swapped_lots(self, pair: ProposedPair, new: tuple[Applicant, Applicant]) -> bool:
        """Whether a change of partners with the same points had the larger lots, for somebody with whom it could be."""
        if new[0] is pair.mentee:
            theirs = [(one, new[1]) for one in self.having[new[1].key]]
        else:
            theirs = [(new[0], self.mentor_of[new[0].key])]
        for one, other in theirs:
            back = (one, pair.mentor) if new[0] is pair.mentee else (pair.mentee, other)
            old = self.lot(pair.mentee, pair.mentor) + self.lot(one, other)
            gain = (
                self.points(*new) + self.points(*back) - self.points(pair.mentee, pair.mentor) - self.points(one, other)
            )
            if not self.why(*back) and gain == 0 and self.lot(*new) + self.lot(*back) >= old:
                return True
        return False

    # those left over

    def room(self, one: Applicant) -> int:
        each, takers = self.program.matching.shortlist, sum(other.capacity > 0 for other in self.mentors)
        share = max(each, -(-len(self.mentees) * each // takers)) if each and takers and one.capacity else one.capacity
        return share - len(self.having.get(one.key, []))

    def pairs_with(self, one: Applicant) -> list[tuple[Applicant, set[str]]]:
        """Everybody of the other side who is somebody else, and why they cannot be a pair."""
        others = self.mentors if one.role == "mentee" else self.mentees
        pairs = [(one, each) if one.role == "mentee" else (each, one) for each in others if each.key != one.key]
        return [(other if one.role == "mentee" else mentee, self.why(mentee, other)) for mentee, other in pairs]

    def is_free(self, one: Applicant) -> bool:
        return self.room(one) > 0 if one.role == "mentor" else one.key not in self.mentor_of

    def most(self, more: str = "") -> int:
        """How many mentees can be matched at most beside the kept ones, where one mentor takes one more."""
        found: dict[str, list[Applicant]] = {}
        kept = {one for one, _ in self.kept}

        def place(one: Applicant, seen: set[str]) -> bool:
            for other in self.mentors:
                used = sum(other.key == mentor for _, mentor in self.kept)
                room = max(other.capacity - used, 0) + (other.key == more)
                if other.key in seen or self.why(one, other) or room <= 0:
                    continue
                seen.add(other.key)
                mine = found.setdefault(other.key, [])
                if len(mine) < room:
                    mine.append(one)
                    return True
                for each in list(mine):
                    if place(each, seen):
                        mine[mine.index(each)] = one
                        return True
            return False

        return sum(place(one, set()) for one in self.mentees if one.key not in kept)

    def of_left_over(self, left: LeftOver) -> list[tuple[str, Check]]:
        one, others = left.applicant, self.pairs_with(left.applicant)

        def people(m: dict[str, str], right: list[Applicant]) -> bool:
            more = re.search(r"(\d+) others?$", m["people"])
            said = names(m["people"])
            return set(said) <= {each.name for each in right} and len(said) + int(more[1] if more else 0) == len(right)

        def alone(change: str) -> list[Applicant]:
            reasons = {
                "two of one reporting line could be a pair": "reporting line",
                "earlier pairs could meet again": "earlier",
                "a refused pair were allowed": "refused",
            }
            reason = reasons.get(change) or f"{quoted(change).pop()} not met"
            return [each for each, why in others if why == {reason}]

        def reason(m: dict[str, str]) -> bool:
            said = m["reason"]
            name = _REASONS.get(said) or quoted(said).pop() + (" not known" if "missing" in said else " not met")
            return sum(name in why for _, why in others) == int(m["num"])

        def missing(m: dict[str, str]) -> bool:
            id_ = next(each.id for each in self.program.matching.applications if each.ask == m["question"])
            unknown = [each for each, why in others if why == {f"{m['criterion']} not known"}]
            if m["people"] == one.name:
                return texts(one, id_) is None and bool(unknown)
            return people(m, [each for each in unknown if texts(each, id_) is None])

        def no_rule(m: dict[str, str]) -> bool:
            hard = {"line manager", "manager's manager", "not with"}
            return not any(len(why) == 1 and not why & hard for _, why in others)

        def by_way(m: dict[str, str]) -> bool:
            direct = [each for each, why in others if not why]
            return all(
                self.most(each.key) > self.most() for each in self.mentors if each.name in names(m["people"])
            ) and not (set(names(m["people"])) & {each.name for each in direct})

        return [
            (r"Of (?P<all>\d+) mentors, (?P<num>\d+) could be paired with Person p\d+, and no place of these is left\.",
             lambda m: int(m["all"]) == len(others) and sum(not why for _, why in others) == int(m["num"]) > 0
             and not any(self.room(each) > 0 for each, why in others if not why)),
            (r"Of (?P<all>\d+) (?:mentees|people), (?P<num>\d+) could be paired with Person p\d+, and each of these has somebody\.",
             lambda m: int(m["all"]) == len(others) and sum(not why for _, why in others) == int(m["num"]) > 0
             and all(each.key in self.mentor_of for each, why in others if not why)),
            (r"None of (?P<all>\d+) mentors can be paired with Person p\d+\.", lambda m: int(m["all"]) == len(others) and all(why for _, why in others)),
            (r"None of (?P<all>\d+) (?:mentees|people) can be paired with Person p\d+\.", lambda m: int(m["all"]) == len(others) and all(why for _, why in others)),
            (r"There are no (?P<who>mentors|mentees|people)\.", lambda m: not others),
            (r"For (?P<num>\d+) of them, (?P<reason>.+?)\.", reason),
            (r"Person p\d+ takes nobody at present\.", lambda m: one.role == "mentor" and one.capacity == 0),
            (r"If one of these took one mentee more, Person p\d+ could have somebody: (?P<people>.+?)\.",
             lambda m: people(m, [each for each, why in others if not why])),
            (r"The same if one of these did, since others could then change: (?P<people>.+?)\.", by_way),
            (r"There are (?P<places>\d+) places and (?P<num>\d+) mentees: more have to apply\.",
             lambda m: int(m["places"]) == self.places > len(self.mentees) == int(m["num"])),
            (r"If (?P<change>[^,]+), Person p\d+ could have somebody who is free: (?P<people>.+?)\.",
             lambda m: people(m, [each for each in alone(m["change"]) if self.is_free(each)])),
            (r"If (?P<change>[^,]+), Person p\d+ could be paired with (?P<people>.+?) \(already taken\)\.",
             lambda m: people(m, alone(m["change"])) and not any(map(self.is_free, alone(m["change"])))),
            (r"(?P<people>Person p\d+) has to answer “(?P<question>[^”]+)” before “(?P<criterion>[^”]+)” can be judged\.", missing),
            (r"(?P<people>.+?) would have to answer “(?P<question>[^”]+)” before “(?P<criterion>[^”]+)” can be judged\.", missing),
            (r"The number of people is odd: one more would have to apply\.", lambda m: self.peers and len(self.mentees) % 2 == 1),
            (r"(?P<who>Person p\d+) can take none of the seats\.", lambda m: not any(self.able(one, each) for each in self.program.matching.seats)),
            (r"No seat that (?P<who>Person p\d+) could take is open on the boards of those who could be paired with Person p\d+\.",
             lambda m: not any(self.able(one, each) and each.name not in self.board(other) for each in self.program.matching.seats for other, why in others if not why)),
            (r"No rule that could be changed would alone be enough\.", no_rule),
        ]  # fmt: skip

    @property
    def places(self) -> int:
        given = Counter(mentor for _, mentor in self.kept)
        return sum(max(one.capacity, given[one.key]) for one in self.mentors)

    def able(self, mentor: Applicant, seat: Seat) -> bool:
        return bool(set(texts(mentor, "offers") or ()) & set(seat.options))

    def board(self, mentee: Applicant) -> set[str]:
        return {one.seat for one in self.proposal.pairs if one.mentee is mentee}

    def of_seat(self, left: LeftOver) -> Iterator[str]:
        """What is not true of a seat that nobody takes."""
        one, (seat,) = left.applicant, [each for each in self.program.matching.seats if each.name == left.seat]
        able = [each for each in self.mentors if self.able(each, seat)]
        allowed = [each for each in able if not self.why(one, each)]
        board = [other for mentee, other in self.pairs if mentee is one]
        full = [each for each in allowed if each not in board]
        right = [
            "None of the mentors can take this seat."
            if not able
            else f"Who could take this seat: {len(able)}. None of these can be paired with {one.name}."
            if not allowed
            else f"Who could take this seat: {len(able)}. Of these can be paired with {one.name}: {len(allowed)}, already on this board or without a place left."
        ]
        said = [each.text for each in (*left.why, *left.would_change)]
        if any(self.room(each) > 0 for each in full) or any(
            each.seat == seat.name and each.mentee is one for each in self.proposal.pairs
        ):
            yield from said
        if full:
            people = re.search(r"If one of these took one mentee more, the seat could be taken: (.+)\.$", said[-1])
            more = re.search(r"(\d+) others?$", people[1]) if people else None
            named = names(people[1]) if people else []
            if not set(named) <= {each.name for each in full} or len(named) + int(more[1] if more else 0) != len(full):
                yield said[-1]
            said.pop()
        if said != right:
            yield from said

    # the whole

    def met(self, one: Applicant, other: Applicant) -> int:
        return sum(
            each.compare is not None and state_and_share(each.name, one, other, self.program)[0] == "met"
            for each in self.program.matching.criteria
        )

    def ranks(self) -> list[int]:
        """The best choice that each mentee with a partner got, of those who named any; 0 for none."""
        best: dict[str, int] = {}
        for one, other in self.ways:
            if one.choices:
                rank = one.choices.index(other.key) + 1 if other.key in one.choices else 0
                best[one.key] = min(filter(None, (best.get(one.key, 0), rank)), default=0)
        return list(best.values())

    def in_vain(self) -> int:
        """How many mentees with a partner got none of their choices, and could be paired with none of them."""
        people = {one.key: one for one in self.mentors}
        got = {one.key: one for one, _ in self.ways}
        return sum(
            bool(one.choices)
            and not any(each.key in one.choices for mentee, each in self.ways if mentee is one)
            and all(key not in people or self.why(one, people[key]) for key in one.choices)
            for one in got.values()
        )

    def busiest(self) -> int:
        """The most partners of anybody: in fewer rounds, somebody would be in two meetings at once."""
        return max(Counter((one.role, one.key) for pair in self.pairs for one in pair).values(), default=0)

    def rather(self) -> set[tuple[str, str]]:
        def wants(one: Applicant, other: Applicant, got: list[Applicant]) -> bool:
            def rank(key: str) -> int:
                return one.choices.index(key) if key in one.choices else 99

            return rank(other.key) < max((rank(each.key) for each in got), default=99) and other not in got

        return {
            (one.name, other.name)
            for one in self.mentees
            for other in self.mentors
            if not self.why(one, other) and (one, other) not in self.ways and self.once(one, other)
            and wants(one, other, [b for a, b in self.ways if a is one])
            and wants(other, one, self.having.get(other.key, []))
        }  # fmt: skip

    def once(self, one: Applicant, other: Applicant) -> bool:
        """Whether two stand in this order; between peers, in that of the table."""
        return not self.peers or self.mentees.index(one) < self.mentees.index(other)

    def closer(self) -> int:
        own: dict[str, int] = {}
        least: dict[str, int] = {}
        for one, other in self.ways:
            own[one.key] = min(own.get(one.key, 9**9), self.points(one, other))
            least[other.key] = min(least.get(other.key, 9**9), self.points(one, other))
        return sum(
            not self.why(one, other) and (one, other) not in self.ways and self.once(one, other) and self.points(one, other) > max(own[one.key], least[other.key])
            for one in self.mentees if one.key in own
            for other in self.mentors if other.key in least
        )  # fmt: skip

    def of_whole(self) -> list[tuple[str, Check]]:
        pairs, compared = self.pairs, [one for one in self.program.matching.criteria if one.compare]
        met = [self.met(*pair) for pair in pairs]
        least = min((self.points(*pair) for pair in pairs), default=0)
        worst = [pair for pair in pairs if self.points(*pair) == least]
        changed = {(one.criterion.name, one.weight): one.changed for one in self.proposal.whole.trials}

        def choices(m: dict[str, str]) -> bool:
            got = Counter(self.ranks())
            said = dict(part.rsplit(": ", 1) for part in m["parts"].split(", "))
            further = sum(number for rank, number in got.items() if rank > 3)
            right = {name: got[rank] for name, rank in _CHOICES} | {"none of them": got[0]}
            right |= {"a further one": further} if further else {}
            return (
                int(m["chose"]) == len(self.ranks()) and {name: int(number) for name, number in said.items()} == right
            )

        def more(m: dict[str, str]) -> bool:
            parts = re.findall(r"(\d+) at least (\d+) criteri(?:on|a)", m["parts"])
            right = all(sum(one >= int(least) for one in met) == int(number) for number, least in parts)
            return int(m["all"]) == len(pairs) and right and bool(parts)

        def named(m: dict[str, str], right: set[tuple[str, str]]) -> bool:
            said = [tuple(names(part)) for part in m["pairs"].split("; ") if names(part)]
            rest = re.search(r"(\d+) more$", m["pairs"])
            return set(said) <= right and len(said) + int(rest[1] if rest else 0) == len(right)

        def trial(m: dict[str, str]) -> bool:
            weight = m.get("weight")
            now = {one.name: one.weight for one in compared}[m["criterion"]]
            return (
                changed[m["criterion"], weight] == int(m["num"])
                and m.get("now") in (None, now)
                and int(m["all"]) == len(pairs)
            )

        return [
            (r"(?P<some>\d+) of (?P<all>\d+) mentees have a mentor\.",
             lambda m: (int(m["some"]), int(m["all"])) == (len({one.key for one, _ in pairs}), len(self.mentees))),
            (r"(?P<some>\d+) of (?P<all>\d+) people have a partner\.",
             lambda m: (int(m["some"]), int(m["all"])) == (len({one.key for one, _ in self.ways}), len(self.mentees)) and self.peers),
            (r"(?P<some>\d+) of (?P<all>\d+) seats are taken\.",
             lambda m: (int(m["some"]), int(m["all"])) == (len(pairs), len(self.mentees) * len(self.program.matching.seats))),
            (r"(?P<some>\d+) of (?P<all>\d+) mentees meet a mentor, and (?P<others>\d+) of (?P<many>\d+) mentors a mentee: short meetings in (?P<rounds>\d+) rounds, (?P<num>\d+) in all\.",
             lambda m: [int(one) for one in m.values()] == [len({one.key for one, _ in pairs}), len(self.mentees), len(self.having), len(self.mentors), self.busiest(), len(pairs)]),
            (r"(?P<some>\d+) of (?P<all>\d+) mentors have a mentee\.",
             lambda m: (int(m["some"]), int(m["all"])) == (len(self.having), len(self.mentors)) and not any(one.capacity for one in self.mentors)),
            (r"(?P<some>\d+) of (?P<all>\d+) mentors have a mentee; places for (?P<places>\d+) were offered\.",
             lambda m: (int(m["some"]), int(m["all"]), int(m["places"])) == (len(self.having), len(self.mentors), sum(one.capacity for one in self.mentors))),
            (r"Of (?P<all>\d+) pairs, people decided on (?P<num>\d+) before\.",
             lambda m: (int(m["all"]), int(m["num"])) == (len(pairs), len(self.kept))),
            (r"Of (?:the mentees|those) with a partner, (?P<chose>\d+) had named choices\. They got (?P<parts>.+?)\.", choices),
            (r"(?P<n>\d+) criteri(?:on is|a are) compared\.", lambda m: int(m["n"]) == len(compared)),
            (r"All pairs meet at least (?P<n>\d+) in full\.", lambda m: min(met) == int(m["n"])),
            (r"Of (?P<all>\d+) pairs, so many meet more in full: (?P<parts>.+?)\.", more),
            (r"(?P<num>\d+) of those who got none could be paired with nobody whom they named\.", lambda m: self.in_vain() == int(m["num"]) > 0),
            (r"These pairs fit least, and equally so: (?P<pairs>.+?)\.", lambda m: named(m, {(a.name, b.name) for a, b in worst})),
            (r"The pair that fits least: (?P<pairs>.+?)\. Of the criteria compared, it meets (?P<n>\d+) in full\.",
             lambda m: named(m, {(a.name, b.name) for a, b in worst}) and self.met(*worst[0]) == int(m["n"])),
            (r"By their own choices, no two would both rather have each other than whom they got\.", lambda m: not self.rather()),
            (r"By their own choices, these would both rather have each other than somebody whom they got: (?P<pairs>.+?)\.",
             lambda m: named(m, self.rather())),
            (r"By the criteria, no two would fit each other better than each of them fits whom they got\.", lambda m: not self.closer()),
            (r"By the criteria, (?P<n>\d+) pairs? that (?:is|are) not proposed would fit better than what each of (?:its|their) two got\.",
             lambda m: self.closer() == int(m["n"])),
            (r"Were any one criterion to count a step more or a step less, all pairs could stay the same\.", lambda m: not any(changed.values())),
            (r"If “(?P<criterion>[^”]+)” counted (?P<weight>.+?) instead of (?P<now>.+?), at least (?P<num>\d+) of (?P<all>\d+) pairs would be others\.", trial),
            (r"If “(?P<criterion>[^”]+)” did not count at all, at least (?P<num>\d+) of (?P<all>\d+) pairs would be others\.", trial),
            (r"Of those who take somebody, (?P<people>Person.+?) can be paired with (?P<others>.+?) alone, so (?P<missing>\d+) of them cannot have anybody\.", self.too_few),
            (r"Of those who take somebody, (?P<number>\d+) mentees can be paired with no more than (?P<few>\d+) of (?P<all>\d+) mentors, so (?P<missing>\d+) of them cannot have anybody\.",
             lambda m: 0 < int(m["missing"]) <= len(self.mentees) - len(self.kept) - self.most() and int(m["all"]) == len(self.mentors)),
            (r"People judge “Character”; none of it is counted here\.", lambda m: "Character" in {one.name for one in self.program.matching.criteria}),
            (r"“Do you work shifts\?” (?P<group>.+?): (?P<some>\d+) of (?P<all>\d+) people (?P<what>.+?)\.", self.group),
            (r"Hidden in “Do you work shifts\?”, because few people are in a group: .+\.", lambda m: True),
            (r"Whether some groups are served better than others cannot be shown: some groups are too small, or everybody would know who is in them\.",
             lambda m: True),
        ]  # fmt: skip

    def too_few(self, m: dict[str, str]) -> bool:
        """Whether these mentees, on whom people did not decide, can be paired with these mentors alone, who have fewer places."""
        mine = [one for one in self.mentees if one.name in names(m["people"])]
        others = [one for one in self.mentors if one.name in names(m["others"])]
        decided = Counter(mentor for _, mentor in self.kept)
        places = sum(max(one.capacity - decided[one.key], 0) for one in others)
        allowed = all(
            self.why(one, other) for one in mine for other in self.mentors if other not in others and other.capacity
        )
        return (
            allowed
            and len(mine) - places == int(m["missing"]) > 0
            and not {one.key for one in mine} & {a for a, _ in self.kept}
        )

    def group(self, m: dict[str, str]) -> bool:
        shift = {"Yes": 0, "No": 1, "not said": None}[m["group"]]
        people = {one.key: one for one in reversed(self.people)}
        partners: dict[str, list[tuple[Applicant, Applicant]]] = {}
        for one, other in self.pairs:
            partners.setdefault(one.key, []).append((one, other))
            partners.setdefault(other.key, []).append((one, other))
        mine = [one for one in people.values() if one.groups["shift"] == shift]
        half = -(-sum(one.compare is not None for one in self.program.matching.criteria) // 2)
        if m["what"] == "have a partner":
            right = len(mine), sum(one.key in partners for one in mine)
        elif m["what"].startswith("with a partner"):
            mine = [one for one in mine if one.key in partners]
            right = len(mine), sum(any(self.met(*pair) >= half for pair in partners[one.key]) for one in mine)
        else:
            mine = [one for one in mine if one.key in partners and one.choices]
            got = [any({a.key, b.key} - {one.key} & {*self._wished(one)} for a, b in partners[one.key]) for one in mine]
            right = len(mine), sum(got)
        return right == (int(m["all"]), int(m["some"])) and right[0] >= 3

    def _wished(self, one: Applicant) -> set[str]:
        return {key for each in self.people if each.key == one.key for key in each.choices}


def _sign(gain: int | None) -> int | None:
    return None if gain is None else (gain > 0) - (gain < 0)
