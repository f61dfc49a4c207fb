"""The heading rows of tables in which HR collects answers: CSV files that any spreadsheet opens, without data."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from unicodedata import normalize

from mentorkit.definition.base import PAIR
from mentorkit.definition.program import Program
from mentorkit.definition.questionnaires import Questionnaire
from mentorkit.files.application_forms import ASKING, applicant, asked_in, question_called, said
from mentorkit.files.application_questions import CHOICES, application_questions, has_applications
from mentorkit.files.downloads import Download, refuse_taken
from mentorkit.files.question_list import questions_of
from mentorkit.guides.library import Form
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit

_AUDIENCE = ("facilitator", "hr")


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """One table to be. `name` is its file's, without suffix."""

    name: str
    title: str
    """Its title on the downloads page."""
    headings: tuple[str, ...]

    @property
    def safe_headings(self) -> tuple[str, ...]:
        """Its headings as they stand in the file."""
        return tuple(map(harmless, self.headings))

    @property
    def data(self) -> bytes:
        """The file: UTF-8 with a mark at its beginning, without which Excel reads letters with accents wrongly."""
        row = StringIO()
        divided = any(
            sign in heading for heading in self.headings for sign in ";\t"
        )  # where spreadsheets part cells, too
        csv.writer(row, quoting=csv.QUOTE_ALL if divided else csv.QUOTE_MINIMAL).writerow(self.safe_headings)
        return row.getvalue().encode("utf-8-sig")

    @property
    def download(self) -> Download:
        """The file as the downloads page lists it."""
        return Download(f"downloads/{self.name}.csv", self.title, _AUDIENCE, len(self.data))


def heading_rows(toolkit: Toolkit) -> list[HeadingRow]:
    """One table for each application form, one for each questionnaire, and one for the matches.

    Raises BuildFailed where a form has the name of another table.
    """
    voice = Voice.of(toolkit.program)
    rows = [*_questionnaires(toolkit, voice), *_matches(toolkit, voice)]
    applications = [form for form in toolkit.forms if form.facts.kind == "application"]
    for form in applications:
        refuse_taken(form.id, form.file, [row.name for row in rows])
    return [*(_application(form, toolkit, voice) for form in applications), *rows]


def _application(form: Form, toolkit: Toolkit, voice: Voice) -> HeadingRow:
    texts, role = voice.placeholders(toolkit.program), applicant(form)
    compared = role and has_applications(toolkit.program)
    questions = application_questions(toolkit.program, voice, role) if compared else ()
    headings = list[str]()
    for block in form.every(*ASKING):
        for label, heading in asked_in(block):
            asked = question_called(said(label, texts), questions)
            headings.append(asked.said_to(role) if asked else said(heading, texts))
    headings += [one.said_to(role) for one in questions if one.name in CHOICES]
    if compared and role == "mentee" and toolkit.program.matching and toolkit.program.matching.left_out_first:
        headings.append(voice.words.gettext("Got nobody last time"))
    return HeadingRow(form.id, form.facts.title, tuple(headings))


def _questionnaires(toolkit: Toolkit, voice: Voice) -> Iterator[HeadingRow]:
    for one in toolkit.program.questionnaires:
        yield questionnaire_table(one, toolkit.program, voice)


def questionnaire_table(asked: Questionnaire, program: Program, voice: Voice) -> HeadingRow:
    """The table of answers to a questionnaire: the role, a column for each question, those of the groups, and the code.

    There is no column for a name: answers are promised to be anonymous, and a sheet that has one gets it filled in.
    """
    headings = tuple(question.ask for question in questions_of(asked, program, voice))
    return HeadingRow(f"questionnaire-{asked.id}", asked.title, headings)


@dataclass(frozen=True, slots=True)
class PairColumns:
    """The headings of the table of matches that copies of workbooks are made from; each row is a pair."""

    names: Mapping[str, str]
    """The column of each role's name."""
    zones: Mapping[str, str]
    """The column of each role's time zone."""
    languages: Mapping[str, str]
    """The column of each role's language, where the programme has several."""
    decision: str

    @classmethod
    def of(cls, voice: Voice) -> PairColumns:
        """The columns in the words of this programme."""
        _, pair = voice.words.gettext, tuple(reversed(PAIR))  # the mentee first: for each a mentor is found

        def of_each(message: str) -> dict[str, str]:
            return {role: voice.words.fill(message, voice.person(role)) for role in pair}

        zones, languages = of_each(_("Time zone of the %(person)s")), of_each(_("Language of the %(person)s"))
        return cls({role: voice.role(role) for role in pair}, zones, languages, _("Decision"))


def _matches(toolkit: Toolkit, voice: Voice) -> Iterator[HeadingRow]:
    _, matching, columns = voice.words.gettext, toolkit.program.matching, PairColumns.of(voice)
    headings = (
        *columns.names.values(),
        *(criterion.name for criterion in (matching.criteria if matching else ())),
        *(voice.words.fill(_("What the %(person)s says"), voice.person(role)) for role in columns.names),
        *columns.zones.values(),
        *(columns.languages.values() if toolkit.program.languages[1:] else ()),
        columns.decision,
        _("Date"),
    )
    yield HeadingRow("matching", _("Matches"), headings)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if normalize("NFKC", text).lstrip().startswith(("=", "+", "-", "@")) else text


_CUT = re.compile(r"([;|\t\r\n]\s*)(?=[=+\-@＝＋－＠])")


def harmless_throughout(text: str) -> str:
    """A text of which no part is taken for a formula either, where a spreadsheet parts cells at other signs than commas."""
    return harmless(_CUT.sub(r"\1'", text))
