"""The words for people, with and without an article: in every translated message, and in a programme's own words."""

from pathlib import Path

import pytest
from conftest import LEAD, Project

from mentorkit.language.catalogue import Words
from mentorkit.language.people_words import OF_EQUALS, USUAL
from mentorkit.language.placeholders import NAMES
from mentorkit.language.templates import environment
from mentorkit.language.voice import Voice

HEAD = "title: Lead\norganisation: Acme\nstarts: 2027-02-01\nsessions: {1: {title: Begin, week: 2}}\n"
NYNORSK = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8"

msgid "the mentee"
msgstr "menteen"

msgid "Welcome"
msgstr "Til %(the_mentee)s, frå %(the_programme)s"

msgid "Your %(other)s"
msgstr "%(other)s og %(the_mentee)s"

msgid "One day"
msgid_plural "%(num)s days"
msgstr[0] "Éin dag for %(the_mentee)s"
msgstr[1] "%(num)s dagar for %(the_mentee)s"
"""


def translated(tmp_path: Path, **people: str) -> Words:
    (tmp_path / "nn").mkdir()
    (tmp_path / "nn/mentorkit.po").write_text(NYNORSK, "utf-8")
    return Words("nn", tmp_path, people)


def voice(project: Project, definition: str) -> Voice:
    project.write(LEAD, HEAD + definition)
    return Voice.of(project.job().toolkit.program)


def test_a_translation_names_people_whom_the_english_message_does_not(tmp_path: Path) -> None:
    words = translated(tmp_path, the_mentee="deltakaren")
    assert words.gettext("Welcome") == "Til deltakaren, frå the programme"
    assert words.fill(words.gettext("Your %(other)s"), {"other": "verten"}) == "verten og deltakaren"
    assert words.ngettext("One day", "%(num)s days", 3) == "3 dagar for deltakaren"
    with pytest.raises(KeyError):
        words.fill("%(nobody)s", {})


def test_without_a_programme_they_are_the_usual_words(tmp_path: Path) -> None:
    assert translated(tmp_path).gettext("Welcome") == "Til menteen, frå the programme"


def test_templates_know_them_and_escape_them(project: Project, tmp_path: Path) -> None:
    env = environment(project.job().layers, translated(tmp_path, the_mentee="A & B"))
    said = '{{ _("Welcome") }}|{{ ngettext("One day", "%(num)s days", 1) }}|{% trans other="Ø" %}Your {{ other }}{% endtrans %}'
    assert env.from_string(said).render() == "Til A &amp; B, frå the programme|Éin dag for A &amp; B|Ø og A &amp; B"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("definition", "said"),
    [
        ("", {"the_mentee": "the mentee", "the_sessions": "the sessions"}),
        ("wording: {mentee: guest, sessions: talks}\n", {"the_mentee": "the guest", "the_sessions": "the talks"}),
        ("wording: {mentee: guest, the_mentee: our guest}\n", {"the_mentee": "our guest"}),
        ("format: peer\nwording: {mentee: guest}\n", {"the_mentor": "the guest", "the_mentors": "the partners"}),
        ("language: en-US\n", {"the_programme": "the program"}),
        ("language: da\n", {"the_mentee": "menteen", "the_sessions": "møderne"}),
        ("language: da\nwording: {mentee: gæst}\n", {"the_mentee": "gæst", "the_mentees": "menteerne"}),
        ("language: da\nwording: {mentee: gæst, the_mentee: gæsten}\n", {"the_mentee": "gæsten"}),
    ],
)
def test_a_programme_s_own_words_have_articles(project: Project, definition: str, said: dict[str, str]) -> None:
    assert {name: voice(project, definition).people[name] for name in said} == said


@pytest.mark.slow
def test_a_word_whose_article_nobody_knows_is_told(project: Project) -> None:
    project.write(LEAD, HEAD + "language: da\nwording:\n  mentee: gæst\n  mentees: gæster\n  the_mentees: gæsterne\n")
    assert project.run("check", "--ignore", "design").stderr == (
        f'{LEAD}:7:11  note  sentences need "gæst" with its article too, and say it without one  [wording]\n'
        "    add wording.the_mentee: what stands there otherwise is “menteen”\n"
    )


@pytest.mark.slow
def test_placeholders_take_them(project: Project) -> None:
    program = voice(project, "summary: For {{ the_mentee }}.\n")
    assert {name for name in NAMES if name.startswith("the_")} <= set(USUAL)
    assert program.placeholders(project.job().toolkit.program)["the_mentee"] == "the mentee"
    assert project.job().toolkit.program.summary == "For the mentee."


def test_equals_have_words_with_articles_too() -> None:
    assert set(OF_EQUALS) <= set(USUAL)
