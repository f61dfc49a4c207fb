"""What `check` prints, in every format; `explain`; and what findings of design do to a build."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from conftest import HEAD, LEAD, ROOT, Project

from mentorkit.checking.formats import FORMATS as MADE
from mentorkit.checking.loading import Loaded, load
from mentorkit.cli.check_commands import FORMATS
from mentorkit.definition.settings import Thresholds
from mentorkit.design_rules.explanations import overview, page
from mentorkit.design_rules.registry import RULES
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of
from mentorkit.workspace.workspace import open_workspace

FLAWED = sorted((ROOT / "tests/projects/flawed").glob("*.expected.yml"))


def loaded(project: Project, *names: str) -> Loaded:
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    return load(workspace, workspace.choose(names))


def test_two_clients_with_the_same_pale_colour_each_get_its_note(project: Project) -> None:
    for client in ("acme", "borealis"):
        project.write(f"programs/{client}/lead.yml", HEAD.format("draft"))
        project.write(f"programs/{client}/_brand.yml", "color: {primary: '#8b6fc0'}\n")
    notes = [problem for problem in loaded(project).report.problems if problem.rule == "contrast"]
    assert [(note.client, str(note.at)) for note in notes] == [
        ("acme", "programs/acme/_brand.yml:1:18"), ("borealis", "programs/borealis/_brand.yml:1:18"),
    ]  # fmt: skip
    assert len({note.message for note in notes}) == 1


def test_what_clients_share_is_told_once_and_is_no_clients(project: Project) -> None:
    project.write("programs/borealis/lead.yml", HEAD.format("draft"))
    project.write("_brand.yml", "color: {primary: '#8b6fc0'}\n")
    notes = [problem for problem in loaded(project).report.problems if problem.rule == "contrast"]
    assert [(note.client, str(note.at)) for note in notes] == [("", "_brand.yml:1:18")]


def test_a_bare_draft_is_told_in_one_line_for_each_area(project: Project) -> None:
    result = project.run("check")
    expected = """\
acme/lead leaves 32 points of its design open; 16 of them stop a build once it is live
    need                    nothing says what need the programme answers [PUR01]; also PUR02 PUR03 PUR05 PUR06
    leadership              no sponsor is named [GOV01]; also GOV03 GOV04 GOV06 GOV07
    selection and matching  nothing says how people are selected [SEL01]; also MAT01 MAT02 MAT04
    preparation             neither mentors nor mentees are trained [TRN01]; also TRN03 TRN04 TRN05
    trust and practice      nothing says that what is said in a session is confidential [ETH01]; also ETH02 ETH03 SES02 SES04 SES05 SES07
    evaluation              there is no baseline and no end questionnaire [EVL01]; also EVL02 EVL06 EVL09 CLO01 CLO02 CLO03
    All, with their places: mentorkit check acme/lead -v. Why, and what to write: mentorkit explain RULE
"""
    assert (result.exit_code, result.stderr) == (0, expected)
    assert result.stdout == "No problems. 32 points of design are open. 1 programme can be built.\n"


def test_all_are_told_with_their_places_when_asked(project: Project) -> None:
    result = project.run("check", "-v")
    lines = [line for line in result.stderr.splitlines() if not line.startswith("    ")]
    assert (result.exit_code, len(lines)) == (0, 32)
    assert lines[0] == f"{LEAD}:1:1  warning  nothing says what need the programme answers  [PUR01]"
    assert lines[-1] == f"{LEAD}:1:1  note  nobody's time and effort are recognised  [CLO02]"


def test_problems_of_form_come_first_and_few_findings_are_told_in_full(sound: Project) -> None:
    own = "accountability: none\nsessions:\n  02: {actions: {mentor: none}}\nevents:\n  change:\n    check: {week: 12}\nsummary: TO FILL IN\n"
    sound.write(LEAD, HEAD.format("draft") + own)
    result = sound.run("check")
    expected = f"""\
{LEAD}:12:10  warning  summary is still to fill in  [to-fill-in]
    only you can know this; write it in place of TO FILL IN
{LEAD}:8:18  warning  session 2 asks nothing of the mentor  [SES02]
    write `actions` into the session, one for the `mentee` and one for the `mentor`
{LEAD}:10:3  warning  nobody asks how it goes within 45 days of the start  [EVL02]
    plan a `checkpoint`, or a questionnaire with `when: middle`, within the first six weeks
{LEAD}:6:1  note  nobody names an accountability partner  [SES07]
    say under `accountability` who keeps whom to what they said
