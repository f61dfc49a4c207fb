"""Keys and modules made of documents: their parts in order, gaps where something is missing, and no error of `check`."""

from __future__ import annotations

import textwrap

import pytest
from conftest import Project
from test_documents import proposal
from word_files import docx, h, p, picture, png, table

CHAPTER = (
    p("Giving feedback", style="Title"),
    p("How to say it so that it helps", style="Subtitle"),
    p("Feedback is a gift that few people unwrap."),
    h(1, "What we know"),
    p("People remember one sentence."),
    h(1, "Think about it"),
    p("On a scale from 1 to 10, how ready are you (1 = not at all, 10 = wholly)?"),
    p("When did feedback help you last?"),
    p("_" * 40),
    p("_" * 40),
    p("What would you say today?"),
    p("Who could you ask?"),
    table(("What", "When", "Who"), ("", "", ""), ("", "", "")),
    h(1, "Conversation starters"),
    p("What do you need?", level=0),
    p("What helped?", level=0),
    h(1, "For the mentor"),
    p("Listen first."),
    p("What is your own habit?"),
    h(1, "After the session"),
    p("What has changed?"),
    h(1, "Further reading"),
    p("More."),
)


def test_a_chapter_becomes_a_key() -> None:
    made = proposal(docx(*CHAPTER), "key")
    assert made.id == "giving-feedback"
    assert made.text == textwrap.dedent("""\
        ---
        title: Giving feedback
        summary: How to say it so that it helps
        topic: TO FILL IN (one word that it is filed under)
        phase: develop
        minutes: 20
        for: [mentee, mentor]
        ---

        Feedback is a gift that few people unwrap.

        /// scale | On a scale from 1 to 10, how ready are you?
            low: not at all
            high: wholly
        ///

        ## What we know

        People remember one sentence.

        ## Think about it

        /// prompt | When did feedback help you last?
            lines: 2
        ///

        /// prompt | What would you say today?
            lines: 4
        ///

        /// fill | Who could you ask?
            columns: [What, When, Who]
            rows: 2
        ///

        ## Further reading

        More.

        ## Choose

        /// prompt | TO FILL IN (ask for one decision, small enough to keep)
            lines: 4
        ///

        //// role | mentor
        Listen first.

        /// prompt | What is your own habit?
            lines: 4
        ///
        ////

        /// bring
        One insight. One question.
        ///

        /// starters
        - What do you need?
        - What helped?
        ///

        /// action | mentee
        ///

        /// action | mentor
        ///

        //// after
        What has changed?

        /// scale | On a scale from 1 to 10, how ready are you?
            low: not at all
            high: wholly
        ///
        ////

        /// private
        TO FILL IN (what nobody needs to show to anybody)
        ///
        """)
    assert made.missing == (
        (4, "one word that it is filed under"),
        (42, "ask for one decision, small enough to keep"),
        (79, "what nobody needs to show to anybody"),
    )
    assert made.proposed == (
        (12, "scale | On a scale from 1 to 10, how ready are you?"),
        (23, "prompt | When did feedback help you last?"),
        (27, "prompt | What would you say today?"),
        (31, "fill | Who could you ask?"),
        (49, "prompt | What is your own habit?"),
        (58, "starters"),
        (72, "scale | On a scale from 1 to 10, how ready are you?"),
    )
    assert made.guessed == ("phase: develop, and minutes: 20",)
    assert [str(one) for one in made.left_out] == [
        "numbers of scales, which scales print themselves (1, of 2 words)",
        "headings that blocks say themselves (3, of 8 words): Conversation starters, For the mentor, After the session",
    ]


TRAINING = (
    h(1, "Working across cultures"),
    p("Why this matters."),
    h(2, "Learning outcomes"),
    p("Tell custom from character", level=0),
    p("Ask, without guessing", level=0),
    h(2, "Materials needed"),
    p("Pens and paper"),
    h(2, "Agenda"),
    p("Come early."),
    table(
        ("Time", "Activity", "Facilitator notes", "Material"),
        ("10 min", "Welcome", "Who is quiet?", "Flipchart"),
        ("09:10 – 09:40", "Exercise in pairs: tell a story", "", ""),
        ("20", "Close", "", ""),
    ),
    h(2, "Case study: Amina"),
    p("Amina begins her job."),
    h(2, "Exercise"),
    p("In pairs."),
    h(2, "Background"),
    p("More text."),
)


