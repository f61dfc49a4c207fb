"""What a programme of each format calls those who meet, and how it speaks of them: a pair, a circle, partners, a board."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mentorkit.definition.program import Program
from mentorkit.language.catalogue import Words, capital
from mentorkit.language.people_words import THE

USUAL_CIRCLE, USUAL_BOARD = 8, 6
"""Those who learn in a circle, and the seats of a board, where the definition gives no number: as many lines to sign stand ready."""


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs the agreement."""

    part: str
    """What browsers keep the name under; those of a pair are called by their role."""
    role: str
    label: str


@dataclass(frozen=True, slots=True)
class FormatWords:
    """The sentences of portal and books that are another in each format. `people` are the programme's own words for people."""

    words: Words
    format: str
    people: Mapping[str, str]
    size: int = 2
    """How many sign an agreement."""

    @property
    def several(self) -> bool:
        """Whether more than two meet."""
        return self.format in ("group", "advisory board")

    @property
    def equals(self) -> bool:
        """Whether everybody is a mentor and a mentee in turn."""
        return self.format == "peer"

    def _one_of(self, pair: str, circle: str, board: str, equals: str = "") -> str:
        chosen = {"group": circle, "advisory board": board, "peer": equals or pair}
        return self.words.fill(chosen.get(self.format, pair), self.people)

    @property
    def promise(self) -> str:
        """What the agreement is, and what is done with it."""
        _ = self.words.gettext
        return self._one_of(
            _(
                "What %(mentor)s and %(mentee)s promise each other. Read it together in your first %(session)s, change what needs changing, and sign it."
            ),
            _(
                "What all of you in the circle promise each other. Read it out together in your first %(session)s, change what needs changing, and sign it only when everyone means it."
            ),
            _(
                "What all of you at the table promise each other. Read it together in your first %(session)s, change what needs changing, and sign it."
            ),
            _(
                "What the two of you promise each other. Read it together in your first %(session)s, change what needs changing, and sign it."
            ),
        )

    @property
    def for_all(self) -> str:
        """Whom a block of a Key is for, where it is for everybody."""
        _ = self.words.gettext
        return self._one_of(_("For both of you"), _("For all of you"), _("For all of you"))

    def part(self, role: str) -> str:
        """The heading of the part of a Key that is for one role."""
        _, person = self.words.gettext, {"person": self.people[role], "the_person": self.people[f"{THE}{role}"]}
        if self.equals:
            mine = role == "mentee"
            return _("When the time is yours") if mine else _("When you are the one who listens")
        return self.words.fill(_("For the %(person)s"), person)

    def action(self, role: str) -> str:
        """The heading of the action that one role takes on."""
        _, person = self.words.gettext, {"person": self.people[role], "the_person": self.people[f"{THE}{role}"]}
        if self.equals:
            mine = role == "mentee"
            return _("One action on what you brought") if mine else _("One action as a listener")
        return self.words.fill(_("One action for the %(person)s"), person)

    def meeting(self, role: str) -> str:
        """Who meets in a session, to the reader in this role."""
        _, other = self.words.gettext, self._values_of_other(role)
        said = self._one_of("", _("You and your circle"), _("You and your board"))
        return said or self.words.fill(_("You and your %(other)s"), other)

    def partner(self, role: str) -> str:
        """What stands on the cover before the name of whoever the reader in this role meets."""
        _, other = self.words.gettext, self._values_of_other(role)
        if self.format == "group" and role == "mentor":
            return _("Your circle")
        if self.format == "advisory board" and role == "mentee":
            return self.words.fill(_("Your %(mentors)s"), self.people)
        return self.words.fill(_("Your %(other)s"), other)

    def other_book(self, role: str) -> str:
        """That the others have a book too."""
        _, other = self.words.gettext, self._values_of_other(role)
        if self.equals:
            return self.words.fill(_("Your %(other)s has the same book."), other)
        if self.several and _other(role) == ("mentee" if self.format == "group" else "mentor"):
            return _("Each of the others has a book of their own.")
        return self.words.fill(_("Your %(other)s has a book of their own."), other)

    def _values_of_other(self, role: str) -> dict[str, str]:
        """The values of a message about whoever the reader in this role meets, as `Voice.person` has them of the reader."""
        other = _other(role)
        return {"other": self.people[other], "the_other": self.people[f"{THE}{other}"]}

    @property
    def made(self) -> str:
        """The heading above how people are brought together."""
        _ = self.words.gettext
        return self._one_of(
            _("How pairs are made"), _("How circles are put together"), _("How boards are put together")
        )

    @property
    def unfit(self) -> str:
        """The heading above the way out."""
        _ = self.words.gettext
        return self._one_of(
            _("If a pair does not work"), _("If a circle does not suit you"), _("If a board does not work")
        )

    @property
    def not_in_line(self) -> str:
        """That nobody meets their own manager."""
        _ = self.words.gettext
        if self.format == "reverse":
            said = _("The %(mentee)s is never the line manager of the %(mentor)s.")
            return self.words.fill(said, self.people)
        usual = _("The %(mentor)s is never the line manager of the %(mentee)s.")
        return self._one_of(usual, usual, usual, _("Nobody is paired with their own line manager."))

    def most(self, number: int) -> str:
        """How many mentees one mentor has."""
        _, values = self.words.gettext, {**self.people, "number": number}
        if self.format == "group":
            return self.words.fill(_("A circle has up to %(number)s %(mentees)s, and one %(mentor)s."), values)
        return self.words.fill(_("One %(mentor)s has up to %(number)s %(mentees)s."), values)

    @property
    def leaders(self) -> str:
        """What senior leaders are here, where they take part themselves."""
        _ = self.words.gettext
        if self.format == "reverse":
            return self.words.fill(_("Senior leaders are %(mentees)s in this %(programme)s themselves."), self.people)
        return self.words.fill(_("Senior leaders are %(mentors)s in this %(programme)s themselves."), self.people)

    @property
    def change(self) -> str:
        """The question after another match."""
        _ = self.words.gettext
        return self._one_of(
            _("Can I change my %(mentor)s or my %(mentee)s?"),
            _("Can I move to another circle?"),
            _("Can a seat on a board be changed?"),
            _("Can I have another %(mentee)s?"),
        )

    @property
    def cannot_come(self) -> str:
        """What to do when a session has to be put off, or held without somebody."""
        _ = self.words.gettext
        two = _(
            "Tell the other as soon as you know, and find another day in the same message. A %(session)s that is put off twice is worth a word about why."
        )
        many = _(
            "Tell the others as soon as you know. The %(session)s goes ahead without you, and somebody tells you afterwards what you have agreed on, not what was said."
        )
        board = _("Tell whoever called the %(session)s as soon as you know, and offer another time to talk.")
        return self._one_of(two, many, board)

    @property
    def meetings(self) -> str:
        """Who meets in the sessions of a list, and what the list says of each."""
        _ = self.words.gettext
        return self._one_of(
            "",
            _("The %(sessions)s of a circle, and what each of you does before and after them."),
            _("The %(sessions)s of a board, and what each of you does before and after them."),
            _("The %(sessions)s of two %(mentees)s, and what each of them does before and after them."),
        )

    def keys(self, time: str) -> str:
        """What a Key is, above the list of all."""
        _, values = self.words.gettext, {**self.people, "time": time}
        pair = _(
            "A Key is a guided reflection on one topic, of up to %(time)s. Both of you, %(mentee)s and %(mentor)s, work through it before you meet; what you bring is what you talk about."
        )
        every = _(
            "A Key is a guided reflection on one topic, of up to %(time)s. Each of you works through it alone before you meet; what you bring is what you talk about."
        )
        return self.words.fill(pair if not self.several and not self.equals else every, values)

    def keys_in_short(self, time: str) -> str:
        """What a Key is, on the first page."""
        _, values = self.words.gettext, {"time": time}
        pair = _(
            "A Key is a guided reflection on one topic. It takes up to %(time)s, and both of you work through it before you meet."
        )
        every = _(
            "A Key is a guided reflection on one topic. It takes up to %(time)s, and each of you works through it before you meet."
        )
        return self.words.fill(every if self.several else pair, values)

    def half_way(self, done: int, count: int) -> str:
        """What is asked when half of the sessions are over."""
        _, values = self.words.gettext, {"done": done, "count": count, "sessions": self.people["sessions"]}
        pair = _(
            "%(done)s of %(count)s %(sessions)s are behind you. Take half an hour for it before you go on. Look back alone first; what stands under “Together” you answer as a pair."
        )
        every = _(
            "%(done)s of %(count)s %(sessions)s are behind you. Take half an hour for it before you go on. Look back alone first; what stands under “Together” you answer with the others."
        )
        return self.words.fill(every if self.several else pair, values)

    @property
    def between_them(self) -> str:
        """What the sessions are, to whoever facilitates."""
        _ = self.words.gettext
        return self._one_of(
            _(
                "What %(mentors)s and %(mentees)s do between themselves, and questions to have ready when a pair asks for help."
            ),
            _("What circles do between themselves, and questions to have ready when one of them asks for help."),
            _("What boards do between themselves, and questions to have ready when one of them asks for help."),
            _("What %(mentees)s do between themselves, and questions to have ready when two of them ask for help."),
        )

    @property
    def know_the_way_out(self) -> str:
        """A line of the checklist before the start."""
        _ = self.words.gettext
        return self._one_of(
            _("Both sides know how to ask for another match."),
            _("Everyone knows how to ask for another circle."),
            _("Everyone knows how to give up or change a seat."),
        )

    @property
    def have_met(self) -> str:
        """A line of the checklist for each month."""
        _ = self.words.gettext
        return self._one_of(
            _("Every pair has met, or somebody has asked why not, kindly and without wanting details."),
            _("Every circle has met, and whoever missed two %(sessions)s has been asked how they are, not why."),
            _("Every board has met, or somebody has asked why not, kindly and without wanting details."),
        )

    @property
    def are_helped(self) -> str:
        """Another line of it."""
        _ = self.words.gettext
        return self._one_of(
            _("Pairs that are stuck have been offered help, a break or another match."),
            _("Circles that have gone quiet, or smaller, have been offered a facilitator for an hour."),
            _("Boards that are stuck have been offered help, or another name for a seat."),
        )

    @property
    def have_ended(self) -> str:
        """A line of the checklist at the end."""
        _ = self.words.gettext
        return self._one_of(
            _("Every pair has had a last %(session)s and knows that it was the last."),
            _("Every circle has had a last %(session)s and knows that it was the last."),
            _("Every board has had a last %(session)s and knows that it was the last."),
        )

    @property
    def signers(self) -> tuple[Signer, ...]:
        """Who signs the agreement: the two, or everybody of a circle or a board."""
        _ = self.words.gettext
        one = {role: capital(self.people[role]) for role in ("mentee", "mentor")}
        if self.equals:
            other = self.words.fill(_("My %(mentee)s"), self.people)
            return Signer("mentee", "mentee", _("Myself")), Signer("mentor", "mentor", other)
        if not self.several:
            return tuple(Signer(role, role, label) for role, label in one.items())
        alone, many = ("mentor", "mentee") if self.format == "group" else ("mentee", "mentor")
        numbered = (
            Signer(
                f"{many}-{number}",
                many,
                self.words.fill(_("%(person)s %(number)s"), {"person": one[many], "number": number}),
            )
            for number in range(1, self.size)
        )
        return Signer(alone, alone, one[alone]), *numbered


def _other(role: str) -> str:
    return "mentor" if role == "mentee" else "mentee"


def signing(program: Program) -> int:
    """How many sign an agreement: the two, or all of a circle or a board."""
    matching = program.matching
    if program.format == "group":
        number = matching.mentees_per_mentor if matching else 1
        return 1 + (number if number > 1 else USUAL_CIRCLE)
    if program.format == "advisory board":
        return 1 + ((matching and (len(matching.seats) or matching.mentors_per_mentee)) or USUAL_BOARD)
    return 2
