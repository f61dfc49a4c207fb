"""What takes an answer: the same on the page, in the printed book and in the form to fill in, of every guide and session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from conftest import LEAD, NO_WORKBOOKS, ONE_FORM, ROOT, Project, begun
from lxml.etree import tostring
from lxml.html import document_fromstring

from mentorkit.build.outputs import Job
from mentorkit.definition.base import PAIR
from mentorkit.definition.books import Extent
from mentorkit.guides.asks import milestone_asks
from mentorkit.guides.blocks import FOR_ONE
from mentorkit.guides.markdown import Prose
from mentorkit.guides.vocabulary import options
from mentorkit.language.catalogue import Words
from mentorkit.language.voice import Voice
from mentorkit.portal.destinations import destinations
from mentorkit.portal.guide_pages import GuidePages
from mentorkit.portal.stage import stage
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.guide_printing import GuidePrinter
from mentorkit.workbooks.layout.fields import add_fields
from mentorkit.workbooks.layout.html_tree import classes, has_words, of_class, parents
from mentorkit.workspace.layers import Layers

Fields = Counter[tuple[str, str]]
"""How many fields of a kind belong to what asks, by the name of that."""

KEYS = sorted(path.stem for path in (ROOT / "content/keys").glob("*.md"))
PROGRAM = """\
title: Lead
organisation: Acme
starts: 2027-02-01
sessions:
  1: {title: Begin, week: 2, purpose: To begin., keys: [feedback], actions: {mentee: Ask., mentor: Listen.}}
  2: {title: Go on, week: 6}
