"""What people write into the column of decisions."""

import pytest

from mentorkit.personal.decisions import Decision, decision


@pytest.mark.parametrize(
    ("meant", "written"),
    [
        (Decision.MATCHED, ("", "yes", "Yes!", "OK", "agreed by both", "approved 3 March", "✓", "x", "Ja, gern", "sí")),
        (Decision.DECLINED, ("no", "No.", "no, too far", "N", "rejected by Ada", "not matched", "✗", "❌", "nein", "Non – trop loin", "НЕТ")),
        (Decision.OPEN, ("pending", "Open", "TBD", "?", "maybe later", "proposed")),
        (Decision.UNCLEAR, ("no objections", "both are asked", "see mail", "3 March", "-", "10")),
    ],
)  # fmt: skip
def test_a_decision_is_known_by_its_first_word(meant: Decision, written: tuple[str, ...]) -> None:
    assert [(one, decision(one)) for one in written] == [(one, meant) for one in written]
