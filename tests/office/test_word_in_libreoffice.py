"""Word documents as LibreOffice opens and sets them: every word shows, with the logo and the number of each page."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import ROOT
from office_rendering import as_pdf

from mentorkit.checking.loading import load
from mentorkit.importing.left_out import words_in
from mentorkit.importing.word_reading import read_word
from mentorkit.office import word_documents
from mentorkit.office.word_documents import documents
from mentorkit.workspace.workspace import open_workspace

SHOWN = ("agreement", "goal-sheet", "manager-briefing")


@pytest.mark.slow
def test_documents_of_a_brand_open_in_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = open_workspace(ROOT / "mkdocs.yml").value
    assert workspace
    kit = load(workspace, workspace.choose(["northbridge/first-light"])).toolkits[0]
    every = word_documents.named_books
    monkeypatch.setattr(word_documents, "named_books", lambda kit: [one for one in every(kit) if one[0] in SHOWN])
    made = {file.path.name: file.data for file in documents(kit, workspace.layers(kit.client))}
    assert len(made) == len(SHOWN)
    for name, pdf in as_pdf(made, tmp_path).items():
        read = read_word(made[name], name).value
        assert read
        shown = Counter(
            word for page in pypdfium2.PdfDocument(pdf) for word in words_in(page.get_textpage().get_text_range())
        )
        assert (read.words - shown).total() <= 0.01 * read.words.total(), read.words - shown
        with pikepdf.open(pdf) as opened:
            assert str(opened.Root.Lang) == "en-GB"
            assert "/XObject" in opened.pages[0].Resources, "the logo"
            assert 1 <= len(opened.pages) <= 3
