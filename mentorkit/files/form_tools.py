"""Files for form tools, of each questionnaire and of the application: a spreadsheet, a LimeSurvey survey, and a text to paste."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from io import StringIO
from itertools import count
from string import ascii_uppercase

from mentorkit.definition.base import PAIR
from mentorkit.definition.program import Program
from mentorkit.definition.questionnaires import Questionnaire
from mentorkit.files.application_questions import CHOICES, application_questions, has_applications
from mentorkit.files.downloads import Download
from mentorkit.files.question_list import Question, in_numbers, questions_of
from mentorkit.files.tables import harmless
from mentorkit.language.catalogue import Words
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit

FOLDER = "downloads/form-tools"
APPLICATIONS = "applications"
"""The folder below the downloads with the files of the application."""
_AUDIENCE = ("facilitator", "hr")
_LONGEST = 20
"""Letters of a LimeSurvey code at most; it begins with a letter and has none but those of English and figures."""
_DIGEST = 6
_REGIONAL = ("pt-BR", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "es-MX", "es-AR", "es-CL", "es-CO")
"""The languages that LimeSurvey knows by more than their first part, and that a programme can name in the same way."""
_COLUMNS = (
    "class", "type/scale", "name", "relevance", "text", "help", "language", "validation", "mandatory", "other", "default",
    "same_default", "other_replace_text", "min_num_value_n", "max_num_value_n", "num_value_int_only", "suffix",
)  # fmt: skip
"""The columns of LimeSurvey's tab-separated survey structure, with those attributes of questions that are used here."""
_TYPES = {
    "scale": "L",
    "yes or no": "L",
    "one of": "L",
    "role": "L",
    "several of": "M",
    "number": "N",
    "words": "T",
    "code": "S",
}
"""The LimeSurvey type of each kind of question: list, multiple choice, number, long text, short text."""


@dataclass(frozen=True, slots=True)
class FormFile:
    """One file for a form tool."""

    questionnaire: str
    """The id of the questionnaire that it holds; for an application, `APPLICATIONS`."""
    name: str
    """Its name with its ending."""
    title: str
    """What it is, for the link to it."""
    data: bytes

    @property
    def download(self) -> Download:
        """The file as the page of the evaluation, or that of the downloads, lists it."""
        if self.questionnaire == APPLICATIONS:
            return Download(
                f"downloads/{APPLICATIONS}/{self.name}",
                self.title,
                _AUDIENCE,
                len(self.data),
                form=f"{APPLICATIONS}/all",
            )
        path = f"{FOLDER}/{self.name}"
        return Download(path, self.title, _AUDIENCE, len(self.data), form=f"form-tools/{self.questionnaire}")


def form_files(toolkit: Toolkit) -> Iterator[FormFile]:
    """The files of every questionnaire: once for each role where these are asked in other words, else once. Those of the application."""
    voice = Voice.of(toolkit.program)
    for asked in toolkit.program.questionnaires:
        every = questions_of(asked, toolkit.program, voice)
        apart = any(question.wording for question in every)
        for role in asked.for_ if apart else ("",):
            yield from _files(_ToolForm.of(asked, every, role, voice), asked.id, voice, of=asked.id)
    if has_applications(toolkit.program):
        for role in ("",) if toolkit.program.format == "peer" else PAIR:
            yield from _files(
                _ToolForm.of_application(toolkit.program, role, voice), "application", voice, of=APPLICATIONS
            )


def _files(form: _ToolForm, name: str, voice: Voice, *, of: str) -> Iterator[FormFile]:
    _, role = voice.words.gettext, form.role
    for ending, title, text, encoding in (
        ("questions.csv", _("Questions and options, for a spreadsheet"), form.as_table(), "utf-8-sig"),
        ("limesurvey.txt", _("Survey for LimeSurvey"), form.as_limesurvey(), "utf-8"),
        ("text.txt", _("Text to import from Word, or to paste"), form.as_text(), "utf-8-sig"),
    ):
        called = (
            voice.words.fill("%(title)s (%(whose)s)", {"title": title, "whose": voice.audience((role,))})
            if role
            else title
        )
        yield FormFile(of, "-".join(part for part in (name, role, ending) if part), called, text.encode(encoding))


