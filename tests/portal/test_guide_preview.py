"""The page of a guide while it is written, beside the page that a build makes of it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from mentorkit.definition.front_matter import KeyFacts
from mentorkit.guides.library import read_guide
from mentorkit.portal.guide_preview import GuidePreview
from tests.conftest import Project

BASE = "/preview/"


def words(html: str) -> list[str]:
    """What a page says, with what its blocks are."""
    return unescape(re.sub(r"<(?!div class=\"mk-block)[^>]*>", " ", html)).replace("\u2060", "").split()


@pytest.mark.slow
def test_a_preview_says_what_the_built_page_says(built: Project, tmp_path: Path) -> None:
    job = built.job()
    key = next(one for one in job.toolkit.keys if one.id == "first-conversation")
    preview = GuidePreview(job.toolkit, job.layers, tmp_path)
    page = preview.page(key, BASE, pictures={})
    site = (built.root / "site/acme/lead/keys/first-conversation/index.html").read_text("utf-8")
    ours, theirs = (
        words(text[text.index('<p class="mk-lead">') : text.index('id="sessions-that')]) for text in (page, site)
    )
    assert ours[-20:] == theirs[-20:]
    missing = [word for word in ours if word not in theirs]
    assert missing == []


@pytest.mark.slow
def test_whatever_is_typed_is_shown_without_a_trace_of_code(project: Project, tmp_path: Path) -> None:
    job = project.job()
    text = "---\ntitle: 'A {{ mentor }} & <b>'\nsummary: S.\ntopic: t\nphase: develop\nminutes: 20\n---\n<script>x</script> {{ mentor }} {{ nobody }}\n"
    key, _ = read_guide("new", text, KeyFacts, "keys", "new.md", "client acme")
    assert key is not None
    page = GuidePreview(job.toolkit, job.layers, tmp_path).page(key, BASE, dark=True, pictures={})
    assert "<script" not in page
    assert "&lt;script&gt;x&lt;/script&gt; mentor {{ nobody }}" in page
    assert "<title>A mentor &amp; &lt;b&gt;</title>" in page
    assert 'data-md-color-scheme="slate"' in page
    styles = re.findall(rf'href="{BASE}([^"]+)"', page)
    assert styles == ["assets/theme/main.css", "assets/theme/palette.css", "assets/portal/portal.css"]
    assert all((tmp_path / style).stat().st_size > 1000 for style in styles)