"""
    assert (result.exit_code, result.stderr) == (0, expected)
    assert result.stdout == "1 warning. 3 points of design are open. 1 programme can be built.\n"


@pytest.mark.parametrize(
    ("status", "own", "options", "code", "outcome"),
    [
        ("draft", "", (), 0, "No problems. 1 programme can be built."),
        ("live", "", ("-s",), 0, "No problems. 1 programme can be built."),
        ("draft", "ends: none", (), 0, "No problems. 1 point of design is open. 1 programme can be built."),
        ("draft", "ends: none", ("-s",), 1, "No problems. 1 point of design is open. Mend this before you build."),
        ("draft", "ends: none", ("-s", "--ignore", "SES"), 0, "No problems. 1 programme can be built."),
        ("live", "ends: none", (), 1, "No problems. 1 point of design is open (1 error). Mend this before you build."),
        ("live", "ends: none", ("--ignore", "PUR,SES01"), 0, "No problems. 1 programme can be built."),
        ("live", "ends: none", ("--select", "GOV", "--select", "CLO"), 0, "No problems. 1 programme can be built."),
        ("live", "accountability: none", ("-s",), 0, "No problems. 1 point of design is open. 1 programme can be built."),
    ],
)  # fmt: skip
def test_what_breaks_a_programme_stops_it_once_it_is_live(
    sound: Project, status: str, own: str, options: tuple[str, ...], code: int, outcome: str
) -> None:
    sound.write(LEAD, HEAD.format(status) + own + "\n")
    result = sound.run("check", *options)
    assert (result.exit_code, result.stdout) == (code, outcome + "\n")


def test_a_build_is_stopped_by_what_breaks_a_live_programme_and_says_no_more(sound: Project) -> None:
    sound.write(LEAD, HEAD.format("live") + "ends: none\naccountability: none\nneed: {evidence: none}\n")
    result = sound.run("build")
    assert (result.exit_code, result.stderr) == (
        1,
        f"{LEAD}:6:1  error  the programme has no end  [SES01]\n    write `ends`, a date or a week; six to twelve months are usual\n"
        "1 error. Nothing was written.\n",
    )
    assert not (sound.root / "site").exists()


def test_what_stops_a_live_programme_is_told_in_full_and_the_rest_in_short(sound: Project) -> None:
    own = "ends: none\naccountability: none\nrecognition: none\nexpectations: none\nneed: {evidence: none, complements: none}\n"
    sound.write(LEAD, HEAD.format("live") + own)
    assert (
        sound.run("check").stderr
        == f"""\
{LEAD}:6:1  error  the programme has no end  [SES01]
    write `ends`, a date or a week; six to twelve months are usual
acme/lead leaves 5 more points of its design open
    need                    no evidence shows that the need is there [PUR03]; also PUR05 PUR06
    trust and practice      nobody names an accountability partner [SES07]
    evaluation              nobody's time and effort are recognised [CLO02]
    All, with their places: mentorkit check acme/lead -v. Why, and what to write: mentorkit explain RULE
