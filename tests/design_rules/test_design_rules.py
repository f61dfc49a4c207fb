"""Every rule of design: a programme that breaks only it, one that satisfies it, and its remedy."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
import yaml
from conftest import ROOT

from mentorkit.brand.branding import Branding, read_branding
from mentorkit.checking.references import check_references
from mentorkit.core.problems import Severity
from mentorkit.core.yaml_source import Located, read_mapping
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.definition.settings import Settings
from mentorkit.design_rules.audit import Audit, audit
from mentorkit.design_rules.registry import AREAS, RULES, choice, named, nearest
from mentorkit.guides.library import Library, read_library
from mentorkit.inheritance.gaps import counted, gaps
from mentorkit.inheritance.joining import inherit
from mentorkit.toolkit import assemble
from mentorkit.workspace.layers import Layer, Layers, stock_root

SOUND = (ROOT / "tests/projects/sound.yml").read_text("utf-8")

CASES: list[tuple[str, str, list[str]]] = [
    ("PUR01", "need: {driver: none}", ["the need is tied to no strategy"]),
    ("PUR02", "goals: {change: {network: {target: none, indicator: none}}}", ['the goal "network" has no indicator and no target']),
    ("PUR03", "need: {evidence: none}", ["no evidence shows that the need is there"]),
    ("PUR04", "need: {statement: Turnover is high and morale low; people need reasons to stay.}",
     ['the need reads as a fix for something that mentoring cannot mend: "turnover", "morale", "reasons to stay"']),
    ("PUR05", "need: {complements: none}", ["nothing complements the programme"]),
    ("PUR06", "expectations: none", ["nothing says what mentoring here is and is not"]),
    ("PUR06", "expectations: {is: none}", ["nothing says what mentoring here is"]),
    ("PUR06", "expectations: {is_not: none}", ["nothing says what mentoring here is not"]),
    ("GOV01", "people: {sponsor: none}", ["no sponsor is named"]),
    ("GOV02", "people: {sponsor: {message: none, actions: none}}",
     ["the sponsor has no message for participants", "the sponsor does nothing that people can see"]),
    ("GOV03", "people: {leaders_mentor: no}", ["no senior leader mentors"]),
    ("GOV04", "people: {programme_manager: {email: none}}", ["the programme manager cannot be reached"]),
    ("GOV04", "people: {programme_manager: none}", ["no programme manager is named"]),
    ("GOV05", "people: {programme_manager: {hours_per_week: none}}", ["nothing says how many hours the programme manager has"]),
    ("GOV05", "people: {programme_manager: {hours_per_week: 1.5}}", ["1.5 hours a week are too few for 20 places, which take about 3.5"]),
    ("GOV06", "events: {without: managers}", ["people managers are not briefed"]),
    ("GOV07", "communications: {change: {call: {kind: reminder}}}", ["no text launches the programme or invites people"]),
    ("SEL01", "eligibility: {selection_published: no}", ["how people are selected is not published"]),
    ("SEL01", "eligibility: {selection_basis: none}", ["nothing says how people are selected"]),
    ("SEL02", "eligibility: {route: invited}", ["people take part by invitation only"]),
    ("SEL02", "eligibility: {criteria: [Our high performers]}", ['places are for the best only: "high performers"']),
    ("SEL03", "eligibility: {voluntary: no}", ["taking part is not voluntary"]),
    ("SEL04", "eligibility: {cohort_cap: none}", ["this pilot has no limit to its places"]),
    ("MAT01", "matching: {criteria: none}", ["nothing says what counts in a match"]),
    ("MAT01", "matching: {criteria: [{name: Another team, compare: different, of: team}]}",
     ['the criterion "Another team" has no reason']),
    ("MAT02", "matching: {mentee_input: none}", ["the mentee has no say in the match"]),
    ("MAT03", "matching: {line_manager_allowed: yes}", ["the line manager may be the mentor"]),
    ("MAT04", "matching: {rematch: none}", ["there is no way out of a pair that does not work"]),
    ("MAT04", "matching: {rematch: {no_fault: no}}", ["whoever asks for another match is not free of blame"]),
    ("MAT05", "matching: {bias_check: none}", ["nobody looks at the matches for bias"]),
    ("MAT06", "matching: {mentees_per_mentor: 3}", ["3 mentees for one mentor are more than most can carry (2)"]),
    ("MAT06", "format: group\nmatching: {mentees_per_mentor: 9}", ["9 mentees for one mentor are more than most can carry (8)"]),
    ("MAT07", "matching: {applications: {add: {id: near, ask: My age in years, answer: number}},"
     " criteria: {add: {name: Near in age, why: They asked for it., compare: apart, of: near, at_most: 5}}}",
     ['"near" is compared, and reads as if it were under special protection: "age"']),
    ("MAT07", "matching: {applications: {add: {id: sex, ask: I am, answer: one of, options: [A, B], protected: yes}}, criteria:"
     " {add: {name: As they wish, why: It helps., compare: same, of: sex, because: Mentees asked for it.}}}",
     ['"sex" is under special protection and takes part in matching: Mentees asked for it.']),
    ("MAT08", "matching: {criteria: [{name: Another team, why: Fresh eyes.}]}",
     ["software is said to take part in matching, and no criterion says what it compares"]),
    ("MAT09", "matching: {decided_by: none}", ["nothing says who decides on what software suggests"]),
    ("MAT09", "matching: {method: software}", ["software makes the matches, and nobody decides"]),
    ("MAT10", "evaluation: {groups: none, statement: We ask so that we learn.}",
     ["a bias check is promised, and applicants are asked for no group"]),
    ("MAT11", "library: {forms: [goal-sheet, safe-contact-briefing]}", ["mentees read profiles, and no form asks mentors what may stand in theirs"]),
    ("TRN01", "events: {without: orientation}", ["mentees are not trained"]),
    ("TRN02", "events: {change: {orientation: {week: 3}}}",
     ['"Mentee orientation", the first training of mentees, is on 2027-02-15, after their first session (2027-02-14)']),
    ("TRN03", "events: {change: {foundations: {module: questions-and-listening}}}",
     ["mentors hear nothing about power, or about a manager's part and theirs"]),
    ("TRN04", "support: none", ["nobody is named who helps pairs on their way"]),
    ("TRN04", "support: {until: 2027-06-30}", ["support ends on 2027-06-30, before the programme does (2027-08-27)"]),
    ("TRN05", "events: {without: circle}", ["mentors have no circle in which they meet each other"]),
    ("ETH01", "agreement: {confidentiality: none}", ["nothing says that what is said in a session is confidential"]),
    ("ETH01", "agreement: {limits: none}", ["nothing says where confidentiality ends"]),
    ("ETH02", "people: {safe_contact: none}", ["nobody outside the line can be told in confidence"]),
    ("ETH02", "people: {safe_contact: {email: none}}", ["the safe contact cannot be reached"]),
    ("ETH04", "agreement: {harm: none}", ["nothing says who decides whether harassment is reported"]),
    ("ETH05", "people: {safe_contact: {deputy: none}}", ["nobody stands in for the safe contact"]),
    ("ETH05", "library: {forms: [mentor-profile]}", ["nothing prepares the safe contact"]),
    ("TRU01", "sessions: {1: {keys: [strengths]}}", ["no exercise builds trust in the first two sessions"]),
    ("SES01", "ends: none", ["the programme has no end"]),
    ("SES02", "sessions: {1: {actions: {mentor: none}}}", ["session 1 asks nothing of the mentor"]),
    ("SES02", "sessions: {2: {actions: none}}", ["session 2 asks nothing of either of the two"]),
    ("SES03", "sessions: {3: {purpose: none}}", ["session 3 has no Key and no topic"]),
    ("SES04", "sessions: {3: {week: 19}}", ["9 weeks lie between session 2 and session 3; 8 are the most"]),
    ("SES04", "sessions: {1: none, 2: {keys: [first-conversation]}}",
     ["fewer sessions than 3 leave no room to begin, work and close"]),
    ("SES04", "format: advisory board\nsessions: {3: {week: 24}}", ["14 weeks lie between session 2 and session 3; 13 are the most"]),
    ("SES05", "roles: {mentor: {responsibilities: [Listen first]}}", ["mentors set no goal of their own"]),
    ("SES06", "sessions: {2: {reinforces: none}}", ['no later session takes up "Learning session on feedback"']),
    ("SES06", "events: {change: {feedback: {week: 12}}}", ['no later session takes up "Learning session on feedback"']),
    ("SES07", "accountability: none", ["nobody names an accountability partner"]),
    ("SES08", "exposure: none", ["participants are not seen by senior people"]),
    ("SES09", "pauses: [{name: Break, week: 10}]", ['session 2 is on 2027-04-05, in the pause "Break"']),
    ("SES09", "pauses: [{name: Break, from: week 5 Monday, to: week 5 Friday}]", ['"First check" is on 2027-03-01, in the pause "Break"']),
    ("SES10", "sessions: {2: {agenda: [{what: What you bring, minutes: 19, own_topic: yes}, {what: The Key, minutes: 41}]}}",
     ["session 2 keeps 19 of its 60 minutes for what the mentee brings"]),
    ("EVL01", "evaluation: {questionnaires: {change: {end: {when: middle}}}}", ["there is no end questionnaire"]),
    ("EVL02", "events: {change: {check: {week: 9}}}", ["nobody asks how it goes within 45 days of the start"]),
    ("EVL03", "goals: {add: {id: more, statement: x, indicator: y, target: z}}", ['no question measures the goal "more"']),
    ("EVL04", "evaluation: {questionnaires: {change: {start: {items: [{ask: a, goal: network}, {ask: b, goal: mentors}]}}}}",
     ["all questions ask whether people are satisfied"]),
    ("EVL05", "evaluation: {questionnaires: {change: {start: {for: mentees}, end: {for: mentees}}}}", ["no question is put to mentors"]),
    ("EVL06", "evaluation: {published_to: none}", ["nobody gets to read the results"]),
    ("EVL07", "evaluation: {smallest_group: 4}", ["answers of 4 people may be reported; fewer than 5 can be guessed"]),
    ("EVL08", "evaluation: {uptake_by_group: no}\nmatching: {method: by hand}", ["nobody compares uptake between groups"]),
    ("EVL09", "events: {without: later}", ["nobody is asked some months after the end"]),
    ("EVL10", "evaluation: {questionnaires: {change: {end: {items: [{ask: Whom do you ask?, goal: network, answer: words},"
     " {ask: I know whom to ask.}, {ask: I ask before I advise., goal: mentors}]}}}}",
     ['no question at the end can be counted for the goal "network"']),
    ("EVL11", "evaluation: {questionnaires: {change: {end: {items: {add: {ask: May we ring you about it?}}}}}}",
     ['a question needs the name of whoever answers: "we ring you"']),
    ("EVL12", "evaluation: {groups: none}\nmatching: {method: by hand}", ['results are promised "by site", and nobody is asked for it']),
    ("EVL13", "evaluation: {code: no}", ["nothing links the answers of the beginning to those of the end"]),
    ("CLO01", "events: {without: closing}\nsessions: {3: {phase: none}}", ["no session closes the programme"]),
    ("CLO02", "recognition: none", ["nobody's time and effort are recognised"]),
    ("CLO03", "evaluation: {decision_date: none}", ["no day is set to decide on the next round"]),
]  # fmt: skip
FIRST = {id_: case for id_, case, _ in reversed(CASES)}
WITH_OTHERS = {"ETH03": "agreement: none"}
"""What cannot be broken alone: without an agreement, nothing says that anything is confidential either."""


def located(text: str, file: str = "own.yml") -> Located:
    source, problems = read_mapping(text, file)
    assert source is not None, problems
    return source


@pytest.fixture(scope="session")
def stock() -> tuple[Branding, Library]:
    """The stock's brand and library."""
    layers = Layers((Layer("stock", stock_root()),))
    library, branding = read_library(layers, lambda file: file.path.name).value, read_branding(layers, "acme").value
    assert branding is not None
    return branding, library


