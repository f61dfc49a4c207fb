"""Pages, such as the chapters of a handbook: a text as it was elsewhere is read, ordered, linked, shown and printed."""

from __future__ import annotations

import re
import subprocess

import pytest
from conftest import LEAD, SMALL, Project
from lxml import html

from mentorkit.build.outputs import make_book, make_portal
from mentorkit.definition.front_matter import PageFacts
from mentorkit.guides.library import Guide, read_guide
from mentorkit.language.voice import Voice
from mentorkit.portal.destinations import destinations, navigation
from mentorkit.portal.guide_pages import GuidePages
from mentorkit.workbooks.compose.book_list import books_of

BARE = SMALL + "library: {forms: [goal-sheet]}\n"
HANDBOOK = {
    "index": "# Our handbook\n\nAll that we know, from [the rules](rules/10-late.md#say-it) on.\n",
    "rules/index": "---\ntitle: The rules\norder: 2\nsummary: What holds.\n---\n\nBoth of you keep them.\n",
    "rules/10-late": "## Say it\n\nEarly. Then [go up](index.md), [to the top](../index.md) or [to feedback](../../keys/feedback.md).\n",
    "rules/9-early": "---\ntitle: Early\nsummary: Before.\nfor: mentors\n---\n\nNot at all.\n",
    "rules/deep-down/first": "---\ntitle: Deep\nsummary: Below.\n---\n\nHere.\n",
    "contact": "---\ntitle: Contact\nsummary: Whom to ask.\norder: 1\n---\n\nAsk Ada.\n",
    "thanks": "---\ntitle: Thanks\nsummary: To whom.\n---\n\nTo all.\n",
    "_draft": "not read",
    "rules/README": "not read",
}
IN_ORDER = ["index", "contact", "rules/index", "rules/9-early", "rules/10-late", "rules/deep-down/first", "thanks"]


def read(text: str, name: str = "first-week") -> tuple[Guide[PageFacts], list[str]]:
    """A page of this text, and what is said of it."""
    guide, problems = read_guide(name, text, PageFacts, "pages", "x.md", "workspace")
    assert guide is not None, problems
    return guide, [f"{one.at.line} {one.severity}: {one.message}" for one in problems]  # type: ignore[return-value]


@pytest.fixture
def handbook(project: Project) -> Project:
    for name, text in HANDBOOK.items():
        project.write(f"content/pages/{name}.md", text)
    project.write(LEAD, BARE)
    return project


@pytest.mark.parametrize(
    ("text", "title", "summary", "body"),
    [
        ("# The *first* week\n\nYou [meet](x.md), e.g. at work. Then more.\n", "The first week", "You meet, e.g. at work.", "You"),
        ("The first\n=========\n\nYou meet\non Monday!\nBring tea.", "The first", "You meet on Monday!", "You"),
        ("Before it.\n\n## Later\n\nText.", "Later", "Before it.", "Before it."),
        ("```\n# code\n```\n- point\n\n> quote\n\n| a |\n|---|\n\nWords without an end", "First week", "Words without an end", "```"),
        ("# Only a title {#top}\n", "Only a title", "Only a title", ""),
        ("---\ntitle: Mine\nsummary: My own.\n---\n# Mine\n\nText.", "Mine", "My own.", "Text."),
        ("---\ntitle: Mine\nsummary: My own.\n---\n# Other\n\nText.", "Mine", "My own.", "## Other"),
        ("---\n---\nText. More.", "First week", "Text.", "Text. More."),
        ("# T\n\n" + "word " * 100, "T", "word " * 59 + "word …", "word"),
    ],
)  # fmt: skip
def test_a_page_without_a_head_takes_its_title_and_its_summary_from_its_text(
    text: str, title: str, summary: str, body: str
) -> None:
    page, _ = read(text)
    assert (page.facts.title, page.facts.summary) == (title, summary)
    assert page.body.strip().startswith(body), "a heading that says the title is not said again"


def test_lines_keep_their_numbers_where_the_title_is_taken_out_of_them() -> None:
    page, _ = read("---\nsummary: x\n---\n# Title\n\n/// prompt | What?\n///\n")
    assert (page.body_line, page.blocks[0].at.line) == (4, 6)


def test_what_is_taken_from_the_text_is_said_once_a_file() -> None:
    assert read("# A\n\nB.")[1] == ['1 note: the title "A" is the first heading and the summary is the first sentence']
    assert read("---\ntitle: A\n---\nB.")[1] == ["1 note: the summary is the first sentence"]
    assert read("- a", "02-so-far")[1] == [
        '1 note: the title "So far" is the name of the file and the summary is the title'
    ]
    assert read("---\ntitle: A\nsummary: B\n---\nC.")[1] == []


def test_what_other_tools_read_in_a_head_is_passed_over_with_one_note() -> None:
    head = "title: A\nsummary: B\nid: 1\nlayout: post\ntags: [a, b]\ndate: 2024-01-01\nauthor: {name: C}\nmy_own: x\n"
    assert read(f"---\n{head}---\nC.")[1] == [
        "4 note: other tools read `id`, `layout`, `tags`, `date`, `author`, `my_own`; nothing is made of them here"
    ]


