"""Which changes of territory were announced already."""

from __future__ import annotations

from kit.storage import Collection
from services.registry.places.news import PlaceNews

place_news: Collection[PlaceNews] = Collection(PlaceNews, "place_news")