def audited(stock: tuple[Branding, Library], own: str = "{}", behind: str = SOUND, **settings: object) -> Audit:
    """The audit of a definition that takes over from another, as from an archetype."""
    source, impossible = inherit(located(own), located(behind, "behind.yml"))
    program, wrong = read_as(Program, source)
    assert program is not None, wrong
    problems = [*impossible, *wrong, *check_references(program, stock[1])]
    assert [one for one in problems if one.severity is not Severity.NOTE] == []
    kit = assemble("acme", "lead", program, *stock, Settings.model_validate(settings))
    return audit(kit, gaps=[counted(path) for path, _ in gaps(source)], today=date(2027, 6, 1))


def test_in_a_sound_programme_every_rule_stands(stock: tuple[Branding, Library]) -> None:
    assert {one.rule.id: one.state for one in audited(stock).verdicts} == dict.fromkeys(RULES, "stands")


def test_a_translated_key_counts_by_the_topic_of_its_source(stock: tuple[Branding, Library]) -> None:
    branding, library = stock
    keys = {
        name: replace(key, facts=key.facts.model_copy(update={"topic": "emne"}), filed_under=key.topic)
        for name, key in library.keys.items()
    }
    assert audited((branding, replace(library, keys=keys))).open == ()


@pytest.mark.parametrize(
    ("ask", "found"),
    [
        ("Would you like somebody to ring you about the match?", True),
        ("Is there a seat about which we should talk to you?", True),
        ("Should a seat change? We ring everybody who says yes.", True),
        ("Please leave your e-mail address.", True),
        ("Did your mentor contact you first?", False),
        ("I could name two people outside my own division.", False),
        ("Does your mentor talk to you about mistakes?", False),
        ("We have talked about something that matters to one of us.", False),
    ],
)
def test_a_name_is_needed_where_somebody_is_to_be_reached(
    stock: tuple[Branding, Library], ask: str, found: bool
) -> None:
    own = f"evaluation: {{questionnaires: {{change: {{end: {{items: {{add: {{ask: {ask!r}}}}}}}}}}}}}"
    assert [problem.rule for problem in audited(stock, own).open] == ["EVL11"] * found


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("We report by department.", True),
        ("Figures for each site are published.", True),
        ("We look at it side by side.", False),
    ],
)
def test_results_are_promised_by_group_in_these_words(
    stock: tuple[Branding, Library], statement: str, found: bool
) -> None:
    own = f"evaluation: {{groups: none, statement: {statement}}}\nmatching: {{method: by hand}}"
    assert [problem.rule for problem in audited(stock, own).open] == ["EVL12"] * found


