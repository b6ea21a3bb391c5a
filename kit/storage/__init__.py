"""Documents in collections: filters, pages, indexes and transactions; the driver stays inside."""

from kit.storage.collection import Access, Collection, Page
from kit.storage.filters import all_of, any_of
from kit.storage.mongo import Database, Index
from kit.storage.turns import Orders, Turn
from kit.storage.words import words_in

__all__ = ["Access", "Collection", "Database", "Index", "Orders", "Page", "Turn", "all_of", "any_of", "words_in"]
