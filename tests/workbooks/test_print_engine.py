"""What a book may not do: fetch from elsewhere, leave holes, lose words. Each ends as an error in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT, Project

from mentorkit.brand.scripts import way_out
from mentorkit.build.outputs import make_portal
from mentorkit.core.problems import BuildFailed
from mentorkit.language.templates import font_name
from mentorkit.workbooks.compose.book_html import PrintHtml
from mentorkit.workbooks.layout.fetching import Gate, lost_links, read_addresses
from mentorkit.workbooks.layout.print_engine import write_pdf
from mentorkit.workspace.layers import Layer, Layers

INTER = (ROOT / "templates/assets/fonts/Inter-Regular.ttf").as_uri()
CSS = f'@font-face {{ font-family: "Inter"; src: url("{INTER}") }} html {{ font-family: Inter }}'


def printed(body: str, tmp_path: Path, *, css: str = CSS, least_pages: int = 1) -> list[str]:
    """What is wrong with a book of this body; nothing where it can be printed."""
    html = f'<!DOCTYPE html><html lang="en"><head><title>Book</title></head><body>{body}</body></html>'
    book = PrintHtml(html=html, css=css, title="Book", author="Acme", language="en", least_pages=least_pages)
    try:
        write_pdf(book, Layers((Layer("stock", ROOT),)), tmp_path / "book.pdf")
    except BuildFailed as failed:
        return [problem.message for problem in failed.problems]
    return []


def test_a_plain_book_is_printed(tmp_path: Path) -> None:
    assert printed("<h1>Begin</h1><p>Some words.</p>", tmp_path) == []


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("https://x.example/a.png", 'Book: "https://x.example/a.png" would be fetched from elsewhere; books hold only files of this workspace'),
        ("file:///etc/hostname", 'Book: the file "/etc/hostname" lies outside the folders that books are made from'),
        ((ROOT / "content/nothing.png").as_uri(), f'Book: the file "{ROOT / "content/nothing.png"}" is not there'),
    ],
)  # fmt: skip
def test_what_cannot_or_may_not_be_had_is_an_error(address: str, message: str, tmp_path: Path) -> None:
    assert printed(f'<h1>Begin</h1><img src="{address}" alt="x">', tmp_path) == [message]


def test_a_link_inside_a_picture_is_refused_too(tmp_path: Path) -> None:
    picture = '<svg viewBox="0 0 9 9"><image href="file:///etc/passwd" width="9" height="9"/></svg>'
    assert printed(f"<h1>Begin</h1>{picture}", tmp_path) == [
        'Book: the file "/etc/passwd" lies outside the folders that books are made from'
    ]


def test_an_attachment_is_refused(tmp_path: Path) -> None:
    body = '<h1>Begin</h1><p><a rel="attachment" href="file:///etc/passwd">words</a></p>'
    assert 'Book: the file "/etc/passwd" lies outside the folders that books are made from' in printed(body, tmp_path)


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("programs/acme/logo.svg", ""),
        ("_brand/logo.svg", ""),
        ("templates/print/mine.css", ""),
        ("programs/beta/logo.svg", "lies outside the folders that books are made from"),
        ("private/ada.png", "lies outside the folders that books are made from"),
        ("site/beta/board/logo.svg", "lies outside the folders that books are made from"),
        (".cache/beta/logo.svg", "lies outside the folders that books are made from"),
        ("programs/acme/.originals/logo.svg", "lies outside the folders that books are made from"),
        ("programs/acme/lead.yml", "is neither a picture, nor a font, nor a style sheet; a book takes along no others"),
        ("mkdocs.yml", "is neither a picture, nor a font, nor a style sheet; a book takes along no others"),
    ],
)
def test_a_book_reads_nothing_of_others(place: str, reason: str, tmp_path: Path) -> None:
    """The layer of a workspace is the folder in which everybody's files lie."""
    (tmp_path / "site/.mentorkit").mkdir(parents=True)
    file = tmp_path / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"x")
    gate = Gate((tmp_path.resolve() / "programs/acme", tmp_path.resolve()))
    link = tmp_path / "programs/acme" / f"link{file.suffix}"
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(file)
    for address in (file.as_uri(), link.as_uri(), f"{tmp_path.as_uri()}/programs/acme/../../{place}"):
        assert gate.admits(address) is (not reason), (address, gate.refused)
    assert all(said.endswith(reason) for said in gate.refused)


