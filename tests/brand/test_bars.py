"""Charts: what they draw is in proportion, told in words, and can be seen by everybody."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from coloraide import Color

from mentorkit.brand.charts.bars import WIDTH, Axis, BarPart, ChartStyle
from mentorkit.brand.charts.chart_inks import ChartInks
from mentorkit.brand.palette import SHAPE, TEXT, contrast, mix_palette
from mentorkit.definition.brand_file import Brand

BRANDS = ("#2f5d8a", "#c8102e", "#ffd400", "#0b6b3a", "#111111", "#f4a7c0")
"""Blue, red, yellow, green, black and a pale pink."""
SCALE = ("less", 1.0), ("less", 0.0), ("apart", 1.0), ("more", 0.0), ("more", 1.0)


def inks(primary: str, medium: str = "print") -> ChartInks:
    return ChartInks.of(getattr(mix_palette(Brand.model_validate({"color": {"primary": primary}})).value, medium))


def parts(*counts: int) -> list[BarPart]:
    return [BarPart(count / sum(counts), *side) for count, side in zip(counts, SCALE, strict=True)]


def style(*, rtl: bool = False) -> ChartStyle:
    return ChartStyle(inks(BRANDS[0]), "'Inter'", rtl=rtl)


def rectangles(svg: str) -> list[tuple[str, float, float]]:
    """The class, the left end and the width of each part."""
    found = re.findall(r'<rect x="([\d.]+)" [^>]*? width="([\d.]+)"[^>]*class="([\w-]+)"', svg)
    return [(name, float(x), float(width)) for x, width, name in found]


@pytest.mark.parametrize("medium", ["print", "light", "dark"])
@pytest.mark.parametrize("primary", BRANDS)
def test_every_brand_gives_parts_that_can_be_seen_and_figures_that_can_be_read(primary: str, medium: str) -> None:
    colours = inks(primary, medium)
    for side in ("less", "apart", "more"):
        for strength in (0.0, 0.25, 0.5, 0.75, 1.0):
            fill = colours.fill(side, strength)
            assert contrast(fill.outline, colours.paper) >= SHAPE
            assert contrast(fill.figure, fill.ground) >= TEXT


@pytest.mark.parametrize("primary", BRANDS)
def test_the_two_sides_differ_for_people_who_see_colours_in_other_ways(primary: str) -> None:
    colours = inks(primary)
    for kind in ("protan", "deutan", "tritan"):
        more, less = (Color(one).filter(kind) for one in (colours.more, colours.less))
        assert more.delta_e(less, method="2000") > 10


def test_parts_are_in_proportion_and_the_middle_stands_apart() -> None:
    bar = parts(1, 2, 3, 8, 8)
    drawn = {name: (x, width) for name, x, width in rectangles(style().diverging(bar, Axis.of([bar]), "t", "told"))}
    assert list(drawn) == ["mk-c-less0", "mk-c-less4", "mk-c-apart4", "mk-c-more0", "mk-c-more4"]
    unit = drawn["mk-c-more4"][1] / 8
    assert [round(width / unit) for _, width in drawn.values()] == [2, 1, 3, 8, 8]
    ends = [(x, x + width) for x, width in sorted(drawn.values())]
    gaps = [round(after[0] - before[1], 1) for before, after in pairwise(ends)]
    assert gaps == [0, 0, 0, 3.0]
    assert ends[-1][1] <= WIDTH


def test_bars_below_each_other_have_one_line_in_the_middle() -> None:
    bars = [parts(1, 2, 3, 8, 8), parts(9, 4, 0, 2, 1)]
    drawn = [style().diverging(one, Axis.of(bars), "t", "told") for one in bars]
    assert len({re.search(r'<path d="M([\d.]+) 0V', one)[1] for one in drawn}) == 1  # type: ignore[index]


def test_a_picture_from_right_to_left_is_the_mirror_image() -> None:
    bar = parts(1, 2, 3, 8, 8)
    one, other = (style(rtl=rtl).diverging(bar, Axis.of([bar]), "t", "told") for rtl in (False, True))
    mirrored = [(name, round(WIDTH - x - width, 1)) for name, x, width in rectangles(one)]
    assert mirrored == [(name, round(x, 1)) for name, x, _ in rectangles(other)]
    for places in (r'<text x="([\d.]+)"', r'<path d="M([\d.]+) 0V'):
        there, here = ([float(x) for x in re.findall(places, svg)] for svg in (one, other))
        assert there
        assert [round(WIDTH - x, 1) for x in there] == [round(x, 1) for x in here]


def test_a_figure_is_printed_where_it_has_room_and_a_part_without_people_is_not_drawn() -> None:
    bar = parts(0, 1, 0, 60, 39)
    svg = style().diverging(bar, Axis.of([bar]), "t", "told")
    assert re.findall(r">(\d+)</text>", svg) == ["60", "39"]
    assert len(rectangles(svg)) == 3


def test_every_picture_is_told_in_words_and_what_people_wrote_is_no_markup() -> None:
    draw, bar = style(), parts(1, 1, 1, 1, 1)
    drawn = [
        draw.diverging(bar, Axis.of([bar]), "A <b> question", "5 & more"),
        draw.share(0.4, (0.2, 0.6), "A <b> question", "5 & more"),
        draw.middle(0.2, 0.3, 0.4, "A <b> question", "5 & more"),
        draw.goal(1, 2, 3, 4, "A <b> question", "5 & more"),
    ]
    for number, svg in enumerate(drawn, 1):
        assert f'role="img" aria-labelledby="chart-{number} chart-{number}-told"' in svg
        assert ">A &lt;b&gt; question</title>" in svg
        assert ">5 &amp; more</desc>" in svg
        assert "style=" not in svg


@pytest.mark.parametrize(("share", "interval"), [(0.0, (0.0, 0.2)), (1.0, (0.8, 1.0)), (0.5, None)])
def test_a_share_stays_within_its_frame(share: float, interval: tuple[float, float] | None) -> None:
    svg = style().share(share, interval, "t", "told")
    assert all(x + width <= WIDTH for _, x, width in rectangles(svg))
    assert ("v2" in svg) == bool(interval)
