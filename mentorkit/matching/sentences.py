"""What is to be said of one pair: a sentence for each criterion, made from the answers that were compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mentorkit.answers.answered import OTHER, NoAnswer, Value
from mentorkit.definition.matching import TIME_ZONE, ApplicationQuestion, Criterion
from mentorkit.language.people_words import THE
from mentorkit.language.voice import Voice
from mentorkit.matching.answer_words import AnswerWords
from mentorkit.matching.applicants import Applicant
from mentorkit.matching.fits import (
    Excluded,
    Exclusion,
    Fit,
    Judged,
    PairRules,
    State,
    above,
    answer_of,
    bounds,
    hours_between,
)
from mentorkit.matching.proposal import Sentence


@dataclass(frozen=True, slots=True)
class ComparedAnswers:
    """Two people and the questions of which their answers are compared."""

    mentee: Applicant
    mentor: Applicant
    asked: ApplicationQuestion
    offered: ApplicationQuestion
    """The mentor's question: another one, or the same."""

    @property
    def questions(self) -> tuple[str, str]:
        """The words in which each of them was asked."""
        return self.asked.said_to(self.mentee.role), self.offered.said_to(self.mentor.role)

    @property
    def alike(self) -> bool:
        """Whether both were asked the same in the same words; otherwise one asks for what the other offers."""
        return self.asked is self.offered and len(set(self.questions)) == 1

    @property
    def values(self) -> tuple[Value, Value]:
        """Both answers, as they are compared."""
        return answer_of(self.mentee, self.asked), answer_of(self.mentor, self.offered, self.asked)

    @property
    def ticked(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The options that each of them gave, by the numbers of the mentee's question."""
        one, other = (value if isinstance(value, tuple) else (value,) for value in self.values)
        return tuple(n for n in one if isinstance(n, int)), tuple(n for n in other if isinstance(n, int))

    @property
    def has_own(self) -> bool:
        """Whether the mentee ticked options and gave an answer of their own besides."""
        value = self.mentee.values.get(self.asked.id)
        return isinstance(value, tuple) and OTHER in value


@dataclass(frozen=True, slots=True)
class PairWords:
    """The sentences on the pairs of one programme."""

    rules: PairRules
    voice: Voice

    @property
    def answers(self) -> AnswerWords:
        """How answers are written."""
        return AnswerWords(self.voice.words)

    def _fill(self, said: str, **values: object) -> str:
        return self.voice.words.fill(said, values)

    def _joined(self, *said: str) -> str:
        return self.voice.words.joined(said, " ")

    def speaking_for(self, mentee: Applicant, mentor: Applicant, fit: Fit) -> tuple[Sentence, ...]:
        """The criteria that are met, those that count most first; after them, those that are met in part."""
        return self._of_states(("met", "in part"), mentee, mentor, fit)

    def speaking_against(self, mentee: Applicant, mentor: Applicant, fit: Fit) -> tuple[Sentence, ...]:
        """What excludes the two, then the criteria that are not met."""
        excluded = (self.exclusion(one, mentee, mentor) for one in fit.excluded if one.criterion is None)
        return (*map(Sentence, excluded), *self._of_states(("not met",), mentee, mentor, fit))

    def unknown(self, mentee: Applicant, mentor: Applicant, fit: Fit) -> tuple[Sentence, ...]:
        """The criteria of which nothing can be said; of choices, it goes without saying."""
        return self._of_states(("not known", "does not apply"), mentee, mentor, fit)

    def _of_states(
        self, states: tuple[State, ...], mentee: Applicant, mentor: Applicant, fit: Fit
    ) -> tuple[Sentence, ...]:
        found = sorted(
            (one for one in fit.judged if one.state in states),
            key=lambda one: (states.index(one.state), _WEIGHTS.index(one.criterion.weight)),
        )
        said = (self.criterion(one, mentee, mentor) for one in found)
        return tuple(one for one in said if one.text)

    def criterion(self, judged: Judged, mentee: Applicant, mentor: Applicant) -> Sentence:
        """What became of one criterion; between peers, seen from both."""
        if self.rules.peers and (judged.criterion.compare == "overlap" or judged.criterion.with_):
            ways = ((mentee, mentor), (mentor, mentee))
            texts = [self._of(self.rules.compare(judged.criterion, *way), *way) for way in ways]
        else:
            texts = [self._of(judged, mentee, mentor)]
        if judged.criterion.weight == "must" and judged.state in ("not met", "not known"):
            texts.append(self.voice.words.gettext("It is a must."))
        return Sentence(self._joined(*dict.fromkeys(texts)), judged.criterion, self._shareable(judged))

    def _shareable(self, judged: Judged) -> bool:
        """Whether the two may read it: what speaks for them, of answers that may be shown and are under no special protection."""
        criterion, matching = judged.criterion, self.rules.matching
        if judged.state not in ("met", "in part") or criterion.compare == "preferred":
            return False
        asked, offered = (matching.question(one) for one in (criterion.of, criterion.asked_of_mentors))
        shown = criterion.of == TIME_ZONE or (offered is not None and offered.shown)
        return shown and not any(one is not None and one.protected for one in (asked, offered))

    def _of(self, judged: Judged, mentee: Applicant, mentor: Applicant) -> str:
        criterion = judged.criterion
        if criterion.compare is None:
            return self.voice.words.gettext("People judge this; nothing is compared.")
        if criterion.compare == "preferred":
            return self._joined(*self._choices(mentee, mentor), *self._choices(mentor, mentee))
        if criterion.of == TIME_ZONE:
            return self._clocks(judged)
        asked, offered = (self.rules.matching.question(one) for one in (criterion.of, criterion.asked_of_mentors))
        if asked is None or offered is None:
            return self.voice.words.gettext("Nobody was asked about it.")
        both = ComparedAnswers(mentee, mentor, asked, offered)
        if judged.state in ("not known", "does not apply"):
            return self._gaps(both)
        if criterion.compare == "apart":
            return self._apart(criterion, both, judged.state)
        if criterion.compare == "overlap":
            return self._overlap(criterion, both)
        return self._in_common(criterion, both) if criterion.compare == "fits" else self._answers_of(both)

    def _gaps(self, both: ComparedAnswers) -> str:
        """Why a criterion cannot be judged."""
        _, told = self.voice.words.gettext, []
        for person, asked, value in zip((both.mentee, both.mentor), both.questions, both.values, strict=True):
            if value is NoAnswer.UNANSWERED:
                said = _("%(name)s gave no answer to “%(question)s” that can be compared.")
            elif value is NoAnswer.NOT_APPLICABLE:
                said = _("%(name)s said that “%(question)s” does not apply.")
            elif value == () and person is both.mentee:
                said = _("%(name)s chose nothing in answer to “%(question)s”.")
            else:
                continue
            told.append(self._fill(said, name=person.name, question=asked))
        return self._joined(*told)

    def _answers_of(self, both: ComparedAnswers) -> str:
        """What the two answered."""
        _, one, other = self.voice.words.gettext, both.mentee, both.mentor
        given, named = self.answers.given(one, both.asked), self.answers.given(other, both.offered)
        question, offered = both.questions
        if both.alike and both.values[0] == both.values[1]:
            return self._fill(_("Both answered %(answer)s to “%(question)s”."), answer=given, question=question)
        said = (
            _("%(mentee)s answered %(given)s to “%(question)s”, and %(mentor)s answered %(named)s.")
            if both.alike
            else _("%(mentee)s answered %(given)s to “%(question)s”, and %(mentor)s %(named)s to “%(offered)s”.")
        )
        names = {"mentee": one.name, "mentor": other.name, "given": given, "named": named}
        return self._fill(said, question=question, offered=offered, **names)

    def _apart(self, criterion: Criterion, both: ComparedAnswers, state: State) -> str:
        """How far apart two are, and where that is not met, how far they should be."""
        said = self._answers_of(both)
        one, other = both.values
        assert isinstance(one, int | float)
        assert isinstance(other, int | float)
        if one != other:
            upper, lower = (both.mentor, both.mentee) if other > one else (both.mentee, both.mentor)
            form = self.voice.words.gettext("%(upper)s is %(steps)s above %(lower)s.")
            gap = self._steps(abs(other - one), both.asked)
            said = self._joined(self._fill(form, upper=upper.name, lower=lower.name, steps=gap), said)
        return said if state == "met" else self._joined(said, self.wanted_gap(criterion, both.asked))

    def _steps(self, gap: float, asked: ApplicationQuestion) -> str:
        """`2 steps`, `5 years`."""
        words = self.voice.words
        if asked.answer == "number" or gap != int(gap):
            return self.answers.counted(gap, asked)
        return words.ngettext("%(num)s step", "%(num)s steps", int(gap))

    def wanted_gap(self, criterion: Criterion, asked: ApplicationQuestion) -> str:
        """How far apart two have to be for a criterion."""
        _, (least, most) = self.voice.words.gettext, bounds(criterion, self.rules.program)
        side = above(criterion, self.rules.program)
        if least == most:
            gap = self._steps(least, asked)
        elif most == float("inf"):
            gap = self._fill(_("at least %(steps)s"), steps=self._steps(least, asked))
        elif not least:
            gap = self._fill(_("at most %(steps)s"), steps=self._steps(most, asked))
        else:
            low = self.voice.words.number(least)
            gap = self._fill(_("%(low)s to %(steps)s"), low=low, steps=self._steps(most, asked))
        if side == "either":
            return self._fill(_("What is asked for is %(gap)s between the two."), gap=gap)
        said = _("What is asked for is that the %(upper)s is %(gap)s above the %(lower)s.")
        below, people = "mentee" if side == "mentor" else "mentor", self.voice.people
        the = {"the_upper": people[f"{THE}{side}"], "the_lower": people[f"{THE}{below}"]}
        return self._fill(said, upper=people[side], lower=people[below], gap=gap, **the)

    def _overlap(self, criterion: Criterion, both: ComparedAnswers) -> str:
        """How much of what the mentee asks for the mentor offers; of one question to both, which answers they share."""
        _, (asked, offered) = self.voice.words.gettext, both.ticked
        shared = [one for one in asked if one in offered]
        rest = [one for one in asked if one not in offered]
        if both.alike:
            said = {
                (True, False): _("%(mentor)s gave every answer of %(mentee)s to “%(question)s” too: %(shared)s."),
                (True, True): _("%(mentor)s gave %(num)s of the %(all)s answers of %(mentee)s to “%(question)s” too: %(shared)s, but not %(rest)s."),
                (False, True): _("%(mentor)s gave none of the answers of %(mentee)s to “%(question)s”: not %(rest)s."),
            }[bool(shared), bool(rest)]  # fmt: skip
        else:
            said = {
                (True, False): _("%(mentor)s offers everything that %(mentee)s chose from the list: %(shared)s."),
                (True, True): _("%(mentor)s offers %(num)s of the %(all)s things that %(mentee)s asks for: %(shared)s, but not %(rest)s."),
                (False, True): _("%(mentor)s offers nothing of what %(mentee)s asks for: not %(rest)s."),
            }[bool(shared), bool(rest)]  # fmt: skip
        told = self._fill(
            said, mentor=both.mentor.name, mentee=both.mentee.name, question=both.questions[0], num=len(shared),
            all=len(asked), shared=self._options(shared, both), rest=self._options(rest, both),
        )  # fmt: skip
        return self._joined(told, self._least(criterion, shared), self._own(both))

    def _in_common(self, criterion: Criterion, both: ComparedAnswers) -> str:
        """What two have in common."""
        _, (asked, offered) = self.voice.words.gettext, both.ticked
        shared = [one for one in asked if one in offered]
        if not shared:
            said = self._joined(_("The two have nothing in common here."), self._answers_of(both))
        elif both.alike:
            said = self._fill(
                _("Both answered %(shared)s to “%(question)s”."),
                shared=self._options(shared, both),
                question=both.questions[0],
            )
        else:
            said = self._fill(
                _("%(mentee)s and %(mentor)s have in common: %(shared)s."),
                mentee=both.mentee.name, mentor=both.mentor.name, shared=self._options(shared, both),
            )  # fmt: skip
        return self._joined(said, self._least(criterion, shared))

    def _options(self, numbers: list[int], both: ComparedAnswers) -> str:
        return self.voice.words.list(self.answers.option(one, both.asked) for one in numbers)

    def _least(self, criterion: Criterion, shared: list[int]) -> str:
        """What is asked for, where some answers are shared but too few."""
        least = criterion.at_least or 1
        if not shared or len(shared) >= least:
            return ""
        return self.voice.words.ngettext(
            "What is asked for is %(num)s in common.", "What is asked for are %(num)s in common.", least
        )

    def _own(self, both: ComparedAnswers) -> str:
        if not both.has_own:
            return ""
        said = self.voice.words.gettext("%(name)s also gave an answer of their own, which only people can compare.")
        return self._fill(said, name=both.mentee.name)

    def _choices(self, one: Applicant, other: Applicant) -> Iterator[str]:
        """What is to be said of the choices of one of two."""
        _ = self.voice.words.gettext
        if not one.choices:
            return
        if other.key not in one.choices:
            yield self._fill(_("%(one)s named others than %(other)s as choices."), one=one.name, other=other.name)
            return
        rank = one.choices.index(other.key) + 1
        said = {
            1: _("%(other)s is the first choice of %(one)s."),
            2: _("%(other)s is the second choice of %(one)s."),
            3: _("%(other)s is the third choice of %(one)s."),
        }.get(rank, _("%(other)s is choice number %(rank)s of %(one)s."))
        yield self._fill(said, one=one.name, other=other.name, rank=rank)

    def _clocks(self, judged: Judged) -> str:
        """How far apart the clocks of two are."""
        assert isinstance(judged.mentee, float)
        assert isinstance(judged.mentor, float)
        hours, words = hours_between(judged.mentee, judged.mentor), self.voice.words
        day = words.date(self.rules.program.starts)
        if not hours:
            return self._fill(words.gettext("Their clocks show the same time on %(day)s."), day=day)
        apart = (
            words.ngettext("%(num)s hour", "%(num)s hours", int(hours))
            if hours == int(hours)
            else self._fill(words.gettext("%(number)s hours"), number=words.number(hours))
        )
        return self._fill(words.gettext("Their clocks are %(hours)s apart on %(day)s."), hours=apart, day=day)

    def exclusion(self, excluded: Excluded, mentee: Applicant, mentor: Applicant) -> str:
        """Why two cannot be a pair. Which of the two asked not to be matched with the other is never said."""
        _, names = self.voice.words.gettext, {"mentee": mentee.name, "mentor": mentor.name}
        if excluded.criterion is not None:
            (judged,) = (one for one in self.rules.judge(mentee, mentor).judged if one.criterion is excluded.criterion)
            return self.criterion(judged, mentee, mentor).whole
        line = self.rules.matching.question(self.rules.matching.reporting_line)
        said = {
            Exclusion.ONESELF: _("%(mentee)s and %(mentor)s are one person."),
            Exclusion.LINE_MANAGER: _("One of %(mentee)s and %(mentor)s is the line manager of the other."),
            Exclusion.MANAGERS_MANAGER: _("One of %(mentee)s and %(mentor)s is the manager’s manager of the other."),
            Exclusion.REPORTING_LINE: _("%(mentee)s and %(mentor)s gave the same answer to “%(question)s”, which rules a pair out."),
            Exclusion.NOT_WITH: _("One of %(mentee)s and %(mentor)s asked not to be matched with the other."),
            Exclusion.EARLIER: _("%(mentee)s and %(mentor)s were a pair before."),
            Exclusion.REFUSED: _("Those who decide refused %(mentee)s and %(mentor)s as a pair."),
        }[excluded.why]  # fmt: skip
        return self._fill(said, **names, question=line.ask if line else "")


_WEIGHTS = ("must", "most", "much", "a little")