"""
    )


def test_quiet_tells_errors_only(sound: Project) -> None:
    sound.write(LEAD, HEAD.format("live") + "accountability: none\nends: none\n")
    result = sound.run("check", "-q")
    assert (result.exit_code, len(result.stderr.splitlines()), result.stdout) == (1, 2, "")
    assert "SES01" in result.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--select", "SESX"), 'Invalid value for \'--select\': no rule of design is called "SESX": did you mean "SES"?'),
        (("--ignore", "PUR01,GOV8"), 'Invalid value for \'--ignore\': no rule of design is called "GOV8": did you mean "GOV"?'),
        (("--select", "quality"), "Invalid value for '--select': no rule of design is called \"quality\": `mentorkit explain` lists all rules"),
    ],
)  # fmt: skip
def test_rules_that_there_are_not_are_refused(project: Project, options: tuple[str, ...], said: str) -> None:
    result = project.run("check", *options)
    assert result.exit_code == 2
    assert said in result.stderr


def test_an_acceptance_is_wrong_where_it_stands_and_none_is_wrong_for_not_being_asked_for(sound: Project) -> None:
    sound.write(LEAD, HEAD.format("draft") + "ends: none\naccepted:\n  SES01: goes on\n  SEL02: none is invited\n")
    assert sound.problems() == [
        f"{LEAD}:9:10  warning  SEL02 is accepted, but there is nothing to accept  [accepted-needless] -> take the line out"
    ]


def test_a_workspace_that_cannot_be_opened_is_told_in_every_form(project: Project) -> None:
    project.write("mkdocs.yml", "]")
    told = project.run("check", "--format", "json")
    (problem,) = json.loads(told.stdout)["shared"]
    assert (told.exit_code, problem["file"], problem["line"]) == (1, "mkdocs.yml", 1)
    assert project.run("check", "--format", "github").stdout.startswith("::error file=mkdocs.yml,line=1")


def test_findings_as_json_are_grouped_by_programme(sound: Project) -> None:
    sound.write(LEAD, HEAD.format("live") + "ends: none\naccountability: none\naccepted: {SES07: not needed}\n")
    sound.write("programs/acme/other.yml", "titel: x\n")
    result = sound.run("check", "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    report = json.loads(result.stdout)
    lead, other = report["programmes"]
    assert report["shared"] == []
    assert (other["id"], other["form"][0]["rule"], "design" in other) == (
        "acme/other",
        "field-missing",
        False,
    )
    assert (lead["id"], lead["file"], lead["status"], lead["form"]) == ("acme/lead", LEAD, "live", [])
    assert lead["design"] == [
        {
            "rule": "SES01", "severity": "error", "message": "the programme has no end", "client": "acme", "file": LEAD,
            "line": 6, "column": 1,
            "hint": "write `ends`, a date or a week; six to twelve months are usual",
        }
    ]  # fmt: skip
    states = {rule["rule"]: rule["state"] for area in lead["areas"] for rule in area["rules"]}
    assert {id_: state for id_, state in states.items() if state not in ("stands", "does not apply")} == {
        "SES01": "open", "SES07": "accepted",
    }  # fmt: skip
    assert [area["area"] for area in lead["areas"]] == [
        "need",
        "leadership",
        "selection",
        "preparation",
        "trust",
        "evaluation",
    ]


def test_findings_as_annotations_of_github(sound: Project) -> None:
    sound.write(LEAD, HEAD.format("live") + "ends: none\nneed: {statement: 'Morale: 50% low, high turnover'}\n")
    result = sound.run("check", "--format", "github", "--select", "SES01,PUR04")
    assert (result.exit_code, result.stdout.splitlines()) == (
        1,
        [
            f"::error file={LEAD},line=6,col=1,title=SES01::the programme has no end%0Awrite `ends`, a date or a week; six to twelve months are usual",
            f'::warning file={LEAD},line=7,col=19,title=PUR04::the need reads as a fix for something that mentoring cannot mend: "morale", "turnover"'
            "%0Asay what people cannot learn, see or reach today; take pay, culture and workload up where they are decided, and say so in `not_for`; "
            "this rule reads prose and may be mistaken",
        ],
    )


def test_findings_as_sarif(sound: Project) -> None:
    sound.write(LEAD, HEAD.format("live") + "ends: none\naccountability: none\naccepted: {SES07: not needed}\n")
    log = json.loads(sound.run("check", "--format", "sarif").stdout)
    (run,) = log["runs"]
    assert (log["version"], [rule["id"] for rule in run["tool"]["driver"]["rules"]]) == ("2.1.0", ["SES01", "SES07"])
    place = {"artifactLocation": {"uri": LEAD}, "region": {"startLine": 6, "startColumn": 1}}
    assert run["results"][0] == {
        "ruleId": "SES01", "ruleIndex": 0, "level": "error", "locations": [{"physicalLocation": place}],
        "message": {"text": "the programme has no end (write `ends`, a date or a week; six to twelve months are usual)"},
    }  # fmt: skip
    assert run["results"][1]["suppressions"] == [{"kind": "inSource", "justification": "not needed"}]


def test_every_format_can_be_asked_for() -> None:
    assert set(FORMATS) == {"text", "html", *MADE}


@pytest.mark.slow
def test_the_charter_prints_what_is_accepted_and_why(sound: Project) -> None:
    own = "ends: none\naccepted:\n  SES01: goes on & on\n  SES07: {reason: Not here, until: 2090-12-31}\naccountability: none\n"
    sound.write(LEAD, HEAD.format("live") + own)
    (kit,), layers = loaded(sound).toolkits, sound.job().layers
    text = compose(kit, next(book for book in books_of(kit) if book.id == "charter"), layers).html
    rows = re.findall(
        r'<th scope="row">([^<]*)</th><td>(.*?)</td></tr>', text[text.index('id="accepted"') : text.index('id="dates"')]
    )
    assert rows == [
        ("The programme has an end", "Goes on &amp; on"),
        (
            "Everybody names somebody who asks whether it was done",
            'Not here<br><span class="muted">until 31 December 2090</span>',
        ),
    ]


def test_lines_of_a_workspace_are_settings(sound: Project) -> None:
    config = (sound.root / "mkdocs.yml").read_text("utf-8")
    sound.write("mkdocs.yml", config + "    design: {fewest_sessions: 9, smalest_group: 4}\n")
    assert "did you mean" in sound.run("check").stderr
    sound.write("mkdocs.yml", config + "    design: {fewest_sessions: 9}\n")
    assert "fewer sessions than 9 leave no room to begin, work and close  [SES04]" in sound.run("check").stderr


def test_explain_prints_the_page_of_a_rule(project: Project) -> None:
    result = project.run("explain", "ses02", config=False)
    assert (result.exit_code, result.stdout) == (0, page(RULES["SES02"]) + "\n")
    assert result.stdout == """\