@dataclass(frozen=True, slots=True)
class _ToolForm:
    """A questionnaire or an application as one form: for everybody whom it is for, or for those of one role in their words."""

    title: str
    opening: str
    role: str
    questions: tuple[Question, ...]
    words: Words
    anonymous: bool = True

    @classmethod
    def of(cls, asked: Questionnaire, every: Iterable[Question], role: str, voice: Voice) -> _ToolForm:
        """The form for a role; for everybody where it is empty. A single role is not asked for."""
        alone = bool(role) or len(asked.for_) == 1
        title = f"{asked.title} ({voice.audience((role,))})" if role else asked.title
        opening = voice.words.gettext("Nobody has to answer every question. Please do not write names.")
        return cls(title, opening, role, tuple(one for one in every if not (alone and one.kind == "role")), voice.words)

    @classmethod
    def of_application(cls, program: Program, role: str, voice: Voice) -> _ToolForm:
        """The application of a role, which its form says by itself; of everybody where it is empty."""
        _ = voice.words.gettext
        title = _("Application")
        if role:  # equals apply in one form
            title = voice.words.fill("%(title)s (%(whose)s)", {"title": title, "whose": voice.audience((role,))})
        later = {*CHOICES, "role"} if role else {*CHOICES}
        asked = tuple(one for one in application_questions(program, voice, role) if one.name not in later)
        opening = _(
            "Only those who make the matches read your answers. Tell us if you would like to change or withdraw them."
        )
        return cls(title, opening, role, asked, voice.words, anonymous=False)

    def as_table(self) -> str:
        """A row for each question: its number, its words, how it is answered, its options, whether it has to be answered, a note."""
        _, text = self.words.gettext, StringIO()
        rows = csv.writer(text)
        rows.writerow(
            [_("Number"), _("Question"), _("Kind of answer"), _("Options"), _("Has to be answered"), _("Note")]
        )
        for number, one in enumerate(self.questions, 1):
            needed = _("Yes") if one.required else _("No")
            cells = (one.said_to(self.role), self._kind(one), "|".join(_answers(one)), needed, self._note(one))
            rows.writerow([number, *map(harmless, cells)])
        return text.getvalue()

    def as_text(self) -> str:
        """Numbered questions with lettered options, as importers of Word documents and question banks read them.

        What a question needs besides stands at the end, so that no heading of an export is longer than the question.
        """
        parts, notes = [self.title, self.opening], list[str]()
        for number, one in enumerate(self.questions, 1):
            answers = [f"{_letter(place)}. {answer}" for place, answer in enumerate(_answers(one))]
            parts.append("\r\n".join([f"{number}. {_one_line(one.said_to(self.role))}", *answers]))
            notes += [f"({number}) {note}"] if (note := self._note(one)) else []
        ending = self.words.gettext("To set up by hand; leave this out of the import:")
        parts += ["\r\n".join(["-----", ending, *notes])] if notes else []
        return "\r\n\r\n".join(parts) + "\r\n"

    def as_limesurvey(self) -> str:
        """The survey in LimeSurvey's tab-separated structure, with codes that stay when other questions are added."""
        text, language = StringIO(), _limesurvey_language(self.words.language)
        rows = csv.DictWriter(text, _COLUMNS, restval="", delimiter="\t", lineterminator="\n")
        rows.writeheader()
        settings = {
            "language": language,
            "format": "A",
            "anonymized": "Y" if self.anonymous else "N",
            "datestamp": "N",
            "ipaddr": "N",
            "refurl": "N",
        }
        rows.writerows({"class": "S", "name": name, "text": value} for name, value in settings.items())
        said = {"surveyls_title": self.title, "surveyls_welcometext": self.opening}
        rows.writerows(
            {"class": "SL", "name": name, "text": _as_html(value), "language": language} for name, value in said.items()
        )
        rows.writerow({"class": "G", "name": _as_html(self.title), "relevance": "1", "language": language})
        codes = limesurvey_codes(self.questions)
        for one in self.questions:
            rows.writerows(row | {"language": language} for row in self._limesurvey_rows(one, codes[one.name]))
        return text.getvalue()

    def _limesurvey_rows(self, one: Question, code: str) -> Iterator[dict[str, str]]:
        kind, number = _TYPES[one.kind], one.number
        row = {
            "class": "Q",
            "type/scale": kind,
            "name": code,
            "relevance": "1",
            "text": _as_html(one.said_to(self.role)),
        }
        row |= {
            "help": _as_html(one.hint or (self._note(one) if number else "")),
            "mandatory": "Y" if one.required else "N",
        }
        row |= {"other": "Y", "other_replace_text": one.other} if one.other else {"other": "N"}
        if number:
            bounds = {"min_num_value_n": number.least, "max_num_value_n": number.most}
            row |= {name: str(bound) for name, bound in bounds.items() if bound is not None}
            row |= {"num_value_int_only": "0", "suffix": number.unit or ""}
        yield row
        for place, choice in enumerate(one.choices, 1):
            if kind == "M":
                yield {"class": "SQ", "name": f"SQ{place:03}", "relevance": "1", "text": _as_html(choice.text)}
            else:
                answer = (
                    choice.value if one.kind == "scale" else "YN"[place - 1] if one.kind == "yes or no" else f"A{place}"
                )
                yield {"class": "A", "type/scale": "0", "name": answer, "text": _as_html(choice.text)}
        if one.none and kind == "M":
            yield {"class": "SQ", "name": "SQ000", "relevance": "1", "text": _as_html(one.none)}
        elif one.none and kind == "L":
            yield {"class": "A", "type/scale": "0", "name": "NA", "text": _as_html(one.none)}

    def _kind(self, one: Question) -> str:
        _ = self.words.gettext
        return {
            "role": _("One of these"),
            "scale": _("One of these"),
            "yes or no": _("One of these"),
            "one of": _("One of these"),
            "several of": _("As many of these as apply"),
            "number": _("A number"),
            "words": _("In your own words"),
            "code": _("A few letters and figures"),
        }[one.kind]

    def _note(self, one: Question) -> str:
        """What whoever sets the form up, or answers it, has to know besides."""
        _ = self.words.gettext
        return self.words.joined(
            (
                _("As many of these as apply") if one.kind == "several of" else "",
                in_numbers(one.number, self.words) if one.number else "",
                _("If it does not apply, leave it empty.") if one.none and not one.choices else "",
                one.hint,
            ),
            "; ",
        )


