"""Letters that no font has are told by `check`, where they were written, and only where a book shows them."""

from __future__ import annotations

import ctypes
import re
import shutil
import string
from pathlib import Path

import pypdfium2
import pytest
from conftest import ARABIC, ROOT, SHORT, Project

from mentorkit.brand.scripts import fonts_with
from mentorkit.build.outputs import make_book
from mentorkit.checking.loading import load
from mentorkit.portal.look import brand_css
from mentorkit.workspace.workspace import open_workspace

FORM = "---\ntitle: Sheet{title}\nsummary: One.{summary}\nkind: worksheet\nfor: [mentor]\n---\n\n## Begin\n\nText {body} here.\n"
HINT = (
    "-> put a font that has them (free: Noto Sans SC) beside the brand file, and name its files under typography.fonts in "
    "_brand.yml: it is used wherever the others lack letters; or write it with other letters"
)
MESSAGE = "error  books have no letters for “{}”: no font of the programme has them  [letter-in-no-font] " + HINT


def sheet(project: Project, title: str = "", summary: str = "", body: str = "") -> None:
    project.write("content/forms/sheet.md", FORM.format(title=title, summary=summary, body=body))
    project.write("programs/acme/lead.yml", SHORT.replace("goal-sheet", "sheet"))


@pytest.mark.parametrize(
    ("about", "place"),
    [
        ({"title": " 日"}, "2:8"),
        ({"summary": " 日"}, "3:10"),
        ({"body": "日"}, "10:6"),
        ({"body": "`日`"}, "10:7"),
        ({"body": "&#26085;"}, "10:6"),
    ],
)
def test_a_letter_of_a_guide_that_no_font_has_is_told_where_it_stands(
    about: dict[str, str], place: str, project: Project
) -> None:
    sheet(project, **about)
    assert project.problems() == [f"content/forms/sheet.md:{place}  {MESSAGE.format('日')}"]


@pytest.mark.slow
def test_a_letter_of_a_definition_that_no_font_has_is_told_where_it_stands(project: Project) -> None:
    project.write("programs/acme/lead.yml", SHORT.replace("title: Lead", "title: Lead 日"))
    assert project.problems() == [f"programs/acme/lead.yml:1:8  {MESSAGE.format('日')}"]


def test_what_stands_in_no_book_may_have_any_letter(project: Project) -> None:
    project.write("programs/acme/lead.yml", SHORT + "trust: 日\n")
    assert project.problems() == []


def test_no_template_of_ones_own_is_filled_in_to_know_what_books_show(project: Project) -> None:
    """One that never ends would hold up whoever asks, where no limit ends it; a build keeps its limits."""
    project.write("templates/print/parts/cover.html", "{{ 1 // 0 }}")
    project.write("programs/acme/lead.yml", SHORT.replace("title: Lead", "title: Lead 日"))
    workspace, _ = open_workspace(project.root / "mkdocs.yml")
    assert workspace
    loaded = load(workspace, workspace.choose(["acme/lead"]))
    assert [problem.rule for problem in loaded.report.problems if problem.rule == "letter-in-no-font"]


def test_pictures_in_the_title_of_a_shared_link_have_one_form(project: Project) -> None:
    """As in books: what only asks for another colour or form is no letter that a font lacks."""
    text = SHORT.replace("title: Lead", "title: Lead 👍🏽 1️⃣ ❤️ A ⇒ B") + "address: https://mentoring.example.org/\n"
    project.write("programs/acme/lead.yml", text)
    assert project.problems() == []


SIGNS = {
    "ℝ": "Noto Sans Math",
    "∀": "Noto Sans Math",
    "₿": "Noto Sans",
    "Ⅷ": "Noto Sans",
    "①": "Noto Sans Symbols",
    "🫩": "Noto Emoji",
}


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_have_fonts_that_are_free(sign: str) -> None:
    assert fonts_with(sign) == (SIGNS[sign],)


@pytest.mark.slow
def test_signs_pictures_and_code_can_be_printed(project: Project) -> None:
    sheet(
        project,
        title=" 🎯 ✓",
        summary=" ☕ → ❤️",
        body="`code = 1` 👩\u200d💻 👍🏽 1️⃣ 🇩🇪 **🎉 bold** *🌱 slanted*\n\n    block ☐ of code\n\n### 🚀 Go",
    )
    assert project.problems() == []
    job = project.job()
    (form,) = (book for book in job.books if book.form)
    assert make_book(job, form).pages == 1


SCRIPTS = {
    "日本": "Noto Sans SC", "ひらがな": "Noto Sans JP", "한국어": "Noto Sans KR", "مرحبا": "Noto Sans Arabic", "שלום": "Noto Sans Hebrew",
    "नमस्ते": "Noto Sans Devanagari", "สวัสดี": "Noto Sans Thai", "Γεια": "Noto Sans", "Привет": "Noto Sans", "Łódź": "Noto Sans", "გამარჯობა": "Noto Sans Georgian",
}  # fmt: skip


