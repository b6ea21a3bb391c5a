"""From what is counted in the database to what an officer reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from kit.collation import vietnamese_key
from kit.identity import Principal
from kit.storage import Unit
from law.places import CENTRE
from services.reporting import names
from services.reporting.progress import refusals, rules, store
from services.reporting.progress.journey import CaseProgress, Stage
from services.reporting.progress.store import Answered, Standing
from services.reporting.progress.views import CaseView, OfficeView, ProgressView

SOON = timedelta(days=7)
YEAR = timedelta(days=365)


@dataclass
class _Office:
    tier: str = ""
    open: int = 0
    overdue: int = 0
    due_soon: int = 0
    waiting: int = 0
    by_stage: Counter[Stage] = field(default_factory=Counter)
    by_age: Counter[str] = field(default_factory=Counter)
    answered: int = 0
    in_time: int = 0
    late: int = 0
    untimed: int = 0
    recognised: int = 0

    def stands(self, one: Standing, today: date) -> None:
        self.tier = one.tier
        self.open += one.count
        self.by_stage[one.stage] += one.count
        self.by_age[rules.age(one.opened_on, today)] += one.count
        if one.stage is Stage.RETURNED:
            self.waiting += one.count
        if one.due_on is not None and one.answered_on is None:
            if one.due_on < today:
                self.overdue += one.count
            elif one.due_on <= today + SOON:
                self.due_soon += one.count

    def did(self, one: Answered) -> None:
        self.tier = self.tier or one.tier
        self.answered += one.count
        self.late += one.count if one.late else 0
        self.in_time += one.count if one.timed and not one.late else 0
        self.untimed += 0 if one.timed else one.count
        self.recognised += one.count if one.stage is Stage.RECOGNISED else 0


async def progress(
    unit: Unit, by: Principal, *, office: str | None, since: date | None, until: date | None
) -> ProgressView:
    """How the offices a person answers for keep up; raises Forbidden, NotFound, PeriodReversed."""
    wanted = store.visible_to(by, office)
    today = unit.today
    last = until or today
    first = since or last - min(YEAR, last - date.min)
    if first > last:
        raise refusals.PeriodReversed(pointer="/until", since=f"{first:%d/%m/%Y}", until=f"{last:%d/%m/%Y}")
    offices: dict[str, _Office] = {}
    whole = _Office()
    for standing in await store.standing(unit, wanted):
        for one in (offices.setdefault(standing.office, _Office()), whole):
            one.stands(standing, today)
    for answered in await store.answered(unit, wanted, first, last):
        for one in (offices.setdefault(answered.office, _Office()), whole):
            one.did(answered)
    return ProgressView(
        on=today,
        since=first,
        until=last,
        offices=_in_order(_view(path, one, today) for path, one in offices.items()),
        total=_view(office or CENTRE, whole, today),
    )


def case(one: CaseProgress, today: date) -> CaseView:
    """A case in a list."""
    return CaseView(
        **one.model_dump(exclude={"id", "version", "dossier_id", "open", "recused"}),
        case_id=one.id,
        age_days=((one.ended_on or today) - one.opened_on).days,
        overdue=rules.is_overdue(one, today),
    )


def _view(path: str, one: _Office, today: date) -> OfficeView:
    vi, en = names.office(path, today)
    return OfficeView(
        office=path,
        vi=vi,
        en=en,
        tier=one.tier,
        open=one.open,
        overdue=one.overdue,
        due_soon=one.due_soon,
        waiting=one.waiting,
        by_stage={stage: one.by_stage[stage] for stage in Stage if one.by_stage[stage]},
        by_age={age: one.by_age[age] for age in rules.listed_ages() if one.by_age[age]},
        answered=one.answered,
        in_time=one.in_time,
        late=one.late,
        untimed=one.untimed,
        recognised=one.recognised,
    )


def _in_order(views: Iterable[OfficeView]) -> list[OfficeView]:
    """From the centre down, and by name within a level."""
    return sorted(views, key=lambda one: (one.office != CENTRE, one.office.count("/"), vietnamese_key(one.vi)))
