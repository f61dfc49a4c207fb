"""The pages that open phases, and the signs of Keys: what they say, where they stand, and that no two are alike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import ROOT, Project
from jinja2 import Environment, FileSystemLoader
from test_page_craft import assembled, program, texts, workbook

from mentorkit.brand.palette import SHAPE, contrast
from mentorkit.definition.schedule import PHASES
from mentorkit.guides.key_signs import KeySign, sign_of
from mentorkit.toolkit import PhaseSpan
from mentorkit.workbooks.compose.phase_art import phase_art, phase_openers


@pytest.mark.slow
@pytest.mark.parametrize(
    ("phases", "before"),
    [
        (["", "develop", "develop", "close"], {2: (1, 2), 4: (2, 2)}),
        (["develop", "develop"], {}),
        (["", ""], {}),
    ],
)
def test_a_phase_opens_before_its_first_session(
    project: Project, phases: list[str], before: dict[int, tuple[int, int]]
) -> None:
    openers = phase_openers(assembled(project, program(phases))[0])
    assert {session: (one.number, one.count) for session, one in openers.items()} == before


def test_each_phase_has_a_drawing_of_its_own_with_a_place_for_each_session(project: Project) -> None:
    kit, _ = assembled(project, program(["develop"] * 3))
    (develop,) = kit.phase_spans
    drawn = {phase: phase_art(kit, PhaseSpan(phase, None, None, develop.sessions), 210, 160) for phase in PHASES}
    assert len({art.first for art in drawn.values()}) == len(PHASES)
    assert len(drawn["develop"].meetings) == 3
    assert len(phase_art(kit, replace(develop, sessions=develop.sessions[:1]), 210, 160).meetings) == 1
    paper = kit.branding.palette.print.paper
    assert all(contrast(ink, paper) >= SHAPE for art in drawn.values() for ink in art.inks)


@pytest.mark.slow
def test_the_page_of_a_phase_faces_its_first_session(project: Project) -> None:
    _, job = assembled(project, program(["prepare", "develop"]))
    pages = texts(workbook(job))
    for phase, number, session in (("Prepare", 1, "Session so 1"), ("Develop", 2, "Session so 2")):
        (at,) = [at for at, page in enumerate(pages, 1) if f"Phase {number} of 2" in page]
        assert at % 2, "a right page: the next one is the opening of the session"
        assert phase in pages[at - 1]
        assert session in pages[at - 1]
        assert "To begin." in pages[at]


def test_every_topic_of_the_stock_has_a_drawing_and_no_two_the_same(project: Project) -> None:
    stock = ", ".join(sorted(file.stem for file in (ROOT / "content/keys").glob("*.md")))
    kit, _ = assembled(project, f"{program(['develop'])}library: {{keys: [{stock}]}}\n")
    signs = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True).get_template("drawings/signs.svg")
    names = [sign_of(key).name for key in kit.keys]
    drawn = {name: signs.module.sign(KeySign(name, 0), "#000") for name in names}  # type: ignore[attr-defined]
    assert all(names), "each has a topic that is known"
    assert len(kit.keys) > 20
    assert len(set(drawn.values())) == len(kit.keys)


@pytest.mark.slow
def test_a_translated_key_has_the_sign_of_its_source_and_a_topic_in_its_language(project: Project) -> None:
    stock = ", ".join(sorted(file.stem for file in (ROOT / "content/keys/da").glob("*.md")))
    written = f"{program(['develop'])}library: {{keys: [{stock}]}}\n"
    assert "language: en-GB" in written
    english, danish = (
        assembled(project, written.replace("language: en-GB", f"language: {one}"))[0] for one in ("en-GB", "da")
    )
    assert [sign_of(key) for key in danish.keys] == [sign_of(key) for key in english.keys]
    same = {
        key.id for key, other in zip(danish.keys, english.keys, strict=True) if key.facts.topic == other.facts.topic
    }
    assert same == {"feedback"}


@pytest.mark.slow
def test_a_topic_of_ones_own_has_a_sign_made_of_its_id(project: Project) -> None:
    kit, _ = assembled(project, program(["develop"], keys="feedback"))
    key = replace(kit.keys[0], facts=kit.keys[0].facts.model_copy(update={"topic": "Depots"}))
    other = replace(key, id="another-depot")
    assert sign_of(key) == sign_of(replace(key)) != sign_of(other)
    signs = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True).get_template("drawings/signs.svg")
    drawn = {str(signs.module.sign(KeySign("", number), "#000")) for number in range(96)}  # type: ignore[attr-defined]
    assert len(drawn) == 96