def test_every_rule_has_a_case() -> None:
    assert {id_ for id_, _, _ in CASES} | {*WITH_OTHERS} == {*RULES}
    assert len(RULES) == 65


@pytest.mark.parametrize(("rule", "own", "messages"), CASES, ids=[f"{case[0]}-{case[1][:30]}" for case in CASES])
def test_a_programme_breaks_one_rule(stock: tuple[Branding, Library], rule: str, own: str, messages: list[str]) -> None:
    found = audited(stock, own)
    assert [(problem.rule, problem.message) for problem in found.open] == [(rule, message) for message in messages]
    assert {problem.at.file for problem in found.open} == {"own.yml"}, "it is the author who can mend it"


def test_without_an_agreement_nothing_is_confidential(stock: tuple[Branding, Library]) -> None:
    assert [(problem.rule, problem.message) for problem in audited(stock, WITH_OTHERS["ETH03"]).open] == [
        ("ETH01", "nothing says that what is said in a session is confidential"),
        ("ETH03", "there is no agreement between the two"),
    ]


@pytest.mark.parametrize("rule", RULES)
def test_what_a_rule_offers_to_paste_mends_what_it_finds(stock: tuple[Branding, Library], rule: str) -> None:
    broken = inherit(located((FIRST | WITH_OTHERS)[rule]), located(SOUND)).value
    program, problems = inherit(located(RULES[rule].yaml), broken).then(lambda source: read_as(Program, source))
    assert program is not None
    absent = [one for one in check_references(program, stock[1]) if one.rule != "goal-exists"]  # the goals are replaced
    assert [*problems, *absent] == []
    states = {one.rule.id: one.state for one in audit(assemble("acme", "lead", program, *stock)).verdicts}
    assert states[rule] == "stands"


