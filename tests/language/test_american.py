"""A programme in American English: what the stock and the software say is spelled so, and nothing that its author wrote."""

import re
from html import unescape
from pathlib import Path

import pytest
from conftest import LEAD, ROOT, Project

from mentorkit.guides.american_guides import american_body
from mentorkit.language.american import american
from mentorkit.language.catalogue import Words

BRITISH = re.compile(
    r"\w+(?:"
    r"our(?:s|ed|ing|able|ful|less|ite|ites|al)?|[iy]s(?:e|es|ed|ing|er|ers|ation|ations)|ll(?:ed|ing|er|ers|or|ors)"
    r"|[bcdt]re[sd]?|[ft]ences?|ogues?|ilful|nrol|eable|lment|wards|dgement|dgements"
    r")|(?:whilst|amongst|learnt|spelt|burnt|grey|cheque|tyre|kerb|programme|enquir\w+|practis\w+|artefacts?|fortnight)s?"
)
"""How words end, or what they are, that Americans may spell otherwise."""
ALIKE = frozenset(
    [
        "our",
        "four",
        "hour",
        "your",
        "pour",
        "tour",
        "sour",
        "detour",
        "advertise",
        "advise",
        "adviser",
        "arise",
        "arising",
        "compromise",
        "concise",
        "demise",
        "despise",
        "devise",
        "disguise",
        "enterprise",
        "excise",
        "exercise",
        "expertise",
        "franchise",
        "franchises",
        "improvise",
        "likewise",
        "merchandise",
        "noise",
        "otherwise",
        "poise",
        "praise",
        "precise",
        "premise",
        "promise",
        "raise",
        "revise",
        "rise",
        "supervise",
        "surprise",
        "televise",
        "wise",
        "wiser",
        "raising",
        "rising",
        "advising",
        "cruise",
        "bruise",
        "appraise",
        "choice",
        "called",
        "caller",
        "calling",
        "controlled",
        "controlling",
        "drilled",
        "dwelling",
        "falling",
        "feller",
        "filled",
        "filler",
        "filling",
        "fuller",
        "heller",
        "installed",
        "killed",
        "miller",
        "pulled",
        "pulling",
        "retelling",
        "rolled",
        "rolling",
        "scroller",
        "seller",
        "selling",
        "skilled",
        "smaller",
        "spelled",
        "spelling",
        "storyteller",
        "storytelling",
        "taller",
        "teller",
        "telling",
        "tilling",
        "willing",
        "yelled",
        "bestseller",
        "dollar",
        "duller",
        "enrolled",
        "enrolling",
        "stalled",
        "pence",
        "sentence",
        "sentences",
        "existence",
        "competence",
        "persistence",
        "commitment",
        "commitments",
        "attendance",
        "hundred",
        "whatever",
        "agreeable",
        "enrollment",
        "fulfillment",
        "installment",
        "rewards",
        "towards",
        "wards",
        "dialogue",
        "dialogues",
        "instalment",
        "monologue",
        "arises",
        "advises",
        "exercises",
        "promises",
        "noises",
        "rises",
        "praises",
        "premises",
        "surprises",
        "raises",
        "disguises",
        "compromises",
        "devised",
        "advised",
        "advisers",
        "exercised",
        "promised",
        "promising",
        "promiser",
        "praised",
        "praising",
        "raised",
        "surprised",
        "surprising",
        "revised",
        "revising",
        "supervised",
        "supervising",
        "supervises",
        "exercising",
        "advertised",
        "advertising",
        "improvised",
        "disguised",
        "filled",
        "fillers",
        "fours",
        "hours",
        "yours",
        "tours",
        "detours",
        "tellers",
        "sellers",
        "storytellers",
        "callers",
        "lise",
        "krise",
        "kaiser",
        "peyser",
        "excercise",
        "fuelling",
        "pulls",
        "afterwards",
        "noticeable",
        "appraisal",
        "appraised",
        "mentee",
        "raiser",
        "wisely",
        "phrase",
        "phrased",
        "whose",
        "those",
        "these",
        "close",
        "user",
        "users",
        "used",
        "using",
        "uses",
    ]
)
"""Words of such an ending that are spelled alike."""


