"""One guide, printed while it is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from mentorkit.build.guide_print import print_guide
from mentorkit.definition.front_matter import PageFacts
from mentorkit.guides.library import read_guide
from tests.conftest import Project


@pytest.mark.slow
def test_a_page_that_no_programme_has_yet_is_printed_with_its_placeholders_filled(
    project: Project, tmp_path: Path
) -> None:
    text = (
        "---\ntitle: Hints for {{ mentors }}\nsummary: S.\n---\nAsk your {{ mentee }}.\n\n/// prompt | What for?\n///\n"
    )
    page, _ = read_guide("hints", text, PageFacts, "pages", "hints.md", "client acme")
    assert page is not None
    printed = print_guide(replace(project.job(), folder=tmp_path / "print"), page, {})

    with PdfDocument(printed.pdf) as document:
        assert len(document) == len(printed.pages) == 1
        said = document[0].get_textpage().get_text_range()
    assert "Hints for mentors" in said
    assert "Ask your mentee." in said
    assert [one.read_bytes()[:4] for one in printed.pages] == [b"\x89PNG"]
