"""A form as a Word document, brought back as a guide: the same questions, with their hints, and no word lost."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from conftest import ROOT, Project, begun
from docx import Document

from mentorkit.importing.proposals import GuideProposal, propose
from mentorkit.office import word_documents
from mentorkit.office.word_documents import documents

FORM = """\
---
title: Half-way check
summary: Ten minutes before the fifth session.
for: [mentee, mentor]
---
For both of you.

/// prompt | What has moved?
    lines: 3

One thing is enough.
///

/// scale | How far have I come?
    low: At the start
    high: At the end
    to: 5

Nobody sees it.
///

/// fill | Next steps
    columns: [Step, By when]
    rows: 2
///

/// fill | Who helps?
    columns: [A lot, A little]
    rows: [My team, My manager]
    choice: yes
///

/// checklist | Before we meet
- I have looked at my goal
- I know what to ask
///
"""


PROGRAM = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {{title: Begin, week: 2}}
library: {{forms: [{}]}}
"""


def in_word(project: Project, *forms: str) -> dict[str, bytes]:
    """These forms as Word documents, without the logo."""
    project.write("programs/acme/lead.yml", PROGRAM.format(", ".join(forms)))
    job = project.job()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(word_documents, "logo_for", lambda *_: None)
        return {file.path.stem: file.data for file in documents(job.toolkit, job.layers)}


def brought_back(data: bytes) -> GuideProposal:
    made, problems = propose("half-way.docx", data, "form")
    assert made is not None, problems
    return made


@pytest.fixture(scope="module")
def half_way(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The form as a Word document."""
    project = begun(tmp_path_factory.mktemp("half-way"))
    project.write("programs/acme/content/forms/half-way.md", FORM)
    return in_word(project, "half-way")["half-way"]


def test_what_a_form_asks_comes_back_from_word_as_it_was(half_way: bytes) -> None:
    returned = brought_back(half_way)
    assert returned.text.split("---\n", 2)[2].strip() == FORM.split("---\n", 2)[2].strip()
    assert not returned.words.lost


def test_answers_that_were_typed_are_kept_as_words(half_way: bytes) -> None:
    typed = Document(BytesIO(half_way))
    typed.tables[0].cell(0, 0).text = "We meet more often."
    out = BytesIO()
    typed.save(out)
    returned = brought_back(out.getvalue())
    assert "We meet more often." in returned.text
    assert not returned.words.lost


@pytest.mark.slow
def test_no_form_of_the_stock_loses_a_word_on_the_way_to_word_and_back(tmp_path: Path) -> None:
    texts = {one.stem: one.read_text("utf-8") for one in (ROOT / "content/forms").glob("*.md")}
    forms = [name for name, text in texts.items() if "\nkind: record" not in text]
    made = in_word(begun(tmp_path / "workspace"), *forms)
    assert sorted(made) == sorted(forms)
    for name in forms:
        returned = brought_back(made[name])
        assert not returned.words.lost, name
        asked, again = (
            Counter(re.findall(r"^/// (prompt|scale|checklist|fill)\b", text, re.M))
            for text in (texts[name], returned.text)
        )
        assert asked - again == Counter(), name
