"""The sheet of the timetable: a row for each event, each of its groups, and each session."""

from __future__ import annotations

from typing import get_args

from mentorkit.definition.schedule import PHASES, Event, EventKind, Group, Session
from mentorkit.definition.weeks import WEEKDAYS
from mentorkit.spreadsheets.table_columns import RecordParts, RowPlace, TableColumn, TableSheet, _, on

_ALL = ("event", "group", "session")
_LED = ("event", "group", "session")
_PARTS = RecordParts(
    "title", ("minutes", "speakers", "topic", "slides", "recording"), frozenset({"speakers", "recording"})
)
_RESOURCES = RecordParts("title", ("link", "type", "speaker", "recording", "note"), frozenset({"speaker", "recording"}))

WHEN = (
    TableColumn(
        "date", _("Date"), "day", _("The day: 2027-02-01. A week stands in the next columns instead."), on("date", *_ALL),
        width=12, words=("date", "dates", "day", "when", "day and date", "date and time", "date/time", "start date", "starts", "start", "from", "begins", "on", "datum", "tag",
                         "fecha", "data", "dato", "date de début", "beginn", "termin"),
    ),
    TableColumn(
        "until", _("Until"), "day", _("The last day, where it lasts several; of what comes again, the day after which it ends."),
        on("until", *_ALL), width=12,
        words=("until", "end date", "end", "ends", "to", "till", "last day", "deadline", "bis", "ende", "hasta", "fin", "closes"),
    ),
    TableColumn(
        "week", _("Week"), "number", _("The number of the week, counted from the start, where no date is given."),
        on("week", *_ALL), width=7, words=("week", "week no", "week number", "wk", "woche", "kw", "semaine", "semana", "week no."),
    ),
    TableColumn(
        "day", _("Weekday"), "choice", _("The day of that week; empty while it is open."), on("day", *_ALL),
        tuple(one.capitalize() for one in WEEKDAYS), width=12,
        words=("weekday", "day", "day of week", "day of the week", "wochentag", "jour", "día", "dia"),
    ),
    TableColumn("falls", _("Falls on"), "shown", _("Worked out from date or week when this was exported; changes here are not read."), width=24),
    TableColumn(
        "at", _("Time"), "time", _("When it begins: 09:30."), on("at", *_ALL), width=8,
        words=("time", "start time", "start", "starts", "begins", "from", "von", "beginn", "begins at", "at", "hour", "when", "uhrzeit", "zeit", "beginn um", "heure", "hora", "time (utc)", "time of day"),
    ),
    TableColumn(
        "minutes", _("Minutes"), "number", _("How long it takes."), on("minutes", *_ALL), width=9,
        words=("minutes", "duration", "length", "mins", "min", "dauer", "durée", "duración", "how long", "duration (min)", "duration in minutes"),
    ),
)  # fmt: skip