def test_a_page_says_everything(stock: tuple[Branding, Library]) -> None:
    for rule in RULES.values():
        assert rule.good[0].islower() or rule.good.startswith("mentor")
        assert not rule.good.endswith(".")
        assert rule.why.endswith("."), rule.id
        assert all((rule.source, rule.remedy, yaml.safe_load(rule.yaml)))


def test_rules_have_the_severity_of_the_table() -> None:
    table = {
        "PUR": "EEWWWW", "GOV": "EWIEWWE", "SEL": "EWEW", "MAT": "EEEEWWWWWWW", "TRN": "EEWWW", "ETH": "EEEWW", "TRU": "W",
        "SES": "EEWWWWIWWW", "EVL": "EWEWWWWWIWWWI", "CLO": "EIW",
    }  # fmt: skip
    letters = {Severity.ERROR: "E", Severity.WARNING: "W", Severity.NOTE: "I"}
    assert {id_: letters[rule.severity] for id_, rule in RULES.items()} == {
        f"{name}{number:02}": letter for name, row in table.items() for number, letter in enumerate(row, 1)
    }
    assert [(area.id, len(area.rules)) for area in AREAS] == [
        ("need", 6), ("leadership", 7), ("selection", 15), ("preparation", 5), ("trust", 16), ("evaluation", 16),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "own", "severity"),
    [
        ("draft", "ends: none", Severity.WARNING),
        ("pilot", "ends: none", Severity.WARNING),
        ("live", "ends: none", Severity.ERROR),
        ("closed", "ends: none", Severity.WARNING),
        ("live", "evaluation: {smallest_group: 4}", Severity.WARNING),
        ("live", "evaluation: {smallest_group: 2}", Severity.ERROR),
        ("draft", "accountability: none", Severity.NOTE),
    ],
)
def test_errors_of_design_are_warnings_until_a_programme_is_live(
    stock: tuple[Branding, Library], status: str, own: str, severity: Severity
) -> None:
    (problem,) = audited(stock, f"status: {status}\n{own}").open
    assert problem.severity is severity


