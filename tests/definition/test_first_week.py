"""The organisers' own week numbers: read wherever a week can be written, shown wherever one is told."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import LEAD, NO_WORKBOOKS, Project
from lxml import html

from mentorkit.portal.stage import stage

HEAD = "title: Lead\norganisation: Acme\nstarts: 2027-02-03\nlibrary: {forms: [goal-sheet]}\n" + NO_WORKBOOKS
REST = """\
ends: week 10 Friday
goals: [{statement: Grow, due: week 0 Thursday}]
sessions:
  1: {title: Begin, week: 0}
  2: {title: Go on, week: 4, day: Tuesday}
events:
  - {what: Call for applications, kind: application, date: week -6 Monday, until: week -1 Friday}
  - {what: Launch, week: 0, day: Wednesday}
  - {what: Café, week: 0, day: Friday, every: 2 weeks, until: week 4 Friday, except: week 2 Friday}
communications:
  - {title: Welcome, week: 0}
evaluation:
  questionnaires:
    - {id: first, title: First, when: baseline, week: 0, items: [How are you?]}
"""
REST = REST.replace("[How are you?]", '[{ask: "How are you?"}]')


def test_week_0_can_be_written_wherever_a_week_can(project: Project) -> None:
    project.write(LEAD, f"first_week: 0\n{HEAD}{REST}")
    program = project.job().toolkit.program
    dated = [*program.sessions.values(), *program.events, *program.communications, *program.questionnaires]
    moments = [program.moment_of(one) for one in dated]
    assert [str(one.first) for one in moments if one] == [
        "2027-02-01", "2027-03-02", "2026-12-21", "2027-02-03", "2027-02-05", "2027-02-01", "2027-02-01",
    ]  # fmt: skip
    assert [str(program.ends), str(program.goals[0].due)] == ["2027-04-16", "2027-02-04"]
    assert [str(one.first) for one in moments[4].each if moments[4]] == ["2027-02-05", "2027-03-05"]


def test_pages_name_weeks_as_they_are_counted(project: Project) -> None:
    project.write(LEAD, f"first_week: 0\n{HEAD}{REST}")
    job = project.job()
    stage(job.toolkit, job.layers, job.config, project.root / "made", today=date(2027, 2, 3), downloads=[])
    docs = project.root / "made/docs"
    entries = html.fromstring((docs / "timeline.md").read_text("utf-8")).xpath(
        "//*[@class='mk-entry__when']/p[2]/text()"
    )
    said = [text for text in entries if "week" in text.lower()]
    assert said == ["6 weeks before the start", "Week 0", "Week 0", "Week 0", "Week 4"]
    line = html.fromstring((docs / "index.md").read_text("utf-8")).xpath("//*[@data-mk-week]")
    assert [(one.get("data-number"), one.get("data-during")) for one in line] in ([], [("0", "Week {number}")])


@pytest.mark.parametrize("said", ["", "first_week: 1\n"])
def test_there_is_no_week_0_unless_somebody_counts_from_it(said: str, project: Project) -> None:
    project.write(LEAD, f"{said}{HEAD}ends: week 0 Friday\nsessions:\n  1: {{title: Begin, week: 0}}\n")
    found = project.problems()
    assert len(found) == 2
    assert '"week 0 Friday" is not a week' in found[0]
    assert "there is no week 0" in found[0]
    assert "there is no week 0" in found[1]
    assert "`first_week: 0`" in found[1]


@pytest.mark.parametrize(("number", "launch"), [("0", "0"), ("5", "5"), ("-2", "-2"), ("1", "1")])
def test_what_an_archetype_says_in_weeks_keeps_its_place(number: str, launch: str, project: Project) -> None:
    project.write(
        "content/archetypes/six.yml",
        "ends: week 12 Friday\nsessions:\n  1: {title: In week 3, week: 3}\n  2: {title: Go on, date: week 6 Monday}\nevents:\n"
        "  - {id: apply, what: Apply, kind: application, week: -1}\n"
        "  - {id: call, what: Call, week: 2, day: Friday, every: week, times: 4, except: [week 3 Friday],"
        " moved: {week 4 Friday: week 4 Thursday}}\n",
    )
    own = f"events:\n  add:\n    - {{what: Launch, week: {launch}}}\n"
    project.write(LEAD, f"archetype: six\nfirst_week: {number}\n{HEAD}{own}")
    program = project.job().toolkit.program
    moments = [program.moment_of(one) for one in (*program.sessions.values(), *program.events)]
    assert [[str(one.first) for one in when.each] for when in moments if when] == [
        ["2027-02-15"], ["2027-03-08"], ["2027-01-25"], ["2027-02-12", "2027-02-25", "2027-03-05"], ["2027-02-01"],
    ]  # fmt: skip
    assert (str(program.ends), program.sessions[1].title) == ("2027-04-23", "In week 3")


def test_a_round_counts_as_the_one_that_it_takes_over_from(project: Project) -> None:
    project.write("programs/acme/first.yml", f"first_week: 0\n{HEAD}sessions:\n  1: {{title: Begin, week: 0}}\n")
    later = HEAD.replace("2027-02-03", "2028-02-02").replace(NO_WORKBOOKS, "")
    project.write(LEAD, f"extends: acme/first\n{later}")
    assert str(project.job().toolkit.sessions[0].moment.first) == "2028-01-31"
    project.write(LEAD, f"extends: acme/first\nfirst_week: 1\n{later}")
    assert str(project.job().toolkit.sessions[0].moment.first) == "2028-01-31"