"""
WHOLE = PROGRAM.replace("[feedback]", f"[{', '.join(KEYS)}]")
"""With every guide of the stock: what a programme does not choose, it has all of."""


def tree(html: str) -> Element:
    return fromstring(tostring(document_fromstring(html)))


def cells(table: Element) -> list[Element]:
    return [cell for row in table.iterfind(".//tbody/tr") for cell in row if cell.tag == "td" and not has_words(cell)]


def on_the_page(root: Element, role: str) -> Fields:
    """The fields that `assets/writing/fields.js` makes of a page for one role, or of all of it."""
    above, found = parents(root), Fields()
    for block in (one for one in root.iter() if one.get("data-mk-write")):
        of = block.get("data-mk-for") or next(iter(up(block, above, "data-mk-for")), "")
        whose = block.get("data-mk-whose", "both")
        if (of in ("", role) and whose in ("both", role)) or role not in PAIR:
            found.update((block.get("id", ""), kind) for kind in written(block))
    return found


def written(block: Element) -> Iterator[str]:
    kind = block.get("data-mk-write")
    if kind == "table":
        yield from ("text" for _ in cells(block))
    elif kind == "choice":
        yield from ("number" for _ in block.iterfind(".//tbody/tr"))
    elif kind == "ticks":
        yield from ("tick" for _ in block.iter("li"))
    elif kind == "paragraphs" and not any(one.get("data-mk-write") for one in block.iter() if one is not block):
        (content,) = (one for one in block if "mk-content" in classes(one))
        asked = [*content.findall("p"), *content.findall("ul/li"), *content.findall("ol/li")]
        yield from ("text" for _ in asked or [content])
    elif kind in ("text", "scale"):
        yield {"text": "text", "scale": "number"}[kind]


def up(element: Element, above: dict[Element, Element], name: str) -> Iterator[str]:
    """The values of this attribute in what is around an element, the nearest first."""
    at: Element | None = element
    while at is not None:
        if at.get(name):
            yield at.get(name, "")
        at = above.get(at)


def in_print(root: Element) -> Fields:
    """What is ruled, framed, to be ringed or ticked, but for lines that only use what is left of a page and ask nothing."""
    above, found = parents(root), Fields()

    def add(element: Element, kind: str, count: int = 1) -> None:
        found[next(iter(up(element, above, "data-ask")), "nobody"), kind] += count

    for one in root.iter():
        named = classes(one)
        if named & {"mk-prompt", "mk-lines", "mk-draw__frame", "held-line"} or (
            "rest" in named and one.get("data-ask")
        ):
            add(one, "text")
        elif "mk-scale__row" in named:
            add(one, "number")
        elif "mk-checklist" in named:
            add(one, "tick", len(one.findall("div/ul/li")))
        elif "mk-fill__table--choice" in named:
            add(one, "number", len(one.findall("tbody/tr")))
        elif one.tag == "table" and named & {"mk-fill__table", "mk-action__table"}:
            add(one, "text", len(cells(one)))
    return found


def in_the_form(root: Element) -> Fields:
    """The form fields that are put into the same tree, but for boxes before what is to be read, which ask nothing."""
    add_fields(root, Words("en-GB"))
    above, found, radios = parents(root), Fields(), set()
    for one in root.iter():
        if one.tag not in ("textarea", "input") or (one.get("type") == "radio" and one.get("name") in radios):
            continue
        radios.add(one.get("name") if one.get("type") == "radio" else "")
        kind = {"radio": "number", "checkbox": "tick"}.get(one.get("type", ""), "text")
        found[next(iter(up(one, above, "data-ask")), "nobody"), kind] += 1
    del found["nobody", "tick"]
    return found


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    return begun(tmp_path_factory.mktemp("fields") / "workspace", PROGRAM + ONE_FORM).job()


def prose(medium: str, kit: Toolkit, layers: Layers, voice: Voice, reader: str = "") -> dict[str, object]:
    return options(medium, layers, "en-GB", voice.people, voice.placeholders(kit.program), reader=reader)


@pytest.mark.slow
def test_every_guide_asks_the_same_on_the_page_in_print_and_in_the_form(project: Project) -> None:
    project.write(LEAD, WHOLE)
    job = project.job()
    kit, voice = job.toolkit, Voice.of(job.toolkit.program)
    page = Prose(prose("portal", kit, job.layers, voice))
    texts = GuidePages(kit, voice)
    different, seen = [], 0
    printers = {
        role: GuidePrinter(prose("print", kit, job.layers, voice, role), kit.speech, role) for role in (*PAIR, "hr")
    }
    for guide in kit.guides:
        whole = tree(str(page.html(texts.text(guide))))
        for role, printer in printers.items() if guide.every(*FOR_ONE) else [("hr", printers["hr"])]:
            shown = on_the_page(whole, role)
            paper = tree(f"<body>{printer.html(guide, 1)}</body>")
            ruled, form = in_print(paper), in_the_form(paper)
            seen += shown.total()
            if not shown == ruled == form:
                different.append((guide.path, role, shown - ruled, ruled - shown, form - ruled, ruled - form))
    assert different == []
    assert seen > 1000


@pytest.mark.slow
@pytest.mark.parametrize("extent", ["essential", "complete"])
def test_every_session_asks_the_same_on_the_page_in_print_and_in_the_form(
    job: Job, tmp_path: Path, extent: Extent
) -> None:
    kit = job.toolkit
    stage(kit, job.layers, job.config, tmp_path, today=date(2027, 2, 1), downloads=[])
    for book in (book for book in job.books if book.id in ("mentee-workbook", "mentor-workbook")):
        paper = tree(compose(kit, replace(book, extent=extent, chapters=("sessions",)), job.layers).html)
        pages = (one for one in paper.iter("section") if classes(one) & {"session", "meeting", "record"})
        parts = [one for one in pages if not of_class(one, "flow")]  # but for Keys, and what they ask afterwards
        for noticed in of_class(paper, "noticed"):
            noticed.clear()
        assert len(parts) == 2 * len(kit.sessions)
        for number in range(len(kit.sessions)):
            shown = on_the_page(tree((tmp_path / f"docs/sessions/{number + 1}.md").read_text("utf-8")), book.role)
            (both := Element("body")).extend(parts[2 * number : 2 * number + 2])
            assert shown == in_print(both)
            assert shown == in_the_form(both)
            assert {name for name, _ in shown} == {"raise", "held", "talked", "take-away", "action", "next"}


@pytest.mark.slow
@pytest.mark.parametrize("role", PAIR)
def test_the_agreement_asks_the_same_on_the_page_in_print_and_in_the_form(
    role: str, project: Project, tmp_path: Path
) -> None:
    """But for signatures: two names and dates on a page, which a hand signs on paper."""
    project.write(LEAD, PROGRAM + ONE_FORM + "agreement: {rhythm: Once a month, ending: Any time}\n")
    job = project.job()
    kit = job.toolkit
    stage(kit, job.layers, job.config, tmp_path, today=date(2027, 2, 1), downloads=[])
    shown = on_the_page(tree((tmp_path / "docs/agreement.md").read_text("utf-8")), role)
    book = next(book for book in job.books if book.id == f"{role}-workbook")
    (paper,) = of_class(tree(compose(kit, replace(book, chapters=("agreement",)), job.layers).html), "agreement")
    for later in of_class(paper, "rest"):
        later.clear()  # what is left of a page is for later changes
    ruled, form = in_print(paper), in_the_form(paper)
    del form["nobody", "text"]  # signatures
    assert shown == ruled == form == Fields({("added", "text"): 1})


CHAPTERS = {
    "letter": (("letter",), {"letter-page"}),
    "half-way": (("sessions",), {"midpoint", "midpoint-together"}),
    "looking-back": (("closing", "keepsake"), {"closing", "keepsake"}),
}
"""The chapters of a workbook that ask what a page does, and the classes of their sections."""
FOUR = PROGRAM + "  3: {title: On and on, week: 9}\n  4: {title: End, week: 12}\n"


@pytest.mark.slow
@pytest.mark.parametrize("extent", ["essential", "complete"])
def test_letter_half_way_and_looking_back_ask_the_same_on_the_page_in_print_and_in_the_form(
    extent: Extent, project: Project, tmp_path: Path
) -> None:
    """But for signatures; half-way, an essential workbook asks what is essential of it."""
    project.write(LEAD, FOUR + ONE_FORM)
    job = project.job()
    kit = job.toolkit
    stage(kit, job.layers, job.config, tmp_path, today=date(2027, 2, 1), downloads=[])
    milestones = milestone_asks(Words("en-GB")).values()
    left = {ask.name for asks in milestones for ask in asks if extent == "essential" and not ask.essential}
    for page, (chapters, sections) in CHAPTERS.items():
        for book in (book for book in job.books if book.id in ("mentee-workbook", "mentor-workbook")):
            shown = on_the_page(tree((tmp_path / f"docs/{page}.md").read_text("utf-8")), book.role)
            whole = tree(compose(kit, replace(book, extent=extent, chapters=chapters), job.layers).html)
            (paper := Element("body")).extend(one for one in whole.iter("section") if classes(one) & sections)
            asked = Fields({(name, kind): count for (name, kind), count in shown.items() if name not in left})
            ruled, form = in_print(paper), in_the_form(paper)
            del form["nobody", "text"]  # signatures
            assert asked == ruled == form
            assert len(shown) == {"letter": 2, "half-way": 7, "looking-back": 8}[page]


@pytest.mark.slow
def test_pages_to_look_back_on_are_there_where_workbooks_have_them(project: Project) -> None:
    def found(text: str) -> set[str]:
        project.write(LEAD, text + ONE_FORM)
        kit = project.job().toolkit
        voice = Voice.of(kit.program)
        pages = (page.path for one in destinations(kit, voice, GuidePages(kit, voice)) for page in one.pages)
        return set(pages) & {*CHAPTERS}

    assert found(FOUR) == {"letter", "half-way", "looking-back"}
    assert found(PROGRAM) == {"letter", "looking-back"}  # two sessions have no half
    only = "books: {mentee-workbook: {chapters: [sessions]}, mentor-workbook: none}\n"
    assert found(FOUR + only) == {"half-way"}
    assert found(FOUR + NO_WORKBOOKS) == {"letter", "half-way", "looking-back"}
    cohort = "title: Lead\norganisation: Acme\nstarts: 2027-02-01\nevents: [{week: 2, what: Call, kind: call}]\n"
    assert found(cohort) == {"letter", "looking-back"}


def test_no_line_stands_without_a_word_that_says_what_it_is_for(job: Job) -> None:
    """Lines that use what is left of a page belong to a prompt or a heading that asks, or have a title of their own."""
    book = next(book for book in job.books if book.id == "mentee-workbook")
    paper = tree(compose(job.toolkit, book, job.layers).html)
    above = parents(paper)
    nameless = [
        above[more].get("class")
        for more in of_class(paper, "mk-more")
        if of_class(more, "mk-line") and not of_class(more, "rest-title")
        if "mk-prompt" not in classes(above[more])
        and not (above[more].get("data-ask") and above[more].find("h2") is not None)
    ]
    assert nameless == []


def test_what_a_key_asks_at_its_end_has_names_of_its_own(job: Job) -> None:
    kit, voice = job.toolkit, Voice.of(job.toolkit.program)
    printer = GuidePrinter(prose("print", kit, job.layers, voice), kit.speech, "mentee")
    feedback = next(key for key in kit.keys if key.id == "feedback")
    paper = tree(f'<body><h1 id="f" data-contents="1">Feedback</h1>{printer.html(feedback, 1)}</body>')
    add_fields(paper, Words("en-GB"))
    names = {one.get("name", "") for one in paper.iter("textarea")}
    assert names >= {"f-one-insight", "f-one-question", "f-what-i-noticed", "f-for-me-alone"}
