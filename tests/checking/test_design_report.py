"""The report of an audit: what a sponsor is shown, as a page and on paper, and where it is never written."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from html import unescape
from pathlib import Path

import page as validator
import pypdfium2
import pytest
from conftest import ARABIC, HEAD, LEAD, Project
from test_check import loaded

from mentorkit.checking.design_report import MOST_EXPLAINED, MOST_FINDINGS, MOST_PAGES, page, printed
from mentorkit.design_rules.registry import RULES
from mentorkit.language.catalogue import Words
from mentorkit.workbooks.compose.outline import visible_text

DAY = date(2026, 11, 18)
OWN = """\
need: {evidence: none}
ends: none
accountability: none
people: {sponsor: {name: TO FILL IN}}
accepted: {SES07: {reason: not & never here, until: 2090-12-31}}
"""
MARKS = {"stands": "s", "accepted": "a", "to-fill-in": "f", "open": "o", "open mark-breaks": "B"}


def of(project: Project) -> tuple[str, str]:
    """The page and the print HTML of the report on acme/lead."""
    found = loaded(project, "acme/lead")
    (audit,) = found.audits
    return page(audit, found.layers["acme"], DAY), printed(audit, found.layers["acme"], DAY).html


def said(html: str) -> str:
    return " ".join(visible_text(html).split())


def picture(html: str) -> list[tuple[str, str, str]]:
    """Each row of the picture: the area, its marks, and how many rules stand, are open, to fill in and accepted."""
    rows = re.findall(r'<tr role="row"><th scope="row".*?</tr>', html, re.DOTALL)
    return [
        (
            unescape("".join(re.findall(r"<a[^>]*>([^<]*)", row))),
            "".join(MARKS[mark] for mark in re.findall(r'class="mark mark-([^"]*)"', row)),
            " ".join(re.findall(r"picture-count[^>]*>(\d+)", row)),
        )
        for row in rows
    ]


def test_the_picture_has_a_mark_for_every_rule(sound: Project) -> None:
    sound.write(LEAD, HEAD.format("draft") + OWN)
    on_screen, on_paper = of(sound)
    assert picture(on_screen) == picture(on_paper)
    assert picture(on_screen) == [
        ("Need", "ssssso", "5 1 0 0"),
        ("Leadership", "ssssssf", "6 0 1 0"),
        ("Selection and matching", "sssssssssssss", "13 0 0 0"),
        ("Preparation", "sssss", "5 0 0 0"),
        ("Trust and practice", "sssssssssssssaB", "13 1 0 1"),
        ("Evaluation", "sssssssssssssss", "15 0 0 0"),
    ]


def test_cells_of_the_picture_are_cells_also_on_phones(sound: Project) -> None:
    """A narrow screen has each in a line of its own, and browsers then forget what a table was."""
    sound.write(LEAD, HEAD.format("draft") + OWN)
    assert re.findall(r"<(?:table|thead|tbody|tr|th|td)(?![^>]* role=)[ >]", of(sound)[0]) == []


def test_what_is_open_has_its_reason_and_a_way_out_and_there_is_no_grade(sound: Project) -> None:
    sound.write(LEAD, HEAD.format("draft") + OWN)
    for html in of(sound):
        for part in (
            "The design of “Lead” on 18 November 2026, read against 65 rules of good practice. Each mark is one rule. There is no grade",
            "1 point that is open would break the programme. It cannot go live before",
            "The programme has no end. SES01 · breaks the programme With an end in sight, people use the time",
            "What to do Write ends, a date or a week; six to twelve months are usual.",
            "Nobody names an accountability partner. Why it is so here Not & never here. Until 31 December 2090.",
        ):
            assert part in said(html)
        headings = ["Open", "Only you can fill this in", "Accepted, with a reason", "What stands"]
        assert re.findall(r"<h2>([^<]*)", html) == headings
        assert {*re.findall(r'href="#([^"]*)"', html)} <= {*re.findall(r'id="([^"]*)"', html)}


@pytest.mark.parametrize(
    ("status", "own", "verdict"),
    [
        ("live", "", "Nothing is open."),
        ("draft", "need: {statement: TO FILL IN}\n", "Nothing is open. 1 point waits for what only your organisation knows."),
        ("live", "accountability: none\n", "Nothing that is open would break the programme."),
        ("live", "ends: none\n", "1 point that is open would break the programme."),
    ],
)  # fmt: skip
def test_one_sentence_says_how_bad_it_is(sound: Project, status: str, own: str, verdict: str) -> None:
    sound.write(LEAD, HEAD.format(status) + own)
    (told,) = re.findall(r'<p class="verdict[^>]*>(.*?)</p>', of(sound)[0], re.DOTALL)
    assert said(told) == verdict


def test_the_page_asks_for_no_file_and_runs_nothing(sound: Project) -> None:
    html, _ = of(sound)
    style = "".join(re.findall(r"<style>(.*?)</style>", html, re.DOTALL))
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}';" in html
    assert {address.partition(",")[0] for address in re.findall(r'(?:src="|url\(")([^"]*)', html)} == {
        "data:font/woff2;base64",
        "data:image/svg+xml;base64",
    }
    assert not re.search(r"<script|<link|style=|@import", html)


@pytest.mark.parametrize(
    ("cohort", "families"),
    [
        ("Spring", {"Inter"}),
        ("مرحبا", {"Inter", "Letters"}),
        ("Spring 🎉", {"Inter", "Signs"}),
        ("مرحبا 🎉", {"Inter", "Letters", "Signs"}),
    ],
)
def test_the_page_brings_the_fonts_that_lend_it_letters_and_no_others(
    cohort: str, families: set[str], sound: Project
) -> None:
    sound.write("programs/acme/fonts/letters.ttf", ARABIC.read_bytes())
    fonts = "{family: Letters, source: file, files: [fonts/letters.ttf]}"
    sound.write("programs/acme/_brand.yml", f"typography: {{fonts: [{fonts}], base: Inter}}\n")
    sound.write(LEAD, HEAD.format("draft") + OWN + f"cohort: {cohort}\n")
    html, _ = of(sound)
    brought = re.findall(
        r'@font-face { font-family: "([^"]+)"; font-weight: \d+; font-style: normal; src: url\("data:', html
    )
    assert set(brought) == families
    named = re.search(r"html { font: 400 100%/1.5 (.*?), sans-serif;", html)
    assert named
    assert families <= set(re.findall("'([^']+)'", named[1])), "and sets its text in them"


@pytest.mark.slow
def test_paper_leaves_reasons_out_where_much_is_open_and_says_few_of_many_findings(project: Project) -> None:
    goals = "".join(f"  - {{statement: Goal {number}}}\n" for number in range(9))
    project.write(
        LEAD,
        f"title: Lead\norganisation: Acme\nstarts: 2027-02-01\nsessions: {{1: {{title: A, week: 2}}}}\ngoals:\n{goals}",
    )
    (audit,) = loaded(project).audits
    assert sum(one.state == "open" for one in audit.verdicts) > MOST_EXPLAINED
    on_screen, on_paper = of(project)
    reason = "A goal that nobody can count is a wish."
    assert (reason in on_screen, reason in on_paper, "Why each of them matters" in on_paper) == (True, False, True)
    assert (said(on_paper).count("has no indicator"), said(on_paper).count("And 6 things more.")) == (MOST_FINDINGS, 2)


@pytest.mark.slow
def test_check_prints_the_page_of_one_programme(sound: Project) -> None:
    sound.write(LEAD, HEAD.format("live") + "ends: none\n")
    made = sound.run("check", "--format", "html", "--select", "SES")
    assert (made.exit_code, made.stderr, made.stdout[:15]) == (1, "", "<!DOCTYPE html>")
    assert [area for area, _, _ in picture(made.stdout)] == ["Trust and practice"]
    sound.write("programs/acme/other.yml", "title: Other\n")
    several = sound.run("check", "--format", "html")
    assert (several.exit_code, several.stdout) == (2, "")
    assert "name one programme: --format html prints the report of one; `mentorkit report` writes" in several.stderr
    unread = sound.run("check", "acme/other", "--format", "html")
    assert (unread.exit_code, unread.stdout) == (1, "")
    assert unread.stderr.splitlines()[-1] == "3 errors. Mend this first; then there is a report."


@pytest.mark.slow
def test_reports_are_written_as_page_and_paper_and_replace_themselves(sound: Project) -> None:
    sound.write(LEAD, HEAD.format("draft") + OWN)
    done = sound.run("report")
    html, pdf = (sound.root / f"reports/acme/lead.{kind}" for kind in ("html", "pdf"))
    outcome = "reports/acme/lead.html\nreports/acme/lead.pdf\n1 warning. 1 programme reported on.\n"
    assert (done.exit_code, done.stdout) == (0, outcome)
    checked = validator.validate_pdf(pdf, profile="pdfua-1")
    assert checked.failures == []
    assert len(pypdfium2.PdfDocument(pdf)) <= MOST_PAGES
    html.write_text(html.read_text("utf-8").replace("Lead", "Old"), "utf-8")
    assert sound.run("report", "acme/lead", "-q").stdout == ""
    assert "Old" not in html.read_text("utf-8")
    assert sorted(path.name for path in html.parent.iterdir()) == ["lead.html", "lead.pdf"]


@pytest.mark.parametrize(
    ("into", "wrong"),
    [
        ("site/acme", "reports would lie among the portals"),
        ("programs/acme", "reports would lie among the files that portals are made from"),
        (".", "reports would lie among the files that portals are made from"),
        ("web/in", 'reports would lie in "{root}/web", which is published'),
    ],
)
def test_no_report_is_written_where_participants_would_read_it(sound: Project, into: str, wrong: str) -> None:
    sound.write("web/index.html", "<!DOCTYPE html>")
    before = sorted(sound.root.rglob("*"))
    refused = sound.run("report", "--into", str(sound.root / into))
    assert refused.exit_code == 1
    assert f"{wrong.format(root=sound.root)}  [report-folder]\n    name a folder of its own" in refused.stderr
    assert sorted(sound.root.rglob("*")) == before


@pytest.mark.slow
def test_no_report_takes_the_place_of_another_file_or_of_one_that_cannot_be_read(
    sound: Project, tmp_path: Path
) -> None:
    sound.write("reports/acme/lead.html", "<p>ours")
    refused = sound.run("report")
    hint = "move it away, or name another folder: --into"
    assert (refused.exit_code, refused.stderr) == (
        1, f"reports/acme/lead.html  error  this is there already and is no report  [not-ours]\n    {hint}\n",
    )  # fmt: skip
    sound.write("programs/acme/other.yml", "title: Other\n")
    unread = sound.run("report", "--into", str(tmp_path / "elsewhere"))
    assert (unread.exit_code, unread.stderr.splitlines()[-1]) == (1, "3 errors. Nothing was written.")
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_cannot_be_written_is_told(sound: Project) -> None:
    sound.write("out/acme", "a file where a folder has to be")
    refused = sound.run("report", "--into", str(sound.root / "out"))
    assert (
        refused.exit_code,
        "out/acme/lead.html  error  this is there already  [unwritable]" in refused.stderr,
    ) == (1, True)


def test_new_workspaces_keep_reports_out_of_git(project: Project) -> None:
    folder = project.root.parent / "new"
    assert project.run("new", "workspace", str(folder), config=False).exit_code == 0
    assert "/reports/\n" in (folder / ".gitignore").read_text("utf-8")


@pytest.mark.slow
def test_the_report_is_told_in_the_language_of_the_programme(sound: Project) -> None:
    sound.write(LEAD, HEAD.format("draft") + "language: da\nneed: {evidence: none, statement: Lønnen er for lav.}\n")
    text = said(of(sound)[0])
    assert "Der er intet belæg for, at behovet er der." in text
    assert 'Behovet lyder som en lappeløsning på noget, mentoring ikke kan rette op på: "lønnen".' in text
    assert "og skriv det i not_for; denne regel læser tekst og kan tage fejl." in text
    danish = Words("da")
    told = [one for one in RULES.values() if one.good[0].upper() + one.good[1:] in text]
    assert told == [], "rules are told in English"
    assert all(danish.gettext(text) != text for one in RULES.values() for text in (one.good, one.why, one.remedy))
