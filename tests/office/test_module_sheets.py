"""What people get on paper in a training: each sheet a PDF of its own, cards with marks to cut along."""

from __future__ import annotations

from pathlib import Path

import page as validator
import pikepdf
import pypdfium2
import pytest
from conftest import NO_WORKBOOKS, SMALL, Project

from mentorkit.build.outputs import Job
from mentorkit.core.problems import BuildFailed
from mentorkit.office.module_sheets import module_sheets, paper_of
from mentorkit.workbooks.compose.cards import CARD, Grid, cut_deck

STEP = "//// step | One\n    minutes: 40\n\nDo.\n\n/// say\nxsay\n///\n\n/// watch\nxwatch\n///\n////\n\n"
REST = "".join(f"/// {kind}\nText.\n///\n\n" for kind in ("practice", "debrief", "remote", "access", "worked"))
PAPERS = """\
/// case | The Sunday call
A case about {{ mentee }} and others.
///

/// answers
xanswers
///

//// sheet | Two questions
    copies: pair

Before the question.

/// prompt | What do you wish for?
    lines: 4
///
////

/// sheet | Eleven signs
    copies: group
    cut: yes

CARDS
///

/// handout | Two questions
Take it home.
///
"""
CARDS = "\n".join(f"{number}. Sign number {number} of **eleven**" for number in range(1, 12))


@pytest.fixture
def job(project: Project) -> Job:
    return job_of(project, CARDS)


def job_of(project: Project, cards: str) -> Job:
    project.write("programs/acme/lead.yml", SMALL + "library: {training: [signs]}\n" + NO_WORKBOOKS)
    head = "---\ntitle: Signs\nsummary: A module.\nminutes: 40\n---\nWhy.\n\n## Run sheet\n\n"
    project.write("content/training/signs.md", head + STEP + PAPERS.replace("CARDS", cards) + "\n" + REST)
    return project.job()


def test_a_block_becomes_a_paper_without_its_slashes_and_options(job: Job) -> None:
    (module,) = (one for one in job.toolkit.training if one.id == "signs")
    sheet = module.every("sheet")[0]
    paper = paper_of(module, sheet, "Two questions")
    assert paper.body.startswith("\nBefore the question.\n\n/// prompt | What do you wish for?\n    lines: 4\n///")
    assert "copies" not in paper.body
    assert paper.facts.title == "Two questions"
    assert paper.body.split("\n")[paper.lines_of(paper.blocks[0]).start] == "/// prompt | What do you wish for?"


def text(path: Path) -> tuple[int, str]:
    with pypdfium2.PdfDocument(path) as document:
        return len(document), " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


@pytest.mark.slow
def test_each_paper_is_a_tagged_pdf_of_its_own(job: Job, tmp_path: Path) -> None:
    seen = {}
    for file in module_sheets(job, "training/signs"):
        path = tmp_path / file.path.name
        path.write_bytes(file.data)
        seen[file.path.as_posix()] = text(path)
        assert validator.validate_pdf(path, profile="ua1").failures == []
    assert {name: pages for name, (pages, _) in seen.items()} == {
        "sheets/signs/case-the-sunday-call.pdf": 1,
        "sheets/signs/two-questions.pdf": 1,
        "sheets/signs/eleven-signs-cards.pdf": 2,
        "sheets/signs/handout-two-questions.pdf": 1,
    }
    words = " ".join(said for _, said in seen.values())
    assert all(f"{number}. Sign number {number} of eleven" in words for number in range(1, 12))
    assert "A case about mentee and others." in words
    assert not [one for one in ("xsay", "xwatch", "xanswers") if one in words]
    with pikepdf.open(tmp_path / "two-questions.pdf") as pdf:
        assert len(pdf.Root.AcroForm.Fields) == 1, "it can be filled in on screen"


@pytest.mark.parametrize(("cards", "said"), [("3. One\n4) Two", ["3\\. One", "4\\. Two"]), ("- 3 x", ["3 x"])])
def test_a_card_keeps_the_number_that_answers_call_it_by(project: Project, cards: str, said: list[str]) -> None:
    (module,) = (one for one in job_of(project, cards).toolkit.training if one.id == "signs")
    sheet = module.every("sheet")[1]
    deck = cut_deck(module, sheet, Grid((210.0, 297.0), CARD["A4"]))
    assert [place.card.text for place in deck.sheets[0]] == said


@pytest.mark.slow
def test_a_card_whose_text_is_longer_than_the_card_is_told_with_its_line(project: Project) -> None:
    with pytest.raises(BuildFailed) as failed:
        module_sheets(job_of(project, "- " + "So many words. " * 60), "training/signs")
    (problem,) = failed.value.problems
    assert (problem.rule, problem.at.file) == ("fit", "content/training/signs.md")
    assert "the text on this card is too long for it" in problem.message
