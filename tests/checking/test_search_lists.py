"""What `check` says of the lists of what people type into the search."""

from __future__ import annotations

import pytest
from conftest import SMALL, Project

from mentorkit.checking.search_checks import OWN_PAGES
from mentorkit.guides.search_reading import list_of, read_search_lists
from mentorkit.language.voice import Voice
from mentorkit.portal.destinations import destinations
from mentorkit.portal.found_by import search_words
from mentorkit.portal.guide_pages import GuidePages
from mentorkit.workspace.layers import Layer, Layers, stock_root

ENGLISH = "content/search/en.yml"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("pages: {keys/feedbak: [praise]}\n", ':1:9  error  no Key named "feedbak"  [key-exists] -> did you mean "feedback"?'),
        ("pages: {timelin: [dates]}\n", ':1:9  error  portals have no page "timelin"  [page-exists] -> did you mean "timeline"?'),
        ("pages: {qqqq: [boss]}\n", ':1:9  error  portals have no page "qqqq"  [page-exists] -> write its address in the portal: agreement, keys/feedback'),
        ("pagse: {timeline: [dates]}\n", ':1:1  error  nothing called "pagse" belongs here  [unknown-name] -> did you mean "pages"?'),
        ('pages: {"#people": [whom to ask], sessions/4: [fourth], agreement#ending: quit}\nsame: {circle: [group]}\nignore: [please]\n', ""),
    ],
)  # fmt: skip
def test_what_a_list_names_has_to_be_there(project: Project, written: str, said: str) -> None:
    project.write(f"programs/acme/{ENGLISH}", written)
    assert project.problems() == ([f"programs/acme/{ENGLISH}{said}"] if said else [])


def test_a_list_is_named_after_its_language(project: Project) -> None:
    project.write("content/search/english.yml", "ignore: [please]\n")
    hint = "name it after the language that people type: en.yml, de.yml, pt-br.yml"
    assert project.problems() == [
        f'content/search/english.yml  error  "english" is not a language  [language] -> {hint}'
    ]


def test_lists_of_all_layers_count_the_nearest_first(project: Project) -> None:
    for home, text in (("programs/acme", "pages: {timeline: [quit]}\n"), (".", "pages: {downloads: [quit, zine]}\n")):
        project.write(f"{home}/{ENGLISH}", text)
    project.write("content/search/en-gb.yml", "same: {lift: [elevator]}\n")
    layers = Layers(
        (Layer("acme", project.root / "programs/acme"), Layer("ours", project.root), Layer("stock", stock_root()))
    )
    lists, problems = read_search_lists(layers, lambda file: file.path.name)
    assert problems == ()
    british, american = list_of(lists, "en-GB"), list_of(lists, "en-US")
    named = {place: typed for place, typed in british.pages.items() if {"quit", "zine"} & {*typed}}
    assert {place: typed[:1] for place, typed in named.items()} == {"timeline": ("quit",), "downloads": ("zine",)}
    assert british.same["lift"] == ("elevator",)
    assert "lift" not in american.same
    assert "session" in american.same
    assert list_of(lists, "fr").pages == {}


def test_another_client_s_list_counts_for_no_programme(project: Project) -> None:
    project.write(f"programs/other/{ENGLISH}", "pages: {timeline: [their secret word]}\n")
    project.write("programs/other/lead.yml", SMALL)
    kit = project.job().toolkit
    assert "their secret word" not in str(search_words(kit, Voice.of(kit.program)))


RICH = """\
organisation: Acme
agreement: {ending: Either may end it}
people: {experts: [Ana Li], safe_contact: {name: Dr. Bo O. Berg, title: Ombuds}}
communications: [{title: Call, text: Come}]
evaluation: {statement: We ask}
wording: {mentor: guide, mentors: guides}
contact: https://acme.example/
"""


def test_every_page_of_ours_can_be_named(project: Project) -> None:
    project.write("programs/acme/lead.yml", SMALL.replace("organisation: Acme\n", RICH))
    kit = project.job().toolkit
    voice = Voice.of(kit.program)
    paths = {page.path for tab in destinations(kit, voice, GuidePages(kit, voice)) for page in tab.pages}
    own = {
        path for path in paths if path and not path.startswith(("keys/", "training/", "forms/", "pages/", "sessions/"))
    }
    assert own <= set(OWN_PAGES)
    assert {"agreement", "people", "communications"} <= own


def test_people_sessions_and_own_words_are_found(project: Project) -> None:
    project.write("programs/acme/lead.yml", SMALL.replace("organisation: Acme\n", RICH))
    kit = project.job().toolkit
    words = search_words(kit, Voice.of(kit.program))
    assert words["pages"]["sessions/1"][0] == "first session"
    assert words["pages"]["sessions/1"][-1] == "Session 1"
    assert words["same"]["guide"] == ("mentor",)
    assert {one["at"]: one["typed"] for one in words["people"]} == {
        "help#people": ("Dr. Bo O. Berg", "Berg", "Ombuds"),
        "people": ("Ana Li", "Ana"),
    }


def test_danish_knows_every_page_that_english_knows_and_as_much_of_each() -> None:
    lists, problems = read_search_lists(Layers((Layer("stock", stock_root()),)), lambda file: file.path.name)
    assert problems == ()
    danish, english = list_of(lists, "da"), list_of(lists, "en")
    assert set(english.pages) <= set(danish.pages)
    poor = {place: len(typed) for place, typed in english.pages.items() if len(danish.pages[place]) < len(typed) / 2}
    assert poor == {}
    assert len(danish.same) > 50
    assert {"hvordan", "ikke"} <= set(danish.ignore)
    assert {"en", "erne"} <= set(danish.endings)
    nowhere = {word for word in danish.same if " " in word} - {"nærmeste leder"}
    assert nowhere == set()


@pytest.mark.slow
def test_lists_of_the_stock_name_pages_that_are_there(project: Project) -> None:
    project.write("programs/acme/lead.yml", SMALL + "language: da\n")
    assert [problem for problem in project.problems() if "content/search" in problem] == []
