"""Every sheet of a table: the timetable, people, goals, questionnaires with their questions, and messages."""

from __future__ import annotations

from typing import get_args

from mentorkit.definition.items import AnswerKind, Item
from mentorkit.definition.items import Level as KirkpatrickLevel
from mentorkit.definition.measures import Figure
from mentorkit.definition.people import Person, ProgrammeManager, SafeContact, Sponsor
from mentorkit.definition.program import Goal, Message
from mentorkit.definition.questionnaires import ROUNDS, Questionnaire
from mentorkit.spreadsheets.table_columns import RecordParts, RowPlace, TableColumn, TableSheet, _, on
from mentorkit.spreadsheets.timetable_sheet import TIMETABLE, WHEN

_YES_NO = ("yes", "no")
_MANY = {"facilitator": "facilitators", "expert": "experts", "speaker": "speakers"}
_ALONE = {"sponsor": "sponsor", "programme manager": "programme_manager", "safe contact": "safe_contact"}
_ROLES = (*_ALONE, "deputy", "stand-in of the safe contact", *_MANY)


def _when(kind: str, *keys: str) -> tuple[TableColumn, ...]:
    """Columns of dates for rows of another kind."""
    return tuple(
        TableColumn(one.key, one.heading, one.kind, one.note, on(one.key, kind) if one.paths else {}, one.choices, one.records, one.width, one.words)
        for one in WHEN
        if one.key in keys
    )  # fmt: skip


PEOPLE = TableSheet(
    "people",
    _("People"),
    (
        RowPlace("sponsor", ("people", "sponsor"), Sponsor, "one", "name"),
        RowPlace("programme manager", ("people", "programme_manager"), ProgrammeManager, "one", "name"),
        RowPlace("deputy", ("people", "programme_manager", "deputy"), Person, "one", "name"),
        RowPlace("safe contact", ("people", "safe_contact"), SafeContact, "one", "name"),
        RowPlace("stand-in of the safe contact", ("people", "safe_contact", "deputy"), Person, "one", "name"),
        *(RowPlace(one, ("people", name), Person, "list", "name") for one, name in _MANY.items()),
    ),
    (
        TableColumn("row", _("Part in the programme"), "structure", _("What the person does: choose from the list."), choices=_ROLES, width=20,
                    words=("role", "part", "function in the programme")),
        TableColumn("name", _("Name"), "line", "", on("name", *_ROLES), width=26, words=("name", "full name", "person", "who")),
        TableColumn("title", _("Job title"), "line", "", on("title", *_ROLES), width=34, words=("job title", "title", "position", "job", "function")),
        TableColumn("email", _("E-mail"), "line", "", on("email", *_ROLES), width=32, words=("e-mail", "email", "mail", "e-mail address", "email address")),
        TableColumn("phone", _("Telephone"), "line", "", on("phone", *_ROLES), width=18, words=("telephone", "phone", "tel", "phone number", "mobile")),
        TableColumn("link", _("Link"), "link", _("A page about the person: the whole address."), on("link", *_ROLES), width=26, words=("link", "page", "profile", "url", "linkedin")),
        TableColumn("about", _("About"), "text", _("A line or two about the person."), on("about", *_ROLES), width=44, words=("about", "bio", "biography")),
        TableColumn("hours", _("Hours a week"), "number", _("Of the programme manager."), on("hours_per_week", "programme manager"), width=12),
        TableColumn("answers", _("Answers within"), "line", _("Of the safe contact."), on("answers", "safe contact"), width=22),
        TableColumn("message", _("Message"), "text", _("What the sponsor says to participants, in their own words."), on("message", "sponsor"), width=50),
        TableColumn("actions", _("What the sponsor does"), "lines", _("What people see the sponsor do; one a line."), on("actions", "sponsor"), width=44),
        TableColumn("id", _("Id"), "line", _("What events call this person by, in place of the name."), on("id", *_ROLES), width=16, words=("id",)),
    ),
)  # fmt: skip

