"""One policy on harm in everything that people read: whoever was harassed decides, and confidence has four limits, the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from mentorkit.core.yaml_source import Located, read_mapping
from mentorkit.inheritance.joining import inherit
from tests.conftest import ROOT

HARM = r"(harass\w*|discriminat\w+|bull(y|ied|ying)\b|sexual(ly)? (violence|assault\w*)|unfair treatment)"
HAS_TO = (
    r"((has|have|had|need|needs|ought) to be (reported|told|passed on|raised)|must (be )?(report|told|passed on|raised)\w*|"
    r"(is|are) not (kept secret|inherited in silence)|can(no|’)t (stay|remain) between|you should (report|tell)|"
    r"(has|have|must|obliged|duty) (to )?(report|raise) (it|this|them)\b)"
)
OVER_THEIR_HEAD = re.compile(rf"\b{HARM}.*\b{HAS_TO}|\b{HAS_TO}.*\b{HARM}", re.IGNORECASE)
"""Harassment that has to be reported, whatever the person wants to whom it happened."""

LIMITS = (
    "in serious and immediate danger",
    "a child, or an adult who cannot protect themselves, is being harmed or is likely to be",
    "obliges (one of )?us to report something, we say so .*, before anything is told",
    "has to pass something on .* unless that would put someone at risk",
)
THEIRS = "(is|are) for the person it happened to: to whom, when, or not at all"
AGREEMENTS = sorted((ROOT / "content/archetypes").glob("[!_]*.yml")) + sorted((ROOT / "programs").glob("*/[!_]*.yml"))


def texts(value: Any) -> Iterator[str]:
    """Every text in a value of YAML."""
    if isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif value is not None:
        yield str(value)


def read_by_people(path: Path) -> Iterator[str]:
    """The texts of a file, each an entry, a paragraph or an item of a list."""
    text = path.read_text("utf-8")
    if path.suffix == ".yml":
        yield from texts(yaml.load(text, yaml.CSafeLoader))
    elif path.suffix == ".pot":
        yield from (re.sub(r'"\n"', "", said) for said in re.findall(r'^msgid (".*?")\n(?:msg)', text, re.M | re.S))
    else:
        yield from re.split(r"\n(?=\s*\n|\s*[-*] |\d+\. |/{3})", text)


def sentences(text: str) -> list[str]:
    """The sentences of a text, each on one line."""
    return re.split(r"(?<=[.!?:;]) (?=[A-Z‘“{])", " ".join(text.split()))


STOCK = [
    path
    for pattern in ("content/**/*.md", "content/**/*.yml", "programs/**/*.yml", "templates/**/*.md",
                    "docs/pages/*.md", "mentorkit/language/locale/mentorkit.pot")
    for path in sorted(ROOT.glob(pattern))
    if path.name not in ("files.md",) and "content/search" not in path.as_posix()
]  # fmt: skip


@pytest.mark.parametrize("folder", sorted({path.parent.relative_to(ROOT).as_posix() for path in STOCK}))
def test_nobody_decides_over_the_head_of_whoever_was_harassed(folder: str) -> None:
    said = [
        f"{path.name}: {sentence}"
        for path in STOCK
        if path.parent.relative_to(ROOT).as_posix() == folder
        for text in read_by_people(path)
        for sentence in sentences(text)
        if OVER_THEIR_HEAD.search(sentence)
    ]
    assert said == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Harassment and discrimination have to be reported.", True),
        ("Bullying and harassment are not kept secret.", True),
        ("What must be reported, such as unfair treatment, is listed.", True),
        ("Whoever hears of harassment has a duty to report it.", True),
        ("Whether harassment is reported is for the person it happened to.", False),
        ("A safety guard that is off has to be reported.", False),
        ("Harassment or discrimination need not wait for the next session.", False),
    ],
)
def test_what_counts_as_deciding_over_their_head(sentence: str, found: bool) -> None:
    assert bool(OVER_THEIR_HEAD.search(sentence)) is found


OLD_LIMITS = re.compile(
    r"serious harm|law leaves no choice|the law may have been broken|serious breach(es)? of the law|or the law requires it|"
    r"ought to be reported|no secrets\b|if the last (box|one) is empty|if you ticked (none|nothing)",
    re.IGNORECASE,
)
"""What limited confidence before, or stood for safety: vaguer than the four limits, or asked by what is not ticked."""
PIECES = sorted(path for folder in ("forms", "keys", "training") for path in (ROOT / f"content/{folder}").glob("*.md"))
STEPS_OF_HR = "The steps that follow when somebody tells of serious harm"


@pytest.mark.parametrize("folder", ["forms", "keys", "training", "archetypes"])
def test_no_piece_has_limits_of_its_own(folder: str) -> None:
    said = [
        f"{path.name}: {sentence}"
        for path in sorted((ROOT / f"content/{folder}").glob("*.*"))  # those in English: the words are
        for text in read_by_people(path)
        for sentence in sentences(text)
        if OLD_LIMITS.search(sentence) and STEPS_OF_HR not in sentence
    ]
    assert said == []


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def test_whoever_is_sent_to_the_safe_contact_is_told_that_they_decide() -> None:
    """A paragraph on harassment that names the safe contact says whose decision it is, or what the person would like."""
    silent = [
        f"{path.name}: {text}"
        for path in PIECES
        for text in map(_on_one_line, re.split(r"\n\s*\n|\n/{3}", path.read_text("utf-8")))
        if re.search(HARM, text, re.IGNORECASE) and "safe_contact." in text
        if not re.search(
            r"decides?\b|\bwish|would like|nothing in motion|leave it to|take the decision|for the person it happened to",
            text,
        )
    ]
    assert silent == []


@cache
def definition(path: Path) -> Located:
    """A definition with all that it takes over."""
    own, problems = read_mapping(path.read_text("utf-8"), path.name)
    assert own is not None, problems
    behind = own.get("archetype") if path.parent.name != "archetypes" else None
    above = own.get("extends") or behind
    if not above:
        return own
    return inherit(own, definition(ROOT / f"content/archetypes/{above}.yml")).value


def limits_of(agreement: dict[str, Any]) -> list[str]:
    """The limits of confidence in an agreement."""
    return [" ".join(limit.split()) for limit in agreement["limits"]]


@pytest.mark.parametrize("path", AGREEMENTS, ids=lambda path: path.stem)
def test_confidence_has_the_four_limits_and_no_fifth(path: Path) -> None:
    limits = limits_of(definition(path)["agreement"])
    assert [bool(re.search(says, limit)) for says, limit in zip(LIMITS, limits, strict=True)] == [True] * 4, limits


@pytest.mark.parametrize("path", AGREEMENTS, ids=lambda path: path.stem)
def test_an_agreement_says_whose_decision_it_is_and_who_can_be_asked(path: Path) -> None:
    whole = definition(path)
    said = " ".join(whole["agreement"]["harm"].split())
    assert re.search(THEIRS, said), said
    assert "{{ safe_contact.name }}" in said or whole["people"]["safe_contact"]["name"] in said


@pytest.mark.parametrize("path", AGREEMENTS, ids=lambda path: path.stem)
def test_a_duty_to_report_names_who_what_and_the_rule(path: Path) -> None:
    for duty in definition(path)["agreement"]["duties"]:
        assert set(duty) == {"who", "reports", "to", "rule"}
        assert "TO FILL IN" in duty["who"] or path.parent.name != "archetypes", "only an organisation knows its rules"


@pytest.mark.parametrize("path", AGREEMENTS, ids=lambda path: path.stem)
def test_the_safe_contact_has_a_part_a_stand_in_a_briefing_and_a_record(path: Path) -> None:
    whole = definition(path)
    part = " ".join(" ".join(texts(whole["roles"]["safe_contact"])).split())
    for duty in (
        "Say before you listen what you could not keep to yourself",
        "whoever stands in",
        "Write nothing down unless",
    ):
        assert duty in part
    assert whole["people"]["safe_contact"]["deputy"]["name"]
    assert {"safe-contact-briefing", "safe-contact-record"} <= set(whole["library"]["forms"])


@pytest.mark.parametrize(
    "path", [path for path in AGREEMENTS if path.parent.name == "archetypes"], ids=lambda path: path.stem
)
def test_the_safe_contact_is_prepared_before_applications_open(path: Path) -> None:
    events = definition(path)["events"]
    weeks = [int(one["week"]) for one in events if "safe contacts" in one.get("for", ())]
    opens = [int(one["week"]) for one in events if one.get("kind") == "application" and "week" in one]
    assert weeks
    assert min(weeks) <= min(opens, default=0)


@pytest.mark.parametrize("path", AGREEMENTS, ids=lambda path: path.stem)
def test_whoever_has_a_duty_says_so_by_their_role(path: Path) -> None:
    roles = definition(path)["roles"]
    told = roles.get("mentor") or roles["mentee"]  # among equals, everybody is told
    said = [one for one in texts(told["responsibilities"]) if "before anything is told" in one]
    assert len(said) == 1, "the agreement promises it, so somebody has to do it"
