"""Announcing the changes of a period, in portions: each one transaction, each where the last one ended."""

from __future__ import annotations

from kit.identity import Principal
from kit.refusal import Forbidden
from kit.work import Unit, Work
from law.places import CENTRE, changes_on, gazetteer
from programme.roles import PLACE_KEEPERS
from services.registry.places import announcements
from services.registry.places.commands import PeriodCommand
from services.registry.places.place_news import PlaceNews
from services.registry.places.refusals import NothingChanged, NotYet
from services.registry.places.store import place_news

PORTION = 50
"""A transaction stays short; a reform of a whole province has hundreds of changes."""


async def announce_period(work: Work, command: PeriodCommand, *, by: Principal) -> PlaceNews:
    """Announces all changes of a day that are not announced yet. Raises what `announce_changes` raises."""
    news = await work.run(announce_changes, command, by=by)
    while not news.is_complete:
        news = await work.run(announce_changes, command, by=by)
    return news


async def announce_changes(unit: Unit, command: PeriodCommand, *, by: Principal) -> PlaceNews:
    """
    Announces the next portion of the changes of a day; where all are announced already, it says so and does nothing.

    Raises Forbidden, NothingChanged, NotYet.
    """
    places, on = gazetteer(), command.on
    # The changes of a day are announced as a whole, so by who keeps every province of that day.
    if not all(by.covers(province.path, *PLACE_KEEPERS) for province in places.children(CENTRE, on)):
        raise Forbidden()
    changes = changes_on(places, on)
    if not changes:
        raise NothingChanged(on=on, days=", ".join(f"{day:%d/%m/%Y}" for day in places.first_days()))
    if unit.today < on:
        raise NotYet(on=on)
    news = await place_news.find(unit, on.isoformat())
    if news is None:
        news = await place_news.add(unit, PlaceNews(id=on.isoformat(), **dict(command), changes=len(changes)))
    if news.is_complete:
        return news
    portion = changes[news.told : news.told + PORTION]
    for change in portion:
        announcements.changed(unit, change)
    return await place_news.keep(unit, news.model_copy(update={"told": news.told + len(portion)}))