def test_no_link_leads_to_the_machine_that_builds() -> None:
    leads = ["#key", "https://x.example/", "mailto:a@x.example", "tel:+491", "HTTP://X.EXAMPLE/"]
    lost = ["file:///etc/passwd", "../beta/board/", "javascript:alert(1)", "x.pdf", "//x.example/a"]
    html = "".join(f'<p><a class="x" href="{address}">x</a></p>' for address in (*leads, *lost))
    assert [complaint.split('"')[1] for complaint in lost_links(html)] == lost


def test_addresses_that_a_book_reads_are_known_before_it_is_laid_out() -> None:
    html = (
        '<img alt="x" src="a.png"><IMG src=b.png><object data=\'c.svg\'></object><embed src="d.svg"><svg><image href="e.png"/></svg>'
        '<link rel="attachment" href="f.yml"><a rel=attachment href="g.csv">x</a><p style="background: url(&quot;h.png&quot;)">x</p>'
        '<style>@import "i.css";</style><a href="https://x.example/">x</a><img src="data:image/png;base64,AA" alt=""><p>write url(x) and @import "y" or url(\'z\')</p>'
    )
    css = "p { background: url( 'j.png' ); mask: url(k.svg) } @import url(l.css); a { background: url(data:x); b: url(#x) }"
    assert sorted(one[0] for one in read_addresses(html, css)) == list("abcdefghijkl")


FAMILIES = (
    "Acme-Sans",
    "3M Circular 2.0",
    "Acme & Söhne (Text)",
    "Acme, Sans",
    'O\'Neil "Sans"',
    "50% \\ <b>{};",
    "serif",
)


def test_fonts_of_any_name_are_the_brands_in_text_and_in_pictures(tmp_path: Path) -> None:
    names = [font_name(family) for family in FAMILIES]
    css = "".join(f'@font-face {{ font-family: "{name}"; src: url("{INTER}") }}' for name in names)
    texts = "".join(f"<p style='font-family: \"{name}\"'>Words</p>" for name in names)
    pictures = "".join(
        f'<svg viewBox="0 0 90 9"><title>Sign</title><text y="9" font-family="{name}">Sign</text></svg>'
        for name in names
    )
    body = f'<h1 style="font-family: {names[0]}">Begin</h1>{texts}{pictures}'
    assert printed(body, tmp_path, css=css) == []


def test_a_letter_that_no_font_has_is_an_error(tmp_path: Path) -> None:
    assert printed("<h1>Begin 日</h1>", tmp_path) == [
        "Book: the programme’s fonts have no letters for “日”; " + way_out("日")
    ]


def test_every_warning_of_the_engine_is_an_error(tmp_path: Path) -> None:
    (message,) = printed("<h1>Begin</h1>", tmp_path, css=CSS + " p { colour: red }")
    assert message.startswith("Book: the style sheet of the books: Ignored `colour: red ` at 1:")


def test_words_that_are_lost_on_the_way_are_missed(tmp_path: Path) -> None:
    hidden = CSS + " .hole { display: none }"
    (message,) = printed(
        '<h1>Begin</h1><p class="hole">These words are cut away by a rule of the style sheet.</p>', tmp_path, css=hidden
    )
    assert message == "Book: the PDF shows 5 of the 47 letters that belong in it"


def test_pages_that_are_lost_on_the_way_are_missed(tmp_path: Path) -> None:
    assert printed("<h1>Begin</h1>", tmp_path, least_pages=3) == [
        "Book: the PDF has 1 pages, and its content needs at least 3"
    ]


@pytest.mark.slow
def test_a_template_cannot_include_what_lies_outside_its_layer(project: Project, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    project.write("templates/portal/agreement.html", '{% include "../../secret.txt" %}')
    project.write(
        "programs/acme/lead.yml",
        (project.root / "programs/acme/lead.yml").read_text("utf-8") + "agreement: {confidentiality: Between us.}\n",
    )
    with pytest.raises(BuildFailed) as failed:
        make_portal(project.job(), [])
    (problem,) = failed.value.problems
    assert (problem.rule, problem.message) == (
        "template",
        "this template is refused: a template reads none but templates",
    )
    assert str(problem.at).endswith("templates/portal/agreement.html:1")
