"""What is read for an overview: one walk over the ledgers of a place, whatever is shown of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from kit.identity import Principal, is_within
from kit.refusal import Refusal
from kit.work import Unit
from law.levels import smallest
from law.places import CENTRE, Place, gazetteer
from programme import borders
from programme.roles import OFFICERS
from services.reporting.figures import counting
from services.reporting.figures.rules import period
from services.reporting.figures.store import closed_to
from services.reporting.overview import refusals
from services.reporting.progress import use_cases as progress
from services.reporting.standings import rules, views
from services.reporting.standings import store as standings
from services.reporting.standings.question import By, Question
from services.reporting.standings.recognition import Entry
from services.reporting.standings.store import Line

HELD = "credentials-held"
"""The figure of credentials that hold."""
RUNNING = (
    "campaign-lines-reviewed",
    "campaign-lines-received",
    "campaign-lines-late",
    "campaign-lines-lapsed",
    "certificates-lapsed",
    "breaches",
)
"""Figures of the year so far that officers of a place look at: how campaigns go, and what went wrong."""


@dataclass(frozen=True)
class Overview:
    """What a front page shows of a place: standings, every entry of it; for officers of the place also what is held and what runs."""

    asked: Question
    by_place: views.StandingsView
    by_sector: views.StandingsView
    by_kind: views.StandingsView
    entries: list[Entry]
    credentials: Mapping[str, int]
    overdue: int | None
    running: Mapping[str, int]


async def show_overview(unit: Unit, place: str | None, by: Principal | None) -> Overview:
    """A place (one's own office's, else the only province, else the country) as it stands today. Raises PlaceUnknown, PlaceNotThen."""
    asked = Question(place=place or home(by, unit.today), on=unit.today, today=unit.today)
    at = rules.place_of(asked)
    lines = await standings.lines(unit, asked)
    entries = [line.entry for line in lines]
    alive = [line for line in lines if rules.holds(line.entry, asked.on)]

    def counted(how: By) -> views.StandingsView:
        return views.standings(replace(asked, by=how), at, alive, ended=entries)

    inside = by is not None and bool(by.offices(*OFFICERS))
    theirs = by is not None and _of_theirs(by, asked.place)
    return Overview(
        asked=asked,
        by_place=counted(By.PLACE),
        by_sector=counted(By.SECTOR),
        by_kind=counted(By.KIND),
        entries=entries,
        credentials=await _held(unit, asked.place) if theirs else {},
        overdue=await _overdue(unit, by) if inside and by is not None else None,
        running=await _running(unit, asked.place, by) if by is not None and theirs else {},
    )


def home(by: Principal | None, today: date) -> str:
    """Where a person begins: their own office's place, the only province, or the country."""
    own = [one for one in (by.offices(*OFFICERS) if by else []) if one != CENTRE and gazetteer().exists(one, today)]
    if own:
        return own[0]
    provinces = gazetteer().children(CENTRE, today)
    return provinces[0].path if len(provinces) == 1 else CENTRE


async def _overdue(unit: Unit, by: Principal) -> int:
    return (await progress.show_progress(unit, by, office=None, since=None, until=None)).total.overdue


def _of_theirs(by: Principal, place: str) -> bool:
    return any(is_within(place, one) for one in by.offices(*OFFICERS))


async def _held(unit: Unit, place: str) -> dict[str, int]:
    found = await counting.figure(unit, HELD, place, unit.today, unit.today)
    return found.parts.get("kind", {})


async def _running(unit: Unit, place: str, by: Principal) -> dict[str, int]:
    since, until = period(None, None, unit.today)
    found = await counting.figures(unit, RUNNING, [place], since, until, without=closed_to(by))
    return {code: found[place, code].value for code in RUNNING}


@dataclass(frozen=True)
class Commune:
    """A commune with every recognition that lies in it, as today's borders have it."""

    place: Place
    lines: list[Line]

    @property
    def entries(self) -> list[Entry]:
        """What is counted of it."""
        return [line.entry for line in self.lines]


async def show_commune(unit: Unit, path: str) -> Commune:
    """One commune today. Raises NotACommune."""
    try:
        place = gazetteer().at(path, unit.today)
    except Refusal as refusal:
        raise refusals.NotACommune(place=path, on=f"{unit.today:%d/%m/%Y}") from refusal
    if place.level != smallest():
        raise refusals.NotACommune(place=path, on=f"{unit.today:%d/%m/%Y}")
    return Commune(place, await standings.lines(unit, Question(place=path, on=unit.today, today=unit.today)))


async def list_communes(unit: Unit, province: str) -> list[Commune]:
    """Every commune of a province today, each with what lies in it; what nobody can place is in none."""
    asked = Question(place=province, on=unit.today, today=unit.today)
    rules.place_of(asked)
    found: dict[str, list[Line]] = {}
    for line in await standings.lines(unit, asked):
        at = borders.find(line.origin, unit.today)
        if at.unplaced is None:
            found.setdefault(at.path, []).append(line)
    communes = gazetteer().descendants(province, unit.today, smallest())
    return [Commune(place, found.get(place.path, [])) for place in communes]
