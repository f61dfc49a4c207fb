"""Drafts of the texts to send: each by its date and its readers, with nobody to send it to, in plain text and as HTML."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest
from conftest import begun

from mentorkit.office.message_drafts import drafts

PROGRAM = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
people: {programme_manager: {name: Ada Grant, email: ada@acme.example}}
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation]}
library: {forms: [goal-sheet]}
communications:
  - title: A “launch” – for all
    id: launch
    date: week -2 Monday
    for: everyone
    text: |-
      {{ program.title }} begins on {{ program.starts }}. Write to {{ manager.email }}.

      - **One** thing
      - Another, [on the page](https://acme.example/lead)

      1. First
      2. Second

      {{ manager.name }}
  - {title: Reminder for mentors, for: mentors, text: Soon.}
  - {title: Reminder for mentors, for: mentors, text: Again.}
  - {title: Without a text, for: mentees}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, EmailMessage]:
    job = begun(tmp_path_factory.mktemp("drafts"), PROGRAM).job()
    files = [*drafts(job.toolkit, job.layers)]
    assert files == [*drafts(job.toolkit, job.layers)]
    return {file.path.as_posix(): cast("EmailMessage", message_from_bytes(file.data, policy=default)) for file in files}


def test_a_draft_is_named_by_its_date_and_its_readers(made: dict[str, EmailMessage]) -> None:
    assert [*made] == [
        "messages/2027-01-18-launch-everyone.eml",
        "messages/undated-reminder-for-mentors.eml",
        "messages/undated-reminder-for-mentors-2.eml",
    ]


def test_a_draft_can_be_sent_to_nobody_by_mistake(made: dict[str, EmailMessage]) -> None:
    for draft in made.values():
        assert {*draft.keys()} == {"Subject", "X-Unsent", "X-MentorKit-For", "MIME-Version", "Content-Type"}
        assert draft["X-Unsent"] == "1"
        assert [*draft.iter_attachments()] == []


def test_a_draft_says_the_same_in_plain_text_and_as_html(made: dict[str, EmailMessage]) -> None:
    draft = made["messages/2027-01-18-launch-everyone.eml"]
    assert (draft["Subject"], draft["X-MentorKit-For"]) == ("A “launch” – for all", "everyone")
    plain, html = (
        cast("EmailMessage", draft.get_body((kind,))).get_content().replace("\r\n", "\n") for kind in ("plain", "html")
    )
    assert plain == (
        "Lead begins on 1 February 2027. Write to ada@acme.example.\n\n- One thing\n"
        "- Another, on the page (https://acme.example/lead)\n\n1. First\n2. Second\n\nAda Grant\n"
    )
    assert '<html lang="en-GB" dir="ltr">' in html
    assert "<li><strong>One</strong> thing</li>\n" in html
    assert '<a href="https://acme.example/lead">on the page</a>' in html
    assert "<ol>\n<li>First</li>\n<li>Second</li>\n</ol>\n<p>Ada Grant</p>" in html


@pytest.mark.parametrize("left_out", ["mentorkit/", "file:", "{{"])
def test_a_draft_holds_nothing_of_the_machine_and_no_open_placeholder(
    made: dict[str, EmailMessage], left_out: str
) -> None:
    assert all(left_out not in draft.as_string() for draft in made.values())
