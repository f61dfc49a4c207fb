"""Word documents: the words of the PDF, real headings, lists and tables, fields to type into, and nothing about who made them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import begun
from docx import Document
from PIL import Image

from mentorkit.build.outputs import Job
from mentorkit.core.problems import BuildFailed
from mentorkit.importing.left_out import words_in
from mentorkit.importing.word_reading import read_word
from mentorkit.language.catalogue import Words
from mentorkit.office import office_run, word_documents
from mentorkit.office.document_look import DocumentLook
from mentorkit.office.document_pieces import PieceTable, TextLine, WritingRoom
from mentorkit.office.print_pieces import pieces_of
from mentorkit.office.word_documents import documents
from mentorkit.office.word_writing import Letterhead, word_file
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import alone
from mentorkit.workspace.workspace import open_workspace

HEAD = Letterhead("Goal sheet", "Lead", "Cohort 1", "Acme", None)
PROMPT = """
<h1>Goal sheet</h1><p class="lead">One goal.</p><h2>The goal</h2>
<div class="mk-prompt"><p class="mk-ask"><span>Which goal?</span></p><div class="mk-hint"><p>Say what you <em>do</em>.</p></div>
<div class="mk-line"></div><div class="mk-line"></div><div class="mk-whole"><div class="mk-line"></div></div>
<div class="mk-more"><div class="mk-line"></div><div class="mk-line"></div></div></div>
"""
TABLE = """
<p class="mk-ask">First steps</p><table class="mk-table mk-fill__table"><thead><tr><td class="mk-corner"></td><th>By when</th></tr></thead>
<tbody><tr><th>One</th><td></td></tr><tr><th>Two</th><td><div class="mk-choose"></div></td></tr></tbody></table>
"""
LISTS = """
<ol><li>First</li><li>Second<ul><li>Below</li></ul></li></ol><p>Between.</p><ol><li>Anew</li></ol>
<div class="mk-checklist"><p class="mk-ask">Check</p><div class="mk-content"><ul><li>Ready <a href="https://a.example/x">here</a></li></ul></div></div>
"""


PROGRAM = """\
title: Lead
organisation: Acme
paper: Letter
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation]}
library: {forms: [goal-sheet, manager-briefing]}
agreement:
  confidentiality: What is said stays between us.
  limits: [Serious danger.]
  signatures: yes
"""


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    return begun(tmp_path_factory.mktemp("documents"), PROGRAM).job()


@pytest.fixture(scope="module")
def made(job: Job) -> dict[str, bytes]:
    """The documents of a programme, without the logo, which the engine of the books draws."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(word_documents, "logo_for", lambda *_: None)
        return {file.path.as_posix(): file.data for file in documents(job.toolkit, job.layers)}


@pytest.fixture(scope="module")
def look(job: Job) -> DocumentLook:
    return DocumentLook.of(job.toolkit.program, job.toolkit.branding, Words("en-GB"))


def opened(data: bytes) -> Document:
    return Document(BytesIO(data))


def xml(data: bytes, name: str = "word/document.xml") -> str:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


def said(kind: str, html: str) -> list[str]:
    return [one.words for one in pieces_of(html) if isinstance(one, TextLine) and one.kind == kind]


def test_the_lines_of_one_answer_are_one_room_and_those_that_fill_a_page_are_left_out() -> None:
    rooms = [one for one in pieces_of(PROMPT) if isinstance(one, WritingRoom)]
    assert rooms == [WritingRoom("Which goal?", 24.0)]
    assert said("question", PROMPT) == ["Which goal?"]
    assert said("hint", PROMPT) == ["Say what you do."]
    assert said("heading", PROMPT) == ["Goal sheet", "The goal"]


def test_cells_to_fill_in_are_named_by_their_row_and_column() -> None:
    (table,) = (one for one in pieces_of(TABLE) if isinstance(one, PieceTable))
    assert (table.label, table.heads) == ("First steps", 1)
    assert [(row[1].field, row[1].label) for row in table.rows[1:]] == [
        ("text", "One: By when"),
        ("tick", "Two: By when"),
    ]