@pytest.mark.parametrize(
    ("setting", "own", "rule"),
    [
        ({"weeks_between_sessions": 7}, "{}", "SES04"),
        ({"weeks_between_boards": 7}, "format: advisory board", "SES04"),
        ({"fewest_sessions": 4}, "{}", "SES04"),
        ({"own_topic_percent": 40}, "{}", "SES10"),
        ({"minutes_per_pair": 20}, "{}", "GOV05"),
        ({"mentees_per_mentor": 1}, "matching: {mentees_per_mentor: 2}", "MAT06"),
        ({"mentees_per_group": 3}, "format: group\nmatching: {mentees_per_mentor: 4}", "MAT06"),
        ({"smallest_group": 10}, "{}", "EVL07"),
        ({"smallest_group": 6, "too_small_a_group": 6}, "{}", "EVL07"),
        ({"first_check_days": 20}, "{}", "EVL02"),
    ],
)
def test_lines_are_drawn_by_settings(
    stock: tuple[Branding, Library], setting: dict[str, int], own: str, rule: str
) -> None:
    assert {problem.rule for problem in audited(stock, own, design=setting).open} == {rule}


def test_what_is_marked_as_to_fill_in_neither_stands_nor_is_said_twice(stock: tuple[Branding, Library]) -> None:
    own = """\
people:
  sponsor: {name: TO FILL IN (who), message: TO FILL IN}
  programme_manager: {hours_per_week: TO FILL IN}
goals: {change: {network: {target: TO FILL IN (how many)}}}
ends: TO FILL IN
sessions: {2: {actions: {mentor: TO FILL IN}}}
"""
    states = {one.rule.id: one.state for one in audited(stock, own).verdicts if one.state != "stands"}
    assert states == dict.fromkeys(("PUR02", "GOV01", "GOV02", "GOV05", "SES01", "SES02"), "to fill in")


