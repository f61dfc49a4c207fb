"""What satisfies a rule of design is what people get to read, on the portal's pages or in the charter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from mentorkit.brand.branding import read_branding
from mentorkit.core.yaml_source import Located, read_mapping
from mentorkit.definition.books import STANDARD
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.design_rules.registry import RULES
from mentorkit.guides.library import Library, read_library
from mentorkit.inheritance.joining import inherit
from mentorkit.portal.stage import stage
from mentorkit.toolkit import Toolkit, assemble
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of
from mentorkit.workbooks.compose.outline import visible_text
from mentorkit.workspace.layers import Layer, Layers, stock_root

SMALL = f"""\
title: Lead
organisation: Acme
starts: 2027-02-01
need: {{statement: Somebody to ask}}
library: {{forms: [goal-sheet]}}
sessions: {{1: {{title: Begin, week: 2}}, 2: {{title: Go on, week: 8}}, 3: {{title: End, week: 12}}}}
{STANDARD}"""
LAYERS = Layers((Layer("stock", stock_root()),))
CHARTER = ("PUR01", "PUR02", "PUR03", "PUR04", "PUR05", "GOV01", "GOV02", "SEL01", "SEL02", "MAT01", "ETH02", "EVL06")
"""The rules about what a sponsor and HR sign: what they ask for stands in the charter too."""
NEVER_READ = {"id", "of", "own_topic"}
"""`own_topic` marks a step of an agenda whose own words say what it is for."""
AS_READ = {
    "leaders_mentor: yes": "Senior leaders are mentors in this programme themselves.",
    "hours_per_week: 6": "The programme manager has 6 hours a week for it.",
    "route: self-nominated": "People put themselves forward.",
    "voluntary: yes": "Taking part is voluntary.",
    "selection_published: yes": "Lots are drawn",
    "cohort_cap: 12": "There are 12 places in this round.",
    "line_manager_allowed: no": "The mentor is never the line manager of the mentee.",
    "mentees_per_mentor: 2": "One mentor has up to 2 mentees.",
    "method: hybrid": "Software suggests matches and gives its reasons.",
    "compare: different": "The two give different answers.",
    "within_weeks: 8": "Please ask within the first 8 weeks.",
    "no_fault: yes": "Nobody needs to be at fault",
    "ends: week 30 Friday": "27 August 2027",
    "date: week -8 Monday": "7 December 2026",
    "decision_date: week 34 Friday": "On 24 September 2027 it is decided",
    "smallest_group: 5": "Answers are only reported for groups of 5 people or more.",
    "uptake_by_group: yes": "Applications, matches and completions are compared between groups",
    "certificate: yes": "Everyone who completes the programme gets a certificate.",
    "minutes: 30": "30 minutes",
    "from: week 20 Monday": "14\u2009–\u200925 Jun 2027",
    "to: week 21 Friday": "14\u2009–\u200925 Jun 2027",
    "minutes: 45": "45 minutes",
    "minutes: 60": "1 hour",
    "week: -2": "2 weeks before the start",
    "target: 4": "Aim 4",
    "goal: network": "Goal 1",
    "for: managers": "For people managers",
    "for: mentors": "For mentors",
    "for: mentees": "For mentees",
    "for: safe contacts": "For safe contacts",
    "for: pairs": "For mentors and mentees",
    "kind: training": "Training",
    "kind: learning": "Learning session",
    "kind: circle": "Support circle",
    "kind: checkpoint": "Checkpoint",
    "kind: follow-up": "Follow-up",
    "kind: recruitment": "Call for applications",
    "phase: close": "Close",
    "when: baseline": "At the start",
    "when: end": "At the end",
    "when: middle": "Half-way",
    "answer: yes or no": "Yes or no",
    "answer: number": "A number",
    "code: yes": "A code that you make up",
    "level: participant": "Participant",
    "level: behaviour": "What they do differently",
}
"""What people read of choices, numbers and dates; every other value is a text, and is read as it is written."""


@pytest.fixture(scope="session")
def library() -> Library:
    """The stock's Keys, modules and forms."""
    return read_library(LAYERS, lambda file: file.path.name).value


@dataclass(frozen=True)
class Read:
    """What people get to read of a programme."""

    portal: str
    charter: str


def located(text: str) -> Located:
    source = read_mapping(text, "lead.yml").value
    assert source is not None
    return source


def toolkit(own: str, library: Library) -> Toolkit:
    program, problems = inherit(located(own), located(SMALL)).then(lambda source: read_as(Program, source))
    branding = read_branding(LAYERS, "acme").value
    assert program is not None, problems
    assert branding is not None
    return assemble("acme", "lead", program, branding, library)


