"""A guide that is there in another language than its portal: its whole page is in that language, and says so at its top."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import NO_WORKBOOKS, Project
from lxml import html

from mentorkit.build.outputs import make_portal
from mentorkit.definition.settings import EngineName

pytestmark = pytest.mark.slow

DANISH = f"""\
title: Led
organisation: Acme
language: da
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {{title: Begynd, week: 2, keys: [first-conversation]}}
library: {{forms: [plan]}}
{NO_WORKBOOKS}"""
PLAN = """\
---
language: en
title: Plan for {{ mentees }}
summary: What comes first.
for: [mentee]
---

Write as a {{ mentee }}.

/// bring
What you want to tell.
///

/// private
///

> [!TIP]
> Ask.
"""


@pytest.fixture
def portal(project: Project, engine: EngineName) -> Path:
    project.configure(engine)
    project.write("programs/acme/lead.yml", DANISH)
    project.write("content/forms/plan.md", PLAN)
    job = project.job()
    make_portal(job, [])
    return job.folder


def test_the_page_is_in_its_own_language_whole(portal: Path) -> None:
    page = html.fromstring((portal / "forms/plan/index.html").read_text("utf-8"))
    content = page.get_element_by_id("mk-content")
    assert (page.get("lang"), content.get("lang")) == ("da", "en")
    (said,) = content.find_class("mk-only-in")
    assert (said.text, said.get("lang")) == ("Denne side findes kun på engelsk.", "da")
    assert content.find_class("mk-facts")[0].text == "For mentees"
    assert [one.text for one in content.iter("h2") if one.getparent().get("class", "").startswith("mk-panel mk-bring")] == ["Bring to the session"]  # fmt: skip
    assert content.find_class("mk-private")[0].get("data-mk-label") == "For me alone"
    assert content.find_class("admonition-title")[0].text == "Tip"
    assert content.find_class("mk-keep")[0].get("lang") == "da"


def test_other_pages_name_it_in_its_own_language(portal: Path) -> None:
    page = html.fromstring((portal / "forms/index.html").read_text("utf-8"))
    (link,) = (one for one in page.find_class("mk-card__title") if one.get("id") == "plan")
    assert link.text_content() == "Plan for mentees"
    assert link.xpath(".//@lang") == ["en"]
    assert (portal / "keys/first-conversation/index.html").read_text("utf-8").count("mk-only-in") == 0
