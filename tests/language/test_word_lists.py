"""Words that rules of design read: every language has lists about the same things, and each finds what it is for."""

from typing import get_args

import pytest
import yaml

from mentorkit.language.word_lists import FOLDER, About, lists_for, word_list

LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yml"))

FOUND: list[tuple[str, About, str, list[str]]] = [
    ("en", "mended_elsewhere", "Pay attention to pay, and to a culture of fear; people leave us.", ["pay", "culture of fear", "leave us"]),
    ("en", "best_only", "High-performers and our top talents, who give a good performance", ["High-performers", "top talents"]),
    ("en", "by_group", "Results for groups smaller than five are joined; we report by age", ["by age"]),
    ("en", "by_name", "May somebody from HR ring you? Did your mentor ring you?", ["somebody from HR ring you"]),
    ("da", "mended_elsewhere", "Lønnen er lav, og folk siger op. Det lønner sig at spørge.", ["Lønnen", "siger op"]),
    ("da", "mended_elsewhere", "De, der kommer udefra, bruger et år på at finde ud af, hvem man spørger.", []),
    ("da", "best_only", "Vores toptalenter og højt præsterende; alle med gode vaner", ["toptalenter", "højt præsterende"]),
    ("da", "power", "Hvad magten gør ved samtalen, og lederens rolle", ["magten", "lederens rolle"]),
    ("da", "goal", "Sæt dig et mål; spis et måltid; jeg vil lære at lytte", ["mål", "vil lære"]),
    ("da", "protected", "Hvilken aldersgruppe? Tro på dig selv. Din tro", ["aldersgruppe", "tro"]),
    ("da", "profile", "Læser to mentorprofiler", ["mentorprofiler"]),
    ("da", "by_name", "Må vi ringe til dig? Ringede din mentor til dig?", ["vi ringe til dig"]),
    ("da", "by_group", "Vi opgør svarene pr. afdeling, og for hver gruppe på under fem slås de sammen", ["pr. afdeling"]),
    ("de", "mended_elsewhere", "Der Lohn ist niedrig, Kündigungen häufen sich; das lohnt sich nicht.", ["Lohn", "Kündigungen"]),
    ("de", "mended_elsewhere", "Die Guten verlassen uns, und wir verlassen uns auf Mentoring.", ["verlassen uns"]),
    ("de", "power", "Das macht nichts: Wir reden über Macht, Rang und die Sache einer Führungskraft.", ["über Macht", "Rang", "Sache einer Führungskraft"]),
    ("de", "goal", "Viele Fragen zielen auf ein Ziel, das du dir selbst setzt.", ["Ziel"]),
    ("de", "protected", "Ich glaube, du schaffst das. Dein Glaube? Welche Altersgruppe?", ["Dein Glaube", "Altersgruppe"]),
    ("de", "profile", "Mentees lesen zwei Mentorenprofile", ["Mentorenprofile"]),
    ("de", "best_only", "Nur für die Besten; die besten Fragen sind kurz", ["Nur für die Besten"]),
    ("de", "best_only", "Unsere Leistungsträgerinnen und High Potentials", ["Leistungsträgerinnen", "High Potentials"]),
    ("de", "by_group", "Ergebnisse nach Abteilung; nach dem Ende", ["nach Abteilung"]),
    ("de", "by_name", "Dürfen wir dich dazu anrufen?", ["wir dich dazu anrufen"]),
    ("ar", "mended_elsewhere", "الرواتب منخفضة، وكثرت الاستقالات", ["الرواتب", "الاستقالات"]),
    ("ar", "best_only", "لذوي الأداء المتميز فقط", ["لذوي الأداء المتميز"]),
    ("ar", "by_group", "ننشر النتائج حسب القسم", ["حسب القسم"]),
    ("ar", "goal", "ضع هدفًا لنفسك", ["هدفًا"]),
    ("ar", "mended_elsewhere", "في كل مراتب الشركة يزداد التسرب الوظيفي، ورواتبنا دون السوق", ["التسرب الوظيفي", "ورواتبنا"]),
    ("ar", "power", "نقاط القوة لدى كل منكما، وما تفعله القوة في الحديث", ["القوة"]),
    ("ar", "protected", "الميول المهنية والطائفة، وهل أنت حامل شهادة", ["والطائفة"]),
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_lists_about_the_same_things(language: str) -> None:
    read = yaml.safe_load((FOLDER / f"{language}.yml").read_text("utf-8"))
    assert sorted(read) == sorted(get_args(About))
    assert all(set(said) <= {"words", "except"} and said["words"] for said in read.values())


@pytest.mark.parametrize(("language", "about", "text", "found"), FOUND)
def test_words_are_found_as_they_stand_there(language: str, about: About, text: str, found: list[str]) -> None:
    words = word_list(f"{language}-XX", about)
    assert words is not None
    assert list(words.found(text)) == found
    assert words.first(text) == (found[0] if found else "")


def test_a_language_without_a_file_has_none_and_guides_may_be_english() -> None:
    assert word_list("pl", "goal") is None
    assert lists_for("pl", "goal") == (word_list("en", "goal"),)
    assert lists_for("da", "goal") == (word_list("da", "goal"), word_list("en", "goal"))
