"""Tables of people: what is read from them, and in which words each mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SMALL, begun

from mentorkit.checking.report_text import problem_lines
from mentorkit.core.problems import BuildFailed
from mentorkit.personal.participant_words import group_label
from mentorkit.personal.participants import Participant, read_participants
from mentorkit.toolkit import Toolkit

PROGRAM = (
    SMALL
    + """\
wording: {mentor: Guide, mentee: Explorer}
events:
  - what: Launch
    for: mentees
    groups:
      - {name: Morning, date: 2027-02-02, at: "09:00"}
      - {date: 2027-02-03, at: "18:00"}
  - {what: Fair, for: mentors, date: 2027-03-01}
"""
)


@pytest.fixture(scope="module")
def toolkit(tmp_path_factory: pytest.TempPathFactory) -> Toolkit:
    """A programme that has its own words for mentors and mentees, and groups for mentees alone."""
    return begun(tmp_path_factory.mktemp("tables"), PROGRAM).job().toolkit


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Toolkit:
    """A programme with two groups for everybody and no words of its own."""
    program = PROGRAM.replace("    for: mentees\n", "").replace("- {date", "- {name: Evening, date")
    without = [line for line in program.splitlines() if not line.startswith("wording")]
    return begun(tmp_path_factory.mktemp("plain"), "\n".join(without)).job().toolkit


def read(toolkit: Toolkit, folder: Path, table: str | bytes) -> tuple[list[Participant], list[str]]:
    """Who is read from a table, and what is said about it, a problem and its hint in one line."""
    path = folder / "people.csv"
    path.write_bytes(table if isinstance(table, bytes) else table.encode())
    try:
        people, problems = read_participants(path, toolkit)
    except BuildFailed as failed:
        people, problems = (), failed.problems
    lines = ["".join(problem_lines(one)).replace("    ", " -> ") for one in problems]
    return [*people], [line.removeprefix(f"{folder}/people.csv").lstrip(": ") for line in lines]


def mentee(line: int, name: str, partner: str = "", *groups: str) -> Participant:
    return Participant(line, "mentee", name, partner, groups)


def mentor(line: int, name: str, partner: str = "") -> Participant:
    return Participant(line, "mentor", name, partner, ())


def test_wrong_rows_are_told_by_their_lines_and_the_others_read(plain: Toolkit, tmp_path: Path) -> None:
    table = f"""\
role,name,partner,group,colour
,Ada,,
mentees,Ada,,
mentee,Ada,,Evenings
mentee,{"A" * 101},,
mentee,Ada\u202e,,
mentee,Nowak, Ada,,,x

mentee,"Nowak,
 Ada ",Zoe\u0308,morning | EVENING
