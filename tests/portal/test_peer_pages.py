"""Pages of programmes between peers, where there is one role to write as, and of circles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import NO_WORKBOOKS, begun
from lxml import html
from playwright.sync_api import Browser, expect

from mentorkit.build.outputs import make_portal
from mentorkit.definition.settings import EngineName
from mentorkit.portal.stage import stage

PEERS = f"""\
title: Lead
organisation: Acme
format: peer
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {{title: Begin, week: 2, keys: [goals-that-matter]}}
{NO_WORKBOOKS}"""


@pytest.mark.slow
def test_what_a_peer_wrote_into_a_key_is_there_again(
    tmp_path: Path, engine: EngineName, serve: Any, browser: Browser
) -> None:
    make_portal(replace(begun(tmp_path / "work", PEERS, engine).job(), folder=tmp_path / "site"), [])
    page = browser.new_page()
    wrong = list[str]()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{serve(tmp_path / 'site')}/keys/goals-that-matter/#goals-that-matter")
    page.locator("textarea").first.fill("A day on the river")
    page.locator("h1").click()
    page.reload()
    expect(page.locator("textarea").first).to_have_value("A day on the river")
    assert wrong == []
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize("format_", ["peer", "group"])
def test_the_list_of_sessions_calls_a_key_a_key(tmp_path: Path, format_: str) -> None:
    job = begun(tmp_path / "work", PEERS.replace("format: peer", f"format: {format_}")).job()
    stage(job.toolkit, job.layers, job.config, tmp_path / "staged", today=date(2027, 1, 1), downloads=[])
    page = html.fromstring((tmp_path / "staged/docs/sessions/index.md").read_text("utf-8"))
    (facts,) = page.xpath("//p[@class='mk-card__facts']")
    assert facts.text_content().endswith(" · Key: Goals that matter")
