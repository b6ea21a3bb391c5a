"""
A report as words and tables, the same for its page, its paper, its workbook and its CSV: each section its words with the
figures in place, and one table of it. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kit.language import gettext as _
from kit.language import mark
from kit.refusal import Language
from law.classification import classification
from law.figures import FigureRules, figure_rules
from law.reports import Section as Form
from law.reports import filled, report_forms
from law.resources import resource_list
from programme import names
from services.reporting.reports.report import Report, Section

Cell = str | int
OWN = mark("Tại cơ quan, hoặc chưa xác định được địa bàn")


@dataclass(frozen=True)
class Written:
    """A section in words and its table. `codes`: the figure of each row or column, for addresses."""

    no: str
    heading: str
    text: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers_from: int = 1


def written(report: Report, language: Language) -> list[Written]:
    """The sections of a report, in the language it is written in."""
    form, listed = report_forms(report.lists["reports"]).report(report.kind), figure_rules(report.lists["figures"])
    pairs = zip(form.sections, report.sections, strict=True)
    return [_written(report, one, counted, listed, language) for one, counted in pairs]


def subject(report: Report, language: Language) -> str:
    """What a report is about."""
    return report_forms(report.lists["reports"]).report(report.kind).subject.say(language)


def number(value: int, language: Language) -> str:
    """A figure as people write it."""
    text = f"{value:,}"
    return text.replace(",", ".") if language == "vi" else text


def _written(report: Report, form: Form, counted: Section, listed: FigureRules, language: Language) -> Written:
    values = {one.code: number(one.value, language) for one in counted.figures}
    values |= {
        "place": names.place(report.office, report.until, language=language),
        "since": _day(report.since),
        "until": _day(report.until),
    }
    head, rows = _table(form, counted, listed, language)
    return Written(
        no=form.no,
        heading=form.heading.say(language),
        text=filled(form.text.say(language), values),
        head=tuple(head),
        rows=tuple(tuple(row) for row in rows),
    )


def _table(form: Form, counted: Section, listed: FigureRules, language: Language) -> tuple[list[str], list[list[Cell]]]:
    labels = {one.code: listed.figure(one.code).label.say(language) for one in counted.figures}
    if form.table == "places" and counted.places:
        head = [_("Địa bàn"), *labels.values()]
        rows: list[list[Cell]] = [
            [row.name or _(OWN), *(row.values[code] for code in labels)] for row in counted.places
        ]
        return head, [*rows, [_("Tổng"), *(one.value for one in counted.figures)]]
    if form.table == "by" and form.by:
        [one, *_rest] = counted.figures
        values = one.parts.get(form.by, {})
        named = sorted((_value(form.by, value, language), count) for value, count in values.items())
        divided: list[list[Cell]] = [[name, count] for name, count in named]
        return [listed.divisions[form.by].say(language), labels[one.code]], [*divided, [_("Tổng"), one.value]]
    if form.table == "ending":
        return [_("Tháng"), _("Giấy chứng nhận hết hạn")], [[_month(month), count] for month, count in counted.months]
    if form.table == "change":
        head = [_("Chỉ tiêu"), _("Trước kỳ"), _("Cuối kỳ"), _("Thay đổi")]
        return head, [
            [labels[one.code], "–" if one.before is None else one.before, one.value, *_change(one.before, one.value)]
            for one in counted.figures
        ]
    return [_("Chỉ tiêu"), _("Số liệu")], [[labels[one.code], one.value] for one in counted.figures]


def _change(before: int | None, value: int) -> Iterator[Cell]:
    yield "–" if before is None else value - before


def _value(by: str, value: str, language: Language) -> str:
    """A value of a division in words, as far as the lists know it."""
    if not value:
        return _("Không ghi")
    if by == "sector":
        found = next((one.name for one in classification().sectors if one.code == value), None)
        return f"{value}. {found.say(language)}" if found else value
    if by == "star":
        return f"{value}★"
    if by == "producer-kind":
        return names.producer_kind(value, language=language)
    if by == "source":
        source = resource_list().source_of(value)
        return source.label.say(language) if source else value
    return value


def _month(text: str) -> str:
    year, _, month = text.partition("-")
    return f"{month}/{year}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
