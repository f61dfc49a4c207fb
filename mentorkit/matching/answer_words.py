"""Answers of applicants in words, as they gave them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mentorkit.answers.answered import OTHER, NoAnswer, Value
from mentorkit.definition.items import Scale
from mentorkit.definition.matching import ApplicationQuestion
from mentorkit.files.question_list import point_name
from mentorkit.language.catalogue import Words
from mentorkit.matching.applicants import Applicant


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """Answers in the words of one language."""

    words: Words

    def said(self, text: str) -> str:
        """Somebody's words, in quotes."""
        return self.words.fill(self.words.gettext("“%(text)s”"), {"text": text})

    def listed(self, texts: Iterable[str]) -> str:
        """`“one”, “two” and “three”`."""
        return self.words.list(self.said(one) for one in texts)

    def given(self, person: Applicant, asked: ApplicationQuestion) -> str:
        """What a person answered to a question."""
        return self.answer(person.values.get(asked.id, NoAnswer.UNANSWERED), asked)

    def answer(self, value: Value, asked: ApplicationQuestion) -> str:
        """One answer."""
        _ = self.words.gettext
        if value is NoAnswer.UNANSWERED:
            return _("nothing")
        if value is NoAnswer.NOT_APPLICABLE:
            return _("“does not apply”")
        if isinstance(value, str):
            return self.said(" ".join(value.split()))
        if isinstance(value, tuple):
            own_last = sorted(value, key=lambda number: (number == OTHER, number))
            return self.together([self.option(one, asked) for one in own_last]) if value else _("none of the options")
        if asked.answer == "one of":
            return self.option(int(value), asked)
        if asked.answer == "yes or no":
            return self.said(_("Yes") if value else _("No"))
        return self._number(value, asked)

    def together(self, options: Sequence[str]) -> str:
        """Several options that one person ticked."""
        return self.words.list(options)

    def option(self, number: int, asked: ApplicationQuestion) -> str:
        """One of the options, or an answer of one's own."""
        if number == OTHER:
            return self.words.gettext("an answer of their own")
        return self.said(asked.options[number].text)

    def _number(self, value: float, asked: ApplicationQuestion) -> str:
        number = self.words.number(value)
        if asked.answer == "scale":
            name = point_name(asked.scale or Scale(), int(value), self.words)
            return self.words.fill("%(number)s (%(name)s)", {"number": number, "name": name}) if name else number
        return self.counted(value, asked)

    def counted(self, number: float, asked: ApplicationQuestion) -> str:
        """`5 years`; the unit in brackets behind a 1, which it is not written for."""
        said, unit = self.words.number(number), (asked.number.unit if asked.number else None) or ""
        if unit and number == 1:
            return self.words.fill("%(number)s (%(unit)s)", {"number": said, "unit": unit})
        return self.words.joined((said, unit), " ")