def test_a_plan_becomes_a_training_module() -> None:
    made = proposal(docx(*TRAINING), "module")
    told = "".join(line + "\n" for line in made.text.splitlines() if "TO FILL IN" not in line or "/// " in line)
    assert told == textwrap.dedent("""\
        ---
        title: Working across cultures
        for: [mentor]
        minutes: 60
        outcomes: [Tell custom from character, "Ask, without guessing"]
        materials: [Pens and paper]
        ---

        Why this matters.

        ## Background

        More text.

        ## Run sheet

        Come early.

        //// step | Welcome
            minutes: 10

        **Material:** Flipchart

        /// say
        ///

        /// watch
        Who is quiet?
        ///
        ////

        //// step | Exercise in pairs: tell a story
            minutes: 30


        /// say
        ///

        /// watch
        ///
        ////

        //// step | Close
            minutes: 20


        /// say
        ///

        /// watch
        ///
        ////

        /// case | Amina
        Amina begins her job.
        ///

        /// practice
        In pairs.
        ///

        /// debrief
        ///

        /// handout | TO FILL IN (the title of the handout)
        ///

        /// remote
        ///

        /// access
        ///

        /// worked
        ///
        """)
    assert made.guessed == ("for: [mentor], and minutes: 60, as the steps add up",)


def test_steps_are_also_told_by_headings_and_lists_that_say_their_minutes() -> None:
    made = proposal(
        docx(
            h(1, "Hour"), p("Plan about 20 minutes."), h(2, "Arrive (10 min)"), p("Say hello."), h(2, "Talk 1:00–1:30"), p("In pairs."),
            h(2, "Running order"), p("Round – 5 minutes", level=0), p("End (15’)", level=0),
        ),
        "module",
    )  # fmt: skip
    assert [line for line in made.text.splitlines() if "step" in line or "minutes:" in line] == [
        "minutes: 60",
        "//// step | Arrive",
        "    minutes: 10",
        "//// step | Talk",
        "    minutes: 30",
        "//// step | Round",
        "    minutes: 5",
        "//// step | End",
        "    minutes: 15",
    ]


def test_a_key_has_no_more_questions_than_its_time_allows() -> None:
    questions = [p(f"Question {number}?") for number in range(1, 10)]
    made = proposal(docx(h(1, "Many"), *questions, p("a?", level=0), p("b?", level=0)), "key")
    assert made.text.count("/// prompt | Question") == 6
    assert "\nQuestion 7?\n\nQuestion 8?\n\nQuestion 9?\n\n- a?\n- b?\n" in made.text
    ruled = [one for number in range(1, 10) for one in (p(f"Question {number}?"), p("______"))]
    made = proposal(docx(h(1, "Many"), *ruled), "key")
    assert made.text.count("/// prompt | Question") == 6
    assert "\nQuestion 7?\n\nQuestion 8?\n\nQuestion 9?\n" in made.text


def test_a_paragraph_that_explains_stays_one_though_it_ends_in_a_question() -> None:
    explains = (
        "Feedback touches two wishes at once. Whoever hears that it was unclear hears more. So who asked, and what for?"
    )
    made = proposal(docx(h(1, "Why"), p(explains), p("You did well. What helped?")), "key")
    assert f"\n{explains}\n" in made.text
    assert "/// prompt | You did well. What helped?" in made.text


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["key", "module", "form", "page"])
@pytest.mark.parametrize(
    "parts", [CHAPTER, TRAINING, (p("Only a sentence."),)], ids=["chapter", "training", "sentence"]
)
def test_check_finds_nothing_but_what_is_still_to_be_written(
    kind: str, parts: tuple[str, ...], project: Project
) -> None:
    shown = p(picture("a", "Two chairs")), p(picture("b"))
    (project.root / "chapter.docx").write_bytes(docx(*parts, *shown, pictures={"a": png(), "b": png(3, 3)}))
    result = project.run("import", "guide", str(project.root / "chapter.docx"), "--as", kind)
    assert result.exit_code == 0, result.output + result.stderr
    found = project.problems()
    assert [line for line in found if "[to-fill-in]" not in line] == []
    assert found
