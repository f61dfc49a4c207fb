"""The whole picture of a proposal in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mentorkit.answers.published import Numbers, PublishedItem, Split
from mentorkit.definition.matching import POINTS, Criterion, Weight
from mentorkit.definition.program import Program
from mentorkit.language.voice import Voice
from mentorkit.matching.answer_words import AnswerWords
from mentorkit.matching.proposal import ProposedPair, Sentence, WholePicture
from mentorkit.matching.whole_picture import CHOSEN, HALF, MATCHED, numbers_of

NAMED = 3
"""How many pairs are named where they are several."""


@dataclass(frozen=True, slots=True)
class PictureWords:
    """The sentences on one proposal."""

    program: Program
    voice: Voice
    pairs: tuple[ProposedPair, ...]
    whole: WholePicture

    def all(self) -> Iterator[Sentence]:
        """Everything in order: who has somebody, how well they fit, what would change it, and whom it serves."""
        parts = (self._matched(), self._decided(), self._choices(), self._met(), self._worst(), self._rather())
        for part in (*parts, self._closer(), self._trials(), self._for_people(), self._groups()):
            yield from map(Sentence, filter(None, part))

    @property
    def _criteria(self) -> tuple[Criterion, ...]:
        return self.program.matching.criteria if self.program.matching else ()

    def _fill(self, said: str, **values: object) -> str:
        return self.voice.words.fill(said, {**self.voice.people, **values})

    def _matched(self) -> Iterator[str]:
        _, whole = self.voice.words.gettext, self.whole
        if self.program.format == "peer":
            yield self._fill(_("%(some)s of %(all)s people have a partner."), some=whole.matched, all=whole.mentees)
            return
        if whole.rounds:
            said = _(
                "%(some)s of %(all)s %(mentees)s meet a %(mentor)s, and %(others)s of %(many)s %(mentors)s a %(mentee)s: short meetings in %(rounds)s rounds, %(num)s in all."
            )
            sides = {
                "some": whole.matched,
                "all": whole.mentees,
                "others": whole.mentors_matched,
                "many": whole.mentors,
            }
            yield self._fill(said, **sides, rounds=whole.rounds, num=len(self.pairs))
            return
        said = _("%(some)s of %(all)s %(mentees)s have a %(mentor)s.")
        yield self._fill(said, some=whole.matched, all=whole.mentees)
        if whole.seats:
            filled = sum(bool(one.seat) for one in self.pairs)
            yield self._fill(_("%(some)s of %(all)s seats are taken."), some=filled, all=whole.seats)
        said = (
            _("%(some)s of %(all)s %(mentors)s have a %(mentee)s; places for %(places)s were offered.")
            if whole.places
            else _("%(some)s of %(all)s %(mentors)s have a %(mentee)s.")
        )
        yield self._fill(said, some=whole.mentors_matched, all=whole.mentors, places=whole.places)

    def _decided(self) -> Iterator[str]:
        kept = sum(one.decided != "proposed" for one in self.pairs)
        if kept:
            said = self.voice.words.gettext("Of %(all)s pairs, people decided on %(num)s before.")
            yield self._fill(said, num=kept, all=len(self.pairs))

    def _choices(self) -> Iterator[str]:
        _, whole = self.voice.words.gettext, self.whole
        if not whole.chose:
            return
        got = [*whole.by_choice[:3], *[0] * 3][:3]
        names = (_("the first choice: %(num)s"), _("the second: %(num)s"), _("the third: %(num)s"))
        parts = [self._fill(name, num=num) for name, num in zip(names, got, strict=True)]
        if later := sum(whole.by_choice[3:]):
            parts.append(self._fill(_("a further one: %(num)s"), num=later))
        parts.append(self._fill(_("none of them: %(num)s"), num=whole.chose - sum(whole.by_choice)))
        said = _("Of the %(mentees)s with a partner, %(chose)s had named choices. They got %(parts)s.")
        if self.program.format == "peer":
            said = _("Of those with a partner, %(chose)s had named choices. They got %(parts)s.")
        yield self._fill(said, chose=whole.chose, parts=self.voice.words.joined(parts, ", "))
        if whole.chose_in_vain:
            said = _("%(num)s of those who got none could be paired with nobody whom they named.")
            yield self._fill(said, num=whole.chose_in_vain)

    def _met(self) -> Iterator[str]:
        _, whole, words = self.voice.words.gettext, self.whole, self.voice.words
        if not whole.criteria or not self.pairs:
            return
        yield words.ngettext("%(num)s criterion is compared.", "%(num)s criteria are compared.", whole.criteria)
        everybody = max(least for least, number in enumerate(whole.meeting) if number == len(self.pairs))
        if everybody:
            yield self._fill(_("All pairs meet at least %(least)s in full."), least=everybody)
        some = [least for least in range(everybody + 1, whole.criteria + 1) if whole.meeting[least]]
        if some:
            said = _("%(num)s at least %(criteria)s")
            parts = words.list(
                self._fill(
                    said,
                    num=whole.meeting[least],
                    criteria=words.ngettext("%(num)s criterion", "%(num)s criteria", least),
                )
                for least in some
            )
            yield self._fill(
                _("Of %(all)s pairs, so many meet more in full: %(parts)s."), all=len(self.pairs), parts=parts
            )

    def _worst(self) -> Iterator[str]:
        _, worst = self.voice.words.gettext, [self.pairs[number] for number in self.whole.worst]
        if not worst or len(worst) == len(self.pairs) > 1:
            return
        if len(worst) > 1:
            yield self._fill(
                _("These pairs fit least, and equally so: %(pairs)s."),
                pairs=self._named([self._both(one) for one in worst]),
            )
            return
        (one,) = worst
        said = _("The pair that fits least: %(pair)s. Of the criteria compared, it meets %(num)s in full.")
        yield self._fill(said, pair=self._both(one), num=one.fit.met)

    def _both(self, one: ProposedPair) -> str:
        return self.voice.words.list([one.mentee.name, one.mentor.name])

    def _named(self, names: Sequence[str]) -> str:
        """Some of these, and how many more there are."""
        words, shown = self.voice.words, list(names[:NAMED])
        if more := len(names) - len(shown):
            shown.append(words.ngettext("%(num)s more", "%(num)s more", more))
        return words.joined(shown, "; ")

    def _rather(self) -> Iterator[str]:
        _, words = self.voice.words.gettext, self.voice.words
        if not self.whole.chose and not self.whole.rather:
            return
        if not self.whole.rather:
            yield _("By their own choices, no two would both rather have each other than whom they got.")
            return
        pairs = self._named([words.list([one.name, other.name]) for one, other in self.whole.rather])
        said = _(
            "By their own choices, these would both rather have each other than somebody whom they got: %(pairs)s."
        )
        yield self._fill(said, pairs=pairs)

    def _closer(self) -> Iterator[str]:
        words = self.voice.words
        if not any(one.weight in POINTS and one.compare for one in self._criteria) or not self.pairs:
            return
        if not self.whole.closer:
            yield words.gettext(
                "By the criteria, no two would fit each other better than each of them fits whom they got."
            )
            return
        yield words.ngettext(
            "By the criteria, %(num)s pair that is not proposed would fit better than what each of its two got.",
            "By the criteria, %(num)s pairs that are not proposed would fit better than what each of their two got.",
            self.whole.closer,
        )

    def _weight(self, weight: Weight) -> str:
        _ = self.voice.words.gettext
        return {"must": _("as a must"), "most": _("most"), "much": _("much"), "a little": _("a little")}[weight]

    def _trials(self) -> Iterator[str]:
        _, trials = self.voice.words.gettext, self.whole.trials
        counting = [one for one in self._criteria if one.compare and one.weight in POINTS]
        if not self.pairs or not counting:
            return
        if not trials:
            yield _("This round is too large to be solved again with other weights.")
        elif not any(one.changed for one in trials):
            yield _("Were any one criterion to count a step more or a step less, all pairs could stay the same.")
        for one in trials:
            if one.changed:
                said = (
                    _(
                        "If “%(criterion)s” counted %(weight)s instead of %(now)s, at least %(num)s of %(all)s pairs would be others."
                    )
                    if one.weight
                    else _(
                        "If “%(criterion)s” did not count at all, at least %(num)s of %(all)s pairs would be others."
                    )
                )
                weight, now = (self._weight(each) if each else "" for each in (one.weight, one.criterion.weight))
                yield self._fill(
                    said, criterion=one.criterion.name, weight=weight, now=now, num=one.changed, all=len(self.pairs)
                )

    def _for_people(self) -> Iterator[str]:
        names = [one.name for one in self._criteria if one.compare is None]
        if names:
            said = self.voice.words.gettext("People judge %(names)s; none of it is counted here.")
            yield self._fill(said, names=AnswerWords(self.voice.words).listed(names))

    def _groups(self) -> Iterator[str]:
        """Who has what, by group, as far as it may be told."""
        _, published = self.voice.words.gettext, self.whole.groups
        if published is None:
            return
        told = False
        for item in published.items:
            for split, name, numbers in numbers_of(item):
                told = True
                yield self._group(item, split, name, numbers)
            for split in item.splits:
                if split.hidden and split.shown:
                    said = _("Hidden in “%(question)s”, because few people are in a group: %(groups)s.")
                    groups = self.voice.words.list(one or _("not said") for one in split.hidden)
                    yield self._fill(said, question=self._question(split), groups=groups)
        if not told:
            yield _(
                "Whether some groups are served better than others cannot be shown: some groups are too small, or everybody would know who is in them."
            )

    def _question(self, split: Split) -> str:
        groups = self.program.evaluation.groups if self.program.evaluation else ()
        return next(str(one.ask) for one in groups if one.id == split.by)

    def _group(self, item: PublishedItem, split: Split, name: str, numbers: Numbers) -> str:
        _ = self.voice.words.gettext
        said = {
            MATCHED.id: _("“%(question)s” %(group)s: %(some)s of %(all)s people have a partner."),
            CHOSEN.id: _("“%(question)s” %(group)s: %(some)s of %(all)s people with choices and a partner got one of their choices."),
            HALF.id: _("“%(question)s” %(group)s: %(some)s of %(all)s people with a partner have half of the criteria met, or more."),
        }[item.item.id]  # fmt: skip
        counts = numbers.counts
        return self._fill(
            said,
            question=self._question(split),
            group=name or _("not said"),
            some=counts.chosen.get(1, 0),
            all=counts.people,
        )
