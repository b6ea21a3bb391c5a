"""
Periods of reports: month, quarter, half a year, nine months, year, and any days (`law/data/reporting-periods.yaml`).

    from law.periods import ad_hoc, period, period_of, periods_over

    period("quarter", 2023, 2)                  # 15 March to 14 June 2023, due two working days after
    period_of("2023-Q2")                        # the same by its code, which never changes
    periods_over("quarter", date(2023, 12, 20)) # those closed by a day are before this one

Decree 09/2019/NĐ-CP, Article 12.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from pydantic import Field, model_validator

from kit.clock import LOCAL
from kit.refusal import Kind, Refusal
from law import lists
from law.calendar import Counted, add_months, due_on
from law.rulebooks.values import Part, Text, Verified
from law.rulebooks.values import Period as InForce

AD_HOC = "ad_hoc"
"""The kind of a period that somebody sets by its days."""
_AD_HOC = re.compile(r"(\d{4}-\d{2}-\d{2})--(\d{4}-\d{2}-\d{2})")
_DAY = timedelta(days=1)


class NoSuchPeriod(Refusal):
    slug = "period.unknown"
    kind = Kind.NOT_FOUND
    vi = "Không có kỳ báo cáo «{code}». Các kỳ: {known}."
    en = "There is no reporting period “{code}”. Kinds: {known}."


class DaysReversed(Refusal):
    slug = "period.days-reversed"
    vi = "Kỳ báo cáo bắt đầu ngày {first} sau ngày kết thúc {last}. Sửa lại hai ngày."
    en = "The period begins on {first}, after its last day {last}. Put the two days right."


@dataclass(frozen=True, slots=True)
class Period:
    """
    Figures are counted from `since` to `until`, both included, as known at `closing`, the last millisecond of `until` in local
    time; what is handed in by the end of `due` is on time. `code` names it for ever.
    """

    kind: str
    year: int
    no: int
    code: str
    label: Text
    since: date
    until: date
    due: date

    @property
    def closing(self) -> datetime:
        """The instant after which what becomes known counts as an adjustment of the next period."""
        return datetime.combine(self.until, time(23, 59, 59, 999_000), LOCAL)

    @property
    def last_moment(self) -> datetime:
        """The last instant at which it is handed in on time."""
        return datetime.combine(self.due, time(23, 59, 59, 999_999), LOCAL)

    def holds(self, on: date) -> bool:
        """Whether a day is in it."""
        return self.since <= on <= self.until


class PeriodKind(Part):
    """Periods of so many months, `a_year` of them in a row from the beginning of a reporting year."""

    id: str = Field(pattern=r"^[a-z][a-z_]{1,19}$")
    label: Text
    code: str
    months: int = Field(ge=1, le=12)
    a_year: int = Field(ge=1, le=12)
    verified: Verified


class Due(Part):
    """How many days after closing a report is due."""

    days: int = Field(ge=0, le=60)
    counted: Counted
    source: Text
    verified: Verified


class OfficeDue(Due):
    """The same as an office set it."""

    office: str


@lists.of_form("reporting-periods")
class ReportingPeriods(Part):
    """The file."""

    list: str
    in_force: InForce
    source: Text
    verified: Verified
    last_day: int = Field(ge=1, le=28)
    kinds: tuple[PeriodKind, ...] = Field(min_length=1)
    due: Due
    offices: tuple[OfficeDue, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> ReportingPeriods:
        for kind in self.kinds:
            if kind.months * kind.a_year > 12:
                raise ValueError(f"{kind.id}: {kind.a_year} periods of {kind.months} months are more than a year")
        if len({kind.id for kind in self.kinds} | {AD_HOC}) != len(self.kinds) + 1:
            raise ValueError(f"a kind stands here twice, or is called {AD_HOC}")
        codes = [kind.code.format(year=2000, no=no) for kind in self.kinds for no in range(1, kind.a_year + 1)]
        if len(set(codes)) != len(codes):
            raise ValueError("two periods of a year have one code")
        return self

    def kind(self, id: str) -> PeriodKind | None:
        """A kind by its id."""
        return next((one for one in self.kinds if one.id == id), None)

    def due_after(self, closed: date, office: str | None) -> date:
        """The last day to hand in what closed on a day: as the office set it, or the nearest above it, or as is usual."""
        above = [
            one for one in self.offices if office and (office == one.office or office.startswith(f"{one.office}/"))
        ]
        said: Due = max(above, key=lambda one: one.office.count("/"), default=None) or self.due
        last = due_on(closed, said.days, said.counted)
        assert last is not None  # no pause is given, so the count ends
        return last


@cache
def reporting_periods() -> ReportingPeriods:
    """The newest list."""
    return ReportingPeriods.model_validate(lists.content("reporting-periods"))


def period(kind: str, year: int, no: int = 1, *, office: str | None = None) -> Period:
    """The `no`-th period of a kind in a year, with the day an office owes its report. Raises NoSuchPeriod."""
    said = reporting_periods()
    found = said.kind(kind)
    if found is None or not 1 <= no <= found.a_year or not 1 < year < date.max.year:
        raise NoSuchPeriod(code=f"{kind} {no} {year}", known=_known())
    last = date(year, no * found.months, said.last_day)
    words = {"year": year, "no": no}
    return Period(
        kind=kind,
        year=year,
        no=no,
        code=found.code.format(**words),
        label=Text(vi=found.label.vi.format(**words), en=found.label.en.format(**words)),
        since=add_months(last, -found.months) + _DAY,
        until=last,
        due=said.due_after(last, office),
    )


def ad_hoc(since: date, until: date, *, due: date | None = None, office: str | None = None) -> Period:
    """A period of any days, as a letter asks for one. Raises DaysReversed."""
    if since > until:
        raise DaysReversed(first=f"{since:%d/%m/%Y}", last=f"{until:%d/%m/%Y}")
    return Period(
        kind=AD_HOC,
        year=until.year,
        no=1,
        code=f"{since.isoformat()}--{until.isoformat()}",
        label=Text(vi=f"Từ {since:%d/%m/%Y} đến {until:%d/%m/%Y}", en=f"{since:%d/%m/%Y} to {until:%d/%m/%Y}"),
        since=since,
        until=until,
        due=due or reporting_periods().due_after(until, office),
    )


def period_of(code: str, *, office: str | None = None) -> Period:
    """A period by its code. Raises NoSuchPeriod."""
    if days := _AD_HOC.fullmatch(code):
        try:
            return ad_hoc(date.fromisoformat(days[1]), date.fromisoformat(days[2]), office=office)
        except ValueError:
            raise NoSuchPeriod(code=code, known=_known()) from None
    if code[:4].isdecimal():
        for kind in reporting_periods().kinds:
            for no in range(1, kind.a_year + 1):
                if kind.code.format(year=code[:4], no=no) == code:
                    return period(kind.id, int(code[:4]), no, office=office)
    raise NoSuchPeriod(code=code, known=_known())


def period_before(one: Period, *, office: str | None = None) -> Period:
    """The period of the same kind right before; before a period of any days, as many days."""
    if one.kind == AD_HOC:
        return ad_hoc(one.since - (one.until - one.since) - _DAY, one.since - _DAY, office=office)
    kind = reporting_periods().kind(one.kind)
    assert kind is not None  # the period was made from it
    return (
        period(one.kind, one.year, one.no - 1, office=office)
        if one.no > 1
        else period(one.kind, one.year - 1, kind.a_year, office=office)
    )


def periods_over(kind: str, first: date, until: date, *, office: str | None = None) -> Iterator[Period]:
    """The periods of a kind that closed from a day to another, both included, in order. Raises NoSuchPeriod."""
    found = reporting_periods().kind(kind)
    if found is None:
        raise NoSuchPeriod(code=kind, known=_known())
    for year in range(first.year, until.year + 1):
        for no in range(1, found.a_year + 1):
            one = period(kind, year, no, office=office)
            if first <= one.until <= until:
                yield one


def _known() -> str:
    return ", ".join(one.id for one in reporting_periods().kinds)