TIMETABLE = TableSheet(
    "timetable",
    _("Timetable"),
    (
        RowPlace("event", ("events",), Event),
        RowPlace("group", ("groups",), Group, parent="event"),
        RowPlace("session", ("sessions",), Session, "numbered"),
    ),
    (
        TableColumn(
            "row", _("Row"), "structure", _("What the row is: an event for many, a group that does an event at a time of its own, or a session of each pair."),
            choices=_ALL, width=10,
        ),
        TableColumn(
            "title", _("Title"), "line", _("What it is called; of a group, its name."),
            {"event": ("what",), "group": ("name",), "session": ("title",)}, width=34,
            words=("title", "event", "what", "name", "description", "topic", "subject", "session", "activity", "meeting", "call", "call title",
                   "event title", "programme item", "item", "titel", "thema", "veranstaltung", "was", "titre", "título", "sujet", "theme", "milestone"),
        ),
        TableColumn(
            "of", _("Belongs to"), "structure", _("For a group: the event that it is a group of. For a session: its number."), width=20,
        ),
        *WHEN,
        TableColumn("every", _("Repeats every"), "line", _("How often it comes again: week, 2 weeks, month, first Tuesday."), on("every", "event", "group"),
                    words=("repeats", "repeats every", "recurrence", "frequency", "every")),
        TableColumn("times", _("Times"), "number", _("How many dates there are, where it comes again."), on("times", "event", "group"), width=8,
                    words=("times", "occurrences")),
        TableColumn("kind", _("Kind"), "choice", _("The kind of event; choose from the list."), on("kind", "event"), get_args(EventKind), width=13,
                    words=("kind", "type", "event type", "category", "format", "typ", "art", "type of event", "tipo", "call type", "type of call")),
        TableColumn("for", _("For"), "roles", _("Who it is for: mentors, mentees, pairs, everyone; several with commas."), on("for", "event"), width=18,
                    words=("for", "audience", "who", "for whom", "type", "participants", "attendees", "wer", "für wen", "zielgruppe", "target group", "who attends", "role")),
        TableColumn("with", _("Led by"), "lines", _("Who leads it: one name a line, or ids of people."), on("with", *_LED), width=22,
                    words=("with", "led by", "lead", "leader", "speaker", "speakers", "presenter", "presenters", "trainer", "run by", "leitung", "responsible", "owner", "who leads")),
        TableColumn("hosts", _("Hosts"), "lines", _("Who welcomes people, where that is somebody else; one a line."), on("hosts", *_LED), width=18,
                    words=("host", "hosts", "gastgeber", "organiser", "organizer", "organisers", "chair")),
        TableColumn("facilitators", _("Facilitators"), "lines", _("Who runs the exercises; one a line."), on("facilitators", *_LED), width=18,
                    words=("facilitator", "facilitators", "moderator", "moderation", "facilitated by")),
        TableColumn("experts", _("Experts"), "lines", _("Who is there to be asked; one a line."), on("experts", *_LED), width=18,
                    words=("expert", "experts", "guests", "guest")),
        TableColumn("place", _("Place"), "line", _("The room or address."), on("place", *_LED), width=24,
                    words=("place", "location", "room", "venue", "where", "ort", "raum", "lieu", "lugar", "address")),
        TableColumn("link", _("Link"), "link", _("Where to join or register: the whole address."), on("link", *_LED), width=26,
                    words=("link", "url", "join", "meeting link", "zoom", "teams", "zoom link", "register", "registration", "website", "join link", "online")),
        TableColumn("notes", _("Shared notes"), "link", _("The address where shared notes are kept."), on("notes", *_LED), width=22,
                    words=("shared notes", "notes", "notes link", "shared document", "collaborative notes", "pad", "hackmd", "etherpad")),
        TableColumn("recording", _("Recording"), "records", _("The address of the recording; several one a line, each with | title: … behind it."),
                    on("recording", *_LED), records=RecordParts("link", ("title",)), width=22,
                    words=("recording", "recordings", "video", "youtube", "aufzeichnung", "recording link")),
        TableColumn("about", _("What it is for"), "text", _("What happens there, or what the meeting is for. Alt+Enter begins a new line."),
                    {"event": ("about",), "session": ("purpose",)}, width=50,
                    words=("about", "what it is for", "purpose", "content", "contents", "details", "description", "summary", "notes", "comments", "comment",
                           "remarks", "remark", "agenda", "info", "information", "more", "beschreibung", "inhalt", "bemerkung", "note", "programme")),
        TableColumn("objectives", _("Objectives"), "lines", _("What people can do afterwards; one a line."), on("objectives", "event", "session"), width=36,
                    words=("objectives", "learning objectives", "learning outcomes", "outcomes", "goals", "aims", "lernziele", "ziele", "objective")),
        TableColumn("phase", _("Phase"), "choice", _("Of a session: the phase of the relationship."), on("phase", "session"), PHASES, width=11),
        TableColumn("keys", _("Keys"), "lines", _("Of a session: the ids of its Keys; one a line."), on("keys", "session"), width=24),
        TableColumn("module", _("Training module"), "line", _("The id of the module that the event runs, or that the session puts to use."),
                    {"event": ("module",), "session": ("reinforces",)}, width=22),
        TableColumn("before", _("To do before"), "lines", _("What to do beforehand; one a line."), on("before", "event"), width=36,
                    words=("before", "preparation", "prep", "pre-work", "prework", "homework before", "to do before", "vorbereitung", "prepare", "before the call")),
        TableColumn("after", _("To do after"), "lines", _("What to do afterwards; one a line."), on("after", "event"), width=36,
                    words=("after", "follow-up", "follow up", "homework", "assignment", "assignments", "to do after", "nachbereitung", "after the call")),
        TableColumn("prepare_mentee", _("Preparation of the mentee"), "text", _("Of a session."), on("prepare.mentee", "session"), width=36),
        TableColumn("prepare_mentor", _("Preparation of the mentor"), "text", _("Of a session."), on("prepare.mentor", "session"), width=36),
        TableColumn("agenda", _("Agenda"), "records", _("Of a session: one step a line, its length behind a bar: Looking back | 10 min; time kept free for what the mentee brings: What you bring | 20 min | own_topic: yes"),
                    on("agenda", "session"), records=RecordParts("what", ("minutes", "own_topic")), width=40),
        TableColumn("actions_mentee", _("Next steps of the mentee"), "text", _("Of a session."), on("actions.mentee", "session"), width=36),
        TableColumn("actions_mentor", _("Next steps of the mentor"), "text", _("Of a session."), on("actions.mentor", "session"), width=36),
        TableColumn("parts", _("Parts"), "records", _("Talks and exercises, one a line: Your questions | 30 min | speakers: Ada Lovelace; Tom Reyes"),
                    on("parts", "event", "session"), records=_PARTS, width=40, words=("parts", "talks", "talk")),
        TableColumn("syllabus", _("Syllabus"), "lines", _("What it deals with, one topic a line."), on("syllabus", "event", "session"), width=30,
                    words=("syllabus", "topics", "themen", "topics covered")),
        TableColumn("resources", _("Resources"), "records", _("To read, watch or use, one a line: A title | link: https://… | note: …"),
                    on("resources", "event", "session"), records=_RESOURCES, width=40,
                    words=("resources", "resource", "materials", "material", "slides", "documents", "links", "reading", "handouts")),
        TableColumn("tags", _("How it works"), "lines", _("Talk, questions and answers …; one a line."), on("tags", "event"), width=20,
                    words=("tags", "tag", "how it works", "labels", "type", "category", "format", "call type", "type of call", "track")),
        TableColumn("except", _("Not on"), "days", _("Dates of what comes again on which it does not take place; one a line."), on("except", "event", "group")),
        TableColumn("moved", _("Moved"), "pairs", _("Single dates that are on another day, one a line: 2027-03-01: 2027-03-03"), on("moved", "event", "group"), width=26),
        TableColumn("time_zone", _("Time zone"), "line", _("Where it differs from the programme’s: Europe/Warsaw."), on("time_zone", *_ALL),
                    words=("time zone", "timezone", "zeitzone", "tz")),
        TableColumn("id", _("Id"), "line", _("A name that stays, in small letters and hyphens. Calendars know an event by it."), on("id", "event", "session"), width=20,
                    words=("id",)),
    ),
)  # fmt: skip
