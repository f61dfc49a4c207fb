"""What belongs to one round is taken over by no other, whatever a definition can say; and everything else is."""

from __future__ import annotations

import pytest
from conftest import Project

from mentorkit.definition.program import Program
from mentorkit.inheritance.lineage import OWN

OF_ONE_ROUND = {
    "title": "Spring",
    "starts": "2027-02-01",
    "status": "pilot",
    "cohort": "Spring 2027",
    "address": "https://spring.example/",
    "public": "yes",
    "accepted": "{SEL02: A pilot}",
}
TAKEN_OVER = {
    "organisation": "Acme",
    "sessions": "{1: {title: Begin, week: 2}}",
    "ends": "week 30",
    "first_week": "0",
    "format": "peer",
    "language": "en-US",
    "languages": "[en-US, da]",
    "paper": "Letter",
    "editions": "[screen]",
    "books": "{mentor-workbook: {chapters: [dates]}}",
    "time_zone": "Europe/London",
    "summary": "What it is.",
    "need": "{statement: Why.}",
    "goals": "[{statement: People know each other.}]",
    "expectations": "{is: [a talk]}",
    "people": "{sponsor: {name: Ann Lee}}",
    "eligibility": "{cohort_cap: 24}",
    "matching": "{method: hybrid}",
    "pauses": "[{name: Break, week: 5}]",
    "events": "[{what: Launch, week: 1}]",
    "own_start": "{what: First day back}",
    "agreement": "{rhythm: Monthly.}",
    "roles": "{mentor: {summary: Listens.}}",
    "trust": "Slowly.",
    "accountability": "Each names somebody.",
    "support": "{statement: Here.}",
    "exposure": "[A dinner]",
    "communications": "[{title: A call}]",
    "recognition": "{certificate: yes}",
    "privacy": "[Nothing is kept.]",
    "accessibility": "[Ask us.]",
    "evaluation": "{statement: We ask.}",
    "library": "{forms: []}",
    "resources": "[{title: A book}]",
    "contact": "https://acme.example/",
    "wording": "{mentor: guide}",
}
OF_ITS_OWN_KIND = {"archetype", "extends"}
"""Where a definition comes from; both together are a mistake."""


def read(project: Project, text: str) -> dict[str, object]:
    """What the programme says that is written like this."""
    project.write("programs/acme/lead.yml", text)
    return project.job().toolkit.program.model_dump(mode="json")


def test_each_field_of_a_definition_is_of_one_round_or_taken_over() -> None:
    """A new field has to be put into one of the two lists above: whoever adds it decides."""
    assert set(OF_ONE_ROUND) | set(TAKEN_OVER) | OF_ITS_OWN_KIND == set(Program.names())
    assert set(OF_ONE_ROUND) == set(OWN)


@pytest.mark.slow
def test_the_next_round_has_everything_of_the_last_but_what_is_of_one_round(project: Project) -> None:
    lines = "".join(f"{name}: {value}\n" for name, value in {**OF_ONE_ROUND, **TAKEN_OVER}.items())
    autumn = "title: Autumn\nextends: acme/spring\nstarts: 2027-09-06\n"
    winter = "title: Winter\nextends: acme/autumn\nstarts: 2027-12-06\n"
    project.write("programs/acme/spring.yml", lines)
    project.write("programs/acme/autumn.yml", autumn)
    spring, unsaid = (
        read(project, lines),
        read(project, "title: x\norganisation: x\nstarts: 2027-05-03\nsessions: {1: {title: x}}\n"),
    )
    for name, text in (("the next round", autumn), ("the one after it", winter)):
        said = read(project, text)
        gone = {field for field in OF_ONE_ROUND if said[field] == spring[field]}
        assert gone == set(), f"{name} has what was of the last one alone"
        assert {field for field in OF_ONE_ROUND if said[field] != unsaid[field]} == {"title", "starts"}, (
            "and nothing else"
        )
        lost = {field for field in TAKEN_OVER if said[field] != spring[field]}
        assert lost == {"ends"}, f"what {name} has not taken over, but for a week that moves along with the start"