@pytest.mark.parametrize("line", ["draft: true", "draft: yes", "published: false", "publish: no", "hidden: True"])
def test_a_text_that_other_tools_would_hide_is_told_to_be_read(line: str) -> None:
    assert read(f"---\ntitle: A\nsummary: B\n{line}\n---\nC.")[1] == [
        f"4 warning: `{line}` hides nothing here: people would read this"
    ]


def test_a_name_that_is_nearly_one_of_a_pages_is_asked_about() -> None:
    _guide, problems = read_guide("x", "---\ntitel: A\n---\nB.", PageFacts, "pages", "x.md", "workspace")
    assert [(one.message, one.hint) for one in problems if one.rule == "unknown-name"] == [
        ('nothing called "titel" belongs here', 'did you mean "title"?')
    ]


@pytest.mark.parametrize(
    ("begin", "said"),
    [("---\ntitle: A\n", "the facts at the top of this guide are not closed"), ("+++\ntitle = 1\n+++\n", "the facts at the top are not in YAML")],
)  # fmt: skip
def test_a_head_that_cannot_be_read_is_told(begin: str, said: str) -> None:
    guide, problems = read_guide("x", f"{begin}B.", PageFacts, "pages", "x.md", "workspace")
    assert (guide, [one.message for one in problems]) == (None, [said])


def test_the_heads_of_other_guides_pass_over_what_other_tools_read_and_nothing_else(project: Project) -> None:
    form = "---\ntitle: A\nsummary: B\nlayout: post\nlayuot: x\n---\nC.\n"
    project.write("content/forms/a.md", form)
    assert [line for line in project.problems() if "content/forms" in line] == [
        'content/forms/a.md:5:1  error  nothing called "layuot" belongs here  [unknown-name]'
        " -> known here: for, kind, language, per_session, reading, standard, summary, title"
    ]
    project.write("content/forms/a.md", form.replace("layuot: x\n", ""))
    assert project.problems() == []


@pytest.mark.slow
def test_pages_stand_in_the_order_that_they_say_then_by_their_numbers_then_by_name(handbook: Project) -> None:
    kit = handbook.job().toolkit
    assert [page.id for page in kit.pages] == IN_ORDER
    voice = Voice.of(kit.program)
    entries = navigation(destinations(kit, voice, GuidePages(kit, voice)), str)
    (pages,) = [one["Our handbook"] for one in entries[-1]["Help"] if "Our handbook" in one]
    assert pages == [
        {"Our handbook": "pages/index.md"},
        {"Contact": "pages/contact.md"},
        {
            "The rules": [
                {"The rules": "pages/rules/index.md"},
                {"Early": "pages/rules/9-early.md"},
                {"Say it": "pages/rules/10-late.md"},
                {"Deep down": [{"Deep": "pages/rules/deep-down/first.md"}]},
            ]
        },
        {"Thanks": "pages/thanks.md"},
    ]


@pytest.mark.slow
def test_a_programme_offers_the_pages_and_folders_that_it_names_and_what_they_lead_to(handbook: Project) -> None:
    def offered(chosen: str) -> list[str]:
        handbook.write(LEAD, SMALL + f"library: {{forms: [goal-sheet]{chosen}}}\n")
        return [page.id for page in handbook.job().toolkit.pages]

    assert offered("") == IN_ORDER
    assert offered(", pages: [contact]") == ["contact"]
    assert offered(", pages: [rules/deep-down, thanks]") == ["rules/deep-down/first", "thanks"]
    assert offered(", pages: [rules/10-late]") == [*IN_ORDER[:1], "rules/index", "rules/10-late"]
    handbook.write(LEAD, SMALL + "library: {pages: [contcat]}\n")
    assert handbook.problems() == [
        f'{LEAD}:7:19  error  no page named "contcat"  [page-exists] -> did you mean "contact"?'
    ]


@pytest.mark.slow
def test_a_nearer_page_takes_the_place_of_another_one(handbook: Project) -> None:
    handbook.write("programs/acme/content/pages/contact.md", "# Ask Ben\n\nHe knows.\n")
    titles = {page.id: page.facts.title for page in handbook.job().toolkit.pages}
    assert (titles["contact"], titles["thanks"]) == ("Ask Ben", "Thanks")


