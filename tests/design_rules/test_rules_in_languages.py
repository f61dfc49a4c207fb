"""Rules of design in programmes that are not English: what they read, and what they say of what they cannot read."""

import pytest
from test_design_rules import audited, stock  # noqa: F401 - a fixture

from mentorkit.brand.branding import Branding
from mentorkit.core.problems import Severity
from mentorkit.guides.library import Library

Stock = tuple[Branding, Library]
UNREAD = "this rule goes by words, and nobody has listed any in the language of this programme (pl)"


@pytest.mark.parametrize(
    ("own", "rule", "message"),
    [
        (
            "need: {statement: Lønnen er for lav og folk siger op.}",
            "PUR04",
            'the need reads as a fix for something that mentoring cannot mend: "lønnen", "siger op"',
        ),
        ("eligibility: {criteria: [Vores toptalenter]}", "SEL02", 'places are for the best only: "toptalenter"'),
        (
            "matching: {applications: [{id: team, ask: Hvilken aldersgruppe?, shown: yes}]}",
            "MAT07",
            '"team" is compared, and reads as if it were under special protection: "aldersgruppe"',
        ),
        (
            "evaluation: {groups: none, statement: Vi opgør svarene pr. afdeling.}\nmatching: {method: by hand}",
            "EVL12",
            'results are promised "pr. afdeling", and nobody is asked for it',
        ),
    ],
)
def test_a_rule_reads_the_language_of_the_programme(stock: Stock, own: str, rule: str, message: str) -> None:  # noqa: F811
    found = audited(stock, f"language: da\n{own}\n").open
    assert [(one.rule, one.message) for one in found] == [(rule, message)]


def test_a_rule_says_where_it_cannot_read(stock: Stock) -> None:  # noqa: F811
    found = audited(stock, "language: pl\n").open
    assert {one.message for one in found} == {UNREAD}
    assert {one.severity for one in found} == {Severity.NOTE}
    assert sorted({one.rule for one in found}) == ["EVL11", "MAT07", "PUR04", "SEL02"]


def test_promises_that_nobody_can_read_are_told_where_no_group_is_asked(stock: Stock) -> None:  # noqa: F811
    own = "language: pl\nevaluation: {groups: none, statement: Wyniki podajemy dla oddziałów.}\nmatching: {method: by hand}\n"
    assert [one.message for one in audited(stock, own).open if one.rule == "EVL12"] == [UNREAD]


def test_a_rule_that_misses_words_does_not_miss_those_it_cannot_read(stock: Stock) -> None:  # noqa: F811
    own = "language: LANGUAGE\nevents: {change: {foundations: {module: none, what: Szkolenie}}}\n"
    said = {
        language: [one.message for one in audited(stock, own.replace("LANGUAGE", language)).open if one.rule == "TRN03"]
        for language in ("da", "pl")
    }
    assert said == {"da": ["mentors hear nothing about power, or about a manager's part and theirs"], "pl": [UNREAD]}
