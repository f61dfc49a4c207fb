"""Pieces of Markdown to put into a guide: every block of the vocabulary, and marks of text, each with what it is for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from mentorkit.language.catalogue import Words
from mentorkit.studio.form_fields import _

Where = Literal["questions", "key", "module", "text"]
"""The headings below which pieces are offered: what asks, the parts of a Key, the parts of a module, plain text."""

HEADINGS: dict[Where, str] = {
    "questions": _("Questions to answer"),
    "key": _("Parts of a Key"),
    "module": _("Parts of a training module"),
    "text": _("Text"),
}


@dataclass(frozen=True, slots=True)
class Snippet:
    """One piece. Its text is finished writing, as an example to write over."""

    name: str
    """The name of its block; of text, what it is."""
    label: str
    use: str
    """What it is for, in one sentence."""
    text: str
    """As it stands in a guide, without an empty line around it."""
    chosen: str = ""
    """The words in it that are written over first."""
    where: Where = "questions"
    argument: str = ""
    """Of a block for one of the pair: whom it is for."""

    def written_in(self, words: Words) -> Snippet:
        """The same with its text in the language of a guide, where there is one in that; its label and use stay messages."""
        text = str(words.gettext(self.text))
        if text == self.text:
            return self
        return replace(self, text=text, chosen=str(words.gettext(self.chosen)) if self.chosen else "")


_QUESTIONS = (
    Snippet(
        "prompt",
        _("Question"),
        _("A question with lines to write on."),
        _(
            "/// prompt | What would you try if nobody were watching?\n    lines: 4\n\nWrite down the first thing that comes to mind.\n///"
        ),
        _("What would you try if nobody were watching?"),
    ),
    Snippet(
        "scale",
        _("Scale"),
        _("A row of numbers between two ends, to say where one stands."),
        _(
            "/// scale | How clear is your next step?\n    low: I cannot see it yet\n    high: I could begin tomorrow\n///"
        ),
        _("How clear is your next step?"),
    ),
    Snippet(
        "fill",
        _("Table to fill in"),
        _("Columns with headings and empty rows, to look at something from several sides."),
        _(
            "/// fill | Look at it from three sides\n    columns: [What happened, What I did, What I would do now]\n    rows: 3\n///"
        ),
        _("Look at it from three sides"),
    ),
    Snippet(
        "checklist",
        _("List to tick"),
        _("Points with a box before each."),
        _(
            "/// checklist | What have you tried so far?\n- Asked somebody who has done it\n- Written it down\n- Slept on it\n///"
        ),
        _("What have you tried so far?"),
    ),
    Snippet(
        "draw",
        _("Frame to draw in"),
        _("An empty frame, or one with a figure such as rings, a line or a ladder in it."),
        _(
            "/// draw | Who is near to your work, and who is far from it?\n    height: 80\n    figure: rings\n    centre: Me\n///"
        ),
        _("Who is near to your work, and who is far from it?"),
    ),
)

_OF_A_KEY = (
    Snippet(
        "role",
        _("Part for the mentor"),
        _("What only the mentor reads, with a question of its own."),
        _(
            "//// role | mentor\nListen to the end before you say what you would do.\n\n/// prompt | When did somebody last change your mind?\n    lines: 4\n///\n////"
        ),
        _("Listen to the end before you say what you would do."),
        "key",
        "mentor",
    ),
    Snippet(
        "role",
        _("Part for the mentee"),
        _("What only the mentee reads."),
        _(
            "//// role | mentee\nYou choose what you show of this.\n\n/// prompt | What do you want to come away with?\n    lines: 4\n///\n////"
        ),
        _("You choose what you show of this."),
        "key",
        "mentee",
    ),
    Snippet(
        "bring",
        _("What to bring"),
        _("What both bring to the session; each paragraph gets room to write."),
        _("/// bring\nOne insight. One question.\n///"),
        _("One insight. One question."),
        "key",
    ),
    Snippet(
        "starters",
        _("Conversation starters"),
        _("Four to six open questions to begin the session with."),
        _(
            "/// starters\n- What surprised you when you wrote this?\n- What did you leave out?\n- Who would see it differently?\n- What would make next month easier?\n///"
        ),
        _("What surprised you when you wrote this?"),
        "key",
    ),
    Snippet(
        "action",
        _("Action for the mentee"),
        _("What the mentee will do; what, by when and who checks get room by themselves."),
        _("/// action | mentee\nOne step that you can take before the next session.\n///"),
        _("One step that you can take before the next session."),
        "key",
        "mentee",
    ),
    Snippet(
        "action",
        _("Action for the mentor"),
        _("What the mentor will do; what, by when and who checks get room by themselves."),
        _("/// action | mentor\nOne introduction, or one thing to find out.\n///"),
        _("One introduction, or one thing to find out."),
        "key",
        "mentor",
    ),
    Snippet(
        "after",
        _("After the session"),
        _("What has changed, with the opening scale asked again."),
        _(
            "//// after\nWhat do you see now that you did not see before?\n\n/// scale | How clear is your next step now?\n    low: I cannot see it yet\n    high: I could begin tomorrow\n///\n////"
        ),
        _("What do you see now that you did not see before?"),
        "key",
    ),
    Snippet(
        "private",
        _("What stays private"),
        _("What nobody needs to show to anybody."),
        _("/// private\nWhatever you wrote about other people stays with you.\n///"),
        _("Whatever you wrote about other people stays with you."),
        "key",
    ),
    Snippet(
        "card",
        _("Card"),
        _("What stands on a card of the deck, in 20 to 45 words."),
        _(
            "/// card | Before you answer\nThink of the last time that somebody asked you for advice. Count the questions that you asked before you gave any. If there were fewer than three, ask two more today, and wait for both answers.\n///"
        ),
        _("Before you answer"),
        "key",
    ),
)

_OF_A_MODULE = (
    Snippet(
        "step",
        _("Step of the run sheet"),
        _("One activity with its minutes; the steps of a module add up to its time."),
        _(
            "//// step | Two questions\n    minutes: 10\n\nIn pairs. Each asks the other two questions and gives no advice.\n\n/// say\nAsk because you want to know. You have five minutes each.\n///\n\n/// watch\nPairs who begin to solve the problem. Ask them which question they have not asked yet.\n///\n////"
        ),
        _("Two questions"),
        "module",
    ),
    Snippet(
        "say",
        _("Words to say"),
        _("What a facilitator can say aloud."),
        _("/// say\nThere are no right answers here. Take the first one that is true.\n///"),
        _("There are no right answers here. Take the first one that is true."),
        "module",
    ),
    Snippet(
        "watch",
        _("What to watch for"),
        _("What a facilitator looks out for, and what helps then."),
        _("/// watch\nOne person who speaks for everybody. Ask two others what they noticed.\n///"),
        _("One person who speaks for everybody. Ask two others what they noticed."),
        "module",
    ),
    Snippet(
        "case",
        _("Case"),
        _("A short case to work on, without its solution."),
        _(
            "/// case | A favour\nMira’s mentor knows the head of the department that she would like to move to. She has not asked for anything. He could write one message tonight.\n\nWhat should he ask before he does?\n///"
        ),
        _("A favour"),
        "module",
    ),
    Snippet(
        "practice",
        _("Practice"),
        _("What people practise, in which groups and for how long."),
        _(
            "/// practice | Three rounds\nGroups of three: one tells, one asks, one listens for questions that give advice. Four minutes a round, then change.\n///"
        ),
        _("Three rounds"),
        "module",
    ),
    Snippet(
        "debrief",
        _("Debrief"),
        _("Questions after the practice."),
        _("/// debrief\n- What was harder than you thought?\n- What will you do differently next week?\n///"),
        _("What was harder than you thought?"),
        "module",
    ),
    Snippet(
        "handout",
        _("Handout"),
        _("One page to hand out."),
        _(
            "/// handout | Five questions that help\n1. What have you tried?\n2. What would be a good end?\n3. Who else knows about this?\n4. What is in your hands?\n5. What will you do first?\n///"
        ),
        _("Five questions that help"),
        "module",
    ),
    Snippet(
        "break",
        _("Break"),
        _("A break between two steps; it counts in the module’s time."),
        _("/// break | Ten minutes\n    minutes: 10\n///"),
        _("Ten minutes"),
        "module",
    ),
    Snippet(
        "slide",
        _("Slide"),
        _("What stands on the screen while a step runs, in 35 words at most; it goes inside the step."),
        _("/// slide | Two questions\nIn pairs, five minutes each. Ask, and give no advice.\n///"),
        _("In pairs, five minutes each. Ask, and give no advice."),
        "module",
    ),
    Snippet(
        "sheet",
        _("Sheet for participants"),
        _("What people get on paper while it runs; with `cut: yes`, the points of its list are cards to cut apart."),
        _(
            "/// sheet | Four situations\n    copies: group\n    cut: yes\n\n- The third meeting in a row is put off.\n- Everything is agreed, and nothing is done.\n- Each message asks what to do.\n- The hour is pleasant, and nothing changes.\n///"
        ),
        _("Four situations"),
        "module",
    ),
    Snippet(
        "answers",
        _("Good answers"),
        _("What a good answer holds; only those who facilitate read it."),
        _(
            "/// answers | Four situations\n1. A full life, or something that was said last time.\n2. Politeness, or advice that does not fit.\n///"
        ),
        _("A full life, or something that was said last time."),
        "module",
    ),
    Snippet(
        "short",
        _("Shorter version"),
        _("What the shorter version leaves out, and for whom it is enough."),
        _("/// short\nLeaves out the second round of practice. Enough for people who have mentored before.\n///"),
        _("Leaves out the second round of practice. Enough for people who have mentored before."),
        "module",
    ),
    Snippet(
        "missed",
        _("For whoever missed it"),
        _("What to do alone, how long it takes, and with whom to catch up."),
        _(
            "/// missed\nRead the handout and answer its first question: twenty minutes. Then ask somebody who was there to practise with you for ten.\n///"
        ),
        _("Read the handout and answer its first question: twenty minutes."),
        "module",
    ),
    Snippet(
        "observe",
        _("Criteria for observing"),
        _("By what somebody who facilitates is observed, as a table."),
        _(
            "/// observe\n| What you look for | What you saw |\n|---|---|\n| Says how long each part takes | |\n| Waits after a question | |\n///"
        ),
        _("Says how long each part takes"),
        "module",
    ),
    Snippet(
        "remote",
        _("On a video call"),
        _("How it changes where people meet on a screen."),
        _("/// remote\nUse breakout rooms of three. Put the questions into the chat before you open them.\n///"),
        _("Use breakout rooms of three. Put the questions into the chat before you open them."),
        "module",
    ),
    Snippet(
        "access",
        _("Access for everybody"),
        _("What makes it work for everybody who takes part."),
        _("/// access\nSend the handout two days before. Read every question aloud, and leave time to write.\n///"),
        _("Send the handout two days before. Read every question aloud, and leave time to write."),
        "module",
    ),
    Snippet(
        "worked",
        _("How to tell that it worked"),
        _("What somebody would notice a month later."),
        _("/// worked\nA month later, people name a question that they were asked, and what they did with it.\n///"),
        _("A month later, people name a question that they were asked, and what they did with it."),
        "module",
    ),
)

_OF_TEXT = (
    Snippet("heading", _("Heading"), _("Begins a section."), _("## What helps"), _("What helps"), "text"),
    Snippet("list", _("List"), _("One point a line."), _("- First point\n- Second point"), _("First point"), "text"),
    Snippet("numbers", _("Numbered list"), _("Steps in their order."), _("1. First step\n2. Second step"), _("First step"), "text"),
    Snippet("quote", _("Quotation"), _("Words of somebody else."), _("> What somebody said, word for word."), _("What somebody said, word for word."), "text"),
    Snippet("note", _("Note"), _("Something said aside, in a box."), _("> [!NOTE]\n> Something that is good to know."), _("Something that is good to know."), "text"),
    Snippet(
        "table",
        _("Table"),
        _("Columns and rows to read."),
        _("| What | When |\n|---|---|\n| First conversation | Week 2 |\n| Half-way | Week 12 |"),
        _("What"),
        "text",
    ),
)  # fmt: skip

SNIPPETS: tuple[Snippet, ...] = (*_QUESTIONS, *_OF_A_KEY, *_OF_A_MODULE, *_OF_TEXT)
"""Every piece, in the order in which they are offered."""

PLACEHOLDERS: tuple[tuple[str, str], ...] = (
    ("program.title", _("the programme’s title")),
    ("program.organisation", _("the organisation")),
    ("program.starts", _("the first day")),
    ("program.ends", _("the last day")),
    ("manager.name", _("the programme manager’s name")),
    ("manager.email", _("the programme manager’s address")),
    ("sponsor.name", _("the sponsor’s name")),
    ("safe_contact.name", _("the name of the safe contact")),
    ("safe_contact.email", _("the address of the safe contact")),
    ("mentor", _("what a mentor is called")),
    ("mentors", _("what mentors are called")),
    ("mentee", _("what a mentee is called")),
    ("mentees", _("what mentees are called")),
    ("programme", _("what the programme is called")),
    ("programmes", _("what programmes are called")),
    ("session", _("what a session is called")),
    ("sessions", _("what sessions are called")),
    ("the_mentor", _("what a mentor is called, with the article")),
    ("the_mentors", _("what mentors are called, with the article")),
    ("the_mentee", _("what a mentee is called, with the article")),
    ("the_mentees", _("what mentees are called, with the article")),
    ("the_programme", _("what the programme is called, with the article")),
    ("the_session", _("what a session is called, with the article")),
    ("the_sessions", _("what sessions are called, with the article")),
)
"""What a placeholder stands for, by its name."""


def offered(folder: str, words: Words) -> dict[Where, tuple[Snippet, ...]]:
    """The pieces for one kind of guide, below their headings: those of its own kind before others'. They are written in its language."""
    own: tuple[Where, ...] = {"keys": ("questions", "key", "text"), "training": ("module", "questions", "text")}.get(
        folder, ("questions", "text")
    )  # type: ignore[assignment]
    return {where: tuple(one.written_in(words) for one in SNIPPETS if one.where == where) for where in own}
