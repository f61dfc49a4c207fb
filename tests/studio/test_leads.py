"""Leads from what is missing to the page and the field where it is mended."""

from __future__ import annotations

import pytest

from mentorkit.core.problems import Severity, Span
from mentorkit.language.catalogue import Words
from mentorkit.studio.form_fields import Entries, Field, FieldGroup, Kind, TaskPage
from mentorkit.studio.leads import Called, lead_to
from mentorkit.studio.missing import Missing
from mentorkit.studio.studio_templates import studio_environment

PLACE = Entries(("agenda",), "a point", ("what",), (Field(("what",), "What"),), {}, heading="Agenda")
EVIDENCE = Entries(("need", "evidence"), "evidence", ("what",), (Field(("what",), "What"),), {}, heading="Evidence")
PAGES = (
    TaskPage("purpose", "Purpose", parts=(FieldGroup("Need", (Field(("need", "statement"), "Need"),)), EVIDENCE)),
    TaskPage(
        "dates",
        "Dates",
        parts=(
            Entries(
                ("events",), "an event", ("what",), (Field(("date",), "Day", Kind.DAY), PLACE), {}, heading="Events"
            ),
        ),
    ),
    TaskPage(
        "results",
        "Results",
        parts=(
            Field(("evaluation", "smallest_group"), "Smallest group"),
            Field(("evaluation", "published_to"), "Published to", rules=("EVL06",)),
        ),
    ),
    TaskPage("look", "Look", parts=(Field(("color", "primary"), "Main colour"),), file="brand"),
)


def led(path: str, rule: str = "x", file: str = "programs/acme/lead.yml") -> tuple[str, tuple[str, ...]] | None:
    parts = tuple(path.split(".")) if path else ()
    lead = lead_to(Missing(rule, Severity.WARNING, "S.", "", parts, Span(file, 1, 1)), PAGES)
    return (lead.address, lead.labels) if lead else None


def test_an_entry_is_called_by_its_title_where_it_has_one() -> None:
    path, at = ("events", "launch", "date"), Span("programs/acme/lead.yml", 1, 1)
    lead = lead_to(Missing("x", Severity.WARNING, "S.", "", path, at, titles=("", "Our launch " * 7, "")), PAGES)
    assert lead
    assert lead.labels == ("Events", "Our launch Our launch Our launch Our launch Our launch Our …", "Day")


@pytest.mark.parametrize(
    ("path", "address", "labels"),
    [
        ("need.statement", "purpose#f-need.statement", ("Need",)),
        ("need.evidence.#0.what", "purpose/need/evidence/~0#f-need.evidence.~0.what", ("Evidence", "1", "What")),
        ("need", "purpose#f-need.statement", ("Need",)),
        ("events", "dates#f-events", ("Events",)),
        ("events.launch.date", "dates/events/launch#f-events.launch.date", ("Events", "launch", "Day")),
        ("events.launch.place", "dates/events/launch", ("Events", "launch")),
        (
            "events.#1.agenda.#0.what",
            "dates/events/~1/agenda/~0#f-events.~1.agenda.~0.what",
            ("Events", "2", "Agenda", "1", "What"),
        ),
    ],
)
def test_a_part_of_the_programme_leads_to_its_field(path: str, address: str, labels: tuple[str, ...]) -> None:
    assert led(path) == (address, labels)


def test_where_several_fields_are_meant_the_rule_says_which() -> None:
    assert led("evaluation", "EVL06") == ("results#f-evaluation.published_to", ("Published to",))
    assert led("evaluation") == ("results#f-evaluation.smallest_group", ("Smallest group",))


def test_a_brand_leads_to_its_page_and_a_programme_never_does() -> None:
    assert led("color.primary", file="programs/acme/_brand.yml") == ("look#f-color.primary", ("Main colour",))
    assert led("color.primary") is None


def test_what_no_page_has_leads_nowhere() -> None:
    assert led("accepted.SEL02") is None
    assert led("") is None


def test_what_people_called_an_entry_is_in_the_quotes_of_the_language_and_no_message() -> None:
    shown = studio_environment(Words("da")).from_string("{{ called|said }} {{ label|said }}")
    assert shown.render(called=Called("Events"), label="Events") == "»Events« Begivenheder"
