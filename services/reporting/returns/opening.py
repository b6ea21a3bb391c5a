"""Use cases: every office of a level is made to owe the return of a period some days before the period closes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from kit.clock import LOCAL
from kit.service import Service
from kit.work import Due, Unit
from kit.work.deadlines import DEADLINES
from law import lists
from law.forms import Form, form
from law.levels import level
from law.periods import Period, periods_over
from law.places import CENTRE, gazetteer
from services.reporting.returns import store
from services.reporting.returns.use_cases import owe

OPENING = "returns-opening"
"""The day on which the returns of a form and kind of period begin to stand open."""
AT_ONCE = 100
YEARS = 1
"""Periods are looked for in the reporting year of a day, and in so many before and after."""


async def watch_forms(service: Service) -> None:
    """Has every form's periods watched from today on: also those of a form that came with this release or was installed."""
    unit = service.work.reading()
    for name in lists.members("returns"):
        for edition in lists.editions(name):
            said = Form.model_validate(edition.content)
            for kind in said.owed.periods:
                subject = f"{said.id}|{kind}"
                if await unit.database[DEADLINES].find_one({"_id": f"{OPENING}|{subject}"}) is None:
                    await service.work.run(_watch, subject)


async def _watch(unit: Unit, subject: str) -> None:
    unit.defer(Due(what=OPENING, subject=subject, due_at=unit.now, data={"since": unit.today.isoformat()}))


async def open_returns(unit: Unit, due: Due) -> None:
    """
    Has every office of the form's level that is there at the end of a period owe its return, some at a time: of the periods whose
    first day to fill in has come, and whose due day had not passed when this was last looked at.
    """
    id, kind = due.subject.split("|")
    since = date.fromisoformat(due.data["since"])
    waits: list[date] = []
    first, last = date(since.year - YEARS, 1, 1), date(unit.today.year + YEARS, 12, 31)
    for period in periods_over(kind, first, last):
        if period.due < since:
            continue
        found = _form(id, kind, period)
        if found is None:
            continue
        said, hash = found
        opens = period.until - timedelta(days=said.opens_before)
        if opens > unit.today:
            waits.append(opens)
            continue
        known = await store.offices_with(unit, id, period.code)
        missing = [one for one in _owing(unit, said, period) if one not in known]
        for office in missing[:AT_ONCE]:
            await owe(unit, said, hash, office, period)
        if len(missing) > AT_ONCE:
            unit.defer(due.model_copy(update={"due_at": unit.now}))
            return
    on = min(waits, default=last)
    at = datetime.combine(on, time.min, LOCAL)
    unit.defer(due.model_copy(update={"due_at": at, "data": {"since": unit.today.isoformat()}}))


def _form(id: str, kind: str, period: Period) -> tuple[Form, str] | None:
    """The form in force at the end of a period, if it has offices owe that kind."""
    try:
        said, hash = form(id, period.until)
    except lists.NoSuchList:
        return None
    return (said, hash) if kind in said.owed.periods else None


def _owing(unit: Unit, said: Form, period: Period) -> list[str]:
    """
    The offices that owe it: those that are there on the period's last day. One that ended within the period owes nothing, its
    successor reports the whole of it; what happened in its place is counted where that lies now.
    """
    known = level(said.owed.level)
    if known is None:
        return []
    found = gazetteer().descendants(CENTRE, period.until, known.place)
    return [one.path for one in found if unit.serves(one.path)]
