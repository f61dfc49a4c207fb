"""Each questionnaire as a paper of its own, to fill in on screen or by hand, and its slip as another."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import page as validator
import pikepdf
import pytest
from conftest import NO_WORKBOOKS, Project, begun
from lxml.etree import tostring
from lxml.html import document_fromstring

from mentorkit.build.outputs import Job, write_book
from mentorkit.language.catalogue import Words
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.layout.fields import add_fields
from mentorkit.workbooks.layout.html_tree import words_in

PROGRAM = """\
title: Lead
organisation: Acme
starts: 2027-02-01
sessions: {1: {title: Begin, week: 2}}
library: {forms: [goal-sheet]}
evaluation:
  code: yes
  questionnaires:
    - id: end
      title: Looking back
      when: end
      for: pairs
      scale: {low: Never, high: Always, steps: 3}
      items:
        - {ask: My mentor listened., id: listens, wording: {mentors: I listened.}, may_not_apply: yes}
        - {ask: Which helped?, id: helped, answer: several of, options: [The Keys, The calls], other: yes}
        - {ask: Where did you meet?, id: where, answer: one of, options: [Here, There], other: yes}
        - {ask: "How many sessions?", id: held, answer: number, number: {unit: sessions, least: 0, most: 9}, may_not_apply: yes}
        - {ask: What else?, id: else, answer: words}
      slip: {ask: "Would you like somebody to ring you?", goes_to: Sam Okafor}
    - {id: start, title: Before, when: baseline, for: pairs, items: [{ask: Ready?, id: ready, answer: yes or no}]}
"""


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    return begun(tmp_path_factory.mktemp("papers"), PROGRAM + NO_WORKBOOKS).job()


def filled(job: Job, stem: str) -> tuple[Element, dict[str, str]]:
    """The paper with its fields, and the questions of its choices by the names of these."""
    (book,) = (one for one in job.books if one.stem == stem)
    root = fromstring(tostring(document_fromstring(compose(job.toolkit, book, job.layers).html)))
    return root, add_fields(root, Words("en-GB"))


def fields(root: Element) -> list[tuple[str, str, str]]:
    """Each field: its name, its kind, and what it is chosen as."""
    found = [one for one in root.iter() if one.tag in ("input", "textarea")]
    return [(one.get("name", ""), one.get("type", one.tag), one.get("value", "")) for one in found]


def test_each_role_has_a_paper_in_its_own_words_and_a_slip_is_a_file_of_its_own(job: Job) -> None:
    papers = {book.stem: (book.audience, book.edition.id) for book in job.books if book.questionnaire}
    assert papers == {
        "questionnaire-end-mentor": (("mentor",), "fillable"),
        "questionnaire-end-mentee": (("mentee",), "fillable"),
        "questionnaire-end-slip": (("mentor", "mentee"), "fillable"),
        "questionnaire-start": (("mentor", "mentee"), "fillable"),
    }
    assert "I listened." in words_in(filled(job, "questionnaire-end-mentor")[0])
    assert "My mentor listened." in words_in(filled(job, "questionnaire-end-mentee")[0])


def test_every_kind_of_answer_has_its_fields_with_names_that_stay(job: Job) -> None:
    root, choices = filled(job, "questionnaire-end-mentor")
    assert fields(root) == [
        ("listens", "radio", "1"),
        ("listens", "radio", "2"),
        ("listens", "radio", "3"),
        ("listens", "radio", "Does not apply"),
        ("helped-the-keys", "checkbox", ""),
        ("helped-the-calls", "checkbox", ""),
        ("helped-other", "checkbox", ""),
        ("helped-other-2", "input", ""),
        ("where", "radio", "Here"),
        ("where", "radio", "There"),
        ("where", "radio", "Other"),
        ("where-other", "input", ""),
        ("held", "input", ""),
        ("held-does-not-apply", "checkbox", ""),
        ("else", "textarea", ""),
        ("code", "input", ""),
    ]
    assert choices == {
        "listens": "I listened. (Looking back (mentors))",
        "where": "Where did you meet? (Looking back (mentors))",
    }


def test_a_paper_for_both_asks_for_the_role(job: Job) -> None:
    root, _ = filled(job, "questionnaire-start")
    names = fields(root)
    assert names[:2] == [("role", "radio", "Mentor"), ("role", "radio", "Mentee")]
    assert names[2:4] == [("ready", "radio", "Yes"), ("ready", "radio", "No")]


def test_the_slip_has_a_name_and_no_answers(job: Job) -> None:
    root, _ = filled(job, "questionnaire-end-slip")
    assert [name for name, _, _ in fields(root)] == ["slip-name", "slip-reach", "slip-about"]
    assert "goes to Sam Okafor alone" in words_in(root)


def test_they_can_be_left_out(tmp_path: Path) -> None:
    without = (PROGRAM + NO_WORKBOOKS).replace("keys: none", "keys: none, questionnaires: none")
    assert [book.stem for book in begun(tmp_path, without).job().books if book.questionnaire] == []


@pytest.mark.parametrize("name", ["questionnaire-end", "questionnaire-end-mentor", "questionnaire-end-slip"])
def test_no_book_of_ones_own_takes_their_place(project: Project, name: str) -> None:
    own = f"books: {{{name}: {{title: Own, for: mentors, chapters: [dates]}}}}\n"
    project.write("programs/acme/lead.yml", PROGRAM + own)
    (problem,) = [one for one in project.problems() if "file-name" in one]
    assert f'another file is called "{name}"' in problem


@pytest.mark.slow
@pytest.mark.parametrize("stem", ["questionnaire-end-mentor", "questionnaire-end-slip"])
def test_they_are_accessible_files(job: Job, tmp_path: Path, stem: str) -> None:
    (book,) = (one for one in job.books if one.stem == stem)
    pages = write_book(compose(job.toolkit, book, job.layers), job.layers, tmp_path / "paper.pdf")
    assert pages <= 2
    assert [one.message for one in validator.validate_pdf(tmp_path / "paper.pdf", profile="ua1").failures] == []
    with pikepdf.open(tmp_path / "paper.pdf") as pdf:
        assert all(one.get("/TU") for one in pdf.Root.AcroForm.Fields)
