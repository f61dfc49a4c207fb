"""Every kind of bad input, with the exact words that its author reads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import ROOT, SMALL, Project

LEAD = "programs/acme/lead.yml"

KEY = """\
---
title: Saying no
summary: One line.
topic: boundaries
phase: develop
minutes: 20
---
Why.

/// scale | How?
    low: a
    high: b
///
/// prompt | One
///
/// prompt | Two
///
/// prompt | Three
///
/// prompt | Four
///
/// role | mentor
Resist.
///
/// bring
One.
///
/// starters
- What?
///
/// action | mentee
///
/// action | mentor
///
/// after
What?
///
/// private
All.
///
"""

QUESTION = """\
evaluation:
  questionnaires:
    - {{id: first, title: First, when: baseline, items: [{{ask: How?, answer: {answer}}}]}}
"""

DEFINITIONS = {
    "an unknown name": (
        SMALL + "staus: live\n",
        [f'{LEAD}:7:1  error  nothing called "staus" belongs here  [unknown-name] -> did you mean "status"?'],
    ),
    "a name that stands twice": (
        SMALL + "title: Again\n",
        [
            f'{LEAD}:7:1  error  "title" stands here for the second time (first on line 1)  [duplicate-key] -> keep one of the two; only one could count'
        ],
    ),
    "two sessions with one number": (
        SMALL + "  1: {title: Again}\n",
        [
            f'{LEAD}:7:3  error  "1" stands here for the second time (first on line 6)  [duplicate-key] -> keep one of the two; only one could count'
        ],
    ),
    "two sessions with one number, written differently": (
        SMALL + "  01: {title: Again}\n",
        [f"{LEAD}:7:3  error  two sessions have the number 1  [same-number] -> number them 1, 2, 3 …"],
    ),
    "a list where a text belongs": (
        SMALL + "summary: [one, two]\n",
        [
            f'{LEAD}:7:10  error  "summary" should be a text, not a list  [field-text] -> write one text; where it begins with a bracket or a hyphen, put the whole in quotes'
        ],
    ),
    "a text where named lines belong": (
        SMALL + "need: better leaders\n",
        [
            f'{LEAD}:7:7  error  "need" should have named lines under it, not a text  [field-group] -> write `name: value` lines, indented'
        ],
    ),
    "a word for a number": (
        SMALL + "  2: {title: More, minutes: ninety}\n",
        [
            f'{LEAD}:7:29  error  "minutes" should be a whole number, not "ninety"  [field-number] -> write digits only: 60'
        ],
    ),
    "a word for yes or no": (
        SMALL + "recognition: {certificate: perhaps}\n",
        [f'{LEAD}:7:28  error  "certificate" should be yes or no, not "perhaps"  [field-yes-no] -> write yes or no'],
    ),
    "a word that is not one of the choices": (
        SMALL + "status: lve\n",
        [f'{LEAD}:7:9  error  "lve" is not a status  [field-choice] -> did you mean "live"?'],
    ),
    "a date in another order": (
        SMALL + "events:\n  - {what: Launch, date: 01/02/2027}\n",
        [
            f'{LEAD}:8:26  error  "01/02/2027" is not a date  [field-value] -> write 2027-02-01 or 2027-01-02, whichever is meant'
        ],
    ),
    "a day that is not in the calendar": (
        SMALL + "events:\n  - {what: Launch, date: 2027-02-30}\n",
        [f'{LEAD}:8:26  error  "2027-02-30" is not in the calendar  [field-value] -> check the month and the day'],
    ),
    "a time without a colon": (
        SMALL + "events:\n  - {what: Launch, date: 2027-02-02, at: 930}\n",
        [f'{LEAD}:8:42  error  "930" is not a time of day  [field-value] -> did you mean "09:30"?'],
    ),
    "nobody it could be for": (
        SMALL + "events:\n  - {what: Launch, week: 1, for: mentrs}\n",
        [f'{LEAD}:8:34  error  "mentrs" is nobody this programme knows  [field-value] -> did you mean "mentors"?'],
    ),
    "a date in words": (
        SMALL + "events:\n  - {what: Launch, date: TBC}\n",
        [
            f'{LEAD}:8:26  error  "TBC" is not a date  [field-value] -> leave it out, or write TO FILL IN, while it is open'
        ],
    ),
    "midnight": (
        SMALL + "events:\n  - {what: Launch, date: 2027-02-02, at: '24:00'}\n",
        [
            f'{LEAD}:8:42  error  "24:00" is not a time of day  [field-value] -> a day ends at 23:59, and the next begins at 00:00'
        ],
    ),
    "week 0": (
        SMALL + "events:\n  - {what: Launch, week: 0}\n",
        [
            f"{LEAD}:8:26  error  there is no week 0  [field-value] -> week 1 is the week of the start, and week -1 the one before; to count from 0, write `first_week: 0` for the programme"
        ],
    ),
    "a missing title": (
        SMALL.replace("title: Lead\n", "", 1),
        [f'{LEAD}:1:1  error  "title" is missing  [field-missing] -> add a line `title: …`'],
    ),
    "a title without a value": (
        SMALL.replace("title: Lead", "title:", 1),
        [f'{LEAD}:1:7  error  "title" is missing  [field-missing] -> add a line `title: …`'],
    ),
    "a Key that does not exist": (
        SMALL.replace("first-conversation", "frist-conversation"),
        [f'{LEAD}:6:37  error  no Key named "frist-conversation"  [key-exists] -> did you mean "first-conversation"?'],
    ),
    "a Key by its title": (
        SMALL.replace("first-conversation", "First Conversation"),
        [f'{LEAD}:6:37  error  no Key named "First Conversation"  [key-exists] -> did you mean "first-conversation"?'],
    ),
    "a module by its title": (
        SMALL + "events:\n  - {what: Training, week: 1, module: Mentor foundations}\n",
        [
            f'{LEAD}:8:39  error  no training module named "Mentor foundations"  [module-exists] -> did you mean "mentor-foundations"?'
        ],
    ),
    "a part of a choice": (
        SMALL + QUESTION.format(answer="yes"),
        [f'{LEAD}:9:77  error  "yes" is not an answer  [field-choice] -> did you mean "yes or no"?'],
    ),
    "a choice that is none, in a list that needs one": (
        SMALL + "editions: [huge]\n",
        [
            f'{LEAD}:7:12  error  "huge" cannot stand in this list  [field-choice] -> choose one of: print, screen, large-print, fillable, archive, booklet, press'
        ],
    ),
    "an empty list that needs one": (
        SMALL + "editions: []\n",
        [f'{LEAD}:7:11  error  "editions" needs at least 1 of them  [field-count] -> add one'],
    ),
    "a moment that is none": (
        SMALL + QUESTION.replace("when: baseline", "when: first").format(answer="words"),
        [
            f'{LEAD}:9:39  error  "first" cannot stand after "when"  [field-choice] -> choose one of: baseline, middle, end, follow-up'
        ],
    ),
    "a city for a time zone": (
        SMALL + "time_zone: Manila\n",
        [f'{LEAD}:7:12  error  "Manila" is not a time zone  [time-zone] -> did you mean "Asia/Manila"?'],
    ),
    "a city of two words for a time zone": (
        SMALL + "time_zone: New York\n",
        [f'{LEAD}:7:12  error  "New York" is not a time zone  [time-zone] -> did you mean "America/New_York"?'],
    ),
    "a module that does not exist": (
        SMALL + "events:\n  - {what: Training, week: 1, module: mentor-foundation}\n",
        [
            f'{LEAD}:8:39  error  no training module named "mentor-foundation"  [module-exists] -> did you mean "mentor-foundations"?'
        ],
    ),
    "a goal that does not exist": (
        SMALL
        + "goals: [{id: bench, statement: More}]\nevaluation:\n  questionnaires:\n"
        + "    - {id: first, title: First, when: baseline, items: [{ask: How?, goal: bnch}]}\n",
        [f'{LEAD}:10:75  error  no goal has the id "bnch"  [goal-exists] -> did you mean "bench"?'],
    ),
    "a session after the end": (
        SMALL + "  2: {title: More, week: 60}\n",
        [
            f"{LEAD}:7:26  error  session 2 is on 2028-03-20, but the programme ends on 2027-12-01  [outside-dates] -> move the session, or change `starts` or `ends`"
        ],
    ),
    "an event after the end": (
        SMALL + "events:\n  - {what: Launch, date: 2028-01-10}\n",
        [
            f'{LEAD}:8:26  error  "Launch" is on 2028-01-10, after the programme ends (2027-12-01)  [outside-dates] -> move it, change `ends`, or say what it is: `kind: follow-up`'
        ],
    ),
    "an event in the wrong year": (
        SMALL + "events:\n  - {what: Launch, date: 2025-01-10}\n",
        [
            f'{LEAD}:8:26  error  "Launch" is on 2025-01-10, more than a year outside the programme  [outside-dates] -> check the year'
        ],
    ),
    "an end before the start": (
        SMALL.replace("2027-12-01", "2026-12-01"),
        [
            f"{LEAD}:1:1  error  the programme ends (2026-12-01) before it starts (2027-02-01)  [field-value] -> check the two years"
        ],
    ),
    "a time zone that does not exist": (
        SMALL + "time_zone: Europe/Londn\n",
        [f'{LEAD}:7:12  error  "Europe/Londn" is not a time zone  [time-zone] -> did you mean "Europe/London"?'],
    ),
    "a language that does not exist": (
        SMALL + "language: english\n",
        [f'{LEAD}:7:11  error  "english" is not a language  [language] -> did you mean "en"?'],
    ),
    "an e-mail address that is none": (
        SMALL + "people: {programme_manager: {name: Tom, email: tom at acme}}\n",
        [
            f'{LEAD}:7:48  error  "tom at acme" is not an e-mail address  [field-value] -> write it as name@organisation.example'
        ],
    ),
    "a link without its beginning": (
        SMALL + "contact: www.acme.example\n",
        [
            f'{LEAD}:7:10  error  "www.acme.example" is not a link  [field-value] -> write the whole address: https://www.acme.example'
        ],
    ),
    "a link that would run code": (
        SMALL + "contact: javascript:alert(1)\n",
        [
            f'{LEAD}:7:10  error  "javascript:alert(1)" is not a link  [field-value] -> write the whole address: https://…'
        ],
    ),
    "an address that a portal cannot have": (
        SMALL + "address: https://acme.example/lead?page=1\n",
        [
            f'{LEAD}:7:10  error  "https://acme.example/lead?page=1" cannot be the address of a portal  [field-value] -> write where the portal\'s folder is published: https://mentoring.example/lead/'
        ],
    ),
    "a relative link in a text": (
        SMALL + "summary: See [this](page.html).\n",
        [
            f'{LEAD}:7:10  error  a link to "page.html" leads nowhere from here  [broken-link] -> write the whole address: https://…'
        ],
    ),
    "two events with one id": (
        SMALL + "events:\n  - {id: launch, what: A, week: 1}\n  - {id: launch, what: B, week: 1}\n",
        [
            f'{LEAD}:9:10  error  two events have the id "launch" (first on line 8)  [same-id] -> give one of them another id'
        ],
    ),
    "a colon inside a text": (
        SMALL + "summary: one: two\n",
        [
            f'{LEAD}:7:13  error  there is a colon in the middle of this text  [yaml-syntax] -> put the whole text in quotes: "like: this"'
        ],
    ),
    "a tab": (
        SMALL + "need:\n\tstatement: x\n",
        [f"{LEAD}:8:1  error  this line is indented with a tab  [yaml-syntax] -> indent it with spaces"],
    ),
    "code in a tag": (
        SMALL + "summary: !!python/object/apply:os.system [ls]\n",
        [
            f'{LEAD}:7:10  error  "summary" should be a text, not a list  [field-text] -> write one text; where it begins with a bracket or a hyphen, put the whole in quotes',
            f'{LEAD}:7:10  error  a tag such as "tag:yaml.org,2002:python/object/apply:os.system" has no meaning here  [yaml-tag] -> write the plain value',
        ],
    ),
    "an alias bomb": (
        "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
        "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n",
        [
            f"{LEAD}:1:26  error  this file repeats itself too often to be read  [yaml-bomb] -> write it out once, without `&` and `*`"
        ],
    ),
    "an empty file": (
        "",
        [f"{LEAD}:1:1  error  there is nothing in this file yet  [empty-file] -> write it, or delete the file"],
    ),
    "only comments": ("# soon\n", [f"{LEAD}:1:1  error  there is nothing in this file yet  [empty-file]"]),
    "a list instead of a definition": (
        "- title: Lead\n",
        [f"{LEAD}:1:1  error  this file should consist of lines such as `title: Emerging Leaders`  [yaml-shape]"],
    ),
    "unreadable bytes": (
        SMALL.encode() + b"summary: caf\xe9\n",
        [
            f"{LEAD}:7:13  error  this character is not written in UTF-8  [unreadable-bytes] -> save the file as UTF-8 in your editor"
        ],
    ),
    "a huge file": (
        SMALL + "# " + "x" * 1_100_000,
        [
            f"{LEAD}  error  this file is too large to be a text (1.1 MB)  [huge-file] -> texts may have up to 1 MB; split it, or remove what was pasted into it"
        ],
    ),
}


@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=pytest.mark.slow) if one == "an alias bomb" else one for one in DEFINITIONS]
)
def test_a_bad_definition_is_explained(project: Project, name: str) -> None:
    text, expected = DEFINITIONS[name]
    project.write(LEAD, text)
    assert project.checked() == (1, expected)


def test_yaml_does_not_twist_what_was_typed(project: Project) -> None:
    project.write(
        LEAD,
        SMALL
        + "cohort: no\nsummary: 2027-02-01\ntime_zone: UTC\nevents:\n  - {what: 12:30, week: 1, at: 12:30, place: 0x10}\n",
    )
    assert project.problems() == []
    from mentorkit.checking.loading import load
    from mentorkit.workspace.workspace import open_workspace

    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    program = load(workspace, workspace.programs()).toolkits[0].program
    event = program.events[0]
    assert (program.cohort, program.summary, event.what, str(event.at), event.place) == (
        "no",
        "2027-02-01",
        "12:30",
        "12:30:00",
        "0x10",
    )


def test_all_problems_of_a_run_are_said_at_once(project: Project) -> None:
    project.write(LEAD, SMALL + "staus: live\nlanguage: english\npaper: A5\n")
    project.write("programs/acme/other.yml", "title: x\n")
    assert [line.split("  ")[0] for line in project.problems()] == [
        f"{LEAD}:7:1", f"{LEAD}:9:8", "programs/acme/other.yml:1:1", "programs/acme/other.yml:1:1", "programs/acme/other.yml:1:1",
    ]  # fmt: skip


GUIDES = {
    "a block that is not closed before others": (KEY.replace("/// prompt | One\n///\n", "/// prompt | One\n"), [":14:1  error  this prompt block is never closed  [block-open] -> put /// on a line of its own after it"]),
    "a block that is not closed inside another": (KEY.replace("/// role | mentor\nResist.\n///", "//// role | mentor\n/// prompt | Five\n\n////"), [":23:1  error  this prompt block is never closed  [block-open] -> put /// on a line of its own after it"]),
    "a block inside one with as many slashes": (KEY.replace("Resist.\n", "/// prompt | Five\n///\n/// prompt | Six\n///\n"), [":23:1  error  this prompt block stands inside a role block with as many slashes  [block-nesting] -> give the outer block (line 22) one slash more, at both ends"]),
    "facts that are not closed": (KEY.replace("20\n---\n", "20\n"), [":1:1  error  the facts at the top of this guide are not closed  [front-matter] -> put a line `---` below the last of them"]),
    "a key without front matter": ("Just text.\n", [":1:1  error  this guide does not begin with its facts  [front-matter] -> begin with a line `---`, then `title: …`, `summary: …`, and another `---`"]),
    "an unknown fact": (KEY.replace("topic:", "topics:"), [
        ':4:1  error  nothing called "topics" belongs here  [unknown-name] -> did you mean "topic"?',
        ':2:1  error  "topic" is missing  [field-missing] -> add a line `topic: …`',
    ]),
    "an unknown block": (KEY.replace("/// bring", "/// brng"), [':25:1  error  there is no block called "brng"  [block-name] -> did you mean "bring"?']),
    "a block that is never closed": (KEY + "\n/// prompt | And?\n", [":42:1  error  this prompt block is never closed  [block-open] -> put /// on a line of its own after it"]),
    "slashes that close nothing": (KEY + "\n///\n", [":42:1  error  these slashes close nothing  [block-close] -> take them away, or give them as many slashes as the block they end"]),
    "an option that is not indented": (KEY.replace("    low: a", "low: a"), [':11:1  error  the option "low" is not indented  [block-option] -> put four spaces in front of it']),
    "an option that is missing": (KEY.replace("    low: a\n", ""), [':11:5  error  "low" is missing  [field-missing] -> add a line `low: …`']),
    "a question mark without quotes": (KEY.replace("    low: a\n", "    low: {a: b?, c}\n"), [":11:15  error  a question mark cannot stand here without quotes  [yaml-syntax] -> put the whole text in quotes: \"like this?\""]),
    "a key without its mentor's part": (KEY.replace("/// role | mentor\nResist.\n///\n", ""), [":8:1  error  this Key lacks a part for the mentor  [key-anatomy] -> add a block that begins: //// role | mentor"]),
    "too few prompts": (KEY.replace("/// prompt | One\n///\n", ""), [":8:1  error  this Key has 3 prompts; four to six fit into its time  [key-anatomy] -> count prompt, fill, draw and checklist blocks outside the role parts"]),
    "a broken link": (KEY.replace("Why.", "See [this](feedbak.md)."), [':8:12  error  this link leads to "feedbak.md", which is not there  [broken-link] -> did you mean "feedback.md"?']),
    "a broken anchor": (KEY.replace("Why.", "See [this](feedback.md#notce)."), [':8:12  error  "keys/feedback.md" has no heading with the anchor "#notce"  [broken-anchor] -> did you mean "notice"?']),
    "a link out of the library": (KEY.replace("Why.", "See [this](../../../secret.md)."), [':8:12  error  this link leads to "../../../secret.md", which is not there  [broken-link] -> link to another guide as feedback.md or ../training/mentor-foundations.md']),
    "a link that would run code": (KEY.replace("Why.", "See [this](javascript:alert)."), [':8:12  error  a link to "javascript:alert" would run code or be refused  [unsafe-link] -> link to https://…, mailto:… or another guide']),
    "an unknown placeholder": (KEY.replace("Why.", "{{ program.titel }}"), [':8:1  error  there is no placeholder "program.titel"  [placeholder] -> did you mean "program.title"?']),
}  # fmt: skip


@pytest.mark.parametrize("name", GUIDES)
def test_a_bad_guide_is_explained(project: Project, name: str) -> None:
    text, expected = GUIDES[name]
    project.write("content/keys/saying-no.md", text)
    assert sorted(project.problems()) == sorted(f"content/keys/saying-no.md{line}" for line in expected)


def test_a_run_sheet_must_add_up(project: Project) -> None:
    stock = ROOT / "content/training/mentee-orientation.md"
    project.write(
        "content/training/mentee-orientation.md", stock.read_text("utf-8").replace("minutes: 60", "minutes: 65", 1)
    )
    (problem,) = project.problems()
    assert problem.endswith(
        "error  the steps and the reserve take 60 minutes and the module 65  [run-sheet] -> change a step or the duration until they agree"
    )


BRANDS = {
    "a missing logo": ("logo: {small: brand/mark.svg}\n", ':1:15  error  the logo "brand/mark.svg" is not there  [missing-asset] -> there is no folder brand; names are relative to the brand file'),
    "a logo that leaves its layer": ("logo: {small: ../../../secret.svg}\n", ':1:15  error  the logo "../../../secret.svg" leads out of this folder  [missing-asset] -> copy it into the folder of the brand file'),
    "a colour that does not exist": ("color: {primary: bleu}\n", ':1:18  error  there is no colour "bleu"  [no-such-colour] -> write it as #1f4e79, or name one of the palette (none yet)'),
    "an unknown name": ("colour: {primary: red}\n", ':1:1  error  nothing called "colour" belongs here  [unknown-name] -> did you mean "color"?'),
}  # fmt: skip


@pytest.mark.parametrize("name", BRANDS)
def test_a_bad_brand_is_explained(project: Project, name: str) -> None:
    text, expected = BRANDS[name]
    project.write("programs/acme/_brand.yml", text)
    assert project.problems() == [f"programs/acme/_brand.yml{expected}"]


CONFIGS = {
    "code in the configuration": ("theme: {name: material}\nplugins: {x: !!python/object/apply:os.system [ls]}\n", ['mkdocs.yml:2:14  error  a tag such as "tag:yaml.org,2002:python/object/apply:os.system" has no meaning here  [yaml-tag] -> write the plain value']),
    "a list of plugins": ("theme: {name: material}\nplugins: [search]\n", ['mkdocs.yml:2:10  error  "plugins" should be named lines here, not a list  [config-shape] -> write each as `name: {}` so that every portal can add its own']),
    "another theme": ("theme: {name: readthedocs}\n", ["mkdocs.yml:1:8  error  portals are made for the theme Material  [config-shape] -> write `theme:` and, indented below it, `name: material`"]),
    "a fixed site folder": ("theme: {name: material}\nsite_dir: ..\n", ['mkdocs.yml:2:1  error  "site_dir" is different for each portal and cannot be set for all  [config-shape] -> take the line out']),
    "a library that is not there": ("theme: {name: material}\nextra: {mentorkit: {libraries: [../house]}}\n", ['mkdocs.yml:2:33  error  there is no folder "../house"  [no-such-library] -> write it relative to this file']),
    "an unknown setting": ("theme: {name: material}\nextra: {mentorkit: {alow_html: yes}}\n", ['mkdocs.yml:2:21  error  nothing called "alow_html" belongs here  [unknown-name] -> did you mean "allow_html"?']),
}  # fmt: skip


@pytest.mark.parametrize("name", CONFIGS)
def test_a_bad_configuration_is_explained(project: Project, name: str) -> None:
    text, expected = CONFIGS[name]
    project.write("mkdocs.yml", text)
    assert project.problems() == expected


def test_file_names_that_do_not_work_are_named(project: Project) -> None:
    project.write("programs/acme/Über uns.yml", SMALL)
    project.write("content/keys/Saying No.md", KEY)
    project.write("content/keys/saying-no.md", KEY)
    project.write("programs/acme/second.yaml", SMALL)
    names = [line for line in project.problems() if "[file-name]" in line]
    assert names == [
        'content/keys/Saying No.md  error  the name "Saying No.md" does not work in a web address  [file-name] -> rename it to "saying-no-2.md"',
        'content/keys/saying-no.md  error  "saying-no.md" and "Saying No.md" would become the same page  [file-name] -> give one of them another name',
        'programs/acme/second.yaml  error  programme files end in .yml  [file-name] -> rename it to "second.yml"',
        'programs/acme/Über uns.yml  error  the name "Über uns.yml" does not work in a web address  [file-name] -> rename it to "uber-uns.yml"',
    ]


@pytest.mark.parametrize("path", ["programs/acme/linked.yml", "content/keys/linked.md"])
def test_a_link_out_of_the_workspace_is_not_followed(project: Project, tmp_path: Path, path: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    target = project.root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    os.symlink(secret, target)
    assert project.problems() == [
        f"{path}  error  this file is a link that leads out of its folder  [leaves-layer] -> copy the file here instead of linking to it"
    ]


def test_no_workspace_is_explained(tmp_path: Path) -> None:
    result = Project(tmp_path).run("check")
    assert result.exit_code == 1
    assert "there is no mkdocs.yml here  [no-workspace]" in result.stderr
    assert "mentorkit new workspace FOLDER" in result.stderr


def test_a_programme_that_does_not_exist_is_explained(project: Project) -> None:
    assert project.problems("acme/laed") == [
        'programs  error  there is no programme "acme/laed"  [no-such-program] -> did you mean "acme/lead"?'
    ]


def test_nothing_is_written_where_there_is_an_error(project: Project) -> None:
    project.write(LEAD, SMALL + "staus: live\n")
    result = project.run("build")
    assert result.exit_code == 1
    assert result.stderr.endswith("1 error. Nothing was written.\n")
    assert not (project.root / "site").exists()


MORE = {
    "a comma outside quotes": (
        SMALL + "need: {statement: More leaders, and soon}\n",
        [f'{LEAD}:7:33  error  nothing called "and soon" belongs here  [unknown-name] -> a comma outside quotes begins something new: put the whole text in quotes'],
    ),
    "mistakes of form and of reference together": (
        SMALL.replace("first-conversation", "frist-conversation") + "staus: live\n",
        [
            f'{LEAD}:6:37  error  no Key named "frist-conversation"  [key-exists] -> did you mean "first-conversation"?',
            f'{LEAD}:7:1  error  nothing called "staus" belongs here  [unknown-name] -> did you mean "status"?',
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MORE)
def test_more_bad_definitions_are_explained(project: Project, name: str) -> None:
    text, expected = MORE[name]
    project.write(LEAD, text)
    assert project.problems() == expected


def test_a_font_that_no_file_gives_is_explained(project: Project) -> None:
    project.write("programs/acme/_brand.yml", "typography: {base: Intre}\n")
    assert project.problems() == [
        'programs/acme/_brand.yml:1:20  error  there is no font "Intre"  [no-such-font] -> did you mean "Inter"?'
    ]


def test_an_address_in_use_is_explained(project: Project) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = project.run("serve", "acme/lead", "-a", f"127.0.0.1:{port}")
    assert result.exit_code == 1
    assert f"http://127.0.0.1:{port}/ cannot be used: Address already in use  [address]" in result.stderr


CUT = {
    LEAD: (SMALL + "events:\n  - {week: 1, what: Launch}\n  - what: Launch with team # 3 and friends\n    week: 2\n", ":9:28"),
    "programs/acme/_brand.yml": ("meta: {name: x}\ndefaults:\n  mentorkit:\n    corners: soft #1\n", ":4:19"),
    "content/keys/saying-no.md": (KEY.replace("One line.", "Ask the #1 question"), ":3:18"),
    "content/keys/no.md": (KEY.replace("low: a", "low: Room #4"), ":11:15"),
    "mkdocs.yml": ("theme: {name: material} # ours\nextra:\n  mentorkit:\n    allow_html: no #1\n", ":4:20"),
    "content/archetypes/ours.yml": ("summary: Our #1 preset\n", ":1:14"),
}  # fmt: skip


@pytest.mark.parametrize("path", CUT)
def test_a_text_that_yaml_cuts_is_an_error_wherever_it_stands(project: Project, path: str) -> None:
    text, place = CUT[path]
    project.write(path, text)
    if "archetypes" in path:
        project.write(LEAD, SMALL + "archetype: ours\n")
    code, lines = project.checked()
    (problem,) = [line for line in lines if "[yaml-comment]" in line]
    assert problem.startswith(f"{path}{place}  error  from # on, this line is passed over: #")
    assert code == 1


def test_a_sentence_cut_at_a_comma_is_a_warning_that_stops_nothing(project: Project) -> None:
    project.write(LEAD, SMALL + "agreement:\n  limits: [If somebody may come to harm, the safe contact is told.]\n")
    assert project.checked() == (
        0,
        [
            f"{LEAD}:8:42  warning  the entry in front of this ends in the middle of a sentence: a comma begins a new entry here  [list-sentence] -> write each entry on a line of its own that begins with `- `, or put it in quotes"
        ],
    )
