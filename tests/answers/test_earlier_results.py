"""Earlier programmes of the same client: only what they released, of questions that both asked, for everybody."""

from __future__ import annotations

import pytest
from conftest import LEAD, Project
from released import PROGRAM, released

from mentorkit.answers.earlier_results import earlier_rounds
from mentorkit.core.problems import Problem
from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.definition.results import RoundResult
from mentorkit.workspace.results_file import results_path, write_results
from mentorkit.workspace.workspace import open_workspace

COMPARING = PROGRAM.replace("  code: yes\n", "  code: yes\n  compare_with: [acme/first]\n")


def beside(project: Project, smallest: int = 5) -> tuple[tuple[RoundResult, ...], tuple[Problem, ...]]:
    """The earlier rounds beside those of `released`."""
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    (file,) = workspace.choose(["acme/lead"])
    program = read_mapping(COMPARING, LEAD).then(lambda source: read_as(Program, source)).value
    assert program is not None
    return earlier_rounds(workspace, file, program, released().own, smallest)


@pytest.fixture
def comparing(project: Project) -> Project:
    """A programme that is compared with one that released its results."""
    project.write(LEAD, COMPARING)
    project.write("programs/acme/first.yml", PROGRAM)
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    write_results(results_path(workspace, "acme", "first"), released(title="First Round · 2026"))
    return project


def test_questions_that_both_asked_are_shown_for_everybody(comparing: Project) -> None:
    rounds, problems = beside(comparing)
    assert problems == ()
    assert [(one.cohort, one.named, one.when) for one in rounds] == [
        ("acme/first", "First Round · 2026", "baseline"), ("acme/first", "First Round · 2026", "end"),
    ]  # fmt: skip
    assert all(not (item.groups or item.hidden or item.change) for one in rounds for item in one.items)
    assert [item.ask for item in rounds[1].items] == [item.ask for item in released().rounds[1].items]


@pytest.mark.slow
def test_released_results_are_no_programme_that_stands_in_the_wrong_folder(comparing: Project) -> None:
    comparing.write("programs/acme/results/misplaced.yml", PROGRAM)
    told = [one for one in comparing.problems("acme/lead") if "results/" in one]
    assert [one.partition(" ")[0] for one in told] == ["programs/acme/results/misplaced.yml"]


def test_where_nothing_was_released_nothing_stands_there(comparing: Project) -> None:
    (comparing.root / "programs/acme/results/first.yml").unlink()
    rounds, (problem,) = beside(comparing)
    assert rounds == ()
    assert problem.message == '"acme/first" does not stand beside these results: none of its own were released'
    assert problem.hint == "release them: mentorkit outcomes acme/first --release"
    assert problem.at.file == LEAD


def test_groups_that_are_too_small_here_are_not_taken_over(comparing: Project) -> None:
    rounds, (problem,) = beside(comparing, smallest=8)
    assert rounds == ()
    assert problem.message.endswith("it shows groups of 5 people")


def test_another_question_of_the_same_words_does_not_stand_beside(comparing: Project) -> None:
    results = released()
    other = [item.model_copy(update={"series": "another"}) for item in results.rounds[1].items]
    changed = results.model_copy(update={"rounds": (results.rounds[1].model_copy(update={"items": tuple(other)}),)})
    write_results(comparing.root / "programs/acme/results/first.yml", changed)
    assert beside(comparing) == ((), ())


def test_a_programme_stands_beside_all_those_that_it_extends_the_oldest_first(comparing: Project) -> None:
    workspace = open_workspace(comparing.root / "mkdocs.yml").value
    assert workspace is not None
    comparing.write("programs/acme/second.yml", "extends: acme/first\ntitle: Second\nstarts: 2027-02-01\n")
    comparing.write(LEAD, "extends: acme/second\ntitle: Third\nstarts: 2028-02-01\n")
    write_results(results_path(workspace, "acme", "second"), released(title="Second Round"))
    (file,) = workspace.choose(["acme/lead"])
    program = read_mapping(PROGRAM, LEAD).then(lambda source: read_as(Program, source)).value
    assert program is not None
    rounds, problems = earlier_rounds(workspace, file, program, released().own, 5)
    assert problems == ()
    assert list(dict.fromkeys(one.named for one in rounds)) == ["First Round · 2026", "Second Round"]