def accepting(stock: tuple[Branding, Library], own: str) -> tuple[list[str], list[str]]:
    found = audited(stock, own)
    said = [f"{p.at}  {p.severity}  {p.message}  [{p.rule}] -> {p.hint}" for p in found.problems]
    return [problem.rule for problem in found.open], said


def test_a_finding_can_be_accepted_with_a_reason_and_a_day(stock: tuple[Branding, Library]) -> None:
    closed = "eligibility: {route: invited}\n"
    assert accepting(stock, closed + "accepted: {SEL02: pilot for one team}") == ([], [])
    assert accepting(stock, closed + "accepted: {SEL02: {reason: pilot, until: 2027-06-01}}") == ([], [])
    verdict = next(one for one in audited(stock, closed + "accepted: {SEL02: a pilot}").verdicts if one.acceptance)
    assert (verdict.rule.id, verdict.state, verdict.acceptance and verdict.acceptance.reason) == (
        "SEL02",
        "accepted",
        "a pilot",
    )


@pytest.mark.parametrize(
    ("own", "opened", "said"),
    [
        ("eligibility: {route: invited}\naccepted: {SEL02: {reason: x, until: 2027-05-31}}", ["SEL02"],
         "own.yml:2:19  warning  SEL02 was accepted until 2027-05-31, which has passed  [accepted-expired] -> mend what it finds, or decide again and write a later day"),
        ("accepted: {SEL02: x}", [], "own.yml:1:19  warning  SEL02 is accepted, but there is nothing to accept  [accepted-needless] -> take the line out"),
        ("accepted: {sel02: x}", [], 'own.yml:1:19  error  no rule of design is called "sel02"  [accepted-rule] -> did you mean "SEL02"?'),
        ("accepted: {everything: x}", [], 'own.yml:1:24  error  no rule of design is called "everything"  [accepted-rule] -> `mentorkit explain` lists all rules'),
    ],
)  # fmt: skip
def test_acceptances_that_accept_nothing_are_problems(
    stock: tuple[Branding, Library], own: str, opened: list[str], said: str
) -> None:
    assert accepting(stock, own) == (opened, [said])


def test_rules_are_chosen_by_id_by_their_beginning_or_all() -> None:
    assert [rule.id for rule in named("clo")] == ["CLO01", "CLO02", "CLO03"]
    assert len(named("design")) == len(RULES)
    assert (named("SES99"), named(""), nearest("SES9")) == ((), (), 'did you mean "SES09"?')
    asked_for = choice(("SES", "CLO01"), ("SES02",))
    assert [id_ for id_ in RULES if asked_for(id_)] == [f"SES0{n}" for n in (1, 3, 4, 5, 6, 7, 8, 9)] + [
        "SES10",
        "CLO01",
    ]


@pytest.mark.slow
def test_the_rules_know_no_engine() -> None:
    script = "import sys, mentorkit.design_rules.audit as _; print(sorted({'mkdocs', 'weasyprint', 'click'} & {*sys.modules}))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"
