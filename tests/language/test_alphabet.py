"""The order of names in the alphabets of languages, held against a browser's."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Browser

from mentorkit.language.alphabet import alphabetical, spelled_out
from mentorkit.language.catalogue import Words
from mentorkit.language.templates import environment
from mentorkit.workspace.layers import Layers

NAMES = """
Ærø Ødegaard Åse Aase Aarhus Abel Zoe Zacharias Oscar Özil Øst Ase Änne Anne-Marie Anne Annette anna Émile Emil Emilie
Ñandu Nandu Nuria Šimon Simon Sara Żaneta Zaneta Źródło Łukasz Lukas Lena Čeněk Cecilie Chris Hanna Ida Irina Großmann Grossmann
Groß Mia Márta Ingrid Ćwik Ę Ewa Ślub Ala Ąa 2 10 Straße Strasse Øyvind Oyvind
"""
OTHERS = {
    "ar": "أحمد إبراهيم آمنة بدر تمام ثريا جابر حسن خالد دينا يوسف هدى نور ليلى",
    "el": "Άννα Αλέξης Βασίλης Έλενα Ελπίδα Ωμέγα Όλγα Ορέστης",
    "ru": "Анна Борис Ёлка Елена Жанна Яна Юрий Щука",
}


def in_order(names: list[str], language: str) -> list[str]:
    mixed = names[:]
    random.Random(1).shuffle(mixed)
    return sorted(mixed, key=lambda name: alphabetical(name, language))


def test_danish_letters_of_its_own_are_the_last() -> None:
    names = ["Åse", "Ærø", "Øst", "Zoe", "Abel", "Aase", "Anne-Marie", "anna"]
    assert in_order(names, "da") == ["Abel", "anna", "Anne-Marie", "Zoe", "Ærø", "Øst", "Åse", "Aase"]
    assert in_order(["Özil", "Oscar", "Zoe", "Änne", "Anna", "Groß", "Grosz"], "de") == [
        "Anna", "Änne", "Groß", "Grosz", "Oscar", "Özil", "Zoe",
    ]  # fmt: skip


def test_templates_sort_by_the_alphabet_of_their_language() -> None:
    shown = "{{ ['Åbenhed', 'Øvelse', 'Aftaler', 'Zoner', 'Ærlighed'] | alphabetically | join(' ') }}"
    for language, order in (
        ("da", "Aftaler Zoner Ærlighed Øvelse Åbenhed"),
        ("de", "Åbenhed Ærlighed Aftaler Øvelse Zoner"),
    ):
        assert environment(Layers(()), Words(language)).from_string(shown).render() == order


@pytest.mark.slow
@pytest.mark.parametrize(
    "language", ["en-GB", "da", "de", "sv", "nb", "fi", "es", "cs", "pl", "fr", "nl", "sk", "et", "tr", *OTHERS]
)
def test_names_stand_as_a_browser_sorts_them(language: str, browser: Browser) -> None:
    page, names = browser.new_page(), OTHERS.get(language, NAMES).split()
    theirs = page.evaluate("([names, language]) => names.sort(new Intl.Collator(language).compare)", [names, language])
    page.close()
    assert in_order(names, language) == theirs


def test_letters_are_spelled_out_as_people_do_in_their_language() -> None:
    assert spelled_out("Ærlig øvelse på Åen", "da") == "aerlig oevelse paa aaen"
    assert spelled_out("Grüße über Öl", "de-AT") == "gruesse ueber oel"
    assert spelled_out("Öl på", "sv") == "öl på"