GOALS = TableSheet(
    "goals",
    _("Goals"),
    (RowPlace("goal", ("goals",), Goal),),
    (
        TableColumn("statement", _("Goal"), "line", _("What will be different, in one sentence."), on("statement", "goal"), width=48, words=("goal", "goals", "statement", "aim", "objective")),
        TableColumn("level", _("Level"), "choice", "", on("level", "goal"), ("participant", "programme", "organisation"), width=14, words=("level",)),
        TableColumn("indicator", _("How anybody can tell"), "line", _("What is counted or seen."), on("indicator", "goal"), width=48, words=("indicator", "measure", "kpi", "how anybody can tell")),
        TableColumn("baseline", _("Where it stands"), "line", _("The figure before the programme."), on("baseline", "goal"), width=24, words=("baseline", "today", "now")),
        TableColumn("target", _("Aimed at"), "line", _("The figure that it should become."), on("target", "goal"), width=20, words=("target", "aimed at")),
        TableColumn("due", _("By"), "day", _("The day: 2027-12-31."), on("due", "goal"), width=12, words=("due", "by", "deadline", "by when")),
        TableColumn("item", _("Measured by question"), "line", _("The id of the question that tells."), on("measure.item", "goal"), width=20),
        TableColumn("of", _("Answers of"), "choice", _("Empty where everybody’s answers count."), on("measure.of", "goal"), ("mentors", "mentees"), width=12),
        TableColumn("figure", _("Figure"), "choice", _("What is made of the answers."), on("measure.figure", "goal"), get_args(Figure), width=10),
        TableColumn("counts", _("Answers that count"), "lines", _("Options, or yes; one a line."), on("measure.counts", "goal"), width=22),
        TableColumn("at_least", _("From number"), "number", _("The smallest number that counts."), on("measure.at_least", "goal"), width=12),
        TableColumn("measure_target", _("Target figure"), "number", _("The figure that was aimed at."), on("measure.target", "goal"), width=12),
        TableColumn("outcome", _("What came of it"), "line", _("Where somebody counted it elsewhere."), on("outcome", "goal"), width=30, words=("outcome", "result")),
        TableColumn("reached", _("Reached"), "choice", _("Where no question tells."), on("reached", "goal"), ("yes", "in part", "no"), width=10, words=("reached", "achieved")),
        TableColumn("id", _("Id"), "line", _("A name that stays: questions refer to it."), on("id", "goal"), width=20, words=("id",)),
    ),
    frozen=2,
)  # fmt: skip

QUESTIONNAIRES = TableSheet(
    "questionnaires",
    _("Questionnaires"),
    (RowPlace("questionnaire", ("evaluation", "questionnaires"), Questionnaire),),
    (
        TableColumn("title", _("Title"), "line", "", on("title", "questionnaire"), width=34, words=("title", "name", "questionnaire", "survey")),
        TableColumn("when", _("Round"), "choice", _("When in the programme it is asked."), on("when", "questionnaire"), ROUNDS, width=12, words=("round", "when")),
        TableColumn("for", _("For"), "roles", _("Who answers it: mentors, mentees, pairs; several with commas."), on("for", "questionnaire"), width=18, words=("for", "audience")),
        *_when("questionnaire", "date", "until", "week", "day", "at"),
        TableColumn("link", _("Link"), "link", _("The page of the form tool where it is answered."), on("link", "questionnaire"), width=26, words=("link", "url")),
        TableColumn("low", _("Lowest number means"), "line", _("The lower end of its scale."), on("scale.low", "questionnaire"), width=18),
        TableColumn("high", _("Highest number means"), "line", _("The upper end of its scale."), on("scale.high", "questionnaire"), width=18),
        TableColumn("steps", _("Numbers of the scale"), "number", _("From 2 to 10; otherwise 5."), on("scale.steps", "questionnaire"), width=10),
        TableColumn("points", _("Numbers between"), "pairs", _("What numbers between the ends mean, one a line: 3: Partly"), on("scale.points", "questionnaire"), width=18),
        TableColumn("slip", _("Request by name"), "line", _("A request on a paper of its own, never joined to answers."), on("slip.ask", "questionnaire"), width=34),
        TableColumn("goes_to", _("Request goes to"), "line", _("Who reads that request."), on("slip.goes_to", "questionnaire"), width=22),
        TableColumn("mentors", _("Mentors invited"), "number", _("How many were asked to answer."), on("invited.mentors", "questionnaire"), width=10),
        TableColumn("mentees", _("Mentees invited"), "number", _("How many were asked to answer."), on("invited.mentees", "questionnaire"), width=10),
        TableColumn("id", _("Id"), "line", _("A name that stays: files of answers are known by it."), on("id", "questionnaire"), width=20, words=("id",)),
    ),
    frozen=2,
)  # fmt: skip

