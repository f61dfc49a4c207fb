"""What is typed into the studio's forms is written where it is meant, and what cannot be read back is told beside its field."""

from __future__ import annotations

import json
import re

import pytest
from conftest import LEAD, Project
from studio_person import Person, changed

from mentorkit.editing.changes import ABSENT
from mentorkit.studio.form_fields import Entries, Field, FieldGroup, Kind
from mentorkit.studio.form_values import as_meant, read, shown
from mentorkit.studio.task_pages import PAGES

WRITTEN = """\
# What we agreed in March
title:   Lead   # the short name
organisation: "Acme"
starts: 2027-02-01
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation]}  # the first

need:
  statement: >-
    People leave because nobody
    has told them how it works here.
goals:
  - statement: People stay.   # more than half
    due: week 30 Friday
  - id: heard
    statement: People are heard.
"""


@pytest.fixture
def person(project: Project) -> Person:
    project.write(LEAD, WRITTEN)
    return Person.at(project)


@pytest.mark.slow
def test_saving_without_a_change_changes_nothing(person: Person) -> None:
    for page in (one.name for one in PAGES if one.parts and one.file == "definition"):
        assert person.posts(page).status_code == 303, page
        assert person.text == WRITTEN, page
    for entry in ("purpose/goals/~0", "purpose/goals/heard", "sessions/sessions/1"):
        assert person.posts(entry).status_code == 303
        assert person.text == WRITTEN, entry


def test_an_answer_changes_its_line_alone(person: Person) -> None:
    answer = person.posts("basics", title="Leading on", cohort="Spring: 2027")
    assert (answer.status_code, answer.headers["location"]) == (303, "/p/acme/lead/basics")
    assert changed(WRITTEN, person.text) == [
        "-title:   Lead   # the short name",
        "+title:   Leading on   # the short name",
        '+cohort: "Spring: 2027"',
    ]


def test_an_entry_is_changed_in_place(person: Person) -> None:
    person.posts("purpose/goals/~0", **{"goals.~0.statement": "Most people stay."})
    assert changed(WRITTEN, person.text) == [
        "-  - statement: People stay.   # more than half",
        "+  - statement: Most people stay.   # more than half",
    ]


@pytest.mark.slow
def test_the_script_is_told_what_became_of_an_answer(person: Person) -> None:
    seen = person.seen("basics")
    saved = person.posts("basics", script=True, seen=seen, only="title", title="Leading on").json()
    assert saved["fields"] == {"title": {"state": "saved", "was": '"Leading on"', "message": "", "hint": ""}}
    assert saved["digest"] == person.client.get("/p/acme/lead/-/state").json()["digest"]
    same = person.posts("basics", script=True, only="title").json()
    assert same["fields"]["title"]["state"] == "same"


@pytest.mark.slow
def test_what_cannot_be_read_back_is_told_beside_its_field_and_not_saved(person: Person) -> None:
    answer = person.posts("basics", title="", contact="nowhere at all", cohort="Spring")
    assert answer.status_code == 422
    assert changed(WRITTEN, person.text) == ["+cohort: Spring"], "the rest is saved"
    assert "2 answers are not saved" in answer.text
    assert "This is needed: nothing can be made without it" in answer.text
    assert "&#34;nowhere at all&#34; is not a link" in answer.text
    assert 'value="nowhere at all"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    again = person.page("basics")
    assert 'value="nowhere at all"' in again, "a draft of it is kept"
    person.posts("basics", title="Lead", contact="https://intranet.example/lead")
    assert changed(WRITTEN, person.text) == ["+cohort: Spring", "+contact: https://intranet.example/lead"]
    assert "nowhere at all" not in person.page("basics")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a\u202eb", "There is an invisible character in it, which came in by copying"),
        ("x" * 500, "“Name of the programme” is longer than 400 characters"),
        ("\ufffe", "This cannot be written into the file"),
    ],
)
def test_what_is_wrong_is_said_without_a_word_of_files(person: Person, typed: str, said: str) -> None:
    note = person.posts("basics", script=True, only="title", title=typed).json()["fields"]["title"]
    assert (note["state"], note["message"]) == ("wrong", said)
    assert "line" not in note["hint"]
    assert person.text == WRITTEN