def test_the_frame_of_a_figure_becomes_a_row_for_each_of_its_parts() -> None:
    frame = '<p class="mk-ask">Draw</p><div class="mk-draw__frame mk-draw--60"><ul class="mk-drawn__labels"><li>Top</li><li>Foot</li></ul></div>'
    (table,) = (one for one in pieces_of(frame) if isinstance(one, PieceTable))
    assert [[cell.label for cell in row] for row in table.rows] == [["", "Draw: Top"], ["", "Draw: Foot"]]
    assert table.height == 30.0


def test_what_stands_beside_a_briefing_is_read_after_it() -> None:
    html = '<section><div class="briefing-side"><h2>Your dates</h2></div><div><h2>Make the time</h2></div></section>'
    assert said("heading", html) == ["Make the time", "Your dates"]


def test_a_document_has_headings_fields_and_boxes_that_word_knows(look: DocumentLook) -> None:
    file = word_file(pieces_of(PROMPT + TABLE + LISTS), look, HEAD)
    document, text = opened(file), xml(file)
    styled = [(one.style.name, one.text) for one in document.paragraphs if one.text.strip()]
    assert styled[:3] == [("Heading 1", "Goal sheet"), ("Subtitle", "One goal."), ("Heading 2", "The goal")]
    assert text.count("<w:tblHeader/>") == 1
    assert text.count("<w14:checkbox>") == 2  # one in the table, one of the checklist
    assert '<w:alias w:val="Which goal?"/>' in text
    assert '<w:tblCaption w:val="First steps"/>' in text
    assert 'Target="https://a.example/x"' in xml(file, "word/_rels/document.xml.rels")
    assert "PAGE" in xml(file, "word/footer1.xml")
    assert "NUMPAGES" in xml(file, "word/footer2.xml")


def test_each_numbered_list_counts_from_one(look: DocumentLook) -> None:
    file = word_file(pieces_of(LISTS), look, HEAD)
    assert re.findall(r'<w:numId w:val="(\d+)"/>', xml(file)) == ["3", "3", "1", "4"]
    assert xml(file, "word/numbering.xml").count("startOverride") == 2


