"""Which changes of territory are announced already, in the database."""

from __future__ import annotations

from kit.storage import Collection
from services.registry.places.place_news import PlaceNews

place_news: Collection[PlaceNews] = Collection(PlaceNews, "place_news")