@pytest.mark.slow
def test_drafts_lie_in_the_cache_and_go_when_they_are_saved(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MENTORKIT_CACHE")
    person.posts("basics", contact="nowhere at all")
    (file,) = (person.project.root / ".cache/mentorkit/studio/drafts").rglob("acme/lead.json")
    assert json.loads(file.read_text("utf-8"))["contact"]["inputs"] == {"": ["nowhere at all"]}
    person.posts("basics", contact="")
    assert not file.exists()
    file.write_text("{broken", "utf-8")
    assert "nowhere at all" not in person.page("basics"), "a broken file of drafts is as good as none"


@pytest.mark.slow
def test_changes_of_others_are_kept_beside_ours(person: Person) -> None:
    seen = person.seen("basics")
    person.project.write(LEAD, WRITTEN.replace('"Acme"', '"Acme Works"'))
    person.posts("basics", seen=seen, title="Leading on")
    assert changed(WRITTEN, person.text) == [
        "-title:   Lead   # the short name",
        '-organisation: "Acme"',
        "+title:   Leading on   # the short name",
        '+organisation: "Acme Works"',
    ]


@pytest.mark.slow
def test_two_answers_to_one_question_are_both_shown(person: Person) -> None:
    seen = person.seen("basics")
    theirs = WRITTEN.replace("Lead   #", "Leadership   #")
    person.project.write(LEAD, theirs)
    answer = person.posts("basics", seen=seen, title="Leading on")
    assert answer.status_code == 422
    assert person.text == theirs
    assert "there it now says “Leadership”" in answer.text
    assert 'value="Leading on"' in answer.text
    assert person.posts("basics", do="discard:title").status_code == 303
    assert 'value="Leadership"' in person.page("basics"), "whoever has seen both may take theirs"
    assert person.text == theirs
    person.posts("basics", title="Leading on")
    assert "title:   Leading on   # the short name" in person.text, "or write their own"


def test_an_entry_with_another_name_is_shown_by_it(person: Person) -> None:
    told = person.posts("purpose/goals/heard", script=True, only="goals.heard.id", **{"goals.heard.id": "listened-to"})
    assert told.json()["address"] == "/p/acme/lead/purpose/goals/listened-to"
    assert changed(WRITTEN, person.text) == ["-  - id: heard", "+  - id: listened-to"]
    typed = {"goals.listened-to.id": "heard", "goals.listened-to.statement": "All are heard."}
    answer = person.posts("purpose/goals/listened-to", **typed)
    assert answer.headers["location"] == "/p/acme/lead/purpose/goals/heard"
    assert changed(WRITTEN, person.text) == ["-    statement: People are heard.", "+    statement: All are heard."]


@pytest.mark.slow
def test_entries_are_added_moved_and_removed(person: Person) -> None:
    answer = person.posts("purpose", do="add:goals")
    assert answer.headers["location"] == "/p/acme/lead/purpose/goals/goal-1"
    assert changed(WRITTEN, person.text)[0] == "+  - id: goal-1"
    page = person.page("purpose")
    button = page.split('value="up:goals:goal-1:')[1].split('"')[0]
    person.posts("purpose", do=f"up:goals:goal-1:{button}")
    order = [person.text.index(word) for word in ("People stay", "goal-1", "id: heard")]
    assert order == sorted(order)
    person.posts("purpose", do=f"remove:goals:goal-1:{button}")
    assert person.text == WRITTEN


def test_a_button_never_means_another_entry(person: Person) -> None:
    button = person.page("purpose").split('value="remove:goals:#0:')[1].split('"')[0]
    person.project.write(
        LEAD,
        WRITTEN.replace(
            "  - statement: People stay.   # more than half\n    due: week 30 Friday\n", "  - statement: Another one.\n"
        ),
    )
    before = person.text
    assert person.posts("purpose", do=f"remove:goals:#0:{button}").status_code == 409
    assert person.text == before


@pytest.mark.slow
@pytest.mark.parametrize(
    "do",
    [
        "add:nothing",
        "add:need",
        "remove:goals:~9:x",
        "remove:goals",
        "up::",
        "again:nothing",
        "again:goals",
        "add:",
        "nonsense",
    ],
)
def test_buttons_that_no_page_has_do_nothing(person: Person, do: str) -> None:
    assert person.posts("purpose", do=do).status_code in (303, 400, 409)
    assert person.text == WRITTEN


@pytest.mark.slow
def test_nothing_but_the_fields_of_a_page_is_written(person: Person) -> None:
    person.posts(
        "basics",
        status="nonsense",
        **{"was:starts": '"2027-02-01"', "starts": "1999-01-01", "was:sessions": "", "sessions": "none"},
    )
    assert person.text == WRITTEN
    for broken in ("{", "[1", "null", "7", '{"a": 1}'):
        person.posts("basics", **{"was:title": broken, "title": "Lead"})
        assert person.text == WRITTEN


@pytest.mark.slow
def test_what_was_saved_is_undone_and_done_again(person: Person) -> None:
    person.posts("basics", title="Leading on")
    assert "data-undo-what>: " in person.page("basics")
    back = {"seen": {}, "back": "/p/acme/lead/basics"}
    assert person.posts("-/undo", **back).headers["location"] == "/p/acme/lead/basics"
    assert person.text == WRITTEN
    person.posts("-/undo", do="redo", **back)
    assert changed(WRITTEN, person.text) == [
        "-title:   Lead   # the short name",
        "+title:   Leading on   # the short name",
    ]
    person.posts("-/undo", **back)
    person.project.write(LEAD, WRITTEN.replace("Lead ", "Leads "))
    assert person.posts("-/undo", **back).status_code == 409
    assert person.posts("-/undo", seen={}, back="//evil.example").status_code in (400, 409)


@pytest.mark.slow
def test_what_is_taken_over_is_shown_with_its_origin_and_can_be_had_again(sound: Project) -> None:
    person = Person.at(sound)
    before = person.text
    assert "From the archetype “Sound”" in person.page("purpose")
    person.posts("purpose", **{"need.statement": "Nobody knows anybody."})
    assert changed(before, person.text) == ["+need:", "+  statement: Nobody knows anybody."]
    assert 'value="again:need.statement"' in person.page("purpose")
    person.posts("purpose", do="again:need.statement")
    assert person.text == before


VALUES = [
    (Field((), "", Kind.LINE), "Spring", {"": ("Spring",)}),
    (Field((), "", Kind.LINE), ABSENT, {"": ("",)}),
    (Field((), "", Kind.LINE), "TO FILL IN (when)", {"": ("",)}),
    (Field((), "", Kind.LINE), ["a"], None),
    (Field((), "", Kind.TEXT), "One.\n\nTwo.", {"": ("One.\n\nTwo.",)}),
    (Field((), "", Kind.LINES), ["One", "Two"], {"": ("One\nTwo",)}),
    (Field((), "", Kind.LINES), "One", {"": ("One",)}),
    (Field((), "", Kind.LINES, entry="text"), ["One", {"text": "Two", "id": "b"}], {"": ("One\nTwo",)}),
    (Field((), "", Kind.LINES), [{"text": "Two"}], None),
    (Field((), "", Kind.TEXTS), ["One.", "Two\nlines."], {"": ("One.\n\nTwo\nlines.",)}),
    (Field((), "", Kind.TEXTS), ["One.\n\nWith two paragraphs."], None),
    (Field((), "", Kind.YES_NO), "off", {"": ("no",)}),
    (Field((), "", Kind.YES_NO), "perhaps", None),
    (Field((), "", Kind.CHOICE, options=(("a", "A"),)), "a", {"": ("a",)}),
    (Field((), "", Kind.CHOICE, options=(("a", "A"),)), "b", None),
    (Field((), "", Kind.DAY), "2027-02-01", {"": ("2027-02-01",)}),
    (Field((), "", Kind.DAY, weeks=True), "2027-02-01", {"how": ("date",), "date": ("2027-02-01",), "week": ("",), "day": ("",)}),
    (Field((), "", Kind.DAY, weeks=True), "week -6 Fri", {"how": ("week",), "date": ("",), "week": ("-6",), "day": ("friday",)}),
    (Field((), "", Kind.DAY, weeks=True), ABSENT, {"how": ("open",), "date": ("",), "week": ("",), "day": ("",)}),
    (Field((), "", Kind.DAY, weeks=True), "soon", None),
    (Field((), "", Kind.MOMENT), {"week": "3", "day": "Thu"}, {"how": ("week",), "date": ("",), "week": ("3",), "day": ("thursday",)}),
    (Field((), "", Kind.MOMENT), {"what": "Launch"}, {"how": ("open",), "date": ("",), "week": ("",), "day": ("",)}),
    (Field((), "", Kind.ROLES), "pairs", {"": ("mentor", "mentee")}),
    (Field((), "", Kind.ROLES), ["mentees", "HR"], {"": ("mentee", "hr")}),
    (Field((), "", Kind.ROLES), ["hr", "safe contacts"], {"": ("hr", "safe-contact")}),
    (Field((), "", Kind.ROLES), ["bosses"], None),
    (Field((), "", Kind.GUIDES), "feedback", {"": ("feedback",)}),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value", "inputs"), VALUES)
def test_values_are_shown_as_people_type_them(field: Field, value: object, inputs: object) -> None:
    assert shown(field, value) == inputs


TYPED = [
    (Field((), "", Kind.LINE), {"": ("  One\r\ntwo ",)}, "One two"),
    (Field((), "", Kind.TEXT), {"": ("One\r\n\r\ntwo\r\n",)}, "One\n\ntwo"),
    (Field((), "", Kind.LINES), {"": ("One\r\n\r\n Two \r\n",)}, ["One", "Two"]),
    (Field((), "", Kind.LINES), {"": (" \n",)}, ABSENT),
    (Field((), "", Kind.TEXTS), {"": ("One\nand a half\n\n\nTwo",)}, ["One\nand a half", "Two"]),
    (Field((), "", Kind.YES_NO), {"": ("no",)}, "no"),
    (Field((), "", Kind.DAY, weeks=True), {"how": ("week",), "week": ("12",), "day": ("",)}, "week 12"),
    (Field((), "", Kind.DAY, weeks=True), {"how": ("week",), "week": ("12",), "day": ("friday",)}, "week 12 Friday"),
    (Field((), "", Kind.DAY, weeks=True), {"how": ("open",), "date": ("2027-02-01",)}, ABSENT),
    (Field((), "", Kind.MOMENT), {"how": ("date",), "date": ("2027-02-01",), "week": ("3",)}, {"date": "2027-02-01", "week": ABSENT, "day": ABSENT}),
    (Field((), "", Kind.ROLES), {"": ("mentor", "mentee", "manager", "sponsor", "facilitator", "hr", "safe-contact")}, "everyone"),
    (Field((), "", Kind.ROLES), {"": ("hr", "mentor")}, ["mentors", "hr"]),
    (Field((), "", Kind.ROLES), {"": ("hr", "safe-contact")}, ["hr", "safe contacts"]),
    (Field((), "", Kind.ROLES), {}, ABSENT),
]  # fmt: skip


@pytest.mark.parametrize(("field", "inputs", "value"), TYPED)
def test_what_is_typed_is_read_as_an_author_would_write_it(
    field: Field, inputs: dict[str, tuple[str, ...]], value: object
) -> None:
    assert read(field, inputs) == value


def test_what_no_input_shows_stays_with_its_entry() -> None:
    options = Field((), "", Kind.LINES, entry="text")
    before = ["Yes", {"text": "No", "id": "no", "same_as": "Nein"}]
    assert as_meant(options, before, ["No", "Perhaps"]) == [before[1], "Perhaps"]
    chosen = Field((), "", Kind.CHOICES)
    assert as_meant(chosen, ["screen", "print"], ["print", "screen", "booklet"]) == ["screen", "print", "booklet"]


@pytest.mark.slow
def test_help_leads_into_the_manual(person: Person) -> None:
    fields = [one for page in PAGES for one in every_field(page.parts)]
    for name in sorted({one.manual.split(".md")[0] for one in fields if one.manual}):
        page = person.client.get(f"/-/manual/{name}").text
        anchors = {one.manual.split("#")[1] for one in fields if one.manual.startswith(f"{name}.md#")}
        assert anchors <= set(re.findall(r' id="([^"]+)"', page)), name
        assert ".md" not in "".join(re.findall(r'href="(/[^"]*)"', page))
    assert person.client.get("/-/manual/../../etc/passwd").status_code == 404
    assert person.client.get("/-/manual/index").status_code in (200, 404)


def every_field(parts: tuple[object, ...]) -> list[Field]:
    """The fields among parts, those of entries too."""
    inner = [one for part in parts if isinstance(part, FieldGroup | Entries) for one in every_field(part.fields)]
    return [part for part in parts if isinstance(part, Field)] + inner
