"""Telling of the changes of a period, in portions: each one transaction, each where the last one ended."""

from __future__ import annotations

from datetime import date

from kit.identity import Principal
from kit.refusal import Forbidden
from kit.storage import Unit
from law.places import CENTRE, changes_on, gazetteer
from services.registry.places import announcements
from services.registry.places.news import PlaceNews
from services.registry.places.refusals import NothingChanged, NotYet
from services.registry.places.store import place_news

PORTION = 50
"""A transaction stays short; a reform of a whole province has hundreds of changes."""

KEEPERS = ("operator", "administrator")


async def tell_of_changes(unit: Unit, on: date, *, by: Principal) -> PlaceNews:
    """
    This will tell the next portion of the changes of a day; told already, it answers so and tells nothing.

    Raises Forbidden, NothingChanged, NotYet.
    """
    places = gazetteer()
    # The changes of a day are told as a whole, so they are told by who keeps every province of that day.
    if not all(by.covers(province.path, *KEEPERS) for province in places.children(CENTRE, on)):
        raise Forbidden()
    changes = changes_on(places, on)
    if not changes:
        raise NothingChanged(on=on.isoformat(), days=", ".join(day.isoformat() for day in places.first_days()))
    if unit.today < on:
        raise NotYet(on=on.isoformat())
    news = await place_news.find(unit, on.isoformat())
    if news is None:
        news = await place_news.add(unit, PlaceNews(id=on.isoformat(), on=on, changes=len(changes)))
    if news.is_complete:
        return news
    portion = changes[news.told : news.told + PORTION]
    for change in portion:
        announcements.tell(unit, change)
    return await place_news.keep(unit, news.model_copy(update={"told": news.told + len(portion)}))