@pytest.mark.parametrize("word", SCRIPTS)
def test_free_fonts_are_named_for_every_script(word: str) -> None:
    letters = {letter for letter in word if not letter.isascii()}
    assert fonts_with(letters) == (SCRIPTS[word],)


def test_the_forms_of_chinese_letters_follow_the_language() -> None:
    assert [fonts_with("国", language) for language in ("ja", "zh-Hant", "ko", "zh", "en")] == [
        ("Noto Sans JP",), ("Noto Sans TC",), ("Noto Sans KR",), ("Noto Sans SC",), ("Noto Sans SC",),
    ]  # fmt: skip


def test_letters_of_one_script_are_told_once_with_the_other_lines(project: Project) -> None:
    project.write(
        "programs/acme/lead.yml",
        SHORT.replace("title: Lead", "title: नमस्ते").replace("organisation: Acme", "organisation: भारत"),
    )
    (problem,) = project.problems()
    assert problem.startswith("programs/acme/lead.yml:1:8  error  books have no letters for “")
    assert "; the same in programs/acme/lead.yml:2  [letter-in-no-font]" in problem
    assert "(free: Noto Sans Devanagari)" in problem


def test_the_picture_of_a_shared_link_is_looked_at_too(project: Project) -> None:
    project.write("programs/acme/lead.yml", SHORT + "cohort: 日\naddress: https://acme.example/lead/\n")
    (problem,) = project.problems()
    assert problem.startswith("programs/acme/lead.yml:9:9  error  books have no letters for “日”")


def subset(project: Project, letters: str) -> None:
    """A font with these letters alone, as fonts/own.ttf of the brand."""
    from fontTools.subset import Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(ROOT / "templates/assets/fonts/Inter-Regular.ttf")
    subsetter = Subsetter()
    subsetter.populate(text=letters)
    subsetter.subset(font)
    (project.root / "programs/acme/fonts").mkdir(exist_ok=True)
    font.save(project.root / "programs/acme/fonts/own.ttf")


def in_own(book: Path) -> str:
    """The letters on a book's first page that are set in the brand's own font, each once."""
    text, name = pypdfium2.PdfDocument(book)[0].get_textpage(), ctypes.create_string_buffer(99)
    found = set[str]()
    for number in range(text.count_chars()):
        pypdfium2.raw.FPDFText_GetFontInfo(text, number, name, 99, ctypes.c_int())
        if b"Own" in name.value:
            found.add(chr(pypdfium2.raw.FPDFText_GetUnicode(text, number)))
    return "".join(sorted(found - {" "}))


@pytest.mark.slow
def test_letters_that_the_brands_font_lacks_are_lent_by_the_stocks(project: Project) -> None:
    """A family of one bold file sets text too, and only the letters that it lacks come from elsewhere."""
    subset(project, string.printable)
    project.write(
        "programs/acme/_brand.yml",
        "typography: {fonts: [{family: Own, files: [{path: fonts/own.ttf, weight: 700}]}], base: Own}\n",
    )
    sheet(project, title=" Łódź", body="Ωμέγα, Жук")
    assert project.problems() == []
    job = project.job()
    (form,) = (book for book in job.books if book.form)
    assert make_book(job, form).pages == 1
    (book,) = job.folder.rglob("*.pdf")
    assert in_own(book).isascii()
    assert set(in_own(book)) >= set("Shetdr")
    style = brand_css(job.toolkit.branding)
    assert re.search(r'--mk-text-font: "Own",.* "Inter";', style)
    assert 'url("fonts/Inter-Regular.woff2")' in style


@pytest.mark.slow
def test_a_free_font_is_proposed_for_those_arabic_letters_alone_that_no_font_of_the_stock_has(project: Project) -> None:
    """Arabic, Persian and Urdu are set in the stock's own font; Sindhi has letters that it lacks."""
    sheet(project, title=" مرحبا پچژگ ٹڈڑے", body="١٢٣ ۴۵۶ «مرحبا»")
    assert project.problems() == []
    sheet(project, title=" مرحبا ڍ")
    (problem,) = project.problems()
    assert "books have no letters for “ڍ”" in problem
    assert "(free: Noto Sans Arabic)" in problem


@pytest.mark.slow
def test_another_font_of_the_brand_lends_its_letters(project: Project) -> None:
    (project.root / "programs/acme/fonts").mkdir()
    shutil.copyfile(ARABIC, project.root / "programs/acme/fonts/arabic.ttf")
    project.write(
        "programs/acme/_brand.yml", "typography: {fonts: [{family: Arabic, files: fonts/arabic.ttf}], base: Inter}\n"
    )
    sheet(project, title=" مرحبا", body="**مرحبا** 1")
    assert project.problems() == []
    job = project.job()
    (form,) = (book for book in job.books if book.form)
    assert make_book(job, form).pages == 1
    assert re.search(r'--mk-text-font: "Inter",.* "Arabic", "Vazirmatn";', brand_css(job.toolkit.branding))