mentor,Ada,Bob
mentee,Ada,Bob
mentee,ADA ,bob
mentee,=A2,-
Mentee,Mentor,Bob
Ida,mentee,
mentor,Bob,Eve
"""
    people, said = read(plain, tmp_path, table)
    assert people == [
        Participant(9, "mentee", "Nowak, Ada", "Zoë", ("Morning", "Evening")),
        Participant(11, "mentor", "Ada", "Bob", ()),
        Participant(12, "mentee", "Ada", "Bob", ()),
        Participant(15, "mentee", "Mentor", "Bob", ()),
        Participant(17, "mentor", "Bob", "Eve", ()),
    ]
    assert said == [
        '1  warning  the column "colour" is not used  [table] -> known here: group, language, name, partner, role, time zone',
        "2  error  this row has no role  [unknown-role] -> known here: mentee, mentor",
        '3  error  there is no workbook for the role "mentees"  [unknown-role] -> did you mean "mentee"?',
        '4  error  there is no group "Evenings"  [unknown-group] -> did you mean "Evening"?',
        "5  error  the name has 101 letters, and there is room for 100  [too-long] -> write it shorter",
        "6  error  there is an invisible character in the name (U+202E)  [invisible-character] -> delete it; it came in by copying",
        "7  error  this row has more cells than the first line  [table] -> put what holds a comma into quotation marks",
        '13  error  "ADA" stands in line 12 already  [duplicate-person] -> delete one of the two, or add to one name what tells them apart',
        '14  error  "=A2" is no name  [no-name] -> write the name, not a formula or a sign',
        '14  error  "-" is no name  [no-name] -> write the name, not a formula or a sign; leave it empty if there is none',
        '16  error  there is no workbook for the role "Ida"  [unknown-role] -> have the headings of role and name changed places?',
        '9  warning  the partner "Zoë" has no row as mentor  [unpaired] -> check how it is written, or add a row, unless they need no copy',
        '11  warning  the partner "Bob" has no row as mentee  [unpaired] -> check how it is written, or add a row, unless they need no copy',
        '12  warning  "Bob" stands in line 17 without "Ada" as the partner  [unpaired] -> write each as the partner of the other, so that both books say the same',
        '15  warning  "Bob" stands in line 17 without "Mentor" as the partner  [unpaired] -> write each as the partner of the other, so that both books say the same',
        '17  warning  the partner "Eve" has no row as mentee  [unpaired] -> check how it is written, or add a row, unless they need no copy',
    ]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("", '1  error  the first line of the table does not name the columns "role" and "name"  [table] -> begin it with: role,name,partner,group; or fill in the table of matches, matching.csv'),
        ("role,name\n", "1  error  nobody stands in this table  [table] -> write a line for each person below the first"),
        (b"PK\x03\x04\x14", "error  this is a spreadsheet's own file, and not a CSV file  [table] -> save the table as “CSV UTF-8”, as spreadsheets call it"),
        ("First Name,Surname,job title\n", '1  error  the first line of the table does not name the columns "role" and "name"  [table] -> put first and last name into one column called name, and say in a column called role who is mentor and who is mentee'),
        ("role,nme\n", '1  error  the first line of the table does not name the column "name"  [table] -> begin it with: role,name,partner,group; or fill in the table of matches, matching.csv'),
        ("role,name,Name\n", '1  error  two columns are called "name"  [table] -> give one of them another name'),
        (b"role,name\nmentee,Z\xf6e\n", "2  error  this line is not written in UTF-8  [unreadable-bytes] -> save the table as “CSV UTF-8”, as spreadsheets call it"),
        ('role,name\nmentee,"Ada\n', "2  error  this cannot be read as a table: unexpected end of data  [table] -> look for a quotation mark too many"),
    ],
)  # fmt: skip
def test_what_is_no_table_of_people_is_told(table: str | bytes, message: str, plain: Toolkit, tmp_path: Path) -> None:
    assert read(plain, tmp_path, table) == ([], [message])


def test_tables_of_every_spreadsheet_are_read(plain: Toolkit, tmp_path: Path) -> None:
    for table in (
        "role,name\nmentee,Zoë\n".encode("utf-8-sig"),
        "role;name\r\nmentee;Zoë\r\n".encode(),
        "role\tname\nmentee\tZoë\n".encode("utf-16"),
    ):
        assert read(plain, tmp_path, table) == ([Participant(2, "mentee", "Zoë", "", ())], [])


def test_groups_are_called_by_their_names_or_numbers(toolkit: Toolkit) -> None:
    assert [[group_label(one) for one in event.occurrences] for event in toolkit.events] == [["Morning", "2"], [""]]


def test_roles_are_written_in_ones_own_words_or_the_programmes(toolkit: Toolkit, tmp_path: Path) -> None:
    table = "role,name\nguide,Ada\nMENTOR,Bob\nexplorer,Eve\nMentee,Ida\n"
    assert read(toolkit, tmp_path, table) == (
        [mentor(2, "Ada"), mentor(3, "Bob"), mentee(4, "Eve"), mentee(5, "Ida")],
        [],
    )


def test_columns_stand_in_any_order_and_those_that_only_others_need_are_passed_over(
    toolkit: Toolkit, tmp_path: Path
) -> None:
    table = "\n\nE-Mail;;Name;Group;email;ROLE;\nada@a.example;x, y;  Ada   Nowak ;morning| 2 |MORNING|;b;mentee;\n"
    assert read(toolkit, tmp_path, table) == ([mentee(4, "Ada Nowak", "", "Morning", "2")], [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_table_in_utf_16_is_read_in_either_order(toolkit: Toolkit, tmp_path: Path, encoding: str) -> None:
    assert read(toolkit, tmp_path, "\ufeffrole\tname\nmentee\tZoë\n".encode(encoding)) == ([mentee(2, "Zoë")], [])


def test_pairs_that_name_each_other_are_in_order(toolkit: Toolkit, tmp_path: Path) -> None:
    table = (
        "role,name,partner\nmentee,Ada,Bob\nmentor,Bob,Ada\nmentee,Eve,BOB\nmentor,bob,EVE\nmentee,Ida,\nmentor,Ada,\n"
    )
    people, said = read(toolkit, tmp_path, table)
    assert said == []
    assert people == [
        mentee(2, "Ada", "Bob"),
        mentor(3, "Bob", "Ada"),
        mentee(4, "Eve", "BOB"),
        mentor(5, "bob", "EVE"),
        mentee(6, "Ida"),
        mentor(7, "Ada"),
    ]


def test_where_one_role_alone_gets_copies_nobody_asks_for_the_others(toolkit: Toolkit, tmp_path: Path) -> None:
    for role in ("mentee", "mentor"):
        people, said = read(toolkit, tmp_path, f"role,name,partner\n{role},Ada,Bob\n{role},Eve,Ida\n")
        assert ([one.partner for one in people], said) == (["Bob", "Ida"], [])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("mentee,+1,", '"+1" is no name  [no-name] -> write the name, not a formula or a sign'),
        ("mentee,@Ada,", '"@Ada" is no name  [no-name] -> write the name, not a formula or a sign'),
        ("mentee,#N/A,", '"#N/A" is no name  [no-name] -> write the name, not a formula or a sign'),
        ("mentee,＝1+1,", '"＝1+1" is no name  [no-name] -> write the name, not a formula or a sign'),
        ("mentee,n/a,", '"n/a" is no name  [no-name] -> write the name, not a formula or a sign'),
        ("mentee,007,", '"007" is no name  [no-name] -> write the name, not a formula or a sign'),
        (
            "mentee,Ada,=B2",
            '"=B2" is no name  [no-name] -> write the name, not a formula or a sign; leave it empty if there is none',
        ),
        ("mentee,  ,Bob", "this row has no name  [no-name] -> write the name, or delete the row"),
        (
            f"mentee,Ada,{'B' * 102}",
            "the partner has 102 letters, and there is room for 100  [too-long] -> write it shorter",
        ),
        (
            "mentee,Ada,B\u202dob",
            "there is an invisible character in the partner (U+202D)  [invisible-character] -> delete it; it came in by copying",
        ),
        ("mentee,Ada,,Evening", 'there is no group "Evening"  [unknown-group] -> known here: 2, Morning'),
        ("mentee,Ada,,morning | Mornin", 'there is no group "Mornin"  [unknown-group] -> did you mean "Morning"?'),
        (
            "mentor,Ada,,Morning",
            'there is no group "Morning"  [unknown-group] -> leave the column empty: no event for this role has groups',
        ),
        (
            "mentor,Ada,,,x",
            "this row has more cells than the first line  [table] -> put what holds a comma into quotation marks",
        ),
        (
            "Ada,guide,",
            'there is no workbook for the role "Ada"  [unknown-role] -> have the headings of role and name changed places?',
        ),
        ("guides,Ada,", 'there is no workbook for the role "guides"  [unknown-role] -> known here: mentee, mentor'),
        (",Ada,,Noon", "this row has no role  [unknown-role] -> known here: mentee, mentor"),
    ],
)
def test_a_wrong_row_is_told_and_left_out(toolkit: Toolkit, tmp_path: Path, row: str, said: str) -> None:
    table = f"role,name,partner,group\n{row}\nmentee,{'Z' * 100},,,\n"
    assert read(toolkit, tmp_path, table) == ([mentee(3, "Z" * 100)], [f"2  error  {said}"])


def test_one_stands_once_in_each_role_with_each_partner(toolkit: Toolkit, tmp_path: Path) -> None:
    rows = ("mentee,Ada,Bob", "mentor,Ada,Bob", "mentee,Ada,Eve", "mentee,Ada,", "mentee,ada,eve", "mentee,Ada,eve")
    people, said = read(toolkit, tmp_path, "\n".join(("role,name,partner", *rows)))
    assert [one.line for one in people] == [2, 3, 4, 5]
    hint = "delete one of the two, or add to one name what tells them apart"
    assert [one for one in said if "  error  " in one] == [
        f'6  error  "ada" stands in line 4 already  [duplicate-person] -> {hint}',
        f'7  error  "Ada" stands in line 4 already  [duplicate-person] -> {hint}',
    ]


UNUSED = '1  warning  the column "nme" is not used  [table] -> did you mean "name"?'
NOBODY = "1  error  nobody stands in this table  [table] -> write a line for each person below the first"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("role,name,nme\n,,\n", [UNUSED, NOBODY]),
        (
            'role,name,nme\nmentee,Ada,\nmentee,"Bob,\n',
            [
                UNUSED,
                "3  error  this cannot be read as a table: unexpected end of data  [table] -> look for a quotation mark too many",
            ],
        ),
        (
            b"\xd0\xcf\x11\xe0old",
            [
                "error  this is a spreadsheet's own file, and not a CSV file  [table] -> save the table as “CSV UTF-8”, as spreadsheets call it"
            ],
        ),
        (
            b"role,name\nmentee,Ada\nmentee,Bob\nmentee,Z\xf6e\nmentee,Z\xf6e\n",
            [
                "4  error  this line is not written in UTF-8  [unreadable-bytes] -> save the table as “CSV UTF-8”, as spreadsheets call it"
            ],
        ),
    ],
)
def test_a_table_that_cannot_be_read_is_told_with_what_was_seen_before(
    toolkit: Toolkit, tmp_path: Path, table: str | bytes, said: list[str]
) -> None:
    assert read(toolkit, tmp_path, table) == ([], said)


def test_a_wrong_row_is_somebody_all_the_same(toolkit: Toolkit, tmp_path: Path) -> None:
    assert read(toolkit, tmp_path, "role,name\nmentee,\n") == (
        [],
        ["2  error  this row has no name  [no-name] -> write the name, or delete the row"],
    )


def refusal(toolkit: Toolkit, path: Path) -> str:
    """In which words a file is refused, after its name."""
    with pytest.raises(BuildFailed) as failed:
        read_participants(path, toolkit)
    (problem,) = failed.value.problems
    return " -> ".join(line.strip() for line in problem_lines(problem)).removeprefix(f"{path}  error  ")


def test_a_file_that_is_no_table_is_told(toolkit: Toolkit, tmp_path: Path) -> None:
    assert (
        refusal(toolkit, tmp_path / "gone.csv") == "there is no such file  [no-such-file] -> check its name and folder"
    )
    assert refusal(toolkit, tmp_path).startswith("this is a folder")
    big = tmp_path / "big.csv"
    with big.open("wb") as file:
        file.truncate(62_345_678)
    assert refusal(toolkit, big) == (
        "this file is too large to be a table of people (62.3 MB)  [huge-file] -> a table may have up to 50 MB; split it"
    )


@pytest.mark.parametrize(
    "table",
    [
        "sep=;\nrole;name\nmentee;Nowak, Ada\n",
        '"sep=;"\r\nrole;name\r\nmentee;Nowak, Ada\r\n',
        "\ufeffSEP=;\nRole; NAME \nmentee;Nowak, Ada\n;\n;\n",
        "sep=\t\nrole\tname\nmentee\tNowak, Ada\n",
        'sep=,;;\nrole,name\nmentee,"Nowak, Ada"\n',
        "sep=|\nrole|name\nmentee|Nowak, Ada\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_line_that_says_what_stands_between_cells_is_read(
    plain: Toolkit, tmp_path: Path, table: str, encoding: str
) -> None:
    text = table if encoding == "utf-8" else table.removeprefix("\ufeff")
    assert read(plain, tmp_path, text.encode(encoding)) == ([mentee(3, "Nowak, Ada")], [])


def test_what_is_only_doubtful_is_told_and_leaves_nobody_out(plain: Toolkit, tmp_path: Path) -> None:
    people, said = read(plain, tmp_path, "role,name,time zone\nmentee,Ada,\nmentee,Bo,EST\n")
    assert [person.name for person in people] == ["Ada", "Bo"]
    assert len(said) == 1
    assert "warning" in said[0]
