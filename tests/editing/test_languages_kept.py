"""Changes to a programme in several languages: no translation of a text is lost by a change to another one."""

from __future__ import annotations

from conftest import Project

from mentorkit.editing.changes import ABSENT, Change
from mentorkit.editing.definition_edits import EditableDefinition, open_definition
from mentorkit.workspace.workspace import required_workspace

LEAD = """\
title: {da: Ledere, en: Leaders}
organisation: Acme
languages: [da, en]
starts: 2027-02-01
summary:
  da: Vi mødes.
  en: We meet.
exposure:
  - {da: Et oplæg, en: A talk}
  - {da: En frokost, en: A lunch}
sessions:
  1: {title: {da: Begynd, en: Begin}, week: 2}
"""


def opened(project: Project) -> EditableDefinition:
    project.write("programs/acme/lead.yml", LEAD)
    workspace = required_workspace(project.root / "mkdocs.yml")
    made, problems = open_definition(workspace, *workspace.choose(["acme/lead"]))
    assert made, problems
    assert problems == ()
    return made


def test_values_are_those_in_the_main_language(project: Project) -> None:
    lead = opened(project)
    assert lead.value(("summary",)) == "Vi mødes."
    assert lead.value(("sessions", "1", "title")) == "Begynd"


def test_what_is_not_meant_keeps_its_translations(project: Project) -> None:
    made, problems = opened(project).changed([Change(("sessions", "1", "week"), "2", "3")])
    assert made, problems
    assert made.text == LEAD.replace("week: 2", "week: 3")
    made, problems = opened(project).changed([Change(("exposure", "#0"), "Et oplæg", ABSENT)])
    assert made, problems
    assert made.text == LEAD.replace("  - {da: Et oplæg, en: A talk}\n", "")


def test_a_text_in_several_languages_is_not_changed_in_one_of_them(project: Project) -> None:
    lead = opened(project)
    for path, before, after in (
        (("summary",), "Vi mødes.", "Vi ses."),
        (("exposure", "#0"), "Et oplæg", "To oplæg"),
        (("exposure",), ["Et oplæg", "En frokost"], ["Et oplæg"]),
        (("sessions", "1"), {"title": "Begynd", "week": "2"}, {"title": "Begynd", "week": "3"}),
    ):
        made, problems = lead.changed([Change(path, before, after)])
        assert made is None
        assert [f"{one.message} -> {one.hint}" for one in problems] == [
            f'"{".".join(path)}" is given in several languages -> change it in the file, in each of them'
        ]