@pytest.mark.slow
def test_links_of_pages_count_from_their_folder_and_are_checked(handbook: Project) -> None:
    handbook.write(
        "content/pages/rules/late.md",
        "# A\n\n[a](contact.md) [b](../contact.md#nowhere) [c](../keys/feedback.md) [d](10-late.md#say-it)\n",
    )
    assert handbook.problems() == [
        'content/pages/rules/late.md:3:5  error  this link leads to "contact.md", which is not there  [broken-link] -> did you mean "../contact.md"?',
        'content/pages/rules/late.md:3:21  error  "pages/contact.md" has no heading with the anchor "#nowhere"  [broken-anchor] -> it has no headings',
        'content/pages/rules/late.md:3:48  error  this link leads to "../keys/feedback.md", which is not there  [broken-link]'
        " -> link to another guide as feedback.md or ../training/mentor-foundations.md",
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("content/pages/Big Folder/a.md", 'content/pages/Big Folder  error  the folder name "Big Folder" does not work in a web address  [file-name] -> rename it, for example to "big-folder"'),
        ("content/pages/rules/A b.md", 'content/pages/rules/A b.md  error  the name "A b.md" does not work in a web address  [file-name] -> rename it to "a-b.md"'),
        ("content/pages/more/README.md", 'content/pages/more/README.md  warning  no page is made of this  [unread] -> to let it begin the folder, rename it to "index.md"'),
        ("content/keys/more/a.md", "content/keys/more  warning  nothing is read from a folder in here  [unread] -> move the files one up, into keys; only pages stand in folders"),
    ],
)  # fmt: skip
def test_files_and_folders_that_are_not_read_are_told(handbook: Project, name: str, said: str) -> None:
    handbook.write(name, "---\ntitle: A\nsummary: B\n---\nText.\n")
    assert handbook.problems() == [said]


IN_RULES = ["pages/rules/index", "pages/rules/9-early", "pages/rules/10-late", "pages/rules/deep-down/first"]


@pytest.mark.parametrize(
    ("book", "chapters", "printed"),
    [
        ("mentor-workbook", "dates, pages/rules, pages/contact", ["dates", *IN_RULES, "pages/contact"]),
        ("mentee-workbook", "pages/rules", [IN_RULES[0], *IN_RULES[2:]]),
        pytest.param("mentee-workbook", "pages/rules/9-early", ["pages/rules/9-early"], marks=pytest.mark.slow),
        pytest.param("facilitator-guide", "pages", [f"pages/{name}" for name in IN_ORDER], marks=pytest.mark.slow),
        pytest.param(
            "mentor-workbook",
            "pages/thanks, pages/rules/deep-down",
            ["pages/thanks", IN_RULES[3]],
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_folder_is_a_chapter_with_those_of_its_pages_that_are_for_the_readers(
    book: str, chapters: str, printed: list[str], handbook: Project
) -> None:
    handbook.write(LEAD, BARE + f"books: {{{book}: {{chapters: [{chapters}]}}}}\n")
    assert [*next(one for one in books_of(handbook.job().toolkit) if one.id == book).chapters] == printed


@pytest.mark.parametrize(
    ("chapters", "said"),
    [
        ("pages/ruels", ':38  error  no page named "ruels"  [page-exists] -> did you mean "rules"?'),
        ("pages/rules, pages/rules/10-late", ':51  error  "pages/rules/10-late" is in this book already  [same-chapter] -> a chapter stands once: take one of the two out'),
        pytest.param("pages/contact, pages", ':53  error  "pages/contact" is in this book already  [same-chapter] -> a chapter stands once: take one of the two out', marks=pytest.mark.slow),
    ],
)  # fmt: skip
@pytest.mark.slow
def test_chapters_that_are_no_pages_or_stand_twice_are_told(chapters: str, said: str, handbook: Project) -> None:
    handbook.write(LEAD, BARE + f"books: {{mentor-workbook: {{chapters: [{chapters}]}}}}\n")
    assert handbook.problems() == [f"{LEAD}:8{said}"]


def test_all_pages_are_no_chapter_where_there_are_none(project: Project) -> None:
    project.write(LEAD, BARE + "books: {mentor-workbook: {chapters: [pages]}}\n")
    assert project.problems() == [
        f"{LEAD}:8:38  error  there are no pages  [page-exists] -> write some into content/pages"
    ]


@pytest.mark.slow
def test_a_handbook_is_a_section_of_the_portal_and_a_part_of_a_book(handbook: Project) -> None:
    chapters = "pages/index, pages/rules/10-late"
    others = "mentee-workbook: none, facilitator-guide: none, cards: none"
    handbook.write(LEAD, BARE + f"books: {{mentor-workbook: {{chapters: [{chapters}]}}, {others}}}\n")
    job = handbook.job()
    book = books_of(job.toolkit)[0]
    pdf = job.folder / make_book(job, book).path
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    assert text.index("All that we know") < text.index("Then go up, to the top or to feedback")
    make_portal(job, [])
    made = job.folder / "pages"
    page = html.fromstring((made / "rules/10-late/index.html").read_text("utf-8"))
    assert [one.tag for one in page.iter("h1", "h2") if one.text_content().strip("¶ ") == "Say it"] == ["h1"]
    links = {one.text_content(): one.get("href") for one in page.find(".//article").iter("a")}
    assert [links[name] for name in ("go up", "to the top", "to feedback")] == [
        "../",
        "../../",
        "../../../keys/feedback/",
    ]
    first = html.fromstring((made / "index.html").read_text("utf-8"))
    assert [one.get("href") for one in first.find(".//article").iter("a") if one.text == "the rules"] == [
        "rules/10-late/#say-it"
    ]
    shown = re.sub(r"\s+", " ", first.text_content())
    assert re.search(r"Contact .*The rules .*Early .*Say it .*Deep down .*Deep .*Thanks", shown)