SES02  every session has an action for each role
error: breaks the programme  ·  Trust and practice

Why it matters
    Growth happens between sessions. A mentee with nothing to do comes back with nothing to
    tell, and a mentor with nothing to do gives advice and learns nothing. One small step each
    is enough.

What to do
    Write `actions` into the session, one for the `mentee` and one for the `mentor`.

What to write, for example
    sessions:
      1:
        title: First conversation
        week: 2
        actions:
          mentee: Send three lines on what you took away.
          mentor: Suggest two dates.

Source
    Gollwitzer, “Implementation Intentions”, American Psychologist 54 (1999).

If it does not hold here
    accepted:
      SES02: {reason: "Say why, for everybody who reads the charter", until: 2027-12-31}
"""  # fmt: skip


def test_explain_lists_all_and_knows_near_misses(project: Project) -> None:
    assert project.run("explain", config=False).stdout == overview() + "\n"
    assert sum(id_ in overview() for id_ in RULES) == len(RULES)
    assert "CLO03" in project.run("explain", "CLO", config=False).stdout
    wrong = project.run("explain", "SES99", config=False)
    assert (wrong.exit_code, 'no rule of design is called "SES99": did you mean "SES09"?' in wrong.stderr) == (2, True)


def test_the_manual_lists_every_line_with_its_default() -> None:
    text = (ROOT / "docs/pages/checking.md").read_text("utf-8")
    for name, field in Thresholds.model_fields.items():
        assert f"      {name}: {field.default}\n" in text
        assert f"| `{name}` | {' '.join((field.description or '').split())} |\n" in text


@pytest.mark.slow
def test_the_examples_have_no_findings_but_accepted_ones() -> None:
    workspace = open_workspace(ROOT / "mkdocs.yml").value
    assert workspace is not None
    assert load(workspace, workspace.choose([])).findings().problems == ()


@pytest.mark.slow
def test_an_archetype_leaves_open_only_what_the_organisation_must_fill_in(project: Project) -> None:
    archetypes = sorted(path.stem for path in (ROOT / "content/archetypes").glob("[!_]*.yml"))
    for name in archetypes:
        made = project.run("new", "program", f"fresh/{name}", "--archetype", name, "--starts", "2027-02-01")
        assert made.exit_code == 0, made.stderr
    audits = {one.toolkit.slug: one for one in loaded(project, "fresh").audits}
    assert [*audits] == archetypes
    for audit in audits.values():
        assert audit.report.problems == ()
        assert {one.rule.id for one in audit.verdicts if one.state == "to fill in"} == {
            "PUR01", "PUR02", "PUR03", "GOV01", "GOV02", "GOV04", "GOV05", "ETH02", "ETH05",
        }  # fmt: skip


@pytest.mark.slow
def test_ten_flawed_programmes_get_the_findings_that_an_expert_named_beforehand(project: Project) -> None:
    judged = {path.name.split(".")[0]: yaml.safe_load(path.read_text("utf-8")) for path in FLAWED}
    assert len(judged) == 10
    for name in judged:
        project.write(f"programs/flawed/{name}.yml", (FLAWED[0].parent / f"{name}.yml").read_bytes())
    audits = {one.toolkit.slug: one for one in loaded(project, "flawed").audits}
    assert audits.keys() == judged.keys()
    for name, audit in audits.items():
        unread = {one.rule for one in audit.open if one.message.startswith("this rule goes by words")}
        assert bool(unread) == (audit.toolkit.language in ("pl", "fr", "es")), "nobody has listed words of these"
        found, expert = {problem.rule for problem in audit.open} - unread, judged[name]
        assert (name, {*expert["expected"]} - found - unread) == (name, set()), "an expert would name these"
        noise = found - {*expert["expected"]} - {*expert["tolerated"]}
        assert (name, noise) == (name, {*expert["noise"]})
        assert len(noise) <= 2
