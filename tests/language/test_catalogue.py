"""The software's own words: a further language is a further file, and costs no code."""

import re
from datetime import date, time
from pathlib import Path

import pytest
from conftest import ROOT
from jinja2 import Environment

from mentorkit.core.language_tags import is_language
from mentorkit.definition.weeks import Weeks
from mentorkit.language.catalogue import Words
from mentorkit.language.templates import environment
from mentorkit.language.voice import Voice, usual_people
from mentorkit.workspace.layers import Layers, stock_root

GERMAN = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8"

msgid "Webinar"
msgstr "Netzseminar"
"""


def voice(words: Words) -> Voice:
    return Voice(words, usual_people(words), Weeks(date(2027, 2, 1)), "UTC")


def test_a_language_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "de/mentorkit.po").write_text(GERMAN, "utf-8")
    german = Words("de-AT", tmp_path)
    assert german.translated
    assert voice(german).kind("webinar") == "Netzseminar"
    assert voice(german).kind("launch") == "Launch"


def test_a_language_without_a_file_speaks_english_but_keeps_its_dates(tmp_path: Path) -> None:
    polish = Words("pl", tmp_path)
    assert not polish.translated
    assert voice(polish).kind("launch") == "Launch"
    assert polish.date(date(2027, 2, 1)) == "1 lutego 2027"


@pytest.mark.parametrize(
    ("language", "day", "clock", "listed", "direction"),
    [
        ("en-GB", "1 February 2027", "09:30", "a, b and c", "ltr"),
        ("en-US", "February 1, 2027", "9:30\u202fAM", "a, b, and c", "ltr"),
        ("de", "1. Februar 2027", "09:30", "a, b und c", "ltr"),
        ("ar", "1 فبراير 2027", "9:30 ص", "a وb وc", "rtl"),
    ],
)
def test_dates_times_and_lists_are_the_language_s_own(
    language: str, day: str, clock: str, listed: str, direction: str
) -> None:
    words = Words(language)
    assert (words.date(date(2027, 2, 1)), words.time(time(9, 30)), words.list(["a", "b", "c"]), words.direction) == (
        day,
        clock,
        listed,
        direction,
    )


@pytest.mark.parametrize(
    ("tag", "comma"),
    [("ar", "، "), ("ar-EG", "، "), ("fa", "، "), ("ur", "، "), ("he", ", "), ("da", ", "), ("uz", ", ")],
)
def test_languages_in_arabic_letters_have_a_comma_of_their_own(tag: str, comma: str) -> None:
    assert Words(tag).comma == comma


def test_templates_join_by_the_comma_of_the_language() -> None:
    """Between two values; inside a message the comma is the translator's."""
    between = re.compile(r"(?:\}\}|%\}|</(?:a|strong|span|cite)>), (?=\{\{|\{%|<)")
    message = re.compile(r"\{%-? *trans\b.*?\{%-? *endtrans *-?%\}", re.DOTALL)
    for template in (stock_root() / "templates").rglob("*.html"):
        assert not between.findall(message.sub("", template.read_text("utf-8"))), f"{template}: write {{{{ comma }}}}"


@pytest.mark.parametrize(
    ("tag", "known"),
    [("en-GB", True), ("pl", True), ("zh-Hant", True), ("english", False), ("", False), ("../x", False)],
)
def test_language_tags(tag: str, known: bool) -> None:
    assert is_language(tag) is known


SHOWN = sorted(
    path
    for folder in ("portal", "print", "blocks", "report")
    for path in (ROOT / "templates" / folder).rglob("*")
    if path.suffix in (".html", ".svg", ".css", ".js")
)
WORD = re.compile(r"[^\W\d_]{2,}")
IN_ATTRIBUTES = re.compile(r'\b(?:aria-label|title|alt|placeholder|label|data-[\w-]+)="([^"]*)"')
ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"|\{:[^}]*\}|--[\w-]+: 0;')
NO_TEXT = re.compile(r"<!--.*?-->|<(?:style|script)\b.*?</(?:style|script)>|<[^<>]*>|&#?\w+;|\bmk[:-][\w-]+", re.DOTALL)
JINJA = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


def own_words(template: str) -> str:
    """A template without what it says by the catalogue, and without its expressions."""
    said, name, translated = [], "", False
    for _line, kind, value in JINJA.lex(template):
        name = "" if kind == "block_begin" else name or (value if kind == "name" else "")
        translated = name == "trans" if name in ("trans", "endtrans") else translated
        if kind == "data":
            said.append(WORD.sub("", value) if translated else value)
        elif kind == "variable_begin":
            said.append("0")
    return "".join(said)


def not_in_the_catalogue(kind: str, text: str) -> list[str]:
    """The words for readers that a template of this kind writes itself."""
    text = own_words(text)
    if kind == ".js":
        text = re.sub(r"/\*.*?\*/|(?<![:\w])//[^\n]*", "", text, flags=re.DOTALL)
        return [one for one in re.findall(r"([\"'`][A-Z][a-z]+ [^\"'`\n]*)[\"'`]", text) if WORD.search(one)]
    if kind == ".css":
        return [one for one in re.findall(r'content:\s*"([^"]*)"', text) if WORD.search(one)]
    named = [one for one in IN_ATTRIBUTES.findall(text) if re.match(r"[A-Z][a-z]|.*[a-z]{2} [a-z]{2}", one)]
    return named + [one.strip() for one in NO_TEXT.split(ATTRIBUTE.sub("", text)) if one and WORD.search(one)]


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        (".html", '<p>{{ _("Yes") }} {% trans x=1 %}No {{ x }}{% endtrans %}</p>', []),
        (".html", "<p>{% if a %}Your notes{% endif %}</p>", ["Your notes"]),
        (".html", "{% trans %}No{% endtrans %} Your notes", ["Your notes"]),
        (".html", '<nav aria-label="Your notes" class="a b"></nav>', ["Your notes"]),
        (".css", '.a::after { content: "Page " counter(page); }', ["Page "]),
        (".css", '.a::after { content: "{{ _("Page") }}"; }', []),
        (".js", 'a.textContent = "Saved here"; // "Not me either"', ['"Saved here']),
    ],
)
def test_words_beside_the_catalogue_are_found(kind: str, text: str, found: list[str]) -> None:
    assert not_in_the_catalogue(kind, text) == found


def test_templates_scripts_and_style_sheets_say_nothing_beside_the_catalogue() -> None:
    beside = {path.relative_to(ROOT).as_posix(): not_in_the_catalogue(path.suffix, path.read_text("utf-8")) for path in SHOWN}  # fmt: skip
    assert len(beside) > 100
    assert {name: found for name, found in beside.items() if found} == {}


def test_messages_of_several_lines_are_found_in_the_catalogue() -> None:
    """Messages are collected with their lines joined, and have to be looked up so."""
    found = {}
    for file in (ROOT / "templates").rglob("*.html"):
        for whole in re.findall(r"\{% trans %\}[^{}]*\n[^{}]*\{% endtrans %\}", file.read_text("utf-8")):
            found[file.name] = environment(Layers(()), Words("da")).from_string(whole).render()
    assert found
    assert {name: said for name, said in found.items() if re.search(r"\b(the|and)\b", said)} == {}
