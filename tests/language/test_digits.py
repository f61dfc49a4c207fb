"""Numbers in the digits that a region writes, by CLDR; addresses, ids and what is stored keep 0 to 9."""

from __future__ import annotations

from datetime import date, time

import pytest

from mentorkit.language.catalogue import Words
from mentorkit.language.digits import as_stored, digits_of, is_figure
from mentorkit.language.foreign_parts import in_plain_text
from mentorkit.language.templates import environment
from mentorkit.workspace.layers import Layers

CAIRO, DUBAI = Words("ar-EG"), Words("ar-AE")
DAY = date(2027, 2, 19)


@pytest.mark.parametrize(
    ("tags", "ten", "counter"),
    [
        (("ar", "ar-AE", "ar-MA", "ar-DZ", "he", "ur", "en-GB", "hi"), "0123456789", "decimal"),
        (("ar-EG", "ar-SA", "ar-JO", "ckb", "sd"), "٠١٢٣٤٥٦٧٨٩", "arabic-indic"),
        (("fa", "fa-AF", "ps", "ur-IN"), "۰۱۲۳۴۵۶۷۸۹", "persian"),
        (("mr", "ne"), "०१२३४५६७८९", "devanagari"),
        (("bn", "as"), "০১২৩৪৫৬৭৮৯", "bengali"),
    ],
)
def test_each_region_has_its_digits(tags: tuple[str, ...], ten: str, counter: str) -> None:
    assert {tag: (digits_of(tag).ten, digits_of(tag).counter) for tag in tags} == dict.fromkeys(tags, (ten, counter))


def test_dates_times_and_numbers_are_written_in_them() -> None:
    said = (
        CAIRO.date(DAY), CAIRO.time(time(9, 30)), CAIRO.days(DAY, date(2027, 2, 25)), CAIRO.month_and_day(DAY), CAIRO.skeleton("yMMM", DAY),
        CAIRO.number(1234.5), CAIRO.percent(0.82), CAIRO.digits(7),
    )  # fmt: skip
    assert [as_stored(str(one)) for one in said] != [str(one) for one in said]
    assert not [one for one in said if set("0123456789") & set("".join(one))]
    assert said[0] == "١٩ فبراير ٢٠٢٧"
    assert said[5:] == ("١٬٢٣٤٫٥", "٨٢%", "٧")
    assert (DUBAI.date(DAY), DUBAI.number(1234.5), DUBAI.digits(7)) == ("19 فبراير 2027", "1,234.5", "7")


def test_a_zone_of_no_place_keeps_the_digits_that_stand_behind_latin_letters() -> None:
    assert CAIRO.zone("Etc/GMT-3") == "UTC+3"


def test_numbers_in_sentences_are_written_in_them_and_years_in_names_are_left_alone() -> None:
    said = CAIRO.fill("%(title)s: %(num)s, %(figure)s", {"title": "Cohort 2027", "num": 12, "figure": "15–20"})
    assert said == "Cohort 2027: ١٢, ١٥–٢٠"
    assert "٣" in CAIRO.ngettext("%(num)s minute", "%(num)s minutes", 3)
    assert "٣" in in_plain_text(CAIRO, "week %(num)s", {"num": 3})
    assert "3" in DUBAI.ngettext("%(num)s minute", "%(num)s minutes", 3)


def test_templates_write_what_people_read_in_them_and_addresses_in_0_to_9() -> None:
    text = '<a href="#day-{{ n }}">{{ n|digits }}</a> {% trans n=n %}week {{ n }}{% endtrans %}'
    assert (
        environment(Layers(()), CAIRO).from_string(text).render(n=12) == '<a href="#day-12">١٢</a> week <bdi>١٢</bdi>'
    )
    assert (
        environment(Layers(()), DUBAI).from_string(text).render(n=12) == '<a href="#day-12">12</a> week <bdi>12</bdi>'
    )


def test_a_language_without_a_catalogue_has_its_dates_in_its_digits_and_english_sentences_in_0_to_9() -> None:
    persian = Words("fa")
    day = persian.date(DAY)
    assert set("۲۰۲۷") < set(day)
    assert day.english == "19 February 2027"  # type: ignore[attr-defined]
    said = environment(Layers(()), persian).from_string("{% trans n=n %}week {{ n }}{% endtrans %}").render(n=12)
    assert "week 12" in said
    assert persian.own_digits == ""
    assert CAIRO.own_digits == "٠١٢٣٤٥٦٧٨٩"


def test_style_sheets_count_in_them_unless_a_counter_has_a_style_of_its_own() -> None:
    css = 'a { content: counter(page) "/" counter(step, upper-roman) target-counter(attr(href), page); } b { counter-reset: page }'
    assert digits_of("ar-EG").styled(css).splitlines() == [
        'a { content: counter(page, arabic-indic) "/" counter(step, upper-roman) target-counter(attr(href), page, arabic-indic); } b { counter-reset: page }',
        "ol { list-style-type: arabic-indic; }",
    ]
    assert digits_of("ar").styled(css) == css


def test_what_is_stored_is_0_to_9() -> None:
    assert as_stored("٣ ۴ 5 ٥٠٪") == "3 4 5 50٪"


def test_a_figure_is_a_whole_number_or_two() -> None:
    assert [is_figure(one) for one in (3, "3", "15–20")] == [True] * 3
    assert not any(is_figure(one) for one in (True, 3.5, "", "v3", "3.5", "+971 4", "15-20", None))
