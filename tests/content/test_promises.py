"""Every promise of the stock about people's data, places, answers and dates has somebody or something that keeps it.

A promise is known by its words. Its keepers have to stand in the same definition, with all that it takes over: a duty of a role,
an event, a field; or there is a test of the software. Of a form, a Key or a module, they have to stand in what all archetypes share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from mentorkit.core.yaml_source import Located
from tests.conftest import ROOT
from tests.content.test_policy import AGREEMENTS, definition, read_by_people, sentences, texts

BASICS = ROOT / "content/archetypes/_basics.yml"
PIECES = sorted(path for folder in ("forms", "keys", "training") for path in (ROOT / f"content/{folder}").glob("*.md"))
SOON = r"(one|two|three|four|five|six|ten|fourteen|thirty|\d+) (working )?(days?|weeks?)|a (day|week|fortnight|month)"


@dataclass(frozen=True)
class Promise:
    """What is promised, in the words by which it is known, and by whom or what it is kept.

    A keeper is `role: pattern` (a duty of this role), `events: pattern`, `privacy: pattern`, `value: path is value` or
    `test: file::name`. `besides` are sentences with the same words that promise nothing, or are kept by the one who reads them.
    """

    says: str
    kept: tuple[str, ...]
    besides: str = r"(?!)"


PROMISES = {
    "what is deleted, and when": Promise(
        r"\b(deleted|deletes|destroyed|destroys|taken down)\b",
        ("hr: [Dd]elete what was to be deleted on the day that was promised",),
        besides=r"on a day you both chose|on the day you both chose|Destroyed on|sheet destroyed on|which people take away or destroy",
    ),
    "who comes first in the next round": Promise(
        r"(first in (the|a) next|front of the next) round",
        ("hr: list of those who wish to come first next time", "privacy: first in the next round leaves a name and a way to be reached"),
    ),
    "why somebody has no place": Promise(
        r"hears? why|be told why", ("hr: [Tt]ell everyone without a place why|readers’ points|record the points",)
    ),
    "an answer in time": Promise(
        rf"\banswer(s|ed)?\b.{{0,60}}\b(with)?in ({SOON})|answer takes|within one working day",
        ("hr: days that are promised for .*answers.* during holidays",),
        besides=r"council|team|observation|\bby the safe contact\b|Answer within two working days",
    ),
    "a call to each pair": Promise(
        r"\b(rings?|calls?|visits|speaks to|comes to see|are rung)\b.{0,40}\b(each|every(body|one)?|both)\b|Both of you are rung",
        ("hr: days that are promised for .*(calls|visits)",),
        besides=r"new starter|joined in the past|joined|every mentee on|To ring|brings|Ask each",
    ),
    "another match in time": Promise(
        rf"(new (proposal|match|portraits)|another (name|circle)|next name|comparable post|free seat|second depot).{{0,90}}within (about )?({SOON})"
        rf"|[Ww]ithin ({SOON}) you get two new portraits",
        ("hr: days that are promised for .*(new proposals|next name|free seat|new matches|new partner)",),
        besides=r"[Ww]hoever says no",
    ),
    "no reason has to be given": Promise(
        r"without (a|giving (a|any)) reason|[Nn]o reason is (needed|owed)|no reason needed|(need give|asked for) no reason|not asked why|needs no because|owes? no explanation",
        ("hr: Ask no one for a reason", "value: matching.rematch.no_fault is true"),
        besides=r"I pass|pass, in any round|camera|[Aa] tick|like to stop today|Advice may be declined|no reason for any other name",
    ),
    "profiles are shown with a yes": Promise(
        r"\b(profiles?|portraits?)\b.{0,40}\b(shown|read|ranked|reads|sees|get|says yes)\b|\b(shown|reads?|sees?|gets?)\b.{0,40}\b(profiles?|portraits?)\b",
        ("hr: profile only with .* yes.* down once", "form: mentor-profile"),
        besides=r"that no profile shows|case, the six reasons",
    ),
    "what is paid": Promise(
        r"\b(is|are|was) (also )?(paid|covered)\b|\b(pays|Pays) (for cover|the fees|£)|paid (time|working time)|paid for\b|[Ww]ork is covered",
        ("any: [Cc]over|fees|money|budget",),
        besides=r"who (is|are) paid for answers|decided, stopped or paid|It is paid for later|Paid training|Tuition|paid hours, with consent|answers practise",
    ),
    "small groups are not shown": Promise(
        r"(fewer than five|smaller than five|groups? of five|so small that it shows)",
        (
            "value: evaluation.smallest_group is 5",
            "test: tests/answers/test_nothing_can_be_worked_out.py::test_a_solver_finds_no_hidden_count_in_a_few_programmes",
        ),
    ),
    "notes stay in one's own browser": Promise(
        r"own browser|stays? with you\b.*portal",
        ("test: tests/portal/test_writing.py::test_what_is_written_is_there_again_and_nowhere_else",),
    ),
    "what the safe contact tells": Promise(
        r"how many (people )?came|who called|hears from her without a yes|report to it",
        ("safe-contact: how many people came, or that it was fewer than five, and nothing more",),
    ),
    "a stand-in for the safe contact": Promise(
        r"whoever stands in|your stand-in|A stand-in|names your stand-in", ("value: people.safe_contact.deputy.name is .+",)
    ),
    "large print and help to fill in": Promise(
        r"large print is there",
        (
            "test: tests/workbooks/test_editions.py::test_large_print_has_no_small_letters",
            "test: tests/workbooks/test_editions.py::test_a_form_can_be_filled_in_by_whoever_hears_it",
        ),
    ),
    "a certificate": Promise(
        r"receives? a certificate",
        ("value: recognition.certificate is true", "test: tests/workbooks/test_papers.py::test_a_certificate_is_one_landscape_page"),
    ),
    "what is kept of what is said": Promise(
        r"(keep|kept) (no notes|nothing) of (what is said|{{ sessions }})|[Nn]othing is kept of what is said",
        ("test: tests/portal/test_writing.py::test_what_is_written_is_there_again_and_nowhere_else",),
    ),
}  # fmt: skip


def said_in(said: Iterator[str] | list[str], promise: Promise) -> list[str]:
    """The sentences that make a promise."""
    found = [
        one
        for text in said
        for one in sentences(text)
        if re.search(promise.says, one) and not re.search(promise.besides, one)
    ]
    return list(dict.fromkeys(found))


@cache
def spoken(path: Path) -> tuple[str, ...]:
    """All that a definition says, with what it takes over."""
    return tuple(texts(definition(path)))


def keeps(keeper: str, whole: Located) -> bool:
    """Whether this keeper stands where it is said to stand."""
    kind, _, what = keeper.partition(": ")
    match kind:
        case "test":
            file, _, name = what.partition("::")
            return f"def {name}(" in (ROOT / file).read_text("utf-8")
        case "value":
            path, _, wanted = what.partition(" is ")
            value: object = whole
            for part in path.split("."):
                value = value.get(part) if isinstance(value, dict) else None
            return re.fullmatch(wanted, str(value).lower()) is not None
        case "form":
            return what in whole["library"]["forms"]
        case "privacy" | "events":
            return any(re.search(what, one) for one in texts(whole[kind]))
        case "any":
            return any(re.search(what, one) for role in whole["roles"].values() for one in texts(role))
        case _:
            return any(re.search(what, one) for one in texts(whole["roles"][kind.replace("-", "_")]))


@pytest.mark.parametrize("path", AGREEMENTS, ids=lambda path: path.stem)
def test_what_a_definition_promises_is_kept_in_it(path: Path) -> None:
    broken = [
        (name, keeper, said[0])
        for name, promise in PROMISES.items()
        if (said := said_in(list(spoken(path)), promise))
        for keeper in promise.kept
        if not keeps(keeper, definition(path))
    ]
    assert broken == []


@pytest.mark.parametrize("folder", ["forms", "keys", "training"])
def test_what_a_piece_promises_is_kept_by_what_all_programmes_share(folder: str) -> None:
    broken = [
        (path.stem, name, keeper, said[0])
        for path in PIECES
        if path.parent.name == folder
        for name, promise in PROMISES.items()
        if (said := said_in(list(read_by_people(path)), promise))
        for keeper in promise.kept
        if not keeps(keeper, definition(BASICS))
    ]
    assert broken == []


@pytest.mark.parametrize("name", PROMISES)
def test_a_promise_is_still_made_somewhere(name: str) -> None:
    """A promise that nobody makes any more has no place in the list."""
    everything = [*spoken(BASICS), *(text for path in PIECES for text in read_by_people(path))]
    if not said_in(everything, PROMISES[name]):
        assert any(said_in(list(spoken(path)), PROMISES[name]) for path in AGREEMENTS)


def test_every_privacy_line_is_a_promise_that_is_known_or_says_what_is_held() -> None:
    """A new line about what is kept of people belongs to a promise here, or only says what is there and who has it."""
    held = r"\b(We keep|We note|Kept by|stays? with|belongs? to|is known to|are known to|sends? (in )?(its|the) date|are stored|is stored|are kept|is kept|is read by|sees|see no|hear of|No form|Payments|not filmed|enters a personnel|has said yes|shown by role|are shown|used after)\b"
    unknown = [
        (path.stem, line)
        for path in AGREEMENTS
        for line in texts(definition(path)["privacy"])
        if not any(said_in([line], promise) for promise in PROMISES.values()) and not re.search(held, line)
    ]
    assert unknown == []


CIRCLES = {"three": 3, "four": 4, "once in each third": 3, "meet four times": 4}


@pytest.mark.parametrize("path", AGREEMENTS, ids=lambda path: path.stem)
def test_as_many_circles_are_held_as_are_promised(path: Path) -> None:
    whole = definition(path)
    said = " ".join(whole["support"]["mentors_circle"].split()).lower()
    promised = next((number for words, number in CIRCLES.items() if re.search(rf"\b{words}\b", said)), None)
    months = re.search(r"in (\w+, \w+ and \w+)\b", said)
    circles = [one for one in whole["events"] if one.get("kind") == "circle"]
    assert len(circles) == (promised or (3 if months else None)), said