@pytest.mark.parametrize(
    ("british", "said"),
    [
        ("Your behaviour, coloured favourites.", "Your behavior, colored favorites."),
        ("ORGANISATION, Organised, reorganising", "ORGANIZATION, Organized, reorganizing"),
        ("analysed, travelled, counsellor, labelling", "analyzed, traveled, counselor, labeling"),
        ("promise, exercise, advise, specialist, controlled", "promise, exercise, advise, specialist, controlled"),
        ("The programme’s licence to practise", "The program’s license to practice"),
        ("within a fortnight; three hours a\nfortnight", "within two weeks; three hours every two\nweeks"),
        ("She rings you and\nwould ring the other", "She calls you and\nwould call the other"),
        ("A round, a ring round a name, the bell rings", "A round, a ring around a name, the bell rings"),
        ("The notice boards at the car park", "The bulletin boards at the parking lot"),
        ("{{ programme }} and %(programme)s", "{{ programme }} and %(programme)s"),
        ("[the programme](../forms/organisation-readiness.md)", "[the program](../forms/organisation-readiness.md)"),
        ("`colour` <b class='colour'> a.colour@labour.example", "`colour` <b class='colour'> a.colour@labour.example"),
        ("https://centre.example/programme", "https://centre.example/programme"),
    ],
)
def test_words_are_spelled_and_addresses_are_not(british: str, said: str) -> None:
    assert american(british) == said
    assert american(said) == said


def test_every_word_of_stock_and_software_is_in_the_list_or_spelled_alike() -> None:
    files = [*ROOT.glob("content/*/*.md"), *ROOT.glob("content/archetypes/*.yml")]
    text = "\n".join(path.read_text("utf-8") for path in files)
    messages = (ROOT / "mentorkit/language/locale/mentorkit.pot").read_text("utf-8")
    text += "\n".join(line for line in messages.split("\n") if not line.startswith("#"))
    words = {word.lower() for word in re.findall(r"[^\W\d_]+", text)}
    assert len(words) > 3_000
    doubtful = sorted(word for word in words if BRITISH.fullmatch(american(word)) and american(word) not in ALIKE)
    assert doubtful == []


def test_a_question_that_is_spelled_otherwise_keeps_what_readers_wrote() -> None:
    body = "/// prompt | What would you organise?\n    lines: 3\n///\n\n/// prompt | Why now?\n///\n\n/// draw | A colour\n    was: A colour, once\n    centre: My favour\n///\n"
    spelled, blocks = american_body(body, "key.md", 7)
    assert spelled.split("\n\n") == [
        '/// prompt | What would you organize?\n    was: "What would you organise?"\n    lines: 3\n///',
        "/// prompt | Why now?\n///",
        "/// draw | A color\n    was: A colour, once\n    centre: My favor\n///\n",
    ]
    assert [getattr(block.options, "was", None) for block in blocks] == [
        "What would you organise?",
        None,
        "A colour, once",
    ]


@pytest.mark.slow
def test_what_a_preset_says_is_spelled_and_what_the_author_wrote_is_not(project: Project) -> None:
    own = (
        "language: en-US\ntitle: The Labour programme\norganisation: Centre\nstarts: 2027-02-01\narchetype: inclusion\n"
    )
    project.write(LEAD, own)
    program = project.job().toolkit.program
    assert (program.title, program.organisation) == ("The Labour programme", "Centre")
    asked = [item for one in program.evaluation.questionnaires for item in one.items]  # type: ignore[union-attr]
    respelled = [item for item in asked if item.also and item.ask == american(item.also[-1]) != item.also[-1]]
    assert respelled, "they are recognised by their words as they were"
    project.write(LEAD, own.replace("en-US", "en-GB"))
    before = project.job().toolkit.program
    ids = [item.id for one in before.evaluation.questionnaires for item in one.items]  # type: ignore[union-attr]
    assert ids == [item.id for item in asked]


def test_the_software_speaks_so_too() -> None:
    assert Words("en-US").gettext("programme") == "program"
    assert Words("en-GB").gettext("programme") == "programme"


@pytest.mark.slow
def test_nothing_of_a_portal_is_spelled_otherwise(examples: Path) -> None:
    found = {}
    site = examples / "calder/open-door"
    for path in sorted((*site.rglob("*.html"), *site.rglob("*.ics"))):
        text = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", path.read_text("utf-8"), flags=re.S)
        said = " ".join(re.findall(r' (?:aria-label|title|alt|placeholder)="([^"]*)"', text))
        for word in re.findall(r"[^\W\d_]+", unescape(re.sub(r"<[^>]+>", " ", text)) + said):
            if american(word) != word:
                found.setdefault(word, path.relative_to(site).as_posix())
    assert found == {}