QUESTIONS = TableSheet(
    "questions",
    _("Questions"),
    (RowPlace("question", ("items",), Item, parent="questionnaire"),),
    (
        TableColumn("of", _("Questionnaire"), "structure", _("The questionnaire that asks it: its id or title."), width=18, words=("questionnaire", "survey", "form")),
        TableColumn("ask", _("Question"), "line", "", on("ask", "question"), width=60, words=("question", "ask", "text", "wording")),
        TableColumn("answer", _("Answered by"), "choice", _("The kind of answer; a scale where this is empty."), on("answer", "question"), get_args(AnswerKind), width=14, words=("answer", "answered by", "type", "kind")),
        TableColumn("options", _("Options"), "records", _("The answers to choose from, one a line."), on("options", "question"),
                    records=RecordParts("text", ("also",), frozenset({"also"})), width=34, words=("options", "choices", "answers")),
        TableColumn("other", _("Or something else"), "yes or no", _("Whether people may add an answer of their own."), on("other", "question"), _YES_NO, width=10),
        TableColumn("goal", _("Goal"), "line", _("The id of the goal that it measures."), on("goal", "question"), width=20, words=("goal",)),
        TableColumn("level", _("Level"), "choice", _("What it asks about, after Kirkpatrick."), on("level", "question"), get_args(KirkpatrickLevel), width=12, words=("level",)),
        TableColumn("mentors", _("In words for mentors"), "line", _("Where it is put to them otherwise."), on("wording.mentors", "question"), width=40),
        TableColumn("mentees", _("In words for mentees"), "line", _("Where it is put to them otherwise."), on("wording.mentees", "question"), width=40),
        TableColumn("unit", _("Number of"), "line", _("What a number counts: sessions, hours a month."), on("number.unit", "question"), width=16),
        TableColumn("least", _("At least"), "number", _("The smallest number that may be answered."), on("number.least", "question"), width=9),
        TableColumn("most", _("At most"), "number", _("The largest number that may be answered."), on("number.most", "question"), width=9),
        TableColumn("low", _("Lowest number means"), "line", _("Where its scale differs from the questionnaire’s."), on("scale.low", "question"), width=18),
        TableColumn("high", _("Highest number means"), "line", _("Where its scale differs from the questionnaire’s."), on("scale.high", "question"), width=18),
        TableColumn("steps", _("Numbers of the scale"), "number", _("Where its scale differs from the questionnaire’s."), on("scale.steps", "question"), width=10),
        TableColumn("points", _("Numbers between"), "pairs", _("What numbers between the ends mean, one a line: 3: Partly"), on("scale.points", "question"), width=18),
        TableColumn("may_not_apply", _("May not apply"), "yes or no", _("Whether people may say that it does not apply to them."), on("may_not_apply", "question"), _YES_NO, width=10),
        TableColumn("again", _("Asks again"), "line", _("The id of the question that it asks again."), on("again", "question"), width=16),
        TableColumn("also", _("Other headings"), "lines", _("Headings that it has in files of answers; one a line."), on("also", "question"), width=24),
        TableColumn("id", _("Id"), "line", _("A name by which goals and later rounds know it."), on("id", "question"), width=18, words=("id",)),
    ),
)  # fmt: skip

MESSAGES = TableSheet(
    "messages",
    _("Messages"),
    (RowPlace("message", ("communications",), Message),),
    (
        TableColumn("title", _("Title"), "line", "", on("title", "message"), width=34, words=("title", "subject", "message", "name")),
        TableColumn("kind", _("Kind"), "choice", "", on("kind", "message"), ("launch", "recruitment", "manager briefing", "reminder", "results"), width=18, words=("kind", "type")),
        TableColumn("for", _("For"), "roles", _("Who gets it: mentors, mentees, pairs, managers, everyone; several with commas."), on("for", "message"), width=20, words=("for", "to", "audience")),
        TableColumn("channel", _("Channel"), "line", _("How it goes out: by e-mail, on posters."), on("channel", "message"), width=20, words=("channel", "by", "medium")),
        *_when("message", "date", "until", "week", "day", "falls", "at"),
        TableColumn("text", _("Text"), "text", _("The whole text. Alt+Enter begins a new line."), on("text", "message"), width=70, words=("text", "body", "message text", "content")),
        TableColumn("id", _("Id"), "line", _("A name that stays, so that a programme can change a message that it takes over."), on("id", "message"), width=20, words=("id",)),
    ),
    frozen=2,
)  # fmt: skip

SHEETS = (TIMETABLE, PEOPLE, GOALS, QUESTIONNAIRES, QUESTIONS, MESSAGES)
"""The sheets of a table, in their order."""


def sheet_called(key: str) -> TableSheet:
    """The sheet of this name."""
    return next(one for one in SHEETS if one.key == key)


def place_of(kind: str) -> RowPlace:
    """The place of rows of this kind, on whichever sheet."""
    return next(place for sheet in SHEETS for place in sheet.rows if place.kind == kind)
