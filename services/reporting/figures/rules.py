"""How versions of an occurrence follow one another, and how counts are put together. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from law.figures import FigureRule
from law.places import CENTRE
from programme import borders
from services.reporting.figures.occurrence import Counted, Noted, Occurrence
from services.reporting.figures.refusals import PeriodReversed

_SAID = ("kind", "on", "until", "origin", "title", "page", "service", "product", "producer", "by", "amounts", "gone")


def noted(said: Occurrence, known_at: datetime) -> Noted:
    """One version of an occurrence, by itself."""
    origin = borders.origin_of(said.place, said.on)
    return Noted(
        id=f"{said.id}#{said.version}",
        version=said.version,
        occurrence=said.id,
        origin=origin,
        root=borders.root_of(origin),
        known_at=known_at,
        **said.model_dump(exclude={"id", "version", "place", "by"}),
        by=dict(sorted(said.by.items())),
    )


def chained(rows: Iterable[Noted]) -> list[Noted]:
    """
    The versions of one occurrence, each knowing until when it held. Whatever the order they came in, and however
    often, the answer is the same: a version that says nothing new is passed over, and an older one that came late stands in its place.
    """
    found: list[Noted] = []
    last: int | None = None
    for row in sorted(rows, key=lambda one: one.version):
        fresh = row.model_copy(update={"counts": not row.gone, "replaced_at": None})
        if last is not None and _same(found[last], fresh):
            found.append(fresh.model_copy(update={"counts": False}))
            continue
        if last is not None:
            at = max(fresh.known_at, found[last].known_at)
            found[last] = found[last].model_copy(update={"replaced_at": at})
        found.append(fresh)
        last = len(found) - 1
    return found


def _same(one: Noted, other: Noted) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _SAID)


def period(since: date | None, until: date | None, today: date) -> tuple[date, date]:
    """First and last day asked about, both counted: the year of the last unless given. Raises PeriodReversed."""
    last = until or today
    first = since or last.replace(month=1, day=1)
    if first > last:
        raise PeriodReversed(pointer="/until", since=f"{first:%d/%m/%Y}", until=f"{last:%d/%m/%Y}")
    return first, last


@dataclass(frozen=True)
class Tally:
    """So many happenings that have kind, origin and divisions in common; `product` where products are told apart."""

    kind: str
    origin: str
    by: Mapping[str, str]
    amount: int
    product: str | None = None


def placed(tallies: Iterable[Tally], areas: Iterable[str], borders_on: date) -> dict[str, list[Tally]]:
    """
    What lies at each of some places, in the borders of a day: one walk over all, however many places. What nobody can
    place further down lies in the unit that is certain.
    """
    found: dict[str, list[Tally]] = {area: [] for area in areas}
    for one in tallies:
        path = borders.find(one.origin, borders_on).path
        for area in _around(path):
            if area in found:
                found[area].append(one)
    return found


def _around(path: str) -> Iterator[str]:
    """A place and all that it lies in, up to the whole country."""
    while path != CENTRE:
        yield path
        path = path.rpartition("/")[0] or CENTRE
    yield CENTRE


def counted(rule: FigureRule, area: str, tallies: Iterable[Tally]) -> Counted:
    """A figure of what lies at a place."""
    mine = [one for one in tallies if _fits(rule, one)]
    if rule.how == "distinct":
        mine = list({one.product: one for one in mine}.values())
    parts: dict[str, dict[str, int]] = {}
    for division in sorted({name for one in mine for name in one.by}):
        sums = parts.setdefault(division, {})
        for one in mine:
            value = one.by.get(division, "")
            sums[value] = sums.get(value, 0) + one.amount
    return Counted(code=rule.code, area=area, value=sum(one.amount for one in mine), parts=parts)


def _fits(rule: FigureRule, one: Tally) -> bool:
    if rule.counts and one.kind not in rule.counts:
        return False
    return all(one.by.get(name) in values for name, values in rule.where.items())


def alike(rules: Sequence[FigureRule]) -> dict[tuple[str, str | None], list[FigureRule]]:
    """The figures that one pass over the database answers: counted in the same way, of the same amount."""
    found: dict[tuple[str, str | None], list[FigureRule]] = {}
    for rule in rules:
        found.setdefault((rule.how, rule.amount), []).append(rule)
    return found
