"""What can be wrong with applications: said once for each kind of mistake, and never with what somebody wrote."""

from __future__ import annotations

from mentorkit.answers.row_mistakes import Told
from mentorkit.core.problems import Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_DECIDE = "open columns.yml in the folder of applications and say there who is meant, or `leave out`; or mend the cell"

NO_NAME: Told = (
    "no-name", "this row has no name", "write the name, or delete the row; where another column holds it, say in columns.yml `name` of that column", _ERROR,
)  # fmt: skip
IS_NO_NAME: Told = (
    "no-name", "what stands for a name here is none: a formula, a sign, or a word for nobody", "write the name", _ERROR,
)  # fmt: skip
LONG_NAME: Told = ("too-long", "the name of this row has more than 100 letters", "write it shorter", _ERROR)
HIDDEN_IN_NAME: Told = (
    "invisible-character", "there is an invisible character in the name of this row", "type the name again; the character came in by copying", _ERROR,
)  # fmt: skip
NO_ADDRESS: Told = (
    "no-address", "this cell is no e-mail address", "write it as name@organisation.example; until then the name tells who it is", _WARNING,
)  # fmt: skip
NO_ROLE: Told = (
    "no-role", "nothing says whether this row is a mentor's or a mentee's",
    "fill in the column Role with mentor, mentee or both; or put each role into a file of its own, mentors.csv and mentees.csv; "
    "or say in columns.yml `role: mentor`", _ERROR,
)  # fmt: skip
NO_ZONE: Told = (
    "time-zone", "this cell names no time zone", "write it as Europe/London, or say in columns.yml what it means; until then the programme's clock counts", _WARNING,
)  # fmt: skip
MUST_UNANSWERED: Told = (
    "no-answer", "this row has no answer that a must compares, and so nobody can be found for it", "fill in the cell", _WARNING,
)  # fmt: skip
FEWER_PLACES: Told = (
    "capacity", "this mentor offers more places than the definition allows, which counts", "change `mentees_per_mentor` in the definition if they may take them", _NOTE,
)  # fmt: skip
ONESELF: Told = (
    "oneself",
    "somebody is named here in their own row, which counts for nothing",
    "look whether another person is meant",
    _NOTE,
)
SEVERAL_MANAGERS: Told = (
    "several-names", "this cell names several people, and one is meant",
    "write one; put the others into the column “Anyone I should not be matched with”", _ERROR,
)  # fmt: skip
OTHER_MANAGER: Told = (
    "two-managers", "this person names another manager in another row", "write the same into both, or leave one of the cells empty", _ERROR,
)  # fmt: skip
VETO_OPEN: Told = ("unknown-person", "it cannot be told whom this cell asks not to be matched with", _DECIDE, _ERROR)
MANAGER_OPEN: Told = ("unknown-person", "this cell may name one of the applicants, or somebody else", _DECIDE, _ERROR)
MANAGER_NAMESAKE: Told = (
    "same-name", "this cell names somebody with the family name of an applicant, who is taken for another person",
    "if it is the applicant, write the name as in their own row, or the e-mail address", _WARNING,
)  # fmt: skip
EARLIER_OPEN: Told = MANAGER_OPEN
EARLIER_UNKNOWN: Told = (*MANAGER_OPEN[:2], f"{_DECIDE}; until then it counts for nothing", _WARNING)
CHOICE_OPEN: Told = (
    "unknown-person",
    "this cell names nobody who applied, or several, and counts as no choice",
    _DECIDE,
    _WARNING,
)
SAME_ROW: Told = ("twice", "this row says the same as another, and counts once", "nothing needs to be done", _NOTE)
CORRECTED: Told = (
    "twice", "this row was left out: the same person applied again further below, which counts",
    "if they are two people, give each an address of their own", _WARNING,
)  # fmt: skip
TWO_FILES: Told = (
    "twice", "this person applied in the same role in another file too, with other answers", "delete one of the two rows", _ERROR,
)  # fmt: skip
NAMESAKES: Told = (
    "twice", "two rows of this role have this name, and no address tells whether they are one person",
    "delete one of them, or write an e-mail address into each", _ERROR,
)  # fmt: skip
ADDRESS_ELSEWHERE: Told = (
    "same-name", "this name stands in another row with an e-mail address, and here without", "write the address here too, or another name if it is somebody else", _ERROR,
)  # fmt: skip
TWO_ADDRESSES: Told = (
    "same-name", "this name stands in another row with another e-mail address: they are taken for two people",
    "if it is one person, write the same address into both rows", _WARNING,
)  # fmt: skip