def _answers(one: Question) -> Iterator[str]:
    """Every answer to choose from, with those of one's own and "does not apply" last."""
    yield from (_one_line(choice.text) for choice in one.choices)
    yield from (said for said in (one.other, one.none if one.choices else "") if said)


def _letter(place: int) -> str:
    """`A` to `Z`, then `AA`."""
    return ascii_uppercase[place] if place < 26 else f"{_letter(place // 26 - 1)}{_letter(place % 26)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _as_html(text: str) -> str:
    """A text for LimeSurvey, which reads HTML, and what stands in braces as an expression."""
    return escape(_one_line(text), quote=False).replace("{", "&#123;").replace("}", "&#125;")


def limesurvey_codes(questions: Iterable[Question]) -> Mapping[str, str]:
    """The code of each question in LimeSurvey, by its name: the letters and figures of this, or as many as there is room for and a digest.

    It stays when other questions are added.
    """
    made = dict[str, str]()
    for name in (one.name for one in questions):
        plain = re.sub(r"[^a-z0-9]", "", name)
        plain = plain if plain[:1].isalpha() else f"q{plain}"
        ways = (_shortened(plain, f"{name}{again or ''}", always=again > 0) for again in count())
        made[name] = next(way for way in ways if way not in made.values())
    return made


def _shortened(plain: str, name: str, *, always: bool) -> str:
    if len(plain) <= _LONGEST and not always:
        return plain
    return plain[: _LONGEST - _DIGEST] + sha256(name.encode()).hexdigest()[:_DIGEST]


def _limesurvey_language(tag: str) -> str:
    return tag if tag in _REGIONAL else tag.partition("-")[0]
