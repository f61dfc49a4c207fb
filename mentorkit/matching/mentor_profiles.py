"""Profiles of mentors, which mentees read before they name their choices: of those who agreed, and only what they knew is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from mentorkit.answers.answered import NoAnswer
from mentorkit.brand.palette import Scheme
from mentorkit.core.problems import BuildFailed, Problem
from mentorkit.language.alphabet import alphabetical
from mentorkit.language.voice import Voice
from mentorkit.matching.answer_words import AnswerWords
from mentorkit.matching.applicants import Applicant, Applications
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.compose.report_frame import ReportContext, ReportTemplates, shared_names
from mentorkit.workspace.layers import Layers

_TEMPLATES = ReportTemplates("profiles", most_pages=200)


@dataclass(frozen=True, slots=True)
class ProfileView:
    """What mentees read of one mentor."""

    name: str
    said: tuple[tuple[str, str], ...]
    """Each question that is shown and was answered, and the answer."""


@dataclass(frozen=True, slots=True)
class ProfilesReport:
    """Everything that the sheet of profiles is made of."""

    toolkit: Toolkit
    profiles: tuple[ProfileView, ...]
    today: date


@dataclass(frozen=True)
class ProfilesContext(ReportContext):
    """The names that all templates of the sheet of profiles know besides."""

    heading: str
    """Whose profiles these are: “Our mentors”."""
    lead: str
    """What mentees do with them."""
    profiles: tuple[ProfileView, ...]
    """The profiles, in the order of the names: `name` and `said`, questions with their answers."""

    @classmethod
    def of(cls, report: ProfilesReport, voice: Voice, colours: Scheme) -> ProfilesContext:
        """The context of the sheet in these colours."""
        _, fill = voice.words.gettext, voice.words.fill
        heading = fill(_("Our %(mentors)s"), voice.people)
        title = fill(_("%(program)s: %(heading)s"), {"program": report.toolkit.program.title, "heading": heading})
        return cls(
            **shared_names(report.toolkit, title, report.today, colours),
            heading=heading,
            lead=fill(
                _("Read who could work with you before you name your choices. A choice is a wish, and no promise."), {}
            ),
            profiles=report.profiles,
        )


class _PlainAnswers(AnswerWords):
    """Answers without quotation marks: below their question nobody takes them for other words."""

    def said(self, text: str) -> str:
        """Somebody's words as they are."""
        return text

    def together(self, options: Sequence[str]) -> str:
        """Options between semicolons: many of them have commas and an “and” of their own."""
        return self.words.joined(options, "; ")


def profiles_of(applications: Applications, voice: Voice) -> tuple[ProfileView, ...]:
    """The profiles of all mentors who agreed. Raises BuildFailed where there is nothing to show."""
    program = applications.program
    matching = program.matching
    asked = [
        one
        for one in (matching.applications if matching else ())
        if one.shown and not one.protected and "mentor" in one.for_
    ]
    at = program.where("matching")
    if not asked:
        message = "no question of the application says that its answer is shown in a mentor’s profile"
        raise BuildFailed(
            [Problem("mentor-profiles", message, at, "write `shown: yes` below a question of `applications:`")]
        )
    agreed = [one for one in applications.mentors if one.profile_shown]
    if not agreed:
        message = "no mentor agreed that mentees read the profile, so there is nothing to show"
        raise BuildFailed([Problem("mentor-profiles", message, at, "ask for it in the application of mentors")])
    words = _PlainAnswers(voice.words)
    return tuple(
        ProfileView(one.name, tuple((q.said_to("mentor"), words.given(one, q)) for q in asked if _told(one, q.id)))
        for one in sorted(agreed, key=lambda one: (alphabetical(one.name, voice.words.language), one.key))
    )


def _told(person: Applicant, question: str) -> bool:
    return not isinstance(person.values.get(question, NoAnswer.UNANSWERED), NoAnswer)


def profiles_page(report: ProfilesReport, layers: Layers) -> str:
    """The sheet as an HTML file that needs no other and runs nothing."""
    return _TEMPLATES.page(report.toolkit, layers, partial(ProfilesContext.of, report))


def profiles_print(report: ProfilesReport, layers: Layers) -> PrintHtml:
    """The sheet for the engine of the books."""
    return _TEMPLATES.printed(report.toolkit, layers, partial(ProfilesContext.of, report))


def make_profiles(report: ProfilesReport, layers: Layers, html: Path, pdf: Path) -> None:
    """Write the page and the PDF of the sheet into these files. Raises BuildFailed."""
    from mentorkit.workbooks.layout.print_engine import write_pdf

    html.write_bytes(profiles_page(report, layers).encode())
    write_pdf(profiles_print(report, layers), layers, pdf)
