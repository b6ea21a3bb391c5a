"""How a report is counted: every figure of its form at the office and the places below, in one pass for each way of counting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from kit.work import Unit
from law.figures import figure_rules
from law.places import gazetteer
from law.reports import Section as Form
from law.reports import report_forms
from programme import names
from services.reporting.figures import counting
from services.reporting.figures.counting import Counts
from services.reporting.reports.report import Figure, PlaceRow, ReportFields, Section
from services.reporting.standings import store as standings
from services.reporting.standings.counting import ending
from services.reporting.standings.question import Question
from services.reporting.standings.rules import holds

_DAY = timedelta(days=1)


async def made(unit: Unit, asked: ReportFields, as_of: datetime, lists: Mapping[str, str]) -> list[Section]:
    """The sections of a report as known at an instant, by the editions of its lists. Raises UnknownReport, UnknownFigure."""
    form = report_forms(lists["reports"]).report(asked.kind)
    below = [place.path for place in gazetteer().children(asked.office, asked.until)]
    codes = [code for section in form.sections for code in section.figures]
    edition = lists["figures"]
    counts = await counting.figures(
        unit, codes, [asked.office, *below], asked.since, asked.until, as_of, edition=edition
    )
    changed = [code for section in form.sections if section.table == "change" for code in section.figures]
    was: Counts = {}
    if changed:
        day = asked.since - _DAY
        was = await counting.figures(unit, changed, [asked.office], day, day, as_of, edition=edition)
    return [await _section(unit, asked, one, below, counts, was, as_of, edition) for one in form.sections]


async def _section(
    unit: Unit,
    asked: ReportFields,
    form: Form,
    below: list[str],
    counts: Counts,
    was: Counts,
    as_of: datetime,
    edition: str,
) -> Section:
    office, known = asked.office, figure_rules(edition)
    figures = []
    for code in form.figures:
        one, rule = counts[office, code], known.figure(code)
        at_once = rule.how in ("standing", "holding")  # of what happens, the day before the period says nothing
        figures.append(
            Figure(
                code=code,
                value=one.value,
                before=was[office, code].value if (office, code) in was and at_once else None,
                parts=one.parts if form.table == "by" else {},
                rows=await counting.rows_hash(unit, rule, office, asked.since, asked.until, as_of),
            )
        )
    return Section(
        no=form.no,
        figures=tuple(figures),
        places=tuple(_places(asked, form, below, counts)) if form.table == "places" else (),
        months=tuple(await _months(unit, asked)) if form.table == "ending" else (),
    )


def _places(asked: ReportFields, form: Form, below: list[str], counts: Counts) -> list[PlaceRow]:
    rows = [
        PlaceRow(
            path=path,
            name=names.place(path, asked.until, language="vi"),
            values={code: counts[path, code].value for code in form.figures},
        )
        for path in below
    ]
    own = {code: counts[asked.office, code].value - sum(row.values[code] for row in rows) for code in form.figures}
    return [*rows, PlaceRow(path="", name="", values=own)] if rows and any(own.values()) else rows


async def _months(unit: Unit, asked: ReportFields) -> list[tuple[str, int]]:
    question = Question(place=asked.office, on=asked.until, today=unit.today)
    lines = [line.entry for line in await standings.lines(unit, question) if holds(line.entry, asked.until)]
    return [(f"{month:%Y-%m}", count.total) for month, count in ending(asked.until, lines)]