def test_a_document_says_its_title_and_language_and_nothing_of_its_making(look: DocumentLook) -> None:
    file = word_file(pieces_of(PROMPT), look, HEAD)
    about = opened(file).core_properties
    assert (about.title, about.language) == ("Goal sheet", "en-GB")
    assert (about.author, about.last_modified_by, about.comments, about.created, about.modified) == (
        "",
        "",
        "",
        None,
        None,
    )
    with ZipFile(BytesIO(file)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [one for one in archive.namelist() if re.search("thumbnail|customXml|Effects", one)]
        whole = b"".join(map(archive.read, archive.namelist()))
    assert not re.search(rb"python-docx|generated by|w:rsid|file:|/home/|/tmp/", whole)
    assert file == word_file(pieces_of(PROMPT), look, HEAD)


def test_a_picture_of_a_text_stands_in_it_with_its_words(look: DocumentLook, tmp_path: Path) -> None:
    Image.new("RGB", (3000, 1500), "teal").save(tmp_path / "chairs.png")
    shown = f'<p>Before <img src="{(tmp_path / "chairs.png").as_uri()}#abc" alt="Two chairs"> behind.</p>'
    file = word_file(pieces_of(shown), look, HEAD)
    assert 'descr="Two chairs"' in xml(file)
    (picture,) = opened(file).inline_shapes
    assert (round(picture.width.mm), round(picture.height.mm)) == (176, 88)
    with ZipFile(BytesIO(file)) as archive, Image.open(archive.open("word/media/image1.png")) as kept:
        assert kept.size == (1600, 800)


def test_a_scale_stays_with_what_its_ends_mean(look: DocumentLook) -> None:
    row = '<p class="mk-ask">How?</p><p class="mk-scale__row"><span class="mk-scale__cell">1</span><span class="mk-scale__cell">2</span></p>'
    ends = (
        '<p class="mk-scale__ends"><span class="mk-scale__low">Not</span><span class="mk-scale__high">Very</span></p>'
    )
    file = word_file(pieces_of(row + ends), look, HEAD)
    table = xml(file).split("<w:tbl>")[1]
    assert table.split("Not")[0].count("<w:keepNext/>") == 5, "each cell, and the space below the table"
    assert '<w:t xml:space="preserve">Not</w:t><w:tab/>' in table
    assert re.findall(r'<w:alias w:val="([^"]*)"/>', table) == ["1: How?", "2: How?"]


def test_without_the_extra_nothing_is_made_and_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = open_workspace(begun(tmp_path / "workspace").root / "mkdocs.yml").value
    assert workspace
    monkeypatch.setattr(office_run, "find_spec", lambda _: None)
    with pytest.raises(BuildFailed) as failed:
        office_run.make_office(workspace, workspace.choose(["acme/lead"])[0], only=["documents"])
    assert [(one.rule, one.hint) for one in failed.value.problems] == [
        ("extra-missing", 'pip install "mentorkit[office]"')
    ]


def test_the_paper_is_that_of_the_programme(look: DocumentLook) -> None:
    section = opened(word_file(pieces_of(PROMPT), look, HEAD)).sections[0]
    assert (round(section.page_width.mm, 1), round(section.page_height.mm, 1)) == (215.9, 279.4)


def test_a_text_from_right_to_left_says_so(look: DocumentLook) -> None:
    turned = replace(look, language="ar", right_to_left=True)
    file = word_file(
        pieces_of(
            f"<h1>\u0645\u0631\u062d\u0628\u0627</h1>{TABLE}<p>\u0646\u0639\u0645 <span lang='en'>Lead</span></p><div lang='en'><p>Not yet <b>in</b> Arabic.</p></div>"
        ),
        turned,
        HEAD,
    )
    text = xml(file)
    assert text.count("<w:bidiVisual/>") == 1
    assert text.count("<w:rtl/>") == 2
    assert text.count('<w:lang w:val="en"/>') == 4
    assert text.count('<w:bidi w:val="0"/>') == 1
    assert "<w:pPr><w:bidi/>" in xml(file, "word/styles.xml")
    assert '<w:lang w:val="ar"' in xml(file, "word/styles.xml")


def test_every_document_has_the_words_of_its_pdf(job: Job, made: dict[str, bytes]) -> None:
    assert [*made] == ["documents/agreement.docx", "documents/goal-sheet.docx", "documents/manager-briefing.docx"]
    for form in job.toolkit.forms:
        html = compose(job.toolkit, alone(form), job.layers).html
        html = re.sub(r'<div class="letterhead">.*?</div>', "", html, flags=re.DOTALL)
        body = re.sub(r"<[^>]+>", " ", html.split("<body")[1].partition(">")[2])
        read, problems = read_word(made[f"documents/{form.id}.docx"], form.id)
        assert read is not None, problems
        assert Counter(words_in(body)) - read.words == Counter(), form.id


def test_the_agreement_is_signed_in_a_table(made: dict[str, bytes]) -> None:
    signed = opened(made["documents/agreement.docx"]).tables[1]
    assert [[cell.text.strip() for cell in row.cells] for row in signed.rows] == [
        ["Mentee", "Mentor"], ["Name", "Name"], ["Signature", "Signature"], ["Date", "Date"],
    ]  # fmt: skip
    assert '<w:alias w:val="Mentor: Signature"/>' in xml(made["documents/agreement.docx"])


def test_a_form_for_one_role_says_for_whom_it_is(made: dict[str, bytes]) -> None:
    assert opened(made["documents/manager-briefing.docx"]).paragraphs[0].text == "For people managers"