def read(own: str, library: Library, into: Path) -> Read:
    """The pages of the portal without the guides themselves, and the charter."""
    kit = toolkit(own, library)
    stage(kit, LAYERS, stock_root() / "mkdocs.yml", into, today=date(2027, 6, 1), downloads=())
    guides = {into / "docs" / f"{guide.path}.md" for guide in kit.guides}
    pages = (page.read_text("utf-8") for page in sorted((into / "docs").rglob("*.md")) if page not in guides)
    charter = next(book for book in books_of(kit) if book.id == "charter")
    return Read(
        plain(re.sub(r"<[^>]*>", " ", " ".join(pages).replace("<wbr>", ""))),
        plain(visible_text(compose(kit, charter, LAYERS).html)),
    )


def plain(text: str) -> str:
    """The words of a text; without thin spaces, which later versions of Babel set."""
    return " ".join(unescape(text).replace("’", "'").replace("\u2060", "").replace("\u2009", "").split())


def written(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Every value that a part of a definition holds, with the field that it stands in."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from written(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from written(inner, field)
    elif field not in NEVER_READ:
        yield field, value


def wanted(own: str, library: Library) -> list[str]:
    """What must be readable of a part of a definition."""
    texts = []
    for field, value in written(yaml.load(own, yaml.BaseLoader)):
        guide = {
            "module": library.training,
            "reinforces": library.training,
            "keys": library.keys,
            "forms": library.forms,
        }.get(field, {})
        usual = f"Week {value}" if field == "week" else guide[value].facts.title if guide else value
        texts.append(plain(AS_READ.get(f"{field}: {value}", usual)))
    return texts


def together() -> list[tuple[str, ...]]:
    """The rules in groups whose remedies say nothing about the same part of a definition, to be read in one go."""
    groups: list[dict[str, set[str]]] = []
    for rule in RULES.values():
        parts = {*yaml.load(rule.yaml, yaml.BaseLoader)}
        group = next((one for one in groups if not parts & set[str]().union(*one.values())), None)
        if group is None:
            groups.append(group := {})
        group[rule.id] = parts
    return [tuple(group) for group in groups]


@pytest.mark.slow
@pytest.mark.parametrize("rules", together(), ids="-".join)
def test_what_a_rule_asks_for_can_be_read(rules: tuple[str, ...], library: Library, tmp_path: Path) -> None:
    found = read("\n".join(RULES[rule].yaml for rule in rules), library, tmp_path)
    for rule in rules:
        texts = wanted(RULES[rule].yaml, library)
        unread = [text for text in texts if text not in found.portal]
        unsigned = [text for text in texts if text not in found.charter and text not in AS_READ.values()]
        assert unread in ([], [AS_READ["hours_per_week: 6"]]), rule
        assert AS_READ["hours_per_week: 6"] not in unread or AS_READ["hours_per_week: 6"] in found.charter
        assert rule not in CHARTER or unsigned == [], rule


@pytest.mark.slow
def test_how_people_are_selected_is_on_the_portal_where_it_is_published(library: Library, tmp_path: Path) -> None:
    own = "eligibility: {selection_basis: [Lots are drawn.], selection_published: no}\n"
    found = read(own, library, tmp_path)
    assert ("Lots are drawn." in found.portal, "Lots are drawn." in found.charter) == (False, True)


@pytest.mark.slow
def test_the_charter_says_in_a_few_words_what_a_sponsor_signs(library: Library, tmp_path: Path) -> None:
    own = """\
people: {leaders_mentor: yes, safe_contact: {name: Nell Hart, link: "https://hart.example/talk"}}
matching: {mentees_per_mentor: 2}
evaluation: {uptake_by_group: yes}
"""
    charter = read(own, library, tmp_path).charter
    for said in (
        AS_READ["leaders_mentor: yes"],
        "hart.example/talk",
        "One mentor has up to 2 mentees.",
        "Compared between groupsApplications, matches and completions",
    ):
        assert said in charter, charter


def test_what_is_accepted_has_a_charter_that_says_so(library: Library) -> None:
    own = "need: none\naccepted: {SES04: A trial of three weeks}\n"
    assert "charter" in [book.id for book in books_of(toolkit(own, library))]


COMPARED = """\
matching:
  method: METHOD
  decided_by: Nell Hart
  criteria: [{name: Another site, why: Fresh eyes, compare: different, of: site, weight: must}, {name: Humour, why: It helps}]
  applications: [{id: site, ask: Where do you work?}]
  reporting_line: site
  earlier_pairs: not again
"""


@pytest.mark.slow
@pytest.mark.parametrize("method", ["hybrid", "by hand"])
def test_readers_are_told_of_software_only_where_it_takes_part(library: Library, tmp_path: Path, method: str) -> None:
    portal = read(COMPARED.replace("METHOD", method), library, tmp_path).portal
    for said in (
        "Software suggests matches and gives its reasons.",
        "Compared: “Where do you work?”. The two give different answers. Without it there is no match.",
        "It helps People judge this.",
        "Nobody is matched with somebody who gives the same answer to “Where do you work?”.",
        "Two who were matched in an earlier round are not matched again.",
    ):
        assert (said in portal) is (method == "hybrid"), said
    assert "Who decides: Nell Hart" in portal
