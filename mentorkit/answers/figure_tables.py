"""The figures of a report as a table, a line for each answer of each group: CSV for any program, XLSX for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO

from mentorkit.brand.charts.result_words import ResultWords
from mentorkit.definition.results import GroupFigures, ItemResult, Plausible, Results, RoundResult
from mentorkit.files.tables import harmless

Cell = str | int | float | None
_WIDTHS = (24, 20, 16, 48, 20, 24, 18, 24, 10, 10, 12, 10, 10, 10)
"""Of the columns, in letters."""
_PERCENT = (11, 12, 13)
"""The columns that hold shares."""


def headings(words: ResultWords) -> tuple[str, ...]:
    """The headings of the table."""
    _ = words.voice.words.gettext
    return tuple(map(str, (
        _("Programme"), _("Questionnaire"), _("Asked"), _("Question"), _("Goal"), _("Groups by"), _("Group"),
        _("Answer or figure"), _("Number"), _("Counted of"), _("Counted are"), _("Share"), _("Plausible from"), _("Plausible to"),
    )))  # fmt: skip


def figure_rows(results: Results, words: ResultWords) -> Iterator[tuple[Cell, ...]]:
    """A line for each figure of each group that may be shown."""
    for one in results.rounds:
        asked = (one.named or results.title, one.title, str(words.voice.asked(one.when)))
        _ = words.voice.words.gettext
        for by, group, figures in _groups(one, words):
            yield (
                *asked,
                "",
                "",
                by,
                group,
                str(_("answered the questionnaire")),
                figures.people,
                None,
                str(_("people")),
                None,
                None,
                None,
            )
        for item in one.items:
            for by, group, figures in _groups(item, words):
                for line in _lines(item, figures, words):
                    yield (*asked, item.ask, item.goal or "", by, group, *line)
            yield from ((*asked, item.ask, item.goal or "", "", "", *line) for line in _changes(item, words))


def _groups(one: RoundResult | ItemResult, words: ResultWords) -> Iterator[tuple[str, str, GroupFigures]]:
    """Everybody, then each group: what it is a group by, and its name."""
    _ = words.voice.words.gettext
    if one.everybody:
        yield "", str(_("Everybody")), one.everybody
    for group in one.groups:
        by = str(_("Role")) if group.by == "role" else words.questions.get(group.by, group.by)
        yield by, str(words.group(group)), group.figures


def _lines(item: ItemResult, figures: GroupFigures, words: ResultWords) -> Iterator[tuple[Cell, ...]]:
    """Answer, number, of how many, of what, share, and the ends of the interval where there is one."""
    _ = words.voice.words.gettext
    people = str(_("people"))
    plausible: Sequence[Plausible | None] = figures.plausible or (None,) * len(figures.counts)
    for label, count, some in zip(item.labels, figures.counts, plausible, strict=True):
        share = count / figures.people if figures.people else None
        low, high = (some.low, some.high) if some else (None, None)
        yield label, count, figures.people, people, share, low, high
    if upper := figures.upper:
        share = upper.people / figures.people
        yield str(_("above the middle")), upper.people, figures.people, people, share, upper.low, upper.high
    if item.answer == "several of":
        yield str(_("all ticks")), sum(figures.counts), figures.people, str(_("ticks, by people")), None, None, None
    named = {
        _("mean"): figures.mean,
        _("a quarter up to"): figures.quarter,
        _("median"): figures.median,
        _("three quarters up to"): figures.three_quarters,
    }
    for label, value in named.items():
        if value is not None:
            yield str(label), value, figures.people, people, None, None, None
    if not figures.counts and figures.median is None:
        yield str(_("answered in words")), figures.people, None, people, None, None, None
    for label, count in ((_("does not apply"), figures.not_applicable), (_("not answered"), figures.unanswered)):
        if count:
            yield str(label), count, None, people, None, None, None


def _changes(item: ItemResult, words: ResultWords) -> Iterator[tuple[Cell, ...]]:
    if item.change is None:
        return
    _ = words.voice.words.gettext
    figures, since = item.change.figures, words.change_label(item.change)
    for label, count in zip((_("higher"), _("the same"), _("lower")), figures.counts, strict=True):
        share = count / figures.people if figures.people else None
        yield (
            f"{since}: {label}",
            count,
            figures.people,
            str(_("people whose code links both answers")),
            share,
            None,
            None,
        )


def as_csv(results: Results, words: ResultWords) -> bytes:
    """The table as CSV: UTF-8 with a mark at its beginning, without which Excel reads letters with accents wrongly."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(headings(words))
    for row in figure_rows(results, words):
        writer.writerow([_written(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str | int:
    """A cell as CSV has it: shares with four places, texts that no spreadsheet takes for a formula."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.4f}".rstrip("0").rstrip(".")
    return harmless(cell) if isinstance(cell, str) else cell


def as_xlsx(results: Results, words: ResultWords) -> bytes:
    """The table as a workbook of one sheet, with its headings fixed and a filter on each. Same figures, same bytes."""
    from datetime import UTC, datetime

    from xlsxwriter import Workbook

    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
        sheet = book.add_worksheet()
        bold, percent = (
            book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            book.add_format({"num_format": "0%"}),
        )
        sheet.write_row(0, 0, headings(words), bold)
        number = 0
        for number, row in enumerate(figure_rows(results, words), 1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write_number(number, column, cell, percent if column in _PERCENT else None)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, number, len(_WIDTHS) - 1)
    return out.getvalue()
